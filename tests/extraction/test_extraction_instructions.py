"""Instructions of both languages: (text, [(giver, owners, last day or recurrence)]) for a text of 15 May 2026."""

import pytest

from app.domain.enums import ExecutorRole, FindingKind, OwnerBasis

PM = "Премьер-министр провёл совещание. "

CASES = [
    (
        "Президент поручил Правительству до 1 сентября внести законопроект.",
        [("president", ["government"], "2026-09-01")],
    ),
    ("Главой государства поручено Правительству принять меры.", [("president", ["government"], None)]),
    (
        PM + "Минсельхозу совместно с Минфином поручено до конца месяца выдать кредиты, а МЧС – проверить дамбы.",
        [
            ("prime_minister", ["min_agriculture", "min_finance"], "2026-05-31"),
            ("prime_minister", ["min_emergency"], None),
        ],
    ),
    (
        "Премьер-министр кеңес өткізді және тапсырмалар берді:\n– Қаржы министрлігіне – 1 шілдеге дейін тізімді бекіту;\n"
        "– Энергетика министрлігіне – отын қорын тоқсан сайын тексеру.",
        [("prime_minister", ["min_finance"], "2026-07-01"), ("prime_minister", ["min_energy"], "quarterly")],
    ),
    (
        "Премьер-министр кеңес өткізді. Қаржы министрлігі, Энергетика министрлігі (жинақтау) есеп берсін.",
        [("prime_minister", ["min_energy", "min_finance"], None)],
    ),
    (
        PM + "Рыбаки просили о льготах.\nМинистерству транспорта он поручил углубить канал.",
        [("prime_minister", ["min_transport"], None)],
    ),
    (
        PM + "МЧС поручено проверить дамбы. О ходе работ Минфину доложить через неделю.",
        [("prime_minister", ["min_emergency"], None), ("prime_minister", ["min_finance"], "2026-05-22")],
    ),
    (PM + "Он потребовал от КТЖ ускорить перевозки.", [("prime_minister", ["co_ktz"], None)]),
    (PM + "Глава Правительства обязал «Казводхоз» очистить каналы.", [("prime_minister", ["co_kazvodkhoz"], None)]),
    (PM + "Перед акимами областей поставлена задача вывезти снег.", [("prime_minister", ["grp_akimats"], None)]),
    (
        PM + "Ответственность за исполнение возложена на Министерство транспорта.",
        [("prime_minister", ["min_transport"], None)],
    ),
    (
        "Премьер-министр поручил: 1) Минэнерго – до 15 ноября накопить уголь; 2) КТЖ – дать вагоны.",
        [("prime_minister", ["min_energy"], "2026-11-15"), ("prime_minister", ["co_ktz"], None)],
    ),
    (
        "«Правительству следует за месяц выработать меры. Генеральному прокурору – взять возврат активов под контроль», "
        "– сказал Глава государства.",
        [("president", ["government"], None), ("president", ["general_prosecutor"], None)],
    ),
    (
        "– Минфин, отработайте вопрос до пятницы. Отчёт – ежемесячно, – сказал Премьер-министр.",
        [("prime_minister", ["min_finance"], "2026-05-22")],
    ),
    (
        "«Необходимо, чтобы Минздрав до 1 июля открыл центр», – подчеркнул глава Правительства.",
        [("prime_minister", ["min_health"], "2026-07-01")],
    ),
    (
        "Аким Павлодарской области поручил управлению строительства расторгнуть договор.",
        [("akim", [None], None)],
    ),
    (
        PM + "МЧС поручено проверить дамбы. Срок – до 1 июня.",
        [("prime_minister", ["min_emergency"], "2026-06-01")],
    ),
    (
        PM + "Минэнерго поручено ежеквартально публиковать отчёт.",
        [("prime_minister", ["min_energy"], "quarterly")],
    ),
    (
        PM + "Минторговли поручено закупить рис до 1 июля. Документ предписано согласовать с фермерами.",
        [("prime_minister", ["min_trade"], "2026-07-01"), ("prime_minister", ["min_trade"], None)],
    ),
    (
        "Президент Үкіметке 1 шілдеге дейін заң жобасын әзірлеуді тапсырды.",
        [("president", ["government"], "2026-07-01")],
    ),
    (
        "Премьер-министр кеңес өткізді. Көлік министрлігіне жолды жөндеу жүктелді.",
        [("prime_minister", ["min_transport"], None)],
    ),
    (
        "«Әкімдер апта сайын есеп берсін», – деді Премьер-министр.",
        [("prime_minister", ["grp_akimats"], "weekly")],
    ),
    (
        "Премьер-министр кеңес өткізді. Қаржы министрлігі 1 маусымға дейін қаражат бөлуі тиіс.",
        [("prime_minister", ["min_finance"], "2026-06-01")],
    ),
]


CASES += [
    (
        "Президент дал ряд поручений:\n1. Разработать концепцию до 1 декабря.\n2. Министерству науки – добавить гранты.",
        [("president", [], "2026-12-01"), ("president", ["min_science"], None)],
    ),
    (
        "Аким Шымкента посетил школу. Градоначальнику поручено следить за работами.",
        [("akim", ["akimat_shymkent"], None)],
    ),
    (PM + "Менеджменту поручено сократить расходы.", [("prime_minister", [None], None)]),
    (
        "«Даю вам две недели, чтобы навести порядок», – сказал Премьер-министр министру энергетики.",
        [("prime_minister", ["min_energy"], "2026-05-29")],
    ),
    (
        "«К первому августа школа должна быть готова», – сказал аким города Алматы.",
        [("akim", ["akimat_almaty"], "2026-08-01")],
    ),
    (
        "«Прошу министра финансов найти средства, а министра юстиции – дать заключение», – сказал Премьер-министр.",
        [("prime_minister", ["min_finance"], None), ("prime_minister", ["min_justice"], None)],
    ),
    (
        "Хаттама\nТөрағалық еткен: Премьер-Министр.\n1. Қаржы министрлігі, облыстардың әкімдіктері:\n1) қор құрсын;\n"
        "2) тоқсан сайын есеп берсін.",
        [
            ("prime_minister", ["min_finance", "grp_akimats"], None),
            ("prime_minister", ["min_finance", "grp_akimats"], "quarterly"),
        ],
    ),
]


def term(finding) -> str | None:
    if finding.recurrence is not None:
        return finding.recurrence.value
    return finding.deadline.date.isoformat() if finding.deadline and finding.deadline.date else None


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_who_orders_whom_by_when(find, text: str, expected: list) -> None:
    found = [f for f in find(text) if f.kind is FindingKind.INSTRUCTION]
    got = [(f.giver.role.value, [owner.code for owner in f.owners], term(f)) for f in found]
    assert [(role, codes) for role, codes, _ in got] == [(role, codes) for role, codes, _ in expected]
    for (_, _, day), (_, _, wanted) in zip(got, expected, strict=True):
        assert wanted is None or day == wanted


def test_the_mark_beats_the_order(find) -> None:
    text = PM + "МВД, Минюсту (свод), Нацбанку (по согласованию) поручено подготовить поправки."
    owners = next(f for f in find(text) if f.kind is FindingKind.INSTRUCTION).owners
    assert [(o.code, o.role) for o in owners] == [
        ("min_justice", ExecutorRole.LEAD),
        ("min_interior", ExecutorRole.CO),
        ("national_bank", ExecutorRole.BY_AGREEMENT),
    ]


def test_a_pronoun_and_a_noun_resolve_to_the_body_before(find) -> None:
    text = (
        PM + "Минэнерго поручено проверить сети. Доклад ему поручено внести к 1 июня. Ведомству предстоит нанять людей."
    )
    found = [f for f in find(text) if f.kind is FindingKind.INSTRUCTION]
    assert [[o.code for o in f.owners] for f in found] == [["min_energy"]] * 3
    assert found[1].owners[0].basis is OwnerBasis.CONTEXT
    assert found[2].owners[0].basis is OwnerBasis.EXPLICIT


def test_the_region_of_the_text_gives_the_akimat(find) -> None:
    text = "Премьер-министр посетил Костанайскую область. Акимату области поручено достроить школу."
    found = [f for f in find(text) if f.kind is FindingKind.INSTRUCTION]
    assert found[0].owners[0].code == "akimat_kostanay"


def test_items_below_a_header_take_its_owners(find) -> None:
    text = (
        "Протокол совещания у Премьер-министра\n1. Министерству юстиции, МВД:\n1) до 1 июля внести поправки;\n"
        "2) на постоянной основе обучать сотрудников.\n2. КНБ провести проверку."
    )
    found = [f for f in find(text) if f.kind is FindingKind.INSTRUCTION]
    assert [[o.code for o in f.owners] for f in found] == [["min_justice", "min_interior"]] * 2 + [["knb"]]
    assert [term(f) for f in found] == ["2026-07-01", "standing", None]


def test_another_term_makes_another_instruction(find) -> None:
    text = PM + "Минэнерго поручено закончить ремонт до 1 июня, запас угля накопить к 1 октября."
    found = [f for f in find(text) if f.kind is FindingKind.INSTRUCTION]
    assert [term(f) for f in found] == ["2026-06-01", "2026-10-01"]


def test_one_term_keeps_the_acts_together(find) -> None:
    text = PM + "Минэнерго поручено закончить ремонт, накопить уголь и доложить до 1 июня."
    found = [f for f in find(text) if f.kind is FindingKind.INSTRUCTION]
    assert len(found) == 1
    assert [act.text.split()[0] for act in found[0].actions] == ["закончить", "накопить", "доложить"]


def test_a_date_beside_prolonging_is_a_limit(find) -> None:
    text = "Срок договора ограничен концом 2027 года. Премьер-министр поручил акимату Алматы продлить его."
    found = [f for f in find(text) if f.kind is FindingKind.INSTRUCTION]
    assert found[0].deadline is None
    assert found[0].limit is not None and found[0].limit.date.isoformat() == "2027-12-31"

"""Orders of press texts told beside the usual shapes, each class with its false friends; read on 12 March 2026.

Prohibitions beside a dated act, wishes of a leader, people of a trade, «и пусть …», words that only state; whom a speaker
means: a town called before, the branch of an enterprise, who is hailed, who hears him.
"""

import pytest
from reading import instructions, read

from app.domain.enums import FindingKind, GiverRole

FINANCE, ENERGY, HEALTH = "Министерство финансов", "Министерство энергетики", "Министерство здравоохранения"
TRANSPORT, FARMS, ECOLOGY = (
    "Министерство транспорта",
    "Министерство сельского хозяйства",
    "Министерство экологии и природных ресурсов",
)
ACADEMY = "НАО «Национальная академия наук» при Президенте"
SAID, AKIM = ", – сказал Премьер-министр.", "Аким Карагандинской области провёл совещание.\n\n"
Orders = list[tuple[list[str], str | None]]

# What must not be done has no day by which; how an act is to be done («не затягивать») is no act.
FORBIDDEN: list[tuple[str, Orders]] = [
    (
        f"– Минтрансу поручаю не закрывать движение по мосту и до 1 сентября завершить ремонт{SAID}",
        [([TRANSPORT], None), ([TRANSPORT], "2026-09-01")],
    ),
    (
        f"– Минздраву не повышать тариф, до 15 июля внести расчёты{SAID}",
        [([HEALTH], None), ([HEALTH], "2026-07-15")],
    ),
    (f"– Минэнерго до 1 октября не повышать тарифы и завершить проверку{SAID}", [([ENERGY], "2026-10-01")]),
    (f"– Минфину не затягивать с этим и до 1 мая открыть конкурс{SAID}", [([FINANCE], "2026-05-01")]),
    (
        f"– Минэнерго поднять добычу с завтрашнего дня и к 25 апреля выйти на предел{SAID}",
        [([ENERGY], "2026-04-25")],
    ),
]
# «Хочу, чтобы …» of a body and an act of it.
WISHED: list[tuple[str, Orders]] = [
    (f"– Хотел бы, чтобы Минздрав до 1 мая представил план{SAID}", [([HEALTH], "2026-05-01")]),
    (f"– Я бы хотел, чтобы Минтранс каждый год представлял мне доклад{SAID}", [([TRANSPORT], None)]),
    (
        "– Национальная академия наук окрепла. Хотел бы, чтобы Академия дала мне доклад, – сказал Президент.",
        [([ACADEMY], None)],
    ),
    (f"– Хотел бы, чтобы молодёжь чаще читала книги{SAID}", []),
    (f"– Акиматы, чтобы к 1 мая дороги были очищены{SAID}", [(["Акиматы регионов"], "2026-05-01")]),
    (f"– Минтранс просил средства, чтобы починили дорогу{SAID}", []),
    (f"– Хочу, чтобы акимы понимали: спрос будет строгим{SAID}", []),
    (f"– Хотелось бы, чтобы Минфин был более гибким{SAID}", []),
    (f"– Не хочу, чтобы акиматы вешали таблички{SAID}", []),
]
# One order, and whose it is stands behind «и пусть»; an order of its own where a body or a day stands before.
LET: list[tuple[str, Orders]] = [
    (f"– Надо открыть центр, и пусть Минфин займётся этим до 1 мая{SAID}", [([FINANCE], "2026-05-01")]),
    (
        f"– Считаю необходимым вернуть обходчиков, и пусть Минэнерго начнёт с пяти районов{SAID}",
        [([ENERGY], None)],
    ),
    (
        f"– Минздраву надо открыть центр, и пусть Минфин найдёт деньги{SAID}",
        [([HEALTH], None), ([FINANCE], None)],
    ),
]
TRADES: list[tuple[str, Orders]] = [
    (f"– Транспортникам до 1 мая обеспечить вагоны{SAID}", [([TRANSPORT], "2026-05-01")]),
    (f"– Минтрансу до 1 мая сверить долги перед энергетиками{SAID}", [([TRANSPORT], "2026-05-01")]),
    (
        "Премьер-министр провёл заседание. Минфину поручено найти деньги; энергетикам – подготовить расчёт.",
        [([FINANCE], None), ([ENERGY], None)],
    ),
]
# The town of the sentence before; the word for a town that ends like a dative.
TOWNS: list[tuple[str, Orders]] = [
    (
        AKIM
        + "– В Балхаше порядок, а в Шахтинске нет воды. Раскопали и ушли. Акиму города закрыть ямы до пятницы, – сказал аким.",
        [(["Акимат города Шахтинска"], "2026-03-13")],
    ),
    (
        AKIM + "– В Шахтинске нет воды, в Балхаше порядок. Акиму города закрыть ямы до пятницы, – сказал аким.",
        [(["Акимат города Балхаша"], "2026-03-13")],
    ),
    (AKIM + "Акиму города Темиртау поручено вывезти снег.", [(["Акимат города Темиртау"], None)]),
]
# Who is spoken to: without a comma, beside a partner, in the sentence that points at him, all whom an address is for.
CALLED: list[tuple[str, Orders]] = [
    (f"– Министр здравоохранения совместно с Минэкологии подготовьте план{SAID}", [([HEALTH, ECOLOGY], None)]),
    (f"– Минтранс вместе с Минфином к 1 мая представьте график{SAID}", [([TRANSPORT, FINANCE], "2026-05-01")]),
    (
        "Министр сельского хозяйства начал с хорошего. Цены он объяснил погодой. Сети держат наценку. Ярмарки идут.\n\n"
        "– Погода виновата? – спросил Премьер-министр. – Прежде были виноваты корма. Были виноваты и дороги. Совместно с "
        "Минтрансом разберитесь до 1 мая.",
        [([FARMS, TRANSPORT], "2026-05-01")],
    ),
    (
        "Минфин отчитался о расходах.\n\n«Министр транспорта сидит рядом, он слышит: до конца июля жду расчёт», – сказал "
        "Премьер-министр.",
        [([TRANSPORT], "2026-07-31")],
    ),
    (
        "Министр транспорта поручил директору филиала «КазАвтоЖола» до 1 мая закрыть ямы.",
        [(["АО «НК «КазАвтоЖол»"], "2026-05-01")],
    ),
]
# The speech of a line without its first dash, where the line names a thing in quotes, and who «он» of an order is.
UNDASHED: list[tuple[str, Orders]] = [
    (
        "Министр водных ресурсов осмотрел плотину.\n\nМинистр напомнил, что режим задаёт министерство, а не владелец. "
        "«Казводхозу» увеличить сброс до 1 мая, Минфину – ежедневно докладывать мне, – распорядился он.",
        [(["РГП «Казводхоз»"], "2026-05-01"), ([FINANCE], None)],
    ),
    (
        "Эксперт центра «Заман» уверен: цены вырастут. Акиматам нужно закупить сахар до 1 мая, – считает он.",
        [],
    ),
]
# «На период с … по …» tells how long a thing is needed; «сегодня» that ends an order is its day.
PERIODS: list[tuple[str, Orders]] = [
    (f"– Минтрансу назначить поезда на период с 10 июня по 31 августа{SAID}", [([TRANSPORT], None)]),
    (f"– Минтрансу назначить охрану на время праздников с 8 по 10 мая{SAID}", [([TRANSPORT], None)]),
    (f"– Минтрансу назначить дежурных на весь срок до 1 сентября{SAID}", [([TRANSPORT], None)]),
    (f"– Минтрансу провести месячник в период с 1 по 30 апреля{SAID}", [([TRANSPORT], "2026-04-30")]),
    (f"– Минтрансу назначить дежурных в срок до 31 августа{SAID}", [([TRANSPORT], "2026-08-31")]),
    (
        "Минфин отчитался о расходах.\n\n«Список отправьте в Генеральную прокуратуру сегодня», – сказал Премьер-министр.",
        [([FINANCE], "2026-03-12")],
    ),
    (f"– В столице пробки сегодня. Минфину отправить список в прокуратуру{SAID}", [([FINANCE], None)]),
]
VIEWS = "Президент провёл совещание.\n\nПо мнению {}, Агентство по финансовому мониторингу опаздывает. "
WANTED = "Нужно, чтобы агентство следило за счетами каждый день."


@pytest.mark.parametrize(
    ("text", "expected"),
    [*FORBIDDEN, *WISHED, *LET, *TRADES, *TOWNS, *CALLED, *UNDASHED, *PERIODS],
    ids=lambda v: str(v)[:40],
)
def test_who_shall_do_what_by_when(text: str, expected: Orders) -> None:
    assert read(text) == expected


# Words of state, what may be done, what one shall live to see, and what a subordinate reports.
NO_ORDERS = [
    f"– Минфину не с кем советоваться, у него нет института{SAID}",
    f"– Министерству финансов некому поручить эту проверку{SAID}",
    f"– Акимату не на что содержать дороги{SAID}",
    f"– Акимату не о чем докладывать{SAID}",
    "– До июня ещё дожить надо, – сказал аким области.",
    "– Уважение людей акиматам надо ещё заслужить, – сказал аким области.",
    "Министр провёл совещание.\n\nПропуск теперь можно получить за три дня, торговля ночью запрещена правилами.",
]


@pytest.mark.parametrize("text", NO_ORDERS)
def test_nothing_is_ordered(text: str) -> None:
    assert not instructions(text)


def test_what_a_subordinate_reports_is_no_order() -> None:
    ordered = "Аким области провёл совещание. Аким поручил управлению дорог до 1 октября устранить ямы.\n\n"
    due = "Работы должны быть завершены 25 сентября."
    assert (
        len(read(f"{ordered}О школах рассказала руководитель управления образования. В двух меняют котлы. {due}")) == 1
    )
    assert len(read(f"{ordered.strip()} {due}")) == 2


def test_a_presidents_view_is_told_further() -> None:
    (found,) = instructions(VIEWS.format("главы государства") + WANTED)
    assert found.kind is FindingKind.INSTRUCTION and found.giver is not None
    assert found.giver.role is GiverRole.PRESIDENT
    assert not instructions(VIEWS.format("экономиста Ивана Петрова") + WANTED)


def test_an_address_is_for_those_whom_it_hails() -> None:
    text = (
        "Уважаемые коллеги, руководители управлений образования!\n\nЯ проехала семь областей и хочу поделиться мыслями. "
        "Видела школы в Улытау.\n\nПрошу вас до 20 августа развезти учебники по школам.\n\nСпасибо за работу. Я это ценю.\n\n"
        "Не привлекайте учителей к чужой работе ни в августе, ни потом."
    )
    found = instructions(text, title="Обращение министра просвещения к руководителям управлений образования")
    assert [[owner.name for owner in f.owners] for f in found] == [["Управления образования регионов"]] * 2
    assert [f.deadline is not None and f.deadline.date is not None for f in found] == [True, False]

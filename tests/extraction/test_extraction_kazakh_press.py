"""Kazakh press language: lists below a header, addressees of an attribution, reported views, partners, edges of a period.

(text, owners of each instruction, their last days) for a text of 15 May 2026; None where there is no day.
"""

import pytest

from app.domain.enums import FindingKind

MET = "Премьер-министр Олжас Бектенов кеңес өткізді. "
TOLD = "Премьер-министр Қаржы министрлігіне "

INSTRUCTIONS = [
    (
        "Вице-премьер Сауда және интеграция министрлігіне мынадай тапсырмалар берді:\n– бағаны бақылау;\n– жәрмеңкелер "
        "кестесін 1 маусымға дейін бекіту.",
        [["min_trade"], ["min_trade"]],
        [None, "2026-06-01"],
    ),
    (
        "Премьер-министр Қаржы министрлігіне келесі міндеттерді қойды:\n1) байланыс сапасын тексеру;\n2) «Қазпошта» АҚ-мен "
        "бірлесіп, ауылдағы бөлімшелерді жөндеу.",
        [["min_finance"], ["min_finance", "co_kazpost"]],
        [None, None],
    ),
    (
        MET + "\n– Көпірді бір ай ішінде бітіріңіздер, – деді ол Көлік министрлігінің мамандарына.",
        [["min_transport"]],
        ["2026-06-15"],
    ),
    (MET + "\n– Көлік министрлігі, жұмысты тездетіңіз, – деді ол.", [["min_transport"]], [None]),
    (
        "Энергетика министрі Ерлан Ақкенженов «Самұрық-Энерго» компаниясына жөндеуді аяқтауды тапсырды.\n– Келесі айға "
        "дейін қазандықтың бәрі тексерілуі керек, – деді министр компания басшылығына.",
        [["co_samrukenergo"], ["co_samrukenergo"]],
        [None, "2026-05-31"],
    ),
    (TOLD + "халық көп болатын жерлерге қаражат бөлуді тапсырды.", [["min_finance"]], [None]),
    (MET + "Үкімет басшысы әкімдіктер жұмысты күшейтуі тиіс деген пікір білдірді.", [["grp_akimats"]], [None]),
    (MET + "\n– Бұл жұмыс үшін Көлік министрлігі жауап береді, – деді ол.", [["min_transport"]], [None]),
    (TOLD + "Әділет министрлігімен келісіп, ережені бекітуді тапсырды.", [["min_finance"]], [None]),
    (
        TOLD + "Ұлттық ғылым академиясымен бірге ережені бекітуді тапсырды.",
        [["min_finance", "inst_nan"]],
        [None],
    ),
    (
        MET + "\n– Алматы, Шымкент және Астана әкімдері жоспар ұсынсын, – деді ол.",
        [["akimat_almaty", "akimat_shymkent", "akimat_astana"]],
        [None],
    ),
    (
        MET + "\n– Астана мен Ақмола облысының әкімдері жолды жөндесін, – деді ол.",
        [["akimat_astana", "akimat_akmola"]],
        [None],
    ),
    (MET + "\n– Әр аймақ басшысы бұл іспен айналыссын, – деді ол.", [["grp_akimats"]], [None]),
    (
        "Энергетика саласына тоқталған Президент Қаржы министрлігіне қаражат бөлуді жүктеді.",
        [["min_finance"]],
        [None],
    ),
    (
        MET + "Энергетика министрлігі екі ай ішінде кестені бекіту жөнінде тапсырма алды.",
        [["min_energy"]],
        ["2026-07-15"],
    ),
    (
        "«Мектепті уақытында жөндетіңіздер», – деп тапсырды Премьер-министр Көлік министрлігіне.",
        [["min_transport"]],
        [None],
    ),
    (TOLD + "жыл біткенше есеп беруді тапсырды.", [["min_finance"]], ["2026-12-31"]),
    (TOLD + "ай аяқталғанға дейін есеп беруді тапсырды.", [["min_finance"]], ["2026-05-31"]),
    (TOLD + "қыс келгенше есеп беруді тапсырды.", [["min_finance"]], ["2026-11-30"]),
    (TOLD + "Жаңа жыл мерекесіне дейін есеп беруді тапсырды.", [["min_finance"]], ["2026-12-31"]),
    (TOLD + "су тартылғанша көмек көрсетуді тапсырды.", [["min_finance"]], [None]),
]

NONE = [
    MET + "Кәсіпкерлер министрлік салықты азайтуы керек деген ой айтты.",
    MET + "Фермерлер субсидияны министрлік уақытында төлеуі керек деп отыр.",
    MET + "\n– Көше таза болмаса, әкім жауап береді, – деді ол.",
    MET + "\n– Сіздер былтыр жақсы нәтиже көрсеттіңіздер, – деді ол.",
    "Мемлекет басшысының тапсырмасы орындалып жатыр. Жұмыскер комиссияға шағым жазуы керек.",
    "Бұған дейін Президент Үкіметке бұл мәселені шешуді тапсырған болатын.",
    "– Режиссер ретінде не істедіңіз?\n– Актерлерге мәтінді жаттауды тапсырдым.",
    "Министр мынадай мәселелерді көтерді:\n– жол жөндеу;\n– баға өсімі.",
]

PLANS = [
    ("Жаңа мектеп 2026 жылдың қыркүйегінде ашылады.", ["2026-09-30"]),
    ("Сарапшылардың болжамынша, зауыт 2027 жылы ашылады.", []),
    ("Комиссия шағымды он жұмыс күні ішінде қарайды.", []),
    ("Тұрғындар 1 маусымнан бастап құжатты онлайн ала алады.", []),
    ("Зауыт 2027 жылы ашылмайды.", []),
    ("Бригада ауылда 1 маусымға дейін еңбек етті.", []),
]


@pytest.mark.parametrize(("text", "owners", "days"), INSTRUCTIONS, ids=range(len(INSTRUCTIONS)))
def test_kazakh_press_language_instructs(find, text: str, owners: list[list[str]], days: list[str | None]) -> None:
    found = [f for f in find(text) if f.kind is FindingKind.INSTRUCTION]
    assert [[owner.code or owner.name for owner in f.owners] for f in found] == owners
    assert [str(f.deadline.date) if f.deadline and f.deadline.date else None for f in found] == days


@pytest.mark.parametrize("text", NONE, ids=range(len(NONE)))
def test_kazakh_views_rules_and_earlier_orders_instruct_nobody(find, text: str) -> None:
    assert [f.quote for f in find(text) if f.kind is FindingKind.INSTRUCTION] == []


@pytest.mark.parametrize(("text", "days"), PLANS, ids=range(len(PLANS)))
def test_kazakh_plans_are_neither_views_nor_rules(find, text: str, days: list[str]) -> None:
    assert [str(f.deadline.date) for f in find(text) if f.kind is FindingKind.MILESTONE] == days


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (
            "– Су мәселесі не болады?\n– Мен аудан әкімі болған соң бәрін көремін. Қаржы министрлігіне қаражат бөлуді "
            "тапсырдым.",
            None,
        ),
        (
            "– Су мәселесі не болады?\n– Мен қала әкімі болған соң бәрін көремін. Құрылыс басқармасына құбырды "
            "ауыстыруды тапсырдым.",
            "akim",
        ),
        ("Вице-премьер Аида Балаевада өткен кеңесте:\nҚаржы министрлігі қаражат бөлсін.", "deputy_pm"),
        ("Кеңес барысында Үкімет басшысы Қаржы министрлігіне қаражат бөлуді тапсырды.", "prime_minister"),
    ],
)
def test_kazakh_givers_of_interviews_and_meetings(find, text: str, role: str | None) -> None:
    found = [f for f in find(text) if f.kind is FindingKind.INSTRUCTION]
    assert [f.giver.role if f.giver else None for f in found] == ([role] if role else [])

"""Dates in clauses beside an order: what led to it, what happens then, what the thing is; none of them is its term."""

from datetime import date

import pytest
from reading import instructions

PUBLISHED = date(2026, 11, 2)
ENERGY = "Министерство энергетики"
FRAMES = [
    "Премьер-министр поручил Министерству энергетики{term} завершить ремонт станции",
    "– Министерству энергетики необходимо{term} завершить ремонт станции",
    "Премьер-министр провёл совещание. Министерству энергетики поручено{term} завершить ремонт станции",
]
SAID = ["", ", – подчеркнул Премьер-министр", ""]
BEHIND = [
    "; компания ответила 5 ноября",
    ", и уже 5 ноября станция заработала",
    ", а в декабре прошли проверки",
    ", хотя в октябре подрядчик сорвал график",
    " – 3 ноября здесь побывала комиссия",
    " (в октябре она остановилась)",
    ", в декабре начнутся морозы",
    ", а депутаты в декабре рассмотрят закон",
    ", поскольку 15 декабря начнутся морозы",
    ", иначе в январе город останется без тепла",
    ", который начался в мае 2025 года",
    ", как это было сделано в 2024 году",
    ". Следующее заседание пройдёт 15 декабря",
    ". Отметим, что 1 декабря станции исполнится 50 лет",
    ". До конца года завод выпустит 500 тонн",
]
BEFORE = [
    "В октябре станция остановилась, поэтому ",
    "Поскольку в январе начнутся морозы, ",
    "25 октября произошла авария, и ",
    "Так как до конца года осталось два месяца, ",
    "После того как 25 октября произошла авария, ",
    "Раскритиковав министерство за срыв сроков в октябре, ",
    "Рассмотрев отчёт за октябрь, ",
    "Если в январе ударят морозы, запасов не хватит. ",
    "Ремонт начался в мае и должен был завершиться в октябре. ",
]
FRAMES_KK = [
    "Премьер-министр Энергетика министрлігіне{term} станция жөндеуін аяқтауды тапсырды",
    "– Энергетика министрлігіне{term} станция жөндеуін аяқтау қажет",
    "– Энергетика министрлігі{term} станция жөндеуін аяқтасын",
]
SAID_KK = ["", ", – деді Премьер-министр", ", – деді Премьер-министр"]
BEFORE_KK = [
    "Станция қазанда тоқтап қалды, сондықтан ",
    "Қаңтарда аяз басталатындықтан, ",
    "25 қазанда апат болды, осыған байланысты ",
    "Жыл соңына дейін екі ай қалды, сондықтан ",
    "Қазанда станцияның тоқтап қалғанын еске сала отырып, ",
    "Дүйсенбіде өткен кеңесте ",
    "Егер қаңтарда аяз басталса, қор жетпейді. ",
]
BEHIND_KK = [
    ". Станция қазан айында тоқтап қалды",
    ". Келесі отырыс 15 желтоқсанда өтеді",
    ". Жыл соңына дейін зауыт 500 тонна өнім шығарады",
    ", өйткені қаңтарда аяз басталады",
    ", себебі станция қазанда тоқтап қалған",
]
DAY = date(2026, 12, 20)


def misread(text: str, day: date | None) -> bool:
    """Whether the text is not read as the ministry's one instruction with that day."""
    found = [
        ([o.name for o in f.owners], f.deadline.date if f.deadline else None) for f in instructions(text, day=PUBLISHED)
    ]
    return found != [([ENERGY], day)]


def lowered(core: str, before: str) -> str:
    """The sentence goes on behind «поэтому», and begins anew behind a point."""
    dash, words = ("– ", core[2:]) if core.startswith("– ") else ("", core)
    keep = before.endswith(". ") or words.startswith("Премьер")
    return dash + before + (words if keep else words[0].lower() + words[1:])


@pytest.mark.parametrize("behind", BEHIND)
def test_what_happens_then_is_no_term(behind: str) -> None:
    for term, day in (("", None), (" до 20 декабря", DAY)):
        texts = [frame.format(term=term) + behind + said + "." for frame, said in zip(FRAMES, SAID, strict=True)]
        assert [text for text in texts if misread(text, day)] == []


@pytest.mark.parametrize("before", BEFORE)
def test_what_led_to_an_order_is_no_term(before: str) -> None:
    for term, day in (("", None), (" до 20 декабря", DAY)):
        texts = [
            lowered(frame.format(term=term), before) + said + "." for frame, said in zip(FRAMES[:2], SAID, strict=False)
        ]
        assert [text for text in texts if misread(text, day)] == []


@pytest.mark.parametrize("side", BEFORE_KK + BEHIND_KK)
def test_kazakh_clauses_beside_an_order_give_no_term(side: str) -> None:
    for term, day in (("", None), (" 20 желтоқсанға дейін", DAY)):
        cores = [frame.format(term=term) for frame in FRAMES_KK]
        texts = [
            core + side if side in BEHIND_KK else ("– " + side + core[2:] if core[0] == "–" else side + core)
            for core in cores
        ]
        assert [t for t, said in zip(texts, SAID_KK, strict=True) if misread(t + said + ".", day)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Премьер-министр поручил Министерству энергетики завершить ремонт, срок назначил 20 декабря.",
        "Премьер-министр поручил Министерству энергетики завершить ремонт, чтобы 20 декабря станция заработала.",
        "До 20 декабря, отметил Премьер-министр, Министерству энергетики необходимо завершить ремонт.",
        "20 декабря, как уже говорилось, Министерство энергетики должно завершить ремонт, – сказал Премьер-министр.",
    ],
)
def test_a_clause_that_sets_the_term_does(text: str) -> None:
    assert not misread(text, DAY)

"""What is to be done told by a noun: «ремонт моста поручен …», «разработку плана возложили на …», before or behind its verb."""

from datetime import date

import pytest
from reading import instructions

PUBLISHED = date(2026, 11, 2)
# In the dative, the accusative and the instrumental, and the official name.
BODIES = [
    ("Министерству энергетики", "Министерство энергетики", "Министерством энергетики", "Министерство энергетики"),
    ("МЧС", "МЧС", "МЧС", "Министерство по чрезвычайным ситуациям"),
    ("акиму Атырауской области", "акима Атырауской области", "акимом Атырауской области", "Акимат Атырауской области"),
]
# In the nominative and the accusative, and the ending of a participle beside it.
WORKS = [
    ("разработка дорожной карты", "разработку дорожной карты", "а"),
    ("ремонт моста", "ремонт моста", ""),
    ("обеспечение школ теплом", "обеспечение школ теплом", "о"),
    ("подготовка проекта постановления", "подготовку проекта постановления", "а"),
]
TERMS = [("", None), (" до 1 декабря", date(2026, 12, 1)), (" в месячный срок", date(2026, 12, 2))]
FRAMES = [
    "{Work}{term} поручен{e} {dat}.",
    "{Dat} поручен{e} {work}{term}.",
    "{Work}{term} возложен{e} на {acc}.",
    "{Work}{term} закреплен{e} за {ins}.",
    "{Works}{term} поручили {dat}.",
    "Премьер-министр поручил {dat} {works}{term}.",
    "Премьер-министр возложил на {acc} {works}{term}.",
]


def capital(words: str) -> str:
    return words[0].upper() + words[1:]


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body[3])
@pytest.mark.parametrize("frame", FRAMES)
def test_a_work_is_given(frame: str, body: tuple[str, str, str, str]) -> None:
    dative, accusative, instrumental, name = body
    for work, works, ending in WORKS:
        for term, due in TERMS:
            words = {"work": work, "works": works, "e": ending, "term": term}
            bodies = {"dat": dative, "acc": accusative, "ins": instrumental}
            first = {"Work": capital(work), "Works": capital(works), "Dat": capital(dative)}
            text = "Премьер-министр провёл совещание. " + frame.format(**words, **bodies, **first)
            found = [
                ([owner.name for owner in f.owners], f.deadline.date if f.deadline else None)
                for f in instructions(text, day=PUBLISHED)
            ]
            assert found == [([name], due)], text


@pytest.mark.parametrize(
    "text",
    [
        "Стороны поручили рабочей группе подготовку договора.",
        "Ремонт моста поручен подрядчику в 2024 году. Работы завершены.",
        "Ремонт моста был поручен подрядчику. Работы не начаты. Премьер-министр посетил объект.",
        "Как сообщалось, проверка поручена прокуратуре.",
        "Суд рассмотрел дело. Подготовку заключения поручили эксперту.",
    ],
)
def test_others_give_works_and_some_were_given_before(text: str) -> None:
    assert instructions(text, day=PUBLISHED) == []

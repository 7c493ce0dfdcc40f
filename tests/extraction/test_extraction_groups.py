"""Several executors whom no register lists are named as the text names them: «директорам школ», «аумақтық бөлімшелер»."""

from datetime import date
from itertools import product

import pytest
from reading import instructions

DAY = date(2026, 12, 1)
# In the nominative and the dative.
GROUPS = [
    ("Территориальные подразделения", "территориальным подразделениям"),
    ("Подведомственные организации", "подведомственным организациям"),
    ("Соответствующие службы", "соответствующим службам"),
    ("Теплоснабжающие организации", "теплоснабжающим организациям"),
    ("Ответственные лица", "ответственным лицам"),
    ("Главные врачи больниц", "главным врачам больниц"),
    ("Начальники станций", "начальникам станций"),
    ("Участковые инспекторы", "участковым инспекторам"),
]
GROUPS_KK = [
    ("Аумақтық бөлімшелер", "аумақтық бөлімшелерге"),
    ("Ведомстволық бағынысты мекемелер", "ведомстволық бағынысты мекемелерге"),
    ("Тиісті қызметтер", "тиісті қызметтерге"),
    ("Жылу беруші ұйымдар", "жылу беруші ұйымдарға"),
    ("Жауапты тұлғалар", "жауапты тұлғаларға"),
    ("Емханалардың бас дәрігерлері", "емханалардың бас дәрігерлеріне"),
    ("Мектеп директорлары", "мектеп директорларына"),
    ("Учаскелік инспекторлар", "учаскелік инспекторларға"),
]


def owners(text: str) -> list[tuple[list[str], date | None]]:
    found = instructions(text, day=date(2026, 11, 2))
    return [([o.name for o in f.owners], f.deadline.date if f.deadline else None) for f in found]


FRAMES = [
    "Министр поручил {dat} до 1 декабря проверить склады.",
    "Министр провёл совещание. {Dat} необходимо до 1 декабря проверить склады.",
    "Министр подчеркнул, что {nom} должны до 1 декабря проверить склады.",
]
FRAMES_KK = [
    "Министр {dat} 1 желтоқсанға дейін қоймаларды тексеруді тапсырды.",
    "Министр жиын өткізді. {Dat} 1 желтоқсанға дейін қоймаларды тексеру қажет.",
    "Министр {nom} 1 желтоқсанға дейін қоймаларды тексеруі керек екенін атап өтті.",
]


@pytest.mark.parametrize(("frame", "group"), [*product(FRAMES, GROUPS), *product(FRAMES_KK, GROUPS_KK)])
def test_a_group_owns_what_it_is_told_to_do(frame: str, group: tuple[str, str]) -> None:
    text = frame.format(nom=group[0].lower(), dat=group[1], Dat=group[1].capitalize())
    assert owners(text) == [([group[0]], DAY)]


def test_words_between_which_something_stands_are_no_group() -> None:
    assert owners("Министр поручил там, где сети аварийные, бригады усилить до 1 декабря.")[0][0] != [
        "Аварийные бригады"
    ]

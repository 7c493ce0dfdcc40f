"""A level wanted by a year («к 2030 году довести долю до 70 процентов») is an aim; with a body named, an instruction."""

from datetime import date

import pytest
from reading import findings

from app.domain.enums import FindingKind

DAY = date(2026, 11, 2)


def kinds(text: str) -> list[FindingKind]:
    return [found.kind for found in findings(text, "", DAY) if found.kind is not FindingKind.REFUSED]


LEVELS = [
    "К 2030 году долю переработки {} довести до 70 процентов",
    "До 2029 года объём экспорта {} увеличить до 2 миллиардов долларов",
    "К 2028 году износ сетей {} снизить вдвое",
]


@pytest.mark.parametrize("modal", ["необходимо", "следует", "нужно", "надо", "предстоит"])
@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize(
    "frame", ["Президент сказал: «{}».", "Глава государства выступил с Посланием. – {}, – подчеркнул Президент."]
)
def test_a_level_by_a_year_is_an_aim(frame: str, level: str, modal: str) -> None:
    assert kinds(frame.format(level.format(modal))) == [FindingKind.GOAL]


@pytest.mark.parametrize("modal", ["необходимо", "следует", "поручено"])
@pytest.mark.parametrize("body", ["Минэнерго", "Министерству транспорта", "Акимату области"])
def test_a_body_that_is_named_owes_it(body: str, modal: str) -> None:
    text = f"Премьер-министр провёл совещание. {body} {modal} к 2030 году довести долю переработки до 70 процентов."
    assert kinds(text) == [FindingKind.INSTRUCTION]


@pytest.mark.parametrize("wish", ["қажет", "керек", "– басты міндет"])
@pytest.mark.parametrize(
    "level",
    [
        "2030 жылға қарай қайта өңдеу үлесін 70 пайызға жеткізу",
        "2028 жылы экспорт көлемін 2 миллиард долларға дейін арттыру",
        "2029 жылға дейін желілердің тозуын екі есе төмендету",
    ],
)
def test_in_kazakh(level: str, wish: str) -> None:
    assert kinds(f"Президент: «{level} {wish}», – деді.") == [FindingKind.GOAL]


@pytest.mark.parametrize(
    "text",
    [
        "Премьер-министр провёл совещание. Минэнерго поручено к 1 мая довести запасы до 40 тысяч тонн.",
        "Премьер-министр сказал: «До 1 мая запасы нужно довести до 40 тысяч тонн».",
    ],
)
def test_a_day_is_no_aim(text: str) -> None:
    assert FindingKind.INSTRUCTION in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "По оценке экспертов, к 2030 году объём перевозок может вырасти втрое.",
        "Учёные говорят, что к 2040 году дефицит воды может достичь 15 миллиардов кубометров.",
    ],
)
def test_a_forecast_is_none(text: str) -> None:
    assert kinds(text) == []


def test_beside_a_stage_the_aim_takes_its_own_date_only() -> None:
    text = "Министр сообщил, что в сентябре 2027 года будет запущен энергоблок, а к 2030 году долю газа доведут до 40 процентов."
    assert kinds(text) == [FindingKind.MILESTONE, FindingKind.GOAL]


@pytest.mark.parametrize(
    "text",
    [
        "В 2028 году планируется ввести завод, выпуск составит 3 миллиона тонн.",
        "2028 жылы зауыт іске қосылады, өнім көлемін 3 миллион тоннаға жеткізу көзделген.",
    ],
)
def test_the_year_of_works_is_a_stage(text: str) -> None:
    assert kinds(text) == [FindingKind.MILESTONE]

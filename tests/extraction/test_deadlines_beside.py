"""Words beside a term that change it: a second term, the thing it belongs to, the word «срок»; seen from 2 March 2026."""

from datetime import date

import pytest

from app.extraction.deadlines import find_deadlines, read_deadline
from app.reference import work_calendar

DAY = date(2026, 3, 2)

PAIRS = [
    ("Отчёты внести до 10 апреля и до 10 сентября 2027 года.", ["2027-04-10", "2027-09-10"]),
    ("Отчёты внести до 10 апреля 2027 года, до 10 июня и до 10 августа.", ["2027-04-10", "2027-06-10", "2027-08-10"]),
    ("Отчёты внести до 10 апреля, до 10 июня и до 10 августа 2027 года.", ["2027-04-10", "2027-06-10", "2027-08-10"]),
    ("Смотры провести в мае и в августе 2027 года.", ["2027-05-31", "2027-08-31"]),
    ("Есеп 2027 жылғы 10 сәуірге дейін және 10 қыркүйекке дейін берілсін.", ["2027-04-10", "2027-09-10"]),
    ("Проект внести до 10 апреля, а в 2027 году начать работы.", ["2026-04-10", "2027-12-31"]),
    ("Проект внести до 10 октября и начать работы до 10 мая 2027 года.", ["2026-10-10", "2027-05-10"]),
]


@pytest.mark.parametrize(("text", "days"), PAIRS)
def test_a_year_said_once_holds_for_terms_side_by_side(text: str, days: list[str]) -> None:
    assert [str(found.date) for found in find_deadlines(text, DAY, work_calendar())] == days


def test_the_first_of_two_terms_tells_of_the_second() -> None:
    first, second = find_deadlines("Отчёты внести до 10 апреля и до 10 сентября.", DAY, work_calendar())
    assert [(s.code, s.data) for s in first.steps if s.code == "also"] == [("also", {"date": "2026-09-10"})]
    assert "also" not in {step.code for step in second.steps}
    alone = read_deadline("до 10 апреля и до 10 сентября 2027 года", DAY, work_calendar())
    assert alone is not None
    assert (alone.text, alone.date) == ("до 10 апреля", date(2027, 4, 10))


@pytest.mark.parametrize(
    "words",
    [
        "концепция на 2027–2030 годы",
        "прогноз социально-экономического развития на 2027 год",
        "справка за 2025 год",
        "сроком на 18 месяцев",
        "2027–2030 жылдарға арналған тұжырымдама",
        "бес жыл мерзімге",
    ],
)
def test_how_long_a_thing_lasts_gives_no_date(words: str) -> None:
    found = read_deadline(words, DAY, work_calendar())
    assert found is not None
    assert (found.date, found.rule, found.steps[-1].code) == (None, "object.period", "none.object")
    assert found.of_object


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("утвердить концепцию на 2027–2030 годы до 1 апреля", "2026-04-01"),
        ("2027–2030 жылдарға арналған тұжырымдаманы 1 сәуірге дейін", "2026-04-01"),
        ("на 2027 год", "2027-12-31"),
        ("не более трёх недель", "2026-03-23"),
        ("не больше месяца", "2026-04-02"),
    ],
)
def test_an_expression_has_the_date_of_its_act(words: str, day: str) -> None:
    found = read_deadline(words, DAY, work_calendar())
    assert found is not None
    assert str(found.date) == day


@pytest.mark.parametrize("where", ["в бассейне", "на курсах", "во втором семестре", "по плаванию"])
def test_lessons_of_something_else_begin_on_no_known_day(where: str) -> None:
    found = find_deadlines(f"Акимату до начала занятий {where} проверить залы.", DAY, work_calendar())
    assert all(term.date is None for term in found)


@pytest.mark.parametrize("text", ["Ждать приёма не более трёх недель.", "Кезек бірнеше айға созылды."])
def test_how_long_something_may_last_is_no_term(text: str) -> None:
    assert find_deadlines(text, DAY, work_calendar()) == []


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Срок – 3 квартал.", "2026-09-30"),
        ("Срок: 2 полугодие.", "2026-12-31"),
        ("Срок – 3 квартала.", "2026-12-02"),
        ("Мерзімі – 3 тоқсан.", "2026-09-30"),
    ],
)
def test_a_bare_quarter_in_digits(text: str, day: str) -> None:
    assert [str(found.date) for found in find_deadlines(text, DAY, work_calendar())] == [day]

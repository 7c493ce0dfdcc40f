"""Words of a series -> the next three dates; seen from 20 November 2026."""

from datetime import date

import pytest

from app.domain.enums import Recurrence
from app.domain.schedule import next_due
from app.extraction.deadlines import read_deadline
from app.extraction.deadlines.series_days import read_schedule, series_words
from app.reference import work_calendar

CALENDAR, DAY = work_calendar(), date(2026, 11, 20)

WITH_A_DAY = [
    ("ежегодно до 25 декабря", ["2026-12-25", "2027-12-25", "2028-12-25"]),
    ("ежегодно, до 25 декабря", ["2026-12-25", "2027-12-25", "2028-12-25"]),
    ("до 31 марта каждого года", ["2027-03-31", "2028-03-31", "2029-03-31"]),
    ("ежегодно к 01.03", ["2027-03-01", "2028-03-01", "2029-03-01"]),
    ("ежеквартально до 10 числа месяца, следующего за отчётным", ["2027-01-10", "2027-04-10", "2027-07-10"]),
    ("ежеквартально, до 10 числа", ["2027-01-10", "2027-04-10", "2027-07-10"]),
    ("до 20 числа последнего месяца квартала", ["2026-12-20", "2027-03-20", "2027-06-20"]),
    ("до конца каждого квартала", ["2026-12-31", "2027-03-31", "2027-06-30"]),
    ("ежемесячно до 5 числа", ["2026-12-05", "2027-01-05", "2027-02-05"]),
    ("ежемесячно до пятого числа", ["2026-12-05", "2027-01-05", "2027-02-05"]),
    ("до 5 числа каждого месяца", ["2026-12-05", "2027-01-05", "2027-02-05"]),
    ("ежемесячно, не позднее последнего дня месяца", ["2026-11-30", "2026-12-31", "2027-01-31"]),
    ("до последнего рабочего дня каждого месяца", ["2026-11-30", "2026-12-31", "2027-01-29"]),
    ("раз в полгода до 10 числа", ["2027-01-10", "2027-07-10", "2028-01-10"]),
    ("до 25 января и 25 июля", ["2027-01-25", "2027-07-25", "2028-01-25"]),
    ("каждую пятницу", ["2026-11-27", "2026-12-04", "2026-12-11"]),
    ("еженедельно по вторникам", ["2026-11-24", "2026-12-01", "2026-12-08"]),
    ("жыл сайын 25 желтоқсанға дейін", ["2026-12-25", "2027-12-25", "2028-12-25"]),
    (
        "тоқсан сайын есепті тоқсаннан кейінгі айдың 10-күніне дейін",
        ["2027-01-10", "2027-04-10", "2027-07-10"],
    ),
    ("ай сайын 5-күніне дейін", ["2026-12-05", "2027-01-05", "2027-02-05"]),
    ("әр айдың 5-іне дейін", ["2026-12-05", "2027-01-05", "2027-02-05"]),
    ("апта сайын жұма күні", ["2026-11-27", "2026-12-04", "2026-12-11"]),
]
WITHOUT = ["ежегодно", "ежеквартально", "раз в полгода", "ай сайын", "еженедельно", "на постоянной основе"]


def recurrence_of(words: str) -> Recurrence:
    found = read_deadline(words, DAY, CALENDAR)
    assert found is not None
    assert found.recurrence is not None
    return found.recurrence


@pytest.mark.parametrize(("words", "expected"), WITH_A_DAY)
def test_the_day_that_the_words_name(words: str, expected: list[str]) -> None:
    schedule = read_schedule(words, recurrence_of(words), DAY)
    assert schedule is not None
    found, after = [], DAY
    for _ in expected:
        after = next_due(schedule, after, CALENDAR)
        found.append(after.isoformat())
    assert found == expected


@pytest.mark.parametrize("words", WITHOUT)
def test_no_day_is_read_where_none_is_named(words: str) -> None:
    assert read_schedule(words, recurrence_of(words), DAY) is None


def test_one_date_of_several_is_spread_over_the_year() -> None:
    schedule = read_schedule("до 10 июля 2026 года, далее ежеквартально", Recurrence.QUARTERLY, DAY)
    assert schedule is not None
    assert next_due(schedule, date(2026, 7, 10), CALENDAR) == date(2026, 10, 10)


def test_the_words_are_found_in_the_text_of_an_instruction() -> None:
    text = "Министерству энергетики вносить отчёт ежеквартально, до 15 числа, и завершить ремонт до 1 июля 2027 года."
    assert series_words(text, Recurrence.QUARTERLY, DAY, CALENDAR) == "ежеквартально, до 15 числа"
    assert series_words(text, Recurrence.WEEKLY, DAY, CALENDAR) == ""

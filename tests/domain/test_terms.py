"""From the parsed parts of a term to a date: bounds, nearest years, lengths, and the steps that tell why."""

from datetime import date

import pytest

from app.domain.calendar import WorkCalendar
from app.domain.enums import Bound, CalendarDayKind, Recurrence
from app.domain.periods import Part, PartKind, Period, Ref, Unit, add_months
from app.domain.terms import Count, Prep, Resolved, Term, TermKind, resolve
from app.explanations import RULE_NAMES, STEP_MESSAGES, explain_step

FRIDAY = date(2026, 1, 16)
PLAIN = WorkCalendar()
MAY = Period(Unit.MONTH, number=5)


def period(prep: Prep, what: Period, published: date = FRIDAY, **more: object) -> Resolved:
    """Resolve a period behind a preposition."""
    return resolve(Term(TermKind.PERIOD, prep, what, **more), published, PLAIN)  # type: ignore[arg-type]


def length(published: date = FRIDAY, calendar: WorkCalendar = PLAIN, **amounts: int) -> date | None:
    """Resolve a length of time."""
    return resolve(Term(TermKind.COUNT, count=Count(**amounts)), published, calendar).date


@pytest.mark.parametrize(
    ("prep", "expected"),
    [
        (Prep.UNTIL, date(2026, 4, 30)),
        (Prep.NOT_LATER, date(2026, 5, 31)),
        (Prep.WITHIN, date(2026, 5, 31)),
        (Prep.BEFORE, date(2026, 4, 30)),
        (Prep.FROM, None),
        (Prep.AFTER, None),
    ],
)
def test_the_preposition_decides_what_a_month_bounds(prep: Prep, expected: date | None) -> None:
    assert period(prep, MAY).date == expected


def test_a_day_is_itself_on_time_and_a_start_is_no_deadline() -> None:
    day = Period(Unit.DAY, number=1, month=9)
    assert period(Prep.UNTIL, day).date == date(2026, 9, 1)
    started = period(Prep.FROM, day)
    assert (started.date, started.start, started.bound) == (None, date(2026, 9, 1), Bound.FROM)
    assert period(Prep.AFTER, day).start == date(2026, 9, 2)


@pytest.mark.parametrize(
    ("kind", "number", "until", "within"),
    [
        (PartKind.START, 1, date(2025, 12, 31), date(2026, 3, 31)),
        (PartKind.MIDDLE, 1, date(2026, 6, 30), date(2026, 6, 30)),
        (PartKind.END, 1, date(2026, 12, 31), date(2026, 12, 31)),
        (PartKind.HALF, 2, date(2026, 6, 30), date(2026, 12, 31)),
        (PartKind.QUARTER, 2, date(2026, 3, 31), date(2026, 6, 30)),
        (PartKind.MONTH, -1, date(2026, 11, 30), date(2026, 12, 31)),
        (PartKind.WORKING_DAY, -1, date(2026, 12, 31), date(2026, 12, 31)),
    ],
)
def test_parts_of_a_year(kind: PartKind, number: int, until: date, within: date) -> None:
    year = Period(Unit.YEAR, year=2026, parts=(Part(kind, number),))
    assert (period(Prep.UNTIL, year).date, period(Prep.WITHIN, year).date) == (until, within)


def test_parts_nest_inwards() -> None:
    parts = (Part(PartKind.TEN_DAYS, 1), Part(PartKind.END))
    assert period(Prep.UNTIL, Period(Unit.MONTH, number=5, parts=parts)).date == date(2026, 5, 10)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        (date(2026, 4, 30), date(2026, 4, 30)),
        (date(2026, 5, 1), date(2027, 4, 30)),
        (date(2026, 12, 31), date(2027, 4, 30)),
    ],
)
def test_without_a_year_the_nearest_term_that_is_not_over_is_meant(published: date, expected: date) -> None:
    assert period(Prep.UNTIL, MAY, published).date == expected


def test_a_named_year_may_lie_in_the_past() -> None:
    assert period(Prep.WITHIN, Period(Unit.MONTH, number=12, year_ref=Ref.LAST)).date == date(2025, 12, 31)
    assert period(Prep.UNTIL, Period(Unit.YEAR, year=2020)).date == date(2019, 12, 31)


def test_winter_spans_two_years() -> None:
    winter = Period(Unit.SEASON, number=1)
    assert period(Prep.WITHIN, winter, date(2026, 12, 5)).date == date(2027, 2, 28)
    assert period(Prep.UNTIL, winter, date(2026, 8, 5)).date == date(2026, 11, 30)
    assert period(Prep.WITHIN, Period(Unit.SEASON, number=1, year=2026), date(2026, 8, 5)).date == date(2026, 12, 31)


@pytest.mark.parametrize(("published", "expected"), [(date(2026, 1, 15), 16), (FRIDAY, 23), (date(2026, 1, 17), 23)])
def test_a_weekday_is_the_next_one(published: date, expected: int) -> None:
    assert period(Prep.UNTIL, Period(Unit.WEEKDAY, number=5), published).date == date(2026, 1, expected)


@pytest.mark.parametrize(
    "impossible",
    [
        Period(Unit.DAY, number=31, month=2),
        Period(Unit.DAY, number=31, month=6, year=2026),
        Period(Unit.DAY, number=29, month=2, year=2027),
        Period(Unit.DAY, number=32, month=5),
        Period(Unit.YEAR, year=10_000),
        Period(Unit.YEAR, year=9999, ref=None, parts=(Part(PartKind.DAY, 400),)),
    ],
)
def test_days_that_do_not_exist_give_no_date_and_say_so(impossible: Period) -> None:
    found = period(Prep.UNTIL, impossible)
    assert (found.date, found.bound, found.steps[-1].code) == (None, Bound.NONE, "none.impossible")


def test_the_ends_of_the_calendar_do_not_raise() -> None:
    for published in (date.min, date.max):
        for unit in (Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.YEAR):
            for ref in (Ref.LAST, Ref.THIS, Ref.NEXT):
                for prep in Prep:
                    period(prep, Period(unit, ref=ref), published)
    assert length(date.max, days=1) is None
    assert length(date.max, working_days=1) is None


def test_lengths_leave_out_the_first_day_and_keep_to_the_month() -> None:
    assert length(days=14) == date(2026, 1, 30)
    assert length(date(2026, 1, 31), months=1) == date(2026, 2, 28)
    assert length(months=1, days=15) == date(2026, 3, 3)
    assert length(hours=48) == date(2026, 1, 18)
    assert length(hours=1) == FRIDAY
    assert length(months=10**9) is None
    assert length(working_days=10**9) is None


def test_working_days_follow_the_calendar_that_is_passed_in() -> None:
    holidays = WorkCalendar.from_days([(date(2026, 1, 19), CalendarDayKind.HOLIDAY)])
    assert length(working_days=3) == date(2026, 1, 21)
    assert length(FRIDAY, holidays, working_days=3) == date(2026, 1, 22)
    steps = resolve(Term(TermKind.COUNT, count=Count(working_days=300)), FRIDAY, holidays).steps
    assert "count.uncovered" in [step.code for step in steps]


def test_a_length_counts_from_its_anchor_or_back_from_it() -> None:
    march = Period(Unit.DAY, number=1, month=3)
    forward = Term(TermKind.COUNT, count=Count(days=10), anchor=march)
    backward = Term(TermKind.COUNT, count=Count(days=10, backward=True), anchor=march)
    assert resolve(forward, FRIDAY, PLAIN).date == date(2026, 3, 11)
    assert resolve(backward, FRIDAY, PLAIN).date == date(2026, 2, 19)


def test_a_range_begins_before_its_end() -> None:
    start, end = Period(Unit.DAY, number=15, month=12), Period(Unit.DAY, number=15, month=1)
    found = period(Prep.WITHIN, end, date(2026, 11, 1), start=start)
    assert (found.start, found.date) == (date(2026, 12, 15), date(2027, 1, 15))


@pytest.mark.parametrize(
    ("term", "last_step"),
    [
        (Term(TermKind.VAGUE), "none.vague"),
        (Term(TermKind.SAME), "none.same"),
        (Term(TermKind.EVENT, event="саммит"), "none.event"),
        (Term(TermKind.COUNT, count=Count(days=3), event="подписание"), "none.event"),
        (Term(TermKind.SERIES, recurrence=Recurrence.MONTHLY), "none.series"),
        (Term(TermKind.SERIES), "none.series"),
    ],
)
def test_what_gives_no_date_says_why(term: Term, last_step: str) -> None:
    found = resolve(term, FRIDAY, PLAIN)
    assert (found.date, found.recurrence, found.steps[-1].code) == (None, term.recurrence, last_step)


def test_a_first_date_and_a_series_keep_both() -> None:
    found = period(Prep.UNTIL, Period(Unit.DAY, number=30, month=6), recurrence=Recurrence.HALF_YEARLY)
    assert (found.date, found.recurrence) == (date(2026, 6, 30), Recurrence.HALF_YEARLY)


def test_steps_become_sentences() -> None:
    found = period(
        Prep.UNTIL, Period(Unit.MONTH, number=5, parts=(Part(PartKind.HALF, 2),)), text="до второй половины мая"
    )
    told = [explain_step(step, lambda message: message, date.isoformat) for step in found.steps]
    assert told == [
        "The text says: “до второй половины мая”.",
        "It names a month.",
        "Of that, one half: 2.",
        "No year is named: seen from 2026-01-16, the nearest term that is not over is meant (2026).",
        "That is 2026-05-16 to 2026-05-31.",
        "The term is over on the day before the period begins: 2026-05-15.",
        "Last day on time: 2026-05-15.",
    ]


def test_every_message_is_a_sentence_and_every_rule_has_a_name() -> None:
    assert all(message.endswith(".") for message in STEP_MESSAGES.values())
    assert all(name and not name.endswith(".") for name in RULE_NAMES.values())


def test_months_are_added_by_the_calendar() -> None:
    assert add_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert add_months(date(2026, 1, 31), -2) == date(2025, 11, 30)
    with pytest.raises((ValueError, OverflowError)):
        add_months(date(9999, 12, 1), 1)

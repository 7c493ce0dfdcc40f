"""Each figure of discipline on a small story, counted by hand."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.calendar import WorkCalendar
from app.domain.discipline import (
    RANKED_TASKS,
    Figure,
    Line,
    Quarter,
    Total,
    View,
    on_time,
    ranks,
    samples,
)
from app.domain.enums import DueBasis, ExecutorRole, TaskResult
from app.domain.past import Happened, TaskState
from app.domain.replay import replay
from app.figure_words import FORMULAS, HOLDERS, LINES, NAMES, shown

GIVEN = date(2026, 3, 2)
DUE = date(2026, 3, 20)  # a Friday
LATER = date(2026, 4, 10)
VIEW = View(date(2026, 6, 1), WorkCalendar())


def story(*events: tuple[str, date, dict[str, object]], **first: object) -> TaskState:
    data: dict[str, object] = {
        "due_on": DUE.isoformat(),
        "due_basis": "text",
        "giver_level": "prime_minister",
        "kind_of_task": "one_off",
        "lead": "lead",
        "executors": [["lead", "lead"], ["co", "co"], ["guest", "by_agreement"]],
        "contributions": {"co": "2026-03-13"},
        **first,
    }
    return replay(
        [Happened("registered", GIVEN, data, 1), *(Happened(kind, day, more, 2) for kind, day, more in events)]
    )


def figures(state: TaskState, view: View = VIEW) -> dict[tuple[str, Figure], tuple[int, int]]:
    return {(row.body, row.figure): (row.part, row.base) for row in samples(state, GIVEN, view)}


def submitted(day: date, number: int = 1) -> tuple[str, date, dict[str, object]]:
    return "submitted", day, {"report": number}


def accepted(day: date, result: str = "done") -> tuple[str, date, dict[str, object]]:
    return "accepted", day, {"result": result}


EXTENDED = (
    ("taken_into_work", GIVEN, {}),
    ("extension_requested", date(2026, 3, 18), {"extension": 1, "old": "2026-03-20", "late_request": True}),
    ("extension_decided", date(2026, 3, 19), {"extension": 1, "granted": True, "new": LATER.isoformat()}),
)


def test_a_task_done_in_time() -> None:
    found = figures(story(("taken_into_work", GIVEN, {}), submitted(DUE), accepted(date(2026, 3, 25))))
    assert found == {
        ("lead", Figure.ON_TIME_ORIGINAL): (1, 1),
        ("lead", Figure.ON_TIME_CURRENT): (1, 1),
        ("lead", Figure.SLIP): (0, 1),
        ("lead", Figure.EXTENSIONS): (0, 1),
        ("lead", Figure.FIRST_PASS): (1, 1),
        ("lead", Figure.RETURNS): (0, 1),
        ("lead", Figure.DAYS_LEAD): (0, 11),
        ("co", Figure.DAYS_CO_EXECUTOR): (0, 7),
        ("lead", Figure.DAYS_CONTROLLER): (5, 5),
        ("co", Figure.CONTRIBUTIONS): (0, 1),
    }


def test_a_moved_date_stays_in_the_count_of_the_first_one() -> None:
    found = figures(story(*EXTENDED, submitted(LATER), accepted(LATER)))
    assert found["lead", Figure.ON_TIME_ORIGINAL] == (0, 1)
    assert found["lead", Figure.ON_TIME_CURRENT] == (1, 1)
    assert found["lead", Figure.SLIP] == (15, 1)
    assert found["lead", Figure.EXTENSIONS] == (1, 1)
    assert found["lead", Figure.LATE_REQUESTS] == (1, 1)
    assert found["lead", Figure.DAYS_DECISION] == (0, 1)


def test_before_the_moved_date_only_the_first_one_is_missed() -> None:
    found = figures(story(*EXTENDED), replace(VIEW, day=date(2026, 4, 1)))
    assert found["lead", Figure.ON_TIME_ORIGINAL] == (0, 1)
    assert ("lead", Figure.ON_TIME_CURRENT) not in found
    assert found["lead", Figure.SLIP] == (8, 1)


def test_returned_twice_and_late() -> None:
    days = [DUE + timedelta(days=7 * n) for n in range(3)]
    events = []
    for number, day in enumerate(days, 1):
        events += [submitted(day, number), ("returned", day + timedelta(days=2), {"report": number})]
    events[-1] = accepted(days[2] + timedelta(days=2), "done_late")
    found = figures(story(*events))
    assert found["lead", Figure.FIRST_PASS] == (0, 1)
    assert found["lead", Figure.RETURNS] == (2, 3)
    assert found["lead", Figure.ON_TIME_CURRENT] == (0, 1)
    assert found["lead", Figure.SLIP] == (10, 1)
    assert found["lead", Figure.DAYS_CONTROLLER] == (6, 6)


@pytest.mark.parametrize(
    ("events", "day", "expected"),
    [
        ((), DUE, None),
        ((), DUE + timedelta(days=1), False),
        ((submitted(DUE),), DUE + timedelta(days=9), True),
        ((submitted(DUE), ("returned", DUE, {"report": 1})), DUE + timedelta(days=1), False),
        ((("closed_not_done", GIVEN, {}),), DUE, False),
        ((("cancelled", GIVEN, {"reason": "obsolete"}), ("reopened", GIVEN, {"status": "on_control"})), DUE, None),
    ],
)
def test_when_a_deadline_is_met(events: tuple, day: date, expected: bool | None) -> None:
    assert on_time(story(*events), DUE, day) is expected
    assert on_time(story(*events), None, day) is None


def test_what_never_counts() -> None:
    assert figures(story(("cancelled", DUE, {"reason": "duplicate"}))) == {}
    assert figures(story(kind_of_task="milestone")) == {}
    bodies = {body for body, _ in figures(story(submitted(LATER), accepted(LATER)))}
    assert "guest" not in bodies


def test_lines_that_are_never_added_up() -> None:
    default = story(due_basis="policy")
    assert {row.line for row in samples(default, GIVEN, VIEW)} == {Line.DEFAULT_TERM}
    confirmed = story(("term_confirmed", GIVEN, {"new": DUE.isoformat()}), due_basis="policy")
    assert {row.line for row in samples(confirmed, GIVEN, VIEW)} == {Line.COUNTED}
    fund = story(outside=["lead"])
    lines = {(row.body, row.line) for row in samples(fund, GIVEN, VIEW)}
    assert lines == {("lead", Line.BY_AGREEMENT), ("co", Line.COUNTED)}


def test_open_for_a_year_and_silent_are_facts_of_the_day() -> None:
    state = story(("taken_into_work", GIVEN, {"role": "coordinator"}))
    for day, over, silent in (
        (GIVEN + timedelta(days=29), 0, 0),
        (GIVEN + timedelta(days=30), 0, 1),
        (date(2027, 3, 2), 0, 1),
        (date(2027, 3, 3), 1, 1),
    ):
        found = figures(state, View(day, WorkCalendar(), Quarter(2030, 1)))
        assert found == {("lead", Figure.OPEN_OVER_YEAR): (over, 1), ("lead", Figure.SILENT): (silent, 1)}


def test_a_part_in_time_and_one_that_was_not_due_before_the_end() -> None:
    given = story(("contribution_submitted", date(2026, 3, 13), {"agency": "co"}))
    assert figures(given)["co", Figure.CONTRIBUTIONS] == (1, 1)
    ended = story(submitted(GIVEN), accepted(GIVEN + timedelta(days=1)))
    assert ("co", Figure.CONTRIBUTIONS) not in figures(ended)


def test_quarters() -> None:
    quarter = Quarter.of(date(2026, 11, 22))
    assert (str(quarter), quarter.first, quarter.last) == ("2026-Q4", date(2026, 10, 1), date(2026, 12, 31))
    assert quarter.pack_due == date(2027, 1, 2)
    assert Quarter.parse("2026-Q3") == Quarter(2026, 3)
    assert Quarter(2026, 3).pack_due == date(2026, 10, 2)
    assert [Quarter.parse(text) for text in ("2026-Q5", "26-Q1", "", "2026Q1", "0000-Q1")] == [None] * 5
    inside, outside = View(LATER, WorkCalendar(), Quarter(2026, 1)), View(LATER, WorkCalendar(), Quarter(2026, 2))
    assert inside.covers(DUE)
    assert not outside.covers(DUE)


def test_no_place_under_five_tasks_and_equal_shares_share_one() -> None:
    few = RANKED_TASKS - 1
    shares = {"a": Total(4, 5), "b": Total(8, 10), "c": Total(few, few), "d": Total(1, 5), "e": Total()}
    assert ranks(shares) == {"a": 1, "b": 1, "d": 3}
    assert ranks({"a": Total(4, 5), "c": Total(few, few)}) == {}


def test_values_are_written_half_up() -> None:
    assert shown(Figure.ON_TIME_ORIGINAL, Total(1, 3, 3)) == "33,3%"
    assert shown(Figure.ON_TIME_ORIGINAL, Total(1, 16, 16)) == "6,3%"
    assert shown(Figure.SLIP, Total(7, 2, 2)) == "3,5"
    assert shown(Figure.EXTENSIONS, Total(1, 3, 3)) == "0,3"
    assert shown(Figure.DAYS_LEAD, Total(12, 90, 2)) == "12"
    assert shown(Figure.RETURNS, Total()) == "–"


def test_every_figure_line_and_holder_has_words() -> None:
    from app.domain.holders import Holder

    assert set(NAMES) == set(FORMULAS) == set(Figure)
    assert set(LINES) == set(Line)
    assert set(HOLDERS) == set(Holder)


def test_old_events_replay_as_far_as_they_tell() -> None:
    data = {
        "due_on": DUE.isoformat(),
        "due_basis": "policy",
        "lead": "lead",
        "executors": [["lead", "lead"], ["co", "co"]],
    }
    state = replay(
        [
            Happened("registered", GIVEN, data),
            Happened("noted", DUE, {"text": "Идёт."}, 3),
            Happened("extension_requested", DUE, {"extension": 7, "old": DUE.isoformat()}, 3),
            Happened("extension_decided", DUE, {"extension": 7, "granted": True, "new": LATER.isoformat()}, 4),
            Happened("something_new", DUE, {"due_on": "2030-01-01"}),
        ]
    )
    assert (state.kind, state.outside, state.gaps) == (None, frozenset(), {"something_new"})
    assert (state.due_on, state.original_due_on, state.default_term) == (LATER, DUE, False)
    assert state.executors[1] == ("co", ExecutorRole.CO)
    assert state.contributions["co"].due_on is None
    assert state.executor_event_on == DUE
    assert state.due_basis is DueBasis.POLICY
    milestone = replay(
        [Happened("registered", GIVEN, data), Happened("fact_recorded", LATER, {"fact_on": "2026-04-09"})]
    )
    assert (milestone.result, milestone.filed_on) == (TaskResult.DONE_LATE, date(2026, 4, 9))
    assert not milestone.is_milestone

"""Whose days: one holder a day, the day of handing over belongs to the giver, and the sums are the days on control."""

import itertools
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.enums import ExecutorRole
from app.domain.history import EventKind
from app.domain.holders import Holder, held_now, spans_until
from app.domain.past import Happened, TaskState
from app.domain.replay import replay

FIRST = date(2026, 3, 2)
DUE = date(2026, 3, 20)
OWED = date(2026, 3, 12)


def on(day: int) -> date:
    return FIRST + timedelta(days=day)


def registered(*, due: date = DUE, owed: date | None = OWED) -> Happened:
    executors = [["lead", ExecutorRole.LEAD.value], ["co", ExecutorRole.CO.value]]
    data = {"due_on": due.isoformat(), "due_basis": "text", "lead": "lead", "executors": executors}
    data["contributions"] = {"co": owed.isoformat()} if owed else {}
    return Happened(EventKind.REGISTERED.value, FIRST, data, 1)


def act(kind: EventKind, day: int, **data: object) -> Happened:
    return Happened(kind.value, on(day), data, 1)


def shares(state: TaskState, day: date) -> list[tuple[str, int, int]]:
    return [
        (span.holder.value, span.days, span.days_after(state.due_on))
        for span in spans_until(state.spans, state.turn, day)
    ]


def test_a_lead_that_has_not_begun_waits_for_nobody() -> None:
    state = replay([registered()])
    assert shares(state, on(30)) == [("lead", 30, 12)]


def test_a_co_executor_holds_it_after_its_day_until_the_part_is_there() -> None:
    begun = [registered(), act(EventKind.TAKEN_INTO_WORK, 1)]
    state = replay(begun)
    assert shares(state, on(10)) == [("lead", 10, 0)]
    assert shares(state, on(14)) == [("lead", 10, 0), ("co_executor", 4, 0)]
    given = replay([*begun, act(EventKind.CONTRIBUTION_SUBMITTED, 20, agency="co")])
    assert shares(given, on(25)) == [("lead", 10, 0), ("co_executor", 10, 2), ("lead", 5, 5)]


def test_a_returned_part_is_owed_again_and_a_report_without_it_is_the_leads_own() -> None:
    story = [
        registered(),
        act(EventKind.TAKEN_INTO_WORK, 1),
        act(EventKind.CONTRIBUTION_SUBMITTED, 9, agency="co"),
        act(EventKind.CONTRIBUTION_RETURNED, 12, agency="co"),
        act(EventKind.SUBMITTED, 15, report=1),
        act(EventKind.RETURNED, 17, report=1),
    ]
    state = replay(story)
    assert shares(state, on(20)) == [
        ("lead", 12, 0),
        ("co_executor", 3, 0),
        ("controller", 2, 0),
        ("lead", 3, 2),
    ]


def test_of_several_the_one_whose_date_came_first() -> None:
    executors = [["lead", "lead"], ["late", "co"], ["first", "co"]]
    data = {"due_on": DUE.isoformat(), "due_basis": "text", "lead": "lead", "executors": executors}
    data |= {"contributions": {"late": on(8).isoformat(), "first": on(5).isoformat()}}
    story = [Happened("registered", FIRST, data, 1), act(EventKind.TAKEN_INTO_WORK, 0)]
    held = spans_until(replay(story).spans, replay(story).turn, on(10))
    assert [(span.holder.value, span.body, span.days) for span in held] == [
        ("lead", "lead", 5),
        ("co_executor", "first", 5),
    ]
    story.append(act(EventKind.CONTRIBUTION_SUBMITTED, 10, agency="first"))
    held = spans_until(replay(story).spans, replay(story).turn, on(12))
    assert [(span.body, span.days) for span in held] == [("lead", 5), ("first", 5), ("late", 2)]


def test_the_decision_on_a_date_and_the_controller_have_days_of_their_own() -> None:
    story = [
        registered(owed=None),
        act(EventKind.TAKEN_INTO_WORK, 1),
        act(EventKind.EXTENSION_REQUESTED, 15, extension=1, old=DUE.isoformat(), asked=on(40).isoformat()),
        act(EventKind.EXTENSION_DECIDED, 20, extension=1, granted=False),
        act(EventKind.SUBMITTED, 22, report=1),
        act(EventKind.ACCEPTED, 25, report=1, result="done_late"),
    ]
    state = replay(story)
    expected = [("lead", 15, 0), ("decision", 5, 2), ("lead", 2, 2), ("controller", 3, 3)]
    assert shares(state, on(60)) == expected
    assert sum(days for _, days, _ in expected) == 25


def test_a_report_in_time_makes_the_controllers_days_lost_though_nothing_is_late() -> None:
    state = replay([registered(owed=None), act(EventKind.SUBMITTED, 17, report=1)])
    assert shares(state, on(24)) == [("lead", 17, 0), ("controller", 7, 6)]


def test_the_days_between_an_end_and_a_reopening_are_nobodys() -> None:
    story = [
        registered(owed=None),
        act(EventKind.CANCELLED, 5, reason="obsolete"),
        act(EventKind.REOPENED, 9, status="on_control"),
    ]
    state = replay(story)
    assert shares(state, on(12)) == [("lead", 5, 0), ("lead", 3, 0)]
    now = held_now(state.spans, state.turn, on(12))
    assert now is not None
    assert (now.holder, now.since) == (Holder.LEAD, on(9))
    assert held_now([], None, on(3)) is None


def test_the_holder_of_today_is_told_at_once() -> None:
    state = replay([registered(), act(EventKind.SUBMITTED, 4, report=1)])
    now = held_now(state.spans, state.turn, on(4))
    assert now is not None
    assert (now.holder, now.body, now.since) == (Holder.CONTROLLER, "", on(4))


KINDS = (
    EventKind.TAKEN_INTO_WORK,
    EventKind.SUBMITTED,
    EventKind.WITHDRAWN,
    EventKind.RETURNED,
    EventKind.EXTENSION_REQUESTED,
    EventKind.EXTENSION_DECIDED,
    EventKind.CONTRIBUTION_SUBMITTED,
    EventKind.CONTRIBUTION_RETURNED,
    EventKind.NOTED,
)


@given(st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 5)), max_size=20), st.integers(0, 40))
def test_days_of_all_hands_are_the_days_on_control(plan: list[tuple[EventKind, int]], more: int) -> None:
    day, story = 0, [registered()]
    for kind, days in plan:
        day += days
        story.append(act(kind, day, agency="co", extension=1, report=1))
    state = replay(story)
    spans = spans_until(state.spans, state.turn, on(day + more))
    assert sum(span.days for span in spans) == day + more
    assert all(one.until == other.after for one, other in itertools.pairwise(spans))
    late = max(0, (on(day + more) - DUE).days)
    assert sum(span.days_after(DUE) for span in spans) == late

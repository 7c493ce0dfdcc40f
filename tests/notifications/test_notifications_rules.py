"""The table of reminder rules, row by row, and what a pause, a late registration and an extension make of it."""

import pytest

from notifications.rules import HORIZON_WORKING_DAYS, RULES, DueRule, Recipient, at_once, tightest_rule

COORDINATOR, OFFICIAL, DEPUTY, SUPERVISOR = Recipient


def said(due: DueRule | None) -> str | None:
    return None if due is None else due.code + due.week_key


@pytest.mark.parametrize(
    ("days_left", "executors", "deputy", "supervisor"),
    [
        (11, None, None, None),
        (10, "before_10", None, None),
        (6, "before_10", None, None),
        (5, "before_5", None, None),
        (4, "before_5", None, None),
        (3, "before_3", None, None),
        (2, "before_3", None, None),
        (1, "before_1", None, None),
        (0, "on_the_day", None, None),
        (-1, "late_1", None, None),
        (-2, "late_1", None, None),
        (-3, "late_1", "late_3", None),
        (-6, "late_1", "late_3", None),
        (-7, "late_1", "late_3", "late_7"),
        (-11, "late_1", "late_3", "late_7"),
        (-12, "late_weekly1", "late_weekly1", "late_weekly1"),
        (-16, "late_weekly1", "late_weekly1", "late_weekly1"),
        (-17, "late_weekly2", "late_weekly2", "late_weekly2"),
        (-262, "late_weekly51", "late_weekly51", "late_weekly51"),
    ],
)
def test_the_tightest_rule_at_each_distance(
    days_left: int, executors: str | None, deputy: str | None, supervisor: str | None
) -> None:
    assert said(tightest_rule(COORDINATOR, days_left)) == executors
    assert said(tightest_rule(OFFICIAL, days_left)) == executors
    assert said(tightest_rule(DEPUTY, days_left)) == deputy
    assert said(tightest_rule(SUPERVISOR, days_left)) == supervisor


@pytest.mark.parametrize("recipient", Recipient)
def test_each_rule_speaks_once_while_days_pass(recipient: Recipient) -> None:
    """Day after day, a caller that remembers what it noticed writes each rule of the recipient's once."""
    days = [tightest_rule(recipient, days_left) for days_left in range(15, -23, -1)]
    noticed = list(dict.fromkeys(said(due) for due in days if due))
    expected = [rule.code for rule in RULES if recipient in rule.to and not rule.every]
    assert noticed == [*expected, "late_weekly1", "late_weekly2", "late_weekly3"]


def test_a_clock_that_stood_still_writes_one_line_and_not_three() -> None:
    """From 6 days left to the day itself: the rules for 5, 3 and 1 days are gone, the day speaks."""
    assert said(tightest_rule(COORDINATOR, 6)) == "before_10"
    assert said(tightest_rule(COORDINATOR, 0)) == "on_the_day"


def test_nothing_lies_beyond_the_horizon() -> None:
    assert all(tightest_rule(recipient, HORIZON_WORKING_DAYS + 1) is None for recipient in Recipient)
    assert tightest_rule(COORDINATOR, HORIZON_WORKING_DAYS) is not None


@pytest.mark.parametrize(
    ("days_left", "registered", "executors", "deputy", "supervisor"),
    [
        (-1, -1, "registered_late", None, None),
        (-100, -100, "registered_late", None, None),
        (-2, -2, "registered_late", None, None),
        (-3, -2, "registered_late", "late_3", None),
        (-7, -2, "registered_late", "late_3", "late_7"),
        (-12, -2, "late_weekly1", "late_weekly1", "late_weekly1"),
        (-101, -100, "registered_late", None, None),
        (-102, -100, "late_weekly19", "late_weekly19", "late_weekly19"),
        (4, 4, "before_5", None, None),
        (0, 0, "on_the_day", None, None),
        (-1, 0, "late_1", None, None),
    ],
)
def test_a_task_registered_after_its_date_has_no_backlog(
    days_left: int, registered: int, executors: str, deputy: str | None, supervisor: str | None
) -> None:
    assert said(tightest_rule(COORDINATOR, days_left, registered)) == executors
    assert said(tightest_rule(OFFICIAL, days_left, registered)) == executors
    assert said(tightest_rule(DEPUTY, days_left, registered)) == deputy
    assert said(tightest_rule(SUPERVISOR, days_left, registered)) == supervisor


@pytest.mark.parametrize(
    ("days_left", "urgent", "expected"),
    [
        (4, False, False),
        (3, False, True),
        (0, False, True),
        (-1, False, False),
        (None, False, False),
        (30, True, True),
        (None, True, True),
        (-1, True, True),
    ],
)
def test_what_is_worth_a_letter_of_its_own(days_left: int | None, urgent: bool, expected: bool) -> None:
    assert at_once(days_left, urgent=urgent) is expected


def test_codes_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len(RULES)

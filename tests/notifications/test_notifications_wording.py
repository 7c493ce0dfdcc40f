"""The words of a line (distances, reasons), and letters that cannot be."""

import dataclasses
import re
from datetime import date
from gettext import NullTranslations
from typing import Any

import pytest

from app.domain.enums import ExecutorRole
from app.domain.history import EventKind
from notifications.messages import (
    PARTS,
    REASONS,
    AgencyOverdue,
    DigestLetter,
    QuestionAskedLetter,
    RemindLetter,
    RenderedLetter,
    TaskAssignedLetter,
    TaskLine,
)
from notifications.rendering import render
from notifications.rules import RULES

BASE = "https://tapsyrma.example"
TODAY = date(2026, 11, 23)
READER = {"reader": "A. Sadykova", "day": TODAY, "language": "en"}
LATE = TaskLine(number="2026-1", title="Extend the term", url=f"{BASE}/tasks/1", due_on=date(2026, 11, 14), days_late=9)


def letter_about(line: TaskLine) -> RenderedLetter:
    letter = QuestionAskedLetter(**READER, task=line, asked_by="A", question="B")
    return render(letter, NullTranslations(), lambda day: f"{day:%d.%m.%Y}")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"days_late": 1}, "1 day overdue · due 14.11.2026"),
        ({"days_late": 21}, "21 days overdue · due 14.11.2026"),
        ({"days_late": None, "days_left": 1, "due_on": date(2026, 11, 24)}, "1 working day left · due 24.11.2026"),
        ({"days_late": None, "days_left": 5, "due_on": date(2026, 11, 30)}, "5 working days left · due 30.11.2026"),
        ({"days_late": None, "days_left": 0, "due_on": TODAY}, "due today · due 23.11.2026"),
        (
            {"days_late": None, "days_left": 0, "due_on": date(2026, 11, 24)},
            "no working day left after today · due 24.11.2026",
        ),
        ({"days_late": None}, "* due 14.11.2026"),
        ({"days_late": None, "due_on": None}, "* no date"),
    ],
)
def test_distances_in_words(changes: dict[str, Any], expected: str) -> None:
    line = dataclasses.replace(LATE, **changes)
    assert expected in letter_about(line).text


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("before_10", "reminder 10 working days before the date"),
        ("before_1", "reminder 1 working day before the date"),
        ("on_the_day", "reminder on the day"),
        ("late_1", "reminder 1 working day after the date"),
        ("late_7", "reminder 7 working days after the date"),
        ("late_weekly", "weekly reminder of an overdue instruction"),
        ("registered_late", "put on control after its date"),
        ("report_pending", "the report is with the controller"),
    ],
)
def test_reasons_in_words(code: str, expected: str) -> None:
    line = dataclasses.replace(LATE, reasons=(code,))
    text = letter_about(line).text
    assert f"Why here: {expected}\n" in text


@pytest.mark.parametrize("code", [*REASONS, *(rule.code for rule in RULES), "registered_late"])
def test_every_reason_has_words(code: str) -> None:
    line = dataclasses.replace(LATE, reasons=(code,))
    text = letter_about(line).text
    assert re.search(r"Why here: [a-z]", text)


def test_every_event_of_a_task_can_be_a_reason() -> None:
    assert {kind.value for kind in EventKind} <= REASONS.keys()


def test_every_part_of_an_agency_has_words() -> None:
    assert {role.value for role in ExecutorRole} == PARTS.keys()


def test_a_long_title_does_not_fill_the_subject() -> None:
    line = dataclasses.replace(LATE, title="very " * 100 + "long")
    assert len(letter_about(line).subject) < 120


def test_a_digest_that_says_nothing() -> None:
    empty = DigestLetter(**READER, home_url=BASE, seal="3f9a")
    assert empty.says_nothing
    assert not any(
        dataclasses.replace(empty, **{part: (LATE,)}).says_nothing for part in ("must_act", "waits", "changed")
    )
    assert not dataclasses.replace(empty, overdue_by_agency=(AgencyOverdue(agency="A", lines=(LATE,)),)).says_nothing


@pytest.mark.parametrize(
    "changes",
    [
        {"days_left": 1},
        {"days_late": 0},
        {"days_late": None, "days_left": -1},
        {"due_on": None},
        {"reasons": ("no_such_reason",)},
    ],
)
def test_a_line_that_contradicts_itself_is_refused(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        dataclasses.replace(LATE, **changes)


def test_letters_that_cannot_be_are_refused() -> None:
    with pytest.raises(ValueError):
        RemindLetter(**READER, tasks=(), reminded_by="B", home_url=BASE)
    with pytest.raises(ValueError):
        TaskAssignedLetter(**READER, task=LATE, giver="President", part="boss")

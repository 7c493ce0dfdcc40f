"""Who held a task on which days, and whose days were lost.

One holder a day. The **controller** holds a task while its completion report waits; **who decides on an extension** holds
it while a request waits; a **co-executor** holds it after the day on which it owed its part, until the lead has the part
or files the report without it (of several, the one whose date came first), but only once the lead has taken the task into
work: a lead that has not begun waits for nobody; else the **lead** holds it.

A local day belongs to whoever held the task when the day began: the day on which a report is filed is the lead's last
one, as in days late. Days are counted from the day after registration to the day on which control ended. *Lost* are the
days after a deadline; they are told against the original date and against the date in force. A controller's days after
a report that was filed in time are lost too, though the task is not late meanwhile.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Holder(StrEnum):
    """In whose hands a task is."""

    LEAD = "lead"
    CO_EXECUTOR = "co_executor"
    CONTROLLER = "controller"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Span:
    """Days in one hand: those after `after`, up to and including `until`. body: its code, "" above the executors."""

    holder: Holder
    body: str
    after: date
    until: date

    @property
    def first(self) -> date:
        """Its first day."""
        return self.after + timedelta(days=1)

    @property
    def days(self) -> int:
        """Calendar days."""
        return (self.until - self.after).days

    def days_after(self, deadline: date | None) -> int:
        """Those of its days that lie after a deadline."""
        return max(0, (self.until - max(self.after, deadline)).days) if deadline is not None else 0


@dataclass(frozen=True, slots=True)
class Turn:
    """How a task stands from a day on, until its next event. awaited: the part that is due first and is not there."""

    day: date
    lead: str
    submitted: bool
    deciding: bool
    awaited_from: str = ""
    awaited_by: date | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """Who holds a task now. since: the first day; for a co-executor the first after the day on which it owed its part."""

    holder: Holder
    body: str
    since: date


def spans_between(turn: Turn, until: date) -> list[Span]:
    """The days after the turn up to and including `until`; none when that day is not later."""
    if until <= turn.day:
        return []
    if turn.submitted:
        return [Span(Holder.CONTROLLER, "", turn.day, until)]
    if turn.deciding:
        return [Span(Holder.DECISION, "", turn.day, until)]
    if turn.awaited_by is None or turn.awaited_by >= until:
        return [Span(Holder.LEAD, turn.lead, turn.day, until)]
    change = max(turn.awaited_by, turn.day)
    spans = [Span(Holder.CO_EXECUTOR, turn.awaited_from, change, until)]
    return [Span(Holder.LEAD, turn.lead, turn.day, change), *spans] if change > turn.day else spans


def merged(spans: Iterable[Span]) -> list[Span]:
    """Neighbouring days in the same hand as one span."""
    found: list[Span] = []
    for span in spans:
        last = found[-1] if found else None
        if last and (last.holder, last.body, last.until) == (span.holder, span.body, span.after):
            found[-1] = Span(last.holder, last.body, last.after, span.until)
        else:
            found.append(span)
    return found


def spans_until(past: list[Span], turn: Turn | None, day: date) -> list[Span]:
    """All days up to and including `day`. past: spans before the turn; turn None = control has ended."""
    return merged([*past, *(spans_between(turn, day) if turn is not None else [])])


def held_now(past: list[Span], turn: Turn | None, day: date) -> Held | None:
    """Who holds the task on that day, whatever happened earlier in it; None when control has ended."""
    if turn is None:
        return None
    if turn.submitted:
        now = (Holder.CONTROLLER, "")
    elif turn.deciding:
        now = (Holder.DECISION, "")
    elif turn.awaited_by is not None and turn.awaited_by < day:
        now = (Holder.CO_EXECUTOR, turn.awaited_from)
    else:
        now = (Holder.LEAD, turn.lead)
    spans = spans_until(past, turn, day)
    last = spans[-1] if spans else None
    since = last.after if last and (last.holder, last.body, last.until) == (*now, day) else day
    if now[0] is Holder.CO_EXECUTOR and turn.awaited_by is not None:
        since = max(since, turn.awaited_by + timedelta(days=1))
    return Held(*now, since)

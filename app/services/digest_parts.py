"""Who is told what in the letters of a day: the facts of the register sorted into each reader's parts.

Facts are read for all readers at once (`app.queries.digest_facts`); words and rows of the outbox are `digests.py`'s.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from operator import attrgetter

from sqlalchemy.orm import Session

from app.domain.calendar import WorkCalendar
from app.domain.enums import OverdueList, Role
from app.domain.permissions import may
from app.domain.workflow import Action
from app.models import LetterPreference
from app.queries import digest_facts as facts
from app.queries.recipients import Directory, Reader
from app.services.digest_lines import Entry

# The first letter of a person tells of changes of the last week, and none of more than the last month.
FIRST_LOOK_BACK = timedelta(days=7)
LONGEST_LOOK_BACK = timedelta(days=31)

DECIDED_BY = {
    "report_to_review": Action.ACCEPT,
    "extension_to_decide": Action.DECIDE_EXTENSION,
    "lead_change_to_decide": Action.DECIDE_LEAD_CHANGE,
    "question_to_answer": Action.ANSWER,
}


@dataclass
class Draft:
    """What one person is told, before its words. overdue: by body, the longest list first."""

    act: list[Entry] = field(default_factory=list)
    waits: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    overdue: list[tuple[int, list[facts.Late]]] = field(default_factory=list)

    @property
    def says_nothing(self) -> bool:
        """Waiting for others alone is no reason to write."""
        return not (self.act or self.changed or self.overdue)


@dataclass(frozen=True, slots=True)
class Seen:
    """An event as a body sees it. official_id: the official whom that body chose."""

    event: facts.News
    official_id: int | None = None


@dataclass
class Facts:
    """What the letters of a run share, read once."""

    people: Directory
    since: dict[int, datetime]
    news_of: dict[int, list[Seen]]
    news: list[facts.News]
    news_bodies: facts.Bodies
    decisions: list[facts.Decision]
    decision_bodies: facts.Bodies
    overdue: list[facts.Late]
    overdue_bodies: facts.Bodies
    waits_of: dict[int, list[facts.Waiting]]


def read_facts(session: Session, people: Directory, readers: Collection[int], day: date, now: datetime) -> Facts:
    """Read what is not bound to single readers. Decisions and lateness are asked for supervisors only."""
    last = facts.last_digests(session, readers)
    since = {
        reader: max(last[reader], now - LONGEST_LOOK_BACK) if reader in last else now - FIRST_LOOK_BACK
        for reader in readers
    }
    first = min(since.values())
    events = facts.news(session, first, now)
    bodies = facts.executing(session, facts.changed_tasks(first, now)) if events else {}
    chief = any(people.readers[reader].role is Role.SUPERVISOR for reader in readers)
    scoped = any(reader.scope for reader in people.supervisors)
    return Facts(
        people,
        since,
        _by_body(events, bodies),
        events,
        bodies,
        facts.decisions(session) if chief else [],
        facts.executing(session, facts.undecided_tasks()) if chief and scoped else {},
        facts.overdue(session, day) if chief else [],
        facts.executing(session, facts.overdue_tasks(day)) if chief and scoped else {},
        _waiting(session, day),
    )


def _by_body(events: Iterable[facts.News], bodies: facts.Bodies) -> dict[int, list[Seen]]:
    found: dict[int, list[Seen]] = defaultdict(list)
    for event in events:
        for agency_id, official_id in bodies.get(event.task_id, ()):
            found[agency_id].append(Seen(event, official_id))
    return found


def drafts(
    session: Session,
    shared: Facts,
    readers: Sequence[Reader],
    chosen: dict[int, LetterPreference],
    day: date,
    calendar: WorkCalendar,
) -> dict[int, Draft]:
    """The drafts of those people. chosen: the preferences of whoever has some."""
    found = {reader.id: Draft() for reader in readers}
    for reader_id, entries in _reminded(session, list(found)).items():
        found[reader_id].act = entries
    for reader in readers:
        draft, wishes = found[reader.id], chosen.get(reader.id)
        if reader.role is Role.SUPERVISOR:
            draft.act = _merged(_decisions(shared, reader), draft.act)
            if _wants_list(wishes, day, calendar):
                draft.overdue = _overdue(shared, reader)
        elif reader.agency_id is not None:
            draft.waits = _merged(_of_official(shared.waits_of.get(reader.agency_id, []), reader), [])
        told = {entry.task_id for entry in draft.act}
        if wishes is None or wishes.news:
            draft.changed = [entry for entry in _news(shared, reader) if entry.task_id not in told]
    return found


def _reminded(session: Session, readers: list[int]) -> dict[int, list[Entry]]:
    """By reader: the tasks that the rules put into his letter, each with the latest rule, the nearest date first."""
    latest: dict[tuple[int, int, str], Entry] = {}
    for row in facts.reminders(session, readers):
        entry = Entry(row.task_id, row.due_on, (row.rule,), row.about, row.for_id)
        latest[row.recipient_id, row.task_id, row.about] = entry
    found: dict[int, list[Entry]] = defaultdict(list)
    for (reader_id, _, _), entry in latest.items():
        found[reader_id].append(entry)
    for entries in found.values():
        entries.sort(key=lambda entry: (entry.due_on or date.max, entry.task_id))
    return found


def _decisions(shared: Facts, reader: Reader) -> list[Entry]:
    """What waits for the supervisor, and for those in whose place he stands."""
    found: list[Entry] = []
    for person in (reader, *shared.people.absent_for(reader.id)):
        if person.role is not Role.SUPERVISOR:
            continue
        for each in shared.decisions:
            bodies = (agency_id for agency_id, _ in shared.decision_bodies.get(each.task_id, ()))
            if may(person.role, DECIDED_BY[each.reason], person.stands(each.level, bodies)):
                for_id = person.id if person.id != reader.id else None
                found.append(Entry(each.task_id, each.due_on, (each.reason,), for_id=for_id))
    return found


def _merged(first: list[Entry], then: list[Entry]) -> list[Entry]:
    """One entry a task and kind of date, with all reasons, in the order of their first ones."""
    found: dict[tuple[int, str], Entry] = {}
    for entry in (*first, *then):
        key = (entry.task_id, entry.about)
        known = found.get(key)
        if known is None:
            found[key] = entry
        elif known.for_id == entry.for_id or known.for_id is None:
            reasons = tuple(dict.fromkeys((*known.reasons, *entry.reasons)))
            found[key] = Entry(entry.task_id, known.due_on, reasons, entry.about, known.for_id)
    return list(found.values())


def _waiting(session: Session, day: date) -> dict[int, list[facts.Waiting]]:
    found: dict[int, list[facts.Waiting]] = defaultdict(list)
    for each in facts.waiting(session, day):
        found[each.agency_id].append(each)
    return found


def _of_official(waits: list[facts.Waiting], reader: Reader) -> list[Entry]:
    return [
        Entry(each.task_id, each.due_on, (each.reason,))
        for each in waits
        if reader.role is not Role.OFFICIAL or each.official_id in (None, reader.id)
    ]


def _news(shared: Facts, reader: Reader) -> list[Entry]:
    """Other people's acts since the reader's last letter, the latest first: the kinds of events are the reasons."""
    since, kinds = shared.since[reader.id], dict[int, dict[str, None]]()
    for event in _seen_by(shared, reader, since):
        if event.actor_id is None or event.actor_id != reader.id:
            # The task moves to the end: whatever happened last is told first.
            kinds[event.task_id] = {**kinds.pop(event.task_id, {}), event.kind.value: None}
    return [Entry(task_id, None, tuple(reasons)) for task_id, reasons in reversed(kinds.items())]


def _seen_by(shared: Facts, reader: Reader, since: datetime) -> Iterable[facts.News]:
    if reader.role is Role.SUPERVISOR:
        events = shared.news[bisect_right(shared.news, since, key=attrgetter("at")) :]
        if not reader.scope:
            return events
        seen = {
            task_id
            for task_id, bodies in shared.news_bodies.items()
            if not reader.scope.isdisjoint(agency_id for agency_id, _ in bodies)
        }
        return [event for event in events if event.task_id in seen]
    own = shared.news_of.get(reader.agency_id or 0, [])
    return [
        seen.event
        for seen in own[bisect_right(own, since, key=lambda seen: seen.event.at) :]
        if reader.role is not Role.OFFICIAL or seen.official_id in (None, reader.id)
    ]


def _wants_list(wishes: LetterPreference | None, day: date, calendar: WorkCalendar) -> bool:
    match wishes.overdue_list if wishes else OverdueList.DAILY:
        case OverdueList.DAILY:
            return True
        case OverdueList.WEEKLY:
            before = (day - timedelta(days=back) for back in range(1, day.weekday() + 1))
            return not any(calendar.is_working_day(each) for each in before)
    return False


def _overdue(shared: Facts, reader: Reader) -> list[tuple[int, list[facts.Late]]]:
    groups: dict[int, list[facts.Late]] = defaultdict(list)
    for each in shared.overdue:
        bodies = (agency_id for agency_id, _ in shared.overdue_bodies.get(each.task_id, ()))
        if not reader.scope or not reader.scope.isdisjoint(bodies):
            groups[each.agency_id].append(each)
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))

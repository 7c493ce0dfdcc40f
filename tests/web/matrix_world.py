"""What the permission matrix asks about: people who stand differently to the same tasks, and a thing for each argument.

One energy ministry leads, the finance ministry is co-executor, an akimat has no part. Which cell is right is said in
permission_matrix.tsv; requests are sent by test_permission_matrix.py.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.domain.enums import (
    Badge,
    CalendarDayKind,
    ExecutorRole,
    GiverLevel,
    GiverRole,
    Recurrence,
    Role,
    SuccessionKind,
    TaskKind,
)
from app.domain.succession import Act
from app.domain.workflow import Action
from app.models import (
    CalendarFeed,
    Finding,
    OutboxMessage,
    PlanRow,
    Project,
    Substitution,
    SuppressedAddress,
    Task,
    TaskSource,
    User,
)
from app.services import contributions, execution, feeds, interim, lead_changes, links, questions, signed_links, terms
from app.services.attachments import FileStore, NewFile
from app.services.bodies import NewBody, add_body, succeed
from app.services.evidence import Filing
from app.services.plan_carrying import carry_out
from app.services.plans import NewPlan, add_edition, start_plan
from app.services.policy import DayDraft, apply_day_change, preview_day
from app.services.register import NewTask, register_task
from app.services.review import extract_findings
from app.services.saved_views import save_view
from app.services.substitutes import name_substitute
from tests.conftest import NOW, TODAY
from tests.factories import ALMATY_REGION, ENERGY, FINANCE, document, task, user
from tests.plan_corpus import ROWS, made_plan

SUBSTITUTE = "substitute"
# Columns of the matrix: who asks. The first is nobody; the substitute acts for the main executor's coordinator.
VISITORS = (
    "visitor",
    "lead_coordinator",
    SUBSTITUTE,
    "co_coordinator",
    "other_coordinator",
    "lead_official",
    "other_official",
    "controls",
    "oversees",
    "out_of_scope",
    "administrator",
)
DUE = TODAY + timedelta(days=40)
TEXT = "Премьер-министр Олжас Бектенов поручил Министерству энергетики до 1 октября завершить наладку турбин."
WAITING = "Премьер-министр поручил профильным госорганам осмотреть подстанции."
# What a refused page must not hold, whoever asks.
SECRETS = ("наладк", "подстанц", "Тайный", "Олжас", "секрет-файл", "Письмо о наладке")
# The task on which an act is tried; any other act on the one in progress.
TASK_FOR = {
    Action.TAKE_INTO_WORK: "fresh",
    Action.SUBMIT: "fresh",
    Action.REQUEST_EXTENSION: "fresh",
    Action.REQUEST_LEAD_CHANGE: "fresh",
    Action.BEGIN_CONTRIBUTION: "fresh",
    Action.CONTRIBUTE: "fresh",
    Action.NUDGE: "fresh",
    Action.WITHDRAW: "submitted",
    Action.ACCEPT: "submitted",
    Action.RETURN: "submitted",
    Action.REOPEN: "closed",
    Action.RECORD_FACT: "milestone",
    Action.RECORD_FORECAST: "milestone",
    Action.CONFIRM_TERM: "default_term",
    Action.END_SERIES: "series",
}


@dataclass
class World:
    """People by column, tasks by name, and the value of each argument of an address."""

    session: Session
    data: Path
    people: dict[str, User] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)
    stands_in: int = 0
    cookies: dict[str, str] = field(default_factory=dict)

    def task_for(self, action: str) -> Task:
        """The task whose status knows the action."""
        return self.tasks[TASK_FOR.get(Action(action), "working") if action else "working"]

    def about(self, action: str) -> int | None:
        """The question, request, part or date that the act is about."""
        made = self.task_for(action)
        found: dict[str, Callable[[], int]] = {
            Action.ANSWER: lambda: made.questions[0].id,
            Action.DECIDE_EXTENSION: lambda: made.extensions[0].id,
            Action.DECIDE_CONTRIBUTION: lambda: made.executors[1].id,
            Action.NUDGE: lambda: made.executors[1].id,
            Action.DROP_INTERIM_DATE: lambda: made.interim_dates[0].id,
        }
        return found[action]() if action in found else None


def made_world(session: Session, data: Path) -> World:
    """Everything that addresses can be about."""
    world = World(session, data)
    _people(world)
    _tasks(world)
    for name, maker in MAKERS.items():
        world.values[name] = str(maker(world))
    session.flush()
    session.expire_all()
    return world


def _people(world: World) -> None:
    session = world.session
    world.people = {
        "lead_coordinator": user(session, Role.COORDINATOR, ENERGY),
        SUBSTITUTE: user(session, Role.OFFICIAL, ENERGY),
        "co_coordinator": user(session, Role.COORDINATOR, FINANCE),
        "other_coordinator": user(session, Role.COORDINATOR, ALMATY_REGION),
        "lead_official": user(session, Role.OFFICIAL, ENERGY),
        "other_official": user(session, Role.OFFICIAL, ALMATY_REGION),
        "controls": user(session, Role.SUPERVISOR),
        "oversees": user(session, Role.SUPERVISOR, decides_up_to=GiverLevel.MINISTER_OR_AKIM),
        "out_of_scope": user(session, Role.SUPERVISOR, supervises=(ALMATY_REGION,)),
        "administrator": user(session, Role.ADMINISTRATOR),
    }
    for place, person in enumerate(world.people.values()):
        person.name = f"Человек {'абвгдежзик'[place]}"
    absent, other = world.people["lead_coordinator"], world.people[SUBSTITUTE]
    world.stands_in = name_substitute(session, absent, other, TODAY, DUE, by=absent, now=NOW).id


def _tasks(world: World) -> None:
    session, lead, helper = world.session, world.people["lead_coordinator"], world.people["co_coordinator"]
    store = FileStore(world.data / "attachments", 1_000_000)
    shared: dict[str, Any] = {"others": ((FINANCE, ExecutorRole.CO),), "title": "Тайный ремонт", "due_on": DUE}
    for name in ("working", "fresh", "submitted", "closed"):
        world.tasks[name] = task(session, **shared)
    world.tasks["milestone"] = task(session, kind=TaskKind.MILESTONE, **shared)
    world.tasks["default_term"] = task(session, **{**shared, "due_on": None, "issued_on": TODAY})
    series = NewTask(
        "Тайный ежемесячный доклад до 5 числа.",
        TODAY,
        ENERGY,
        shared["others"],
        kind=TaskKind.SERIES,
        recurrence=Recurrence.MONTHLY,
        giver_level=GiverLevel.PRIME_MINISTER,
    )
    world.tasks["series"] = register_task(session, series, by=None, now=NOW)
    working, stamp = world.tasks["working"], {"by": lead, "now": NOW}
    execution.take_into_work(session, working, **stamp)
    files = Filing(files=[NewFile("секрет-файл.txt", "Ход работ".encode())], store=store)
    execution.report_interim(session, working, "Тайный ход", filing=files, **stamp)
    interim.set_interim_date(session, working, TODAY + timedelta(days=5), by=None, now=NOW)
    terms.request_extension(session, working, DUE + timedelta(days=9), "Тайный срыв", **stamp)
    questions.ask(session, working, "Тайный вопрос", **stamp)
    lead_changes.request_lead_change(session, working, "Тайный отказ", FINANCE, **stamp)
    contributions.contribute(session, working.executors[1], "Тайный вклад", by=helper, now=NOW)
    execution.submit_report(session, world.tasks["submitted"], "Тайный отчёт", **stamp)
    execution.close_not_done(session, world.tasks["closed"], "Тайный итог", by=None, now=NOW)


def _document(world: World) -> int:
    """A text with a finding that waits; the task in progress came from it."""
    made = document(world.session, f"{TEXT} {WAITING}", published_on=date(2026, 3, 2))
    extract_findings(world.session, made, now=NOW, auto_confirm=False)
    source = TaskSource(task=world.tasks["working"], document_id=made.id, start=0, end=len(TEXT))
    world.session.add(source)
    world.session.flush()
    return made.id


def _letter(world: World) -> int:
    execution.add_note(world.session, world.tasks["fresh"], "Тайная заметка", by=None, now=NOW)
    links.send_invitation(world.session, world.people["lead_official"], by=None, now=NOW)
    letter = world.session.scalars(sa.select(OutboxMessage).order_by(OutboxMessage.id.desc())).first()
    assert letter is not None
    letter.state = type(letter.state)("dead")
    return letter.id


def _ended_body(world: World) -> str:
    for code, ru in (("min_before", "Министерство прежних дел"), ("min_after", "Министерство новых дел")):
        add_body(
            world.session, NewBody(ru=ru, kk=ru + " (қаз.)", en=code, kind="ministry", code=code), by=None, now=NOW
        )
    day = TODAY - timedelta(days=9)
    act = Act(SuccessionKind.RENAMED, ("min_before",), ("min_after",), "Указ", "17", day, day)
    succeed(world.session, act, by=None, now=NOW)
    return "min_before"


def _policy_change(world: World) -> int:
    draft = DayDraft(date(2026, 11, 25), CalendarDayKind.DAY_OFF_TRANSFER, "Постановление № 7", Badge.STATUTORY)
    digest = preview_day(world.session, draft, by=None).digest
    return apply_day_change(world.session, draft, digest, by=None, now=NOW).id


def _demo_letter(world: World) -> str:
    folder = world.data / "mail"
    folder.mkdir(exist_ok=True)
    (folder / "letter.eml").write_text("To: a@example.kz\nSubject: Письмо о наладке\n\nТекст\n", encoding="utf-8")
    return "letter"


def _suppressed(world: World) -> int:
    row = SuppressedAddress(address="nobody@example.kz", reason="550 5.1.1", since=NOW, letter_id=None)
    world.session.add(row)
    world.session.flush()
    return row.id


def _of(world: World, model: Any, *conditions: Any) -> int:
    """The id of the newest row of a kind."""
    return world.session.scalars(sa.select(model.id).where(*conditions).order_by(model.id.desc())).first()


def _signed(world: World, purpose: signed_links.Purpose) -> str:
    """A link in a letter to the co-executor; whoever has the letter may use it."""
    reader, task_id = world.people["co_coordinator"], world.tasks["fresh"].id
    link = signed_links.LetterLink(purpose, reader.id, TODAY, task_id)
    return signed_links.sign(world.session, link)


def _own_calendar(world: World) -> int:
    feeds.make_feed(world.session, world.people["lead_coordinator"], "", now=NOW)
    return _of(world, CalendarFeed)


def _saved_view(world: World) -> int:
    owner = world.people["lead_coordinator"]
    return save_view(world.session, owner, "overdue", "Тайный вид", "kind=milestone", now=NOW).id


def _plan(world: World) -> int:
    """A plan on control with another edition that waits."""
    approved = NewPlan("Тайный план", GiverRole.PRIME_MINISTER, GiverLevel.PRIME_MINISTER, TODAY)
    first, second = (made_plan(rows) for rows in (ROWS[:2], ROWS))
    edition = start_plan(world.session, approved, first, by=None, now=NOW)
    list(carry_out(world.session, edition, by=None, now=NOW))
    return add_edition(world.session, edition.plan, second, by=None, now=NOW).plan_id


# By the name of an argument, or "section.argument" where a section means something of its own by that name.
MAKERS: dict[str, Callable[[World], object]] = {
    "number": lambda world: world.tasks["working"].number,
    "projects.number": lambda world: world.tasks["milestone"].number,
    "action": lambda _world: "",  # expanded: a row for each action
    "document_id": _document,
    "finding_id": lambda world: _of(world, Finding, Finding.quote.contains("осмотреть")),
    "attachment_id": lambda world: world.tasks["working"].reports[0].attachments[0].id,
    "letter_id": _letter,
    "user_id": lambda world: world.people["lead_coordinator"].id,
    "row_id": lambda world: _of(world, Substitution),
    "project_id": lambda world: _of(world, Project),
    "change_id": _policy_change,
    "code": _ended_body,
    "policy.code": lambda _world: "default_term",
    "token": lambda world: links.make_link(world.session, world.people["lead_official"], links.RESET, now=NOW)[1],
    "links.token": lambda world: _signed(world, signed_links.Purpose.RECEIVED),
    "choice": lambda world: _signed(world, signed_links.Purpose.UNSUBSCRIBE),
    "secret": lambda world: feeds.make_feed(world.session, world.people["other_official"], "", now=NOW),
    "feed_id": _own_calendar,
    "suppression_id": _suppressed,
    "view_id": _saved_view,
    "plan_id": _plan,
    "plans.row_id": lambda world: _of(world, PlanRow),
    "on": lambda _world: TODAY.isoformat(),
    "static.filename": lambda _world: "tapsyrma.css",
    "htmx.filename": lambda _world: "htmx.min.js",
    "bootstrap.filename": lambda _world: "css/bootstrap.min.css",
    "name": _demo_letter,
}
# What an argument is when there is no such thing: a refused page must not tell the two apart.
ABSENT = {
    "number": "2026-99999",
    "document_id": "999999",
    "finding_id": "999999",
    "attachment_id": "999999",
    "letter_id": "999999",
    "user_id": "999999",
    "row_id": "999999",
    "project_id": "999999",
    "change_id": "999999",
    "feed_id": "999999",
    "suppression_id": "999999",
    "view_id": "999999",
    "plan_id": "999999",
    "code": "no_such_body",
}

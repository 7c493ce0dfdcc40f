"""Random lives of tasks: a small register, its people, and every act a service knows, done well or badly by anybody.

What must hold afterwards is said in lives_checks.py.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from app.clock import local_moment
from app.db import transaction
from app.domain.enums import (
    CancelReason,
    ContributionState,
    EvidenceKind,
    ExecutorRole,
    ExtensionState,
    GiverLevel,
    LeadChangeState,
    Recurrence,
    ReturnReason,
    Role,
    SuccessionKind,
    TaskKind,
)
from app.domain.errors import DomainError, InvalidInput, NotFound, PermissionDenied
from app.domain.succession import Act as BodyAct
from app.domain.workflow import ENDED, EXECUTING, OPEN, TaskStatus
from app.models import Agency, Task, TaskExecutor, User
from app.services import (
    contributions,
    execution,
    executors,
    interim,
    lead_changes,
    occurrences,
    officials,
    questions,
    reminding,
    requirements,
    seals,
    succession,
    terms,
)
from app.services.bodies import NewBody, add_body, succeed
from app.services.evidence import Filing, Proof
from app.services.register import NewTask, register_task
from app.services.requirements import NewRequirement
from tests import factories
from tests.factories import ALMATY_REGION, ENERGY, FINANCE

START = date(2026, 3, 2)
OLD, NEW = "min_old", "min_new"
BODIES = (ENERGY, FINANCE, ALMATY_REGION, OLD)
CO = ExecutorRole.CO


@dataclass
class Life:
    """A register that lives. day moves on; people by name; done: how often each act was carried out, and refused."""

    session: Session
    day: date = START
    seconds: int = 0
    people: dict[str, User] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)

    @property
    def now(self) -> datetime:
        """A moment of the day, each later than the one before."""
        self.seconds += 1
        return local_moment(self.day, 10) + timedelta(seconds=self.seconds)

    def stamp(self, by: User | None) -> dict[str, Any]:
        """Who and when."""
        return {"by": by, "now": self.now}

    def tasks(self) -> list[Task]:
        """All tasks, the oldest first."""
        return list(self.session.scalars(sa.select(Task).order_by(Task.id)))

    def later(self, days: int) -> None:
        """The clock moves; the night seals what was done, and series go on."""
        if days:
            self.day += timedelta(days=days)
            with transaction(self.session):
                seals.seal_day(self.session, self.day - timedelta(days=1), now=self.now)
                occurrences.create_occurrences(self.session, self.day, now=self.now)


def begun(session: Session) -> Life:
    """A register with a task of each sort."""
    life = Life(session)
    for code, ru in ((OLD, "Министерство прежних дел"), (NEW, "Министерство новых дел")):
        add_body(session, NewBody(ru=ru, kk=ru + " (қаз.)", en=code, kind="ministry", code=code), **life.stamp(None))
    stamp = local_moment(START)
    life.people = {code: factories.user(session, code=code, now=stamp) for code in BODIES}
    life.people |= {
        "official": factories.user(session, Role.OFFICIAL, ENERGY, now=stamp),
        "boss": factories.user(session, Role.SUPERVISOR, now=stamp),
        "minister": factories.user(session, Role.SUPERVISOR, decides_up_to=GiverLevel.MINISTER_OR_AKIM, now=stamp),
        "premier": factories.user(session, Role.SUPERVISOR, decides_up_to=GiverLevel.PRIME_MINISTER, now=stamp),
        "abroad": factories.user(session, Role.SUPERVISOR, supervises=("min_health",), now=stamp),
        "admin": factories.user(session, Role.ADMINISTRATOR, now=stamp),
    }
    _first_tasks(life)
    session.flush()
    return life


def _first_tasks(life: Life) -> None:
    issued, boss = START - timedelta(days=3), life.people["boss"]
    several = ((FINANCE, CO), (OLD, CO), ("f_aca", ExecutorRole.BY_AGREEMENT))
    for lead, due, more in (
        (ENERGY, START + timedelta(days=40), {"others": several}),
        (OLD, START + timedelta(days=20), {"others": ((ENERGY, CO),)}),
        (FINANCE, None, {"others": ((ENERGY, CO),), "giver_level": GiverLevel.MINISTER_OR_AKIM}),
        (ENERGY, START + timedelta(days=30), {"kind": TaskKind.MILESTONE}),
    ):
        factories.task(life.session, lead, due_on=due, issued_on=issued, now=life.now, **more)  # type: ignore[arg-type]
    proved = factories.task(life.session, ENERGY, due_on=START + timedelta(days=15), issued_on=issued, now=life.now)
    lines = [NewRequirement(EvidenceKind.ACT, "Акт ввода"), NewRequirement(EvidenceKind.INDICATOR, "Квартир", "120")]
    requirements.change_form(life.session, proved, add=lines, **life.stamp(boss))
    monthly = NewTask(
        "Докладывать ежемесячно до 5 числа.", START, ENERGY, ((FINANCE, CO),), kind=TaskKind.SERIES,
        recurrence=Recurrence.MONTHLY, giver_level=GiverLevel.PRIME_MINISTER,
    )  # fmt: skip
    register_task(life.session, monthly, **life.stamp(boss))


# An act: on the task, by somebody; n chooses among ways of doing it, right ones and wrong ones.
Act = Callable[[Life, Task, User, int], object]


def _text(n: int, good: str) -> str:
    return good if n % 7 else "  "


def _of(rows: list[Any], n: int) -> Any:
    """One of the rows that the act may be about, mostly the last. Raises InvalidInput when there is none."""
    if not rows:
        raise InvalidInput("nothing_awaited")
    return rows[-1] if n % 5 else rows[n % len(rows)]


def _part(life: Life, task: Task, by: User, n: int) -> TaskExecutor:
    own = [row for row in task.executors if row.agency_id == by.agency_id]
    return _of(own if own and n % 6 else list(task.executors), n)  # type: ignore[no-any-return]


def _other_part(task: Task, n: int) -> TaskExecutor:
    return _of([row for row in task.executors if row.role is not ExecutorRole.LEAD], n)  # type: ignore[no-any-return]


def _filing(task: Task, life: Life, n: int) -> Filing:
    """Evidence for every line, or (sometimes) too little, or an act of a day to come."""
    lines = requirements.current(task)
    on = life.day + timedelta(days=1 if n % 11 == 0 else -1)
    proofs = [Proof(row.id, act_number="12-п", act_on=on, fact="115,5", place="Алатау") for row in lines]
    return Filing(proofs[1:] if n % 4 == 0 else proofs)


def _date(life: Life, task: Task, n: int) -> date:
    """Mostly later than the deadline and today, sometimes not."""
    if n % 6 == 0:
        return life.day - timedelta(days=n % 40)
    return max(task.due_on or life.day, life.day) + timedelta(days=1 + n % 30)


def _register(life: Life, _task: Task, by: User, n: int) -> object:
    lead = (ENERGY, FINANCE, OLD, ALMATY_REGION)[n % 4] if n % 9 else ""
    due = None if n % 3 == 0 else life.day + timedelta(days=5 + n % 30)
    return factories.task(life.session, lead, due_on=due, issued_on=life.day, by=by, now=life.now,
                          others=((FINANCE, CO),) if n % 2 else (), title=_text(n, "Новое дело"))  # fmt: skip


def _executors(life: Life, task: Task, by: User, n: int) -> object:
    lead = (task.lead_agency.code, ENERGY, FINANCE, ALMATY_REGION)[n % 4]
    kept = tuple((row.agency.code, row.role) for row in task.executors if row.role is not ExecutorRole.LEAD)
    others = (
        *(each for each in kept if each[0] != lead or n % 8 == 0),
        *(((ALMATY_REGION, CO),) if n % 3 == 0 else ()),
    )
    others = tuple(dict(others).items()) if n % 5 else others[:1]
    return executors.change_executors(life.session, task, lead, others, "Решение", **life.stamp(by))


def _decide_extension(life: Life, task: Task, by: User, n: int) -> object:
    granted = None if n % 3 == 0 else _date(life, task, n)
    return terms.decide_extension(life.session, _of(task.extensions, n), granted, **life.stamp(by))


def _decide_lead(life: Life, task: Task, by: User, n: int) -> object:
    lead = "" if n % 3 == 0 else (FINANCE, ENERGY, ALMATY_REGION)[n % 3]
    return lead_changes.decide_lead_change(
        life.session, _of(task.lead_changes, n), lead, _text(n, "Да"), **life.stamp(by)
    )


def _succeed(life: Life, _task: Task, by: User, n: int) -> object:
    """The old ministry is renamed; what it holds passes. A second time only what came later passes."""
    old = life.session.scalars(sa.select(Agency).where(Agency.code == OLD)).one()
    if old.valid_to is None:
        day = life.day - timedelta(days=n % 3)
        act = BodyAct(SuccessionKind.RENAMED, (OLD,), (NEW,), "Указ", "17", day, day)
        succeed(life.session, act, **life.stamp(by))
    people = {life.people[OLD].id: NEW} if n % 2 else {}
    return succession.pass_on(life.session, old, succession.Passing(NEW, {}, people), **life.stamp(by))


def _cancel(life: Life, task: Task, by: User, n: int) -> object:
    reason = list(CancelReason)[n % 4]
    other = life.tasks()[n % len(life.tasks())].number if n % 2 else ""
    return execution.cancel_task(life.session, task, reason, _text(n, "Отпало"), other=other, **life.stamp(by))


def _change_form(life: Life, task: Task, by: User, n: int) -> object:
    add = [NewRequirement(EvidenceKind.PLACE, "Адрес")] if n % 3 else []
    remove = [row.id for row in requirements.current(task)][: n % 2]
    return requirements.change_form(life.session, task, add=add, remove=remove, **life.stamp(by))


def _end_series(life: Life, task: Task, by: User, n: int) -> object:
    return occurrences.end_series(life.session, task, _text(n, "Хватит"), cancel_open=bool(n % 2), **life.stamp(by))


# By name: who usually does it (lead, co, boss, admin), and how.
ACTS: dict[str, tuple[str, Act]] = {
    "register": ("boss", _register),
    "take": ("lead", lambda f, t, by, n: execution.take_into_work(f.session, t, **f.stamp(by))),
    "note": ("lead", lambda f, t, by, n: execution.add_note(
        f.session, t, _text(n, "Идёт"), take=n % 2 == 0, **f.stamp(by))),
    "interim": ("lead", lambda f, t, by, n: execution.report_interim(f.session, t, _text(n, "Ход"), **f.stamp(by))),
    "submit": ("lead", lambda f, t, by, n: execution.submit_report(
        f.session, t, _text(n, "Готово"), filing=_filing(t, f, n), **f.stamp(by))),
    "withdraw": ("lead", lambda f, t, by, n: execution.withdraw_report(f.session, t, **f.stamp(by))),
    "accept": ("boss", lambda f, t, by, n: execution.accept_report(f.session, t, **f.stamp(by))),
    "return": ("boss", lambda f, t, by, n: execution.return_report(
        f.session, t, ReturnReason.INCOMPLETE, _text(n, "Мало"), interim_due_on=_date(f, t, n), **f.stamp(by))),
    "not_done": ("boss", lambda f, t, by, n: execution.close_not_done(f.session, t, _text(n, "Нет"), **f.stamp(by))),
    "cancel": ("boss", _cancel),
    "reopen": ("boss", lambda f, t, by, n: execution.reopen_task(f.session, t, _text(n, "Ошибка"), **f.stamp(by))),
    "ask_date": ("lead", lambda f, t, by, n: terms.request_extension(
        f.session, t, _date(f, t, n), _text(n, "Поставка"), **f.stamp(by))),
    "take_back_date": ("lead", lambda f, t, by, n: terms.withdraw_extension(
        f.session, _of(t.extensions, n), **f.stamp(by))),
    "decide_date": ("boss", _decide_extension),
    "confirm_term": ("boss", lambda f, t, by, n: terms.confirm_term(f.session, t, _date(f, t, n), **f.stamp(by))),
    "executors": ("boss", _executors),
    "ask_lead": ("lead", lambda f, t, by, n: lead_changes.request_lead_change(
        f.session, t, _text(n, "Не наше"), (FINANCE, "", ENERGY)[n % 3], **f.stamp(by))),
    "decide_lead": ("boss", _decide_lead),
    "official": ("lead", lambda f, t, by, n: officials.choose_official(
        f.session, t, ENERGY, f.people["official"].id if n % 3 else None, **f.stamp(by))),
    "begin_part": ("co", lambda f, t, by, n: contributions.begin_contribution(
        f.session, _part(f, t, by, n), **f.stamp(by))),
    "part": ("co", lambda f, t, by, n: contributions.contribute(
        f.session, _part(f, t, by, n), _text(n, "Вклад"), **f.stamp(by))),
    "part_back": ("co", lambda f, t, by, n: contributions.withdraw_contribution(
        f.session, _part(f, t, by, n), **f.stamp(by))),
    "decide_part": ("lead", lambda f, t, by, n: contributions.decide_contribution(
        f.session, _other_part(t, n), n % 3 > 0, _text(n, "Так"), **f.stamp(by))),
    "nudge": ("lead", lambda f, t, by, n: contributions.nudge(f.session, _other_part(t, n), **f.stamp(by))),
    "set_interim": ("boss", lambda f, t, by, n: interim.set_interim_date(
        f.session, t, f.day + timedelta(days=n % 9 - 1), **f.stamp(by))),
    "drop_interim": ("boss", lambda f, t, by, n: interim.drop_interim_date(
        f.session, t, _of(t.interim_dates, n), **f.stamp(by))),
    "end_series": ("boss", _end_series),
    "fact": ("lead", lambda f, t, by, n: execution.record_fact(
        f.session, t, f.day - timedelta(days=n % 9 - 1), **f.stamp(by))),
    "forecast": ("lead", lambda f, t, by, n: execution.record_forecast(
        f.session, t, _date(f, t, n) if n % 3 else None, _text(n, "Позже"), **f.stamp(by))),
    "ask": ("lead", lambda f, t, by, n: questions.ask(f.session, t, _text(n, "Входит ли?"), **f.stamp(by))),
    "answer": ("boss", lambda f, t, by, n: questions.answer(f.session, _of(t.questions, n), _text(n, "Да"), **f.stamp(by))),
    "remind": ("boss", lambda f, t, by, n: reminding.remind(f.session, t, **f.stamp(by))),
    "form": ("boss", _change_form),
    "succeed": ("admin", _succeed),
}  # fmt: skip


def somebody(life: Life, task: Task, act: str, n: int) -> User:
    """Who does it: mostly the one whose part it is, else anybody."""
    people = sorted(life.people)
    if n % 4 == 0:
        return life.people[people[n // 4 % len(people)]]
    role = ExecutorRole.LEAD if (kind := ACTS[act][0]) == "lead" else CO
    if kind in ("lead", "co"):
        bodies = [row.agency_id for row in task.executors if row.role is role]
        fitting = [user for user in life.people.values() if user.role is Role.COORDINATOR and user.agency_id in bodies]
        return fitting[n % len(fitting)] if fitting else life.people[ENERGY]
    return life.people[kind]


# What a task must have so that an act on it may succeed; mostly such a task is chosen.
WANTS: dict[str, Callable[[Task], bool]] = {
    "take": lambda t: t.status is TaskStatus.ON_CONTROL,
    **dict.fromkeys(
        ("submit", "interim", "ask_date", "set_interim", "form"), lambda t: _worked_on(t) and not t.is_milestone
    ),
    **dict.fromkeys(("withdraw", "accept", "return"), lambda t: t.status is TaskStatus.SUBMITTED),
    "reopen": lambda t: t.status in ENDED,
    **dict.fromkeys(
        ("take_back_date", "decide_date"),
        lambda t: t.status in OPEN and any(row.state is ExtensionState.REQUESTED for row in t.extensions),
    ),
    "confirm_term": lambda t: t.status in OPEN and t.default_term,
    "decide_lead": lambda t: any(row.state is LeadChangeState.REQUESTED for row in t.lead_changes),
    **dict.fromkeys(("begin_part", "part", "nudge"), lambda t: _worked_on(t) and len(t.executors) > 1),
    **dict.fromkeys(
        ("part_back", "decide_part"),
        lambda t: t.status in OPEN and any(row.state is PART_WAITS for row in t.executors),
    ),
    "drop_interim": lambda t: t.status in OPEN and bool(t.interim_dates),
    "end_series": lambda t: t.series is not None and t.series.ended_on is None,
    **dict.fromkeys(("fact", "forecast"), lambda t: t.is_milestone and _worked_on(t)),
    "answer": lambda t: t.status in OPEN and any(row.answered_at is None for row in t.questions),
}
PART_WAITS = ContributionState.SUBMITTED_TO_LEAD


def _worked_on(task: Task) -> bool:
    return task.status in EXECUTING


# What comes before an act for which no task is ready.
FIRST = {
    **dict.fromkeys(("withdraw", "accept", "return"), "submit"),
    **dict.fromkeys(("take_back_date", "decide_date"), "ask_date"),
    **dict.fromkeys(("part_back", "decide_part"), "part"),
    **dict.fromkeys(("submit", "ask_date", "part", "set_interim", "confirm_term"), "register"),
    "reopen": "not_done",
    "decide_lead": "ask_lead",
    "drop_interim": "set_interim",
    "answer": "ask",
}


def chosen(life: Life, act: str, place: int, n: int) -> tuple[str, Task]:
    """The act and its task: mostly one that knows it; where none does, the act that makes one ready."""
    tasks = life.tasks()
    if n % 6 == 0:
        return act, tasks[place % len(tasks)]
    while True:
        fitting = [task for task in tasks if WANTS.get(act, lambda t: t.status in OPEN)(task)]
        if fitting or act not in FIRST:
            return act, (fitting or tasks)[place % len(fitting or tasks)]
        act = FIRST[act]


def attempt(life: Life, act: str, place: int, n: int) -> tuple[Task, DomainError | None]:
    """Do it in one transaction as pages do, or tell why it was refused. Whoever lacks the right leaves no trace at all."""
    act, task = chosen(life, act, place, n)
    by = somebody(life, task, act, n)
    try:
        with transaction(life.session):
            try:
                ACTS[act][1](life, task, by, n)
            except (PermissionDenied, NotFound):
                assert not (life.session.new or life.session.dirty or life.session.deleted), (
                    f"{act} came before the right"
                )
                raise
    except DomainError as error:
        life.session.expire_all()
        life.refused[act] = life.refused.get(act, 0) + 1
        return task, error
    life.done[act] = life.done.get(act, 0) + 1
    return task, None

"""Each letter as a reader gets it, in three languages, kept as files that a person reads and a test compares.

    .venv/bin/python -m tests.notifications.letter_snapshots

writes them anew into tests/notifications/snapshots (NAME.txt: subject, empty line, text; NAME.html), from the catalogs
as they stand in app/translations. Read what changed as its recipient would, then commit. Bodies, people and instructions
are invented; titles stay in the language of their text, as in the register.
"""

import io
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from notifications.messages import (
    AddressRefusedLetter,
    AgencyOverdue,
    ContributionAwaitedLetter,
    DigestLetter,
    ExtensionDecidedLetter,
    InviteLetter,
    LeadChangedLetter,
    Letter,
    PasswordResetLetter,
    QuestionAnsweredLetter,
    QuestionAskedLetter,
    RemindLetter,
    RenderedLetter,
    ReportReturnedLetter,
    TaskAssignedLetter,
    TaskLine,
)
from notifications.rendering import render

LOCALES = ("ru", "kk", "en")
FOLDER = Path(__file__).parent / "snapshots"
CATALOGS = Path(__file__).parents[2] / "app" / "translations"
BASE = "https://tapsyrma.example.kz"
TODAY = date(2026, 11, 23)
ALMATY = timezone(timedelta(hours=5))

# What the register says in the reader's language: names of bodies, offices, labels.
WORDS: dict[str, dict[str, str]] = {
    "office": {
        "ru": "координатор, Министерство водных ресурсов и ирригации",
        "kk": "үйлестіруші, Су ресурстары және ирригация министрлігі",
        "en": "coordinator, Ministry of Water Resources and Irrigation",
    },
    "ministry": {
        "ru": "Министерство водных ресурсов и ирригации",
        "kk": "Су ресурстары және ирригация министрлігі",
        "en": "Ministry of Water Resources and Irrigation",
    },
    "akimat": {
        "ru": "Акимат Жетысуской области",
        "kk": "Жетісу облысының әкімдігі",
        "en": "Akimat of the Zhetisu oblast",
    },
    "chief": {
        "ru": "контролёр, Аппарат Правительства",
        "kk": "бақылаушы, Үкімет Аппараты",
        "en": "supervisor, Office of the Government",
    },
    "giver": {"ru": "Премьер-министр", "kk": "Премьер-министр", "en": "Prime Minister"},
    "no_evidence": {
        "ru": "Нет подтверждающего документа",
        "kk": "Растайтын құжат жоқ",
        "en": "No supporting document",
    },
}
COORDINATOR, CHIEF, ABSENT = "Отдел контроля", "Контролёр Правительства", "Канцелярия министерства"
LEAD = "Отдел контроля акимата"


def translations(locale: str) -> NullTranslations:
    """The catalog as its source stands, compiled in memory; English needs none."""
    path = CATALOGS / locale / "LC_MESSAGES" / "messages.po"
    if not path.is_file():
        return NullTranslations()
    compiled = io.BytesIO()
    with path.open("rb") as file:
        write_mo(compiled, read_po(file, locale=locale))
    compiled.seek(0)
    return GNUTranslations(compiled)


def snapshots() -> Iterator[tuple[str, str, RenderedLetter]]:
    """(language, name, letter) of every snapshot."""
    for locale in LOCALES:
        catalog = translations(locale)
        for name, letter in letters(locale).items():
            yield locale, name, render(letter, catalog, lambda day: f"{day:%d.%m.%Y}")


def letters(locale: str) -> dict[str, Letter]:
    """The letters of one language by name."""
    word = {name: words[locale] for name, words in WORDS.items()}
    lines = _lines(word)
    executor: dict[str, Any] = {"reader": COORDINATOR, "office": word["office"], "day": TODAY, "language": locale}
    chief: dict[str, Any] = {"reader": CHIEF, "office": word["chief"], "day": TODAY, "language": locale}
    return {
        **_digests(lines, word, executor, chief),
        **_orders(lines, word, executor | {"receipt_url": f"{BASE}/letter/cmVjZWl2ZWQ.c2ln"}),
        **_others(lines, word, executor, chief),
    }


def _line(word: dict[str, str], number: int, title: str, after: int | None = None, **more: Any) -> TaskLine:
    due_on = TODAY + timedelta(days=after) if after is not None else None
    path = f"2026-{number:05}"
    return TaskLine(number=path, title=title, url=f"{BASE}/tasks/{path}", due_on=due_on, owner=word["ministry"], **more)


def _lines(word: dict[str, str]) -> dict[str, TaskLine]:
    return {
        "late": _line(
            word,
            41,
            "Очистить 12 км магистрального канала и сдать участок комиссии",
            -9,
            days_late=9,
            reasons=("rework",),
            next_action="Complete and submit again",
        ),
        "weekly": _line(
            word, 17, "Установить приборы учёта воды", -21, days_late=21, reasons=("late_weekly",), default_term=True
        ),
        "soon": _line(
            word,
            58,
            "Согласовать график полива на 2027 год",
            2,
            days_left=2,
            reasons=("before_3",),
            next_action="Take into work",
            act_url=f"{BASE}/letter/dGFrZQ.c2ln",
        ),
        "part": _line(
            word,
            63,
            "Подготовить сводный доклад о водосбережении",
            4,
            days_left=4,
            reasons=("before_5",),
            next_action="Hand in our part",
            about="part",
            deadline=TODAY + timedelta(days=14),
            stands_for=ABSENT,
        ),
        "interim": _line(
            word,
            12,
            "Построить водохранилище у села Коктал",
            0,
            days_left=0,
            reasons=("on_the_day",),
            next_action="Give interim information",
            about="interim",
            deadline=date(2027, 9, 1),
        ),
        "milestone": _line(
            word,
            70,
            "Начало работ: насосная станция № 3",
            1,
            days_left=1,
            reasons=("before_1",),
            next_action="Record the fact or a forecast",
            milestone=True,
            source_secondary=True,
        ),
        "registered": _line(
            word,
            75,
            "Представить перечень бесхозных скважин",
            -3,
            days_late=3,
            reasons=("registered_late",),
            next_action="Submit the report",
        ),
        "pending": _line(word, 33, "Внести проект водного регламента", 11, days_left=9, reasons=("report_pending",)),
        "ended": _line(word, 29, "Провести ревизию шлюзов", -2, reasons=("accepted",)),
        "moved": _line(
            word, 44, "Восстановить лесополосу", 30, days_left=22, reasons=("extension_requested", "extension_decided")
        ),
        "review": _line(
            word,
            52,
            "Отчитаться о закупке насосов",
            3,
            days_left=3,
            reasons=("report_to_review",),
            next_action="Accept or return the report",
        ),
        "escalated": _line(
            word,
            38,
            "Завершить паспортизацию каналов",
            -11,
            days_late=11,
            reasons=("late_7",),
            next_action="Remind the executors or decide",
        ),
    }


def _told(line: TaskLine) -> TaskLine:
    """The task as a letter of its own shows it: the letter says itself why it came and what is next."""
    return replace(line, reasons=(), next_action="", act_url="")


def _digests(
    lines: dict[str, TaskLine], word: dict[str, str], executor: dict[str, Any], chief: dict[str, Any]
) -> dict[str, Letter]:
    shared = {"home_url": f"{BASE}/", "settings_url": f"{BASE}/profile"}
    listed = {name: replace(lines[name], reasons=(), next_action="") for name in ("weekly", "late", "registered")}
    listed["registered"] = replace(listed["registered"], owner=word["akimat"])
    return {
        "digest_executor": DigestLetter(
            **executor,
            **shared,
            must_act=tuple(lines[name] for name in ("late", "registered", "interim", "milestone", "soon", "part")),
            must_act_more=2,
            waits=(lines["pending"],),
            changed=(lines["ended"], lines["moved"]),
        ),
        "digest_supervisor": DigestLetter(
            **chief,
            **shared,
            must_act=(lines["review"], lines["escalated"]),
            changed=(lines["moved"],),
            overdue_by_agency=(
                AgencyOverdue(
                    agency=word["ministry"],
                    lines=(listed["weekly"], listed["late"]),
                    more=11,
                    url=f"{BASE}/overdue?agency=min_water",
                ),
                AgencyOverdue(agency=word["akimat"], lines=(listed["registered"],)),
            ),
            overdue_more=5,
            overdue_url=f"{BASE}/overdue",
            seal="3f9ab2c47d10e58a" * 4,
            sealed_on=TODAY - timedelta(days=1),
        ),
        "digest_news": DigestLetter(
            **executor, **shared, changed=(lines["ended"],), unsubscribe_url=f"{BASE}/unsubscribe/dW5zdWI.c2ln"
        ),
    }


def _orders(lines: dict[str, TaskLine], word: dict[str, str], executor: dict[str, Any]) -> dict[str, Letter]:
    soon, late, moved = (_told(lines[name]) for name in ("soon", "late", "moved"))
    decided: dict[str, Any] = {
        "task": moved,
        "decided_by": CHIEF,
        "previous_due_on": TODAY + timedelta(days=9),
        "asked_due_on": TODAY + timedelta(days=60),
    }
    kept = replace(moved, due_on=decided["previous_due_on"], days_left=7)
    changed: dict[str, Any] = {
        "task": soon,
        "previous_lead": word["akimat"],
        "new_lead": word["ministry"],
        "changed_by": CHIEF,
        "comment": "Вопрос относится к ведению министерства.",
    }
    assigned = replace(soon, reasons=("due_soon",))
    part = lines["part"]
    awaited = replace(
        _told(part), due_on=part.deadline, days_left=10, about="task", owner=word["akimat"], stands_for=""
    )
    awaited = replace(awaited, deadline=None, reasons=("contribution_pending",))
    text = "Министерству согласовать с акиматами график полива на 2027 год\nи внести его в Правительство."
    return {
        "task_assigned": TaskAssignedLetter(**executor, task=assigned, giver=word["giver"], text=text),
        "task_assigned_to_substitute": TaskAssignedLetter(
            **executor, stands_for=ABSENT, task=assigned, giver=word["giver"], part="co", text=text
        ),
        "report_returned": ReportReturnedLetter(
            **executor,
            task=replace(late, reasons=("rework",)),
            returned_by=CHIEF,
            reason=word["no_evidence"],
            comment="Приложите акт комиссии и схему участка.",
            interim_on=TODAY + timedelta(days=4),
        ),
        "extension_granted": ExtensionDecidedLetter(**executor, granted=True, **decided, comment="Последний раз."),
        "extension_refused": ExtensionDecidedLetter(**executor, granted=False, **{**decided, "task": kept}),
        "lead_changed_to_you": LeadChangedLetter(**executor, yours=True, **changed),
        "lead_changed_from_you": LeadChangedLetter(**executor, yours=False, **changed),
        "remind": RemindLetter(
            **executor, tasks=(late,), reminded_by=CHIEF, home_url=f"{BASE}/", comment="Жду отчёт сегодня."
        ),
        "contribution_awaited": ContributionAwaitedLetter(
            **executor,
            task=awaited,
            lead=word["akimat"],
            reminded_by=LEAD,
            part_due_on=TODAY + timedelta(days=4),
            comment="Нужны данные по области.",
        ),
    }


def _others(
    lines: dict[str, TaskLine], word: dict[str, str], executor: dict[str, Any], chief: dict[str, Any]
) -> dict[str, Letter]:
    question = "Считать ли в отчёте арендованные насосы?"
    asked = replace(_told(lines["soon"]), reasons=("question_to_answer",))
    ends = datetime(2026, 11, 30, 9, 15, tzinfo=ALMATY)
    url = f"{BASE}/link/c2VjcmV0"
    return {
        "question_asked": QuestionAskedLetter(**chief, task=asked, asked_by=COORDINATOR, question=question),
        "question_answered": QuestionAnsweredLetter(
            **executor, task=_told(lines["soon"]), question=question, answered_by=CHIEF, answer="Нет, только свои."
        ),
        "invite": InviteLetter(**executor, url=url, expires_at=ends, invited_by=CHIEF),
        "password_reset": PasswordResetLetter(**executor, url=url, expires_at=ends),
        "address_refused": AddressRefusedLetter(
            **chief,
            person=COORDINATOR,
            address="control@water.example",
            answer="550 5.1.1 No such user here",
            url=f"{BASE}/outbox",
        ),
    }


def files() -> dict[Path, str]:
    """What each file holds, by its path below the folder."""
    found: dict[Path, str] = {}
    for locale, name, letter in snapshots():
        found[Path(locale, f"{name}.txt")] = f"{letter.subject}\n\n{letter.text}"
        found[Path(locale, f"{name}.html")] = letter.html + "\n"
    return found


def main() -> None:
    """Write all files anew."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    for path, content in files().items():
        (FOLDER / path).parent.mkdir(parents=True, exist_ok=True)
        (FOLDER / path).write_text(content, encoding="utf8")
    sys.stdout.write(f"{len(files())} files in {FOLDER}\n")


if __name__ == "__main__":
    main()

"""What tables of sentences ask about a text: its instructions, or of each its owners and date; read on 12 March 2026 or a day
of choice."""

from datetime import date

from app.domain.enums import FindingKind
from app.extraction import extract
from app.extraction.findings import Finding
from app.reference import agency_directory, work_calendar

DAY = date(2026, 3, 12)


def findings(text: str, title: str = "", day: date = DAY) -> list[Finding]:
    """All findings of a text."""
    return extract(text, day, agency_directory(), work_calendar(), title=title)


def instructions(text: str, title: str = "", day: date = DAY) -> list[Finding]:
    """The instructions of a text."""
    return [found for found in findings(text, title, day) if found.kind is FindingKind.INSTRUCTION]


def read(text: str) -> list[tuple[list[str], str | None]]:
    """Of each instruction the names of its owners, and its date."""
    return [
        ([owner.name for owner in f.owners], str(f.deadline.date) if f.deadline and f.deadline.date else None)
        for f in instructions(text)
    ]

"""From a text to findings: who owes what to whom by when, with the words and the rule behind each field.

Pure: the directory of bodies and the work calendar are arguments; no clock, no database, no network. Importing this
package costs next to nothing; dictionaries are loaded by the first text that needs them.
"""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.domain.calendar import WorkCalendar
    from app.domain.directory import AgencyDirectory
    from app.extraction.findings import Finding

__all__ = ["extract"]


def extract(
    text: str,
    published: date,
    directory: "AgencyDirectory",
    calendar: "WorkCalendar",
    *,
    title: str = "",
    refused: bool = False,
) -> list["Finding"]:
    """Instructions, milestones, goals and references of a text, ordered by start.

    published: the day from which relative terms count; title: used for the region and the giver, never quoted;
    refused: add the candidates that were vetoed, with the id of the veto. Offsets are code points of `text`. Takes any
    text in time linear in its length and raises nothing.
    """
    from app.extraction.assembly import read_text

    return read_text(text, published, directory, calendar, title, refused)

"""A text in lines, and what a stretch of direct speech is: the types that all rooms of speech share.

Whose words a line holds is told in `zoning.py`, `transcripts.py` and their neighbours.
"""

import re
from typing import NamedTuple

from app.extraction.speech.people import Person
from app.extraction.words.folding import Folded

_SENTENCE_END = re.compile(r"[.!?…]\s|\n")


class Zone(NamedTuple):
    """Direct speech text[start:end]. person: who speaks, None if nobody is named; who: range of the attribution.

    to: range of the words that name whom the speech answers, in a verbatim record; whole: the text is his address.
    """

    start: int
    end: int
    person: Person | None
    who: tuple[int, int] | None = None
    turn: str = ""
    to: tuple[int, int] | None = None
    whole: bool = False


class Paragraph(NamedTuple):
    """A line of the text and the speech in it. turn: question or answer in an interview, item in a list of speech."""

    start: int
    end: int
    dash: bool = False


def paragraphs(folded: Folded) -> list[Paragraph]:
    """Lines that are not blank; a line that goes on in lower case is joined to the one before."""
    found: list[Paragraph] = []
    for match in re.finditer(r"[^\n]+", folded.text):
        line = match.group()
        body = line.strip()
        if not body:
            continue
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        dash = body[0] in "–-" and len(body) > 2
        if (
            found
            and body[0].islower()
            and _goes_on(folded.text, found[-1], start)
            and not re.match(r"[а-яa-z]\)", body)
        ):
            joined = Paragraph(found[-1].start, end, found[-1].dash)
            found[-1:] = _cut_long(folded.text, joined)
            continue
        found += _cut_long(folded.text, Paragraph(start, end, dash))
    return found


_LONGEST = 4000


def _cut_long(text: str, paragraph: Paragraph) -> list[Paragraph]:
    """A very long line in pieces, so that looking around inside a paragraph costs no more than a piece."""
    found = []
    start = paragraph.start
    while paragraph.end - start > _LONGEST:
        half = start + _LONGEST // 2
        cut = next((m.end() for m in _SENTENCE_END.finditer(text, half, start + _LONGEST)), 0)
        cut = cut or text.rfind(" ", half, start + _LONGEST) + 1 or start + _LONGEST
        found.append(Paragraph(start, cut, paragraph.dash))
        start = cut
    return [*found, Paragraph(start, paragraph.end, paragraph.dash)]


def _goes_on(text: str, last: Paragraph, start: int) -> bool:
    """A hard-wrapped line: the one before ends with a letter or comma, and nothing but one break lies between."""
    return (text[last.end - 1].isalnum() or text[last.end - 1] == ",") and text.count("\n", last.end, start) == 1

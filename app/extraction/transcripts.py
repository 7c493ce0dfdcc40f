"""Turns of a verbatim record: «Председательствующий. Привезите ёмкости.», each line headed by who speaks and a point.

A line is such a turn only where several lines of the text are. Only the chair gives orders there, to whom he answers;
labels before a colon belong to `zoning.py`.
"""

import re

from app.extraction.folding import Folded
from app.extraction.lexicon.speech import CHAIR_LABELS
from app.extraction.morphology import forms
from app.extraction.offices import People, Person
from app.extraction.zoning import Paragraph, Zone

_LABEL = re.compile(r"(?P<who>[А-ЯӘҒҚҢӨҰҮҺІ][^:;.!?«»\"\n–]{2,90})\.\s+(?=[А-ЯӘҒҚҢӨҰҮҺІ])")
_WORDS = re.compile(r"[^\W\d]+")
_ENOUGH = 3


def labels(folded: Folded, lines: list[Paragraph], people: People) -> dict[int, tuple[int, int]]:
    """Ranges of the labels by number of line; empty where the text is no verbatim record."""
    found = {}
    for number, line in enumerate(lines):
        match = _LABEL.match(folded.text, line.start, line.end)
        if match and _speaks(folded, people, *match.span("who")):
            found[number] = match.span("who")
    chaired = any(CHAIR_LABELS.match(folded.low, start, end) for start, end in found.values())
    return found if len(found) >= _ENOUGH and chaired else {}


def _speaks(folded: Folded, people: People, start: int, end: int) -> bool:
    """Whether a label is the chair, or an office or a person in the nominative, without a verb."""
    if CHAIR_LABELS.match(folded.low, start, end):
        return True
    words = [match.group() for match in _WORDS.finditer(folded.low, start, end)]
    if any(forms(word).finite or forms(word).infinitive or forms(word).passive for word in words):
        return False
    inside = people.within(start, end)
    return bool(inside) and inside[0].start == start and inside[0].nominative


def turn(
    folded: Folded, known: dict[int, tuple[int, int]], number: int, line: Paragraph, chair: Person | None
) -> list[Zone]:
    """The speech behind the label of a line, and whom the chair answers; empty for a line without a label."""
    if number not in known:
        return []
    who = known[number]
    leads = CHAIR_LABELS.match(folded.low, *who) is not None
    start = who[1] + 1
    while start < line.end and folded.text[start].isspace():
        start += 1
    return [Zone(start, line.end, chair if leads else None, who, to=known.get(number - 1) if leads else None)]

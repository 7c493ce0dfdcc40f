"""Turns of a verbatim record: «Председательствующий. Привезите ёмкости.», each line headed by who speaks and a point.

A line is such a turn only where several lines of the text are. Only the chair gives orders there, to whom he answers;
labels before a colon belong to `zoning.py`, lines without one that go on after a label in capitals («ПРЕЗИДЕНТ: …») here.
"""

import re

from app.extraction.lexicon.speech import CHAIR_LABELS
from app.extraction.speech.offices import RANK, People, Person
from app.extraction.speech.zoning import Paragraph, Zone
from app.extraction.words.folding import Folded
from app.extraction.words.morphology import forms

_LABEL = re.compile(r"(?P<who>[А-ЯӘҒҚҢӨҰҮҺІ][^:;.!?«»\"\n–]{2,90})\.\s+(?=[А-ЯӘҒҚҢӨҰҮҺІ])")
_IN_CAPITALS = re.compile(
    r"(?=[^:\n]*[А-ЯӘҒҚҢӨҰҮҺІ]{4})(?P<who>(?:[А-ЯӘҒҚҢӨҰҮҺІ]\. ?){0,2}[А-ЯӘҒҚҢӨҰҮҺІ][^:;.!?\na-zа-яәғқңөұүһі]{2,90})[:.]\s+(?=\S)"
)
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


def in_capitals(folded: Folded, lines: list[Paragraph], people: People) -> dict[int, Zone]:
    """Turns by number of line («ПРЕМЬЕР-МИНИСТР: …»); whoever is below the first of them answers, and orders nobody."""
    found = {}
    for number, line in enumerate(lines):
        if match := _IN_CAPITALS.match(folded.text, line.start, line.end):
            named = [p for p in people.within(*match.span("who")) if p.role is not None]
            if named or folded.text[match.end("who")] == ":":  # «ПАВЛОДАР. …» is a dateline
                found[number] = Zone(match.end(), line.end, named[0] if named else None, match.span("who"))
    if len(found) < _TURNS:
        return {}
    first = min((_rank(turn) for turn in found.values()), default=_LAST)
    return {n: turn if _rank(turn) == first else turn._replace(person=None, turn="answer") for n, turn in found.items()}


def _rank(turn: Zone) -> int:
    return RANK[turn.person.role] if turn.person is not None and turn.person.role is not None else _LAST


_TURNS, _LAST = 2, 99

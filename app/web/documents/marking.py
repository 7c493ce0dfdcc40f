"""A text with its findings marked: paragraphs, in them groups (a finding or plain words), in those runs (of one field).

Spans may nest and overlap: a place belongs to the shortest span over it. Offsets are code points of the whole text, and
every paragraph keeps its own, so that selected words can be counted back. How marks look is the template's affair.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar


@dataclass(frozen=True)
class Span:
    """A finding's place. key: its number in the address of the place; state: how it is drawn; url: where it leads."""

    key: int
    start: int
    end: int
    state: str
    url: str = ""
    title: str = ""


@dataclass(frozen=True)
class Words:
    """The words of one field (giver, owner, deadline, limit, trigger) inside a finding or near it."""

    field: str
    start: int
    end: int


Mark = TypeVar("Mark", Span, Words)


@dataclass(frozen=True)
class Run:
    """Words without a seam; field "" = of none."""

    text: str
    field: str


@dataclass(frozen=True)
class Group:
    """Runs that belong to one span (None: to none). first: the span begins here, and its anchor stands here."""

    span: Span | None
    first: bool
    runs: list[Run]


@dataclass(frozen=True)
class Paragraph:
    """A line of the text and where it begins."""

    offset: int
    groups: list[Group]


def paragraphs(text: str, spans: Sequence[Span], words: Sequence[Words] = ()) -> list[Paragraph]:
    """The text's lines that are not blank, with their marks."""
    lines = list(_lines(text))
    spans_of, words_of = _by_line(lines, spans), _by_line(lines, words)
    seen: set[int] = set()
    return [
        Paragraph(start, list(_groups(text, start, end, spans_of[n], words_of[n], seen)))
        for n, (start, end) in enumerate(lines)
    ]


def _lines(text: str) -> Iterator[tuple[int, int]]:
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            yield offset, offset + len(line)
        offset += len(line) + 1


def _by_line(lines: Sequence[tuple[int, int]], marks: Sequence[Mark]) -> dict[int, list[Mark]]:
    """By line: the marks that touch it. A long text has many lines, and each mark few."""
    found: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        n = bisect_right(lines, mark.start, key=lambda line: line[1])
        while n < len(lines) and lines[n][0] < mark.end:
            found[n].append(mark)
            n += 1
    return found


def _groups(
    text: str, start: int, end: int, near: Sequence[Span], inside: Sequence[Words], seen: set[int]
) -> Iterator[Group]:
    places = {place for span in near for place in (span.start, span.end)}
    places |= {place for word in inside for place in (word.start, word.end)}
    cuts = [start, *sorted(place for place in places if start < place < end), end]
    runs: list[Run] = []
    owner: Span | None = None
    for left, right in pairwise(cuts):
        span = _shortest(near, left, right)
        if runs and span != owner:
            yield _group(owner, runs, seen)
            runs = []
        owner = span
        runs.append(Run(text[left:right], _field(inside, left, right)))
    if runs:
        yield _group(owner, runs, seen)


def _group(span: Span | None, runs: list[Run], seen: set[int]) -> Group:
    first = span is not None and span.key not in seen
    if span is not None:
        seen.add(span.key)
    return Group(span, first, runs)


def _shortest(spans: Sequence[Span], left: int, right: int) -> Span | None:
    over = [span for span in spans if span.start <= left and span.end >= right]
    return min(over, key=lambda span: (span.end - span.start, span.key), default=None)


def _field(words: Sequence[Words], left: int, right: int) -> str:
    over = [word for word in words if word.start <= left and word.end >= right]
    return min(over, key=lambda word: word.end - word.start).field if over else ""

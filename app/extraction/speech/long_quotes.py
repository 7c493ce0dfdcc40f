"""Speech that a quote holds over several lines: «… in one line, …», – сказал Президент» in a later one.

Quotes inside of one line belong to `zoning.py`.
"""

import re

from app.extraction.lexicon import speech
from app.extraction.speech.lines import Paragraph, Zone
from app.extraction.speech.page import Page
from app.extraction.speech.speakers import announced, speaker
from app.extraction.speech.zoning import attributions, zones
from app.extraction.words.folding import Folded

_MARKS = re.compile("[«»]")
_WHO = re.compile(
    r"\s*[,.!?…]?\s*(?:– ?)?(?P<who>[^\n«»\"–]{3,200}?)(?=(?<! [A-ZА-ЯӘҒҚҢӨҰҮҺІ])[.!?:](?:\s|$)| – |\n|$)"
)
_SAYS = re.compile(rf"(?<![\w-])(?:{speech.SAYS_RU}|{speech.SAYS_KK})")
_LONGEST = 15  # lines
_WORDS, _FEW = re.compile(r"\w+"), 5


def over_lines(page: Page) -> dict[int, list[Zone]]:
    """The speech of lines that a quote of several lines begins, holds or ends in, by their numbers."""
    if "over_lines" not in page.notes:
        page.notes["over_lines"] = _over_lines(page)
    found: dict[int, list[Zone]] = page.notes["over_lines"]
    return found


def _over_lines(page: Page) -> dict[int, list[Zone]]:
    found: dict[int, list[Zone]] = {}
    number, lines = 0, page.paragraphs
    while number < len(lines):
        opened = _opened(page.folded, lines[number])
        last = _closed(page.folded, lines, number) if opened else None
        if opened and last:
            found |= _zones(page, opened, number, *last)
            number = last[0]
        number += 1
    return found


def _opened(folded: Folded, line: Paragraph) -> int:
    """Where the speech of a line begins that opens with a quote, or has one behind its colon, and does not close it; else 0."""
    start = line.start + 1 if folded.text[line.start] == "«" else folded.text.find(": «", line.start, line.end) + 3
    if start <= 2 or line.dash or _depth(folded, start, line.end, 1)[0] <= 0:
        return 0
    return start if len(_WORDS.findall(folded.text, start, line.end)) >= _FEW else 0


def _depth(folded: Folded, start: int, end: int, depth: int) -> tuple[int, int]:
    """How many quotes are open behind a stretch, and where the outermost of them was closed, if it was."""
    for mark in _MARKS.finditer(folded.text, start, end):
        depth += 1 if mark.group() == "«" else -1
        if depth == 0:
            return 0, mark.start()
    return depth, 0


def _closed(folded: Folded, lines: list[Paragraph], number: int) -> tuple[int, int] | None:
    """The line in which a quote ends that begins in the one given, and the place of its closing mark; None where nowhere."""
    if folded.text[lines[number].end - 1] == "»":
        return None
    for place in range(number + 1, min(len(lines), number + _LONGEST)):
        line = lines[place]
        if line.dash:
            return None
        depth, close = _depth(folded, line.start + (folded.text[line.start] == "«"), line.end, 1)
        if close:
            return place, close
        if depth > 1:
            return None
    return None


def _zones(page: Page, start: int, first: int, last: int, close: int) -> dict[int, list[Zone]]:
    """The stretches of a quote, one a line, where its end or the line above says whose it is; what follows the quote too."""
    folded, lines = page.folded, page.paragraphs
    tail = _WHO.match(folded.text, close + 1, lines[last].end)
    who = tail.span("who") if tail and _SAYS.search(folded.low, *tail.span("who")) else None
    cuts = attributions(folded, start, lines[first].end)
    who = who or (cuts[0] if cuts else None)
    person = speaker(folded, page.people, *who, start) if who else announced(folded, page.people, start)
    if person is None:
        return {}
    found = {}
    for place in range(first, last + 1):
        begin = start if place == first else lines[place].start + (folded.text[lines[place].start] == "«")
        end = close if place == last else lines[place].end
        found[place] = [Zone(*stretch, person, who) for stretch in _without_attributions(folded, begin, end)]
    found[last] += zones(folded, Paragraph(close + 1, lines[last].end), page.people, False)
    return found


def _without_attributions(folded: Folded, start: int, end: int) -> list[tuple[int, int]]:
    """«Зима была тяжёлой, – сказал Президент. – Котлы стары.»: the stretches of a line that are speech."""
    found = []
    for first, behind in [*attributions(folded, start, end), (end, end)]:
        if first > start:
            found.append((start, first))
        start = behind
        while start < end and folded.text[start] in " .–,":
            start += 1
    return found

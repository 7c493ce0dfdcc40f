"""Where in a text the words stand that were asked for: for marks in titles and for snippets of long texts.

What a query asks for is said by `app.domain.search_words`; how a mark looks belongs to the pages.
"""

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from app.domain.search_words import DIGIT, PIECE, WORD, Term, first_letters, plain, tokens_of

WIDTH = 260
"""Length of a snippet, in characters."""
LOOKED_THROUGH = 100_000
"""How far into a text a snippet is looked for, in characters."""

Pieces = list[tuple[str, bool]]


class Hit(NamedTuple):
    """A word that was asked for: its place in the text as a half-open range, and which terms it meets."""

    start: int
    end: int
    terms: frozenset[int]


def marked(text: str, terms: tuple[Term, ...]) -> Pieces:
    """The whole text in pieces, each with whether it is a word that was asked for."""
    looked = plain(text)
    return _pieces(looked, hits(looked, terms), 0, len(looked))


def snippet(text: str, terms: tuple[Term, ...]) -> Pieces:
    """The piece of a text in which most of the words stand together; empty when none of them stands in it."""
    looked = plain(text[:LOOKED_THROUGH])
    found = list(hits(looked, terms))
    if not found:
        return []
    best = _densest(found)
    first = max(0, best.start - WIDTH // 4)
    # From the beginning of a word, and up to the end of one.
    start = max(first, looked.find(" ", first, best.start) + 1) if first else 0
    last = min(len(looked), start + WIDTH)
    end = last if last == len(looked) else max(looked.rfind(" ", best.end, last), best.end)
    pieces = _pieces(looked, (hit for hit in found if start <= hit.start and hit.end <= end), start, end)
    return [("… ", False)] * (start > 0) + pieces + [(" …", False)] * (end < len(looked))


def hits(text: str, terms: tuple[Term, ...]) -> Iterator[Hit]:
    """The words of a text (as `plain` gives it) that were asked for, in their order."""
    letters = {token[0] for term in terms for token in term.tokens}
    for match in WORD.finditer(text):
        if DIGIT.search(match.group()):
            found = _met(match.group(), terms)
            if found:
                yield Hit(*match.span(), found)
            continue
        for piece in PIECE.finditer(text, *match.span()):
            if not letters.isdisjoint(first_letters(piece.group())) and (found := _met(piece.group(), terms)):
                yield Hit(*piece.span(), found)


def _met(word: str, terms: tuple[Term, ...]) -> frozenset[int]:
    tokens = tokens_of(word)
    return frozenset(place for place, term in enumerate(terms) if term.meets(tokens))


def _densest(found: list[Hit]) -> Hit:
    """The hit with which the window begins that meets most terms; the first of several."""
    best, most = found[0], 0
    window: deque[Hit] = deque()
    for hit in found:
        window.append(hit)
        while hit.end - window[0].start > WIDTH // 2 and len(window) > 1:
            window.popleft()
        terms = len(frozenset().union(*(each.terms for each in window)))
        if terms > most:
            best, most = window[0], terms
    return best


def _pieces(text: str, found: Iterator[Hit], start: int, end: int) -> Pieces:
    pieces: Pieces = []
    for hit in found:
        if hit.start > start:
            pieces.append((text[start : hit.start], False))
        pieces.append((text[hit.start : hit.end], True))
        start = hit.end
    return [*pieces, (text[start:end], False)] if start < end else pieces

"""How the words that a pattern of a table matches begin, so that the gate follows the tables of verbs by itself.

Only what such patterns are made of is read: letters, sets of letters, alternatives, «?». Which beginnings let a sentence
through is put together in `cues.py`; those that no table of verbs has are in `lexicon/gates.py`.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from app.extraction.lexicon.frames_ru import Frame

_ENOUGH = 4  # letters that tell a word from most others; what varies behind them is not looked at
_NOT_LISTED = ("-", "^", "\\")
_ENDLESS = frozenset("*+{")
_LOOKS = ("(?=", "(?!", "(?<")
_MARKS = re.compile(r"[()|]")
_LETTERS = re.compile(r"(?:[^\W\d_]|-)+(?![?*+{])")

Paths = set[str]


class Beginnings(NamedTuple):
    """stems: letters that words begin with; words: whole words."""

    stems: frozenset[str]
    words: frozenset[str]


@cache
def beginnings(pattern: str) -> Beginnings:
    """Beginnings of all words that a pattern of a table matches as a whole."""
    words, stems = _alternatives(pattern, "")
    return Beginnings(frozenset(stems), frozenset(words))


def of_frames(frames: Iterable[Frame]) -> Beginnings:
    """Beginnings that one of the frames needs: of its verb, or of the noun that it asks for where that says more.

    «необходимость» says more than «сказал», «тапсырма» more than «берді»; «срок» and «күн» stand everywhere.
    """
    stems: set[str] = set()
    words: set[str] = set()
    for pattern, noun in {(frame.pattern, frame.noun) for frame in frames}:
        found = beginnings(pattern)
        if noun and _says_more(beside := beginnings(noun), found):
            found = beside
        stems |= found.stems
        words |= found.words
    return Beginnings(frozenset(stems - {""}), frozenset(words))


def _says_more(noun: Beginnings, verb: Beginnings) -> bool:
    return _shortest(noun) >= max(_shortest(verb), _ENOUGH)


def _shortest(found: Beginnings) -> int:
    return min(map(len, found.stems | found.words))


def _alternatives(pattern: str, before: str) -> tuple[Paths, Paths]:
    """What a pattern reads behind the letters before: as far as it goes, and cut off where enough is known."""
    going: set[str] = set()
    ended: set[str] = set()
    for piece in _pieces(pattern):
        on, cut = _sequence(piece, before)
        going |= on
        ended |= cut
    return going, ended


def _pieces(pattern: str) -> list[str]:
    if "(" not in pattern:
        return pattern.split("|")
    pieces, depth, start = [], 0, 0
    for match in _MARKS.finditer(pattern):
        mark = match.group()
        depth += (mark == "(") - (mark == ")")
        if mark == "|" and not depth:
            pieces.append(pattern[start : match.start()])
            start = match.end()
    return [*pieces, pattern[start:]]


def _sequence(piece: str, before: str) -> tuple[Paths, Paths]:
    going, ended, place = {before}, set[str](), 0
    while place < len(piece) and going:
        if letters := _LETTERS.match(piece, place):
            going = {path + letters.group() for path in going}
            place = letters.end()
            continue
        after = _end_of_part(piece, place)
        part, quantifier = piece[place:after], piece[after : after + 1]
        place = after + (quantifier == "?")
        if part.startswith(_LOOKS):
            continue
        ended |= {path for path in going if len(path) >= _ENOUGH or quantifier in _ENDLESS}
        going -= ended
        read = [_behind(part, path) for path in going]
        going = (going if quantifier == "?" else set()).union(*(on for on, _ in read))
        ended = ended.union(*(cut for _, cut in read))
    return going, ended


def _behind(part: str, before: str) -> tuple[Paths, Paths]:
    """A letter that may be left out, a set or a group, behind the letters before."""
    if part.startswith("(?:"):
        return _alternatives(part[3:-1], before)
    if part.startswith("[") and not any(mark in part for mark in _NOT_LISTED):
        return {before + letter for letter in part[1:-1]}, set()
    return ({before + part}, set()) if part.isalpha() or part == "-" else (set(), {before})


def _end_of_part(piece: str, place: int) -> int:
    if piece[place] == "[":
        return piece.index("]", place) + 1
    if piece[place] != "(":
        return place + 1
    depth = 0
    for end in range(place, len(piece)):
        depth += (piece[end] == "(") - (piece[end] == ")")
        if not depth:
            return end + 1
    return len(piece)

"""Looks words up in the tables of directive verbs; each word is decided once and kept."""

import re
from collections import defaultdict
from functools import cache, partial

from app.extraction.lexicon.frames_kk import FRAMES_KK
from app.extraction.lexicon.frames_ru import FRAMES_RU, Frame
from app.extraction.words.beginnings import beginnings
from app.extraction.words.kept import Kept

_LONGEST, _LETTERS = 40, 3


def frames_of(low: str, kazakh: bool = False) -> tuple[Frame, ...]:
    """Frames that a word may open, in the order of the table."""
    return (_KAZAKH if kazakh else _RUSSIAN)[low]


@cache
def _by_letters(kazakh: bool) -> dict[str, list[Frame]]:
    """The frames of words by their first letters, in the order of the table."""
    found: dict[str, list[Frame]] = defaultdict(list)
    for frame in FRAMES_KK if kazakh else FRAMES_RU:
        stems, words = beginnings(frame.pattern)
        for letters in {stem[:_LETTERS] for stem in stems | words}:
            found[letters].append(frame)
    if any(len(letters) < _LETTERS for letters in found):
        raise ValueError("a frame whose words begin with anything")
    return found


def _frames_of(low: str, kazakh: bool) -> tuple[Frame, ...]:
    near = _by_letters(kazakh).get(low[:_LETTERS], ()) if len(low) <= _LONGEST else ()
    return tuple(frame for frame in near if noun_pattern(frame.pattern).match(low))


_RUSSIAN, _KAZAKH = Kept(partial(_frames_of, kazakh=False)), Kept(partial(_frames_of, kazakh=True))


@cache
def noun_pattern(noun: str) -> re.Pattern[str]:
    """Any of the words of a frame, or the noun that it asks for, as a whole word."""
    return re.compile(f"(?:{noun})$")

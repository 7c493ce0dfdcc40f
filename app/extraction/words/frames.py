"""Looks words up in the tables of directive verbs; each word is decided once and kept."""

import re
from functools import cache, lru_cache

from app.extraction.lexicon.frames_kk import FRAMES_KK
from app.extraction.lexicon.frames_ru import FRAMES_RU, Frame

_LONGEST = 40


@cache
def _compiled(kazakh: bool) -> tuple[tuple[re.Pattern[str], Frame], ...]:
    return tuple((re.compile(f"(?:{frame.pattern})$"), frame) for frame in (FRAMES_KK if kazakh else FRAMES_RU))


def frames_of(low: str, kazakh: bool = False) -> tuple[Frame, ...]:
    """Frames that a word may open, in the order of the table."""
    return _frames_of(low, kazakh) if len(low) <= _LONGEST else ()


@cache
def _any(kazakh: bool) -> re.Pattern[str]:
    """All words of the table in one expression, as most words are none."""
    return re.compile("(?:" + "|".join(frame.pattern for frame in (FRAMES_KK if kazakh else FRAMES_RU)) + ")$")


@lru_cache(maxsize=1 << 15)
def _frames_of(low: str, kazakh: bool) -> tuple[Frame, ...]:
    if not _any(kazakh).match(low):
        return ()
    return tuple(frame for pattern, frame in _compiled(kazakh) if pattern.match(low))


@cache
def noun_pattern(noun: str) -> re.Pattern[str]:
    """The noun that a frame asks for, as a whole word."""
    return re.compile(f"(?:{noun})$")

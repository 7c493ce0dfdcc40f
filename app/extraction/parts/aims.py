"""Levels that are wanted by a year: an aim that everybody shares, not an act that somebody owes.

«К 2030 году долю переработки необходимо довести до 70 процентов» binds nobody unless a body is named; whether one is, is
asked elsewhere. Dated stages of works belong to `milestones.py`.
"""

import re

from app.extraction.lexicon import aims as table
from app.extraction.text.context import Document
from app.extraction.words.cues import cues, in_kazakh

_RU = tuple(re.compile(pattern) for pattern in (table.LEVEL_RU, table.QUANTITY_RU, table.YEAR_RU))
_KK = tuple(re.compile(pattern) for pattern in (table.LEVEL_KK, table.QUANTITY_KK, table.YEAR_KK))
_MAYBE, _WORKS = re.compile(table.MAYBE), re.compile(table.WORKS)


def level_by_a_year(document: Document, start: int, end: int) -> bool:
    """Whether a stretch of the folded text wants a level, told as a figure, by a year after this one."""
    low = document.folded.low
    level, quantity, year = _KK if in_kazakh(cues(low, start, end)) else _RU
    named = year.search(low, start, end)
    if named is None or int(named["year"]) <= document.published.year or _MAYBE.search(low, start, end):
        return False
    wanted = level.search(low, start, end)
    if wanted is None or quantity.search(low, start, end) is None:
        return False
    return _WORKS.search(low, min(named.end(), wanted.end()), max(named.start(), wanted.start())) is None

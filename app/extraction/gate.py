"""Cheap tests that most paragraphs fail: no directive stem, no date beside a word of planning. One expression each."""

import re

from app.extraction.lexicon.gates import DATE_STEMS, DIRECTIVE_STEMS, ITEM

_DIRECTIVE = re.compile("|".join(DIRECTIVE_STEMS))
_ITEM = re.compile(ITEM)
_DATE = re.compile("|".join(DATE_STEMS))


def passes(low: str, start: int, end: int, listed: bool) -> bool:
    """Whether a paragraph may hold an instruction or a mention of one."""
    return listed or bool(_DIRECTIVE.search(low, start, end) or _ITEM.search(low, start, end))


def passes_milestone(low: str, start: int, end: int) -> bool:
    """Whether a paragraph has anything like a date."""
    return bool(_DATE.search(low, start, end))

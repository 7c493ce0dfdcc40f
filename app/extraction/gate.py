"""Cheap tests that most sentences fail: no directive stem, no date, no infinitive beside a dash. Linear, one look a word."""

import re
from collections import defaultdict
from collections.abc import Iterable

from app.extraction.lexicon.gates import (
    BODY_STEMS,
    DATE_STEMS,
    DIRECTIVE_ENDINGS,
    DIRECTIVE_STEMS,
    DIRECTIVE_WORDS,
    INFINITIVE,
)


def stems_pattern(stems: Iterable[str]) -> str:
    """An expression for words that begin with one of the stems; stems are grouped by letters, so that few are tried."""
    return r"(?<![\w-])" + _grouped(sorted(set(stems)))


def _grouped(stems: list[str]) -> str:
    if "" in stems or len(stems) == 1:
        return re.escape(stems[0]) if stems[0] else ""
    groups: dict[str, list[str]] = defaultdict(list)
    for stem in stems:
        groups[stem[0]].append(stem[1:])
    return "(?:" + "|".join(re.escape(letter) + _grouped(rest) for letter, rest in groups.items()) + ")"


_DIRECTIVE = re.compile(stems_pattern(DIRECTIVE_STEMS))
_WHOLE = re.compile(stems_pattern(DIRECTIVE_WORDS) + r"(?![\w-])")
_SPEECH = re.compile(r"[:–«\"]| - ")
_ENDINGS = re.compile(DIRECTIVE_ENDINGS)
_INFINITIVE = re.compile(INFINITIVE)
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d\.\d\d|" + stems_pattern(DATE_STEMS))
_MARKED = re.compile(r"[:–]| - |(?<!\w)\d{1,3}[.)] ")
_BODY = re.compile(stems_pattern(BODY_STEMS) + '|[«"]')
_CAPITALS = re.compile(r"(?<!\w)[A-ZА-ЯӘҒҚҢӨҰҮҺІ]{2,}")
_TAIL = 40
_KAZAKH_END = re.compile(r"(?:у|ю|уды|уді|юды|юді)[.;,]?$")
_KAZAKH_ADDRESSEE = re.compile(r"(?:ға|ге|қа|ке|на|не)(?: \([^)\n]{0,30}\))? ?[–:]")
_ADDRESSEE = re.compile(
    r"\W*(?:(?:[а-яa-z]\)|и|а)\s+)?(?:[А-ЯӘҒҚҢӨҰҮҺІ]{2,}|[А-ЯӘҒҚҢӨҰҮҺІ][\w-]*(?:у|ю|ам|ям|е)(?![\w-])|Мин\w+)"
)


def passes(text: str, low: str, start: int, end: int) -> bool:
    """Whether a paragraph may hold an instruction or a mention of one."""
    if is_directive(low, start, end) or low[end - 1] == ":":
        return True
    if not _INFINITIVE.search(low, start, end):
        return False
    return bool(_SPEECH.search(low, start, end) or passes_bare(text, low, start, end))


def has_infinitive(low: str, start: int, end: int) -> bool:
    """Whether a stretch has a word that ends like a Russian infinitive."""
    return bool(_INFINITIVE.search(low, start, end))


def passes_bare(text: str, low: str, start: int, end: int) -> bool:
    """Whether a sentence without a directive stem may be an item («Минфину – выделить …», «МЧС провести …»)."""
    if not _INFINITIVE.search(low, start, end):
        return False
    if _ADDRESSEE.match(text, start, end):
        return True
    return bool(
        _MARKED.search(low, start, end) and (_BODY.search(low, start, end) or _CAPITALS.search(text, start, end))
    )


def is_directive(low: str, start: int, end: int) -> bool:
    """Whether a sentence has a directive stem or ending."""
    return bool(
        _DIRECTIVE.search(low, start, end) or _WHOLE.search(low, start, end) or _ENDINGS.search(low, start, end)
    )


def passes_kazakh_item(low: str, start: int, end: int) -> bool:
    """Whether a stretch may be a Kazakh item: a body in the dative, a dash, a verbal noun at the end."""
    return bool(_KAZAKH_END.search(low, max(start, end - _TAIL), end) and _KAZAKH_ADDRESSEE.search(low, start, end))


def has_date(low: str, start: int, end: int) -> bool:
    """Whether a stretch has anything like a term."""
    return bool(_DATE.search(low, start, end))

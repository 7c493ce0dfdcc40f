"""Cheap tests that most sentences fail: no directive stem, no date, no infinitive beside a dash. Linear, one look a word."""

import re

from app.extraction.lexicon.gates import BODY_STEMS
from app.extraction.words.cues import DIRECTIVE, INFINITIVE, Cues, stems_pattern

_SPEECH = re.compile(r"[:–«\"]| - ")
_MARKED = re.compile(r"[:–]| - |(?<!\w)\d{1,3}[.)] ")
_BODY = re.compile(stems_pattern(BODY_STEMS) + '|[«"]')
_CAPITALS = re.compile(r"(?<!\w)[A-ZА-ЯӘҒҚҢӨҰҮҺІ]{2,}")
_AWAITED = re.compile(r"(?:^|[«.;–\s])(?:[Оо]т|[Сс]о?) [А-Яа-яӘә][\w-]+(?: [\w-]+){0,6} – ")
_TAIL = 40
_KAZAKH_END = re.compile(r"(?:у|ю|уды|уді|юды|юді)[.;,]?$")
# Items of a list may have their term last: «… тексеруден өткізу, 20 желтоқсан».
_KAZAKH_ITEM_END = re.compile(r"(?:у|ю)(?:, [^,;.]{3,60}| \([^)]{3,60}\))?[.;,]?$")
_ITEM_TAIL = 110
_KAZAKH_ADDRESSEE = re.compile(r"(?:ға|ге|қа|ке|на|не)(?: \([^)\n]{0,30}\))? ?[–:]")
_ADDRESSEE = re.compile(
    r"\W*(?:(?:[а-яa-z]\)|и|а)\s+)?(?:[А-ЯӘҒҚҢӨҰҮҺІ]{2,}|[А-ЯӘҒҚҢӨҰҮҺІ][\w-]*(?:у|ю|ам|ям|е)(?![\w-])|Мин\w+)"
)


def passes(text: str, low: str, start: int, end: int, cues: Cues) -> bool:
    """Whether a paragraph may hold an instruction or a mention of one."""
    if is_directive(low, end, cues):
        return True
    if cues.dated and _SPEECH.search(low, start, end) and _AWAITED.search(text, start, end):
        return True
    if not cues.all & INFINITIVE:
        return False
    return bool(_SPEECH.search(low, start, end) or passes_bare(text, low, start, end, cues))


def is_directive(low: str, end: int, cues: Cues) -> bool:
    """Whether a stretch that ends at `end` has a directive word, or a colon at its end."""
    return bool(cues.all & DIRECTIVE) or low[end - 1] == ":"


def passes_bare(text: str, low: str, start: int, end: int, cues: Cues) -> bool:
    """Whether a sentence without a directive stem may be an item («Минфину – выделить …», «МЧС провести …»)."""
    if not cues.all & INFINITIVE:
        return False
    if _ADDRESSEE.match(text, start, end):
        return True
    return bool(
        _MARKED.search(low, start, end) and (_BODY.search(low, start, end) or _CAPITALS.search(text, start, end))
    )


def passes_kazakh_item(low: str, start: int, end: int, listed: bool = False) -> bool:
    """Whether a stretch may be a Kazakh item: a body in the dative, a dash (not below a header), a verbal noun at the end."""
    if listed and _KAZAKH_ITEM_END.search(low, max(start, end - _ITEM_TAIL), end):
        return True
    if not _KAZAKH_END.search(low, max(start, end - _TAIL), end):
        return False
    return listed or bool(_KAZAKH_ADDRESSEE.search(low, start, end))

"""Sentences of a paragraph: razdel, and merges for what it cuts too early («2026 г. поручено», «т.г.», «п. 3»).

Long paragraphs are cut into pieces first, so that the cost stays linear in the length.
"""

import re
from functools import cache
from typing import Any

_PIECE = 2000
_MERGE = re.compile(
    r"(?:(?<!\w)(?:г|гг|т\.\s?г|т\.\s?д|т\.\s?п|п|пп|ст|ул|им|тыс|млн|млрд|руб|обл|р-н|стр|см|ж|жж|т\.\s?ғ)\.|(?<![\w.])[А-ЯA-ZӘҒҚҢӨҰҮҺІ]\.)$"
)
_LIST_MARK = re.compile(r"^\s*(?:\d{1,3}|[а-яa-z])[.)]$")
_NEXT_SMALL = re.compile(r"\s*[а-яәғқңөұүһі(–0-9]")
_BREAK = re.compile(r"[.!?…;]\s")


@cache
def _sentenize() -> Any:
    from razdel import sentenize

    return sentenize


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Ranges of the sentences of text[start:end]."""
    found: list[tuple[int, int]] = []
    for first, last in _pieces(text, start, end):
        piece = text[first:last]
        if not _BREAK.search(piece):
            found.append((first, last))
            continue
        for part in _sentenize()(piece):
            found.append((first + part.start, first + part.stop))
    return _merged(text, found)


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    while end - start > _PIECE:
        cut = next((m.end() for m in _BREAK.finditer(text, start + _PIECE // 2, start + _PIECE)), 0)
        cut = cut or text.rfind(" ", start + _PIECE // 2, start + _PIECE) + 1 or start + _PIECE
        found.append((start, cut))
        start = cut
    found.append((start, end))
    return found


def _merged(text: str, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    done: list[tuple[int, int]] = []
    for first, last in found:
        if done and _belongs(text, done[-1], first):
            done[-1] = (done[-1][0], last)
        else:
            done.append((first, last))
    return done


def _belongs(text: str, before: tuple[int, int], start: int) -> bool:
    """Whether the sentence that begins at `start` goes on with the one before."""
    if before[1] - before[0] > _PIECE:
        return False
    piece = text[max(before[0], before[1] - 12) : before[1]].rstrip()
    if before[1] - before[0] <= 5 and _LIST_MARK.match(text[before[0] : before[1]]):
        return True
    return bool(_MERGE.search(piece) and _NEXT_SMALL.match(text[start : start + 3]))

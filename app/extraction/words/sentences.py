"""Sentences of a paragraph: razdel, and merges for what it cuts too early («2026 г. поручено», «т.г.», «п. 3»).

Long paragraphs are cut into pieces first, so that the cost stays linear in the length. Where every mark of a piece is plain
(a known case of razdel's rules: a word and a capital letter around it), the piece is cut here, with the same result.
"""

import re
from functools import cache
from typing import Any

_PIECE = 2000
_MERGE = re.compile(
    r"(?:(?<!\w)(?:г|гг|т\.\s?г|т\.\s?д|т\.\s?п|п|пп|ст|ул|им|тыс|млн|млрд|руб|обл|р-н|стр|см|ж|жж|т\.\s?ғ|"
    r"кв|полуг|полугод|теч|раб|кален|календ|дн|нед|мес|янв|фев|февр|апр|авг|сент|окт|нояб|дек)\.|(?<![\w.])[А-ЯA-ZӘҒҚҢӨҰҮҺІ]\.)$"
)
_EXECUTOR = re.compile(r"(?<!\w)(?:[Оо]тв|[Ии]сп)\.$")  # «(отв. – Минфин)»
_YEAR_ENDS = re.compile(
    r"(?:\d{4}\s?гг?|(?<!\w)т\.\s?г)\.(?=\s+(?:На|В|Во|К|По|С|Со|За|Из|У|О|Об|От|До|Для|При|После|Перед|Между|Это|Этот|Эта|"
    r"Эти|Также|Кроме|Он|Она|Они|Их|Его|Но|А|И|Все|Всего|Как|Так|Если|Однако|Ранее|Сейчас|Сегодня|Остальн[а-я]+|Общая|"
    r"Всем|Каждый|Таким|Того|Тогда|Там|Здесь|Мы|Я|Вы|Не|Уже|Ещё|Еще|Далее|Затем)\s)"
)
_CITIES = re.compile(r"[а-я],? гг\.$")  # «акиматам гг. Алматы и Астаны», but «в 2024–2025 гг. Алматы»
_LIST_MARK = re.compile(r"^\s*(?:\d{1,3}|[а-яa-z])[.)]$")
_NEXT_SMALL = re.compile(r"\s*[а-яәғқңөұүһі(–0-9]")
_BREAK = re.compile(r"[.!?…;]\s")
# Marks at which razdel may cut, and the first token behind them and a space; all other marks join.
_MARK = re.compile(r"[.?!…;»”’\"„')\]}](?=\s{1,9}(?:([^\W\d]+)|(\S)))")
_SMILE = re.compile(r"[=:;]-?[()]")
_WORD = re.compile(r"[^\W\d]+|\d+")
_LAST_WORD = re.compile(r"[^\W\d]+$")
_ENDINGS = frozenset(".?!…")
_CLOSING = frozenset("»”’\"„')]}")
_DELIMITERS = frozenset(".?!…;»”’)]}")
_DASHES = frozenset("‑–—−-")
_WINDOW = 10  # how far razdel looks around a mark
_LONGEST_LIST_MARK = 20


@cache
def _abbreviations() -> frozenset[str]:
    """All words before a point of which razdel knows something."""
    from razdel.segmenters import sokr

    pairs = frozenset(word for pair in (*sokr.PAIR_SOKRS, *sokr.HEAD_PAIR_SOKRS) for word in pair)
    return frozenset(sokr.SOKRS) | sokr.HEAD_SOKRS | sokr.INITIALS | pairs


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
        plain = _plain_cuts(piece)
        if plain is None:
            found += [(first + part.start, first + part.stop) for part in _sentenize()(piece)]
        else:
            found += [(first + begin, first + stop) for begin, stop in plain]
    return [part for first, last in _merged(text, found) for part in _decisions(text, first, last)]


# «Постановили: информацию принять к сведению; отделу ЖКХ провести …»: decisions of minutes on one line.
_DECIDED = re.compile(
    r"\s*(?:Постановил[аи]?|ПОСТАНОВИЛИ?|Решил[аи]?|РЕШИЛИ?|Решено|РЕШЕНО|Постановлено|ПОСТАНОВЛЕНО)\s?:"
)
_ITEM_ENDS = re.compile(r";(?=\s+[а-яА-ЯӘҒҚҢӨҰҮҺІ«])")


def _decisions(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """A sentence, or the decisions that it lists."""
    cuts = [m.end() for m in _ITEM_ENDS.finditer(text, start, end)] if _DECIDED.match(text, start, end) else []
    if not cuts:
        return _after_years(text, start, end)
    edges = zip([start, *cuts], [*cuts, end], strict=True)
    return [part for first, last in edges for part in _after_years(text, *_stripped(text, first, last))]


def _after_years(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """«… – декабрь 2027 г. На эти цели …»: a year's «г.» ends the sentence before a small word with a capital letter."""
    if text.find("г.", start, end) < 0:
        return [(start, end)]
    cuts = [match.end() for match in _YEAR_ENDS.finditer(text, start, end)]
    edges = list(zip([start, *cuts], [*cuts, end], strict=True))
    return [_stripped(text, first, last) for first, last in edges] if cuts else [(start, end)]


def _plain_cuts(piece: str) -> list[tuple[int, int]] | None:
    """Stripped sentences of a piece as razdel would cut it; None where one of its marks needs all of razdel's rules."""
    if _SMILE.search(piece):
        return None
    found = []
    start = 0
    for match in _MARK.finditer(piece):
        place, (right, other) = match.start(), match.groups()
        if right:
            right = right[: place + 1 + _WINDOW - match.start(1)]
        if (right is None and other is None) or (right and right.isalpha() and right.islower()):
            continue
        ends = _ends(piece, start, place, right or other)
        if ends is None:
            return None
        if ends:
            found.append(_stripped(piece, start, place + 1))
            start = place + 1
    found.append(_stripped(piece, start, len(piece)))
    return found


def _ends(piece: str, start: int, place: int, right: str) -> bool | None:
    """Whether a mark with a space and no word in small letters behind it ends the sentence from `start`; None if not plain."""
    mark, before = piece[place], piece[place - 1] if place else " "
    if before.isspace() or "_" in right:
        return None
    if mark in _CLOSING and before not in _ENDINGS:
        return False
    if right in _DELIMITERS:
        return False
    if right in _DASHES:
        word = _WORD.search(piece, place + 1, place + 1 + _WINDOW)
        if word and word.group().isalpha() and word.group().islower():
            return False
    if mark not in ".)":
        return True
    if mark == "." and before.isalpha():
        word = _LAST_WORD.search(piece, max(0, place - _WINDOW), place)
        if word is None or len(word.group()) == 1 or word.group().lower() in _abbreviations():
            return None
        return True if before.islower() or place - start > _LONGEST_LIST_MARK else None
    if piece[start:place].strip().isdigit() and place - start <= _LONGEST_LIST_MARK:
        return False
    return True if before != "_" and place - start > _LONGEST_LIST_MARK else None


def _stripped(piece: str, start: int, end: int) -> tuple[int, int]:
    body = piece[start:end]
    inner = body.strip()
    first = start + len(body) - len(body.lstrip()) if inner else start
    return first, first + len(inner)


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
    if (piece.endswith("гг.") and _CITIES.search(piece)) or (text[start] in _DASHES and _EXECUTOR.search(piece)):
        return True
    return bool(_NEXT_SMALL.match(text[start : start + 3]) and _MERGE.search(piece))

"""A text as the grammar of deadlines sees it: folded words with what the lexicon knows of each.

Offsets stay those of the text that was passed in. What the words may be is in `forms.py`; what a sequence of
them means, in `ru.py` and `kk.py`.
"""

import re
import unicodedata
from datetime import date
from itertools import compress
from typing import Any

from app.extraction.deadlines.forms import STARTS, lexicon
from app.extraction.words.folding import lowered

# Letters and dashes that look like those of the lexicon.
ALIKE = dict(zip("aceopxykmthbiёÿı", "асеорхукмтнвіеуі", strict=True))
_FOLD = str.maketrans(ALIKE) | {ord(c): "-" for c in "‐‑‒–—―−﹣－⸺"}
_FOLD |= {base + n: str(n + 1) for base in (0x2160, 0x2170) for n in range(9)}
_BLANK = {ord(c): " " for c in "\u200b\u200c\u200d\u2060\ufeff"}
_INVISIBLE = re.compile("[\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff]")
_MARKS = re.compile("[\u00ad\u0300-\u036f]")
ROMAN_SIGNS = "\u2160-\u2168\u2170-\u2178"
_TOKEN = re.compile(rf"\d+(?:[.,/]\d+)*|[^\W\d_]+|[{ROMAN_SIGNS}]|\n\s*\n|[^\w\s]")
_TOKEN_SLOW = re.compile("\\d+(?:[.,/]\\d+)*|[^\\W\\d_]+(?:[\u00ad\u0300-\u036f]+[^\\W\\d_]*)*|\\n\\s*\\n|[^\\w\\s]")
_OPENING = frozenset('«"“„')
LONGEST_NUMBER = 4
LONGEST_WORD = 40
PADDING = 16
NOTHING: dict[str, Any] = {}
# A word, its number if it is one, what it may be, and whether an expression may begin with it.
Row = tuple[str, int | None, dict[str, Any], bool]
_NO_WORDS, _NO_LEX = [""] * PADDING, [NOTHING] * PADDING
_NO_NUMBERS: list[int | None] = [None] * PADDING


class Tokens:
    """Words of a text with their places; reading up to 16 words past the end gives empty words.

    words: folded; lex: what each may be; numbers: whole numbers of up to four digits; cores, cased: periods that were
    read already, by the token at which they begin; lenient: the text is an expression, so that a bare «месяц» is a term.
    """

    __slots__ = (
        "_begins", "cased", "cores", "count", "ends", "lenient", "lex", "numbers", "published", "starts", "text", "words",
    )  # fmt: skip

    def __init__(self, text: str, published: date, lenient: bool = False) -> None:
        low = lowered(text)
        slow = _INVISIBLE.search(low) is not None
        found = list(_TOKEN_SLOW.finditer(low.translate(_BLANK)) if slow else _TOKEN.finditer(low))
        self.text, self.published, self.lenient = text, published, lenient
        self.count = len(found)
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        known = _KNOWN
        rows = [known[match.group()] for match in found]
        if slow:
            rows = [_row(_plain(row[0])) for row in rows]
        words, numbers, lex, begins = zip(*rows, strict=True) if rows else ((), (), (), ())
        self._begins: tuple[bool, ...] = begins
        self.words = [*words, *_NO_WORDS]
        self.numbers = [*numbers, *_NO_NUMBERS]
        self.lex = [*lex, *_NO_LEX]
        self.cores: dict[int, Any] = {}
        self.cased: dict[int, Any] = {}

    def glued(self, i: int) -> bool:
        """Whether token i follows the one before it without a space."""
        return 0 < i < self.count and self.starts[i] == self.ends[i - 1]

    def beginnings(self) -> list[int]:
        """Places of the words, numbers and quotes with which an expression may begin."""
        return list(compress(range(self.count), self._begins))

    def counts_nothing(self, i: int) -> bool:
        """Whether token i is a plain number with no word of the lexicon near behind it («399 млрд тенге»)."""
        if self.lex[i] is not NOTHING or not self.words[i].isdecimal():
            return False
        return all(self.lex[n] is NOTHING and self.words[n] not in '-–»"()' for n in range(i + 1, i + 4))

    def quote(self, first: int, end: int) -> str:
        """The original words of a range of tokens."""
        return self.text[self.starts[first] : self.ends[end - 1]] if first < end <= self.count else ""


def _row(word: str) -> Row:
    number = int(word) if len(word) <= LONGEST_NUMBER and word.isdecimal() else None
    kinds = lexicon().get(word, NOTHING)
    begins = STARTS in kinds if kinds is not NOTHING else word in _OPENING or word[0].isdecimal()
    return word, number, kinds, begins


class _Known(dict[str, Row]):
    """Lower-case words as they stand in a text, with one letter and one dash for all that look alike."""

    def __missing__(self, word: str) -> Row:
        if len(word) > LONGEST_WORD:
            return _row(word)
        if len(self) >= _KEPT:
            self.clear()
        found = self[word] = _row(word.translate(_FOLD))
        return found


_KEPT = 1 << 15
_KNOWN = _Known()


def _plain(word: str) -> str:
    """A word without soft hyphens and stress marks, its decomposed letters joined."""
    if not _MARKS.search(word):
        return word
    joined = unicodedata.normalize("NFC", word.replace("\u00ad", ""))
    return _MARKS.sub("", joined.replace("ё", "е")) or word

"""A text as the grammar of deadlines sees it: folded words with what the lexicon knows of each.

Offsets stay those of the text that was passed in. The tables are in `lexicon`; this module turns their stems and endings
into one dictionary of forms, once. What a sequence of words means belongs to `deadline_ru.py` and `deadline_kk.py`.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from app.extraction.lexicon import deadline_events as events
from app.extraction.lexicon import deadline_kk as kk
from app.extraction.lexicon import deadline_numbers as numbers
from app.extraction.lexicon import deadline_ru as ru
from app.extraction.lexicon import units

ALIKE = dict(zip("aceopxykmthbiёÿı", "асеорхукмтнвіеуі", strict=True))
_DASHES = "‐‑‒–—―−﹣－⸺"
_FOLD = str.maketrans(ALIKE) | {ord(c): "-" for c in _DASHES}
_FOLD |= {base + n: str(n + 1) for base in (0x2160, 0x2170) for n in range(9)}
_BLANK = {ord(c): " " for c in "\u200b\u200c\u200d\u2060\ufeff"}
_INVISIBLE = re.compile("[\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff]")
_MARKS = re.compile("[\u00ad\u0300-\u036f]")
_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*|[^\W\d_]+|[\u2160-\u2168\u2170-\u2178]|\n\s*\n|[^\w\s]")
_TOKEN_SLOW = re.compile("\\d+(?:[.,/]\\d+)*|[^\\W\\d_]+(?:[\u00ad\u0300-\u036f]+[^\\W\\d_]*)*|\\n\\s*\\n|[^\\w\\s]")
ROMAN_SIGNS = "\u2160-\u2168\u2170-\u2178"
# Kinds of words of which every expression has one, with digits, phrases and events.
_TIME = frozenset(
    ["month", "season", "unit", "weekday", "weekdays", "weekend", "frequent", "relative", "daypart", "halfunit", "length", "adverb", "k_month", "k_season", "k_weekday", "k_unit", "k_relative", "k_daypart", "k_year", "k_adverb", "k_event"]
)
# Kinds of words with which an expression of each language may begin (or, in Kazakh, end).
STARTS = "starts"
RUSSIAN = frozenset(
    ["phrase", "prep", "adverb", "each", "times", "opener", "num", "month", "season", "unit", "ord", "roman", "ref", "relative", "edge", "length", "halfunit", "letter"]
)
KAZAKH = frozenset(
    ["k_post", "k_phrase", "k_ref", "k_daypart", "k_event", "k_month", "k_season", "k_weekday", "k_num", "k_ord", "roman", "k_year", "k_relative", "k_unit", "k_working", "k_calendar", "k_each", "k_length", "k_adverb"]
)
BEGINNING = 4
_OPENING = frozenset("«\"“„")
LONGEST_NUMBER = 4
LONGEST_WORD = 40
PADDING = 16
NOTHING: dict[str, Any] = {}


class Tokens:
    """Words of a text with their places; reading past the end gives an empty word."""

    __slots__ = ("cores", "count", "ends", "lenient", "lex", "numbers", "published", "starts", "text", "words")

    def __init__(self, text: str, published: date, lenient: bool = False) -> None:
        """lenient: the text is an expression, so that a bare «месяц» in it is a term."""
        low = lowered(text)
        slow = _INVISIBLE.search(low) is not None
        found = list(_TOKEN_SLOW.finditer(low.translate(_BLANK)) if slow else _TOKEN.finditer(low))
        self.text, self.published, self.lenient = text, published, lenient
        self.count = len(found)
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        self.words = [folded(match.group()) for match in found]
        if slow:
            self.words = [_plain(word) for word in self.words]
        self.words += [""] * PADDING
        self.numbers = [int(w) if w.isdecimal() and len(w) <= LONGEST_NUMBER else None for w in self.words]
        get = lexicon().get
        self.lex = [get(word, NOTHING) for word in self.words]
        self.cores: dict[int, Any] = {}

    def glued(self, i: int) -> bool:
        """Whether token i follows the one before it without a space."""
        return 0 < i < self.count and self.starts[i] == self.ends[i - 1]

    def starts_of_terms(self) -> list[int]:
        """Places of words of the lexicon and of numbers."""
        lex, words = self.lex, self.words
        return [
            i for i in range(self.count)
            if (STARTS in lex[i] if lex[i] is not NOTHING else words[i] in _OPENING or words[i][0].isdecimal())
        ]


def folded(word: str) -> str:
    """A lower-case word with one letter and one dash for all that look alike."""
    return _folded(word) if len(word) <= LONGEST_WORD else word


@lru_cache(maxsize=1 << 15)
def _folded(word: str) -> str:
    return word.translate(_FOLD)


def _gate_words() -> Iterator[str]:
    """Words of which every expression has one, stems of events included."""
    yield from (form for form, kinds in lexicon().items() if not _TIME.isdisjoint(kinds))
    tables: tuple[Iterable[str], ...] = (
        ru.VAGUE_RU, ru.STANDING_RU, ru.SAME_RU, kk.VAGUE_KK, kk.STANDING_KK, kk.SAME_KK, events.FIXED_RU, events.FIXED_KK)
    for phrase in chain.from_iterable(tables):
        for word in phrase.split()[-1].split("|"):
            yield word.rstrip("*")
    yield from (*events.OPEN_RU, *events.OPEN_KK, "раз", "рет")


def beginnings() -> set[str]:
    """First letters of those words; a text in which no word begins with one of them holds no expression."""
    return {word[:BEGINNING] for word in _gate_words() if len(word) >= BEGINNING - 1}


def short_words() -> set[str]:
    """Those that are too short to be told by their beginning («г», «ай»)."""
    return {word for word in _gate_words() if len(word) < BEGINNING - 1}


def lowered(text: str) -> str:
    """Lower case of the same length (some capitals have longer lower forms)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _plain(word: str) -> str:
    """A word without soft hyphens and stress marks, its decomposed letters joined."""
    if not _MARKS.search(word):
        return word
    joined = unicodedata.normalize("NFC", word.replace("\u00ad", ""))
    return _MARKS.sub("", joined.replace("ё", "е"))


@cache
def lexicon() -> Mapping[str, dict[str, Any]]:
    """Every form of the closed lexicon -> what it may be: {kind: value}."""
    table: dict[str, dict[str, Any]] = {}
    _add_russian(table)
    _add_kazakh(table)
    for kinds in table.values():
        russian, kazakh = not RUSSIAN.isdisjoint(kinds), not KAZAKH.isdisjoint(kinds)
        if russian or kazakh:
            kinds[STARTS] = (russian, kazakh)
    return table


def _put(table: dict[str, dict[str, Any]], forms: Iterable[str], kind: str, value: Any) -> None:
    for form in forms:
        table.setdefault(form, {}).setdefault(kind, value)


def declined(stem: str) -> list[str]:
    """An adjective in every form; harmless forms that do not exist are included."""
    return [stem + ending for ending in units.ADJECTIVE_ENDINGS.split()]


def _add_russian(table: dict[str, dict[str, Any]]) -> None:
    plain: tuple[tuple[str, Mapping[Any, str]], ...] = (
        ("unit", units.UNITS_RU), ("month", units.MONTHS_RU), ("season", units.SEASONS_RU), ("weekday", units.WEEKDAYS_RU),
        ("weekdays", units.WEEKDAYS_PLURAL_RU), ("relative", units.RELATIVE_DAYS_RU), ("daypart", units.DAY_PARTS_RU),
        ("edge", units.EDGES_RU), ("num", numbers.CARDINALS_RU), ("ref", ru.REF_FORMS_RU), ("times", ru.TIMES_RU))
    for kind, rows in plain:
        for value, forms in rows.items():
            _put(table, forms.split(), kind, value)
    _put(table, numbers.THIRD_RU.split(), "ord", 3)
    for number, stem in numbers.ORDINALS_RU.items():
        _put(table, declined(stem), "ord", number)
    for ref, stems in ru.REFS_RU.items():
        for stem in stems.split():
            _put(table, declined(stem), "ref", ref)
    _put(table, declined(ru.LAST_STEMS), "ord", -1)
    for unit, stems in units.LENGTHS_RU.items():
        for stem in stems.split():
            _put(table, declined(stem), "length", (1, unit))
            for number, prefix in numbers.COMPOUND_NUMBERS_RU.items():
                _put(table, declined(prefix + stem), "length", (number, unit))
    for kind, words in (("working", units.WORKING_RU), ("calendar", units.CALENDAR_RU)):
        for stem in words.split():
            _put(table, [stem, *declined(stem)], kind, True)
    _put(table, ru.EACH_RU.split(), "each", True)
    _put(table, units.WEEKEND_RU.split(), "weekend", True)
    _put(table, numbers.ROMAN, "roman", None)
    for form, value in numbers.ROMAN.items():
        table[form]["roman"] = value
    for halves, unit in ru.HALVES_RU.items():
        _put(table, halves.split(), "halfunit", unit)
    for phrase in ru.PREPOSITIONS_RU:
        _put(table, phrase.split()[:1], "prep", True)
    for word, value in ru.ADVERBS_RU.items():
        _put(table, [word], "adverb", value)
    for stem, value in ru.SERIES_STEMS_RU.items():
        _put(table, declined(stem), "frequent", value)
    for phrase in (*ru.VAGUE_RU, *ru.STANDING_RU, *ru.SAME_RU):
        _put(table, phrase.split()[0].split("|"), "phrase", True)
    _put(table, ru.SERIES_OPENERS, "opener", True)
    _put(table, ru.REF_LETTERS_RU, "letter", True)


def inflected(stem: str) -> Iterable[tuple[str, str]]:
    """Kazakh forms of a noun with their case: plain, plural and possessed."""
    for case, endings in kk.CASES_KK.items():
        for ending in endings:
            yield stem + ending, case
            if case != "nom" or not ending:
                for plural in kk.CASES_KK["nom"][1:]:
                    yield stem + plural + ending, case
    voiced = stem[:-1] + kk.VOICED.get(stem[-1], stem[-1])
    for base in {stem, voiced}:
        for possessive in kk.POSSESSIVES_KK:
            for case, endings in kk.POSSESSED_KK.items():
                for ending in endings:
                    yield base + possessive + ending, case


def _add_kazakh(table: dict[str, dict[str, Any]]) -> None:
    nouns: tuple[tuple[str, Mapping[Any, str]], ...] = (
        ("k_month", kk.MONTHS_KK), ("k_season", kk.SEASONS_KK), ("k_weekday", kk.WEEKDAYS_KK), ("k_unit", kk.UNITS_KK),
        ("k_edge", kk.EDGES_KK))
    for kind, rows in nouns:
        for value, stems in rows.items():
            for stem in stems.split():
                for form, case in inflected(stem):
                    _put(table, [form], kind, (value, case))
    for value, forms in kk.SHORT_KK.items():
        _put(table, forms.split(), "k_unit", (value, "nom"))
    words: tuple[tuple[str, Mapping[Any, str]], ...] = (
        ("k_num", numbers.CARDINALS_KK), ("k_ord", numbers.ORDINALS_KK), ("k_ref", kk.REFS_KK), ("k_year", kk.YEAR_WORDS_KK),
        ("k_daypart", kk.DAY_PARTS_KK), ("k_length", kk.LENGTHS_KK),
        ("k_suffix", kk.NUMBER_SUFFIXES_KK))
    for kind, rows in words:
        for value, forms in rows.items():
            _put(table, forms.split(), kind, value)
    for offset, stem in kk.RELATIVE_DAYS_KK.items():
        for case, ending in kk.RELATIVE_ENDINGS_KK.items():
            _put(table, [stem + ending], "k_relative", (offset, case))
    for word, value in kk.ADVERBS_KK.items():
        _put(table, [word], "k_adverb", value)
    _put(table, kk.UNTIL_EVENT_KK, "k_event", True)
    for kind, forms in (("k_working", kk.WORKING_KK), ("k_calendar", kk.CALENDAR_KK), ("k_each", kk.EACH_KK)):
        _put(table, forms.split(), kind, True)
    closed = (("until", kk.UNTIL_KK), ("until", kk.BY_KK), ("not_later", kk.NOT_LATER_KK), ("from", kk.FROM_KK), ("after", kk.AFTER_KK),
              ("before", kk.BEFORE_KK))
    for value, forms in closed:
        _put(table, forms, "k_post", value)
    for phrase in (*kk.VAGUE_KK, *kk.STANDING_KK, *kk.SAME_KK, *events.FIXED_KK):
        _put(table, phrase.split()[0].rstrip("*").split("|"), "k_phrase", True)

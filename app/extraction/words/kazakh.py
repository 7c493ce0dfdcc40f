"""Kazakh word forms by suffix: the case of a noun and its stem. Closed suffixes only; no dictionary, no ranking."""

import re
from functools import lru_cache

from app.domain.kazakh_suffixes import (
    AFTER,
    CASE_SUFFIXES,
    PLURAL_SUFFIXES,
    POSSESSIVE_SUFFIXES,
    SHORT_ACCUSATIVE,
    SHORTEST_STEM,
    VOICED,
)

_SHORT_ACCUSATIVE = f"(?<=[{AFTER}]){SHORT_ACCUSATIVE}"
_ENDING = re.compile(
    "(?:"
    + "|".join(
        f"(?P<{case}>{'|'.join((*suffixes, *((_SHORT_ACCUSATIVE,) if case == 'acc' else ())))})"
        for case, suffixes in CASE_SUFFIXES
    )
    + ")$"
)
_POSSESSIVE = re.compile(f"(?:{'|'.join(POSSESSIVE_SUFFIXES)})$")
_PLURAL = re.compile(f"(?:{'|'.join(PLURAL_SUFFIXES)})$")
_LETTERS = re.compile("[әғқңөұүһі]")
# A Roman numeral that is typed with the letter of the Kazakh keyboard: «І квартал», «ІV тоқсан».
_NUMERAL = re.compile(r"(?<![\w-])[іivxх]+(?![^\W\d_])")
_LONGEST = 40


def looks_kazakh(low: str) -> bool:
    """Whether a word or a passage has letters that Russian lacks, numerals apart."""
    found = _LETTERS.search(low)
    if found is None or found.group() != "і":
        return found is not None
    return bool(_LETTERS.search(_NUMERAL.sub("", low)))


def case_of(low: str) -> str:
    """Case of a noun by its ending: nom, dat, gen, ins, abl, loc or acc."""
    match = _ENDING.search(low[-4:])
    if match is None or len(low) - len(match.group()) < SHORTEST_STEM:
        return "nom"
    return match.lastgroup or "nom"


def stem(low: str) -> str:
    """A word without case, possession and plural, its last consonant unvoiced."""
    return _stem(low) if len(low) <= _LONGEST else low


@lru_cache(maxsize=1 << 15)
def _stem(low: str) -> str:
    base = low
    match = _ENDING.search(base[-4:])
    if match and len(base) - len(match.group()) >= SHORTEST_STEM:
        base = base[: len(base) - len(match.group())]
        if base[-1] == "-":  # «ІІМ-ге»: an abbreviation, which has no other ending
            return base[:-1]
    for pattern in (_POSSESSIVE, _PLURAL):
        match = pattern.search(base)
        if match and len(base) - len(match.group()) >= SHORTEST_STEM:
            base = base[: match.start()]
            if base[-1] == "-":  # «ББӘ-лерге»
                return base[:-1]
    return base[:-1] + VOICED.get(base[-1:], base[-1:])


def without_case(low: str) -> str:
    """A word without its case alone: «алматының» is «алматы»."""
    match = _ENDING.search(low[-4:])
    return low[: len(low) - len(match.group())] if match and len(low) - len(match.group()) >= SHORTEST_STEM else low


# Words with letters that Russian lacks, all words, and the share of the former that makes a passage Kazakh: names in
# Russian text have some.
KAZAKH_WORD = re.compile(r"(?![іivxх]+(?![^\W\d_]))[^\W\d_]*[әғқңөұүһі][^\W\d_]*")
ANY_WORD = re.compile(r"[^\W\d_]{2,}")
SHARE = 0.2


_SMALL_WORD = re.compile(r"(?<![\w«\"-])(?:[а-яәғқңөұүһі]*[әғқңөұүһі][а-яәғқңөұүһі]*(?![\w-])|тапсыр)")
_IN_QUOTES = re.compile(r"«[^»]*»|\"[^\"]*\"")


def has_small_word(text: str, start: int, end: int) -> bool:
    """Whether text[start:end] has, outside of quotes, a word in small letters some of which Russian lacks; or «тапсыр…»."""
    own = _LETTERS.search(text, start, end) or text.find("тапсыр", start, end) >= 0
    if not own or not _SMALL_WORD.search(text, start, end):
        return False
    return bool(_SMALL_WORD.search(_IN_QUOTES.sub(" ", text[start:end])))


def plain_stem(low: str) -> str:
    """The stem of a noun that stands in the nominative: its «-ты/-ті» is possession, no case («Аппараты», «Президенті»)."""
    base = low
    for pattern in (_POSSESSIVE, _PLURAL):
        match = pattern.search(base)
        if match and match.start() >= SHORTEST_STEM:
            base = base[: match.start()]
    return base[:-1] + VOICED.get(base[-1:], base[-1:])

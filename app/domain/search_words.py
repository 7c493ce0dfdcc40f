"""The one analyser of search: what words a text is found by, and what a person's query asks for.

The index and the query pass through the same steps, so that inflected Russian and Kazakh words meet, also when Kazakh is
typed without Kazakh letters. A word is kept as it is written (folded) and as its stems; which database looks them up, and
how, belongs to `app.models.search` and `app.queries.matching`. After a change here: `tapsyrma search rebuild`.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import snowballstemmer

from app.domain.kazakh_suffixes import (
    AFTER,
    CASE_SUFFIXES,
    PLURAL_SUFFIXES,
    POSSESSIVE_SUFFIXES,
    SHORT_ACCUSATIVE,
    SHORTEST_STEM,
    VOICED,
)

SHORTEST_PREFIX = 4
LONGEST_TOKEN = 40
MOST_TERMS = 12
# PostgreSQL keeps at most 1 MB of words for a row; a document of 2,500 pages has fewer different ones.
MOST_BYTES = 600_000

_FOLDED = str.maketrans("ёқғүұіәөңһ", "екгууиаонх")
_KAZAKH_LETTERS = frozenset("қғүұіәөңһ")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_LATIN = re.compile("[a-z]")
# Latin letters that stand in Cyrillic words by a slip of the keyboard, in Kazakh texts «i» before all.
_ALIKE = str.maketrans("aceopxykmtbhi", "асеорхукмтвни")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
# A word; pieces joined by a sign are one number where any of them has a digit (2026-00012, 415-р, 16.01.2026).
WORD = re.compile(r"[^\W_]+(?:[-‐‑./][^\W_]+)*")
PIECE = re.compile(r"[^\W_]+")
DIGIT = re.compile(r"\d")
_FLEETING = re.compile("(?<=[бвгджзклмнпрстфхцчшщ])[ео](?=[кцлнр]$)")
# Words that say nothing of what is looked for; folded.
_EMPTYWORDS = frozenset(
    "и в во на с со о об от до за из к ко у по для не а но или же ли что как это "
    "мен бен пен жане ушин бойынша туралы да де та те the of and to in for".split()
)


@dataclass(frozen=True)
class Term:
    """One word of a query. A text has it if it has any of the tokens, or one that begins with the prefix ("" = none)."""

    tokens: tuple[str, ...]
    prefix: str = ""

    def meets(self, tokens: Iterable[str]) -> bool:
        """Whether a word with those tokens is what was asked for."""
        return any(each in self.tokens or (self.prefix and each.startswith(self.prefix)) for each in tokens)


def words_of(*texts: str) -> list[str]:
    """The different tokens under which texts are found, in their order: letters, digits and the signs - . / only.

    What goes beyond MOST_BYTES (in UTF-8) is left out.
    """
    found: dict[str, None] = {}
    room = MOST_BYTES
    for token in (token for text in texts for match in WORD.finditer(plain(text)) for token in tokens_of(match[0])):
        if token not in found:
            room -= len(token.encode()) + 1
            if room < 0:
                break
            found[token] = None
    return list(found)


def terms_of(query: str) -> tuple[Term, ...]:
    """What a query asks for, all of it at once; empty when it holds no word. Any text is a query, none is an error."""
    found: dict[Term, None] = {}
    for match in WORD.finditer(plain(query)):
        for word in _asked(match.group()):
            if _folded(word) not in ("", *_EMPTYWORDS) and len(found) < MOST_TERMS:
                found[_term(word)] = None
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def tokens_of(word: str) -> tuple[str, ...]:
    """The tokens of one word of a text; a number that is joined by signs has those of its parts as well."""
    if DIGIT.search(word) and not word.isalnum():
        whole = _cut(_joined(word))
        parts = [part for piece in PIECE.findall(whole) for part in (piece, piece.lstrip("0"))]
        return tuple(dict.fromkeys(part for part in (whole, *parts) if part))
    found: list[str] = []
    for piece in PIECE.findall(word):
        folded = _folded(piece)
        if folded and folded not in _EMPTYWORDS:
            found += (_cut(folded), *_stems(piece, folded))
    return tuple(dict.fromkeys(found))


def first_letters(word: str) -> set[str]:
    """With which letter the tokens of a word may begin: a cheap question before `tokens_of`."""
    letter = word[:1].casefold()
    return {letter.translate(_FOLDED), letter.translate(_ALIKE).translate(_FOLDED)}


def _asked(word: str) -> list[str]:
    """The words of a query in one match: a number stays whole, words joined by a sign are several."""
    return [_cut(_joined(word))] if DIGIT.search(word) else PIECE.findall(word)


@lru_cache(maxsize=1 << 12)
def _term(word: str) -> Term:
    """A piece of a query as what it asks for."""
    if DIGIT.search(word):
        bare = word.lstrip("0") if word.isdigit() else ""
        # A number that is typed as far as its sign (2026-000) is the beginning of one; 12 is not the beginning of 120.
        prefix = word if not word.isalnum() and len(word) >= SHORTEST_PREFIX else ""
        return Term(tuple(dict.fromkeys(each for each in (word, bare) if each)), prefix)
    folded = _folded(word)
    tokens = tuple(dict.fromkeys((_cut(folded), *_stems(word, folded))))
    return Term(tokens, _cut(folded) if len(folded) >= SHORTEST_PREFIX else "")


def plain(text: str) -> str:
    """A text as it is looked through: composed letters, without marks that nobody sees."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFC", text))


def _joined(word: str) -> str:
    """A number as it is compared: small letters, one kind of hyphen."""
    return re.sub("[‐‑]", "-", "".join(_folded(piece) or piece for piece in re.split(r"([-‐‑./])", word)))


def _folded(word: str) -> str:
    """One spelling of a word: small, compatible forms, no Kazakh letters, no ё, no accents on Latin letters."""
    word = unicodedata.normalize("NFKC", word).casefold()
    if not word.isascii():
        if _CYRILLIC.search(word):
            word = word.translate(_ALIKE) if _LATIN.search(word) else word
        else:
            word = unicodedata.normalize("NFKD", word)
        word = word.translate(_FOLDED)
    # What compatible forms and accents leave of signs and marks is no part of a token.
    return "".join(PIECE.findall(word))


def _cut(token: str) -> str:
    return token[:LONGEST_TOKEN]


def _stems(word: str, folded: str) -> tuple[str, ...]:
    """A Cyrillic word without its ending, as Russian and as Kazakh; its language is not known, so it may be either."""
    if len(folded) > LONGEST_TOKEN or not _CYRILLIC.search(folded):
        return ()
    kazakh = _kazakh_stem(folded)
    if not _KAZAKH_LETTERS.isdisjoint(word.casefold()):
        return (kazakh,)
    return _russian_stem(folded), kazakh


def _russian_stem(folded: str) -> str:
    """The stem without a fleeting vowel: «котёл» and «котла», «участок» and «участка» come to the same rest."""
    # Stemmers keep their place in a field, and threads share this module: one is made for each new word.
    return _FLEETING.sub("", snowballstemmer.stemmer("russian").stemWord(folded))


def _kazakh_endings() -> re.Pattern[str]:
    """All suffixes, folded, the longest first; «-нда» goes in two steps («н» after possession, then «да»)."""
    cases = [suffix for _case, suffixes in CASE_SUFFIXES for suffix in suffixes if suffix not in ("нда", "нде")]
    plain = {suffix.translate(_FOLDED) for suffix in (*cases, *POSSESSIVE_SUFFIXES, *PLURAL_SUFFIXES)}
    short = f"(?<=[{AFTER.translate(_FOLDED)}]){SHORT_ACCUSATIVE}"
    return re.compile(f"(?:{'|'.join([*sorted(plain, key=lambda each: (-len(each), each)), short])})$")


_KAZAKH_ENDING = _kazakh_endings()
# Nouns of two letters, folded: «су», «үй», «іс» and the like; of other words so little is not left.
_SHORT_NOUNS = frozenset("су үй іс ел ем ай ой от оқ ат ан ер".translate(_FOLDED).split())
_UNVOICED = {voiced.translate(_FOLDED): plain.translate(_FOLDED) for voiced, plain in VOICED.items()}


def _kazakh_stem(folded: str) -> str:
    """The word without any of the suffixes, as long as enough is left: every form of a noun comes to the same rest."""
    while (match := _KAZAKH_ENDING.search(folded)) and (
        match.start() >= SHORTEST_STEM or folded[: match.start()] in _SHORT_NOUNS
    ):
        folded = folded[: match.start()]
    return folded[:-1] + _UNVOICED.get(folded[-1:], folded[-1:])

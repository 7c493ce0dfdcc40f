"""One spelling for all typography: dashes, quotes, spaces, ё, Latin look-alikes, zero-width marks, decomposed letters.

Rules are written against the folded text only; offsets go back to the original through `Folded.span`. Nothing about
words belongs here.
"""

import re
import unicodedata
from dataclasses import dataclass

from app.extraction.words.wrapping import unwrapped

_DASHES = "‐‑‒–—―−"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\v\f"
_TABLE = {ord(c): "–" for c in "‒–—―−"}
_TABLE |= {ord(c): "-" for c in "‐‑"}
_TABLE |= {ord(c): " " for c in _SPACES}
_TABLE |= {ord("\r"): "\n", ord("\u2028"): "\n", ord("\u2029"): "\n", ord("\x85"): "\n"}
_TABLE |= {ord("ё"): "е", ord("Ё"): "Е"}
_TABLE |= {ord(c): '"' for c in "“”„‟＂"}
_TABLE |= {ord(c): "•" for c in "▪▫■□●○◦‣⁃◾◽▶►✔✅➤➡"}
_BLANKS = frozenset(" " + _SPACES)
_CHANGED = frozenset(map(chr, _TABLE))
_RUN = re.compile(f"[ {_SPACES}]{{2}}")
_DROPPED = frozenset(
    map(
        chr,
        (
            0xAD,
            *range(0x200B, 0x2010),
            *range(0x202A, 0x202F),
            *range(0x2060, 0x2065),
            *range(0xFE00, 0xFE10),
            0xFEFF,
            *range(0x300, 0x370),
        ),
    )
)
_CYRILLIC = "А-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІі"
# Begins with the rarer alphabet, so that Russian text is passed over at the speed of a search for one letter.
_MIXED = re.compile(f"[A-Za-z](?:(?<=[{_CYRILLIC}].)|(?=[{_CYRILLIC}]))", re.DOTALL)
_WORD = re.compile(r"[^\W\d_]+")
# A Latin letter alone between Russian words is a conjunction or a preposition: «a», «c», «o», «y», «k».
_ALONE = re.compile(r"[acoyk](?<=[а-я,] .)(?= [а-яәғқңөұүһіА-Я])")
_ALIKE = str.maketrans("aceopxykmtbhiABCEHKMOPTXYI", "асеорхукмтвһіАВСЕНКМОРТХУІ")
_LATIN = re.compile(r"[A-Za-z]")
_ALIKE_LETTERS = frozenset("aceopxykmtbhiABCEHKMOPTXYI")
_LATIN_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")


@dataclass(frozen=True)
class Folded:
    """text: as rules see it; low: the same in lower case, equally long; positions: place of each character, or None."""

    original: str
    text: str
    low: str
    positions: list[int] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original text behind a range of the folded one."""
        if self.positions is None or start >= end:
            return start, end
        return self.positions[start], self.positions[end - 1] + 1

    def quote(self, start: int, end: int) -> str:
        """The original words behind a range of the folded text."""
        first, last = self.span(start, end)
        return self.original[first:last]


def fold(original: str) -> Folded:
    """Fold a text; the cost is linear in its length."""
    letters = set(original)
    text, positions = original, None
    repeated = "  " in original if letters.isdisjoint(_SPACES) else _RUN.search(original)
    if repeated or not letters.isdisjoint(_DROPPED):
        text, positions = _compose(original)
        letters = set(text)
    for char in sorted(letters & _CHANGED):
        text = text.replace(char, _TABLE[ord(char)])
    if not letters.isdisjoint(_LATIN_LETTERS):
        if _MIXED.search(text):
            text = _WORD.sub(_unmix, text)
        text = _ALONE.sub(lambda match: match.group().translate(_ALIKE), text)
    return Folded(original, text, lowered(text), positions)


def fold_lines(original: str) -> Folded:
    """Fold a text whose lines may be hard-wrapped: as if it had been typed without these line ends."""
    joined, places = unwrapped(original)
    folded = fold(joined)
    if places is None:
        return folded
    positions = places if folded.positions is None else [places[place] for place in folded.positions]
    return Folded(original, folded.text, folded.low, positions)


def lowered(text: str) -> str:
    """Lower case of the same length (some capitals have longer lower forms)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c if len(c.lower()) != 1 else c.lower() for c in text)


def _compose(original: str) -> tuple[str, list[int]]:
    """Drop invisible marks and repeated spaces, join a letter and its combining mark; with the place of what stays."""
    chars: list[str] = []
    positions: list[int] = []
    for place, char in enumerate(original):
        if char in _BLANKS:
            if not chars or chars[-1] not in _BLANKS:
                chars.append(char)
                positions.append(place)
        elif char not in _DROPPED:
            chars.append(char)
            positions.append(place)
        elif chars and unicodedata.combining(char):
            joined = unicodedata.normalize("NFC", chars[-1] + char)
            if len(joined) == 1:
                chars[-1] = joined
    return "".join(chars), positions


def _unmix(match: re.Match[str]) -> str:
    """A word of both alphabets: Latin letters that look Cyrillic become so, where no other Latin letter remains."""
    word = match.group()
    if not _MIXED.search(word):
        return word
    latin = _LATIN.findall(word)
    if len(latin) < len(word) and all(c in _ALIKE_LETTERS for c in latin):
        return word.translate(_ALIKE)
    return word

"""The order of names by the alphabet of a language, made in Python: databases and machines collate differently.

Russian ё follows е, Kazakh letters stand where their alphabet has them (а ә б … и … ы і …); case and accents that are no
letters of the alphabet do not matter. What is sorted belongs to whoever shows it.
"""

import unicodedata
from collections.abc import Callable, Iterable
from functools import cache
from typing import TypeVar

Row = TypeVar("Row")
SortKey = tuple[tuple[int, ...], str]

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"
_KAZAKH = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_ALPHABETS = {"ru": _RUSSIAN, "kk": _KAZAKH}
# Letters of the neighbouring alphabet, for a Kazakh name among Russian ones: after the letter they resemble.
_AKIN = {"ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и"}
_DIGITS, _LATIN_FROM, _CYRILLIC_FROM, _ELSE_FROM = 10, 100, 1000, 100_000


def sort_key(text: str, locale: str) -> SortKey:
    """What to compare instead of the text: figures, Latin, the language's letters; equal ones by their characters."""
    places = _places(locale)
    folded = unicodedata.normalize("NFC", text).casefold()
    return tuple(_place_of(each, places) for each in " ".join(folded.split()) if each.isalnum() or each == " "), text


def by_alphabet(rows: Iterable[Row], name: Callable[[Row], str], locale: str) -> list[Row]:
    """The rows in the order of their names."""
    return sorted(rows, key=lambda row: sort_key(name(row), locale))


@cache
def _places(locale: str) -> dict[str, int]:
    places = {digit: _DIGITS + place for place, digit in enumerate("0123456789")}
    places |= {letter: _LATIN_FROM + 10 * place for place, letter in enumerate(_LATIN)}
    alphabet = _ALPHABETS.get(locale, _RUSSIAN)
    places |= {letter: _CYRILLIC_FROM + 10 * place for place, letter in enumerate(alphabet)}
    for letter, like in _AKIN.items():
        # ұ before ү, both after у.
        places.setdefault(letter, places[like] + (2 if letter == "ү" else 1))
    return places


def _place_of(character: str, places: dict[str, int]) -> int:
    # A blank comes before all letters: a shorter word first.
    return 0 if character == " " else places.get(character) or _place(character)


def _place(character: str) -> int:
    """A letter of no alphabet of ours: an accented Latin one beside its plain one, others last."""
    plain = unicodedata.normalize("NFD", character)[0]
    known = _places("ru").get(plain) if plain != character else None
    return known + 1 if known else _ELSE_FROM + ord(character)

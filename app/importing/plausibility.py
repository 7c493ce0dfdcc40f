"""How much a string looks like Russian, Kazakh or plain Latin text: the measure that tells one wrong decoding from the
right one. Letter frequencies and three facts of spelling; no decoding here.
"""

import re
from itertools import pairwise
from math import log

# Letters in a thousand letters of Russian and of Kazakh prose, rounded; what is missing counts as one in ten thousand.
_RUSSIAN = dict(
    zip(
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
        (
            110,
            84,
            80,
            74,
            67,
            63,
            55,
            47,
            45,
            44,
            35,
            32,
            30,
            28,
            26,
            20,
            19,
            17,
            17,
            16,
            16,
            14,
            12,
            10,
            9,
            7,
            6,
            5,
            4,
            3,
            3,
            1,
            1,
        ),
        strict=True,
    )
)
_KAZAKH = dict(
    zip(
        "аетынрлідсмққбшоғүұөәжкзпгңйиуһ",
        (
            120,
            80,
            60,
            70,
            65,
            60,
            55,
            60,
            50,
            40,
            35,
            25,
            30,
            25,
            15,
            25,
            20,
            10,
            8,
            8,
            8,
            20,
            30,
            20,
            15,
            15,
            15,
            15,
            10,
            15,
            1,
        ),
        strict=True,
    )
)
_RARE = log(0.0001)
_FREQUENCY = {
    letter: log((_RUSSIAN.get(letter, 0) + 0.6 * _KAZAKH.get(letter, 0)) / 1600) for letter in {*_RUSSIAN, *_KAZAKH}
}
_TYPOGRAPHY = frozenset("«»„“”‘’–—…№§°•· \u00ad\u2011")
_TYPOGRAPHIC_SCORE = -3.0
_FOREIGN_SCORE = -11.0
"""Box drawing, currency, control and private characters, U+FFFD."""
_NEVER_FIRST = frozenset("ьъыЬЪЫ")
_WORD = re.compile(r"[^\W\d_]+")
_UNSPEAKABLE = re.compile(
    r"[бвгджзйклмнпрстфхцчшщ]{5,}|[аеёиоуыэюяәөұүі]{3,}|([а-я])\1\1|[аеёоыэя][ыь]|[жш]ы|[йъь][ьъ]|"
    r"[ғқ][кгіөү]|[кг][ғқ]"  # back and front sounds do not meet in a Kazakh word
)
_ODD, _UNLIKELY, _CAPITALS = -6.0, -2.0, -0.5
_CYRILLIC_LETTER = re.compile(r"[\u0400-\u04ff]")
_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")


def likelihood(text: str) -> float:
    """Mean log-likelihood of the characters above ASCII (0.0 where there are none). Higher is better."""
    high = [character for character in text if character > "\x7f"]
    if not high:
        return 0.0
    total = sum(_of_character(character) for character in high)
    total += sum(_of_word(word) for word in _WORD.findall(text) if not word.isascii())
    return total / len(high)


def _of_character(character: str) -> float:
    lower = character.lower()
    if lower in _FREQUENCY:
        return _FREQUENCY[lower]
    if character in _TYPOGRAPHY:
        return _TYPOGRAPHIC_SCORE
    return _RARE if character.isalpha() else _FOREIGN_SCORE


def _of_word(word: str) -> float:
    """Penalties for signs of a wrong decoding: small before capital, a sign letter first, two scripts, no vowels."""
    odd = sum(1 for left, right in pairwise(word) if left.islower() and right.isupper())
    odd += word[0] in _NEVER_FIRST
    odd += bool(_CYRILLIC_LETTER.search(word) and _LATIN_LETTER.search(word))
    unspeakable = len(_UNSPEAKABLE.findall(word.lower()))
    capitals = len(word) > 1 and word.isupper()
    return _ODD * odd + _UNLIKELY * unspeakable + _CAPITALS * capitals

"""Days of a Kazakh month in words: «қарашаның бесінде», «мамырдың он бесіне», «бесінші мамырға», «жиырма бес ақпанға».

Folded lower case. Which month and which year stand beside them is read in `kk_periods.py`.
"""

import re

from app.extraction.deadlines.tokens import Tokens
from app.extraction.lexicon.deadline_kk import DAY_ONES_KK, DAY_TENS_KK, POSSESSED_KK

_TENS = {word: value for value, word in DAY_TENS_KK.items()}
_DAYS = _TENS | {word: value for value, word in DAY_ONES_KK.items()}
_CASES = {ending: case for case, endings in POSSESSED_KK.items() for ending in endings}
_ENDINGS = "|".join(sorted(_CASES, key=len, reverse=True))
_DAY = re.compile(rf"(?P<word>{'|'.join(_DAYS)})(?:(?:с?[ыі])?нш[ыі]с[ыі]|с?[ыі])(?P<case>{_ENDINGS})$")
_ORDINAL = re.compile(rf"(?P<word>{'|'.join(_DAYS)})(?:с?[ыі])?нш[ыі]$")
_STAR = re.compile(rf"(?:жұлдызы|күні)(?P<case>{_ENDINGS})$")
_LAST = 31


def numbered_day(t: Tokens, i: int) -> tuple[int, int] | None:
    """Number and token after of a day before its month: 25, 5-ші, «бесінші», «он бесінші», «жиырма бес»; 32 is kept."""
    number = t.numbers[i]
    if number is not None:
        if len(t.words[i]) > 2 or number == 0:
            return None
        return number, i + 3 if t.words[i + 1] == "-" and t.lex[i + 2].get("k_suffix") == "ord" else i + 1
    tens = _TENS.get(t.words[i], 0)
    last = t.words[i + bool(tens)]
    if ordinal := _ORDINAL.match(last):
        small = not tens or ordinal["word"] not in _TENS
        return (tens + _DAYS[ordinal["word"]], i + 1 + bool(tens)) if small else None
    if last in _DAYS and last not in _TENS:
        return tens + _DAYS[last], i + 1 + bool(tens)
    return (tens, i + 1) if tens else None


def worded_day(t: Tokens, i: int) -> tuple[int, int, str] | None:
    """Day, token after and case of a numeral with a possessive ending; None for another word."""
    tens = _TENS.get(t.words[i], 0)
    match, last = _DAY.match(t.words[i + bool(tens)]), i + bool(tens)
    if match is None and (ordinal := _ORDINAL.match(t.words[last])) and (star := _STAR.match(t.words[last + 1])):
        day = tens + _DAYS[ordinal["word"]]  # «мамырдың бесінші жұлдызына»
        return (day, last + 2, _CASES[star["case"]]) if day <= _LAST else None
    if match is None or (tens and match["word"] in _TENS):
        return None
    day = tens + _DAYS[match["word"]]
    return (day, i + 1 + bool(tens), _CASES[match["case"]]) if day <= _LAST else None

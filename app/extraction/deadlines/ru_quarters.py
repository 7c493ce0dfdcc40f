"""«В 4 квартале» or «за 4 квартала»: whether a number in digits says which quarter or half-year, or how many of them.

The case of the unit and the preposition decide. Numbers in words and in Roman signs say it themselves and are read elsewhere.
"""

from app.extraction.deadlines.tokens import Tokens
from app.extraction.deadlines.words import GENITIVE_UNITS_RU, PLURAL_GENITIVE_UNITS_RU, PLURAL_UNITS_RU

NUMBERED = {"quarter": 4, "half_year": 2}
LINKS = ("-", "и", ",")
# Senses of a preposition behind which «2 квартала» is an accusative, and so a length; "" is no preposition at all.
ACCUSATIVE = frozenset({"over", "on", "on_count", "within_count", ""})


def how_many(t: Tokens, i: int, value: str) -> bool:
    """Whether digits before a quarter or half-year count it: «за 2 квартала», «в течение 4 кварталов», «через 1 квартал».

    value: the sense of the preposition before place i, "" where none stands there.
    """
    found = _numbers(t, i)
    if found is None:
        return False
    first, last, j = found
    if value == "count" or last > NUMBERED[t.lex[j]["unit"]]:
        return True
    if t.words[j] in PLURAL_GENITIVE_UNITS_RU:
        return first == last
    accusative = value in ACCUSATIVE or t.words[i - 1] in ("в", "во")
    return last > 1 and accusative and t.words[j] in GENITIVE_UNITS_RU


def which_one(t: Tokens, i: int, value: str) -> bool:
    """Whether digits before a quarter or half-year name it: «в 4 квартале», «не позднее 2 полугодия», «во 2 кв.»."""
    return _numbers(t, i) is not None and not how_many(t, i, value)


def several(t: Tokens, i: int, j: int) -> bool:
    """«в 2 кварталах» (of a town), «до 2 кварталов»: one number in digits before a plural names no quarter."""
    return t.numbers[i] is not None and t.words[j] in PLURAL_UNITS_RU


def _numbers(t: Tokens, i: int) -> tuple[int, int, int] | None:
    """First and last number in digits and the place of the quarter or half-year behind them."""
    first = last = t.numbers[i]
    if first is None or last is None:
        return None
    j = i + 1
    while t.words[j] in LINKS and t.numbers[j + 1] is not None:
        last, j = t.numbers[j + 1] or 0, j + 2
    return (first, last, j) if t.lex[j].get("unit") in NUMBERED else None

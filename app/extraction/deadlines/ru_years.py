"""Russian years and ordinals, and the small words that may be skipped between the parts of a period."""

from app.domain.periods import Period, Ref, Unit
from app.extraction.deadlines.grammar import changed, full_year, plausible, years
from app.extraction.deadlines.tokens import Tokens
from app.extraction.deadlines.words import (
    ABBREVIATIONS,
    FILLERS_RU,
    NUMBER_SUFFIXES_RU,
    ORDINAL_SUFFIXES_RU,
    YEAR_SUFFIXES_RU,
)
from app.extraction.lexicon.deadline_ru import INFINITIVE_TAILS_RU, REF_LETTERS_RU

SCHOOL = "учебн"
SKIPPED = 3
COUNTED_THINGS = frozenset("%°$€₸№+")
ENDINGS = ORDINAL_SUFFIXES_RU | NUMBER_SUFFIXES_RU
WORDED_THOUSAND = 2000


def dot(t: Tokens, i: int) -> int:
    """Skip the dot of an abbreviation before place i."""
    return i + 1 if t.words[i] == "." and t.glued(i) and t.words[i - 1] in ABBREVIATIONS else i


def fillers(t: Tokens, i: int) -> int:
    """Skip «же», «календарного», «финансового» and the like."""
    for _ in range(SKIPPED):
        if t.words[i] not in FILLERS_RU:
            break
        i += 1
    return i


def is_unit(t: Tokens, i: int, unit: str) -> bool:
    """Whether a word is that unit."""
    return t.lex[i].get("unit") == unit


def ordinal(t: Tokens, i: int) -> tuple[int, int] | None:
    """«первого», «двадцать пятое», 4-й, IV, or a plain number; -1 is «последний»."""
    lex = t.lex[i]
    if "roman" in lex and t.words[i] != "х":
        return lex["roman"], _ending(t, i + 1)
    if "ord" in lex:
        return lex["ord"], i + 1
    tens = lex.get("num")
    if tens in (20, 30) and 0 < t.lex[i + 1].get("ord", 0) < 10:
        return int(tens) + t.lex[i + 1]["ord"], i + 2
    number = t.numbers[i]
    return (number, _ending(t, i + 1)) if number is not None and len(t.words[i]) <= 2 else None


def _ending(t: Tokens, i: int) -> int:
    """Skip «-го» after an ordinal in digits."""
    if t.words[i] == "-" and t.glued(i) and t.glued(i + 1) and t.words[i + 1] in ENDINGS:
        return i + 2
    return i + 1 if t.glued(i) and t.words[i] in ORDINAL_SUFFIXES_RU and len(t.words[i]) > 1 else i


def year(t: Tokens, i: int, loose: bool = True) -> tuple[Period, int, int] | None:
    """An explicit or relative year: the period, its first year (0 if the same) and the token after.

    loose: a number of four digits is a year without the word, because a day, month or edge stands before it.
    """
    lex = t.lex[i]
    if t.words[i] in REF_LETTERS_RU and t.words[i + 1] in (".", "/") and is_unit(t, i + 2, "year"):
        return Period(Unit.YEAR, ref=Ref(REF_LETTERS_RU[t.words[i]])), 0, dot(t, i + 3)
    if "ref" in lex:
        end = fillers(t, i + 1)
        found = year(t, end, loose) if t.words[end][:1].isdecimal() else None
        if found is None and is_unit(t, end, "year"):
            return Period(Unit.YEAR, ref=Ref(lex["ref"])), 0, dot(t, end + 1)
        return found
    return _year_in_words(t, i) or _year_in_digits(t, i, loose)


def _year_in_digits(t: Tokens, i: int, loose: bool) -> tuple[Period, int, int] | None:
    span = years(t, i, YEAR_SUFFIXES_RU)
    if span is None:
        return None
    first, last, end = span
    end = fillers(t, end) if is_unit(t, fillers(t, end), "year") else end
    if is_unit(t, end, "year"):
        end = dot(t, end + 1)
        more = years(t, end + 1, YEAR_SUFFIXES_RU) if t.words[end] in ("-", "и") else None
        if more and more[1] > last and is_unit(t, more[2], "year"):
            last, end = more[1], dot(t, more[2] + 1)
    elif t.words[end].startswith(SCHOOL) or not (loose or t.words[end - 1] in YEAR_SUFFIXES_RU or _closes(t, end)):
        return None
    return Period(Unit.YEAR, year=last), first if first != last else 0, end


def _closes(t: Tokens, i: int) -> bool:
    """Whether nothing follows that a bare number could count («до 2030 мест»)."""
    if i >= t.count or (t.words[i] in ("по", "до") and plausible(t.numbers[i + 1])):
        return True
    return t.words[i].endswith(INFINITIVE_TAILS_RU) or not (t.words[i][0].isalnum() or t.words[i] in COUNTED_THINGS)


def _year_in_words(t: Tokens, i: int) -> tuple[Period, int, int] | None:
    """«две тысячи двадцать шестого года»."""
    if t.lex[i].get("num") != 2 or t.lex[i + 1].get("num") != 1000:
        return None
    end, number = i + 2, WORDED_THOUSAND
    while isinstance(t.lex[end].get("num"), int) and end < i + 5:
        number += t.lex[end]["num"]
        end += 1
    if "ord" not in t.lex[end] or not is_unit(t, end + 1, "year"):
        return None
    return Period(Unit.YEAR, year=number + t.lex[end]["ord"]), 0, end + 2


def with_year(t: Tokens, i: int, period: Period) -> tuple[Period, int]:
    """Add the year that follows a month, day, quarter or season, if one does."""
    start = i + 1 if t.words[i] in (",", "(") and year(t, i + 1, False) else i
    found = year(t, start) or _short_year(t, start)
    if found is None:
        if t.words[i] in ("года", "году") and not t.words[i + 1].startswith(SCHOOL):
            return changed(period, year_ref=Ref.THIS), i + 1
        return period, i
    said, _, end = found
    end += t.words[start - 1] == "(" and t.words[end] == ")"
    if said.year is not None:
        return changed(period, year=said.year), end
    return changed(period, year_ref=said.ref), end


def _short_year(t: Tokens, i: int) -> tuple[Period, int, int] | None:
    """«(1 марта) 26 года»."""
    number = t.numbers[i]
    if number is None or len(t.words[i]) != 2 or not is_unit(t, i + 1, "year") or t.words[i + 1] == "лет":
        return None
    return Period(Unit.YEAR, year=full_year(number)), 0, dot(t, i + 2)

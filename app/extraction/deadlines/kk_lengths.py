"""Kazakh lengths of time: from «екі апта», «10 жұмыс күні», «бір айлық мерзім» to `Count`, with the case of the unit.

Whether a length is a term is decided in `kk.py`; numerals belong to `kk_periods.py`.
"""

from dataclasses import dataclass

from app.domain.periods import WEEK_DAYS
from app.domain.terms import Count
from app.extraction.deadlines.grammar import length
from app.extraction.deadlines.kk_periods import LOC, NOM, NUMBERED, cardinal, unit_of
from app.extraction.deadlines.tokens import Tokens
from app.extraction.deadlines.words import TERM_KK, UNCOUNTED_KK
from app.extraction.lexicon.deadline_kk import ABLATIVE_ENDINGS, BEHIND_KK, PLURALS_KK

FIRST_YEAR = 1000
ROUND_THE_CLOCK = "тәулік"  # «тәулік ішінде» ends on the next day, «күн ішінде» on this one
FRIDAY = 5
TEN_DAYS = 3  # in a month


@dataclass(frozen=True)
class Length:
    """A length of time with the case of its unit; said: a number stands before it; term: «мерзімде» stands behind it."""

    count: Count
    end: int
    case: str
    said: bool
    term: bool = False


def length_of_time(t: Tokens, i: int) -> Length | None:
    """«екі апта», «күнтізбелік 90 күн», «10 жұмыс күні», «бір айлық мерзім», «апта»."""
    j = i + ("k_ref" in t.lex[i] and t.lex[i]["k_ref"] in ("nearest", "next"))
    calendar = t.words[j] == "күнтізбелік"
    j += calendar
    found = cardinal(t, j)
    if found is None and _uncounted(t, j):
        return None
    value, j = found if found else (1.0, j)
    j += t.words[j] == "-" and "k_length" in t.lex[j + 1]
    working = t.words[j] == "жұмыс"
    j += working or t.words[j] in ("күнтізбелік", "толық")
    if "k_length" in t.lex[j]:
        count = length(value, t.lex[j]["k_length"], working)
        return Length(count, j + 2, NOM, True, True) if t.words[j + 1] in TERM_KK else None
    unit, case = unit_of(t, j)
    if (
        not unit
        or (unit == "year" and value >= FIRST_YEAR)
        or (found is None and unit in ("day", "hour") and t.words[j + 1] == "бойы")
    ):
        return None  # «тәулік бойы», «күні бойы»: all the time
    if unit == "day" and found is None and not t.words[j].startswith(ROUND_THE_CLOCK):
        return Length(Count(hours=1), j + 1, case, False)
    if unit == "hour" and found is None:
        return Length(Count(hours=1), j + 1, case, False)
    return Length(length(value, unit, working), j + 1, case, found is not None)


def _uncounted(t: Tokens, i: int) -> bool:
    """«бірнеше ай (ішінде)», «күндер (ішінде)»: more than one, but not how many."""
    if i and t.words[i - 1] in UNCOUNTED_KK:
        return True
    return bool(unit_of(t, i)[0]) and any(plural in t.words[i][2:] for plural in PLURALS_KK)


def names_one(t: Tokens, i: int, length: Length) -> bool:
    """«4 тоқсанда», «2 жартыжылдық ішінде»: digits that say which one; «2 тоқсан бойы», «2 тоқсаннан кейін» count."""
    unit, case = unit_of(t, length.end - 1)
    if t.numbers[i] is None or t.words[length.end] == "бойы" or t.lex[length.end].get("k_post") == "after":
        return False
    last = next((t.numbers[n] for n in (length.end - 2, i) if t.numbers[n] is not None), None) or 0
    return last <= (TEN_DAYS if unit == "ten_days" and case == LOC else NUMBERED.get(unit, 0))


def weeks(t: Tokens, i: int) -> Length | None:
    """«бір жұма ішінде»: a Friday that is counted is a week."""
    found = cardinal(t, i)
    if found is None or t.lex[found[1]].get("k_weekday", (0, ""))[0] != FRIDAY:
        return None
    return Length(Count(days=WEEK_DAYS * int(found[0])), found[1] + 1, t.lex[found[1]]["k_weekday"][1], True)


def is_past(t: Tokens, i: int) -> bool:
    """«соңғы екі жылда», «кейінгі үш айда»: time that is behind; «күннен кейінгі бес күнде» counts from the day."""
    before = t.words[i - 1] if i else ""
    if before not in BEHIND_KK:
        return False
    return before != "кейінгі" or i < 2 or not t.words[i - 2].endswith(ABLATIVE_ENDINGS)

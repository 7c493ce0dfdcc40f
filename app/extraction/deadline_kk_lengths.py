"""Kazakh lengths of time: from «екі апта», «10 жұмыс күні», «бір айлық мерзім» to `Count`, with the case of the unit.

Whether a length is a term is decided in `deadline_kk.py`; numerals belong to `deadline_kk_periods.py`.
"""

from dataclasses import dataclass

from app.domain.periods import WEEK_DAYS
from app.domain.terms import Count
from app.extraction.deadline_grammar import length
from app.extraction.deadline_kk_periods import NOM, cardinal, unit_of
from app.extraction.deadline_tokens import Tokens
from app.extraction.deadline_words import TERM_KK
from app.extraction.lexicon.deadline_kk import ABLATIVE_ENDINGS, BEHIND_KK

FIRST_YEAR = 1000
FRIDAY = 5


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
    if unit == "day" and found is None:
        return Length(Count(hours=1), j + 1, case, False)
    if unit == "hour" and found is None:
        return Length(Count(hours=1), j + 1, case, False)
    return Length(length(value, unit, working), j + 1, case, found is not None)


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

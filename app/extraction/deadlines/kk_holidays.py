"""Kazakh terms that a holiday or the hour of a day gives: «Наурызға дейін», «келер жылғы Жеңіс күніне дейін», «кешке дейін».

Events that are decided each year belong to `kk.py`: they give no day.
"""

from app.domain.periods import Period, Ref, Unit
from app.domain.terms import Prep, Term, TermKind
from app.extraction.deadlines.grammar import Core, Match, Phrases, changed, period_term, years
from app.extraction.deadlines.kk_periods import clock, unit_of
from app.extraction.deadlines.ru_lengths import fixed_day, words
from app.extraction.deadlines.tokens import Tokens
from app.extraction.lexicon.deadline_events import FIXED_KK
from app.extraction.lexicon.deadline_kk import BEFORE_EVENT_KK, BEGINS_KK

FIXED = Phrases(FIXED_KK.items())
PREP_OF = {
    "before": Prep.BEFORE,
    "until": Prep.UNTIL,
    "not_later": Prep.NOT_LATER,
    "from": Prep.FROM,
    "after": Prep.AFTER,
}
_TO_BEGINNING = frozenset({"басына", "басталуына"})  # «жаңа оқу жылының басына пайдалануға беру»
_OF_YEAR = ("жылғы", "жылдың", "жылы")


def holiday(t: Tokens, i: int) -> Match | None:
    """Holidays of a fixed day with a postposition; «кешке дейін»."""
    j = i + (t.lex[i].get("k_ref") in ("next", "this", "nearest"))
    j += t.words[j] == "жаңа" and t.words[j + 1] == "оқу"
    span = years(t, j)
    if found := FIXED.find(t, span[2] if span else j) or _nauryz(t, j):
        return _fixed(t, i, *found, Period(Unit.YEAR, year=span[0]) if span else Period(Unit.YEAR))
    k, year = _of_year(t, i)
    if k > i and (found := FIXED.find(t, k) or _nauryz(t, k)):
        return _fixed(t, i, *found, year)
    if "k_daypart" in t.lex[i] and t.lex[i + 1].get("k_post") == "until":
        return Match(period_term(Prep.NOT_LATER, Core(Period(Unit.DAY, offset=t.lex[i]["k_daypart"]), i + 2)), i, i + 2)
    hour = clock(t, i)
    if hour and t.lex[hour].get("k_post") == "until":
        return Match(period_term(Prep.NOT_LATER, Core(Period(Unit.DAY, offset=0), hour)), i, hour + 1)
    return None


def _nauryz(t: Tokens, i: int) -> tuple[str, int] | None:
    """«… Наурызға дейін»: the holiday has a capital inside of a sentence, the month has none."""
    if i >= t.count:
        return None
    inside = i > 0 and (t.words[i - 1][0].isalpha() or t.words[i - 1] == ",")
    capital = t.text[t.starts[i]].isupper() and not t.text[t.starts[i] + 1 : t.ends[i]].isupper()
    return ("03-21", i + 1) if inside and capital and t.words[i].startswith("наурыз") else None


def _of_year(t: Tokens, i: int) -> tuple[int, Period]:
    """Token behind «2027 жылғы», «келер жылғы», and that year; i where none is said."""
    ref: str = t.lex[i].get("k_ref", "")
    span = years(t, i)
    end = span[2] if span else i + (ref in ("next", "this"))
    if end == i or unit_of(t, end)[0] != "year" or t.words[end] not in _OF_YEAR:
        return i, Period(Unit.YEAR)
    return end + 1, Period(Unit.YEAR, year=span[0]) if span else Period(Unit.YEAR, ref=Ref(ref))


def _fixed(t: Tokens, i: int, value: str, end: int, year: Period) -> Match | None:
    edge = t.lex[end].get("k_edge", ("", ""))[0]
    last = end + (bool(edge) or t.words[end].startswith((*BEGINS_KK, "мереке", "мейрам")))
    post = t.lex[last].get("k_post")
    if post is None and t.words[end].startswith(BEGINS_KK) and t.words[end].endswith(BEFORE_EVENT_KK):
        post, last = "until", end + (t.words[end + 1] == "тұрып")
    if post is None and value == "school_year" and t.words[end] in _TO_BEGINNING:
        post, last = "until", end
    if post is None:
        return None
    prep = PREP_OF[post]
    if value == "school_year":
        if edge in ("end", "middle"):
            return Match(Term(TermKind.EVENT, prep, event=words(t, i, last)), i, last + 1)
        period = changed(year, unit=Unit.DAY, number=1, month=9, ref=None, year_ref=year.ref)
    elif value == "new_year":
        prep = Prep.UNTIL if prep is Prep.BEFORE else prep
        period = Period(Unit.YEAR, ref=Ref.NEXT)
    else:
        period = changed(fixed_day(value, t.published), year=year.year, year_ref=year.ref)
    return Match(period_term(prep, Core(period, last)), i, last + 1)

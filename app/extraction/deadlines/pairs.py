"""Two terms side by side: «до 1 марта и до 1 сентября 2027 года», «2027 жылғы 1 наурызға дейін және 1 қыркүйекке дейін».

A year that is said once holds for both, and the first term knows of the second. Series are joined in `reading.py`.
"""

from itertools import pairwise

from app.domain.periods import Period
from app.domain.terms import Prep, TermKind
from app.extraction.deadlines.grammar import Match, changed
from app.extraction.deadlines.tokens import Tokens

LINKS = frozenset({"и", ",", "а", "также", "және", "мен", "пен", "бен"})
LINK_WORDS = 3
ENDS = frozenset({Prep.UNTIL, Prep.NOT_LATER, Prep.WITHIN})


def paired(t: Tokens, found: list[Match]) -> list[Match]:
    """The same expressions; of two that only «и» or a comma parts, each has the year of the other where it has none."""
    places = [n for n, (one, other) in enumerate(pairwise(found)) if _beside(t, one, other)]
    pairs = list(found)
    # The year of the last holds for all before it, that of the first for all behind it.
    for n in (*reversed(places), *places):
        pairs[n], pairs[n + 1] = _one_year(pairs[n], pairs[n + 1])
    for n in places:
        pairs[n] = pairs[n]._replace(also=pairs[n + 1].term)
    return pairs


def _beside(t: Tokens, one: Match, other: Match) -> bool:
    links = t.words[one.end : other.begin]
    if not links or len(links) > LINK_WORDS or not LINKS.issuperset(links) or one.of_object or other.of_object:
        return False
    return all(
        match.term.kind is TermKind.PERIOD and match.term.prep in ENDS and match.term.start is None
        for match in (one, other)
    )


def _one_year(one: Match, other: Match) -> tuple[Match, Match]:
    first, second = one.term.period, other.term.period
    if first is None or second is None or first.unit is not second.unit or _place(first) >= _place(second):
        return one, other
    if _open(first) and second.year is not None:
        return one._replace(term=changed(one.term, period=changed(first, year=second.year))), other
    if _open(second) and first.year is not None:
        return one, other._replace(term=changed(other.term, period=changed(second, year=first.year)))
    return one, other


def _open(period: Period) -> bool:
    """Whether a period leaves its year open: «1 марта», «в марте»."""
    said = period.year or period.year_ref or period.ref or period.month_ref
    return said is None and period.offset is None and bool(period.number)


def _place(period: Period) -> tuple[int, int]:
    """Its place in a year."""
    return period.month or 0, period.number or 0

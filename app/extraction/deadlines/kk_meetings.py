"""Kazakh terms that a meeting gives: «жұма күнгі отырысқа дейін», «10 қарашада өтетін штабта баяндау».

The day is the meeting's, and so the act's. Where it only tells when something was said («сейсенбідегі отырыста тапсырды»)
or which meeting is meant («10 мамырда өтетін форумды ұйымдастыру»), it is no term and is left to `kk.py`.
"""

import re

from app.domain.periods import Unit
from app.domain.terms import Prep
from app.extraction.deadlines.grammar import Match, period_term
from app.extraction.deadlines.kk_periods import ATTR, LOC, Cased, cased
from app.extraction.deadlines.tokens import Tokens
from app.extraction.lexicon.deadline_kk import HELD_KK, MEETINGS_KK, OBJECT_ENDINGS, REPORTS_AT_KK

_HELD = re.compile(f"{HELD_KK}$")
_AT = re.compile(rf"{MEETINGS_KK}н?[дт][ае]$")
_TO = re.compile(rf"{MEETINGS_KK}(?:[ғгқк][ае]|н[ае])$")
_REPORTS = re.compile(REPORTS_AT_KK)
_ATTENDS = ("қатыс", "кел", "шақыр", "жина", "барды")  # «жұма күнгі жиынға қатысты»: told of the meeting itself
_BETWEEN, _REACH = 4, 4
_DAYS = (Unit.DAY, Unit.WEEKDAY)


def meeting(t: Tokens, i: int) -> Match | None:
    """The day of a meeting before which or at which something has to be done; None where no such meeting follows."""
    found = cased(t, i)
    if found is None or found.core.start or found.core.period.unit not in _DAYS or found.core.period.parts:
        return None
    end = found.core.end
    held = found.case == LOC and _HELD.match(t.words[end]) is not None
    if not (held or found.case == ATTR or t.words[end - 1].endswith(("гі", "ғы"))):
        return None
    for k in range(end + held, min(end + held + _BETWEEN, t.count)):
        if t.words[k].endswith(OBJECT_ENDINGS) or not t.words[k][:1].isalpha():
            return None
        if _TO.match(t.words[k]) and t.lex[k + 1].get("k_post") == "until":
            return Match(period_term(Prep.NOT_LATER, found.core), i, k + 2)
        if _TO.match(t.words[k]) and not held and not t.words[k + 1].startswith(_ATTENDS):
            return Match(period_term(Prep.WITHIN, found.core), i, k + 1)
        if _AT.match(t.words[k]) or _TO.match(t.words[k]):
            return _dated(t, i, k, found)
    return None


def _dated(t: Tokens, i: int, k: int, found: Cased) -> Match | None:
    """At the meeting something is to be reported: an act that is still to come stands right behind."""
    for n in range(k + 1, min(k + 1 + _REACH, t.count)):
        if not t.words[n][:1].isalnum() or t.words[n].endswith(OBJECT_ENDINGS):
            return None
        if _REPORTS.match(t.words[n]) or (t.words[n] in ("есеп", "жауап") and t.words[n + 1].startswith("бер")):
            return Match(period_term(Prep.WITHIN, found.core), i, k + 1)
    return None

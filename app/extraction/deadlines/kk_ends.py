"""Kazakh «until it ends» and «until it comes»: «жыл аяқталғанша», «қыс түскенше», «ай біткенге дейін», «жыл бітпей (тұрып)».

The verb says which edge of the period is meant. Terms with a case and a postposition belong to `kk.py`.
"""

import re

from app.domain.periods import Period, Ref, Unit
from app.domain.terms import Prep
from app.extraction.deadlines.grammar import Core, Match, changed, period_term
from app.extraction.deadlines.kk_periods import NOM, Cased, cased, unit_of
from app.extraction.deadlines.tokens import Tokens
from app.extraction.lexicon import deadline_kk as table

_UNTIL = r"(?:[ғгқк][ае]н(?:ша|ше)|(?P<dative>[ғгқк][ае]н(?:ға|ге))|[мпб][ае]й)$"
_ENDS = re.compile(f"(?:{table.ENDING_VERBS_KK}){_UNTIL}")
_COMES = re.compile(f"(?:{table.COMING_VERBS_KK}){_UNTIL}")
_UNITS = {"week": Unit.WEEK, "month": Unit.MONTH, "quarter": Unit.QUARTER, "year": Unit.YEAR}


def until_edge(t: Tokens, i: int) -> Match | None:
    """A period in the nominative and a verb of ending or coming; «…-ғанға» needs its «дейін»."""
    found = _period(t, i)
    if found is None:
        return None
    end = found.core.end
    ends, comes = _ENDS.match(t.words[end]), _COMES.match(t.words[end])
    verb = ends or comes
    if verb is None or (verb["dative"] and t.lex[end + 1].get("k_post") != "until"):
        return None
    if (comes and not _comes(found.core.period)) or t.words[end - 1].startswith("маусым"):  # «егіс маусымы», no June
        return None
    beside = bool(verb["dative"]) or t.words[end + 1] == "тұрып"
    core = found.core._replace(end=end + 1 + beside)
    return Match(period_term(Prep.WITHIN if ends else Prep.UNTIL, core), i, core.end)


def _comes(period: Period) -> bool:
    """Whether a period lies ahead as a whole: «қыс», «үшінші тоқсан», «2027 жыл», «келесі апта», no «жыл» that runs."""
    if period.unit is Unit.SEASON or period.number or period.year:
        return True
    return period.ref is Ref.NEXT


def _period(t: Tokens, i: int) -> Cased | None:
    """«осы жыл», «2026 жылдың екінші тоқсаны», «күз», and a unit alone: the one that runs."""
    unit, case = unit_of(t, i)
    if unit in _UNITS and case == NOM:
        return Cased(Core(Period(_UNITS[unit], ref=Ref.THIS), i + 1), NOM)
    found = cased(t, i)
    if found is not None and found.core.period.ref is Ref.COMING:  # «жаңа жыл келгенше»
        found = found._replace(core=found.core._replace(period=changed(found.core.period, ref=Ref.NEXT)))
    return found if found is not None and found.case == NOM else None

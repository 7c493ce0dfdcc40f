"""Where the Kazakh present orders: in an act retold, and where a leader tells somebody what he will do by when.

«Құжатқа сәйкес Оқу-ағарту министрлігі 1 сәуірге дейін тізілімді қалыптастырады», «Жолды 1 шілдеге дейін бітіресіз». What is
only foretold («биыл 300 мектеп салады», «көктемде көресіздер») is a plan.
"""

import re

from app.domain.enums import Bound, GiverRole
from app.extraction.kazakh.rows import stands
from app.extraction.lexicon import frames_kk as table
from app.extraction.parts.verdicts import is_act
from app.extraction.text.context import Document, Unit
from app.extraction.text.view import View

_BY_THE_ACT = re.compile(
    r"\W*(?:(?:осы|аталған|бұл|бекітілген|жаңа) )?(?:құжат|қаулы|хаттама|бұйрық|бұйры[ғг]|өкім|шешім|жарлық|жарлы[ғг]|жоспар|"
    r"жол картасы|шаралар кешені)(?:н?[ыі]?[ңн]? ?(?:\d{1,2}-тарма[қғ]ы))?(?:қа|ке|ға|ге|на|не|ына|іне|мен|да|де|нда|нде) "
    r"(?:сәйкес|бойынша|орай)(?![\w-])"
)
_BY_WHEN = re.compile(
    r"(?<![\w-])(?:дейін|кешіктірмей|сайын|ішінде|мерзімде|мерзімінде)(?![\w-])|(?<![\w-])бір рет(?![\w-])"
)
_NEXT_TIME = re.compile(r"(?<![\w-])(?:келесі|алдағы) (?:отырыс|жиын|кеңес|мәжіліс|кездесу|алқа|жолы?)[а-яәғқңөұүһі]*")
_YOU_WILL = re.compile(f"(?:{table.YOU_WILL})$")
_NOT_YOU_WILL = re.compile(f"(?:{table.NOT_YOU_WILL})$")
_LEADS = frozenset(
    {GiverRole.PRESIDENT, GiverRole.PRIME_MINISTER, GiverRole.DEPUTY_PM, GiverRole.AKIM, GiverRole.MINISTER}
)
_ONLY_YEAR = re.compile(r"биыл|ағымдағы жылы|осы жылы|\d{4} жылы?")


def by_the_act(document: Document, start: int, end: int) -> bool:
    """Whether a stretch of an act or of its retelling opens with «Құжатқа сәйкес»."""
    return is_act(document) and _BY_THE_ACT.match(document.folded.low, start, end) is not None


def orders(view: View, index: int) -> bool:
    """Whether a verb of the present at a token orders: a body of the register is its subject, and a term stands before it."""
    document, unit = view.document, view.unit
    if unit.zone is not None or not is_act(document) or not _opened(document, unit):
        return False
    subjects = [g for g in view.groups if g.last < index and stands(g, "nom")]
    known = subjects and any(body.code for mention in subjects[0].mentions for body in mention.bodies)
    return bool(known) and _BY_WHEN.search(document.folded.low, unit.start, view.tokens[index].start) is not None


def _opened(document: Document, unit: Unit) -> bool:
    """Whether this sentence or one before it in the paragraph says that it tells of the act."""
    here = [u for u in document.units(unit.paragraph) if u.start <= unit.start]
    return any(by_the_act(document, u.start, u.end) for u in here)


def tells(view: View, index: int) -> bool:
    """Whether a verb of the second person orders: a leader says it to somebody's face, and when it is to be done."""
    low, zone = view.tokens[index].low, view.unit.zone
    if zone is None or zone.person is None or zone.person.role not in _LEADS or zone.person.foreign:
        return False
    if not _YOU_WILL.match(low) or _NOT_YOU_WILL.match(low):
        return False
    if low.startswith("бер") and index and view.tokens[index - 1].low == "жауап":
        return False  # «… жауап бересіздер»: they answer for it, and are told no act
    stretch = view.document.folded.low, view.unit.start, view.tokens[index].start
    if _BY_WHEN.search(*stretch) or _NEXT_TIME.search(*stretch):
        return True
    return any(
        d.date is None or d.date >= view.document.published
        for d in view.document.deadlines(view.unit)
        if not d.of_object and d.bound is not Bound.FROM and not _ONLY_YEAR.fullmatch(d.text.lower())
    )

"""Terms that are no single day of the act («отвечать в течение суток»), or whose day the text tells elsewhere.

«К следующему заседанию», «келесі отырыста» has a date where another sentence says when that meeting takes place.
"""

import re

from app.domain.enums import Bound, OwnerBasis
from app.extraction.deadlines import Deadline
from app.extraction.lexicon.deadline_events import HAPPENS, HELD
from app.extraction.parts.splitting import Part
from app.extraction.parts.terms import Term
from app.extraction.text.context import Document, Unit
from app.extraction.text.view import View
from app.extraction.words.morphology import imperfective

_EVENT = re.compile(rf"(?<![\w-])(?:к|до|на) (?:начал[ау] |открыти[яю] )?(?P<which>[а-я]{{4,}}) (?P<what>{HELD})[а-я]*")
_EVENT_KK = re.compile(
    r"(?<![\w-])(?P<which>келесі|кезекті|алдағы) (?:[а-яәғқңөұүһі]+ ){0,2}?(?P<what>отырыс|жиын|кеңес|штаб|мәжіліс|алқа|сессия)"
    r"[а-яәғқңөұүһі]{0,5}(?:да|де|та|те|ға|ге|қа|ке|на|не)(?: дейін)?(?![\w-])"
)
_HAPPENS = re.compile(HAPPENS)
_HAPPENS_KK = re.compile(r"(?<![\w-])(?:өт(?:еді|кізіледі|пек)|бол(?:ады|мақ)|белгілен(?:ді|ген)|жоспарлан|шақырыл)")
_ITSELF = re.compile(
    r"[^.,;:\n]{0,40}, (?:котор[а-я]+ [^,.;:\n]{0,30}?(?:состоится|пройд[её]т|провед[а-я]+|намечен[а-я]*|назначен[а-я]*|"
    r"запланирован[а-я]*|соб[еи]р[а-я]+)|(?:намеченн|назначенн|запланированн|предстоящ)[а-я]+)(?![\w-])"
)
_DAY_REACH = 40
_SHORT = re.compile(r"в течение (?:[а-я0-9-]+ ){0,2}(?:сут|час|дн|минут)")
_NORM_KK = re.compile(r".*?(?:сағат|минут)тан (?:кешіктірмей|кешікпей|асырмай)|.*?күн(?:і|і?н)?нен асырмай")
# Work that goes on, for as long as the term says.
_GOES_ON = re.compile(r"(?:проводить|вести|продолжать|осуществлять|работать|дежурить|держать|быть|обходить|собирать)$")
_STEM, _FAR = 4, 30


def each_time(view: View, part: Part, term: Term) -> Term:
    """The term without its date where it is that of every single case: «реагировать на заявки в течение двух часов»."""
    found = term.deadline
    low = view.document.folded.low
    if found is not None and _NORM_KK.match(low, found.start, found.end):
        return term._replace(deadline=found._replace(date=None))  # «хабарды бір сағаттан кешіктірмей жариялау»
    if found is None or found.date is None or not _SHORT.match(low, found.start, found.end):
        return term
    acts = [i for i in view.infinitives if part.start <= view.tokens[i].start < part.end]
    before = [i for i in acts if view.tokens[i].start < found.start]
    act = before[-1] if before else acts[0] if acts else None
    if act is None or not imperfective(view.tokens[act].low) or _GOES_ON.match(view.tokens[act].low):
        return term
    return term._replace(deadline=found._replace(date=None))


def of_event(document: Document, unit: Unit, part: Part, term: Term) -> Term:
    """The term with the date of the event that it names, where the text says elsewhere when that is."""
    if term.deadline is not None and term.deadline.date is not None:
        return term
    low = document.folded.low
    match = _EVENT.search(low, part.start, part.end) or _EVENT_KK.search(low, part.start, part.end)
    if match is None:
        return term
    if said := _in_its_clause(document, unit, match):
        return Term(said, term.recurrence, OwnerBasis.EXPLICIT)
    last = min(len(document.paragraphs), unit.paragraph + _FAR)
    for number in range(max(0, unit.paragraph - _FAR), last):
        for other in document.units(number):
            if other is unit or not document.cues(other).dated or not _same(document, other, match):
                continue
            for day in document.deadlines(other):
                if day.date is not None and day.date >= document.published and day.recurrence is None:
                    start, end = match.span()
                    text = document.folded.text[start:end]
                    placed = day._replace(start=start, end=end, text=text, bound=Bound.UNTIL)
                    return Term(placed, term.recurrence, OwnerBasis.CONTEXT)
    return term


def _in_its_clause(document: Document, unit: Unit, event: re.Match[str]) -> Deadline | None:
    """«к заседанию штаба, которое состоится 23 октября»: the day that a clause about the event gives."""
    clause = _ITSELF.match(document.folded.low, event.end(), unit.end)
    if clause is None:
        return None
    for day in document.deadlines(unit):
        if clause.end() <= day.end <= clause.end() + _DAY_REACH and day.date and day.date >= document.published:
            return day._replace(bound=Bound.UNTIL)
    return None


def _same(document: Document, unit: Unit, event: re.Match[str]) -> bool:
    """Whether a sentence tells when the event takes place: its words in the nominative, and such a verb."""
    low, kazakh = document.folded.low, event.re is _EVENT_KK
    name = rf"(?<![\w-]){event['which'][:_STEM]}[а-я]* {event['what']}[а-я]*(?![\w-])"
    if kazakh:
        name = rf"(?<![\w-])(?:келесі|кезекті|алдағы) (?:[а-яәғқңөұүһі]+ ){{0,2}}?{event['what']}[ыі]? "
    found = re.compile(name).search(low, unit.start, unit.end)
    happens = _HAPPENS_KK if kazakh else _HAPPENS
    return found is not None and happens.search(low, found.end(), unit.end) is not None

"""Time expressions of a text, Russian and Kazakh: where they stand, what date follows, and why.

The grammar is compositional: `ru.py` and `kk.py` read the parts, `app.domain.terms` resolves them. Whether
an expression is the term of an instruction is decided by the extractor, not here; neither is any default term applied.
"""

from dataclasses import replace
from datetime import date
from typing import NamedTuple

from app.domain.calendar import WorkCalendar
from app.domain.enums import Bound, Recurrence
from app.domain.periods import EDGES, Period, Unit
from app.domain.terms import Prep, Resolved, Step, Term, TermKind, resolve
from app.extraction.deadlines import kk as deadline_kk
from app.extraction.deadlines import ru as deadline_ru
from app.extraction.deadlines.forms import STARTS
from app.extraction.deadlines.grammar import Match, changed
from app.extraction.deadlines.pairs import paired
from app.extraction.deadlines.tokens import Tokens
from app.extraction.deadlines.words import REPORTED_KK

Day = date  # the field `date` of Deadline hides the type
SAME_TERM = "same.term"
EXPLICIT, NONE = "explicit", "none"
LINKS = frozenset({",", "-", "и", "(", ":", "начиная", "в"})
THEN = frozenset({"далее", "затем", "впоследствии", "потом", "дальнейшем", "одан", "кейін", "әрі"})
JOINING = LINKS | THEN | REPORTED_KK
TELLING = frozenset({TermKind.PERIOD, TermKind.COUNT, TermKind.SERIES})
LINK_WORDS = 4
BOTH = (True, True)


class Deadline(NamedTuple):
    """One time expression.

    start, end: half-open range of code points; date: last day on time, None where none follows; start_date: first day of
    the interval (milestones «с сентября», ranges); basis: "explicit" where a date or a series follows, else "none"; rule:
    dotted id, named in `app.explanations.RULE_NAMES`; vague: urgency without a date; event: bound to something that no
    calendar fixes; of_object: the period belongs to a noun before it («бюджет на 2027 год») and is no term.
    """

    start: int
    end: int
    text: str
    date: Day | None
    start_date: Day | None
    bound: Bound
    basis: str
    rule: str
    steps: tuple[Step, ...]
    recurrence: Recurrence | None
    vague: bool = False
    event: bool = False
    of_object: bool = False


def find_deadlines(text: str, published: date, calendar: WorkCalendar, offset: int = 0) -> list[Deadline]:
    """All time expressions of a text in order, longest first, none overlapping another; their places from `offset` on."""
    t = Tokens(text, published)
    found: list[Deadline] = []
    last: Deadline | None = None
    for match in paired(t, _merged(t, _scan(t))):
        deadline = _deadline(t, match, published, calendar, offset)
        if deadline.rule == SAME_TERM and last is not None:
            deadline = _same(last, deadline)
        elif deadline.date is not None and not deadline.of_object:
            last = deadline
        found.append(deadline)
    return found


def read_deadline(expression: str, published: date, calendar: WorkCalendar) -> Deadline | None:
    """The expression as a whole, or the longest time expression in it; None where there is none, no date for an object's."""
    t = Tokens(expression, published, lenient=True)
    found = paired(t, _merged(t, _scan(t)))
    if not found:
        return None
    acts = [match for match in found if not match.of_object] or found
    telling = [match for match in acts if match.term.kind in TELLING] or acts
    chosen = max(telling, key=lambda m: (m.also is not None, m.end - m.begin, -m.begin))
    read = _deadline(t, chosen, published, calendar)
    return _no_term(read) if chosen.of_object and read.date is not None else read


def _no_term(read: Deadline) -> Deadline:
    """«программа на 2026-2028 годы»: the day by which the thing lasts is no last day of an act."""
    steps = (*(step for step in read.steps if not step.code.startswith(("bound.", "date"))), Step("none.object"))
    return read._replace(date=None, bound=Bound.NONE, basis=NONE, rule="object.period", steps=steps)


def _same(last: Deadline, found: Deadline) -> Deadline:
    """«в тот же срок», «к этому времени»: the last term named before it in the text."""
    steps = (found.steps[0], Step("same", {"text": last.text}), *last.steps[1:])
    return found._replace(date=last.date, start_date=last.start_date, bound=last.bound, basis=last.basis, steps=steps)


def _scan(t: Tokens) -> list[Match]:
    """Expressions from left to right; only words that may begin (or, in Kazakh, end) one are looked at."""
    found: list[Match] = []
    free = 0
    for i in t.beginnings():
        if i < free or t.counts_nothing(i):
            continue
        match = _read(t, i, free)
        if match is not None and (
            not match.weak or (t.lenient and (match.begin == 0 or t.words[match.begin - 1] == ","))
        ):
            found.append(match)
            free = match.end
    return found


def _read(t: Tokens, i: int, free: int) -> Match | None:
    """The longest expression of either language at a word; none begins before token `free`."""
    russian, kazakh = t.lex[i].get(STARTS, BOTH)
    one = deadline_ru.read(t, i) if russian else None
    other = deadline_kk.read(t, i, free) if kazakh else None
    if one is None or other is None:
        return one or other
    return other if (other.end, not other.weak) > (one.end, not one.weak) else one


def _merged(t: Tokens, found: list[Match]) -> list[Match]:
    """Join a series with the date beside it: «ежегодно, до 1 марта», «30 июня, далее – раз в полгода»."""
    merged: list[Match] = []
    for match in found:
        last = merged[-1] if merged else None
        if last is not None and _linked(t, last.end, match.begin):
            one, other = last.term, match.term
            if other.kind is TermKind.SERIES and one.kind in (TermKind.PERIOD, TermKind.COUNT):
                first = _is_manner(other) or any(t.words[n] in THEN for n in range(last.end, match.begin))
                term = changed(one if first and one.prep is not Prep.FROM else other, recurrence=other.recurrence)
                merged[-1] = last._replace(term=term, end=match.end)
                continue
            if one.kind is TermKind.SERIES and other.kind in (TermKind.PERIOD, TermKind.COUNT, TermKind.SERIES):
                dated = _is_manner(one) and other.kind is not TermKind.SERIES and other.prep is not Prep.FROM
                term = changed(other if dated else one, recurrence=one.recurrence or other.recurrence)
                merged[-1] = last._replace(term=term, end=match.end)
                continue
        merged.append(match)
    return merged


def _is_manner(series: Term) -> bool:
    """«на постоянной основе до 1 февраля»: how it is done; the day beside it stays the term."""
    return series.recurrence is Recurrence.STANDING


def _linked(t: Tokens, first: int, last: int) -> bool:
    """Whether only a comma, a dash, «и» or «далее» stands between two expressions."""
    return last - first <= LINK_WORDS and all(t.words[n] in JOINING for n in range(first, last))


def _deadline(t: Tokens, match: Match, published: date, calendar: WorkCalendar, offset: int = 0) -> Deadline:
    start, end = t.starts[match.begin], t.ends[min(match.end, t.count) - 1]
    text = t.text[start:end]
    term = changed(match.term, text=text)
    found = resolve(term, published, calendar)
    if match.also is not None and found.date is not None:
        other = resolve(match.also, published, calendar).date
        second = (Step("also", {"date": other.isoformat()}),) if other is not None and other != found.date else ()
        found = replace(found, steps=(*found.steps, *second))
    dated = found.date is not None or found.recurrence is not None
    return Deadline(
        start=offset + start,
        end=offset + end,
        text=text,
        date=found.date,
        start_date=found.start,
        bound=found.bound,
        basis=EXPLICIT if dated else NONE,
        rule=_rule(match, found),
        steps=found.steps,
        recurrence=found.recurrence,
        vague=term.kind is TermKind.VAGUE,
        event=bool(term.event),
        of_object=match.of_object,
    )


def _rule(match: Match, found: Resolved) -> str:
    """The id of the rule: how the expression bounds, and what."""
    term = match.term
    if term.kind is TermKind.SERIES:
        return f"series.{found.recurrence or 'other'}"
    if term.kind is TermKind.COUNT and term.count is not None:
        if term.event or term.anchor:
            return "count.from_event" if term.event else "count.from_day"
        if match.over:
            return "count.over"
        return "count.working_days" if term.count.working_days else "count.calendar"
    if term.kind is TermKind.PERIOD and term.period is not None:
        return _period_rule(term.prep, term.period, term.start is not None)
    return {TermKind.EVENT: "event.open", TermKind.SAME: SAME_TERM}.get(term.kind, "vague.term")


def _period_rule(prep: Prep, period: Period, ranged: bool) -> str:
    """«до» says more by the grain of its period than the other prepositions do."""
    if ranged and prep in (Prep.UNTIL, Prep.WITHIN):
        return f"range.{prep.value}"
    if prep in (Prep.FROM, Prep.AFTER):
        return "from.period"
    if prep is Prep.BEFORE:
        return "before.day"
    if prep is not Prep.UNTIL:
        return f"{prep.value}.{'day' if period.is_day else 'period'}"
    if period.is_day:
        return "until.weekday" if period.unit is Unit.WEEKDAY else "until.day"
    if not period.parts:
        return f"until.{period.unit.value}"
    edge = period.parts[-1].kind
    return f"until.{edge.value}" if edge in EDGES else "until.part"

"""One candidate, one instruction or several: another deadline for another act starts another instruction."""

import re
from dataclasses import dataclass, field

from app.domain.enums import Bound
from app.extraction.deadlines import Deadline
from app.extraction.lexicon.frames_kk import LINKS_TERM_KK
from app.extraction.lexicon.nouns import ABOUT_IT, EMPTY_CALLS, HOW_TO_ACT, REPORT_PAPER, REPORTS, RESTATES
from app.extraction.parts.head import Head
from app.extraction.parts.terms import in_range
from app.extraction.text.view import View
from app.extraction.words.morphology import forms, imperfective

_PURPOSE = tuple("чтобы котор что как где если когда сколько насколько кто кого кому почему зачем куда откуда".split())
_FINITE_KK = re.compile(r"[а-яәғқңөұүһі]{2,}(?:[дт][ыі]|[ғгқк][ае]н)$")
_LINKS_TERM_KK = re.compile(LINKS_TERM_KK)
_EDGES = frozenset(",;")
_JOINERS = frozenset("и а также затем".split())


@dataclass
class Part:
    """Tokens of one instruction; start, end: range of the folded text; actions: ranges of its acts."""

    trigger: tuple[int, int]
    start: int
    end: int
    rule: str
    actions: list[tuple[int, int]] = field(default_factory=list)


def parts(view: View, head: Head, kazakh: bool) -> list[Part]:
    """The instructions of a candidate, in order."""
    lo, hi = head.lo, max(head.hi, head.trigger[1])
    while lo < head.trigger[0] and _is_mark(view, lo):
        lo += 1
    rule = head.frame.id if head.frame else head.kind
    whole = Part(head.trigger, view.tokens[lo].start, view.tokens[hi - 1].end, rule)
    if kazakh:
        whole.end = _before_aside(view, head, hi, whole.end)
        whole.actions = [(whole.start, whole.end)]
        return [whole]
    acts = _imperatives(view, head, hi) or _main_acts(view, head, hi)
    if len(acts) == 1 and head.frame is not None and head.frame.needs == "term" and _behind_term(view, head, acts[0]):
        acts = [head.at, *acts]
    edges = [_edge(view, acts[n - 1] if n else lo, act) for n, act in enumerate(acts)] + [hi]
    if acts:
        edges[0] = lo
    whole.actions = [
        (view.tokens[act].start, view.tokens[max(act, edges[n + 1] - 1)].end) for n, act in enumerate(acts)
    ]
    before = head.frame is not None and head.frame.voice == "modal" and acts and acts[0] < head.at
    if len(acts) < 2 or (before and not acts[0] < head.at < acts[1]):
        return [whole]
    return _by_terms(view, head, whole, acts, edges)


def _behind_term(view: View, head: Head, act: int) -> bool:
    """«Минпрому установлен срок – 30 ноября, записки представить в три дня»: an act of its own, with its own day."""
    edge = _edge(view, head.at, act)
    if edge <= head.trigger[1] or view.tokens[edge - 1].text not in _EDGES or view.tokens[act - 1].low == "чтобы":
        return False
    end = view.tokens[max(act, head.hi - 1)].end
    own, earlier = (
        _dated(view, view.tokens[edge].start, end),
        _dated(view, view.tokens[head.lo].start, view.tokens[edge].start),
    )
    return bool(own and earlier) and _differ(own[0], earlier)


def _before_aside(view: View, head: Head, hi: int, end: int) -> int:
    """Where a Kazakh instruction ends: before a dated clause that tells of something else («…, көпір 2029 жылы ашылады»)."""
    after = head.trigger[1]
    told = head.frame is not None and head.frame.voice in ("active", "passive")
    if not told or after + 1 >= hi or view.tokens[after].text != ",":
        return end
    start = view.tokens[after].end
    finite = next((t for t in reversed(view.tokens[after:hi]) if t.word), None)
    if finite is None or not _FINITE_KK.match(finite.low) or any(g.first > after for g in view.groups):
        return end
    if _LINKS_TERM_KK.search(view.document.folded.low, start, end) or not _dated(view, start, end):
        return end
    return view.tokens[after - 1].end


def _is_mark(view: View, index: int) -> bool:
    """A mark, or the number of an item; the number of a day or a year («1 мамырға дейін …») belongs to the act."""
    token = view.tokens[index]
    if token.word or token.text in '«"':
        return False
    return not token.text[0].isdigit() or view.tokens[index + 1].text in ".)"


def _main_acts(view: View, head: Head, hi: int) -> list[int]:
    """Infinitives that are acts themselves, not a purpose («чтобы …») or a part of another act."""
    acts: list[int] = []
    for index in head.infinitives:
        if not (head.lo <= index < hi):
            continue
        start = view.clause_start(index)
        if start <= head.at < index:
            start = head.at  # «приказ, которым комитету предписывается выставить …»: the pronoun is of the order itself
        if any(view.tokens[i].low.startswith(_PURPOSE) for i in range(start, index)):
            continue
        if acts and view.text(index - 2, index) == "а не":
            continue  # «завершить до 1 октября, а не ждать следующей зимы»
        if acts and not _coordinated(view, acts[-1], index):
            continue
        acts.append(index)
    return acts


def _imperatives(view: View, head: Head, hi: int) -> list[int]:
    """«за лето наладьте учёт, и в сентябре отчитайтесь»: the imperatives of a candidate, where there are several."""
    if head.kind != "imperative":
        return []
    found = [head.at]
    for index in range(head.at + 1, hi):
        low = view.tokens[index].low
        if low.endswith(("те", "тесь")) and forms(low).imperative and not forms(low).noun:
            start = view.clause_start(index)
            aside = any(view.tokens[i].low.startswith(_PURPOSE) for i in range(start, index))
            if not aside and _coordinated(view, found[-1], index):
                found.append(index)
    return found if len(found) > 1 else []


def _coordinated(view: View, before: int, index: int) -> bool:
    """A comma, a semicolon or «и» between two infinitives."""
    return any(view.tokens[i].text in _EDGES or view.tokens[i].low in _JOINERS for i in range(before + 1, index))


def _edge(view: View, before: int, act: int) -> int:
    """Where the words of an act begin: after the last comma or «и» between it and the act before.

    A term between commas belongs to the act: «и ежегодно, не позднее 1 апреля, представлять отчёт».
    """
    joins = [i for i in range(act - 1, before, -1) if _joins(view, i)]
    if not joins or view.tokens[joins[0]].text != ",":
        return joins[0] + 1 if joins else act
    return next((i + 1 for i in reversed(joins[1:]) if _is_term(view, i + 1, joins[0])), joins[0] + 1)


def _joins(view: View, index: int) -> bool:
    return (view.tokens[index].text in _EDGES or view.tokens[index].low in _JOINERS) and not view.inside_mention(index)


def _is_term(view: View, first: int, last: int) -> bool:
    """Whether tokens first..last are a term and nothing beside it."""
    start, end = view.tokens[first].start, view.tokens[last - 1].end
    return any(d.start <= start and end <= d.end for d in in_range(view.document, view.unit, start, end))


def _dated(view: View, start: int, end: int) -> list[Deadline]:
    found = in_range(view.document, view.unit, start, end)
    return [d for d in found if d.bound is not Bound.FROM]


def _starts(view: View, start: int, end: int) -> bool:
    """«Пилот запустить с 1 июня, полный охват обеспечить к ноябрю»: the act before has a start of its own."""
    return any(d.bound is Bound.FROM for d in in_range(view.document, view.unit, start, end))


def _apart(view: View, before: int, act: int) -> bool:
    """«Минцифры – завести снимки в портал; пилот показать к 1 мая»: an act of its own behind a semicolon, with its day."""
    return any(view.tokens[index].text == ";" for index in range(before, act))


def _opens(view: View, edge: int, own: list[Deadline]) -> bool:
    """«усилить патрулирование, в месячный срок проработать вопрос»: a term that opens its act behind a comma is its alone."""
    return bool(own) and own[0].start == view.tokens[edge].start and view.tokens[edge - 1].text == ","


def _recurs(view: View, edge: int, act: int, own: list[Deadline]) -> bool:
    """«поднять темп, места обходить по понедельникам»: a series beside an act that is done once; no report about it."""
    reports = REPORTS.match(view.tokens[act].low) or REPORT_PAPER.search(view.text(edge, act + 3))
    return bool(own) and own[0].recurrence is not None and view.tokens[edge - 1].text in _EDGES and not reports


def _forbidden(view: View, act: int) -> bool:
    """«не допускать сева на запретных землях и до 10 июня провести съёмку»: what must not be done has no day by which."""
    low = view.tokens[act].low
    return view.tokens[act - 1].low == "не" and imperfective(low) and not HOW_TO_ACT.match(low)


def _empty_call(view: View, act: int) -> bool:
    """«Министр, займитесь этим, до конца года представьте план»: the first imperative only calls to the second."""
    return EMPTY_CALLS.match(view.document.folded.low, view.tokens[act].start) is not None


def _of_its_own(view: View, head: Head, acts: list[int], edges: list[int], number: int) -> bool:
    """«Застройку прекратить, новый генплан внести в ноябре»: acts with an object each before them, the second with a day."""
    act, edge = acts[number], edges[number]
    if head.kind != "infinitive" or view.tokens[edge - 1].text != "," or number + 1 < len(acts):
        return False
    start, end = view.tokens[edge].start, view.tokens[edges[number + 1] - 1].end
    dated = any(term.date is not None for term in _dated(view, start, end))
    first = view.clause_start(acts[number - 1])
    if not dated or _dated(view, view.tokens[first].start, start):
        return False
    return _has_object(view, first, acts[number - 1]) and _has_object(view, edge, act)


def _has_object(view: View, start: int, act: int) -> bool:
    """A noun right before an act that is its object and no paper about the act before."""
    known = forms(view.tokens[act - 1].low) if act > start else None
    fits = known is not None and known.noun and "acc" in known.cases and not view.inside_mention(act - 1)
    return fits and not any(ABOUT_IT.match(token.low) for token in view.tokens[start:act])


def _by_terms(view: View, head: Head, whole: Part, acts: list[int], edges: list[int]) -> list[Part]:
    """Cut where an act has a term of its own and those before have another."""
    found = [whole]
    whole.actions, actions = whole.actions[:1], whole.actions
    listed = any(token.text == ":" for token in view.tokens[head.lo : acts[0]])
    for number in range(1, len(acts)):
        start, end = view.tokens[edges[number]].start, view.tokens[edges[number + 1] - 1].end
        own = _dated(view, start, end)
        earlier = _dated(view, found[-1].start, start)
        # «поднять сброс с завтрашнего дня и к 25 марта выйти на предел» is one act
        apart = view.tokens[edges[number] - 1].low != "и"
        begun = not earlier and own and own[0].date and apart and _starts(view, found[-1].start, start)
        own_day = bool(own and own[0].date) and _apart(view, acts[number - 1], acts[number])
        again = RESTATES.match(view.document.folded.low, start, end) is not None  # «; сделать это надо до 1 июня»
        begun = begun or (
            not earlier
            and (own_day or _opens(view, edges[number], own) or _recurs(view, edges[number], acts[number], own))
        )
        begun = begun or (not earlier and own and own[0].date is not None and _forbidden(view, acts[number - 1]))
        begun = (begun or _of_its_own(view, head, acts, edges, number)) and not _empty_call(view, acts[number - 1])
        over = listed and not own and bool(earlier) and view.tokens[edges[number] - 1].text == ";"
        if not again and (over or begun or (own and earlier and _differ(own[0], earlier))):
            found[-1].end = start
            part = Part(
                (acts[number], acts[number] + 1), start, whole.end if number == len(acts) - 1 else end, "split_by_term"
            )
            found.append(part)
        found[-1].end = max(found[-1].end, end)
        found[-1].actions.append(actions[number])
    found[-1].end = max(found[-1].end, view.tokens[max(head.hi, head.trigger[1]) - 1].end)
    return found


def _is_series(term: Deadline) -> bool:
    """«ежемесячно», «каждые две недели», which has no name among recurrences."""
    return term.recurrence is not None or term.rule.startswith("series")


def _differ(own: Deadline, earlier: list[Deadline]) -> bool:
    """Another day, or a series beside an act that is done once."""
    if own.vague and own.recurrence is None:
        return any(d.date is not None for d in earlier)
    if _is_series(own):
        return not any(map(_is_series, earlier)) and (own.recurrence is not None or any(d.date for d in earlier))
    if own.date is not None and all(d.date is None and (d.event or _is_series(d)) for d in earlier):
        return True  # «к праздникам …, а к 15 июня – …», «каждую неделю …, а дела – завершить в этом квартале»
    return own.date is not None and any(d.date is not None for d in earlier) and own.date != earlier[0].date

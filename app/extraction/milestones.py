"""Dated stages of projects and plans («строительство начнётся в мае», «завершение – до конца 2029 года»), and goals.

One milestone a date: a sentence with two dates has two, the second may leave its object out. What has passed, what is
conditional and what nature does are none.
"""

import re
from itertools import pairwise

from app.domain.enums import Bound, Evidence, FindingKind, Stage
from app.extraction.context import Document, Unit
from app.extraction.cues import GOAL, NATURE, PLAN, STAGE, Cues, cues, in_future, in_kazakh, in_plans_kk
from app.extraction.deadlines import Deadline
from app.extraction.findings import Finding
from app.extraction.givers import chair_of
from app.extraction.lexicon import milestones as table
from app.extraction.lexicon import vetoes
from app.extraction.morphology import forms
from app.extraction.people import giver_of_person
from app.extraction.terms import absolute, original

_PLANS = re.compile(rf"(?<![\w-])(?:{table.PLANS_RU})")
_STAGE_NOUN = re.compile(
    rf"(?<![\w-]){table.STAGE_NOUNS}[^,;]*?(?:[–-]|намечен|запланирован|назначен)\s*(?:на |до |в |к )?"
)
_GOAL = re.compile(table.GOALS)
_NATURE = re.compile(table.NATURE)
_CONDITION = re.compile(f"{vetoes.CONDITION_RU}|{table.CONDITION_KK}")
_WHOLE_YEAR_KK = re.compile(table.WHOLE_YEAR_KK)
_PROMISE = re.compile(table.PROMISE_RU)
_STAGES = tuple((Stage(name), re.compile(rf"(?<![\w-])(?:{pattern})")) for name, pattern in table.STAGES)
_PROJECT = re.compile(
    r"(?:проект[а-я]*,? (?:как )?|жоба[а-яәғқңөұүһі]* )(?P<name>(?:«[^»\n]{2,60}»)|"
    r"[A-Z][\w&+-]*(?: [A-Z][\w&+-]*)*)|«(?P<kk>[^»\n]{2,60})» жоба"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BREAKS = re.compile(r",(?!\d)|;|(?<![\w-])(?:и|а|затем|ал)(?![\w-])")
_SERIES = re.compile(r"^[^,;:]{0,60}(?<![\w-])(?:будет|будут)(?![\w-])")
_AT_THE_HEAD = 12
_CONFIDENCE, _LOOSE = 0.85, 0.6


def milestones(document: Document, unit: Unit, taken: list[tuple[int, int]]) -> list[Finding]:
    """Milestones and goals of a unit; dates inside `taken` ranges of the folded text belong to instructions."""
    low, stretch = document.folded.low, document.cues(unit)
    if not stretch.dated or not planned(document, unit.start, unit.end, stretch):
        return []
    dated = [d for d in (absolute(unit, d) for d in document.deadlines(unit)) if _open(document, d)]
    dated = [d for d in dated if not any(start <= d.start < end for start, end in taken)]
    if not dated and not taken and _SERIES.match(low[unit.start : unit.end]):
        return _series(document, unit)
    if not dated or _CONDITION.search(low, unit.start, unit.end):
        return []
    if stretch.all & NATURE and _NATURE.search(low, unit.start, unit.end):
        return []
    if stretch.all & GOAL and _GOAL.search(low, unit.start, unit.end):
        return [_goal(document, unit, dated[0])]
    if _PROMISE.search(low, unit.start, unit.end):
        return []
    found: list[Finding] = []
    for number, (start, end) in enumerate(_segments(document, unit, dated)):
        term = dated[number]
        cue = _planned(document, start, end, cues(low, start, end)) and not _done(document, start, end, term)
        if _WHOLE_YEAR_KK.match(low, term.start, term.end) and stage_of(low[start:end]) is None:
            continue
        if cue or (found and number and _elliptic(document, start, end)):
            found.append(_milestone(document, start, end, term))
    return found


def _series(document: Document, unit: Unit) -> list[Finding]:
    """«Он будет ежегодно сопровождать проекты»: a plan that comes again, without a date."""
    term = next((absolute(unit, d) for d in document.deadlines(unit) if d.recurrence is not None), None)
    if term is None:
        return []
    start, end = _trimmed(document.folded.low, unit.start, unit.end)
    return [_milestone(document, start, end, term)._replace(recurrence=term.recurrence, confidence=_LOOSE)]


def _done(document: Document, start: int, end: int, term: Deadline) -> bool:
    """«В этом году компания открыла депо, куда будет поступать техника»: the date is of what is done already."""
    low = document.folded.low
    if term.start > start + _AT_THE_HEAD:
        return False
    for match in _WORD.finditer(low, term.end, end):
        known = forms(match.group())
        if known.finite and known.past:
            return True
        if known.finite or known.passive or _PLANS.match(low, match.start()):
            return False
    return False


def planned(document: Document, start: int, end: int, stretch: Cues) -> bool:
    """Whether a stretch has any word of planning or aim, or a verb of the future."""
    if stretch.all & GOAL and _GOAL.search(document.folded.low, start, end):
        return True
    return _planned(document, start, end, stretch)


def _open(document: Document, term: Deadline) -> bool:
    """A dated term that has not passed; a start counts with its first day."""
    day = term.date or (term.start_date if term.bound is Bound.FROM else None)
    return (
        day is not None
        and day >= document.published
        and not term.of_object
        and term.recurrence is None
        and not document.folded.low[max(0, term.start - 3) : term.start].endswith("не ")
    )


def _segments(document: Document, unit: Unit, dated: list[Deadline]) -> list[tuple[int, int]]:
    """The stretch of each date: cut at the last comma or «и» between two dates."""
    low = document.folded.low
    cuts = []
    for before, after in pairwise(dated):
        breaks = list(_BREAKS.finditer(low, before.end, after.start))
        cuts.append(breaks[0].start() if breaks else before.end)
    edges = [unit.start, *cuts, unit.end]
    return [_trimmed(low, edges[i], edges[i + 1]) for i in range(len(dated))]


def _trimmed(low: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not low[start].isalnum() and low[start] not in '«"':
        start += 1
    while start < end and low[end - 1] in " .,;:!?–-\n":
        end -= 1
    return start, end


def _planned(document: Document, start: int, end: int, stretch: Cues) -> bool:
    """A word of planning, a verb of the future, or a noun of a stage with a dash."""
    low = document.folded.low
    if stretch.all & PLAN and _PLANS.search(low, start, end):
        return True
    if stretch.all & STAGE and _STAGE_NOUN.search(low, start, end):
        return True
    return in_plans_kk(stretch) if in_kazakh(stretch) else in_future(stretch)


def _elliptic(document: Document, start: int, end: int) -> bool:
    return "–" in document.folded.text[start:end] or (
        end - start < 120 and not any(forms(m.group()).past for m in _WORD.finditer(document.folded.low, start, end))
    )


def _milestone(document: Document, start: int, end: int, term: Deadline) -> Finding:
    if term.date is None:
        term = term._replace(date=term.start_date, bound=Bound.UNTIL)
    first, last = document.folded.span(start, end)
    return Finding(
        kind=FindingKind.MILESTONE,
        start=first,
        end=last,
        quote=document.folded.original[first:last],
        rule="milestone.plan",
        deadline=original(document, term),
        stage=stage_of(document.folded.low[start:end]),
        confidence=_CONFIDENCE,
        evidence=Evidence.SECONDARY if document.secondary else Evidence.PRIMARY,
        project=project_near(document, start),
    )


def _goal(document: Document, unit: Unit, term: Deadline) -> Finding:
    start, end = _trimmed(document.folded.low, unit.start, unit.end)
    first, last = document.folded.span(start, end)
    person = unit.zone.person if unit.zone else chair_of(document)
    return Finding(
        kind=FindingKind.GOAL,
        start=first,
        end=last,
        quote=document.folded.original[first:last],
        rule="goal.aim",
        giver=giver_of_person(document, person, "giver.leader"),
        deadline=original(document, term),
        confidence=_LOOSE,
        evidence=Evidence.SECONDARY if document.secondary else Evidence.PRIMARY,
    )


def stage_of(low: str) -> Stage | None:
    """Stage of a project that a phrase names, or None."""
    return next((stage for stage, pattern in _STAGES if pattern.search(low)), None)


def project_near(document: Document, place: int, reach: int = 900) -> str | None:
    """The last project named before a place (or at it), within a paragraph or two."""
    found = None
    for match in _PROJECT.finditer(document.folded.text, max(0, place - reach), place + 200):
        if match.start() <= place + 150 and document.folded.text.count("\n", match.end(), max(place, match.end())) <= 2:
            found = match
    if found is None:
        return None
    start, end = found.span("name") if found["name"] else found.span("kk")
    return document.folded.quote(start, end).strip("«»")

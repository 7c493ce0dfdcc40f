"""Dated stages of projects and plans («строительство начнётся в мае», «завершение – до конца 2029 года»), and goals.

One milestone a date: a sentence with two dates has two, the second may leave its object out. What has passed, what is
conditional and what nature does are none; dates of anything else than a stage are told apart in `no_stages.py`.
"""

import re
from itertools import pairwise

from app.domain.enums import Bound, Evidence, FindingKind
from app.extraction.deadlines import Deadline, read_deadline
from app.extraction.findings import Finding
from app.extraction.lexicon import milestones as table
from app.extraction.lexicon import vetoes
from app.extraction.no_stages import contest_or_forecast, habitual, of_no_project
from app.extraction.parts.aims import level_by_a_year
from app.extraction.parts.people import giver_of_person
from app.extraction.parts.terms import original
from app.extraction.speech.chair import chair_of
from app.extraction.stages import project_near, stage_of
from app.extraction.text.context import Document, Unit
from app.extraction.words.cues import GOAL, NATURE, PLAN, STAGE, Cues, cues, in_future, in_kazakh, in_plans_kk
from app.extraction.words.kazakh import looks_kazakh
from app.extraction.words.morphology import forms

_PLANS = re.compile(rf"(?<![\w-])(?:{table.PLANS_RU})")
_STAGE_NOUN = re.compile(
    rf"(?<![\w-]){table.STAGE_NOUNS}[^,;]{{0,80}}?(?:, [^,;]{{1,40}},)? ?(?:[–-]|намечен|запланирован|назначен)\s*"
    r"(?:на |до |в |к )?"
)
_LINE = re.compile(rf"(?<![\w-]){table.WORK_NOUNS}[^,;]{{0,80}}?(?: [–-]|:) ")
_LINE_KK = re.compile(
    rf"(?<![\w-]){table.WORK_NOUNS_KK}[^,;:–]{{0,60}}?\s*[–:] (?P<term>(?=[^,;.]{{0,40}}?(?:{table.TERM_OF_LINE}))"
    r"[^,;.\n]{3,60}?)(?=\s*(?:[,;.\n]|$))"
)
_MOVED, _GIVEN_UP = re.compile(table.MOVED), re.compile(table.GIVEN_UP)
_MOVED_TO_KK, _CONVERB_KK = re.compile(table.MOVED_TO_KK), re.compile(table.CONVERB_KK)
_GOAL = re.compile(table.GOALS)
_NATURE = re.compile(table.NATURE)
_CONDITION = re.compile(f"{vetoes.CONDITION_RU}|{table.CONDITION_KK}")
_KNOWN_DAY_KK = re.compile(f"{table.KNOWN_DAY_KK}|{table.OWN_PLANS_OF_WORDS_KK}")
_START_KK, _ONWARDS = re.compile(table.START_KK), " бастап"
_NEXT_MEETING = re.compile(table.NEXT_MEETING)
_ASKED_UPWARDS = re.compile(table.ASKED_UPWARDS)
_MONTH_ALONE = re.compile(table.MONTH_ALONE)
_OUR_AIM = re.compile(table.OUR_AIM)
_VISIT, _PROMISE = re.compile(table.VISITS), re.compile(table.PROMISE_RU)
_MONEY_PROVIDED = re.compile(table.MONEY_PROVIDED)
_NOMINAL = re.compile(
    rf"(?:[\W\d]*|[^,;]*[,;:] )(?:[а-я-]+(?:ый|ий|ой|ая|ое|ые|ие) ){{0,2}}(?:{table.WORK_NOUNS[3:-1]}|{table.STAGE_NOUNS[3:-1]})"
    r"[^,;]{0,80}?\s*[–:-]\s*(?:на |до |в |во |к )?$"
)
_DOUBT, _CHANGE, _EVENT, _NEGATED, _AIM, _WANTED = (
    re.compile(pattern)
    for pattern in (
        f"{table.DOUBT}|{table.DOUBT_KK}",
        table.CHANGE,
        table.EVENTS,
        table.NEGATED,
        table.AIMS,
        table.WANTED,
    )
)
_NOT = re.compile(r"(?<![\w-])не $")
_NEVER_BEFORE = ("не ранее", "не раньше", "раньше", "ранее")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BREAKS = re.compile(r",(?!\d)|;|(?<![\w-])(?:и|а|затем|ал)(?![\w-])")
_SERIES = re.compile(r"^[^,;:]{0,60}(?<![\w-])(?:будет|будут)(?![\w-])")
_AFTERWARDS = re.compile(r", (?:после чего|чтобы|что позволит|котор[а-я]+|где) ")
_AT_THE_HEAD = 12
_INSTEAD = "вместо "
_CONFIDENCE, _LOOSE = 0.85, 0.6


def milestones(document: Document, unit: Unit, taken: list[tuple[int, int]]) -> list[Finding]:
    """Milestones and goals of a unit; dates inside `taken` ranges of the folded text belong to instructions."""
    low, stretch = document.folded.low, document.cues(unit)
    if stretch.all & GOAL and not taken and _OUR_AIM.match(low, unit.start, unit.end):
        return [_goal(document, unit, next(iter(_dated(document, unit)), None))]
    if not stretch.dated or not (
        planned(document, unit.start, unit.end, stretch) or level_by_a_year(document, unit.start, unit.end)
    ):
        return []
    dated = [d for d in _dated(document, unit) if not any(start <= d.start < end for start, end in taken)]
    if not dated and not taken and _SERIES.match(low[unit.start : unit.end]):
        return _series(document, unit)
    if not dated or _CONDITION.search(low, unit.start, unit.end) or _DOUBT.search(low, unit.start, unit.end):
        return []
    if low[unit.start : unit.end].rstrip(' »"').endswith("?") or contest_or_forecast(low, unit.start, unit.end):
        return []
    if stretch.all & NATURE and _NATURE.search(low, unit.start, unit.end):
        return []
    if len(dated) == 1 and _MONEY_PROVIDED.search(low, unit.start, unit.end):
        return []
    if stretch.all & GOAL and _GOAL.search(low, unit.start, unit.end):
        return [_goal(document, unit, dated[0])]
    if _PROMISE.search(low, unit.start, _clause_end(low, dated[-1].end, unit.end)) or habitual(
        low, unit.start, unit.end
    ):
        return []
    found: list[Finding] = []
    if _promised_upwards(document, unit):
        return []
    spans = _segments(document, unit, dated)
    for number, (start, end) in enumerate(spans):
        term = dated[number]
        if _aimed(low, start, end) or level_by_a_year(document, start, end):
            found.append(_goal(document, unit, term))
            continue
        cue = _open_stage(document, start, end, term) or _before_its_verb(document, spans, dated, number)
        staged = cue or (found and number and _elliptic(document, start, end))
        if staged and not of_no_project(document, start, end, term):
            found.append(_milestone(document, start, end, term))
    return found


def _promised_upwards(document: Document, unit: Unit) -> bool:
    """«Отправим на этой неделе», «заявку надо получить до мая», to whoever leads a recorded meeting: no stage of a work."""
    low, zone = document.folded.low, unit.zone
    if zone is None or zone.turn != "answer" or not document.turns:
        return False
    if _ASKED_UPWARDS.search(low, unit.start, unit.end):
        return True
    words = list(_WORD.finditer(low, unit.start, unit.end))
    ours = any(word.group().endswith(("м", "мся")) and forms(word.group()).future for word in words)
    terms = document.deadlines(unit)
    rest = (word for word in words if not any(term.start <= word.start() < term.end for term in terms))
    return ours and not any(forms(word.group()).noun for word in rest)


def _clause_end(low: str, place: int, end: int) -> int:
    """Where the clause of the last date ends: «Завод запустят в мае, оператор пообещал профинансировать ещё шесть»."""
    comma = low.find(", ", place, end)
    return comma if comma >= 0 else end


def _dated(document: Document, unit: Unit) -> list[Deadline]:
    """Terms of a unit with a date that has not passed and is not given up for another."""
    terms = sorted((*document.deadlines(unit), *_terms_of_lines(document, unit)), key=lambda term: term.start)
    return [d for d in terms if _open(document, d) and not _given_up(document.folded.low, unit, d, terms)]


def _terms_of_lines(document: Document, unit: Unit) -> list[Deadline]:
    """«жобалау – 2027 жыл, құрылыс – 2028 жыл», «1 мамырдан … басталады»: terms in the lines and stages of a plan only.

    In Russian «завод труб и комплекс по выпуску ферросплавов (сентябрь)».
    """
    low, known = document.folded.low, document.deadlines(unit)
    if not looks_kazakh(low[unit.start : unit.end]):
        months = _MONTH_ALONE.finditer(low, unit.start, unit.end)
        spans = [(*match.span("month"), f"в {match['stem']}е") for match in months]
        read = [(s, e, read_deadline(said, document.published, document.calendar)) for s, e, said in spans]
        return [
            term._replace(start=s, end=e, text=document.folded.text[s:e]) for s, e, term in read if term is not None
        ]
    if not document.cues(unit).all & STAGE or not looks_kazakh(low[unit.start : unit.end]):
        return []
    found = []
    lines = [(*match.span("term"), "") for match in _LINE_KK.finditer(low, unit.start, unit.end)]
    starts = [(*match.span("day"), _ONWARDS) for match in _START_KK.finditer(low, unit.start, unit.end)]
    for start, end, onwards in lines + starts:
        term = read_deadline(document.folded.text[start:end] + onwards, document.published, document.calendar)
        if term is None or term.start_date is None or any(d.start < end and start < d.end for d in known):
            continue
        first, last = start + term.start, min(end, start + term.end)
        found.append(term._replace(start=first, end=last, text=document.folded.text[first:last]))
    return found


def _given_up(low: str, unit: Unit, term: Deadline, terms: list[Deadline]) -> bool:
    """«перенесён с декабря 2026 года на июнь»: the date beside another that came in its place."""
    instead = low.endswith(_INSTEAD, unit.start, term.start)
    if not instead and not (_GIVEN_UP.match(low[term.start : term.end]) and _MOVED.search(low, unit.start, unit.end)):
        return False
    gaps = (low[min(a.end, term.end) : max(a.start, term.start)] for a in terms if a is not term)
    return any(gap.strip(" ,(") in ("", _INSTEAD.strip()) for gap in gaps)


def _open_stage(document: Document, start: int, end: int, term: Deadline) -> bool:
    return _staged(document, start, end, term) and not _done(document, start, end, term)


def _before_its_verb(document: Document, spans: list[tuple[int, int]], dated: list[Deadline], number: int) -> bool:
    """«мамырда басталып, 2029 жылы аяқталады», «құрылыс 2028 жылы, іске қосу 2029 жылы жоспарланған»: the verb comes last."""
    low = document.folded.low
    for place in range(number, len(spans) - 1):
        (start, end), term = spans[place], dated[place]
        in_kazakh_words = looks_kazakh(low[start : spans[-1][1]])
        converb = in_kazakh_words and _CONVERB_KK.search(low, start, end) is not None
        if not converb and (term.end < end or not cues(low, start, term.start).all & STAGE):
            return False
        if any(forms(word.group()).past for word in _WORD.finditer(low, start, end)):
            return False
        if _open_stage(document, *spans[place + 1], dated[place + 1]):
            return True
    return False


def _aimed(low: str, start: int, end: int) -> bool:
    """«К 2030 году уровень газификации должен достигнуть 74 процентов»: a level that is wanted."""
    return _AIM.search(low, start, end) is not None and _WANTED.search(low, start, end) is not None


def _staged(document: Document, start: int, end: int, term: Deadline) -> bool:
    """Whether a stretch plans a stage: by a word of planning, a line of a plan, or a verb of works in the future."""
    low, stretch = document.folded.low, cues(document.folded.low, start, end)
    if (stretch.all & PLAN and _PLANS.search(low, start, end)) or _is_line(low, start, end, term):
        return True
    after = _AFTERWARDS.search(low, term.end, end)
    if (
        _CHANGE.search(low, start, after.start() if after else end)
        or _EVENT.search(low, start, end)
        or _VISIT.search(low, start, end)
        or _NEGATED.search(low, start, end)
    ):
        return False
    return _planned(document, start, end, stretch)


def _is_line(low: str, start: int, end: int, term: Deadline) -> bool:
    """«разработка ПСД – I квартал 2026 г.»: a noun of work, a dash, and the term last."""
    before = low[start : term.start]
    if (named := _NEXT_MEETING.match(low, start, end)) and named.end() == term.start:
        return True
    return _NOMINAL.match(before) is not None and not _WORD.search(low, term.end, end)


def _series(document: Document, unit: Unit) -> list[Finding]:
    """«Он будет ежегодно сопровождать проекты»: a plan that comes again, without a date."""
    term = next((d for d in document.deadlines(unit) if d.recurrence is not None), None)
    if term is None:
        return []
    start, end = _trimmed(document.folded.low, unit.start, unit.end)
    return [_milestone(document, start, end, term)._replace(recurrence=term.recurrence, confidence=_LOOSE)]


def _done(document: Document, start: int, end: int, term: Deadline) -> bool:
    """«В этом году компания открыла депо, куда будет поступать техника»: the date is of what is done already."""
    low = document.folded.low
    if term.start > start + _AT_THE_HEAD or looks_kazakh(low[start:end]):
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
    if stretch.all & PLAN and _aimed(document.folded.low, start, end):
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
        and not term.text.lower().startswith(_NEVER_BEFORE)
        and not term.text.lower().endswith(" бойы")  # «үш тәулік бойы тұрып қалады»: how long it lasts
        and not _NOT.search(document.folded.low, max(0, term.start - 4), term.start)
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
    if stretch.all & STAGE and (_STAGE_NOUN.search(low, start, end) or _LINE.search(low, start, end)):
        return True
    if _NEXT_MEETING.match(low, start, end):
        return True
    if in_kazakh(stretch):
        named = (_KNOWN_DAY_KK, _MOVED_TO_KK, _LINE_KK) if stretch.all & STAGE else (_KNOWN_DAY_KK,)
        return in_plans_kk(stretch) or any(pattern.search(low, start, end) for pattern in named)
    return in_future(stretch)


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
        project=project_near(document, start, end),
    )


def _goal(document: Document, unit: Unit, term: Deadline | None) -> Finding:
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

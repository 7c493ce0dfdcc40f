"""An instruction in the making, the exact letters of its parts in the original text, and the finding it becomes.

Which sentences become drafts, and when they are findings, is decided in `assembly.py`.
"""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from app.domain.enums import Evidence, FindingKind, OwnerBasis
from app.extraction.findings import Action, Finding, Trigger
from app.extraction.kazakh.rows import reports_on_it
from app.extraction.lexicon.nouns import REPORTING, RESTATES, SAID_AGAIN, STATED
from app.extraction.lexicon.vetoes import UNLIKE
from app.extraction.parts.head import Head
from app.extraction.parts.limits import limit
from app.extraction.parts.owners import Chosen, as_owners
from app.extraction.parts.people import UNKNOWN_GIVER, giver_of_person
from app.extraction.parts.respectively import each_length
from app.extraction.parts.splitting import Part
from app.extraction.parts.terms import NO_TERM, Term, choose, in_range, original, weak_term
from app.extraction.parts.verdicts import Verdict
from app.extraction.text.context import Document
from app.extraction.text.view import View
from app.extraction.weighing.likelihood import WEIGHED, reasons

# A conjunction that leads to the next act stays outside of this one.
_OPEN_END = re.compile(r"[\s,;]+(?:а также|и|а|также|және)$", re.IGNORECASE)
_TRIM = " .,;:!–-\n"


# What opens the sentence that tells the tasks, after one that only says how many there are.
_IN_DETAIL = re.compile(
    r"\W*(?:атап айтқанда|соның ішінде|нақтырақ айтқанда|дәлірек айтқанда|оның ішінде|бірінші кезекте|ең алдымен)(?![\w-])"
)
_TASKS_KK = re.compile(
    r"(?<![\w-])(?:бірқатар|нақты|бірнеше|мынадай|келесі|тиісті|маңызды|екі|үш|төрт|бес)"
    r"(?: [а-яәғқңөұүһі]+)? (?:тапсырма|міндет|нұсқау|талап)(?:лар|тер)?(?:ды|ы|ын|ін|ті)? "
    r"(?:бер|жүкте|қой|белгіле|айқында)[а-яәғқңөұүһі]+\W*$"
)


@dataclass
class Draft:
    """An instruction in the making; a later sentence may still give its term. header: of the list whose owners it has."""

    view: View
    part: Part
    verdict: Verdict
    chosen: list[Chosen]
    basis: OwnerBasis
    term: Term = NO_TERM
    end: int = 0
    header: Verdict | None = None


def trigger_of(document: Document, view: View, tokens: tuple[int, int]) -> Trigger:
    """The directive word or words, with original offsets; tokens: half-open numbers of the view's tokens."""
    start, end = document.folded.span(view.tokens[tokens[0]].start, view.tokens[tokens[1] - 1].end)
    return Trigger(document.folded.original[start:end], start, end)


def actions_of(document: Document, part: Part) -> tuple[Action, ...]:
    """What is to be done, with original offsets."""
    found = []
    for first, last in part.actions:
        start, end = trimmed(document, first, last)
        if open_end := _OPEN_END.search(document.folded.text, max(start, end - 12), end):
            end = open_end.start()
        start, end = document.folded.span(start, end)
        found.append(Action(document.folded.original[start:end], start, end))
    return tuple(found)


def trimmed(document: Document, start: int, end: int) -> tuple[int, int]:
    """The stretch of folded text without blanks, points and bullets around it."""
    text = document.folded.text
    while start < end and (text[start] in _TRIM or text[start] in "•*)"):
        start += 1
    while end > start and text[end - 1] in _TRIM:
        end -= 1
    return start, end


def leading_term(last: Draft, view: View, part: Part) -> Term | None:
    """«До 1 мая Минфин готовит расчёт, а акимат отводит землю»: the term that opens a sentence of statements is all theirs.

    So is that of «До 1 мая Минтрансу надлежит расширить стоянки, акимату – подвести воду», where a comma joins the two.
    """
    shared = last.term.deadline
    if last.view is not view or shared is None or not last.chosen:
        return None
    stated = part.rule == last.part.rule == "present"
    if not stated and not (part.rule == "item" and shared.date is not None and _joined(view, part)):
        return None
    opens = shared.end <= last.chosen[0].mention.start or last.term.basis is OwnerBasis.CONTEXT
    return last.term._replace(basis=OwnerBasis.CONTEXT) if opens else None


def _joined(view: View, part: Part) -> bool:
    """Whether a comma leads to a part, and no semicolon or point, and it has no other day of its own."""
    before = [token for token in view.tokens if token.end <= part.start and token.text not in '»"']
    while before and before[-1].low in ("а", "и", "же"):
        before.pop()
    return bool(before) and before[-1].text == ","


def restated(view: View, head: Head, drafts: list[Draft], kazakh: bool) -> bool:
    """«велел оцифровать архив; управиться нужно к августу»: gives the act before, in the same sentence, its term."""
    start, end = view.tokens[view.clause_start(head.at)].start, view.tokens[head.hi - 1].end
    if not drafts or drafts[-1].view is not view:
        return False
    if kazakh:
        return reports_on_it(view, head) and _goes_with(view, drafts[-1], start, end)
    if _further(view, head, start):
        drafts[-1].part.end = max(drafts[-1].part.end, end)
        return True
    if _explains(view, head, drafts[-1]):
        last, term = drafts[-1], choose(in_range(view.document, view.unit, start, end), view.document.published)
        last.part.end = max(last.part.end, end)
        if term.deadline is not None and (last.term.deadline is None or last.term.deadline.date is None):
            last.term = Term(term.deadline, term.recurrence or last.term.recurrence, OwnerBasis.EXPLICIT)
        return True
    if not RESTATES.match(view.document.folded.low, start, end):
        return False
    last, found = drafts[-1], in_range(view.document, view.unit, start, end)
    term = choose(found, view.document.published)
    if term.deadline is None:
        term = weak_term(view.document, view.unit, start, end) or term
    if term.deadline is None or (last.term.deadline is not None and last.term.deadline.date is not None):
        return False
    last.term = Term(term.deadline, term.recurrence or last.term.recurrence, OwnerBasis.EXPLICIT)
    last.part.end = max(last.part.end, end)
    return True


def said_again(view: View, drafts: list[Draft]) -> bool:
    """«Повторю: школа должна быть открыта до 1 июня»: the day of the order before, in its paragraph, and no other body."""
    unit, last = view.unit, drafts[-1] if drafts else None
    if last is None or last.view.unit.paragraph != unit.paragraph or view.groups or last.term.deadline is None:
        return False
    days = {term.date for term in view.document.deadlines(unit)}
    return last.term.deadline.date in days and SAID_AGAIN.match(view.document.folded.low, unit.start) is not None


def _goes_with(view: View, last: Draft, start: int, end: int) -> bool:
    """Take a report about an act into its instruction, unless the report has a day of its own beside the act's."""
    term = choose(in_range(view.document, view.unit, start, end), view.document.published)
    dated = term.deadline is not None and term.deadline.date is not None
    if dated and last.term.deadline is not None:
        return False
    if last.term.deadline is None:
        last.term = term
    last.term = last.term._replace(recurrence=last.term.recurrence or term.recurrence)
    last.part.end = max(last.part.end, end)
    return True


def _explains(view: View, head: Head, last: Draft) -> bool:
    """«Заводу нужно строить быстрее: каналы должны заработать к апрелю»: behind the colon, what the act is to bring."""
    if head.frame is None or head.frame.voice != "modal" or head.group is not None:
        return False
    first = view.clause_start(head.at)
    acts = [i for i in view.infinitives if last.part.start <= view.tokens[i].start and i < first - 1]
    if not acts or first < 1 or view.tokens[first - 1].text != ":":
        return False
    return not any(first <= g.first < head.hi and g.head.stands("dat", "nom", "any") for g in view.groups)


def _further(view: View, head: Head, start: int) -> bool:
    """«…, причём начать надо с районов»: how the act before is to be done, with no body and no day of its own."""
    low, end = view.document.folded.low, view.tokens[head.hi - 1].end
    if not low.startswith(("причем ", "притом "), start):
        return False
    first = view.clause_start(head.at)
    return (
        head.group is None
        and not in_range(view.document, view.unit, start, end)
        and not any(first <= group.first < head.hi and group.head.stands("dat", "nom") for group in view.groups)
    )


def by_lengths(draft: Draft) -> list[Draft]:
    """One draft a body where every one behind the first is given a length of time of its own; else none."""
    document, part, tokens = draft.view.document, draft.part, draft.view.tokens
    pairs = each_length(document, part.start, part.end, draft.chosen) if "term" in part.rule else []
    if not pairs:
        return []
    edges = [*(body.mention.start for body, _ in pairs), part.end]
    first = replace(part, end=edges[0], actions=[(part.start, edges[0])])
    drafts = [replace(draft, part=first, chosen=draft.chosen[:1], end=edges[0])]
    for (body, length), start, end in zip(pairs, edges, edges[1:], strict=False):
        inside = [i for i, token in enumerate(tokens) if length.start <= token.start < length.end]
        own = Part((inside[0], inside[-1] + 1), start, end, part.rule, [(start, end)])
        drafts.append(replace(draft, part=own, chosen=[body], term=Term(length, None, OwnerBasis.EXPLICIT), end=end))
    return drafts


def share_terms(document: Document, drafts: list[Draft]) -> None:
    """In one speech «пройдите каждый двор. Списки жду в пятницу» has one term: that of the report."""
    low = document.folded.low
    for draft, following in pairwise(drafts):
        zone, unit = draft.view.unit.zone, following.view.unit
        stated = unit.paragraph == draft.view.unit.paragraph and STATED.match(low, unit.start, unit.end)
        if stated and draft.term.deadline is None and following.term.deadline is not None:
            draft.term = following.term._replace(basis=OwnerBasis.CONTEXT)
        reports = REPORTING.match(low, following.view.tokens[following.part.trigger[0]].start) or (
            draft.view is following.view and REPORTING.search(low, following.part.start, following.part.end)
        )
        if (
            zone is None
            or following.view.unit.zone is not zone
            or not reports
            or following.basis is OwnerBasis.EXPLICIT
            or _by_duty(draft, following)
        ):
            continue
        if (
            draft.term.deadline is None
            and following.term.deadline is not None
            and following.term.deadline.date is not None
        ):
            draft.term = Term(following.term.deadline, draft.term.recurrence, OwnerBasis.CONTEXT)


def _by_duty(draft: Draft, following: Draft) -> bool:
    """«Палате следует проверить счета. Результаты доложите осенью»: a duty told of a body, and a report with its own day."""
    return draft.view is not following.view and draft.part.rule in _DUTIES and draft.basis is OwnerBasis.EXPLICIT


_DUTIES = frozenset({"need", "must", "obliged", "due"})


def without_announced(drafts: list[Draft]) -> list[Draft]:
    """«… бірқатар міндет жүктеді. Атап айтқанда, … тапсырды»: what only announces the instruction after it is none of its own."""
    return [draft for draft, after in pairwise(drafts) if not _announces(draft, after)] + drafts[-1:]


def _announces(draft: Draft, after: Draft) -> bool:
    if draft.view.unit.paragraph != after.view.unit.paragraph or draft.view.unit == after.view.unit:
        return False
    low = draft.view.document.folded.low
    if _IN_DETAIL.match(low, after.view.unit.start) is None or draft.term.deadline is not None:
        return False
    return _TASKS_KK.search(low, draft.part.start, draft.part.end) is not None


def look_ahead(drafts: list[Draft]) -> None:
    """An instruction without owners in its context takes those of the next one in its paragraph."""
    for draft, following in pairwise(drafts):
        if not draft.chosen and following.chosen and draft.view.unit.paragraph == following.view.unit.paragraph:
            draft.chosen, draft.basis = following.chosen, OwnerBasis.CONTEXT


def plain_finding(document: Document, view: View, head: Head, verdict: Verdict) -> Finding:
    """A reference, a foreign instruction or a refused candidate."""
    start, end = trimmed(document, view.tokens[head.lo].start, view.tokens[head.hi - 1].end)
    first, last = document.folded.span(start, end)
    owners = as_owners(document, verdict.chosen, OwnerBasis.EXPLICIT) if verdict.kind is FindingKind.REFERENCE else ()
    return Finding(
        kind=verdict.kind,
        start=first,
        end=last,
        quote=document.folded.original[first:last],
        rule=verdict.veto or f"{verdict.kind}.{head.frame.id if head.frame else head.kind}",
        trigger=trigger_of(document, view, head.trigger),
        giver=giver_of_person(document, verdict.giver, verdict.giver_rule),
        owners=owners,
        strength=verdict.strength,
        evidence=_evidence(document, verdict),
        confidence=verdict.confidence,
        reasons=reasons(document, view.unit, against=True) if verdict.veto == UNLIKE else None,
    )


def finding_of(document: Document, draft: Draft) -> Finding:
    """The instruction of a draft whose owners and term are settled."""
    part, verdict = draft.part, draft.verdict
    start, end = trimmed(document, part.start, part.end)
    first, last = document.folded.span(start, end)
    giver = giver_of_person(document, verdict.giver, verdict.giver_rule) or UNKNOWN_GIVER
    owners = as_owners(document, draft.chosen, draft.basis)
    sure = verdict.confidence * (1.0 if draft.basis is OwnerBasis.EXPLICIT else 0.8) * (1.0 if owners else 0.8)
    return Finding(
        kind=FindingKind.INSTRUCTION,
        start=first,
        end=last,
        quote=document.folded.original[first:last],
        rule=f"instruction.{part.rule}",
        trigger=trigger_of(document, draft.view, part.trigger),
        giver=giver,
        owners=owners,
        actions=actions_of(document, draft.part),
        deadline=original(document, draft.term.deadline),
        deadline_basis=draft.term.basis,
        limit=original(document, limit(document, draft.view.unit, part.start, part.end)),
        recurrence=draft.term.recurrence,
        strength=verdict.strength,
        evidence=_evidence(document, verdict),
        confidence=round(sure, 2),
        reasons=reasons(document, draft.view.unit, against=False) if part.rule == WEIGHED else None,
    )


def _evidence(document: Document, verdict: Verdict) -> Evidence:
    return Evidence.SECONDARY if verdict.secondary or document.secondary else Evidence.PRIMARY

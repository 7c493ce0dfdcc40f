"""The pipeline: paragraphs that pass the gate, their candidates, verdicts, terms, owners; then findings in order.

State that goes from one sentence to the next (the last instruction's owners, the header of a list) is `Memory`. Nothing
about words belongs here.
"""

from dataclasses import replace
from datetime import date

from app.domain.calendar import WorkCalendar
from app.domain.directory import AgencyDirectory
from app.domain.enums import ExecutorRole, FindingKind, OwnerBasis
from app.extraction.carrying import beside, carried, goes_on
from app.extraction.drafts import (
    Draft,
    by_lengths,
    finding_of,
    leading_term,
    look_ahead,
    plain_finding,
    restated,
    said_again,
    share_terms,
    without_announced,
)
from app.extraction.findings import Finding
from app.extraction.kazakh.acts import by_the_act
from app.extraction.kazakh.heads import find_kazakh_heads
from app.extraction.kazakh.judging import judge_kazakh
from app.extraction.kazakh.rows import restates
from app.extraction.kazakh.series import announced, begins_counted, counted
from app.extraction.lexicon.nouns import DELIVERED, NUMBERED, RESTATES, STATED
from app.extraction.lexicon.speech import ANNOUNCES
from app.extraction.lexicon.vetoes import HISTORY, UNLIKE
from app.extraction.lists import (
    below_same_header,
    group_header,
    headed,
    is_item,
    one_of_lines,
    opens_list,
    owned_in_kazakh,
)
from app.extraction.milestones import milestones, planned
from app.extraction.overruled import unlike
from app.extraction.parts.foreign_dates import own_clause
from app.extraction.parts.head import Head
from app.extraction.parts.minutes import assigned, gives_term, of_minutes, of_point
from app.extraction.parts.occasions import each_time, of_event
from app.extraction.parts.owners import Chosen, below
from app.extraction.parts.respectively import by_ordinal, respectively
from app.extraction.parts.splitting import Part, parts
from app.extraction.parts.terms import (
    Term,
    allowance,
    choose,
    grace,
    in_range,
    paper_due,
    same_term,
    term_sentence,
    told_before,
    weak_term,
)
from app.extraction.parts.verdicts import Memory, Verdict, is_act, own_voice, refuse
from app.extraction.recovered import least, recovered
from app.extraction.references import references
from app.extraction.refusals import refused_finding
from app.extraction.russian.established import may_go_on, term_after
from app.extraction.russian.heads import find_heads
from app.extraction.russian.judging import judge
from app.extraction.russian.stated import dictates
from app.extraction.russian.told import confirmed, ordained
from app.extraction.russian.unbound import unbound
from app.extraction.speech.chair import chair_of
from app.extraction.text.context import Document, Unit, document
from app.extraction.text.view import View, view_of
from app.extraction.weighing.likelihood import promising, weigh
from app.extraction.weighing.signals import language_of
from app.extraction.words.cues import GOAL, INFINITIVE, KAZAKH, Cues, cues
from app.extraction.words.gate import is_directive, passes, passes_bare, passes_kazakh_item

_ITEM_LINES = 2


class Reader:
    """One run over one text."""

    def __init__(self, text: Document, refused: bool) -> None:
        self.document, self.refused = text, refused
        self.memory = Memory()
        self.drafts: list[Draft] = []
        self.findings: list[Finding] = []
        self.grace: tuple[int, Term] | None = None

    def read(self) -> list[Finding]:
        """All findings, by start."""
        text, low = self.document.folded.text, self.document.folded.low
        for number, paragraph in enumerate(self.document.paragraphs):
            start, end = paragraph.start, paragraph.end
            stretch = cues(low, start, end)
            if (owners := assigned(self.document, number)) or (
                self.memory.header is None and of_minutes(self.document, number, stretch)
            ):
                self._assigned_item(number, owners)
            elif self.drafts and (terms := gives_term(self.document, number)):
                items = [draft.view.unit.paragraph for draft in self.drafts]
                last = of_point(self.document, number, items) or items[-1]
                for unit in terms if number - last <= _ITEM_LINES else []:
                    self._continues(unit, last)
            elif (
                self.memory.header is not None
                or passes(text, low, start, end, stretch)
                or self._spoken(number, stretch)
                or self._in_series(number)
                or number in self.document.records
            ):
                self._paragraph(number)
            elif stretch.dated or stretch.all & (GOAL | INFINITIVE):
                plans = (stretch.dated or stretch.all & GOAL) and planned(self.document, start, end, stretch)
                for unit in self.document.units(number):
                    taken = self._recover(unit, [])
                    self.findings += milestones(self.document, unit, taken) if plans else []
        share_terms(self.document, self.drafts)
        look_ahead(self.drafts)
        self.findings += [finding_of(self.document, d) for d in one_of_lines(without_announced(self.drafts))]
        return sorted(self.findings, key=lambda f: (f.start, f.end, f.kind, f.rule))

    def _spoken(self, number: int, stretch: Cues) -> bool:
        """Whether a paragraph without a directive word may still be an order told as a statement, in a leader's mouth."""
        paragraph = self.document.paragraphs[number]
        announced = ANNOUNCES.search(self.document.folded.low, paragraph.start, paragraph.end)
        acts = bool(stretch.all & KAZAKH) and by_the_act(self.document, paragraph.start, paragraph.end)
        item = is_act(self.document) and NUMBERED.match(self.document.folded.low, paragraph.start, paragraph.end)
        if stretch.dated and (paragraph.dash or announced or acts or item or own_voice(self.document)):
            return True
        return may_go_on(self.document, number, (paragraph.start, paragraph.end), stretch, self.memory)

    def _assigned_item(self, number: int, owners: list[Chosen]) -> None:
        """An item of minutes with «Отв.: …»: those are its owners, and it needs no directive word."""
        header = self.memory.header
        giver = header.giver if header else chair_of(self.document)
        self.memory.header = Verdict(FindingKind.INSTRUCTION, "", giver, "giver.header", owners)
        for unit in self.document.units(number):
            self._unit(unit, True)
        self.memory.header = header

    def _paragraph(self, number: int) -> None:
        marked = is_item(self.document, number)
        if self.memory.header is None and marked and self._in_series(number):
            self.memory.header, self.memory.series_paragraph = self.memory.series, number
        listed = self.memory.header is not None and (marked or is_act(self.document))
        before = len(self.drafts)
        header = self.memory.header
        for unit in self.document.units(number):
            self._unit(unit, listed)
        if header is self.memory.header and len(self.drafts) == before and not (listed and marked):
            self.memory.header = None

    def _unit(self, unit: Unit, listed: bool) -> None:
        taken: list[tuple[int, int]] = []
        if not self._looks_directive(unit, listed):
            if not self._continues(unit):
                self._others(unit, self._recover(unit, []))
            return
        view, heads, kazakh = self._candidates(unit, listed)
        if kazakh and self._counted(view):
            return
        terms = all(h.frame and h.frame.needs == "term" and not h.infinitives for h in heads)
        again = self.memory.paragraph == unit.paragraph and RESTATES.match(
            self.document.folded.low, unit.start, unit.end
        )
        if ((terms or again) and self._continues(unit)) or said_again(view, self.drafts):
            return
        delivered = not kazakh and DELIVERED.match(self.document.folded.low, unit.start, unit.end)
        if (delivered or (kazakh and restates(view, heads))) and self._continues(unit, restated=True):
            return
        header, refused = self.memory.header, []
        for head in heads:
            if taken and restated(view, head, self.drafts, kazakh):
                taken.append((view.tokens[head.lo].start, view.tokens[head.hi - 1].end))
                continue
            verdict = judge_kazakh(view, head, self.memory) if kazakh else judge(view, head, self.memory)
            if opens_list(self.memory, view, head, verdict):
                continue
            taken += self._take(view, head, verdict, kazakh)
            refused += [(head, verdict)] if verdict.kind is FindingKind.REFUSED else []
        low = self.document.folded.low
        stated = heads and not taken and (STATED.match(low, unit.start, unit.end) or paper_due(self.document, unit))
        if not (stated and self._continues(unit)) and not taken and header is self.memory.header:
            taken = self._recover(unit, refused, view)
        if dictates(self.document, unit):
            self.memory.dictated = unit.paragraph
        if not heads:
            group_header(self.memory, view)
            found = None if taken else grace(self.document, unit)
            if found:
                self.grace = (unit.paragraph, found)
        self._others(unit, taken)

    def _counted(self, view: View) -> bool:
        """A sentence that counts tasks («… үш тапсырма алды»), or one of those that give them («Екіншісі – …»)."""
        memory, unit, low = self.memory, view.unit, self.document.folded.low
        if memory.series is not None and self._in_series(unit.paragraph) and begins_counted(low, unit.start):
            memory.series_paragraph = unit.paragraph
            found = counted(view, memory.series, memory)
            if found is not None:
                self._others(unit, self._take(view, *found, kazakh=True))
            return found is not None
        if series := announced(view):
            memory.series, memory.series_paragraph = series, unit.paragraph
        return False

    def _in_series(self, number: int) -> bool:
        return self.memory.series is not None and number - self.memory.series_paragraph <= 1

    def _looks_directive(self, unit: Unit, listed: bool) -> bool:
        """The gate of a sentence; speech, lists and what follows an instruction are looked at in any case."""
        low, stretch = self.document.folded.low, self.document.cues(unit)
        if is_directive(low, unit.end, stretch) or (
            self._in_series(unit.paragraph) and begins_counted(low, unit.start)
        ):
            return True
        if (
            stretch.dated
            and is_act(self.document)
            and (self.memory.owners or by_the_act(self.document, unit.start, unit.end))
        ):
            return True
        zone = unit.zone
        if ordained(self.document, unit, self.memory, listed) or confirmed(self.document, unit) is not None:
            return True
        if self.memory.dictated == unit.paragraph and stretch.dated:
            return True
        if zone is not None and (zone.person is None or zone.person.role is None):
            return False
        owned = listed and owned_in_kazakh(self.document, self.memory)
        if (
            self.memory.header is not None
            and (stretch.all & KAZAKH or owned)
            and passes_kazakh_item(low, unit.start, unit.end, listed=True)
        ):
            return True
        if listed or zone is not None or self.memory.paragraph == unit.paragraph:
            spoken = zone is not None and (stretch.dated or zone.who is not None)
            return spoken or bool(stretch.all & INFINITIVE) or passes_kazakh_item(low, unit.start, unit.end)
        if passes_bare(self.document.folded.text, low, unit.start, unit.end, stretch):
            return True
        span = unit.start, unit.end
        return may_go_on(self.document, unit.paragraph, span, stretch, self.memory) or term_after(self.document, unit)

    def _candidates(self, unit: Unit, listed: bool) -> tuple[View, list[Head], bool]:
        owned = listed and owned_in_kazakh(self.document, self.memory)
        kazakh = owned or language_of(self.document, unit) == "kk"
        view = view_of(self.document, unit, morphology=not kazakh)
        if kazakh:
            return view, find_kazakh_heads(view, listed or self.memory.header is not None, owned), True
        speech = (zone := unit.zone) is not None and zone.person is not None and zone.person.role is not None
        elliptic = self.memory.paragraph == unit.paragraph and zone is None
        speech = speech or (elliptic and bool(self.memory.owners) and own_voice(self.document))
        acts = bool(self.memory.owners) and is_act(self.document)
        dictated = self.memory.dictated == unit.paragraph and zone is None
        told = ordained(self.document, unit, self.memory, listed)
        return view, find_heads(view, speech, listed, elliptic, acts, dictated, told, self.memory), False

    def _others(self, unit: Unit, taken: list[tuple[int, int]]) -> None:
        self.findings += references(self.document, unit, taken)
        self.findings += milestones(self.document, unit, taken)

    # Instructions -----------------------------------------------------------------------------------------------

    def _recover(
        self, unit: Unit, refused: list[tuple[Head, Verdict]], view: View | None = None
    ) -> list[tuple[int, int]]:
        """Keep what all signals of a sentence together speak for, where the rules made nothing of it."""
        wanted = least(unit, self.document, refused, self.memory)
        if not (refused or promising(self.document, unit)) or weigh(self.document, unit, wanted) < wanted:
            return []
        kazakh = language_of(self.document, unit) == "kk"
        view = view or view_of(self.document, unit, morphology=not kazakh)
        found = recovered(view, refused, self.memory, kazakh)
        return self._take(view, *found, kazakh) if found is not None else []

    def _take(self, view: View, head: Head, verdict: Verdict, kazakh: bool) -> list[tuple[int, int]]:
        """Keep what a verdict makes; the ranges that it uses up."""
        if unlike(view, head, verdict, kazakh, self.memory):
            verdict = refuse(UNLIKE)
        elif verdict.kind is FindingKind.INSTRUCTION and (veto := unbound(view, head, verdict, kazakh)):
            verdict = replace(verdict, kind=FindingKind.REFERENCE, veto=veto) if veto == HISTORY else refuse(veto)
        if verdict.kind is FindingKind.REFUSED:
            if self.refused:
                self.findings.append(refused_finding(view, head, verdict, kazakh))
            return []
        if verdict.kind in (FindingKind.REFERENCE, FindingKind.FOREIGN):
            self.memory.recall(verdict, view.unit.paragraph)
            self.findings.append(plain_finding(self.document, view, head, verdict))
            return [(view.tokens[head.lo].start, view.tokens[head.hi - 1].end)]
        taken = []
        for number, part in enumerate(parts(view, head, kazakh)):
            draft = self._draft(view, part, verdict, first=number == 0)
            self.drafts += self._each(draft)
            taken.append((part.start, part.end))
        return taken

    def _each(self, draft: Draft) -> list[Draft]:
        """The draft, or one a body where each has a term of its own («соответственно»)."""
        pairs = respectively(self.document, draft.view.unit, draft.part.start, draft.part.end, draft.chosen)
        alone = [replace(draft, chosen=[body], term=draft.term._replace(deadline=term)) for body, term in pairs]
        return alone or by_lengths(draft) or [draft]

    def _draft(self, view: View, part: Part, verdict: Verdict, first: bool) -> Draft:
        unit = view.unit
        last = tuple(body for before in self.memory.owners for body in before.bodies)
        chosen, basis = verdict.chosen or beside(view, part.trigger[0], last), OwnerBasis.EXPLICIT
        if not any(c.role is ExecutorRole.LEAD for c in chosen):
            before = carried(self.document, unit, self.memory, (part.start, part.end))
            if before:
                chosen, basis = below(before, chosen) if chosen else before, OwnerBasis.CONTEXT
        chosen = by_ordinal(view, part, chosen) if len(chosen) > 1 else chosen
        draft = Draft(view, part, verdict, chosen, basis if first else OwnerBasis.CONTEXT, end=part.end)
        draft.term = of_event(self.document, unit, part, each_time(view, part, self._term(view, part)))
        draft = headed(self.memory, part, draft)
        if chosen:
            self.memory.earlier = self.memory.owners if self.memory.paragraph == unit.paragraph else []
            self.memory.owners = [c for c in chosen if goes_on(self.document, c)] or chosen
        self.memory.giver = verdict.giver
        self.memory.paragraph, self.memory.unit_start = unit.paragraph, unit.start
        return draft

    def _term(self, view: View, part: Part) -> Term:
        unit = view.unit
        told = in_range(self.document, unit, part.start, part.end)
        near = own_clause(view, part.trigger[0], told)
        term = allowance(self.document, part.start, part.end) or choose(near, self.document.published)
        repeated = same_term(view, part.start, part.end)
        if repeated and (term.deadline is None or term.deadline.date is None):
            dated = (d.term.deadline for d in reversed(self.drafts) if d.term.deadline and d.term.deadline.date)
            before = told_before(self.document, unit) or next(dated, None)
            if before:
                copy = before._replace(start=repeated[0], end=repeated[1])
                return Term(copy, term.recurrence, OwnerBasis.CONTEXT)
        if term.deadline is None and self.drafts and (leading := leading_term(self.drafts[-1], view, part)):
            return leading
        if term.deadline is None:
            term = weak_term(self.document, unit, part.start, part.end, [d for d in told if d not in near]) or term
        if term.deadline is None and self.grace and self.grace[0] == unit.paragraph:
            found, self.grace = self.grace[1], None
            return Term(found.deadline, found.recurrence, OwnerBasis.EXPLICIT)
        return term

    def _continues(self, unit: Unit, paragraph: int | None = None, restated: bool = False) -> bool:
        """«Срок – до 1 июля.»: the term of the instructions before in this paragraph, or in the one named."""
        number = unit.paragraph if paragraph is None else paragraph
        mine = [d for d in self.drafts if d.view.unit.paragraph == number]
        if not mine or (restated and mine[-1].term.deadline is not None and mine[-1].term.deadline.date is not None):
            return False
        found = term_sentence(self.document, unit, restated)
        if found is None or (restated and (found[0].deadline is None or found[0].deadline.date is None)):
            return False
        term, for_all, stated = found
        meant = mine if for_all else mine[-1:]
        if stated and not for_all and mine[-1] is self.drafts[-1]:
            meant = below_same_header(self.drafts)
        for draft in meant:
            if stated or draft.term.deadline is None or draft.term.deadline.date is None:
                recurrence = term.recurrence or draft.term.recurrence
                draft.term = Term(term.deadline, recurrence, OwnerBasis.EXPLICIT)
        return True


def read_text(
    text: str, published: date, directory: AgencyDirectory, calendar: WorkCalendar, title: str, refused: bool
) -> list[Finding]:
    """All findings of a text."""
    if not text.strip():
        return []
    return Reader(document(text, published, directory, calendar, title), refused).read()

"""An instruction in the making, and the exact letters of its parts in the original text.

Which sentences become drafts, and when they are findings, is decided in `assembly.py`.
"""

import re
from dataclasses import dataclass, field

from app.domain.enums import OwnerBasis
from app.extraction.context import Document
from app.extraction.findings import Action, Trigger
from app.extraction.owners import Chosen
from app.extraction.splitting import Part
from app.extraction.terms import NO_TERM, Term
from app.extraction.verdicts import Verdict
from app.extraction.view import View

# A conjunction that leads to the next act stays outside of this one.
_OPEN_END = re.compile(r"[\s,;]+(?:а также|и|а|также|және)$", re.IGNORECASE)
_TRIM = " .,;:!–-\n"


@dataclass
class Draft:
    """An instruction in the making; a later sentence may still give its term."""

    view: View
    part: Part
    verdict: Verdict
    chosen: list[Chosen]
    basis: OwnerBasis
    term: Term = NO_TERM
    end: int = 0
    notes: list[str] = field(default_factory=list)


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
    """«До 1 мая Минфин готовит расчёт, а акимат отводит землю»: the term that opens a sentence of statements is all theirs."""
    shared = last.term.deadline
    if last.view is not view or not part.rule == last.part.rule == "present" or shared is None or not last.chosen:
        return None
    opens = shared.end <= last.chosen[0].mention.start or last.term.basis is OwnerBasis.CONTEXT
    return last.term._replace(basis=OwnerBasis.CONTEXT) if opens else None

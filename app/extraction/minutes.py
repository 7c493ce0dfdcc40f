"""Items of minutes that name who answers for them after the act: «1. Завершить ремонт. Отв.: Минфин. Срок: 1 мая.»

Whether such an item is an instruction is judged like any other; here are only its owners and the line with its term.
"""

from app.domain.enums import ExecutorRole, FindingKind
from app.extraction.context import Document, Unit
from app.extraction.givers import chair_of
from app.extraction.lexicon.nouns import ASSIGNED, DECIDES, NUMBERED, TERM_LINE
from app.extraction.owners import Chosen
from app.extraction.resolution import resolve
from app.extraction.verdicts import Verdict, is_act
from app.extraction.view import View

_LINES = 2


def assigned(document: Document, number: int) -> list[Chosen]:
    """Owners that the words «Отв.: …» of a numbered item, or of the line below it, name; empty where there are none."""
    paragraph, low = document.paragraphs[number], document.folded.low
    if not NUMBERED.match(low, paragraph.start, paragraph.end) or not is_act(document):
        return []
    for place in range(number, min(len(document.paragraphs), number + _LINES + 1)):
        other = document.paragraphs[place]
        if place > number and NUMBERED.match(low, other.start, other.end):
            return []
        mark = ASSIGNED.search(low, max(0, other.start - 1) if place > number else other.start, other.end)
        if mark:
            return _after(document, place, mark.end())
    return []


def _after(document: Document, number: int, place: int) -> list[Chosen]:
    """Bodies named behind a place of a paragraph, up to the end of that sentence."""
    found: list[Chosen] = []
    for unit in document.units(number):
        if found or unit.end <= place:
            continue
        for mention in document.mentions(unit):
            if mention.start >= place and (bodies := resolve(document, unit, mention)):
                role = ExecutorRole.CO if found else ExecutorRole.LEAD
                found.append(Chosen(mention, bodies, role, "owner.responsible", unit))
    return found


def decided(view: View) -> Verdict | None:
    """«По итогам решено:», «РЕШИЛИ:»: what the lines below give, in the name of who leads; None for other words."""
    document, unit = view.document, view.unit
    lead = chair_of(document)
    if not DECIDES.search(document.folded.low, unit.start, unit.end):
        return None
    if lead is None or lead.foreign or (lead.collegial and not is_act(document)):
        return None
    return Verdict(FindingKind.INSTRUCTION, "", lead, "giver.header")


def gives_term(document: Document, number: int) -> list[Unit]:
    """Sentences of a line «Срок: …» that stands on its own; empty for any other line."""
    paragraph = document.paragraphs[number]
    return document.units(number) if TERM_LINE.match(document.folded.low, paragraph.start, paragraph.end) else []

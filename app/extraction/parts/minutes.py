"""Items of minutes that name who answers for them after the act: «1. Завершить ремонт. Отв.: Минфин. Срок: 1 мая.»

Whether such an item is an instruction is judged like any other; here are only its owners and the line with its term.
"""

import re

from app.domain.enums import ExecutorRole, FindingKind
from app.extraction.lexicon.nouns import ASSIGNED, DECIDES, DECIDES_KK, NUMBERED, TERM_LINE
from app.extraction.lexicon.speech import ANNOUNCED, ORDAINS
from app.extraction.parts.owners import Chosen
from app.extraction.parts.verdicts import Verdict, is_act
from app.extraction.speech.chair import chair_of
from app.extraction.text.context import Document, Unit
from app.extraction.text.resolution import resolve
from app.extraction.text.view import View
from app.extraction.words.cues import KAZAKH, Cues

_LINES = 2


def assigned(document: Document, number: int) -> list[Chosen]:
    """Owners that the words «Отв.: …» of a marked item, or of the line below it, name; empty where there are none."""
    paragraph, low = document.paragraphs[number], document.folded.low
    if not _marked(low, paragraph.start, paragraph.end) or not is_act(document):
        return []
    for place in range(number, min(len(document.paragraphs), number + _LINES + 1)):
        other = document.paragraphs[place]
        if place > number and _marked(low, other.start, other.end):
            return []
        mark = ASSIGNED.search(low, max(0, other.start - 1) if place > number else other.start, other.end)
        if mark:
            return _after(document, place, mark.end())
    return []


def _marked(low: str, start: int, end: int) -> bool:
    """«1. …», «– …», «а) …»."""
    return NUMBERED.match(low, start, end) is not None or _MARK.match(low, start, end) is not None


_MARK = re.compile(r"\s*(?:[–•*-]\s|[а-яa-z]\)\s)")


def of_minutes(document: Document, number: int, stretch: Cues) -> bool:
    """Whether a line is a marked one of Kazakh minutes, as «1. Қаржы министрлігі: бюджетті нақтылау»."""
    paragraph = document.paragraphs[number]
    if (
        not stretch.all & KAZAKH
        or document.folded.low[paragraph.end - 1] == ":"
        or not _marked(document.folded.low, paragraph.start, paragraph.end)
    ):
        return False
    return is_act(document) and chair_of(document) is not None


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
    low, start, end = document.folded.low, unit.start, unit.end
    opens = DECIDES.search(low, start, end) or ANNOUNCED.search(low, start, end)
    if not opens and is_act(document):
        opens = ORDAINS.search(low, start, end)
    if not opens and not (DECIDES_KK.search(low, start, end) and (_led(document, unit) or is_act(document))):
        return None
    if lead is None or lead.foreign or (lead.collegial and not is_act(document)):
        return None
    return Verdict(FindingKind.INSTRUCTION, "", lead, "giver.header")


def _led(document: Document, unit: Unit) -> bool:
    """Whether a unit, what stands before it in its line or in the line above, or the title names who may instruct."""
    start = document.paragraphs[max(0, unit.paragraph - 1)].start
    people = [*document.people.within(start, unit.end), *document.title_people.all]
    return any(person.role is not None and not person.foreign for person in people)


def of_point(document: Document, number: int, items: list[int]) -> int | None:
    """«Срок исполнения подпункта 3.1: …»: the last of some lines that has this number; None where the line names none."""
    paragraph = document.paragraphs[number]
    match = TERM_LINE.match(document.folded.low, paragraph.start, paragraph.end)
    point = match["point"] if match else None
    starts = ((item, document.paragraphs[item].start) for item in reversed(items))
    return next((item for item, start in starts if point and document.folded.low.startswith(point, start)), None)


def gives_term(document: Document, number: int) -> list[Unit]:
    """Sentences of a line «Срок: …» that stands on its own; empty for any other line."""
    paragraph = document.paragraphs[number]
    return document.units(number) if TERM_LINE.match(document.folded.low, paragraph.start, paragraph.end) else []

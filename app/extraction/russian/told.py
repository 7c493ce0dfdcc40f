"""Orders told as statements by what stands around them: «… – так записано в решении», «Такое поручение дал …», a list.

The words behind the statement, the sentence after it, or the line above say that it is decided; judged elsewhere.
"""

from app.extraction.lexicon.nouns import GOVERNORS, NUMBERED
from app.extraction.lexicon.speech import BY_PAPER, CONFIRMED, CONFIRMED_NEXT, EARLIER, GIVEN_BACK
from app.extraction.parts.head import Head, points_back
from app.extraction.parts.statements import statements
from app.extraction.parts.verdicts import Memory, is_act
from app.extraction.russian.infinitives import infinitive_heads
from app.extraction.russian.stated import as_heads
from app.extraction.speech.chair import chair_of
from app.extraction.speech.people import Person
from app.extraction.text.context import Document, Unit
from app.extraction.text.view import Group, View
from app.extraction.words.cues import TASK
from app.extraction.words.morphology import forms

_OPENING = 12


def confirmed(document: Document, unit: Unit) -> tuple[int, int] | None:
    """Where the words stand that make a sentence an order: at its end, or as the sentence after it; offsets of the text."""
    known = document.notes.setdefault("confirmed", {})
    if unit.start not in known:
        known[unit.start] = _confirmed(document, unit) if unit.zone is None else None
    found: tuple[int, int] | None = known[unit.start]
    return found


def _confirmed(document: Document, unit: Unit) -> tuple[int, int] | None:
    low = document.folded.low
    following = document.after(unit)
    after = following is not None and CONFIRMED_NEXT.match(low, following.start, following.end) is not None
    if not after and not document.cues(unit).all & TASK:
        return None
    if EARLIER.search(low, unit.start, unit.end):
        return None
    here = CONFIRMED.search(low, unit.start, unit.end) or GIVEN_BACK.search(low, unit.start, unit.end)
    if here:
        return here.start(), unit.end
    if BY_PAPER.match(low, unit.start, unit.end) and document.cues(unit).dated:
        return unit.end, unit.end
    if following is None or following.zone is not None or not after:
        return None
    return None if EARLIER.search(low, following.start, following.end) else (following.start, following.end)


def confirmed_heads(view: View, heads: list[Head]) -> list[Head]:
    """What is told before the words that confirm it: bodies and verbs, a bare infinitive, or whom those words name."""
    place = confirmed(view.document, view.unit)
    if place is None:
        return []
    edge = next((i for i, token in enumerate(view.tokens) if token.start >= place[0]), len(view.tokens))
    if any(head.at < edge and not _state(view, head) and not points_back(view, head) for head in heads):
        return []
    told = [(group, verb) for group, verb in statements(view, 0, future=True) if verb < edge]
    receiver = _receiver(view, edge)
    if told and receiver is None:
        return as_heads(told)
    bare = [head for head in infinitive_heads(view, strict=False) if head.at < edge]
    act = bare[0].at if bare else _content(view, edge)
    bare = bare or [Head("infinitive", i, 0) for i in view.infinitives[:1] if i == act]
    if act is None or (receiver is None and not bare and not GIVEN_BACK.search(view.text(0, len(view.tokens)))):
        return []
    group = receiver or (bare[0].group if bare else None)
    return [Head("present", act, 0, None, (act, act + 1), group)]


def _state(view: View, head: Head) -> bool:
    """«склады должны быть полны»: a modal of a state."""
    after = [token.low for token in view.tokens[head.at + 1 : head.at + 3]]
    return head.frame is not None and head.frame.voice == "modal" and "быть" in after


def _content(view: View, edge: int) -> int | None:
    """The verb of the present or the future, a bare infinitive, or the modal of a state, before a token."""
    for index in range(edge):
        low = view.tokens[index].low
        if index in view.infinitives and not GOVERNORS.search(view.text(0, index)):
            return index
        if (index in view.finites and not forms(low).past) or low in ("должен", "должна", "должно", "должны"):
            return index
    return None


def _receiver(view: View, edge: int) -> Group | None:
    """«такую установку получили районные акимы», «такую задачу поставил перед Минсельхозом»: who got the order."""
    rest = view.text(edge, len(view.tokens))
    got = "получил" in rest or "получат" in rest or "звучит" in rest
    for group in view.groups:
        if group.first < edge:
            continue
        if group.head.prep == "перед" or (group.head.prep == "к" and "обрат" in rest):
            return group
        if not group.head.prep and group.head.cases == {"dat"}:
            return group
        if got and not group.head.prep and group.head.stands("nom", "any"):
            return group
    return None


def ordained(document: Document, unit: Unit, memory: Memory, listed: bool) -> bool:
    """Whether a statement stands where statements order: below a header that decides, or as a numbered item of an act."""
    if unit.zone is not None:
        return False
    paragraph = document.paragraphs[unit.paragraph]
    if memory.header is not None and (listed or memory.header.giver_rule == "giver.header"):
        return listed or unit.start == paragraph.start or memory.header_paragraph == unit.paragraph
    numbered = NUMBERED.match(document.folded.low, paragraph.start, paragraph.end)
    if numbered is None or not is_act(document) or chair_of(document) is None:
        return False
    return bool(document.cues(unit).dated)


def ordained_heads(view: View, listed: bool) -> list[Head]:
    """«– Министерство … вносит проект до 1 апреля»: the bodies that open the item, and what they do; outside a list by a day."""
    told = [(group, verb) for group, verb in statements(view, 0, future=True) if _opens(view, group)]
    dated = any(term.date is not None or term.recurrence is not None for term in view.document.deadlines(view.unit))
    return as_heads(told) if listed or dated else []


def _opens(view: View, group: Group) -> bool:
    """Whether no other noun or verb stands before the bodies, but for a term."""
    if group.first > _OPENING or any(i < group.first for i in view.finites):
        return False
    terms = view.document.deadlines(view.unit)
    spots = [token.start for token in view.tokens[: group.first] if token.word and forms(token.low).noun]
    return all(any(term.start <= spot < term.end for term in terms) for spot in spots)


def told_by(view: View) -> Person | None:
    """The office that the confirming words name as the giver: «… такое распоряжение отдал аким»."""
    place = confirmed(view.document, view.unit)
    if place is None or "получил" in view.document.folded.low[slice(*place)]:
        return None
    named = (p for p in view.document.people.within(*place) if p.role is not None and p.nominative)
    return next(named, None)

"""Orders told as statements: «Минфин готовит расчёт, – поручил он», «решено: акимат отводит землю, а Минтранс строит дорогу».

The present or the future orders by who says it, by the sentence that announces it, or by a near term; judged elsewhere.
"""

from app.extraction.lexicon.speech import ANNOUNCES, DICTATES, ORDERS, TASKS, TELLS
from app.extraction.parts.head import Head
from app.extraction.parts.statements import statements
from app.extraction.parts.terms import term_sentence
from app.extraction.text.context import Document, Unit
from app.extraction.text.view import Group, View
from app.extraction.words.cues import TASK
from app.extraction.words.morphology import forms

_NEAR = 3


def stated_heads(view: View) -> list[Head]:
    """Statements of a leader's own mouth that order."""
    zone, low = view.unit.zone, view.document.folded.low
    who = low[slice(*zone.who)] if zone is not None and zone.who is not None else ""
    ordered = bool(ORDERS.search(who)) or _announced(view)
    if not ordered and (TELLS.search(who) or not (by_a_day(view) or _term_follows(view))):
        return []
    if not ordered and (zone is None or zone.person is None or zone.person.role is None):
        return []
    return as_heads(statements(view, 0, future=ordered))


def dictated_heads(view: View) -> list[Head]:
    """«Он раздавал распоряжения. Минфин к пятнице готовит расчёт»: the outlet's own words, each with a term."""
    return as_heads(statements(view, 0, future=False)) if view.document.deadlines(view.unit) else []


def as_heads(told: list[tuple[Group, int]]) -> list[Head]:
    """A candidate a statement."""
    return [Head("present", verb, min(verb, group.first), None, (verb, verb + 1), group) for group, verb in told]


def tasked_heads(view: View) -> list[Head]:
    """«Минфину отдельная задача: …», «Управление образования, вам задание: …»: whom, what it is, and a colon; no verb."""
    for index, token in enumerate(view.tokens if view.has(":") else ()):
        if not TASKS.match(token.low) or view.inside_mention(index):
            continue
        colon = next((i for i in range(index + 1, len(view.tokens)) if view.tokens[i].text in ":."), len(view.tokens))
        if colon + 1 >= len(view.tokens) or view.tokens[colon].text != ":" or any(i < colon for i in view.finites):
            return []
        group = _given_to(view, index, colon)
        return [Head("item", index, group.first, None, (index, index + 1), group)] if group else []
    return []


def _given_to(view: View, index: int, colon: int) -> Group | None:
    """The bodies in the dative beside a noun, or spoken to with «вам» between."""
    for group in view.groups:
        if group.head.prep or group.first > colon:
            continue
        between = [t.low for t in view.tokens[min(group.last, index + 1) : max(group.first, index)]]
        if group.last <= index and group.head.stands("nom", "any") and between[:2] in ([",", "вам"], [",", "тебе"]):
            return group
        words = [word for word in between if word.isalpha()]
        if group.head.stands("dat", "any") and all(forms(word).adjective for word in words) and len(words) < _NEAR:
            return group
    return None


def dictates(document: Document, unit: Unit) -> bool:
    """«Дальше он раздавал поручения.»: the rest of the paragraph tells them."""
    if unit.zone is not None or not document.cues(unit).all & TASK:
        return False
    return DICTATES.search(document.folded.low, unit.start, unit.end) is not None


def by_a_day(view: View) -> bool:
    """Whether the sentence has a day until which something is done once."""
    return any(d.date is not None and d.recurrence is None for d in view.document.deadlines(view.unit))


def _announced(view: View) -> bool:
    """«Теперь будет так. Минтранс готовит …»: the same mouth has just said that orders follow."""
    document, unit = view.document, view.unit
    if unit.zone is None:
        return False
    before = [u for u in document.units(unit.paragraph) if u.start < unit.start and u.zone is not None]
    return any(ANNOUNCES.search(document.folded.low, other.start, other.end) for other in before[-3:])


def _term_follows(view: View) -> bool:
    """«Акимат отводит землю. Срок – 1 мая.»"""
    following = view.document.after(view.unit)
    if following is None or following.zone is None or view.unit.zone is None:
        return False
    return following.zone.who == view.unit.zone.who and term_sentence(view.document, following) is not None

"""Whom a speaker has just turned to: «МЧС. Развёртываете группы …», «Костанай, у вас одна помпа. Добирайте из резерва».

In addresses and records only. Attributions («…, сказал он акиму») belong to `parts/owners.py`.
"""

import re

from app.domain.enums import ExecutorRole
from app.extraction.bodies.mentions import Mention
from app.extraction.lexicon.around_orders_ru import NOT_IMPERATIVES
from app.extraction.lexicon.speech import YOU_ARE
from app.extraction.parts.head import Head
from app.extraction.parts.owners import Chosen
from app.extraction.parts.verdicts import Memory
from app.extraction.text.context import Document, Unit
from app.extraction.text.resolution import resolve
from app.extraction.text.view import SUBORDINATORS, Group, View, view_of
from app.extraction.words.morphology import forms

_YOU = frozenset("вы вас вам вами ваш ваша ваше ваши вашу вашей".split())
_LEADERS = frozenset({"president"})
_NO_ORDER = frozenset("не раз если когда пока как почему зачем".split())
_OPENING, _FEW = 3, 4
_PRESENT = frozenset("здесь тут на связи месте с нами присутствует присутствуют есть в зале".split())
_WORDS_TO = re.compile(r"(?:замечани|вопрос|просьб|совет|пожелани|претензи|слов|упрек)[а-я]{0,2}$")


def told_heads(view: View) -> list[Head]:
    """«А вы, аким Экибастуза, котёл запускаете 20 октября»: what whoever is spoken to does, said to him, is his order."""
    zone = view.unit.zone
    if zone is None or zone.person is None or not (zone.whole or view.document.turns) or view.tokens[-1].text == "?":
        return []
    verb = next((i for i in view.finites if _of_you(view.tokens[i].low)), None)
    clause = [token.low for token in view.tokens[view.clause_start(verb) : verb]] if verb is not None else []
    if verb is None or any(word in SUBORDINATORS or word in _NO_ORDER for word in clause):
        return []
    group = _called(view)
    if group is None and not turned_to(view):
        return []
    return [Head("imperative", verb, min(verb, group.first) if group else 0, None, (verb, verb + 1), group)]


def _of_you(low: str) -> bool:
    """A verb of the second person plural that is no imperative and tells of an act: «запускаете», not «знаете»."""
    known = forms(low)
    return low.endswith("те") and (known.present or known.future) and not known.imperative and not YOU_ARE.match(low)


def _called(view: View) -> Group | None:
    """The bodies that the unit turns to: in the nominative at its head or behind «вы», between commas."""
    for group in view.groups:
        if group.head.prep or not group.head.stands("nom", "any") or group.head.need == "pronoun":
            continue
        before = view.tokens[group.first - 1].low if group.first else ","
        after = view.tokens[group.last].text if group.last < len(view.tokens) else "."
        if after in (",", ":", "!") and (before in (",", "вы") or group.first < _OPENING):
            return group
    return None


def turned_to(view: View) -> list[Chosen]:
    """Whom an earlier sentence of the line turns to, where this one speaks to somebody and names nobody itself."""
    zone = view.unit.zone
    if zone is None or not (zone.whole or view.document.turns) or _called(view) is not None:
        return []
    if not any(
        _of_you(t.low) or (forms(t.low).imperative and t.low not in NOT_IMPERATIVES) for t in view.tokens if t.word
    ):
        return []
    for other in view.document.before(view.unit, _OPENING):
        if other.paragraph != view.unit.paragraph or other.zone is None:
            break
        if found := _turns(view, other):
            return found
    return []


def to_all(view: View, memory: Memory) -> list[Chosen]:
    """«Не привлекайте учителей», where an address gave no order in this line: to those whom it is for."""
    zone = view.unit.zone
    return audience(view) if zone is not None and zone.whole and memory.paragraph < view.unit.paragraph - 1 else []


def audience(view: View) -> list[Chosen]:
    """Whom a whole text is for: «Уважаемые коллеги, руководители управлений образования!»"""
    document = view.document
    if "audience" not in document.notes:
        lines = range(min(_HEADED, len(document.paragraphs)))
        document.notes["audience"] = next((hailed for line in lines if (hailed := _hails_all(document, line))), [])
    found: list[Chosen] = document.notes["audience"]
    return found


def asked_all(view: View, head: Head) -> list[Chosen]:
    """«Прошу вас до мая подвезти учебники», to those whom the whole text is for."""
    if head.frame is None or head.frame.id != "i_ask":
        return []
    near = view.text(head.at + 1, min(head.at + _NEAR_YOU, len(view.tokens)))
    return audience(view) if _ALL_OF_YOU.match(near) else []


_NEAR_YOU = 5
_ALL_OF_YOU = re.compile(r"(?:всех |же )?(?:вас|каждого из вас)(?![\w-])")


def _hails_all(document: Document, line: int) -> list[Chosen]:
    """The bodies of «Уважаемые коллеги, руководители управлений образования!»; one who is hailed by his office is no body."""
    units = document.units(line)
    low = document.folded.low
    if len(units) != 1 or not _DEAR.match(low, units[0].start, units[0].end) or low[units[0].end - 1] != "!":
        return []
    return _all_of(document, units[0], [m for m in document.mentions(units[0]) if m.stands("nom", "any")])


def _all_of(document: Document, unit: Unit, mentions: list[Mention]) -> list[Chosen]:
    found = [(m, resolve(document, unit, m)) for m in mentions if not m.prep]
    return [
        Chosen(m, bodies, ExecutorRole.CO if number else ExecutorRole.LEAD, "owner.addressee", unit)
        for number, (m, bodies) in enumerate(found)
        if bodies and bodies[0].code not in (*_LEADERS, "pm", "government")
    ]


_HEADED = 4  # lines
_DEAR = re.compile(r"\W*(?:уважаемые|дорогие|глубокоуважаемые) ")


def _hailed(other: View) -> Group | None:
    """The bodies of «МЧС.», «Костанай, у вас …», «Министр энергетики, слышите?», «КТЖ здесь?»."""
    group = other.groups[0] if other.groups else None
    if group is None or group.first >= _OPENING or group.head.prep or not group.head.stands("nom", "any"):
        return None
    rest = [token.low for token in other.tokens[group.last :] if token.word]
    called = group.last < len(other.tokens) and other.tokens[group.last].text in (",", "!", ":")
    asked = other.tokens[-1].text == "?"
    you = called and (
        _YOU.intersection(rest) or (asked and any(word.endswith("те") and forms(word).present for word in rest))
    )
    return group if not rest or you or (asked and _PRESENT.issuperset(rest)) else None


def _word_to(other: View) -> Group | None:
    """The bodies of «Министру юстиции одно замечание», «К акиму Абая вопрос»: for whom the next words are."""
    if other.finites or other.infinitives or other.tokens[-1].text == "?":
        return None
    for group in other.groups:
        start, end = other.clause_start(group.first), other.clause_end(group.last - 1)
        opens = group.first - start <= 1 + (group.head.prep == "к")
        to = group.head.prep == "к" or (not group.head.prep and group.head.cases == {"dat"})
        rest = [token.low for token in other.tokens[group.last : end] if token.word]
        if opens and to and rest and len(rest) < _FEW and _WORDS_TO.match(rest[-1]):
            return group
    return None


def _turns(view: View, unit: Unit) -> list[Chosen]:
    """The bodies of «МЧС.», «Заместители мои, теперь к вам.», «Костанай, у вас …»."""
    other = view_of(view.document, unit)
    group = _word_to(other) or _hailed(other)
    if group is None:
        return []
    found = [(m, resolve(view.document, unit, m)) for m in group.mentions]
    return [
        Chosen(m, bodies, ExecutorRole.CO if number else ExecutorRole.LEAD, "owner.addressee", unit)
        for number, (m, bodies) in enumerate(found)
        if bodies and bodies[0].code not in _LEADERS
    ]

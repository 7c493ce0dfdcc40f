"""Candidates of a giver's own mouth: imperatives, «пусть …», «чтобы …», and statements that order («Минфин готовит …»).

Looked for in direct speech only; nothing is judged here.
"""

import re

from app.extraction.lexicon.around_orders_ru import FREE_HAND, LAY_ADDRESSEES, NOT_IMPERATIVES, PAPERS, RELAYS
from app.extraction.lexicon.speech import SAID
from app.extraction.parts.head import Head
from app.extraction.parts.statements import group_before
from app.extraction.russian.stated import by_a_day, stated_heads
from app.extraction.russian.turning import told_heads
from app.extraction.text.view import SUBORDINATORS, Group, View
from app.extraction.words.morphology import forms

_LET = frozenset("пусть пускай".split())
_OPENING = 60


def spoken_heads(view: View, heads: list[Head]) -> list[Head]:
    """Candidates beside those of the table of verbs."""
    found = _imperative_heads(view) or _familiar_heads(view) or ([] if heads else told_heads(view))
    found += _let_heads(view)
    found += _awaited_heads(view) if not heads else []
    if not heads and not found:
        found = _so_that_heads(view) or stated_heads(view)
    return found


def _let_heads(view: View) -> list[Head]:
    """«Минэкологии пусть возьмёт пробы»: a body in the nominative and a verb in the present or future."""
    found = []
    for index, token in enumerate(view.tokens):
        if token.low not in _LET:
            continue
        start, end = view.clause_start(index), view.clause_end(index)
        verb = next((i for i in view.finites if index < i < end and not forms(view.tokens[i].low).past), None)
        group = group_before(view, verb, start) if verb is not None else None
        if verb is not None and group is not None:
            found.append(Head("imperative", verb, min(start, group.first), None, (index, index + 1), group))
    return found


def _so_that_heads(view: View) -> list[Head]:
    """«К понедельнику чтобы акимат очистил улицы»: no main clause, so the wish is an order."""
    index = next((i for i, token in enumerate(view.tokens) if token.low == "чтобы"), None)
    if index is None or any(i < index for i in view.finites) or view.infinitives:
        return []
    end = view.clause_end(index)
    verb = next((i for i in range(index, end) if i in view.finites or view.tokens[i].low == _WERE), None)
    if verb is None or any(i > end for i in view.finites) or _NEEDED.search(view.text(end, len(view.tokens))):
        return []
    group = group_before(view, verb, index) or _called_before(view, index)
    if not (forms(view.tokens[verb].low).past or view.tokens[verb].low == _WERE):
        return []
    if group is None and not view.document.deadlines(view.unit):
        return []
    return [Head("imperative", verb, 0, None, (index, index + 1), group)]


def _called_before(view: View, that: int) -> Group | None:
    """««КазАвтоЖол», чтобы в понедельник его починили»: the body that opens the sentence is spoken to."""
    group = next(iter(view.groups), None)
    if group is None or group.head.prep or not group.head.stands("nom", "any"):
        return None
    around = [*view.tokens[: group.first], *view.tokens[group.last : that]]
    return group if any(t.text == "," for t in around) and not any(t.word for t in around) else None


_WERE = "были"  # a dictionary also knows it as a noun
_NEEDED = re.compile(
    r"^, (?:нам |вам |всем )?(?:нуж(?:ен|н[аоы])|надо|необходим[аоы]?|важ(?:ен|н[аоы])|требуется)(?![\w-])"
)


def second_wish(view: View, heads: list[Head]) -> list[Head]:
    """«потребовал, чтобы КТЖ освободил пути, а Минтранс наладил учёт»: another body and its past behind «а» or «и»."""
    that = next((i for i, token in enumerate(view.tokens) if token.low == "чтобы"), None)
    if that is None or not any(h.frame is not None and h.frame.id in _DEMANDS and h.at < that for h in heads):
        return []
    found = []
    for verb in view.finites[1:]:
        start = view.clause_start(verb)
        if start > that + 2 and view.tokens[start - 1].text == "–":
            # «…, а управление – каждую неделю публиковало список»
            start = view.clause_start(start - 2)
        group = group_before(view, verb, start)
        joined = start > that + 1 and view.tokens[start - 1].text == "," and view.tokens[start].low in ("а", "и")
        if joined and group is not None and group.first - start <= 1 and forms(view.tokens[verb].low).past:
            found.append(Head("present", verb, group.first, None, (verb, verb + 1), group))
    return found


_DEMANDS = frozenset({"demand", "decree", "i_demand", "await"})


def _imperative_heads(view: View) -> list[Head]:
    found: list[Head] = []
    said = view.text(0, len(view.tokens))
    if FREE_HAND.search(said) or (not view.groups and _lay_called(view)):
        return found
    for index, token in enumerate(view.tokens):
        if (
            token.word
            and token.low not in NOT_IMPERATIVES
            and token.low.endswith(("те", "тесь"))
            and not view.inside_mention(index)
        ):
            known = forms(token.low)
            if (
                token.low in ("представьте", "вообразите")
                and index + 1 < len(view.tokens)
                and view.tokens[index + 1].low in ("себе", ",")
            ):
                continue
            if any(t.low == "вы" for t in view.tokens[max(0, index - 4) : index]):
                continue
            if known.imperative and not (known.noun and not known.infinitive and known.cases & {"nom"}):
                group = _vocative(view, index) or _called_behind(view, index) or _whose_matter(view, index)
                left = min(group.first, view.clause_start(index)) if group else view.clause_start(index)
                head = Head("imperative", index, left, None, (index, index + 1), group)
                if (token.low in RELAYS and _relays(view, index)) or _in_case(view, index) or _threatens(view, index):
                    continue
                if found and (group is None or group is found[-1].group):
                    continue
                found.append(head)
    return found


def _lay_called(view: View) -> bool:
    """«Жители, сдавайте мусор»: somebody who is no body is spoken to; «Не берите учителей» speaks about them."""
    called = (token for token in view.tokens if token.start < view.unit.start + _OPENING and token.word)
    return any(LAY_ADDRESSEES.match(token.low) and "nom" in forms(token.low).cases for token in called)


def _relays(view: View, index: int) -> bool:
    """«Премьеру передайте – разобраться»: what somebody else has to do follows."""
    rest = [t.text for t in view.tokens[index + 1 : index + 6]]
    return any(mark in rest for mark in ("–", ":")) and any(place > index for place in view.infinitives)


def _in_case(view: View, index: int) -> bool:
    """«Увидели дым – звоните»: a past of nobody before the dash is a condition, and the advice is for everybody."""
    start = view.clause_start(index)
    if not start or view.tokens[start - 1].text != "–" or not view.finites or view.finites[0] > 1:
        return False
    first = view.tokens[view.finites[0]].low
    return first.endswith("ли") and forms(first).past and not any(g.first < start for g in view.groups)


def _threatens(view: View, index: int) -> bool:
    """«Не выполните – сделаю выводы»: the word is a future as well, and what follows from it is said behind it."""
    low = [token.low for token in view.tokens]
    denied = index > 0 and low[index - 1] == "не" and low[index].endswith("ите")
    return denied and low[index + 1 : index + 2] in (["–"], [","]) and any(place > index for place in view.finites)


def _familiar_heads(view: View) -> list[Head]:
    """«Разберись и доложи»: the singular, at the head of its clause; whom it is for is asked when it is judged."""
    if FREE_HAND.search(view.text(0, len(view.tokens))):
        return []
    for index, token in enumerate(view.tokens):
        if not token.low.endswith(_FAMILIAR) or token.low in NOT_IMPERATIVES or view.inside_mention(index):
            continue
        if not commands(token.low) or (index and view.tokens[index - 1].word and view.tokens[index - 1].low != "и"):
            continue
        if any(t.low in ("бы", "б", "я", "мы", "он") for t in view.tokens[index + 1 : index + 3]):
            continue
        group = _vocative(view, index)
        return [Head("imperative", index, group.first if group else 0, None, (index, index + 1), group)]
    return []


_FAMILIAR = ("и", "й", "ь", "ись", "йся", "ься")


def commands(low: str) -> bool:
    """Whether a word can be nothing but an imperative of the singular."""
    known = forms(low)
    return known.command and not (known.noun or known.finite or known.infinitive or known.adjective or known.gerund)


def _awaited_heads(view: View) -> list[Head]:
    """«От Минтруда – списки к 20 марта»: the genitive of who has to bring, a dash, and what."""
    for group in view.groups:
        if (
            group.head.prep not in ("от", "с", "со")
            or not group.head.stands("gen", "any")
            or group.last + 1 >= len(view.tokens)
        ):
            continue
        opens = group.first < _AWAITED_FROM or view.tokens[group.first - 2].text in ".;,"
        thing = next((t for t in view.tokens[group.last + 1 :] if t.word and forms(t.low).noun), None)
        dashed = view.tokens[group.last].text in ("–", ":")
        if opens and dashed and thing is not None and (PAPERS.match(thing.low) or by_a_day(view)) and not view.finites:
            return [Head("item", group.last + 1, group.first, None, (group.last + 1, group.last + 2), group)]
    return []


_AWAITED_FROM = 3


def spoken_to(view: View, head: Head) -> Group | None:
    """«Аким города, дороги должны быть очищены», «Министр, прошу …»: whom the speaker of a modal or a request addresses."""
    zone = view.unit.zone
    if head.group is not None or head.frame is None or zone is None or zone.turn:
        return None
    asks = head.frame.id in _ASKS
    if not asks and head.frame.voice != "modal":
        return None
    group = view.groups[0] if view.groups else None
    if group is None or group.first > 1 or group.head.prep or not group.head.stands("nom", "any"):
        return None
    last = next((i for i in range(group.last, min(group.last + 3, head.at)) if not view.tokens[i].word), head.at)
    between = view.tokens[last : head.at]
    if not between or between[0].text != "," or any(i < last for i in view.finites):
        return None
    words = [token.low for token in between if token.word]
    if asks:  # «Министр энергетики, прошу проверить …», but «…, прошу Минфин выделить …»
        others = any(view.inside_mention(i) for i in range(last, min(head.at + _BEHIND_ASKED, len(view.tokens))))
        return None if others else group
    if _YOU.intersection(words):
        return group
    things = (forms(word) for place, word in enumerate(words) if not view.inside_mention(place))
    thing = any(known.noun and "nom" in known.cases and not known.animate for known in things)
    return group if thing and "nom" in head.frame.owners and not set(words) & SUBORDINATORS else None


_YOU = frozenset("вы вам вас ты тебе тебя".split())
_ASKS, _BEHIND_ASKED = frozenset("i_ask i_instruct i_give_task i_demand".split()), 3


def _vocative(view: View, index: int) -> Group | None:
    """«Минфин, отработайте»: a list of bodies and a comma before the verb; only openers between."""
    for group in view.groups:
        if group.last <= index and not group.head.prep and group.head.stands("nom", "dat", "any"):
            between = [t.low for t in view.tokens[group.last : index]]
            if group.head.cases == {"dat"} or (group.head.stands("dat") and not group.head.stands("nom", "any")):
                if between == [":"] or (len(between) > 1 and between[1] == ":" and SAID.match(between[0])):
                    return group  # «Министру энергетики: разберитесь», «Министру сказал: разберитесь»
                continue
            if between[:1] == [","] or (between[:1] in (["!"], ["»"]) and "," in between[:2]):
                return group
            if _without_comma(view, group, index):
                return group
    return None


def _without_comma(view: View, group: Group, index: int) -> bool:
    """«Министр труда совместно с Минэкономики подготовьте …», «Аким области до мая закройте …»: he opens the clause."""
    partner = any(mention.together for mention in group.mentions[1:])
    if group.head.together or not (partner or (group.head.office and group.head.stands("nom"))):
        return False
    opens = group.first == view.clause_start(index) or view.tokens[max(0, group.first - 1)].text in ",:–"
    terms = view.document.deadlines(view.unit)
    between = (token.start for token in view.tokens[group.last : index])
    return opens and all(any(term.start <= start < term.end for term in terms) for start in between)


def _called_behind(view: View, index: int) -> Group | None:
    """«Составьте, министры энергетики и транспорта, график», «Посчитайте вместе, Минфин и Минтруд, …»: behind the verb."""
    for group in view.groups:
        if not index < group.first <= index + _BEHIND or group.head.prep or not group.head.stands("nom", "any"):
            continue
        after = view.tokens[group.last].text if group.last < len(view.tokens) else "."
        known = any(body.code for mention in group.mentions for body in mention.bodies)
        if known and view.tokens[group.first - 1].text == "," and after in (",", ".", "!"):
            return group
    return None


def _whose_matter(view: View, index: int) -> Group | None:
    """«Это общий вопрос министров финансов и труда, решение представьте к маю»: the genitive of those it belongs to."""
    start = view.clause_start(index)
    for group in view.groups:
        here = group.last < start and not group.head.prep and group.head.stands("gen", "any")
        if here and _MATTER.search(view.text(0, group.first)) and view.tokens[group.last].text in (",", "–", ":"):
            return group
    return None


_BEHIND = 4
_MATTER = re.compile(
    r"(?<![\w-])это (?:уже |прежде всего )?(?:[а-я]+(?:ий|ый|ой|ая|ое|ее) )?"
    r"(?:вопрос|дело|задача|обязанность|забота|компетенция)$"
)

"""Candidates of a giver's own mouth: imperatives, «пусть …», «чтобы …», and statements that order («Минфин готовит …»).

Looked for in direct speech only; nothing is judged here.
"""

from app.extraction.head import Head
from app.extraction.lexicon.frames_ru import FREE_HAND, LAY_ADDRESSEES, NOT_IMPERATIVES, ORDERS, PAPERS, TELLS
from app.extraction.morphology import forms
from app.extraction.view import SUBORDINATORS, Group, View

_LET = frozenset("пусть пускай".split())
_REACH, _OPENING = 10, 60


def spoken_heads(view: View, heads: list[Head]) -> list[Head]:
    """Candidates beside those of the table of verbs."""
    found = _imperative_heads(view) or _familiar_heads(view)
    found += _let_heads(view)
    found += _awaited_heads(view) if not heads else []
    if not heads and not found:
        found = _so_that_heads(view) or _stated_heads(view)
    return found


def _group_before(view: View, index: int, edge: int) -> Group | None:
    """The list of bodies in the nominative that stands between `edge` and a verb."""
    for group in reversed(view.groups):
        if edge <= group.first and group.last <= index and not group.head.prep and group.head.stands("nom", "any"):
            return group
    return None


def _let_heads(view: View) -> list[Head]:
    """«Минэкологии пусть возьмёт пробы»: a body in the nominative and a verb in the present or future."""
    found = []
    for index, token in enumerate(view.tokens):
        if token.low not in _LET:
            continue
        start, end = view.clause_start(index), view.clause_end(index)
        verb = next((i for i in view.finites if index < i < end and not forms(view.tokens[i].low).past), None)
        group = _group_before(view, verb, start) if verb is not None else None
        if verb is not None and group is not None:
            found.append(Head("imperative", verb, min(start, group.first), None, (index, index + 1), group))
    return found


def _so_that_heads(view: View) -> list[Head]:
    """«К понедельнику чтобы акимат очистил улицы»: no main clause, so the wish is an order."""
    index = next((i for i, token in enumerate(view.tokens) if token.low == "чтобы"), None)
    if index is None or any(i < index for i in view.finites) or view.infinitives:
        return []
    end = view.clause_end(index)
    verb = next((i for i in view.finites if index < i < end), None)
    if verb is None or any(i > end for i in view.finites) or not forms(view.tokens[verb].low).past:
        return []
    group = _group_before(view, verb, index)
    if group is None and not view.document.deadlines(view.unit):
        return []
    return [Head("imperative", verb, 0, None, (index, index + 1), group)]


def _stated_heads(view: View) -> list[Head]:
    """«Минфин до пятницы готовит расчёт, – поручил он»: the present or future orders by who says it, or by a near term."""
    zone, low = view.unit.zone, view.document.folded.low
    who = low[slice(*zone.who)] if zone is not None and zone.who is not None else ""
    ordered = bool(ORDERS.search(who))
    if not ordered and (TELLS.search(who) or not _by_a_day(view)):
        return []
    for verb in view.finites:
        known = forms(view.tokens[verb].low)
        if known.past or not (known.present or ordered) or not view.tokens[verb].low.endswith(("т", "тся")):
            continue
        start = view.clause_start(verb)
        group = _group_before(view, verb, start)
        before = view.tokens[start:verb]
        if group is None or verb - group.last > _REACH or any(t.low in SUBORDINATORS or t.low == "не" for t in before):
            continue
        if ordered or (zone is not None and zone.person is not None and zone.person.role is not None):
            return [Head("present", verb, group.first, None, (verb, verb + 1), group)]
    return []


def _by_a_day(view: View) -> bool:
    return any(d.date is not None and d.recurrence is None for d in view.document.deadlines(view.unit))


def _imperative_heads(view: View) -> list[Head]:
    found: list[Head] = []
    said = view.text(0, len(view.tokens))
    if FREE_HAND.search(said) or (LAY_ADDRESSEES.search(said[:_OPENING]) and not view.groups):
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
                group = _vocative(view, index)
                left = group.first if group else view.clause_start(index)
                head = Head("imperative", index, left, None, (index, index + 1), group)
                if found and (group is None or group is found[-1].group):
                    continue
                found.append(head)
    return found


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
        if opens and dashed and thing is not None and (PAPERS.match(thing.low) or _by_a_day(view)) and not view.finites:
            return [Head("item", group.last + 1, group.first, None, (group.last + 1, group.last + 2), group)]
    return []


_AWAITED_FROM = 3


def _vocative(view: View, index: int) -> Group | None:
    """«Минфин, отработайте»: a list of bodies and a comma before the verb; only openers between."""
    for group in view.groups:
        if group.last <= index and (group.head.stands("nom") or "any" in group.head.cases):
            between = [t.low for t in view.tokens[group.last : index]]
            if between[:1] == [","] or (between[:1] in (["!"], ["»"]) and "," in between[:2]):
                return group
    return None

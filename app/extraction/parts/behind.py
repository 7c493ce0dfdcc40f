"""Bodies behind the act that they have to do, where other words than the slots of a frame show it; and those before it that
are only told of."""

import re

from app.extraction.lexicon.beside_orders import FOR_SOMEBODY, GERUND_BEFORE, PASSED_ON
from app.extraction.parts.head import Head
from app.extraction.text.view import Group, View
from app.extraction.words.morphology import forms


def first_behind(view: View, head: Head) -> Group | None:
    """The body behind the act, by the first of the ways to tell it."""
    tests = (behind_act, asked_to_join, passed_on, told_last)
    return next((found for test in tests if (found := test(view, head)) is not None), None)


def behind_act(view: View, head: Head) -> Group | None:
    """«Эту работу должно выполнить Министерство энергетики»: the subject of a modal behind its act, the object before it."""
    act = next((i for i in head.infinitives if i > head.at), None)
    if head.frame is None or "nom" not in head.frame.owners or head.frame.voice != "modal" or act is None:
        return None
    before = view.tokens[head.at - 1] if head.at else None
    if before is None or not before.word or "acc" not in forms(before.low).cases or "nom" in forms(before.low).cases:
        return None
    return next(
        (g for g in view.groups if g.first == act + 1 and not g.head.prep and g.head.stands("nom", "any")), None
    )


def asked_to_join(view: View, head: Head) -> Group | None:
    """«Прошу подключиться министра транспорта»: behind a verb that takes no object the accusative is who is asked."""
    act = next((i for i in head.infinitives if i > head.at), None)
    if head.frame is None or head.frame.id != "i_ask" or act is None or not view.tokens[act].low.endswith("ся"):
        return None
    return next(
        (
            g
            for g in view.groups
            if g.first == act + 1 and not g.head.prep and g.head.office and g.head.stands("acc", "gen")
        ),
        None,
    )


def passed_on(view: View, head: Head) -> Group | None:
    """«решено поручить Министерству энергетики завершить ремонт»: the body behind the order that is decided or needed."""
    act = next((i for i in head.infinitives if i > head.at), None)
    if act is None or act > head.at + _NEAR or view.tokens[act].low not in PASSED_ON:
        return None
    preposition, case = PASSED_ON[view.tokens[act].low]
    return next(
        (
            g
            for g in view.groups
            if act < g.first <= act + _NEAR and g.head.prep == preposition and g.head.stands(case, "any")
        ),
        None,
    )


def told_last(view: View, head: Head) -> Group | None:
    """«поручил завершить ремонт станции Министерству энергетики»: a dative at the end of the clause, behind an act that is
    done for nobody."""
    acts = [i for i in head.infinitives if i > head.at]
    if head.frame is None or "dat" not in head.frame.owners or head.frame.voice == "modal" or not acts:
        return None
    last = next((g for g in reversed(view.groups) if acts[-1] < g.first < head.hi), None)
    if last is None or any(token.low.startswith(FOR_SOMEBODY) for token in view.tokens[acts[0] : last.first]):
        return None
    if last.head.prep or last.head.cases != {"dat"} or last.head.together:
        return None
    edge = view.clause_end(last.first)
    dated = any(d.start >= view.tokens[last.last - 1].end for d in view.document.deadlines(view.unit))
    return last if last.last >= edge or dated else None


_ENTRUSTED = {"поручив": ("", "dat"), "доверив": ("", "dat"), "возложив": ("на", "acc"), "закрепив": ("за", "ins")}
_NEAR = 4  # words between: «поручив эту работу …»


def entrusted(view: View, head: Head) -> list[Group]:
    """«потребовал навести порядок, поручив это Минэнерго», «…, возложив эту работу на Минэнерго»; not who only controls."""
    place = next((i for i in range(head.at + 1, head.hi) if view.tokens[i].low in _ENTRUSTED), None)
    if place is None or "контрол" in view.text(place, min(head.hi, place + _NEAR)):
        return []
    preposition, case = _ENTRUSTED[view.tokens[place].low]
    behind = [g for g in view.groups if place < g.first < head.hi and g.head.prep == preposition]
    return behind if behind and behind[0].first <= place + _NEAR and behind[0].head.stands(case, "any") else []


def opened_by_gerund(view: View, head: Head) -> int:
    """Where the words of an order begin behind «Напомнив министру финансов о бюджете, …»; `head.lo` where none opens it."""
    comma = next((i for i in range(head.lo, head.at) if view.tokens[i].text == ","), head.lo)
    opening = view.tokens[head.lo : min(comma, head.lo + _OPENS_WITHIN)]
    return comma + 1 if any(_GERUND.match(token.low) for token in opening) else head.lo


_OPENS_WITHIN = 8
_GERUND = re.compile(GERUND_BEFORE)

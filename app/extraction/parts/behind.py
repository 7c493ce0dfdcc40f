"""Bodies behind the act that they have to do, where other words than the slots of a frame show it."""

from app.extraction.parts.head import Head
from app.extraction.text.view import Group, View
from app.extraction.words.morphology import forms


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

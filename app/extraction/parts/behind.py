"""Bodies behind the act that they have to do, where other words than the slots of a frame show it; and those before it that
are only told of."""

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


# Whom an order inside of an order binds: «решено поручить Минэнерго …», «считает нужным обязать акимат …».
_PASSED_ON = {
    "поручить": ("", "dat"), "предписать": ("", "dat"), "рекомендовать": ("", "dat"), "предложить": ("", "dat"),
    "приказать": ("", "dat"), "обязать": ("", "acc"), "попросить": ("", "acc"), "потребовать": ("от", "gen"),
    "возложить": ("на", "acc"), "закрепить": ("за", "ins"),
}  # fmt: skip
# What is done for somebody, so that a dative behind it is who gets it.
_FOR_SOMEBODY = (
    "предоста", "представ", "внес", "направ", "доложи", "сообщ", "переда", "выдел", "оказ", "выда", "показ", "помо",
    "содейств", "вруч", "верну", "возвра", "достав", "отда", "объясн", "разъясн", "пояс", "ответ", "отчит", "запре",
    "разреш", "позвол", "дать", "выплат", "компенс", "возмес", "прода", "разда", "подготов", "поруч", "обеспеч",
    "препятств", "присво", "открыт", "предлож", "рекомен", "поддерж", "выдач", "подач", "оплат", "назнач", "напомн", "указ",
    "уступ", "соответств", "уделя", "удели", "подчин", "довер", "постав", "продл", "установ", "пересда", "предпис",
    "перечисл", "погас", "повыс", "сниз", "увелич", "улучш", "гарантир", "информир",
)  # fmt: skip


def passed_on(view: View, head: Head) -> Group | None:
    """«решено поручить Министерству энергетики завершить ремонт»: the body behind the order that is decided or needed."""
    act = next((i for i in head.infinitives if i > head.at), None)
    if act is None or act > head.at + _NEAR or view.tokens[act].low not in _PASSED_ON:
        return None
    preposition, case = _PASSED_ON[view.tokens[act].low]
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
    if last is None or any(token.low.startswith(_FOR_SOMEBODY) for token in view.tokens[acts[0] : last.first]):
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
    opening = [token.low for token in view.tokens[head.lo : comma][:_OPENS_WITHIN]]
    gerund = any(low.endswith(_GERUND_TAILS) and low.startswith(_HAVING) for low in opening)
    return comma + 1 if gerund else head.lo


_OPENS_WITHIN, _GERUND_TAILS = 8, ("в", "вшись", "я", "ясь")
_HAVING = (
    "напомн", "раскритик", "критик", "поблагодар", "осмотр", "посет", "побыва", "заслуш", "выслуш", "отмет", "оцен", "встрет",
    "ознаком", "провер", "обсуд", "коммент", "ответ", "поздрав", "назва", "упомян", "приз",
)  # fmt: skip

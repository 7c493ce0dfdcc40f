"""Kazakh candidates of one sentence that are one instruction: «… тапсырып, … талап етті», «… тапсырды: … бекітсін».

Which words are candidates at all belongs to `heads.py`; rows of one verb to `rows.py`.
"""

import re

from app.extraction.kazakh.lists import answers, gives, in_front
from app.extraction.kazakh.rows import reports_regularly, specifies, stands
from app.extraction.lexicon import frames_kk as table
from app.extraction.parts.head import Head
from app.extraction.text.view import Group, View

_CONVERB = re.compile(r".*[ыіае]п$")
_BESIDE = re.compile(f".*{table.BESIDE}$")
_FRUIT = re.compile(f"(?:{table.FRUIT_KK})$")
_FOR_THIS = frozenset("бұған оған осыған соған".split())
_IDLE = re.compile(r"(?:отыр|тұр|жүр|жат|қал|күт|кідір|қусыр|кешік)[мпб][ае]с[ыі]н$")
_SAY_REACH = 5
_CONTENTS = frozenset({"optative", "modal", "imperative"})


def joined(view: View, heads: list[Head]) -> list[Head]:
    """«… тапсырып, есеп беруді талап етті», «… тапсырып, … аяқтау қажеттігін айтты»: one instruction where no owner is new."""
    done: list[Head] = []
    for head in heads:
        before = done[-1] if done else None
        if before is not None and any(pair(view, before, head) for pair in (_opens, _quoted, _spurs, _hands_on)):
            done.pop()
        elif before is not None and any(pair(view, before, head) for pair in _ABSORBS):
            continue
        done.append(head)
    return done


def _goes_on(view: View, before: Head, head: Head) -> bool:
    """«… тапсырып, … талап етті»: a converb of one directive verb before another, and nobody between."""
    return (
        before.frame is not None
        and head.frame is not None
        and before.frame.voice in ("active", "first")
        and head.frame.voice in ("active", "said", "first")
        and (_CONVERB.match(view.tokens[before.at].low) or _BESIDE.match(view.tokens[before.at].low)) is not None
        and not reports_regularly(view, before, head)
        and not any(before.trigger[1] <= g.first < head.at for g in view.groups)
    )


def _allows(view: View, before: Head, head: Head) -> bool:
    """«… тексеріп шығуға тиіс, бұған екі апта берілді», «… жүктелді, қорытындысы екі аптада шығуы керек»: by when."""
    between = view.tokens[before.trigger[1] : head.trigger[0]]
    if head.frame is None or head.frame.id != "kk.give_term":
        modal = head.frame is not None and head.frame.voice in ("modal", "optative")
        named = any(before.trigger[1] <= g.first < head.trigger[0] for g in view.groups)
        told = modal and not named and any(_FRUIT.match(token.low) for token in between)
        return told and not _two_days(view, before, head)
    return any(token.low in _FOR_THIS for token in between) and not any(token.text == "." for token in between)


def _two_days(view: View, before: Head, head: Head) -> bool:
    """«1 наурызға дейін жаңартсын, нәтижесін 1 мамырға дейін баяндасын»: the act and the report on it have a day each."""
    days = [d.start for d in view.document.deadlines(view.unit) if d.date is not None and d.recurrence is None]
    act, report = view.tokens[before.trigger[0]].start, view.tokens[head.trigger[0]].start
    return any(start < act for start in days) and any(act < start < report for start in days)


def _adds(view: View, before: Head, head: Head) -> bool:
    """«Кестені бекітсін, отын қорын толтырсын»: acts of one row, where the second names nobody and has no term."""
    if before.kind != head.kind or head.kind not in ("optative", "imperative"):
        return False
    start, end = view.tokens[before.at].end, view.tokens[head.at].start
    new = [g for g in view.groups if before.at < g.first < head.at and (stands(g, "nom") or stands(g, "dat"))]
    if view.tokens[before.trigger[1]].text != "," or new:
        return False
    return not any(start <= d.start < end for d in view.document.deadlines(view.unit))


def _opens(view: View, before: Head, head: Head) -> bool:
    """«… тапсырды: А – …, Б – …», «… тапсырды: А … бекітсін»: what follows the colon are the instructions."""
    opened = head.kind in ("item", "optative") and before.frame is not None and before.frame.voice != "optative"
    return opened and _before_colon(view, before) and not _addressee(view, before)


def _spurs(view: View, before: Head, head: Head) -> bool:
    """«… комитеті де қарап отырмасын: деректі ай сайын жарияласын»: the colon says what is to be done instead."""
    idle = before.kind == head.kind == "optative" and _IDLE.search(view.tokens[before.at].low) is not None
    return (
        idle
        and _before_colon(view, before)
        and not any(before.at < g.first < head.at and stands(g, "nom") for g in view.groups)
    )


def _hands_on(view: View, before: Head, head: Head) -> bool:
    """«… аяқтау қажеттігін айтып, мұны департаментке жүктеді»: what was said is what is laid on somebody."""
    if before.frame is None or head.frame is None or before.frame.voice != "said" or head.frame.voice != "active":
        return False
    between = [token.low for token in view.tokens[before.trigger[1] : head.at]]
    return any(low in ("мұны", "осыны", "соны", "оны") for low in between[:_SAY_REACH])


def _quoted(view: View, before: Head, head: Head) -> bool:
    """«Министрлерге шара қолдансын деп тапсырды»: the optative is the content where it has no subject of its own."""
    said = (
        before.kind in ("optative", "imperative") and head.frame is not None and head.frame.voice in ("active", "first")
    )
    if not said or [t.low for t in view.tokens[before.trigger[1] : head.trigger[0]]] != ["деп"]:
        return False
    groups = [g for g in view.groups if g.first < before.at]
    return any(stands(g, "dat") for g in groups) and not any(stands(g, "nom") and not _leads(view, g) for g in groups)


def _is_said(view: View, before: Head, head: Head) -> bool:
    """«Прокуратура … тексерсін деп тапсырма берді»: the verb says that its content, which names who acts, is an order."""
    active = head.frame is not None and head.frame.voice in ("active", "first", "passive")
    if not active or before.frame is None or before.frame.voice not in _CONTENTS:
        return False
    return [token.low for token in view.tokens[before.trigger[1] : head.trigger[0]]] in (["деп"], ["деген"])


def _leads(view: View, group: Group) -> bool:
    """Whether a body in the nominative is the office of a leader, who gives the order: «облыс әкімі … деп тапсырды»."""
    people = view.document.people.within(group.mentions[0].start, group.mentions[0].end)
    return gives(group) or any(p.nominative and p.role is not None for p in people)


def _contents(view: View, before: Head, head: Head) -> bool:
    """«Комитетінің алдына міндет қойды: … аспасын»: what follows the colon and names nobody is what is to be done."""
    stated = head.frame is not None and head.frame.voice in _CONTENTS and before.frame is not None
    if not stated or not _before_colon(view, before) or not _addressee(view, before):
        return False
    return not any(
        before.trigger[1] <= g.first < head.at and (stands(g, "nom") or stands(g, "dat")) for g in view.groups
    )


def _before_colon(view: View, head: Head) -> bool:
    return head.trigger[1] < len(view.tokens) and view.tokens[head.trigger[1]].text == ":"


def _addressee(view: View, head: Head) -> bool:
    """Whether somebody is addressed before a verb: in the dative, the ablative, or with «алдына»."""
    groups = [g for g in view.groups if g.first < head.at]
    return any(stands(g, "dat") or stands(g, "abl") or in_front(view, g) for g in groups)


_ABSORBS = (_contents, _is_said, _goes_on, _allows, _adds, specifies, answers)

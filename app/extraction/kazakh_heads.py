"""Kazakh candidates: the directive word stands last in its clause, the owner before it.

A clause runs from the end of the one before to its directive word («тапсырды», «тиіс», «…-сын»); the stretch of a
candidate is that clause and what follows up to the next owner.
"""

import re

from app.extraction.frames import frames_of, noun_pattern
from app.extraction.heads import Head
from app.extraction.lexicon import frames_kk as table
from app.extraction.lexicon.frames_ru import Frame
from app.extraction.view import BOUNDARIES, Group, View

_OPTATIVE = re.compile(f"(?:{table.OPTATIVE})$")
_NOT_OPTATIVE = re.compile(f"(?:{table.NOT_OPTATIVES})$")
_IMPERATIVE = re.compile(f"(?:{table.PLURAL_IMPERATIVE})$")
_NOT_IMPERATIVE = re.compile(f"(?:{table.NOT_IMPERATIVES_KK})$")
_VERBAL_NOUN = re.compile(f"(?:{table.VERBAL_NOUN})$")
_ACCUSATIVE_ACT = re.compile(r"[а-яәғқңөұүһі]{2,}(?:уды|уді|юды|юді|мауды|меуді)$")
_ITEM_END = re.compile(r"[а-яәғқңөұүһі]{2,}(?:[уү]|ю|уды|уді|юды|юді)$")
_AUXILIARY = re.compile(r"(?:[а-яәғқңөұүһі]+(?:п|ып|іп)|дайын|есеп|қамтамасыз|бас|жол|назар|көмек|мән)$")
ITEM = Frame("kk.item", "", "item", ("dat",), "", "")
LET = Frame("kk.let", "", "optative", ("nom",), "", "")
IMPERATIVE = Frame("kk.imperative", "", "imperative", ("nom",), "", "")
_SAID = ("деді", "деп", "дейді", "деген")


def find_kazakh_heads(view: View) -> list[Head]:
    """Candidates of a Kazakh unit, in order."""
    heads: list[Head] = []
    for index, token in enumerate(view.tokens):
        if not token.word or view.inside_mention(index):
            continue
        head = _frame_head(view, index) or _verb_head(view, index) or _item_head(view, index)
        if head and not (heads and head.trigger[0] < heads[-1].trigger[1]):
            heads.append(head)
    _set_stretches(view, heads)
    return heads


def _frame_head(view: View, index: int) -> Head | None:
    for frame in frames_of(view.tokens[index].low, kazakh=True):
        first = index
        if frame.noun:
            if index == 0 or not noun_pattern(frame.noun).match(view.tokens[index - 1].low):
                continue
            first = index - 1
        if frame.voice == "modal" and not _ends_clause(view, index, modal=True):
            continue
        if frame.needs == "act" and not _has_act(view, first, index):
            continue
        if frame.strength == table.SOFT and not (index and _VERBAL_NOUN.match(view.tokens[index - 1].low)):
            continue
        return Head("frame", index, first, frame, (first, index + 1))
    return None


def _has_act(view: View, first: int, last: int) -> bool:
    """A verbal noun in the accusative before the verb, one right before it, or a list after a colon."""
    before = view.tokens[max(0, first - 12) : first]
    if any(_ACCUSATIVE_ACT.match(token.low) for token in before) or (before and _VERBAL_NOUN.match(before[-1].low)):
        return True
    if (
        len(before) > 1
        and before[-1].low in ("туралы", "жөнінде", "бойынша", "жөніндегі")
        and _VERBAL_NOUN.match(before[-2].low)
    ):
        return True
    return any(token.text == ":" for token in view.tokens[last + 1 : last + 2]) and last + 2 < len(view.tokens)


def _verb_head(view: View, index: int) -> Head | None:
    """«…-сын/-сін» and «…-ңыз/-ңіз» at the end of a clause."""
    low = view.tokens[index].low
    if not _ends_clause(view, index):
        return None
    first = index
    while first > 0 and _AUXILIARY.match(view.tokens[first - 1].low) and index - first < 2:
        first -= 1
    if _OPTATIVE.match(low) and not _NOT_OPTATIVE.match(low):
        return Head("optative", index, first, LET, (first, index + 1))
    if _IMPERATIVE.match(low) and not _NOT_IMPERATIVE.match(low):
        return Head("imperative", index, first, IMPERATIVE, (first, index + 1))
    return None


def _item_head(view: View, index: int) -> Head | None:
    """«Қаржы министрлігіне – резервтен қаражат бөлу»: an addressee, a dash and a verbal noun at the end, as in lists."""
    if not _ITEM_END.match(view.tokens[index].low) or not _ends_clause(view, index):
        return None
    group = next(
        (
            g
            for g in reversed(view.groups)
            if g.last < index
            and view.tokens[g.last].text in "–:"
            and _stands(g, "dat")
            and _begins_clause(view, g.first)
        ),
        None,
    )
    if group is None or any(token.text in ".;–" for token in view.tokens[group.last + 1 : index]):
        return None
    return Head("item", index, index, ITEM, (index, index + 1))


def _begins_clause(view: View, first: int) -> bool:
    """Nothing but marks and the number of an item stands between the last boundary and a token."""
    return first == 0 or not view.tokens[first - 1].word or view.tokens[first - 1].low in ("ал", "және")


def _ends_clause(view: View, index: int, modal: bool = False) -> bool:
    """A mark, the end of the unit or «деп» follows; a modal may also have «екен», «болады» after it."""
    if index + 1 >= len(view.tokens):
        return True
    following = view.tokens[index + 1]
    if following.text in BOUNDARIES or following.text in '»")' or following.low in _SAID:
        return True
    return modal and following.low in ("екенін", "екендігін", "болады", "екен", "шығар", "деді")


def _set_stretches(view: View, heads: list[Head]) -> None:
    edge = 0
    for number, head in enumerate(heads):
        head.lo = edge
        head.hi = len(view.tokens)
        if number + 1 < len(heads):
            head.hi = head.trigger[1]
        edge = head.hi


def kazakh_groups(view: View, head: Head) -> list[Group]:
    """Owners of a candidate: lists in the case that its frame asks for, before the directive word."""
    if head.frame is None:
        return []
    before = [g for g in view.groups if head.lo <= g.first < head.at]
    for slot in head.frame.owners:
        found = [g for g in before if _stands(g, slot)]
        if found:
            return found[:1]
    if head.frame.voice in ("passive", "active"):
        return [g for g in view.groups if head.lo <= g.first < head.hi and _stands(g, "dat")][:1]
    return []


def _stands(group: Group, slot: str) -> bool:
    last = next((m for m in reversed(group.mentions) if not m.together), group.mentions[-1])
    if group.head.together and len(group.mentions) == 1:
        return False
    if slot == "nom" and group.head.need == "pronoun":
        return group.head.cases == {"nom"}
    return last.stands(slot) or ("any" in last.cases and slot == "nom") or group.head.stands(slot)

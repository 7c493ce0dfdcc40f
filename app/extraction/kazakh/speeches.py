"""What is nobody's task in a leader's own Kazakh speech, and what goes on with the task before it.

He asks citizens («ата-аналардан … сұраймын»), wants somebody to learn («үйренсін»), complains of people («демалушыларды
тоқтату керек»): no body is bound. «Құжат 1 желтоқсаннан кешіктірілмей енгізілуі керек» binds those who make the document.
"""

import re

from app.extraction.lexicon import frames_kk as table
from app.extraction.lexicon import outsiders_kk as people
from app.extraction.parts.head import Head
from app.extraction.text.view import View, in_address

_ASKS = re.compile(r"(?:сұра|өтін|ет)[а-яәғқңөұүһі]*$")
_LEARNS = re.compile(r"үйрен(?:с[ыі]н|[ыі]ң[ыі]з(?:д[ае]р)?)$")
_HANDED_IN = re.compile(table.HANDED_IN_KK)
_OWN_VIEW = re.compile(table.LEADER_VIEW_KK)
_ASKED_OF = re.compile(people.ASKED_OF_KK)
_DONE_WITH = re.compile(people.DONE_WITH_KK)
_CALLED = re.compile(people.CALLED_KK)
_GOES_ON = re.compile(table.GOES_ON_KK)
_BE_THERE = re.compile(table.BE_THERE_KK)
_IF_NEEDED = re.compile(table.IF_NEEDED_KK)
_OBJECT, _YEAR = 3, 400


def nobodys(view: View, head: Head, named: bool) -> bool:
    """Whether a candidate only wants somebody to learn, or names no body and turns to citizens or complains of them."""
    if not in_address(view) or head.frame is None:
        return False
    low, voice = view.tokens[head.at].low, head.frame.voice
    if _LEARNS.match(low) or _idle(view, head):
        return True
    if named:
        return False
    if voice in ("first", "imperative") and _asks_citizens(view, head.lo, head.at if _ASKS.match(low) else head.lo):
        return True
    complains = voice == "modal" and head.frame.strength == table.SOFT and not view.document.deadlines(view.unit)
    principle = view.text(max(0, head.trigger[0] - 2), head.trigger[0]) == "жол бермеу"
    return complains and (principle or _deals_with_citizens(view, head.lo, head.trigger[0]))


def _idle(view: View, head: Head) -> bool:
    """«Әкімдер халықтың ортасында жүруі керек», «Қажет болса, … ақылдасыңыздар»: without a day nothing has to be done."""
    if view.document.deadlines(view.unit):
        return False
    last = head.trigger[0] if head.frame is not None and head.frame.voice == "modal" else head.at + 1
    if _BE_THERE.search(view.text(max(0, last - 2), last)):
        return True
    return _IF_NEEDED.match(view.document.folded.low, view.unit.start, view.unit.end) is not None


def _asks_citizens(view: View, first: int, last: int) -> bool:
    """«Ата-аналардан … сұраймын», «Қымбатты ұстаздар, сіздерден …»: words first:last turn to people who are in no office."""
    if _CALLED.match(view.document.folded.low, view.unit.start, view.unit.end):
        return True
    return any(_ASKED_OF.match(token.low) for token in view.tokens[first:last])


def _deals_with_citizens(view: View, first: int, last: int) -> bool:
    """«От жағатын демалушыларды тоқтату керек»: people are the object right before the act, in words first:last."""
    return any(_DONE_WITH.match(token.low) for token in view.tokens[max(first, last - _OBJECT) : last])


def handed_in(view: View, head: Head) -> bool:
    """«Құжат … енгізілуі керек»: what is to become by a day of that which the sentence before has ordered; no far aim."""
    first = head.trigger[0]
    if not first or _HANDED_IN.search(view.text(max(0, first - 2), first)) is None:
        return False
    if any(mention.first > head.at for mention in view.mentions):  # «…, бұған комитет жауап береді»
        return False
    days = [d.date for d in view.document.deadlines(view.unit) if d.date is not None and not d.of_object]
    return bool(days) and 0 <= (min(days) - view.document.published).days <= _YEAR


def goes_on(view: View) -> bool:
    """«Министрлік технология енгізуді созып келеді» in a leader's speech: how things stand."""
    return view.unit.zone is not None and bool(
        _GOES_ON.search(view.document.folded.low, view.unit.start, view.unit.end)
    )


def own_view(view: View) -> bool:
    """«… іске қосуы қажет деп санаймын»: the view of the leader who speaks takes nothing from what he asks for."""
    zone = view.unit.zone
    if zone is None or not zone.whole or zone.person is None or zone.person.role is None:
        return False
    return _OWN_VIEW.search(view.document.folded.low, view.unit.start, view.unit.end) is not None

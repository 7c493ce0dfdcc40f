"""Kazakh duties and wishes: «… тиіс», «… қажет», «… берсін», «… жіберіңіз», «жауап: …»: whose they are, and whether they bind.

Verbs of ordering («тапсырды») are judged in `judging.py`.
"""

import re

from app.domain.enums import Bound, FindingKind, Strength
from app.extraction.kazakh.addressees import (
    called,
    criticised,
    letter_to,
    met,
    named_behind,
    reacted_to,
    received,
    spoken_of,
    turn_before,
    turned_to,
)
from app.extraction.kazakh.lists import handed_over
from app.extraction.kazakh.plain import plain_owners
from app.extraction.kazakh.rows import reports_on_it, stands
from app.extraction.kazakh.speeches import handed_in
from app.extraction.lexicon import frames_kk as table
from app.extraction.lexicon import vetoes
from app.extraction.parts.aims import level_by_a_year
from app.extraction.parts.head import Head
from app.extraction.parts.owners import Chosen, addressees
from app.extraction.parts.verdicts import Memory, Verdict, refuse
from app.extraction.speech.people import Person
from app.extraction.text.view import View
from app.extraction.words import kazakh

_NOT_OWNERS = re.compile(rf"(?<![\w-])(?:{table.NOT_OWNERS_KK})")
# «үйді тұрғындарға тапсырыңыздар»: who gets something is not who is spoken to.
_SPOKEN_TO = re.compile(rf"(?<![\w-])(?:{table.NOT_OWNERS_KK})(?:лар|лер|дар|дер|тар|тер)?(?![\w-])")
_WISH = re.compile(table.WISH_KK)
_TO_STAFF = re.compile(rf"(?<![\w-])(?:{table.STAFF_DATIVE_KK})(?![\w-])")
_URGES = re.compile(r"(?:ескерт|тапсыр|қадап|шегеле|талап|еске сал|баса айт)[а-яәғқңөұүһі]*$")
_BEING = re.compile(r"(?:бол|қал|жүр|тұр|кел|жет)с[ыі]н$")  # «Ертең күн ашық болсын»
_BARE_ACT = re.compile(r"(?:[а-яәғқңөұүһі]{3,}[ую]|жою|ашу)$")
_DONE_TO = re.compile(r"[а-яәғқңөұүһі]{2,}(?:[ыі]л|[ыі]н|[ае]л)у[ыі]$")
_STATE = re.compile(table.STATE_KK)
_EMPTY = re.compile(table.EMPTY_ACTS_KK)
_FEELING = re.compile(table.FEELINGS_KK)
_BIDS = re.compile(r"ң(?:[ыі]з)?(?:дар|дер)?$")
_PASSIVE = re.compile(rf"(?!{table.NOT_PASSIVE_KK})[а-яәғқңөұүһі]{{2,}}(?:[аеыі]лсын|[аеыі]лсін|ынсын|інсін)$")
_CONVERB = re.compile(r"[а-яәғқңөұүһі]{2,}[ыіае]?п$")
_MODAL, _LOOSE = 0.75, 0.6
_URGE_REACH = 4


def judge_wish(
    view: View, head: Head, chosen: list[Chosen], person: Person | None, rule: str, memory: Memory
) -> Verdict:
    """The verdict on a modal, an optative, an imperative or an answer; chosen: the owners that its frame has found."""
    assert head.frame is not None
    zone, voice, strength = view.unit.zone, head.frame.voice, Strength(head.frame.strength)
    if not chosen and rule == "giver.subject" and _urged(view, head):
        return Verdict(FindingKind.INSTRUCTION, "", person, rule, [], strength, _LOOSE)
    if not chosen and voice in ("said", "modal") and rule == "giver.subject" and names_work(view, head):
        chosen = received(view) or met(view)
    if voice in ("answer", "said") and (
        not chosen or (voice == "answer" and zone is None and not _appointed(view, head))
    ):
        return refuse(vetoes.NO_BODY)
    chosen = chosen or _owners(view, head, person, rule, memory)
    act = view.tokens[head.trigger[0] - 1].low if head.trigger[0] else ""
    state = _FEELING.match(act) or _STATE.search(view.text(max(0, head.at - 2), head.at))
    if voice == "modal" and state:
        return refuse(vetoes.NO_ACT)
    if chosen:
        return Verdict(FindingKind.INSTRUCTION, "", person, rule, chosen, strength, _MODAL)
    words = view.text(head.lo, head.hi)
    others = _SPOKEN_TO if voice == "imperative" else _NOT_OWNERS
    if others.search(words) or _WISH.search(words):
        return refuse(vetoes.NO_BODY)
    if voice == "modal" and level_by_a_year(view.document, view.unit.start, view.unit.end):
        return refuse(vetoes.AIM)
    if _understood(view, head, act, memory):
        return Verdict(FindingKind.INSTRUCTION, "", person, rule, [], strength, _LOOSE)
    if voice == "modal" or not _PASSIVE.match(view.tokens[head.at].low):
        return refuse(vetoes.NO_BODY)
    return Verdict(FindingKind.INSTRUCTION, "", person, rule, [], Strength.ORDER, _LOOSE)


def _understood(view: View, head: Head, act: str, memory: Memory) -> bool:
    """Whether a wish that names nobody binds whoever was bound before, the place spoken of, or whom a leader faces."""
    assert head.frame is not None
    zone, voice = view.unit.zone, head.frame.voice
    finished = bool(head.trigger[0]) and _CONVERB.match(view.tokens[max(0, head.trigger[0] - 2)].low) is not None
    empty = _EMPTY.match(act) and not finished  # «болу керек», but «шығарып болу керек»
    bare = voice == "modal" and bool((_BARE_ACT.match(act) and not empty) or handed_in(view, head))
    spoken = zone is not None and bool(memory.owners) and memory.paragraph == view.unit.paragraph
    if spoken and (bare or voice == "imperative" or (voice == "optative" and _goes_on_with(view, head))):
        return True
    leader = zone is not None and zone.person is not None and zone.person.role is not None
    if leader and bare and _has_day(view):
        return True  # «Қостанайда қар көп. Бір апта ішінде шығару керек»
    return voice == "imperative" and _told_by_leader(view, head)


def _owners(view: View, head: Head, person: Person | None, rule: str, memory: Memory) -> list[Chosen]:
    """Whose a wish is that names no body of its own: a plain noun, whoever is spoken to, blamed, or heads the list above."""
    assert head.frame is not None
    zone, voice, works = view.unit.zone, head.frame.voice, names_work(view, head)
    chosen: list[Chosen] = []
    if voice in ("optative", "modal", "imperative") and person is not None and rule != "giver.leader":
        chosen = plain_owners(view, head)
    worked = works or _is_done(view, head) or voice in ("optative", "imperative")
    if not chosen and worked and (zone is not None or rule == "giver.subject"):
        chosen = named_behind(view)
    if not chosen and zone is not None:
        chosen = addressees(view.document, view.unit) or turned_to(view) or called(view, voice) or reacted_to(view)
        if not chosen and memory.paragraph != view.unit.paragraph:
            chosen = turn_before(view) or (criticised(view) if voice == "modal" and works else [])
    if not chosen and voice == "imperative":
        chosen = letter_to(view) or (spoken_of(view) if _has_day(view) else [])
    if not chosen and memory.header is not None:
        chosen = memory.header.chosen
    if not chosen and memory.unit_start == view.unit.start and reports_on_it(view, head):
        chosen = memory.owners
    if not chosen and works and memory.paragraph == view.unit.paragraph and handed_over(view, head):
        chosen = memory.owners
    if not chosen and _to_them(view) and memory.paragraph >= view.unit.paragraph - 1:
        chosen = memory.owners
    return chosen


def _told_by_leader(view: View, head: Head) -> bool:
    """«Құжатты екі айдан асырмай бітіріңіздер», – деді министр: he names nobody, but a day, or that it must be at once."""
    zone = view.unit.zone
    if zone is None or zone.person is None or zone.person.role is None or not _BIDS.search(view.tokens[head.at].low):
        return False
    if zone.who is not None and _NOT_OWNERS.search(view.document.folded.low[slice(*zone.who)]):
        return False
    return _has_day(view) or any(d.vague and not d.of_object for d in view.document.deadlines(view.unit))


def _has_day(view: View) -> bool:
    """Whether a day or a series binds the sentence."""
    terms = [d for d in view.document.deadlines(view.unit) if not d.of_object and d.bound is not Bound.FROM]
    return any(d.recurrence is not None or (d.date is not None and d.date >= view.document.published) for d in terms)


def _goes_on_with(view: View, head: Head) -> bool:
    """«… бақылауына алсын. Екі аптадан кейін баяндасын»: a term or an object opens the sentence, and no subject stands there."""
    terms = [d for d in view.document.deadlines(view.unit) if d.date is not None and not d.of_object]
    first = next((token for token in view.tokens if token.word or token.low[:1].isdecimal()), None)
    if (
        first is None
        or not terms
        or _BEING.match(view.tokens[head.at].low)
        or any(stands(g, "nom") for g in view.groups)
    ):
        return False
    return any(d.start <= first.start < d.end for d in terms) or kazakh.case_of(first.low) == "acc"


def _urged(view: View, head: Head) -> bool:
    """«… тоқсан сайын есеп беру қажет екенін ескертті»: nobody is named, but the leader warns, and there is a term."""
    if not names_work(view, head):
        return False
    if not any(_URGES.match(token.low) for token in view.tokens[head.at + 1 : head.at + 1 + _URGE_REACH]):
        return False
    return _has_day(view)


def names_work(view: View, head: Head) -> bool:
    """Whether an act stands right before the directive word («енгізу керектігін»), and no thought or state."""
    before = view.tokens[head.trigger[0] - 1].low if head.trigger[0] else ""
    return bool(_BARE_ACT.match(before)) and not _EMPTY.match(before)


def _is_done(view: View, head: Head) -> bool:
    """«Ескі базарлар жабылуы керек»: something is to be done to a thing."""
    return head.trigger[0] > 0 and _DONE_TO.match(view.tokens[head.trigger[0] - 1].low) is not None


def _to_them(view: View) -> bool:
    """«…, – деді министр кәсіпорын басшылығына»: the attribution has an addressee without a name of his own."""
    zone = view.unit.zone
    return zone is not None and zone.who is not None and bool(_TO_STAFF.search(view.document.folded.low, *zone.who))


def _appointed(view: View, head: Head) -> bool:
    """«… үшін Көлік министрлігі жауапты болып белгіленді»: who answers for it is settled here, not told of."""
    low = view.document.folded.low
    return _APPOINTED.search(low, view.tokens[head.at].start, view.unit.end) is not None


_APPOINTED = re.compile(table.APPOINTED_KK)

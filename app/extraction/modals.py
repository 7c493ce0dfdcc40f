"""Modals: «Правительство должно …», «Минфину необходимо …». Whose mouth, whose duty, what act.

A leader's own modal orders; an expert's is his opinion; the outlet's own counts only beside a body and a leader.
"""

import re

from app.domain.enums import ExecutorRole, FindingKind, Strength
from app.extraction.context import Document, Unit
from app.extraction.givers import chair_of, leader_before, reported
from app.extraction.heads import Head
from app.extraction.lexicon import vetoes
from app.extraction.lexicon.frames_ru import NOT_OWNERS_RU, PAST_MODAL
from app.extraction.lexicon.nouns import EMPTY_ACTS
from app.extraction.morphology import forms
from app.extraction.offices import Person
from app.extraction.owners import Chosen
from app.extraction.resolution import resolve
from app.extraction.verdicts import LOOSE, MODAL, Memory, Verdict, is_act, own_voice, refuse
from app.extraction.view import View

_LAW = re.compile(vetoes.LAW_RU)
_NOT_OWNERS = re.compile(rf"(?<![\w-])(?:{NOT_OWNERS_RU})")
_RELATIVE = re.compile(vetoes.RELATIVE_RU)
_RESPONSIBLE = re.compile(vetoes.RESPONSIBLE_RU)
_IN_THAT = re.compile(r", что [^:]*$")


def modal(view: View, head: Head, chosen: list[Chosen], memory: Memory) -> Verdict:
    assert head.frame is not None
    document, unit = view.document, view.unit
    around = [t.low for t in view.tokens[max(0, head.at - 1) : head.at + 3]]
    if any(word in PAST_MODAL for word in around):
        return refuse(vetoes.PAST_DUTY)
    if unit.zone is None and document.folded.text[unit.end - 1] == "?":
        return refuse(vetoes.QUESTION)
    start = view.tokens[head.lo].start
    if _RELATIVE.search(document.folded.low[start : view.tokens[head.at].start]):
        return refuse(vetoes.RELATIVE)
    following = document.after(unit)
    responsible = following is not None and bool(
        _RESPONSIBLE.search(document.folded.low, following.start, following.end)
    )
    empty = (
        EMPTY_ACTS.match(view.tokens[head.infinitives[-1]].low if head.infinitives else "")
        and len(head.infinitives) == 1
    )
    if empty and not (responsible and head.frame.id == "must" and not chosen):
        return refuse(vetoes.NO_ACT)
    person, rule, veto, by_speech = _modal_giver(view, head)
    if veto:
        return refuse(veto)
    if not by_speech and own_voice(document):
        person, by_speech = chair_of(document), True
    chosen = [c for c in chosen if person is None or c.mention.start != person.start]
    known_here = memory.paragraph == unit.paragraph and memory.giver is not None
    if (
        not by_speech
        and not known_here
        and chosen
        and not any(body.code or c.mention.need.startswith("akimat") for c in chosen for body in c.bodies)
    ):
        return refuse(vetoes.NO_BODY)
    if not by_speech and _IN_THAT.search(document.folded.low[unit.start : view.tokens[head.at].start]):
        return refuse(vetoes.OPINION)
    if person is not None and person.foreign:
        return Verdict(FindingKind.FOREIGN, "", person, rule, [], Strength.ORDER, MODAL)
    if not chosen:
        return _ownerless(view, head, memory, person, rule, by_speech)
    if not by_speech and _LAW.search(document.folded.low, unit.start, unit.end):
        return refuse(vetoes.LAW)
    lead = chair_of(document)
    if not by_speech and (lead is None or (lead.collegial and not is_act(document))):
        return refuse(vetoes.NO_GIVER)
    return Verdict(
        FindingKind.INSTRUCTION,
        "",
        person,
        rule,
        chosen,
        Strength.SOFT if head.frame.id == "must" and not by_speech else Strength.ORDER,
        MODAL,
    )


def _modal_giver(view: View, head: Head) -> tuple[Person | None, str, str, bool]:
    """(giver, rule, veto, whether the modal is in the giver's own mouth)."""
    document, unit = view.document, view.unit
    zone = unit.zone
    told = reported(view, head.at)
    if zone is not None and zone.turn == "":
        if told is not None and told.lay:
            return None, "", vetoes.OPINION, True
        if zone.person is None or zone.person.role is None:
            return None, "", vetoes.OPINION, True
        return zone.person, "giver.speaker", "", True
    if told is not None:
        if told.lay or told.person is None:
            return None, "", vetoes.OPINION, False
        return told.person, "giver.reported", "", True
    return leader_before(document, unit, view.tokens[head.at].start), "giver.leader", "", False


def _ownerless(view: View, head: Head, memory: Memory, person: Person | None, rule: str, by_speech: bool) -> Verdict:
    """A modal that names no body: allowed in the giver's own mouth, or where an instruction stands right before."""
    assert head.frame is not None
    document, unit = view.document, view.unit
    if head.frame.id == "must":
        following = document.after(unit)
        responsible = following is not None and bool(
            _RESPONSIBLE.search(document.folded.low, following.start, following.end)
        )
        if not responsible or following is None or person is None:
            return refuse(vetoes.INANIMATE)
        return Verdict(
            FindingKind.INSTRUCTION, "", person, rule, _responsible(document, following), Strength.SOFT, LOOSE
        )
    before = view.text(head.lo, head.at)
    if _NOT_OWNERS.search(before) or _NOT_OWNERS.search(view.text(head.at, min(head.hi, head.at + 3))):
        return refuse(vetoes.NO_BODY)
    if _dative_person(view, head):
        return refuse(vetoes.NO_BODY)
    carried = memory.paragraph == unit.paragraph
    if by_speech or carried:
        return Verdict(FindingKind.INSTRUCTION, "", person, rule, [], Strength.SOFT, LOOSE if by_speech else MODAL)
    return refuse(vetoes.NO_BODY)


def _dative_person(view: View, head: Head) -> bool:
    """«жителям необходимо»: somebody who is no body."""
    stop = next((i for i in head.infinitives if i > head.at), head.hi)
    for index in range(head.lo, stop):
        known = forms(view.tokens[index].low)
        if known.noun and known.animate and "dat" in known.cases and "nom" not in known.cases and not view.inside_mention(index):
            return True
    return False


def _responsible(document: Document, unit: Unit) -> list[Chosen]:
    """Bodies of «За это отвечают акиматы», «Ответственность – на Минсельхозе»."""
    return [
        Chosen(mention, bodies, ExecutorRole.CO if number else ExecutorRole.LEAD, "owner.responsible", unit)
        for number, mention in enumerate(document.mentions(unit))
        if (bodies := resolve(document, unit, mention))
    ]

"""Is a Kazakh candidate an instruction? The same questions as in `judging.py`, in Kazakh word order."""

import re

from app.domain.enums import ExecutorRole, FindingKind, Strength
from app.extraction.givers import chair_of, leader_before
from app.extraction.heads import Head
from app.extraction.kazakh_heads import kazakh_groups
from app.extraction.lexicon import frames_kk as table
from app.extraction.lexicon import speech, vetoes
from app.extraction.mentions import Body
from app.extraction.offices import Person
from app.extraction.owners import Chosen, addressees, lead_first
from app.extraction.resolution import resolve
from app.extraction.verdicts import Memory, Verdict, refuse
from app.extraction.view import View

_HISTORY = re.compile(vetoes.HISTORY_KK)
_NEGATION = re.compile(vetoes.NEGATION_KK)
_OPINION = re.compile(speech.OPINION_KK)
_NOT_OWNERS = re.compile(rf"(?<![\w-])(?:{table.NOT_OWNERS_KK})")
_WISH = re.compile(table.WISH_KK)
_ASKED = re.compile(table.REPORTED_NOT_OWN_KK)
_BY_WORDS = re.compile(r"(?<![\w-])(?:айтуынша|пікірінше|ойынша|пікірі бойынша)")
_SURE, _MODAL, _LOOSE = 0.9, 0.75, 0.6


def judge_kazakh(view: View, head: Head, memory: Memory) -> Verdict:
    """The verdict on one Kazakh candidate."""
    low = view.document.folded.low[view.unit.start : view.unit.end]
    if _NEGATION.search(low):
        return refuse(vetoes.NEGATION)
    if _ASKED.search(low):
        return refuse(vetoes.NO_AUTHORITY)
    if low.rstrip().endswith("?"):
        return refuse(vetoes.QUESTION)
    person, rule, veto = _giver(view, head)
    if veto:
        return refuse(veto)
    last = tuple(body for chosen in memory.owners for body in chosen.bodies)
    chosen = kazakh_owners(view, head, last)
    if person is not None and person.foreign:
        return Verdict(FindingKind.FOREIGN, "", person, rule)
    assert head.frame is not None
    strength = Strength(head.frame.strength)
    if _HISTORY.search(low):
        return Verdict(FindingKind.REFERENCE, vetoes.HISTORY, person, rule, chosen, strength)
    if head.frame.voice in ("modal", "optative", "imperative"):
        return _modal(view, head, chosen, person, rule, memory.header)
    if strength is Strength.SOFT and not chosen:
        return refuse(vetoes.NO_BODY)
    return Verdict(
        FindingKind.INSTRUCTION, "", person, rule, chosen, strength, _SURE if strength is Strength.ORDER else _LOOSE
    )


def _modal(
    view: View, head: Head, chosen: list[Chosen], person: Person | None, rule: str, header: Verdict | None
) -> Verdict:
    assert head.frame is not None
    zone = view.unit.zone
    if not chosen and zone is not None:
        chosen = addressees(view.document, view.unit)
    if not chosen and header is not None:
        chosen = header.chosen
    if chosen:
        strength = Strength(head.frame.strength)
        return Verdict(FindingKind.INSTRUCTION, "", person, rule, chosen, strength, _MODAL)
    words = view.text(head.lo, head.hi)
    passive = re.search(r"[а-яәғқңөұүһі]{2,}(?:[аеыі]лсын|[аеыі]лсін|ынсын|інсін)$", view.tokens[head.at].low)
    if _NOT_OWNERS.search(words) or _WISH.search(words) or head.frame.voice == "modal" or not passive:
        return refuse(vetoes.NO_BODY)
    return Verdict(FindingKind.INSTRUCTION, "", person, rule, [], Strength.ORDER, _LOOSE)


def _giver(view: View, head: Head) -> tuple[Person | None, str, str]:
    """(giver, rule, veto)."""
    document, unit = view.document, view.unit
    assert head.frame is not None
    low = document.folded.low
    if _OPINION.search(low, unit.start, unit.end):
        told = _BY_WORDS.search(low, unit.start, unit.end)
        named = document.people.within(unit.start, told.start()) if told else []
        if not (named and named[-1].role is not None and named[-1].role in ("president", "prime_minister")):
            return None, "", vetoes.OPINION
        return named[-1], "giver.reported", ""
    start = view.tokens[head.lo].start if head.lo < len(view.tokens) else unit.start
    if head.frame.voice == "active":
        subjects = [p for p in document.people.within(start, view.tokens[head.at].start) if p.nominative]
        subjects += [
            p for p in document.people.within(view.tokens[head.at].end, view.tokens[head.at].end + 25) if p.nominative
        ]
        subjects = subjects or [p for p in document.people.within(unit.start, start) if p.nominative]
        if subjects:
            person = subjects[0]
            return (person, "giver.subject", "") if person.role is not None else (None, "", vetoes.NO_AUTHORITY)
    zone = unit.zone
    if zone is not None and zone.turn == "":
        if zone.person is None or zone.person.role is None:
            return None, "", vetoes.OPINION
        return zone.person, "giver.speaker", ""
    if zone is not None and zone.turn == "answer":
        return None, "", vetoes.OPINION
    lead = leader_before(document, unit, start) or chair_of(document)
    return (lead, "giver.leader", "") if lead else (None, "", vetoes.NO_GIVER)


def kazakh_owners(view: View, head: Head, last: tuple[Body, ...]) -> list[Chosen]:
    """Owners before the directive word, lead first."""
    chosen: list[Chosen] = []
    groups = kazakh_groups(view, head)
    mentions = [m for group in groups for m in group.mentions]
    mentions += [m for m in view.mentions if head.lo <= m.first < head.at and m.together and m not in mentions]
    for mention in mentions:
        if mention.cases == {"gen"} or (mention.need == "pronoun" and not last):
            continue
        bodies = resolve(view.document, view.unit, mention, last)
        unnamed = mention.need and ":" not in mention.need and mention.need != "pronoun"
        if bodies and not _is_giver(bodies) and not (unnamed and bodies[0].code is None):
            role = (
                ExecutorRole.BY_AGREEMENT
                if mention.by_agreement
                else ExecutorRole.CO
                if chosen or mention.together
                else ExecutorRole.LEAD
            )
            assert head.frame is not None
            chosen.append(Chosen(mention, bodies, role, f"owner.{head.frame.id}", view.unit))
    return lead_first(chosen)


def _is_giver(bodies: tuple[Body, ...]) -> bool:
    return bodies[0].code in ("president", "pm")

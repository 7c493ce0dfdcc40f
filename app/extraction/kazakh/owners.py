"""Who owns a Kazakh candidate: lists of bodies, firms, sectors, places; leads of partners that stand alone.

Which lists fit a frame is decided in `lists.py`.
"""

import re

from app.domain.enums import ExecutorRole, GiverRole
from app.extraction.bodies.mentions import Body, Mention
from app.extraction.kazakh.addressees import (
    guest_of,
)
from app.extraction.kazakh.lists import kazakh_groups
from app.extraction.kazakh.plain import firm
from app.extraction.kazakh.regions import regional
from app.extraction.kazakh.sectors import ministry_of_sector
from app.extraction.lexicon import frames_kk as table
from app.extraction.lexicon.bodies import TOGETHER_KK
from app.extraction.lexicon.offices import STATES_KK
from app.extraction.parts.head import Head
from app.extraction.parts.owners import Chosen, lead_first
from app.extraction.parts.verdicts import Memory
from app.extraction.speech.people import Person
from app.extraction.text.resolution import resolve
from app.extraction.text.view import View
from app.extraction.words import kazakh

_OF_A_STATE = re.compile(rf"(?<![\w-])(?:{STATES_KK})[а-яәғқңөұүһі]*\s+[«\"]?$")
_NOT_PARTNER = re.compile(table.NOT_PARTNER_KK)
_TWO = re.compile(
    r"\W*(?:(?:ал|аталған|осы|бұл) )?(?:екеуі|екі (?:мекеме|министрлік|ведомство|орган|басқарма|әкімдік|тарап|комитет|агенттік|"
    r"компания|департамент|ұйым|құрылым)(?:сі|сы|і|ы)?)(?: де| да)?(?![\w-])"
)
_OPENING, _PAIR = 4, (ExecutorRole.LEAD, ExecutorRole.CO)
_STATE_REACH, _STEM = 24, 5


def with_leads(view: View, partners: list[Chosen], memory: Memory) -> list[Chosen]:
    """Partners with the owners of the header; alone they own an act only if it is said to be done with them."""
    if memory.header is not None:
        assigned = any(c.rule == "owner.responsible" for c in memory.header.chosen)  # «Жауапты: …» names them all
        return [*memory.header.chosen, *([] if assigned else partners)]
    behind = [view.tokens[c.mention.last].low for c in partners if c.mention.last < len(view.tokens)]
    if not any(TOGETHER_KK.match(low) for low in behind):
        return []
    here = memory.paragraph == view.unit.paragraph and view.unit.zone is None
    return [*(_leads(memory.owners, partners) if here else []), *partners]


def _leads(owners: list[Chosen], partners: list[Chosen]) -> list[Chosen]:
    """Whom the instruction before bound, who is to act with the partners now; nobody where he is one of them."""
    named = {body.name for chosen in partners for body in chosen.bodies}
    return [] if any(body.name in named for chosen in owners for body in chosen.bodies) else owners[:1]


def says_both(view: View, head: Head) -> bool:
    """«Екі мекеме де … баяндасын», «Екеуі де … берсін»: those whom the two instructions before bind."""
    opening = view.text(head.lo, min(head.lo + _OPENING, head.at))
    return _TWO.match(opening) is not None


def both(earlier: list[Chosen], last: list[Chosen]) -> list[Chosen]:
    """The owners of the last two instructions as those of one; nobody where they are one and the same or more than two."""
    found = last if len(last) > 1 else [*earlier, *last]
    if len({body.name for chosen in found for body in chosen.bodies}) != len(_PAIR):
        return []
    return [chosen._replace(role=role) for chosen, role in zip(found, _PAIR, strict=False)]


def kazakh_owners(view: View, head: Head, last: tuple[Body, ...], person: Person | None) -> list[Chosen]:
    """Owners before the directive word, lead first; `person` gives the order and is none of them."""
    assert head.frame is not None
    chosen: list[Chosen] = []
    groups = kazakh_groups(view, head, (person.start, person.end) if person is not None else None)
    mentions = [m for group in groups for m in group.mentions]
    mentions += [m for m in view.mentions if head.lo <= m.first < head.at and _partner(view, m) and m not in mentions]
    for mention in mentions:
        if _OF_A_STATE.search(view.document.folded.low, max(0, mention.start - _STATE_REACH), mention.start):
            continue
        in_front = mention.cases == {"gen"} and not {"before", "gen"}.isdisjoint(head.frame.owners)
        if (mention.cases == {"gen"} and not in_front) or (mention.need == "pronoun" and not last):
            continue
        bodies = guest_of(view, mention) or resolve(view.document, view.unit, mention, last)
        unnamed = mention.need and ":" not in mention.need and mention.need not in ("pronoun", "districts")
        if mention.need == "ministry" and bodies and _as_said(bodies[0]):
            bodies = ministry_of_sector(view.document) or bodies
        if bodies and not _is_giver(bodies, person) and not (unnamed and _as_here(view, mention, bodies[0])):
            role = (
                ExecutorRole.BY_AGREEMENT
                if mention.by_agreement
                else ExecutorRole.CO
                if chosen or mention.together
                else ExecutorRole.LEAD
            )
            chosen.append(Chosen(mention, bodies, role, f"owner.{head.frame.id}", view.unit))
    return lead_first(chosen) or firm(view, head) or regional(view, head)


def names_person(mention: Mention, person: Person) -> bool:
    """Whether an owner is the person himself; «Көлік министрі Автомобиль жолдары комитетіне» names him beside the committee."""
    beside = person.nominative and person.end < mention.end
    return mention.start <= person.start < mention.end and not beside


def _partner(view: View, mention: Mention) -> bool:
    """«… министрлігімен бірлесіп», but not «… министрлігімен келісіп»."""
    following = view.tokens[mention.last].low if mention.last < len(view.tokens) else ""
    return mention.together and not _NOT_PARTNER.match(following) and not _agrees_with(view, mention)


def _agrees_with(view: View, mention: Mention) -> bool:
    """«кестені … әкімдіктермен 1 қарашаға дейін келіссін»: with whom a body agrees has nothing to do."""
    if TOGETHER_KK.match(view.tokens[mention.last].low if mention.last < len(view.tokens) else ""):
        return False
    verb = next((token.low for token in reversed(view.tokens) if token.word), "")
    return _AGREES.match(verb) is not None


_AGREES = re.compile(r"(?:келіс|ақылдас|кеңес|талқыла)(?:іп|с[ыі]н|уі|у|уі?ді|ілсін|ылсын)?")


def _as_said(body: Body) -> bool:
    """Whether a generic noun was left as it is («басқарма»), as the text names no body that it stands for."""
    return body.code is None and (kazakh.looks_kazakh(body.name) or " " not in body.name)


def _as_here(view: View, mention: Mention, body: Body) -> bool:
    """Whether a generic noun stayed what it says here («департамент»), and got no name from before («Аумақтық …»)."""
    return _as_said(body) and body.name[:_STEM].lower() == view.tokens[mention.first].low[:_STEM]


def _is_giver(bodies: tuple[Body, ...], person: Person | None) -> bool:
    """Whether a body is who gives orders; the President orders the Prime Minister."""
    above = person is not None and person.role is GiverRole.PRESIDENT
    return bodies[0].code == "president" or (bodies[0].code == "pm" and not above)

"""Is a Kazakh candidate an instruction? The same questions as in `judging.py`, in Kazakh word order."""

import re

from app.domain.enums import Bound, ExecutorRole, FindingKind, GiverRole, Strength
from app.extraction import kazakh
from app.extraction.head import Head
from app.extraction.kazakh_addressees import (
    called,
    guest_of,
    is_made_before,
    letter_to,
    met,
    named_behind,
    reacted_to,
    received,
    spoken_of,
    turned_to,
)
from app.extraction.kazakh_givers import PRESENT, giver_of, people_of
from app.extraction.kazakh_heads import ends_clause, has_act
from app.extraction.kazakh_lists import kazakh_groups
from app.extraction.kazakh_outsiders import by_paper, outsider, ruler_abroad
from app.extraction.kazakh_plain import firm, plain_owners
from app.extraction.kazakh_regions import regional
from app.extraction.kazakh_rows import announces_list, stands
from app.extraction.kazakh_sectors import ministry_of_sector
from app.extraction.lexicon import frames_kk as table
from app.extraction.lexicon import vetoes
from app.extraction.lexicon.bodies import TOGETHER_KK
from app.extraction.lexicon.offices import STATES_KK
from app.extraction.mentions import Body, Mention
from app.extraction.offices import Person
from app.extraction.owners import Chosen, addressees, lead_first
from app.extraction.resolution import resolve
from app.extraction.verdicts import Memory, Verdict, is_act, no_authority, refuse
from app.extraction.view import View

_HISTORY = re.compile(vetoes.HISTORY_KK)
_OLD_THING = re.compile(vetoes.OLD_THING_KK)
_FUNCTION = re.compile(vetoes.FUNCTION_KK)
_HABIT = re.compile(r".*[аей]т[ыі]н(?:ды|ді)?$")  # «Бұрын жоспарды орталық жүктейтін»
_HEED = re.compile(vetoes.HEED_KK)
_IN_YEAR = re.compile(vetoes.IN_YEAR_KK)
_PERFECT = re.compile(r".*(?:[ғқ]ан|[гк]ен)(?:ды|ді)?$")
_NEGATION = re.compile(vetoes.NEGATION_KK)
_CONDITION = re.compile(vetoes.CONDITION_KK)
_IF = re.compile(r"[а-яәғқңөұүһі]{2,}с[ае](?![\w-])")
_FORMULAS = re.compile(vetoes.FORMULAS_KK)
_COURT = re.compile(r"(?<![\w-])сот(?:тың|тар)?(?: [а-яәғқңөұүһі]+)? (?:шешім|үкім|қаулы|ұйғарым)")
_OF_A_STATE = re.compile(rf"(?<![\w-])(?:{STATES_KK})[а-яәғқңөұүһі]*\s+[«\"]?$")
_LAW = re.compile(vetoes.LAW_KK)
_LAW_ORDERS = re.compile(vetoes.LAW_ORDERS_KK)
_ABROAD = re.compile(vetoes.ABROAD_KK)
_DEMANDING = re.compile(f"{vetoes.DEMANDING_KK}|{vetoes.ABROAD_RULES_KK}")
_NOT_OWNERS = re.compile(rf"(?<![\w-])(?:{table.NOT_OWNERS_KK})")
_NOT_PARTNER = re.compile(table.NOT_PARTNER_KK)
_WISH = re.compile(table.WISH_KK)
_ASKED = re.compile(table.REPORTED_NOT_OWN_KK)
_TO_STAFF = re.compile(rf"(?<![\w-])(?:{table.STAFF_DATIVE_KK})(?![\w-])")
_ORDERS = re.compile(r"(?<![\w-])(?:тапсыр|жүкте|міндетте|талап|бұйыр|кесіп айт|қадап айт|шегеле|ескерт)")
_URGES = re.compile(r"(?:ескерт|тапсыр|қадап|шегеле|талап|еске сал|баса айт)[а-яәғқңөұүһі]*$")
_BEING = re.compile(r"(?:бол|қал|жүр|тұр|кел|жет)с[ыі]н$")  # «Ертең күн ашық болсын»
_BARE_ACT = re.compile(r"[а-яәғқңөұүһі]{3,}[ую]$")
_DONE_TO = re.compile(r"[а-яәғқңөұүһі]{2,}(?:[ыі]л|[ыі]н|[ае]л)у[ыі]$")
_STATE = re.compile(table.STATE_KK)
_EMPTY = re.compile(table.EMPTY_ACTS_KK)
_FEELING = re.compile(table.FEELINGS_KK)
_BIDS = re.compile(r"ң(?:[ыі]з)?(?:дар|дер)?$")
_PASSIVE = re.compile(rf"(?!{table.NOT_PASSIVE_KK})[а-яәғқңөұүһі]{{2,}}(?:[аеыі]лсын|[аеыі]лсін|ынсын|інсін)$")
_SURE, _MODAL, _LOOSE = 0.9, 0.75, 0.6
_TWO = re.compile(
    r"\W*(?:(?:ал|аталған|осы|бұл) )?(?:екеуі|екі (?:мекеме|министрлік|ведомство|орган|басқарма|әкімдік|тарап|комитет|агенттік|"
    r"компания|департамент|ұйым|құрылым)(?:сі|сы|і|ы)?)(?: де| да)?(?![\w-])"
)
_OPENING, _PAIR = 4, (ExecutorRole.LEAD, ExecutorRole.CO)
_TOLD = frozenset({"active", "said"})
_STATE_REACH = 24
_URGE_REACH = 4


def judge_kazakh(view: View, head: Head, memory: Memory) -> Verdict:
    """The verdict on one Kazakh candidate."""
    low = view.document.folded.low[view.unit.start : view.unit.end]
    assert head.frame is not None
    if abroad := ruler_abroad(view, view.tokens[head.trigger[0]].start):
        return Verdict(FindingKind.FOREIGN, "", abroad, "giver.subject")
    person, rule, veto = giver_of(view, head)
    veto = _vetoed(view, head, low) or outsider(view, view.tokens[head.at].end, head.frame.voice in _TOLD) or veto
    if _tells_who(view, head, memory) or (head.kind == "present" and not _ordered(view, memory)):
        return refuse(vetoes.NO_ACT)
    last = tuple(body for chosen in memory.owners for body in chosen.bodies)
    headed = memory.header is not None
    unknown = veto == vetoes.NO_GIVER and (head.frame.voice in ("passive", "first") or headed or is_act(view.document))
    if veto and not unknown:
        return refuse(veto)
    chosen = kazakh_owners(view, head, last, person)
    if memory.paragraph == view.unit.paragraph and memory.owners and is_made_before(view, chosen):
        chosen = memory.owners
    if _both(view, head):
        chosen = both(memory.earlier, memory.owners) or chosen
    if chosen and all(c.mention.together for c in chosen):
        chosen = _with_leads(view, chosen, memory)
    if person is not None and any(_names_person(c.mention, person) for c in chosen):
        person, rule = None, ""
    if unknown and not headed and not (_opens_list(view, low) or any(b.code for c in chosen for b in c.bodies)):
        return refuse(veto)
    if person is not None and person.foreign:
        return Verdict(FindingKind.FOREIGN, "", person, rule)
    if head.frame.id in table.NEEDS_BODY_KK and not chosen:
        return refuse(vetoes.NO_BODY)
    strength = Strength(head.frame.strength)
    if _is_history(view, head, low):
        return Verdict(FindingKind.REFERENCE, vetoes.HISTORY, person, rule, chosen, strength)
    if no_authority(view.document, person, chosen):
        return refuse(vetoes.NO_AUTHORITY)
    if head.frame.voice in ("modal", "optative", "imperative", "answer", "said"):
        return _modal(view, head, chosen, person, rule, memory)
    if not chosen and (strength is Strength.SOFT or not (_opens_list(view, low) or _names_act(view, head))):
        return refuse(vetoes.NO_BODY)
    sure = _SURE if strength is Strength.ORDER and person is not None else _LOOSE
    return Verdict(FindingKind.INSTRUCTION, "", person, rule, chosen, strength, sure)


def _vetoed(view: View, head: Head, low: str) -> str:
    """What makes the whole sentence no order, or an empty string."""
    assert head.frame is not None
    if _NEGATION.search(low):
        return vetoes.NEGATION
    if _ASKED.search(low) and not any(p.nominative and p.role for p in people_of(view)):
        return vetoes.NO_AUTHORITY
    if low.rstrip().endswith("?"):
        return vetoes.QUESTION
    if head.frame.voice == "active" and _demanded_by_others(view, head):
        return vetoes.NO_AUTHORITY
    modal = head.frame.voice in ("modal", "optative", "answer", "said")
    if _COURT.search(low) or _ABROAD.search(low):
        return vetoes.NO_AUTHORITY
    if _LAW_ORDERS.search(low) or (head.frame.voice == "passive" and _FUNCTION.search(low)):
        return vetoes.LAW
    if _HABIT.match(view.tokens[head.at].low) and ends_clause(view, head.at):
        return vetoes.PAST_DUTY
    if modal and _FORMULAS.search(low):
        return vetoes.NO_ACT
    if modal and head.frame.voice != "optative" and (_LAW.search(low) or by_paper(view)):
        return vetoes.LAW
    if head.frame.voice == "imperative" and _HEED.search(low):
        return vetoes.NO_ACT
    if head.frame.voice == "answer" and _IF.search(low):
        return vetoes.CONDITION
    if _CONDITION.search(low) and (modal or PRESENT.match(view.tokens[head.at].low)):
        return vetoes.CONDITION
    return ""


def _demanded_by_others(view: View, head: Head) -> bool:
    """«Прокурор … жоюды талап етті»: who demands leads nobody, and no leader is the subject beside him."""
    low, end = view.document.folded.low, view.tokens[head.at].start
    if _DEMANDING.search(low, view.unit.start, end) is None:
        return False
    return not any(p.nominative and p.role and not p.foreign for p in people_of(view) if p.start < end)


def _is_history(view: View, head: Head, low: str) -> bool:
    """An earlier instruction; «бұрын салынған жолдарды» tells of the thing, not of the order."""
    if _PERFECT.match(view.tokens[head.at].low) and (when := _IN_YEAR.match(low)):
        return int(when["year"]) < view.document.published.year
    found = _HISTORY.search(low)
    then = head.frame is not None and head.frame.voice in ("optative", "imperative")
    if found is None or (then and found.group().startswith("сол кезде")):  # «… қайта ораламыз, сол кезде … тұрмасын»
        return False
    old = _OLD_THING.match(low, found.start())
    return old is None or view.unit.start + old.end() > view.tokens[head.at].start


def _names_act(view: View, head: Head) -> bool:
    """Whether something to do is named where nobody is: «тапсырды» also is what students do with their papers."""
    assert head.frame is not None
    return head.kind in ("item", "row") or has_act(view, head.trigger[0], head.at)


def _opens_list(view: View, low: str) -> bool:
    return low.rstrip().endswith(":") or announces_list(view.document, view.unit)


def _modal(view: View, head: Head, chosen: list[Chosen], person: Person | None, rule: str, memory: Memory) -> Verdict:
    assert head.frame is not None
    zone, voice = view.unit.zone, head.frame.voice
    if not chosen and rule == "giver.subject" and _urged(view, head):
        return Verdict(FindingKind.INSTRUCTION, "", person, rule, [], Strength(head.frame.strength), _LOOSE)
    if not chosen and voice in ("said", "modal") and rule == "giver.subject" and _names_work(view, head):
        chosen = received(view) or met(view)
    if voice in ("answer", "said") and (not chosen or (voice == "answer" and zone is None)):
        return refuse(vetoes.NO_BODY)
    if not chosen and voice in ("optative", "modal") and person is not None and rule != "giver.leader":
        chosen = plain_owners(view, head)
    worked = _names_work(view, head) or _is_done(view, head) or voice in ("optative", "imperative")
    if not chosen and worked and (zone is not None or rule == "giver.subject"):
        chosen = named_behind(view)
    if not chosen and zone is not None:
        chosen = addressees(view.document, view.unit) or turned_to(view) or called(view, voice) or reacted_to(view)
    if not chosen and voice == "imperative":
        chosen = letter_to(view) or (spoken_of(view) if _has_day(view) else [])
    if not chosen and memory.header is not None:
        chosen = memory.header.chosen
    if not chosen and _to_them(view) and memory.paragraph >= view.unit.paragraph - 1:
        chosen = memory.owners
    strength = Strength(head.frame.strength)
    act = view.tokens[head.trigger[0] - 1].low if head.trigger[0] else ""
    if voice == "modal" and _FEELING.match(act):
        return refuse(vetoes.NO_ACT)
    if voice == "modal" and _STATE.search(view.text(max(0, head.at - 2), head.at)):
        return refuse(vetoes.NO_ACT)
    if chosen:
        return Verdict(FindingKind.INSTRUCTION, "", person, rule, chosen, strength, _MODAL)
    words = view.text(head.lo, head.hi)
    if _NOT_OWNERS.search(words) or _WISH.search(words):
        return refuse(vetoes.NO_BODY)
    spoken = zone is not None and memory.owners and memory.paragraph == view.unit.paragraph
    bare = voice == "modal" and _BARE_ACT.match(act) and not _EMPTY.match(act)
    if spoken and (bare or voice == "imperative" or (voice == "optative" and _goes_on_with(view, head))):
        return Verdict(FindingKind.INSTRUCTION, "", person, rule, [], strength, _LOOSE)
    if voice == "imperative" and _told_by_leader(view, head):
        return Verdict(FindingKind.INSTRUCTION, "", person, rule, [], strength, _LOOSE)
    if voice == "modal" or not _PASSIVE.match(view.tokens[head.at].low):
        return refuse(vetoes.NO_BODY)
    return Verdict(FindingKind.INSTRUCTION, "", person, rule, [], Strength.ORDER, _LOOSE)


def _told_by_leader(view: View, head: Head) -> bool:
    """«Құжатты екі айдан асырмай бітіріңіздер», – деді министр: he names nobody, but a day."""
    zone = view.unit.zone
    if zone is None or zone.person is None or zone.person.role is None or not _BIDS.search(view.tokens[head.at].low):
        return False
    if zone.who is not None and _NOT_OWNERS.search(view.document.folded.low[slice(*zone.who)]):
        return False
    return _has_day(view)


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


def told_to_act(view: View) -> bool:
    """«…», – деп облыс әкімдігіне талап қойды: the words about the speech say that it is an order."""
    zone = view.unit.zone
    return zone is not None and zone.who is not None and bool(_ORDERS.search(view.document.folded.low, *zone.who))


def _ordered(view: View, memory: Memory) -> bool:
    """Whether the present orders here: other orders stand in the same paragraph, or the speech was said to be one."""
    zone = view.unit.zone
    if zone is None or memory.paragraph == view.unit.paragraph:
        return True
    return told_to_act(view)


def _urged(view: View, head: Head) -> bool:
    """«… тоқсан сайын есеп беру қажет екенін ескертті»: nobody is named, but the leader warns, and there is a term."""
    if not _names_work(view, head):
        return False
    if not any(_URGES.match(token.low) for token in view.tokens[head.at + 1 : head.at + 1 + _URGE_REACH]):
        return False
    return _has_day(view)


def _names_work(view: View, head: Head) -> bool:
    """Whether an act stands right before the directive word («енгізу керектігін»), and no thought or state."""
    before = view.tokens[head.trigger[0] - 1].low if head.trigger[0] else ""
    return bool(_BARE_ACT.match(before)) and not _EMPTY.match(before)


def _is_done(view: View, head: Head) -> bool:
    """«Ескі базарлар жабылуы керек»: something is to be done to a thing."""
    return head.trigger[0] > 0 and _DONE_TO.match(view.tokens[head.trigger[0] - 1].low) is not None


def _with_leads(view: View, partners: list[Chosen], memory: Memory) -> list[Chosen]:
    """Partners with the owners of the header; alone they own an act only if it is said to be done with them."""
    if memory.header is not None:
        return [*memory.header.chosen, *partners]
    behind = [view.tokens[c.mention.last].low for c in partners if c.mention.last < len(view.tokens)]
    if not any(TOGETHER_KK.match(low) for low in behind):
        return []
    here = memory.paragraph == view.unit.paragraph and view.unit.zone is None
    return [*(_leads(memory.owners, partners) if here else []), *partners]


def _leads(owners: list[Chosen], partners: list[Chosen]) -> list[Chosen]:
    """Whom the instruction before bound, who is to act with the partners now; nobody where he is one of them."""
    named = {body.name for chosen in partners for body in chosen.bodies}
    return [] if any(body.name in named for chosen in owners for body in chosen.bodies) else owners[:1]


def _tells_who(view: View, head: Head, memory: Memory) -> bool:
    """«…бітіріңіздер», – деп басқармаға тапсырды әкім: the order stands in the speech before, and was taken from there."""
    if view.unit.zone is not None or head.kind != "frame" or memory.paragraph != view.unit.paragraph:
        return False
    said = [token.low for token in view.tokens[: head.at] if token.word]
    before = view.document.before(view.unit, 1)
    silent = said[:1] == ["деп"] and not has_act(view, head.trigger[0], head.at)
    return silent and bool(before) and before[0].start == memory.unit_start


def _both(view: View, head: Head) -> bool:
    """«Екі мекеме де … баяндасын», «Екеуі де … берсін»: those whom the two instructions before bind."""
    opening = view.text(head.lo, min(head.lo + _OPENING, head.at))
    return _TWO.match(opening) is not None


def both(earlier: list[Chosen], last: list[Chosen]) -> list[Chosen]:
    """The owners of the last two instructions as those of one; nobody where they are one and the same or more than two."""
    found = last if len(last) > 1 else [*earlier, *last]
    if len({body.name for chosen in found for body in chosen.bodies}) != len(_PAIR):
        return []
    return [chosen._replace(role=role) for chosen, role in zip(found, _PAIR, strict=False)]


def _to_them(view: View) -> bool:
    """«…, – деді министр кәсіпорын басшылығына»: the attribution has an addressee without a name of his own."""
    zone = view.unit.zone
    return zone is not None and zone.who is not None and bool(_TO_STAFF.search(view.document.folded.low, *zone.who))


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
        if bodies and not _is_giver(bodies, person) and not (unnamed and _as_said(bodies[0])):
            role = (
                ExecutorRole.BY_AGREEMENT
                if mention.by_agreement
                else ExecutorRole.CO
                if chosen or mention.together
                else ExecutorRole.LEAD
            )
            chosen.append(Chosen(mention, bodies, role, f"owner.{head.frame.id}", view.unit))
    return lead_first(chosen) or firm(view, head) or regional(view, head)


def _names_person(mention: Mention, person: Person) -> bool:
    """Whether an owner is the person himself; «Көлік министрі Автомобиль жолдары комитетіне» names him beside the committee."""
    beside = person.nominative and person.end < mention.end
    return mention.start <= person.start < mention.end and not beside


def _partner(view: View, mention: Mention) -> bool:
    """«… министрлігімен бірлесіп», but not «… министрлігімен келісіп»."""
    following = view.tokens[mention.last].low if mention.last < len(view.tokens) else ""
    return mention.together and not _NOT_PARTNER.match(following)


def _as_said(body: Body) -> bool:
    """Whether a generic noun was left as it is («басқарма»), as the text names no body that it stands for."""
    return body.code is None and (kazakh.looks_kazakh(body.name) or " " not in body.name)


def _is_giver(bodies: tuple[Body, ...], person: Person | None) -> bool:
    """Whether a body is who gives orders; the President orders the Prime Minister."""
    above = person is not None and person.role is GiverRole.PRESIDENT
    return bodies[0].code == "president" or (bodies[0].code == "pm" and not above)

"""Is a Russian candidate an instruction? A giver with authority, a body to act, an act; else the id of the veto.

One function a kind of candidate; modals are in `modals.py`, the words behind the vetoes in `lexicon/vetoes.py`.
"""

import re

from app.domain.enums import FindingKind, GiverRole, Strength
from app.extraction.lexicon import vetoes
from app.extraction.lexicon.around_orders_ru import LAY_ADDRESSEES, NEEDS_BODY, OFFICIALS, WISHES
from app.extraction.lexicon.nouns import FORMULAS, REPORT_TO_ME
from app.extraction.parts.givers import as_deputy, leader_before, reported, subject
from app.extraction.parts.head import Head, declares, points_back
from app.extraction.parts.owners import Chosen, addressees, below, explicit
from app.extraction.parts.verdicts import (
    LOOSE,
    MODAL,
    PASSIVE,
    SURE,
    Memory,
    Verdict,
    is_act,
    no_authority,
    own_voice,
    refuse,
)
from app.extraction.russian.appeals import WANTS, asked_by_others, asks_above, only_attributes, only_wished
from app.extraction.russian.below import orders_below
from app.extraction.russian.history import had_been, is_history
from app.extraction.russian.modals import modal, of_others
from app.extraction.russian.spoken import commands, spoken_to
from app.extraction.russian.told import told_by
from app.extraction.russian.turning import asked_all, to_all, turned_to
from app.extraction.russian.unspoken import names_no_act, same_task
from app.extraction.speech.chair import chair_of
from app.extraction.speech.people import RANK, Person
from app.extraction.text.view import View, in_address
from app.extraction.words.morphology import forms

_CONDITION = re.compile(vetoes.CONDITION_RU)
_COURT = re.compile(vetoes.COURT_RU)
_TOLD = re.compile(vetoes.TOLD_RU)
_DENIES = re.compile(vetoes.DENIES_RU)
_TO_PEOPLE = re.compile(rf"{LAY_ADDRESSEES.pattern}[а-я]*(?:ам|ям|и|е|у|ю)(?![\w-])")
_RUMOUR = re.compile(r"(?<![\w-])(?:ли|разве|неужели|зачем|почему)(?![\w-])")
_HEARSAY = frozenset("будто якобы".split())
_AGENT_REACH, _AROUND = 80, 3
# «Закон уже действует, и он обязывает …», «правила, которые обязывают …»
_OF_LAW = re.compile(
    r"(?<![\w-])(?:закон|кодекс|правила|стандарт|регламент|договор|устав|норма)(?:[ ,][^.;]{0,90}?)? ?,? "
    r"(?:и |а )?(?:он|она|они|который|которая|которые)(?: [а-я]+)?$"
)
_NORM = 16  # words
_ADJ = ("ским", "цким")  # «Городским службам»: a dictionary also knows such words as nouns


def judge(view: View, head: Head, memory: Memory) -> Verdict:
    """The verdict on one Russian candidate."""
    unit = view.unit
    if unit.zone is not None and unit.zone.turn == "answer" and not _relays(view, head):
        return orders_below(view, head) or _in_answer(view, head)
    if _in_condition(view, head):
        return refuse(vetoes.CONDITION)
    if only_attributes(view, head):
        return refuse(vetoes.NO_ACT)
    head.group = spoken_to(view, head) or head.group
    last = tuple(body for chosen in memory.owners for body in chosen.bodies)
    chosen = explicit(view, head, last)
    if not chosen and head.frame is not None and not of_others(view, head):
        chosen = addressees(view.document, unit) or asked_all(view, head)
    if head.frame is not None and head.frame.voice != "modal":
        verdict = _frame(view, head, chosen, memory)
    elif head.frame is not None:
        verdict = modal(view, head, chosen, memory)
    else:
        header = memory.header.chosen if memory.header is not None else []
        verdict = _bare(view, head, below(header, chosen), memory)
    if verdict.kind is FindingKind.INSTRUCTION and (
        no_authority(view.document, verdict.giver, verdict.chosen) or asks_above(view, head, verdict.chosen)
    ):
        return refuse(vetoes.NO_AUTHORITY)
    if unit.zone is not None and unit.zone.turn == "question":
        verdict.secondary = True
    return verdict


def _in_condition(view: View, head: Head) -> bool:
    """«Если Президент поручил, …»: the verb stands in the condition itself."""
    low, start = view.document.folded.low, view.tokens[head.lo].start if head.lo < len(view.tokens) else view.unit.start
    matches = list(_CONDITION.finditer(low, view.unit.start, view.tokens[head.at].start))
    match = matches[-1] if matches else None
    if match is None or (match.start() < start and head.kind != "frame"):
        return False
    between = low[match.end() : view.tokens[head.at].start]
    return not re.search(r"[,–:]", between)


def _relays(view: View, head: Head) -> bool:
    """«Генпрокуратуре Президент поручил …», «Акиму указано …» in a spokesman's answer: how the text gives the order."""
    return view.document.spokesman and head.frame is not None and head.frame.voice in ("active", "passive")


def _in_answer(view: View, head: Head) -> Verdict:
    """An expert's answer: what he says of a leader's order is a reference; his own modals are opinion."""
    if head.frame is None:
        return refuse(vetoes.OPINION)
    told = subject(view, head) if head.frame.voice == "active" else reported(view, head.at)
    if told is not None and not told.lay and told.person is not None and not told.person.collegial:
        if head.frame.voice == "modal":
            return Verdict(FindingKind.INSTRUCTION, "", told.person, "giver.reported", [], Strength.SOFT, 0.4, True)
        return Verdict(FindingKind.REFERENCE, vetoes.HISTORY, told.person, "giver.subject", secondary=True)
    return refuse(vetoes.OPINION)


# Frames ---------------------------------------------------------------------------------------------------------


def _frame(view: View, head: Head, chosen: list[Chosen], memory: Memory) -> Verdict:
    """A verb of the table: who gave it, whether anything is to be done by anybody, whether it was given earlier."""
    assert head.frame is not None
    if veto := _not_said(view, head) or only_wished(view, head, chosen):
        return refuse(veto)
    person, rule, veto = _frame_giver(view, head)
    if veto:
        return refuse(veto)
    if memory.giver and memory.paragraph == view.unit.paragraph and rule == "giver.leader" and same_task(view, head):
        person = memory.giver
    if veto := _binds_nobody(view, head, chosen, person, rule) or _points_elsewhere(view, head, chosen, memory):
        return refuse(veto)
    if names_no_act(view, head, chosen):
        return Verdict(FindingKind.REFUSED, vetoes.NO_ACT, person, rule, chosen)
    given = head.frame.voice == "passive" or head.frame.id == "give_term"
    if given and not chosen and _to_somebody(view, head):
        return refuse(vetoes.NO_BODY)
    strength = Strength(head.frame.strength)
    if person is not None and person.foreign:
        return Verdict(FindingKind.FOREIGN, "", person, rule, [], strength, SURE)
    if is_history(view, head, person) or (had_been(view, head) and memory.paragraph != view.unit.paragraph):
        return Verdict(FindingKind.REFERENCE, vetoes.HISTORY, person, rule, chosen, strength)
    if not chosen and _needs_owner(view, head, memory):
        return refuse(vetoes.NO_BODY)
    sure = SURE if head.frame.voice != "passive" else PASSIVE
    return Verdict(
        FindingKind.INSTRUCTION, "", person, rule, chosen, strength, sure if strength is Strength.ORDER else LOOSE
    )


def _not_said(view: View, head: Head) -> str:
    """Veto of a verb that is denied, asked about, rumoured, or a condition; empty where it is said."""
    assert head.frame is not None
    negated = head.at and view.tokens[head.at - 1].low in ("не", "ни")
    if negated or view.text(max(0, head.at - 4), head.at).startswith("никто"):
        return vetoes.NEGATION
    if head.frame.id == "oblige" and _OF_LAW.search(view.text(max(0, head.at - _NORM), head.at)):
        return vetoes.LAW
    if any(token.low in _HEARSAY for token in view.tokens[max(0, view.clause_start(head.at)) : head.at]):
        return vetoes.NEGATION
    asks = view.unit.zone is None and view.tokens[-1].text == "?"
    straight = head.frame.voice == "active" and not any(token.text in ",;:" for token in view.tokens[head.at :])
    if asks and (straight or _RUMOUR.search(view.text(0, head.at))):
        return vetoes.QUESTION
    denied = _TOLD.search(view.text(0, head.at)) and _DENIES.search(view.text(head.at, len(view.tokens)))
    return vetoes.NEGATION if denied else ""


def _binds_nobody(view: View, head: Head, chosen: list[Chosen], person: Person | None, rule: str) -> str:
    """Veto of a verb behind which nobody of this state stands, or that only would be said; empty otherwise."""
    assert head.frame is not None
    registered = any(body.code for c in chosen for body in c.bodies)
    if person is None and not registered and not (head.frame.voice == "formula" and is_act(view.document)):
        return vetoes.NO_GIVER
    following = view.tokens[head.at + 1].low if head.at + 1 < len(view.tokens) else ""
    would = following in ("бы", "б") or view.text(view.clause_start(head.at), head.at).startswith(("я бы ", "мы бы "))
    if would and head.frame.id != WANTS:
        return vetoes.CONDITION
    if (
        head.frame.id == "be_recommended"
        and chosen
        and not registered
        and all(c.mention.need == "bank" for c in chosen)
    ):
        return vetoes.NO_BODY  # «Банкам рекомендовано …»
    return _nobodys_passive(view, head, person, rule, registered) if head.frame.voice == "passive" else ""


def _points_elsewhere(view: View, head: Head, chosen: list[Chosen], memory: Memory) -> str:
    """Veto of a verb whose task or executors another sentence has told; empty otherwise."""
    assert head.frame is not None
    here = memory.paragraph == view.unit.paragraph
    told = (here or not chosen) and not head.infinitives and points_back(view, head)
    charged = head.frame.id == "be_charged" and any(c.unit is view.unit for c in memory.owners)
    return vetoes.NO_ACT if told or charged or (here and declares(view, head)) else ""


def _needs_owner(view: View, head: Head, memory: Memory) -> bool:
    """Whether a verb for which no body was found is no order without one."""
    assert head.frame is not None
    if head.frame.strength == Strength.SOFT and head.frame.noun == "":
        return True
    reminds = head.frame.id == "point_need" and view.tokens[head.at].low.startswith("напомнил")
    named = reminds or _of_many(view, head) or head.frame.id in NEEDS_BODY or head.frame.needs in ("following", "owner")
    goes_on = bool(memory.owners) and memory.paragraph == view.unit.paragraph and own_voice(view.document)
    return named and (not _speaks(view) or in_address(view)) and not goes_on


def _of_many(view: View, head: Head) -> bool:
    """«Дольщики, которых собрали, потребовали …»: people are the subject of the plural, no leader is."""
    if not view.tokens[head.at].low.endswith(("ли", "ют", "ят")) or head.frame is None or head.frame.voice != "active":
        return False
    known = (forms(token.low) for token in view.tokens[head.lo : head.at] if token.word)
    return any(word.noun and word.animate and word.plural and "nom" in word.cases for word in known)


def _nobodys_passive(view: View, head: Head, person: Person | None, rule: str, registered: bool) -> str:
    """The veto on a passive of an outsider («сотрудникам приказано», says their director) or of a court."""
    told = reported(view, head.at)
    if told is not None and told.lay and not registered:
        return vetoes.OPINION
    start = view.document.paragraphs[view.unit.paragraph].start
    inferred = rule == "giver.leader" and (person is None or not start <= person.start < view.unit.end)
    ruled = inferred and _COURT.search(view.document.folded.low, start, view.unit.end)
    return vetoes.NO_AUTHORITY if ruled else ""


def _to_somebody(view: View, head: Head) -> bool:
    """«Капитану поручено бить штрафные»: the clause opens with a person who is no official."""
    for index in range(max(head.lo, view.clause_start(head.at)), head.at):
        known = forms(view.tokens[index].low)
        level = known.adjective and view.tokens[index].low.endswith(_ADJ)
        if not known.noun or level or view.inside_mention(index):
            continue
        person = known.animate and "dat" in known.cases and "nom" not in known.cases
        return person and not OFFICIALS.match(view.tokens[index].low)
    return False


def _speaks(view: View) -> bool:
    zone = view.unit.zone
    return zone is not None and zone.person is not None and zone.person.role is not None


def _frame_giver(view: View, head: Head) -> tuple[Person | None, str, str]:
    """(giver, rule, veto) of a verb of the table."""
    document, unit = view.document, view.unit
    assert head.frame is not None
    if head.frame.voice == "active":
        found = subject(view, head)
        if found is not None:
            person = as_deputy(found.person, head.frame.id) if found.lay else found.person
            return (person, "giver.subject", "") if person is not None else (None, "", vetoes.NO_AUTHORITY)
        if unit.zone is not None and unit.zone.turn == "":
            if asked_by_others(view, head):
                return None, "", vetoes.NO_AUTHORITY
            person = unit.zone.person
            return (person, "giver.speaker", "") if person and person.role else (None, "", vetoes.OPINION)
        lead = leader_before(document, unit, view.tokens[head.at].start)
        return (lead, "giver.leader", "") if lead else (None, "", vetoes.NO_GIVER)
    if head.frame.voice == "first":
        return _first_person(view)
    agents = _agents(view, head)
    if agents and head.frame.voice == "passive" and abs(agents[0].start - view.tokens[head.at].start) < _AGENT_REACH:
        return agents[0], "giver.agent", ""
    if unit.zone is not None and unit.zone.turn == "" and unit.zone.who is not None:
        person = unit.zone.person
        if person is None or person.role is None:
            return None, "", vetoes.OPINION
        return person, "giver.speaker", ""
    told = reported(view, head.at)
    if told is not None and not told.lay and told.person is not None and not told.person.foreign:
        lead = leader_before(document, unit, view.tokens[head.at].start)
        if lead is None or RANK[told.person.role or GiverRole.OTHER] <= RANK[lead.role or GiverRole.OTHER]:
            return told.person, "giver.reported", ""
    near = [
        p for p in document.people.within(unit.start, view.tokens[head.at].start) if p.nominative and p.role is not None
    ]
    near = [p for p in near if not (head.group and head.group.first <= 0)]
    lead = leader_before(document, unit, view.tokens[head.at].start)
    if near and lead and near[-1].role is lead.role:
        return near[-1], "giver.subject", ""
    return lead, "giver.leader", ""


def _agents(view: View, head: Head) -> list[Person]:
    """Offices by which it was instructed: «Главой государства поручено», «получило от Премьер-министра задание»."""
    assert head.frame is not None
    end = view.tokens[head.hi - 1].end
    if head.frame.id == "get_task":
        named = view.document.people.within(view.tokens[head.at].end, end)
        return [p for p in named if p.role and view.document.folded.low.endswith((" от ", " у "), 0, p.start)]
    return [p for p in view.document.people.within(view.tokens[head.lo].start, end) if p.agent and p.role]


def _first_person(view: View) -> tuple[Person | None, str, str]:
    zone = view.unit.zone
    if zone is not None:
        if zone.person is not None:
            return (zone.person, "giver.speaker", "") if zone.person.role else (None, "", vetoes.OPINION)
        if zone.who is not None:
            return None, "", vetoes.OPINION
    return chair_of(view.document), "giver.leader", ""


# Items, imperatives, infinitives --------------------------------------------------------------------------------


def _bare(view: View, head: Head, chosen: list[Chosen], memory: Memory) -> Verdict:
    document, unit = view.document, view.unit
    zone = unit.zone
    told = reported(view, head.at)
    if told is not None and told.lay:
        return refuse(vetoes.OPINION)
    if told is not None and told.person is not None and told.person.foreign:
        return Verdict(FindingKind.FOREIGN, "", told.person, "giver.reported", [], Strength.ORDER, MODAL)
    if zone is not None and zone.turn == "":
        if zone.person is None or zone.person.role is None:
            return refuse(vetoes.OPINION)
        person: Person | None = zone.person
        listed = memory.header is not None and memory.header.giver == person  # the dash of an item, not of speech
        rule = "giver.header" if listed else "giver.speaker"
        if not chosen:
            chosen = turned_to(view) or addressees(document, unit) or to_all(view, memory)
        elif any(c.mention.together or c.rule == "owner.partner" for c in chosen):
            chosen = below(addressees(document, unit), chosen)  # «Вместе с акиматами разберитесь …»
    elif memory.header is not None:
        person, rule = memory.header.giver, "giver.header"
    else:
        person, rule = leader_before(document, unit, view.tokens[head.at].start), "giver.leader"
    if head.kind == "present" and (teller := told_by(view)) is not None:
        person, rule = teller, "giver.agent"
    goes_on = memory.paragraph == unit.paragraph and any(body.code for c in chosen for body in c.bodies)
    of_act = is_act(document) and any(body.code for c in chosen for body in c.bodies)
    if person is None and chair_of(document) is None and memory.header is None and not (goes_on or of_act):
        return refuse(vetoes.NO_GIVER)
    astray = in_address(view) and memory.paragraph != unit.paragraph and not _to_report(view, head)
    if head.kind in ("imperative", "infinitive") and not chosen and (astray or _to_people(view) or _wishes(view)):
        return refuse(vetoes.NO_BODY)
    if head.kind == "imperative" and not chosen and commands(view.tokens[head.at].low):
        return refuse(vetoes.NO_BODY)
    if person is not None and person.foreign:
        return Verdict(FindingKind.FOREIGN, "", person, rule, [], Strength.ORDER, MODAL)
    if FORMULAS.search(view.text(head.lo, head.hi)):
        return refuse(vetoes.NO_ACT)
    sure = PASSIVE if head.kind == "item" else MODAL
    return Verdict(FindingKind.INSTRUCTION, "", person, rule, chosen, Strength.ORDER, sure)


def _to_report(view: View, head: Head) -> bool:
    """«Объясните мне письменно, сегодня же, …» in an address: by a day somebody reports to the speaker, and no citizen."""
    named = REPORT_TO_ME.match(view.text(head.at, head.at + _AROUND)) is not None
    return head.kind == "imperative" and named and bool(view.document.deadlines(view.unit))


def _to_people(view: View) -> bool:
    """«…, – сказал аким жителям»: the attribution names whom the words are for, and they are no body."""
    zone = view.unit.zone
    return zone is not None and zone.who is not None and bool(_TO_PEOPLE.search(view.document.folded.low, *zone.who))


def _wishes(view: View) -> bool:
    """«Играйте смело», – пожелал он: no order."""
    zone = view.unit.zone
    return zone is not None and zone.who is not None and bool(WISHES.search(view.document.folded.low, *zone.who))

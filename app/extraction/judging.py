"""Is a Russian candidate an instruction? A giver with authority, a body to act, an act; else the id of the veto.

One function a kind of candidate; the words behind the vetoes are in `lexicon/vetoes.py`.
"""

import re
from dataclasses import dataclass, field

from app.domain.enums import FindingKind, GiverRole, Strength
from app.extraction.context import Document, Unit
from app.extraction.givers import Reported, chair_of, leader_before, reported, subject
from app.extraction.heads import Head
from app.extraction.lexicon import speech, vetoes
from app.extraction.lexicon.frames_ru import NOT_OWNERS_RU, PAST_MODAL
from app.extraction.lexicon.nouns import EMPTY_ACTS, FORMULAS
from app.extraction.morphology import forms
from app.extraction.offices import RANK, Person
from app.extraction.owners import Chosen, addressees, explicit
from app.extraction.view import View

_CONDITION = re.compile(vetoes.CONDITION_RU)
_HISTORY = re.compile(vetoes.HISTORY_RU)
_LAW = re.compile(vetoes.LAW_RU)
_OPINION = re.compile(rf"(?<![\w-])(?:{speech.OPINION})")
_NOT_OWNERS = re.compile(rf"(?<![\w-])(?:{NOT_OWNERS_RU})")
_RELATIVE = re.compile(r"(?<![\w-])котор(?:ый|ая|ое|ые|ым|ой|ому|ых|ого|ом)[^,]{0,60}$")
_RESPONSIBLE = re.compile(r"(?<![\w-])(?:за это отвеча|ответственност[ьи] (?:за это )?(?:[–-]|лежит|возлож|возлага|несет|несут)|ответственн[а-я]+ [–-]|исполнител[ьи] [–-]|отвеча(?:ет|ют) )")
_IN_THAT = re.compile(r", что [^:]*$")
_FIRST_PERSON = re.compile(r"(?<![\w-])(?:поручаю|требую|тапсырамын|жүктеймін|міндеттеймін)(?![\w-])")
_ACT = re.compile(
    r"(?<![\w-])(?:постановлени|протокол|приказ(?:ом|а|у|е)?(?![\w-])|распоряжени[ея] (?:правительства|премьер|акима)|"
    r"утвержд[а-я]+ (?:комплексн|план|дорожн|перечень мер|правила)|қаулы|хаттама|бұйрық)"
)
_CENTRAL = frozenset({"ministry", "government", "government_office", "administration", "president", "court_or_parliament", "agency"})
_AGENT_REACH = 80
_SURE, _PASSIVE, _MODAL, _LOOSE = 0.95, 0.9, 0.75, 0.6


@dataclass
class Verdict:
    """What a candidate is. veto: id where it is refused."""

    kind: FindingKind
    veto: str = ""
    giver: Person | None = None
    giver_rule: str = ""
    chosen: list[Chosen] = field(default_factory=list)
    strength: Strength = Strength.ORDER
    confidence: float = _SURE
    secondary: bool = False


@dataclass
class Memory:
    """What the instructions before leave behind: their owners' bodies, giver, paragraph, and the list header in force."""

    owners: list[Chosen] = field(default_factory=list)
    giver: Person | None = None
    paragraph: int = -1
    unit_start: int = -1
    header: "Verdict | None" = None
    header_paragraph: int = -1


def refuse(veto: str) -> Verdict:
    """A refused candidate."""
    return Verdict(FindingKind.REFUSED, veto)


def judge(view: View, head: Head, memory: Memory) -> Verdict:
    """The verdict on one Russian candidate."""
    unit = view.unit
    if unit.zone is not None and unit.zone.turn == "answer":
        return _in_answer(view, head)
    if _in_condition(view, head):
        return refuse(vetoes.CONDITION)
    last = tuple(body for chosen in memory.owners for body in chosen.bodies)
    chosen = explicit(view, head, last)
    if head.frame is not None and head.frame.voice != "modal":
        verdict = _frame(view, head, chosen)
    elif head.frame is not None:
        verdict = _modal(view, head, chosen, memory)
    else:
        verdict = _bare(view, head, chosen, memory)
    if verdict.kind is FindingKind.INSTRUCTION and _no_authority(view.document, verdict):
        return refuse(vetoes.NO_AUTHORITY)
    if unit.zone is not None and unit.zone.turn == "question":
        verdict.secondary = True
    return verdict


def _in_condition(view: View, head: Head) -> bool:
    """«Если Президент поручил, …»: the verb stands in the condition itself."""
    low, start = view.document.folded.low, view.tokens[head.lo].start if head.lo < len(view.tokens) else view.unit.start
    match = None
    for match in _CONDITION.finditer(low, view.unit.start, view.tokens[head.at].start):
        pass
    if match is None or match.start() < start and head.kind != "frame":
        return False
    between = low[match.end() : view.tokens[head.at].start]
    return not re.search(r"[,–:]", between)


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


def _frame(view: View, head: Head, chosen: list[Chosen]) -> Verdict:
    assert head.frame is not None
    negated = head.at and view.tokens[head.at - 1].low in ("не", "ни")
    if negated or view.text(max(0, head.at - 4), head.at).startswith("никто"):
        return refuse(vetoes.NEGATION)
    person, rule, veto = _frame_giver(view, head)
    if veto:
        return refuse(veto)
    strength = Strength(head.frame.strength)
    if person is None and not any(body.code for c in chosen for body in c.bodies):
        return refuse(vetoes.NO_GIVER)
    about = re.search(r"(?<![\w-])(?:по|касающ[а-я]+|о|об|связанн[а-я]+|:)(?![\w-])|:", view.text(head.at, head.hi))
    vague = not chosen or head.frame.voice == "passive" and not about
    if head.frame.id in ("give_task", "be_given_task", "i_give_task") and not head.infinitives and vague:
        return refuse(vetoes.NO_ACT)
    if person is not None and person.foreign:
        return Verdict(FindingKind.FOREIGN, "", person, rule, [], strength, _SURE)
    if _is_history(view, head, person):
        return Verdict(FindingKind.REFERENCE, vetoes.HISTORY, person, rule, chosen, strength)
    if strength is Strength.SOFT and not chosen and head.frame.noun == "":
        return refuse(vetoes.NO_BODY)
    if head.frame.id in ("ask", "call_on", "i_ask", "recommend", "oblige", "order", "i_await", "await") and not chosen and not _speaks(view):
        if head.frame.id not in ("oblige", "order"):
            return refuse(vetoes.NO_BODY)
    sure = _SURE if head.frame.voice != "passive" else _PASSIVE
    return Verdict(FindingKind.INSTRUCTION, "", person, rule, chosen, strength, sure if strength is Strength.ORDER else _LOOSE)


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
            return (None, "", vetoes.NO_AUTHORITY) if found.lay else (found.person, "giver.subject", "")
        if unit.zone is not None and unit.zone.turn == "":
            person = unit.zone.person
            return (person, "giver.speaker", "") if person and person.role else (None, "", vetoes.OPINION)
        lead = leader_before(document, unit, view.tokens[head.at].start)
        return (lead, "giver.leader", "") if lead else (None, "", vetoes.NO_GIVER)
    if head.frame.voice == "first":
        return _first_person(view)
    agents = [p for p in document.people.within(view.tokens[head.lo].start, view.tokens[head.hi - 1].end) if p.agent and p.role]
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
    near = [p for p in document.people.within(unit.start, view.tokens[head.at].start) if p.nominative and p.role is not None]
    near = [p for p in near if not (head.group and head.group.first <= 0)]
    lead = leader_before(document, unit, view.tokens[head.at].start)
    if near and lead and near[-1].role is lead.role:
        return near[-1], "giver.subject", ""
    return lead, "giver.leader", ""


def _first_person(view: View) -> tuple[Person | None, str, str]:
    zone = view.unit.zone
    if zone is not None:
        if zone.person is not None:
            return (zone.person, "giver.speaker", "") if zone.person.role else (None, "", vetoes.OPINION)
        if zone.who is not None:
            return None, "", vetoes.OPINION
    lead = chair_of(view.document)
    return (lead, "giver.leader", "") if lead else (None, "", vetoes.NO_GIVER)


def _is_history(view: View, head: Head, person: Person | None) -> bool:
    """An earlier instruction that is only mentioned."""
    document, unit = view.document, view.unit
    start = view.tokens[head.lo].start if head.lo < len(view.tokens) else unit.start
    end = view.tokens[min(head.hi, len(view.tokens)) - 1].end
    if _HISTORY.search(document.folded.low, start, min(end, view.tokens[head.at].end + 40)):
        return True
    if head.frame is not None and head.frame.voice == "active" and _RELATIVE.search(document.folded.low[start : view.tokens[head.at].start]):
        return True
    zone = unit.zone
    if zone is not None and zone.person is not None and zone.person.role and person is not None and person is not zone.person:
        return RANK[person.role or GiverRole.OTHER] < RANK[zone.person.role]
    lead = chair_of(document)
    told = reported(view, head.at)
    if told is not None and told.person is not None and person is not None and told.person is not person and head.frame is not None:
        return head.frame.voice == "active" and told.person.start < person.start
    return False


# Modals ---------------------------------------------------------------------------------------------------------


def _modal(view: View, head: Head, chosen: list[Chosen], memory: Memory) -> Verdict:
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
    responsible = following is not None and bool(_RESPONSIBLE.search(document.folded.low, following.start, following.end))
    empty = EMPTY_ACTS.match(view.tokens[head.infinitives[-1]].low if head.infinitives else "") and len(head.infinitives) == 1
    if empty and not (responsible and head.frame.id == "must" and not chosen):
        return refuse(vetoes.NO_ACT)
    person, rule, veto, by_speech = _modal_giver(view, head)
    if veto:
        return refuse(veto)
    if not by_speech and own_voice(document):
        person, by_speech = chair_of(document), True
    chosen = [c for c in chosen if person is None or c.mention.start != person.start]
    known_here = memory.paragraph == unit.paragraph and memory.giver is not None
    if not by_speech and not known_here and chosen and not any(body.code or c.mention.need.startswith("akimat") for c in chosen for body in c.bodies):
        return refuse(vetoes.NO_BODY)
    if not by_speech and _IN_THAT.search(document.folded.low[unit.start : view.tokens[head.at].start]):
        return refuse(vetoes.OPINION)
    if person is not None and person.foreign:
        return Verdict(FindingKind.FOREIGN, "", person, rule, [], Strength.ORDER, _MODAL)
    if not chosen:
        return _ownerless(view, head, memory, person, rule, by_speech)
    if not by_speech and _LAW.search(document.folded.low, unit.start, unit.end):
        return refuse(vetoes.LAW)
    if not by_speech and chair_of(document) is None:
        return refuse(vetoes.NO_GIVER)
    return Verdict(FindingKind.INSTRUCTION, "", person, rule, chosen, Strength.SOFT if head.frame.id == "must" and not by_speech else Strength.ORDER, _MODAL)


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


def is_act(document: Document) -> bool:
    """Whether the text is or retells an act or minutes, where the present tense orders."""
    if "act" not in document.notes:
        document.notes["act"] = bool(_ACT.search(document.title.low) or _ACT.search(document.folded.low, 0, 1200))
    return bool(document.notes["act"])


def own_voice(document: Document) -> bool:
    """Whether the text itself is a leader's address: first-person orders outside of quotes."""
    if "own_voice" not in document.notes:
        low = document.folded.low
        match = _FIRST_PERSON.search(low)
        quoted = match is not None and low.rfind("«", 0, match.start()) > low.rfind("»", 0, match.start())
        dashed = match is not None and low[: match.start()].rpartition("\n")[2].lstrip()[:1] in ("–", '"')
        document.notes["own_voice"] = match is not None and not quoted and not dashed
    return bool(document.notes["own_voice"])


def _ownerless(view: View, head: Head, memory: Memory, person: Person | None, rule: str, by_speech: bool) -> Verdict:
    """A modal that names no body: allowed in the giver's own mouth, or where an instruction stands right before."""
    assert head.frame is not None
    document, unit = view.document, view.unit
    if head.frame.id == "must":
        following = document.after(unit)
        responsible = following is not None and bool(_RESPONSIBLE.search(document.folded.low, following.start, following.end))
        if not responsible or following is None or person is None:
            return refuse(vetoes.INANIMATE)
        return Verdict(FindingKind.INSTRUCTION, "", person, rule, _responsible(document, following), Strength.SOFT, _LOOSE)
    before = view.text(head.lo, head.at)
    if _NOT_OWNERS.search(before) or _NOT_OWNERS.search(view.text(head.at, min(head.hi, head.at + 3))):
        return refuse(vetoes.NO_BODY)
    if _dative_person(view, head):
        return refuse(vetoes.NO_BODY)
    carried = memory.paragraph == unit.paragraph
    if by_speech or carried:
        return Verdict(FindingKind.INSTRUCTION, "", person, rule, [], Strength.SOFT, _LOOSE if by_speech else _MODAL)
    return refuse(vetoes.NO_BODY)


def _dative_person(view: View, head: Head) -> bool:
    """«жителям необходимо»: somebody who is no body."""
    stop = next((i for i in head.infinitives if i > head.at), head.hi)
    for index in range(head.lo, stop):
        known = forms(view.tokens[index].low)
        if known.noun and known.animate and "dat" in known.cases and not view.inside_mention(index):
            return True
    return False


def _responsible(document: Document, unit: Unit) -> list[Chosen]:
    """Bodies of «За это отвечают акиматы», «Ответственность – на Минсельхозе»."""
    from app.domain.enums import ExecutorRole
    from app.extraction.resolution import resolve

    return [
        Chosen(mention, bodies, ExecutorRole.CO if number else ExecutorRole.LEAD, "owner.responsible", unit)
        for number, mention in enumerate(document.mentions(unit))
        if (bodies := resolve(document, unit, mention))
    ]


# Items, imperatives, infinitives --------------------------------------------------------------------------------


def _bare(view: View, head: Head, chosen: list[Chosen], memory: Memory) -> Verdict:
    document, unit = view.document, view.unit
    zone = unit.zone
    told = reported(view, head.at)
    if told is not None and told.lay:
        return refuse(vetoes.OPINION)
    if zone is not None and zone.turn == "":
        if zone.person is None or zone.person.role is None:
            return refuse(vetoes.OPINION)
        person, rule = zone.person, "giver.speaker"
        if not chosen:
            chosen = addressees(document, unit)
    elif memory.header is not None:
        person, rule = memory.header.giver, "giver.header"
    else:
        person, rule = leader_before(document, unit, view.tokens[head.at].start), "giver.leader"
    if person is None and chair_of(document) is None and memory.header is None:
        return refuse(vetoes.NO_GIVER)
    if person is not None and person.foreign:
        return Verdict(FindingKind.FOREIGN, "", person, rule, [], Strength.ORDER, _MODAL)
    if FORMULAS.search(view.text(head.lo, head.hi)):
        return refuse(vetoes.NO_ACT)
    sure = _PASSIVE if head.kind == "item" else _MODAL
    return Verdict(FindingKind.INSTRUCTION, "", person, rule, chosen, Strength.ORDER, sure)


def _no_authority(document: Document, verdict: Verdict) -> bool:
    """An akim cannot order a ministry or the Government."""
    if verdict.giver is None or verdict.giver.role is not GiverRole.AKIM or not verdict.chosen:
        return False
    bodies = [body for chosen in verdict.chosen for body in chosen.bodies if body.code]
    return any(document.directory.by_code[body.code].kind in _CENTRAL for body in bodies if body.code)


def told_by(view: View, at: int) -> Reported | None:
    """Whose view a unit reports; for the other modules."""
    return reported(view, at)

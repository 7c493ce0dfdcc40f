"""Modals: «Правительство должно …», «Минфину необходимо …». Whose mouth, whose duty, what act.

A leader's own modal orders; an expert's is his opinion; the outlet's own counts only beside a body and a leader.
"""

import re

from app.domain.enums import ExecutorRole, FindingKind, GiverRole, Strength
from app.extraction.lexicon import vetoes
from app.extraction.lexicon.around_orders_ru import HUMAN_ACTS, NEVER_TO, NOT_OWNERS_RU, OFFICIALS, PAST_MODAL
from app.extraction.lexicon.frames_ru import ORDER
from app.extraction.lexicon.nouns import EMPTY_ACTS, EMPTY_PHRASES
from app.extraction.lexicon.offices import REPORTS_RU
from app.extraction.parts.aims import level_by_a_year
from app.extraction.parts.givers import leader_before, outranked, reported
from app.extraction.parts.head import Head
from app.extraction.parts.owners import Chosen
from app.extraction.parts.terms import in_range
from app.extraction.parts.verdicts import LOOSE, MODAL, Memory, Verdict, is_act, own_voice, refuse
from app.extraction.russian.established import answerable, due
from app.extraction.speech.chair import chair_of
from app.extraction.speech.people import RANK, Person
from app.extraction.text.context import Document, Unit
from app.extraction.text.laymen import of_layman
from app.extraction.text.resolution import resolve
from app.extraction.text.view import View, in_address
from app.extraction.words.gate import is_directive
from app.extraction.words.morphology import forms, imperfective

_LAW = re.compile(vetoes.LAW_RU)
_NOT_OWNERS = re.compile(rf"(?<![\w-])(?:{NOT_OWNERS_RU})")
_RELATIVE = re.compile(vetoes.RELATIVE_RU)
_RESPONSIBLE = re.compile(vetoes.RESPONSIBLE_RU)
_SUBJECTS = frozenset("он она оно они".split())
_SPOTS = frozenset("на в у под при за".split())
_NO_NEED = frozenset("надо нужно обязательно придется предстоит потребуется понадобится требуется".split())
_YOU = frozenset("вы ты".split())
_ASKS = frozenset("сколько когда почему зачем кто кому что где куда как какой какая какие чего чем кого".split())
_WONDERS = frozenset("понять представить объяснить сказать вообразить".split())
_WHY = frozenset("почему отчего зачем кто".split())
_REPORTS = re.compile(
    rf"(?<![\w-])(?:{REPORTS_RU}|объяснил|посетовал|пожаловал|по (?:словам|мнению|оценк|данным|информации))"
)
_ADDS = re.compile(
    r"(?:(?:необходимо|нужно|надо|следует) )?(?:также|кроме того|помимо этого|вместе с тем|параллельно)(?![\w-])"
)
_IN_THAT = re.compile(r", что [^:]*$")


def modal(view: View, head: Head, chosen: list[Chosen], memory: Memory) -> Verdict:
    """The verdict on a modal."""
    veto = _no_duty(view, head)
    if veto:
        return refuse(veto)
    person, rule, veto, by_speech = _modal_giver(view, head)
    if veto:
        return refuse(veto)
    if rule == "giver.reported" and outranked(view.document, person) and not _of_others_named(chosen):
        return refuse(vetoes.OPINION)  # «По словам министра, предстоит …», at the Prime Minister's meeting
    if not by_speech and own_voice(view.document):
        person, by_speech = chair_of(view.document), True
    chosen = [c for c in chosen if person is None or not c.mention.start <= person.start <= c.mention.end + 1]
    veto = "" if by_speech else _not_of_the_outlet(view, head, chosen, memory)
    if veto:
        return refuse(veto)
    if person is not None and person.foreign:
        return Verdict(FindingKind.FOREIGN, "", person, rule, [], Strength.ORDER, MODAL)
    return _named_or_not(view, head, chosen, memory, person, rule, by_speech)


def _of_others_named(chosen: list[Chosen]) -> bool:
    """Whether a body is named that is no partner only («решать надо вместе с Правительством»)."""
    return any(not c.mention.together and c.rule != "owner.partner" for c in chosen)


def of_others(view: View, head: Head) -> bool:
    """«Люди не должны страдать», said to an akim: a subject that is no «вы», so those spoken to are not bound.

    So it is with «Пассажирам нужно знать», «Монополисту надо дать заработать».
    """
    if head.frame is None or head.frame.voice != "modal":
        return False
    if "nom" not in head.frame.owners:
        return _dative_person(view, head)
    start, end = view.clause_start(head.at), view.clause_end(head.at)
    if _YOU.intersection(token.low for token in view.tokens[start:end]):
        return False
    clause = [token.low for token in view.tokens[start : head.at] if token.word]
    return any(forms(word).noun and forms(word).animate and "nom" in forms(word).cases for word in clause)


def _no_duty(view: View, head: Head) -> str:
    """The veto on a modal that is past, asked, in a relative clause; empty where it may be a duty."""
    document, unit = view.document, view.unit
    around = [t.low for t in view.tokens[max(0, head.at - 1) : head.at + 3]]
    if head.at and view.tokens[head.at - 1].low == "не" and view.tokens[head.at].low in _NO_NEED:
        return vetoes.NEGATION  # «Комитету не надо ждать жалоб»
    denied = head.frame is not None and head.frame.id == "obliged" and head.at and view.tokens[head.at - 1].low == "не"
    if denied and head.frame is not None and head.frame.owners == ("nom",) and not head.frame.noun:
        return vetoes.NEGATION  # «министерство не обязано выполнять»
    if any(t.low == "ли" for t in view.tokens[head.at + 1 : head.at + 2]):
        return vetoes.QUESTION
    if any(word in PAST_MODAL for word in around):
        return vetoes.PAST_DUTY
    asked = document.folded.text[unit.end - 1] == "?"
    if asked and (unit.zone is None or _ASKS.intersection(t.low for t in view.tokens[max(0, head.at - 3) : head.at])):
        return vetoes.QUESTION
    if _wondered(view, head):
        return vetoes.QUESTION
    start = view.tokens[head.lo].start
    if _RELATIVE.search(document.folded.low[start : view.tokens[head.at].start]):
        return vetoes.RELATIVE
    return ""


def _wondered(view: View, head: Head) -> bool:
    """«Не понимаю, почему об этом должен догадываться вице-премьер»: a question behind a comma, asked of the duty itself."""
    start = view.clause_start(head.at)
    opens = view.tokens[start].low if 0 < start < head.at and view.tokens[start - 1].text == "," else ""
    found = [view.tokens[act].low for act in view.infinitives if act < start]
    return opens in _WHY and all(low in _WONDERS for low in found)


def _not_of_the_outlet(view: View, head: Head, chosen: list[Chosen], memory: Memory) -> str:
    """The veto on a modal in the outlet's own text: it needs a body of the register, a leader, and no law behind it."""
    document, unit = view.document, view.unit
    known_here = memory.paragraph == unit.paragraph and memory.giver is not None
    registered = any(
        body.code or body.name.startswith("Акимат") or c.mention.more or c.mention.need.startswith("akimat")
        for c in chosen
        for body in c.bodies
    )
    if chosen and not registered and not known_here and not _may_bind(view, head, chosen):
        return vetoes.NO_BODY
    if _IN_THAT.search(document.folded.low[unit.start : view.tokens[head.at].start]):
        return vetoes.OPINION
    if _LAW.search(document.folded.low, unit.start, unit.end):
        return vetoes.LAW
    if not chosen or (known_here and registered):
        return ""
    lead = chair_of(document)
    return vetoes.NO_GIVER if lead is None or (lead.collegial and not is_act(document)) else ""


def _may_bind(view: View, head: Head, chosen: list[Chosen]) -> bool:
    return _officials_of(view, head, chosen) or _local(view, head, chosen)


def _local(view: View, head: Head, chosen: list[Chosen]) -> bool:
    """«Управлению сельского хозяйства надлежит …» in an akim's meeting: a body of his akimat that the register lacks."""
    lead = chair_of(view.document)
    assert head.frame is not None
    dated = any(term.date is not None for term in view.document.deadlines(view.unit)) and bool(head.infinitives)
    if (
        (head.frame.strength != ORDER and not dated)
        or lead is None
        or not (lead.role is GiverRole.AKIM or is_act(view.document))
    ):
        return False
    low = view.document.folded.low
    return all(low.startswith(("управлени", "отдел", "аппарат"), c.mention.start) for c in chosen)


def _officials_of(view: View, head: Head, chosen: list[Chosen]) -> bool:
    """«Глава ведомства …. Руководителям аппаратов надлежит …»: officials, and a leader acts in the same paragraph."""
    assert head.frame is not None
    if head.frame.strength != ORDER or not any(c.mention.office for c in chosen):
        return False
    start, lead = (
        view.document.paragraphs[view.unit.paragraph].start,
        leader_before(view.document, view.unit, view.unit.start),
    )
    return lead is not None and lead.start >= start


def _named_or_not(
    view: View, head: Head, chosen: list[Chosen], memory: Memory, person: Person | None, rule: str, by_speech: bool
) -> Verdict:
    """Owners beside the modal, in the words about who answers for it, or in the text before."""
    assert head.frame is not None
    document, unit = view.document, view.unit
    binding = "nom" in head.frame.owners
    acts = [act for act in head.infinitives if view.text(max(0, act - 2), act) != "а не"]
    after = view.tokens[head.at + 1].low if not acts and head.at + 1 < len(view.tokens) else ""  # «знать» may be a noun
    infinitive = view.tokens[acts[-1]].low if len(acts) == 1 else after
    empty = bool(EMPTY_ACTS.match(infinitive)) or _set_phrase(view, head) or _cannot_be(view, head)
    here = _RESPONSIBLE.search(document.folded.low, view.tokens[head.at].end, unit.end)
    following = document.after(unit)
    later = following is not None and bool(_RESPONSIBLE.search(document.folded.low, following.start, following.end))
    called = head.group is not None and head.group.last < head.at and view.tokens[head.group.last].text == ","
    state = empty and binding and (not chosen or called) and _state_by_a_day(view, head)
    state = state or (binding and bool(chosen) and infinitive == "иметь" and due(view, head, memory, by_speech))
    if empty and not (binding and (here or (later and not chosen))) and not state:
        return refuse(vetoes.NO_ACT)
    if here and not chosen and person is not None:
        owners = [c for c in responsible(document, unit) if c.mention.start >= here.start()]
        return Verdict(FindingKind.INSTRUCTION, "", person, rule, owners, Strength.SOFT, LOOSE)
    near = by_speech or memory.paragraph == unit.paragraph
    if state and person is not None and not later and near:
        return Verdict(FindingKind.INSTRUCTION, "", person, rule, chosen, Strength.SOFT, LOOSE)
    if not chosen:
        return _ownerless(view, head, memory, person, rule, by_speech)
    return Verdict(FindingKind.INSTRUCTION, "", person, rule, chosen, Strength(head.frame.strength), MODAL)


def _set_phrase(view: View, head: Head) -> bool:
    """«надо отдать ему должное»: words that together name no act."""
    place = next((view.tokens[act].start for act in head.infinitives if act > head.at), None)
    return place is not None and EMPTY_PHRASES.match(view.document.folded.low, place, view.unit.end) is not None


def _cannot_be(view: View, head: Head) -> bool:
    """«Удержать молодёжь лозунгами нельзя»: what is done once cannot be; «нельзя повышать», «нельзя допустить» forbid."""
    acts = [view.tokens[act].low for act in head.infinitives if view.clause_start(act) == view.clause_start(head.at)]
    once = bool(acts) and not any(imperfective(low) or low in NEVER_TO for low in acts)
    return view.tokens[head.at].low == "нельзя" and once


def _modal_giver(view: View, head: Head) -> tuple[Person | None, str, str, bool]:
    """(giver, rule, veto, whether the modal is in the giver's own mouth)."""
    document, unit = view.document, view.unit
    zone = unit.zone
    told = reported(view, head.at)
    if told is not None and told.person is not None and told.person.foreign:
        return told.person, "giver.reported", "", True  # «Их премьер сказал министрам: «Вы должны …»
    if zone is not None and zone.turn == "":
        if told is not None and told.lay:
            return None, "", vetoes.OPINION, True
        if zone.person is None or zone.person.role is None:
            return None, "", vetoes.OPINION, True
        return zone.person, "giver.speaker", "", True
    if told is not None:
        if told.lay or told.person is None:
            return None, "", vetoes.OPINION, False
        if _of_his_own(view, head, told.person) or _reports_upwards(view, head, told.person):
            return None, "", vetoes.OPINION, False
        return told.person, "giver.reported", "", True
    if zone is not None and zone.turn == "question":
        return None, "", vetoes.OPINION, False
    return leader_before(document, unit, view.tokens[head.at].start), "giver.leader", "", False


def _of_his_own(view: View, head: Head, person: Person) -> bool:
    """«Министр сообщил, что ведомству предстоит …»: a report on his own body, which he leaves without a name."""
    mine = [
        m
        for m in view.mentions
        if head.lo <= m.first < head.hi and not m.bodies and m.need in ("ministry", "agency", "body")
        if not person.start <= m.start < person.end  # «Глава ведомства отметил»
    ]
    return person.role is GiverRole.MINISTER and bool(mine) and mine[0].first < head.at


def _reports_upwards(view: View, head: Head, person: Person) -> bool:
    """«По мнению акима, сев нужно начинать позже», told to the President who receives him; «подчеркнул» orders all the same."""
    lead = chair_of(view.document)
    if lead is None or lead.role is None or lead.foreign or person.role is None or RANK[lead.role] >= RANK[person.role]:
        return False
    return bool(_REPORTS.search(view.document.folded.low, view.unit.start, view.tokens[head.at].start))


def _ownerless(view: View, head: Head, memory: Memory, person: Person | None, rule: str, by_speech: bool) -> Verdict:
    """A modal that names no body: allowed in the giver's own mouth, or where an instruction stands right before."""
    assert head.frame is not None
    document, unit = view.document, view.unit
    if "nom" in head.frame.owners and memory.paragraph == unit.paragraph and _they(view, head):
        return Verdict(FindingKind.INSTRUCTION, "", person, rule, [], Strength.SOFT, LOOSE)
    if "nom" in head.frame.owners:
        following = document.after(unit)
        answers = following is not None and bool(
            _RESPONSIBLE.search(document.folded.low, following.start, following.end)
        )
        if not answers and person is not None and due(view, head, memory, by_speech):
            return Verdict(FindingKind.INSTRUCTION, "", person, rule, _answer(view, head), Strength.SOFT, LOOSE)
        if not answers or following is None or person is None:
            return refuse(vetoes.INANIMATE)
        return Verdict(
            FindingKind.INSTRUCTION, "", person, rule, responsible(document, following), Strength.SOFT, LOOSE
        )
    if head.at and view.tokens[head.at - 1].low == "не":
        return refuse(vetoes.NEGATION)
    if by_speech and person is not None and (owners := _answer_for_it(document, unit)):
        return Verdict(FindingKind.INSTRUCTION, "", person, rule, owners, Strength.SOFT, LOOSE)
    if head.frame.needs == "owned":
        return refuse(vetoes.NO_BODY)
    if level_by_a_year(document, unit.start, unit.end):
        return refuse(vetoes.AIM)
    before = view.text(head.lo, head.at)
    if person is not None and person.role is GiverRole.OTHER and by_speech and view.unit.zone is None:
        return refuse(vetoes.OPINION)  # «он считает, что … следует», of one who leads no government
    if _NOT_OWNERS.search(before) or _NOT_OWNERS.search(view.text(head.at, min(head.hi, head.at + 3))):
        return refuse(vetoes.NO_BODY)
    if _dative_person(view, head):
        return refuse(vetoes.NO_BODY)
    carried = unit.paragraph in (memory.paragraph, memory.header_paragraph) or (
        memory.paragraph == unit.paragraph - 1
        and not view.mentions
        and _ADDS.match(before or view.text(head.at, head.hi)) is not None
    )
    if not carried and _general(view, head):
        return refuse(vetoes.NO_BODY)
    if head.frame.strength == ORDER and _dative_official(view, head) and person is not None:
        return Verdict(FindingKind.INSTRUCTION, "", person, rule, [], Strength.ORDER, LOOSE)
    if carried or (by_speech and not in_address(view)):
        return Verdict(FindingKind.INSTRUCTION, "", person, rule, [], Strength.SOFT, LOOSE if by_speech else MODAL)
    return refuse(vetoes.NO_BODY)


def _answer_for_it(document: Document, unit: Unit) -> list[Chosen]:
    """«Порядок нужно навести до мая. Это прямая обязанность акимов»: whom the same speaker names right behind."""
    following = document.after(unit)
    if following is None or following.zone is not unit.zone:
        return []
    named = _RESPONSIBLE.match(document.folded.low, following.start, following.end)
    return responsible(document, following) if named else []


def _answer(view: View, head: Head) -> list[Chosen]:
    """Bodies of «За Минздравом – норматив: проект должен …»."""
    group = answerable(view, head.at)
    mentions = [m for m in view.mentions if group is not None and m in group.mentions]
    return [
        Chosen(mention, bodies, ExecutorRole.CO if number else ExecutorRole.LEAD, "owner.responsible", view.unit)
        for number, mention in enumerate(mentions)
        if (bodies := resolve(view.document, view.unit, mention))
    ]


def _they(view: View, head: Head) -> bool:
    """«Оно должно закупить …», after an instruction: its owners, where the act is one that only people and bodies do."""
    before = [view.tokens[index].low for index in range(max(head.lo, head.at - 3), head.at)]
    acts = [view.tokens[index].low for index in head.infinitives if index > head.at]
    return bool(_SUBJECTS.intersection(before)) and bool(acts) and bool(HUMAN_ACTS.match(acts[0]))


def _state_by_a_day(view: View, head: Head) -> bool:
    """«До следующего заседания работы должны быть завершены», «к августу школа должна быть готова»."""
    after = view.tokens[head.at + 1 : head.at + 6]
    done = [token.low for token in after[:1]] == ["быть"] and after[1].low in _SPOTS if len(after) > 1 else False
    done = done or any(forms(token.low).passive or token.low.startswith(("готов", "стол")) for token in after)
    start, end = view.tokens[head.lo].start, view.tokens[head.hi - 1].end
    return done and bool(in_range(view.document, view.unit, start, end))


def _general(view: View, head: Head) -> bool:
    """«Нужно навести порядок. МЧС обязано …»: no day and nobody named, and the sentence after it says who does what."""
    start, end = view.tokens[head.lo].start, view.tokens[head.hi - 1].end
    document, following = view.document, view.document.after(view.unit)
    if following is None or following.zone is not view.unit.zone or in_range(document, view.unit, start, end):
        return False
    bodies = [m for m in document.mentions(following) if m.bodies and not m.prep and m.stands("nom", "dat")]
    return bool(bodies) and is_directive(document.folded.low, following.end, document.cues(following))


def _dative_official(view: View, head: Head) -> bool:
    """«Руководителям аппаратов надлежит …»: somebody who acts for a body that the text does not name."""
    words = [view.tokens[index].low for index in range(head.lo, head.at)]
    return any(
        OFFICIALS.match(word) and "dat" in forms(word).cases and "nom" not in forms(word).cases for word in words
    )


def _dative_person(view: View, head: Head) -> bool:
    """«жителям необходимо», «Инвестору тесно. Ему необходимо …»: somebody who is no body."""
    stop = next((i for i in head.infinitives if i > head.at), head.hi)
    pronouns = (m for m in view.mentions if m.need == "pronoun" and head.lo <= m.first < stop)
    if any(of_layman(view.document, view.unit, m) for m in pronouns):
        return True
    for index in range(head.lo, stop):
        known = forms(view.tokens[index].low)
        if (
            known.noun
            and known.animate
            and "dat" in known.cases
            and "nom" not in known.cases
            and not OFFICIALS.match(view.tokens[index].low)
            and not view.inside_mention(index)
        ):
            return True
    return False


def responsible(document: Document, unit: Unit) -> list[Chosen]:
    """Bodies of «За это отвечают акиматы», «Ответственность – на Минсельхозе»."""
    return [
        Chosen(mention, bodies, ExecutorRole.CO if number else ExecutorRole.LEAD, "owner.responsible", unit)
        for number, mention in enumerate(document.mentions(unit))
        if (bodies := resolve(document, unit, mention))
    ]

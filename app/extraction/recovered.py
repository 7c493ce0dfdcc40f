"""Instructions that no rule knew by their words but that all signals together speak for: where they stand, who, to whom.

How likely a sentence is an instruction is `weighing/likelihood.py`'s to say; deadlines and parts are found as for any other.
"""

import re

from app.domain.enums import FindingKind, GiverRole, Strength
from app.extraction.bodies.mentions import Mention
from app.extraction.carrying import beside
from app.extraction.kazakh.addressees import meant, said_to
from app.extraction.kazakh.givers import people_of
from app.extraction.kazakh.outsiders import by_paper, outsider, ruler_abroad
from app.extraction.kazakh.owners import kazakh_owners
from app.extraction.kazakh.speeches import goes_on, nobodys
from app.extraction.lexicon.frames_ru import Frame
from app.extraction.lexicon.outsiders import APPEALS
from app.extraction.lexicon.vetoes import (
    AIM,
    AIM_KK,
    CONDITION,
    CONDITION_KK,
    CONDITION_RU,
    IF_ORDERED_KK,
    INANIMATE,
    LAW,
    NEGATION,
    NO_ACT,
    NO_AUTHORITY,
    OPINION,
    OTHER_ENDS_KK,
    PAST_DUTY,
    QUESTION,
    RELATIVE,
)
from app.extraction.parts.aims import level_by_a_year
from app.extraction.parts.givers import leader_before
from app.extraction.parts.head import Head
from app.extraction.parts.owners import Chosen, addressees, explicit
from app.extraction.parts.terms import grace
from app.extraction.parts.verdicts import Memory, Verdict, is_act, no_authority
from app.extraction.russian.appeals import asked_by_others
from app.extraction.russian.told import confirmed
from app.extraction.russian.turning import turned_to
from app.extraction.speech.authors import signature
from app.extraction.speech.chair import chair_of
from app.extraction.speech.people import RANK, Person
from app.extraction.text.context import Document, Unit
from app.extraction.text.view import SUBORDINATORS, Group, View, in_address
from app.extraction.weighing.likelihood import LIKELY, WEIGHED, weigh
from app.extraction.words.morphology import forms

# Probabilities, chosen as LIKELY was (docs/extraction.md).
# ALONE: where no body is named beside the term.
ALONE, IN_A_LETTER, GOING_ON = 0.8, 0.2, 0.4
_FRAME, _FRAME_KK = (Frame(WEIGHED, "", "passive", owners) for owners in (("dat", "nom"), ("before", "dat", "nom")))
_SUBJECT_KK = Frame(WEIGHED, "", "optative", ("nom",))  # «… тізімін агенттікке берсін»: who gets it is no owner
# Vetoes that rest on how words hang together, which a sum of signals does not see.
_FINAL = frozenset({AIM, NEGATION, CONDITION, QUESTION, LAW, PAST_DUTY, RELATIVE})
_SPOKEN = frozenset({"giver.subject", "giver.speaker"})
_DEPUTIES = ("зам", "вице")
_OF_A_BODY = re.compile(
    r"ведомств|министерств|министрлі|комитет|аким|әкім|правительств|үкімет|управлени|басқарма|агентств|агенттіг|пресс-служб|"
    r"департамент|компани|қоғам"
)
_PRESENT_KK = re.compile(r"(?!(?:жүкте|міндетте)ді$).*(?:[ае]|й)д[ыі]$")
_NO_ORDERS = [re.compile(words) for words in (OTHER_ENDS_KK, IF_ORDERED_KK, AIM_KK)]
_IF = re.compile(f"{CONDITION_RU}|{CONDITION_KK}")  # «Если срок сорвут, Премьер-министр поручит …»
_OPENING = 16  # letters: room for «Однако » or «Сами »
_LAYS, _NEAR = ("возлож", "возлаг"), 4
_QUOTE = 1  # token between a name and what follows: its closing quote


def least(unit: Unit, document: Document, refused: list[tuple[Head, Verdict]], memory: Memory) -> float:
    """How likely a sentence must be, by what its words may already show.

    «Прошу очистить арыки …» in a paper that a leader has signed, and «Нәтижесін … жіберсін» right behind an order of the
    same speaker, need not be much.
    """
    voices = {head.frame.voice for head, _ in refused if head.frame is not None}
    if (
        "first" in voices
        and unit.zone is None
        and (signed := signature(document)) is not None
        and signed.role is not None
    ):
        return IN_A_LETTER
    if "optative" in voices and unit.zone is not None and memory.paragraph == unit.paragraph and memory.owners:
        return GOING_ON
    return LIKELY


def recovered(
    view: View, refused: list[tuple[Head, Verdict]], memory: Memory, kazakh: bool
) -> tuple[Head, Verdict] | None:
    """The candidate and the verdict on a sentence of which the rules made nothing; None where it is no instruction.

    Policy is told from orders by what binds: a body, a term, or a directive word of the speaker's own («прошу …»).
    """
    likely = weigh(view.document, view.unit)
    if likely < least(view.unit, view.document, refused, memory) or _settled(view, refused, memory):
        return None
    head = _whole(view, refused, kazakh)
    if kazakh and (_tells_a_plan(view, head, memory) or _of_outsiders(view, refused) or _says_who_or_when(view)):
        return None
    if kazakh and (_ends_otherwise(view) or _demands_himself(view, refused)):
        return None
    person, rule = _giver(view, refused, memory)
    if (person is not None and person.foreign) or (not kazakh and rule not in _SPOKEN and _of_lay_people(view)):
        return None
    if kazakh and person is None and any(verdict.veto == OPINION for _, verdict in refused):
        return None
    last = tuple(body for chosen in memory.owners for body in chosen.bodies)
    if kazakh:
        chosen = kazakh_owners(view, head, last, person) or meant(view) or _goes_on(view, refused, memory)
    else:
        chosen = turned_to(view) or explicit(view, head, last) or beside(view, len(view.tokens), last)
        chosen = chosen or _to_you(view) or addressees(view.document, view.unit)
        if _reports(view, [c.unit for c in chosen]) or _of_nobody_known(view, person):
            return None
        chosen = [c for c in chosen if not _is_of(person, c)]
    named = chosen or _in_first_person(refused) or _to_listeners(view, refused)
    aim = level_by_a_year(view.document, view.unit.start, view.unit.end)
    bound = named or (likely >= ALONE and view.document.deadlines(view.unit) and not aim)
    if not bound or no_authority(view.document, person, chosen):
        return None
    chosen = [c for c in chosen if c.unit is not view.unit or not _set_up(view, c.mention)]
    return head, Verdict(FindingKind.INSTRUCTION, "", person, rule, chosen, Strength.ORDER, round(likely * 0.8, 2))


def _to_listeners(view: View, refused: list[tuple[Head, Verdict]]) -> bool:
    """«Проверьте сегодня и устраните», in an address: said to whoever listens, who need not be named."""
    return in_address(view) and any(head.kind == "imperative" for head, _ in refused)


def _in_first_person(refused: list[tuple[Head, Verdict]]) -> bool:
    return any(head.frame is not None and head.frame.voice == "first" for head, _ in refused)


def _to_you(view: View) -> list[Chosen]:
    """«А вы завершите завоз угля», to whoever has just reported in a recorded meeting."""
    zone = view.unit.zone
    spoken_to = (
        zone is not None and zone.to is not None and any(token.low in ("вы", "вас", "вам") for token in view.tokens)
    )
    return addressees(view.document, view.unit) if spoken_to else []


def _goes_on(view: View, refused: list[tuple[Head, Verdict]], memory: Memory) -> list[Chosen]:
    """«… рұқсатын тоқтатсын. Тізімін агенттікке берсін» in one's own words: whom the order before binds; here is who gets it."""
    here = view.unit.zone is not None and memory.paragraph == view.unit.paragraph
    return memory.owners if here and refused and _is_given(view, refused[0][0]) else []


def _is_given(view: View, head: Head) -> bool:
    """«… тізімін агенттікке берсін»: a body in the dative right before the verb gets something, and does nothing itself."""
    optative = head.frame is not None and head.frame.voice == "optative"
    return optative and any(g.head.cases == {"dat"} and g.last == head.trigger[0] for g in view.groups)


def _is_of(person: Person | None, chosen: Chosen) -> bool:
    """«Прокурор внёс представление с требованием …»: who gives it is no executor, but an akim's order is for his akimat."""
    if person is None or person.collegial or person.role is GiverRole.AKIM:
        return False
    if not person.nominative and chosen.mention.start < person.start:
        return False  # «Администрации Президента надлежит …»
    return chosen.mention.start <= person.start < chosen.mention.end


def _settled(view: View, refused: list[tuple[Head, Verdict]], memory: Memory) -> bool:
    """Whether it is settled that the sentence gives no order of its own, however likely its words make it."""
    if any(
        verdict.veto in _FINAL or _empty(view, head, verdict) or _of_things(view, head, verdict)
        for head, verdict in refused
    ):
        return True
    zone = view.unit.zone
    if zone is not None and zone.turn == "answer" and zone.person is None and view.document.turns:
        return True  # whoever reports to the chair of a recorded meeting
    if zone is not None and zone.turn == "answer" and _answers_for_nobody(view.document):
        return True
    if _said_by_layman(view):
        return True
    if zone is None and _IF.match(view.document.folded.low, view.unit.start):
        return True
    if (
        not any(t.word and not view.inside_mention(i) for i, t in enumerate(view.tokens))
        or _confirms(view, memory)
        or _wanted_by_others(view, refused)
    ):
        return True
    # «Ответственность за это возложена на акимат»: the owners of the order before it
    return memory.unit_start < view.unit.start and any(c.unit.start == view.unit.start for c in memory.owners)


def _said_by_layman(view: View) -> bool:
    """«…», – сказал эксперт»: who is named as speaking orders nobody; one who speaks for a body may tell its orders."""
    zone = view.unit.zone
    if zone is None or zone.turn or zone.who is None or zone.person is None:
        return False
    return _lay(zone.person) and _OF_A_BODY.search(view.document.folded.low, *zone.who) is None


def _answers_for_nobody(document: Document) -> bool:
    """«Экономист дал интервью», or an interview whose title names no leader: whoever answers has a view, no order."""
    titled = any(person.role is not None for person in document.title_people.all)
    return not document.spokesman and (document.layman or not titled)


def _of_nobody_known(view: View, person: Person | None) -> bool:
    """Whether nobody is known who could give it, outside of acts."""
    return person is None and not is_act(view.document)


def _of_lay_people(view: View) -> bool:
    """«Авторы доклада рекомендуют: министерству – …»: the sentence opens with somebody who orders nobody."""
    named = view.document.people.within(view.unit.start, view.unit.start + _OPENING)
    return bool(named) and named[0].nominative and _lay(named[0])


def _lay(person: Person) -> bool:
    """Whether somebody without an office orders nobody; a deputy may."""
    return person.role is None and not person.name.lower().startswith(_DEPUTIES)


def _empty(view: View, head: Head, verdict: Verdict) -> bool:
    """«Каждый акимат должен знать свои пробелы»: a duty without an act or a day."""
    modal = verdict.veto == NO_ACT and head.frame is not None and head.frame.voice == "modal"
    return modal and not view.document.deadlines(view.unit)


def _of_things(view: View, head: Head, verdict: Verdict) -> bool:
    """«Автобусы в пути, 5 ноября они должны выйти на линию»: a duty of «они», told of things earlier in the sentence."""
    start = view.clause_start(head.at)
    they = any(token.low in ("они", "он", "она", "оно") for token in view.tokens[start : head.at])
    return verdict.veto == INANIMATE and start > 0 and they


def _reports(view: View, named: list[Unit]) -> bool:
    """«Подключение – до конца ноября», says an akim to the Prime Minister: a promise, where he names no body himself."""
    zone, chief = view.unit.zone, chair_of(view.document)
    if zone is None or zone.person is None or zone.person.role is None or chief is None or chief.role is None:
        return False
    return RANK[zone.person.role] > RANK[chief.role] and view.unit not in named


def _tells_a_plan(view: View, head: Head, memory: Memory) -> bool:
    """«Үкімет 1 мамырға дейін … бөледі»: outside of speech, lists and acts the present tells what somebody will do."""
    ordered = view.unit.zone is not None or memory.header is not None or is_act(view.document)
    return not ordered and _PRESENT_KK.match(view.tokens[head.at].low) is not None


def _ends_otherwise(view: View) -> bool:
    """«… орнатуды жоспарлап отыр», «… беруге уәде етті», «… тапсыруы мүмкін», «… тапсырды ма?»: the predicate is no order."""
    low = view.document.folded.low[view.unit.start : view.unit.end]
    if goes_on(view):
        return True
    return low.rstrip().endswith("?") or any(shape.search(low) for shape in _NO_ORDERS)


def _demands_himself(view: View, refused: list[tuple[Head, Verdict]]) -> bool:
    """Депутат «… тексеруді талап етемін» деді: whose own demand it is leads nobody."""
    zone = view.unit.zone
    speaker = zone.person if zone is not None and zone.turn == "" else None
    return speaker is not None and speaker.role is None and _in_first_person(refused)


def _says_who_or_when(view: View) -> bool:
    """«Сіздерге екі апта мерзім беремін», «Көлік министріне айтып отырмын»: what goes with an order beside it."""
    if not view.groups:
        return grace(view.document, view.unit) is not None
    return bool(said_to(view.document, view.unit))


def _of_outsiders(view: View, refused: list[tuple[Head, Verdict]]) -> bool:
    """Whether a Kazakh sentence is told of somebody who orders nobody here."""
    end = view.tokens[-1].end
    told = any(head.frame is not None and head.frame.voice == "active" for head, _ in refused)
    if any(nobodys(view, head, bool(verdict.chosen)) for head, verdict in refused):
        return True
    return bool(outsider(view, end, told)) or ruler_abroad(view, end) is not None or by_paper(view)


def _wanted_by_others(view: View, refused: list[tuple[Head, Verdict]]) -> bool:
    """«Эколог … потребовал от Минэнерго …»: the subject is somebody who orders nobody; a deputy may."""
    for head, verdict in refused:
        if verdict.veto != NO_AUTHORITY or head.frame is None or head.frame.voice != "active":
            continue
        if (
            head.frame.id in APPEALS
            or _of_a_body(view, head)
            or (view.unit.zone is not None and asked_by_others(view, head))
        ):
            return True
        named = view.document.people.within(view.unit.start, view.tokens[head.at].start)
        subjects = [person for person in named if person.nominative and not person.collegial]
        if subjects and _lay(subjects[-1]):
            return True
    return False


def _of_a_body(view: View, head: Head) -> bool:
    """«Водоканал» требует погасить долги»: a body right before the verb wants it; leaders are people, not bodies."""
    before = next((group for group in view.groups if group.last + _QUOTE >= head.at and group.first < head.at), None)
    return before is not None and before.head.stands("nom", "any") and not before.head.office


def _confirms(view: View, memory: Memory) -> bool:
    """«Соответствующее распоряжение отдано», «…», – потребовал аким от управления»: tells of the order before it."""
    before = view.document.before(view.unit, 1)
    if not before:
        return False
    place, zone = confirmed(view.document, before[0]), before[0].zone
    if place is not None and place[0] == view.unit.start:
        return True
    said = zone is not None and zone.who is not None and zone.who[0] >= view.unit.start
    return said and memory.unit_start == before[0].start


def _whole(view: View, refused: list[tuple[Head, Verdict]], kazakh: bool) -> Head:
    """The sentence as one candidate; the word that a rule had looked at, else its verb, is the trigger."""
    frame = _FRAME_KK if kazakh else _FRAME
    if refused:
        frame = _SUBJECT_KK if kazakh and _is_given(view, refused[0][0]) else frame
        at, trigger, group = refused[0][0].at, refused[0][0].trigger, refused[0][0].group
    else:
        at = _last_word(view) if kazakh else _verb(view)
        trigger, group = (at, at + 1), None
    group = group or (None if kazakh else _addressee(view, at))
    return Head(WEIGHED, at, 0, frame, trigger, group, 0, len(view.tokens), list(view.infinitives))


def _verb(view: View) -> int:
    """The first infinitive or verb of a main clause, else the first word that is no name."""
    verbs = sorted({*view.infinitives, *view.finites}, key=lambda i: (i in view.finites, i))
    main = [i for i in verbs if not any(t.low in SUBORDINATORS for t in view.tokens[view.clause_start(i) : i])]
    words = [i for i, token in enumerate(view.tokens) if token.word and not view.inside_mention(i)]
    return next(iter(main or verbs or words or [0]))


def _last_word(view: View) -> int:
    return max((i for i, token in enumerate(view.tokens) if token.word), default=0)


def _addressee(view: View, at: int) -> Group | None:
    """The bodies on which it is laid, else those in the dative, else those before the verb in the nominative."""
    plain = [group for group in view.groups if not group.head.prep and not _gives(group)]
    dative = [g for g in plain if "dat" in g.head.cases or (g.last <= at and g.head.stands("dat", "any"))]
    before = [group for group in plain if group.last <= at and group.head.stands("nom", "any")]
    laid = [group for group in view.groups if group.head.prep == "на" and _laid_on(view, group)]
    either = [g for g in plain if g.head.stands("nom")]  # «МВД», which has no cases, too
    return next(iter(laid or dative or before or either), None)


def _set_up(view: View, made: Mention) -> bool:
    """«Введите там ежедневные штабы»: a nameless body behind an imperative, no comma between, is what it makes."""
    if made.bodies or made.prep or made.office or not made.stands("acc"):
        return False
    before = view.tokens[view.clause_start(made.first) : made.first]
    return any(forms(token.low).imperative and token.low.endswith("те") for token in before if token.word)


def _laid_on(view: View, group: Group) -> bool:
    """«возложил на Минздрав и Минторговли подготовку порядка»."""
    return any(token.low.startswith(_LAYS) for token in view.tokens[max(0, group.first - _NEAR) : group.first])


def _gives(group: Group) -> bool:
    """«От агентства глава Кабмина хочет получить …»: who orders the government is no executor."""
    return any((body.code or "").startswith(("president", "pm", "dpm")) for body in group.head.bodies)


def _giver(view: View, refused: list[tuple[Head, Verdict]], memory: Memory) -> tuple[Person | None, str]:
    """Who speaks, else who leads here, else who gave the instruction before."""
    unit = view.unit
    if unit.zone is not None and unit.zone.person is not None and unit.zone.person.role is not None:
        return unit.zone.person, "giver.speaker"
    named = [p for p in people_of(view) if p.nominative and p.role is not None]
    if named:
        return named[0], "giver.subject"
    person = next((verdict.giver for _, verdict in refused if verdict.giver is not None), None)
    person = person or leader_before(view.document, unit, unit.start) or chair_of(view.document) or memory.giver
    return person, "giver.leader" if person is not None else ""

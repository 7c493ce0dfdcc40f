"""Owners that a sentence leaves out: those of the instruction before, of the sentence before, of the region at hand."""

import re

from app.domain.enums import ExecutorRole, GiverRole
from app.extraction.bodies.mentions import Body, Mention
from app.extraction.parts.owners import Chosen, lead_first
from app.extraction.parts.verdicts import Memory
from app.extraction.russian.modals import responsible
from app.extraction.text.context import Document, Unit
from app.extraction.text.resolution import resolve
from app.extraction.text.titles import guest
from app.extraction.text.view import View
from app.extraction.words.morphology import forms

_REACH = 9
_FAR = 60
_SITE = re.compile(r"(?<![\w-])(?:област|регион|район|город|села|селе|поселк|облыс|қала|ауыл|аудан)")


def carried(document: Document, unit: Unit, memory: Memory, span: tuple[int, int]) -> list[Chosen]:
    """Owners from the context of an instruction that names none; empty where the context names none either."""
    return [c for c in _carried(document, unit, memory, span) if not any(b.code == _PRESIDENT for b in c.bodies)]


_PRESIDENT = "president"  # whom nobody orders


def _carried(document: Document, unit: Unit, memory: Memory, span: tuple[int, int]) -> list[Chosen]:
    if after := _named_after(document, unit):
        return after
    if memory.owners and memory.paragraph == unit.paragraph:
        return memory.owners
    if memory.header is not None and memory.header.chosen:
        return memory.header.chosen
    here = _present_here(document, unit) or _named_here(document, unit, span) or _blamed_kk(document, unit, span)
    if here:
        return here
    if reporter := _replied_to(document, unit):
        return reporter
    near = _named_before(document, unit, same_paragraph=True)
    recalled = memory.recalled if memory.recalled_paragraph == unit.paragraph and unit.zone is not None else []
    if recalled and (not near or near[0].unit.start <= recalled[0].unit.start):
        return recalled  # «Правительству я поручал подготовить концепцию фонда. Необходимо её доработать»
    if near:
        return near
    region = _region_of(document, unit, span)
    if region:
        faced = _received(document, unit)
        nationwide = faced and not faced[0].bodies[0].name.startswith("Акимат")
        return faced if nationwide else region  # whoever is received, wherever the work is
    if memory.owners and memory.paragraph >= unit.paragraph - 1:
        return memory.owners
    return (
        _named_before(document, unit, same_paragraph=False)
        or _received(document, unit)
        or _anywhere(document, unit, span)
    )


def beside(view: View, trigger: int, last: tuple[Body, ...]) -> list[Chosen]:
    """«С Минздрава Премьер потребовал …», «На Минкультуры возложено …»: the bodies that something is due from, in the sentence.

    They stand before the directive word and before any infinitive: behind one they belong to the act.
    """
    edge = min([trigger, *view.infinitives])
    for group in view.groups:
        head = group.head
        due = _DUE.get(head.prep)
        if due is None or group.last > edge or not head.stands(due) or head.together or "ins" in head.cases - {due}:
            continue
        found = [(m, resolve(view.document, view.unit, m, last)) for m in group.mentions]
        if all(bodies and bodies[0].code not in _ABOVE for _, bodies in found):
            return _lead_and_others(view, found, "owner.due")
    return _agents(view, last)


def _agents(view: View, last: tuple[Body, ...]) -> list[Chosen]:
    """«Минтруда должен быть представлен отчёт»: by whom it has to be done, beside a passive that is still to come."""
    if not any(token.low in _TO_COME for token in view.tokens):
        return []
    done = [i for i, token in enumerate(view.tokens) if token.word and forms(token.low).passive]
    for group in view.groups:
        head = group.head
        if head.prep or head.together or head.cases != {"ins"}:
            continue
        if any(view.clause_start(i) == view.clause_start(group.first) for i in done):
            found = [(m, resolve(view.document, view.unit, m, last)) for m in group.mentions]
            if all(bodies and bodies[0].code not in _ABOVE for _, bodies in found):
                return _lead_and_others(view, found, "owner.agent")
    return []


def _lead_and_others(view: View, found: list[tuple[Mention, tuple[Body, ...]]], rule: str) -> list[Chosen]:
    roles = [ExecutorRole.LEAD, *[ExecutorRole.CO] * len(found)]
    return [Chosen(m, b, r, rule, view.unit) for (m, b), r in zip(found, roles, strict=False)]


_TO_COME = frozenset("быть будет будут".split())
_DUE = {"с": "gen", "со": "gen", "от": "gen", "у": "gen", "на": "acc", "за": "ins", "перед": "ins"}
_ABOVE = frozenset({"president", "pm"})


def goes_on(document: Document, chosen: Chosen) -> bool:
    """Whether an owner is carried over: partners too, but for companies, unions and those it only consults."""
    if chosen.rule == "owner.partner":
        return False
    codes = [body.code for body in chosen.bodies]
    return not chosen.mention.together or any(
        code and document.directory.by_code[code].kind in _STATE for code in codes
    )


_STATE = frozenset(
    "ministry agency committee government government_office administration akimat_oblast akimat_city akimat_local group "
    "court_or_parliament".split()
)


def _as_chosen(unit: Unit, mention: Mention, bodies: tuple[Body, ...], rule: str) -> list[Chosen]:
    return [Chosen(mention, bodies, ExecutorRole.LEAD, rule, unit)]


def _named_here(document: Document, unit: Unit, span: tuple[int, int]) -> list[Chosen]:
    """«заслушал акима и поручил …», «раскритиковал управление и поручил …»: the object of the verb before."""
    tokens = document.tokens(unit)
    for mention in reversed(document.mentions(unit)):
        before = tokens[mention.first - 1] if mention.first else None
        if mention.start >= span[1] or before is None or mention.prep or not forms(before.low).finite:
            continue
        if mention.need == "pronoun" or not (
            mention.stands("acc", "any") or (mention.office and mention.stands("gen"))
        ):
            continue
        bodies = resolve(document, unit, mention)
        if bodies and bodies[0].code not in ("president", "pm", "government"):
            return _as_chosen(unit, mention, bodies, "owner.object")
    return []


_PRESENT = re.compile(
    r",? (?:[а-я]+ )?(?:сидит|стоит|находится|присутствует|участвует|слышит|слушает|записывает|здесь|тут|рядом|на связи|в зале)"
    r"(?![\w-])"
)


def _present_here(document: Document, unit: Unit) -> list[Chosen]:
    """«Министр транспорта сидит рядом: до мая жду предложения»: a speaker points at somebody who hears him."""
    first = next(iter(document.mentions(unit)), None)
    if unit.zone is None or first is None or first.first > 1 or first.prep or not first.stands("nom", "any"):
        return []
    if not _PRESENT.match(document.folded.low, first.end, unit.end):
        return []
    bodies = resolve(document, unit, first)
    here = bool(bodies) and bodies[0].code not in (*_ABOVE, "government")
    return _as_chosen(unit, first, bodies, "owner.object") if here else []


_EXECUTORS = re.compile(
    r"\W*(?:исполнител[ьи]|ответственн(?:ый|ая|ые)(?: исполнител[ьи])?|отвечают|отвечает|за (?:это|исполнение|все) отвеча[а-я]+|"
    r"исполняет|исполняют|исполнить (?:это|его|поручение)? ?(?:поручено|должн[а-я]+)|"
    r"(?:это|это поручение|поручение|требование|запрет)(?: же)? (?:касается|относится к|распространяется на)|"
    r"(?:исполнител(?:ем|ями)|ответственн(?:ым|ой|ыми))(?: исполнител(?:ем|ями)| за (?:это|исполнение|работу))? "
    r"(?:определен[аоы]?|назначен[аоы]?|явля[ею]тся|стан[уе]т|будет|будут)|"
    r"(?:персональная |личная |вся )?ответственность (?:за (?:это|исполнение|работу) )?(?:персональная |личная )?"
    r"(?:(?:возложена|возлагается|лежит|несет|несут)(?: на)?|[–-] на)|"
    r"(?:буду )?(?:спрашивать|спрошу|спросим)(?: (?:лично|строго|персонально))?"
    r"(?: за (?:это|исполнение|все|срок[а-я]*|результат))?(?: (?:лично|строго|персонально))?(?= со? )|"
    r"это (?:(?:прямая|общая|личная|непосредственная|первейшая|ваша) )?"
    r"(?:задача|забота|обязанность|ответственность|зона ответственности)(?: для)?)(?: за исполнение)? ?(?:[–:-] ?|(?= ))"
)


def _named_after(document: Document, unit: Unit) -> list[Chosen]:
    """«Премьер потребовал разобраться с ценами. Исполнители – Минтранс и АЗРК.»"""
    following = document.after(unit)
    if following is None or following.zone is not unit.zone:
        return []
    mark = _EXECUTORS.match(document.folded.low, following.start, following.end)
    return responsible(document, following) if mark else []


_BLAMED_KK = re.compile(
    r"\W*(?:(?:жұмысын|қызметін|әрекетін|есебін|баяндамасын|басшылығын|жауабын)\s+)?(?:[а-яәғқңөұүһі]+ )?"
    r"(?:сына|сынға|сөкті|сөгіп|кінәла|тыңда|құлақ)"
)


def _blamed_kk(document: Document, unit: Unit, span: tuple[int, int]) -> list[Chosen]:
    """«Көлік министрлігінің жұмысын сынап, … талап етті», «әкімді тыңдап, … тапсырды»."""
    for mention in reversed(document.mentions(unit)):
        if mention.language != "kk" or mention.start >= span[1] or not mention.stands("gen", "acc"):
            continue
        if _BLAMED_KK.match(document.folded.low, mention.end, unit.end) and (
            bodies := resolve(document, unit, mention)
        ):
            return _as_chosen(unit, mention, bodies, "owner.object")
    return []


def _replied_to(document: Document, unit: Unit) -> list[Chosen]:
    """«Аким Темиртау объяснил задержку. – До 1 мая объект должен быть сдан»: a leader answers who has just reported."""
    zone = unit.zone
    if zone is None or zone.person is None or zone.person.role is None or zone.whole or zone.turn:
        return []
    own = _first_akimat(document) if zone.person.role is GiverRole.AKIM else None
    for other in [other for other in document.before(unit, _REACH) if other.zone is None][:_REPORTS]:
        first = next(iter(document.mentions(other)), None)
        if first is None or first.prep or first.first > _ATTRIBUTES or not first.stands("nom"):
            continue
        if not (first.office or _AKIM.match(document.folded.low, first.start)):  # «Аким области» is called as all are
            continue
        if other.paragraph < unit.paragraph - 1 or not _REPORTED.match(document.folded.low, first.end, other.end):
            continue
        bodies = resolve(document, other, first)
        known = bodies and (first.office or bodies[0].code)
        if known and bodies[0].code not in _ABOVE and bodies[0] != own:
            return _as_chosen(other, first, bodies, "owner.sentence_before")
    return []


_AKIM = re.compile(r"аким (?:области|города|района|региона)(?![\w-])")
_REPORTS, _ATTRIBUTES = 2, 4  # sentences; words before an office («Присутствовавший на встрече руководитель …»)
_REPORTED = re.compile(
    r"(?: [а-яё-]+){0,4}? (?:признал|пояснил|объяснил|оправдал|сослал|заверил|ответил|возразил|доложил|отчитал)[а-я]*(?![\w-])"
)


def _first_akimat(document: Document) -> Body | None:
    """The akimat of the akim who leads the text: the first one that is named."""
    if "first_akimat" not in document.notes:
        units = (unit for number in range(len(document.paragraphs)) for unit in document.units(number))
        offices = (m.bodies[0] for unit in units for m in document.mentions(unit) if m.office and m.bodies)
        document.notes["first_akimat"] = next((b for b in offices if (b.code or "").startswith("akimat_")), None)
    found: Body | None = document.notes["first_akimat"]
    return found


def _named_before(document: Document, unit: Unit, same_paragraph: bool) -> list[Chosen]:
    """The last body that acts or is addressed in the sentences before."""
    for other in document.before(unit, _REACH):
        if (same_paragraph and other.paragraph != unit.paragraph) or other.paragraph < unit.paragraph - 2:
            break
        if _COPY.match(document.folded.low, other.start, other.end):
            continue
        if all_of_them := _only_bodies(document, other):
            return all_of_them
        for mention in reversed(document.mentions(other)):
            if _may_own(document, mention) or _asked_for(document, unit, other, mention):
                bodies = resolve(document, other, mention)
                if bodies and (bodies[0].code or _asked_for(document, unit, other, mention)):
                    return _as_chosen(other, mention, bodies, "owner.sentence_before")
    return []


def _only_bodies(document: Document, unit: Unit) -> list[Chosen]:
    """«МСХ, МФ. Прошу рассмотреть»: a sentence of nothing but bodies, in the resolution of a leader."""
    mentions, tokens = document.mentions(unit), document.tokens(unit)
    line = document.paragraphs[unit.paragraph]
    heads = unit.start == line.start and unit.end == line.end and all(m.stands("dat", "any") for m in mentions)
    if not mentions or not (heads or (len(mentions) >= _SEVERAL and unit.zone is not None)):
        return []
    named = {i for mention in mentions for i in range(mention.first, mention.last)}
    if any(token.word and token.low not in _BESIDE for i, token in enumerate(tokens) if i not in named):
        return []
    bodies = [(mention, resolve(document, unit, mention)) for mention in mentions]
    roles = [ExecutorRole.LEAD, *([ExecutorRole.CO] * len(bodies))]
    return lead_first(
        [Chosen(m, b, role, "owner.sentence_before", unit) for (m, b), role in zip(bodies, roles, strict=False) if b]
    )


_SEVERAL = 2
_BESIDE = frozenset("и свод созыв".split())
_COPY = re.compile(r"\W*(?:копи[яи]|справочно)(?: для сведения)?\s*[–:-]")
_ASIDE = frozenset("в во из от для".split())


def _asked_for(document: Document, unit: Unit, other: Unit, mention: Mention) -> bool:
    """«Где управление образования? Найдите деньги»: the speaker has just called for it."""
    spoken = unit.zone is not None and other.zone is not None and other.zone.who == unit.zone.who
    low = document.folded.low
    if spoken and _COLLEAGUES.match(low, other.start, mention.start):
        return low[mention.end : other.end].strip() == "!"
    return spoken and not mention.prep and mention.stands("nom") and mention.need != "pronoun"


_COLLEAGUES = re.compile(r"\W*(?:уважаемые |дорогие )?(?:коллеги|друзья|сотрудники|специалисты|товарищи) (?:из )?$")


def _may_own(document: Document, mention: Mention) -> bool:
    if mention.need == "pronoun" or mention.need.startswith("named") or mention.prep in _ASIDE:
        return False
    if mention.bodies and mention.bodies[0].code:
        kind = document.directory.by_code[mention.bodies[0].code].kind
        return kind not in ("president", "group", "court_or_parliament", "institute", "sez") and mention.bodies[
            0
        ].code not in ("pm", "government", "dpm")
    return bool(mention.need) and mention.need.startswith(("akimat", "department"))


def _region_of(document: Document, unit: Unit, span: tuple[int, int]) -> list[Chosen]:
    """The akimat of the region that the instruction itself speaks of, or that the trip is to."""
    for offset, code in document.places(unit.paragraph):
        if span[0] <= offset < span[1]:
            return _akimat(document, unit, code, offset)
    return []


def _received(document: Document, unit: Unit) -> list[Chosen]:
    """Whom the title says that the leader receives."""
    body = guest(document)
    if body is None or body.code is None:
        return []
    spot = Mention(0, 0, unit.start, unit.start, frozenset({"any"}), bodies=(body,))
    return _as_chosen(unit, spot, (body,), "owner.title")


def _anywhere(document: Document, unit: Unit, span: tuple[int, int]) -> list[Chosen]:
    body = document.akimat_near(span[0], unit.paragraph, "")
    if body is None or body.code is None:
        return []
    return _akimat(document, unit, body.code, None)


def _akimat(document: Document, unit: Unit, code: str, offset: int | None) -> list[Chosen]:
    """The akimat of a place; where the offset is unknown, the mention is the place's last name before the unit."""
    if offset is None:
        offset = _last_place(document, unit, code)
        if offset is None:
            return []
    body = document._of_level(code, "")
    if body is None:
        return []
    end = offset
    text = document.folded.text
    while end < len(text) and (text[end].isalnum() or text[end] == "-"):
        end += 1
    mention = Mention(0, 0, offset, end, frozenset({"any"}), bodies=(body,))
    return _as_chosen(unit, mention, (body,), "owner.region")


def _last_place(document: Document, unit: Unit, code: str) -> int | None:
    """Where the region is named: last before the unit's end, else first in its paragraph."""
    region = document.directory.by_code[code].region

    def named(number: int) -> list[int]:
        return [
            offset for offset, other in document.places(number) if document.directory.by_code[other].region == region
        ]

    for number in range(unit.paragraph, max(-1, unit.paragraph - _FAR), -1):
        before = [offset for offset in named(number) if offset < unit.end]
        if before:
            return before[-1]
    return next(iter(named(unit.paragraph)), None)

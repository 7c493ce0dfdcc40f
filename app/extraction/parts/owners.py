"""Who has to act: bodies in the case that the directive word asks for, co-executors, marks of the lead, carried owners."""

from bisect import bisect_right
from operator import attrgetter
from typing import NamedTuple

from app.domain.enums import ExecutorRole, GiverRole, OwnerBasis
from app.extraction.bodies.mentions import Body, Mention
from app.extraction.findings import Owner
from app.extraction.lexicon.around_orders_ru import HEADS_OF_MANY, HUMAN_ACTS, OFFICIALS, WITH_VERBS
from app.extraction.parts.behind import entrusted, first_behind, opened_by_gerund
from app.extraction.parts.head import Head
from app.extraction.parts.statements import statements
from app.extraction.text.context import Document, Unit
from app.extraction.text.local_names import own_staff
from app.extraction.text.resolution import resolve
from app.extraction.text.view import Group, View
from app.extraction.words.morphology import forms, nominative

import re  # isort: skip

_WITH = re.compile(WITH_VERBS)
_LEAD_BEFORE = re.compile(r"(?:свод|созыв|ответственн\w+ за свод|жинақтау)\s*(?:[–:-]|возлагается на|за)?\s*$")
# «в помощь ему дал НИТ», «помогать будет КТЖ»
_HELPER_BEFORE = re.compile(
    r"(?:в помощ(?:ь|ники) (?:(?:ему|ей|им|министерству|ведомству) )?(?:дал|дан|выдел|придал|придан|назнач|определ)[а-я]*|"
    r"(?:помогать|содействовать|подключиться)(?: (?:ему|ей|им))? (?:буд[уе]т|поручено|должн[а-я]+))\s*$"
)
_EXECUTOR_BEFORE = re.compile(
    r"(?:исполнител[а-я]+|ответственн(?!ост)[а-я]+(?: исполнител[а-я]+)?|орындаушы[а-яәі]*|жауапты[а-яәі]*)\s*[–:-]?\s*"
    r"(?:на\s|за\s)?$"
)


_OPENERS = frozenset("и а также кроме того при этом далее затем еще".split())
_NEAR, _SHORTEST = 6, 5


class Chosen(NamedTuple):
    """A mention with what it stands for here."""

    mention: Mention
    bodies: tuple[Body, ...]
    role: ExecutorRole
    rule: str
    unit: Unit


def explicit(view: View, head: Head, last: tuple[Body, ...]) -> list[Chosen]:
    """Owners that the stretch of a candidate names, lead first; empty where it names none."""
    groups = [head.group] if head.group else _by_slots(view, head)
    chosen: list[Chosen] = []
    for group in groups:
        for mention in group.mentions:
            chosen += _chosen(view, head, mention, last, first=not chosen and not mention.together)
    taken, begins = {id(c.mention) for c in chosen}, opened_by_gerund(view, head) if chosen else head.lo
    for mention in view.mentions:
        inside = begins <= mention.first < head.hi and id(mention) not in taken
        if (inside and (mention.together or _with_partner(view, head, mention))) or (
            inside and chosen and _marked(view, mention, _HELPER_BEFORE)
        ):
            chosen += _chosen(view, head, mention, last, first=False)
        elif inside and _marked(view, mention, _LEAD_BEFORE):
            chosen = _chosen(view, head, mention, last, first=True) + [_as_co(c) for c in chosen]
        elif inside and _marked(view, mention, _EXECUTOR_BEFORE) and not groups:
            chosen += _chosen(view, head, mention, last, first=not chosen)
    modal = head.frame is not None and head.frame.voice == "modal" and head.at < head.hi
    heads = modal and bool(HEADS_OF_MANY.match(view.tokens[head.lo].low))
    if not chosen and head.frame is not None and (head.frame.voice in ("passive", "first") or heads):
        chosen = _plain_dative(view, head)
    return lead_first(chosen)


def _plain_dative(view: View, head: Head) -> list[Chosen]:
    """«Менеджменту поручено …»: a noun in the dative that opens the clause is the owner, as the text names it."""
    index = next(
        (i for i in range(head.lo, head.at) if view.tokens[i].word and view.tokens[i].low not in _OPENERS), None
    )
    if index is None or view.inside_mention(index) or index + 1 < head.at - _NEAR:
        return []
    token, known = view.tokens[index], forms(view.tokens[index].low)
    near = index + 1 == head.at or token.low == "аппарату"
    staff = own_staff(view.document, token.low, token.start, view.unit.paragraph) if near else None
    doubtful = "dat" not in known.cases or "nom" in known.cases or len(token.low) < _SHORTEST
    if not known.noun or (doubtful and staff is None):
        return []
    if known.animate and not OFFICIALS.match(token.low):
        return []
    place = next((code for at, code in view.document.places(view.unit.paragraph) if at == token.start), None)
    if place is not None and (akimat := view.document.directory.by_code.get(place)):
        own = Body(akimat.code, akimat.ru)
        spot = Mention(index, index + 1, token.start, token.end, frozenset({"dat"}), bodies=(own,))
        return [Chosen(spot, (own,), ExecutorRole.LEAD, "owner.plain_noun", view.unit)]
    plain = nominative(token.low)
    body = staff or Body(None, plain[:1].upper() + plain[1:])
    mention = Mention(index, index + 1, token.start, token.end, frozenset({"dat"}), bodies=(body,))
    return [Chosen(mention, (body,), ExecutorRole.LEAD, "owner.plain_noun", view.unit)]


def _as_co(chosen: Chosen) -> Chosen:
    role = ExecutorRole.CO if chosen.role is ExecutorRole.LEAD else chosen.role
    return Chosen(chosen.mention, chosen.bodies, role, chosen.rule, chosen.unit)


def _marked(view: View, mention: Mention, pattern: re.Pattern[str]) -> bool:
    before = view.text(max(0, mention.first - 5), mention.first)
    return bool(pattern.search(before + " "))


def _with_partner(view: View, head: Head, mention: Mention) -> bool:
    """«отработайте с «Атамекеном»», and the others of such a list: «проработать с Минфином, МНЭ и КМГ»."""
    group = next((g for g in view.groups if mention in g.mentions), None)
    if group is not None and group.head is not mention and not mention.prep and mention.stands("ins", "any"):
        return _with_partner(view, head, group.head)
    return (
        (mention.prep in ("с", "со") and mention.stands("ins"))
        or ("any" in mention.cases and mention.prep in ("с", "со"))
    ) and bool(_WITH.search(view.text(max(head.lo, mention.first - 4), mention.first)))


def _nobody(view: View, head: Head, mention: Mention, bodies: tuple[Body, ...]) -> bool:
    """«совместно с территориальными подразделениями», «договоры с компаниями»: partners or objects of no name of their own."""
    if not (mention.together or _with_partner(view, head, mention)):
        return False
    words = [t.low for t in view.tokens[mention.first : mention.last] if t.word]
    plural = words[-1].endswith(("ами", "ями")) or view.text(mention.first - 2, mention.first).endswith(_TAKING_PART)
    nameless = bodies[0].code is None or bodies[0].code in _NAMELESS
    return plural and nameless and not any(t.text[0].isupper() for t in view.tokens[mention.first : mention.last])


_TAKING_PART = ("с участием", "при участии", "с привлечением", "при поддержке")
_NAMELESS = frozenset({"grp_contractor", "grp_quasi"})


def _chosen(view: View, head: Head, mention: Mention, last: tuple[Body, ...], first: bool) -> list[Chosen]:
    bodies = resolve(view.document, view.unit, mention, last)
    if not bodies or _nobody(view, head, mention, bodies):
        return []
    if _with_partner(view, head, mention):
        return [Chosen(mention, bodies, ExecutorRole.CO, "owner.partner", view.unit)]
    role = ExecutorRole.BY_AGREEMENT if mention.by_agreement else ExecutorRole.LEAD if first else ExecutorRole.CO
    kind = head.frame.id if head.frame else head.kind
    return [Chosen(mention, bodies, role, f"owner.{kind}", view.unit)]


def below(header: list[Chosen], chosen: list[Chosen]) -> list[Chosen]:
    """Owners of an item that names partners only («совместно с МНЭ утвердить схему»): those of its list's header lead."""
    if not chosen or not header or not all(c.mention.together or c.rule == "owner.partner" for c in chosen):
        return chosen
    return [*header, *(_as_co(c) for c in chosen)]


def lead_first(chosen: list[Chosen]) -> list[Chosen]:
    """«(свод)» beats the order; bodies by agreement come last."""
    marked = [c for c in chosen if c.mention.lead]
    if marked:
        chosen = [Chosen(c.mention, c.bodies, ExecutorRole.LEAD, "owner.lead_mark", c.unit) for c in marked] + [
            _as_co(c) for c in chosen if not c.mention.lead
        ]
    return sorted(chosen, key=lambda c: list(ExecutorRole).index(c.role))


def _by_slots(view: View, head: Head) -> list[Group]:
    """Lists of bodies in one of the cases that the frame asks for, in the first slot that is filled."""
    if head.frame is None:
        return _addressed(view, head)
    that = next((i for i in range(head.at + 1, min(head.hi, head.at + 6)) if view.tokens[i].low == "чтобы"), None)
    if that is not None:
        after = [g for g in view.groups if that < g.first < head.hi and not g.head.prep and g.head.stands("nom", "any")]
        if after:
            return after[:1]
    if head.frame.id == "await" and (source := _source(view, head)) is not None:
        return [source]
    for slot in head.frame.owners:
        found = [group for group in _within(view, head, slot) if _fits(view, head, group, slot)]
        if found:
            return found[:1] if slot in ("nom", "acc") else found
    if (behind := first_behind(view, head)) is not None:
        return [behind]
    if given := entrusted(view, head):
        return given
    colon = next((i for i in range(head.at + 1, head.hi) if view.tokens[i].text == ":"), None)
    told = statements(view, colon, future=True) if colon is not None and head.frame.voice == "passive" else []
    return [group for group, _ in told[:1]] or _addressed(view, head)


def _source(view: View, head: Head) -> Group | None:
    """«передан в Минфин, откуда ждут заключения», «… в Минэнерго, от которого ждут расчёт»: the body before the comma."""
    comma = view.clause_start(head.at) - 1
    if comma < 1 or not view.text(comma + 1, head.at + 1).startswith(("откуда ", "от котор", "из котор")):
        return None
    return next((group for group in reversed(view.groups) if group.last == comma), None)


def _within(view: View, head: Head, slot: str) -> list[Group]:
    """Lists between the beginning of the stretch and the first infinitive after the verb."""
    stop = next((i for i in head.infinitives if i > head.at), head.hi)
    if head.frame and head.frame.id in ("be_charged", "charge", "await", "i_await", "get_task", "be_given_task"):
        stop = max(stop, min(head.hi, head.at + 14)) if not any(i > head.at for i in head.infinitives) else stop
    ends = [(g, head.hi if g.first in view.instead else stop) for g in view.groups]
    groups = [g for g, end in ends if head.lo <= g.first < end and not head.trigger[0] <= g.first < head.trigger[1]]
    begins = opened_by_gerund(view, head)
    groups = [g for g in groups if g.first >= begins] or groups
    if slot == "acc" and head.frame is not None and head.frame.voice == "active":
        groups.sort(key=lambda g: g.first < head.at)  # «отстранил директора и обязал КТЖ»
    if slot == "nom":
        before = [g for g in groups if g.first < head.at]
        return before[::-1] + [g for g in groups if g.first > head.at]
    return groups


def _fits(view: View, head: Head, group: Group, slot: str) -> bool:
    mention = group.head
    if (
        slot == "dat"
        and "any" in mention.cases
        and not mention.prep
        and any(m.cases == {"dat"} and not m.together for m in group.mentions)
    ):
        return True
    if mention.together or _is_subject(head, mention, slot) or _speaks_aside(view, head, mention, slot):
        return False
    preposition, _, case = slot.rpartition("+")
    if preposition:
        return mention.prep == preposition
    if mention.prep:
        return False
    if "any" in mention.cases or (mention.cases == {"nom", "acc"} and slot in ("dat",)):
        if "any" not in mention.cases:
            return False
        return _acts_itself(view, head, group, slot) or not _governed(view, head, group)
    if case == "acc" and (mention.office or _is_leader(mention)) and mention.stands("gen"):
        return not _governed(view, head, group)
    if case == "nom" and mention.need == "pronoun":
        return False
    return mention.stands(case) and not (slot == "dat" and _of_object(view, head, group))


def _of_object(view: View, head: Head, group: Group) -> bool:
    """«На баланс дирекции города Минфину надо передать …»: a genitive that looks like a dative, before the real one."""
    if not group.head.stands("gen") or group.head.office or not _governed(view, head, group):
        return False
    return any(g.head.cases == {"dat"} and not g.head.prep and g.first > group.first for g in view.groups)


def _is_subject(head: Head, mention: Mention, slot: str) -> bool:
    """The giver himself, where the case of owners looks like his."""
    if head.frame is None or head.frame.voice in ("modal", "first") or slot not in ("acc", "nom"):
        return False
    return _is_leader(mention) and not (slot == "acc" and not mention.stands("nom", "any"))


def _is_leader(mention: Mention) -> bool:
    return bool(mention.bodies) and (mention.bodies[0].code or "").startswith(("president", "pm", "dpm"))


def _acts_itself(view: View, head: Head, group: Group, slot: str) -> bool:
    """«Отчёт КТЖ должна представить», «указом Президента Минтруда поручено»: right before the modal or the passive."""
    if head.frame is not None and head.frame.voice == "passive" and group.last == head.trigger[0]:
        return slot == "dat" and (view.inside_mention(group.first - 1) or _left_alone(view, head, group))
    if slot == "nom" and head.frame is not None and head.frame.id in ("get_task", "be_given_term"):
        return group.last == head.at
    if slot != "nom" or head.frame is None or head.frame.voice != "modal":
        return False
    if any(token.text not in '»"' for token in view.tokens[group.last : head.at]):
        return False
    many = view.tokens[head.at].low.endswith("ы")
    act = next((view.tokens[i].low for i in head.infinitives if i > head.at), "")
    if not act and any(i < group.first for i in head.infinitives):
        return not many  # «Построить школы Минэнерго должно к маю»
    return (many and len(group.mentions) > 1) or (not many and bool(HUMAN_ACTS.match(act)))


_OF_WORDS = re.compile(
    r"(?:данн|предложени|инициатив|просьб|отч[её]т|доклад|информаци|сведени|поручени|решени|представлени|обращени|запрос|"
    r"рекомендаци|оценк|прогноз|коллеги|приказ|письм|замечани|заявлени|мнени)"
)


def _left_alone(view: View, head: Head, group: Group) -> bool:
    """«По факту подделки МВД поручено …»: nobody else is named, and the noun before is not what the body has said."""
    others = any(g is not group and g.head.stands("dat") and not g.head.prep and g.first < head.hi for g in view.groups)
    return not others and not _OF_WORDS.match(view.tokens[group.first - 1].low)


def _speaks_aside(view: View, head: Head, mention: Mention, slot: str) -> bool:
    """«Минтранс, подчеркнул аким, должен …»: the office after a verb of speech is whose words these are."""
    return slot == "nom" and mention.first - 1 != head.at and mention.first - 1 in view.finites


def _governed(view: View, head: Head, group: Group) -> bool:
    """An undeclined name after a noun is that noun's genitive: «данным Минэнерго», «коллегии МВД»."""
    place = group.first - 1
    while place >= 0 and view.tokens[place].text in '«"':
        place -= 1
    if place < 0 or not view.tokens[place].word or head.trigger[0] <= place < head.trigger[1]:
        return False
    if any(m.first <= place < m.last and (m.together or m.cases == {"ins"}) for m in view.mentions):
        return False  # «Вместе с Минфином Минэнерго должно …»
    if view.tokens[group.first].low.endswith("ство"):
        return False  # «План модернизации сектора Правительство должно …»: a genitive would have an ending of its own
    known, spot = forms(view.tokens[place].low), view.tokens[place].start
    if any(term.start <= spot < term.end for term in view.document.deadlines(view.unit)):
        return False  # «До 1 мая Минтруда нужно …»
    if view.tokens[place].low.startswith(("премьер", "президент", "вице-премьер")):
        return False
    if view.text(max(0, place - 1), place + 1) in ("этой связи", "данной связи"):
        return False
    return (known.noun and view.tokens[place].low not in ("также",)) or view.inside_mention(place)


def _addressed(view: View, head: Head) -> list[Group]:
    """«это уже обращение к акимам районов»; «Задача Минтранса – открыть мост»."""
    return [
        group
        for group in view.groups
        if head.lo <= group.first < head.hi
        and (
            (group.head.prep == "к" and "обращ" in view.text(max(0, group.first - 3), group.first))
            or _whose_task(view, group)
        )
    ]


def _whose_task(view: View, group: Group) -> bool:
    before, after = view.tokens[max(0, group.first - 1) : group.first], view.tokens[group.last : group.last + 1]
    return bool(before and after) and before[0].low in _TASKS and after[0].text in "–:"


_TASKS = frozenset("задача задачи обязанность долг забота".split())


def addressees(document: Document, unit: Unit) -> list[Chosen]:
    """Whom the attribution of a quote names: «…», бросил он акиму; обратился … к акиму Алматы."""
    if unit.zone is None or unit.zone.who is None:
        return []
    if unit.zone.to is not None:
        return _answered(document, unit.zone.to)
    start, end = unit.zone.who
    chosen: list[Chosen] = []
    above = document.units(unit.paragraph - 1) if start < document.paragraphs[unit.paragraph].start else []
    for other in [*above, *document.units(unit.paragraph)]:
        if other.zone is not None or other.end <= start or other.start >= end:
            continue
        for mention in document.mentions(other):
            inside = start <= mention.start < end
            to = mention.prep == "к" or (not mention.prep and mention.stands("dat") and "any" not in mention.cases)
            higher = ("president",) if _by_president(unit) else ("president", "pm", "government")
            if mention.need == "pronoun" or (mention.bodies and mention.bodies[0].code in higher):
                continue
            said = document.folded.low[start:end]
            to = to or (not mention.prep and "any" in mention.cases and "поруч" in said)
            asked = (mention.prep == "от" and "потребова" in said) or (
                mention.office and not mention.prep and "попросил" in said and mention.stands("acc", "gen")
            )
            asked = asked or (mention.stands("gen") and document.folded.low.endswith(" в адрес ", 0, mention.start))
            object_of = asked or (not mention.prep and "напутств" in said and mention.stands("acc"))
            if inside and (to or object_of):
                bodies = resolve(document, other, mention)
                if bodies:
                    role = ExecutorRole.CO if chosen else ExecutorRole.LEAD
                    chosen.append(Chosen(mention, bodies, role, "owner.addressee", other))
    return chosen


def _by_president(unit: Unit) -> bool:
    return unit.zone is not None and unit.zone.person is not None and unit.zone.person.role is GiverRole.PRESIDENT


_line_start = attrgetter("start")


def _answered(document: Document, span: tuple[int, int]) -> list[Chosen]:
    """The body for which the speaker of the turn before has spoken: «Аким города Семея.», «Представитель Минфина.»"""
    line = bisect_right(document.paragraphs, span[0], key=_line_start) - 1
    for other in document.units(line):
        for mention in document.mentions(other):
            if span[0] <= mention.start < span[1] and (bodies := resolve(document, other, mention)):
                return [Chosen(mention, bodies, ExecutorRole.LEAD, "owner.addressee", other)]
    return []


def as_owners(document: Document, chosen: list[Chosen], basis: OwnerBasis) -> tuple[Owner, ...]:
    """Owners with offsets into the original text; each body once."""
    found: list[Owner] = []
    seen: set[str] = set()
    for item in chosen:
        start, end = document.folded.span(item.mention.start, item.mention.end)
        for number, body in enumerate(item.bodies):
            if body.name in seen:
                continue
            seen.add(body.name)
            role = item.role if not (number and item.role is ExecutorRole.LEAD) else ExecutorRole.CO
            mine = OwnerBasis.CONTEXT if item.mention.need == "pronoun" else basis
            words, titled = document.folded.original[start:end], start == end
            place = (None, None) if titled else (start, end)
            found.append(Owner(body.name, body.code, role, mine, words, place[0], place[1], item.rule))
    return tuple(found)

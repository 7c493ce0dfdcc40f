"""Who was the last to order or to speak before a sentence, and what else shows that the sentence goes on with it.

Context alone makes no order: a bare infinitive, a state to be reached or a statement needs a term or a body beside it.
Whether a candidate is an instruction is judged elsewhere.
"""

import re

from app.domain.enums import Bound
from app.extraction.lexicon.around_orders_ru import HUMAN_ACTS, LAY_ADDRESSEES, OFFICIALS
from app.extraction.lexicon.nouns import GOVERNORS, PARTIES
from app.extraction.lexicon.speech import TASKS
from app.extraction.lexicon.vetoes import ASKED_RU
from app.extraction.parts.givers import last_subject, somebody_reports
from app.extraction.parts.head import Head
from app.extraction.parts.statements import statements
from app.extraction.parts.terms import in_range, term_sentence, weak_term
from app.extraction.parts.verdicts import Memory
from app.extraction.russian.infinitives import infinitive_heads
from app.extraction.russian.stated import as_heads
from app.extraction.speech.chair import chair_of
from app.extraction.speech.people import RANK, Person
from app.extraction.text.context import Document, Unit
from app.extraction.text.view import SUBORDINATORS, Group, View
from app.extraction.words.cues import INFINITIVE, KAZAKH, Cues
from app.extraction.words.morphology import forms

_ASKED = re.compile(ASKED_RU)
_SAYS_TERM = re.compile(
    r"(?<![\w-])(?:(?:крайний|последний|предельный|конечный) (?:срок|день)|срок(?:и|ом)?(?: исполнения)?|дедлайн|"
    r"на (?:все про все|все это|это|все)) ?[–:-] "
)
_ENDS = frozenset(".;!»")
_NEAR = 3


def established(document: Document, number: int, place: int, memory: Memory) -> Person | None:
    """Who orders at a place of paragraph `number`: the giver just before it, else the last subject, where he leads.

    Nobody where somebody else has spoken or acted since.
    """
    last, lead = last_subject(document, place), chair_of(document)
    start = document.paragraphs[max(0, number - 1)].start
    gave = memory.giver if memory.giver is not None and 0 <= number - memory.paragraph <= 1 else None
    since = max(document.paragraphs[number].start, memory.unit_start, last.end if last is not None else 0)
    if somebody_reports(document, since, place):
        return None  # «О школах рассказала руководитель управления. Работы должны быть завершены 25 сентября»
    if last is not None and last.start >= max(start, memory.unit_start):
        if last.role is None or last.foreign:
            return None
        if lead is None or RANK[last.role] <= RANK[lead.role or last.role]:
            return last
        return None
    return gave if gave is not None and not gave.foreign else None


def goes_on_here(document: Document, unit: Unit, memory: Memory) -> bool:
    """Whether the sentence right before was an instruction."""
    before = document.before(unit, 1)
    return bool(before) and memory.unit_start == before[0].start


def bounded(view: View, first: int = 0, last: int | None = None) -> bool:
    """Whether a stretch of a unit says until when, from when or how often something is done."""
    end = view.tokens[(last or len(view.tokens)) - 1].end
    found = in_range(view.document, view.unit, view.tokens[first].start, end)
    return any(term.date or term.start_date or term.recurrence is not None for term in found)


def going_on(view: View, memory: Memory) -> list[Head]:
    """«Залы открыть с 20 октября», «Смысл он передал так: питомник включить завтра», where a leader has just ordered."""
    text, unit = view.document.folded.text, view.unit
    if not view.infinitives or text[unit.end - 1] not in _ENDS or _ASKED.search(view.text(0, len(view.tokens))):
        return []
    colon = next((i for i in range(view.infinitives[0], -1, -1) if view.tokens[i].text == ":"), -1)
    edge = view.tokens[colon + 1].start if colon >= 0 else unit.start
    if established(view.document, unit.paragraph, edge, memory) is None:
        return []
    if colon >= 0 and not _hands_over(view, colon):
        return []
    if _impossible(view) or any(i > colon and not subordinate(view, i) for i in view.finites):
        return []
    heads = [head for head in infinitive_heads(view, strict=False) if head.at > colon and not to_people(view, head)]
    for head in heads:
        head.group = head.group or answerable(view, head.at)
    goes = colon < 0 and goes_on_here(view.document, unit, memory)
    owned = any(head.group is not None for head in heads)
    return heads if goes or owned or bounded(view, colon + 1) else []


def _hands_over(view: View, colon: int) -> bool:
    """«Суть он передал так: …», «С акимов спрос за дороги: …»: a leader acts before the colon, or who answers is named."""
    if GOVERNORS.search(view.text(max(0, colon - _NEAR), colon)):
        return False
    if answerable(view, colon) is not None or any(TASKS.match(token.low) for token in view.tokens[:colon]):
        return True
    people = view.document.people.within(view.unit.start, view.tokens[colon].start)
    leads = any(person.nominative and person.role is not None and not person.foreign for person in people)
    leads = leads or any(token.low in ("он", "она") for token in view.tokens[:colon])
    leads = leads or (view.finites[:1] == [0] and view.tokens[0].low.endswith(("л", "ла")))  # «Получил отказ: …»
    return leads and any(i < colon and forms(view.tokens[i].low).past for i in view.finites)


def _impossible(view: View) -> bool:
    """«такими темпами школу не сдать», «По его словам, …»: a denied verb that may be of either aspect is no order here."""
    return any(i and view.tokens[i - 1].low == "не" for i in view.infinitives) or bool(
        _VIEWS.search(view.text(0, view.infinitives[0]))
    )


_VIEWS = re.compile(
    r"(?<![\w-])(?:по (?:его |ее |их )?(?:мнению|словам|оценк|данным|убеждению)|мол|дескать|якобы)(?![\w-])"
)


def subordinate(view: View, index: int) -> bool:
    """Whether a personal verb stands in a clause that depends on another."""
    start = view.clause_start(index)
    opening = [token.low for token in view.tokens[start : start + 3]]
    return any(low in SUBORDINATORS or low in _DEPENDS or low.startswith("котор") for low in opening)


_DEPENDS = frozenset("пока хотя сколько чьи чей чья кто куда откуда как".split())


def to_people(view: View, head: Head) -> bool:
    """«Водителям объезжать участок до 1 мая»: somebody who is no body, so it is advice."""
    clause = range(view.clause_start(head.at), view.clause_end(head.at))
    if LAY_ADDRESSEES.search(view.text(clause.start, head.at)) and head.group is None and _dative(view, head.at):
        return True
    return any(
        not view.inside_mention(i) and _person(view.tokens[i].low) and not OFFICIALS.match(view.tokens[i].low)
        for i in clause
        if view.tokens[i].word and (not i or view.tokens[i - 1].low not in ("к", "по", "ко"))
    )


def _dative(view: View, end: int) -> bool:
    return any("dat" in forms(token.low).cases for token in view.tokens[:end] if token.word)


def _person(low: str) -> bool:
    known = forms(low)
    return (
        len(low) > _SHORT and known.noun and known.animate and "dat" in known.cases and not known.cases & {"nom", "acc"}
    )


def answerable(view: View, edge: int) -> Group | None:
    """«За Минздравом – норматив: …», «С акимов спрос за транспорт: …», «реестр, за который отвечает МСХ, …»: who answers."""
    for group in view.groups:
        if group.first > edge:
            return None
        if group.head.prep == "за" and group.first == 1 and view.text(group.last, group.last + 1) in _DASHES:
            return group
        if group.head.prep in _FROM and "спрос" in (view.text(group.last, group.last + 1), view.text(0, 1)):
            return group
        before = view.text(max(0, group.first - _NEAR), group.first)
        if not group.head.prep and group.head.stands("nom", "any") and _ANSWERS.search(before):
            return group
    return None


_DASHES, _FROM = frozenset("–:"), frozenset("с со".split())
_ANSWERS = re.compile(r"котор[а-я]+ (?:и )?(?:отвеча[а-я]+|занима[а-я]+|вед[уе]т|курирует)$")


def due(view: View, head: Head, memory: Memory, by_speech: bool) -> bool:
    """«Список должен висеть на сайте до 20 ноября», where a leader has just ordered: a thing, its state, a near day."""
    document, unit = view.document, view.unit
    if memory.unit_start == unit.start:
        return False  # «Ведомство прошу поднажать: заключение должно лежать на столе в апреле» is one order
    if not by_speech and not _ordered(view, head, memory):
        return False
    if _PLANNED.search(document.folded.low, unit.start, view.tokens[head.at].start):
        return False  # «В мае планируется пустить цех, до декабря должна выйти на мощность площадка»
    clause = range(view.clause_start(head.at), view.clause_end(head.at))
    words = [view.tokens[i].low for i in clause if view.tokens[i].word]
    before = [view.tokens[i].low for i in clause if i < head.at and not view.inside_mention(i)]
    told_of = view.clause_start(head.at) > 0 and _THEY.intersection(before)
    if told_of and not any(map(HUMAN_ACTS.match, words)):
        return False  # «Автобусы в пути, 5 ноября они должны выйти на линию»
    told = any(map(_MEASURES.match, words)) or any(map(_somebody, before)) or "не" in words or "бы" in words
    if told and not _none_left(view, head, words):
        return False
    first, last = view.tokens[head.lo].start, view.tokens[head.hi - 1].end
    terms = in_range(document, unit, first, last)
    days = [term.date for term in terms if term.date is not None and term.bound is Bound.UNTIL]
    if not days and (bare := weak_term(document, unit, first, last)) and bare.deadline and bare.deadline.date:
        days = [bare.deadline.date]
    return bool(days) and (days[0] - document.published).days <= _YEAR


def _none_left(view: View, head: Head, words: list[str]) -> bool:
    """«Ставлю задачу: к осени ни одной зоны без света остаться не должно»: what may not be left is the task."""
    start, low = view.tokens[view.clause_start(head.at)].start, view.document.folded.low
    return _NONE_LEFT.issubset(words) and _SET_TASK.search(low, view.unit.start, start) is not None


def _ordered(view: View, head: Head, memory: Memory) -> bool:
    """Whether the outlet's own «должен» tells an order: one was just given, somebody answers for it, or «обязан» is said."""
    document, unit = view.document, view.unit
    if established(document, unit.paragraph, view.tokens[head.at].start, memory) is None:
        return False
    obliged = head.frame is not None and head.frame.id == "obliged"
    near = memory.unit_start >= 0 and unit.paragraph - memory.paragraph <= 1
    return obliged or near or answerable(view, head.at) is not None


_YEAR = 366
_THEY = frozenset("они он она оно".split())
_SET_TASK = re.compile(r"(?<![\w-])(?:ставлю|ставим|даю) (?:[а-я]+ ){0,3}(?:задачу|задание|цель): $")
_NONE_LEFT = frozenset({"ни", "остаться", "не"})
_PLANNED = re.compile(
    r"(?<![\w-])(?:планируется|планируют|намечен[аоы]?|намечается|запланирован[аоы]?|ожидается|ожидаются|предполагается)(?![\w-])"
)
# What grows, comes of itself or is held on a day is a forecast, an aim or an event.
_MEASURES = re.compile(
    r"(?:состав|вырас|расти|возраст|дости[гч]|превы[сш]|сниз|снижа|сократ|сокраща|увелич|повы[сш]|поднять|подня[вл]|подеше|"
    r"подорожа|упасть|дойти|стать|остаться|измен|улучш|доля|объем|рост|процент|уровень|показател|состояться|пройти|пройдет|начаться|"
    r"закончиться|кончиться|продолжаться|продлиться|наступить|прийти|уйти|произойти|случиться|длиться)"
)


def _somebody(low: str) -> bool:
    """Whether a word in the nominative names people or a party of its own: «жители», «китайская сторона»."""
    known = forms(low)
    if PARTIES.match(low) and "nom" in known.cases:
        return True
    return len(low) > _SHORT and known.noun and known.animate and not known.adjective and "nom" in known.cases


_SHORT = 2  # a dictionary knows letters as initials


def timed_statements(view: View, memory: Memory | None) -> list[Head]:
    """«КРЕМ публикует тарифы, крайний срок – 24 апреля», «Минэнерго пересчитывает тариф. На всё про всё – неделя»."""
    document, unit = view.document, view.unit
    lead = chair_of(document)
    if lead is None or lead.foreign or lead.collegial:
        return []
    following = document.after(unit)
    after = following is not None and following.paragraph == unit.paragraph and following.zone is unit.zone
    said = _SAYS_TERM.search(document.folded.low, unit.start, unit.end)
    if said is None and after and following is not None:
        said = _SAYS_TERM.match(document.folded.low, following.start, following.end)
        said = said if said is not None and term_sentence(document, following) is not None else None
    if said is None or (said.group().startswith("срок") and (memory is None or memory.paragraph != unit.paragraph)):
        return []
    told = [(g, verb) for g, verb in statements(view, 0, future=False) if not _GOES_ON.match(view.tokens[verb].low)]
    return as_heads([(group, verb) for group, verb in told if any(body.code for body in group.head.bodies)])


# Work that is under way is told, not ordered: «акимат строит сад, срок – декабрь».
_GOES_ON = re.compile(
    r"(?:стро[ия]т|заверша|заканчива|вед[уе]т|продолжа|начина|работа|ремонтир|реконструир|возвод|проход|ид[уе]т)"
)


def term_after(document: Document, unit: Unit) -> bool:
    """Whether the next sentence of the paragraph names a term: «Крайний срок – 24 апреля.»"""
    after = document.after(unit)
    if after is None or after.paragraph != unit.paragraph or not document.cues(after).dated:
        return False
    return _SAYS_TERM.search(document.folded.low, after.start, after.end) is not None


def may_go_on(document: Document, number: int, span: tuple[int, int], stretch: Cues, memory: Memory) -> bool:
    """Whether a stretch without a directive word may go on with a leader's orders: infinitives, or a term by its name."""
    if stretch.all & KAZAKH:
        return False
    if stretch.all & INFINITIVE and established(document, number, span[1], memory) is not None:
        return True
    return stretch.dated and _SAYS_TERM.search(document.folded.low, *span) is not None

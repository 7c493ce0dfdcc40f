"""Who answers in an interview: the official whom the title or the opening names («Интервью с министром труда»).

Also whether a spokesman answers: what he tells of his leader's orders is how the text gives them.
"""

import re

from app.extraction.lexicon.speech import (
    ANSWERS,
    GUEST_KK,
    INTERVIEW_KK,
    INTERVIEW_OF,
    INTERVIEW_WITH,
    PRESS,
    SPOKESMEN,
)
from app.extraction.speech.people import People, Person
from app.extraction.words.folding import Folded

_OPENING, _REACH, _BEFORE = 600, 40, 90
_TITLED = re.compile(r"\s*:\s*[«\"]")
# «Министр экологии – о смоге, сайгаках и лесе»
_ABOUT = re.compile(r"[^.!?:«»–]{0,60} [–-] (?:обо|об?|про|почему|как|что|где|когда|зачем|кто|куда) ")
_SENTENCE = re.compile(r"[.!?\n:»]")


def interviewee(folded: Folded, people: People, title: Folded, titled: People) -> Person | None:
    """The official who answers; None where the text names nobody or somebody without an office."""
    for person in titled.all:
        told = _TITLED.match(title.text, title.text.find(":", person.end)) or _ABOUT.match(title.low, person.end)
        if told and _may_answer(person) and person.nominative:
            return person
    for text, known in ((title, titled), (folded, people)):
        match = INTERVIEW_WITH.search(text.low, 0, _OPENING)
        if match is not None:
            near = known.within(match.end(), match.end() + _REACH)
            if near and not PRESS.match(near[0].name.lower()):
                return near[0] if _may_answer(near[0]) else None
        if (named := _who_answers(text, known)) is not None:
            return named if _may_answer(named) else None
    return None


def _who_answers(text: Folded, known: People) -> Person | None:
    """«Президент ответил на вопросы журналистов», «Интервью министра энергетики», above the first question."""
    edge = min(_OPENING, max(0, text.text.find("\n–")) or _OPENING)
    if text.text.lstrip().startswith("–"):
        return None
    answers = ANSWERS.search(text.low, 0, edge)
    if answers is not None and (named := _subject(text, known, answers.start())) is not None:
        return named
    if (named := _who_answers_kk(text, known, edge)) is not None:
        return named
    of = INTERVIEW_OF.search(text.low, 0, edge)
    return next(iter(known.within(of.end(), of.end() + 1)), None) if of else None


def _who_answers_kk(text: Folded, known: People, edge: int) -> Person | None:
    """«Еңбек министрімен сұхбат», «Министрдің газетке берген сұхбаты», «Бүгінгі қонағымыз – облыс әкімі»."""
    for behind in INTERVIEW_KK.finditer(text.low, 0, edge):
        near = known.within(max(0, behind.start() - _REACH), behind.end())
        if near and not PRESS.match(near[-1].name.lower()):
            return near[-1]
    guest = GUEST_KK.search(text.low, 0, edge)
    near = known.within(guest.end(), guest.end() + _REACH) if guest else []
    return near[0] if near else None


def spokesman(folded: Folded, title: Folded) -> bool:
    """«Пресс-секретарь Главы государства ответил на вопросы»: the title or the opening tells that such a one speaks."""
    return any(SPOKESMEN.search(text.low, 0, _OPENING) is not None for text in (title, folded))


def layman(title: Folded, titled: People) -> bool:
    """«Экономист дал интервью»: the title names somebody without an office as who answers."""
    answers = ANSWERS.search(title.low)
    named = _subject(title, titled, answers.start()) if answers else None
    return named is not None and named.role is None


def _may_answer(person: Person) -> bool:
    return person.role is not None and not person.foreign and not person.collegial


def _subject(text: Folded, known: People, place: int) -> Person | None:
    """«Аким области Марат Ахметов ответил на вопросы»: the first nominative of the sentence that tells so."""
    ends = list(_SENTENCE.finditer(text.low, max(0, place - _BEFORE), place))
    whole = [m.end() for m in ends if m.group() != "»"]  # «… әкімі «Егемен Қазақстан» газетіне сұхбат берді»
    for start in (max((m.end() for m in ends), default=0), max(whole, default=0)):
        if (named := next((p for p in known.within(start, place) if p.nominative), None)) is not None:
            return named
    return None

"""Who leads the meeting or the trip of a text: the office that acts and speaks most, or whose paper it is.

Who gave one instruction is decided in `givers.py`.
"""

import re

from app.domain.enums import GiverRole
from app.extraction.lexicon import offices as table
from app.extraction.lexicon import vetoes
from app.extraction.speech.authors import columnist, decreed, minuted, signature
from app.extraction.speech.page import Page
from app.extraction.speech.people import RANK, Person

_LEADS = re.compile(rf"(?<![\w-])(?:{table.LEADS_RU}|{table.LEADS_KK})")
_REPORTS = re.compile(rf"[^.!?\n]{{0,60}}?(?<![\w-])(?:{table.REPORTS_RU})")
_REPORTS_END_KK = re.compile(rf"(?<![\w-]){table.REPORTS_KK}\W*$")
_CHAIRED = re.compile(rf"(?:{table.CHAIRED_RU})[^.!?\n]{{0,20}}$")
_PRESIDED = re.compile(rf"{table.PRESIDED_RU}[^.!?\n]{{0,20}}$")
_CHAIRED_KK = re.compile(
    r"[^.!?\n]{0,60}?(?:төраға|жетекшілі(?:гі|к)|басшылығымен|[дт][ае] өткен (?:[а-яәғқңөұүһі]+ ){0,2}?"
    r"(?:кеңес|жиын|жиналыс|отырыс|мәжіліс|селектор|мәслихат))"
)
_ANY_INSTITUTION = re.compile(rf"(?<![\w-])(?:{'|'.join(pattern for _, _, pattern in table.INSTITUTIONS)})")
_SENTENCE = re.compile(r"[.!?\n]")
_HISTORY = re.compile(f"{vetoes.HISTORY_RU}|{vetoes.HISTORY_KK}")
# «совещание в Администрации Президента», «послание Президента»: a body or a paper that is called after him.
_AFTER_HIM = re.compile(
    r"(?<![\w-])(?:администраци|канцеляри|управлени[а-я]+ делами|резиденци|библиотек|фонд|резерв|академи|служб[а-я]+ охраны|"
    r"приемн|госслужб[а-я]+ при|академи[а-я]+ [а-я]+ при|(?<![\w-])при)[а-я]* (?:перв[а-я]+ )?$"
)
_HAILED = re.compile(r"(?: [а-яәғқңөұүһі-]+){0,4}[,!]")  # «Аким Абайской области, до воскресенья прочистить трубы»
_RECEIVES = re.compile(r"(?<![\w-])(?:принял|приняла|принимает|заслушал|заслушала) (?:[а-я-]+ ){0,2}?$")
_TITLE_VOTES, _OPENING_VOTES, _OPENING, _PRESIDES = 3, 2, 500, 6


def chair(page: Page) -> Person | None:
    """Who leads: the office that acts and speaks most in the text, counting title and opening more."""
    votes: dict[tuple[GiverRole, bool], float] = {}
    first: dict[tuple[GiverRole, bool], Person] = {}
    for person in page.people.all:
        if person.role is None or person.collegial or greeted(page, person):
            continue
        weight = vote(page, person)
        if weight:
            key = person.role, person.foreign
            votes[key] = votes.get(key, 0) + weight + (_OPENING_VOTES if person.start < _OPENING and weight >= 1 else 0)
            first.setdefault(key, person)
    for person in page.title_people.all:
        if person.role is not None and not person.collegial and not _AFTER_HIM.search(page.title.low, 0, person.start):
            key = person.role, person.foreign
            votes[key] = votes.get(key, 0) + _TITLE_VOTES
            if key not in first:
                first[key] = next((p for p in page.people.all if (p.role, p.foreign) == key), None) or Person(
                    -1, -1, person.role, person.name, False, person.foreign
                )
    for author in (minuted(page), signature(page), decreed(page)):
        if author is not None and author.role is not None:
            key = author.role, author.foreign
            votes[key], first[key] = votes.get(key, 0) + _TITLE_VOTES, first.get(key, author)
    votes = _ours(page, votes)
    if votes:
        best = max(votes, key=lambda key: (votes[key], -RANK[key[0]]))
        return first[best]
    if columnist(page):
        return None
    institution = _institution(page)
    if institution:
        return institution
    offices = [p for p in page.people.all if p.role is not None and not p.foreign and not greeted(page, p)]
    return min(offices, key=lambda p: (RANK[p.role or GiverRole.OTHER], p.start), default=None)


def _is_guest(page: Page, person: Person) -> bool:
    """«Президент принял министра»: whom the title tells of as received."""
    return not person.nominative and _RECEIVES.search(page.title.low, 0, person.start) is not None


def _ours(page: Page, votes: dict[tuple[GiverRole, bool], float]) -> dict[tuple[GiverRole, bool], float]:
    """Votes without those of guests: whom the title tells of as received, «Президент соседней страны» beside our own."""
    guests = {(person.role, person.foreign) for person in page.title_people.all if _is_guest(page, person)}
    votes = {key: weight for key, weight in votes.items() if key not in guests} or votes
    if any(person.foreign for person in page.title_people.all):
        return votes
    return {key: weight for key, weight in votes.items() if not key[1]} or votes


def greeted(page: Page, person: Person) -> bool:
    """«Уважаемый господин Премьер-министр!»: whom a letter is for is not whose words it holds."""
    return _GREETED.search(page.folded.low, max(0, person.start - _NEAR), person.start) is not None


_GREETED = re.compile(r"(?:^|\n)\W*(?:глубоко)?уважаем(?:ый|ая) (?:господин |госпожа |товарищ )?$")
_NEAR = 40
_BESIDE_KK = re.compile(r"(?: мен| пен| бен| және|,) ")  # «комитет төрағасы мен … басшысының есебін тыңдап»


def _institution(page: Page) -> Person | None:
    """«сообщила пресс-служба Правительства»: the office behind an institution."""
    for text in (page.folded, page.title):
        if not _ANY_INSTITUTION.search(text.low):
            continue
        for role, name, pattern in table.INSTITUTIONS:
            match = re.search(rf"(?<![\w-])(?:{pattern})", text.low)
            if match:
                place = match.start() if text is page.folded else -1
                return Person(place, place if place < 0 else match.end(), role, name, False)
    return None


def vote(page: Page, person: Person) -> float:
    """How much the sentence of a person shows that he leads; computed once a person."""
    votes = page.notes.setdefault("votes", {})
    if person.start not in votes:
        votes[person.start] = _weight(page.folded.low, person)
    return float(votes[person.start])


def _weight(low: str, person: Person) -> float:
    start = max(
        (m.end() for m in _SENTENCE.finditer(low, max(0, person.start - 200), person.start)),
        default=max(0, person.start - 200),
    )
    end = next(
        (m.start() for m in _SENTENCE.finditer(low, person.end, person.end + 250)), min(len(low), person.end + 250)
    )
    sentence = low[start:end]
    if person.role is GiverRole.OTHER and _BESIDE_KK.match(low, person.end):
        return 0
    if _CHAIRED.search(low[start : person.start]) or _CHAIRED_KK.match(low[person.end : end]):
        return _PRESIDES if _PRESIDED.search(low[start : person.start]) else 3
    if not person.nominative:
        return 0
    if low[person.start - 1 : person.start] in ("«", '"') and _HAILED.match(low, person.end, end):
        return 0
    heard = person.role in (GiverRole.MINISTER, GiverRole.AKIM, GiverRole.OTHER)
    told = heard and (_REPORTS.match(low[person.end : end]) or _REPORTS_END_KK.search(low[person.end : end]))
    weight = 0.2 if told else 1 if _LEADS.search(sentence) else 0
    return 0 if weight and _HISTORY.search(sentence) else weight


def chair_of(page: Page) -> Person | None:
    """`chair`, computed once a text."""
    if "chair" not in page.notes:
        page.notes["chair"] = chair(page)
    return page.notes["chair"]

"""Who gave an instruction: the subject of its verb, the speaker, else whoever leads the meeting or the trip.

Also whose view a sentence reports. Answers are people of `offices.py`; whether they may instruct is judged elsewhere.
"""

import re
from typing import NamedTuple

from app.domain.enums import GiverRole
from app.extraction.authors import decreed, minuted, signature
from app.extraction.context import Document, Unit
from app.extraction.head import Head
from app.extraction.holders import named_with_post, said_again
from app.extraction.lexicon import nouns, speech, vetoes
from app.extraction.lexicon import offices as table
from app.extraction.morphology import forms
from app.extraction.offices import RANK, Person
from app.extraction.verdicts import own_voice
from app.extraction.view import View

_LEADS = re.compile(rf"(?<![\w-])(?:{table.LEADS_RU}|{table.LEADS_KK})")
_REPORTS = re.compile(rf"[^.!?\n]{{0,60}}?(?<![\w-])(?:{table.REPORTS_RU})")
_REPORTS_END_KK = re.compile(rf"(?<![\w-]){table.REPORTS_KK}\W*$")
_CHAIRED = re.compile(rf"(?:{table.CHAIRED_RU})[^.!?\n]{{0,20}}$")
_PRESIDED = re.compile(rf"{table.PRESIDED_RU}[^.!?\n]{{0,20}}$")
_CHAIRED_KK = re.compile(
    r"[^.!?\n]{0,60}?(?:төраға|жетекшілі(?:гі|к)|басшылығымен|[дт][ае] өткен (?:[а-яәғқңөұүһі]+ ){0,2}?"
    r"(?:кеңес|жиын|жиналыс|отырыс|мәжіліс|селектор|мәслихат))"
)
_HISTORY = re.compile(f"{vetoes.HISTORY_RU}|{vetoes.HISTORY_KK}")
_SAYS = re.compile(rf"(?<![\w-])(?:{speech.SAYS_RU})")
_OWN_VIEW = re.compile(speech.OWN_VIEW)
_OPINION = re.compile(rf"(?<![\w-])(?:{speech.OPINION})")
_BY_WORDS = re.compile(
    r"(?<![\w-])(?:по (?:словам|мнению|оценке|оценкам|убеждению|данным|информации|мысли|замыслу|версии)|со слов) "
)
_COMMISSION = re.compile(
    r"(?<![\w-])(?:комисси|групп|штаб|совет|работ|мероприяти|мер)[а-я]* $"
)  # «комиссия по оценке ущерба»
_BY_THEIR = re.compile(r"(?<![\w-])по (?:его|ее|их) (?:мнению|словам|оценке|убеждению)")
_APPROVES = re.compile(r"утвержда[а-я]+(?![а-я,])")  # «утверждает нормы», no claim
_VIEW = re.compile(r"мнени|оценк|взгляд")
_AFTERWARDS = re.compile(rf"[,–]\s*(?:как )?(?:{speech.SAYS_RU}|{speech.OPINION})[^.!?,]*")
# «…, сообщили в пресс-службе»: where the outlet has it from, nobody's own view.
_SOURCE = re.compile(speech.SOURCE)
_PRONOUN = re.compile(r"(?<![\w-])(?:он|она|ол)(?![\w-])")
_HOSTED = re.compile(rf"(?<![\w-])(?:{table.MEETINGS_RU})[а-я]* (?:[а-я-]+ ){{0,4}}?(?:{table.HOSTED_RU}) ")
_INSTITUTIONS = tuple(
    (role, name, re.compile(rf"(?<![\w-])(?:{pattern})")) for role, name, pattern in table.INSTITUTIONS
)
_NAME = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі-]+ [А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі-]+(?![\w-])")
_SENTENCE = re.compile(r"[.!?\n]")
_TITLE_VOTES, _OPENING_VOTES, _OPENING, _PRESIDES = 3, 2, 500, 6


class Reported(NamedTuple):
    """Whose words a sentence reports; person None: somebody without a name or an office."""

    person: Person | None

    @property
    def lay(self) -> bool:
        """Whether the view is of somebody who gives no instructions."""
        return self.person is None or self.person.role is None


def chair(document: Document) -> Person | None:
    """Who leads: the office that acts and speaks most in the text, counting title and opening more."""
    votes: dict[tuple[GiverRole, bool], float] = {}
    first: dict[tuple[GiverRole, bool], Person] = {}
    for person in document.people.all:
        if person.role is None or person.collegial:
            continue
        weight = _vote(document, person)
        if weight:
            key = person.role, person.foreign
            votes[key] = votes.get(key, 0) + weight + (_OPENING_VOTES if person.start < _OPENING and weight >= 1 else 0)
            first.setdefault(key, person)
    for person in document.title_people.all:
        if person.role is not None and not person.collegial:
            key = person.role, person.foreign
            votes[key] = votes.get(key, 0) + _TITLE_VOTES
            if key not in first:
                first[key] = next((p for p in document.people.all if (p.role, p.foreign) == key), None) or Person(
                    -1, -1, person.role, person.name, False, person.foreign
                )
    for author in (minuted(document), signature(document), decreed(document)):
        if author is not None and author.role is not None:
            key = author.role, author.foreign
            votes[key], first[key] = votes.get(key, 0) + _TITLE_VOTES, first.get(key, author)
    if votes:
        best = max(votes, key=lambda key: (votes[key], -RANK[key[0]]))
        return first[best]
    institution = _institution(document)
    if institution:
        return institution
    offices = [p for p in document.people.all if p.role is not None and not p.foreign]
    return min(offices, key=lambda p: (RANK[p.role or GiverRole.OTHER], p.start), default=None)


def _institution(document: Document) -> Person | None:
    """«сообщила пресс-служба Правительства»: the office behind an institution."""
    for text in (document.folded, document.title):
        for role, name, pattern in _INSTITUTIONS:
            match = pattern.search(text.low)
            if match:
                place = match.start() if text is document.folded else -1
                return Person(place, place if place < 0 else match.end(), role, name, False)
    return None


def _vote(document: Document, person: Person) -> float:
    """How much the sentence of a person shows that he leads; computed once a person."""
    votes = document.notes.setdefault("votes", {})
    if person.start not in votes:
        votes[person.start] = _weight(document.folded.low, person)
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
    if _CHAIRED.search(low[start : person.start]) or _CHAIRED_KK.match(low[person.end : end]):
        return _PRESIDES if _PRESIDED.search(low[start : person.start]) else 3
    if not person.nominative or _HISTORY.search(sentence):
        return 0
    told = _REPORTS.match(low[person.end : end]) or _REPORTS_END_KK.search(low[person.end : end])
    if told and person.role in (GiverRole.MINISTER, GiverRole.AKIM, GiverRole.OTHER):
        return 0.2
    return 1 if _LEADS.search(sentence) else 0


def chair_of(document: Document) -> Person | None:
    """`chair`, computed once a document."""
    if "chair" not in document.notes:
        document.notes["chair"] = chair(document)
    return document.notes["chair"]


def reported(view: View, at: int) -> Reported | None:
    """Whose view the words around token `at` report, inside one unit; None where nobody's."""
    document, unit = view.document, view.unit
    low, place = document.folded.low, view.tokens[at].start
    before = low[unit.start : place]
    theirs = _BY_THEIR.search(before)
    if theirs:
        return Reported(last_subject(document, unit.start, plural=" их " in theirs.group()))
    match = _BY_WORDS.search(low, unit.start, unit.end)
    if match and match.start() < place + 200 and not _COMMISSION.search(low, unit.start, match.start()):
        named = document.people.within(match.end(), match.end() + 60)
        if named:
            return Reported(named[0])
        if _VIEW.search(match.group()):
            return Reported(None)
    named = [
        p for p in document.people.within(max(place, unit.end - 60), unit.end) if p.nominative and p.role is not None
    ]
    if (
        named
        and low[max(0, named[-1].start - 3) : named[-1].start].strip() == "–"
        and not low[named[-1].end : unit.end].strip(" .!")
    ):
        return Reported(named[-1])
    tail = _AFTERWARDS.search(low, place, unit.end)
    if tail and _SOURCE.search(tail.group()):
        return None
    if tail and _tail_has_subject(document, tail):
        inside = [p for p in document.people.within(tail.start(), unit.end) if p.nominative]
        if inside:
            return Reported(inside[0])
        if _PRONOUN.search(tail.group()):
            return Reported(last_subject(document, unit.start))
        return Reported(None)
    subjects = [p for p in document.people.within(unit.start, place) if p.nominative and not p.collegial]
    for person in reversed(subjects):
        between = low[person.end : place]
        if _SAYS.search(between) or _OPINION.search(between) or _says_before(low, unit, person):
            return Reported(person)
    return _by_view(document, unit, before, alone=not subjects)


def _by_view(document: Document, unit: Unit, before: str, alone: bool) -> Reported | None:
    """Whose view words of opinion give: of a pronoun (where no subject is named: `alone`), of nobody, or the speaker's own.

    «Считаю, что …» outside of direct speech is nobody's report where the text itself is a leader's address.
    """
    views = [found for found in _OPINION.finditer(before) if not _APPROVES.match(before, found.start())]
    if not views:
        return None
    if not all(_OWN_VIEW.match(found.group()) for found in views):
        pronoun = _PRONOUN.search(before)
        return Reported(last_subject(document, unit.start)) if pronoun and alone else Reported(None)
    if unit.zone is not None and unit.zone.turn == "":
        return Reported(unit.zone.person)
    return None if own_voice(document) else Reported(None)


def _says_before(low: str, unit: Unit, person: Person) -> bool:
    """«как считает X», «сказал X,»."""
    return bool(
        re.search(
            r"(?:считает|считают|отметил[аи]?|сказал[аи]?|полагает|подчеркнул[аи]?|заявил[аи]?|добавил[аи]?)\s(?:\S+\s){0,2}$",
            low[unit.start : person.start],
        )
    )


def _tail_has_subject(document: Document, tail: re.Match[str]) -> bool:
    """The tail is an attribution of its own, not the next predicate of the same subject."""
    return bool(
        document.people.within(tail.start(), tail.end())
        or _PRONOUN.search(tail.group())
        or len(tail.group().split()) <= 4
    )


def last_subject(document: Document, place: int, plural: bool = False) -> Person | None:
    """The last person or office before a place that was a subject, of the number of the pronoun."""
    found = (p for p in document.people.before(place) if p.nominative and not p.collegial and p.plural is plural)
    return next(found, None)


def _meant(document: Document, unit: Unit, place: int) -> Person | None:
    """Whom «он» of a directive verb means: the last subject, but at the head of a paragraph the leader before a lay person."""
    last, chair = last_subject(document, place), chair_of(document)
    here = [
        p for p in document.people.within(unit.start, place) if p.role is not None and not (p.plural or p.collegial)
    ]
    if here and (last is None or last.start < unit.start):
        return here[-1]  # «Ответ главу Правительства не устроил: он поручил …»
    earlier = last is None or last.start < document.paragraphs[unit.paragraph].start
    return chair if earlier and chair is not None and (last is None or last.role is None) else last


def subject(view: View, head: Head) -> Reported | None:
    """The subject of an active verb: an office, somebody without authority, or None where nobody is named."""
    document = view.document
    tokens, at = view.tokens, head.at
    lo = view.tokens[head.lo].start if head.lo < len(tokens) else view.unit.start
    trigger = tokens[at].start
    many = tokens[at].low.endswith(("ли", "ют", "ат", "ят", "ут"))
    left = [p for p in document.people.within(lo, trigger) if p.nominative and (not many or p.plural)]
    if left:
        person = left[-1] if left[-1].role is not None or len(left) == 1 else _merged(left)
        return Reported(person if person.role is not None else _of_title(view, at) or person)
    after_end = tokens[min(len(tokens), at + 6) - 1].end
    right = [
        p
        for p in document.people.within(trigger, after_end)
        if p.nominative and _follows(view, at, p) and (not many or p.plural)
    ]
    if right:
        return Reported(right[0])
    if head.frame is not None and head.frame.id == "demand" and _body_subject(view, at):
        return Reported(None)
    if view.tokens[view.clause_start(at)].low in nouns.SOMEBODY:
        return Reported(None)
    clause = document.folded.low[tokens[max(0, view.clause_start(at))].start : tokens[min(len(tokens), at + 2) - 1].end]
    if _PRONOUN.search(clause) and not many:
        return Reported(_meant(document, view.unit, view.tokens[view.clause_start(at)].start))
    if _strange_subject(view, at) and not _by_patronymic(view, at) and not _in_term(view, at - 1):
        return Reported(_of_title(view, at) or _only_by_name(view, at))
    earlier = [] if many else [p for p in document.people.within(view.unit.start, trigger) if p.nominative]
    return Reported(earlier[-1]) if earlier else None


def _body_subject(view: View, at: int) -> bool:
    """«Энергосбыт» требует ввести ограничения»: a body right before the verb demands it; no leader does."""
    before = next((m for m in view.mentions if m.last == at), None)
    return before is not None and not before.prep and before.stands("nom", "any")


def _of_title(view: View, at: int) -> Person | None:
    """«Аким столицы проверил …» above «Женис Касымбек осмотрел …»: the title's only office is the first named person's.

    The name that stands before token `at` must be the one that opens the text.
    """
    offices = [p for p in view.document.title_people.all if p.nominative and p.role is not None and not p.collegial]
    opened = _NAME.match(view.document.folded.text)
    if len(offices) != 1 or opened is None or at < 2:
        return None
    before = view.tokens[at - 2 : at]
    return offices[0] if opened.group() == f"{before[0].text} {before[1].text}" else None


def _only_by_name(view: View, at: int) -> Person | None:
    """«По остальным Олжас Бектенов ждёт отчёт»: a name without a post is the leader's, where the text never gives it him."""
    name, document = [token.text for token in view.tokens[max(0, at - 2) : at]], view.document
    chair = chair_of(document)
    if len(name) < _TWO or chair is None or chair.foreign or not _NAME.fullmatch(" ".join(name)):
        return None
    if at > _TWO and view.tokens[at - 3].word and forms(view.tokens[at - 3].low).animate:
        return None
    return None if named_with_post(document, chair) or said_again(document, name[1]) else chair


def _merged(people: list[Person]) -> Person:
    """An office before a lay word: «глава государства на встрече с …, представитель …»: the nearest wins."""
    return people[-1]


def _follows(view: View, at: int, person: Person) -> bool:
    """«распорядился Премьер-министр»: the subject right after the verb, at most two words between."""
    between = view.document.folded.low[view.tokens[at].end : person.start].split()
    return len(between) <= 2


def _strange_subject(view: View, at: int) -> bool:
    """A noun right before the verb that could be its subject and is no office: «прокурор поручил», «кодекс обязывает»."""
    aside = view.text(max(0, at - 5), at) == ", в свою очередь,"
    place = at - (6 if aside else 1)
    while place >= 0 and view.tokens[place].word and not view.inside_mention(place):
        known = forms(view.tokens[place].low)
        if known.noun and "nom" in known.cases and (known.animate or aside or place == at - 1):
            return not known.adjective or known.animate
        if at - place > 4 or view.tokens[place].low in ("и", "а", "но", "также"):
            break
        place -= 1
    return False


def _by_patronymic(view: View, at: int) -> bool:
    """«Отчёт Олжас Абаевич ждёт от акимов»: a name and a patronymic alone are how the text calls its leader."""
    name = [token.text for token in view.tokens[max(0, at - 2) : at]]
    if len(name) < _TWO or not all(text[:1].isupper() for text in name) or not _PATRONYMIC.search(name[1]):
        return False
    before = forms(view.tokens[at - 3].low) if at > _TWO else forms("")
    return not (before.animate and "nom" in before.cases)


_TWO = 2
_PATRONYMIC = re.compile(r"(?:[оеё]вич|[оеё]вна|ичн?а|[уұ]лы|[кқ]ызы)$")


def _in_term(view: View, index: int) -> bool:
    """«к концу недели ждут»: the noun before the verb belongs to a term."""
    start = view.tokens[index].start
    return any(term.start <= start < term.end for term in view.document.deadlines(view.unit))


def _host(document: Document, unit: Unit, place: int) -> Person | None:
    """«на совещании у премьера», «на заседании под председательством вице-премьера»: whose meeting it is."""
    match = _HOSTED.search(document.folded.low, unit.start, place)
    inside = document.people.within(match.end(), min(place, match.end() + 40)) if match else []
    return next((p for p in inside if p.role is not None and not p.collegial), None)


def leader_before(document: Document, unit: Unit, place: int) -> Person | None:
    """Whose meeting the sentence names, else the last office that acts or speaks before a place here, else the chair."""
    if found := _host(document, unit, place):
        return found
    lead = chair_of(document)
    start = max(document.paragraphs[unit.paragraph].start, place - 1500)
    for person in document.people.within(start, place)[::-1]:
        if (
            person.role is not None
            and not person.foreign
            and _vote(document, person) >= 1
            and (lead is None or RANK[person.role] <= RANK[lead.role or GiverRole.OTHER] or person.role is lead.role)
        ):
            return person
    return lead

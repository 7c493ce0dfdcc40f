"""Who gave an instruction: the subject of its verb, the speaker, else whoever leads the meeting or the trip.

Also whose view a sentence reports. Answers are people of `offices.py`; whether they may instruct is judged elsewhere.
"""

import re
from typing import NamedTuple

from app.domain.enums import GiverRole
from app.extraction.lexicon import nouns, speech, vetoes
from app.extraction.lexicon import offices as table
from app.extraction.lexicon.laymen import AS_NOUNS_GENITIVE_RU
from app.extraction.parts.head import Head
from app.extraction.parts.verdicts import own_voice
from app.extraction.speech.chair import chair_of, vote
from app.extraction.speech.people import RANK, Person
from app.extraction.speech.speakers import layman
from app.extraction.speech.subordinates import in_charge
from app.extraction.text.context import Document, Unit
from app.extraction.text.holders import named_with_post, said_again
from app.extraction.text.view import View
from app.extraction.words.morphology import forms

_HISTORY = re.compile(f"{vetoes.HISTORY_RU}|{vetoes.HISTORY_KK}")
_SAYS = re.compile(rf"(?<![\w-])(?:{speech.SAYS_RU})")
_OWN_VIEW = re.compile(speech.OWN_VIEW)
_OPINION = re.compile(rf"(?<![\w-])(?:{speech.OPINION})")
_BY_WORDS = re.compile(
    r"(?<![\w-])(?:по (?:словам|мнению|оценке|оценкам|убеждению|данным|информации|мысли|замыслу|версии|"
    r"подсчетам|расчетам|прогнозам|прогнозу|наблюдениям)|со слов) "
)
_COMMISSION = re.compile(
    r"(?<![\w-])(?:комисси|групп|штаб|совет|работ|мероприяти|мер)[а-я]* $"
)  # «комиссия по оценке ущерба»
_BY_THEIR = re.compile(r"(?<![\w-])по (?:его|ее|их) (?:мнению|словам|оценке|убеждению)")
_APPROVES = re.compile(r"утвержда[а-я]+(?![а-я,])")  # «утверждает нормы», no claim
_VIEW = re.compile(r"мнени|оценк|взгляд|подсчет|расчет|прогноз|наблюден")
# «…, как обещали людям» compares, and attributes nothing
_AFTERWARDS = re.compile(
    rf"[,–]\s*(?!как (?:и )?(?:обеща|догов|услов|планиров))(?:как )?(?:{speech.SAYS_RU}|{speech.OPINION})[^.!?,]*"
)
# «…, сообщили в пресс-службе»: where the outlet has it from, nobody's own view.
_SOURCE = re.compile(speech.SOURCE)
_PRONOUN = re.compile(r"(?<![\w-])(?:он|она|ол)(?![\w-])")
_HE_SAYS = re.compile(rf"(?<![\w-])(?:он|она) (?:[а-я-]+ ){{0,3}}?(?:{speech.SAYS_RU})[а-я]*[^.!?]*, что [^.!?]*$")
_HOSTED = re.compile(rf"(?<![\w-])(?:{table.MEETINGS_RU})[а-я]* (?:[а-я-]+ ){{0,4}}?(?:{table.HOSTED_RU}) ")
_NAME = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі-]+ [А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі-]+(?![\w-])")
_TITLE_VOTES, _OPENING_VOTES, _OPENING, _PRESIDES = 3, 2, 500, 6


class Reported(NamedTuple):
    """Whose words a sentence reports; person None: somebody without a name or an office."""

    person: Person | None

    @property
    def lay(self) -> bool:
        """Whether the view is of somebody who gives no instructions."""
        return self.person is None or self.person.role is None


def reported(view: View, at: int) -> Reported | None:
    """Whose view the words around token `at` report, inside one unit; None where nobody's."""
    document, unit = view.document, view.unit
    low, place = document.folded.low, view.tokens[at].start
    before = low[unit.start : place]
    theirs = _BY_THEIR.search(before)
    if theirs:
        last = last_subject(document, unit.start, plural=" их " in theirs.group())
        return Reported(None if last is None or _another_reports(document, unit, last) else last)
    match = _BY_WORDS.search(low, unit.start, unit.end)
    if match and match.start() < place + 200 and not _COMMISSION.search(low, unit.start, match.start()):
        comma = low.find(",", match.end(), unit.end)
        named = document.people.within(match.end(), min(match.end() + 60, comma if comma > 0 else unit.end))
        if named:
            return Reported(named[0])
        if _VIEW.search(match.group()) or _of_somebody(low, match.end()):
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
    if tail and unit.zone is not None and _OWN_VIEW.match(tail.group().lstrip(",– ")):
        tail = None  # «МВД нужно, считаю, …»: the speaker's own
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
    if not subjects and _HE_SAYS.search(before):  # «Он отметил, что …»
        last = last_subject(document, unit.start)
        return Reported(None if last is None or _another_reports(document, unit, last) else last)
    if not subjects and says_plainly(document, unit.start, place):
        return Reported(None)
    return _by_view(document, unit, before, alone=not subjects)


def _of_somebody(low: str, start: int) -> bool:
    """«По словам местного фермера», «со слов заведующей»: a plain noun for a person behind."""
    words = low[start : start + _WORDS_OF].replace(",", " ").split()[:_NOUN_AND_BEFORE]
    return any(_AS_NOUN_GEN.match(word) or (forms(word).animate and "gen" in forms(word).cases) for word in words)


_WORDS_OF, _NOUN_AND_BEFORE = 60, 3
_AS_NOUN_GEN = re.compile(AS_NOUNS_GENITIVE_RU)


def says_plainly(document: Document, start: int, end: int) -> bool:
    """«Старший диспетчер пояснил: нужно …», «как отметил тренер сборной, …»: somebody without an office says it."""
    folded = document.folded
    said = _SAYS.search(folded.low, start, end)
    if said is None:
        return False
    if _AS.search(folded.low, start, said.start()):
        verb = folded.low.find(" ", said.end(), end)
        told = verb > 0 and folded.low[verb - 1] != ","  # «как уже говорилось, энергетики …» names nobody
        return told and layman(folded, verb, min(end, verb + _WORDS_OF)) is not None
    alone = "," not in folded.low[start : said.start()]
    return alone and layman(folded, start, said.start(), ahead=True) is not None


_AS = re.compile(r"(?<![\w-])как (?:и |уже |ранее )?$")


def _another_reports(document: Document, unit: Unit, last: Person) -> bool:
    """«Президент выслушал доклады. Руководитель компании сообщил о сроках. По его словам, …»: whom no table knows."""
    start = max(last.end, document.paragraphs[unit.paragraph].start)
    return somebody_reports(document, start, unit.start)


def somebody_reports(document: Document, start: int, end: int) -> bool:
    """«Начальник штаба доложил …», «О ремонте рассказала руководитель отдела»: somebody whom no table of offices knows."""
    if _REPORTER.search(document.folded.low, start, end) is not None:
        return True
    first = max(start, end - _SENTENCE)
    opens = max(document.folded.low.rfind(mark, first, max(first, end - 3)) for mark in (". ", "! ", "? ", "\n"))
    return opens > 0 and says_plainly(document, opens + 1, end)


_SENTENCE = 300
_WHO = "(?:председатель|руководитель|глава|директор|начальник|докладчик|собеседник|представитель|инженер)"
_REPORTER = re.compile(
    rf"(?:\A|(?<=\n)|(?<=[.!?] ))(?:{_WHO}(?: [а-я«»-]+){{0,5}}? (?:{table.REPORTS_RU}|отметил|добавил|признал)|"
    rf"(?:об?|как) (?:[а-я«»-]+ ){{0,6}}?(?:{table.REPORTS_RU})[а-я]{{0,2}} {_WHO})"
)


def as_deputy(person: Person | None, frame: str) -> Person | None:
    """«Заместитель акима поручил …», «Вице-министр … тапсырды»: a deputy's plain order; his mere views bind nobody."""
    return None if person is None or frame.removeprefix("kk.") not in _PLAIN_ORDERS else in_charge(person)


_PLAIN_ORDERS = frozenset("give_task instruct charge decree oblige order demand prescribe give_term".split())


def outranked(document: Document, person: Person | None) -> bool:
    """Whether somebody higher leads the meeting at which a person reports: a minister at the Prime Minister's."""
    chair = chair_of(document)
    if person is None or chair is None or chair.role is None:
        return False
    return RANK[person.role or GiverRole.OTHER] > RANK[chair.role]


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
    zone = view.unit.zone
    if (
        zone is not None
        and zone.turn == ""
        and any(t.low in ("я", "мной") for t in tokens[max(view.clause_start(at), at - 3) : at])
    ):
        return Reported(zone.person)
    if head.frame is not None and head.frame.id == "demand" and _body_subject(view, at):
        return Reported(None)
    if view.tokens[view.clause_start(at)].low in nouns.SOMEBODY:
        return Reported(None)
    first = _main_clause(view, at)
    clause = document.folded.low[tokens[first].start : tokens[min(len(tokens), at + 2) - 1].end]
    if _PRONOUN.search(clause) and not many:
        return Reported(_meant(document, view.unit, tokens[first].start))
    if _strange_subject(view, at) and not _by_patronymic(view, at) and not _in_term(view, at - 1):
        return Reported(_of_title(view, at) or _only_by_name(view, at))
    earlier = [] if many else [p for p in document.people.within(view.unit.start, trigger) if p.nominative]
    return Reported(earlier[-1]) if earlier else None


def _main_clause(view: View, at: int) -> int:
    """The first token of the clause of a verb, or of the one above it: «Он сообщил, что поручил …»."""
    first = view.clause_start(at)
    return view.clause_start(first - 2) if first > 1 and view.tokens[first].low == "что" else first


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
        if view.tokens[place].low in ("и", "а", "но", "также"):
            break  # the name of a letter is a noun, too
        known = forms(view.tokens[place].low)
        many = view.tokens[place].low[-1] in "иы" and view.tokens[at].low.endswith(_OF_ONE)  # «станции велел»
        if known.noun and "nom" in known.cases and (known.animate or (place == at - 1 and not many) or aside):
            return (not known.adjective or known.animate) and (known.animate or not _of_object(view, place))
        if at - place > 4:
            break
        place -= 1
    return False


_OF_ONE = ("л", "ла", "ет", "ит")


def _of_object(view: View, place: int) -> bool:
    """«Подготовку проекта постановления поручили МЧС»: the clause opens with an object, the noun is in its genitive."""
    known = forms(view.tokens[view.clause_start(place)].low)
    return (
        known.noun
        and "acc" in known.cases
        and "nom" not in known.cases
        and "gen" in forms(view.tokens[place].low).cases
    )


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
            and vote(document, person) >= 1
            and (lead is None or RANK[person.role] <= RANK[lead.role or GiverRole.OTHER] or person.role is lead.role)
        ):
            return person
    return lead

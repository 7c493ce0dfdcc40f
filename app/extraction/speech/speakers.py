"""Who speaks: the person whom the words of an attribution name, or the last one named before them.

Where direct speech begins and ends is looked for in `zoning.py`.
"""

import re
from itertools import islice

from app.extraction.lexicon import laymen as table
from app.extraction.lexicon.around_orders_ru import OFFICIALS
from app.extraction.lexicon.speech import SAYS_RU
from app.extraction.speech.people import People, Person
from app.extraction.words.folding import Folded
from app.extraction.words.morphology import forms, somebody

# «…, – деді штаб жетекшісі»: the office that the text has named before.
_CHAIR_KK = re.compile(
    r"(?<![\w-])(?:кеңес|комиссия|штаб|жиын|отырыс|алқа|селектор|мәжіліс)(?:тың|тің|ның|нің)? "
    r"(?:төрағасы|төрайымы|жетекшісі|басшысы)(?![\w-])|(?<![\w-])(?:төраға|төрайым|бастық|басшы)(?![\w-])"
)
PRONOUN = re.compile(r"(?<![\w-])(?:он|она|ол)(?![\w-])")


def speaker(folded: Folded, people: People, start: int, end: int, said: int | None = None) -> Person | None:
    """Who speaks by an attribution: a person in the nominative, a pronoun, or whoever it names.

    said: where the speech begins; a pronoun means nobody whom the speech itself names.
    """
    inside = people.within(start, end)
    subjects = [p for p in inside if p.nominative]
    if PRONOUN.search(folded.low, start, end) and not subjects:
        place = start if said is None else said
        last = last_person(people, place) or last_office(people, start)
        line, near = folded.text.rfind("\n", 0, place) + 1, last_office(people, place)
        if last is not None and near is not None and last.start < line <= near.start:
            last = near  # «Вопрос застал министра врасплох. «…», – сказал он»
        if _ORDERED.search(folded.low, start, end) and (leads := _leading(people, line, place)) is not None:
            return leads  # «Министр спросил, где владелец плотины. …, – распорядился он»
        return None if last is not None and _somebody_else(folded, last.end, place) else last
    if subjects:
        return strongest(subjects)
    if (plain := _plain_somebody(folded, start, end) or _plain_kazakh(folded, start, end)) is not None:
        return plain
    if _CHAIR_KK.search(folded.low, start, end):
        found = (p for p in people.before(start if said is None else said) if p.nominative and not p.plural)
        return next((p for p in found if p.role is not None and not (p.collegial or p.foreign)), None)
    named = [p for p in inside if p.role is not None]
    if named and re.search(r"цитирует|пресс-служб|словам|айтуынша|резолюц|виза |пометк|надпись", folded.low[start:end]):
        return named[0]
    return None


def _plain_somebody(folded: Folded, start: int, end: int) -> Person | None:
    """«…, – говорит пациентка», «Мастер участка заявил: «…»: a plain noun for a person, who holds no office."""
    if _LETTERS_KK.search(folded.low, start, end):
        return None
    said = _SAID.search(folded.low, start, end)
    found = layman(folded, said.end() if said else end, end)
    return found or (layman(folded, start, said.start(), ahead=True) if said else None)


def _plain_kazakh(folded: Folded, start: int, end: int) -> Person | None:
    """«…, – деді аға диспетчер», «Учаске шебері: «…», – деді»: a noun for a person, or the head of a unit that rules nobody."""
    said = _SAID_KK.search(folded.low, start, end)
    after = _PHRASE_KK.match(folded.low, said.end(), end) if said else None
    phrase = after or _PHRASE_KK.match(folded.low, start, end)
    if phrase is None or not _of_a_layman(phrase.group()):
        return None
    return Person(phrase.start(), phrase.end(), None, folded.text[phrase.start() : phrase.end()], True)


def opens_with_layman(folded: Folded, start: int, end: int) -> bool:
    """«Аға диспетчер жолды жөндеу керек деді»: whether the first words of a Kazakh sentence are such a noun."""
    words = list(islice(_WORD_KK.finditer(folded.low, start, end), _FIRST_WORDS))
    return any(_of_a_layman(folded.low[start : word.end()]) for word in words)


def _of_a_layman(phrase: str) -> bool:
    ending = phrase[-_LONGEST:]
    return _PERSON_KK.search(ending) is not None or _UNIT_HEAD_KK.search(ending) is not None


_LONGEST = 80  # characters of a noun with what stands before it
_FIRST_WORDS = 4
_K = "а-яәғқңөұүһі"
_WORD_KK = re.compile(rf"[{_K}-]+")
_SAID_KK = re.compile(
    r"(?<![\w-])(?:деді|дейді|(?:деп )?(?:айтты|атап өтті|мәлімдеді|түсіндірді|жеткізді|жауап берді|қосты)) ?"
)
_PHRASE_KK = re.compile(rf"[«\"–, ]*(?:№ ?\d+ )?(?:[{_K}-]+ ){{0,4}}?[{_K}-]+(?= ?(?:[:.,!?]|$))")
_PERSON_KK, _UNIT_HEAD_KK = re.compile(table.PERSONS_KK), re.compile(table.UNIT_HEADS_KK)


def layman(folded: Folded, start: int, end: int, *, ahead: bool = False) -> Person | None:
    """Whom the first words of a stretch name by a plain noun, with its adjectives: «местная пожилая жительница».

    ahead: the stretch opens a sentence. None where an office is named that may be a leader's.
    """
    for match in islice(_PLAIN_WORD.finditer(folded.text, start, end), _NOUN_AND_BEFORE):
        low = match.group().lower()
        known = forms(low)
        if _OF_POWER.match(low) or (OFFICIALS.match(low) and _may_lead(folded.low, match.start(), end)):
            return None
        plain = known.noun and known.animate and "nom" in known.cases and not (known.finite or known.adjective)
        if (plain and not ahead) or somebody(low) or _AS_NOUNS.match(low):
            return Person(match.start(), match.end(), None, match.group(), True)
        if not known.adjective:
            return None
    return None


def _may_lead(low: str, start: int, end: int) -> bool:
    """«руководитель», «глава ведомства», «председатель комитета»: an office that the text's leader may hold; «начальник
    отдела», «директор школы», «прокурор области» lead nobody who is spoken of."""
    return _LEADERS.match(low, start, end) is not None and _UNIT.match(low, start, end) is None


_LEADERS, _UNIT = re.compile(table.LEADING_RU), re.compile(table.OF_UNIT_RU)
_AS_NOUNS, _OF_POWER = re.compile(table.AS_NOUNS_RU), re.compile(table.OF_POWER_RU)
_NOUN_AND_BEFORE = 3  # words: «местная пожилая жительница»
_SAID = re.compile(rf"(?<![\w-])(?:{SAYS_RU})[а-я]* ?")


def _somebody_else(folded: Folded, start: int, end: int) -> bool:
    """«С ним согласна гид Сауле»: a plain noun for one person, so «она» is not the office before."""
    start = max(start, folded.text.rfind("\n", 0, end) + 1)
    if _LETTERS_KK.search(folded.low, start, end):
        return False  # «әкім сын айтты»: a Kazakh word is no Russian son
    for match in _PLAIN_WORD.finditer(folded.text, start, end):
        known = forms(match.group().lower())
        single = known.noun and known.animate and not known.plural and not known.adjective
        if single and "nom" in known.cases and not (known.finite or known.cases & _OBLIQUE):
            return True
    return False


def _leading(people: People, start: int, end: int) -> Person | None:
    """The last subject of a stretch who is in office."""
    named = (p for p in reversed(people.within(start, end)) if p.nominative and not (p.plural or p.collegial))
    return next((p for p in named if p.role is not None and not p.foreign), None)


_ORDERED = re.compile(r"(?<![\w-])(?:распорядил|поручил|приказал|велел|обязал|дал[аи]? (?:поручение|указание|задание))")
_LETTERS_KK = re.compile("[әғқңөұүһі]")
_PLAIN_WORD = re.compile(r"(?:(?<![\w-])|(?<=[.!?] )[А-Я])[а-я]{3,}(?![\w-])(?! [А-Я])|(?<![\w-])[а-я]{3,}(?= [А-Я])")
_OBLIQUE = frozenset("gen dat acc".split())


def strongest(subjects: list[Person]) -> Person:
    """The first one, but «министр … Скляр» and «глава города аким» are one person."""
    offices = [p for p in subjects if p.role is not None]
    lay = [p for p in subjects if p.role is None]
    if lay and (not offices or lay[0].start < offices[0].start):
        return lay[0]
    return offices[0]


def last_person(people: People, place: int, reach: int = 700) -> Person | None:
    """The last subject before a place."""
    return next((p for p in people.before(place, reach) if p.nominative and not p.plural and not p.collegial), None)


def last_office(people: People, place: int, reach: int = 700) -> Person | None:
    """The last office before a place in any case, where nobody was a subject: «Министра ответ не устроил. «…», – сказал он»."""
    found = (p for p in people.before(place, reach) if not p.plural and not p.collegial)
    last = next(found, None)
    return last if last is not None and last.role is not None and not last.foreign else None


def announced(folded: Folded, people: People, place: int) -> Person | None:
    """«Из поста акима столицы:» above a line that is all quote: the only office that the line above names."""
    end = place
    while end and folded.text[end - 1] in '«" \n':
        end -= 1
    if not folded.text.endswith(":", 0, end):
        return None
    first = folded.text.rfind("\n", 0, end) + 1
    named = [p for p in people.within(first, end) if not p.plural and not p.collegial]
    if _WRITTEN.search(folded.low, first, end):
        named = [p for p in named if p.role is not None]  # «Письмо жителя вернулось с резолюцией вице-премьера:»
    return named[0] if len(named) == 1 and named[0].role is not None else None


_WRITTEN = re.compile(r"(?<![\w-])(?:резолюц|виз(?:а|ой|у) |пометк|надпись)")


# How a Kazakh sentence ends: «… жөндесін», «… керек», «… бітіріңіздер», «… тапсырамын», «… басталды».
_PREDICATE = re.compile(
    r"(?:с[ыі]н|ң(?:[ыі]з)?(?:дар|дер)?|керек|қажет|тиіс|шарт|жоқ|емес|м[ыі]н|м[ыі]з|[дт][ыі]|[дт][ыі]қ|к)$"
)


def names_in_kazakh(low: str, start: int, tail: re.Match[str]) -> bool:
    """«Қазақстан темір жолы» вагон санын көбейтуі керегін айтты: words in quotes that end as no sentence does, no «деп»."""
    bare = low[slice(*tail.span("bare"))] if tail.lastgroup == "bare" and low[tail.start()] != "," else ""
    if not bare or bare.startswith("де") or not low[tail.start() - 2].isalpha():
        return False
    return bool(_LETTERS_KK.search(low, start, tail.end())) and not _PREDICATE.search(low[start : tail.start() - 1])

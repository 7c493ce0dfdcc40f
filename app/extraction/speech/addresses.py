"""Whose own words a whole text is: a Послание, «Выступление Главы государства …», «… сөйлеген сөзі», a speech without quotes.

Direct speech inside of a told text belongs to `zoning.py`, verbatim records to `transcripts.py`.
"""

import re

from app.domain.enums import GiverRole
from app.extraction.lexicon import speech
from app.extraction.speech.chair import chair_of, vote
from app.extraction.speech.lines import Paragraph, Zone
from app.extraction.speech.page import Page
from app.extraction.speech.people import Person

_TITLE = re.compile(f"{speech.ADDRESS_RU}|{speech.ADDRESS_KK}")
_TO_THE_PEOPLE, _GREETING = re.compile(speech.TO_THE_PEOPLE), re.compile(speech.GREETING)
_MYSELF, _POST, _POSTED = re.compile(speech.MYSELF), re.compile(speech.POST), re.compile(speech.POSTED)
_DISTRICT = re.compile(r"(?<![\w-])(?:район|аудан|сельск|ауыл)")
_LOWER_KK = re.compile(r"(?<![\w-])(?:ауыл|ауылдық округ|аудан|кент|округ)(?:дың|дық|ның)? $")
_LOWER = re.compile(r" (?:[а-я-]+(?:ого|его) )?(?:района|округа|села|поселка|аула)(?![\w-])")
_HOUSE_KK = re.compile(r"[^.,;\n]{0,40}?(?<![\w-])(?:орынбасар|аппарат|кеңесші|кеңсе)")
_HOUSE = re.compile(r"(?<![\w-])(?:заместител|зам|аппарат|советник|помощник)[а-я]* (?:[а-я]+ )?$")
_NEAR, _GREETED = 30, 3


def speaker_of(page: Page) -> Person | None:
    """Who speaks the whole text; None where it is told by somebody else, or spoken by nobody who gives orders."""
    if "speaker" not in page.notes:
        page.notes["speaker"] = _speaker(page)
    found: Person | None = page.notes["speaker"]
    return found


def _speaker(page: Page) -> Person | None:
    low, lines = page.folded.low, page.paragraphs
    posted = _POST.search(page.title.low) is not None
    titled = posted or _TITLE.search(page.title.low)
    greeted = any(_GREETING.match(low, line.start, line.end) for line in lines[:_GREETED])
    myself = _MYSELF.search(low) or (posted and _POSTED.search(low))
    if not (titled or greeted) or not myself or any(line.dash for line in lines):
        return None
    person = (_of_title(page) if titled else None) or chair_of(page)
    if person is None or person.role is None or person.foreign:
        return None
    told = (p for p in page.people.all if p.role is person.role and not p.foreign and vote(page, p) >= 1)
    return None if any(not (_below(page, p) or _of_his_house(page, p)) for p in told) else person


def _below(page: Page, person: Person) -> bool:
    """«… бір ауыл әкімі болды» in the words of an akim of more than a district: somebody else of that office."""
    low = page.folded.low
    if person.role is not GiverRole.AKIM or _DISTRICT.search(page.title.low):
        return False
    return bool(_LOWER_KK.search(low, max(0, person.start - _NEAR), person.start) or _LOWER.match(low, person.end))


def _of_his_house(page: Page, person: Person) -> bool:
    """«Облыс әкімінің жетекшілік ететін орынбасары», «аппарату акима»: his own office may be named in his own words."""
    low = page.folded.low
    return bool(_HOUSE_KK.match(low, person.end) or _HOUSE.search(low, max(0, person.start - _NEAR), person.start))


def _of_title(page: Page) -> Person | None:
    """The office that the title names first; nobody but the President addresses the people."""
    named = next((p for p in page.title_people.all if p.role is not None), None)
    if named is None and _TO_THE_PEOPLE.search(page.title.low):
        return Person(-1, -1, GiverRole.PRESIDENT, "Президент", nominative=False)
    return named and named._replace(start=-1, end=-1)


def around(quotes: list[Zone], paragraph: Paragraph, speaker: Person) -> list[Zone]:
    """A line of an address: the speaker's words, and between them what he quotes of others («жители сказали: «…»»)."""
    found, place = [], paragraph.start
    for quote in [*quotes, Zone(paragraph.end, paragraph.end, None)]:
        if quote.start - place > 1:
            found.append(Zone(place, quote.start, speaker, whole=True))
        found.append(quote if quote.who is not None else quote._replace(person=None))
        place = quote.end
    return found[:-1]

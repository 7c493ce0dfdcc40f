"""A text as it lies on the table: its letters, its lines, its title, and the offices and people whom it names.

Sentences, bodies and terms are laid over it in `context.py`.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from app.extraction.speech.lines import Paragraph, paragraphs
from app.extraction.speech.offices import find_people
from app.extraction.speech.people import People, Person
from app.extraction.words.folding import Folded


@dataclass
class Page:
    """One text with its title. notes: what rules have found out once for the whole text."""

    folded: Folded
    title: Folded
    published: date
    notes: dict[str, Any] = field(default_factory=dict, kw_only=True)

    @cached_property
    def people(self) -> People:
        """Offices and people of the text, the host whom only its title calls by his office among them."""
        found = find_people(self.folded, self.published)
        return _with_host(self, found) if _OPENS.match(self.folded.text) else found

    @cached_property
    def title_people(self) -> People:
        """Offices and people of the title."""
        return find_people(self.title, self.published)

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """Lines of the text."""
        return paragraphs(self.folded)


_OPENS = re.compile(r"(?P<first>[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі]+) (?P<last>[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі]{3,})(?= [а-я])")
_HOSTS = re.compile(
    r"(?<![\w-])(?:(?<=[а-я] )у|прием[а-я]*|отчет[а-я]*|день|неделя|поездк[а-я]|визит[а-я]?|объезд[а-я]?|планерк[а-я]|"
    r"совещани[а-я]|рейд[а-я]?|(?:встреч[а-я]|разговор|час|диалог|прогулк[а-я]) с) (?:[а-я]+(?:ого|его) ){0,2}$"
)


def _with_host(page: Page, found: People) -> People:
    """«День открытых дверей у акима Шымкента» above «Габит Сыздыкбеков принял …»: the name that opens the text is his."""
    offices = [p for p in page.title_people.all if p.role is not None and not (p.collegial or p.foreign or p.plural)]
    opened = _OPENS.match(page.folded.text)
    if len(offices) != 1 or opened is None or not _HOSTS.search(page.title.low, 0, offices[0].start):
        return found
    if found.within(0, opened.end()):
        return found
    surname = re.compile(rf"(?:{opened['first'].lower()} )?{opened['last'].lower()}(?P<case>а|у|ым|ом|е)?(?![\w-])")
    host = [
        Person(m.start(), m.end(), offices[0].role, offices[0].name, m["case"] is None, agent=m["case"] == "ым")
        for m in surname.finditer(page.folded.low)
    ]
    everybody = sorted([*found.all, *host], key=lambda person: person.start)
    return People(everybody, [person.start for person in everybody])

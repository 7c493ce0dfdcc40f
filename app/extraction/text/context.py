"""The text as rules see it: paragraphs, units (sentences of one speaker), their tokens and mentions, all when asked for.

Also what a generic mention stands for: «акимату области», «министерству», «управлению образования» become the last
fitting body of the text before. Looking back is bounded, so the whole stays linear.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from operator import attrgetter

from app.domain.calendar import WorkCalendar
from app.domain.directory import AgencyDirectory
from app.extraction.bodies.gazetteer import Gazetteer, gazetteer_of, russian_stem
from app.extraction.bodies.mentions import Body, Mention, find_mentions
from app.extraction.deadlines import Deadline, find_deadlines
from app.extraction.lexicon.bodies import KINDS_OF_GENERIC
from app.extraction.speech.addresses import around, speaker_of
from app.extraction.speech.chair import chair_of
from app.extraction.speech.dialogue import led, turns
from app.extraction.speech.inline import inline
from app.extraction.speech.interviews import interviewee, layman, spokesman
from app.extraction.speech.lines import Paragraph, Zone
from app.extraction.speech.long_quotes import over_lines
from app.extraction.speech.page import Page
from app.extraction.speech.people import Person
from app.extraction.speech.transcripts import in_capitals, in_talk, labels, turn
from app.extraction.speech.zoning import listed_speech, zones
from app.extraction.text.place_names import find_places
from app.extraction.words.cues import Cues, cues
from app.extraction.words.folding import fold, fold_lines
from app.extraction.words.sentences import sentences
from app.extraction.words.tokens import Token, tokenize

METROPOLIS = "мегаполис"
_LOOK_BACK = 40
_AT_LENGTH = 8  # sentences
_OPENING, _NEAR = 300, 40
# What brings in a region in passing: «соседям из …», «по примеру …», «как в …».
_PASSING = re.compile(
    r"(?<![\w-])(?:сосед[а-я]+ (?:с |из )?|из соседн[а-я]+ |по (?:примеру|опыту) |опыт[а-я]* |как (?:в|и в) |из |трасс[а-я]+ )"
    r"(?:[а-я-]+ – )?(?:област[а-я]+ |города |районов? )?$"
)
_QUESTION = 60
_LINK = re.compile(r"\w+")
_start = attrgetter("start")


@dataclass
class Unit:
    """A sentence of one speaker: text[start:end] of the folded text. zone: None in narration."""

    start: int
    end: int
    paragraph: int
    zone: Zone | None
    _tokens: list[Token] | None = None
    _mentions: list[Mention] | None = None
    _deadlines: list[Deadline] | None = None
    _cues: Cues | None = None
    _language: str = ""
    _weight: float | None = None


@dataclass
class Document(Page):
    """One text with everything that rules may ask about it."""

    directory: AgencyDirectory
    calendar: WorkCalendar
    _units: dict[int, list[Unit]] = field(default_factory=dict)
    _places: dict[int, list[tuple[int, str]]] = field(default_factory=dict)

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """Names of the directory."""
        return gazetteer_of(self.directory)

    @cached_property
    def title_mentions(self) -> list[Mention]:
        """Bodies named in the title."""
        tokens = tokenize(self.title.text, self.title.low, 0, len(self.title.text))
        return find_mentions(tokens, self.gazetteer, self.published)

    @cached_property
    def interview(self) -> bool:
        """Whether unattributed dash paragraphs take turns, some of them questions."""
        dashes = [p for p in self.paragraphs if p.dash]
        lines = [self.folded.text[p.start : p.end] for p in dashes]
        asked = sum("?" in line[-80:] or "? – " in line for line in lines)
        if len(dashes) >= 3 and asked >= 1 and led(self.folded, dashes, self.people):
            return False
        return len(dashes) >= 3 and asked >= 1 and len(dashes) >= 2 * asked - 2 and not self._lists_after_colon(dashes)

    @cached_property
    def _answers(self) -> Person | None:
        """The official who gives the interview."""
        return interviewee(self.folded, self.people, self.title, self.title_people)

    @cached_property
    def layman(self) -> bool:
        """Whether the title tells that somebody without an office answers."""
        return layman(self.title, self.title_people)

    @cached_property
    def spokesman(self) -> bool:
        """Whether a leader's spokesman speaks in the text."""
        return spokesman(self.folded, self.title)

    @cached_property
    def _asked(self) -> set[int]:
        """Dash paragraphs of an interview that ask: by their mark, or right after an answer («– Говорят, … . – Нет.»)."""
        asked: set[int] = set()
        answered = False
        for number, paragraph in enumerate(self.paragraphs):
            if not paragraph.dash:
                continue
            marked = "?" in self.folded.text[paragraph.start : paragraph.end][-_QUESTION:]
            if marked or answered:
                asked.add(number)
            answered = number not in asked
        return asked

    def _answered(self, zone: Zone, number: int, person: Person) -> Zone:
        """A turn with who speaks, where it answers."""
        if zone.turn != "answer":
            return zone
        opens = zone.start == self.paragraphs[number].start
        if opens and number in self._asked:
            return zone._replace(turn="question")
        return zone._replace(person=person, turn="", whole=True)

    def _goes_on_answering(self, number: int, person: Person) -> list[Zone]:
        """A line without a dash below an answer is still his, unless it tells of him («Премьер-министр добавил …»)."""
        line, place = self.paragraphs[number], bisect_left(self._dashes, number)
        if not 0 < place < len(self._dashes) or self._dashes[place - 1] in self._asked:
            return []
        told = any(p.role is person.role and p.nominative for p in self.people.within(line.start, line.end))
        return [] if told else [Zone(line.start, line.end, person, whole=True)]

    @cached_property
    def _dashes(self) -> list[int]:
        """Numbers of the lines that begin with a dash."""
        return [number for number, paragraph in enumerate(self.paragraphs) if paragraph.dash]

    @cached_property
    def records(self) -> dict[int, tuple[int, int]]:
        """Turns of a verbatim record: the labels of its lines by their numbers."""
        return labels(self.folded, self.paragraphs, self.people)

    @cached_property
    def secondary(self) -> bool:
        """Whether the text is somebody's account: an interview, or a retelling of one."""
        opening = self.folded.low[:_OPENING] + " " + self.title.low
        return self.interview or "интервью" in opening or "сұхбат" in opening

    def _lists_after_colon(self, dashes: list[Paragraph]) -> bool:
        return self.folded.text[: dashes[0].start].rstrip().endswith(":")

    @cached_property
    def told_at_length(self) -> bool:
        """Whether the text has enough sentences for the place and the neighbours of one to tell what it is."""
        count = 0
        for number in range(len(self.paragraphs)):
            count += len(self.units(number))
            if count >= _AT_LENGTH:
                return True
        return False

    def units(self, number: int) -> list[Unit]:
        """Sentences of a paragraph, in order."""
        if number not in self._units:
            self._units[number] = self._cut(number)
        return self._units[number]

    def _cut(self, number: int) -> list[Unit]:
        paragraph = self.paragraphs[number]
        found: list[Unit] = []
        place = paragraph.start
        found_zones = self._recorded(number) or ([] if self.interview else over_lines(self).get(number, []))
        found_zones = found_zones or ([] if self.interview else inline(self.folded, paragraph, self.people))
        found_zones = found_zones or zones(self.folded, paragraph, self.people, self.interview)
        if paragraph.dash and not found_zones and not self.interview:
            found_zones = listed_speech(self.folded, self.paragraphs, number, self.people)
            found_zones = found_zones or turns(self.folded, self.paragraphs, number, self.people)
        if self.turns:
            found_zones = self._of_record(number)
        elif (speaker := speaker_of(self)) is not None:
            found_zones = around(found_zones, paragraph, speaker)
        if self.interview and (person := self._answers):
            found_zones = [self._answered(zone, number, person) for zone in found_zones]
            found_zones = found_zones or self._goes_on_answering(number, person)
        for zone in [*found_zones, None]:
            edge = zone.start if zone else paragraph.end
            found += self._sentences(place, edge, number, None)
            if zone:
                found += self._sentences(zone.start, zone.end, number, zone)
                place = zone.end
        return found

    @cached_property
    def turns(self) -> dict[int, Zone]:
        """Turns of a record whose labels stand in capitals or before a colon, by number of line."""
        chair = chair_of(self)
        found = in_capitals(self.folded, self.paragraphs, self.people, chair)
        return found or in_talk(self.folded, self.paragraphs, self.people, chair)

    def _of_record(self, number: int) -> list[Zone]:
        """The turn of a line: of its own label, else of the last one above it."""
        if number in self.turns:
            return [self.turns[number]]
        place, line = bisect_left(self._headed, number), self.paragraphs[number]
        above = self.turns[self._headed[place - 1]] if place else None
        return [above._replace(start=line.start, end=line.end, who=None, whole=True)] if above else []

    @cached_property
    def _headed(self) -> list[int]:
        return list(self.turns)

    def _recorded(self, number: int) -> list[Zone]:
        """The turn of a verbatim record that a line is."""
        known = self.records
        if number not in known:
            return []
        return turn(self.folded, known, number, self.paragraphs[number], chair_of(self))

    def _sentences(self, start: int, end: int, number: int, zone: Zone | None) -> list[Unit]:
        if end <= start or not _LINK.search(self.folded.text, start, end):
            return []
        return [Unit(first, last, number, zone) for first, last in sentences(self.folded.text, start, end)]

    def cues(self, unit: Unit) -> Cues:
        """What the words of a unit announce."""
        if unit._cues is None:
            unit._cues = cues(self.folded.low, unit.start, unit.end)
        return unit._cues

    def tokens(self, unit: Unit) -> list[Token]:
        """Tokens of a unit."""
        if unit._tokens is None:
            unit._tokens = tokenize(self.folded.text, self.folded.low, unit.start, unit.end)
        return unit._tokens

    def mentions(self, unit: Unit) -> list[Mention]:
        """Bodies named in a unit; people who are called by name alone are added where a unit is laid open (`view.py`)."""
        if unit._mentions is None:
            unit._mentions = find_mentions(self.tokens(unit), self.gazetteer, self.published)
        return unit._mentions

    def deadlines(self, unit: Unit) -> list[Deadline]:
        """Terms of a unit, in offsets of the folded text."""
        if unit._deadlines is None and not self.cues(unit).dated:
            unit._deadlines = []
        if unit._deadlines is None:
            text = self.folded.text[unit.start : unit.end]
            unit._deadlines = find_deadlines(text, self.published, self.calendar, unit.start)
        return unit._deadlines

    def before(self, unit: Unit, reach: int = _LOOK_BACK) -> list[Unit]:
        """Units before one, the nearest first."""
        here = self.units(unit.paragraph)
        place = bisect_left(here, unit.start, key=_start)
        found = here[max(0, place - reach) : place][::-1]
        number = unit.paragraph - 1
        while number >= 0 and len(found) < reach:
            found += self.units(number)[: -reach - 1 : -1]
            number -= 1
        return found[:reach]

    def last_before(self, unit: Unit) -> Unit | None:
        """The unit right before one, in its paragraph or above."""
        here = self.units(unit.paragraph)
        place = bisect_left(here, unit.start, key=_start)
        for number in range(unit.paragraph - 1, -1, -1) if not place else ():
            if above := self.units(number):
                return above[-1]
        return here[place - 1] if place else None

    def after(self, unit: Unit) -> Unit | None:
        """The unit that follows in the same paragraph."""
        here = self.units(unit.paragraph)
        place = bisect_right(here, unit.start, key=_start)
        return here[place] if place < len(here) else None

    def quote(self, start: int, end: int) -> str:
        """Original words of a range of the folded text, on one line: what a name is in a wrapped text."""
        return " ".join(self.folded.quote(start, end).split())

    # Places -----------------------------------------------------------------------------------------------------

    def places(self, number: int) -> list[tuple[int, str]]:
        """(offset, akimat) of the regions and cities that a paragraph names."""
        if number not in self._places:
            paragraph = self.paragraphs[number]
            found = find_places(self.folded, self.gazetteer, paragraph.start, paragraph.end)
            low = self.folded.low
            self._places[number] = [p for p in found if not (self.of_shymkent and low.startswith(METROPOLIS, p[0]))]
        return self._places[number]

    @cached_property
    def of_shymkent(self) -> bool:
        """Whether Shymkent, and not Almaty, is the city of a million that the text is about: its «мегаполис»."""
        both = self.title.low + self.folded.low
        return "шымкент" in both and "алмат" not in both

    @cached_property
    def titled(self) -> list[str]:
        """Akimats of the places that the title names, in order."""
        return [code for _, code in find_places(self.title, self.gazetteer, 0, len(self.title.text))]

    def akimat_near(self, place: int, number: int, level: str) -> Body | None:
        """The akimat of the last place named before an offset; else of the title; else of the first one after."""
        for step in range(number, max(-1, number - _LOOK_BACK), -1):
            for offset, code in reversed(self.places(step)):
                body = self._of_level(code, level) if offset < place or step < number else None
                if body is not None and not self._in_passing(offset, code):
                    return body
        for code in reversed(self.titled):
            if body := self._of_level(code, level):
                return body
        for step in range(number, min(len(self.paragraphs), number + 3)):
            for offset, code in self.places(step):
                if offset >= place and (body := self._of_level(code, level)):
                    return body
        return None

    def _in_passing(self, offset: int, code: str) -> bool:
        """Whether a place is told beside the one region of the title: «соседям из области Ұлытау», a town elsewhere.

        «Балхаш» in a text about another oblast may be the lake.
        """
        agency = self.directory.by_code[code]
        home = {self.directory.by_code[known].region for known in self.titled}
        if len(home) != 1 or agency.region in home:
            return False
        town = agency.kind == "akimat_local"
        return town or _PASSING.search(self.folded.low, max(0, offset - _NEAR), offset) is not None

    def _of_level(self, code: str, level: str) -> Body | None:
        agency = self.directory.by_code[code]
        if level in ("", "oblast") and agency.kind == "akimat_local":
            region = self.directory.region_by_code.get(agency.region or "")
            agency = self.directory.by_code[region.akimat] if region else agency
        fits = {
            "": agency.kind in ("akimat_oblast", "akimat_city"),
            "oblast": agency.kind == "akimat_oblast",
            "city": agency.kind == "akimat_city" or (agency.kind == "akimat_local" and "города" in agency.ru),
            "district": agency.kind == "akimat_local" and "района" in agency.ru,
        }
        return Body(agency.code, agency.ru) if fits[level] else None


def document(text: str, published: date, directory: AgencyDirectory, calendar: WorkCalendar, title: str) -> Document:
    """A text ready for rules."""
    return Document(fold_lines(text), fold(title), published, directory, calendar)


def fitting_kinds(need: str) -> frozenset[str]:
    """Kinds of bodies that a generic noun may stand for."""
    return KINDS_OF_GENERIC.get(need, frozenset())


def same_stems(surface: str, name: str) -> bool:
    """Whether every word of a surface begins like a word of a name: «жол басқармасы», «… автомобиль жолдары басқармасы»."""
    stems = [russian_stem(word)[:6] for word in surface.lower().split() if len(word) > 2]
    words = name.lower().replace("ё", "е").split()
    return bool(stems) and all(any(word.startswith(stem) for word in words) for stem in stems)

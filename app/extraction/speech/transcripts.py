"""Turns of a verbatim record: «Председательствующий. Привезите ёмкости.», each line headed by who speaks and a point.

A line is such a turn only where several lines of the text are. Only the chair gives orders there, to whom he answers;
so it is with labels in capitals («ПРЕЗИДЕНТ: …») and before a colon, where those who speak take turns, and lines without
one go on with the last. Single labels before a colon belong to `labels.py`.
"""

import re
from collections import Counter
from itertools import pairwise

from app.domain.enums import GiverRole
from app.extraction.lexicon.speech import CHAIR_LABELS, CHAIR_WORDS, NARRATORS, SPEAKS_FOR
from app.extraction.speech.lines import Paragraph, Zone
from app.extraction.speech.people import RANK, People, Person
from app.extraction.speech.subordinates import in_charge
from app.extraction.words.folding import Folded
from app.extraction.words.morphology import forms

_LABEL = re.compile(r"(?P<who>[А-ЯӘҒҚҢӨҰҮҺІ][^:;.!?«»\"\n–]{2,90})\.\s+(?=[А-ЯӘҒҚҢӨҰҮҺІ])")
_IN_CAPITALS = re.compile(
    r"(?=[А-ЯӘҒҚҢӨҰҮҺІ][^:;!?\na-zа-яәғқңөұүһі])"  # most lines fail here
    r"(?=[^:\n]*[А-ЯӘҒҚҢӨҰҮҺІ]{4})(?P<who>(?:[А-ЯӘҒҚҢӨҰҮҺІ]\. ?){0,2}[А-ЯӘҒҚҢӨҰҮҺІ][^:;.!?\na-zа-яәғқңөұүһі(]{2,90}"
    r"(?:(?<= )[А-ЯӘҒҚҢӨҰҮҺІ]\. ?(?:[А-ЯӘҒҚҢӨҰҮҺІ]\.)?(?:, [^:;.!?\na-zа-яәғқңөұүһі(]{2,90})?)?"  # «БЕКТЕНОВ О.А.: …»
    r"(?: ?\([^()\n:]{2,80}\))?)[:.]\s+(?=\S)"
)
_BEFORE_COLON = re.compile(r"(?P<who>[А-ЯӘҒҚҢӨҰҮҺІ][^:;!?\n]{2,110}):\s+(?=\S)")
# «Олжас Бектенов, Премьер-министр: …»: a name before the office.
_NAME_BEFORE = re.compile(r"(?:[А-ЯӘҒҚҢӨҰҮҺІ](?:\.|[а-яәғқңөұүһі-]{1,30}) ?){1,3}(?:, | – | \()")
_NARRATOR = re.compile(NARRATORS)
_WORDS = re.compile(r"[^\W\d]+")
_ENOUGH = 3


def labels(folded: Folded, lines: list[Paragraph], people: People) -> dict[int, tuple[int, int]]:
    """Ranges of the labels by number of line; empty where the text is no verbatim record."""
    if not any(word in folded.low for word in CHAIR_WORDS):
        return {}
    found = {}
    for number, line in enumerate(lines):
        match = _LABEL.match(folded.text, line.start, line.end)
        if match and _speaks(folded, people, *match.span("who")):
            found[number] = match.span("who")
    chaired = any(CHAIR_LABELS.match(folded.low, start, end) for start, end in found.values())
    return found if len(found) >= _ENOUGH and chaired else {}


def _speaks(folded: Folded, people: People, start: int, end: int) -> bool:
    """Whether a label is the chair, or an office or a person in the nominative, without a verb."""
    if CHAIR_LABELS.match(folded.low, start, end):
        return True
    words = [match.group() for match in _WORDS.finditer(folded.low, start, end)]
    if any(forms(word).finite or forms(word).infinitive or forms(word).passive for word in words):
        return False
    inside = people.within(start, end)
    return bool(inside) and inside[0].start == start and inside[0].nominative


def turn(
    folded: Folded, known: dict[int, tuple[int, int]], number: int, line: Paragraph, chair: Person | None
) -> list[Zone]:
    """The speech behind the label of a line, and whom the chair answers; empty for a line without a label."""
    if number not in known:
        return []
    who = known[number]
    leads = CHAIR_LABELS.match(folded.low, *who) is not None
    start = who[1] + 1
    while start < line.end and folded.text[start].isspace():
        start += 1
    return [Zone(start, line.end, chair if leads else None, who, to=known.get(number - 1) if leads else None)]


def in_capitals(folded: Folded, lines: list[Paragraph], people: People, chair: Person | None) -> dict[int, Zone]:
    """Turns by number of line («ПРЕМЬЕР-МИНИСТР: …», «АКИМ ГОРОДА. …»); whoever is below the chair answers, and orders nobody.

    The chair is who is called so, else the highest office, the first of several. A label with an office in brackets is one.
    """
    found, spoken = {}, False
    for number, line in enumerate(lines):
        if match := _IN_CAPITALS.match(folded.text, line.start, line.end):
            start, end = match.span("who")
            named = [p for p in people.within(start, end) if p.role is not None and p.nominative]
            speaks = named or CHAIR_LABELS.match(folded.low, start, end) or SPEAKS_FOR.match(folded.low, start, end)
            if speaks or folded.text[end] == ":":  # «ПАВЛОДАР. …» is a dateline
                found[number] = Zone(match.end(), line.end, named[0] if named else None, (start, end))
                spoken = spoken or bool(speaks)
    if len(found) < _TURNS or not spoken:  # «СЛУШАЛИ: …», «РЕШИЛИ: …»: headings, of which nobody speaks
        return {}
    return _chaired(folded, found, chair) or _deputised(folded, people, found) or _answering(found, _led(folded, found))


def _chaired(folded: Folded, found: dict[int, Zone], chair: Person | None) -> dict[int, Zone]:
    """Turns of whoever is called chair, and the answers; empty where nobody is called so."""
    mine = {
        n: zone.who is not None and CHAIR_LABELS.match(folded.low, *zone.who) is not None for n, zone in found.items()
    }
    if not any(mine.values()):
        return {}
    lead = next((zone.person for n, zone in found.items() if mine[n] and zone.person), None)
    if lead is None:
        answer = min((_rank(zone) for n, zone in found.items() if not mine[n]), default=_LAST)
        known = chair is not None and chair.role is not None and RANK[chair.role] < answer
        lead = chair if known else _UNNAMED
    return _answering({n: zone._replace(person=lead) if mine[n] else zone for n, zone in found.items()}, mine)


def _led(folded: Folded, found: dict[int, Zone]) -> dict[int, bool]:
    """Whether a turn is of the highest office, the first of several."""
    first = min(found.values(), key=_rank)
    return {number: _as_lead(folded, zone, first) for number, zone in found.items()}


_UNNAMED = Person(-1, -1, GiverRole.OTHER, "Председательствующий", True)


def in_talk(folded: Folded, lines: list[Paragraph], people: People, chair: Person | None) -> dict[int, Zone]:
    """Turns by number of line of a talk («Премьер-министр: Что с углём?», «Аким области: …»), to which its leader returns.

    Whoever is below him answers; statements of several officials one after another are no talk.
    """
    found = {}
    for number, line in enumerate(lines):
        match = None if line.dash else _BEFORE_COLON.match(folded.text, line.start, line.end)
        if match and _NARRATOR.match(folded.low, match.start()):
            return {}
        if match and _names_chair(folded, people, match, line.end):
            continue
        if match and (zone := _labelled(folded, people, match)) is not None:
            found[number] = zone._replace(end=line.end)
    if len(found) >= _TALK and (chaired := _chaired(folded, found, chair)):
        return chaired
    if deputised := _deputised(folded, people, found):
        return deputised
    lead = min(found.values(), key=_rank, default=None)
    if lead is None or _rank(lead) == _LAST or len(found) < _TALK:
        return {}
    mine = {number: _as_lead(folded, zone, lead) for number, zone in found.items()}
    returns = any(mine[after] and not mine[before] for before, after in pairwise(found))
    return _answering(found, mine) if returns else {}


def _names_chair(folded: Folded, people: People, label: re.Match[str], end: int) -> bool:
    """«Төраға: облыс әкімі Е.К. Ахметов»: a heading that names who leads, of which nobody speaks."""
    if not CHAIR_LABELS.match(folded.low, *label.span("who")):
        return False
    named = people.within(label.end(), end)
    words = [word.group() for word in _WORDS.finditer(folded.low, label.end(), end)]
    return bool(named) and named[0].nominative and len(words) <= _HEADING and not any(map(_told, words))


def _told(word: str) -> bool:
    return forms(word).finite or forms(word).infinitive or forms(word).imperative or word.endswith(_MODAL_KK)


_HEADING = 7  # words
_MODAL_KK = ("керек", "қажет", "тиіс", "ңыз", "ңіз", "дар", "дер", "сын", "сін", "ды", "ді", "ты", "ті")


def _deputised(folded: Folded, people: People, found: dict[int, Zone]) -> dict[int, Zone]:
    """Turns of a talk to which a deputy returns more often than anybody («Заместитель акима области: …»); empty for others."""
    called = {number: _called(folded, zone).partition(" (")[0] for number, zone in found.items()}
    (first, turns), *others = [*Counter(called.values()).most_common(2), ("", 0)]
    who = next((zone.who for number, zone in found.items() if called[number] == first), None)
    lead = next((d for p in people.within(*who) if (d := in_charge(p))), None) if who else None
    if lead is None or turns < _TALK or turns == others[0][1]:
        return {}
    mine = {number: label == first for number, label in called.items()}
    return _answering({n: zone._replace(person=lead) if mine[n] else zone for n, zone in found.items()}, mine)


def _as_lead(folded: Folded, zone: Zone, lead: Zone) -> bool:
    """Whether a turn is of whoever leads: of several akims, the one who is called as the first of them."""
    if _rank(zone) != _rank(lead):
        return False
    called, first = (_called(folded, each) for each in (zone, lead))
    return called.startswith(first) or first.startswith(called)


def _called(folded: Folded, zone: Zone) -> str:
    """The label from its office on: «аким области» of «Ерлан Ахметов, аким области»."""
    start, end = zone.who or (zone.start, zone.start)
    return folded.low[zone.person.start if zone.person else start : end]


def _labelled(folded: Folded, people: People, match: re.Match[str]) -> Zone | None:
    """The turn behind a label that names somebody who speaks and tells nothing; None for other words before a colon."""
    start, end = match.span("who")
    words = [word.group() for word in _WORDS.finditer(folded.low, start, end)]
    if any(forms(word).finite or forms(word).infinitive or forms(word).passive for word in words):
        return None
    named = next((p for p in people.within(start, end) if p.nominative and not p.collegial), None)
    opens = named is not None and (
        named.start == start or named.end == end or _NAME_BEFORE.fullmatch(folded.text, start, named.start) is not None
    )
    if not (opens or SPEAKS_FOR.match(folded.low, start, end) or CHAIR_LABELS.match(folded.low, start, end)):
        return None
    person = named if opens and named is not None and named.role is not None else None
    return Zone(match.end(), match.end(), person, (start, end))


def _answering(found: dict[int, Zone], mine: dict[int, bool]) -> dict[int, Zone]:
    """Turns of whoever leads, each to the one who has spoken before it, and the answers."""
    done: dict[int, Zone] = {}
    last: tuple[int, int] | None = None
    for number, zone in found.items():
        done[number] = zone._replace(to=last) if mine[number] else zone._replace(person=None, turn="answer")
        last = last if mine[number] else zone.who
    return done


def _rank(turn: Zone) -> int:
    return RANK[turn.person.role] if turn.person is not None and turn.person.role is not None else _LAST


_TURNS, _TALK, _LAST = 2, 3, 99

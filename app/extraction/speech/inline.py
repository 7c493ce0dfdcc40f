"""Speech that begins inside of a line, behind a dash: «Президент обратился к министру. – Проработайте вопрос, – сказал он.»

Lines that begin with a dash belong to `zoning.py`, scenes of such lines to `dialogue.py`.
"""

import re

from app.extraction.lexicon.speech import ASKS, TURNS_TO
from app.extraction.speech.lines import Paragraph, Zone
from app.extraction.speech.people import People, Person
from app.extraction.speech.speakers import last_person, speaker
from app.extraction.speech.zoning import attributions, zones
from app.extraction.words.folding import Folded

_OPENS = re.compile(r"[.!?…»:] [–-] (?=[А-ЯӘҒҚҢӨҰҮҺІ«])")
_GOES_ON = re.compile(r"[.,!?…]? [–-] ")
_SENTENCE = re.compile(r"[.!?…»] (?=[А-ЯӘҒҚҢӨҰҮҺІ«–-])")
_LEAD_REACH = 150
_TURNS_TO = re.compile(f"{ASKS}|{TURNS_TO}")


def inline(folded: Folded, line: Paragraph, people: People) -> list[Zone]:
    """The speech of a line that begins with narration; empty where none begins behind a dash in it."""
    found: list[Zone] = []
    place, opens = line.start, None if line.dash else _OPENS.search(folded.text, line.start, line.end)
    while opens is not None:
        said = _attributed(folded, opens.end(), line.end, people) or _announced(
            folded, line.start, opens, line.end, people
        )
        if said:
            found += [*zones(folded, Paragraph(place, opens.start() + 1), people, False), *said]
            place = said[-1].end
        opens = _OPENS.search(folded.text, said[-1].end if said else opens.end(), line.end)
    return [*found, *zones(folded, Paragraph(place, line.end), people, False)] if found else []


def _attributed(folded: Folded, start: int, end: int, people: People) -> list[Zone]:
    """«Значит, убеждайте, – ответил вице-премьер. – Подключите имамов.»: up to where the narration goes on without a dash."""
    cuts = attributions(folded, start, end)
    if not cuts or _OPENS.search(folded.text, start, cuts[0][0]):
        return []
    person, found = speaker(folded, people, *cuts[0], start), list[Zone]()
    if person is None and folded.text.endswith(": – ", 0, start):  # «Вице-премьер селекторда: – …, – деді»
        person = last_person(people, start, _LEAD_REACH)
    for number, (first, last) in enumerate(cuts):
        found.append(Zone(start, first, person, cuts[0]))
        behind = _GOES_ON.match(folded.text, last, end)
        if behind is None:
            return found
        start = behind.end()
        if number + 1 == len(cuts):
            found.append(Zone(start, end, person, cuts[0]))
    return found


def _announced(folded: Folded, start: int, opens: re.Match[str], end: int, people: People) -> list[Zone]:
    """«Президент обратился к министру. – Проработайте вопрос.»: of the leader who turns to somebody, up to who is named next."""
    ends = [match.end() for match in _SENTENCE.finditer(folded.text, start, opens.start())]
    told = ends[-1] if ends else start
    leader: Person | None = next(
        (p for p in people.within(told, opens.start()) if p.nominative and p.role is not None and not p.foreign), None
    )
    if leader is None or not _TURNS_TO.search(folded.low, leader.start, opens.start() + 1):
        return []
    place = opens.end()
    for match in _SENTENCE.finditer(folded.text, opens.end(), end):
        if any(p.nominative for p in people.within(place, match.start() + 1)) and place > opens.end():
            return [Zone(opens.end(), place - 1, leader, (told, opens.start()))]
        place = match.end()
    last = place > opens.end() and any(p.nominative for p in people.within(place, end))
    return [Zone(opens.end(), place - 1 if last else end, leader, (told, opens.start()))]

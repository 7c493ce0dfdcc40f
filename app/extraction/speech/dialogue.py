"""Who speaks in dash paragraphs that name no speaker: «Премьер слушал недолго.», then «– Цифры красивые, аптеки пустые.»

The turns of a scene alternate; the first is the leader's of whom the line above tells, unless he has just asked. Interviews
and lists that a leader dictates are not looked at here.
"""

import re

from app.domain.enums import GiverRole
from app.extraction.lexicon.speech import ASKS, REPLIES
from app.extraction.speech.lines import Paragraph, Zone
from app.extraction.speech.people import RANK, People, Person
from app.extraction.speech.zoning import zones
from app.extraction.words.folding import Folded

_SENTENCE_END = re.compile(r"[.!?…]\s")
_DASH = re.compile(r"\s*[–-]\s*(?=\S)")
_PRONOUN = re.compile(r"(?<![\w-])(?:он|она)(?![\w-])")
_ASKED_BY = re.compile(rf"[–-] (?:[^–\n]{{0,40}} )?(?:{ASKS})")
_OPENING = re.compile(
    r"(?<![\w-])(?:обраща|обратил|повернул|поворачива|оборачива|обернул|взглянул|посмотрел|смотрит)[а-я]*"
)
_LONGEST = 60


def turns(folded: Folded, lines: list[Paragraph], number: int, people: People) -> list[Zone]:
    """The speech of a dash paragraph without attribution; empty where its speaker cannot be told."""
    first = number
    while first > 0 and lines[first - 1].dash and number - first < _LONGEST:
        first -= 1
    lead, who, mine = _opening(folded, lines, first, number, people)
    told = False
    for place in range(first, number):
        known = zones(folded, lines[place], people, False)
        person = known[0].person if known else None
        if known and person is not None and person.role is not None:
            mine = lead is None or RANK[person.role] <= RANK[lead.role or GiverRole.OTHER]
            mine = mine and not (lead is not None and _answers(folded, known[0]))
            lead, told = person if mine else lead, True
        elif known:
            mine, told = False, True
        elif place > first:
            mine = not mine
        if place == first and lead is None:
            return []
    if number > first:
        mine, who = not mine, None
    match = _DASH.match(folded.text, lines[number].start, lines[number].end)
    start = match.end() if match else lines[number].start
    if lead is None or lead.foreign:
        return []
    if mine:
        return [Zone(start, lines[number].end, lead, who)]
    return [Zone(start, lines[number].end, None)] if told else []


def _answers(folded: Folded, zone: Zone) -> bool:
    """«– Водоканала, – ответил аким города»: of the same rank as who leads, and still the one who was asked."""
    return zone.who is not None and REPLIES.match(folded.low, zone.who[0]) is not None


_MOVES = re.compile(
    r"(?<![\w-])(?:не )?(?:удовлетвори|устрои|убеди|впечатли)л[аио]?(?![\w-])|"
    r"(?<![\w-])(?:возмути|рассерди|разозли|расстрои|разочарова|насторожи|вывел[аио]? из себя)[а-я]*(?![\w-])"
)


def _opening(
    folded: Folded, lines: list[Paragraph], first: int, number: int, people: People
) -> tuple[Person | None, tuple[int, int] | None, bool]:
    """(leader, range of the words that bring him in, whether the first turn is his) by the line above a scene."""
    if first == 0:
        return None, None, False
    above = lines[first - 1]
    start = max((m.end() for m in _SENTENCE_END.finditer(folded.text, above.start, above.end - 1)), default=above.start)
    named = [p for p in people.within(above.start, above.end) if p.nominative and not p.collegial]
    here = [p for p in named if p.start >= start]
    if folded.text[above.end - 1] == ":":
        alone = first == number and not (number + 1 < len(lines) and lines[number + 1].dash)
        if not alone and not _OPENING.search(folded.low, start, above.end):
            return None, None, False
        if not here and _PRONOUN.search(folded.low, start, above.end):
            here = [p for p in people.before(start) if p.nominative and not p.collegial][:1]
        return (here[-1], (start, above.end), True) if here and here[-1].role else (None, None, False)
    if here:
        lead = here[-1] if here[-1].role is not None else None
        return lead, (start, above.end), not _has_asked(folded, start, above)
    if _MOVES.search(folded.low, start, above.end):  # «Ответ главу области не удовлетворил.»: his words follow
        moved = [p for p in people.within(start, above.end) if p.role is not None and not p.collegial]
        if moved:
            return moved[-1], None, True
    leaders = [p for p in named if p.role is not None]
    replied = REPLIES.match(folded.low, start, above.end)
    return (leaders[-1], None, True) if leaders and replied else (None, None, False)


def _has_asked(folded: Folded, start: int, above: Paragraph) -> bool:
    """Whether the line above ends with a question, so that the first turn answers it; «обратился к акимам.» opens his own."""
    asked = re.search(ASKS, folded.low[start : above.end])
    if asked is None:
        return False
    turned = asked.group().startswith(("обратил", "повернул"))
    return not turned or "?" in folded.text[above.start : above.end]


def led(folded: Folded, lines: list[Paragraph], people: People) -> bool:
    """Whether an official asks in a dash paragraph («– …? – спросил он»): a scene, no interview."""
    for line in lines:
        if line.dash and _ASKED_BY.search(folded.low, line.start, line.end):
            known = zones(folded, line, people, False)
            if known and known[0].person is not None and known[0].person.role is not None:
                return True
    return False

"""Officials called by surname alone: «Нагаспаеву поручено …», after the text has said what he heads.

The first place of the surname says the office; only words in the dative are looked up, so most sentences cost nothing.
"""

import re
from collections import Counter

from app.extraction.bodies.scan import Mention
from app.extraction.speech.people import Person
from app.extraction.text.context import Document, Unit
from app.extraction.text.resolution import resolve
from app.extraction.words.tokens import Token

_DATIVE = re.compile(r"(?P<stem>[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі]*(?:[еоё]в|[иы]н|ск|[бт][ае][йк]|ул))(?P<ending>у|ому|ой)$")
_NAMES = re.compile(r"[\s,–]*(?:[А-ЯӘҒҚҢӨҰҮҺІ][\w-]*\.?\s+){0,2}$")
_NEAR = 60
DATIVE = frozenset({"dat"})


def called_by_surname(document: Document, unit: Unit, tokens: list[Token], found: list[Mention]) -> list[Mention]:
    """Mentions of a sentence with those of officials whom it calls by surname alone added, in order."""
    added = []
    for index, token in enumerate(tokens):
        match = _DATIVE.match(token.text) if token.word and token.text[0].isupper() else None
        if match is None or any(m.first <= index < m.last or m.last in (index, index - 1, index - 2) for m in found):
            continue
        mention = _held_by(document, unit, match["stem"], token, index)
        if mention:
            added.append(mention)
    return sorted([*found, *added], key=lambda m: m.first) if added else found


def _held_by(document: Document, unit: Unit, stem: str, token: Token, index: int) -> Mention | None:
    text = document.folded.text
    place = text.find(stem)
    if place < 0 or place >= unit.start:
        return None
    number = next((n for n, p in enumerate(document.paragraphs) if p.start <= place < p.end), None)
    source = next((u for u in document.units(number) if u.start <= place < u.end), None) if number is not None else None
    if source is None:
        return None
    for mention in document.mentions(source):
        if _is_post(mention) and _introduces(text, mention, place, stem):
            bodies = resolve(document, source, mention)
            if bodies and (bodies[0].code or "") not in ("president", "pm"):
                return Mention(index, index + 1, token.start, token.end, DATIVE, bodies=bodies, office=True)
    return None


def _is_post(mention: Mention) -> bool:
    """An office, or a body of the register that is one («Заместитель Премьер-министра – министр …»)."""
    return mention.office or any((body.code or "").startswith("dpm") for body in mention.bodies)


def _introduces(text: str, mention: Mention, place: int, stem: str) -> bool:
    """«руководитель управления Айдар Нагаспаев», «Айдар Нагаспаев, руководитель управления»."""
    if mention.end <= place:
        return place - mention.end < _NEAR and bool(_NAMES.fullmatch(text, mention.end, place))
    return mention.start - place < _NEAR and bool(
        re.compile(re.escape(stem) + r"[а-я]{0,3}\s*[,(–]\s*").fullmatch(text, place, mention.start)
    )


def named_with_post(document: Document, leader: Person) -> bool:
    """Whether the text gives a leader's post a name («Премьер-министр Олжас Бектенов»); looked for once a text."""
    if "named_with_post" not in document.notes:
        text, people = document.folded.text, document.people.all
        named = (_FULL_NAME.match(text, person.end + 1) for person in people if person.role is leader.role)
        document.notes["named_with_post"] = any(named)
    return bool(document.notes["named_with_post"])


def said_again(document: Document, surname: str) -> bool:
    """Whether a word with a capital stands more than once in a text; all are counted at once."""
    if "capitals" not in document.notes:
        document.notes["capitals"] = Counter(_CAPITALS.findall(document.folded.text))
    return bool(document.notes["capitals"][surname] > 1)


_FULL_NAME = re.compile(r"[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі-]+ [А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі-]+(?![\w-])")
_CAPITALS = re.compile(r"(?<![\w-])[А-ЯЁӘҒҚҢӨҰҮҺІ][а-яёәғқңөұүһі-]+")

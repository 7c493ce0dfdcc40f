"""Kazakh owners that are no body of any register: «Еңбек инспекторлары … алсын», «…, ал желіні ұстайтын кәсіпорынға …».

They are called as the text calls them. Bodies belong to `mentions.py`; which words are directive to `heads.py`.
"""

import re

from app.domain.enums import ExecutorRole
from app.extraction.bodies.mentions import Body, Mention
from app.extraction.lexicon import frames_kk as table
from app.extraction.parts.head import Head
from app.extraction.parts.owners import Chosen
from app.extraction.text.view import View, in_address
from app.extraction.words.tokens import Token

_PEOPLE = re.compile(rf"(?:{table.PLAIN_OWNERS_KK})(?:лар|лер|дар|дер|тар|тер)[ыі]?$")
_MANAGERS = re.compile(rf"(?:{table.MANAGERS_KK})$")
_FIRM = re.compile(rf"(?P<noun>{table.PLAIN_FIRMS_KK})(?:лар|лер|дар|дер|тар|тер)?[ыі]?(?:на|не|ға|ге|қа|ке)$")
_FINITE = re.compile(r"[а-яәғқңөұүһі]+[дт][ыі]$")
_OPENING_BODY, _BODY_NOUN = re.compile(table.OPENING_BODY_KK), re.compile(f"{table.BODY_NOUNS_KK}(?= )")
_APPEALS = frozenset("да де та те болса".split())
_STAFF = re.compile(table.STAFF_KK)
_NAMED_FIRM = re.compile(table.NAMED_FIRM_KK)
_CONVERB = re.compile(r"[а-яәғқңөұүһі]{2,}п$")
_OPENING, _ATTRIBUTE = 3, 6


def plain_owners(view: View, head: Head) -> list[Chosen]:
    """Officials in the plural, or who runs a place («аурухана басшылығы»), where they open the clause as its subject."""
    first = next((i for i in range(head.lo, head.at) if _opens(view.tokens[i])), head.at)
    for index in range(first, min(first + _OPENING, head.at)):
        token = view.tokens[index]
        if not token.word or view.inside_mention(index):
            break
        if _PEOPLE.match(token.low) or (index > first and _MANAGERS.match(token.low)):
            if in_address(view) and index + 1 < head.at and view.tokens[index + 1].low in _APPEALS:
                return []  # «Дәрігерлер де халыққа жылы қарасын»: to all of them, and nobody's task
            return [] if _told_of(view, index, head.at) else _chosen(view, first, index, "nom")
    return _named(view, head)


def _named(view: View, head: Head) -> list[Chosen]:
    """«Аппарат басшысы … ілсін», «… алаңға «Тұрғын үй компаниясы» кепілдік бермесін»: wherever they stand in the clause."""
    start, end = view.tokens[head.lo].start, view.tokens[head.at].start
    folded = view.document.folded
    found = _STAFF.search(folded.low, start, end) or _NAMED_FIRM.search(folded.low, start, end)
    if found is None and _BODY_NOUN.search(folded.low, start, end):  # else the longer expression would try every word
        found = _OPENING_BODY.match(folded.low, start, end)
    inside = [i for i in range(head.lo, head.at) if found and found.start() <= view.tokens[i].start < found.end()]
    known = [m for m in view.mentions if m.bodies and inside and m.first <= inside[-1] and inside[0] < m.last]
    if not inside or any(body.code for mention in known for body in mention.bodies):
        return []
    commas = [i for i in range(inside[-1] + 2, head.at) if view.tokens[i].text == ","]
    if any(not (_CONVERB.match(view.tokens[i - 1].low) or view.tokens[i - 1].text[0].isupper()) for i in commas):
        return []  # «Аппарат басшысы демалыста жүр, …»
    return _chosen(view, inside[0], inside[-1], "nom")


def firm_after(view: View, start: int, end: int) -> int | None:
    """Index of a firm in the dative that «…, ал» puts between two tokens, with its attributes before it; None for none."""
    for index in range(start + 1, end):
        token = view.tokens[index]
        if token.low == "ал" and view.tokens[index - 1].text in ",;":
            found = (i for i in range(index + 1, min(index + _ATTRIBUTE, end)) if _FIRM.match(view.tokens[i].low))
            return next((i for i in found if not view.inside_mention(i)), None)
    return None


def firm(view: View, head: Head) -> list[Chosen]:
    """The firm that owns the second of two rows of a shared verb."""
    index = firm_after(view, max(head.lo - 1, 0), head.at) if head.lo else None
    return _chosen(view, index, index, "dat") if index is not None else []


def _told_of(view: View, first: int, last: int) -> bool:
    """«Дәрігерлер шаршады, демалсын»: another predicate stands between; a converb («тексеріп, …») belongs to the act."""
    commas = [i for i in range(first + 1, last) if view.tokens[i].text == ","]
    return any(_FINITE.match(view.tokens[i - 1].low) for i in commas)


def _opens(token: Token) -> bool:
    return token.word and token.low not in table.JOINERS


def _chosen(view: View, first: int, last: int, case: str) -> list[Chosen]:
    start, end = view.tokens[first].start, view.tokens[last].end
    words = view.document.quote(start, end)
    if case == "dat" and (match := _FIRM.match(view.tokens[last].low)):
        words = match["noun"].replace("кәсіпорн", "кәсіпорын")
    body = Body(None, words[:1].upper() + words[1:])
    mention = Mention(first, last + 1, start, end, frozenset({case}), bodies=(body,), language="kk")
    return [Chosen(mention, (body,), ExecutorRole.LEAD, "owner.plain_noun", view.unit)]

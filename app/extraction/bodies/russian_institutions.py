"""One institution or plant in Russian that no register lists, where it is told to act: «Экибастузской ТЭЦ», «школе № 5».

Elsewhere it is only spoken of. Several of them belong to `russian_groups.py`, companies and offices to `unregistered.py`.
"""

import re

from app.extraction.bodies.scan import Body, Mention, Scan
from app.extraction.lexicon import groups_ru as table
from app.extraction.lexicon.around_orders_ru import NOT_OWNERS_RU
from app.extraction.lexicon.metonyms import GIVEN, NEED
from app.extraction.words.morphology import forms, inflected

_INSTITUTION = re.compile(table.INSTITUTION)
_LAYMEN = re.compile(rf"(?:{NOT_OWNERS_RU})")
_DATIVE = re.compile(r"[а-я-]+(?:[оеё]му|[ое]й)$")
_ATTRIBUTES, _AHEAD = 3, 7
_OPENS = frozenset("а и также".split())
_CASES = frozenset({"dat"})


def opens_institution_ru(low: str) -> bool:
    """Whether a word may name such an institution."""
    return _INSTITUTION.match(low) is not None


def institution_ru(scan: Scan, k: int) -> Mention | None:
    """The institution whose noun is word k, with the adjectives before it and its number or name in quotes."""
    first = k
    while k - first < _ATTRIBUTES and _describes(scan, first - 1, first):
        first -= 1
    if not _told(scan, first, k):
        return None
    while scan.words[first].low in table.POINTERS and first < k:
        first += 1
    start, noun, end = scan.places[first], scan.places[k] + 1, _name_end(scan, k)
    name = inflected(_text(scan, start, noun), "nomn") + " " + _text(scan, noun, end)
    last = next((i for i in range(k + 1, len(scan.words)) if scan.places[i] >= end), len(scan.words))
    return scan.mention(first, last, _CASES, bodies=(Body(None, name[:1].upper() + name[1:].rstrip()),))


def _text(scan: Scan, start: int, end: int) -> str:
    return " ".join(token.text for token in scan.tokens[start:end]).replace("« ", "«").replace(" »", "»")


def _describes(scan: Scan, place: int, of: int) -> bool:
    if place < 0 or scan.places[of] != scan.places[place] + 1:
        return False
    low = scan.words[place].low
    return low in table.POINTERS or (_DATIVE.match(low) is not None and forms(low).adjective)


def _told(scan: Scan, first: int, k: int) -> bool:
    """Whether a word of ordering stands right before, or it opens its clause and one follows, or a dash."""
    place = scan.places[first]
    before = scan.tokens[place - 1] if place else None
    if before is not None and before.word and GIVEN.match(before.low):
        return True
    opens = before is None or not before.word or before.low in _OPENS
    if opens and any(_LAYMEN.match(token.low) for token in scan.tokens[:place]):
        return False  # «Родителям нужно договориться с ребёнком, а школе – дать условия»
    after = scan.tokens[_name_end(scan, k) :][:_AHEAD]
    stop = next((i for i, token in enumerate(after) if token.text in ",;:."), len(after))
    return opens and bool(after) and (after[0].text in ("–", "-") or any(token.low in NEED for token in after[:stop]))


def _name_end(scan: Scan, k: int) -> int:
    """Behind «№ 5», «имени Абая» or a name in quotes."""
    at = scan.places[k] + 1
    if at + 1 < len(scan.tokens) and scan.tokens[at].low == "имени" and scan.tokens[at + 1].text[0].isupper():
        return at + 2 + (at + 2 < len(scan.tokens) and scan.tokens[at + 2].text[0].isupper())
    if at + 1 < len(scan.tokens) and scan.tokens[at].text == "№":
        return at + 2
    if at < len(scan.tokens) and scan.tokens[at].text == "«":
        closed = next((i for i in range(at, min(at + 8, len(scan.tokens))) if scan.tokens[i].text == "»"), None)
        return closed + 1 if closed is not None else at
    return at

"""Several executors in Russian whom no register lists: «подведомственным организациям», «главным врачам больниц».

They are called as the text calls them, in the nominative. Groups of the register («акиматы») belong to `gazetteer.py`, trades
(«ветеринарам») to `trades.py`, Kazakh groups to `kazakh_groups.py`.
"""

import re

from app.extraction.bodies.scan import Body, Mention, Scan
from app.extraction.lexicon import groups_ru as table
from app.extraction.words.morphology import forms, inflected, nominative, number_of_genitive

_ATTRIBUTE = re.compile(rf"{table.ATTRIBUTES}(?:ые|ие|ым|им|ых|их|ыми|ими)$")
_BODY, _HEAD, _RUN = re.compile(rf"(?:{table.BODIES})"), re.compile(table.HEADS), re.compile(table.RUN_BY_HEADS)
_PLURAL = re.compile(r"[а-я-]+(?:ы|и|а|я|ые|ие|ам|ям|ым|им)$")
_CHIEF = ("главные", "главным")
_ADDRESSED = frozenset({"nom", "dat"})
_ATTRIBUTES = 3


def opens_executors_ru(low: str) -> bool:
    """Whether a word may be the first of such a group."""
    return _PLURAL.match(low) is not None and bool(
        _ATTRIBUTE.match(low) or _HEAD.match(low) or low in _CHIEF or low in table.ALONE
    )


def executors_ru(scan: Scan, k: int) -> Mention | None:
    """Executors whose first word is word k, as a subject or an addressee."""
    last = _described(scan, k) or _running(scan, k)
    if last is None:
        return None
    head = next(
        (word for word in reversed(scan.words[k:last]) if _BODY.match(word.low) or _HEAD.match(word.low)), scan.words[k]
    )
    cases = forms(head.low).cases & _ADDRESSED
    if not cases:
        return None
    behind = {word.start: word.text if word.text.isupper() else word.low for word in scan.words[k:last]}  # «ТЭЦ»
    name = " ".join(behind[w.start] if w.start > head.start else _plural(w.low) for w in scan.words[k:last])
    if head.low.endswith("а") and number_of_genitive(scan.words[last - 1].low) == "sing":
        name = inflected(name, "nomn")  # «от директора школы»
    return scan.mention(k, last, cases, bodies=(Body(None, name[:1].upper() + name[1:]),))


def _plural(low: str) -> str:
    """«ответственным», «лицам» in the nominative plural."""
    if low.endswith(("ым", "им")):
        return low[:-1] + "е"
    return nominative(low) if low.endswith("м") else low


def _described(scan: Scan, k: int) -> int | None:
    """«соответствующим экстренным службам»: behind the noun that the adjectives from word k on describe."""
    place = k
    while place < min(k + _ATTRIBUTES, len(scan.words)) and _ATTRIBUTE.match(scan.words[place].low):
        place += 1
    alone = k + 1 if scan.words[k].low in table.ALONE else None
    if place == k or place == len(scan.words) or not _adjoin(scan, k, place):
        return alone
    low = scan.words[place].low
    return place + 1 if _BODY.match(low) and _PLURAL.match(low) and forms(low).noun else alone


def _running(scan: Scan, k: int) -> int | None:
    """«главным врачам больниц», «директорам школ»: behind what they run."""
    head = k + (scan.words[k].low in _CHIEF)
    if head + 1 >= len(scan.words) or not _adjoin(scan, k, head + 1):
        return None
    noun, run = scan.words[head].low, scan.words[head + 1].low
    if not (_HEAD.match(noun) and _PLURAL.match(noun) and _RUN.match(run)) or "gen" not in forms(run).cases:
        return None
    return head + 2


def _adjoin(scan: Scan, first: int, last: int) -> bool:
    """Whether nothing stands between words first..last."""
    return scan.places[last] - scan.places[first] == last - first

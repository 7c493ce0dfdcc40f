"""Several executors in Kazakh whom no register lists: «аумақтық бөлімшелерге», «жылу беруші ұйымдар», «мектеп директорлары».

They are called as the text calls them, in the nominative. Groups of the register («әкімдіктер») belong to `gazetteer.py`.
"""

import re

from app.extraction.bodies.scan import Body, Mention, Scan
from app.extraction.lexicon import groups_kk as table

_PLURAL = re.compile(
    r"(?P<name>(?P<stem>[а-яәғқңөұүһі]{3,})(?:лар|лер|дар|дер|тар|тер)[ыі]?)(?P<case>[а-яәғқңөұүһі]{0,4})"
)
_CASES = {
    case: name
    for name, cases in {
        "nom": "", "dat": "ға ге на не", "gen": "ның нің дың дің", "acc": "ды ді н ны ні", "abl": "дан ден нан нен",
        "loc": "да де нда нде", "ins": "мен",
    }.items()
    for case in (cases.split() or [""])
}  # fmt: skip
_ATTRIBUTE, _RUN = re.compile(rf"(?:{table.ATTRIBUTES})$"), re.compile(rf"{table.RUN_BY_HEADS}$")
_REACH = 5  # words before the noun
_STEMS = table.BODIES | table.ALONE | table.HEADS
_OPENING = tuple(sorted({stem[:4] for stem in _STEMS}))


def executors_kk(scan: Scan, k: int) -> Mention | None:
    """Executors whose noun is word k; None where nothing before says which."""
    match = _PLURAL.fullmatch(scan.words[k].low)
    case = _CASES.get(match["case"]) if match else None
    if match is None or case is None or match["stem"] not in _STEMS:
        return None
    stem = match["stem"]
    pattern = _RUN if stem in table.HEADS and not _attributed(scan, k) else _ATTRIBUTE
    first = k
    while (
        first > max(0, k - _REACH)
        and scan.places[first - 1] + 1 == scan.places[first]
        and pattern.match(scan.words[first - 1].low)
    ):
        first -= 1
    if first == k and stem not in table.ALONE:
        return None
    if first and scan.words[first].low in table.OF_OBJECT and scan.places[first - 1] + 1 == scan.places[first]:
        first -= 1
    words = " ".join(word.text for word in scan.words[first:k])
    name = f"{words} {scan.words[k].text[: len(match['name'])]}".strip()
    return scan.mention(
        first, k + 1, frozenset({case}), bodies=(Body(None, name[:1].upper() + name[1:]),), language="kk"
    )


def opens_executors_kk(low: str) -> bool:
    """Whether a word may be the noun of such a group."""
    return low.startswith(_OPENING) and _PLURAL.fullmatch(low) is not None


def _attributed(scan: Scan, k: int) -> bool:
    return k > 0 and _ATTRIBUTE.match(scan.words[k - 1].low) is not None and not _RUN.match(scan.words[k - 1].low)

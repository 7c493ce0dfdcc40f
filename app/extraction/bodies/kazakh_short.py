"""Kazakh names that leave words out, and trades that stand for a body: «Қаржы нарығы агенттігі», «салықшыларға».

A shortened name is a run of words, in order, of one name of the register with its head noun. People of a trade are the
national body, or its department in the place that stands before them; which one without a place, `resolution.py` decides.
"""

import re
from functools import lru_cache

from app.extraction.bodies.kazakh_akimats import kazakh_place, kazakh_places
from app.extraction.bodies.kazakh_unregistered import kazakh_noun
from app.extraction.bodies.scan import Body, Mention, Scan
from app.extraction.lexicon.bodies import HEAD_NOUNS_KK, STAFF_KK
from app.extraction.lexicon.metonyms_kk import LOCAL_KK, NATIONWIDE_KK, TRADES_KK, TURNED_TO_KK
from app.extraction.lexicon.names_kk import AND_KK
from app.extraction.words import kazakh

_SURE_HEADS = frozenset({"комитет", "агенттік"})
_DERIVED = re.compile(r"(?:шы|ші)?(?:лық|лік|дық|дік|тық|тік)$")
_SHORTEST, _FEWEST = 4, 2
_PLURAL = re.compile(r"(?:лар|лер|дар|дер|тар|тер)")
_OF_PLACE = re.compile(r"(?:лық|лік|дық|дік|тық|тік)$")
_POSSESSED = re.compile(r"(?:[ыі]на|[ыі]не|[ыі]н[ыі]ң|[ыі]нда|[ыі]нде|[ыі]нан|[ыі]нен|[ыі]н)$")


def shortened(scan: Scan, k: int) -> Mention | None:
    """The only body of the register whose name has the words before the head noun k, in order."""
    noun, case = kazakh_noun(scan.words[k].low)
    names = scan.gazetteer.heads_kk.get(noun)
    if not names or not k:
        return None
    found: dict[str, tuple[int, bool, int]] = {}
    for code, fields in names:
        reach = _reach(scan, k, fields)
        if reach[0] and (code not in found or reach[:2] > found[code][:2]):
            found[code] = reach
    best = max((reach[:2] for reach in found.values()), default=(0, False))
    codes = [code for code, reach in found.items() if reach[:2] == best]
    agency = scan.gazetteer.directory.by_code[codes[0]] if len(codes) == 1 else None
    if agency is None or not agency.valid_on(scan.day):
        return None
    count, opens, first = found[agency.code]
    capital = scan.words[first].text[0].isupper()
    sure = count >= _FEWEST or (noun in _SURE_HEADS and capital)
    if not sure or not (capital or opens):
        return None
    return scan.mention(first, k + 1, frozenset({case}), bodies=(Body(agency.code, agency.ru),), language="kk")


def _reach(scan: Scan, k: int, fields: tuple[str, ...]) -> tuple[int, bool, int]:
    """How many words before k are words of a name, in its order; whether its first is among them; the first of them."""
    place, count, first, index = len(fields), 0, k, k - 1
    while index >= 0 and place > 0 and scan.joined(index, index + 2):
        if count and scan.words[index].low in AND_KK:
            index -= 1
            continue
        stem = scan.kazakh[index]
        match = next((n for n in range(place - 1, -1, -1) if _same_word(stem, fields[n])), -1)
        if match < 0:
            break
        place, count, first, index = match, count + 1, index, index - 1
    return count, place == 0, first


@lru_cache(maxsize=1 << 14)
def _same_word(stem: str, other: str) -> bool:
    """«қаржы» and «қаржылық» too."""
    if stem == other:
        return True
    short, long = sorted((stem, other), key=len)
    return len(short) >= _SHORTEST and long.startswith(short) and _DERIVED.fullmatch(long, len(short)) is not None


def people_of_trade(scan: Scan, k: int) -> Mention | None:
    """«Алматы полицейлеріне», «салық органдарына», «энергетиктерге»: people of a trade in the plural, organs of a field."""
    row = next((row for row in _trades().get(scan.kazakh[k], ()) if _is_row(scan, k, row)), None)
    if row is None or _turned_to(scan, k):
        return None
    stems, _, code, local = row
    first, low = k - len(stems) + 1, scan.words[k].low
    agency = scan.gazetteer.directory.by_code.get(code)
    if agency is None and code:
        return None
    codes, start = _place_before(scan, first)
    before = scan.words[first - 1].low if first else ""
    mention = scan.mention(min(first, start), k + 1, frozenset({kazakh.case_of(low)}), language="kk")
    if codes and local:
        mention.need, mention.place = f"called:{local}", codes[0]
    elif agency is None or (before in LOCAL_KK and local):
        mention.need = f"called:{local}"
    elif before in NATIONWIDE_KK or not local:
        mention.bodies = (Body(agency.code, agency.ru),)
    else:
        mention.need = f"called:{code}:{local}"
    return mention


def _is_row(scan: Scan, k: int, row: "Trade") -> bool:
    stems, many, _, _ = row
    first = k - len(stems) + 1
    if first < 0 or tuple(scan.kazakh[first : k + 1]) != stems or not scan.joined(first, k + 1):
        return False
    return not many or _PLURAL.search(scan.words[k].low) is not None


def _turned_to(scan: Scan, k: int) -> bool:
    """«полицияға хабарлау», «полиция бекеті»: what is done to a body, or what only belongs to it."""
    if k + 1 >= len(scan.words) or scan.places[k + 1] != scan.places[k] + 1:
        return False
    following = scan.words[k + 1].low
    if following.startswith(TURNED_TO_KK):
        return True
    if kazakh.stem(following) in HEAD_NOUNS_KK | STAFF_KK:  # «полиция басшылығына»
        return False
    if kazakh.case_of(scan.words[k].low) != "nom" or _PLURAL.search(scan.words[k].low):
        return False
    return (following.endswith(("ы", "і")) and kazakh.case_of(following) == "nom") or bool(_POSSESSED.search(following))


def _place_before(scan: Scan, first: int) -> tuple[list[str], int]:
    """Codes of the place that words end with before `first`, also as an adjective («шығысқазақстандық»)."""
    codes, start = kazakh_places(scan.words, first, scan.gazetteer.places)
    if codes or not first:
        return codes, start
    low = scan.words[first - 1].low
    region, taken = kazakh_place(scan.words, first - 1, "облы", scan.gazetteer.places)
    if region and scan.words[first - 1].text[0].isupper():
        return [region], first - taken
    code = scan.gazetteer.places.adjectives.get(low[: match.start()]) if (match := _OF_PLACE.search(low)) else None
    return ([code], first - 1) if code else ([], first)


Trade = tuple[tuple[str, ...], bool, str, str]


@lru_cache(maxsize=1)
def _trades() -> dict[str, list[Trade]]:
    """Rows by the stem of their last word, the longest first."""
    rows: dict[str, list[Trade]] = {}
    for name, (code, local) in sorted(TRADES_KK.items(), key=lambda item: -item[0].count(" ")):
        stems = tuple(kazakh.stem(word) for word in name.split())
        rows.setdefault(stems[-1], []).append((stems, bool(_PLURAL.search(name.split()[-1])), code, local))
    return rows


LAST_WORDS = frozenset(_trades())

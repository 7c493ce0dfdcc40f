"""A place that stands for its akimat: «властям Астаны», «Шымкентскому акимату», «Костанайской области необходимо …»."""

from app.extraction.bodies.akimats import GROUP, UNREGISTERED, place_of_adjective, places_behind
from app.extraction.bodies.scan import ANY, QUOTES, Body, Mention, Scan
from app.extraction.lexicon.metonyms import GIVEN, MUST, NEED
from app.extraction.words.morphology import forms

_POWERS = {
    "власти": frozenset({"nom", "acc"}),
    "властям": frozenset({"dat"}),
    "властей": frozenset({"gen"}),
    "властями": frozenset({"ins"}),
}
_FUSED = ("облакимат", "горакимат", "райакимат")
_ADJECTIVES = ("ский", "ского", "скому", "ским", "ская", "ской", "скую")
_LEADING = ("руководств", "руководител", "глав", "исполком", "администраци")
_OPENING, _LEADING_OR_FUSED = ("столичн", *_FUSED), (*_LEADING, *_FUSED)
_CASES = {
    "ской": frozenset({"dat", "gen", "loc", "ins"}),
    "ским": frozenset({"ins"}),
    "ская": frozenset({"nom"}),
    "скую": frozenset({"acc"}),
    "скому": frozenset({"dat"}),
    "ский": frozenset({"nom", "acc"}),
    "ского": frozenset({"gen"}),
}
_UNITS = {
    "области": frozenset({"dat", "gen", "loc"}),
    "область": frozenset({"nom", "acc"}),
    "городу": frozenset({"dat"}),
    "город": frozenset({"nom", "acc"}),
    "города": frozenset({"gen"}),
    "району": frozenset({"dat"}),
    "район": frozenset({"nom", "acc"}),
    "района": frozenset({"gen"}),
    "областью": frozenset({"ins"}),
    "городом": frozenset({"ins"}),
    "районом": frozenset({"ins"}),
}
# «вместе с областью», «региону поручено»: the one at hand.
_AT_HAND = {"областью": "oblast", "регионом": "oblast", "городом": "city", "районом": "district"}
_ADDRESSED = {"области": "oblast", "региону": "oblast", "городу": "city", "мегаполису": "city", "району": "district"}
# «руководству области», «властям города».
_OF_UNIT = {"области": "oblast", "региона": "oblast", "города": "city", "мегаполиса": "city", "района": "district"}
_TOGETHER = frozenset("вместе совместно сообща".split())
_OF_ABBREVIATION = frozenset({"dat", "nom"})
_ASKED = ("требу", "потреб", "ждут", "ждет", "жду", "ожида", "прос", "попрос")
_AHEAD = 8
_ABBREVIATED = 3


def opens_place(low: str) -> bool:
    """Whether a word may begin such a mention (adjectives in «-ский» do as well)."""
    return low in _POWERS or low in _UNITS or low in _AT_HAND or low in _ADDRESSED or low.startswith(_OPENING)


def opens_powers(low: str) -> bool:
    """Whether a word is a noun for those who run a place: «властям», «руководству», «облакимату»."""
    return low in _POWERS or low.startswith(_LEADING_OR_FUSED)


def may_be_place(low: str) -> bool:
    """Whether a word may begin a place: «Костанайской», «области», «СКО»."""
    return (
        low in _UNITS or low in _AT_HAND or low in _ADDRESSED or low.endswith(tuple(_CASES)) or len(low) == _ABBREVIATED
    )


def powers(scan: Scan, k: int) -> Mention | None:
    """«властям Астаны», «властям Абайской и Костанайской областей», «руководству Мангистауской области»."""
    low = scan.words[k].low
    leading, fused = low.startswith(_LEADING), low.startswith(_FUSED)
    if (low not in _POWERS and not leading and not fused) or k + 1 >= len(scan.words):
        return None
    codes, last = places_behind(scan.words, k + 1, scan.gazetteer.places)
    level = _OF_UNIT.get(scan.words[k + 1].low, "")
    if not codes and level and not fused and scan.joined(k, k + 2):
        return scan.mention(k, k + 2, _cases(low), need="akimat:" + level, office=leading)
    if not codes or not scan.joined(k, last) or codes[0].startswith(UNREGISTERED):
        return None
    if any(token.text in QUOTES for token in scan.tokens[scan.places[k] : scan.places[last - 1]]):
        return None  # «руководству «Семей орманы»»: a name that a place opens
    if leading and not scan.gazetteer.directory.by_code[codes[0]].kind.startswith("akimat"):
        return None
    return scan.mention(k, last, _cases(low), bodies=_bodies(scan, codes), office=leading)


def _cases(low: str) -> frozenset[str]:
    """«облакимату» is declined like «акимату»."""
    return _POWERS.get(low) or forms(low[3:] if low.startswith(_FUSED) else low).cases or ANY


def placed(scan: Scan, mention: Mention) -> Mention:
    """«местным исполнительным органам Карагандинской области»: the regions behind the name of the group are meant."""
    if mention.need.startswith("department:") and mention.language == "ru" and mention.first and not mention.place:
        before = scan.tokens[mention.first - 1].low  # «Жамбылскому управлению сельского хозяйства»
        mention.place = place_of_adjective(before, scan.gazetteer.places) if before.endswith(_ADJECTIVES) else ""
    if not mention.bodies or mention.bodies[0].code != GROUP or mention.language != "ru":
        return mention
    if scan.tokens[mention.last - 1].low in ("областей", "городов", "районов"):
        return mention  # «акиматам областей и городов Астаны, Алматы и Шымкента»
    at = next((n for n in range(len(scan.words)) if scan.places[n] >= mention.last), len(scan.words))
    if at >= len(scan.words) or scan.places[at] != mention.last:
        return mention
    codes, last = places_behind(scan.words, at, scan.gazetteer.places)
    if codes and not any(code.startswith(UNREGISTERED) for code in codes):
        end = scan.places[last - 1]
        mention.bodies, mention.last, mention.end = _bodies(scan, codes), end + 1, scan.tokens[end].end
    return mention


def _bodies(scan: Scan, codes: list[str]) -> tuple[Body, ...]:
    directory = scan.gazetteer.directory.by_code
    return tuple(Body(code, directory[code].ru) for code in dict.fromkeys(codes) if code in directory)


def place_itself(scan: Scan, k: int) -> Mention | None:
    """«Костанайской области необходимо», «поручено Мактааральскому району», «Городу Шымкенту – …», «ответственный – СКО»."""
    found = _place(scan, k)
    if found is None:
        return _at_hand(scan, k)
    code, last, cases = found
    case = _addressed(scan, k, last, cases)
    agency = scan.gazetteer.directory.by_code.get(code)
    if not case or agency is None:
        return None
    return scan.mention(k, last, frozenset({case}), bodies=(Body(agency.code, agency.ru),))


def _at_hand(scan: Scan, k: int) -> Mention | None:
    """«вместе с областью», «Региону поручено …»: the place of which the text tells."""
    low = scan.words[k].low
    if low in _AT_HAND and _partner(scan, k):
        return scan.mention(k, k + 1, frozenset({"ins"}), need="akimat:" + _AT_HAND[low])
    if low in _ADDRESSED and _addressed(scan, k, k + 1, frozenset({"dat"})):
        return scan.mention(k, k + 1, frozenset({"dat"}), need="akimat:" + _ADDRESSED[low])
    return None


def _partner(scan: Scan, k: int) -> bool:
    """«вместе с (областью)»."""
    return k > 1 and scan.words[k - 1].low in ("с", "со") and scan.words[k - 2].low in _TOGETHER


def _place(scan: Scan, k: int) -> tuple[str, int, frozenset[str]] | None:
    """The akimat of the place, the word behind, the cases in which it may stand."""
    words, places = scan.words, scan.gazetteer.places
    word, following = words[k], words[k + 1] if k + 1 < len(words) else None
    if following is None:
        return None
    if word.low in places.abbreviations:
        return (places.abbreviations[word.low], k + 1, _OF_ABBREVIATION) if word.text.isupper() else None
    if not scan.joined(k, k + 2):
        return None
    ending = next((end for end in _CASES if word.low.endswith(end)), "")
    unit = following.low.startswith(("област", "район"))
    if ending and unit and word.text[0].isupper():
        table = places.oblasts if following.low.startswith("област") else places.districts
        code = table.get(word.low[: -len(ending)] + "ск", "")
        return (code, k + 2, _CASES[ending]) if code and following.low in _UNITS else None
    if word.low not in _UNITS or not following.text[0].isupper():
        return None
    codes, last = places_behind(words, k, places)
    return (codes[0], last, _UNITS[word.low]) if len(codes) == 1 and codes[0] and codes[0][0] != "=" else None


def _addressed(scan: Scan, k: int, last: int, cases: frozenset[str]) -> str:
    """The case in which the place is told to act here; empty where it is only a place."""
    first = scan.places[k]
    before = scan.tokens[first - 1] if first else None
    opens = before is None or not before.word
    low = before.low if before is not None else ""
    ahead = [token.low for token in scan.tokens[scan.places[last - 1] + 1 :][:_AHEAD]]
    if "," in ahead:
        ahead = ahead[: ahead.index(",") + 1]
    if "dat" in cases and (
        (opens and NEED & set(ahead)) or GIVEN.match(low) or (opens and ahead[:1] in (["–"], ["-"]))
    ):
        return "dat"
    if "ins" in cases and _partner(scan, k):
        return "ins"
    if "nom" in cases:
        executor = first > 1 and low in "–-:" and scan.tokens[first - 2].low.startswith(("ответственн", "исполнител"))
        address = first > 0 and low == "«" and ahead[:1] == [","]
        must = opens and any(word.startswith(MUST) for word in ahead)
        return "nom" if executor or address or must or low == "пусть" else ""
    asked = any(token.low.startswith(_ASKED) for token in scan.words)
    return "gen" if "gen" in cases and low == "от" and asked else ""


def of_city(scan: Scan, k: int) -> Mention | None:
    """«столичным властям», «алматинскому руководству»: the adjective of a city or a region before the noun."""
    if k + 1 >= len(scan.words) or not scan.joined(k, k + 2):
        return None
    low = scan.words[k + 1].low
    if low not in _POWERS and not low.startswith(("руководств", "администраци", *_FUSED)):
        return None
    code = place_of_adjective(scan.words[k].low, scan.gazetteer.places)
    if not code:
        return None
    return scan.mention(k, k + 2, _cases(low), bodies=_bodies(scan, [code]))

"""«Акимам Акмолинской, Абай и Улытау областей» is three akimats: one head word, a list of places.

Russian has the places after the head, Kazakh before it. A head without a place stands for the last region of the text.
"""

import re
from typing import NamedTuple

from app.extraction.bodies.places import Places, adjective_stem, noun_stem
from app.extraction.lexicon.bodies import AKIM_RU
from app.extraction.lexicon.towns import TOWNS
from app.extraction.words.tokens import Token

_GROUP_WORDS = frozenset("регионов областей городов районов областям".split())
_COUNTS = frozenset("двух трех четырех пяти шести обеих обоих".split())
_COUNTED = frozenset({"областей", "городов"})
_OBLAST = frozenset("области областей обл область региона областью".split())
_CITY = frozenset("города городов г гг городу мегаполиса столицы".split())
_DISTRICT = frozenset("района районов району".split())
_VILLAGE = frozenset("села сел аула аулов поселка поселков округа округов".split())
_UNITS = _OBLAST | _CITY | _DISTRICT | _VILLAGE
_LOCAL_UNIT = {**dict.fromkeys(_DISTRICT, "района"), **dict.fromkeys(_VILLAGE, "сельского округа")}
_OF_PLACE = ("ского", "цкого")
_LIST = 8
UNREGISTERED = "="
_AND, _ALL_DISTRICTS = frozenset("и а также".split()), frozenset("районов районам".split())
# Beside places: all districts of the region are meant too, named before or behind them.
DISTRICTS, DISTRICTS_LAST = "districts", "districts:last"
_PLURAL_HEADS = ("ы", "ов", "ам", "ами", "ах")
GROUP = "grp_akimats"


class Akimat(NamedTuple):
    """words[first:last] with the head at `head`; codes, or what to look for in the text before (need).

    A place that the register lacks stands among the codes as «=Акимат … района».
    """

    first: int
    last: int
    head: int
    codes: tuple[str, ...] = ()
    need: str = ""
    language: str = "ru"
    place: str = ""


def russian_akimat(words: list[Token], k: int, places: Places) -> Akimat | None:
    """An akim or akimat that begins at word k, or «областной акимат» at k."""
    low = words[k].low
    following = words[k + 1].low if k + 1 < len(words) else ""
    if low.startswith("градоначальник"):
        return Akimat(k, k + 1, k, need="akimat:city")
    if low.startswith("глав") and following in _OBLAST | _CITY:
        return Akimat(k, k + 2, k, need="akimat:oblast" if following in _OBLAST else "akimat:city")
    if low in _HEADS_OF_REGION:
        return _head_of_region(words, k, places)
    if not AKIM_RU.match(low):
        return _adjective_akimat(words, k, places)
    plural = low.removeprefix("акимат").removeprefix("аким") in _PLURAL_HEADS
    codes, last = _places_after(words, k + 1, places)
    if codes and following == "областей" and words[k + 2].low in _CITY:
        return Akimat(k, last, k, (GROUP,))  # «акимам областей, городов Астаны, Алматы и Шымкента»
    if codes:
        behind = _districts_too(words, last)
        return Akimat(k, behind or last, k, tuple(dict.fromkeys(codes)), DISTRICTS_LAST if behind else "")
    return _without_place(words, k, plural, places)


def _districts_too(words: list[Token], j: int) -> int:
    """«акимату Петропавловска и районам», «акимам города …, а также районов»: the word behind the districts, else 0."""
    first = j
    while j < len(words) and words[j].low in _AND and j - first < len(_AND):
        j += 1
    if j == first or j >= len(words) or words[j].low not in _ALL_DISTRICTS:
        return 0
    return 0 if j + 1 < len(words) and words[j + 1].text[0].isupper() else j + 1


def _without_place(words: list[Token], k: int, plural: bool, places: Places) -> Akimat:
    """«акиму области», «акиматам регионов», «аким»: of which place the text tells elsewhere."""
    last = k + 1
    while (
        last < len(words)
        and last - k < 3
        and words[last].low.endswith(("их", "ых", "ого", "ей"))
        and last + 1 < len(words)
        and words[last + 1].low in _GROUP_WORDS
    ):
        last += 1
    following = words[last].low if last < len(words) else ""
    if plural:
        return _several(words, k, last, following, places)
    level = (
        "city"
        if following in _CITY
        else "oblast"
        if following in _OBLAST
        else "district"
        if following in _DISTRICT
        else ""
    )
    if following in _CITY | _OBLAST | _DISTRICT:
        last += 1
    else:
        last = k + 1
    return Akimat(k, last, k, need="akimat:" + level)


def _head_of_region(words: list[Token], k: int, places: Places) -> Akimat | None:
    codes, last = _places_after(words, k + 1, places)
    headed = codes and (words[last - 1].low in _OBLAST | _DISTRICT or codes[0] in places.cities.values())
    return Akimat(k, last, k, tuple(dict.fromkeys(codes))) if headed else None


# «главе Мангистауской области», «главам Абайской и Костанайской областей»; «глава Казахстана» heads no akimat.
_HEADS_OF_REGION = frozenset("глава главе главу главы главой главам".split())


def _several(words: list[Token], k: int, last: int, following: str, places: Places) -> Akimat:
    """Akims without a place: of districts, of villages, or of all regions; words[k:last] are read already."""
    if following in _DISTRICT | _VILLAGE or _rural(words, last):
        behind = last + 2 if last + 1 < len(words) and words[last + 1].low in _AND else last + 1
        if following in _DISTRICT and behind + 1 < len(words) and words[behind].low in _CITY:
            codes, end = _places_after(words, behind, places)
            if codes:  # «акимам районов и города Тараза»
                return Akimat(k, end, k, tuple(dict.fromkeys(codes)), DISTRICTS)
        last += following == "сельских"
        while last + 2 < len(words) and words[last + 1].low == "и" and words[last + 2].low in _UNITS:
            last += 2
        return Akimat(k, last + 1, k, need="districts" if following in _DISTRICT else "villages")
    if following in _COUNTS and last + 1 < len(words) and words[last + 1].low in _COUNTED:
        last += 1  # «акиматам двух областей»
    while last < len(words) and words[last].low in _GROUP_WORDS | {"и"} and _still_group(words, last):
        last += 1
    return Akimat(k, last, k, (GROUP,))


def _rural(words: list[Token], j: int) -> bool:
    return j + 1 < len(words) and words[j].low == "сельских" and words[j + 1].low in _VILLAGE


def _still_group(words: list[Token], last: int) -> bool:
    return words[last].low != "и" or (last + 1 < len(words) and words[last + 1].low in _GROUP_WORDS)


def _adjective_akimat(words: list[Token], k: int, places: Places) -> Akimat | None:
    """«областной акимат», «Акмолинский областной акимат», «Алматинский акимат»."""
    code = place_of_adjective(words[k].low, places, cities=False)
    if code and k + 3 < len(words) and words[k + 1].low == "и" and AKIM_RU.match(words[k + 3].low):
        second = place_of_adjective(words[k + 2].low, places, cities=False)
        if second and words[k + 3].low.endswith(_PLURAL_HEADS):
            return Akimat(k, k + 4, k + 3, (code, second))  # «мангистаускому и акмолинскому акимам»
    level = {"областн": "oblast", "городск": "city", "районн": "district"}.get(adjective_stem(words[k].low), "")
    j = k + 1
    group = {"районн": "districts", "сельск": "villages"}.get(adjective_stem(words[k].low.removesuffix("и")), "")
    group = group or {"районн": "districts", "сельск": "villages"}.get(words[k].low[:-2].removesuffix("и"), "")
    if group and j < len(words) and AKIM_RU.match(words[j].low) and words[j].low.endswith(_PLURAL_HEADS):
        return Akimat(k, j + 1, j, need=group)
    if words[k].low.startswith("сельск") and j < len(words) and AKIM_RU.match(words[j].low):
        return Akimat(k, j + 1, j, need="village")
    if code and j < len(words) and adjective_stem(words[j].low) == "областн":
        j += 1
    if (code or level) and j < len(words) and AKIM_RU.match(words[j].low):
        return Akimat(k, j + 1, j, (code,) if code else (), "" if code else "akimat:" + level)
    return None


def place_of_adjective(low: str, places: Places, cities: bool = True) -> str:
    """«Акмолинский», «столичному», «Шымкентскому»: the akimat of the region or the city; empty where there is none.

    cities: «алматинским» is of the city rather than of the region of that name.
    """
    plural = next((ending for ending in ("ими", "им", "их", "ий", "ие") if low.endswith("ск" + ending)), "")
    stem = adjective_stem(low.removesuffix(plural))
    if stem == "столичн":
        return places.cities.get("столиц", "")
    republican = places.cities.get(stem.removesuffix("инск"), "") if stem.endswith("инск") else ""
    if republican.startswith("akimat_") and (cities or stem not in places.oblasts):
        return republican
    if stem in places.oblasts:
        return places.oblasts[stem]
    city = stem.removesuffix("ск")
    known = places.cities.get(stem, "") or places.cities.get(noun_stem(city), "")
    return known if stem.endswith("ск") else ""


def places_behind(words: list[Token], j: int, places: Places) -> tuple[list[str], int]:
    """The places from word j on, where the first of them is named right there."""
    return _places_after(words, j, places)


def _places_after(words: list[Token], j: int, places: Places) -> tuple[list[str], int]:
    """Codes of the places from word j on, and the word after the last of them."""
    codes: list[str] = []
    last, mode = j, ""
    while j < len(words):
        low = words[j].low
        if codes and low in ("и", "а", "также"):
            j += 1
            continue
        if low in _UNITS and low not in ("столицы", "мегаполиса"):
            mode = (
                "oblast"
                if low in _OBLAST
                else "city"
                if low in _CITY
                else "district"
                if low in _DISTRICT
                else "village"
            )
            j += 1
            if codes and j - 1 == last:
                last = j
            continue
        mode = "" if codes and j + 1 < len(words) and _oblasts_follow(words, j) else mode
        code = _place(words, j, places, mode) or _unregistered(words, j, mode, bool(codes))
        if code is None:
            break
        codes.append(code)
        j += 1
        last = j
        mode = mode if mode == "city" or (mode == "district" and words[j - 2].low in _SEVERAL) else ""
        j += j + 1 < len(words) and words[j].low in ("сельского", "сельских") and words[j + 1].low in _VILLAGE
        if j < len(words) and words[j].low in _OBLAST | _DISTRICT | _VILLAGE:
            j += 1
            last = j
    return codes, last


def _oblasts_follow(words: list[Token], j: int) -> bool:
    """«г. Шымкент, Алматинской и Мангистауской областей»: behind the city an adjective, and «областей» ends the list."""
    ahead = [word.low for word in words[j : j + _FAR]]
    end = next((n for n, low in enumerate(ahead) if low in _OBLAST), None)
    return bool(end) and all(low.endswith("ской") or low == "и" for low in ahead[:end])


_FAR = 12


def _unregistered(words: list[Token], j: int, mode: str, listed: bool) -> str | None:
    """«Джангельдинского района», «района Байзак», «города Щучинска», «(Аркалыка и) Лисаковска»: the register lacks them."""
    text, low = words[j].text, words[j].low
    if not text[0].isupper() or text.isupper():
        return None
    if low.endswith(_OF_PLACE) and mode in ("", "city"):
        unit = next((w.low for w in words[j + 1 : j + _LIST] if w.low in _UNITS), "")
        return f"{UNREGISTERED}Акимат {text} {_LOCAL_UNIT[unit]}" if unit in _LOCAL_UNIT else None
    named = j + 1 < len(words) and words[j + 1].text[0].isupper()  # «аким района Кайрат Бекбосынов»
    if mode in ("district", "village") and words[j - 1].low in _DISTRICT | _VILLAGE and not named:
        return f"{UNREGISTERED}Акимат {'района' if words[j - 1].low in _SEVERAL else words[j - 1].low} {text}"
    declined = low.endswith(("у", "ю", "ом", "ем")) and low not in TOWNS  # «дирекции города Минфину …», «города Аксу»
    declined = declined and words[j - 1].low == "города"
    of_city = mode == "city" and words[j - 1].low in _CITY and not named and not declined
    if AKIM_RU.match(words[j - 1].low) or listed:
        several = listed or words[j - 1].low.endswith(_PLURAL_HEADS)  # «аким Текели Серик Оспан» has a name behind
        of_city = of_city or (low in TOWNS and (several or not named))
    if of_city or (listed and words[j - 1].low == "и" and low.endswith(("ска", "бада", "тау", "кола", "горска"))):
        return f"{UNREGISTERED}Акимат города {text}"
    alone = mode == "" and not listed and not named and low not in _CHIEFS and AKIM_RU.match(words[j - 1].low)
    of_unit = j + 1 < len(words) and words[j + 1].low in _UNITS
    if alone and not of_unit and low.endswith(("а", "я", "и", "ы")) and not _OF_SURNAME.search(low):
        return f"{UNREGISTERED}Акимат {text}"  # «акиму Шахтинска»
    return None


_CHIEFS = frozenset("глава президента премьера министра".split())  # «Обращаясь к акиму, Глава государства …»
_OF_SURNAME = re.compile(r"(?:[оеё]в|[иы]н|[уо]лы|кызы|к?енко)(?:а|ы)?$")


_SEVERAL = frozenset({"районов", "районам", "районах"})  # «акимам районов Сауран и Мактаарал»


def region_after(words: list[Token], j: int, places: Places) -> tuple[str, int]:
    """The place that a name ends with («Карагандинской области», «по городу Алматы») and the word behind it."""
    first = j + (words[j].low == "по")
    if first >= len(words):
        return "", j
    codes, last = _places_after(words, first, places)
    if codes:
        return codes[0], last if len(codes) == 1 else first + 1 + (words[first].low in _UNITS)
    return "", first + 1 if words[first].low in _OBLAST | _CITY | _DISTRICT and first == j else j


def _place(words: list[Token], j: int, places: Places, mode: str) -> str | None:
    low, text = words[j].low, words[j].text
    if not text[0].isupper() and low not in ("столицы", "мегаполиса"):
        return None
    if text.isupper() and low in places.abbreviations:
        return places.abbreviations[low]
    after = words[j + 1].low if j + 1 < len(words) else ""
    adjective, noun = adjective_stem(low), noun_stem(low)
    if after in _DISTRICT and adjective in places.districts:
        return places.districts[adjective]
    if (
        low.endswith(_OF_PLACE)
        and next((w.low for w in words[j + 1 : j + _LIST] if w.low in _UNITS), "") in _LOCAL_UNIT
    ):
        return places.districts.get(adjective)  # «Жамбылского и Таласского районов»: no oblast is masculine
    if mode == "district":
        return places.districts.get(noun)
    if mode == "city":
        return places.cities.get(noun)
    if mode == "oblast":
        return places.oblasts.get(noun) or places.oblasts.get(adjective)
    if adjective != low and adjective in places.oblasts:
        return places.oblasts[adjective]
    if noun in places.oblasts and (after in _OBLAST or after in ("и", "мен")):
        return places.oblasts[noun]
    return places.cities.get(noun) or places.oblasts.get(noun)

"""«Абай облысы мен Шығыс Қазақстан облысының әкімдері»: akims and akimats in Kazakh, whose places stand before the head.

Also who else stands for a place («басшылығы», «билігі», «жергілікті атқарушы органдары»), and its nicknames («елорда»).
Russian akimats belong to `akimats.py`.
"""

from app.extraction.bodies.akimats import GROUP, UNREGISTERED, Akimat
from app.extraction.bodies.places import Places, noun_stem
from app.extraction.lexicon.bodies import AKIM_KK
from app.extraction.lexicon.names_kk import AND_KK, EVERY_KK, NICKNAMED_CITIES_KK
from app.extraction.words import kazakh
from app.extraction.words.tokens import Token

_LEVELS_KK = (("облыс", "oblast"), ("қала", "city"), ("аудан", "district"), ("өңір", "oblast"), ("аймақ", "oblast"))
_UNITS_KK = (("қаласы", "города"), ("қалалары", "города"), ("ауданы", "района"), ("аудандары", "района"))
_KINDS_KK = (
    ("облыс", "облы"), ("өңір", "облы"), ("өлке", "облы"), ("қала", "қала"), ("шаһар", "қала"), ("аудан", "ауда"),
)  # fmt: skip
_MANY_KK = tuple(
    f"{unit}{many}" for unit in ("облыс", "өңір", "аймақ", "қала", "аудан") for many in ("лар", "лер", "тар", "дар")
)
_POWER_KK = frozenset({"жергілікті", "атқарушы", "билік", "өкілетті"})


def kazakh_akimat(words: list[Token], k: int, places: Places) -> Akimat | None:
    """«Абай облысы мен Шығыс Қазақстан облысының әкімдері», «әкім аппаратына»: the head at word k, places before it."""
    found, last = _akimat(words, k, places), k + 1
    office = words[last].low if found is not None and last < len(words) else ""
    headed = last + 1 < len(words) and words[last + 1].low.startswith("басшысы")
    if office.startswith(("аппараты", "аппараттары")) or (office == "аппарат" and headed):
        last += 1 + headed
    return found._replace(last=last, head=last - 1) if found is not None and last > k + 1 else found


def _akimat(words: list[Token], k: int, places: Places) -> Akimat | None:
    head = words[k].low
    if not AKIM_KK.match(head):
        return _head_of_place(words, k, places)
    group = next((i for i in range(k - 1, max(-1, k - 8), -1) if _all_oblasts(words, i)), None)
    if group is not None:
        return Akimat(group, k + 1, k, (GROUP,), language="kk")
    plural = head.startswith(("әкімдер", "әкімдіктер"))
    if (plural or (k > 1 and words[k - 2].low in EVERY_KK)) and (districts := _districts_of(words, k, places)):
        return districts
    codes, first = kazakh_places(words, k, places)
    names = _unregistered_kk(words, k, places)
    if names is not None and len(names.codes) > len(codes):
        return names
    if codes:
        return Akimat(first, k + 1, k, tuple(dict.fromkeys(codes)), language="kk")
    before = words[k - 1].low if k else ""
    if before.startswith(("ауыл", "кент")) and "шаруашылы" not in before:
        return Akimat(k - 1, k + 1, k, need="villages" if plural else "village", language="kk")
    if plural and k > 2 and before.startswith("қала") and words[k - 2].low in AND_KK and words[k - 3].low == "аудан":
        return Akimat(k - 3, k + 1, k, need="districts", language="kk")
    every = before.startswith(("өңір", "аймақ", "облыс")) and k > 1 and words[k - 2].low in EVERY_KK
    if every or before in EVERY_KK:
        return Akimat(k - 1 - every, k + 1, k, (GROUP,), language="kk")
    if _joined_to_every(words, k):
        return Akimat(k, k + 1, k, (GROUP,), language="kk")
    if (before.startswith(("өңір", "аймақ", "барлық", "облыстар", "облыс")) and plural) or (
        plural and not before.startswith("аудан")
    ):
        return Akimat(
            k - 1 if before.startswith(("өңір", "аймақ", "облыс", "барлық")) else k, k + 1, k, (GROUP,), language="kk"
        )
    if plural:
        return Akimat(k - 1, k + 1, k, need="districts", language="kk")
    level = {"облы": "oblast", "қала": "city", "ауда": "district"}.get(before[:4], "")
    return Akimat(k - 1 if level else k, k + 1, k, need="akimat:" + level, language="kk")


def _all_oblasts(words: list[Token], i: int) -> bool:
    """«облыстардың, Астана қаласының әкімдері», «барлық облыс пен Астананың әкімдері»: whether word i begins all of them."""
    return words[i].low == "облыстардың" or (
        words[i].low in EVERY_KK
        and words[i + 1].low in ("облыс", "облыстың")
        and not words[i + 2].low.startswith("әкім")
    )


def _joined_to_every(words: list[Token], k: int) -> bool:
    """«барлық министрлік пен әкімдік», «әрбір орган мен әкімдікке»: every one before the conjunction is every one behind it."""
    if k < 3 or words[k - 1].low not in AND_KK or not words[k - 2].low.startswith(_BODIES_KK):
        return False
    return any(word.low in EVERY_KK for word in words[max(0, k - 6) : k - 2])


_BODIES_KK = ("министрлік", "орган", "ведомство", "мекеме")


def _districts_of(words: list[Token], k: int, places: Places) -> Akimat | None:
    """«Алматының аудан әкімдері», «БҚО аудандарының әкімдері», «барша аудан әкімінен»: the districts of a region."""
    if not k or not words[k - 1].low.startswith("аудан"):
        return None
    every = k > 1 and words[k - 2].low in EVERY_KK
    codes, first = kazakh_places(words, k - 1, places)
    if every or (codes and not words[first].low.startswith("аудан")):
        place = codes[0] if codes else ""
        return Akimat(first if codes else k - 2, k + 1, k, need="districts", language="kk", place=place)
    return None


def _unregistered_kk(words: list[Token], k: int, places: Places) -> Akimat | None:
    """«Арал ауданының әкіміне», «Рудный және Лисаков қалаларының әкімдеріне»: the register lacks at least one of them."""
    codes: list[str] = []
    unit, kind, j = "", "", k - 1
    while j >= 0:
        if own := next((name for stem, name in _UNITS_KK if j and words[j].low.startswith(stem)), ""):
            unit, kind, j = own, words[j].low[:4], j - 1
        if not unit or not words[j].text[0].isupper() or words[j].text.isupper():
            break
        known, taken = kazakh_place(words, j, kind, places)
        codes.insert(0, known or f"{UNREGISTERED}Акимат {unit} {words[j].text}")
        j -= taken or 1
        if j < 1 or words[j].low not in AND_KK:
            break
        j -= 1
    return Akimat(j + 1, k + 1, k, tuple(codes), language="kk") if codes else None


def _head_of_place(words: list[Token], k: int, places: Places) -> Akimat | None:
    """«қала басшысына», «Ақмола облысының басшылығы», «Шымкент билігі», «Абай облысының жергілікті атқарушы органдары»."""
    at = k
    while at > 0 and words[at - 1].low in _POWER_KK:
        at -= 1
    if words[k].low.startswith("орган") and at == k:
        return None
    codes, first = kazakh_places(words, at, places)
    if codes:
        return Akimat(first, k + 1, k, tuple(dict.fromkeys(codes)), language="kk")
    before = words[at - 1].low if at else ""
    level = next((name for stem, name in _LEVELS_KK if before.startswith(stem)), None)
    if level is None:
        return None
    if names := _unregistered_kk(words, at, places):
        return names._replace(last=k + 1, head=k)
    every = at > 1 and words[at - 2].low in EVERY_KK
    several = "шылар" in words[k].low or before.startswith(_MANY_KK)
    if level != "district" and (every or several):
        return Akimat(at - 1 - every, k + 1, k, (GROUP,), language="kk")
    need = "districts" if several else "akimat:" + level
    return Akimat(at - 1, k + 1, k, need=need, language="kk")


def kazakh_place(words: list[Token], j: int, kind: str, places: Places) -> tuple[str | None, int]:
    """Code of the place whose name ends at word j, and how many words it takes."""
    low = words[j].low
    if j > 0:
        pair = f"{words[j - 1].low} {low}"
        if (pair, kind) in places.kazakh:
            return places.kazakh[pair, kind], 2
    for key in (low, kazakh.without_case(low), kazakh.stem(low)):
        if (key, kind) in places.kazakh:
            return places.kazakh[key, kind], 1
    if kind == "қала" and noun_stem(low) in places.cities:  # «Усть-Каменогорск қаласы»
        return places.cities[noun_stem(low)], 1
    return None, 0


def _nicknamed(words: list[Token], j: int, places: Places) -> tuple[str, int]:
    """«елорда», «оңтүстік астана»: the city that the words up to j call so, and how many words it takes."""
    low = words[j].low
    last = next((form for form in (low, kazakh.without_case(low), kazakh.stem(low)) if form in _LAST_OF_NICKNAMES), "")
    for key in ((words[j - 1].low, last) if last and j else (), (last,)):
        code = NICKNAMED_CITIES_KK.get(key, "")
        if code in places.region_of:
            return code, len(key)
    return "", 0


_LAST_OF_NICKNAMES = frozenset(key[-1] for key in NICKNAMED_CITIES_KK)


def kazakh_places(words: list[Token], k: int, places: Places) -> tuple[list[str], int]:
    """Codes of the places right before the head at word k, and the first word of them."""
    codes: list[str] = []
    j, first, kind = k - 1, k, ""
    while j >= 0:
        low, text = words[j].low, words[j].text
        place = next((p for stem, p in _KINDS_KK if low.startswith(stem)), "")
        nickname, taken = ("", 0) if kind and place else _nicknamed(words, j, places)
        if nickname and (not codes or words[j + 1].low in AND_KK):
            codes.insert(0, nickname)
            first, j = j - taken + 1, j - taken
        elif place:
            kind, first, j = place, j, j - 1
        elif low in AND_KK and codes and text.islower():
            j -= 1
        elif kind and text[0].isupper():
            code, taken = kazakh_place(words, j, kind, places)
            if code is None and codes and words[j + 1].low in AND_KK:
                code, taken = kazakh_place(words, j, "қала", places)  # «Астана мен Ақмола облысының әкімдері»
            if code is None:
                break
            codes.insert(0, code)
            first, j = j - taken + 1, j - taken
        else:
            short = places.abbreviations.get(_bare(text)) if text[:2].isupper() else None
            if short is None and not kind and not codes and text[0].isupper():
                short = _city(low, places)
            if short is None and codes and text[0].isupper() and (first == j + 1 or words[j + 1].low in AND_KK):
                short = _city(low, places)  # «Алматы, Шымкент пен Астана әкімдері»
            if not short:
                break
            codes.insert(0, short)
            first, j = j, j - 1
    return codes, first


def _bare(text: str) -> str:
    """«БҚО-ның»: the abbreviation in small letters; "" for a word that is none."""
    name = text.partition("-")[0]
    return name.lower() if name.isupper() else ""


def _city(low: str, places: Places) -> str | None:
    keys = (kazakh.stem(low), low, kazakh.without_case(low))
    return next((places.kazakh[key, "қала"] for key in keys if (key, "қала") in places.kazakh), None)

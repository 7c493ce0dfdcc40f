"""All names of the register's bodies as a tree of word stems, so that any case, number and spelling is found.

Built once for a directory and kept. A name is looked up by the stems of its words; which case the words stand in, and
lists of regions after one head word, belong to `mentions.py` and `places.py`.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from app.domain.directory import Agency, AgencyDirectory
from app.extraction.bodies.places import Places, places_of
from app.extraction.bodies.short_names import short_forms
from app.extraction.lexicon.aliases_ru import ALIASES
from app.extraction.lexicon.bodies import (
    DEPARTMENT_KINDS,
    FIELDS_RU,
    LEGAL_FORMS,
    REGION_WORDS,
)
from app.extraction.lexicon.metonyms import ZONE_NOUNS
from app.extraction.lexicon.names_kk import BARE_ZONES_KK, EXTRA_ALIASES_KK, ZONE_NOUNS_KK, ZONES_KK
from app.extraction.words import kazakh
from app.extraction.words.folding import fold
from app.extraction.words.tokens import tokenize

_RU_ENDING = re.compile(
    r"(?:иями|ием|ями|ами|ого|его|ому|ему|ыми|ими|иях|ях|ах|ией|иям|ям|ам|ов|ев|ей|ой|ий|ый|ое|ее|ая|яя|ые|ие|ую|юю|ых|их"
    r"|ом|ем|ью|ия|ии|ию|ым|им|а|я|о|е|и|ы|у|ю|ь|й)$"
)
# Nouns whose cases end like adjectives: «Курултая», «Ассамблее», «Минстрою».
_IRREGULAR = re.compile(r"(?P<stem>курулта|ассамбле|мин[а-я]{0,9}стро)(?:й|я|ю|е|и|ем|ей|ею)$")
_SHORTEST = 3
_LONGEST = 40
_PLAIN = re.compile(r"[А-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІі]+(?:[ -][А-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІі]+)*")
_ABBREVIATION = re.compile(r"^[A-ZА-ЯӘҒҚҢӨҰҮҺІ]{2,}$")
_QUOTED = re.compile(r"«(?P<name>[^«»]{5,})»(?= (?:АҚ|ЖШС|КЕАҚ|ҰК|ҰАҚ|ШЖҚ|РМК|РМҚК|КММ)\b)")
_CUT_NAMES = frozenset({"ministry", "agency"})
_WITH_FIELDS = frozenset({"ministry", "agency", *DEPARTMENT_KINDS})
_NO_HEADS = frozenset({"president", "ministry", "group"})
_BESIDE_KK = "Президент жанындағы "
_NO_HEADS_KK = _NO_HEADS | {"akimat_oblast", "akimat_city", "akimat_local"}
_ONE_WORD = re.compile(r"[А-ЯЁA-Z][А-ЯЁа-яёA-Za-z-]{2,}$")
_SHORTENED = frozenset({"agency", "committee", "company", "fund", "institute"})
_QUOTED_PART = re.compile(r"«([^«»]+ [^«»]+)»")
_FORMS_KK = frozenset("АҚ ЖШС КЕАҚ РМК ММ ҰК ҰКП".split())
_MINISTRY_KK = "министрлігі"
_VOWELS = frozenset("аеёиоуыэюя")
_CUT = re.compile(r",? (?:и|және|мен) |, ")


def russian_stem(low: str) -> str:
    """A word without its ending; crude, the same on both sides of a comparison."""
    return _russian_stem(low) if len(low) <= _LONGEST else low


@lru_cache(maxsize=1 << 16)
def _russian_stem(low: str) -> str:
    if irregular := _IRREGULAR.match(low):
        return irregular["stem"]
    match = _RU_ENDING.search(low)
    if match and match.start() >= _SHORTEST:
        return low[: match.start()]
    return low


class Name(NamedTuple):
    """One way to name a body. exact: letters that must stand as they are; local: the region comes from the context."""

    codes: tuple[str, ...]
    surface: str
    exact: bool = False
    local: bool = False


@dataclass(slots=True)
class Node:
    """A step of the tree."""

    next: dict[str, "Node"] = field(default_factory=dict)
    names: tuple[Name, ...] = ()


@dataclass
class Gazetteer:
    """Trees of Russian and Kazakh names, ministries' tails («энергетики») and places.

    openings: what `mentions.py` has found out about words as beginnings of a mention; deputies: the deputy of the Premier
    who heads a ministry too, by its code.
    """

    directory: AgencyDirectory
    russian: Node
    kazakh: Node
    tails: Node
    places: Places
    departments: dict[str, list[str]]
    vocabulary: frozenset[str] = frozenset()
    heads_kk: dict[str, list[tuple[str, tuple[str, ...]]]] = field(default_factory=dict)
    openings: dict[str, int] = field(default_factory=dict)
    deputies: dict[str, str] = field(default_factory=dict)

    def valid(self, codes: tuple[str, ...], day: date) -> list[Agency]:
        """Bodies of that name on that day; all of them where none was valid."""
        agencies = [self.directory.by_code[code] for code in codes]
        return [agency for agency in agencies if agency.valid_on(day)] or agencies


_BUILT: dict[int, tuple[AgencyDirectory, Gazetteer]] = {}
_KEPT = 8


def gazetteer_of(directory: AgencyDirectory) -> Gazetteer:
    """The gazetteer of a directory, built at the first call; equal directories (each request reads its own) share one."""
    kept = _BUILT.get(id(directory))
    if kept and kept[0] is directory:
        return kept[1]
    equal = next((built for known, built in list(_BUILT.values()) if known == directory), None)
    built = equal or _build(directory)
    if len(_BUILT) >= _KEPT:
        _BUILT.clear()
    _BUILT[id(directory)] = directory, built
    return built


class Word(NamedTuple):
    """A word of a name, as it is written and in small letters."""

    text: str
    low: str


@lru_cache(maxsize=1 << 13)
def words(surface: str) -> list[Word]:
    """Words of a name, without marks; kept while a gazetteer is built, as each name is asked for several times."""
    if _PLAIN.fullmatch(surface):  # nothing to fold, and words are what spaces part
        return list(map(Word, surface.split(" "), surface.lower().split(" ")))
    folded = fold(surface)
    tokens = tokenize(folded.text, folded.low, 0, len(folded.text))
    return [Word(t.text, t.low) for t in tokens if t.word or t.text[0].isdigit()]


def longest(node: Node, stems: list[str], start: int) -> list[tuple[int, Node]]:
    """Nodes with names that the stems from `start` reach, as (stems taken, node), longest first."""
    found = []
    for count, key in enumerate(stems[start:], 1):
        step = node.next.get(key)
        if step is None:
            break
        node = step
        if node.names:
            found.append((count, node))
    return found[::-1]


def _add(root: Node, keys: list[str], name: Name) -> None:
    if not keys:
        return
    node = root
    for key in keys:
        step = node.next.get(key)
        if step is None:
            step = node.next[key] = Node()
        node = step
    if name not in node.names:
        node.names += (name,)


def _build(directory: AgencyDirectory) -> Gazetteer:
    russian, kazakh_names, tails = Node(), Node(), Node()
    departments: dict[str, list[str]] = defaultdict(list)
    collected: dict[tuple[str, str, bool, bool], list[str]] = defaultdict(list)
    places = places_of(directory)
    heads = Counter(agency.head_ru.lower() for agency in directory.agencies)
    heads_kk = Counter(agency.head_kk.lower() for agency in directory.agencies)
    for agency in directory.agencies:
        if heads[agency.head_ru.lower()] == 1 and " " in agency.head_ru and agency.kind not in _NO_HEADS:
            collected["ru", agency.head_ru, False, False].append(agency.code)
        if heads_kk[agency.head_kk.lower()] == 1 and " " in agency.head_kk and agency.kind not in _NO_HEADS_KK:
            collected["kk", agency.head_kk, False, False].append(agency.code)
        for surface, local in _russian_surfaces(agency):
            collected["ru", surface, _is_exact(surface), local].append(agency.code)
        for surface, local in _kazakh_surfaces(agency):
            collected["kk", surface, _is_exact(surface), local].append(agency.code)
        for tail in _ministry_tails(agency):
            collected["tail", tail, False, False].append(agency.code)
        if agency.kind in DEPARTMENT_KINDS and agency.region:
            departments[agency.region].append(agency.code)
    roots = {"ru": russian, "kk": kazakh_names, "tail": tails}
    for (kind, surface, exact, local), codes in collected.items():
        stem = kazakh.stem if kind == "kk" else russian_stem
        keys = [stem(token.low) for token in words(surface)]
        name = Name(tuple(dict.fromkeys(codes)), surface, exact, local)
        _add(roots[kind], keys, name)
        if kind == "ru" and len(keys) == 1 and (low := words(surface)[0].low)[-1] not in _VOWELS and low != keys[0]:
            _add(russian, [low], name)  # «Минпром» ends as if it were declined already
        if kind == "kk" and keys:
            last = words(surface)[-1].low
            _add(roots[kind], [*keys[:-1], kazakh.plain_stem(last)], name)
            if exact or last.endswith(("ы", "і")):  # «ҚҰБ-ға»; «кеңесші»: no possession, as «кеңесшісіне» shows
                _add(roots[kind], [*keys[:-1], last], name)
    fields = (FIELDS_RU, *(agency.ru for agency in directory.agencies if agency.kind in _WITH_FIELDS))
    vocabulary = frozenset(russian_stem(token.low) for field_name in fields for token in words(field_name))
    heads_of_names = _heads_of_names(directory)
    words.cache_clear()
    built = Gazetteer(directory, russian, kazakh_names, tails, places, dict(departments), vocabulary, heads_of_names)
    built.deputies = _deputies(directory)
    return built


def _heads_of_names(directory: AgencyDirectory) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """By the head noun of a central body's Kazakh name: its code and the stems of the words before."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for agency in directory.agencies:
        if agency.region or agency.kind not in _SHORTENED:
            continue
        own = agency.kk.split("министрлігінің ", 1)[-1].removeprefix(_BESIDE_KK)
        for name in (own, *_QUOTED_PART.findall(own)):
            parts = [token.low for token in words(name) if token.text not in _FORMS_KK]
            if len(parts) > 1:
                fields = tuple(kazakh.stem(low) for low in parts[:-1] if low != "және")
                found[kazakh.plain_stem(parts[-1])].append((agency.code, fields))
    return dict(found)


def _deputies(directory: AgencyDirectory) -> dict[str, str]:
    by_name = {agency.ru.lower(): agency.code for agency in directory.agencies}
    found = {}
    for agency in directory.agencies:
        _, _, second = agency.ru.partition("Премьер-министра – ")
        office, _, body = second.lower().partition(" ")
        name = f"министерство {body}" if office == "министр" else "аппарат правительства"
        if second and name in by_name:
            found[by_name[name]] = agency.code
    return found


def _is_exact(surface: str) -> bool:
    """Abbreviations match only in capitals («МО», «ГП», «АКК»)."""
    return all(_ABBREVIATION.match(token.text) for token in words(surface))


def _russian_surfaces(agency: Agency) -> list[tuple[str, bool]]:
    if agency.kind in ("akimat_oblast", "akimat_city"):
        return []
    names = [agency.ru, *agency.aliases_ru, *ALIASES.get(agency.code, ())]
    if agency.kind == "akimat_local" and agency.ru.startswith("Акимат"):
        return []
    surfaces = [(name, False) for name in names if name and not _is_bare_akim(name)]
    bares = [name for name in names if not name.startswith("СЭЗ") or name in agency.aliases_ru or name == agency.ru]
    cut = [bare for name in bares if (bare := _without_legal_form(name)) and bare != name]
    if agency.kind == "sez":  # «Павлодар» alone is the city
        cut = [*(bare for bare in cut if " " in bare), *(f"{noun} {bare}" for bare in cut for noun in ZONE_NOUNS)]
    surfaces += [(bare, False) for bare in cut]
    if agency.kind == "agency" and agency.ru.startswith("Агентство по"):
        surfaces.append((_CUT.split(agency.ru)[0], False))
    if agency.kind == "committee" and " Министерства " in agency.ru:
        surfaces.append((agency.ru.split(" Министерства ")[0], False))
    surfaces += [(short, False) for name, _ in surfaces if not agency.is_group for short in short_forms(name)]
    if agency.kind in DEPARTMENT_KINDS and agency.region:
        surfaces += [(name, True) for name in _without_region(agency.ru)]
    return list(dict.fromkeys(surfaces))


def _is_bare_akim(name: str) -> bool:
    """«Акиматы» alone is left to the grammar of akimats."""
    return name.startswith("Аким") and " " not in name


def _without_legal_form(name: str) -> str:
    """«АО «НК «КазМунайГаз»» -> КазМунайГаз."""
    parts = [token.text for token in words(name)]
    while parts and parts[0] in LEGAL_FORMS:
        parts = parts[1:]
    bare = " ".join(parts)
    return bare if len(bare) > 2 else ""


def _without_region(name: str) -> list[str]:
    """«Управление природных ресурсов и … Атырауской области» -> the name alone, and its part before «и»."""
    match = REGION_WORDS.search(name)
    bare = name[: match.start()].strip() if match else name
    return list(dict.fromkeys([bare, *(part for part in (_CUT.split(bare)[0],) if " " in part)]))


def _kazakh_surfaces(agency: Agency) -> list[tuple[str, bool]]:
    if agency.kind in ("akimat_oblast", "akimat_city") or agency.kk.endswith("әкімдігі"):
        return []
    names = (agency.kk, *agency.aliases_kk, *EXTRA_ALIASES_KK.get(agency.code, ()))
    surfaces = [(name, False) for name in names if name]
    surfaces += [(bare, False) for name, _ in surfaces if (bare := _quoted_name(name))]
    surfaces += [(name.removeprefix(_BESIDE_KK), False) for name, _ in surfaces if name.startswith(_BESIDE_KK)]
    surfaces += [(name, False) for name in _russian_words(agency)]
    if agency.kind == "sez":
        surfaces += [(name, False) for name in _zone_names(agency.code)]
    if agency.kind in _CUT_NAMES:
        surfaces += [(part, False) for part in _kazakh_parts(agency.kk)]
    if agency.kind == "committee" and "министрлігінің " in agency.kk:
        surfaces.append((agency.kk.split("министрлігінің ", 1)[1], False))
    if agency.kind in DEPARTMENT_KINDS and agency.region and "ның " in agency.kk:
        surfaces.append((agency.kk.split("ның ", 1)[1], True))
    if agency.kind in DEPARTMENT_KINDS and agency.region and "нің " in agency.kk:
        surfaces.append((agency.kk.split("нің ", 1)[1], True))
    if agency.kind in DEPARTMENT_KINDS and agency.region and " бойынша " in agency.kk:
        surfaces.append((agency.kk.split(" бойынша ", 1)[1], True))
    return surfaces


def _quoted_name(name: str) -> str:
    """«Ұлттық ғылым академиясы» КЕАҚ -> Ұлттық ғылым академиясы; names of one word stay with their legal form."""
    match = _QUOTED.search(name)
    return match["name"] if match and " " in match["name"] else ""


def _russian_words(agency: Agency) -> list[str]:
    """«Минфинге», «АДГС-ке»: Russian names of one word that Kazakh texts decline."""
    names = (*agency.aliases_ru, *ALIASES.get(agency.code, ()))
    return [name for name in names if _ONE_WORD.match(name)] if agency.kind != "group" else []


def _zone_names(code: str) -> list[str]:
    """«Оңтүстік» АЭА, «Оңтүстік» арнайы экономикалық аймағы."""
    zones = [f"{name} {noun}" for name in ZONES_KK.get(code, ()) for noun in ZONE_NOUNS_KK]
    return [*zones, *BARE_ZONES_KK.get(code, ())]


def _kazakh_parts(name: str) -> list[str]:
    """«Өнеркәсіп және құрылыс министрлігі» -> «Өнеркәсіп министрлігі», «Құрылыс министрлігі»."""
    fields, last = name.rsplit(" ", 1) if " " in name else (name, "")
    parts = _CUT.split(fields)
    if len(parts) == 1 or not last:
        return []
    return [f"{part} {last}" for part in (parts if last == _MINISTRY_KK else parts[:1])]


def _ministry_tails(agency: Agency) -> list[str]:
    """What follows «министерство», whole and up to each «и» or comma: «труда и социальной защиты населения», «труда»."""
    if agency.kind != "ministry":
        return []
    tails = []
    for name in (agency.ru, *agency.aliases_ru):
        if name.startswith("Министерство "):
            tail = name.removeprefix("Министерство ")
            tails += [tail, tail.removeprefix("национальной ")]
            tails += [tail[: cut.start()] for cut in _CUT.finditer(tail)]
            tails += [part for cut in _CUT.finditer(tail) if " " in (part := tail[cut.end() :]) or part in _OWN_FIELDS]
    return list(dict.fromkeys([*tails, *(short for tail in tails for short in short_forms(tail))]))


# What a ministry alone has behind «и»: «министру информации», «министру спорта».
_OWN_FIELDS = frozenset("информации спорта строительства интеграции ирригации".split())

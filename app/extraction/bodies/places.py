"""Regions, cities and districts as they follow or precede «аким» and «акимат», from the directory's own names."""

import re
from dataclasses import dataclass, field

from app.domain.directory import AgencyDirectory
from app.extraction.lexicon.names_kk import NICKNAMES_KK
from app.extraction.lexicon.towns import OBLASTS_CALLED
from app.extraction.words import kazakh
from app.extraction.words.folding import fold

_AKIMAT = re.compile(
    r"^акимат (?:(?:города|г\.) (?P<city>.+)|области (?P<noun>.+)|района (?P<distn>.+)"
    r"|(?P<dist>\S+) района|(?P<adj>\S+) области|(?P<bare>\S+))$"
)
_KK_AKIMAT = re.compile(r"^(?P<name>.+?) (?P<kind>облысы|қаласы|ауданы)(?:ның|нің)? әкімдігі$")
_RU_ADJECTIVE = re.compile(r"(?:ая|ой|ую|ого|ому|ым|ый|ом|ых)$")
_RU_NOUN = re.compile(r"(?:ой|ом|ем|ы|е|у|а|я|ю|и|й|ь)$")
_ABBREVIATION = re.compile(r"^[а-яәғқңөұүһі]{3}$")


@dataclass
class Places:
    """Maps from a stem to the code of an akimat."""

    oblasts: dict[str, str] = field(default_factory=dict)
    cities: dict[str, str] = field(default_factory=dict)
    districts: dict[str, str] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)
    kazakh: dict[tuple[str, str], str] = field(default_factory=dict)
    region_of: dict[str, str] = field(default_factory=dict)
    adjectives: dict[str, str] = field(default_factory=dict)


_IN_RUSSIAN_LETTERS = str.maketrans("әғқңөұүһі", "агкноуухи")
"""«Акмола облысы», «Костанай облысы»: Kazakh texts often spell a place as Russian ones do."""


def adjective_stem(low: str) -> str:
    """«акмолинской» -> «акмолинск»."""
    return _RU_ADJECTIVE.sub("", low)


def noun_stem(low: str) -> str:
    """«астаны», «астане» -> «астан»; a short word stays."""
    stem = _RU_NOUN.sub("", low)
    return stem if len(stem) > 2 else low


def places_of(directory: AgencyDirectory) -> Places:
    """All places of a directory."""
    places = Places()
    for agency in directory.agencies:
        if agency.kind not in ("akimat_oblast", "akimat_city", "akimat_local"):
            continue
        places.region_of[agency.code] = agency.region or ""
        for name in (agency.ru, *agency.aliases_ru):
            _add_russian(places, fold(name).low, agency.code, agency.kind)
        for name in (agency.kk, *agency.aliases_kk):
            match = _KK_AKIMAT.match(fold(name).low)
            if match:
                places.kazakh.setdefault((kazakh.stem(match["name"].split()[-1]), match["kind"][:4]), agency.code)
                places.kazakh.setdefault((match["name"], match["kind"][:4]), agency.code)
            elif len(name.split()) == 2 and _ABBREVIATION.match(name.split()[0].lower()):
                places.abbreviations[name.split()[0].lower()] = agency.code
        for name, kind in NICKNAMES_KK.get(agency.code, ()):
            places.kazakh.setdefault((name, kind), agency.code)
    for (name, kind), code in list(places.kazakh.items()):
        places.kazakh.setdefault((name.translate(_IN_RUSSIAN_LETTERS), kind), code)
    for called, name in OBLASTS_CALLED.items():
        if name in places.oblasts:
            places.oblasts.setdefault(called, places.oblasts[name])
            places.oblasts.setdefault(noun_stem(called), places.oblasts[name])
    for (name, kind), code in sorted(places.kazakh.items(), key=lambda item: item[0][1] != "облы"):
        if kind != "ауда":
            places.adjectives.setdefault(name.replace(" ", ""), code)
    return places


def _add_russian(places: Places, name: str, code: str, kind: str) -> None:
    match = _AKIMAT.match(name)
    if not match:
        return
    if match["city"]:
        places.cities.setdefault(noun_stem(match["city"]), code)
    elif match["noun"]:
        places.oblasts.setdefault(noun_stem(match["noun"]), code)
        places.oblasts.setdefault(match["noun"], code)
    elif match["adj"]:
        places.oblasts.setdefault(adjective_stem(match["adj"]), code)
    elif match["dist"] or match["distn"]:
        name = adjective_stem(match["dist"]) if match["dist"] else noun_stem(match["distn"])
        places.districts.setdefault(name, code)
    elif _ABBREVIATION.match(match["bare"]):
        places.abbreviations.setdefault(match["bare"], code)
    elif kind != "akimat_oblast":
        places.cities.setdefault(noun_stem(match["bare"]), code)

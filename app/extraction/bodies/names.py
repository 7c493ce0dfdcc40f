"""Names of the register in a sentence: the longest that the stems reach, in which case, singular or plural.

Also the groups of both levels, «центральные и местные исполнительные органы».
"""

import re
from collections.abc import Sequence

from app.extraction.bodies.gazetteer import Name, longest
from app.extraction.bodies.scan import ACRONYM, ANY, NOMINATIVE, QUOTES, Body, Mention, Scan
from app.extraction.lexicon.aliases_ru import SMALL
from app.extraction.lexicon.bodies import AKIM_CASES, COMMON_STARTS, EVERY_RU
from app.extraction.lexicon.names_kk import EVERY_KK
from app.extraction.words import kazakh
from app.extraction.words.morphology import forms
from app.extraction.words.tokens import Token

_SUFFIX_CASES = {
    "у": {"dat"},
    "ю": {"dat"},
    "ом": {"ins"},
    "ем": {"ins"},
    "а": {"gen"},
    "я": {"gen"},
    "е": {"loc", "dat"},
    "ы": {"gen", "nom"},
    "и": {"gen", "dat", "nom"},
    "ой": {"ins"},
    "ей": {"ins"},
    "ам": {"dat"},
    "ами": {"ins"},
}


# «ІІМ-ге», «ҚТЖ-мен»: the ending of an abbreviation.
_ENDING = re.compile(r"(?<=[A-ZА-ЯӘҒҚҢӨҰҮҺІ])-[а-яәғқңөұүһі]{1,8}$")

# «KEGOC-у», «ЦИК-ом»: a Russian ending behind a name in capitals or in Latin letters.
_SUFFIXED = re.compile(r"[A-Za-zА-Я]-(?P<suffix>[аеуюя]|ом|ем)$")
_FEMININE_CASES = {
    "у": {"acc"},
    "ю": {"acc"},
    "ы": {"gen"},
    "и": {"gen", "dat"},
    "е": {"dat", "loc"},
    "ой": {"ins"},
    "ей": {"ins"},
}


def named(scan: Scan, k: int) -> Mention | None:
    """A name of the register, Russian or Kazakh."""
    best: tuple[int, Name, str] | None = None
    for language, root, stems in (
        ("ru", scan.gazetteer.russian, scan.russian),
        ("kk", scan.gazetteer.kazakh, scan.kazakh),
    ):
        if stems[k] not in root.next:
            continue
        for count, node in longest(root, stems, k):
            name = _fitting(scan, k, count, node.names)
            if name and scan.joined(k, k + count) and (best is None or count > best[0]):
                best = count, name, language
                break
    if best is None:
        return None
    count, name, language = best
    agencies = scan.gazetteer.valid(name.codes, scan.day)
    cases = cases_of(scan, k, k + count, name.surface, language)
    if name.local:
        return scan.mention(k, k + count, cases, need="department:" + ",".join(name.codes), language=language)
    return scan.mention(k, k + count, cases, bodies=(Body(agencies[0].code, agencies[0].ru),), language=language)


def _fitting(scan: Scan, k: int, count: int, names: Sequence[Name]) -> Name | None:
    words = scan.words[k : k + count]
    before = scan.words[k - 1].low if k else ""
    every = before in EVERY_KK or EVERY_RU.match(before) is not None
    if len(names) > 1:
        low, several = words[0].low, len({name.codes for name in names}) > 1
        names = sorted(names, key=lambda n: (n.local, several and not low.startswith(n.surface.lower())))
    for name in names:
        if name.exact:
            expected = [w for w in name.surface.replace("«", " ").replace("»", " ").split() if w]
            if [_undeclined(w.text) for w in words] != expected and not _mixed(words, expected):
                continue
        elif (
            (words[0].text[0].islower() and name.surface[0].isupper() and len(words) == 1 and _proper(name))
            or (name.codes[0].startswith("grp_") and not _same_number(words, name.surface) and not every)
            or (
                not every
                and len(words) == 1
                and name.surface in ("Министерства", "Ведомства")
                and not _surely_plural(words[0].low)
            )
            or _two_bodies(scan, k, words, name.surface)
        ):
            continue
        return name
    return None


def _two_bodies(scan: Scan, k: int, words: Sequence[Token], surface: str) -> bool:
    """«Қаржы министрлігіне, Мемлекеттік кірістер комитетіне»: two bodies, not the committee of the ministry."""
    if "ң " not in surface:
        return False
    for index, (said, word) in enumerate(zip(surface.split(), words, strict=False)):
        if said.endswith(("нің", "ның")) and index + 1 < len(words):
            apart = scan.tokens[scan.places[k + index] + 1].text == ","
            if apart or kazakh.case_of(word.low) in _NO_GENITIVE:
                return True
    return False


_NO_GENITIVE = frozenset({"dat", "acc", "loc", "abl", "ins"})


def _mixed(words: list[Token], expected: list[str]) -> bool:
    """«АСПиР», «ДЧСу»: an abbreviation with a small letter inside."""
    return len(words) == len(expected) == 1 and words[0].text.upper() == expected[0] and _capitals(words[0].text) > 2


def _capitals(text: str) -> int:
    return sum(letter.isupper() for letter in text)


def _undeclined(text: str) -> str:
    """«МИДу», «ІІМ-ге» without the ending."""
    acronym = ACRONYM.match(text)
    return acronym["name"] if acronym else _ENDING.sub("", text)


def _same_number(words: list[Token], surface: str) -> bool:
    """A group's plural name is not found in the singular: «акиму области» is no «Акимы областей»."""
    first, last = surface.split()[0].lower(), surface.split()[-1].lower()
    if kazakh.looks_kazakh(surface.lower()) or _KK_MANY.search(last):
        return not _KK_PLURAL.search(last) or bool(_KK_PLURAL.search(words[-1].low))
    if not first.endswith(("ы", "и", "ые", "ие", "ния")):
        return True
    return words[0].low.endswith(_PLURAL_ENDINGS)


_KK_MANY = re.compile(r"(?:лар|лер|дар|дер|тар|тер)(?:ы|і)?$")
_KK_PLURAL = re.compile(r"(?:лар|лер|дар|дер|тар|тер)")
_PLURAL_ENDINGS = (
    "ы",
    "и",
    "ов",
    "ев",
    "ей",
    "ам",
    "ям",
    "ами",
    "ями",
    "ах",
    "ях",
    "ые",
    "ие",
    "ых",
    "их",
    "ым",
    "им",
    "ыми",
    "ими",
    "се",
    "сех",
    "сем",
    "семи",
    "ств",
    "го",
    "ния",
    "ний",
    "ниям",
    "ниями",
    "ниях",
)


def _surely_plural(low: str) -> bool:
    """A plural that is no singular genitive: «министерствам», not «министерства»."""
    return low.endswith(("ам", "ами", "ах", "ств"))


def _proper(name: Name) -> bool:
    """One word that is a proper name: «Даму», «Байтерек»; found only with a capital."""
    return not name.surface.lower().startswith(_SMALL)


_SMALL = (*COMMON_STARTS, *SMALL)


def cases_of(scan: Scan, first: int, last: int, surface: str, language: str) -> frozenset[str]:
    """Cases of the name in words first..last, by its head."""
    words = scan.words[first:last]
    if language == "kk" and words[-1].low == surface.lower().split()[-1].strip("»"):
        return frozenset({"nom"})  # «комитеті» of a name is possession, no accusative
    if language == "kk":
        return frozenset({kazakh.case_of(words[-1].low)})
    if words[0].low.startswith("аким") and words[0].low[4:] in AKIM_CASES:
        return AKIM_CASES[words[0].low[4:]]
    base = surface.lower().replace("ё", "е").replace("«", "").replace("»", "").split()
    if suffix := _SUFFIXED.search(words[0].text):
        return frozenset(_SUFFIX_CASES.get(suffix["suffix"], set())) or ANY
    if (words[0].text.isupper() and len(words[0].text) > 1) or words[0].text[-1] in "abcdefghijklmnopqrstuvwxyz":
        return ANY
    if words[0].text[-1].isupper() and _capitals(words[0].text) > 2:
        return ANY
    if words[0].low.startswith("мин") and len(words) == 1 and not words[0].low.startswith(("министр", "министер")):
        return _short_ministry(words[0].low, base[0])
    if len(base) == len(words) > 1 and words[0].low == base[0] and words[-1].low != base[-1]:
        return forms(words[-1].low).cases or ANY  # «Отбасы банку»: a first word that has no cases
    cases: frozenset[str] | None = None
    for word in words:
        known = forms(word.low)
        if not known.cases:
            break
        cases = known.cases if cases is None else cases & known.cases
        if (known.noun and not known.adjective) or (known.noun and word is words[-1]):
            break
    if len(words) == 1 and base and base[0].endswith("о") and words[0].low.endswith("а"):
        return frozenset({"gen"})  # «в ряде стран правительства обязаны»: in the plural it is nobody's name
    if len(words) == 1 and scan.words[first].text[0].isupper() and not forms(words[0].low).adjective:
        by_suffix = _by_suffix(words[0].low, base[0] if base else "")
        if by_suffix:
            return by_suffix
    if cases and len(words) > 1 and _quoted(scan, first):
        return ANY
    if cases and len(words) == 1 and kazakh.looks_kazakh(words[0].low) and _quoted(scan, first):
        return ANY  # ««Самрук-Қазына» открыть доступ»: seldom declined
    if cases == {"nom"} and (declined := [w.low for w, b in zip(words, base, strict=False) if w.low != b]):
        return forms(declined[-1]).cases or ANY  # «Назарбаев Университету»
    if cases == {"nom"} and [w.low for w in words] == base and base[-1][-1] not in _VOWELS:
        return NOMINATIVE  # «обязал Назарбаев Университет»
    return cases or ANY


def _quoted(scan: Scan, first: int) -> bool:
    return scan.places[first] > 0 and scan.tokens[scan.places[first] - 1].text in QUOTES


_VOWELS = "аяоеыиую"


def _short_ministry(low: str, base: str) -> frozenset[str]:
    """«Минтруда» is not declined, «Минфину» is."""
    if low == base:
        return ANY if low[-1] in "аыиоя" or low.endswith("ов") else frozenset({"nom", "acc"})
    for suffix in ("ом", "ем", "у", "а", "е"):
        if low.endswith(suffix):
            return frozenset(_SUFFIX_CASES[suffix])
    return ANY


def _by_suffix(low: str, base: str) -> frozenset[str]:
    """Case of a proper name by what it adds to its base form."""
    if low == base:
        return NOMINATIVE if low[-1] not in "аяоеыиую" else (ANY if low[-1] in "оеыиую" else frozenset({"nom"}))
    if base.endswith(("а", "я")) and low.startswith(base[:-1]) and len(base) > 3:
        return frozenset(_FEMININE_CASES.get(low[len(base) - 1 :], set()))
    if base.endswith("й") and low.startswith(base[:-1]):
        return frozenset(_SUFFIX_CASES.get(low[len(base) - 1 :], set()))
    if len(base) > 2 and low.startswith(base):
        return frozenset(_SUFFIX_CASES.get(low[len(base) :], set()))
    return frozenset()


def both_levels(scan: Scan, k: int) -> Mention | None:
    """«центральные и местные исполнительные органы» are two groups, «… государственные органы» all bodies of the state."""
    low = scan.words[k].low
    if low != "орталық" and not low.startswith("центральн"):
        return None
    levels = [scan.words[n].low if n < len(scan.words) else "" for n in range(k, k + 6)]
    if low == "орталық":
        return _both_levels_kk(scan, k, levels)
    if levels[1] != "и" or not levels[2].startswith("местн"):
        return None
    last = next((n for n in range(3, 6) if levels[n].startswith("орган")), None)
    directory = scan.gazetteer.directory.by_code
    if last is None or not {"grp_go", "grp_cgo", "grp_akimats"} <= directory.keys():
        return None
    codes = ("grp_cgo", "grp_akimats") if levels[last - 1].startswith("исполнительн") else ("grp_go",)
    bodies = tuple(Body(code, directory[code].ru) for code in codes)
    return scan.mention(k, k + last + 1, forms(levels[last]).cases or ANY, bodies=bodies)


def _both_levels_kk(scan: Scan, k: int, levels: list[str]) -> Mention | None:
    """«орталық (мемлекеттік) және жергілікті атқарушы органдарға»."""
    local = next((n for n in (2, 3, 4) if levels[n] == "жергілікті" and levels[n - 1] in ("және", "мен")), None)
    last = next((n for n in range(local, len(levels)) if levels[n].startswith("органдар")), None) if local else None
    directory = scan.gazetteer.directory.by_code
    if last is None or not {"grp_cgo", "grp_akimats"} <= directory.keys():
        return None
    codes = ("grp_go",) if levels[last - 1] == "мемлекеттік" and "grp_go" in directory else ("grp_cgo", "grp_akimats")
    bodies = tuple(Body(code, directory[code].ru) for code in codes)
    return scan.mention(k, k + last + 1, frozenset({kazakh.case_of(levels[last])}), bodies=bodies, language="kk")

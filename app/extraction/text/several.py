"""Bodies of several places under one head: «управлениям здравоохранения областей …», «акимам этих областей».

The places stand behind the head (`bodies/listed.py`), or the sentences before name them («… этих регионов»).
"""

import re
from itertools import pairwise

from app.extraction.bodies.akimats import UNREGISTERED
from app.extraction.bodies.gazetteer import russian_stem
from app.extraction.bodies.kazakh_local import ONE_OF_ALL, one_of
from app.extraction.bodies.mentions import Body, Mention
from app.extraction.lexicon.bodies import COUNTED, EXPANDED, SINGULAR
from app.extraction.text.context import Document, Unit, same_stems
from app.extraction.text.sisters import at_place, without_region
from app.extraction.words.tokens import Token

Bodies = tuple[Body, ...]
_THESE = frozenset("этих тех указанных названных данных упомянутых перечисленных".split())
_UNITS = {
    "регионов": ("akimat_oblast", "akimat_city"),
    "областей": ("akimat_oblast",),
    "городов": ("akimat_city", "akimat_local"),
    "районов": ("akimat_local",),
}
_COUNTS = {word: n for n, word in enumerate("двух трех четырех пяти шести семи восьми девяти десяти".split(), 2)}
_COUNTS |= {"обеих": 2, "обоих": 2}
_COUNTED = frozenset({"областей", "городов"})  # «акиматам двух областей»: the two that the text has named
_AKIMS = re.compile(r"(?:аким(?:ат)?(?:ы|ам|ов|ами|а)|областям)\b")
_BACK, _FAR = 3, 12  # sentences
_BEHIND = 3  # tokens: «трёх названных областей»


def of_places(document: Document, unit: Unit, mention: Mention) -> Bodies:
    """The bodies of all places that a plural head has; empty where it has no more than one."""
    if mention.more:
        return _each(document, mention, [mention.place, *mention.more])
    kinds, count = _these(document.tokens(unit), mention)
    if not kinds or mention.language != "ru":
        return ()
    codes = _named_before(document, unit, kinds, count)
    if _AKIMS.match(document.folded.low, mention.start):
        return tuple(Body(code, document.directory.by_code[code].ru) for code in codes)
    return _each(document, mention, codes) if codes else ()


def _these(tokens: list[Token], mention: Mention) -> tuple[tuple[str, ...], int]:
    """Kinds of places that «этих регионов», «трёх названных областей» in a name or right behind it stand for, and how many."""
    words = [token.low for token in tokens[mention.first : mention.last + _BEHIND] if token.word]
    many = COUNTED.get(tokens[mention.first - 1].low, 0) if mention.first else 0
    if many and _AKIMS.match(words[0]):  # «обоим акимам», «двум областям»
        return _UNITS["областей" if words[0] == "областям" else "регионов"], many
    for place, (word, unit) in enumerate(pairwise(words)):
        if word in _THESE and unit in _UNITS:
            return _UNITS[unit], _COUNTS.get(words[place - 1], 0) if place else 0
        if word in _THESE and unit in _COUNTS and words[place + 2 : place + 3] and words[place + 2] in _UNITS:
            return _UNITS[words[place + 2]], _COUNTS[unit]
        if word in _COUNTS and unit in _COUNTED:
            return _UNITS[unit], _COUNTS[word]
    return (), 0


def _named_before(document: Document, unit: Unit, kinds: tuple[str, ...], count: int) -> list[str]:
    """The places of the nearest sentence before that names two of them at least; so many, and from afar, where counted."""
    lines = range(unit.paragraph, max(-1, unit.paragraph - (3 if count else 2)), -1)
    places = [place for line in lines for place in document.places(line)]
    for other in document.before(unit, _FAR if count else _BACK):
        inside = [code for start, code in places if other.start <= start < other.end]
        codes = [c for c in dict.fromkeys(inside) if document.directory.by_code[c].kind in kinds]
        if len(codes) > 1 and len(codes) == (count or len(codes)):
            return codes
    return _all_so_far(document, unit, kinds, count) if count else []


def _all_so_far(document: Document, unit: Unit, kinds: tuple[str, ...], count: int) -> list[str]:
    """«Акимы трёх областей» after turns of three akims: all that the text has named, where they are so many."""
    places = [place for line in range(unit.paragraph + 1) for place in document.places(line)]
    named = dict.fromkeys(code for start, code in places if start < unit.start)
    codes = [code for code in named if document.directory.by_code[code].kind in kinds]
    return codes if len(codes) == count else []


def _each(document: Document, mention: Mention, codes: list[str]) -> Bodies:
    name = _single_kk(document, mention) if mention.language == "kk" else _single(document, mention)
    return tuple(_of_place(document, name, code) for code in codes) if name else ()


def _single_kk(document: Document, mention: Mention) -> str:
    """«білім басқармаларына» -> «Управление образования»: by its field, or as the register calls that of another region."""
    if mention.bodies:
        return ONE_OF_ALL.get(mention.bodies[0].code or "", "")
    kind, _, detail = mention.need.partition(":")
    if kind == "named":
        return one_of(detail)
    agency = document.directory.by_code.get(detail.partition(",")[0]) if kind == "department" else None
    return without_region(document, agency) if agency is not None else ""


def _single(document: Document, mention: Mention) -> str:
    """«управлениям здравоохранения» -> «Управление здравоохранения»; a territorial inspection is called so."""
    words = mention.need.partition(":")[2].split()
    if not words:
        words = [word for word in document.folded.low[mention.start : mention.end].split() if word not in _THESE]
    heads = [n for n, word in enumerate(words) if russian_stem(word) in SINGULAR]
    if not heads:
        return ""
    head = SINGULAR[russian_stem(words[heads[0]])]
    territorial = head == "инспекция" and document.folded.low.startswith("территориальн", mention.start)
    head = "территориальная инспекция" if territorial else head
    rest = [EXPANDED.get(word, word) for word in words[heads[0] + 1 :] if word not in _UNITS]
    return " ".join([head[0].upper() + head[1:], *rest])


def _of_place(document: Document, name: str, code: str) -> Body:
    if code.startswith(UNREGISTERED):
        return Body(None, f"{name} {code.removeprefix(UNREGISTERED).removeprefix('Акимат ')}")
    agency = document.directory.by_code[code]
    local = agency.kind != "akimat_local"
    known = [
        document.directory.by_code[c] for c in document.gazetteer.departments.get(agency.region or "", ()) if local
    ]
    fitting = [each for each in known if " " in name and each.kind != agency.kind and same_stems(name, each.ru)]
    if len(fitting) == 1:
        return Body(fitting[0].code, fitting[0].ru)
    place = agency.ru.removeprefix("Акимат ")
    return Body(None, at_place(name, place))

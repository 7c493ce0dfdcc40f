"""Bodies addressed through their people: «специалистам Минтруда», «коллегам из областного управления занятости».

Who heads a body stands for it in any case (`posts.py`); its people do so only where they are addressed.
"""

from app.extraction.bodies.gazetteer import russian_stem
from app.extraction.bodies.names import named
from app.extraction.bodies.posts import akimat, ministry
from app.extraction.bodies.scan import Mention, Scan
from app.extraction.bodies.unregistered import generic, organisation
from app.extraction.lexicon.bodies import STAFF_RU

_STAFF = frozenset(map(russian_stem, STAFF_RU))
_DATIVE = ("ам", "ям")
_GENITIVE = ("ов", "ей", "их")
_FROM = frozenset({"от", "у"})


def staffed(scan: Scan, k: int) -> Mention | None:
    """A body in the genitive, or behind «из», after its people in the dative or after «от»."""
    low = scan.words[k].low
    if scan.russian[k] not in _STAFF or k + 1 >= len(scan.words):
        return None
    asked = low.endswith(_GENITIVE) and k and scan.words[k - 1].low in _FROM
    called = low == "коллеги" and scan.words[k + 1].low == "из"
    if not (low.endswith(_DATIVE) or asked or called):
        return None
    at = k + 1 + (scan.words[k + 1].low == "из")
    if at >= len(scan.words) or not scan.joined(k, at + 1):
        return None
    inner = named(scan, at) or ministry(scan, at) or akimat(scan, at) or organisation(scan, at)
    if inner is None and called and (bare := generic(scan, at)) is not None and not bare.bodies:
        bare.first, bare.cases = scan.places[k], frozenset({"nom"})
        return bare  # «Коллеги из управлений, проведите …»: whose they are, the noun tells
    if inner is None or inner.first != scan.places[at] or not inner.stands("gen", "any"):
        return None
    if inner.bodies and inner.bodies[0].code in ("president", "pm"):
        return None
    inner.first, inner.start = scan.places[k], scan.words[k].start
    inner.cases = frozenset({"gen" if asked else "nom" if called else "dat"})
    inner.office = True
    return inner


def is_staff(stem: str) -> bool:
    """Whether a Russian stem may be such people."""
    return stem in _STAFF

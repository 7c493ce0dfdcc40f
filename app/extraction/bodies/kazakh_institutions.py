"""One institution or plant in Kazakh that no register lists, by those who run it: «Екібастұз ЖЭО басшылығына».

By itself its dative may as well be what something is done for («мектепке жылу беруді тапсырды»), so it is left alone then.
"""

import re

from app.extraction.bodies.scan import Body, Mention, Scan
from app.extraction.lexicon import groups_kk as table

_RUN = re.compile(rf"{table.MANAGEMENT}(?P<case>н[ае]|н[ыі]ң|н|мен)?")
_CASES = {None: "nom", "на": "dat", "не": "dat", "ның": "gen", "нің": "gen", "н": "acc", "мен": "ins"}
_INSTITUTION, _ATTRIBUTE = re.compile(table.INSTITUTION), re.compile(table.ATTRIBUTE_OF_INSTITUTION)
_OFFICE = re.compile(r"премьер|президент|министр|әкім|вице|төраға|басшы")
_REACH = 4


def opens_institution_kk(low: str) -> bool:
    """Whether a word may say that somebody runs an institution."""
    return _RUN.fullmatch(low) is not None


def institution_kk(scan: Scan, k: int) -> Mention | None:
    """The institution that is run by whom word k tells."""
    run = _RUN.fullmatch(scan.words[k].low)
    noun = _INSTITUTION.fullmatch(scan.words[k - 1].low) if k and _adjoins(scan, k) else None
    if run is None or noun is None:
        return None
    first = k - 1
    while first > max(0, k - _REACH) and _adjoins(scan, first) and _belongs(scan, first - 1):
        first -= 1
    words = [word.text for word in scan.words[first:k]]
    if noun["of"]:
        words[-1] = words[-1][: -len(noun["of"])]
    name = " ".join(words)
    cases = frozenset({_CASES[run["case"]]})
    return scan.mention(first, k + 1, cases, bodies=(Body(None, name[:1].upper() + name[1:]),), language="kk")


def _adjoins(scan: Scan, k: int) -> bool:
    return scan.places[k] == scan.places[k - 1] + 1


def _belongs(scan: Scan, place: int) -> bool:
    """Whether a word before the institution is part of its name: of a place, an adjective, a number."""
    word = scan.words[place]
    own = word.text[:1].isupper() and not _OFFICE.match(word.low)
    return own or word.low.isdigit() or _ATTRIBUTE.match(word.low) is not None

"""A noun of a kind, a board or a deputy before a name of the register: «нацкомпании «X»», «администрации СЭЗ «X»»."""

from app.extraction.bodies.akimats import region_after
from app.extraction.bodies.gazetteer import russian_stem
from app.extraction.bodies.names import named
from app.extraction.bodies.posts import akimat, headed, ministry
from app.extraction.bodies.scan import ANY, Body, Mention, Scan
from app.extraction.lexicon import metonyms
from app.extraction.lexicon.bodies import LEGAL_FORMS, NOT_IN_NAMES
from app.extraction.words.morphology import forms

KINDS = frozenset(map(russian_stem, metonyms.KINDS))
BOARDS = frozenset(map(russian_stem, metonyms.BOARDS))
_OF_COMPANIES = frozenset("company fund holding institute sez".split())
_WITH_APPARATUS = frozenset({"ministry", "agency", "committee", "administration"})
_OF_BOARDS = _OF_COMPANIES | {"agency", "ministry", "committee"}
_LEADERS = frozenset({"president", "pm", "dpm", "dpm_first", "government"})
_ADJECTIVES = 2
_FUSED = ("замакима", "замглавы", "замдиректора", "замруководителя", "зампредседателя", "замминистра", "зампред")
_OPENERS = ("президенту", "заместител", "врио", "исполняющ", "аппарат", *_FUSED)


def opens_apposition(low: str, stem: str) -> bool:
    """Whether a word may begin such a mention."""
    return stem in KINDS or stem in BOARDS or low.startswith(_OPENERS)


def may_be_apposed(low: str, stem: str) -> bool:
    """Whether a word is such a noun, or may be an adjective before it."""
    return stem in KINDS or stem in BOARDS or _only_adjective(low)


def apposed(scan: Scan, k: int) -> Mention | None:
    """The body named, with the noun before it and its adjectives, in the case of the noun."""
    noun = k
    while noun < k + _ADJECTIVES and noun + 1 < len(scan.words) and _only_adjective(scan.words[noun].low):
        noun += 1
    stem = scan.russian[noun]
    kind = stem in KINDS
    if (not kind and stem not in BOARDS) or noun + 1 >= len(scan.words) or not scan.joined(k, noun + 2):
        return None
    if any(token.text == "," for token in scan.tokens[scan.places[noun] : scan.places[noun + 1]]):
        return None  # «… для малых предприятий, КТЖ – выделить вагоны»
    at = over_forms(scan, noun + 1)
    inner = named(scan, at) or (apposed(scan, at) if forms(scan.words[at].low).adjective else None)
    if inner is None or not inner.bodies or not scan.joined(noun, at + 1):
        return None
    agency = scan.gazetteer.directory.by_code[inner.bodies[0].code or ""]
    if agency.kind not in (_OF_COMPANIES if kind else _OF_BOARDS) or not _proper(scan, at, kind, inner):
        return None
    inner.first, inner.start, inner.language = scan.places[k], scan.words[k].start, "ru"
    inner.cases, inner.office = forms(scan.words[noun].low).cases or ANY, not kind
    return inner


def over_forms(scan: Scan, at: int) -> int:
    """The word behind legal forms that stand before a name, where they are no part of it."""
    last = at
    while last + 1 < len(scan.words) and scan.words[last].text in LEGAL_FORMS and scan.words[last].text != "СЭЗ":
        last += 1
    whole, bare = named(scan, at) if last > at else None, named(scan, last)
    return at if whole is not None and (bare is None or whole.last >= bare.last) else last


def _only_adjective(low: str) -> bool:
    known = forms(low)
    return (known.adjective and not known.noun and not NOT_IN_NAMES.match(low)) or low.startswith("управляющ")


def _proper(scan: Scan, at: int, kind: bool, inner: Mention) -> bool:
    """A name has a capital or quotes; behind a board it may be in the genitive."""
    capital = scan.words[at].text[0].isupper() or scan.tokens[inner.last - 1].text in '»"'
    return capital and (kind or inner.stands("gen", "any", "nom"))


def deputy(scan: Scan, k: int) -> Mention | None:
    """«заместителю министра обороны», «зампреду Нацбанка», «замакима области»: the body of the head that is named."""
    low = scan.words[k].low
    if k + 1 >= len(scan.words) or not scan.joined(k, k + 2):
        return None
    if low.startswith("заместител"):
        inner, cases = _office_at(scan, k + 1), forms(low).cases
    elif low == "врио" or (low.startswith("исполняющ") and scan.words[k + 1].low == "обязанности"):
        inner, cases = _office_at(scan, k + 1 + (low != "врио")), ANY if low == "врио" else forms(low).cases or ANY
    elif low == "президенту":
        inner, cases = _of_office(scan, k + 1, _OF_COMPANIES), frozenset({"dat"})
    elif low.startswith("аппарат"):
        inner, cases = _of_office(scan, k + 1, _WITH_APPARATUS), forms(low).cases
    elif low.startswith("замакима"):
        return _of_akim(scan, k)
    elif low.startswith(_FUSED):
        inner = ministry(scan, k) if low.startswith("замминистр") else named(scan, k + 1) or ministry(scan, k + 1)
        cases = (
            ANY if not low.startswith("зампред") or low == "зампредседателя" else forms("пред" + low[7:]).cases or ANY
        )
    else:
        return None
    if inner is None or inner.language != "ru" or (inner.bodies and inner.bodies[0].code in _LEADERS):
        return None
    if not inner.bodies and inner.need not in ("akimat:city", "akimat:district"):
        return None
    inner.first, inner.start, inner.cases, inner.office = scan.places[k], scan.words[k].start, cases, True
    return inner


def _office_at(scan: Scan, k: int) -> Mention | None:
    """«(заместителю) министра обороны», «(врио) председателя КГД», «(исполняющему обязанности) акима города»."""
    return (headed(scan, k) or ministry(scan, k) or akimat(scan, k)) if k < len(scan.words) else None


def _of_office(scan: Scan, k: int, kinds: frozenset[str]) -> Mention | None:
    """«(аппарату) Нацбанка», «(президенту) Академии наук»: the whole body is meant, where it is of such a kind."""
    inner = named(scan, k) or ministry(scan, k)
    if inner is None or not inner.bodies or not inner.stands("gen", "any"):
        return None
    return inner if scan.gazetteer.directory.by_code[inner.bodies[0].code or ""].kind in kinds else None


def both_offices(scan: Scan, before: Mention, mention: Mention) -> Body | None:
    """«вице-премьеру – министру культуры»: one deputy of the Premier, where the register has a row of both offices."""
    if not before.bodies or before.bodies[0].code != "dpm" or len(mention.bodies) != 1:
        return None
    between = [token.text for token in scan.tokens[before.last : mention.first]]
    headed_too = scan.tokens[mention.first].low.startswith(("министр", "руководител", "глав"))
    directory = scan.gazetteer.directory.by_code
    agency = directory.get(scan.gazetteer.deputies.get(mention.bodies[0].code or "", ""))
    if agency is None or not agency.valid_on(scan.day) or not headed_too or between not in (["–"], [","], ["-"], ["—"]):
        return None
    return Body(agency.code, agency.ru)


def _of_akim(scan: Scan, k: int) -> Mention | None:
    """«замакима Туркестанской области»: the register's group of deputies, or the akimat."""
    place, end = region_after(scan.words, k + 1, scan.gazetteer.places)
    if not place or place.startswith("="):
        return None
    directory = scan.gazetteer.directory.by_code
    agency = directory.get(f"deputies_akim_{directory[place].region}") or directory[place]
    return scan.mention(k, end, ANY, bodies=(Body(agency.code, agency.ru),), office=True)

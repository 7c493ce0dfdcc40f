"""Bodies named by who heads them, or in lists after one head: akims, ministers, «главе Нацбанка»."""

from app.extraction.bodies.akimats import DISTRICTS, GROUP, UNREGISTERED, russian_akimat
from app.extraction.bodies.gazetteer import longest, russian_stem
from app.extraction.bodies.kazakh_akimats import kazakh_akimat
from app.extraction.bodies.names import named
from app.extraction.bodies.places import adjective_stem
from app.extraction.bodies.scan import ANY, NOMINATIVE, Body, Mention, Scan
from app.extraction.bodies.trades import named_by_field
from app.extraction.lexicon import bodies as table
from app.extraction.words import kazakh
from app.extraction.words.morphology import forms

HEAD_NOUNS_RU = frozenset(map(russian_stem, table.HEAD_NOUNS_RU))
HEADS_OF_PLACE_KK = frozenset({"басшы", "басшылық", "билік", "орган"})
OF_MINISTRY = frozenset("министерств министр вице-министр замминистр ведомств".split())


def opens_akimat(low: str, stem: str, own: str) -> bool:
    """Whether a word may begin (in Kazakh: end) such a mention, by its letters, its Russian and its Kazakh stem."""
    return _heads_akimat(low) or _heads_akimat_kk(low, own) or stem in _OF_AKIMAT or stem.endswith("ск")


def _heads_akimat(low: str) -> bool:
    return table.AKIM_RU.match(low) is not None or low.startswith(("градоначальник", "глав"))


def _heads_akimat_kk(low: str, own: str) -> bool:
    return own in HEADS_OF_PLACE_KK or (table.AKIM_KK.match(low) is not None and "әкімшіл" not in low)


_OF_AKIMAT = frozenset({"областн", "районн", "столичн"})


def akimat(scan: Scan, k: int) -> Mention | None:
    """«акиму Абайской области», «областной акимат», «Абай облысының әкіміне»."""
    low = scan.words[k].low
    if not opens_akimat(low, scan.russian[k], scan.kazakh[k]):
        return None
    if not _heads_akimat(low) and _heads_akimat_kk(low, scan.kazakh[k]):
        found = kazakh_akimat(scan.words, k, scan.gazetteer.places)
    else:
        found = russian_akimat(scan.words, k, scan.gazetteer.places)
    if found is None:
        return None
    directory = scan.gazetteer.directory
    bodies = tuple(
        Body(None, code.removeprefix(UNREGISTERED))
        if code.startswith(UNREGISTERED)
        else Body(code, directory.by_code[code].ru)
        for code in found.codes
    )
    if found.codes == (GROUP,) and (named_regions := _in_brackets(scan, found.last)):
        bodies = tuple(Body(code, directory.by_code[code].ru) for code in named_regions)
    head = scan.words[found.head]
    if found.language == "kk":
        cases = frozenset({kazakh.case_of(head.low)})
    else:
        cases = forms(head.low).cases or ANY
        if head.low.startswith("аким") and not head.low.startswith("акимат"):
            cases = table.AKIM_CASES.get(head.low[4:], frozenset({"nom"}))
        elif head.low.startswith("акимат"):
            cases = frozenset(_AKIMAT_CASES.get(head.low[6:], {"nom"}))
    return scan.mention(
        found.first,
        found.last,
        cases,
        bodies=bodies,
        need="" if bodies and not found.need.startswith(DISTRICTS) else found.need,
        office=not head.low.startswith(("акимат", "әкімд", "билі", "орган")),
        language=found.language,
        place=found.place,
    )


def _in_brackets(scan: Scan, k: int) -> list[str]:
    """«Акиматам приграничных областей (Жетісу, Туркестанская, ВКО)»: the regions meant, where the brackets name them."""
    if k >= len(scan.words) or scan.tokens[scan.places[k] - 1].text != "(":
        return []
    place = scan.places[k]
    close = next((i for i in range(place, len(scan.tokens)) if scan.tokens[i].text == ")"), place)
    inside = [token for token in scan.tokens[place:close] if token.word]
    known = scan.gazetteer.places
    codes = [known.abbreviations.get(w.low) or known.oblasts.get(adjective_stem(w.low)) for w in inside]
    codes = [code or known.oblasts.get(w.low) or known.cities.get(w.low) for code, w in zip(codes, inside, strict=True)]
    return [code for code in codes if code] if len(inside) > 1 and all(codes) else []


_AKIMAT_CASES = {
    "": {"nom", "acc"},
    "а": {"gen"},
    "у": {"dat"},
    "ом": {"ins"},
    "е": {"loc"},
    "ы": {"nom", "acc"},
    "ов": {"gen"},
    "ам": {"dat"},
    "ами": {"ins"},
    "ах": {"loc"},
}


def ministry(scan: Scan, k: int) -> Mention | None:
    """«министерствам энергетики, промышленности и строительства»; «министр труда» is his ministry."""
    stem = scan.russian[k]
    if stem not in OF_MINISTRY:
        return None
    codes: list[str] = []
    j = k + 1
    while j < len(scan.words):
        reached = longest(scan.gazetteer.tails, scan.russian, j)
        taken = next(((count, node) for count, node in reached if scan.joined(j, j + count)), None)
        if taken is None:
            break
        codes += [scan.gazetteer.valid(taken[1].names[0].codes, scan.day)[0].code]
        j += taken[0]
        if "am" in stem or not forms(scan.words[k].low).plural or j >= len(scan.words):
            break
        j = _over_comma(scan, j)
    if not codes:
        return None
    end = j
    while end > k + 1 and scan.words[end - 1].low in ("и", "а", "также"):
        end -= 1
    directory = scan.gazetteer.directory
    bodies = tuple(Body(code, directory.by_code[code].ru) for code in dict.fromkeys(codes))
    return scan.mention(
        k, end, forms(scan.words[k].low).cases or ANY, bodies=bodies, office=stem not in ("министерств", "ведомств")
    )


def _over_comma(scan: Scan, j: int) -> int:
    """Index of the word after «,» or «и»."""
    return j + 1 if scan.words[j].low == "и" else j


_BOARD = frozenset("правления совета директоров акционеров главного".split())


def headed(scan: Scan, k: int) -> Mention | None:
    """«главе Нацбанка», «руководителям министерств»: the body in the genitive, in the case of the head."""
    low = scan.words[k].low
    if kazakh.looks_kazakh(low) or russian_stem(low) not in HEAD_NOUNS_RU or k + 1 >= len(scan.words):
        return None
    at = k + 1
    while at + 1 < len(scan.words) and scan.words[at].low in _BOARD and named(scan, at) is None:
        at += 1
    while at + 1 < len(scan.words) and scan.words[at].text in table.LEGAL_FORMS and named(scan, at) is None:
        at += 1
    inner = named(scan, at) or ministry(scan, at) or named_by_field(scan, at)
    if inner is None and russian_stem(scan.words[k + 1].low) == "министерств" and _of_many(scan, k):
        inner = _group_of_ministries(scan, k + 1)
    if inner is None and k + 1 == at and scan.words[at].low in _NAMELESS and scan.joined(k, at + 1):
        return scan.mention(k, at + 1, forms(low).cases or ANY, need=_NAMELESS[scan.words[at].low], office=True)
    if inner is None or not (inner.stands("gen", "any") or inner.cases == NOMINATIVE) or not scan.joined(k, at + 1):
        return None
    if inner.bodies and inner.bodies[0].code in ("president", "pm"):
        return None
    if inner.language == "kk" and inner.cases == {"gen"}:  # «Министр … комитетінің алдына»: Kazakh heads stand behind
        return None
    inner.first, inner.start = scan.places[k], scan.words[k].start
    inner.cases, inner.office = forms(low).cases or ANY, True
    return inner


_NAMELESS = {"ведомства": "body", "министерства": "ministry"}  # «перед руководством ведомства»: the one named before


def _of_many(scan: Scan, k: int) -> bool:
    """«руководителям министерств»; «руководству министерства» is of one."""
    return forms(scan.words[k].low).plural or scan.words[k + 1].low != "министерства"


def _group_of_ministries(scan: Scan, k: int) -> Mention | None:
    group = scan.gazetteer.directory.by_code.get("grp_cgo")
    if group is None or not forms(scan.words[k].low).plural:
        return None
    return scan.mention(k, k + 1, forms(scan.words[k].low).cases, bodies=(Body(group.code, group.ru),))

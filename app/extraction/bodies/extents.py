"""How far the name of a body goes that the register lacks: «Комитет по контролю в сфере … и … Министерства …».

A name is a chain of genitives after its head noun, with phrases that name a field («по делам …», «в сфере …») and what is
joined to them; it ends before a verb, another body, a term. What the name stands for belongs to `naming.py`.
"""

from typing import NamedTuple

from app.extraction.bodies.akimats import region_after
from app.extraction.bodies.gazetteer import russian_stem
from app.extraction.bodies.names import named
from app.extraction.bodies.posts import ministry
from app.extraction.bodies.scan import QUOTES, Scan
from app.extraction.lexicon import bodies as table
from app.extraction.words.frames import frames_of
from app.extraction.words.morphology import Forms, forms

LONGEST = 16
_AHEAD = 5
_BODY_NOUNS = frozenset(map(russian_stem, table.ORGANISATION_NOUNS)) | {"министерств", "акимат", "аким", "министр"}


class Extent(NamedTuple):
    """words[k:name] are the name, words[name:end] its ministry or place (the code of an akimat)."""

    name: int
    end: int
    place: str = ""
    parent: str = ""


def extent(scan: Scan, k: int, awaited: bool = False) -> Extent:
    """How far the name goes whose head noun is word k; awaited: a genitive behind may be what is asked of the body."""
    akims = k + 1 < len(scan.words) and scan.words[k].low.startswith("аппарат") and scan.words[k + 1].low == "акима"
    j, case = k + 1 + akims, "gen"  # «аппарату акима области»
    while j < len(scan.words) and j - k < LONGEST and not akims:
        step = _step(scan, k, j, case, awaited)
        if step is None:
            break
        j, case = step
    while j > k + 1 + akims and not _closes(scan, k, j - 1):
        j -= 1
    end, place, parent = j, "", ""
    if j < len(scan.words) and not _marks(scan, j):
        body = _parent(scan, j)
        if body:
            parent, end = body
        if end < len(scan.words) and not [mark for mark in _marks(scan, end) if mark not in QUOTES]:
            place, end = region_after(scan.words, end, scan.gazetteer.places)
    return Extent(j, end, place, parent)


def _step(scan: Scan, k: int, j: int, case: str, awaited: bool) -> tuple[int, str] | None:
    """The place after the next piece of the name and the case of the field at hand; None where the name ends."""
    if inside_quotes(scan, k, j):
        return j + 1, case
    if honoured := after_whom(scan, j):
        return honoured, "none"
    marks = [mark for mark in _marks(scan, j) if mark not in QUOTES]
    low = scan.words[j].low
    if case == "none":
        return None
    if marks:
        listed = marks == [","] and j > k + 1 and _listed(scan, j, case)
        return (j + 1, case) if listed else None
    if low == "и":
        return (j + 1, case) if j > k + 1 and _joins(scan, j + 1, case) else None
    if low in table.NAME_PREPOSITIONS:
        return _field(scan, k, j)
    if frames_of(low):
        return None
    if _of_kind(scan, k, j):
        return j + 1, case
    if (
        (_body_at(scan, j) and not _own_field(scan, k, j))
        or (awaited and not _of_names(scan, j))
        or region_after(scan.words, j, scan.gazetteer.places)[1] > j
    ):
        return None
    if scan.words[j - 1].low.startswith(table.WITH_DATIVE) and _fits(scan, j, "dat"):
        return j + 1, "dat"  # «по противодействию коррупции», «по содействию занятости»
    if _is_local(scan, k) and forms(scan.words[j].low).noun and _noun_before(scan, k, j) and not _of_names(scan, j):
        return None  # «управлению образования школы проверить»
    if _fits(scan, j, "gen") or (not _after_noun(scan, k, j, case) and _fits(scan, j, case)):
        return j + 1, case
    return None


def after_whom(scan: Scan, j: int) -> int:
    """«(академия) имени Алтынсарина», «(центр) им. А. Н. Сызганова»: the word behind the person's name; 0 where none is."""
    if scan.words[j].low not in ("имени", "им"):
        return 0
    last = j + 1
    while last < min(len(scan.words), j + _INITIALS) and scan.words[last].text[0].isupper():
        marks = [mark for mark in _marks(scan, last) if mark != "."]
        if marks or (last > j + 1 and len(scan.words[last - 1].text) > 1 and "." in _marks(scan, last)):
            break
        last += 1
        if len(scan.words[last - 1].text) > 1:
            break
    return last if last > j + 1 else 0


_INITIALS = 5


def _own_field(scan: Scan, k: int, j: int) -> bool:
    """«Департамент (санитарно-эпидемиологического) контроля»: the field right behind the head, though a body is called so."""
    low = scan.words[j].low
    return j == k + 1 and scan.words[j].text[0].islower() and low.endswith("ого") and forms(low).adjective


def _of_kind(scan: Scan, k: int, j: int) -> bool:
    """«Комитет (государственной) инспекции», «департамент полиции»: a genitive of its own, no other body."""
    known = forms(scan.words[j - 1].low)
    direct = j == k + 1 or (known.adjective and not known.noun and "gen" in known.cases)
    low = scan.words[j].low
    return direct and low.startswith(_KINDS) and "gen" in forms(low).cases and scan.words[k].low.startswith(_UNITS)


_KINDS = ("инспекци", "полици", "служб", "аудита")
_UNITS = ("комитет", "департамент", "управлени", "отдел")


def _is_local(scan: Scan, k: int) -> bool:
    return scan.words[k].low.startswith(("управлени", "отдел", "департамент"))


def _noun_before(scan: Scan, k: int, j: int) -> bool:
    known = forms(scan.words[j - 1].low)
    return (
        j > k + 1
        and known.noun
        and not known.adjective
        and scan.words[j - 1].low not in ("и", *table.NAME_PREPOSITIONS, *table.FIELD_WORDS, *table.WITH_OBJECT)
    )


def _after_noun(scan: Scan, k: int, j: int, case: str) -> bool:
    """Whether a noun stands before a word, so that only a genitive may follow."""
    low, known = scan.words[j - 1].low, forms(scan.words[j - 1].low)
    if low == "и" or low in table.NAME_PREPOSITIONS:
        return False
    return j == k + 1 or (known.noun and not (known.adjective and case in known.cases))


def _field(scan: Scan, k: int, j: int) -> tuple[int, str] | None:
    """«по делам», «в сфере», «(контроля) за»: a preposition that goes on with the name, and the case behind it."""
    low, case = scan.words[j].low, table.NAME_PREPOSITIONS[scan.words[j].low]
    if j + 1 >= len(scan.words) or _marks(scan, j + 1) or _body_at(scan, j + 1):
        return None
    following = scan.words[j + 1].low
    if low in ("в", "во"):
        return (j + 2, "gen") if following in table.FIELD_WORDS and _fits(scan, j + 2, "gen") else None
    if low == "по" and (table.NO_FIELD.match(following) or region_after(scan.words, j, scan.gazetteer.places)[0]):
        return None
    if low not in ("по", "при") and not scan.words[j - 1].low.startswith(table.GOVERNING):
        return None
    if low == "при" and (j > k + 1 or following.startswith(table.NO_PLACE)):
        return None
    return (j + 1, case) if _fits(scan, j + 1, case) else None


def _listed(scan: Scan, j: int, case: str) -> bool:
    """«строительства, архитектуры и градостроительства»: a list that «и» closes before anything else begins."""
    for n in range(j, min(j + _AHEAD, len(scan.words) - 1)):
        if n > j and scan.words[n].low == "и":
            return _joins(scan, n + 1, case)
        marks = [mark for mark in _marks(scan, n) if mark not in QUOTES]
        if (
            _body_at(scan, n)
            or not (_fits(scan, n, case) or _fits(scan, n, "gen"))
            or (n > j and marks not in ([], [","]))
        ):
            return False
    return False


def _joins(scan: Scan, j: int, case: str) -> bool:
    """Whether what stands behind «и» goes on with the name: words of its case up to a noun, of no other body or people."""
    for n in range(j, min(j + _AHEAD, len(scan.words))):
        if _marks(scan, n) or _body_at(scan, n):
            return False
        known = forms(scan.words[n].low)
        if not (_fits(scan, n, case) or _fits(scan, n, "gen")):
            return False
        if known.noun and not (known.adjective and "gen" in known.cases):
            return not known.animate or "gen" in known.cases
        if scan.words[n].text.isupper():
            return True
    return False


def _fits(scan: Scan, j: int, case: str) -> bool:
    """Whether a word may stand in a name in this case."""
    if j >= len(scan.words):
        return False
    text, low = scan.words[j].text, scan.words[j].low
    if text.isupper() and len(text) > 1:
        return text in table.NAME_ABBREVIATIONS
    if len(low) < 3 or table.NOT_IN_NAMES.match(low) or low in table.NOT_NAME_WORDS:
        return False
    known: Forms = forms(low)
    if case not in known.cases or not (known.noun or known.adjective) or known.infinitive:
        return False
    return not (text[0].isupper() and (known.animate or not known.noun)) and not known.gerund


def _closes(scan: Scan, k: int, j: int) -> bool:
    """Whether a name may end with this word: a noun, an abbreviation, a quote."""
    known = forms(scan.words[j].low)
    return (
        inside_quotes(scan, k, j)
        or scan.words[j].text.isupper()
        or any(after_whom(scan, n) == j + 1 for n in range(max(k, j - _INITIALS), j))
        or (
            known.noun
            and scan.words[j].low not in table.NAME_PREPOSITIONS
            and scan.words[j].low not in ("и", *table.FIELD_WORDS)
        )
    )


def _of_names(scan: Scan, j: int) -> bool:
    return scan.words[j].low == "и" or scan.russian[j] in scan.gazetteer.vocabulary


def _body_at(scan: Scan, j: int) -> bool:
    """Whether another body begins at a word."""
    if scan.russian[j] in _BODY_NOUNS or (scan.words[j].low.startswith("мин") and scan.words[j].text[0].isupper()):
        return True
    return scan.russian[j] in scan.gazetteer.russian.next and named(scan, j) is not None


def _parent(scan: Scan, j: int) -> tuple[str, int] | None:
    """«(Комитету …) Министерства просвещения»: the body to which it belongs, in the genitive."""
    body = named(scan, j) or ministry(scan, j)
    if body is None or not body.bodies or not body.stands("gen", "any") or body.bodies[0].code in ("president", "pm"):
        return None
    end = next((n for n in range(j, len(scan.words)) if scan.places[n] >= body.last), len(scan.words))
    return body.bodies[0].name, end


def _marks(scan: Scan, j: int) -> list[str]:
    """Marks between a word and the one before it."""
    return [t.text for t in scan.tokens[scan.places[j - 1] + 1 : scan.places[j]]]


def inside_quotes(scan: Scan, k: int, j: int) -> bool:
    """Whether a quote that was opened after word k is still open at word j."""
    marks = [t.text for t in scan.tokens[scan.places[k] : scan.places[j]] if t.text in QUOTES]
    return marks.count("«") > marks.count("»") or marks.count('"') % 2 == 1

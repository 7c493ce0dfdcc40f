"""Who is named in a sentence: bodies by gazetteer and grammar, akims and ministers as their bodies, generic nouns.

A mention knows its case (any case for names that are not declined) and either its bodies or what kind of body it stands
for; resolving «министерству» to a body of the text before belongs to `context.py`, choosing owners to `owners.py`.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from app.extraction import kazakh
from app.extraction.akimats import kazakh_akimat, russian_akimat
from app.extraction.gazetteer import Gazetteer, Name, longest, russian_stem
from app.extraction.lexicon import bodies as table
from app.extraction.morphology import forms
from app.extraction.tokens import Token

ANY = frozenset({"any"})
NOMINATIVE = frozenset({"nom", "acc"})
_HEAD_NOUNS_RU = frozenset(map(russian_stem, table.HEAD_NOUNS_RU))
_ORGANISATION_NOUNS = frozenset(map(russian_stem, table.ORGANISATION_NOUNS))
_SEZ_NOUNS = frozenset(map(russian_stem, table.SEZ_NOUNS))
_GENERIC_RU = {russian_stem(word): need for word, need in table.GENERIC_RU.items()}
_QUOTES = frozenset('«»"')
_INNER = _QUOTES | frozenset(",–")
_SUFFIX_CASES = {
    "у": {"dat"}, "ю": {"dat"}, "ом": {"ins"}, "ем": {"ins"}, "а": {"gen"}, "я": {"gen"}, "е": {"loc", "dat"},
    "ы": {"gen", "nom"}, "и": {"gen", "dat", "nom"}, "ой": {"ins"}, "ей": {"ins"}, "ам": {"dat"}, "ами": {"ins"},
}


_FEMININE_CASES = {
    "у": {"acc"}, "ю": {"acc"}, "ы": {"gen"}, "и": {"gen", "dat"}, "е": {"dat", "loc"}, "ой": {"ins"}, "ей": {"ins"},
}


class Body(NamedTuple):
    """A body of the register, or one that only the text names (code None)."""

    code: str | None
    name: str


@dataclass(slots=True)
class Mention:
    """tokens[first:last]; need: kind of body to be resolved from the text before, empty when bodies are known."""

    first: int
    last: int
    start: int
    end: int
    cases: frozenset[str]
    bodies: tuple[Body, ...] = ()
    need: str = ""
    office: bool = False
    language: str = "ru"
    lead: bool = False
    by_agreement: bool = False
    together: bool = False
    prep: str = ""
    stems: tuple[str, ...] = field(default=())

    def stands(self, *cases: str) -> bool:
        """Whether the mention may stand in one of these cases."""
        return self.cases is ANY or any(case in self.cases for case in cases)


class Scan:
    """One pass over the tokens of a sentence. Holds the words without marks and their stems."""

    def __init__(self, tokens: list[Token], gazetteer: Gazetteer, day: date) -> None:
        self.tokens, self.gazetteer, self.day = tokens, gazetteer, day
        self.places = [i for i, token in enumerate(tokens) if token.word or token.text[0].isdigit()]
        self.words = [tokens[i] for i in self.places]
        self.russian = [russian_stem(token.low) for token in self.words]
        self.kazakh = [kazakh.stem(token.low) for token in self.words]

    def joined(self, first: int, last: int) -> bool:
        """Whether only marks that names contain stand between words first..last."""
        for k in range(first, last - 1):
            for i in range(self.places[k] + 1, self.places[k + 1]):
                if self.tokens[i].text not in _INNER:
                    return False
        return True

    def mention(self, first: int, last: int, cases: frozenset[str], **more: object) -> Mention:
        """A mention of words first..last."""
        start, end = self.places[first], self.places[last - 1] + 1
        while end < len(self.tokens) and self.tokens[end].text in "»\"" and self._open_quotes(start, end):
            end += 1
        return Mention(start, end, self.tokens[start].start, self.tokens[end - 1].end, cases, **more)  # type: ignore[arg-type]

    def _open_quotes(self, start: int, end: int) -> bool:
        marks = [token.text for token in self.tokens[start:end] if token.text in _QUOTES]
        return marks.count("«") > marks.count("»") or marks.count('"') % 2 == 1


def find_mentions(tokens: list[Token], gazetteer: Gazetteer, day: date) -> list[Mention]:
    """Mentions of a sentence in order; longest first, none overlap."""
    scan = Scan(tokens, gazetteer, day)
    found: list[Mention] = []
    k = 0
    while k < len(scan.words):
        mention = _mention_at(scan, k)
        if mention is None:
            k += 1
            continue
        if mention.language == "kk":
            found = [m for m in found if m.last <= mention.first]
        found.append(mention)
        while k < len(scan.words) and scan.places[k] < mention.last:
            k += 1
    for mention in found:
        _with_kazakh_head(scan, mention)
        _note_surroundings(scan, mention)
    return found


def _mention_at(scan: Scan, k: int) -> Mention | None:
    special = _special(scan.words[k].low)
    known = scan.russian[k] in scan.gazetteer.russian.next or scan.kazakh[k] in scan.gazetteer.kazakh.next
    following = k + 1 < len(scan.words) and scan.russian[k + 1] in _ORGANISATION_NOUNS
    if not (special or known or following or scan.words[k].text in table.ORGANISATION_FORMS):
        return None
    candidates = [
        candidate
        for candidate in (_named(scan, k), _akimat(scan, k), _ministry(scan, k), _headed(scan, k))
        if candidate is not None
    ]
    if candidates:
        return max(candidates, key=lambda m: (m.last, m.bodies != ()))
    return _generic(scan, k) or _organisation(scan, k)


@lru_cache(maxsize=1 << 15)
def _special(low: str) -> bool:
    """Whether a word may begin (in Kazakh: end) a mention by grammar, without a name of the register."""
    if len(low) > _LONGEST:
        return False
    stem, kk = russian_stem(low), kazakh.stem(low)
    return (
        low.startswith(("аким", "әкім")) or stem in _HEAD_NOUNS_RU or stem in _GENERIC_RU or kk in table.GENERIC_KK
        or stem in _ORGANISATION_NOUNS or kk in table.ORGANISATION_KK or stem in _SEZ_NOUNS or stem in _OF_AKIMAT
        or stem.endswith("ск") or low in table.PRONOUNS_RU or low in table.PRONOUNS_KK or stem in _OF_MINISTRY
    )


_LONGEST = 40
_OF_AKIMAT = frozenset("областн городск районн сельск".split())
_OF_MINISTRY = frozenset("министерств министр вице-министр замминистр".split())


def _named(scan: Scan, k: int) -> Mention | None:
    """A name of the register, Russian or Kazakh."""
    best: tuple[int, Name, str] | None = None
    for language, root, stems in (("ru", scan.gazetteer.russian, scan.russian), ("kk", scan.gazetteer.kazakh, scan.kazakh)):
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


def _fitting(scan: Scan, k: int, count: int, names: list[Name]) -> Name | None:
    words = scan.words[k : k + count]
    for name in sorted(names, key=lambda n: n.local):
        if name.exact:
            expected = [w for w in name.surface.replace("«", " ").replace("»", " ").split() if w]
            if [w.text for w in words] != expected:
                continue
        elif words[0].text[0].islower() and name.surface[0].isupper() and len(words) == 1 and _proper(name):
            continue
        elif name.codes[0].startswith("grp_") and not _same_number(words, name.surface):
            continue
        elif len(words) == 1 and name.surface in ("Министерства", "Ведомства") and not _surely_plural(words[0].low):
            continue
        return name
    return None


def _same_number(words: list[Token], surface: str) -> bool:
    """A group's plural name is not found in the singular: «акиму области» is no «Акимы областей»."""
    first, last = surface.split()[0].lower(), surface.split()[-1].lower()
    if kazakh.looks_kazakh(surface.lower()):
        return not _KK_PLURAL.search(last) or bool(_KK_PLURAL.search(words[-1].low))
    if not first.endswith(("ы", "и", "ые", "ие", "ния")):
        return True
    return words[0].low.endswith(_PLURAL_ENDINGS)


_KK_PLURAL = re.compile(r"(?:лар|лер|дар|дер|тар|тер)")
_PLURAL_ENDINGS = ("ы", "и", "ов", "ев", "ей", "ам", "ям", "ами", "ями", "ах", "ях", "ые", "ие", "ых", "их", "ым", "им", "ыми", "ими", "се", "сех", "сем", "семи", "ств", "го", "ния", "ний", "ниям", "ниями", "ниях")


def _surely_plural(low: str) -> bool:
    """A plural that is no singular genitive: «министерствам», not «министерства»."""
    return low.endswith(("ам", "ами", "ах", "ств"))


def _proper(name: Name) -> bool:
    """One word that is a proper name: «Даму», «Байтерек»; found only with a capital."""
    low = name.surface.lower()
    return not low.startswith(("мин", "прав", "прем", "през", "вице", "гос", "цго", "аким", "ведом", "регион", "үкімет",
                               "ген", "подряд", "мердігер", "мәслихат", "маслихат", "омбуд", "сенат", "мажилис", "казнач",
                               "минист", "нацбанк", "совбез", "финрегул", "прокур", "антикор", "правоохр", "зам", "кабмин"))


def cases_of(scan: Scan, first: int, last: int, surface: str, language: str) -> frozenset[str]:
    """Cases of the name in words first..last, by its head."""
    words = scan.words[first:last]
    if language == "kk":
        return frozenset({kazakh.case_of(words[-1].low)})
    base = surface.lower().replace("ё", "е").replace("«", "").replace("»", "").split()
    if words[0].text.isupper() and len(words[0].text) > 1 or words[0].text[-1] in "abcdefghijklmnopqrstuvwxyz":
        return ANY
    if words[0].low.startswith("мин") and len(words) == 1:
        return _short_ministry(words[0].low, base[0])
    cases: frozenset[str] | None = None
    for word in words:
        known = forms(word.low)
        if not known.cases:
            break
        cases = known.cases if cases is None else cases & known.cases
        if known.noun and not known.adjective or known.noun and word is words[-1]:
            break
    if len(words) == 1 and scan.words[first].text[0].isupper() and not forms(words[0].low).adjective:
        by_suffix = _by_suffix(words[0].low, base[0] if base else "")
        if by_suffix:
            return by_suffix
    if cases and scan.places[first] > 0 and scan.tokens[scan.places[first] - 1].text in _QUOTES and len(words) > 1:
        return ANY
    return cases or ANY


def _short_ministry(low: str, base: str) -> frozenset[str]:
    """«Минтруда» is not declined, «Минфину» is."""
    if low == base:
        return ANY if low[-1] in "аыиоя" else frozenset({"nom", "acc"})
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
    if len(base) > 2 and low.startswith(base):
        return frozenset(_SUFFIX_CASES.get(low[len(base) :], set()))
    return frozenset()


def _akimat(scan: Scan, k: int) -> Mention | None:
    if table.AKIM_RU.match(scan.words[k].low) or (scan.russian[k].endswith("акимат") and k < 0):
        found = russian_akimat(scan.words, k, scan.gazetteer.places)
    elif table.AKIM_KK.match(scan.words[k].low) and "әкімшіл" not in scan.words[k].low:
        found = kazakh_akimat(scan.words, k, scan.gazetteer.places)
    elif scan.russian[k] in ("областн", "городск", "районн") or scan.russian[k].endswith("ск"):
        found = russian_akimat(scan.words, k, scan.gazetteer.places)
    else:
        return None
    if found is None:
        return None
    directory = scan.gazetteer.directory
    bodies = tuple(Body(code, directory.by_code[code].ru) for code in found.codes)
    head = scan.words[found.head]
    if found.language == "kk":
        cases = frozenset({kazakh.case_of(head.low)})
    else:
        cases = forms(head.low).cases or ANY
        if head.low.startswith("аким") and not head.low.startswith("акимат"):
            cases = frozenset({_AKIM_CASES.get(head.low[4:], "nom")})
        elif head.low.startswith("акимат"):
            cases = frozenset(_AKIMAT_CASES.get(head.low[6:], {"nom"}))
    return scan.mention(found.first, found.last, cases, bodies=bodies, need="" if bodies else found.need,
                        office=not head.low.startswith(("акимат", "әкімд")), language=found.language)


_AKIM_CASES = {"": "nom", "а": "gen", "у": "dat", "ом": "ins", "е": "loc", "ы": "nom", "ов": "gen", "ам": "dat",
               "ами": "ins", "ах": "loc"}
_AKIMAT_CASES = {"": {"nom", "acc"}, "а": {"gen"}, "у": {"dat"}, "ом": {"ins"}, "е": {"loc"}, "ы": {"nom", "acc"},
                 "ов": {"gen"}, "ам": {"dat"}, "ами": {"ins"}, "ах": {"loc"}}


def _ministry(scan: Scan, k: int) -> Mention | None:
    """«министерствам энергетики, промышленности и строительства»; «министр труда» is his ministry."""
    stem = scan.russian[k]
    if stem not in _OF_MINISTRY:
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
    end = j if j == len(scan.words) or longest(scan.gazetteer.tails, scan.russian, j - 1) or True else j
    while end > k + 1 and scan.words[end - 1].low in ("и", "а", "также"):
        end -= 1
    directory = scan.gazetteer.directory
    bodies = tuple(Body(code, directory.by_code[code].ru) for code in dict.fromkeys(codes))
    return scan.mention(k, end, forms(scan.words[k].low).cases or ANY, bodies=bodies, office=stem != "министерств")


def _over_comma(scan: Scan, j: int) -> int:
    """Index of the word after «,» or «и»."""
    return j + 1 if scan.words[j].low == "и" else j


def _headed(scan: Scan, k: int) -> Mention | None:
    """«главе Нацбанка», «руководителям министерств»: the body in the genitive, in the case of the head."""
    low = scan.words[k].low
    language = "kk" if kazakh.looks_kazakh(low) else "ru"
    if language == "kk" or russian_stem(low) not in _HEAD_NOUNS_RU or k + 1 >= len(scan.words):
        return None
    at = k + 1
    while at + 1 < len(scan.words) and scan.words[at].low in ("правления", "совета", "директоров", "акционеров", "главного"):
        at += 1
    inner = _named(scan, at) or _ministry(scan, at)
    if inner is None and russian_stem(scan.words[k + 1].low) == "министерств":
        inner = _group_of_ministries(scan, k + 1)
    if inner is None or not (inner.stands("gen", "any") or inner.cases == NOMINATIVE) or not scan.joined(k, at + 1):
        return None
    if inner.bodies and inner.bodies[0].code in ("president", "pm"):
        return None
    inner.first, inner.start = scan.places[k], scan.words[k].start
    inner.cases, inner.office = forms(low).cases or ANY, True
    return inner


def _group_of_ministries(scan: Scan, k: int) -> Mention | None:
    group = scan.gazetteer.directory.by_code.get("grp_cgo")
    if group is None or not forms(scan.words[k].low).plural:
        return None
    return scan.mention(k, k + 1, forms(scan.words[k].low).cases, bodies=(Body(group.code, group.ru),))


def _generic(scan: Scan, k: int) -> Mention | None:
    """«министерству», «ведомству», «им»: a body that the text before names."""
    word = scan.words[k]
    if word.low in table.PRONOUNS_RU or word.low in table.PRONOUNS_KK:
        case = "dat" if word.low not in ("олар", "ним", "ней", "нем") else "nom"
        language = "kk" if word.low in table.PRONOUNS_KK else "ru"
        return scan.mention(k, k + 1, frozenset({case}), need="pronoun", language=language)
    if kazakh.looks_kazakh(word.low) or scan.kazakh[k] in ("компания", "департамент", "комитет", "холдинг"):
        need = table.GENERIC_KK.get(scan.kazakh[k], "")
        if need and kazakh.looks_kazakh("".join(t.low for t in scan.words)):
            return _organisation(scan, k) or scan.mention(
                k, k + 1, frozenset({kazakh.case_of(word.low)}), need=need, language="kk")
    following = scan.words[k + 1].low if k + 1 < len(scan.words) else ""
    if scan.russian[k] in _SEZ_NOUNS and following in ("сэз", "зоны", "спецэкономзоны"):
        return scan.mention(k, k + 2, forms(word.low).cases or ANY, need="sez")
    need = _GENERIC_RU.get(scan.russian[k], "")
    if not need or not forms(word.low).noun:
        return None
    known = _organisation(scan, k)
    if known is not None and known.last - known.first > 1:
        return known
    return scan.mention(k, k + 1, forms(word.low).cases or ANY, need=need)


def _organisation(scan: Scan, k: int) -> Mention | None:
    """A body that the register does not know, as the text names it."""
    word = scan.words[k]
    if word.text in table.ORGANISATION_FORMS:
        return _quoted(scan, k)
    if scan.kazakh[k] in table.ORGANISATION_KK and kazakh.looks_kazakh("".join(t.low for t in scan.words)):
        return _kazakh_organisation(scan, k)
    if _adjective_of_organisation(scan, k):
        mention = scan.mention(k, k + 2, forms(scan.words[k + 1].low).cases & forms(word.low).cases or ANY)
        mention.need = f"named:{word.low} {scan.words[k + 1].low}"
        return mention
    office = scan.russian[k] in _HEAD_NOUNS_RU and not word.low.startswith(("министр", "аким", "секретар"))
    if scan.russian[k] not in _ORGANISATION_NOUNS and not office or not forms(word.low).noun:
        return None
    j = k + 1
    while j < len(scan.words) and j - k < 7 and scan.joined(j - 1, j + 1):
        gap = [t.text for t in scan.tokens[scan.places[j - 1] + 1 : scan.places[j]]]
        known = forms(scan.words[j].low)
        by_preposition = scan.words[j].low in ("по", "при") and j == k + 1
        if "," in gap or "–" in gap or not (gap or by_preposition or "gen" in known.cases and not known.finite
                                           or scan.words[j - 1].low == "по" and "dat" in known.cases):
            break
        j += 1
    quoted = any(t.text in _QUOTES for t in scan.tokens[scan.places[k] : scan.places[j - 1] + 2])
    if j == k + 1 and not quoted:
        return None
    mention = scan.mention(k, j, forms(word.low).cases or ANY, office=office)
    mention.need = "named:" + " ".join(t.low for t in scan.words[k:j])
    return mention


def _adjective_of_organisation(scan: Scan, k: int) -> bool:
    """«Санитарной службе»: an adjective, and the noun of an organisation in the same case."""
    if k + 1 >= len(scan.words) or scan.places[k + 1] != scan.places[k] + 1:
        return False
    adjective, noun = forms(scan.words[k].low), forms(scan.words[k + 1].low)
    known = scan.russian[k + 1] in _ORGANISATION_NOUNS and not table.NOT_IN_NAMES.match(scan.words[k].low)
    if known and _named(scan, k + 1) is not None:
        return False
    return known and adjective.adjective and not adjective.noun and bool(adjective.cases & noun.cases)


def _quoted(scan: Scan, k: int) -> Mention | None:
    """АО «…», ТОО «…»."""
    i = scan.places[k] + 1
    while i < len(scan.tokens) and scan.tokens[i].text in table.ORGANISATION_FORMS:
        i += 1
    if i >= len(scan.tokens) or scan.tokens[i].text not in '«"':
        return None
    for last in range(i + 1, min(i + 14, len(scan.tokens))):
        if scan.tokens[last].text in '»"':
            name = scan.tokens[scan.places[k]].start
            mention = Mention(scan.places[k], last + 1, name, scan.tokens[last].end, ANY)
            mention.need = "named:"
            return mention
    return None


def _kazakh_organisation(scan: Scan, k: int) -> Mention | None:
    """«Санитариялық қызмет», «жол басқармасы»: the head noun last."""
    first = k
    while first > 0 and k - first < 4 and scan.joined(first - 1, first + 1):
        before = scan.words[first - 1]
        gap = [t.text for t in scan.tokens[scan.places[first - 1] + 1 : scan.places[first]]]
        if "," in gap or kazakh.case_of(before.low) not in ("nom", "gen") or before.low in ("және", "мен", "ал", "деді"):
            break
        first -= 1
        if before.text[0].isupper():
            break
    case = frozenset({kazakh.case_of(scan.words[k].low)})
    if first == k or not scan.words[first].text[0].isupper() and k - first > 3:
        return scan.mention(k, k + 1, case, need=table.GENERIC_KK.get(scan.kazakh[k], "body"), language="kk")
    mention = scan.mention(first, k + 1, case, language="kk")
    mention.need = "named:" + " ".join(t.low for t in scan.words[first : k + 1])
    return mention


def _with_kazakh_head(scan: Scan, mention: Mention) -> None:
    """«… басқармасының басшысына»: the head's case is the body's."""
    if mention.language != "kk" or mention.last >= len(scan.tokens) or not mention.cases <= {"gen", "nom"}:
        return
    head = scan.tokens[mention.last]
    if head.word and kazakh.stem(head.low) in table.HEAD_NOUNS_KK:
        mention.last += 1
        mention.end, mention.cases, mention.office = head.end, frozenset({kazakh.case_of(head.low)}), True


def _note_surroundings(scan: Scan, mention: Mention) -> None:
    """Preposition before, «совместно с», and the marks «(свод)», «(по согласованию)» after."""
    tokens = scan.tokens
    before = mention.first - 1
    while before >= 0 and tokens[before].text in _QUOTES:
        before -= 1
    if mention.language == "ru":
        window = tokens[max(0, before - 3) : before + 1]
        phrase = " ".join(token.low for token in window)
        mention.together = bool(table.TOGETHER_RU.search(phrase + " "))
        if before >= 0 and tokens[before].low in PREPOSITIONS:
            mention.prep = tokens[before].low
    else:
        after = [t for t in tokens[mention.last : mention.last + 2] if t.text not in _QUOTES]
        mention.together = bool(after and table.TOGETHER_KK.match(after[0].low)) or mention.cases == {"ins"}
    if mention.last < len(tokens) and tokens[mention.last].text == "(":
        inside = []
        for token in tokens[mention.last + 1 : mention.last + 5]:
            if token.text == ")":
                break
            inside.append(token.low)
        mark = " ".join(inside)
        mention.lead = mark in table.LEAD_MARKS
        mention.by_agreement = mark in table.AGREEMENT_MARKS


PREPOSITIONS = frozenset(
    "в во на по о об от до из у к ко с со за для при про над под перед без через между кроме среди против около вокруг "
    "из-за ради согласно вместо".split()
)

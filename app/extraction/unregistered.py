"""Bodies without a name of the register: «министерству», «им», «Комитету по делам ветеранов», ТОО «…»."""

from functools import lru_cache

from app.extraction import kazakh
from app.extraction.gazetteer import russian_stem
from app.extraction.lexicon import bodies as table
from app.extraction.morphology import forms
from app.extraction.names import named
from app.extraction.posts import HEAD_NOUNS_RU
from app.extraction.scan import ANY, QUOTES, Mention, Scan

ORGANISATION_NOUNS = frozenset(map(russian_stem, table.ORGANISATION_NOUNS))
SEZ_NOUNS = frozenset(map(russian_stem, table.SEZ_NOUNS))
_CONJUNCTIONS = frozenset("и а или но также".split())
GENERIC_RU = {russian_stem(word): need for word, need in table.GENERIC_RU.items()}


HEADS_KK = table.GENERIC_KK.keys() | table.ORGANISATION_KK


@lru_cache(maxsize=1 << 14)
def kazakh_noun(low: str) -> tuple[str, str]:
    """The noun of a body and its case: «комитеті» is «комитет» in the nominative, no accusative of «комите»."""
    stem, plain = kazakh.stem(low), kazakh.plain_stem(low)
    return (plain, "nom") if stem not in HEADS_KK and plain in HEADS_KK else (stem, kazakh.case_of(low))


def generic(scan: Scan, k: int) -> Mention | None:
    """«министерству», «ведомству», «им»: a body that the text before names."""
    word = scan.words[k]
    if word.low in table.PRONOUNS_RU or word.low in table.PRONOUNS_KK:
        case = "dat" if word.low not in ("олар", "ним", "ней", "нем") else "nom"
        language = "kk" if word.low in table.PRONOUNS_KK else "ru"
        return scan.mention(k, k + 1, frozenset({case}), need="pronoun", language=language)
    noun, case = kazakh_noun(word.low)
    if kazakh.looks_kazakh(word.low) or noun in ("компания", "департамент", "комитет", "холдинг"):
        need = table.GENERIC_KK.get(noun, "")
        if need and kazakh.looks_kazakh("".join(t.low for t in scan.words)):
            return organisation(scan, k) or scan.mention(k, k + 1, frozenset({case}), need=need, language="kk")
    following = scan.words[k + 1].low if k + 1 < len(scan.words) else ""
    if scan.russian[k] in SEZ_NOUNS and following in ("сэз", "зоны", "спецэкономзоны"):
        return scan.mention(k, k + 2, forms(word.low).cases or ANY, need="sez")
    need = GENERIC_RU.get(scan.russian[k], "")
    if not need or not forms(word.low).noun:
        return None
    known = organisation(scan, k)
    if known is not None and known.last - known.first > 1:
        return known
    return scan.mention(k, k + 1, forms(word.low).cases or ANY, need=need)


def organisation(scan: Scan, k: int) -> Mention | None:
    """A body that the register does not know, as the text names it."""
    word = scan.words[k]
    if word.text in table.ORGANISATION_FORMS:
        return _quoted(scan, k)
    if kazakh_noun(word.low)[0] in table.ORGANISATION_KK and kazakh.looks_kazakh("".join(t.low for t in scan.words)):
        return _kazakh_organisation(scan, k)
    if _adjective_of_organisation(scan, k):
        mention = scan.mention(k, k + 2, forms(scan.words[k + 1].low).cases & forms(word.low).cases or ANY)
        mention.need = f"named:{word.low} {scan.words[k + 1].low}"
        return mention
    office = scan.russian[k] in HEAD_NOUNS_RU and not word.low.startswith(("министр", "аким", "секретар"))
    if (scan.russian[k] not in ORGANISATION_NOUNS and not office) or not forms(word.low).noun:
        return None
    j = k + 1
    while j < len(scan.words) and j - k < 7 and scan.joined(j - 1, j + 1) and scan.words[j].low not in _CONJUNCTIONS:
        gap = [t.text for t in scan.tokens[scan.places[j - 1] + 1 : scan.places[j]]]
        known = forms(scan.words[j].low)
        by_preposition = scan.words[j].low in ("по", "при") and j == k + 1
        if (
            "," in gap
            or "–" in gap
            or not (
                _inside_quotes(scan, k, j)
                or by_preposition
                or ("gen" in known.cases and not known.finite)
                or (scan.words[j - 1].low == "по" and "dat" in known.cases)
            )
        ):
            break
        j += 1
    quoted = any(t.text in QUOTES for t in scan.tokens[scan.places[k] : scan.places[j - 1] + 2])
    if j == k + 1 and not quoted:
        return None
    mention = scan.mention(k, j, forms(word.low).cases or ANY, office=office)
    inner = k + 1 if office and scan.russian[k + 1] in ORGANISATION_NOUNS else k
    mention.need = "named:" + " ".join(t.low for t in scan.words[inner:j])
    return mention


def _inside_quotes(scan: Scan, k: int, j: int) -> bool:
    """Whether a quote that was opened after word k is still open at word j."""
    marks = [t.text for t in scan.tokens[scan.places[k] : scan.places[j]] if t.text in QUOTES]
    return marks.count("«") > marks.count("»") or marks.count('"') % 2 == 1


def _adjective_of_organisation(scan: Scan, k: int) -> bool:
    """«Санитарной службе»: an adjective, and the noun of an organisation in the same case."""
    if k + 1 >= len(scan.words) or scan.places[k + 1] != scan.places[k] + 1:
        return False
    adjective, noun = forms(scan.words[k].low), forms(scan.words[k + 1].low)
    known = scan.russian[k + 1] in ORGANISATION_NOUNS and not table.NOT_IN_NAMES.match(scan.words[k].low)
    if known and named(scan, k + 1) is not None:
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


def _heads_a_body(low: str) -> bool:
    """A word that ends the name of another body or office: «министрлігі», «басқармасы», «әкімі»."""
    if not low.endswith(("ы", "і")):
        return False
    return low.startswith(("министр", "әкім", "басшы", "президент", "төраға")) or kazakh_noun(low)[0] in HEADS_KK


def _kazakh_organisation(scan: Scan, k: int) -> Mention | None:
    """«Санитариялық қызмет», «жол басқармасы»: the head noun last."""
    first = k
    while first > 0 and k - first < 4 and scan.joined(first - 1, first + 1):
        before = scan.words[first - 1]
        gap = [t.text for t in scan.tokens[scan.places[first - 1] + 1 : scan.places[first]]]
        if (
            "," in gap
            or (kazakh.case_of(before.low) not in ("nom", "gen") and before.low != "тұрғын")
            or before.low in ("және", "мен", "ал", "деді")
            or (kazakh_noun(before.low)[1] == "nom" and _heads_a_body(before.low))
        ):
            break
        first -= 1
        if before.text[0].isupper():
            break
    noun, name = kazakh_noun(scan.words[k].low)
    case, capital = frozenset({name}), scan.words[first].text[0].isupper()
    if noun in table.CAPITAL_ONLY_KK and (first == k or not capital):
        return None
    if first == k or (not capital and k - first > 3):
        return scan.mention(k, k + 1, case, need=table.GENERIC_KK.get(noun, "body"), language="kk")
    mention = scan.mention(first, k + 1, case, language="kk")
    mention.need = "named:" + " ".join(t.low for t in scan.words[first : k + 1])
    return mention

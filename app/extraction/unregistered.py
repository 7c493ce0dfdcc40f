"""Bodies without a name of the register: «министерству», «им», «Комитету по делам ветеранов», ТОО «…»."""

import re
from functools import lru_cache

from app.extraction import kazakh
from app.extraction.akimats import place_of_adjective, region_after
from app.extraction.extents import extent
from app.extraction.gazetteer import russian_stem
from app.extraction.kazakh_local import local_department, local_head
from app.extraction.lexicon import bodies as table
from app.extraction.lexicon.metonyms import LEVELED
from app.extraction.morphology import forms
from app.extraction.names import named
from app.extraction.posts import HEAD_NOUNS_RU
from app.extraction.scan import ANY, QUOTES, Body, Mention, Scan
from app.extraction.trades import of_field

ORGANISATION_NOUNS = frozenset(map(russian_stem, (*table.ORGANISATION_NOUNS, *LEVELED)))
SEZ_NOUNS = frozenset(map(russian_stem, table.SEZ_NOUNS))
OFFICE_BODIES = frozenset(table.OFFICE_BODIES)
_LEVEL = re.compile(rf"(?:{table.LOCAL_ADJECTIVES})")
GENERIC_RU = {russian_stem(word): need for word, need in table.GENERIC_RU.items()}


HEADS_KK = table.GENERIC_KK.keys() | table.ORGANISATION_KK


@lru_cache(maxsize=1 << 14)
def kazakh_noun(low: str) -> tuple[str, str]:
    """The noun of a body and its case: «комитеті» is «комитет» in the nominative, no accusative of «комите»."""
    stem, plain = kazakh.stem(low), kazakh.plain_stem(low)
    return (plain, "nom") if stem not in HEADS_KK and plain in HEADS_KK else (stem, kazakh.case_of(low))


def opens_generic(low: str, stem: str) -> bool:
    """Whether a word may stand for a body of the text before."""
    return (
        low in _FORMS_OF_GENERIC or stem in SEZ_NOUNS or stem in GENERIC_RU or kazakh_noun(low)[0] in table.GENERIC_KK
    )


_FORMS_OF_GENERIC = (
    table.PRONOUNS_RU | table.PRONOUNS_KK | table.MINISTER_FORMS | table.DEPUTY_FORMS | table.POWER_FORMS
)
_FORMS_OF_GENERIC |= {*table.BANKS, "министром"}


def generic(scan: Scan, k: int) -> Mention | None:
    """«министерству», «ведомству», «им»: a body that the text before names."""
    word = scan.words[k]
    if word.low in table.COUNTED and k + 1 < len(scan.words) and scan.russian[k + 1] in GENERIC_RU:
        return None
    if word.low in table.PRONOUNS_RU or word.low in table.PRONOUNS_KK:
        case = "dat" if word.low not in ("олар", "ним", "ней", "нем") else "nom"
        language = "kk" if word.low in table.PRONOUNS_KK else "ru"
        if language == "kk" and k + 1 < len(scan.words) and scan.words[k + 1].low in table.OF_IT_KK:
            return None
        return scan.mention(k, k + 1, frozenset({case}), need="pronoun", language=language)
    if plain := _plain_power(scan, k):
        return plain
    noun, case = kazakh_noun(word.low)
    if kazakh.looks_kazakh(word.low) or noun in ("компания", "департамент", "комитет", "холдинг", "ведомство"):
        need = table.GENERIC_KK.get(noun, "")
        if need and kazakh.looks_kazakh("".join(t.low for t in scan.words)):
            return organisation(scan, k) or scan.mention(k, k + 1, frozenset({case}), need=need, language="kk")
    if word.low in table.MINISTER_FORMS and _stands_alone(scan, k):
        return scan.mention(k, k + 1, forms(word.low).cases, need="ministry", office=True)
    if word.low in table.DEPUTY_FORMS and k and scan.words[k - 1].low in table.OWN_WORDS:
        return scan.mention(k - 1, k + 1, frozenset({"dat"}), need="ministry", office=True)
    following = scan.words[k + 1].low if k + 1 < len(scan.words) else ""
    if scan.russian[k] in SEZ_NOUNS and following in ("сэз", "зоны", "спецэкономзоны"):
        return scan.mention(k, k + 2, forms(word.low).cases or ANY, need="sez")
    need = GENERIC_RU.get(scan.russian[k], "")
    if not need or not forms(word.low).noun:
        return None
    if need in ("ministry", "body") and (fielded := of_field(scan, k)):
        return fielded
    if k + 1 < len(scan.words) and scan.words[k + 1].text[0].isupper() and scan.joined(k, k + 2):
        inner = named(scan, k + 1)
        if inner is not None and inner.bodies and (need in ("company", "holding", "fund", "bank")):
            inner.first, inner.start, inner.cases = scan.places[k], word.start, forms(word.low).cases or ANY
            return inner
    foreign = _latin(scan, k)
    if foreign > k + 1:
        mention = scan.mention(k, foreign, forms(word.low).cases or ANY)
        mention.need = "named:" + " ".join(t.low for t in scan.words[k:foreign])
        return mention
    known = organisation(scan, k) or (_after_its_field(scan, k) if need == "department" else None)
    if known is not None and known.last - known.first > 1:
        return known
    return scan.mention(k, k + 1, forms(word.low).cases or ANY, need=need)


def _plain_power(scan: Scan, k: int) -> Mention | None:
    """«областям предписано …», «городским властям надлежит …», «Банку развития»: common words that mean one body here."""
    low, directory = scan.words[k].low, scan.gazetteer.directory.by_code
    after = scan.words[k + 1] if k + 1 < len(scan.words) and scan.joined(k, k + 2) else None
    before = scan.words[k - 1].low if k and scan.joined(k - 1, k + 1) else ""
    if low == "министром" and before == "перед":  # «поставил перед министром задачи»
        return scan.mention(k, k + 1, frozenset({"ins"}), need="ministry", office=True)
    if low == "областям" and "grp_akimats" in directory and not forms(before).adjective:
        if before in ("по", "к", "этим") or (after is not None and forms(after.low).noun):
            return None
        return scan.mention(k, k + 1, frozenset({"dat"}), bodies=(Body("grp_akimats", directory["grp_akimats"].ru),))
    if low == "районам" and after is None and before not in ("по", "к", "этим") and not forms(before).adjective:
        return scan.mention(k, k + 1, frozenset({"dat"}), need="districts")
    level = next((need for stem, need in table.POWERS.items() if before.startswith(stem)), None)
    if low in ("власти", "властям") and level is not None:
        return scan.mention(k - 1, k + 1, forms(low).cases & {"nom", "acc", "dat"} or ANY, need=level)
    banks = low in table.BANKS and after is not None and after.low == "развития" and "co_dbk" in directory
    following = scan.words[k + 2] if banks and k + 2 < len(scan.words) and scan.joined(k + 1, k + 3) else None
    if not banks or forms(before).adjective or (following is not None and following.text[0].isupper()):
        return None
    return scan.mention(k, k + 2, table.BANKS[low], bodies=(Body("co_dbk", directory["co_dbk"].ru),))


def _latin(scan: Scan, k: int) -> int:
    """«компании City Transport Systems»: the word behind the capitalised Latin words of a name."""
    last = k + 1
    while last < len(scan.words) and scan.joined(last - 1, last + 1) and _LATIN.fullmatch(scan.words[last].text):
        last += 1
    return last


_LATIN = re.compile(r"[A-Z][A-Za-z&.-]*")


def _stands_alone(scan: Scan, k: int) -> bool:
    """«министру поручено», but not «заместителю министра»: no noun governs the word."""
    return not (k and scan.places[k] == scan.places[k - 1] + 1 and forms(scan.words[k - 1].low).noun)


def _after_its_field(scan: Scan, k: int) -> Mention | None:
    """«Природных ресурсов управление пусть …»: genitives that open the sentence before the head."""
    first = k
    while (
        first and scan.places[first - 1] == scan.places[first] - 1 and "gen" in forms(scan.words[first - 1].low).cases
    ):
        first -= 1
    if first == k or scan.places[first] or any(stem not in scan.gazetteer.vocabulary for stem in scan.russian[first:k]):
        return None
    mention = scan.mention(first, k + 1, forms(scan.words[k].low).cases or ANY)
    mention.need = "named:" + " ".join(t.low for t in (scan.words[k], *scan.words[first:k]))
    return mention


_CALLED = tuple(stems.split()[0] for stems in table.COLLOQUIAL)


def _colloquial(scan: Scan, k: int) -> Mention | None:
    """«Ветстанции», «санитарной службе», ДЧС: what people call a local body that has another name."""
    text, low = scan.words[k].text, scan.words[k].low
    name, head = table.LOCAL_ABBREVIATIONS.get(text, ""), k
    for stems, official in table.COLLOQUIAL.items() if not name and low.startswith(_CALLED) else ():
        first, _, second = stems.partition(" ")
        if low.startswith(first) and (
            not second or (k + 1 < len(scan.words) and scan.words[k + 1].low.startswith(second))
        ):
            name, head = official, k + bool(second)
            break
    if not name:
        return None
    place, end = "", head + 1
    if end < len(scan.words) and scan.places[end] == scan.places[head] + 1:
        place, end = region_after(scan.words, end, scan.gazetteer.places)
    mention = scan.mention(k, end, ANY if text.isupper() else forms(scan.words[head].low).cases or ANY)
    mention.need, mention.place = f"called:{name}", place
    return mention


def company(scan: Scan, k: int) -> Mention | None:
    """«Павлодарэнерго» обязали …: a quoted name of a company that opens its clause, without a legal form before it."""
    first = scan.places[k]
    before = scan.tokens[first - 2] if first > 1 else None
    if first == 0 or scan.tokens[first - 1].text not in '«"' or not scan.words[k].text[0].isupper():
        return None
    if before is not None and before.word and (forms(before.low).noun or forms(before.low).adjective):
        return None
    last = next((i for i in range(first + 1, min(first + 9, len(scan.tokens))) if scan.tokens[i].text in '»"'), None)
    if last is None or not any(table.COMPANY_WORDS.search(t.low) for t in scan.tokens[first:last] if t.word):
        return None
    if any(forms(t.low).finite or forms(t.low).infinitive for t in scan.tokens[first:last] if t.word):
        return None
    mention = Mention(first - 1, last + 1, scan.tokens[first - 1].start, scan.tokens[last].end, ANY)
    mention.need = "named:"
    return mention


def opens_organisation(low: str, stem: str) -> bool:
    """Whether a word may begin (in Kazakh: end) a body that the register lacks, other than a company in quotes."""
    return (
        low in _ABBREVIATED
        or low.startswith(_CALLED)
        or stem in ORGANISATION_NOUNS
        or stem in HEAD_NOUNS_RU
        or kazakh_noun(low)[0] in table.ORGANISATION_KK
        or bool(local_head(low))
        or forms(low).adjective
    )


_ABBREVIATED = frozenset(text.lower() for text in (*table.ORGANISATION_FORMS, *table.LOCAL_ABBREVIATIONS))


def organisation(scan: Scan, k: int) -> Mention | None:
    """A body that the register does not know, as the text names it."""
    word = scan.words[k]
    if word.text in table.ORGANISATION_FORMS:
        return _quoted(scan, k)
    called = _colloquial(scan, k) or company(scan, k)
    if called:
        return called
    local = local_department(scan, k)
    if local is not None:
        return local
    if kazakh_noun(word.low)[0] in table.ORGANISATION_KK and kazakh.looks_kazakh("".join(t.low for t in scan.words)):
        return _kazakh_organisation(scan, k)
    head = _head_after_adjectives(scan, k)
    if head:
        mention = _chain(scan, k, head, office=scan.russian[head] in OFFICE_BODIES)
        if mention:
            mention.cases = forms(word.low).cases & forms(scan.words[head].low).cases or ANY
            _place_before(scan, k, mention)
        return mention
    office = scan.russian[k] in HEAD_NOUNS_RU and not word.low.startswith(("министр", "аким", "секретар"))
    if (scan.russian[k] not in ORGANISATION_NOUNS and not office) or not forms(word.low).noun:
        return None
    if any(t.text[0].islower() and kazakh.looks_kazakh(t.low) for t in scan.words[k + 1 :]):
        return None  # «полиция қызметкерлеріне», «директор асхананы жөндесін»: no Russian name
    return _chain(scan, k, k, office)


def _place_before(scan: Scan, k: int, mention: Mention) -> None:
    """«Жамбылскому управлению сельского хозяйства»: the place is the adjective before the head."""
    place = "" if mention.place else place_of_adjective(scan.words[k].low, scan.gazetteer.places)
    if place and mention.need.startswith(("named:управлени", "named:департамент", f"named:{scan.words[k].low} ")):
        mention.place = place
        mention.need = mention.need.replace(f"{scan.words[k].low} ", "", 1)


def _chain(scan: Scan, first: int, k: int, office: bool) -> Mention | None:
    """A head noun with what belongs to its name; adjectives of its own stand from word `first` on."""
    inner = k
    if office and k + 1 < len(scan.words) and scan.joined(k, k + 2):
        inner = next(
            (n for n in (k + 1, k + 2, k + 3) if n < len(scan.words) and scan.russian[n] in ORGANISATION_NOUNS), k
        )
    cases = forms(scan.words[k].low).cases
    reach = extent(scan, inner, awaited="gen" in cases and "dat" not in cases and _awaits(scan))
    quoted = any(t.text in QUOTES for t in scan.tokens[scan.places[k] : scan.places[reach.name - 1] + 2])
    if first == inner == k and reach.end == k + 1 and not quoted:
        return None
    mention = scan.mention(first, reach.end, cases or ANY, office=office)
    if office and inner == k and k + 1 < len(scan.words) and scan.words[k + 1].low.startswith(table.FACILITIES):
        mention.need = f"facility:{scan.words[k + 1].low}"
        return mention
    mention.place, mention.parent = reach.place, reach.parent
    begin = inner if inner > k else first
    while begin - 1 > k and forms(scan.words[begin - 1].low).adjective:
        begin -= 1
    mention.need = "named:" + " ".join(t.low for t in scan.words[begin : reach.name])
    return mention


def _awaits(scan: Scan) -> bool:
    return any(token.low.startswith(table.AWAITING) for token in scan.words)


def _head_after_adjectives(scan: Scan, k: int) -> int:
    """«Санитарной службе», «Алматинскому областному управлению»: the noun of a body behind adjectives in its case, or 0."""
    j, cases = k, forms(scan.words[k].low).cases
    while j < k + 3 and j + 1 < len(scan.words) and scan.places[j + 1] == scan.places[j] + 1:
        known = forms(scan.words[j].low)
        named_so = known.noun and not _LEVEL.match(scan.words[j].low)
        if not known.adjective or named_so or table.NOT_IN_NAMES.match(scan.words[j].low):
            return 0
        j += 1
        noun = forms(scan.words[j].low)
        cases = cases & noun.cases
        local = _LEVEL.match(scan.words[k].low) and scan.russian[j] in OFFICE_BODIES
        if scan.russian[j] in ORGANISATION_NOUNS or local:
            return j if (cases and named(scan, j) is None) or local or _LEVEL.match(scan.words[k].low) else 0
    return 0


def _quoted(scan: Scan, k: int) -> Mention | None:
    """АО «…», ТОО «…»."""
    i = scan.places[k] + 1
    while i < len(scan.tokens) and scan.tokens[i].text in table.ORGANISATION_FORMS:
        i += 1
    if i >= len(scan.tokens) or scan.tokens[i].text not in '«"':
        return None
    known = named(scan, k + 1) if k + 1 < len(scan.words) and scan.places[k + 1] == i + 1 else None
    if known is not None and known.bodies and known.last < len(scan.tokens) and scan.tokens[known.last].text in '»"':
        known.first, known.start, known.cases = scan.places[k], scan.words[k].start, ANY
        known.last, known.end = known.last + 1, scan.tokens[known.last].end
        return known
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


# Joiners, and offices that stand before the name of a body as its giver: «Әкім құрылыс компаниясына …».
_NOT_IN_NAMES_KK = table.HEAD_NOUNS_KK | {
    "және",
    "мен",
    "ал",
    "деді",
    "президент",
    "премьер-министр",
    "сондай-ақ",
    "бұл",
    "ол",
    "олар",
}


_SURNAME = re.compile(r"[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі]+(?:[еоё]ва?|[иы]на?|ұлы|қызы|ев)$")


def _is_surname(scan: Scan, n: int, k: int) -> bool:
    """«Қасым-Жомарт Тоқаев агенттік басшысына»: who speaks, before a noun that no name possesses."""
    noun = kazakh_noun(scan.words[k].low)[0]
    possessed = not scan.words[k].low.startswith(noun) or scan.words[k].low[len(noun) :][:1] in ("ы", "і", "с")
    return not possessed and _SURNAME.match(scan.words[n].text) is not None


_AS_CENTRAL = re.compile(r"орталық (?:мемлекеттік|атқарушы|уәкілетті|орган|аппарат|коммуникац|көше|стадион|аурухана)")


def _describes(low: str) -> bool:
    """An adjective, after which the head of a name has no ending: «қалалық комиссия», «Ұлттық орталық», «жедел штаб»."""
    return low.endswith(table.ADJECTIVES_KK) or low in table.PLAIN_ADJECTIVES_KK


_PLACES_KK = frozenset({"облысы", "қаласы", "ауданы"})  # «Павлодар облысы … қорын толықтыруы керек»


def _kazakh_organisation(scan: Scan, k: int) -> Mention | None:
    """«Санитариялық қызмет», «жол басқармасы»: the head noun last."""
    first = k
    while first > 0 and k - first < 4 and scan.joined(first - 1, first + 1):
        before = scan.words[first - 1]
        gap = [t.text for t in scan.tokens[scan.places[first - 1] + 1 : scan.places[first]]]
        if (
            "," in gap
            or "–" in gap
            or (kazakh.case_of(before.low) not in ("nom", "gen") and before.low != "тұрғын")
            or before.low in _NOT_IN_NAMES_KK
            or _is_surname(scan, first - 1, k)
            or (kazakh_noun(before.low)[1] == "nom" and _heads_a_body(before.low))
            or (before.low in _PLACES_KK and kazakh_noun(scan.words[k].low)[1] == "acc")
        ):
            break
        first -= 1
        if before.text[0].isupper():
            break
    noun, name = kazakh_noun(scan.words[k].low)
    case, capital = frozenset({name}), scan.words[first].text[0].isupper()
    if first < k and scan.words[k].low == noun and not _describes(scan.words[k - 1].low):
        first = k  # «Бас прокуратура қор қаражатын», «барша орталық органға»: no name ends so
    if first == k and _AS_CENTRAL.match(" ".join(word.low for word in scan.words[k : k + 2])):
        return None
    if noun in table.CAPITAL_ONLY_KK and (first == k or not capital):
        return None
    if first == k or (not capital and k - first > 3):
        return scan.mention(k, k + 1, case, need=table.GENERIC_KK.get(noun, "body"), language="kk")
    mention = scan.mention(first, k + 1, case, language="kk")
    mention.need = "named:" + " ".join(t.low for t in scan.words[first : k + 1])
    return mention

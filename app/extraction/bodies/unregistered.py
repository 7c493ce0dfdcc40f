"""Bodies without a name of the register: «министерству», «им», «Комитету по делам ветеранов», ТОО «…»."""

import re
from bisect import bisect_left

from app.extraction.bodies.akimats import place_of_adjective, region_after
from app.extraction.bodies.extents import extent
from app.extraction.bodies.gazetteer import russian_stem
from app.extraction.bodies.kazakh_local import local_department, local_head
from app.extraction.bodies.kazakh_unregistered import (
    ABBREVIATION,
    heads_kk,
    kazakh_noun,
    kazakh_organisation,
    of_abbreviation_kk,
)
from app.extraction.bodies.names import named
from app.extraction.bodies.places import adjective_stem
from app.extraction.bodies.posts import HEAD_NOUNS_RU
from app.extraction.bodies.scan import ANY, QUOTES, Body, Mention, Scan
from app.extraction.bodies.trades import of_field
from app.extraction.lexicon import bodies as table
from app.extraction.lexicon.metonyms import LEVELED
from app.extraction.words import kazakh
from app.extraction.words.morphology import forms

ORGANISATION_NOUNS = frozenset(map(russian_stem, (*table.ORGANISATION_NOUNS, *LEVELED)))
SEZ_NOUNS = frozenset(map(russian_stem, table.SEZ_NOUNS))
OFFICE_BODIES = frozenset(table.OFFICE_BODIES)
_LEVEL = re.compile(rf"(?:{table.LOCAL_ADJECTIVES})")
GENERIC_RU = {russian_stem(word): need for word, need in table.GENERIC_RU.items()}


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
        return _pronoun(scan, k)
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
    if word.low in table.DEPUTY_FORMS and following in table.OWN_WORDS and scan.joined(k, k + 2):
        return scan.mention(k, k + 2, frozenset({"dat"}), need="ministry", office=True)
    if scan.russian[k] in SEZ_NOUNS and following in ("сэз", "зоны", "спецэкономзоны"):
        return scan.mention(k, k + 2, forms(word.low).cases or ANY, need="sez")
    need = GENERIC_RU.get(scan.russian[k], "")
    if not need or not forms(word.low).noun or (need == "set_up" and not _stands_alone(scan, k)):
        return None  # «к заседанию комиссии»
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


def _pronoun(scan: Scan, k: int) -> Mention | None:
    low = scan.words[k].low
    case = "dat" if low not in ("олар", "ним", "ней", "нем") else "nom"
    language = "kk" if low in table.PRONOUNS_KK else "ru"
    if language == "kk" and k + 1 < len(scan.words) and scan.words[k + 1].low in table.OF_IT_KK:
        return None
    return scan.mention(k, k + 1, frozenset({case}), need="pronoun", language=language)


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
    if low == "областей" and before == "всех" and k > 1 and scan.words[k - 2].low in ("от", "с", "со"):
        return scan.mention(
            k - 1, k + 1, frozenset({"gen"}), bodies=(Body("grp_akimats", directory["grp_akimats"].ru),)
        )
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
        or heads_kk(low)
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
        return kazakh_organisation(scan, k)
    if heads_kk(word.low) and (headed := of_abbreviation_kk(scan, k)) is not None:
        return headed
    head = _head_after_adjectives(scan, k)
    if head:
        mention = _chain(scan, k, head, office=scan.russian[head] in OFFICE_BODIES)
        if mention:
            mention.cases = forms(word.low).cases & forms(scan.words[head].low).cases or ANY
            _place_before(scan, k, mention)
        return mention
    office = scan.russian[k] in HEAD_NOUNS_RU and not word.low.startswith(("министр", "аким", "секретар"))
    if office and (headed := _of_colloquial(scan, k) or _of_abbreviation(scan, k)) is not None:
        return headed
    if (scan.russian[k] not in ORGANISATION_NOUNS and not office) or not forms(word.low).noun:
        return None
    if any(t.text[0].islower() and kazakh.looks_kazakh(t.low) for t in scan.words[k + 1 :]):
        return None  # «полиция қызметкерлеріне», «директор асхананы жөндесін»: no Russian name
    return _chain(scan, k, k, office)


def _of_abbreviation(scan: Scan, k: int) -> Mention | None:
    """«председателю АКМед», «главе НЦБ «Дарын»»: the body that its head stands for, when only its short name is given."""
    if k + 1 >= len(scan.words) or not scan.joined(k, k + 2) or forms(scan.words[k].low).plural:
        return None  # «руководителям ОСИ»: of a kind of which there are many
    name = scan.words[k + 1].text
    unknown = name not in table.ORGANISATION_FORMS and name not in table.NAME_ABBREVIATIONS
    if not ABBREVIATION.fullmatch(name) or not unknown or name.lower() in scan.gazetteer.places.abbreviations:
        return None
    mention = scan.mention(k, k + 2, forms(scan.words[k].low).cases or ANY, need="named:", office=True)
    mention.start = scan.words[k + 1].start
    tokens, last = scan.tokens, mention.last
    if last < len(tokens) and tokens[last].text in '«"':
        close = next((i for i in range(last + 1, min(last + 9, len(tokens))) if tokens[i].text in '»"'), None)
        if close is not None:
            mention.last, mention.end = close + 1, tokens[close].end
    return mention


def _of_colloquial(scan: Scan, k: int) -> Mention | None:
    """«руководителю облздрава», «начальнику ДЧС»: the body that people call so; plural heads are of all regions."""
    if forms(scan.words[k].low).plural:
        return None
    inner = _colloquial(scan, k + 1) if k + 1 < len(scan.words) and scan.joined(k, k + 2) else None
    if inner is not None:
        inner.first, inner.start = scan.places[k], scan.words[k].start
        inner.cases, inner.office = forms(scan.words[k].low).cases or ANY, True
    return inner


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
        if any(forms(word.low).past for word in scan.words[k + 1 : inner]):
            inner = k  # «Председатель правления поручил дирекции …»
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
        named_so = known.noun and not _LEVEL.match(scan.words[j].low) and not _like_surname(scan, j)
        if not known.adjective or named_so or _no_part(scan.words[j].low):
            return 0
        j += 1
        noun = forms(scan.words[j].low)
        cases = cases & noun.cases
        local = _LEVEL.match(scan.words[k].low) and scan.russian[j] in OFFICE_BODIES
        if scan.russian[j] in ORGANISATION_NOUNS or local:
            return j if (cases and named(scan, j) is None) or local or _LEVEL.match(scan.words[k].low) else 0
    return 0


_OF_ADJECTIVES = ("ой", "ей", "ому", "ему", "ого", "его", "ая", "ый", "ий", "ую", "ое")


def _like_surname(scan: Scan, j: int) -> bool:
    """«(Есильской) бассейновой инспекции», «учёному совету»: adjectives that a dictionary also knows as people."""
    word, known = scan.words[j], forms(scan.words[j].low)
    if not (known.adjective and word.low.endswith(_OF_ADJECTIVES)):
        return False
    if word.text[0].islower():
        return known.animate
    river = adjective_stem(word.low).endswith("ск") and not place_of_adjective(word.low, scan.gazetteer.places)
    following = scan.words[j + 1]
    return river and following.text[0].islower() and forms(following.low).adjective


def _no_part(low: str) -> bool:
    return bool(table.NOT_IN_NAMES.match(low) or table.BEFORE_NAMES.match(low))


_INNER_FORMS = (*table.ORGANISATION_FORMS, "ФНБ", "НУХ")
_AFTER_FORM = tuple(words.split() for words in table.AFTER_FORM)


def _quoted(scan: Scan, k: int) -> Mention | None:
    """АО «…», ТОО «…»."""
    i = scan.places[k] + 1
    while i < len(scan.tokens) and scan.tokens[i].text in table.ORGANISATION_FORMS:
        i += 1
    i += next((len(words) for words in _AFTER_FORM if [t.text for t in scan.tokens[i : i + len(words)]] == words), 0)
    if i >= len(scan.tokens) or scan.tokens[i].text not in '«"':
        return None
    while i + 2 < len(scan.tokens) and scan.tokens[i + 1].text in _INNER_FORMS and scan.tokens[i + 2].text in '«"':
        i += 2  # «АО «НК «ҚТЖ»»
    inner = bisect_left(scan.places, i + 1)
    known = named(scan, inner) if inner < len(scan.words) and scan.places[inner] == i + 1 else None
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

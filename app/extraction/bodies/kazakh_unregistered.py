"""Bodies in Kazakh text that the register lacks: «Ғарыштық медицина агенттігі», «Балалар спортын дамыту комитеті».

The head noun stands last; how far the name reaches before it is decided by the cases of its words. Firms in quotes belong
to `kazakh_bodies.py`, local departments to `kazakh_local.py`.
"""

import re
from functools import lru_cache

from app.extraction.bodies.kazakh_offices import head_noun
from app.extraction.bodies.names import named
from app.extraction.bodies.scan import Mention, Scan
from app.extraction.lexicon import bodies as table
from app.extraction.lexicon.names_kk import AND_KK
from app.extraction.words import kazakh

HEADS_KK = table.GENERIC_KK.keys() | table.ORGANISATION_KK


@lru_cache(maxsize=1 << 14)
def kazakh_noun(low: str) -> tuple[str, str]:
    """The noun of a body and its case: «комитеті» is «комитет» in the nominative, no accusative of «комите»."""
    stem, plain = kazakh.stem(low), kazakh.plain_stem(low)
    return (plain, "nom") if stem not in HEADS_KK and plain in HEADS_KK else (stem, kazakh.case_of(low))


def _heads_a_body(low: str) -> bool:
    """A word that ends the name of another body or office: «министрлігі», «басқармасы», «әкімі»."""
    if not low.endswith(("ы", "і")):
        return False
    return low.startswith(("министр", "әкім", "басшы", "президент", "төраға")) or kazakh_noun(low)[0] in HEADS_KK


# Joiners, and offices that stand before the name of a body as its giver: «Әкім құрылыс компаниясына …».
_NOT_IN_NAMES_KK = table.HEAD_NOUNS_KK | frozenset(
    "және мен ал деді президент премьер-министр вице-премьер вице-министр кеңесші дәрігер сондай-ақ бұл ол олар сонымен қатар "
    "бірге енді бүгін ертең қазір биыл "
    "сондықтан бірақ алайда дегенмен сосын кейін демек яғни әзірге алдымен міне осылайша сөйтіп осы сол".split()
)


_SURNAME = re.compile(r"[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі]+(?:[еоё]ва?|[иы]на?|ұлы|қызы|ев)$")


def _is_surname(scan: Scan, n: int, k: int) -> bool:
    """«Қасым-Жомарт Тоқаев агенттік басшысына»: who speaks, before a noun that no name possesses."""
    noun = kazakh_noun(scan.words[k].low)[0]
    possessed = not scan.words[k].low.startswith(noun) or scan.words[k].low[len(noun) :][:1] in ("ы", "і", "с")
    return not possessed and _SURNAME.match(scan.words[n].text) is not None


_SERVES = re.compile(r"(?:көрсет|ет(?:у|т|іп|ет)|атқар|істе|жаса|ұсын)")  # «көшпелі қызмет көрсететін автобустар»
_AS_CENTRAL = re.compile(r"орталық (?:мемлекеттік|атқарушы|уәкілетті|орган|аппарат|коммуникац|көше|стадион|аурухана)")


def _describes(low: str) -> bool:
    """An adjective, after which the head of a name has no ending: «қалалық комиссия», «Ұлттық орталық», «жедел штаб»."""
    return low.endswith(table.ADJECTIVES_KK) or low in table.PLAIN_ADJECTIVES_KK


_PLACES_KK = frozenset({"облысы", "қаласы", "ауданы"})  # «Павлодар облысы … қорын толықтыруы керек»


_REACH = 6  # words of a name before its head
_POSSESSED = re.compile(r"[ыі](?:на|не|н|нда|нде|нан|нен|ның|нің|мен)?$")
_LIGHT = frozenset("қамтамасыз іске жүзеге қайта тиімді".split())  # «қауіпсіздігін қамтамасыз ету департаменті»
_VERBAL_NOUN = re.compile(r"[а-яәғқңөұүһі]{2,}(?:у|ю)$")
# «медицина», «вакцина», «Қазақстан»: no case follows such a stem without possession; «қабілеті» has nothing but possession.
_NO_CASE = re.compile(r"[а-яәғқңөұүһі]*(?:[^ыі]н[ае]|стан|[аеоөуүыі]т[ыі])$")


def _in_name(scan: Scan, n: int, acting: bool) -> bool:
    """Whether word n may stand before the head of a name: in no case, a genitive, the object of an act («тілін оқыту»)."""
    low = scan.words[n].low
    case = kazakh.case_of(low)
    if case in ("nom", "gen") or low == "тұрғын" or _NO_CASE.match(low):
        return True
    verb = n + 1 + (scan.words[n + 1].low in _LIGHT and n + 2 < len(scan.words))
    return acting and case == "acc" and _VERBAL_NOUN.match(scan.words[verb].low) is not None


def _first_of_name(scan: Scan, k: int, acting: bool) -> int:
    """The first word of the name whose head is word k."""
    first = k
    while first > 0 and k - first < _REACH and scan.joined(first - 1, first + 1):
        before = scan.words[first - 1]
        if acting and (earlier := _joined_field(scan, first)) is not None:
            return earlier
        if before.low == "қарсы" and first > 1 and kazakh.case_of(scan.words[first - 2].low) == "dat":
            return first - 2  # «Киберқылмысқа қарсы іс-қимыл департаменті»
        gap = [t.text for t in scan.tokens[scan.places[first - 1] + 1 : scan.places[first]]]
        if (
            "," in gap
            or "–" in gap
            or not _in_name(scan, first - 1, acting and first < k)
            or before.low in _NOT_IN_NAMES_KK
            or _is_surname(scan, first - 1, k)
            or _names_another(scan, first - 1, k)
            or (before.low == "үкімет" and not _of_government(scan, first, k))
            or (before.low in _PLACES_KK and kazakh_noun(scan.words[k].low)[1] == "acc")
        ):
            break
        first -= 1
        if before.text[0].isupper():
            break
    return first


def _of_government(scan: Scan, first: int, k: int) -> bool:
    """«Үкімет жанындағы кеңес», «Үкімет үйі», but not «Үкімет университеттердің …», «Үкімет деректерді өңдеу орталықтары»."""
    head = scan.words[k].low
    own = _POSSESSED.search(head) is not None and kazakh_noun(head)[1] != "acc"
    return own and (first == k or scan.words[first].low == "жанындағы")


def _names_another(scan: Scan, n: int, k: int) -> bool:
    """Whether word n ends the name of another body than word k: «… корпорациясының тұқым қорына», «… агенттігі комитетке».

    «Мемлекеттік еңбек инспекциясы комитетіне» is one.
    """
    low = scan.words[n].low
    noun, case = kazakh_noun(low)
    if case == "gen":
        return (noun in HEADS_KK or noun in _FIRMS) and not scan.words[k].text[0].isupper() and n + 1 < k
    within = low in _WITHIN and n + 1 == k and _POSSESSED.search(scan.words[k].low)
    return case == "nom" and _heads_a_body(low) and not within


_FIRMS = frozenset({"корпорация", "компания", "холдинг", "министрлік"})
_WITHIN = frozenset({"инспекциясы", "қызметі"})


def _joined_field(scan: Scan, first: int) -> int | None:
    """«Ішкі саясат және жастар істері басқармасы»: where the field begins that «және», «мен» join to the one from word first on.

    None where a body stands before «және», or no capital opens the field.
    """
    if scan.words[first - 1].low not in AND_KK or scan.words[first].text[0].isupper():
        return None
    for place in range(first - 2, max(-1, first - 2 - _FIELD), -1):
        word = scan.words[place]
        if not scan.joined(place, place + 2) or not _in_name(scan, place, acting=True) or _heads_a_body(word.low):
            return None
        if kazakh_noun(word.low)[0] in HEADS_KK or word.low in _NOT_IN_NAMES_KK:
            return None
        if word.text[0].isupper():
            return place
    return None


_FIELD = 4  # words of a field before «және»


def _with_object(scan: Scan, first: int) -> int:
    """«отбасыларды қолдау басқармасы», «қызметшілердің әдебін сақтау комиссиясы»: where the object of a name's act begins.

    One thing alone («жолды жөндеу басқармасына бітіруді тапсырды») is rather what the sentence is about.
    """
    if not first or not _VERBAL_NOUN.match(scan.words[first].low) or not scan.joined(first - 1, first + 1):
        return first
    owned = first > 1 and kazakh.case_of(scan.words[first - 2].low) == "gen" and scan.joined(first - 2, first)
    if owned and kazakh_noun(scan.words[first - 2].low)[0] not in HEADS_KK and _ITS.search(scan.words[first - 1].low):
        return first - 2
    many = _MANY_THINGS.search(scan.words[first - 1].low)
    return first - 1 if many and kazakh_noun(scan.words[first - 1].low)[0] not in HEADS_KK else first


_ITS = re.compile(r"[ыі]н$")
_MANY_THINGS = re.compile(r"(?:лар|лер|дар|дер|тар|тер)(?:[дт][ыі]|[ыі]н)$")


def kazakh_organisation(scan: Scan, k: int) -> Mention | None:
    """«Санитариялық қызмет», «жол басқармасы», «Балалар спортын дамыту комитеті»: the head noun last."""
    first = _first_of_name(scan, k, acting=True)
    if not scan.words[first].text[0].isupper():
        first = _with_object(scan, _first_of_name(scan, k, acting=False))
    noun, name = kazakh_noun(scan.words[k].low)
    case, capital = frozenset({name}), scan.words[first].text[0].isupper()
    if first < k and scan.words[k].low == noun and not _describes(scan.words[k - 1].low):
        first = k  # «Бас прокуратура қор қаражатын», «барша орталық органға»: no name ends so
    if noun == "қызмет" and k + 1 < len(scan.words) and _SERVES.match(scan.words[k + 1].low):
        return None
    if first == k and _AS_CENTRAL.match(" ".join(word.low for word in scan.words[k : k + 2])):
        return None
    if noun in table.CAPITAL_ONLY_KK and (first == k or not capital):
        return None
    if first == k or (not capital and k - first > 3):
        return scan.mention(k, k + 1, case, need=table.GENERIC_KK.get(noun, "body"), language="kk")
    mention = scan.mention(first, k + 1, case, language="kk")
    mention.need = "named:" + " ".join(t.low for t in scan.words[first : k + 1])
    return mention


def heads_kk(low: str) -> bool:
    """Whether a word is the head of a body that stands before it: «төрағасына», «директорына», «басшысынан»."""
    return low.endswith(_OF_HEADS) and head_noun(low) in _HEADS


_HEADS = frozenset({"төраға", "төрайым", "басшы", "директор", "бастық", "жетекші", "ректор"})
_OF_HEADS = ("сына", "сіне", "ына", "іне", "сынан", "сінен", "ынан", "інен")
# Short names of bodies: «АКМед», «ЦТИ», «КазНИИ», «QazTest».
ABBREVIATION = re.compile(
    r"(?=.{3,12}$)(?:[А-ЯЁӘҒҚҢӨҰҮҺІ]{2,6}[а-яё]*|[A-Z]{2,6}[a-z]*|(?:[А-Я][а-яё]+|[A-Z][a-z]+){2,}|[А-Я][а-яё]+[А-Я]{2,})"
)


def of_abbreviation_kk(scan: Scan, k: int) -> Mention | None:
    """«АКМед төрағасына»: the body of the head at word k, when only its short name is given."""
    if not k or not scan.joined(k - 1, k + 1) or not ABBREVIATION.fullmatch(scan.words[k - 1].text):
        return None
    if scan.words[k - 1].low in scan.gazetteer.places.abbreviations or named(scan, k - 1) is not None:
        return None
    case = frozenset({kazakh.case_of(scan.words[k].low)})
    mention = scan.mention(k - 1, k + 1, case, need="named:", office=True, language="kk")
    mention.end = scan.words[k - 1].end
    return mention

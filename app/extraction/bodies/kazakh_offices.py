"""Who heads a Kazakh body, or works there, behind its name: «ҚТЖ басқарма төрағасына», «… әкімінің бірінші орынбасарына».

The head's case is the body's. Ministers and akims, who have no body's noun before them, belong to `kazakh_bodies.py` and
`akimats.py`.
"""

from app.extraction.bodies.scan import Mention, Scan
from app.extraction.lexicon import bodies as table
from app.extraction.words import kazakh
from app.extraction.words.tokens import Token

_OF_PLACES = frozenset({"әкім", "министр"})  # «… министрлігі әкімдермен бірге»: an akim heads no ministry
_DEPUTIES = frozenset({"орынбасар", "хатшы"})
_ATTRIBUTES = frozenset(
    "бас бірінші басқарма басқармасының директорлар кеңесінің атқарушы басқарушы генералдық аймақтық орталық вице ресми "
    "кеңесі аппарат".split()
)
_COMPANY = ("компаниясының", "компаниясы", "әкімшілігінің", "дирекциясының")
_BEFORE_HEAD = frozenset({"gen", "nom", "any"})
_OF_ZONE = frozenset({"компания", "әкімшілік", "дирекция", "басқарма"})
_PEOPLE = table.HEAD_NOUNS_KK | table.STAFF_KK
_LONGEST, _CHAIN = 3, 3


def with_office(scan: Scan, mention: Mention) -> None:
    """Takes the heads behind a body into its mention, one after another: «басқарма төрағасының орынбасарына»."""
    if mention.language != "kk" and not _kazakh_behind(scan, mention):
        return
    if mention.bodies and mention.bodies[0].code in ("president", "pm"):
        return
    for _ in range(_CHAIN):
        if not mention.cases & _BEFORE_HEAD or not _take(scan, mention):
            return


def _kazakh_behind(scan: Scan, mention: Mention) -> bool:
    """«Qarmet» басшысына: a name that both languages share, with a Kazakh head behind it."""
    last = _over_quotes(scan.tokens, mention.last)
    while last + 1 < len(scan.tokens) and scan.tokens[last].low in _ATTRIBUTES:  # «ҚазТрансОйл бас директорына»
        last += 1
    if not mention.bodies or last >= len(scan.tokens):
        return False
    low = scan.tokens[last].low
    noun = head_noun(low)
    return kazakh.looks_kazakh(low) or (low != noun and noun in _PEOPLE)


_OF_STATE = "президент"


def _over_quotes(tokens: list[Token], last: int) -> int:
    while last < len(tokens) and tokens[last].text in '»"':
        last += 1
    return last


def _take(scan: Scan, mention: Mention) -> bool:
    tokens, last = scan.tokens, _over_quotes(scan.tokens, mention.last)
    start = last
    while last < len(tokens) and last - start < _LONGEST and _is_attribute(tokens[last].low):
        last += 1
    if last >= len(tokens) or not tokens[last].word:
        return False
    head = tokens[last]
    noun, case = head_noun(head.low), kazakh.case_of(head.low)
    if _is_zone(mention) and kazakh.stem(head.low) in _OF_ZONE:  # «Оңтүстік» АЭА басқарушы компаниясына
        mention.last, mention.end, mention.cases = last + 1, head.end, frozenset({case})
        return True
    if mention.office and noun not in _DEPUTIES:
        return False
    staff = noun in table.STAFF_KK and (case in ("dat", "abl") or noun == "басшылық")
    if noun in _OF_PLACES or not (noun in table.HEAD_NOUNS_KK or staff):
        return False
    if noun == _OF_STATE and not head.low.startswith(_OF_STATE + "і"):  # «Үкімет Президенттен …» are two
        return False
    if mention.office and not mention.bodies:
        return False
    mention.last, mention.end = last + 1, head.end
    mention.cases, mention.office, mention.language = frozenset({case}), True, "kk"
    return True


def _is_zone(mention: Mention) -> bool:
    return bool(mention.bodies) and (mention.bodies[0].code or "").startswith("sez_")


def _is_attribute(low: str) -> bool:
    return low in _ATTRIBUTES or low in _COMPANY


def head_noun(low: str) -> str:
    """The noun of a head: «төрағаға», «басшыға», «басшыларына»; its own «ы» is no possession."""
    stem = kazakh.stem(low)
    return next((form for form in (stem, f"{stem}ы", f"{stem}і") if form in _PEOPLE), stem)

"""Local departments in Kazakh text: «Павлодар облысының Құрылыс басқармасы», «қала Білім бөліміне».

Their field is in a table, so that the name is known in Russian, as the register has it, and small letters are no obstacle.
Departments that the register has are found by their names (`names.py`).
"""

from bisect import bisect_left
from functools import lru_cache

from app.extraction.bodies.kazakh_akimats import kazakh_places
from app.extraction.bodies.scan import Mention, Scan
from app.extraction.lexicon.local_kk import FIELDS, HEADS
from app.extraction.words import kazakh
from app.extraction.words.tokens import Token

_LEVELS = ("облыстық", "қалалық", "аудандық", "өңірлік")
_EVERY = ("өңірлердің", "облыстардың", "аймақтардың", "өңірлік", "барлық", "барша")
_LONGEST = 10


def local_head(low: str) -> str:
    """The head noun of a local department in any form, "" for another word."""
    return next((head for head in (kazakh.stem(low), kazakh.plain_stem(low)) if head in HEADS), "")


def local_department(scan: Scan, k: int) -> Mention | None:
    """The department whose head noun is word k and whose field the table knows."""
    head = local_head(scan.words[k].low)
    first = _field_start(scan, k) if head else k
    if first == k:
        return None
    surface = " ".join(word.low for word in scan.words[first : k + 1])
    low = scan.words[k].low
    case = kazakh.case_of(low) if kazakh.stem(low) == head else "nom"
    codes, place_first = kazakh_places(scan.words, first, scan.gazetteer.places)
    before = scan.words[first - 1].low if first else ""
    if codes:
        first = place_first
    elif before in _LEVELS or before in _EVERY:
        first -= 1
    elif first and scan.joined(first - 1, first + 1) and _belongs(scan.words[first - 1]):
        return None
    mention = scan.mention(first, k + 1, frozenset({case}), language="kk")
    mention.need = f"named:{surface}"
    mention.place = codes[0] if codes else ""
    mention.more = tuple(codes[1:]) if _is_plural(low, head) else ()
    return mention


def with_region(scan: Scan, mention: Mention, floor: int) -> None:
    """«Алматының цифрландыру басқармасына», «Абай мен Жетісу облыстарының білім басқармалары»: the places before a department.

    floor: the token behind the mention before, which no place reaches over.
    """
    if mention.language != "kk" or mention.place:
        return
    first = bisect_left(scan.places, mention.first)
    codes, start = kazakh_places(scan.words, first, scan.gazetteer.places)
    if not codes or scan.places[start] < floor or not scan.joined(start, first + 1):
        return
    if any(word.low in _EVERY for word in scan.words[max(0, start - 1) : first]):
        return  # «Облыстардың, Астана мен Алматы қалаларының білім басқармаларына»: those of all regions
    words = [token.low for token in scan.tokens[mention.first : mention.last] if token.word]
    many = any(word.startswith(_MANY) for word in words[-2:])
    if mention.need.startswith("department:"):
        mention.place, mention.more = codes[0], tuple(codes[1:]) if many else ()
        mention.first, mention.start = scan.places[start], scan.words[start].start
    elif len(codes) > 1 and many and mention.bodies and mention.bodies[0].code in ONE_OF_ALL:
        mention.place, mention.more = codes[0], tuple(codes[1:])
        mention.first, mention.start = scan.places[start], scan.words[start].start


# Groups of local departments: what one of them is called.
ONE_OF_ALL = {"grp_edu": "Управление образования", "grp_police": "Департамент полиции"}
_MANY = tuple(f"{noun}{many}" for noun in (*HEADS, "департамент") for many in ("лар", "лер", "тер"))


def _belongs(before: Token) -> bool:
    """Whether the word before belongs to the name: «Қоғамдық көлік басқармасы» is of another field than «көлік»."""
    return before.text[0].isupper() and before.low.endswith(("лық", "лік", "дық", "дік", "тық", "тік"))


def russian_name(surface: str) -> tuple[str, str] | None:
    """(head, field) in Russian of a surface that ends with a head noun («құрылыс басқармасына»); None for another name."""
    words = surface.replace(",", "").split()
    head = local_head(words[-1]) if words else ""
    field = _fields().get(tuple(words[:-1]), "") if head else ""
    return (HEADS[head][_is_plural(words[-1], head)], field) if field else None


def one_of(surface: str) -> str:
    """«білім басқармаларына» -> «Управление образования»; "" where the field is unknown."""
    words = surface.split()
    head = local_head(words[-1]) if words else ""
    known = russian_name(surface)
    return f"{HEADS[head][0]} {known[1]}" if known else ""


def _is_plural(low: str, head: str) -> bool:
    return low.startswith((f"{head}лар", f"{head}лер", f"{head}дер"))


def _field_start(scan: Scan, k: int) -> int:
    """The first word of the longest field that ends before word k; k where none does."""
    return next((n for n in range(max(0, k - _LONGEST), k) if _field(scan, n, k) and scan.joined(n, k + 1)), k)


def _field(scan: Scan, first: int, last: int) -> str:
    """The Russian genitive of the field that words first..last name; "" for none."""
    return _fields().get(tuple(scan.words[n].low for n in range(first, last)), "")


@lru_cache(maxsize=1)
def _fields() -> dict[tuple[str, ...], str]:
    return {tuple(name.replace(",", "").split()): russian for name, russian in FIELDS.items()}

"""What a Russian and a Kazakh sentence share: quantities, places, names, words written alike, words of one meaning.

Terms and the names of the leading bodies are left out: they are compared as facts, in `sameness.py`. Pure, no text of its own.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from app.domain.bilingual import ACTS, COMMON, PLACES, THINGS

_FOLD = str.maketrans("ёәғқңөұүһіэ", "еагкноуухие")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[ \u00a0]\d{3})*(?:[.,]\d+)?")
_MONTHS = (
    "(?:январ|феврал|март|апрел|ма[яею]|июн|июл|август|сентябр|октябр|ноябр|декабр|"
    "кантар|акпан|наурыз|сауир|мамыр|маусым|шилде|тамыз|кыркуйек|казан|караша|желтоксан)"
    "(?:[аеуья]|[ое]м|[гк][ае]|[дтн][ае]|[дтн][ыи]н|[дтн][ае]н|ы|и|[ыи]на|[ыи]не|[ыи]нда|[ыи]нде)?"
)
_SPANS = (
    r"(?:рабочи\w* |календарны\w* |жумыс |кунтизбелик )?"
    r"(?:дн\w+|день|сут\w+|недел\w+|месяц\w*|год\w{0,2}|лет|час(?:а|ов)?|кун\w*|апта\w*|(?:ай|жыл)(?:д[аы]н?|га|лык|дык|гы|ы|ына)?|"
    r"сагат\w*)"
)
# Days, years, quarters and lengths of time, in folded letters.
_TERMS = re.compile(
    rf"\b(?:\d{{1,2}}(?:-\w+)?\s+)?{_MONTHS}\b|\b\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|\b\d{{1,3}}\s+{_SPANS}\b"
    r"|\b(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?(?:-\w+|\s*(?:г\b\.?|год\w*|жыл\w*))?"
    r"|\b(?:\d|[ivи]+)[- ]?\w{0,3}\s+(?:квартал|токсан)\w*"
)
_PHRASES = tuple(
    (re.compile(words), one)
    for words, one in (
        (r"западно-казахстан\w*|батыс казакстан\w*", "зко"),
        (r"северо-казахстан\w*|солтустик казакстан\w*", "ско"),
        (r"восточно-казахстан\w*|шыгыс казакстан\w*", "вко"),
        (r"дорожн\w+ карт\w+|жол картасы?\w*", "жолкарта"),
        (r"детск\w+ сад\w*|бала бакша\w*", "детсад"),
        (r"темир жол\w*", "темиржол"),
        (r"ауыл шаруашылыг\w*|сельск\w+ хозяйств\w*", "село"),
    )
)
# Who speaks, to whom, and that it is an order: said of every instruction.
_EMPTY = re.compile(
    r"министр|министер|мин[а-я]{2,}$|премьер|вице|президент|правительств|уким|глав|басшы|мемлекет|государств|комитет|агент|"
    r"аким|област|облыс|республик|казахстан|казакстан|поруч|тапсыр|жукте|миндетте|тиис|керек|кажет|долж|необходим|следует|"
    r"обязал|обеспеч|камтамасыз|етсин|етуд|етуге|совместно|бирлес|бирге|уполномоч|госорган|орган|пункт|тармак|срок|мерзим|"
    r"дейин|ишинде|туралы|бойынша|жане|жонинде|также|после|через|который|этого|одного|барлык|осы|алдын|кейин|кешиктирмей|позднее"
)
_OFFICES = re.compile(
    r"(?:[Пп]ремьер-[Мм]инистр|[Вв]ице-премьер|[Пп]резидент|[Мм]инистр|[Аа]ким|[Әә]кімі|[Бб]асшысы|[Гг]лав[аы]\s\w+)"
    r"\s+[А-ЯӘҒҚҢӨҰҮҺІ]\w+(?:\s+[А-ЯӘҒҚҢӨҰҮҺІ]\w+(?:ов|ев|ин|ова|ева|ина|ұлы|қызы)\b)?|\b[А-ЯӘҒҚҢӨҰҮҺІ]\.\s?[А-ЯӘҒҚҢӨҰҮҺІ]\w+"
)
_NAME = re.compile(r"(?<![.!?–«]\s)(?<!^)\b[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ][\w-]{3,}|\b[A-Z][A-Za-z]{2,}")
_VOWELS = re.compile("[аеиоуыюяйьъ-]")
_ROOT, _LONG, _SHORTEST, _SPOKEN = 5, 6, 2, 3
_LARGE = 10
_PLACE, _OWN = "place", "word"


@dataclass(frozen=True)
class Traces:
    """What a sentence shows in any language. marks: its words as they can be compared, with the weight of each."""

    numbers: frozenset[str]
    places: frozenset[str]
    marks: Mapping[str, float]


@dataclass(frozen=True)
class Shared:
    """How much two sentences share. weight: sum over what they share; part: of the shorter one's words; things: whether a
    quantity, a place, a name or an object is among it; contrary: their quantities or their places exclude each other."""

    weight: float
    part: float
    things: bool
    contrary: bool


@lru_cache(maxsize=4096)
def traces(text: str) -> Traces:
    """What can be compared in a sentence."""
    low = _TERMS.sub(" ", _joined(_OFFICES.sub(" ", text)))
    numbers = frozenset(re.sub(r"\s", "", n).replace(",", ".") for n in _NUMBER.findall(low))
    named = frozenset(_folded(word) for word in _NAME.findall(text) if not word.isupper())
    marks = {f"number {n}": 1.0 if float(n) >= _LARGE else 0.5 for n in numbers}
    places: set[str] = set()
    for word in _WORD.findall(low):
        mark, weight = _mark(word)
        if mark.startswith(_PLACE):
            places.add(mark)
        elif word in named:
            mark, weight = f"{_OWN} {_skeleton(word)}", 1.0
        if _EMPTY.match(word) or len(word) < _SHORTEST:
            continue
        telling = not mark.startswith(_OWN) or len(word) >= _LONG or word in named
        if telling or len(word) > _SHORTEST + 1:
            marks[mark] = weight if telling else 0.0
    return Traces(numbers, frozenset(places), marks)


def shared(one: Traces, other: Traces, leaders: str) -> Shared:
    """What two sentences of different languages have in common. leaders: names of leading bodies, which do not count."""
    left_out = {_mark(word)[0] for word in _WORD.findall(_joined(leaders))}
    mine, theirs = one.marks.keys() - left_out, other.marks.keys() - left_out
    weights = [max(one.marks[mark], other.marks[mark]) for mark in mine & theirs]
    return Shared(
        weight=sum(weights),
        part=sum(map(bool, weights)) / max(1, min(len(mine), len(theirs))),
        things=any(weight >= 1.0 for weight in weights),
        contrary=_exclude(one.numbers, other.numbers) or _exclude(one.places, other.places),
    )


def _exclude(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and not one & other


def _folded(text: str) -> str:
    return text.lower().translate(_FOLD)


def _joined(text: str) -> str:
    """A text in folded letters, its fixed phrases made one word."""
    low = _folded(text)
    for words, one in _PHRASES:
        low = words.sub(one, low)
    return low


@cache
def _beginnings() -> dict[str, tuple[str, float]]:
    """Beginning of a word, a `$` after a whole one -> (what it means, its weight)."""
    found: dict[str, tuple[str, float]] = {}
    for kind, weight, rows in (
        (_PLACE, 1.0, PLACES),
        ("act", 0.5, ACTS),
        ("common", 0.5, COMMON),
        ("thing", 1.0, THINGS),
    ):
        for row in rows.strip().splitlines():
            cells = [_folded(cell) for cell in row.split() if cell != "/"]
            found.update(dict.fromkeys(cells, (f"{kind} {cells[0]}", weight)))
    return found


def _mark(word: str) -> tuple[str, float]:
    """What a folded word means, by its longest known beginning; else its own first letters."""
    known = _beginnings()
    if found := known.get(f"{word}$"):
        return found
    lengths = range(len(word), 1, -1)
    return next((known[word[:n]] for n in lengths if word[:n] in known), _own(word))


def _skeleton(name: str) -> str:
    """«Кендерли» and «Кендірлі»: the consonants that a name begins with, or its first letters where it has few."""
    consonants = _VOWELS.sub("", name)
    return consonants[:_ROOT] if len(consonants) >= _SPOKEN else name[:_ROOT]


def _own(word: str) -> tuple[str, float]:
    return f"{_OWN} {word[:_ROOT]}", 1.0

"""Small pieces that both languages share: results of parsing, numeric dates, years, phrases of a table.

A piece is a function (tokens, place) -> (value, next place) or None; it never looks further than a few words, so reading
a text is linear in its length. The pieces of one language are in `ru.py` and `kk.py`.
"""

from collections.abc import Iterable
from typing import NamedTuple, TypeVar

from app.domain.enums import Recurrence
from app.domain.periods import DECADE_YEARS, YEAR_MONTHS, Period, Unit
from app.domain.terms import Count, Prep, Term, TermKind
from app.extraction.deadlines.tokens import Tokens

FIRST_YEAR, LAST_YEAR = 1900, 2199
CENTURY = 100
KEY = 3
FULL_DATE, SHORT_DATE = 3, 2
HALF_MONTH_DAYS = 15
OTHER = "other"
Parts = TypeVar("Parts", Period, Term, Count)


class Core(NamedTuple):
    """A period that was read. end: token after it; start: first part of a range; strong: reads as a term by itself."""

    period: Period
    end: int
    start: Period | None = None
    strong: bool = True
    school: bool = False


class Match(NamedTuple):
    """A whole expression: first token and token after the last; weak: a term only beside a word such as «срок».

    of_object: the period belongs to a noun; over: «за три года», which may as well tell of the past; also: the term that
    stands right behind («до 1 марта и до 1 сентября»), which is not part of the words.
    """

    term: Term
    begin: int
    end: int
    weak: bool = False
    of_object: bool = False
    over: bool = False
    also: Term | None = None


class Phrase(NamedTuple):
    """One row of a table of phrases: alternatives for every word, * for the end of a stem."""

    words: tuple[tuple[str, ...], ...]
    value: str


class Phrases:
    """A table of phrases, found by the first letters of their first two words."""

    def __init__(self, rows: Iterable[tuple[str, str]]) -> None:
        self.table: dict[str, dict[str, list[Phrase]]] = {}
        for text, value in rows:
            phrase = Phrase(tuple(tuple(word.split("|")) for word in text.split()), value)
            for first in phrase.words[0]:
                for second in phrase.words[1] if len(phrase.words) > 1 else ("",):
                    inner = self.table.setdefault(first.rstrip("*")[:KEY], {})
                    inner.setdefault(second.rstrip("*")[:KEY], []).append(phrase)

    def find(self, t: Tokens, i: int) -> tuple[str, int] | None:
        """The longest phrase at a place: its value and the token after it."""
        inner = self.table.get(t.words[i][:KEY])
        if inner is None:
            return None
        best: tuple[str, int] | None = None
        for phrase in (*inner.get(t.words[i + 1][:KEY], ()), *inner.get("", ())):
            end = i + len(phrase.words)
            if (best is None or end > best[1]) and all(
                fits(t.words[i + n], choices) for n, choices in enumerate(phrase.words)
            ):
                best = phrase.value, end
        return best


def fits(word: str, choices: tuple[str, ...]) -> bool:
    """Whether a word is one of the alternatives."""
    return any(word.startswith(choice[:-1]) if choice.endswith("*") else word == choice for choice in choices)


def longest(found: Iterable[Match | None]) -> Match | None:
    """The longest of several readings; the first of equals, but one that is a term by itself before a weak one."""
    best: Match | None = None
    for match in found:
        if match is not None and (best is None or (match.end, not match.weak) > (best.end, not best.weak)):
            best = match
    return best


def recurrence(value: str) -> Recurrence | None:
    """Recurrence of a table's value; None for those that the register does not know (daily)."""
    return None if value == OTHER else Recurrence(value)


def full_year(number: int) -> int:
    """A year of two digits as one of this century."""
    return number + 2000 if number < CENTURY else number


def plausible(year: int | None) -> bool:
    """Whether a number of four digits may be a year."""
    return year is not None and FIRST_YEAR <= year <= LAST_YEAR


def numeric_date(t: Tokens, i: int) -> tuple[Period, int] | None:
    """15.03.2026, 1.7.26, 15/03/2026, 2026.03.15, 2026-03-15; also an impossible one, which then has no date."""
    word = t.words[i]
    if not word[:1].isdecimal():
        return None
    pieces = word.replace("/", ".").split(".")
    if len(pieces) == FULL_DATE and all(piece.isdecimal() and len(piece) <= 4 for piece in pieces):
        day, month, year = (int(piece) for piece in pieces)
        if len(pieces[0]) == 4:
            day, year = year, day
        if len(pieces[0]) in (1, 2) and len(pieces[2]) not in (2, 4):
            return None
        return _day(day, month, full_year(year), i + 1)
    numbers = [t.numbers[i + n] for n in (0, 2, 4)]
    dashes = t.words[i + 1] == t.words[i + 3] == "-" and all(t.glued(i + n) for n in (1, 2, 3, 4))
    if dashes and None not in numbers:
        first, month, last = (number or 0 for number in numbers)
        if plausible(first):
            return _day(last, month, first, i + 5)
        if plausible(last):
            return _day(first, month, last, i + 5)
    return None


def _day(day: int, month: int, year: int, end: int) -> tuple[Period, int] | None:
    if not (1 <= month <= YEAR_MONTHS and 1 <= day <= 31 and plausible(year)):
        return None
    return Period(Unit.DAY, number=day, month=month, year=year), end


def day_and_month(t: Tokens, i: int) -> tuple[Period, int] | None:
    """15.03 without a year."""
    pieces = t.words[i].split(".")
    if len(pieces) != SHORT_DATE or not all(len(piece) == 2 and piece.isdecimal() for piece in pieces):
        return None
    day, month = int(pieces[0]), int(pieces[1])
    if not (1 <= month <= YEAR_MONTHS and 1 <= day <= 31):
        return None
    return Period(Unit.DAY, number=day, month=month), i + 1


def years(t: Tokens, i: int, suffixes: frozenset[str] = frozenset()) -> tuple[int, int, int] | None:
    """2026, 2026-2028, 2026/27, 2026 и 2027: first, last and the token after; the word for year is not read here."""
    word = t.words[i]
    if "/" in word:
        pieces = word.split("/")
        if len(pieces) == 2 and all(piece.isdecimal() and len(piece) in (2, 4) for piece in pieces):
            first, last = int(pieces[0]), int(pieces[1])
            last = first // CENTURY * CENTURY + last if last < CENTURY else last
            return (first, last, i + 1) if plausible(first) and plausible(last) else None
        return None
    if len(word) != 4 or not plausible(t.numbers[i]):
        return None
    first = last = t.numbers[i] or 0
    end = _suffix(t, i + 1, suffixes)
    while t.words[end] in ("-", "и", "мен", "және", ",") and len(t.words[end + 1]) in (2, 4):
        number = t.numbers[end + 1]
        if number is None or (len(t.words[end + 1]) == 2 and (t.words[end] != "-" or not t.glued(end + 1))):
            break
        number = first // CENTURY * CENTURY + number if number < CENTURY else number
        if not plausible(number) or number <= last or end - i > PIECES:
            break
        last = number
        end = _suffix(t, end + 2, suffixes)
    return first, last, end


PIECES = 8


def _suffix(t: Tokens, i: int, suffixes: frozenset[str]) -> int:
    """Skip «-го» after a number."""
    return i + 2 if t.words[i] == "-" and t.glued(i) and t.glued(i + 1) and t.words[i + 1] in suffixes else i


def length(value: float, unit: str, working: bool = False) -> Count:
    """So many units as months, days, working days and hours; halves of a month are 15 days, other halves round up."""
    whole = int(value)
    if unit == "hour":
        return Count(hours=whole)
    if unit == "day":
        return Count(working_days=whole) if working else Count(days=-int(-value // 1))
    if unit in ("week", "ten_days"):
        days = 5 if working else 7 if unit == "week" else 10
        return Count(working_days=whole * days) if working else Count(days=-int(-value * days // 1))
    if unit == "month":
        return Count(months=whole, days=HALF_MONTH_DAYS if value > whole else 0)
    size = {
        "quarter": 3,
        "half_year": 6,
        "season": 3,
        "year": YEAR_MONTHS,
        "five_years": 5 * YEAR_MONTHS,
        "decade": DECADE_YEARS * YEAR_MONTHS,
    }[unit]
    return Count(months=int(value * size))


def changed(value: Parts, **parts: object) -> Parts:
    """A copy with some parts said otherwise; what `dataclasses.replace` does, without its cost, which adds up here."""
    copy = object.__new__(type(value))
    copy.__dict__.update(value.__dict__, **parts)
    return copy


def added(one: Count, other: Count) -> Count:
    """Two lengths together: «год и три месяца»."""
    return Count(
        one.months + other.months, one.days + other.days, one.working_days + other.working_days, one.hours + other.hours
    )


def period_term(prep: Prep, core: Core) -> Term:
    """The term of a period behind a preposition."""
    return Term(TermKind.PERIOD, prep, core.period, core.start)

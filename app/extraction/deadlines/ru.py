"""Russian deadline expressions: a preposition and what it bounds, a series, a term without a date.

`read` gives the longest expression that begins at a word. Periods are read in `ru_periods.py`, lengths and
events in `ru_lengths.py`; which day follows is decided in `app.domain.terms`.
"""

from app.domain.enums import Recurrence
from app.domain.periods import YEAR_MONTHS, PartKind, Period, Ref, Unit
from app.domain.terms import Prep, Term, TermKind
from app.extraction.deadlines.grammar import Core, Match, Phrases, changed, day_and_month, longest, period_term
from app.extraction.deadlines.ru_asked import asked, at_once, given_for
from app.extraction.deadlines.ru_days import clock, inclusive
from app.extraction.deadlines.ru_lengths import (
    anchored,
    cardinal,
    fixed_event,
    length_of_time,
    open_event,
    school_term,
    words,
)
from app.extraction.deadlines.ru_objects import belongs, for_a_time, governed, of_records
from app.extraction.deadlines.ru_periods import core, unsaid
from app.extraction.deadlines.ru_quarters import how_many, which_one
from app.extraction.deadlines.ru_series import series
from app.extraction.deadlines.ru_years import is_unit, with_year
from app.extraction.deadlines.tokens import NOTHING, Tokens
from app.extraction.deadlines.words import (
    ANCHOR_NOUNS_RU,
    BARE_LENGTHS_RU,
    FILLERS_RU,
    OPEN_RU,
)
from app.extraction.lexicon.deadline_events import FIXED_RU, SEASONAL_RU, TALKS_RU
from app.extraction.lexicon.deadline_ru import (
    DAY_HOURS_RU,
    HOURS,
    INFINITIVE_TAILS_RU,
    PREPOSITIONS_RU,
    SAME_RU,
    STANDING_RU,
    VAGUE_RU,
)

UNDATED = Phrases(
    [
        *((row, "vague") for row in VAGUE_RU),
        *((row, "standing") for row in STANDING_RU),
        *((row, "same") for row in SAME_RU),
    ]
)
PREPS = Phrases(PREPOSITIONS_RU.items())
PREP_OF = {
    "until": Prep.UNTIL,
    "until_count": Prep.UNTIL,
    "not_later": Prep.NOT_LATER,
    "not_later_than": Prep.NOT_LATER,
    "through": Prep.NOT_LATER,
    "before": Prep.BEFORE,
    "from": Prep.FROM,
    "after": Prep.AFTER,
    "dated": Prep.FROM,
    "before_new_year": Prep.UNTIL,
}
ENDING = frozenset({Prep.UNTIL, Prep.NOT_LATER})
BARE_UNIT_AFTER = frozenset({"results", "after"})
# What a word must be for an expression of each sort to begin there, or to follow a preposition.
SERIES_KINDS = frozenset({"adverb", "each", "times", "num", "opener", "frequent"})
BARE_KINDS = frozenset(
    {"month", "season", "unit", "num", "ord", "roman", "ref", "relative", "edge", "length", "halfunit"}
)
TIME_KINDS = BARE_KINDS | {
    "weekdays",
    "weekend",
    "frequent",
    "seasonal",
    "weekday",
    "daypart",
    "prep",
    "working",
    "calendar",
    "each",
}
EVENT_STEMS = (*OPEN_RU, *(row.split()[0].split("|")[0].rstrip("*") for row in FIXED_RU))
NO_EVENT = frozenset({"count", "at_most", "over", "on_count", "dated", "within_count", "results", "through"})


def read(t: Tokens, i: int) -> Match | None:
    """The longest Russian expression at a word."""
    lex, digit = t.lex[i], t.words[i][:1].isdecimal()
    found = []
    if "phrase" in lex:
        found.append(_undated(t, i))
    led = "prep" in lex and _promising(t, i)
    if led:
        found.append(_prepositional(t, i))
    if led or digit or not SERIES_KINDS.isdisjoint(lex):
        found.append(series(t, i))
    if digit or t.words[i] in '«"' or not BARE_KINDS.isdisjoint(lex):
        found.append(_bare(t, i))
    return longest(found)


def _promising(t: Tokens, i: int) -> bool:
    """Whether a word of time, a number or an event follows a preposition."""
    for n in range(i + 1, i + 4):
        word = t.words[n]
        if not TIME_KINDS.isdisjoint(t.lex[n]) or word[:1].isdecimal() or word.startswith(EVENT_STEMS):
            return True
        if not word:
            return False
    return False


def _undated(t: Tokens, i: int) -> Match | None:
    found = UNDATED.find(t, i)
    if found is None:
        return None
    if found[0] != "standing":
        return Match(Term(TermKind.VAGUE if found[0] == "vague" else TermKind.SAME), i, found[1])
    return Match(Term(TermKind.SERIES, recurrence=Recurrence.STANDING), i, found[1])


def _prepositional(t: Tokens, i: int) -> Match | None:
    if "prep" not in t.lex[i]:
        return None
    found = PREPS.find(t, i)
    if found is None:
        return None
    value, j = found
    while t.words[j] in FILLERS_RU and j < i + 6:
        j += 1
    after = t.lex[j]
    if after is NOTHING and not t.words[j][:1].isalnum() and t.words[j] not in '«"“':
        return None
    nests = value in ("not_later", "within_count", "from") or (value == "within" and j == i + 2)
    second = PREPS.find(t, j) if nests and "prep" in after else None
    if second and second[1] > j:
        inner = _prepositional(t, j)
        if inner is not None and value != "from":
            return inner._replace(begin=i)
        if inner is not None and second[0] == "count":
            return inner._replace(begin=i, term=changed(inner.term, prep=Prep.FROM))
    return _bounded(t, i, j, value)


def _bounded(t: Tokens, i: int, j: int, value: str) -> Match | None:
    """What stands behind a preposition whose sense is `value`."""
    pieces = (
        _of_fixed(t, i, j, value),
        _of_length(t, i, j, value),
        _of_period(t, i, j, value),
        _of_event(t, i, j, value),
    )
    return longest(pieces)


_LENGTH_VALUES = frozenset(
    "count at_most expiry within over until_count within_count on on_count after not_later".split()
)


def _of_length(t: Tokens, i: int, j: int, value: str) -> Match | None:
    if value not in _LENGTH_VALUES:
        return None
    found = length_of_time(t, j)
    if found is None or t.words[found.end] == "назад" or which_one(t, j, value):
        return None
    if not found.said and t.lex[j].get("ref") == "nearest" and t.words[j].endswith("ем"):
        return None
    if value == "at_most":  # inside of a sentence it says how long a thing may last
        return Match(Term(TermKind.COUNT, Prep.WITHIN, count=found.count), i, found.end, weak=True)
    alone = value in ("count", "expiry", "over", "within_count") or (
        value == "within" and (j - i > 1 or "ref" in t.lex[j])
    )
    if not found.said and not alone:
        return None
    if value == "within" and j == i + 1 and "ref" not in t.lex[j] and t.words[found.end - 1] == "лет":
        return None
    if value == "after" or (value == "on" and "ref" not in t.lex[j]) or (value == "not_later" and not found.said):
        return None
    count = (
        changed(found.count, hours=0) if value == "count" and not found.said and found.count.hours == 1 else found.count
    )
    prep = Prep.WITHIN
    if value in ("over", "not_later") and t.words[found.end] == "до":
        anchor = anchored(t, found.end, changed(count, backward=True), prep)
        return anchor and Match(anchor[0], i, anchor[1])
    anchor = anchored(t, found.end, count, prep)
    if anchor:
        return Match(anchor[0], i, anchor[1])
    of_object = value in ("on_count", "on") or (value == "over" and (t.lex[i - 1].get("ord") == -1 or _ahead(t, i)))
    of_object = of_object or (value == "over" and not found.said and of_records(t, i, count.months))
    over = value == "over" and t.words[i] == "за"
    return Match(Term(TermKind.COUNT, prep, count=count), i, found.end, of_object=of_object, over=over)


def _ahead(t: Tokens, i: int) -> bool:
    """«предупреждать не позднее чем за сутки», «минимум за неделю»: how long before each case, no term of the act."""
    return bool(i) and (t.words[i - 1] in ("чем", "минимум") or (t.words[i - 1] == "бы" and t.words[i - 2] == "хотя"))


def _of_period(t: Tokens, i: int, j: int, value: str) -> Match | None:
    if value in ("count", "at_most", "on_count", "within_count") or how_many(t, j, value):
        return None
    prep = PREP_OF.get(value, Prep.WITHIN)
    j = _after_clock(t, j) if prep in (Prep.UNTIL, Prep.NOT_LATER, Prep.WITHIN) else j
    found = core(t, j, bare=value in BARE_UNIT_AFTER) or (_months_of_year(t, j) if value == "results" else None)
    if found is None and prep in (Prep.UNTIL, Prep.NOT_LATER):
        short = day_and_month(t, j) or _day_alone(t, j)
        found = Core(*short) if short else None
    if found is None or (value == "before_new_year" and found.period.unit is not Unit.YEAR):
        return _of_today(t, i, j, value)
    if found.school:
        return Match(school_term(t, found, prep, j), i, found.end, of_object=value == "on")
    if value == "on" and found.period.offset == 0:
        return None
    if value == "within" and found.period.unit is Unit.WEEKDAY and t.words[found.end - 1] in ("среде", "среды"):
        return None
    if value == "through" and t.words[i] == "по" and found.period.unit in (Unit.WEEK, Unit.HALF_YEAR, Unit.QUARTER):
        return None
    if value == "from" and found.start and (found.period.unit is Unit.DAY or "по" in t.words[j : found.end]):
        prep = Prep.WITHIN
    elif value == "from":
        ranged = _range(t, i, found)
        if ranged:
            return ranged._replace(of_object=for_a_time(t, i))
    end = inclusive(t, found.end)
    if (prep is Prep.UNTIL and t.words[end - 1].startswith("включительн")) or t.words[end - 2].startswith(
        "включительн"
    ):
        prep = Prep.NOT_LATER
    starts = bool(found.period.parts) and found.period.parts[-1].kind is PartKind.START
    bare = starts or not (found.period.parts or found.period.year)
    if found.start and found.start.unit is Unit.SEASON and prep is Prep.UNTIL and bare:
        # «до начала осенне-зимнего периода», «к осенне-зимнему периоду»: the autumn
        found = found._replace(period=changed(found.start, parts=found.period.parts), start=None)
    elif found.start and starts:
        prep = Prep.WITHIN
    found = found._replace(end=end)
    term = period_term(prep, unsaid(t, j, found) if prep in ENDING else found)
    of_object = value == "dated" or belongs(t, i, found, value)
    return Match(term, i, found.end, of_object=of_object)


def _day_alone(t: Tokens, i: int) -> tuple[Period, int] | None:
    """«(до) 25-го»: a day of this month or the next, where nothing follows that it could count."""
    number = t.numbers[i]
    if number is None or not 1 <= number <= 31 or t.words[i + 1] != "-" or t.words[i + 2] not in ("го", "му"):
        return None
    after = t.words[i + 3]
    if after[:1].isalnum() and not after.endswith(INFINITIVE_TAILS_RU):
        return None
    return Period(Unit.DAY, number=number), i + 3


def _months_of_year(t: Tokens, i: int) -> Core | None:
    """«(по итогам) девяти месяцев 2026 года»: the year up to that month."""
    found = cardinal(t, i)
    if found is None or not is_unit(t, found[1], "month") or found[0] not in range(1, YEAR_MONTHS + 1):
        return None
    period, end = with_year(t, found[1] + 1, Period(Unit.MONTH, number=int(found[0])))
    return Core(period, end)


def _range(t: Tokens, i: int, first: Core) -> Match | None:
    """«с 1 марта по 15 мая», «с мая до декабря 2027 года»."""
    link = t.words[first.end]
    if link not in ("по", "до", "-") or first.period.offset is not None:
        return None
    second = core(t, first.end + 1)
    if second is None or second.school:
        return None
    prep = Prep.UNTIL if link == "до" else Prep.WITHIN
    return Match(Term(TermKind.PERIOD, prep, second.period, first.start or first.period), i, second.end)


def _after_clock(t: Tokens, i: int) -> int:
    """Skip the hour before a date: «18:00 20 января»; «10-12 мая» are days."""
    end = clock(t, i) if t.words[i][:1].isdecimal() else None
    dated = core(t, end) if end is not None else None
    return end if end is not None and dated and dated.period.is_day else i


def _of_today(t: Tokens, i: int, j: int, value: str) -> Match | None:
    """«до утра», «к вечеру», «до 18:00», «к шести утра»: this day or the next."""
    if PREP_OF.get(value) not in (Prep.UNTIL, Prep.NOT_LATER):
        return None
    numbered = cardinal(t, j) if t.words[i] in ("к", "не") else None  # «поливать до восьми утра»: hours of work
    if numbered and (part := DAY_HOURS_RU.get(t.words[numbered[1]])) is not None and 1 <= numbered[0] <= HOURS:
        return _on_day(t, i, numbered[1] + 1, part)
    if "daypart" in t.lex[j]:
        return _on_day(t, i, j + 1, t.lex[j]["daypart"])
    hour = clock(t, j) if t.words[j][:1].isdecimal() and "unit" not in t.lex[j + 1] else None
    return Match(period_term(Prep.NOT_LATER, Core(Period(Unit.DAY, offset=0), hour)), i, hour) if hour else None


def _on_day(t: Tokens, i: int, end: int, offset: int) -> Match:
    """The day named behind a part of a day («до утра 15 мая»), else the one that is `offset` days from today."""
    day = core(t, end)
    if day and day.period.is_day and not day.start:
        return Match(period_term(Prep.NOT_LATER, day), i, day.end)
    return Match(period_term(Prep.NOT_LATER, Core(Period(Unit.DAY, offset=offset), end)), i, end)


def _of_fixed(t: Tokens, i: int, j: int, value: str) -> Match | None:
    """A holiday: «до Наурыза», «к празднованию Дня Победы», «до Нового года»."""
    if value in NO_EVENT:
        return None
    prep = PREP_OF.get(value, Prep.WITHIN)
    k = j + 1 if t.lex[j].get("edge") in ("start", "end") else j
    fixed = fixed_event(t, k) or fixed_event(t, j)
    if fixed is None:
        return None
    if fixed.period.unit is Unit.YEAR and prep is Prep.BEFORE:
        prep = Prep.UNTIL
    if fixed.period.unit is Unit.YEAR and value in ("within", "on") and not fixed.period.year:
        fixed = fixed._replace(period=changed(fixed.period, ref=Ref.COMING))
    return Match(period_term(prep, fixed), i, fixed.end, of_object=governed(t, i, value))


def _of_event(t: Tokens, i: int, j: int, value: str) -> Match | None:
    """An event that is decided each year or each time."""
    if value in NO_EVENT:
        return None
    prep = PREP_OF.get(value, Prep.WITHIN)
    if value in ("before_new_year", "within_period", "on") or core(t, j) is not None:
        return None
    if value == "after" and t.words[j].startswith(TALKS_RU):
        return None
    if value == "within" and not any(t.words[n].startswith(SEASONAL_RU) for n in range(j, j + 3)):
        return None
    if (
        value == "from"
        and t.words[i] in ("с", "со")
        and t.lex[j].get("edge") is None
        and t.words[j] not in ("момента", "дня")
    ):
        return None
    end = open_event(t, j + (t.words[j] in ANCHOR_NOUNS_RU), t.words[i])
    if end is None and value == "after" and j > i + 1 and t.words[j][:1].isalpha():
        end = j + 1
    if end is None:
        return None
    return Match(Term(TermKind.EVENT, prep, event=words(t, j, end)), i, end, of_object=governed(t, i, value))


def _bare(t: Tokens, i: int) -> Match | None:
    """A term without a preposition: «27 октября», «весной 2027 года», «срок – две недели»."""
    lex = t.lex[i]
    if lex is NOTHING and not t.words[i][:1].isdecimal() and t.words[i] not in '«"':
        return None
    if t.words[i - 1 if i else 0] == "№" or (
        "unit" in lex and not t.lenient and not (asked(t, i) or given_for(t, i + 1))
    ):
        return None
    found = None if how_many(t, i, "") else core(t, i)
    length = None if which_one(t, i, "") else length_of_time(t, i)
    if found is not None and (length is None or found.end >= length.end):
        if found.school or found.period.unit is Unit.WEEKDAY:
            return None
        past = "relative" in lex and (
            lex["relative"] < 0 or (found.end == i + 1 and lex["relative"] == 0 and not at_once(t, i))
        )
        day = found.period.unit is Unit.DAY and not found.period.parts
        weak = (
            not (day or found.strong)
            or past
            or "edge" in lex
            or ("ref" in lex and found.period.unit is not Unit.SEASON)
        )
        return Match(period_term(Prep.WITHIN, found), i, found.end, weak=weak and not asked(t, i))
    if (
        length is None
        or t.words[length.end] == "назад"
        or not (length.said or t.words[i] in BARE_LENGTHS_RU or given_for(t, length.end))
    ):
        return None
    weak = not (asked(t, i) or given_for(t, length.end))
    return Match(Term(TermKind.COUNT, Prep.WITHIN, count=length.count), i, length.end, weak=weak)

"""Russian lengths of time and events: «десяти рабочих дней», «двухнедельный срок», «со дня подписания», «до саммита»."""

from dataclasses import dataclass
from datetime import date

from app.domain.periods import Period, Ref, Unit
from app.domain.terms import Count, Prep, Term, TermKind
from app.extraction.deadlines.grammar import Core, Phrases, added, changed, length, period_term
from app.extraction.deadlines.ru_periods import core
from app.extraction.deadlines.ru_years import dot, fillers, is_unit, year
from app.extraction.deadlines.tokens import Tokens
from app.extraction.deadlines.words import (
    ANCHOR_NOUNS_RU,
    EVENT_NOUNS_RU,
    LOCATIVE_UNITS,
    NUMBER_SUFFIXES_RU,
    OPEN_BY_RU,
    OPEN_RU,
    TERM_WORDS_RU,
)
from app.extraction.lexicon.deadline_events import ANNIVERSARIES, CONSTITUTION, FIXED_RU
from app.extraction.lexicon.deadline_ru import (
    ADJECTIVE_TAILS_RU,
    COUNTED_REFS,
    GENITIVE_TAILS_RU,
    INFINITIVE_TAILS_RU,
    NEAREST,
    SHORT_DAYS_RU,
)

FIXED = Phrases(FIXED_RU.items())
WORDS_OF_NUMBER = 4
WORDS_OF_EVENT = 4
LONGEST_BRACKET = 6
FIRST_YEAR = 1000


@dataclass(frozen=True)
class Length:
    """A length of time; said: with a number or a compound adjective, not «года» alone."""

    count: Count
    end: int
    said: bool


def cardinal(t: Tokens, i: int) -> tuple[float, int] | None:
    """10, 1,5, «двух», «двадцати пяти», «2-3», «двух-трёх», 10 (десяти), 10-ти, «два с половиной»."""
    found = _plain_cardinal(t, i + (t.words[i] == "от"))
    if found is None or (t.words[i] == "от" and t.words[found[1]] != "до"):
        return None
    value, end = found
    if t.words[end] == "-" or (t.words[end] in ("или", "до") and (t.words[i] == "от" or t.numbers[i] is not None)):
        other = _plain_cardinal(t, end + 1)
        if other and other[0] > value and "month" not in t.lex[other[1]]:
            value, end = other
    if t.words[end] == "с" and t.lex[end + 1].get("edge") == "half":
        value, end = value + 0.5, end + 2
    if t.words[end] == "(":
        closing = next((n for n in range(end + 1, end + LONGEST_BRACKET) if t.words[n] == ")"), 0)
        if closing and ("num" in t.lex[end + 1] or t.words[end + 1].isdecimal() or "k_num" in t.lex[end + 1]):
            end = closing + 1
    return value, end


def _plain_cardinal(t: Tokens, i: int) -> tuple[float, int] | None:
    number = t.numbers[i]
    if number is not None:
        end = i + 1
        if t.words[end] == "-" and t.words[end + 1] in NUMBER_SUFFIXES_RU:
            end += 2
        elif t.glued(end) and t.words[end] in NUMBER_SUFFIXES_RU:
            end += 1
        return number, end
    word = t.words[i]
    if word[-2:] in (",5", ".5") and word[:-2].isdecimal() and len(word) <= 4:
        return int(word[:-2]) + 0.5, i + 1
    total, end = 0.0, i
    while end < i + WORDS_OF_NUMBER and "num" in t.lex[end]:
        value = t.lex[end]["num"]
        if value == 1000 or (end > i and (total < 20 or (value >= 10 and total < 100))):
            break
        total, end = total + value, end + 1
    return (total, end) if end > i else None


def length_of_time(t: Tokens, i: int) -> Length | None:
    """A length at a place: with a number, as an adjective with «срок», or a unit alone («месяца»)."""
    j = fillers(t, i)
    ref = t.lex[j].get("ref")
    if ref in COUNTED_REFS and (ref == NEAREST or "unit" not in t.lex[j + 1]) and not is_unit(t, j + 1, "year"):
        j = fillers(t, j + 1)
    elif t.lex[j].get("ord") == 1 and "num" in t.lex[j + 1]:
        j += 1
    elif "ref" in t.lex[j] or t.lex[j].get("ord") == -1:
        return None
    first = _adjective(t, j) or _counted(t, j)
    if first is None:
        return None
    if t.words[first.end] in ("и", ",") or t.words[first.end][:1].isdecimal() or "num" in t.lex[first.end]:
        k = first.end + (t.words[first.end] in ("и", ","))
        more = _counted(t, k)
        if more and more.said and more.count.months < max(first.count.months, 1) and cardinal(t, k):
            return Length(added(first.count, more.count), more.end, True)
    return first


def _adjective(t: Tokens, i: int) -> Length | None:
    """«двухнедельный срок», «10-дневный срок», «трехмесячного периода»."""
    value: float | None = None
    j = i
    found = cardinal(t, i)
    if found and "length" in t.lex[found[1] + (t.words[found[1]] == "-")]:
        value, j = found[0], found[1] + (t.words[found[1]] == "-")
    if "length" not in t.lex[j]:
        return None
    number, unit = t.lex[j]["length"]
    end = j + 1
    aside = t.words[end] == "("  # «пятидневный (рабочие дни) срок»
    working = "working" in t.lex[end + aside]
    end += aside + (working or "calendar" in t.lex[end + aside])
    if aside:
        end += (t.lex[end].get("unit") == "day") + 1
    if t.words[end] not in TERM_WORDS_RU or (aside and t.words[end - 1] != ")"):
        return None
    return Length(length(number if value is None else value * number, unit, working), end + 1, True)


def _counted(t: Tokens, i: int) -> Length | None:
    """«10 рабочих дней», «полутора месяцев», «полугода», «недели»."""
    found = cardinal(t, i)
    value, j = found if found else (1, i)
    half = t.lex[i].get("halfunit")
    if half:
        return Length(length(0.5, half), i + 1, True)
    j = fillers(t, j)
    j += found is not None and t.lex[j].get("ref") in COUNTED_REFS
    if found and t.words[j] in SHORT_DAYS_RU and (t.words[j + 1], t.words[j + 2]) == (".", "д"):
        return Length(length(value, "day", t.words[j] == "р"), j + 3 + (t.words[j + 3] == "."), True)
    working = "working" in t.lex[j]
    if working or "calendar" in t.lex[j]:
        j = dot(t, j + 1)
    unit = t.lex[j].get("unit")
    if unit is None or (found is not None and t.words[j] in LOCATIVE_UNITS):
        return None
    if found is None and t.words[j] in ("г", "ч", "с", "лет", "дн", "кв"):
        return None
    if unit == "year" and value >= FIRST_YEAR:
        return None
    if unit == "hour" and found is None:
        return Length(Count(hours=1), j + 1, False)
    if unit == "day" and found is None and not working and t.words[j][:2] == "дн":
        return Length(Count(hours=1), j + 1, False)
    return Length(length(value, unit, working), dot(t, j + 1), found is not None)


def anchored(t: Tokens, i: int, count: Count, prep: Prep) -> tuple[Term, int] | None:
    """«со дня подписания», «с 1 июля», «после завершения»: what the length is counted from, if it is said."""
    if t.words[i] not in ("с", "со", "после", "от", "до"):
        return None
    j, named = i + 1, False
    while t.words[j] in ANCHOR_NOUNS_RU and j < i + 4:
        j, named = j + 1, True
    if t.words[i] == "до" and not count.backward:
        return None
    if t.words[j] in ("сегодняшнего", "этого", "настоящего", "момента"):
        return Term(TermKind.COUNT, prep, count=count), j + 2
    fixed = fixed_event(t, j + (t.lex[j].get("edge") == "start"))
    if fixed is not None:
        return Term(TermKind.COUNT, prep, count=count, anchor=fixed.period), fixed.end
    found = core(t, j)
    if found is not None and (found.period.is_day or found.strong or t.words[i] != "с"):
        return Term(TermKind.COUNT, prep, count=count, anchor=found.period), found.end
    if named or t.words[i] in ("после", "до", "от"):
        end = _event_words(t, j, OPEN_RU) or (j + 1 if t.words[j][:1].isalpha() else j)
        if end > j:
            return Term(TermKind.COUNT, prep, count=count, event=words(t, i, end)), end
    return None


def words(t: Tokens, i: int, end: int) -> str:
    """The original words of a range."""
    return t.text[t.starts[i] : t.ends[end - 1]] if i < end <= t.count else ""


def fixed_event(t: Tokens, i: int) -> Core | None:
    """A holiday or another event of a fixed day, with its year if one is said."""
    j = i + ("ref" in t.lex[i] and t.lex[i].get("ref") != "coming")
    j += t.words[j] in ("празднования", "праздника", "празднику", "празднованию")
    jubilee = _jubilee(t, j)
    if jubilee:
        return jubilee
    ahead = _new_year(t, j)
    if ahead:
        return ahead
    found = FIXED.find(t, j)
    if found is None or found[0] == "school_year":
        return None
    value, end = found
    if value == "lessons":
        return None if t.words[end] in _OF_LESSONS else Core(fixed_day("09-01", t.published), end)
    if value == "new_year":
        return Core(Period(Unit.YEAR, ref=Ref.NEXT), end)
    period = fixed_day(value, t.published)
    said = year(t, end)
    if said:
        period, end = changed(period, year=said[0].year, year_ref=said[0].ref), said[2]
    return Core(period, end)


_OF_LESSONS = frozenset("в во на по с со для у".split())  # «до начала занятий в бассейне» is no day of the schools


def fixed_day(value: str, published: date) -> Period:
    """A day of a month from «05-09»; the day of the Constitution was moved by law, so the day of the text decides."""
    if value == "constitution":
        value = next(day for before, day in CONSTITUTION if published.isoformat() < before)
    month, day = (int(piece) for piece in value.split("-"))
    return Period(Unit.DAY, number=day, month=month)


def _new_year(t: Tokens, i: int) -> Core | None:
    """«Новому 2027 году»."""
    if t.lex[i].get("ref") == "coming" and t.words[i].startswith("нов"):
        said = year(t, i + 1) if t.words[i + 1][:1].isdecimal() else None
        if said:
            return Core(said[0], said[2])
    return None


def _jubilee(t: Tokens, i: int) -> Core | None:
    """«35-летию Независимости»."""
    number = t.numbers[i]
    if number is None or t.words[i + 1] != "-" or not t.words[i + 2].startswith("лети"):
        return None
    start = next((day for stem, day in ANNIVERSARIES.items() if t.words[i + 3].startswith(stem)), None)
    if start is None:
        return None
    day = date.fromisoformat(start)
    return Core(Period(Unit.DAY, number=day.day, month=day.month, year=day.year + number), i + 4)


def open_event(t: Tokens, i: int, prep_word: str) -> int | None:
    """Token after an event without a fixed day; after «к» only events that are moments count."""
    return _event_words(t, i, OPEN_BY_RU if prep_word in ("к", "ко") else OPEN_RU)


def _event_words(t: Tokens, i: int, stems: tuple[str, ...]) -> int | None:
    j = i
    while j < i + WORDS_OF_EVENT:
        word = t.words[j]
        if not word[:1].isalpha():
            if not (word[:1].isdecimal() and t.words[j + 1] == "-"):
                return None
            j += 3
            continue
        if word.startswith(stems) and len(word) > 3 and not word.endswith(INFINITIVE_TAILS_RU):
            if "edge" in t.lex[j] and not (t.words[j + 1].endswith(GENITIVE_TAILS_RU) and t.words[j + 1] != "концов"):
                return None
            return _genitive(t, j + 1)
        if not word.endswith(ADJECTIVE_TAILS_RU):
            return None
        j += 1
    return None


def _genitive(t: Tokens, i: int) -> int:
    """What the event's noun governs: «(ввода) в эксплуатацию», «(отопительного сезона) 2026-2027 годов»."""
    if t.words[i] in ("в", "на") and t.words[i + 1] in ("эксплуатацию", "силу", "действие", "строй"):
        i += 2
    else:
        i = _nouns(t, i)
    said = year(t, i)
    return said[2] if said else i


def _nouns(t: Tokens, i: int) -> int:
    """Skip further nouns of events with their adjectives: «(завершения) весенней посевной кампании»."""
    end = i
    for k in range(i, i + WORDS_OF_EVENT):
        word = t.words[k]
        if len(word) > 2 and word.startswith(EVENT_NOUNS_RU) and not word.endswith(INFINITIVE_TAILS_RU):
            end = k + 1
        elif not word.endswith(ADJECTIVE_TAILS_RU):
            break
    return end


def school_term(t: Tokens, found: Core, prep: Prep, begin: int) -> Term:
    """The school year begins on a fixed day; its end is set by an order each year."""
    starts = prep in (Prep.UNTIL, Prep.NOT_LATER, Prep.FROM, Prep.BEFORE)
    if starts:
        return period_term(prep, found)
    return Term(TermKind.EVENT, prep, event=words(t, begin, found.end))

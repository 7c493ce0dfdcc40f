"""Kazakh deadline expressions: a period or a length, its case and its postposition; series; terms without a date.

`read` gives the longest expression that begins at a word. Only a closed lexicon and its endings are known here.
"""

import re

from app.domain.enums import Recurrence
from app.domain.periods import Period, Ref, Unit
from app.domain.terms import Prep, Term, TermKind
from app.extraction.deadlines.grammar import Core, Match, Phrases, changed, longest, period_term, recurrence
from app.extraction.deadlines.kk_ends import until_edge
from app.extraction.deadlines.kk_holidays import PREP_OF, holiday
from app.extraction.deadlines.kk_lengths import Length, is_past, length_of_time, names_one, weeks
from app.extraction.deadlines.kk_meetings import meeting
from app.extraction.deadlines.kk_objects import belongs, is_season, limits_object
from app.extraction.deadlines.kk_periods import (
    ABL,
    ACC,
    ATTR,
    DAT,
    GEN,
    LOC,
    NOM,
    Cased,
    cardinal,
    cased,
    unit_of,
)
from app.extraction.deadlines.kk_today import ordered_today
from app.extraction.deadlines.ru_lengths import words
from app.extraction.deadlines.ru_series import of_unit, spread
from app.extraction.deadlines.tokens import LONGEST_NUMBER, NOTHING, Tokens
from app.extraction.deadlines.words import (
    AT_LEAST_KK,
    AT_MOST_KK,
    BETWEEN_KK,
    DEDICATED_KK,
    EVENT_DAYS_KK,
    INSIDE_KK,
    OPEN_KK,
    PASSED_KK,
    RESULTS_KK,
    TERM_KK,
)
from app.extraction.lexicon.deadline_kk import (
    ABLATIVE_ENDINGS,
    ATTRIBUTE_ENDINGS,
    BASIS_KK,
    BEGINS_KK,
    EACH_KK,
    EVERY_KK,
    GIVEN_KK,
    HOLIDAYS_KK,
    INCLUDED_KK,
    LINKS_KK,
    ONCE_KK,
    PARTICIPLE_ENDINGS,
    PAST_PARTICIPLES,
    PLANNED_KK,
    SAME_KK,
    SEASON_NOUNS_KK,
    STANDING_KK,
    THEN_KK,
    UNTIL_ATTRIBUTE_KK,
    VAGUE_KK,
)

UNDATED = Phrases(
    [
        *((row, "vague") for row in VAGUE_KK),
        *((row, "standing") for row in STANDING_KK),
        *((row, "same") for row in SAME_KK),
    ]
)
NEEDS = {"before": NOM, "until": DAT, "not_later": ABL, "from": ABL, "after": ABL}
PLANNED_UNITS = frozenset({Unit.YEAR, Unit.MONTH, Unit.QUARTER, Unit.HALF_YEAR, Unit.SEASON})
LIST = 6
TIME_KINDS = frozenset(
    {
        "k_month",
        "k_season",
        "k_weekday",
        "k_num",
        "k_ord",
        "roman",
        "k_ref",
        "k_year",
        "k_relative",
        "k_unit",
        "k_working",
        "k_calendar",
        "k_each",
        "k_length",
        "k_adverb",
    }
)
HOLIDAY_KINDS = frozenset({"k_phrase", "k_ref", "k_daypart", "k_month", "k_unit"})
_GOES_ON = re.compile(r"[а-яәғқңөұүһі]{2,}[ыіа]?п$")  # «үш күнде бір жаңарып тұрады», «екі аптада бір жариялап отыру»
EVENT_STEMS = tuple(OPEN_KK)


def read(t: Tokens, i: int, free: int) -> Match | None:
    """The longest Kazakh expression at a word; an event is found from its postposition back, not beyond token `free`."""
    lex, word = t.lex[i], t.words[i]
    found: list[Match | None] = []
    if "k_post" in lex:
        found += [_after_event(t, i, free), _event(t, i, free)]
    if "k_phrase" in lex:
        found.append(_undated(t, i))
    if not HOLIDAY_KINDS.isdisjoint(lex) or len(word) == LONGEST_NUMBER:
        found.append(holiday(t, i))
    if "k_event" in lex:
        found.append(Match(Term(TermKind.EVENT, Prep.UNTIL, event=words(t, i, i + 1)), i, i + 1))
    if word[:1].isdecimal() or not TIME_KINDS.isdisjoint(lex):
        found += [_series(t, i), _length(t, i), _period(t, i), until_edge(t, i)]
        if held := meeting(t, i):
            return held
    best = longest(found)
    if best is None:
        return None
    counted = best.term.kind is TermKind.COUNT
    if counted and i > 1 and t.words[i - 1] == "кейінгі" and t.words[i - 2].endswith(ABLATIVE_ENDINGS):
        return best._replace(term=changed(best.term, event=words(t, i - 2, i)))
    past = counted and is_past(t, i)
    return best._replace(of_object=True) if past or belongs(t, best.end) or limits_object(t, i, best.end) else best


def _undated(t: Tokens, i: int) -> Match | None:
    found = UNDATED.find(t, i)
    if found is None:
        return None
    if found[0] == "standing":
        return Match(Term(TermKind.SERIES, recurrence=Recurrence.STANDING), i, found[1])
    return Match(Term(TermKind.VAGUE if found[0] == "vague" else TermKind.SAME), i, found[1])


def _series(t: Tokens, i: int) -> Match | None:
    """«ай сайын», «әр тоқсанда», «жылына екі рет», «жарты жылда бір рет»."""
    if "k_adverb" in t.lex[i]:
        return Match(Term(TermKind.SERIES, recurrence=recurrence(t.lex[i]["k_adverb"])), i, i + 1)
    listed = _list_of_days(t, i) if t.words[i][:1].isdecimal() else None
    if listed:
        return listed
    each = t.words[i] in EACH_KK.split()
    j = i + each
    if "k_weekday" in t.lex[j] and (each or t.words[j + 1] == EVERY_KK):
        return Match(Term(TermKind.SERIES, recurrence=Recurrence.WEEKLY), i, j + 1 + (t.words[j + 1] == EVERY_KK))
    found = cardinal(t, j)
    every, k = found if found else (1.0, j)
    if unit_of(t, j)[0]:
        every, k = 1.0, j
    if "k_length" in t.lex[k] and t.words[k + 1] in BASIS_KK:
        return Match(Term(TermKind.SERIES, recurrence=of_unit(t.lex[k]["k_length"], every)), i, k + 2)
    unit, case = unit_of(t, k)
    if not unit:
        return None
    end = k + 1
    if t.words[end] == EVERY_KK + "ғы" and t.words[end + 1] in BASIS_KK:
        return Match(Term(TermKind.SERIES, recurrence=of_unit(unit, every)), i, end + 2)
    if t.words[end] == EVERY_KK or (t.words[end] == EVERY_KK + "ғы"):
        return Match(Term(TermKind.SERIES, recurrence=of_unit(unit, every)), i, end + 1)
    if each and case != "attr":
        return _each(t, i, k, unit, every)
    while t.words[end] in AT_LEAST_KK:
        end += 1
    times = cardinal(t, end)
    if found and case == LOC and t.words[end] == "бір" and _GOES_ON.match(t.words[end + 1]):
        return Match(Term(TermKind.SERIES, recurrence=of_unit(unit, every)), i, end + 1)
    if times and t.words[times[1]] == ONCE_KK and case in (DAT, LOC):
        return Match(Term(TermKind.SERIES, recurrence=of_unit(unit, every, times[0])), i, times[1] + 1)
    return None


def _each(t: Tokens, i: int, k: int, unit: str, every: float) -> Match:
    """«әр айдың 5-іне дейін», «әр тоқсанда»."""
    end = k + 1
    if t.numbers[end] is not None and t.words[end + 1] == "-" and "k_suffix" in t.lex[end + 2]:
        end += 3
    elif "k_edge" in t.lex[end]:
        end += 1
    end += "k_post" in t.lex[end]
    if t.words[end] in RESULTS_KK:
        end += 1 + (t.words[end + 1] == "бойынша")
    return Match(Term(TermKind.SERIES, recurrence=of_unit(unit, every)), i, end)


def _list_of_days(t: Tokens, i: int) -> Match | None:
    """«25 қаңтарға және 25 шілдеге дейін»: days evenly spread over a year."""
    months: list[int] = []
    j = i
    while len(months) < LIST:
        found = cased(t, j)
        if found is None or found.core.period.month is None or found.core.period.year or found.core.start:
            return None
        months.append(found.core.period.month)
        j = found.core.end
        if t.words[j] not in LINKS_KK:
            break
        j += 1
    if "k_post" not in t.lex[j]:
        return None
    value = spread(months)
    return Match(Term(TermKind.SERIES, recurrence=value), i, j + 1) if value else None


def _after_event(t: Tokens, i: int, free: int) -> Match | None:
    """«су қайтқаннан кейін бір апта ішінде», «қол қойылған күннен бастап 30 күн ішінде», «аяқталғанға дейін»."""
    word, post = t.words[i - 1] if i else "", t.lex[i]["k_post"]
    bare = t.words[i] == "соң" and word.endswith(PAST_PARTICIPLES)  # «жұмыс аяқталған соң»
    participle = bare or (word.endswith(PARTICIPLE_ENDINGS) and len(word) > 6)
    day = word in EVENT_DAYS_KK and i > 1 and t.words[i - 2].endswith(PAST_PARTICIPLES)
    length = length_of_time(t, i + 1) if post in ("from", "after") else None
    closed = length and _closed(t, length)
    if not (participle or day or (closed and word.endswith(ABLATIVE_ENDINGS))):
        return None
    begin = max(i - 1 - (participle or day) - day, free)
    while begin < i - 1 and not t.words[begin][0].isalpha():
        begin += 1
    event = words(t, begin, i)
    season = t.lex[i - 2].get("k_season") if i > 1 and word.startswith(BEGINS_KK) and post == "until" else None
    if season and season[1] == NOM:
        return Match(period_term(Prep.UNTIL, Core(Period(Unit.SEASON, number=season[0]), i)), i - 2, i + 1)
    if length and closed:
        return Match(Term(TermKind.COUNT, Prep.WITHIN, count=length.count, event=event), begin, closed)
    return Match(Term(TermKind.EVENT, PREP_OF[post], event=event), begin, i + 1)


def _closed(t: Tokens, length: Length) -> int | None:
    """Token after a length that its case or a postposition makes a term; None where it is no term."""
    end, word = length.end, t.words[length.end]
    if length.term:
        return end + (word in INSIDE_KK)
    if word in INSIDE_KK and length.case in ("nom", "gen"):
        return end + 1
    if length.case == NOM and length.said and word.startswith(GIVEN_KK):
        return end + 1
    if word in TERM_KK and length.case == NOM:
        return end + 1 + (t.words[end + 1] in INSIDE_KK)
    if (word in AT_MOST_KK or word == UNTIL_ATTRIBUTE_KK) and t.words[end + 1] in TERM_KK:
        return end + 2
    post = t.lex[end].get("k_post")
    if length.case == ABL and post in ("after", "not_later") and length.said:
        return end + 1
    if length.case == ABL and length.said and (word, t.words[end + 1]) == ("кеш", "емес"):
        return end + 2
    if word in PASSED_KK and "k_post" in t.lex[end + 1]:
        return end + 2
    return end if length.case == LOC and length.said else None


def _length(t: Tokens, i: int) -> Match | None:
    length = length_of_time(t, i) or weeks(t, i)
    if length is None or t.words[length.end] in ("бұрын", "бойына"):
        return None
    end = _closed(t, length)
    if names_one(t, i, length):
        return None
    if end is None:
        if length.case == NOM and t.words[length.end - 1][-1:] != "." and length.said:
            return Match(Term(TermKind.COUNT, count=length.count), i, length.end, weak=not asked(t, i))
        return None
    if i and t.words[i - 1] in THEN_KK and t.lex[length.end].get("k_post") == "after":
        return Match(Term(TermKind.EVENT, Prep.AFTER, event=words(t, i - 1, end)), i, end)
    if t.words[end - 1] == "бойы" and not length.said:  # «жыл бойы есеп беру»: all the time
        return None
    lasts = t.words[end - 1] == "мерзімге"  # «үш жыл мерзімге несие беру»: how long the thing lasts
    return Match(Term(TermKind.COUNT, count=length.count), i, end, over=end == length.end, of_object=lasts)


def asked(t: Tokens, i: int) -> bool:
    """Whether «мерзімі –» stands before."""
    j = i - 1 - (i > 0 and t.words[i - 1] in ("-", ":"))
    return j >= 0 and t.words[j] in TERM_KK


def _period(t: Tokens, i: int) -> Match | None:
    if t.lex[i] is NOTHING and not t.words[i][:1].isdecimal():
        return None
    found = cased(t, i)
    if found is not None and _of_season(found) and t.words[found.core.end] in SEASON_NOUNS_KK:
        return Match(period_term(Prep.WITHIN, found.core), i, found.core.end + 1)
    if found is None or (i and is_season(t, i)):
        return None
    core, case = found.core, found.case
    end = core.end
    if case == ACC and not found.bare and _included(t, end):
        return Match(period_term(Prep.WITHIN if core.start else Prep.NOT_LATER, core), i, end + 2)
    word, post = t.words[end], t.lex[end].get("k_post")
    numeric = case == NOM and core.period.unit is Unit.DAY and core.period.year is not None
    if post and (case == NEEDS[post] or numeric) and (not found.bare or core.period.parts):
        return _bounded(t, i, found, post)
    if word == UNTIL_ATTRIBUTE_KK and case == DAT and (not found.bare or core.period.parts):
        timed = t.words[end + 1] in TERM_KK
        return Match(period_term(Prep.UNTIL, core), i, end + 1 + timed, of_object=not timed)
    if case == ABL and (word, t.words[end + 1]) == ("кеш", "емес"):
        return Match(period_term(Prep.NOT_LATER, core), i, end + 2)
    if case == ABL:
        second = cased(t, end)
        if second and second.case == DAT and t.lex[second.core.end].get("k_post") == "until":
            term = Term(TermKind.PERIOD, Prep.UNTIL, second.core.period, core.period)
            return Match(term, i, second.core.end + 1)
    if word in LINKS_KK and case in (NOM, ABL) and not found.bare:
        second = cased(t, end + 1)
        if second and second.case == LOC and found.core.period.parts and second.core.period.parts:
            return Match(Term(TermKind.PERIOD, Prep.WITHIN, second.core.period, core.period), i, second.core.end)
        if second and t.words[second.core.end] in BETWEEN_KK:
            return Match(Term(TermKind.PERIOD, Prep.WITHIN, second.core.period, core.period), i, second.core.end + 1)
    if word in BETWEEN_KK or (word in INSIDE_KK and not found.bare) or (word in RESULTS_KK and case in (NOM, GEN)):
        return Match(period_term(Prep.WITHIN, core), i, end + 1 + (t.words[end + 1] == "бойынша"))
    return None if found.bare and not core.period.parts else _uncased(t, i, found)


def _bounded(t: Tokens, i: int, found: Cased, post: str) -> Match:
    """A period with its postposition; «1 наурыздан бастап екі ай ішінде» counts from that day."""
    end = found.core.end + 1
    if post == "until" and _included(t, end):
        return Match(period_term(Prep.NOT_LATER, found.core), i, end + 2)
    if post in ("from", "after"):
        length = length_of_time(t, end)
        closed = length and _closed(t, length)
        if length and closed:
            return Match(Term(TermKind.COUNT, count=length.count, anchor=found.core.period), i, closed)
        second = cased(t, end)
        if post == "from" and second and second.case == DAT and t.lex[second.core.end].get("k_post") == "until":
            term = Term(TermKind.PERIOD, Prep.UNTIL, second.core.period, found.core.period)
            return Match(term, i, second.core.end + 1)
    core = found.core
    said = any("k_ref" in t.lex[n] or "k_year" in t.lex[n] for n in range(i, core.end))
    if post in ("until", "not_later") and core.period.ref is Ref.THIS and core.period.parts and not said:
        # «аптаның ортасына дейін»: the nearest that is not over
        core = core._replace(period=changed(core.period, ref=None))
    return Match(period_term(PREP_OF[post], core), i, end)


def _of_season(found: Cased) -> bool:
    """«қысқы (мезгілде)», «қыс (мезгілінде)»."""
    return found.case == ATTR or (found.case == NOM and found.core.period.unit is Unit.SEASON)


def _included(t: Tokens, i: int) -> bool:
    return (t.words[i], t.words[i + 1]) in INCLUDED_KK


def _uncased(t: Tokens, i: int, found: Cased) -> Match | None:
    """A period without a postposition: in the locative, as a bare date, or «2027 жылға (арналған)»."""
    core, case = found.core, found.case
    if t.words[core.end].startswith(HOLIDAYS_KK):
        return None
    if (
        t.words[core.end].startswith(("қалад", "қалат", "қалар", "қалған", "қалдырм")) or case == ATTR
    ):  # «күзге қалдырмау»: not until then
        return None
    if core.period.offset == 0:
        return Match(period_term(Prep.WITHIN, core), i, core.end, weak=not ordered_today(t, i))
    day = core.period.unit is Unit.DAY and not core.period.parts
    if case == LOC:
        return Match(period_term(Prep.WITHIN, core), i, core.end)
    if case == DAT and ((day and core.strong) or core.period.unit in PLANNED_UNITS) and not found.bare:
        planned = day or core.period.year is not None or t.words[core.end].startswith(PLANNED_KK)
        dedicated = t.words[core.end] in DEDICATED_KK
        return Match(period_term(Prep.WITHIN, core), i, core.end, weak=not (planned or dedicated), of_object=dedicated)
    if case == NOM and core.strong and not found.bare and core.period.unit is not Unit.WEEKDAY:
        weak = not (day or core.period.year) or core.period.unit is Unit.YEAR
        return Match(period_term(Prep.WITHIN, core), i, core.end, weak=weak and not asked(t, i))
    if case == NOM and core.period.unit in (Unit.MONTH, Unit.QUARTER, Unit.HALF_YEAR):
        return Match(period_term(Prep.WITHIN, core), i, core.end, weak=not asked(t, i))
    return None


def _event(t: Tokens, i: int, free: int) -> Match | None:
    """An event decided each year before a postposition: «жылыту маусымына дейін», «келесі отырысқа дейін»."""
    last = i - 1 - (i > 0 and "k_edge" in t.lex[i - 1])
    for k in range(last, max(last - 2, free - 1), -1):
        if t.words[k].startswith(EVENT_STEMS):
            begin = k
            while begin > free and begin > k - 2 and t.words[begin - 1].endswith(ATTRIBUTE_ENDINGS):
                begin -= 1
            begin -= begin == k > free and "k_month" in t.lex[k - 1] and t.words[k].startswith(HOLIDAYS_KK)
            return Match(Term(TermKind.EVENT, PREP_OF[t.lex[i]["k_post"]], event=words(t, begin, i)), begin, i + 1)
    return None

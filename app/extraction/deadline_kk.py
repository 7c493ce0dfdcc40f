"""Kazakh deadline expressions: a period or a length, its case and its postposition; series; terms without a date.

`read` gives the longest expression that begins at a word. Only a closed lexicon and its endings are known here.
"""

from dataclasses import replace

from app.domain.enums import Recurrence
from app.domain.periods import Period, Ref, Unit
from app.domain.terms import Prep, Term, TermKind
from app.extraction.deadline_grammar import Core, Match, Phrases, period_term
from app.extraction.deadline_kk_periods import ABL, ATTR, DAT, LOC, NOM, Cased, Length, cardinal, cased, length_of_time, unit_of
from app.extraction.deadline_ru_lengths import fixed_day, words
from app.extraction.deadline_ru_series import of_unit
from app.extraction.deadline_tokens import NOTHING, Tokens
from app.extraction.lexicon.deadline_events import FIXED_KK, OPEN_KK, SEASON_MODIFIERS_KK
from app.extraction.lexicon.deadline_kk import (
    BETWEEN_KK,
    DEDICATED_KK,
    EACH_KK,
    EVENT_DAYS_KK,
    EVERY_KK,
    INSIDE_KK,
    ONCE_KK,
    PARTICIPLE_ENDINGS,
    RESULTS_KK,
    SAME_KK,
    STANDING_KK,
    TERM_KK,
    VAGUE_KK,
)

UNDATED = Phrases(
    [*((row, "vague") for row in VAGUE_KK), *((row, "standing") for row in STANDING_KK), *((row, "same") for row in SAME_KK)]
)
FIXED = Phrases(FIXED_KK.items())
PREP_OF = {"until": Prep.UNTIL, "not_later": Prep.NOT_LATER, "from": Prep.FROM, "after": Prep.AFTER}
NEEDS = {"until": DAT, "not_later": ABL, "from": ABL, "after": ABL}
WORDS_OF_EVENT = 3


def read(t: Tokens, i: int) -> Match | None:
    """The longest Kazakh expression at a word."""
    pieces = (_undated(t, i), _series(t, i), _after_event(t, i), _length(t, i), _period(t, i), _event(t, i))
    found = [match for match in pieces if match is not None]
    return max(found, key=lambda m: (m.end, not m.weak)) if found else None


def _undated(t: Tokens, i: int) -> Match | None:
    found = UNDATED.find(t, i)
    if found is None:
        return None
    if found[0] == "standing":
        return Match(Term(TermKind.SERIES, recurrence=Recurrence.STANDING), i, found[1])
    return Match(Term(TermKind.VAGUE if found[0] == "vague" else TermKind.SAME), i, found[1])


def _series(t: Tokens, i: int) -> Match | None:
    """«ай сайын», «әр тоқсанда», «жылына екі рет», «жарты жылда бір рет»."""
    each = t.words[i] in EACH_KK.split()
    j = i + each
    if "k_weekday" in t.lex[j] and (each or t.words[j + 1] == EVERY_KK):
        return Match(Term(TermKind.SERIES, recurrence=Recurrence.WEEKLY), i, j + 2 - each)
    found = cardinal(t, j)
    every, k = found if found else (1.0, j)
    if unit_of(t, j)[0]:
        every, k = 1.0, j
    unit, case = unit_of(t, k)
    if not unit:
        return None
    end = k + 1
    if t.words[end] == EVERY_KK or (t.words[end] == EVERY_KK + "ғы"):
        return Match(Term(TermKind.SERIES, recurrence=of_unit(unit, every)), i, end + 1)
    if each and case != "attr":
        return _each(t, i, k, unit, every)
    times = cardinal(t, end)
    if times and t.words[times[1]] == ONCE_KK and case in (DAT, LOC):
        return Match(Term(TermKind.SERIES, recurrence=of_unit(unit, every, times[0])), i, times[1] + 1)
    return None


def _each(t: Tokens, i: int, k: int, unit: str, every: float) -> Match:
    """«әр айдың 5-іне дейін», «әр тоқсанда»."""
    end = k + 1
    if t.number(end) is not None and t.words[end + 1] == "-" and "k_suffix" in t.lex[end + 2]:
        end += 3
    elif "k_edge" in t.lex[end]:
        end += 1
    end += "k_post" in t.lex[end]
    return Match(Term(TermKind.SERIES, recurrence=of_unit(unit, every)), i, end)


def _after_event(t: Tokens, i: int) -> Match | None:
    """«су қайтқаннан кейін бір апта ішінде», «қол қойылған күннен бастап 30 күн ішінде», «аяқталғанға дейін»."""
    word = t.words[i]
    participle = word.endswith(PARTICIPLE_ENDINGS) and len(word) > 6
    day = word in EVENT_DAYS_KK and i > 0 and t.words[i - 1].endswith(("ған", "ген", "қан", "кен"))
    post = t.lex[i + 1].get("k_post")
    if not (participle or day) or post is None:
        return None
    event = words(t, i - day, i + 1)
    if post in ("from", "after"):
        length = length_of_time(t, i + 2)
        closed = length and _closed(t, length)
        if length and closed:
            return Match(Term(TermKind.COUNT, Prep.WITHIN, count=length.count, event=event), i, closed)
    return Match(Term(TermKind.EVENT, PREP_OF[post], event=event), i, i + 2)


def _closed(t: Tokens, length: Length) -> int | None:
    """Token after a length that its case or a postposition makes a term; None where it is no term."""
    end, word = length.end, t.words[length.end]
    if length.term:
        return end + (word in INSIDE_KK)
    if word in INSIDE_KK and length.case in ("nom", "gen"):
        return end + 1
    if word in TERM_KK and length.case == NOM:
        return end + 1 + (t.words[end + 1] in INSIDE_KK)
    post = t.lex[end].get("k_post")
    if length.case == ABL and post in ("after", "not_later") and length.said:
        return end + 1
    if length.case == ABL and length.said and (word, t.words[end + 1]) == ("кеш", "емес"):
        return end + 2
    if length.case == NOM and length.said and word == "уақыт":
        return end + 1
    return end if length.case == LOC and length.said else None


def _length(t: Tokens, i: int) -> Match | None:
    length = length_of_time(t, i)
    if length is None or t.words[length.end] in ("бұрын", "бойына"):
        return None
    anchor = None
    end = _closed(t, length)
    if end is None:
        if length.case == NOM and t.words[length.end - 1][-1:] != "." and length.said:
            return Match(Term(TermKind.COUNT, count=length.count), i, length.end, weak=not asked(t, i))
        return None
    return Match(Term(TermKind.COUNT, count=length.count, anchor=anchor), i, end)


def asked(t: Tokens, i: int) -> bool:
    """Whether «мерзімі –» stands before."""
    j = i - 1 - (i > 0 and t.words[i - 1] in ("-", ":"))
    return j >= 0 and t.words[j] in TERM_KK


def _period(t: Tokens, i: int) -> Match | None:
    if t.lex[i] is NOTHING and not t.words[i][:1].isdecimal():
        return None
    found = cased(t, i)
    if found is None:
        return None
    core, case = found.core, found.case
    end = core.end
    word, post = t.words[end], t.lex[end].get("k_post")
    if post and (case == NEEDS[post] or (case == NOM and t.words[end - 1][-1:].isdecimal())) and not (
        found.bare and core.period.unit is not Unit.DAY
    ):
        return _bounded(t, i, found, post)
    if word == "дейінгі" and case == DAT:
        return Match(period_term(Prep.UNTIL, core), i, end + 1, of_object=t.words[end + 1][:6] not in ("мерзім",))
    if case == ABL and (word, t.words[end + 1]) == ("кеш", "емес"):
        return Match(period_term(Prep.NOT_LATER, core), i, end + 2)
    if case == ABL:
        second = cased(t, end)
        if second and second.case == DAT and t.lex[second.core.end].get("k_post") == "until":
            term = Term(TermKind.PERIOD, Prep.UNTIL, second.core.period, core.period)
            return Match(term, i, second.core.end + 1)
    if word in BETWEEN_KK or (word in INSIDE_KK and not found.bare) or (word in RESULTS_KK and case == NOM):
        return Match(period_term(Prep.WITHIN, core), i, end + 1 + (t.words[end + 1] == "бойынша"))
    return None if found.bare and not core.period.parts else _uncased(t, i, found)


def _bounded(t: Tokens, i: int, found: Cased, post: str) -> Match:
    """A period with its postposition; «1 наурыздан бастап екі ай ішінде» counts from that day."""
    end = found.core.end + 1
    if post in ("from", "after"):
        length = length_of_time(t, end)
        closed = length and _closed(t, length)
        if length and closed:
            return Match(Term(TermKind.COUNT, count=length.count, anchor=found.core.period), i, closed)
        second = cased(t, end)
        if post == "from" and second and second.case == DAT and t.lex[second.core.end].get("k_post") == "until":
            term = Term(TermKind.PERIOD, Prep.UNTIL, second.core.period, found.core.period)
            return Match(term, i, second.core.end + 1)
    return Match(period_term(PREP_OF[post], found.core), i, end)


def _uncased(t: Tokens, i: int, found: Cased) -> Match | None:
    """A period without a postposition: in the locative, as a bare date, or «2027 жылға (арналған)»."""
    core, case = found.core, found.case
    if t.words[core.end].startswith("қала") or case == ATTR:
        return None
    day = core.period.unit is Unit.DAY and not core.period.parts
    if case == LOC:
        return Match(period_term(Prep.WITHIN, core), i, core.end)
    if case == DAT and (day and core.strong or core.period.unit in (Unit.YEAR, Unit.MONTH)) and not found.bare:
        return Match(period_term(Prep.WITHIN, core), i, core.end, of_object=t.words[core.end] in DEDICATED_KK)
    if case == NOM and core.strong and not found.bare and core.period.unit is not Unit.WEEKDAY:
        weak = not (day or core.period.year) or core.period.unit is Unit.YEAR
        return Match(period_term(Prep.WITHIN, core), i, core.end, weak=weak and not asked(t, i))
    if case == NOM and core.period.unit in (Unit.MONTH, Unit.QUARTER, Unit.HALF_YEAR):
        return Match(period_term(Prep.WITHIN, core), i, core.end, weak=not asked(t, i))
    return None


def _event(t: Tokens, i: int) -> Match | None:
    """Holidays of a fixed day and events decided each year, with a postposition."""
    j = i + (t.lex[i].get("k_ref") in ("next", "this", "nearest"))
    j += t.words[j] == "жаңа" and t.words[j + 1] == "оқу"
    found = FIXED.find(t, j)
    if found:
        return _fixed(t, i, *found)
    if "k_daypart" in t.lex[i] and t.lex[i + 1].get("k_post") == "until":
        return Match(period_term(Prep.NOT_LATER, Core(Period(Unit.DAY, offset=t.lex[i]["k_daypart"]), i + 2)), i, i + 2)
    modified = t.words[i] in SEASON_MODIFIERS_KK
    for k in range(i, i + WORDS_OF_EVENT):
        word = t.words[k]
        if not word[:1].isalpha():
            return None
        if any(word.startswith(stem) for stem in OPEN_KK) and (modified or not word.startswith("маусым")):
            end = k + 1
            end += "k_edge" in t.lex[end]
            post = t.lex[end].get("k_post")
            if post:
                return Match(Term(TermKind.EVENT, PREP_OF[post], event=words(t, i, end)), i, end + 1)
    return None


def _fixed(t: Tokens, i: int, value: str, end: int) -> Match | None:
    edge = t.lex[end].get("k_edge", ("", ""))[0]
    last = end + bool(edge)
    post = t.lex[last].get("k_post")
    if post is None:
        return None
    prep = PREP_OF[post]
    if value == "school_year":
        if edge in ("end", "middle"):
            return Match(Term(TermKind.EVENT, prep, event=words(t, i, last)), i, last + 1)
        period = Period(Unit.DAY, number=1, month=9)
    elif value == "new_year":
        period = Period(Unit.YEAR, ref=Ref.NEXT)
    else:
        period = fixed_day(value, t.published)
    return Match(replace(period_term(prep, Core(period, last))), i, last + 1)

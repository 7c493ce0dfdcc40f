"""Russian series: «ежеквартально», «раз в полгода», «по пятницам», «до 25 января и 25 июля», «до 5 числа каждого месяца»."""

from itertools import pairwise

from app.domain.enums import Recurrence
from app.domain.terms import Term, TermKind
from app.extraction.deadlines.grammar import Core, Match, changed, recurrence
from app.extraction.deadlines.ru_lengths import cardinal
from app.extraction.deadlines.ru_periods import core
from app.extraction.deadlines.ru_years import fillers, ordinal
from app.extraction.deadlines.tokens import Tokens
from app.extraction.deadlines.words import TIMES_FILLERS_RU, TIMES_WORDS_RU
from app.extraction.lexicon.deadline_ru import (
    FREQUENCIES,
    NUMBER_WORDS_RU,
    PERIOD_OF_REPORT,
    REPEATED_RU,
    REPEATING_RU,
    SERIES_NOUNS_RU,
)

YEAR_MONTHS = 12
LIST = 6
PER_YEAR = {1: Recurrence.YEARLY, 2: Recurrence.HALF_YEARLY, 4: Recurrence.QUARTERLY, 12: Recurrence.MONTHLY}
UNIT_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


def series(t: Tokens, i: int) -> Match | None:
    """A series at a word."""
    lex = t.lex[i]
    if "adverb" in lex:
        return _match(recurrence(lex["adverb"]), i, i + 1)
    if t.words[i] in ("на", "в", "по", "с") and "frequent" in t.lex[i + 1] and t.words[i + 2] in SERIES_NOUNS_RU:
        return _match(recurrence(t.lex[i + 1]["frequent"]), i, i + 3)
    if "frequent" in lex:
        return _repeated(t, i)
    if "each" in lex:
        return _each(t, i, i)
    if "prep" in lex:
        for j in range(i + 1, i + 5):
            if "each" in t.lex[j]:
                return _each(t, i, j)
            if not _leads_to_each(t, j):
                break
    if t.words[i] == "по" and "weekdays" in t.lex[i + 1]:
        return _match(Recurrence.WEEKLY, i, i + 2)
    if t.words[i] == "по" and t.words[i + 1].endswith(("ам", "ям")) and "unit" in t.lex[i + 1]:
        return _match(of_unit(t.lex[i + 1]["unit"]), i, i + 2)
    return _times(t, i) or _list_of_days(t, i) or _day_of_each(t, i)


def _repeated(t: Tokens, i: int) -> Match | None:
    """«обеспечить ежемесячное обновление»: the act comes again; «выплатить ежемесячное пособие» does not."""
    if not i or not t.words[i - 1].startswith(REPEATING_RU):
        return None
    places = (i + 1, i + 2)
    if t.words[i + 1] == ",":  # «обеспечить ежемесячное, не позднее 10 числа, направление сведений»
        close = next((n for n in range(i + 2, i + _ASIDE) if t.words[n] == ","), i)
        places = (close + 1, close + 2)
    noun = next((n for n in places if t.words[n].startswith(REPEATED_RU)), 0)
    return _match(recurrence(t.lex[i]["frequent"]), i, noun + 1) if noun else None


_ASIDE = 9


def _leads_to_each(t: Tokens, j: int) -> bool:
    """Words between a preposition and «каждого»: «конце», «итогам», «последний день», «первого месяца»."""
    return (
        t.words[j] in ("итогам", "результатам", "течение", "рабочий", "рабочего")
        or "edge" in t.lex[j]
        or "ord" in t.lex[j]
        or t.lex[j].get("unit") in ("day", "week", "month")
    )


def _match(value: Recurrence | None, begin: int, end: int) -> Match:
    return Match(Term(TermKind.SERIES, recurrence=value), begin, end)


def of_unit(unit: str, every: float = 1, times: float = 1) -> Recurrence | None:
    """So many times in so many units, as the register names it; None for what it has no name for."""
    if unit == "week":
        return Recurrence.WEEKLY if every == times else None
    if unit == "day":
        return Recurrence.WEEKLY if (every, times) == (7, 1) else None
    months = UNIT_MONTHS.get(unit, 0) * every
    if not months or times <= 0:
        return None
    return PER_YEAR.get(round(YEAR_MONTHS * times / months, 2))  # type: ignore[call-overload]


def _each(t: Tokens, begin: int, i: int) -> Match | None:
    """«каждый квартал», «каждые три месяца», «каждую пятницу», «каждое 5 число»."""
    if "weekday" in t.lex[i + 1]:
        return _match(Recurrence.WEEKLY, begin, i + 2)
    if "halfunit" in t.lex[i + 1]:
        return _match(of_unit(t.lex[i + 1]["halfunit"], 0.5), begin, i + 2)
    numbered = ordinal(t, i + 1)
    if numbered and ("ord" in t.lex[i + 1] or t.words[numbered[1]] in NUMBER_WORDS_RU):
        return _numbered_each(t, begin, numbered[1])
    found = cardinal(t, i + 1)
    every, end = found if found else (1.0, i + 1)
    end += "working" in t.lex[end] or "calendar" in t.lex[end]
    unit = t.lex[end].get("unit")
    if unit is None:
        return None
    if t.words[i] == "каждого" and begin == i and unit in ("year", "month", "week") and not t.words[i - 1 if i else 0]:
        return None
    return _match(of_unit(unit, every), begin, end + 1)


def _numbered_each(t: Tokens, begin: int, i: int) -> Match | None:
    """«(каждое) 10-е число месяца», «(каждую вторую) пятницу месяца», «(каждый последний) рабочий день квартала»."""
    j = i + ("working" in t.lex[i])
    if t.words[j] not in NUMBER_WORDS_RU and "weekday" not in t.lex[j] and t.lex[j].get("unit") not in ("day", "week"):
        return None
    unit = t.lex[j + 1].get("unit") if t.words[j + 1][-1:] in ("а", "и", "я") else None
    return _match(of_unit(unit or "month"), begin, j + 1 + bool(unit))


def _times(t: Tokens, i: int) -> Match | None:
    """«раз в полгода», «не реже одного раза в месяц», «два раза в год», «дважды в квартал»."""
    j = i
    while t.words[j] in TIMES_FILLERS_RU and j < i + 5:
        j += 1
    times: float = 1
    if "times" in t.lex[j]:
        times, j = t.lex[j]["times"], j + 1
    else:
        found = cardinal(t, j)
        if found:
            times, j = found
        if t.words[j] not in TIMES_WORDS_RU:
            return None
        j += 1
    if t.words[j] not in ("в", "за", "каждые", "каждый", "каждую"):
        return None
    j += 1
    if "halfunit" in t.lex[j]:
        return _match(of_unit(t.lex[j]["halfunit"], 0.5, times), i, j + 1)
    found = cardinal(t, j)
    every, j = found if found else (1.0, j)
    j = fillers(t, j)
    unit = t.lex[j].get("unit")
    return _match(of_unit(unit, every, times), i, j + 1) if unit else None


def _list_of_days(t: Tokens, i: int) -> Match | None:
    """«до 25 января и 25 июля», «к 10 января, 10 апреля, 10 июля и 10 октября»: days evenly spread over a year."""
    if t.words[i] not in ("до", "к", "по", "на") and not t.words[i][:1].isdecimal():
        return None
    j = i + (not t.words[i][:1].isdecimal())
    days: list[Core] = []
    while len(days) < LIST:
        found = core(t, j)
        if found is None or found.period.month is None or found.period.number is None or found.start:
            break
        days.append(found)
        j = found.end
        if t.words[j] not in (",", "и", ";"):
            break
        j += 1 + (t.words[j + 1] == "и")
        j += t.words[j] in ("до", "к")
    value = spread([day.period.month or 0 for day in days])
    return _match(value, i, days[-1].end) if value and not any(day.period.year for day in days) else None


def spread(months: list[int]) -> Recurrence | None:
    """How often days in these months come, if they are evenly spread over a year."""
    steps = {later - month for month, later in pairwise(months)}
    even = len(months) in FREQUENCIES and steps == {YEAR_MONTHS // len(months)}
    return PER_YEAR[len(months)] if even else None


def _day_of_each(t: Tokens, i: int) -> Match | None:
    """«до 5 числа каждого месяца», «до 31 марта каждого года», «до 10 числа месяца, следующего за отчетным кварталом»."""
    if t.words[i] not in ("до", "к", "не", "по", "на", "в") and not t.words[i][:1].isdecimal():
        return None
    j = i
    while t.words[j] in ("не", "позднее", "позже", "до", "к", "по", "на", "в", "срок") and j < i + 5:
        j += 1
    found = core(t, j)
    end = found.end if found else _day_number(t, j)
    if end is None:
        return None
    inner = ordinal(t, end)
    if inner and t.lex[inner[1]].get("unit") == "month":
        end = inner[1] + 1
        unit = t.lex[end].get("unit")
        if unit in ("quarter", "half_year", "year"):
            return _match(of_unit(unit), i, end + 1)
    if "each" in t.lex[end]:
        each = _each(t, end, end)
        return each and each._replace(begin=i)
    return _after_report(t, i, end)


def _day_number(t: Tokens, i: int) -> int | None:
    """«последнего дня», «первого рабочего дня», «десятого рабочего дня» before «каждого месяца»."""
    if "ord" not in t.lex[i] and t.numbers[i] is None:
        return None
    j = i + 1
    j += 2 if t.words[j] == "-" else 0
    j += "working" in t.lex[j] or "calendar" in t.lex[j]
    return j + 1 if t.words[j] in ("дня", "день", "дню", "числа", "недели", "декады", "месяца") else None


def _after_report(t: Tokens, i: int, end: int) -> Match | None:
    """«(10 числа) месяца, следующего за отчетным кварталом», «последнего месяца квартала»."""
    j = end + (t.words[end] in ("месяца", "года", "квартала", "полугодия"))
    j += t.words[j] == ","
    if (
        not t.words[j].startswith("следующ")
        or t.words[j + 1] != "за"
        or not t.words[j + 2].startswith(("отчетн", "истекш"))
    ):
        return None
    word = t.words[j + 3]
    unit = next((unit for stem, unit in PERIOD_OF_REPORT.items() if word.startswith(stem)), None)
    if unit is None:
        unit = "year" if "года" in (t.words[end], t.words[end - 1]) else "month"
        return _match(of_unit(unit), i, j + 3)
    return _match(of_unit(unit), i, j + 4)


def joined(date_match: Match, value: Recurrence | None, end: int) -> Match:
    """A first date and the series that follows it: «30 июня 2026 года, далее – раз в полгода»."""
    return date_match._replace(term=changed(date_match.term, recurrence=value), end=end)

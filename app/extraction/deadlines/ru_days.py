"""Russian days: «1 июля», «15 числа», «первого марта», «1-15 мая», weekdays, «завтра», and the hour beside a day."""

from app.domain.periods import Part, PartKind, Period, Ref, Unit
from app.extraction.deadlines.grammar import Core, changed, numeric_date
from app.extraction.deadlines.ru_years import dot, fillers, is_unit, ordinal, with_year
from app.extraction.deadlines.tokens import Tokens
from app.extraction.lexicon.deadline_ru import DAY_WORDS_RU, NUMBER_WORDS_RU, PLURAL_NUMBER_WORDS_RU

QUOTES = '«»"“”„'
LINKS = ("-", "и", ",", "по", "до")
MINUTES = 2


def day(t: Tokens, i: int) -> Core | None:
    """A day of a month, a range or list of days, a weekday, «завтра»."""
    lex = t.lex[i]
    if "relative" in lex:
        return Core(Period(Unit.DAY, offset=lex["relative"]), beside(t, i + 1 + (t.words[i + 1] in DAY_WORDS_RU)))
    if "weekday" in lex and (t.words[i], t.words[i + 1]) != ("среду", "обитания"):
        dated = day(t, i + 2) if t.words[i + 1] in (",", "(") and "weekday" not in t.lex[i + 2] else None
        if dated and dated.period.month:
            return dated._replace(end=dated.end + (t.words[i + 1] == "(" and t.words[dated.end] == ")"))
        return _of_week(t, i + 1, lex["weekday"]) or Core(Period(Unit.WEEKDAY, number=lex["weekday"]), beside(t, i + 1))
    number = t.numbers[i + 1]
    if t.words[i] in QUOTES and number is not None and t.words[i + 2] in QUOTES and "month" in t.lex[i + 3]:
        return _of_month(t, number, i + 3, None)
    if "weekend" in lex and "unit" not in t.lex[i + 1]:
        return Core(Period(Unit.WEEK, ref=Ref.THIS, parts=(Part(PartKind.WEEKEND),)), i + 1)
    found = numeric_date(t, i)
    if found is not None:
        end = found[1]
        return Core(found[0], beside(t, dot(t, end + 1) if is_unit(t, end, "year") else end))
    return _numbered_day(t, i)


def _of_week(t: Tokens, i: int, weekday: int) -> Core | None:
    """«(до среды) следующей недели», «(в понедельник)-вторник»."""
    j = i + (t.words[i] == "на")
    if "ref" in t.lex[j] and is_unit(t, j + 1, "week"):
        part = Part(PartKind.WEEKDAY, 1, weekday)
        return Core(Period(Unit.WEEK, ref=Ref(t.lex[j]["ref"]), parts=(part,)), beside(t, j + 2))
    if t.words[i] in ("-", "и") and "weekday" in t.lex[i + 1]:
        return Core(Period(Unit.WEEKDAY, number=t.lex[i + 1]["weekday"]), i + 2)
    return None


def _numbered_day(t: Tokens, i: int) -> Core | None:
    """A number before a month or before «числа», alone or as a range."""
    number = ordinal(t, i)
    if number is None or number[0] < 1:
        return None
    first, end = number
    if t.words[end] in LINKS and t.numbers[i] is not None:
        other = ordinal(t, end + 1)
        if other and other[0] > first and _starts_month(t, other[1]):
            return _of_month(t, other[0], other[1], first)
    if "ord" in t.lex[i] and t.words[end] in PLURAL_NUMBER_WORDS_RU:
        return None
    return _of_month(t, first, end, None) if _starts_month(t, end) else None


def _starts_month(t: Tokens, i: int) -> bool:
    return "month" in t.lex[i] or t.words[i] in NUMBER_WORDS_RU


def _of_month(t: Tokens, number: int, i: int, first: int | None) -> Core | None:
    """A day before its month; an impossible one (32 мая) is kept and has no date."""
    if "month" in t.lex[i]:
        period, end = with_year(t, dot(t, i + 1), Period(Unit.DAY, number=number, month=t.lex[i]["month"]))
    else:
        period, end = _of_number(t, i + 1, Period(Unit.DAY, number=number))
    start = changed(period, number=first) if first else None
    return Core(period, beside(t, end), start)


def _of_number(t: Tokens, i: int, period: Period) -> tuple[Period, int]:
    """«15 числа следующего месяца», «5 числа мая»."""
    if "month" in t.lex[i]:
        return with_year(t, i + 1, changed(period, month=t.lex[i]["month"]))
    if "ref" in t.lex[i]:
        end = fillers(t, i + 1)
        if is_unit(t, end, "month"):
            return changed(period, month_ref=Ref(t.lex[i]["ref"])), end + 1
    return period, i


def beside(t: Tokens, i: int) -> int:
    """Skip what may stand after a day: «включительно», «(пятница)», «утром», «к вечеру», «до 18:00»."""
    word = t.words[i]
    end = inclusive(t, i)
    if end > i or "daypart" in t.lex[i]:
        return max(end, i + 1)
    if word in ("(", ",") and t.words[i + 2] == ")" and "weekday" in t.lex[i + 1]:
        return i + 3
    if word == "," and t.words[i + 2] == ":":
        return clock(t, i + 1) or i
    if word in ("до", "к", "в", "не"):
        j = i + 1 + (word == "не")
        if "daypart" in t.lex[j]:
            return j + 1
        if word == "до" and t.lex[j].get("edge") == "end" and t.words[j + 1 + ("working" in t.lex[j + 1])] == "дня":
            return j + 2 + ("working" in t.lex[j + 1])
        return clock(t, j) or i
    return i


def inclusive(t: Tokens, i: int) -> int:
    """Skip «включительно», «(включительно)»."""
    if t.words[i].startswith("включительн"):
        return i + 1
    return (
        i + 3 if t.words[i] in ("(", ",") and t.words[i + 1].startswith("включительн") and t.words[i + 2] == ")" else i
    )


def clock(t: Tokens, i: int) -> int | None:
    """Token after an hour: 18:00, 18-00, 18.00, «18 часов», «10 ч. 00 мин.»."""
    number, minutes = t.numbers[i], t.numbers[i + 2]
    word = t.words[i]
    if number is not None and t.words[i + 1] in (":", "-") and minutes is not None and len(t.words[i + 2]) == MINUTES:
        j = i + 3
    elif word[-3:] in (".00", ".30") and word[:-3].isdecimal():
        j = i + 1
    elif number is not None and is_unit(t, i + 1, "hour"):
        j = dot(t, i + 2)
        if t.words[j + 1].startswith("мин"):
            j += 2 + (t.words[j + 2] == ".")
        return j + (t.words[j] in ("дня", "утра", "вечера"))
    else:
        return None
    return dot(t, j + 1) if is_unit(t, j, "hour") else j

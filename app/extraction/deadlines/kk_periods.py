"""Kazakh periods and numerals: from «2026 жылғы 25 желтоқсан» to `Period`, with the last case.

The case of the last word decides, with the postposition behind it, how the period bounds; that is in `kk.py`.
"""

from typing import NamedTuple, cast

from app.domain.periods import EDGES, Part, PartKind, Period, Ref, Unit
from app.extraction.deadlines.grammar import Core, changed, numeric_date, years
from app.extraction.deadlines.kk_days import numbered_day, worded_day
from app.extraction.deadlines.tokens import Tokens
from app.extraction.lexicon.deadline_kk import ABLATIVE_ENDINGS

NOM, GEN, DAT, ACC, LOC, ABL, ATTR = "nom", "gen", "dat", "acc", "loc", "abl", "attr"
INNER = frozenset({NOM, GEN, ATTR})
SOME_YEAR = Period(Unit.YEAR)
PARTS = 3
WORDS_OF_NUMBER = 3
LONGEST_BRACKET = 6
NUMBERED = {"quarter": 4, "half_year": 2}
PLAIN = {
    "week": Unit.WEEK,
    "month": Unit.MONTH,
    "quarter": Unit.QUARTER,
    "half_year": Unit.HALF_YEAR,
    "year": Unit.YEAR,
    "decade": Unit.DECADE,
}
NO_DAYS = ("week", "ten_days")  # «маусымның 2 онкүндігінде»
PIECES = {"ten_days": PartKind.TEN_DAYS, "week": PartKind.WEEK, "month": PartKind.MONTH, "day": PartKind.DAY}


class Cased(NamedTuple):
    """A period with the case of its last word; bare: a unit alone, a period only before an edge."""

    core: Core
    case: str
    bare: bool = False


def unit_of(t: Tokens, i: int) -> tuple[str, str]:
    """Unit and case of a word, or two empty strings."""
    return t.lex[i].get("k_unit", ("", ""))


def cased(t: Tokens, i: int) -> Cased | None:
    """A period at a word with all its parts; read once a place."""
    if i not in t.cased:
        found = _year(t, i) or _whole(t, i, SOME_YEAR)
        t.cased[i] = found and _parts(t, found)
    return cast("Cased | None", t.cased[i])


def _year(t: Tokens, i: int) -> Cased | None:
    """A year, and what stands inside of it: «2027 жылдың бірінші тоқсанында», «келесі жылдың көктемінде»."""
    lex = t.lex[i]
    first = 0
    span = years(t, i) if t.words[i][:1].isdecimal() else None
    j = span[2] if span else i + 1
    if span:
        first, period = span[0], Period(Unit.YEAR, year=span[1])
        if t.words[j] == "-" and "k_suffix" in t.lex[j + 1] and t.glued(j + 1):
            return Cased(Core(period, j + 2), t.lex[j + 1]["k_suffix"])
    elif "k_ref" in lex:
        period = Period(Unit.YEAR, ref=Ref(lex["k_ref"]))
        if t.words[i] == "биылғы" and unit_of(t, j)[0] != "year":
            return _whole(t, j, period)
    elif "k_year" in lex:
        period = Period(Unit.YEAR, ref=Ref(lex["k_year"]))
        return _whole(t, j, period) or Cased(Core(period, j), ABL if t.words[i].endswith(ABLATIVE_ENDINGS) else LOC)
    else:
        return None
    unit, case = unit_of(t, j)
    if unit != "year":
        return None
    end = j + 1
    end += t.words[end] == "." and t.words[j] in ("ж", "жж")
    if case in INNER:
        inner = _whole(t, end, period)
        if inner and not inner.bare:
            return inner
    start = changed(period, year=first) if span and first != span[1] else None
    return Cased(Core(period, end, start), LOC if t.words[j] in ("жылы", "жылдары") else case)


def _said(period: Period, year: Period) -> Period:
    """The year of the outer words, put into an inner period."""
    return changed(period, year=year.year, year_ref=year.ref)


def _whole(t: Tokens, i: int, year: Period) -> Cased | None:
    """A day, month, quarter, season, weekday or a unit with a reference; `year` holds what was said before."""
    if i >= t.count:
        return None
    return (
        _numeric(t, i)
        or _day_first(t, i, year)
        or _month(t, i, year)
        or _numbered(t, i, year)
        or _season(t, i, year)
        or _weekday(t, i)
        or _unit(t, i)
    )


def _numeric(t: Tokens, i: int) -> Cased | None:
    found = numeric_date(t, i)
    if found is None:
        return None
    end = found[1]
    unit, case = unit_of(t, end)
    case = case if unit in ("year", "day") else NOM
    end += unit in ("year", "day")
    end += t.words[end] == "." and t.words[end - 1] in ("ж", "жж")
    if t.words[end] == "-" and "k_suffix" in t.lex[end + 1]:
        case, end = t.lex[end + 1]["k_suffix"], end + 2
    return Cased(Core(found[0], end), case)


def _day_first(t: Tokens, i: int, year: Period) -> Cased | None:
    """«25 желтоқсанға», «1–15 наурыз», «15-іне», «бесінші мамырға», «жиырма бес ақпанға»."""
    found = numbered_day(t, i)
    if found is None:
        return None
    (day, j), first = found, 0
    other = numbered_day(t, j + 1) if t.words[j] in ("-", "мен", "пен", "және", "бен") else None
    if other and day < other[0]:
        first, (day, j) = day, other
    if t.numbers[i] is None and not _opens_month(t, j):
        return None
    if t.words[j] == "-" and t.glued(j) and ("k_month" in t.lex[j + 1] or unit_of(t, j + 1)[0] == "day"):
        j += 1
    if t.words[j - 1] == "-" and unit_of(t, j)[0] == "day" and not first:
        return Cased(Core(Period(Unit.DAY, number=day), j + 1, strong=False), unit_of(t, j)[1])
    if "k_month" in t.lex[j]:
        month, case = t.lex[j]["k_month"]
        period = _said(Period(Unit.DAY, number=day, month=month), year)
        end, case = _day_word(t, j + 1, case)
        return Cased(Core(period, end, changed(period, number=first) if first else None), case)
    alone = year.year is None and year.ref is None and not _part_of_many(t, i)
    if alone and j == i + 1 and t.words[j] == "-" and t.glued(j) and t.lex[j + 1].get("k_suffix", "ord") != "ord":
        return Cased(Core(Period(Unit.DAY, number=day), j + 2, strong=False), t.lex[j + 1]["k_suffix"])
    return None


def _part_of_many(t: Tokens, i: int) -> bool:
    """«колледждердің 27-сінде»: so many of them, no day; «айдың 27-сінде» is one."""
    before = t.words[i - 1] if i else ""
    return before.endswith(("дың", "дің", "тың", "тің", "ның", "нің")) and not before.startswith("ай")


def _opens_month(t: Tokens, j: int) -> bool:
    """Whether a month follows a number in words; «екі маусымда» are two seasons, «бір маусымға дейін» is until 1 June."""
    if "k_month" not in t.lex[j]:
        return False
    return "k_num" not in t.lex[j - 1] or not t.words[j].startswith("маусым") or "k_post" in t.lex[j + 1]


def _day_word(t: Tokens, i: int, case: str) -> tuple[int, str]:
    """Skip «күні» and an hour after a day: «1 мамыр күні», «5 мамыр күніне», «5 мамыр күні сағат 18:00-ге»."""
    unit, other = unit_of(t, i)
    if case == NOM and unit == "day":
        case, i = LOC if t.words[i] == "күні" else other, i + 1
    hour = clock(t, i)
    return (hour, DAT) if hour else (i, case)


def clock(t: Tokens, i: int) -> int | None:
    """Token after «сағат 18:00-ге», «18:00-ге», «сағат 18-ге»."""
    j = i + (t.words[i] == "сағат")
    if j > i and t.numbers[j] is not None and t.words[j + 1] == "-" and t.lex[j + 2].get("k_suffix") == DAT:
        return j + 3
    if t.numbers[j] is None or t.words[j + 1] != ":" or t.numbers[j + 2] is None:
        return None
    suffixed = t.words[j + 3] == "-" and t.lex[j + 4].get("k_suffix") == DAT
    return j + 5 if suffixed else None


def _month(t: Tokens, i: int, year: Period) -> Cased | None:
    """«қыркүйекте», «қазан айының 15-іне», «наурыз–мамыр айларында»."""
    if "k_month" not in t.lex[i]:
        return None
    (number, case), j, first = t.lex[i]["k_month"], i + 1, 0
    if t.words[j] in ("-", "мен", "пен", "және", "бен") and "k_month" in t.lex[j + 1]:
        first = number
        (number, case), j = t.lex[j + 1]["k_month"], j + 2
    if case in (NOM, GEN) and unit_of(t, j)[0] == "month":
        case, j = unit_of(t, j)[1], j + 1
    period = _said(Period(Unit.MONTH, number=number), year)
    day = t.numbers[j]
    if case in INNER and day is not None and len(t.words[j]) <= 2 and unit_of(t, j + 1)[0] not in NO_DAYS:
        inner = changed(period, unit=Unit.DAY, number=day, month=number)
        if t.words[j + 1] == "-" and "k_suffix" in t.lex[j + 2]:
            return Cased(Core(inner, j + 3), t.lex[j + 2]["k_suffix"])
        if unit_of(t, j + 1)[0] == "day":
            return Cased(Core(inner, j + 2), LOC if t.words[j + 1] == "күні" else unit_of(t, j + 1)[1])
        return None if day > 31 else Cased(Core(inner, j + 1), NOM)
    if case == GEN and (worded := worded_day(t, j)):
        return Cased(Core(changed(period, unit=Unit.DAY, number=worded[0], month=number), worded[1]), worded[2])
    start = changed(period, number=first) if first else None
    return Cased(Core(period, j, start, strong=bool(period.year or period.year_ref)), case)


def ordinal(t: Tokens, i: int) -> tuple[int, int] | None:
    """«бірінші», IV, «4-», «1-ші»."""
    lex = t.lex[i]
    if "k_ord" in lex:
        return lex["k_ord"], i + 1
    number = lex.get("roman") if "roman" in lex else t.numbers[i]
    if number is None or number > 31:
        return None
    j = i + 1
    if t.words[j] == "-":
        j += 2 if t.lex[j + 1].get("k_suffix") == "ord" else 1
    return number, j


def _numbered(t: Tokens, i: int, year: Period) -> Cased | None:
    """«IV тоқсанда», «І–ІІ тоқсандарда», «бірінші және екінші тоқсанда», «екінші жартыжылдықтың»."""
    found = ordinal(t, i)
    if found is None:
        return None
    (number, j), first = found, 0
    if t.words[j] in ("-", "және", "мен") or t.words[j - 1] == "-":
        other = ordinal(t, j + (t.words[j - 1] != "-"))
        if other and other[0] > number:
            first, (number, j) = number, other
    unit, case = unit_of(t, j)
    j += 1
    if t.lex[j - 1].get("k_num") == 0.5 and unit_of(t, j)[0] == "year":
        unit, case, j = "half_year", unit_of(t, j)[1], j + 1
    if unit not in NUMBERED or not 1 <= (NUMBERED[unit] if number == -1 else number) <= NUMBERED[unit]:
        return None
    period = _said(Period(Unit(unit), number=NUMBERED[unit] if number == -1 else number), year)
    start = changed(period, number=first) if first else None
    return Cased(Core(period, j, start, strong=bool(period.year or period.year_ref)), case)


def _season(t: Tokens, i: int, year: Period) -> Cased | None:
    """«көктемде», «осы күзде», «келесі қысқа»."""
    j, ref = (i + 1, Ref(t.lex[i]["k_ref"])) if "k_ref" in t.lex[i] and t.words[i] != "жаңа" else (i, None)
    kind, grain = ("k_season", Unit.SEASON) if "k_season" in t.lex[j] else ("k_month", Unit.MONTH)
    if kind not in t.lex[j] or (kind == "k_month" and (ref is None or _is_season_word(t, j))):
        return None
    number, case = t.lex[j][kind]
    period = Period(grain, number=number, ref=ref)
    if ref is None:
        period = _said(period, year)
    j += 1
    if case == NOM and unit_of(t, j)[0] in ("month", "year"):
        case, j = unit_of(t, j)[1], j + 1
    return Cased(Core(period, j, strong=bool(ref or period.year or period.year_ref)), case)


def _is_season_word(t: Tokens, j: int) -> bool:
    """«келесі маусымға дейін»: the next season of the work at hand; the month would be «маусым айына»."""
    return t.words[j].startswith("маусым") and unit_of(t, j + 1)[0] != "month"


def _weekday(t: Tokens, i: int) -> Cased | None:
    """«жұмаға», «келесі дүйсенбі күні», «ертең»."""
    lex = t.lex[i]
    if "k_relative" in lex:
        offset, case = lex["k_relative"]
        if "k_daypart" in t.lex[i + 1]:
            return Cased(Core(Period(Unit.DAY, offset=offset), i + 2), DAT)
        hour = clock(t, i + 1)
        return Cased(Core(Period(Unit.DAY, offset=offset), hour or i + 1), DAT if hour else case)
    j, ref = (i + 1, Ref(lex["k_ref"])) if "k_ref" in lex else (i, None)
    if "k_weekday" not in t.lex[j]:
        return None
    number, case = t.lex[j]["k_weekday"]
    end, case = _day_word(t, j + 1, case)
    return Cased(Core(Period(Unit.WEEKDAY, number=number, ref=None if ref is Ref.THIS else ref), end), case)


def _unit(t: Tokens, i: int) -> Cased | None:
    """«келесі айда», «осы аптаның», and a unit alone before an edge («жыл соңына»)."""
    j, ref = (i + 1, Ref(t.lex[i]["k_ref"])) if "k_ref" in t.lex[i] else (i, None)
    working = t.words[j] == "жұмыс" and unit_of(t, j + 1)[0] in ("week", "day")
    j += working
    unit, case = unit_of(t, j)
    if unit == "day" and ref in (Ref.THIS, None) and "k_edge" in t.lex[j + 1]:
        return Cased(Core(Period(Unit.DAY, offset=0), j + 1), case, bare=True)
    if unit not in PLAIN:
        return None
    parts = (Part(PartKind.WORKING_DAY, -1),) if working else ()
    if unit == "month" and case == GEN and t.numbers[j + 1] is not None and t.words[j + 2] == "-":
        suffix = t.lex[j + 3].get("k_suffix")
        if suffix:
            return Cased(Core(Period(Unit.DAY, number=t.numbers[j + 1], month_ref=ref), j + 4), suffix)
    if unit == "month" and case == GEN and ref and (worded := worded_day(t, j + 1)):
        return Cased(Core(Period(Unit.DAY, number=worded[0], month_ref=ref), worded[1]), worded[2])
    return Cased(Core(Period(PLAIN[unit], ref=ref or Ref.THIS, parts=parts), j + 1), case, bare=ref is None)


def _parts(t: Tokens, found: Cased) -> Cased:
    """The edges and numbered pieces behind a period: «соңына», «екінші жартысында», «соңғы аптасында»."""
    for _ in range(PARTS):
        core, j = found.core, found.core.end
        if found.case not in INNER or core.start:
            break
        edge, case = t.lex[j].get("k_edge", ("", ""))
        if "k_weekday" in t.lex[j] and core.period.unit is Unit.WEEK and not core.period.parts:
            weekday, case = t.lex[j]["k_weekday"]
            part, j = Part(PartKind.WEEKDAY, 1, weekday), j + 1
        elif edge and "k_ord" not in t.lex[j]:
            part = Part(PartKind.MIDDLE if edge == "half" else PartKind(edge))
            j += 1
        else:
            number = ordinal(t, j)
            if number is None:
                break
            piece = _piece(t, *number)
            if piece is None:
                break
            part, case, j = piece
        if part.kind in EDGES and core.period.is_day:
            found = Cased(core._replace(end=j), case)
        else:
            period = changed(core.period, parts=(*core.period.parts, part))
            found = Cased(core._replace(period=period, end=j, strong=True), case)
    return found


def _piece(t: Tokens, number: int, j: int) -> tuple[Part, str, int] | None:
    edge, case = t.lex[j].get("k_edge", ("", ""))
    if edge == "half" and number in (1, 2, -1):
        return Part(PartKind.HALF, 1 if number == 1 else 2), case, j + 1
    working = t.words[j] == "жұмыс"
    unit, case = unit_of(t, j + working)
    if unit not in PIECES:
        return None
    kind = PartKind.WORKING_DAY if working else PIECES[unit]
    return Part(kind, number), LOC if t.words[j + working] == "күні" else case, j + working + 1


def cardinal(t: Tokens, i: int) -> tuple[float, int] | None:
    """10, «он бес», «екі-үш», «бір жарым», 10 (он)."""
    found = _plain(t, i)
    if found is None:
        return None
    value, j = found
    if (t.words[j], t.words[j + 1]) == ("-", "ақ"):  # «бір-ақ күн»
        j += 2
    j += t.words[j] == "ғана"
    if t.words[j] == "-":
        other = _plain(t, j + 1)
        if other and other[0] > value:
            value, j = other
    if t.words[j] == "жарым":
        value, j = value + 0.5, j + 1
    if t.words[j] == "(":
        closing = next((n for n in range(j + 1, j + LONGEST_BRACKET) if t.words[n] == ")"), 0)
        if closing and ("k_num" in t.lex[j + 1] or t.words[j + 1].isdecimal()):
            j = closing + 1
    return value, j


def _plain(t: Tokens, i: int) -> tuple[float, int] | None:
    number = t.numbers[i]
    if number is not None:
        return number, i + 1
    word = t.words[i]
    if word[-2:] in (",5", ".5") and word[:-2].isdecimal() and len(word) <= 4:
        return int(word[:-2]) + 0.5, i + 1
    total, j = 0.0, i
    while j < i + WORDS_OF_NUMBER and "k_num" in t.lex[j]:
        value = t.lex[j]["k_num"]
        if j > i and (total < 10 or value >= 10):
            break
        total, j = total + value, j + 1
    return (total, j) if j > i else None

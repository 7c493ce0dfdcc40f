"""Russian periods: from «1 июля» and «второй декаде мая» to `Period`; no preposition is read here."""

from typing import cast

from app.domain.periods import EDGES, Part, PartKind, Period, Ref, Unit
from app.extraction.deadlines.grammar import Core, changed, full_year, years
from app.extraction.deadlines.ru_days import beside, day
from app.extraction.deadlines.ru_quarters import NUMBERED, several
from app.extraction.deadlines.ru_years import SCHOOL, dot, fillers, is_unit, ordinal, with_year, year
from app.extraction.deadlines.tokens import NOTHING, Tokens
from app.extraction.deadlines.words import BARE_FORMS_RU, FILLERS_RU, YEAR_SUFFIXES_RU
from app.extraction.lexicon.deadline_ru import DAY_WORDS_RU, NUMBER_WORDS_RU, PLURAL_NUMBER_WORDS_RU

SCHOOL_YEAR = Period(Unit.DAY, number=1, month=9)
NESTED = 3
CORE_STARTS = frozenset('0123456789«»"“”„учб')
PLURAL = ("ые", "ых", "ым", "ими", "ыми")
PLAIN_UNITS = {
    "week": Unit.WEEK,
    "month": Unit.MONTH,
    "quarter": Unit.QUARTER,
    "half_year": Unit.HALF_YEAR,
    "year": Unit.YEAR,
    "decade": Unit.DECADE,
    "day": Unit.DAY,
}
PART_OF_UNIT = {
    "ten_days": PartKind.TEN_DAYS,
    "week": PartKind.WEEK,
    "month": PartKind.MONTH,
    "quarter": PartKind.QUARTER,
}


def core(t: Tokens, i: int, bare: bool = False, depth: int = 0) -> Core | None:
    """Any period at a place, the longest reading first. bare: «года» alone is this year (after «конец», «итоги»)."""
    if i >= t.count or depth > NESTED:
        return None
    if bare or depth:
        return _core(t, i, bare, depth)
    if i not in t.cores:
        t.cores[i] = _core(t, i, False, 0)
    return cast("Core | None", t.cores[i])


def _core(t: Tokens, i: int, bare: bool, depth: int) -> Core | None:
    if i >= t.count:
        return None
    if t.lex[i] is NOTHING and t.words[i][0] not in CORE_STARTS and t.words[i] not in FILLERS_RU:
        return None
    found = _edge(t, i, depth) or day(t, i) or _inner(t, i, depth) or _named(t, i, bare)
    if found is None or depth or found.start or found.period.is_day or t.words[found.end] != "-":
        return found
    second = _core(t, found.end + 1, False, 1)
    if second is None or second.start or second.period.is_day or not (found.period.parts or second.period.parts):
        return found
    return second._replace(start=found.period)


def _edge(t: Tokens, i: int, depth: int) -> Core | None:
    """«конца второй декады мая», «начала следующего года», «первой половины 2027 года»."""
    number, end = 0, i
    if t.lex[i].get("edge") is None:
        found = ordinal(t, i)
        if found is None or t.lex[found[1]].get("edge") != "half" or not 1 <= abs(found[0]) <= 2:
            return None
        number, end = (2 if found[0] == -1 else found[0]), found[1]
    edge = t.lex[end]["edge"]
    inner = core(t, end + 1, True, depth + 1)
    if inner is None or inner.school or inner.period.offset is not None:
        if inner and inner.school and edge == "start":
            return inner
        return _same_day(t, end, edge) or (inner if inner and inner.period.offset is not None else None)
    if number:
        part = Part(PartKind.HALF, number)
    else:
        part = Part(PartKind.MIDDLE if edge == "half" else PartKind(edge))
    if part.kind in EDGES and inner.period.is_day:
        return inner
    whole = inner._replace(period=changed(inner.period, parts=(*inner.period.parts, part)), strong=True)
    if t.words[whole.end] in ("-", "и") and t.lex[whole.end + 1].get("edge") in ("start", "middle", "end"):
        second = _edge(t, whole.end + 1, depth + 1)
        return second._replace(start=whole.period) if second and not second.start else whole
    return whole


def _same_day(t: Tokens, i: int, edge: str) -> Core | None:
    """«конца рабочего дня»."""
    end = i + 2 if "working" in t.lex[i + 1] or "ref" in t.lex[i + 1] else i + 1
    if edge == "end" and t.words[end] in DAY_WORDS_RU:
        return Core(Period(Unit.DAY, offset=0), end + 1)
    return None


def _inner(t: Tokens, i: int, depth: int) -> Core | None:
    """A numbered piece of a longer period: «второй декаде мая», «последний рабочий день года», «первых числах марта»."""
    found = ordinal(t, i)
    if found is None:
        return None
    number, j = found
    j = fillers(t, j)
    working = "working" in t.lex[j]
    j += working
    unit = t.lex[j].get("unit")
    if unit in NUMBERED:
        return None if several(t, i, j) else _numbered(t, unit, number, j + 1)
    if "weekday" in t.lex[j]:
        return core_part(t, j + 1, depth, Part(PartKind.WEEKDAY, number, t.lex[j]["weekday"]))
    if number in (10, 20) and t.words[j] in PLURAL_NUMBER_WORDS_RU:
        return core_part(t, j + 1, depth, Part(PartKind.TEN_DAYS, number // 10 + 1))
    if number in (1, -1) and (t.words[j] in NUMBER_WORDS_RU or (unit and t.words[j - 1].endswith(PLURAL))):
        return core_part(t, j + 1, depth, Part(PartKind.START if number == 1 else PartKind.END))
    if unit == "day":
        return core_part(t, j + 1, depth, Part(PartKind.WORKING_DAY if working else PartKind.DAY, number))
    if unit in PART_OF_UNIT:
        return core_part(t, j + 1, depth, Part(PART_OF_UNIT[unit], number))
    second = _second_number(t, i, j, number)
    return second and _numbered(t, *second)


def _second_number(t: Tokens, i: int, j: int, number: int) -> tuple[str, int, int, int] | None:
    """«I-II кварталах», «первом и втором кварталах», «I, II, III кварталах», «(с) 1 по 3 квартал»."""
    last = number
    links = ("-", "и", ",", "по") if t.words[i - 1] in ("с", "со") else ("-", "и", ",")
    for _ in range(NESTED):
        if t.words[j] not in links:
            break
        other = ordinal(t, j + 1)
        if other is None or other[0] <= last:
            return None
        last, j = other
    unit = t.lex[j].get("unit")
    return (unit, last, j + 1, number) if unit in NUMBERED and last > number else None


def _numbered(t: Tokens, unit: str, number: int, i: int, first: int = 0) -> Core | None:
    if number == -1:
        number = NUMBERED[unit]
    if not 1 <= number <= NUMBERED[unit]:
        return None
    period, end = with_year(t, dot(t, i), Period(Unit(unit), number=number))
    if t.words[end] == "-" and not first:
        other = ordinal(t, end + 1)
        if other and is_unit(t, other[1], unit) and number < other[0] <= NUMBERED[unit]:
            return _numbered(t, unit, other[0], other[1] + 1, number)
    said = bool(period.year or period.year_ref)
    return Core(period, end, changed(period, number=first) if first else None, strong=said)


def core_part(t: Tokens, i: int, depth: int, part: Part) -> Core | None:
    """The rest of a phrase whose first words named a part of it."""
    inner = core(t, i, True, depth + 1)
    if inner is None or inner.start or inner.school or inner.period.is_day:
        if "each" in t.lex[i] or part.kind in (PartKind.DAY, PartKind.WEEKDAY, PartKind.START, PartKind.WORKING_DAY):
            return None
        return Core(Period(Unit.MONTH, parts=(part,)), i) if part.kind is PartKind.TEN_DAYS else None
    if part.kind is PartKind.MONTH and inner.period.unit is Unit.MONTH:
        return None
    return inner._replace(period=changed(inner.period, parts=(*inner.period.parts, part)), strong=True)


def _named(t: Tokens, i: int, bare: bool) -> Core | None:
    """A month, season, year, or a unit with a reference."""
    if "ref" in t.lex[i] and t.words[i + 1] == "и" and "ref" in t.lex[i + 2]:
        i += 2
    lex = t.lex[i]
    ref = Ref(lex["ref"]) if "ref" in lex else None
    j = fillers(t, i + bool(ref))
    j += "working" in t.lex[j] and is_unit(t, j + 1, "week")
    if ref:
        inner = _referred(t, j, ref, "working" in t.lex[j - 1])
        if inner:
            return inner
    school = _school(t, i)
    if school:
        return school
    decade = _decade(t, i)
    if decade:
        return decade
    found = year(t, i, bare)
    if found:
        period, first, end = found
        if t.words[end].startswith(SCHOOL):
            return None
        strong = t.words[end - 1] in ("год", "годы", ".", "гг", "г") or bool(ref)
        return Core(period, beside(t, end), changed(period, year=first) if first else None, strong)
    seasonal = _seasonal(t, i)
    if seasonal:
        return seasonal
    for kind, unit in (("month", Unit.MONTH), ("season", Unit.SEASON)):
        if kind in lex:
            return _months(t, i, unit, kind)
    unit_name = t.lex[j].get("unit")
    if bare and unit_name in PLAIN_UNITS and unit_name != "day":
        working = j > i and "working" in t.lex[j - 1]
        return Core(Period(PLAIN_UNITS[unit_name], ref=ref or Ref.THIS, parts=_friday(working)), dot(t, j + 1))
    return None


def unsaid(t: Tokens, i: int, found: Core) -> Core:
    """«до середины недели»: no word says which week, so that the nearest term that is not over is meant."""
    period = found.period
    if period.ref is not Ref.THIS or not period.parts or any("ref" in t.lex[n] for n in range(i, found.end)):
        return found
    return found._replace(period=changed(period, ref=None))


def _friday(working: bool) -> tuple[Part, ...]:
    """A working week ends on its last working day."""
    return (Part(PartKind.WORKING_DAY, -1),) if working else ()


def _referred(t: Tokens, j: int, ref: Ref, working: bool) -> Core | None:
    """What follows a reference: «следующей недели», «этой осенью», «ближайший понедельник»."""
    lex = t.lex[j]
    if "weekday" in lex:
        return Core(Period(Unit.WEEKDAY, number=lex["weekday"], ref=None if ref is Ref.THIS else ref), j + 1)
    unit = lex.get("unit")
    if unit in PLAIN_UNITS and unit != "year":
        return Core(Period(PLAIN_UNITS[unit], ref=ref, parts=_friday(working)), dot(t, j + 1))
    for kind, grain in (("month", Unit.MONTH), ("season", Unit.SEASON)):
        if kind in lex:
            period, end = with_year(t, j + 1, Period(grain, number=lex[kind], ref=ref))
            return Core(changed(period, ref=None) if period.year or period.year_ref else period, end)
    number = ordinal(t, j)
    if number and t.lex[number[1]].get("unit") in NUMBERED:
        inner = _numbered(t, t.lex[number[1]]["unit"], number[0], number[1] + 1)
        return inner and inner._replace(period=changed(inner.period, ref=None if inner.strong else ref), strong=True)
    return None


def _school(t: Tokens, i: int) -> Core | None:
    """«2026-2027 учебного года», «нового учебного года»."""
    j = i
    if t.words[j][:1].isdecimal():
        span = years(t, j, YEAR_SUFFIXES_RU)
        if span is None or not t.words[span[2]].startswith(SCHOOL) or not is_unit(t, span[2] + 1, "year"):
            return None
        return Core(changed(SCHOOL_YEAR, year=span[0]), span[2] + 2, school=True)
    j = fillers(t, j + 1) if "ref" in t.lex[j] else j
    if j > i and t.words[j][:1].isdecimal():
        return _school(t, j)
    if t.words[j].startswith(SCHOOL) and is_unit(t, j + 1, "year"):
        return Core(SCHOOL_YEAR, j + 2, school=True)
    return None


def _months(t: Tokens, i: int, unit: Unit, kind: str) -> Core:
    """A month or a season with what follows: «мае месяце 2026 года», «марте-мае», «зимой 2026-2027 годов»."""
    number, end = t.lex[i][kind], dot(t, i + 1)
    end = end + 1 if kind == "month" and is_unit(t, end, "month") else end
    first, last = number, number
    while t.words[end] in ("-", "и", ",") and kind in t.lex[end + 1] and end - i < 8:
        last, end = t.lex[end + 1][kind], dot(t, end + 2)
    period, end = with_year(t, end, Period(unit, number=last))
    start = changed(period, number=first, year=None, year_ref=None) if first != last else None
    strong = bool(period.year or period.year_ref) or (
        kind == "season" and t.words[i].endswith(("ой", "ою", "ом", "ью"))
    )
    return Core(period, end, start, strong and t.words[i] in BARE_FORMS_RU)


def _seasonal(t: Tokens, i: int) -> Core | None:
    """«летний период», «осенне-зимний период 2026-2027 годов»."""
    first, j = t.lex[i].get("seasonal"), i
    if first and t.words[i + 1] == "-" and "seasonal" in t.lex[i + 2]:
        j = i + 2
    if first is None or not t.words[j + 1].startswith(("период", "месяц")):
        return None
    last = t.lex[j]["seasonal"]
    period, end = with_year(t, j + 2, Period(Unit.SEASON, number=last))
    return Core(period, end, changed(period, number=first, year=None, year_ref=None) if j > i else None)


def _decade(t: Tokens, i: int) -> Core | None:
    """«2030-х годах»."""
    number = t.numbers[i]
    if number is None or number % 10 or not 1900 <= full_year(number) <= 2190 or t.words[i + 1] != "-":
        return None
    if t.words[i + 2] in ("х", "е") and is_unit(t, i + 3, "year"):
        return Core(Period(Unit.DECADE, number=full_year(number)), dot(t, i + 4))
    return None

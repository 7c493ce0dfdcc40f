"""The day of a document, from its own words: a leading `date YYYY-MM-DD`, or a dateline in its first or last lines.

A dateline is a line that says where and when and nothing else; a date inside a sentence is never one, and neither is
today. Deadlines are another matter (`app.extraction`).
"""

import re
from collections.abc import Callable, Iterable
from datetime import date

_LEADING = re.compile(r"[\s\ufeff]*date[ \t]+(\d{4})-(\d{2})-(\d{2})(?![\w-])")
_FIRST_LINES, _LAST_LINES, _LABELLED_LINES = 6, 3, 15
_LONGEST = 140
_EDGE = 4_000
"""Characters at each end of the text that are looked at: a text may be one line of megabytes."""

_MONTHS = (
    ("янв(?:ар)?", "қаңтар", "jan(?:uary)?"),
    ("фев(?:рал)?", "ақпан", "feb(?:ruary)?"),
    ("март?", "наурыз", "mar(?:ch)?"),
    ("апр(?:ел)?", "сәуір", "apr(?:il)?"),
    ("ма[йя]", "мамыр", "may"),
    ("июн", "маусым", "june?"),
    ("июл", "шілде", "july?"),
    ("авг(?:уст)?", "тамыз", "aug(?:ust)?"),
    ("сент?(?:ябр)?", "қыркүйек", "sept?(?:ember)?"),
    ("окт(?:ябр)?", "қазан", "oct(?:ober)?"),
    ("ноя(?:бр)?", "қараша", "nov(?:ember)?"),
    ("дек(?:абр)?", "желтоқсан", "dec(?:ember)?"),
)
_MONTH_NUMBERS = [
    (re.compile(rf"(?:{'|'.join(stems)})[а-яёі]{{0,5}}\.?", re.IGNORECASE), number)
    for number, stems in enumerate(_MONTHS, start=1)
]
_MONTH = r"(?P<month>[^\W\d_]{3,14})\.?"
_DAY, _YEAR = r"(?P<day>\d{1,2})", r"(?P<year>(?:19|20)\d\d)"
_QUOTED_DAY = rf"(?:[«\"“„]\s?{_DAY}\s?[»\"”“]|{_DAY.replace('day', 'bare')}(?:-?го|-?е)?)"
_YEAR_WORD = r"(?:\s?(?:года|год|г\.?|жылы|жылғы|жыл|ж\.?)(?!\w))?"
_DATES = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\w.])(?P<year>(?:19|20)\d\d)\s(?:жылғы|жылдың|жылы|жыл|ж\.)\s{_QUOTED_DAY}[\s-]{_MONTH}(?:дағы|дегі|да|де)?(?!\w)",
        rf"(?<![\w.]){_QUOTED_DAY}\s{_MONTH},?\s{_YEAR}{_YEAR_WORD}(?!\w)",
        rf"(?<!\w){_MONTH}\s{_DAY}(?:st|nd|rd|th)?,\s{_YEAR}(?!\w)",
        rf"(?<![\w.]){_DAY}[./](?P<number>\d{{1,2}})[./]{_YEAR}{_YEAR_WORD}(?![\w/])",
        rf"(?<![\w-]){_YEAR}-(?P<number>\d\d)-(?P<day>\d\d)(?:T\d\d:\d\d(?::\d\d)?(?:[+-]\d\d:?\d\d|Z)?)?(?![\w-])",
    )
]

_CITY = (
    r"(?:астана|нур-султан|нұр-сұлтан|алматы|алма-ата|шымкент|қарағанды|караганда|ақтөбе|актобе|атырау|ақтау|актау|орал|"
    r"уральск|костанай|қостанай|кокшетау|көкшетау|павлодар|петропавловск|петропавл|қызылорда|кызылорда|семей|тараз|"
    r"талдыкорган|талдықорған|қонаев|конаев|туркестан|түркістан|усть-каменогорск|өскемен|жезказган|жезқазған|алатау|"
    r"акорда|ақорда|москва|ташкент|бишкек|astana|almaty|shymkent)"
)
_PLACE = rf"(?:(?:г\.|город|гор\.|қ\.|с\.|село)\s?[\w-]++|[\w-]++\s(?:қ\.|қаласы|ауылы)|{_CITY})"
_LABEL = (
    r"(?:дата(?:\s(?:публикации|размещения|создания))?|опубликован[оаы]?|размещено|добавлено|создано|время|"
    r"жарияланған(?:\s(?:күні|уақыты))?|жарияланды|күні|published(?:\son)?|posted(?:\son)?|date|сегодня,|бүгін,)"
)
_WEEKDAY = (
    r"(?:понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|дүйсенбі|сейсенбі|сәрсенбі|бейсенбі|"
    r"жұма|сенбі|жексенбі|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
)
# Atomic, so that a line of many such words is read in linear time.
_BESIDE_DATE = re.compile(
    rf"(?>(?<!\w)(?:{_PLACE}|{_LABEL}|{_WEEKDAY}|от|в|года|г\.|"
    rf"(?:просмотр\w*|қаралым\w*|views):?\s?\d+|\d+\s?(?:просмотр\w*|қаралым\w*|views)|"
    rf"\d{{1,2}}:\d\d(?::\d\d)?|№\s?[\w/-]+)(?!\w)|[\s,.;:|/()\[\]•·–—-])*+",
    re.IGNORECASE,
)
_LABELLED = re.compile(rf"\W{{0,3}}{_LABEL}\W", re.IGNORECASE)
_ACT = re.compile(r"(?:протокол|постановление|распоряжение|приказ|указ|хаттама|қаулы|бұйрық|өкім)(?!\w)", re.IGNORECASE)
_AFTER_ACT = re.compile(r"[\s,]*(?:№\s?[\w/-]+)?[\s.]*", re.IGNORECASE)
_LEAD_IN = re.compile(rf"[\s(]*{_PLACE}[\s,.:]+$", re.IGNORECASE)
_AFTER_LEAD_IN = re.compile(r"[\s.,)]*(?:[–—/|(:]|-\s)")


def leading_date(text: str) -> date | None:
    """The date of a first line that begins with `date YYYY-MM-DD`."""
    found = _LEADING.match(text)
    return _day(found[1], found[2], found[3]) if found else None


def without_leading_date(line: str) -> str:
    """A first line without its leading `date YYYY-MM-DD`."""
    return _LEADING.sub("", line, count=1).strip() if leading_date(line) else line


def dateline(text: str) -> date | None:
    """The date of the first dateline among the first lines, else of the last one among the last lines."""
    head = _lines(text[:_EDGE])
    for lines, reading in ((head[:_LABELLED_LINES], _labelled_date), (head[:_FIRST_LINES], _date_of_line)):
        if found := _first(lines, reading):
            return found
    tail = _lines(text[-_EDGE:]) if len(text) > _EDGE else head
    return _first(reversed(tail[-_LAST_LINES:]), date_of_whole_line)


def date_of_whole_line(line: str) -> date | None:
    """The date of a line that holds nothing else but a place, a label, a time of day, a number."""
    for found, day in _dates(line):
        if _BESIDE_DATE.fullmatch(line[: found.start()]) and _BESIDE_DATE.fullmatch(line[found.end() :]):
            return day
    return None


def _labelled_date(line: str) -> date | None:
    return date_of_whole_line(line) if _LABELLED.match(line) else None


def _date_of_line(line: str) -> date | None:
    return date_of_whole_line(line) or _date_of_act(line) or _date_of_lead_in(line)


def _date_of_act(line: str) -> date | None:
    """«Протокол … от 16 января 2026 года № 5»: the kind of act begins the line, its date and number end it."""
    if not _ACT.match(line):
        return None
    for found, day in _dates(line):
        after = _AFTER_ACT.fullmatch(line[found.end() :])
        if after and re.search(r"(?:^|\s)(?:от|№\s?[\w/-]+)\s$|^\w+\s$", line[: found.start()], re.IGNORECASE):
            return day
    return None


def _date_of_lead_in(line: str) -> date | None:
    """«Астана, 16 января 2026 года – …»: a place and a date before the first sentence, set off by a sign."""
    for found, day in _dates(line[:_LONGEST]):
        if _LEAD_IN.match(line[: found.start()]) and _AFTER_LEAD_IN.match(line[found.end() :]):
            return day
    return None


def _lines(part: str) -> list[str]:
    """The lines that say something; no-break spaces are spaces, long lines are cut (a dateline begins or is a line)."""
    lines = (re.sub(r"[\s\u00a0\u202f]+", " ", line).strip() for line in part.splitlines())
    return [line[: 2 * _LONGEST] for line in lines if any(character.isalnum() for character in line)]


def _first(lines: Iterable[str], reading: Callable[[str], date | None]) -> date | None:
    return next((found for line in lines if (found := reading(line))), None)


def _dates(line: str) -> list[tuple[re.Match[str], date]]:
    """The calendar days that a line names with day, month and year."""
    named = ((found, _day_of_match(found)) for pattern in _DATES for found in pattern.finditer(line))
    return [(found, day) for found, day in named if day]


def _day_of_match(found: re.Match[str]) -> date | None:
    parts = found.groupdict()
    number = parts.get("number") or _month_number(parts.get("month") or "")
    return _day(parts["year"], number, parts.get("day") or parts.get("bare") or "")


def _month_number(word: str) -> str:
    return next((str(number) for pattern, number in _MONTH_NUMBERS if pattern.fullmatch(word)), "")


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None

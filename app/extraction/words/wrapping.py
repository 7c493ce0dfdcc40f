"""Hard-wrapped text read as if it had never been wrapped: line ends inside a sentence become spaces, marks of quoted mail go.

A line end is soft where the next line's first word had no room (the text is wrapped at one width), or where the words
around it cannot stand apart («до 1 марта | 2027 года»). Lists, turns, labels and table rows keep their lines. The text
itself is not touched: offsets go back through the places of the letters. What a line means does not belong here.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from typing import NamedTuple

from app.extraction.lexicon import lines as table

_LINE = re.compile(r"(?P<mark>[ \t]*>[> \t]*)?(?P<body>[^\n\r\x85\u2028\u2029]*)(?P<end>\r\n|[\n\r\x85\u2028\u2029]|$)")
_BULLET = re.compile(r"[-–—−•*▪▫■□●○◦‣⁃☀-➿\U0001f300-\U0001faff]\ufe0f?\s|\d\ufe0f?\u20e3")
_NUMBERED = re.compile(r"(?P<number>\d{1,3})(?P<sign>[.)])\s")
_LEVELS = re.compile(r"\d{1,2}(?:\.\d{1,2})+[.)]?\s(?=[^\W\d_])")
_LETTERED = re.compile(r"[^\W\d_]\)\s")
# «Отв.: …», «Срок исполнения: …» are lines of their own; «Нурлан Ногаев, министр: …» after a sentence that ended.
_FIELD = re.compile(r"[А-ЯӘҒҚҢӨҰҮҺІA-Z][^\s.!?:;«»,]*\.?(?P<second> [^\s.!?:;«»,]+)?:(?:\s|$)")
_FIELD_NAME = re.compile(table.FIELD_NAMES)
_SPEAKER = re.compile(r"[А-ЯӘҒҚҢӨҰҮҺІ][\w.-]+ (?:[А-ЯӘҒҚҢӨҰҮҺІ]\.|[А-ЯӘҒҚҢӨҰҮҺІ][\w-]+)[^!?:;«»\n]{0,50}:(?:\s|$)")
_ENDED = re.compile(r"[.!?…:;][»”\")]*$")
_STOPPED = re.compile(r"[.!?…][»”\")]*$")
_OPEN = re.compile(r"[«(][^»)]*$")
_CLOSED = re.compile(r"^[^«(]*[»)]")
_HYPHEN = re.compile(r"[^\W\d_]-$")
_LISTED = re.compile(r"[:;]$")
_INITIAL = re.compile(r"(?<![\w.])[А-ЯӘҒҚҢӨҰҮҺІ]\.(?: ?[А-ЯӘҒҚҢӨҰҮҺІ]\.)?$")
_COUNTED = re.compile(r"\d[\d.,]*(?:[–-]\d+)?(?:-[а-яіы]{1,3})? ?(?:%|[а-яәғқңөұүһі])(?![^\n]{0,20}(?:[:\t]| [–-] ))")
_BEFORE_NAME = re.compile(rf"(?<![\w-])(?:{table.BEFORE_NAME_RU})$", re.IGNORECASE)
_AWAITS = re.compile(rf"(?<![\w-])(?:{table.AWAITS_RU}|{table.AWAITS_KK})$", re.IGNORECASE)
_AWAITS_FIGURE = re.compile(rf"(?<![\w-])(?:{table.AWAITS_FIGURE})$")
_OBLIQUE_PLACE = re.compile(table.OBLIQUE_PLACE_RU)
_OBLIQUE_KK = re.compile(rf"[а-яәғқңөұүһі]{{3,}}(?:{table.OBLIQUE_KK})$")
_LOWER_END = re.compile(r"[а-яәғқңөұүһіa-z]$")
_YEAR = re.compile(r"\d{4}(?!\d)")
_MONTH_END = re.compile(rf"\d\s(?:{table.MONTHS_RU})$")
_NARROWEST, _WIDEST = 36, 140
_FEW = 3
_FULL_SHARE, _LOWER_SHARE = 0.6, 0.25
_WIDER = 1.25
_WORTH_A_LINE = 40
_TAIL = 200


class _Line(NamedTuple):
    """text[start:end] without blanks at its ends and marks of quoted mail. indent: blanks before it; quoted: depth."""

    start: int
    end: int
    body: str
    indent: int
    quoted: int
    width: int


def unwrapped(text: str) -> tuple[str, list[int] | None]:
    """The text with its soft line ends as spaces, and the place of each character in `text`; None where nothing changed."""
    if len(text.splitlines()) < 2:
        return text, None
    lines = list(_lines(text))
    soft = _soft(lines)
    if not any(soft) and not any(line.quoted for line in lines):
        return text, None
    pieces: list[str] = []
    places: list[int] = []
    for line, following, joins in zip(lines, [*lines[1:], None], soft, strict=True):
        body = text[line.start : line.end]
        pieces.append(body)
        places += range(line.start, line.end)
        if following is None:
            break
        if not joins:
            gap = [place for place in range(line.end, following.start) if text[place] not in "> \t"]
            pieces.append("".join(text[place] for place in gap))
            places += gap
        elif not (_HYPHEN.search(line.body) and following.body[0].isalpha()):
            pieces.append(" ")
            places.append(line.end)
    return "".join(pieces), places


def _lines(text: str) -> list[_Line]:
    found = []
    for match in _LINE.finditer(text):
        body = match["body"].strip()
        start = match.start("body") + len(match["body"]) - len(match["body"].lstrip())
        indent = start - match.start("body")
        width = len(match["body"].rstrip())
        found.append(_Line(start, start + len(body), body, indent, (match["mark"] or "").count(">"), width))
        if not match["end"]:
            break
    return found


def _soft(lines: list[_Line]) -> list[bool]:
    """For each line whether its end is soft."""
    blocks = list(_blocks(lines))
    usual = _usual_width(lines, blocks)
    whole = _is_wrapped(_seams(lines, blocks, usual))
    soft = [False] * len(lines)
    numbers: set[tuple[int, str]] = set()
    for first, last in blocks:
        own = _is_wrapped(_seams(lines, [(first, last)], usual))
        wrapped = own if own is not None else bool(whole)
        block = _Block(lines, first, last, _width(lines, first, last, usual) if wrapped else 0, numbers)
        for at in range(first, last):
            soft[at] = block.is_soft(at)
        block.opens(last + 1)
    return soft


def _blocks(lines: list[_Line]) -> Iterator[tuple[int, int]]:
    """First and last lines of each run without blank lines, of one depth of quoting."""
    first = 0
    for at, line in enumerate(lines):
        if not line.body:
            first = at + 1
        elif at + 1 == len(lines) or not lines[at + 1].body or lines[at + 1].quoted != line.quoted:
            yield first, at
            first = at + 1


def _usual_width(lines: list[_Line], blocks: list[tuple[int, int]]) -> int:
    """The width at which most blocks would be wrapped; 0 where there is none."""
    widths = sorted(max(line.width for line in lines[first : last + 1]) for first, last in blocks if last > first)
    widths = [width for width in widths if width <= _WIDEST]
    if not widths:
        return 0
    return widths[bisect(widths, _WIDER * widths[len(widths) // 2]) - 1]


def _width(lines: list[_Line], first: int, last: int, usual: int) -> int:
    """The width at which a block is wrapped if it is; 0 where its lines are too short or too long for that."""
    width = max(line.width for line in lines[first : last + 1])
    if width <= usual <= _WIDEST:
        width = usual
    return width if _NARROWEST <= width <= _WIDEST else 0


def _seams(lines: list[_Line], blocks: list[tuple[int, int]], usual: int) -> list[tuple[bool, bool]]:
    """(no room for the next word, goes on in lower case) of line ends where neither a mark nor a list stands."""
    found = []
    for first, last in blocks:
        width = _width(lines, first, last, usual)
        for at in range(first, last):
            line, after = lines[at], lines[at + 1].body
            if not _ENDED.search(line.body) and not _mark(after):
                found.append((bool(width) and _is_full(line, after, width), after[0].islower()))
    return found


def _is_wrapped(seams: list[tuple[bool, bool]]) -> bool | None:
    """Whether lines end where room ended; None where there are too few to tell."""
    if len(seams) < _FEW:
        return True if seams and all(each and low for each, low in seams) else None
    full = sum(1 for each, _ in seams if each)
    low = sum(1 for _, each in seams if each)
    return full >= _FULL_SHARE * len(seams) and low >= _LOWER_SHARE * len(seams)


def _is_full(line: _Line, after: str, width: int) -> bool:
    """Whether the first word of the next line had no room (a space that does not break belongs to the word)."""
    return line.width + 1 + len(after.split(" ", 1)[0]) > width


def _mark(body: str) -> str:
    """The kind of mark with which a line begins as an item or a turn."""
    if _BULLET.match(body):
        return "dash" if body[0] in "-–—−" else "bullet"
    if _NUMBERED.match(body):
        return "number"
    return "letter" if _LETTERED.match(body) or _LEVELS.match(body) else ""


class _Block:
    """A run of lines. width: where it is wrapped, 0 if it is not; numbers: of list items so far, in the whole text."""

    def __init__(self, lines: list[_Line], first: int, last: int, width: int, numbers: set[tuple[int, str]]) -> None:
        self.lines, self.last, self.width, self.numbers = lines, last, width, numbers
        self.first = self.opened = first
        self.turns = any(
            _mark(lines[at + 1].body) == "dash" and not (width and _is_full(lines[at], lines[at + 1].body, width))
            for at in range(first, last)
        )

    def is_soft(self, at: int) -> bool:
        """Whether a sentence or paragraph goes on behind the end of line `at`."""
        line, after = self.lines[at], self.lines[at + 1]
        full = self.width > 0 and _is_full(line, after.body, self.width)
        if "\t" in line.body or "\t" in after.body or _is_field(after.body, full, _ENDED.search(line.body) is not None):
            soft = False
        elif mark := _mark(after.body):
            soft = full and self._runs_into_mark(line.body, after.body, mark)
        elif _STOPPED.search(line.body) and not _awaits(line.body, after.body):
            indented = after.indent > line.indent and not _mark(self.lines[self.opened].body)
            soft = full and not indented and not _SPEAKER.match(after.body)
        else:
            soft = full or (not _ENDED.search(line.body) and self._goes_on(line.body, after.body))
            soft = soft or _awaits(line.body, after.body)
        if not soft:
            self.opens(at + 1)
        return soft

    def opens(self, at: int) -> None:
        """Remember where a paragraph begins, and the number of the item that it closes."""
        if item := _NUMBERED.match(self.lines[self.opened].body):
            self.numbers.add((int(item["number"]), item["sign"]))
        self.opened = at

    def _runs_into_mark(self, body: str, after: str, mark: str) -> bool:
        """Whether what looks like a mark is a dash or a number inside a sentence."""
        if mark == "dash":
            small = after[1:].lstrip()[:1].islower()
            if _ENDED.search(body):
                return (not self.turns and not _LISTED.search(body)) or (small and body[-1] in '!?…»"')
            return small or body[-1] == "," or _mark(self.lines[self.opened].body) != "dash"
        item = _NUMBERED.match(after)
        if not item or _ENDED.search(body):
            return False
        number = int(item["number"])
        own = _NUMBERED.match(self.lines[self.opened].body)
        known = self.numbers | ({(int(own["number"]), own["sign"])} if own else set())
        return number != 1 and (number - 1, item["sign"]) not in known

    def _goes_on(self, body: str, after: str) -> bool:
        """Whether the words on both sides of a line end cannot stand apart."""
        if after[0].islower():
            return body[-1].isalnum() or body[-1] in ',»)%–—-"'
        body, begin = body[-_TAIL:], body[0]
        if _OPEN.search(body) and _CLOSED.search(after):
            return True
        if len(body) < _WORTH_A_LINE or not _LOWER_END.search(body):
            return False
        if _COUNTED.match(after) or _OBLIQUE_PLACE.match(after):
            return not begin.isdigit()
        return bool(_OBLIQUE_KK.search(body) and _STOPPED.search(self.lines[self.last].body))


def _is_field(body: str, full: bool, ended: bool) -> bool:
    """Whether a line is a field («Отв.: …»); words before a colon inside a sentence stand behind a full line."""
    field = _FIELD.match(body)
    if not field:
        return False
    return not full or _FIELD_NAME.match(body) is not None or (ended and not field["second"])


def _awaits(body: str, after: str) -> bool:
    """Whether a line cannot end with its last word, whatever its length."""
    body = body[-_TAIL:]
    if _HYPHEN.search(body):
        return after[0].isalpha()
    if _AWAITS.search(body) or _INITIAL.search(body):
        return True
    if after[0].isdigit():
        return bool(_AWAITS_FIGURE.search(body) or (_MONTH_END.search(body) and _YEAR.match(after)))
    return len(body) >= _WORTH_A_LINE // 2 and after[0].isupper() and bool(_BEFORE_NAME.search(body))

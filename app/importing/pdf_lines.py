"""Lines of PDF pages -> paragraphs: a PDF knows where lines stand, not what belongs together.

Page numbers and running heads go, words hyphenated at line ends are put together, and lines are joined unless length,
punctuation or a list mark say that a paragraph ended. Where the length says neither, a plain line end stays: who reads
the words tells whether the sentence goes on.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import partial

from app.importing.pdf_tables import CELL

_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:(?:стр(?:аница)?|page|бет)\.?\s?)?\d{1,4}(?:\s?(?:из|of|/)\s?\d{1,4})?\W{0,3}"
    r"(?:\s?(?:бет|стр(?:аница)?)\.?)?",
    re.IGNORECASE,
)
_NUMBER_AT_END = re.compile(
    r"\W{1,3}(?:(?:стр(?:аница)?|page|бет)\.?\s?)?(?P<number>\d{1,4})(?:\s?(?:из|of|/)\s?\d{1,4})?(?:\s?(?:бет|стр)\.?)?$",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"(?:[-–—•▪●*]|\d{1,3}(?:\.\d{1,3})*[.)]|[^\W\d_]\))\s")
_SENTENCE_END = re.compile(r"[.!?…:;][»”\")]?$")
_SHORT = 0.75
"""Below this share of the usual line length a line was not broken for want of room."""
_ROOM = 0.9
"""A sentence ended below this share, counting the next line's first word, ended its paragraph: the word had room."""
_FULL = 0.8
"""From this share, counting the next line's first word, a line may have been broken for want of room."""
_LONG_PARAGRAPH = 3
"""Pieces: two lines and the blank between them, as long as headings get."""
_RUNNING_PAGES = 3
_FEW_PAGES = 2
"""A text of so many pages has a running head where both begin or end with the same line."""
_EDGE_LINES = 2
"""A page number and a running head."""
_HYPHENS = "-\u2010\u00ad"
_HYPHENATED = re.compile(rf"([^\W\d_]+(?:-[^\W\d_]+)*)[{_HYPHENS}]$")
_HYPHENATED_CELL = re.compile(rf"\b([^\W\d_]+)[{_HYPHENS}] (?!(?:и|или|да|және|мен|бен|пен) )([^\W\d_]+)")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_FIRST_OF_COMPOUND = frozenset(
    (
        "премьер",
        "вице",
        "экс",
        "пресс",
        "генерал",
        "социально",
        "общественно",
        "научно",
        "военно",
        "торгово",
        "финансово",
        "информационно",
        "организационно",
        "материально",
        "нормативно",
        "инженерно",
        "производственно",
        "строительно",
        "северо",
        "южно",
        "западно",
        "восточно",
        "юго",
        "кое",
        "по",
        "из",
        "во",
        "в",
        "тенге",
        "бизнес",
        "онлайн",
        "веб",
        "медиа",
        "ақ",
    )
)
_LAST_OF_COMPOUND = frozenset(("то", "либо", "нибудь", "таки", "ка"))


def paragraphs_of(pages: Sequence[str]) -> str:
    """The text of the pages with one blank line between paragraphs; a paragraph may run over a page's end."""
    lines = _body_lines([[_tidy(line) for line in page.splitlines()] for page in pages])
    lengths = sorted(len(line) for line in lines if line and "\t" not in line)
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    words = set(_WORD.findall("\n".join(lines).lower()))
    paragraphs: list[list[str]] = []
    previous = ""
    for line in lines:
        if "\t" in line:  # a cell's lines were put together without these words
            line = _HYPHENATED_CELL.sub(partial(_joined_halves, words=words), line)
        if line and previous and not _breaks(previous, line, usual):
            _append(paragraphs[-1], line, words)
        elif line and previous and _may_go_on(previous, line, usual):
            paragraphs[-1] += [" " if len(paragraphs[-1]) > _LONG_PARAGRAPH else "\n", line]
        elif line:
            paragraphs.append([line])
        previous = line
    return "\n\n".join("".join(pieces) for pieces in paragraphs)


def _tidy(line: str) -> str:
    return re.sub(r"[ \t]+", " ", line.replace("\u200b", "")).strip().replace(CELL, "\t")


def _body_lines(pages: Sequence[list[str]]) -> list[str]:
    """The lines of all pages in one row, without page numbers and running heads; blank lines stay only inside pages."""
    filled = [[index for index, line in enumerate(page) if line] for page in pages]
    heads = [Counter[str](), Counter[str]()]  # at the top and at the foot
    for number, (page, rows) in enumerate(zip(pages, filled, strict=True), 1):
        for edge, near in enumerate((rows[:_EDGE_LINES], rows[-_EDGE_LINES:])):
            heads[edge].update({_without_number(page[row], number) for row in near} - {""})
    often = _FEW_PAGES if len(pages) == _FEW_PAGES else max(_RUNNING_PAGES, len(pages) // 2)
    result: list[str] = []
    for number, (page, rows) in enumerate(zip(pages, filled, strict=True), 1):
        for edge, place in enumerate((0, -1)):
            # The head of a short text's first page is the only one that names it, and stands inside no sentence.
            kept = number == 1 and edge == 0 and len(pages) == _FEW_PAGES
            for _ in range(_EDGE_LINES):
                head = _without_number(page[rows[place]], number) if rows else ""
                if rows and (_PAGE_NUMBER.fullmatch(page[rows[place]]) or (heads[edge][head] >= often and not kept)):
                    rows.pop(place)
        result += page[rows[0] : rows[-1] + 1] if rows else []
    return result


def _without_number(line: str, number: int) -> str:
    """A line without the number of its page at either end; empty for a line of the number alone."""
    if _PAGE_NUMBER.fullmatch(line):
        return ""
    match = _NUMBER_AT_END.search(line)
    if match and int(match["number"]) == number:
        return line[: match.start()].rstrip()
    return re.sub(rf"^{number}\b[ .|–-]+(?=[^\W\d_])", "", line)


def _may_go_on(previous: str, line: str, usual: int) -> bool:
    """Whether a short line that ends no sentence may have been broken because the next line's first word is long."""
    if _SENTENCE_END.search(previous) or _LIST_MARK.match(line) or "\t" in previous or "\t" in line:
        return False
    return len(previous) + 1 + len(line.split(" ", 1)[0]) >= _FULL * usual


def _breaks(previous: str, line: str, usual: int) -> bool:
    """Whether a paragraph ends between two lines that follow one another."""
    if "\t" in previous or "\t" in line:
        return True
    if _HYPHENATED.search(previous) and line[0].isalpha():
        return False
    ended = bool(_SENTENCE_END.search(previous))
    short = len(previous) < _SHORT * usual
    if _LIST_MARK.match(line):
        return ended or short
    if line[0].islower():
        return short and previous.endswith((";", ":"))
    return short or (ended and len(previous) + len(line.split(" ", 1)[0]) < _ROOM * usual)


def _append(pieces: list[str], line: str, words: set[str]) -> None:
    """Add a line to the pieces of a paragraph; a hyphen at the end of the last piece goes or stays."""
    hyphenated = _HYPHENATED.search(pieces[-1])
    first = _FIRST_WORD.match(line)
    if not hyphenated or not first:
        pieces += [" ", line] if not pieces[-1].endswith("-") or not line[0].isdigit() else [line]
        return
    if pieces[-1][-1] == "\u00ad" or not _keeps_hyphen(hyphenated[1], first[0], words):
        pieces[-1] = pieces[-1][:-1]
    pieces.append(line)


def _joined_halves(halves: re.Match[str], words: set[str]) -> str:
    return halves[1] + "-" * _keeps_hyphen(halves[1], halves[2], words) + halves[2]


def _keeps_hyphen(left: str, right: str, words: set[str]) -> bool:
    """Whether a hyphen between two halves belongs to the word: the other lines say, else a list of halves."""
    if not right[0].islower():
        return True
    left, right = left.lower(), right.lower()
    if f"{left}-{right}" in words:
        return True
    if left + right in words:
        return False
    return left.rpartition("-")[2] in _FIRST_OF_COMPOUND or right in _LAST_OF_COMPOUND

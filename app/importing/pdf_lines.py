"""Lines of PDF pages -> paragraphs: a PDF knows where lines stand, not what belongs together.

Page numbers and running heads go, words hyphenated at line ends are put together, and lines are joined unless length,
punctuation or a list mark say that a paragraph ended.
"""

import re
from collections import Counter
from collections.abc import Sequence

_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:(?:стр(?:аница)?|page|бет)\.?\s?)?\d{1,4}(?:\s?(?:из|of|/)\s?\d{1,4})?\W{0,3}"
    r"(?:\s?(?:бет|стр(?:аница)?)\.?)?",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"(?:[-–—•▪●*]|\d{1,3}(?:\.\d{1,3})*[.)]|[^\W\d_]\))\s")
_SENTENCE_END = re.compile(r"[.!?…:;][»”\")]?$")
_SHORT = 0.75
"""Below this share of the usual line length a line was not broken for want of room."""
_ROOM = 0.9
"""A sentence ended below this share, counting the next line's first word, ended its paragraph: the word had room."""
_RUNNING_PAGES = 3
_EDGE_LINES = 2
"""A page number and a running head."""
_HYPHENS = "-\u2010\u00ad"
_HYPHENATED = re.compile(rf"([^\W\d_]+(?:-[^\W\d_]+)*)[{_HYPHENS}]$")
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
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[len(lengths) * 9 // 10] if lengths else 0
    words = set(_WORD.findall("\n".join(lines).lower()))
    paragraphs: list[list[str]] = []
    previous = ""
    for line in lines:
        if line and previous and not _breaks(previous, line, usual):
            _append(paragraphs[-1], line, words)
        elif line:
            paragraphs.append([line])
        previous = line
    return "\n\n".join("".join(pieces) for pieces in paragraphs)


def _tidy(line: str) -> str:
    return re.sub(r"[ \t]+", " ", line.replace("\u200b", "")).strip()


def _body_lines(pages: Sequence[list[str]]) -> list[str]:
    """The lines of all pages in one row, without page numbers and running heads; blank lines stay only inside pages."""
    filled = [[index for index, line in enumerate(page) if line] for page in pages]
    edges = Counter(
        line for page, rows in zip(pages, filled, strict=True) if rows for line in {page[rows[0]], page[rows[-1]]}
    )
    often = max(_RUNNING_PAGES, len(pages) // 2)
    result: list[str] = []
    for page, rows in zip(pages, filled, strict=True):
        for first in (0, -1):
            for _ in range(_EDGE_LINES):
                if rows and _is_edge(page[rows[first]], edges, often):
                    rows.pop(first)
        result += page[rows[0] : rows[-1] + 1] if rows else []
    return result


def _is_edge(line: str, edges: Counter[str], often: int) -> bool:
    return bool(_PAGE_NUMBER.fullmatch(line)) or edges[line] >= often


def _breaks(previous: str, line: str, usual: int) -> bool:
    """Whether a paragraph ends between two lines that follow one another."""
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

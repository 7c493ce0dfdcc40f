"""Tables of minutes in PDF pages: № | what | who | by when. A page only tells where each piece of text stands.

A table is taken for one where a head of such words is followed by rows numbered 1, 2, 3, and the cells of the rows begin at
as many places as the head has columns; all else is left to `pdf_lines` as it was.
"""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

CELL = "\x1f"
"""Stands between the cells of a row, which is one line."""
_NUMBER_HEAD = re.compile(r"(?:№|N)(?: ?(?:п ?/ ?п|р ?/ ?с))?\.?|(?:п ?/ ?п|р ?/ ?с)", re.IGNORECASE)
_HEAD = re.compile(
    r"поручен|мероприят|содержани|наименован|вопрос|задач|исполнит|ответствен|срок|отметк|примечан|форма|результат|"
    r"тапсырма|іс-шара|атауы|мазмұн|орындау|орындаушы|жауапты|мерзім|ескерту|нысан|нәтиже",
    re.IGNORECASE,
)
_DECIDING = re.compile(r"исполнит|ответствен|срок|орындаушы|жауапты|мерзім", re.IGNORECASE)
_ROW = re.compile(r"(\d{1,3})[.)]?")
_NEAR = 4.0
"""Points: places this near are one place."""
_NUMBER_COLUMN = 20.0
"""Points by which the number of a row may stand aside of the sign № above it."""
_HEAD_PIECES = 40


class Piece(NamedTuple):
    """Text as it was drawn; x, y: where it begins, in points from the lower left corner; page: from 0."""

    x: float
    y: float
    text: str
    page: int = 0


def with_tables(pages: Sequence[Sequence[Piece]], plain: Sequence[str]) -> list[str]:
    """The text of each page, tables as rows of cells. plain: the texts as they are without tables."""
    texts = list(plain)
    pieces = [piece for page in pages for piece in page]
    found = {}
    at = 0
    while at < len(pieces):
        table = _table(pieces, at)
        at += 1
        if table:
            at = max(at, table[1])
            found[table[0]] = table
    touched = {page for start, end, _ in found.values() for page in range(pieces[start].page, pieces[end - 1].page + 1)}
    for number in touched:
        if "".join(piece.text for piece in pages[number]).split() != plain[number].split():
            return texts  # pieces are missing or stand in another order: nothing to rely on
    written: dict[int, list[str]] = {}
    at = 0
    for start, end, rows in [*found.values(), (len(pieces), len(pieces), [])]:
        for piece in pieces[at:start]:
            written.setdefault(piece.page, []).append(piece.text)
        for page, line in rows:
            written.setdefault(page, []).append(f"\n\n{line}\n\n")
        at = end
    for page in touched:
        texts[page] = "".join(written.get(page, []))
    return texts


def _table(pieces: Sequence[Piece], at: int) -> tuple[int, int, list[tuple[int, str]]] | None:
    """The table whose head begins at a piece: where it begins and ends, and its rows with their pages."""
    if not _NUMBER_HEAD.fullmatch(pieces[at].text.strip()):
        return None
    first = next((i for i in range(at + 1, min(len(pieces), at + _HEAD_PIECES)) if _starts(pieces, at, i, 1)), None)
    if first is None:
        return None
    head = [piece for piece in pieces[at:first] if piece.text.strip()]
    columns = _head_columns(head)
    if len(columns) < 3 or not _DECIDING.search(" ".join(columns)) or not all(map(_HEAD.search, columns[1:])):
        return None
    rows, end = _rows(pieces, at, first, [piece.text.strip() for piece in head])
    edges = _edges([piece for row in rows for piece in row[1:]], len(columns) - 1)
    if edges is None:
        return None
    end -= _after_last(rows[-1], edges)
    lines = [(pieces[at].page, CELL.join(columns)), *((row[0].page, _line(row, edges)) for row in rows)]
    return at, end, lines


def _starts(pieces: Sequence[Piece], head: int, at: int, number: int) -> bool:
    """Whether a piece is the number of the row that is due, below the sign №."""
    match = _ROW.fullmatch(pieces[at].text.strip())
    if match is None or int(match[1]) != number:
        return False
    return abs(pieces[at].x - pieces[head].x) <= _NUMBER_COLUMN


def _head_columns(head: Sequence[Piece]) -> list[str]:
    """The words of each column: a piece below another one, or on its line right behind it, goes on with it."""
    columns: list[list[Piece]] = []
    for piece in head:
        above = next((c for c in columns if piece.y < c[-1].y - _NEAR and abs(piece.x - c[0].x) < 10 * _NEAR), None)
        if above:
            above.append(piece)
        else:
            columns.append([piece])
    return [" ".join(" ".join(piece.text for piece in column).split()) for column in columns]


def _rows(pieces: Sequence[Piece], head: int, first: int, words: Sequence[str]) -> tuple[list[list[Piece]], int]:
    """The pieces of each row, its number first, and where the last one ends at the latest. words: those of the head, which
    a next page may begin with again, in the middle of a row too."""
    rows: list[list[Piece]] = []
    at = first
    while at < len(pieces):
        piece = pieces[at]
        if _starts(pieces, head, at, len(rows) + 1):
            rows.append([piece])
        elif again := _head_again(pieces, at, words):
            at = again
            continue
        elif piece.text.strip() and piece.x < rows[-1][0].x + _NEAR:
            break  # words at the margin: the table is over
        elif not _is_page_number(pieces, at):
            rows[-1].append(piece)
        at += 1
    return rows, at


def _head_again(pieces: Sequence[Piece], at: int, words: Sequence[str]) -> int | None:
    """Where the head ends that stands once more from a piece on."""
    for index, word in enumerate(words):
        while index and at < len(pieces) and not pieces[at].text.strip():
            at += 1
        if at == len(pieces) or pieces[at].text.strip() != word:
            return None
        at += 1
    return at


def _is_page_number(pieces: Sequence[Piece], at: int) -> bool:
    """Whether a piece is a number at the foot of a page."""
    last = at + 1 == len(pieces) or pieces[at + 1].page != pieces[at].page
    return last and bool(_ROW.fullmatch(pieces[at].text.strip()))


def _edges(pieces: Sequence[Piece], columns: int) -> list[float] | None:
    """Where the cells begin, from left to right; None where these places do not stand out."""
    counted: Counter[float] = Counter()
    last: list[float] = []
    for x in sorted(piece.x for piece in pieces if piece.text.strip()):
        if not last or x - last[0] > _NEAR:
            last = [x]
        counted[last[0]] += 1
    edges = sorted(edge for edge, _ in counted.most_common(columns))
    return edges if len(edges) == columns else None


def _after_last(row: list[Piece], edges: Sequence[float]) -> int:
    """Take the pieces off the last row that stand where no cell begins and no cell goes on; how many there were."""
    lines = [index for index, piece in enumerate(row) if index and piece.text.strip() and piece.x < edges[0] - _NEAR]
    taken = len(row) - lines[0] if lines else 0
    del row[len(row) - taken :]
    return taken


def _line(row: Sequence[Piece], edges: Sequence[float]) -> str:
    cells: list[list[str]] = [[] for _ in edges]
    for piece in row[1:]:
        column = sum(1 for edge in edges[1:] if piece.x >= edge - _NEAR)
        cells[column].append(piece.text)
    return CELL.join([row[0].text.strip(), *(" ".join(" ".join(cell).split()) for cell in cells)])

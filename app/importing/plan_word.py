"""A docx -> its tables as grids: merged cells, automatic numbers, insertions; deleted and hidden words are not read.

Automatic numbers matter most: the number column of a plan is usually a list of Word without a letter in it.
"""

import io
from collections.abc import Iterator

from docx import Document as open_document
from lxml import etree

from app.importing.archives import package_of, parts_of
from app.importing.errors import ImportRefused
from app.importing.numbering import ListLabels
from app.importing.plan_errors import PlanRefused
from app.importing.plan_grid import EMPTY, MAX_PLAN_COLUMNS, MAX_PLAN_ROWS, Cell, Grid, Row

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SIGNS = {_W + "tab": " ", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_UNREAD = frozenset(
    _W + name for name in ("del", "moveFrom", "pPr", "rPr", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr")
)


def read_word(data: bytes) -> list[Grid]:
    """The tables of a docx in their order.

    Raises ImportRefused: "unsafe_archive", "unsafe_xml", "too_much_text", "encrypted", "damaged"; PlanRefused:
    "too_many_plan_rows".
    """
    parts_of(data)
    package = package_of(data)
    try:
        document = open_document(io.BytesIO(package))
        body, labels = document.element.body, _labels(document)
        tables = list(_outermost(body))
        if sum(len(list(_inside(table, _W + "tr"))) for table in tables) > MAX_PLAN_ROWS:
            raise PlanRefused("too_many_plan_rows", limit=MAX_PLAN_ROWS)
        return [Grid(str(place), _rows(table, labels)) for place, table in enumerate(tables, 1)]
    except PlanRefused:
        raise
    except Exception as error:  # python-docx raises KeyError, XMLSyntaxError and others for broken packages
        raise ImportRefused("damaged") from error


def _labels(document: object) -> ListLabels:
    """How the document counts its lists."""
    relations = document.part.rels.values()  # type: ignore[attr-defined]
    parts = {each.reltype.rpartition("/")[2]: each.target_part for each in relations if not each.is_external}
    roots = {name: getattr(parts.get(name), "element", None) for name in ("numbering", "styles")}
    return ListLabels(roots["numbering"], roots["styles"])


def _outermost(element: etree._Element) -> Iterator[etree._Element]:
    """Tables that stand in no other table."""
    for child in element.iterchildren(tag=etree.Element):
        if child.tag == _W + "tbl":
            yield child
        elif child.tag not in _UNREAD and child.tag != _W + "p":
            yield from _outermost(child)


def _inside(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children with the tag, also inside content controls, not inside nested tables."""
    for child in element.iterchildren(tag=etree.Element):
        if child.tag == tag:
            yield child
        elif child.tag not in _UNREAD and child.tag not in (_W + "p", _W + "tbl"):
            yield from _inside(child, tag)


def _rows(table: etree._Element, labels: ListLabels) -> list[Row]:
    rows: list[Row] = []
    for element in _inside(table, _W + "tr"):
        if element.find(f"{_W}trPr/{_W}del") is None:
            rows.append(_row(element, rows[-1] if rows else [], labels))
    return rows


def _row(element: etree._Element, above: Row, labels: ListLabels) -> Row:
    """The cells of a row; one that goes on from above repeats its text."""
    row: Row = [EMPTY] * min(_value(element, "trPr/{w}gridBefore", 0), MAX_PLAN_COLUMNS)
    for cell in _inside(element, _W + "tc"):
        span = max(1, _value(cell, "tcPr/{w}gridSpan", 1))
        merge = cell.find(f"{_W}tcPr/{_W}vMerge")
        goes_on = merge is not None and merge.get(_W + "val") != "restart"
        text = "\n".join(_paragraphs(cell, labels)).strip()
        for place in range(min(span, MAX_PLAN_COLUMNS - len(row))):
            column = len(row)
            if goes_on and column < len(above):
                row.append(Cell(above[column].text, top=False, left=above[column].left))
            else:
                row.append(Cell(text, left=place == 0))
    return row


def _value(element: etree._Element, path: str, default: int) -> int:
    found = element.find(f"{_W}{path}".replace("{w}", _W))
    text = found.get(_W + "val") if found is not None else None
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 4 else default


def _paragraphs(cell: etree._Element, labels: ListLabels) -> Iterator[str]:
    """The paragraphs of a cell with their automatic numbers; one that is a number alone counts too."""
    for child in cell.iterchildren(tag=etree.Element):
        if child.tag == _W + "p":
            text = " ".join("".join(_words(child)).replace("\u00ad", "").split(" ")).strip()
            line = (labels.of(child) + text).strip()
            if line:
                yield line
        elif child.tag not in _UNREAD:
            yield from _paragraphs(child, labels)


def _words(element: etree._Element) -> Iterator[str]:
    for child in element.iterchildren(tag=etree.Element):
        if child.tag == _W + "t":
            yield (child.text or "").replace("\n", " ")
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _UNREAD and not (child.tag == _W + "r" and _hidden(child)):
            yield from _words(child)


def _hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(_W + "val") not in ("0", "false", "off")

"""A docx -> text: paragraphs, list items and tables in the order of the page.

python-docx opens the package; its own `paragraph.text` leaves out what minutes and drafts are full of (insertions under
revision, content controls, numbers of lists), so the body is walked here. Deleted and hidden words are not read, nor
headers, footers, notes and comments.
"""

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime

from docx import Document as open_document
from docx.document import Document
from lxml import etree

from app.importing.archives import package_of, parts_of
from app.importing.document import Extracted
from app.importing.errors import ImportRefused
from app.importing.moments import local_day
from app.importing.numbering import ListLabels

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # repeats what stands beside it
_SIGNS = {_W + "tab": "\t", _W + "br": "\n", _W + "cr": "\n", _W + "noBreakHyphen": "-"}
_UNREAD = {_FALLBACK, _W + "moveFrom", _W + "del", _W + "pPr", _W + "rPr", _W + "tblPr", _W + "sectPr"}
_BLOCKS = {_W + "p", _W + "tbl"}
# python-docx's own template carries this day; a file made from it says nothing about when it was written.
_TEMPLATE_CREATED = datetime(2013, 12, 23, 23, 15, tzinfo=UTC)
_EMPTY_TITLES = ("документ", "document", "microsoft word", "без имени", "untitled")


def read_docx(data: bytes) -> Extracted:
    """Read a docx. One blank line between paragraphs; a table row is one paragraph, its cells set off by tabs.

    Raises ImportRefused: "unsafe_archive", "unsafe_xml", "too_much_text", "encrypted", "office_format",
    "damaged".
    """
    parts_of(data)
    package = package_of(data)
    try:
        document = _opened(package)
        paragraphs = list(_paragraphs(document.element.body, _labels(document)))
        return Extracted("\n\n".join(paragraphs), _title(document), _created(document))
    except ImportRefused:
        raise
    except Exception as error:  # python-docx raises KeyError, XMLSyntaxError and others for broken packages
        raise ImportRefused("damaged") from error


def _opened(package: bytes) -> Document:
    try:
        return open_document(io.BytesIO(package))
    except ValueError:  # a template or a file with macros: Word's zip, but of another kind
        raise ImportRefused("office_format") from None


def _paragraphs(block: etree._Element, labels: ListLabels) -> Iterator[str]:
    """The paragraphs under a body, a cell or a text box."""
    for child in block.iterchildren(tag=etree.Element):
        if child.tag == _W + "p":
            yield from _paragraph(child, labels)
        elif child.tag == _W + "tbl":
            yield from _table(child, labels)
        elif child.tag not in _UNREAD:
            yield from _paragraphs(child, labels)


def _paragraph(paragraph: etree._Element, labels: ListLabels) -> Iterator[str]:
    """The paragraph with its list label, then the paragraphs of text boxes anchored in it."""
    pieces: list[str] = []
    boxes: list[etree._Element] = []
    _collect(paragraph, pieces, boxes)
    lines = [line.strip() for line in "".join(pieces).split("\n")]
    text = "\n".join(line for line in lines if line)
    if text:
        yield labels.of(paragraph) + text
    for box in boxes:
        yield from _paragraphs(box, labels)


def _collect(element: etree._Element, pieces: list[str], boxes: list[etree._Element]) -> None:
    """Words under an element, in order; blocks inside (text boxes) are set aside."""
    for child in element.iterchildren(tag=etree.Element):
        if child.tag == _W + "t":
            pieces.append((child.text or "").replace("\u00ad", "").replace("\n", " "))
        elif child.tag in _SIGNS:
            pieces.append(_SIGNS[child.tag])
        elif child.tag == _W + "txbxContent":
            boxes.append(child)
        elif child.tag not in _UNREAD and not (child.tag == _W + "r" and _hidden(child)):
            _collect(child, pieces, boxes)


def _hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{_W}rPr/{_W}vanish")
    return vanish is not None and vanish.get(_W + "val") not in ("0", "false", "off")


def _table(table: etree._Element, labels: ListLabels) -> Iterator[str]:
    """Rows as paragraphs; a row with one filled cell (a letterhead, a frame) as the paragraphs of that cell."""
    for row in _inside(table, _W + "tr"):
        cells = [list(_paragraphs(cell, labels)) for cell in _inside(row, _W + "tc")]
        filled = [cell for cell in cells if cell]
        if len(filled) == 1:
            yield from filled[0]
        elif filled:
            yield "\t".join("\n".join(cell) for cell in cells).rstrip("\t")


def _inside(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Children with the tag, also inside content controls and custom XML, not inside nested tables."""
    for child in element.iterchildren(tag=etree.Element):
        if child.tag == tag:
            yield child
        elif child.tag not in _UNREAD and child.tag not in _BLOCKS:
            yield from _inside(child, tag)


def _labels(document: Document) -> ListLabels:
    """Labels from the parts that say how lists look; a package without a numbering part has no lists."""
    parts = {
        relation.reltype.rpartition("/")[2]: relation.target_part
        for relation in document.part.rels.values()
        if not relation.is_external
    }
    roots = {name: parts[name].element for name in ("numbering", "styles") if hasattr(parts.get(name), "element")}
    return ListLabels(roots.get("numbering"), roots.get("styles"))


def _title(document: Document) -> str | None:
    """The paragraph with the style Title, else the title among the properties unless a program put it there."""
    for paragraph in document.paragraphs[:20]:
        if paragraph.style is not None and paragraph.style.name == "Title" and paragraph.text.strip():
            return " ".join(paragraph.text.split())
    title = " ".join((document.core_properties.title or "").split())
    return None if title.lower().startswith(_EMPTY_TITLES) else title or None


def _created(document: Document) -> date | None:
    created = document.core_properties.created
    if created is None or created.replace(tzinfo=UTC) == _TEMPLATE_CREATED:
        return None
    return local_day(created)

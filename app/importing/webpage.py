"""A saved page of a press service -> its article: menus, banners, lists of other news and footers left out.

Where the article is: marked as such, else the part with the most words outside of links. Dates and titles from the
page's own metadata; what they mean for the register is decided elsewhere.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from lxml import etree, html

from app.importing.asides import drop_asides, sizes_under
from app.importing.charsets import decode
from app.importing.datelines import date_of_whole_line
from app.importing.document import Extracted
from app.importing.errors import ImportRefused
from app.importing.limits import MAX_CHARACTERS, MAX_HTML_TAGS
from app.importing.moments import local_day

_DECLARED_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,40})", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_DROPPED_TAGS = (
    "script",
    "style",
    "noscript",
    "template",
    "nav",
    "aside",
    "footer",
    "form",
    "button",
    "select",
    "iframe",
    "svg",
    "object",
    "head",
)
_KEPT_TAGS = frozenset(("html", "body", "main", "article"))
_BOILERPLATE = re.compile(
    r"(?:^|[\s_-])(?:menu|navbar|navigation|breadcrumbs?|share|sharing|social|socials|cookies?|sidebar|related|banner|"
    r"comments?|subscribe|subscription|advert\w*|pagination|pager|recommend\w*|popup|modal|footer|hidden|sr-only)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MARKED = ("//*[contains(@itemprop, 'articleBody')]", "//article", "//main | //*[@role='main']")
_ENOUGH = 0.4
"""A marked part is the article when it holds this share of the page's words outside of links."""
_MOST = 0.7
"""The article is looked for inside the part that holds this share of the words of what is around it."""
_MOSTLY_LINKS = 0.8
_CONTAINERS = frozenset(
    (
        "div",
        "section",
        "main",
        "article",
        "table",
        "tbody",
        "tr",
        "td",
        "center",
    )
)
_BLOCKS = frozenset(
    (
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "figcaption",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "main",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "ul",
        "ol",
        "caption",
    )
)
_BREAK = "\x00"  # between blocks; no such character is left in a page
_MANY_BLOCKS = 3
"""A table cell with more paragraphs than this belongs to a page layout, not to a table of data."""
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SOFT = str.maketrans("", "", "\u200b\u00ad")  # places where a line may break
_LABELLED_ITEM = re.compile(r"[-–—•*]|\d{1,3}[.)]|\w\)")
_PUBLISHED = (
    "article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "og:published_time",
    "article:published",
    "sailthru.date",
)
_LINKED_DATA_DATE = re.compile(r"\"datePublished\"\s*:\s*\"([^\"\\]{8,40})\"")
_SITE_SUFFIX = re.compile(r"\s+[|•»]\s+[^|•»]{2,80}$")


def read_html(data: bytes) -> Extracted:
    """Read the article of a page. One blank line between blocks; list items begin with a dash or their number.

    Raises ImportRefused: as `charsets.decode`, "too_much_text", "damaged", "empty".
    """
    declared = _DECLARED_CHARSET.search(data[:4096])
    decoded = decode(data, hint=declared[1].decode("ascii") if declared else None)
    return article_of(decoded.text)


def article_of(page: str) -> Extracted:
    """The article of a decoded page. Raises ImportRefused: "too_much_text", "damaged", "empty"."""
    if len(page) > MAX_CHARACTERS or page.count("<") > MAX_HTML_TAGS:
        raise ImportRefused("too_much_text", limit=MAX_CHARACTERS)
    page = _XML_DECLARATION.sub("", page.replace(_BREAK, ""))
    if not page.strip():
        raise ImportRefused("empty")
    try:
        root = html.document_fromstring(page)
        title, created = _title(root), _published(root)
        _drop_boilerplate(root)
        text = unicodedata.normalize("NFC", "\n\n".join(_paragraphs(_article(root))).translate(_SOFT))
    except (etree.LxmlError, ValueError, RecursionError) as error:
        raise ImportRefused("damaged") from error
    return Extracted(text, title, created)


def _drop_boilerplate(root: html.HtmlElement) -> None:
    """Take out what is not read as the article: by tag, by telling class names, hidden parts, lists of links."""
    etree.strip_elements(root, etree.Comment, etree.ProcessingInstruction, *_DROPPED_TAGS, with_tail=False)
    drop_asides(root)  # first, while lists of links stand below their headings
    sizes = sizes_under(root)
    for element, size in sizes.items():
        if element.tag in _KEPT_TAGS or element.getparent() is None:
            continue
        unseen = "hidden" in element.attrib or _UNSEEN.search(element.get("style", ""))
        named = _BOILERPLATE.search(f"{element.get('class', '')} {element.get('id', '')}")
        links = element.tag in ("ul", "ol") and size.prose <= (1 - _MOSTLY_LINKS) * size.words
        if unseen or links or (named and size.words < sizes[root].words / 2):
            element.drop_tree()


def _article(root: html.HtmlElement) -> html.HtmlElement:
    """The element that holds the article."""
    body = root if root.find("body") is None else root.find("body")
    sizes = sizes_under(body)
    for path in _MARKED:
        best = max(
            (element for element in root.xpath(path) if element in sizes),
            default=None,
            key=lambda element: sizes[element].prose,
        )
        if best is not None and sizes[best].prose >= _ENOUGH * sizes[body].prose:
            return best
    current = body
    while (share := _MOST * sizes[current].prose) > 0:
        inner = next((child for child in current if child.tag in _CONTAINERS and sizes[child].prose >= share), None)
        if inner is None:
            break
        current = inner
    return current


def _paragraphs(element: html.HtmlElement) -> list[str]:
    """The blocks of an element as paragraphs; a line break inside a block is one line end."""
    return [block for block in map(_lines, "".join(_pieces(element)).split(_BREAK)) if block]


def _lines(block: str) -> str:
    lines = (re.sub(" +", " ", line).strip(" ") for line in block.split("\n"))
    return "\n".join(line for line in lines if line.strip())


def _pieces(element: html.HtmlElement) -> Iterator[str]:
    """The text under an element in order, with `_BREAK` at the edges of blocks."""
    kept = element.tag == "pre"
    number = _first_number(element)
    yield _inline(element.text, kept)
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif child.tag == "li":
            yield from _joined(_item(child, f"{number}. " if element.tag == "ol" else "– "))
            number += 1
        elif child.tag == "tr":
            yield from _joined(_row(child))
        elif child.tag in _BLOCKS:
            yield _BREAK
            yield from _pieces(child)
            yield _BREAK
        elif isinstance(child.tag, str):
            yield from _pieces(child)
        yield _inline(child.tail, kept)


def _inline(text: str | None, kept: bool) -> str:
    return (text or "") if kept else _SPACE.sub(" ", text or "")


def _joined(paragraphs: Iterable[str]) -> Iterator[str]:
    yield _BREAK
    for paragraph in paragraphs:
        yield paragraph
        yield _BREAK


def _item(item: html.HtmlElement, label: str) -> list[str]:
    """A list item with its label, unless its text brings its own."""
    paragraphs = _paragraphs(item)
    if paragraphs and not _LABELLED_ITEM.match(paragraphs[0]):
        paragraphs[0] = label + paragraphs[0]
    return paragraphs


def _first_number(parent: html.HtmlElement) -> int:
    start = parent.get("start", "1")
    return int(start) if start.isascii() and start.isdigit() and len(start) < 7 else 1


def _row(row: html.HtmlElement) -> list[str]:
    """A row of a table of data as one paragraph, cells set off by tabs; cells of a page layout one after another."""
    cells = [_paragraphs(cell) for cell in row if cell.tag in ("td", "th")]
    filled = [cell for cell in cells if cell]
    if len(filled) < 2 or any(len(cell) > _MANY_BLOCKS for cell in filled):
        return [paragraph for cell in filled for paragraph in cell]
    return ["\t".join("\n".join(cell) for cell in cells).strip("\t")]


def _metas(root: html.HtmlElement) -> dict[str, str]:
    """The page's metadata by lower-case name; the first of a name stands."""
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        metas.setdefault(name.strip().lower(), meta.get("content", "").strip())
    return metas


def _title(root: html.HtmlElement) -> str | None:
    """The article's title: as the page gives it to others, else its heading, else the window's title."""
    candidates = [_metas(root).get("og:title", "")]
    candidates += [heading.text_content() for heading in root.iter("h1")][:1]
    candidates += [_SITE_SUFFIX.sub("", title.text_content().strip()) for title in root.iter("title")][:1]
    titles = (_SPACE.sub(" ", candidate).strip() for candidate in candidates)
    return next((title for title in titles if title), None)


def _published(root: html.HtmlElement) -> date | None:
    """The day on which the page says it was published, in Kazakhstan."""
    metas = _metas(root)
    candidates = [metas[name] for name in _PUBLISHED if name in metas]
    for script in root.iter("script"):
        candidates += _LINKED_DATA_DATE.findall(script.text or "")
    times = root.xpath("//*[@itemprop='datePublished'] | //article//time | //main//time")
    candidates += [element.get("datetime") or element.get("content") or "" for element in times]
    return next((day for candidate in candidates if (day := _day(candidate))), None)


def _day(text: str) -> date | None:
    """The local day of an ISO moment (without a zone: as written), or of a date in words."""
    try:
        return local_day(datetime.fromisoformat(text.strip()))
    except ValueError:
        return date_of_whole_line(text[:100])

"""Files for the importer's tests, made byte by byte or by the libraries that offices' programs resemble."""

import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence

from docx.document import Document
from pypdf import PdfWriter

_PACKAGE = b"http://schemas.openxmlformats.org/package/2006/"
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/"
DOCX_PARTS = {
    "[Content_Types].xml": b"".join(
        (
            b'<?xml version="1.0"?><Types xmlns="',
            _PACKAGE,
            b'content-types">'
            b'<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-'
            b'officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
    ),
    "_rels/.rels": b"".join(
        (
            b'<?xml version="1.0"?><Relationships xmlns="',
            _PACKAGE,
            b'relationships"><Relationship Id="r1" Type="',
            _OFFICE,
            b'relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        )
    ),
}
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def saved(document: Document) -> bytes:
    """The bytes of a python-docx document."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def zip_of(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip file with these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx_of_body(body: str, prolog: str = "", **more: bytes) -> bytes:
    """The smallest docx around the XML of a body (prefix w)."""
    xml = f'{prolog}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    return zip_of({**DOCX_PARTS, "word/document.xml": xml.encode(), **more})


def pdf_of(pages: Sequence[Sequence[str]], info: str = "") -> bytes:
    """A PDF with a text layer: one line of text under another, letters by a Type0 font with a ToUnicode table."""
    streams = ["50 780 Td\n" + "\n".join(f"{_shown(line)} 0 -14 Td" for line in lines) for lines in pages]
    return _pdf_of_streams(streams, info)


def pdf_drawn(pages: Sequence[Sequence[tuple[int, int, str]]]) -> bytes:
    """A PDF with a text layer: pieces of text at places (points from the lower left corner), each a text object."""
    return _pdf_of_streams(
        ["\nET BT /F1 10 Tf ".join(f"1 0 0 1 {x} {y} Tm {_shown(text)}" for x, y, text in page) for page in pages], ""
    )


def _shown(text: str) -> str:
    return f"<{text.encode('utf-16-be').hex()}> Tj"


def _pdf_of_streams(pages: Sequence[str], info: str) -> bytes:
    blocks = "".join(f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>\n" for high in (0x00, 0x04, 0x20, 0x21))
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def\n"
        f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n4 beginbfrange\n{blocks}endbfrange\n"
        "endcmap end end"
    ).encode()
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count %d /Kids [%s] >>"
        % (len(pages), b" ".join(b"%d 0 R" % (7 + 2 * index) for index in range(len(pages)))),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H "
        b"/DescendantFonts [4 0 R] /ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /DW 500 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(cmap), cmap),
        f"<< {info} >>".encode("latin-1"),
    ]
    for index, drawing in enumerate(pages):
        content = zlib.compress(f"BT /F1 10 Tf {drawing}\nET".encode())
        objects += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (8 + 2 * index),
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    return pdf_file(objects)


def pdf_file(objects: Sequence[bytes]) -> bytes:
    """Numbered objects (1 = the catalog, 6 = the document's properties if there are so many) with their table."""
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    info = b" /Info 6 0 R" if len(objects) >= 6 else b""
    out += b"trailer\n<< /Size %d /Root 1 0 R%s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, info, start)
    return bytes(out)


def blank_pdf(pages: int = 1, password: str | None = None) -> bytes:
    """A PDF of empty pages, with a user password if one is given."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(595, 842)
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()

"""Files that are not documents, hostile files and their cost; and the promise: a text or a refusal, whatever comes."""

import io
import json
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.importing import MAX_BYTES, NOTES, REFUSALS, ImportedText, ImportRefused, read_document, read_pasted
from tests.importing.made_files import DOCX_PARTS, docx_of_body, pdf_file, pdf_of, saved, zip_of

OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
MB = 1024 * 1024


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "a.txt", "empty"),
        (b" \r\n\t", "a.txt", "empty"),
        (b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200), "приказ.docx", "program"),
        (b"MZ\x90\x00\x03\x00\x00\x00" + bytes(200), "приказ.txt", "program"),
        (b"\x7fELF\x02\x01\x01" + bytes(200), "a.pdf", "program"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "скан.pdf", "image"),
        (b"\xff\xd8\xff\xe0" + bytes(50), "скан.jpg", "image"),
        (b"II*\x00" + bytes(50), "скан.tif", "image"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "a.webp", "image"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(50), "a.heic", "image"),
        (OFFICE + "WordDocument".encode("utf-16-le"), "a.doc", "old_word"),
        (OFFICE, "a.doc", "old_word"),
        (OFFICE + "Workbook".encode("utf-16-le"), "a.xls", "spreadsheet"),
        (OFFICE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "encrypted"),
        (OFFICE, "a.msg", "office_format"),
        (b"{\\rtf1\\ansi text}", "a.doc", "office_format"),
        (b"Rar!\x1a\x07\x00" + bytes(50), "a.rar", "archive"),
        (b"\x1f\x8b\x08" + bytes(50), "a.txt", "archive"),
        (b'<?xml version="1.0"?><rss/>', "a.xml", "xml"),
        (b"\x01\x02\x03\x04" * 100, "a.txt", "binary"),
        (b"\x01\x02\x03\x04" * 100, "a.docx", "not_what_name_says"),
        (b"\x01\x02\x03\x04" * 100, "a.PDF", "not_what_name_says"),
        (b"text\x00text" * 10, "a.txt", "binary"),
        (b"a" * (MAX_BYTES + 1), "a.txt", "too_large"),
        (b"%PDF-1.4" + b" " * MAX_BYTES, "a.pdf", "too_large"),
    ],
)
def test_refusals(data: bytes, name: str, code: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        read_document(data, name)
    assert refused.value.code == code
    assert "%(" not in refused.value.message


def test_every_sentence_can_be_filled() -> None:
    numbers = {"limit": 1, "limit_mb": 1, "extension": "docx", "pages": 1, "count": 1}
    for sentence in (*REFUSALS.values(), *NOTES.values()):
        assert sentence % numbers
        assert sentence.endswith(".")


def test_a_code_without_a_sentence_cannot_be_raised() -> None:
    with pytest.raises(ValueError, match="no sentence"):
        ImportRefused("whatever")


# What is measured runs in a process of its own, so that its peak is that of reading alone. The peak is the kernel's
# high-water mark of this program: getrusage would count the test run it was started from.
MEASURE = """
import json, re, sys, time
from pathlib import Path
from app.importing import ImportRefused, read_document
data = Path(sys.argv[1]).read_bytes()
start = time.perf_counter()
try:
    read_document(data, sys.argv[1]); code = "read"
except ImportRefused as refused:
    code = refused.code
seconds = time.perf_counter() - start
peak = int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) // 1024
print(json.dumps([code, seconds, peak]))
"""


def measured(path: Path, data: bytes) -> tuple[str, float, int]:
    """Code, seconds and peak megabytes of reading the data in a fresh process."""
    path.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    code, seconds, megabytes = json.loads(done.stdout)
    return code, seconds, megabytes


def swollen(parts: int, size: int) -> bytes:
    """A docx whose parts are zeros without end."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in DOCX_PARTS.items():
            archive.writestr(name, content)
        for number in range(parts):
            with archive.open(f"word/document{number or ''}.xml", "w") as part:
                for _ in range(size // MB):
                    part.write(bytes(MB))
    return buffer.getvalue()


def lying(size: int = 200 * MB) -> bytes:
    """A docx whose directory says that its large part is small, with the checksum of what it admits to."""
    data = bytearray(swollen(1, size))
    local = data.index(b"word/document.xml") - 30
    entry = data.rindex(b"word/document.xml") - 46
    for position in (local + 14, entry + 16):
        data[position : position + 4] = zlib.crc32(bytes(1000)).to_bytes(4, "little")
    for position in (local + 22, entry + 24):
        data[position : position + 4] = (1000).to_bytes(4, "little")
    return bytes(data)


def many_entries() -> bytes:
    return zip_of({**DOCX_PARTS, **{f"word/{number}.xml": b"" for number in range(100_000)}}, zipfile.ZIP_STORED)


def nested() -> bytes:
    inner = swollen(1, 5 * MB)
    for _ in range(5):
        inner = zip_of({f"{number}.zip": inner for number in range(4)})
    return docx_of_body("<w:p/>", **{"word/media/inner.zip": inner})


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda: swollen(1, 300 * MB), "unsafe_archive"),
        (lambda: swollen(9, 40 * MB), "unsafe_archive"),
        (lying, "damaged"),
        (many_entries, "unsafe_archive"),
        (nested, "unsafe_archive"),
    ],
    ids=["one large part", "many large parts", "a lying directory", "100,000 entries", "archives in archives"],
)
def test_bombs_cost_nothing(make: Callable[[], bytes], code: str, tmp_path: Path) -> None:
    found, seconds, megabytes = measured(tmp_path / "bomb.docx", make())
    assert found == code
    assert seconds < 1
    assert megabytes < 100


def paragraphs(count: int) -> str:
    return "".join(f"<w:p><w:r><w:t>Пункт {number}</w:t></w:r></w:p>" for number in range(count))


def endless_pdf(content: bytes) -> bytes:
    """A PDF of 300 pages that all draw the same packed content."""
    packed = zlib.compress(content)
    kids = b" ".join([b"3 0 R"] * 300)
    return pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 300 /Kids [%s] >>" % kids,
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
    )


MAIL = b"MIME-Version: 1.0\nFrom: a\nTo: b\n"
PARTS = b"Content-Type: multipart/mixed; boundary=b\n\n"
LARGE: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "50 MB of words": (lambda: b"a " * (25 * MB), "a.txt", "too_large"),
    "50 MB in one line": (lambda: b"a" * (50 * MB), "a.txt", "too_large"),
    "a million lines": (lambda: b"a\n" * 1_000_000, "a.txt", "read"),
    "one line": (lambda: b"a" * 4_900_000, "a.txt", "read"),
    "long prose": (lambda: "Поручено министерству доложить. ".encode() * 150_000, "a.txt", "read"),
    "20 MB of controls": (lambda: b"a\x01" * (10 * MB), "a.txt", "binary"),
    "direction marks": (lambda: "б\u202e".encode() * 2_000_000, "a.txt", "read"),
    "nested boxes": (lambda: b"<!doctype html>" + b"<div class=menu>" * 250 + b"x" * 4_000_000, "a.html", "read"),
    "a million tags": (lambda: b"<!doctype html>" + b"<b>x" * 1_000_000, "a.html", "too_much_text"),
    "90,000 tags": (lambda: b"<!doctype html><ol>" + b"<li>x" * 90_000, "a.html", "read"),
    "a quadratic header": (lambda: MAIL + b"Subject: " + b"=?utf-8?B?0L8=?= " * 500_000 + b"\n\nx", "a.eml", "damaged"),
    "a million parts": (lambda: MAIL + PARTS + b"--b\n\nx\n" * 1_000_000, "a.eml", "damaged"),
    "100,000 paragraphs": (lambda: docx_of_body(paragraphs(100_000)), "a.docx", "too_much_text"),
    "80,000 paragraphs": (lambda: docx_of_body(paragraphs(80_000)), "a.docx", "read"),
    "an endless page": (lambda: endless_pdf(b"q Q " * 20_000_000), "a.pdf", "too_much_text"),
    "a long page 300 times": (lambda: endless_pdf(b"BT /F1 9 Tf (x) Tj ET " * 30_000), "a.pdf", "too_much_text"),
}


@pytest.mark.parametrize("case", LARGE)
def test_large_input_stays_small_in_memory(case: str, tmp_path: Path) -> None:
    make, name, code = LARGE[case]
    found, seconds, megabytes = measured(tmp_path / name, make())
    assert found == code
    assert seconds < 15
    assert megabytes < 200


def sample_docx() -> bytes:
    document = Document()
    document.add_paragraph("Поручено обновить план.", style="List Number")
    document.add_table(1, 2).rows[0].cells[1].text = "1 мая"
    return saved(document)


SAMPLES = [
    sample_docx(),
    docx_of_body("<w:p><w:r><w:t>Поручено</w:t></w:r></w:p>"),
    zip_of({**DOCX_PARTS, "word/document.xml": b"<a/>"}, zipfile.ZIP_STORED),
    pdf_of([["Поручено обновить план", "до 1 мая."]], "/CreationDate (D:20260115)"),
    "<html><body><p>Поручено<table><tr><td>1<td>2</table><ol><li>x</ol></body></html>".encode(),
    "MIME-Version: 1.0\nFrom: a\nTo: b\nDate: Fri, 16 Jan 2026 10:00:00 +0500\nContent-Type: multipart/mixed; "
    'boundary="b"\n\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>Поручено</p>\n--b--\n'.encode(),
    "date 2026-01-16 Заголовок\n\nАстана, 16 января 2026 года\nПоручено.".encode("cp1251"),
    "Тапсырылды: мерзімі – 1 мамыр.".encode("utf-16"),
]
NAMES = st.sampled_from(["a.txt", "a.docx", "a.pdf", "a.html", "a.eml", "a.doc", "", "..", "a.b.c", "\x00.docx"])
CHECKED = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def outcome(data: bytes, name: str) -> None:
    """Read, and hold the promise."""
    try:
        imported = read_document(data, name)
    except ImportRefused as refused:
        assert refused.code in REFUSALS
        return
    assert isinstance(imported, ImportedText)
    assert imported.text or imported.note in NOTES
    imported.text.encode()  # can be stored
    assert "\x00" not in imported.text
    assert "\r" not in imported.text


@given(st.binary(max_size=400), NAMES)
@CHECKED
def test_any_bytes_are_read_or_refused(data: bytes, name: str) -> None:
    outcome(data, name)


@given(
    st.sampled_from(
        [
            b"PK\x03\x04",
            b"%PDF-1.5\n",
            b"<html>",
            b"<!doctype html><p>",
            b"\xff\xfe",
            b"\xfe\xff",
            b"\xef\xbb\xbf",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"{\\rtf",
            b"MZ",
            b"From: a\nTo: b\nDate: ",
            b"MIME-Version: 1.0\nFrom: a\nContent-Type: ",
            b"<?xml version='1.0'?><html>",
        ]
    ),
    st.binary(max_size=300),
    NAMES,
)
@CHECKED
def test_any_bytes_behind_a_known_beginning(head: bytes, data: bytes, name: str) -> None:
    outcome(head + data, name)


@given(
    st.sampled_from(SAMPLES),
    st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(max_size=4), st.integers(0, 6)), min_size=1, max_size=6
    ),
    NAMES,
)
@CHECKED
def test_damaged_documents(sample: bytes, changes: list[tuple[float, bytes, int]], name: str) -> None:
    data = bytearray(sample)
    for place, inserted, removed in changes:
        position = int(place * len(data))
        data[position : position + removed] = inserted
    outcome(bytes(data), name)


@given(st.text(max_size=300))
@CHECKED
def test_pasted_words_keep_every_visible_character(text: str) -> None:
    try:
        imported = read_pasted(text)
    except ImportRefused as refused:
        assert refused.code == "empty"
        return
    assert [c for c in imported.text if c.isalnum()] == [c for c in text if c.isalnum()]
    assert read_pasted(imported.text).text == imported.text  # cleaning twice changes nothing

"""Files that people attach: their type by content whatever the name says, refusals, names made safe."""

import io
import unicodedata
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import InvalidInput
from app.importing.attachments import CSV, DOCX, JPEG, PDF, PNG, TEXT, XLSX, clean_name, stored_name, type_of

PDF_BYTES = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"
PNG_BYTES = b"\x89PNG\r\n\x1a\n" + b"\x00" * 20


def word() -> bytes:
    made, stream = docx.Document(), io.BytesIO()
    made.add_paragraph("Акт")
    made.save(stream)
    return stream.getvalue()


def zipped(**parts: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def sheet(macros: bool = False) -> bytes:
    mark = "application/vnd.ms-excel.sheet.macroEnabled.main+xml" if macros else f"{XLSX}.main+xml"
    return zipped(**{"[Content_Types].xml": f"<Types><O T='{mark}'/></Types>", "xl/workbook.xml": "<workbook/>"})


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (PDF_BYTES, "акт.pdf", PDF),
        (PDF_BYTES, "virus.exe", PDF),
        (PNG_BYTES, "снимок.png", PNG),
        (b"\xff\xd8\xff\xe0" + b"\x00" * 20, "фото.JPG", JPEG),
        (word(), "отчёт.docx", DOCX),
        (sheet(), "таблица.xlsx", XLSX),
        ("Исполнено.".encode(), "a.txt", TEXT),
        ("Исполнено;1".encode("cp1251"), "a.csv", CSV),
        ("Исполнено".encode("utf-16"), "a.txt", TEXT),
    ],
)
def test_type_is_told_by_content(content: bytes, name: str, media_type: str) -> None:
    assert type_of(content, name) == media_type


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "a.pdf", "file_empty"),
        (b"MZ\x90\x00\x03", "a.pdf", "file_refused"),
        (b"MZ run me", "a.txt", "file_refused"),
        (b"\x7fELF\x02\x01", "a.png", "file_refused"),
        (b"#!/bin/sh\nrm -rf /\n", "a.txt", "file_refused"),
        (b"<html><script>alert(1)</script></html>", "a.txt", "file_refused"),
        (b"<svg xmlns='x' onload='alert(1)'/>", "a.csv", "file_refused"),
        (b"just words", "a.bat", "file_refused"),
        (b"just words", "a", "file_refused"),
        (b"a\x00b", "a.txt", "file_refused"),
        (zipped(**{"a.txt": "x"}), "a.docx", "file_refused"),
        (zipped(**{"[Content_Types].xml": "<Types/>", "../../etc/passwd": "x"}), "a.docx", "file_refused"),
        (zipped(**{"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "x"}), "a.pptx", "file_refused"),
        (sheet(macros=True), "a.xlsx", "file_with_macros"),
        (sheet()[:60], "a.xlsx", "file_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "a.docx", "file_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 40, "a.doc", "file_refused"),
    ],
)
def test_what_is_refused(content: bytes, name: str, code: str) -> None:
    with pytest.raises(InvalidInput, match=code):
        type_of(content, name)


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("../../../etc/passwd", "passwd"),
        ("C:\\temp\\акт.pdf", "акт.pdf"),
        ("акт\u202efdp.exe", "актfdp.exe"),
        ("a\r\nSet-Cookie: x.pdf", "a Set-Cookie_ x.pdf"),
        ("\x00\x1b[31m.pdf", "[31m.pdf"),
        ("  ...  ", "file"),
        ("", "file"),
        ("CON.txt", "_CON.txt"),
        ('a"b<c>.pdf', "a_b_c_.pdf"),
        ("й.pdf", "й.pdf"),
    ],
)
def test_names_are_made_safe(name: str, clean: str) -> None:
    assert clean_name(name) == clean


def test_long_names_keep_their_ending() -> None:
    assert clean_name("ж" * 400 + ".docx") == "ж" * 115 + ".docx"


def test_a_name_gets_the_ending_of_its_content() -> None:
    assert stored_name("act.exe", PDF) == "act.exe.pdf"
    assert stored_name("ACT.PDF", PDF) == "ACT.PDF"


@given(st.text(max_size=300))
def test_no_name_leaves_its_folder_or_turns_the_line(name: str) -> None:
    clean = clean_name(name)
    assert clean
    assert clean not in (".", "..")
    assert len(clean) <= 121
    assert not set(clean) & set('/\\\r\n\0"')
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Cs") for c in clean)
    assert clean_name(clean) == clean


@given(st.binary(max_size=400), st.sampled_from(["a.txt", "a.csv", "a.pdf", "a.docx", "a"]))
def test_any_bytes_are_taken_or_refused_with_a_sentence(content: bytes, name: str) -> None:
    try:
        assert type_of(content, name) in (PDF, PNG, JPEG, TEXT, CSV, DOCX, XLSX)
    except InvalidInput as refusal:
        assert refusal.code.startswith("file_")

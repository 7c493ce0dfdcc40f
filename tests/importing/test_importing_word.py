"""docx: order, lists, tables, revisions, properties; and everything that is not a docx but says so."""

import zipfile
from collections.abc import Mapping
from datetime import UTC, date, datetime

import pytest
from docx import Document
from docx.oxml import parse_xml

from app.importing import ImportRefused, MediaType, read_document
from tests.importing.made_files import DOCX_PARTS, W, docx_of_body, saved, zip_of


def read(body: str, **more: bytes) -> str:
    return read_document(docx_of_body(body, **more), "a.docx").text


def paragraph(*runs: str) -> str:
    return "<w:p>" + "".join(f"<w:r><w:t>{run}</w:t></w:r>" for run in runs) + "</w:p>"


def code_of(data: bytes, name: str = "a.docx") -> str:
    with pytest.raises(ImportRefused) as refused:
        read_document(data, name)
    assert refused.value.message
    return refused.value.code


def test_paragraphs_lists_and_tables_in_order() -> None:
    document = Document()
    document.add_paragraph("О готовности к сезону", style="Title")
    document.add_paragraph("г. Астана\t16 января 2026 года")
    document.add_paragraph("Поручено:")
    document.add_paragraph("акиматам – очистить арыки;", style="List Number")
    document.add_paragraph("МЧС – обновить прогноз.", style="List Number")
    table = document.add_table(2, 3)
    for cell, text in zip(table.rows[0].cells, ("№", "Мероприятие", "Срок"), strict=True):
        cell.text = text
    table.rows[1].cells[0].text = "1"
    table.rows[1].cells[1].text = "Создать запас\nи доложить"
    document.add_paragraph("Контроль", style="List Bullet")
    imported = read_document(saved(document), "протокол.docx")
    assert imported.text == "\n\n".join(
        (
            "О готовности к сезону",
            "г. Астана\t16 января 2026 года",
            "Поручено:",
            "1. акиматам – очистить арыки;",
            "2. МЧС – обновить прогноз.",
            "№\tМероприятие\tСрок",
            "1\tСоздать запас\nи доложить",
            "– Контроль",
        )
    )
    assert imported.media_type is MediaType.DOCX
    assert imported.title == "О готовности к сезону"
    assert (imported.published, imported.published_basis) == (date(2026, 1, 16), "dateline")


def test_a_frame_of_one_cell_is_read_as_paragraphs() -> None:
    assert read(f"<w:tbl><w:tr><w:tc>{paragraph('Раз')}{paragraph('Два')}</w:tc></w:tr></w:tbl>") == "Раз\n\nДва"


def test_revisions_show_what_the_reader_sees() -> None:
    body = (
        "<w:p><w:r><w:t>Срок </w:t></w:r><w:del><w:r><w:delText>1 мая</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t>1 июня</w:t></w:r></w:ins><w:moveFrom><w:r><w:t>лишнее</w:t></w:r></w:moveFrom>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>скрыто</w:t></w:r></w:p>"
    )
    assert read(body) == "Срок 1 июня"


def test_content_controls_links_and_signs() -> None:
    body = (
        f"<w:sdt><w:sdtContent>{paragraph('В рамке')}</w:sdtContent></w:sdt>"
        "<w:p><w:hyperlink><w:r><w:t>По ссылке</w:t></w:r></w:hyperlink><w:r><w:tab/><w:t>вице</w:t>"
        "<w:noBreakHyphen/><w:t>премьер</w:t><w:br/><w:t>строка</w:t></w:r></w:p>"
    )
    assert read(body) == "В рамке\n\nПо ссылке\tвице-премьер\nстрока"


def test_a_text_box_is_read_once() -> None:
    box = f"<w:txbxContent>{paragraph('Надпись')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = (
        f"<w:p><w:r><mc:AlternateContent {mc}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
        "</mc:AlternateContent></w:r><w:r><w:t>Абзац</w:t></w:r></w:p>"
    )
    assert read(body) == "Абзац\n\nНадпись"


def test_numbers_of_several_levels_go_on_and_start_anew() -> None:
    document = Document()
    numbering = document.part.numbering_part.element
    level = '<w:lvl w:ilvl="{0}"><w:start w:val="1"/><w:numFmt w:val="{1}"/><w:lvlText w:val="{2}"/></w:lvl>'
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum xmlns:w="{W}" w:abstractNumId="90">'
            + level.format(0, "decimal", "%1.")
            + level.format(1, "decimal", "%1.%2.")
            + level.format(2, "russianLower", "%3)")
            + "</w:abstractNum>"
        ),
    )
    numbering.append(parse_xml(f'<w:num xmlns:w="{W}" w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for index, text in ((0, "раз"), (1, "раз-раз"), (1, "раз-два"), (2, "буква"), (0, "два"), (1, "два-раз")):
        properties = document.add_paragraph(text)._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val = index
        properties.get_or_add_numId().val = 90
    assert read_document(saved(document), "a.docx").text.split("\n\n") == [
        "1. раз",
        "1.1. раз-раз",
        "1.2. раз-два",
        "а) буква",
        "2. два",
        "2.1. два-раз",
    ]


def test_the_day_of_creation_counts_where_the_text_names_none() -> None:
    document = Document()
    document.add_paragraph("Поручено обновить план.")
    document.core_properties.created = datetime(2026, 1, 15, 20, 0, tzinfo=UTC)  # already the 16th in Kazakhstan
    document.core_properties.modified = datetime(2026, 3, 1, tzinfo=UTC)
    imported = read_document(saved(document), "a.docx")
    assert (imported.published, imported.published_basis) == (date(2026, 1, 16), "metadata")


def test_the_day_of_a_template_says_nothing() -> None:
    document = Document()
    document.add_paragraph("Поручено обновить план.")
    assert read_document(saved(document), "a.docx").published is None


def test_an_empty_document() -> None:
    assert code_of(saved(Document())) == "empty"


@pytest.mark.parametrize(
    "data",
    [
        docx_of_body(paragraph("текст"))[:300],
        docx_of_body(paragraph("текст"))[:-30],
        docx_of_body("<w:p>"),
        zip_of({**DOCX_PARTS, "word/document.xml": b"\x00\x01"}),
        zip_of({**DOCX_PARTS, "word/other.xml": b"<a/>"}),
        b"PK\x03\x04" + b"\x00" * 100,
        b"PK\x05\x06" + b"\x00" * 18,
    ],
    ids=["cut short", "without its directory", "broken XML", "no XML", "no body", "zip header", "empty zip"],
)
def test_broken_files(data: bytes) -> None:
    assert code_of(data) in ("damaged", "archive")


def test_a_broken_checksum() -> None:
    data = bytearray(docx_of_body(paragraph("текст" * 50)))
    position = data.index(b"word/document.xml") + len(b"word/document.xml") + 20
    data[position] ^= 0xFF
    assert code_of(bytes(data)) == "damaged"


@pytest.mark.parametrize(
    "prolog",
    [
        '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE w SYSTEM "http://127.0.0.1:9/x.dtd">',
        '<!DOCTYPE w [<!ENTITY a "ааааааааа"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>',
    ],
)
def test_entities_and_document_types_are_refused(prolog: str) -> None:
    assert code_of(docx_of_body(paragraph("&x;" if "x SYSTEM" in prolog else "текст"), prolog)) == "unsafe_xml"


def test_entities_in_utf16_are_seen_too() -> None:
    xml = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE w><w/>'.encode("utf-16")
    assert code_of(zip_of({**DOCX_PARTS, "word/document.xml": xml})) == "unsafe_xml"


@pytest.mark.parametrize(
    "more",
    [
        {"../../../etc/cron.d/x": b"x"},
        {"/etc/passwd": b"x"},
        {"word/../../x": b"x"},
        {"C:\\windows\\x": b"x"},
        {"word/inner.zip": b"x"},
        {"word/media/inner.docx": b"x"},
    ],
    ids=str,
)
def test_parts_that_no_document_has(more: Mapping[str, bytes]) -> None:
    assert code_of(docx_of_body(paragraph("текст"), **more)) == "unsafe_archive"


def test_a_sheet_behind_a_chart_is_no_nested_archive() -> None:
    assert read(paragraph("текст"), **{"word/embeddings/Sheet1.xlsx": zip_of({"a": b"x"})}) == "текст"


def test_rare_packing() -> None:
    assert code_of(zip_of({**DOCX_PARTS, "word/document.xml": b"<a/>"}, zipfile.ZIP_LZMA)) == "unsafe_archive"


def test_a_part_with_a_password() -> None:
    data = bytearray(docx_of_body(paragraph("текст")))
    data[data.index(b"PK\x01\x02") + 8] |= 1  # the flag in the directory
    assert code_of(bytes(data)) == "encrypted"


def test_a_document_with_macros_is_another_format() -> None:
    types = DOCX_PARTS["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        b"application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    assert code_of(docx_of_body(paragraph("текст"), **{"[Content_Types].xml": types}), "a.docm") == "office_format"


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"[Content_Types].xml": b"<a/>", "xl/workbook.xml": b"<a/>"}, "spreadsheet"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}, "office_format"),
        ({"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}, "office_format"),
        ({"письмо.txt": b"x"}, "archive"),
    ],
)
def test_other_zip_files(parts: Mapping[str, bytes], code: str) -> None:
    assert code_of(zip_of(parts)) == code

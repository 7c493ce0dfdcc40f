"""pdf: lines become paragraphs, scans are kept with a note, broken and locked files get a sentence."""

from datetime import date

import pytest

from app.importing import NOTES, ImportRefused, MediaType, read_document
from app.importing.pdf_lines import paragraphs_of
from tests.importing.made_files import blank_pdf, pdf_file, pdf_of

PICTURE = (
    b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 "
    b"/Length 1 >>\nstream\n\xff\nendstream"
)


def test_lines_are_joined_and_words_put_together() -> None:
    imported = read_document(
        pdf_of(
            [
                [
                    "Протокол № 5 от 16 января 2026 года",
                    "Министерству поручено до 1 мая 2026 года подго-",
                    "товить план социально-экономического развития и",
                    "вместе с Премьер-",
                    "Министром обсудить меры социально-",
                    "экономического свойства.",
                    "1. Акиматам – очистить арыки;",
                    "2. МЧС – обновить прогноз по всем рекам, на которых",
                    "3",
                ],
                ["ожидается подъём воды весной.", "4"],
            ]
        ),
        "протокол.pdf",
    )
    assert imported.text == "\n\n".join(
        (
            "Протокол № 5 от 16 января 2026 года",
            "Министерству поручено до 1 мая 2026 года подготовить план социально-экономического развития и вместе с "
            "Премьер-Министром обсудить меры социально-экономического свойства.",
            "1. Акиматам – очистить арыки;",
            "2. МЧС – обновить прогноз по всем рекам, на которых ожидается подъём воды весной.",
        )
    )
    assert imported.media_type is MediaType.PDF
    assert (imported.published, imported.published_basis) == (date(2026, 1, 16), "dateline")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Срок исполнения поруче-", "ния – до мая"], "Срок исполнения поручения – до мая"),
        (["Нужно сделать кое-", "что важное"], "Нужно сделать кое-что важное"),
        (["Нужно сделать что-", "то важное"], "Нужно сделать что-то важное"),
        (["Программа на 2026-", "2028 годы"], "Программа на 2026-2028 годы"),
        (["Аким города Алма-", "Ата доложил"], "Аким города Алма-Ата доложил"),
        (["Пере\u00ad", "нос слова"], "Перенос слова"),
        (["Водо-", "хранилище. Водо-хранилище"], "Водо-хранилище. Водо-хранилище"),
        (["Это очень длинная первая строка –", "а это вторая"], "Это очень длинная первая строка – а это вторая"),
    ],
)
def test_hyphens_at_line_ends(lines: list[str], expected: str) -> None:
    assert paragraphs_of(["\n".join(lines)]) == expected


def test_running_heads_and_page_numbers_go() -> None:
    pages = [
        f"Аппарат Правительства\nАбзац номер {name} этого документа.\nстр. {number} из 4"
        for number, name in enumerate(("один", "два", "три", "четыре"), start=1)
    ]
    assert paragraphs_of(pages) == "\n\n".join(
        f"Абзац номер {name} этого документа." for name in ("один", "два", "три", "четыре")
    ).replace("документа.\n\nАбзац", "документа. Абзац")


def test_pages_that_repeat_a_line_in_their_middle_keep_it() -> None:
    pages = [
        "Начало первое\nПоручено\nКонец первый",
        "Начало второе\nПоручено\nКонец второй",
        "Начало третье\nПоручено\nКонец третий",
    ]
    assert paragraphs_of(pages).count("Поручено") == 3


def test_properties_where_the_text_names_no_day() -> None:
    imported = read_document(
        pdf_of([["Поручено обновить план."]], "/Title (Decision) /CreationDate (D:20260115200000Z)"), "a.pdf"
    )
    assert (imported.published, imported.published_basis) == (date(2026, 1, 16), "metadata")
    assert imported.title == "Decision"


def test_broken_properties_cost_nothing() -> None:
    imported = read_document(
        pdf_of([["Поручено обновить план."]], "/Title (Microsoft Word - 1.doc) /CreationDate (yesterday)"), "a.pdf"
    )
    assert (imported.text, imported.published) == ("Поручено обновить план.", None)
    assert imported.title == "Поручено обновить план."


def test_a_scan_is_kept_with_a_note() -> None:
    imported = read_document(blank_pdf(3), "скан.pdf")
    assert (imported.text, imported.note, imported.language) == ("", "scan_without_text", None)
    assert imported.note in NOTES


def test_pages_that_are_pictures_are_counted() -> None:
    text = b"BT /F1 12 Tf 50 700 Td (Report by May) Tj ET"
    data = pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R "
            b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /I 7 0 R >> >> >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
            b"<< >>",
            PICTURE,
        ]
    )
    imported = read_document(data, "a.pdf")
    assert imported.text == "Report by May"
    assert (imported.note, imported.note_data) == ("pages_without_text", {"pages": 1})


def test_letters_without_a_table_are_no_text() -> None:
    imported = read_document(pdf_of([["".join(chr(0xC0 + index % 64) for index in range(80))]]), "a.pdf")
    assert (imported.text, imported.note) == ("", "unreadable_text_layer")


def test_a_locked_file_and_one_that_opens_without_a_password() -> None:
    with pytest.raises(ImportRefused, match="encrypted"):
        read_document(blank_pdf(password="secret"), "a.pdf")
    assert read_document(blank_pdf(password=""), "a.pdf").note == "scan_without_text"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.4",
        b"%PDF-1.4\n%%EOF",
        pdf_of([["Поручено"]])[:200],
        b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 1 0 R >>\nendobj\ntrailer << /Root 1 0 R >>",
        b"%PDF-1.7\n" + bytes(range(256)) * 20,
    ],
    ids=["head", "head and end", "cut short", "circle", "noise"],
)
def test_broken_files(data: bytes) -> None:
    with pytest.raises(ImportRefused, match="damaged"):
        read_document(data, "a.pdf")


def test_more_pages_than_are_read() -> None:
    pages = b" ".join([b"3 0 R"] * 1001)
    data = pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1001 /Kids [%s] >>" % pages,
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        ]
    )
    with pytest.raises(ImportRefused, match="too_many_pages"):
        read_document(data, "a.pdf")

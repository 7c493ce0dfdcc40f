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
            # By length alone the first line might have been broken before «Министерству»: it keeps a plain line end.
            "Протокол № 5 от 16 января 2026 года\n"
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


def test_two_pages_with_one_head_lose_it_where_it_stands_inside_a_sentence() -> None:
    head = "Протокол № 45 от 18 ноября 2026 года"
    pages = [
        f"{head}\nМинистерству энергетики поручено до 1 марта 2027 года завершить ремонт\nСтраница 1 из 2",
        f"{head}\nкотельных в посёлках области и доложить о готовности сетей.\nСтраница 2 из 2",
    ]
    text = paragraphs_of(pages)
    assert text.startswith(head) and text.count(head) == 1
    assert "завершить ремонт котельных в посёлках" in text and "Страница" not in text


@pytest.mark.parametrize(
    "head", ["Протокол № 45 {}", "{} | Протокол № 45", "Протокол № 45, стр. {} из 3", "{}\nПротокол № 45"]
)
def test_a_head_that_carries_the_number_of_its_page(head: str) -> None:
    bodies = ["Акимату области поручено принять", "меры по очистке каналов и рек", "до начала паводка этого года."]
    pages = [f"{head.format(number)}\n{body}" for number, body in enumerate(bodies, start=1)]
    assert paragraphs_of(pages) == " ".join(bodies)


def test_two_pages_keep_what_only_one_of_them_begins_with() -> None:
    text = paragraphs_of(["Итоги совещания штаба\nПоручено до мая.", "Список участников штаба\nВсего семь человек."])
    assert "Итоги совещания штаба" in text and "Список участников штаба" in text


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ремонт совместно с акиматом", "Павлодарской области завершить"),
        ("проект согласовать и внести его в", "Правительство до 15 мая этого года"),
        ("проект внести до 1 июля", "2027 года вместе с расчётами"),
    ],
)
def test_a_line_broken_before_a_long_word_starts_no_paragraph(first: str, second: str) -> None:
    lines = ["Министерству энергетики поручено", first, second, "в Правительство и в палату области."]
    assert "\n\n" not in paragraphs_of(["\n".join(lines)])


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


@pytest.mark.parametrize(
    "title",
    [
        "\\(anonymous\\)",
        "pdf.html",
        "order 12.docx",
        "scan_0012",
        "2026-01-16",
        "about:blank",
        "https://example.kz/a",
        "[Untitled]",
    ],
)
def test_what_a_program_put_there_is_no_title(title: str) -> None:
    imported = read_document(pdf_of([["Поручено обновить план."]], f"/Title ({title})"), "a.pdf")
    assert imported.title == "Поручено обновить план."


@pytest.mark.parametrize("title", ["Order No. 12 (draft)", "Minutes", "Report 2026"])
def test_a_title_that_somebody_wrote_stays(title: str) -> None:
    shown = title.replace("(", "\\(").replace(")", "\\)")
    assert read_document(pdf_of([["Поручено обновить план."]], f"/Title ({shown})"), "a.pdf").title == title


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

"""Files of lists: what Excel finds in them, and that no text of a task becomes a formula."""

import csv
import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from app.exporting.csv_text import csv_pieces
from app.exporting.tables import Column, Kind, Row, Table
from app.exporting.xlsx import sheet_name, write_workbook

DAY = date(2026, 1, 16)
COLUMNS = [Column("№", 8, Kind.NUMBER), Column("Поручение", 60, wrap=True), Column("Срок", 12, Kind.DAY)]
FORMULAS = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\uff1d1",
    "\uff0b1",
    '=HYPERLINK("http://x.example")',
]


def table(rows: list[Row], note: str = "") -> Table:
    return Table("Просрочено: [всё]", [("Исполнитель", "=cmd"), ("День", "22.11.2026")], COLUMNS, iter(rows), note)


def sheet(made: Table):  # type: ignore[no-untyped-def]
    out = io.BytesIO()
    write_workbook(made, out)
    return load_workbook(io.BytesIO(out.getvalue())).active


def lines(made: Table, locale: str) -> list[list[str]]:
    text = "".join(csv_pieces(made, locale))
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:]), delimiter="," if locale == "en" else ";"))


def test_a_workbook_has_a_head_real_dates_and_a_filter_over_its_rows() -> None:
    found = sheet(table([[1, "Завершить ремонт", DAY], [2, "Иное", None]], "Есть ещё"))
    values = [[cell.value for cell in row] for row in found.iter_rows()]
    assert [row[0] for row in values[:4]] == ["Просрочено: [всё]", "Исполнитель", "День", "Есть ещё"]
    assert values[5] == ["№", "Поручение", "Срок"]
    assert values[6] == [1, "Завершить ремонт", datetime(2026, 1, 16)]  # noqa: DTZ001
    assert found["C7"].number_format == "dd.mm.yyyy"
    assert found.freeze_panes == "A7"
    assert found.auto_filter.ref == "A6:C8"
    assert found.column_dimensions["B"].width == 60
    assert found.print_title_rows == "$6:$6"


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula_in_a_workbook(text: str) -> None:
    cell = sheet(table([[1, text, None]]))["B6"]
    assert cell.data_type == "s"
    assert cell.value.replace("_x000D_", "\r").strip() == text.strip()
    assert cell.quotePrefix, "Excel would take the text for a formula as soon as somebody edits it"


def test_the_cell_after_a_dangerous_one_is_plain_again() -> None:
    found = sheet(table([[1, "=1", DAY], [2, "Слова", DAY]]))
    assert found["B6"].quotePrefix
    assert not found["B7"].quotePrefix


def test_facts_above_the_columns_are_texts_too() -> None:
    assert sheet(table([]))["B2"].data_type == "s"


@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_is_a_formula_in_csv(text: str) -> None:
    assert lines(table([[1, text, None]]), "ru")[1][1] == f"'{text}"


def test_csv_separates_as_the_excel_of_the_language_does() -> None:
    rows: list[Row] = [[1, 'Слова; "с" запятой, и так', DAY], [2, "a\nb", None]]
    for locale in ("ru", "kk", "en"):
        assert lines(table(rows), locale) == [
            ["№", "Поручение", "Срок"],
            ["1", 'Слова; "с" запятой, и так', "16.01.2026"],
            ["2", "a\nb", ""],
        ]
    assert lines(table(rows, "Есть ещё"), "ru")[-1] == ["Есть ещё"]


def test_characters_that_no_workbook_holds_are_left_out() -> None:
    assert sheet(table([[1, "а\x00б\x0bв", None]]))["B6"].value == "абв"


def test_rows_are_read_one_after_another() -> None:
    read: list[int] = []

    def rows() -> Iterator[Row]:
        for number in range(1000):
            read.append(number)
            yield [number, "Слова", DAY]

    pieces = csv_pieces(Table("", [], COLUMNS, rows()), "ru")
    next(pieces)
    assert len(read) < 1000


def test_no_value_is_no_cell() -> None:
    out = io.BytesIO()
    write_workbook(table([[1, "", None], [2, "Слова", DAY]]), out)
    with zipfile.ZipFile(out) as book:
        rows = book.read("xl/worksheets/sheet1.xml").decode().split("<row ")
    assert [row.count("<c ") for row in rows[-2:]] == [1, 3]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Просрочено", "Просрочено"),
        ("Истекает в ближайшие семь дней", "Истекает в ближайшие семь дней"),
        ("Сроки истекают в ближайшие семь дней", "Сроки истекают в ближайшие семь"),
        ("Сроки, которые истекают скоро – в ближайшие дни", "Сроки, которые истекают скоро"),
        ("Просрочено: [всё] по органам власти страны", "Просрочено всё по органам"),
        ("Ы" * 40, "Ы" * 31),
        ("[]", "1"),
        ("'так'", "так"),
    ],
)
def test_a_sheet_is_named_in_whole_words(title: str, name: str) -> None:
    assert sheet_name(title) == name
    out = io.BytesIO()
    write_workbook(Table(title, [], COLUMNS, iter([])), out)
    assert load_workbook(io.BytesIO(out.getvalue())).sheetnames == [name]

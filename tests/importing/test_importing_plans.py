"""Plan tables of many shapes are read row by row; what is no plan, or no safe file, is refused with a sentence."""

import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from openpyxl import Workbook

from app.domain.plans import PlanField
from app.importing.errors import ImportRefused
from app.importing.plan_errors import PlanRefused
from app.importing.plan_heads import field_of, is_co_executors
from app.importing.plan_reading import read_plan
from app.labels_plans import NOTES
from tests.importing.made_files import zip_of
from tests.plan_corpus import CORPUS, ROWS, RU, PlanFile, saved, sheet_of, table_of


@pytest.mark.parametrize("make", CORPUS, ids=lambda make: make.__name__)
def test_a_plan_of_each_shape_is_read(make: Callable[[], PlanFile]) -> None:
    file = make()
    read = read_plan(file.data, file.name)
    assert [(row.number, row.action, row.form, row.executors, row.term) for row in read.rows] == file.rows
    assert read.language == file.language
    assert [row.section for row in read.rows] == list(file.sections or [""] * len(file.rows))
    assert tuple(code for code, _data in read.notes) == file.notes
    assert all(NOTES[code] % data for code, data in read.notes)


def test_columns_keep_their_order_and_heads() -> None:
    heads = ["Срок", "Исполнители", "Наименование мероприятия", "Примечание", "Форма завершения", "№"]
    rows = [[term, who, what, "в пределах бюджета", form, number] for number, what, form, who, term in ROWS]
    read = read_plan(saved(sheet_of([heads, *rows])[0]), "plan.xlsx")
    assert [head for _field, head in read.columns] == heads
    assert [field.value for field, _head in read.columns] == ["term", "executors", "action", "more", "form", "number"]
    assert read.rows[0].more == (("Примечание", "в пределах бюджета"),)


@pytest.mark.parametrize(
    ("head", "field"),
    [
        ("№", PlanField.NUMBER),
        ("№ р/с", PlanField.NUMBER),
        ("Р/с №", PlanField.NUMBER),
        ("№\nп/п", PlanField.NUMBER),
        ("Содержание поручения", PlanField.ACTION),
        ("Іс-шаралар", PlanField.ACTION),
        ("Ответственные за исполнение", PlanField.EXECUTORS),
        ("Жауапты орындаушы", PlanField.EXECUTORS),
        ("Сроки реализации", PlanField.TERM),
        ("Срок исполне-\nния", PlanField.TERM),
        ("Дата исполнения", PlanField.TERM),
        ("Іске асыру мерзімі", PlanField.TERM),
        ("Форма завершения (исполнения)", PlanField.FORM),
        ("Аяқталу нысаны", PlanField.FORM),
        ("Ожидаемый результат", PlanField.FORM),
        ("Предполагаемые расходы (млн. тенге)", PlanField.MORE),
        ("Источник финансирования мероприятий", PlanField.MORE),
        ("Соисполнители", PlanField.MORE),
        ("в установленные сроки", None),
        ("до 1 июля 2026 года", None),
        ("Провести мероприятие", None),
        ("белгіленген мерзімде", None),
    ],
)
def test_heads_are_told_by_their_words(head: str, field: PlanField | None) -> None:
    assert field_of(head) is field


def test_a_column_of_co_executors_is_known() -> None:
    assert is_co_executors("Соисполнители") and is_co_executors("Бірлесіп орындаушылар")
    assert not is_co_executors("Ответственные исполнители")


def test_of_two_terms_the_last_one_counts() -> None:
    heads = ["№", "Мероприятие", "Исполнитель", "Срок начала", "Срок завершения"]
    book, _ = sheet_of([heads, ["1", "Построить мост", "МТ", "май 2026 года", "май 2027 года"]])
    row = read_plan(saved(book), "plan.xlsx").rows[0]
    assert row.term == "май 2027 года"
    assert row.more == (("Срок начала", "май 2026 года"),)


def test_words_of_a_row_are_no_heads() -> None:
    rows = [RU, ["1", "Мероприятия по воде", "отчёт", "ответственные госорганы", "в установленные сроки"]]
    assert len(read_plan(saved(sheet_of(rows)[0]), "plan.xlsx").rows) == 1


def test_a_hidden_row_is_read_and_said() -> None:
    book, sheet = sheet_of([RU, *ROWS])
    sheet.row_dimensions[3].hidden = True
    read = read_plan(saved(book), "plan.xlsx")
    assert len(read.rows) == 3
    assert read.notes == (("hidden_rows", {"name": "План", "count": 1}),)


def test_a_value_in_the_last_row_of_a_sheet_costs_nothing() -> None:
    book, sheet = sheet_of([RU, *ROWS])
    sheet.cell(1_048_576, 2, "примечание")
    assert len(read_plan(saved(book), "plan.xlsx").rows) == 3


def _without_rows() -> bytes:
    return saved(sheet_of([RU])[0])


def _no_plan() -> bytes:
    document = Document()
    table_of(document, [["Показатель", "Значение"], ["Вода", "10"]])
    return saved(document)


def _too_many() -> bytes:
    return saved(sheet_of([RU, *[["1", "Дело", "", "МЭ", "2026 год"]] * 5001])[0])


def _cell_too_long() -> bytes:
    return saved(sheet_of([RU, ["7", "дело " * 2000, "", "МЭ", "2026 год"]])[0])


@pytest.mark.parametrize(
    ("data", "name", "code"),
    [
        (b"", "plan.xlsx", "empty"),
        (b"x" * (20 * 1024 * 1024 + 1), "plan.xlsx", "too_large"),
        (b"no; plan", "plan.csv", "plan_format"),
        (b"no zip", "plan.xlsx", "damaged"),
        (b"PK\x03\x04 broken", "plan.docx", "damaged"),
        (zip_of({"a.txt": b"x"}), "plan.xlsx", "plan_format"),
        (zip_of({"xl/workbook.xml": b"<x/>"}), "plan.xlsx", "damaged"),
        (zip_of({"word/document.xml": b"<x/>"}), "plan.docx", "damaged"),
        (zip_of({"xl/workbook.xml": b"<x/>", "xl/media/a.bin": b"0" * 3_000_000}), "plan.xlsx", "unsafe_archive"),
        (zip_of({"xl/workbook.xml": b"<!DOCTYPE x><x/>"}), "plan.xlsx", "unsafe_xml"),
        (zip_of({"xl/workbook.xml": b"<x/>", "../evil": b"x"}), "plan.xlsx", "unsafe_archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "plan.xls", "old_excel"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "plan.xlsx", "encrypted"),
        (_without_rows(), "plan.xlsx", "no_plan_rows"),
        (_no_plan(), "plan.docx", "no_plan_table"),
        (_too_many(), "plan.xlsx", "too_many_plan_rows"),
        (_cell_too_long(), "plan.xlsx", "plan_cell_too_long"),
    ],
)
def test_what_is_no_plan_is_refused(data: bytes, name: str, code: str) -> None:
    with pytest.raises((ImportRefused, PlanRefused)) as refusal:
        read_plan(data, name)
    assert refusal.value.code == code
    assert refusal.value.sentences[code] % refusal.value.data


def test_a_broken_sheet_is_damaged_and_nothing_else() -> None:
    whole = saved(sheet_of([RU, *ROWS])[0])
    parts = {}
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        for name in archive.namelist():
            parts[name] = archive.read(name)
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"][:200]
    with pytest.raises(ImportRefused) as refusal:
        read_plan(zip_of(parts), "plan.xlsx")
    assert refusal.value.code == "damaged"


def test_an_empty_workbook_has_no_plan() -> None:
    with pytest.raises(PlanRefused) as refusal:
        read_plan(saved(Workbook()), "plan.xlsx")
    assert refusal.value.code == "no_plan_table"


def test_heads_that_read_the_same_are_numbered() -> None:
    heads = [*RU, "Источник", "Источник"]
    read = read_plan(saved(sheet_of([heads, [*ROWS[0], "РБ", "МБ"]])[0]), "plan.xlsx")
    assert read.rows[0].more == (("Источник", "РБ"), ("Источник (2)", "МБ"))

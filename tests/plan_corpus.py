"""Plan files of the shapes that offices send, made when a test runs: each with the rows that it says."""

import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from openpyxl import Workbook

from app.importing.plan_reading import read_plan
from app.services.plans import PlanFile as PlanFileRead

RU = ("№ п/п", "Мероприятие", "Форма завершения", "Ответственные исполнители", "Срок исполнения")
KK = ("Р/с №", "Іс-шараның атауы", "Аяқтау нысаны", "Жауапты орындаушылар", "Орындау мерзімі")
Rows = list[tuple[str, str, str, str, str]]
ROWS: Rows = [
    ("1", "Разработать проект правил учёта воды", "приказ", "МВРИ (свод), МФ", "декабрь 2026 года"),
    (
        "2",
        "Обновить перечень объектов газификации",
        "перечень",
        "МЭ, акимат Алматинской области",
        "до 1 июля 2027 года",
    ),
    ("3", "Представлять сведения о ходе ремонта", "информация", "Минпромстрой", "ежеквартально"),
]
KK_ROWS: Rows = [
    ("1", "Су есебі қағидаларының жобасын әзірлеу", "бұйрық", "Энергетика министрлігі (жинақтау), Қаржы министрлігі",
     "2026 жылғы желтоқсан"),
    ("2", "Газдандыру нысандарының тізбесін жаңарту", "тізбе", "Қаржы министрлігі", "2027 жылғы 1 шілдеге дейін"),
]  # fmt: skip


@dataclass(frozen=True)
class PlanFile:
    """A file and what is to be read of it: (number, action, form, executors, term). sections: of the rows."""

    name: str
    data: bytes
    rows: Rows
    sections: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    language: str = "ru"


def saved(made: Any) -> bytes:
    """The bytes of a document or a workbook."""
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def sheet_of(rows: Sequence[Sequence[Any]], title: str = "План") -> tuple[Workbook, Any]:
    """A workbook with one sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(list(row))
    return book, sheet


def table_of(document: Any, rows: Sequence[Sequence[str]]) -> Any:
    """A table of a document."""
    table = document.add_table(0, max(len(row) for row in rows))
    for row in rows:
        cells = table.add_row().cells
        for place, text in enumerate(row):
            cells[place].text = text
    return table


def _day(year: int, month: int, day: int) -> datetime:
    return datetime.combine(date(year, month, day), time(12, 30))


def plain_excel() -> PlanFile:
    """Title above, heads, rows."""
    book, _ = sheet_of([["План мероприятий по воде"], [], RU, *ROWS])
    return PlanFile("plan.xlsx", saved(book), ROWS)


def plain_word() -> PlanFile:
    """A paragraph and a table."""
    document = Document()
    document.add_paragraph("План мероприятий")
    table_of(document, [RU, *ROWS])
    return PlanFile("plan.docx", saved(document), ROWS)


def kazakh_word() -> PlanFile:
    """Kazakh heads; the column of terms stands before the form, as in many plans of Kazakh bodies."""
    order = (0, 1, 4, 2, 3)
    document = Document()
    table_of(document, [[row[i] for i in order] for row in (KK, *KK_ROWS)])
    return PlanFile("жоспар.docx", saved(document), KK_ROWS, language="kk")


def kazakh_excel() -> PlanFile:
    """Kazakh heads in capitals."""
    book, _ = sheet_of([[head.upper() for head in KK], *KK_ROWS])
    return PlanFile("жоспар.xlsx", saved(book), KK_ROWS, language="kk")


def other_order() -> PlanFile:
    """Terms first, the number last, money and notes between."""
    heads = ["Срок", "Исполнители", "Наименование мероприятия", "Источник финансирования", "Форма завершения", "№"]
    body = [[term, who, what, "РБ", form, number] for number, what, form, who, term in ROWS]
    book, _ = sheet_of([heads, *body])
    return PlanFile("other.xlsx", saved(book), ROWS)


def two_head_rows() -> PlanFile:
    """Heads over two rows, merged across and down, then the numbers of the columns."""
    upper = ["№", "Мероприятие", "Форма завершения", "Исполнение", ""]
    lower = ["", "", "", "Ответственные", "Сроки"]
    book, sheet = sheet_of([upper, lower, ["1", "2", "3", "4", "5"], *ROWS])
    for area in ("A1:A2", "B1:B2", "C1:C2", "D1:E1"):
        sheet.merge_cells(area)
    return PlanFile("two.xlsx", saved(book), ROWS)


def two_head_rows_unmerged() -> PlanFile:
    """The lower heads stand below empty cells that nobody merged."""
    upper = [
        "№",
        "Мероприятие",
        "Форма завершения",
        "Ответственные исполнители",
        "Срок исполнения",
        "Объём финансирования",
        "",
    ]
    lower = ["", "", "", "", "", "Стоимость в 2026 году", "Источник"]
    body = [[*row, "10", "РБ"] for row in ROWS]
    book, _ = sheet_of([upper, lower, *body])
    return PlanFile("two-unmerged.xlsx", saved(book), ROWS)


def sections_excel() -> PlanFile:
    """Section rows, merged across; a total and remarks below the table."""
    book, sheet = sheet_of(
        [
            RU,
            ["Раздел 1. Вода"],
            *ROWS[:2],
            ["Раздел 2. Ремонт"],
            ROWS[2],
            ["", "Итого", "", "", ""],
            ["МЭ – Министерство энергетики"],
        ]
    )
    for row in (2, 5, 8):
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=5)
    return PlanFile("sections.xlsx", saved(book), ROWS, ("Раздел 1. Вода",) * 2 + ("Раздел 2. Ремонт",), ("totals",))


def sections_word() -> PlanFile:
    """Sections as a Roman number and a title; a chapter row directly above the first."""
    document = Document()
    table = table_of(
        document,
        [RU, ["Глава А", "", "", "", ""], ["I", "Вода", "", "", ""], *ROWS[:2], ["II", "Ремонт", "", "", ""], ROWS[2]],
    )
    table.cell(1, 0).merge(table.cell(1, 4))
    return PlanFile("sections.docx", saved(document), ROWS, ("Глава А\nI Вода",) * 2 + ("II Ремонт",))


def several_tables() -> PlanFile:
    """A table of approval before, the plan cut in two with its heads repeated, a third part without heads."""
    document = Document()
    table_of(document, [["Утверждён", "приказом № 12"], ["Показатель", "Значение"]])
    table_of(document, [RU, ROWS[0]])
    document.add_paragraph("продолжение")
    table_of(document, [RU, ROWS[1]])
    table_of(document, [ROWS[2]])
    return PlanFile("several.docx", saved(document), ROWS, notes=("no_heads",))


def merged_down() -> PlanFile:
    """A measure with two executors on lines of their own, and one term for two measures."""
    number, action, form, _who, term = ROWS[0]
    body = [
        [number, action, form, "МВРИ (свод)", term],
        [None, None, None, "МФ", None],
        [*ROWS[1][:4], term],
    ]
    book, sheet = sheet_of([RU, *body])
    for area in ("A2:A3", "B2:B3", "C2:C3", "E2:E4"):
        sheet.merge_cells(area)
    return PlanFile(
        "down.xlsx", saved(book), [(number, action, form, "МВРИ (свод)\nМФ", term), (*ROWS[1][:4], term)]
    )  # fmt: skip


def merged_down_word() -> PlanFile:
    """The same in Word, with vertical merges."""
    number, action, form, _who, term = ROWS[0]
    document = Document()
    table = table_of(document, [RU, [number, action, form, "МВРИ (свод)", term], ["", "", "", "МФ", ""]])
    for column in (0, 1, 2, 4):
        table.cell(1, column).merge(table.cell(2, column))
    return PlanFile("down.docx", saved(document), [(number, action, form, "МВРИ (свод)\nМФ", term)])


def excel_dates() -> PlanFile:
    """Terms as days of Excel, numbers as numbers, a number that Excel made a day, a gap in the numbering, empty rows."""
    book, sheet = sheet_of([RU, [1, *ROWS[0][1:4], _day(2026, 12, 25)], [], [3.0, *ROWS[1][1:4], _day(2027, 7, 1)]])
    sheet.append([_day(2026, 2, 1), *ROWS[2][1:]])
    sheet.append([1.1, *ROWS[2][1:]])
    sheet["A6"].number_format = "0.00"
    return PlanFile(
        "dates.xlsx",
        saved(book),
        [
            ("1", *ROWS[0][1:4], "25.12.2026"),
            ("3", *ROWS[1][1:4], "01.07.2027"),
            ("1.2", *ROWS[2][1:]),
            ("1.10", *ROWS[2][1:]),
        ],
    )


def hidden_and_noise() -> PlanFile:
    """A hidden old edition, a sheet with money, a noise table above the plan on its own sheet, formulas."""
    book, sheet = sheet_of([["Показатель", "Срок сдачи"], ["Вода", "2026"], [], RU, *ROWS[:2]])
    sheet.append([*ROWS[2][:4], '="ежеквар"&"тально"'])
    old = book.create_sheet("Старый")
    old.append(list(RU))
    old.append(["9", "Старое мероприятие", "", "МЭ", "2025 год"])
    old.sheet_state = "hidden"
    money = book.create_sheet("Деньги")
    money.append(["Наименование", "Сумма"])
    money.append(["Вода", 10])
    return PlanFile(
        "noise.xlsx", saved(book), [*ROWS[:2], (*ROWS[2][:4], "")], notes=("no_values", "hidden_sheet", "no_heads")
    )


def automatic_numbers() -> PlanFile:
    """Word counts the rows: the number column holds no letter."""
    document = Document()
    table = table_of(document, [RU, *[["", *row[1:]] for row in ROWS]])
    for row in table.rows[1:]:
        row.cells[0].paragraphs[0].style = document.styles["List Number"]
    return PlanFile("auto.docx", saved(document), [(f"{row[0]}.", *row[1:]) for row in ROWS])


def by_agreement() -> PlanFile:
    """«(по согласованию)» in lines of one cell, generic bodies, deletions under revision."""
    rows: Rows = [
        ("1", "Согласовать порядок", "протокол", "МФ\nАО «КазМунайГаз» (по согласованию)", "в течение 10 рабочих дней"),
        ("2", "Провести сверку", "акт", "заинтересованные государственные органы", "2026–2027 годы"),
        ("3", "Вести наблюдение", "", "НПП «Атамекен» (по согласованию), МНЭ (созыв)", "постоянно"),
    ]
    document = Document()
    table = table_of(document, [RU, *rows])
    run = table.cell(1, 1).paragraphs[0].add_run("НЕТ")._r
    deleted = OxmlElement("w:del")
    deleted.set(qn("w:id"), "1")
    run.addprevious(deleted)
    deleted.append(run)
    return PlanFile("agreement.docx", saved(document), rows)


CORPUS: tuple[Callable[[], PlanFile], ...] = (
    plain_excel,
    plain_word,
    kazakh_word,
    kazakh_excel,
    other_order,
    two_head_rows,
    two_head_rows_unmerged,
    sections_excel,
    sections_word,
    several_tables,
    merged_down,
    merged_down_word,
    excel_dates,
    hidden_and_noise,
    automatic_numbers,
    by_agreement,
)


def long_plan(count: int) -> bytes:
    """A plan of so many rows."""
    rows = [
        (str(n), f"Провести мероприятие по участку номер {n}", "отчёт", "МЭ (свод), МФ, МНЭ", "декабрь 2027 года")
        for n in range(1, count + 1)
    ]
    return saved(sheet_of([RU, *rows])[0])


def made_plan(rows: Rows) -> PlanFileRead:
    """A plan of these rows as the register takes it."""
    data = saved(sheet_of([RU, *rows])[0])
    return PlanFileRead(read_plan(data, "plan.xlsx"), "plan.xlsx", hashlib.sha256(data).hexdigest())

"""Cells of plans: who leads, who else, by when."""

from datetime import date

import pytest

from app.domain.enums import ExecutorRole, Recurrence
from app.extraction.plan_cells import read_executors, read_term
from app.reference import agency_directory, work_calendar

DAY = date(2026, 1, 20)
CO, AGREED = ExecutorRole.CO, ExecutorRole.BY_AGREEMENT


@pytest.mark.parametrize(
    ("text", "lead", "others"),
    [
        ("МЭ, МФ", "min_energy", [("min_finance", CO)]),
        ("МЭ, МФ (свод)", "min_finance", [("min_energy", CO)]),
        ("МЭ, МФ (СВОД.)", "min_finance", [("min_energy", CO)]),
        ("МЭ, МФ – свод", "min_finance", [("min_energy", CO)]),
        ("МЭ; МФ (созыв)", "min_finance", [("min_energy", CO)]),
        ("МЭ\nМФ", "min_energy", [("min_finance", CO)]),
        ("Энергетика министрлігі, Қаржы министрлігі (жинақтау)", "min_finance", [("min_energy", CO)]),
        ("НПП «Атамекен» (по согласованию), МЭ", "min_energy", [("npp_atameken", AGREED)]),
        ("НПП «Атамекен» (по согл.), МЭ", "min_energy", [("npp_atameken", AGREED)]),
        ("ЭМ, Алматы облысының әкімдігі (келісім бойынша)", "min_energy", [("akimat_almaty_obl", AGREED)]),
        ("НПП «Атамекен» (по согласованию)", "npp_atameken", []),
        ("Министерство энергетики РК совместно с акиматами", "min_energy", [("grp_akimats", CO)]),
        ("МНЭ, акиматы областей, городов Астаны, Алматы и Шымкента", "min_economy", [("grp_akimats", CO)]),
        ("МЭ, МЭ", "min_energy", []),
    ],
)
def test_the_marked_one_leads_else_the_first(text: str, lead: str, others: list[tuple[str, ExecutorRole]]) -> None:
    cell = read_executors(text, agency_directory(), DAY)
    assert (cell.lead, list(cell.others), cell.doubt, cell.unknown) == (lead, others, "", ())


@pytest.mark.parametrize(
    ("text", "doubt", "doubted", "unknown"),
    [
        ("", "none", "", ()),
        ("–", "none", "", ()),
        ("заинтересованные государственные органы", "group", "заинтересованные государственные органы", ()),
        ("акимы областей, г.г. Астана, Алматы", "group", "акимы областей, городов Астана, Алматы", ()),
        ("мүдделі мемлекеттік органдар", "group", "мүдделі мемлекеттік органдар", ()),
        ("ГУ «Вода», МФ", "unknown", "ГУ «Вода»", ("ГУ «Вода»",)),
        ("МФ, ГУ «Вода» (свод)", "unknown", "ГУ «Вода»", ("ГУ «Вода»",)),
        ("министерство", "unknown", "министерство", ("министерство",)),
    ],
)
def test_a_doubt_leaves_the_lead_open(text: str, doubt: str, doubted: str, unknown: tuple[str, ...]) -> None:
    cell = read_executors(text, agency_directory(), DAY)
    assert (cell.lead, cell.doubt, cell.doubted, cell.unknown) == ("", doubt, doubted, unknown)


def test_an_unknown_body_beside_a_known_lead_is_named() -> None:
    cell = read_executors("МФ, ГУ «Вода», Петров", agency_directory(), DAY)
    assert (cell.lead, cell.unknown) == ("min_finance", ("ГУ «Вода»", "Петров"))


def test_two_marks_are_counted() -> None:
    assert read_executors("МЭ (свод), МФ (свод)", agency_directory(), DAY).marks == 2


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("I полугодие 2026 года", date(2026, 6, 30)),
        ("I-полугодие 2026 г.", date(2026, 6, 30)),
        ("2022 жылғы бірінші жартыжылдық", date(2022, 6, 30)),
        ("декабрь 2026 года", date(2026, 12, 31)),
        ("2027 г., январь", date(2027, 1, 31)),
        ("2026 жылғы желтоқсан", date(2026, 12, 31)),
        ("до 1 июля", date(2026, 7, 1)),
        ("2026 жылғы 25 желтоқсанға дейін", date(2026, 12, 25)),
        ("2026–2027 годы", date(2027, 12, 31)),
        ("2026 – 2027 жж.", date(2027, 12, 31)),
        ("в течение 10 рабочих дней", date(2026, 2, 3)),
        ("25.12.2026", date(2026, 12, 25)),
        ("30.06.2026 00:00:00", date(2026, 6, 30)),
        ("IV\nквартал\n2026 года", date(2026, 12, 31)),
    ],
)
def test_terms_of_plans(text: str, due: date) -> None:
    cell = read_term(text, DAY, work_calendar())
    assert (cell.due_on, cell.recurrence, cell.others, cell.left) == (due, None, (), "")


@pytest.mark.parametrize(
    ("text", "recurrence"),
    [
        ("ежеквартально", Recurrence.QUARTERLY),
        ("постоянно", Recurrence.STANDING),
        ("тұрақты негізде", Recurrence.STANDING),
        ("ежегодно, до 25 декабря", Recurrence.YEARLY),
        ("раз в полугодие", Recurrence.HALF_YEARLY),
    ],
)
def test_terms_that_repeat(text: str, recurrence: Recurrence) -> None:
    cell = read_term(text, DAY, work_calendar())
    assert (cell.due_on, cell.recurrence) == (None, recurrence)


def test_of_several_dates_the_last_one_is_the_term() -> None:
    cell = read_term("30 июня 2026 года\n30 декабря 2026 года", DAY, work_calendar())
    assert (cell.due_on, cell.others) == (date(2026, 12, 30), (date(2026, 6, 30),))


@pytest.mark.parametrize(
    ("text", "due", "left"),
    [
        ("весь период", None, "весь период"),
        ("декабрь 2026 года (по мере готовности)", date(2026, 12, 31), "по мере готовности"),
        ("", None, ""),
        ("по мере необходимости", None, ""),
    ],
)
def test_words_that_were_not_read_are_kept(text: str, due: date | None, left: str) -> None:
    cell = read_term(text, DAY, work_calendar())
    assert (cell.due_on, cell.left) == (due, left)

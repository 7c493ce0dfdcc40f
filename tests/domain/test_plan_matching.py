"""Which row of a new edition is which of the old one, and what differs."""

from itertools import count

import pytest

from app.domain.plans import (
    ChangeKind,
    Line,
    differences,
    matched,
    missing_numbers,
    plain,
    plain_number,
    repeated_numbers,
)

_keys = count(1)


def line(number: str, action: str, executors: str = "МЭ", term: str = "2027 год", **more: str) -> Line:
    return Line(next(_keys), number, action, executors=executors, term=term, **more)  # type: ignore[arg-type]


ROADS, WATER, GAS = "Отремонтировать дороги области", "Проложить водопровод к сёлам", "Подвести газ к котельным"


def kinds(old: list[Line], new: list[Line]) -> list[tuple[str, str]]:
    """Kind and action of each difference."""
    found = differences(matched(old, new))
    return [(each.kind.value, (each.new or each.old or line("", "")).action) for each in found]


def test_the_same_plan_has_no_differences() -> None:
    assert kinds([line("1", ROADS), line("2", WATER)], [line("1.", ROADS + "."), line("2)", WATER.upper())]) == []


def test_each_kind_is_told() -> None:
    old = [line("1", ROADS), line("2", WATER), line("3", GAS)]
    new = [line("1", ROADS, executors="МТ"), line("2", WATER, term="2028 год"), line("4", "Построить школу в Таразе")]
    assert kinds(old, new) == [
        ("executors", ROADS),
        ("term", WATER),
        ("new", "Построить школу в Таразе"),
        ("gone", GAS),
    ]


def test_a_row_put_between_renumbers_nothing() -> None:
    old = [line("1", ROADS), line("2", WATER), line("3", GAS)]
    new = [line("1", ROADS), line("2", "Открыть музей"), line("3", WATER), line("4", GAS)]
    assert kinds(old, new) == [("new", "Открыть музей")]


def test_changed_words_under_the_same_number_are_one_row() -> None:
    assert kinds([line("1", ROADS)], [line("1", "Отремонтировать все дороги области")]) == [
        ("action", "Отремонтировать все дороги области")
    ]


def test_other_words_under_the_same_number_are_another_row() -> None:
    assert kinds([line("1", ROADS)], [line("1", GAS)]) == [("new", GAS), ("gone", ROADS)]


def test_rows_without_numbers_are_found_by_their_words() -> None:
    old, new = [line("", ROADS), line("", WATER)], [line("", WATER + " района"), line("", ROADS)]
    assert kinds(old, new) == [("action", WATER + " района")]


def test_numbers_that_begin_anew_in_each_section() -> None:
    old = [line("1", ROADS, section="А"), line("1", WATER, section="Б")]
    new = [line("1", ROADS, section="А"), line("1", WATER, section="Б", term="2028 год")]
    assert kinds(old, new) == [("term", WATER)]


def test_rows_that_occur_twice_are_paired_in_order() -> None:
    old = [line("1", ROADS, "МТ"), line("1", ROADS, "МЭ")]
    assert kinds(old, [line("1", ROADS, "МТ"), line("1", ROADS, "МФ")]) == [("executors", ROADS)]


def test_money_and_notes_are_compared_by_their_heads() -> None:
    before = Line(1, "1", ROADS, more=(("Расходы", "10"), ("Примечание", "")))
    assert differences([(before, Line(2, "1", ROADS, more=(("Примечание", ""), ("расходы", "10"))))]) == []
    change = differences([(before, Line(3, "1", ROADS, more=(("Расходы", "20"),)))])[0]
    assert (change.kind, change.before, change.after) == (ChangeKind.MORE, "Расходы: 10", "Расходы: 20")


def test_keys_name_a_difference() -> None:
    found = differences([(None, Line(7, "1", ROADS)), (Line(5, "2", GAS), None)])
    assert [each.key for each in found] == ["new-7", "gone-5"]


def test_two_long_plans_of_other_matters_are_compared_quickly() -> None:
    old = [line("", f"Дело {n} об одном") for n in range(400)]
    new = [line("", f"Иное {n} о другом") for n in range(400)]
    assert len(differences(matched(old, new))) == 800


@pytest.mark.parametrize(("text", "same"), [("«МЭ»", '"мэ"'), ("2026 – 2027", "2026 - 2027"), ("Ёлка.", "елка")])
def test_signs_that_say_nothing(text: str, same: str) -> None:
    assert plain(text) == plain(same)


def test_numbers_in_many_spellings() -> None:
    assert {plain_number(text) for text in ("1", "1.", "1)", "№ 1", " 1 ")} == {"1"}


def test_numbering_is_looked_at() -> None:
    lines = [line("1", ROADS), line("2", WATER), line("2.", GAS), line("5", "Иное")]
    assert repeated_numbers(lines) == ["2"]
    assert missing_numbers([lines[0], lines[1], lines[3]]) == ["3", "4"]
    assert missing_numbers([line("1.1", ROADS), line("3", WATER)]) == []
    assert missing_numbers([line("3", ROADS), line("1", WATER)]) == []

"""Tables of minutes in PDF pages: rows and cells by the places of the words."""

import time

import pytest

from app.importing import read_document
from app.importing.pdf_tables import CELL, Piece, with_tables
from tests.importing.made_files import pdf_drawn

BEFORE = (40, 780, "По итогам обсуждения Премьер-министр поручил:")
HEAD = [(42, 760, "№"), (160, 760, "Поручение"), (360, 760, "Исполнитель"), (500, 760, "Срок")]
ROWS = [
    (43, 740, "1"),
    (60, 740, "Завершить ремонт котельных в"),
    (60, 726, "Павлодаре и Экибастузе"),
    (330, 740, "Министерство энергетики,"),
    (330, 726, "акимат Павлодарской области"),
    (480, 740, "до 1 марта"),
    (480, 726, "2027 года"),
    (43, 700, "2"),
    (60, 700, "Выделить 120 млн тенге"),
    (330, 700, "Министерство финансов"),
    (480, 700, "15 апреля"),
]
AFTER = (40, 670, "Контроль возложить на Аппарат Правительства.")
TEXT = "\n\n".join(
    (
        BEFORE[2],
        "№\tПоручение\tИсполнитель\tСрок",
        "1\tЗавершить ремонт котельных в Павлодаре и Экибастузе\tМинистерство энергетики, акимат Павлодарской области\t"
        "до 1 марта 2027 года",
        "2\tВыделить 120 млн тенге\tМинистерство финансов\t15 апреля",
        AFTER[2],
    )
)


def test_rows_and_cells_by_their_places() -> None:
    assert read_document(pdf_drawn([[BEFORE, *HEAD, *ROWS, AFTER]]), "a.pdf").text == TEXT


def test_a_kazakh_head_and_a_head_of_two_lines() -> None:
    head = [
        (42, 770, "Р/с"),
        (160, 770, "Тапсырма"),
        (360, 770, "Жауапты"),
        (358, 758, "орындаушы"),
        (500, 770, "Мерзімі"),
    ]
    text = read_document(pdf_drawn([[(40, 790, BEFORE[2]), *head, *ROWS]]), "a.pdf").text
    assert "Р/с\tТапсырма\tЖауапты орындаушы\tМерзімі" in text and "2\tВыделить 120 млн тенге\tМинистерство" in text


def test_a_table_that_goes_on_over_the_page() -> None:
    text = read_document(pdf_drawn([[BEFORE, *HEAD, *ROWS[:7], (300, 20, "1")], [*ROWS[7:], AFTER]]), "a.pdf").text
    assert text == TEXT


@pytest.mark.parametrize("cut", [4, 7])
def test_a_head_that_a_next_page_repeats_inside_and_between_rows(cut: int) -> None:
    pages = [[BEFORE, *HEAD, *ROWS[:cut]], [*HEAD, *ROWS[cut:], AFTER]]
    text = read_document(pdf_drawn(pages), "a.pdf").text
    assert text == TEXT


def test_a_name_broken_at_its_hyphen_in_a_cell() -> None:
    rows = [*ROWS[:4], (330, 726, "Северо-Казахстанской и Восточно-"), (330, 712, "Казахстанской областей"), *ROWS[5:]]
    text = read_document(pdf_drawn([[BEFORE, *HEAD, *rows, AFTER]]), "a.pdf").text
    assert "Северо-Казахстанской и Восточно-Казахстанской областей" in text


@pytest.mark.parametrize(
    "head",
    [
        [(42, 760, "№"), (160, 760, "Поручение")],
        [(42, 760, "№"), (160, 760, "Область"), (360, 760, "Население"), (500, 760, "Площадь")],
        [(42, 760, "Пункт"), (160, 760, "Поручение"), (360, 760, "Исполнитель"), (500, 760, "Срок")],
    ],
)
def test_what_is_no_table_of_minutes_is_read_as_before(head: list[tuple[int, int, str]]) -> None:
    assert "\t" not in read_document(pdf_drawn([[BEFORE, *head, *ROWS, AFTER]]), "a.pdf").text


def test_pieces_that_do_not_make_up_the_page_change_nothing() -> None:
    pieces = [Piece(float(x), float(y), text) for x, y, text in (*HEAD, *ROWS)]
    plain = "\n".join(piece.text for piece in pieces)
    assert CELL in with_tables([[piece._replace(text=piece.text + "\n") for piece in pieces]], [plain])[0]
    assert with_tables([pieces[:-1]], [plain]) == [plain]


def test_many_heads_and_places_take_time_in_proportion() -> None:
    def seconds(times: int) -> float:
        page = [Piece(float(x), float(y), text) for _ in range(times) for x, y, text in (*HEAD, *ROWS[:1])]
        page += [Piece(60 + index / 7, 5.0, "слово") for index in range(9 * times)]
        started = time.perf_counter()
        with_tables([page], ["".join(piece.text for piece in page)])
        return time.perf_counter() - started

    seconds(20)
    assert min(seconds(2000) for _ in range(3)) < 12 * min(seconds(400) for _ in range(3))

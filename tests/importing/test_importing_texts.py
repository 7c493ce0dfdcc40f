"""Text files and pasted words: kept as they are, but for line ends and invisible characters; language by letters."""

import pytest

from app.importing import MAX_CHARACTERS, ImportRefused, MediaType, read_document, read_pasted

RUSSIAN = "Министерству поручено обновить перечень котельных и доложить."
KAZAKH = "Министрлікке қазандықтардың тізбесін жаңарту және баяндау тапсырылды."


def test_a_text_is_kept_as_it_is() -> None:
    text = "  Заголовок\t\n\n\n«Поручаю»  — сказал\u00a0он…\n"
    imported = read_document(text.encode(), "a.txt")
    assert imported.text == text
    assert imported.media_type is MediaType.TEXT


def test_line_ends_of_other_systems() -> None:
    assert read_document("один\r\nдва\rтри\n".encode(), "a.txt").text == "один\nдва\nтри\n"


def test_marks_that_turn_the_reading_direction_are_taken_out() -> None:
    assert read_pasted("Срок \u202e2026\u202c \u2066мая\u2069\u200f").text == "Срок 2026 мая"


def test_half_characters_and_control_characters_from_a_form() -> None:
    assert read_pasted("Срок \ud800 мая\x00\x07\x85конец").text == "Срок \ufffd мая\nконец"


def test_a_name_decides_nothing_about_a_readable_text() -> None:
    assert read_document(RUSSIAN.encode(), "приказ.docx").media_type is MediaType.TEXT


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (RUSSIAN, "ru"),
        (KAZAKH, "kk"),
        (f"{RUSSIAN}\n\n{KAZAKH}", "mixed"),
        (f"{RUSSIAN} Аким Ұлытауской области Жеңіс Әлімов отчитался о работе за прошедший год перед жителями.", "ru"),
        ("The ministry shall report by May.", "en"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert read_pasted(text).language == language


def test_a_text_without_letters_has_no_language() -> None:
    assert read_pasted("12 345").language is None


@pytest.mark.parametrize("text", ["", " \n\t\r\n", "\ufeff", "…—!\n"])
def test_nothing_to_read(text: str) -> None:
    with pytest.raises(ImportRefused, match="empty"):
        read_pasted(text)
    with pytest.raises(ImportRefused, match="empty"):
        read_document(text.encode(), "a.txt")


def test_five_million_characters_and_one_more() -> None:
    assert len(read_pasted("а" * MAX_CHARACTERS).text) == MAX_CHARACTERS
    for refused_text in (
        lambda: read_pasted("а" * (MAX_CHARACTERS + 1)),
        lambda: read_document(("а" * (MAX_CHARACTERS + 1)).encode("cp1251"), "a.txt"),
        lambda: read_document(("a" * (MAX_CHARACTERS + 1)).encode(), "a.txt"),
    ):
        with pytest.raises(ImportRefused, match="too_much_text"):
            refused_text()

"""Words that people type: what nobody sees is left out, lines stay lines, limits hold."""

import pytest

from app.domain.errors import InvalidInput
from app.services.guard import TEXT_LIMIT, clean_line, written


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Готово  ", "Готово"),
        ("Акт \u202e71 №\u202c от", "Акт 71 № от"),
        ("\u2067справа\u2069 налево\u200f", "справа налево"),
        ("строка\r\nвторая\u2028третья", "строка\nвторая\nтретья"),
        ("звонок\x07 и\x00 ноль\ufeff", "звонок и ноль"),
        ("таб\tостаётся", "таб\tостаётся"),
        ("Құрмет ә", "Құрмет ә"),
    ],
)
def test_what_nobody_sees_is_left_out(typed: str, kept: str) -> None:
    assert written(typed) == kept


@pytest.mark.parametrize("typed", ["", "   ", "\u202e\u200b", "\x00"])
def test_words_that_are_none_are_refused(typed: str) -> None:
    with pytest.raises(InvalidInput, match="text_required"):
        written(typed)
    assert written(typed, required=False) == ""


def test_limits_count_what_is_kept() -> None:
    assert len(written("я" * TEXT_LIMIT + "\u200b" * 10)) == TEXT_LIMIT
    with pytest.raises(InvalidInput, match="text_too_long"):
        written("я" * (TEXT_LIMIT + 1))
    assert clean_line(" две \n строки\u202e ") == "две строки"
    with pytest.raises(InvalidInput, match="text_too_long"):
        clean_line("я" * 11, limit=10)

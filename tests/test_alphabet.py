"""Names in the order of a language's alphabet, wherever the database and the machine would put them."""

import pytest

from app.alphabet import by_alphabet, sort_key


@pytest.mark.parametrize(
    ("locale", "ordered"),
    [
        ("ru", ["Акимат", "Ёлка", "Жамбыл", "Энергетика", "Юстиция"]),
        ("ru", ["Еврей", "Ёж", "Жук"]),
        (
            "kk",
            [
                "Ауыл",
                "Әділет",
                "Ғылым",
                "Комитет",
                "Қаржы",
                "Оқу",
                "Өнеркәсіп",
                "Ұлттық",
                "Үкімет",
                "Ішкі істер",
                "Энергетика",
            ],
        ),
        ("ru", ["Казначейство", "Қаржы", "Ломбард"]),
        ("en", ["agency", "Board", "council", "Étude", "Fund"]),
        ("ru", ["2 отдел", "ITDC", "Отдел"]),
        ("ru", ["Министерство труда", "Министерство финансов", "Министерствовед"]),
    ],
)
def test_names_stand_in_the_order_of_the_alphabet(locale: str, ordered: list[str]) -> None:
    assert by_alphabet(reversed(ordered), str, locale) == ordered


def test_the_order_is_total_whatever_the_characters() -> None:
    names = ["", "«Фонд»", "Фонд", "фонд", "漢", "ß", "\N{COMBINING ACUTE ACCENT}"]
    assert sorted(sorted(names), key=lambda name: sort_key(name, "kk")) == sorted(
        sorted(names, reverse=True), key=lambda name: sort_key(name, "kk")
    )

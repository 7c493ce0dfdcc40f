"""Deputies of akims and ministers: what they order in so many words is an instruction, what they hold to be needed is not."""

import pytest
from reading import instructions

from app.domain.enums import GiverRole


def orders(text: str) -> list[tuple[str, GiverRole | None]]:
    return [(f.owners[0].name if f.owners else "", f.giver.role if f.giver else None) for f in instructions(text)]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Заместитель акима области поручил акимам районов до 1 марта отремонтировать школы.", "Акиматы районов"),
        ("Первый заместитель акима города обязал управление энергетики завершить ремонт.", "Управление энергетики"),
        ("Замакима области дал поручение управлению культуры открыть музей.", "Управление культуры"),
        (
            "Вице-министр энергетики поручил Комитету атомного надзора провести проверку.",
            "Комитет атомного и энергетического надзора и контроля Министерства энергетики",
        ),
        ("Облыс әкімінің орынбасары аудан әкімдеріне мектепті жөндеуді тапсырды.", "Акиматы районов"),
    ],
)
def test_a_deputy_orders_those_below(text: str, owner: str) -> None:
    assert orders(text) == [(owner, GiverRole.OTHER)]


@pytest.mark.parametrize(
    "text",
    [
        "Вице-министр энергетики поручил Министерству финансов выделить средства до 1 марта.",
        "Заместитель акима подчеркнул, что управлению образования необходимо отремонтировать школу.",
        "Заместитель акима сообщил, что аким поручил управлению образования отремонтировать школу.",
        "Бывший министр энергетики поручил комитету провести проверку.",
        "Помощник акима поручил управлению культуры открыть музей.",
        "Облыс әкімінің орынбасары мектепті жөндеу керек екенін айтты.",
    ],
)
def test_a_deputy_binds_nobody_above_and_by_no_view(text: str) -> None:
    assert orders(text) == []

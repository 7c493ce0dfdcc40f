"""What a leader writes himself in a channel, and whom he asks by name: «Министр энергетики, прошу …»."""

from datetime import date

import pytest
from reading import instructions

from app.domain.enums import GiverRole

DAY = date(2026, 11, 2)
POST = "Сегодня прошёл пешком всю набережную. Хорошего много, но есть и над чем работать. "


def owners(text: str, title: str = "") -> list[list[str]]:
    return [[owner.name for owner in found.owners] for found in instructions(text, title, DAY)]


@pytest.mark.parametrize("title", ["Telegram: аким Актау о состоянии пляжей", "Пост акима области в соцсетях"])
@pytest.mark.parametrize(
    "order",
    [
        "Акимы районов, проверьте договоры аренды.",
        "Акимам районов поручаю проверить договоры аренды.",
        "Акимы районов должны проверить договоры аренды до пятницы.",
        "Акимам районов – проверить договоры аренды до пятницы.",
    ],
)
def test_a_leader_orders_in_his_own_channel(title: str, order: str) -> None:
    found = instructions(POST + order, title, DAY)
    assert [f.giver.role for f in found if f.giver] == [GiverRole.AKIM]
    assert found[0].owners


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Министр энергетики, прошу проверить договоры", [["Министерство энергетики"]]),
        ("Министр энергетики, поручаю до 1 мая проверить договоры", [["Министерство энергетики"]]),
        ("Министр энергетики, до 1 мая прошу выделить средства акиматам", [["Министерство энергетики"]]),
        (
            "Министр энергетики, прошу вместе с Минфином выделить средства до 1 мая",
            [["Министерство энергетики", "Министерство финансов"]],
        ),
        ("Министр энергетики доложил, прошу Минфин выделить средства до 1 мая", [["Министерство финансов"]]),
        ("Аким Алматы, вас прошу остаться", []),
    ],
)
def test_who_is_called_is_asked(words: str, expected: list[list[str]]) -> None:
    assert owners(f"Премьер-министр сказал: «{words}».") == expected


@pytest.mark.parametrize(
    "text",
    [
        "Президент сказал: «Падение уровня моря – процесс объективный, но это не повод опускать руки».",
        "Вице-министр провёл совещание. Изменения обсудили, однако с этим решено не торопиться.",
    ],
)
def test_what_orders_nothing(text: str) -> None:
    assert owners(text) == []


def test_a_second_wish_behind_a_dash() -> None:
    text = (
        "Аким области потребовал, чтобы акиматы районов к декабрю сформировали запас, а управление предпринимательства – "
        "каждую неделю публиковало список."
    )
    assert owners(text) == [["Акиматы районов"], ["Управление предпринимательства"]]


def test_a_meeting_of_a_deputy_is_led_by_him() -> None:
    text = (
        "В Министерстве энергетики состоялась встреча вице-министра с руководителями департаментов. Департаменту развития "
        "электроэнергетики поручено до 1 декабря подготовить справку."
    )
    found = instructions(text, day=DAY)
    assert [f.giver.role for f in found if f.giver] == [GiverRole.OTHER]
    assert found[0].owners[0].name.startswith("Департамент развития электроэнергетики")

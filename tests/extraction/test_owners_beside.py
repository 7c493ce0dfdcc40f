"""Bodies that something is due from: in the sentence they come before those that the text names earlier."""

import pytest

from tests.extraction.reading import read

MEETING = "Премьер-министр провёл совещание. Министерству транспорта поручено отремонтировать мосты.\n"


@pytest.mark.parametrize(
    ("sentence", "owners"),
    [
        ("С Минздрава Премьер потребовал укомплектовать пункты до 1 мая.", ["Министерство здравоохранения"]),
        ("От Минкультуры Премьер требует открыть залы до 1 мая.", ["Министерство культуры и информации"]),
        ("На Минкультуры возложено открытие залов до 1 мая.", ["Министерство культуры и информации"]),
        (
            "От Минздрава и МВД Премьер-министр потребовал сверить списки до 1 мая.",
            ["Министерство здравоохранения", "Министерство внутренних дел"],
        ),
        # Behind the act a body belongs to it, and a partner acts with somebody.
        ("Поручено получить от Минфина расчёт до 1 мая.", ["Министерство транспорта"]),
        ("Поручено до 1 мая закупить технику у «Казахтелекома».", ["Министерство транспорта"]),
    ],
)
def test_who_it_is_due_from(sentence: str, owners: list[str]) -> None:
    (_, (found, _)) = read(MEETING + sentence)
    assert found == owners

"""The same instruction in two texts is recognised; a similar one of another day, giver or subject is not."""

from datetime import date

import pytest

from app.domain.sameness import Difference, Version, compare

DAY = date(2026, 3, 2)
PRESS = Version(
    "Премьер-министр поручил Министерству энергетики до 1 октября завершить ремонт котлов Экибастузской ТЭЦ",
    DAY,
    "min_energy",
    date(2026, 10, 1),
    "prime_minister",
)


def changed(**values: object) -> Version:
    return Version(**{**vars(PRESS), **values})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("other", "differences"),
    [
        (changed(text="Министерству энергетики: завершить ремонт котлов Экибастузской ТЭЦ. Срок – до 1 октября"), ()),
        (changed(due_on=date(2026, 11, 1)), (Difference.DATE,)),
        (changed(lead="akimat_pavlodar"), (Difference.LEAD,)),
        (
            changed(
                text="Энергетика министрлігіне Екібастұз ЖЭО қазандықтарын жөндеуді 1 қазанға дейін аяқтау тапсырылды"
            ),
            (),
        ),
    ],
)
def test_the_same_instruction(other: Version, differences: tuple[Difference, ...]) -> None:
    found = compare(PRESS, other)
    assert found is not None
    assert found.differences == differences
    assert compare(other, PRESS) == found


@pytest.mark.parametrize(
    "other",
    [
        changed(text="Министерству энергетики: утвердить график поставки угля населению", due_on=date(2026, 9, 1)),
        changed(issued_on=date(2026, 7, 2)),
        changed(giver_role="president"),
        changed(
            text="Қаржы министрлігіне бюджетті нақтылау туралы заң жобасын енгізу тапсырылды",
            lead="min_finance",
        ),
        changed(text=""),
    ],
)
def test_another_instruction(other: Version) -> None:
    assert compare(PRESS, other) is None

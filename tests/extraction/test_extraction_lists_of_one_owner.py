"""Lists whose header names the owners: its term, the term after the last item, and items that are one sentence."""

from collections.abc import Callable

import pytest

from app.domain.enums import FindingKind
from app.extraction.findings import Finding

Find = Callable[..., list[Finding]]
PM = "Премьер-министр провёл совещание.\n\n"


def rows(find: Find, text: str) -> list[tuple[int, str | None]]:
    """How many acts each instruction of a text of 15 May 2026 has, and its day."""
    found = [f for f in find(text) if f.kind is FindingKind.INSTRUCTION]
    return [(len(f.actions), str(f.deadline.date) if f.deadline and f.deadline.date else None) for f in found]


ONE = [
    ("Министерству энергетики поручено в месячный срок:\n– провести аудит;\n– представить отчёт.", "2026-06-15", 2),
    ("Минфину до 1 июля поручено:\n• сверить счета;\n• закрыть долги;\n• доложить.", "2026-07-01", 3),
    (
        "Премьер-министр поручил акимам:\n– проверить дороги;\n– убрать снег;\n– доложить. Срок – до 1 июля.",
        "2026-07-01",
        3,
    ),
    ("Премьер-министр поручил акимам:\n– проверить дороги;\n– убрать снег.", None, 2),
    (
        "Премьер-министр Энергетика министрлігіне 1 шілдеге дейін тапсырды:\n– аудит жүргізу;\n– есеп беру.",
        "2026-07-01",
        2,
    ),
]


@pytest.mark.parametrize(("text", "day", "acts"), ONE)
def test_lines_of_one_sentence_are_one_instruction_with_several_acts(
    find: Find, text: str, day: str, acts: int
) -> None:
    assert rows(find, PM + text) == [(acts, day)]


def test_lines_say_the_same_as_one_line(find: Find) -> None:
    lines = "Министерству энергетики поручено:\n– провести аудит;\n– представить отчёт."
    (one,) = [f for f in find(PM + lines.replace("\n– ", " ")) if f.kind is FindingKind.INSTRUCTION]
    (several,) = [f for f in find(PM + lines) if f.kind is FindingKind.INSTRUCTION]
    assert [o.name for o in one.owners] == [o.name for o in several.owners]
    assert one.deadline == several.deadline


def test_an_item_with_its_own_term_or_owner_stays_an_instruction(find: Find) -> None:
    items = ("проверить дороги;", "до 1 июня убрать снег;", "Минфину выделить деньги;", "доложить.")
    text = "\n– ".join(("Премьер-министр поручил акимам до 1 июля:", *items))
    days = [day for _, day in rows(find, PM + text)]
    assert days[:2] == ["2026-07-01", "2026-06-01"] and len(days) == 4


def test_sentences_of_a_list_are_instructions_of_their_own(find: Find) -> None:
    text = "Премьер-министр поручил акимам:\n1. Проверить дороги.\n2. Убрать снег. Срок – до 1 июля."
    assert rows(find, PM + text) == [(1, None), (1, "2026-07-01")]


@pytest.mark.parametrize("mark", ["– ", "1) ", "• "])
def test_who_gives_an_item_is_the_giver_of_the_list(find: Find, mark: str) -> None:
    (found,) = find(f"Олжас Бектенов поручил:\n{mark}Минфину до 1 июля выделить средства.")
    assert found.giver is not None and found.giver.rule == "giver.header"

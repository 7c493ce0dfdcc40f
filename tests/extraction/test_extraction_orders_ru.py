"""Russian orders by class, with their false friends: one sentence a line of orders_ru.tsv, each below an opening.

The table has the sentence, the owners and the date of every instruction in it for 12 March 2026; empty: there is none.
"""

from datetime import date
from pathlib import Path

import pytest

from app.domain.enums import FindingKind
from app.extraction import extract
from app.reference import agency_directory, work_calendar

DAY = date(2026, 3, 12)
TABLE = Path(__file__).with_name("orders_ru.tsv")
# Title and opening by the first column.
OPENINGS = {
    "pm": ("", "Премьер-министр Олжас Бектенов провёл заседание Правительства.\n\n"),
    "ak": ("", "Аким Карагандинской области провёл аппаратное совещание.\n\n"),
    "act": (
        "Правительство утвердило дорожную карту",
        "Правительство приняло постановление «О дорожной карте развития музейного дела». Документ устанавливает:\n",
    ),
    "prot": ("Протокол совещания", "ПРОТОКОЛ\nсовещания у Заместителя Премьер-Министра\n\n"),
    "news": ("", "Минувшая неделя в экономике прошла спокойно.\n\n"),
}


def rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("opening", "text", "owners", "dates"), rows())
def test_orders_and_their_false_friends(opening: str, text: str, owners: str, dates: str) -> None:
    title, before = OPENINGS[opening]
    found = extract(before + text.replace("\\n", "\n"), DAY, agency_directory(), work_calendar(), title=title)
    orders = [finding for finding in found if finding.kind is FindingKind.INSTRUCTION]
    terms = [str(f.deadline.date) if f.deadline and f.deadline.date else "-" for f in orders]
    assert ["; ".join(" | ".join(owner.name for owner in f.owners) for f in orders), "; ".join(terms)] == [
        owners,
        dates,
    ]

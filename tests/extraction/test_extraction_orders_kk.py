"""Kazakh orders by class, with their false friends: one text a line of orders_kk.tsv, read as of 15 May 2026.

The table has the owner of the one instruction of a text (empty: there is none), its date («none»: it has none; empty: not
looked at) and the text.
"""

from datetime import date
from pathlib import Path

import pytest

from app.domain.enums import FindingKind
from app.extraction import extract
from app.reference import agency_directory, work_calendar

DAY = date(2026, 5, 15)
TABLE = Path(__file__).with_name("orders_kk.tsv")


def rows() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize(("owner", "day", "text"), rows())
def test_kazakh_orders_and_their_false_friends(owner: str, day: str, text: str) -> None:
    found = extract(text, DAY, agency_directory(), work_calendar())
    orders = [finding for finding in found if finding.kind is FindingKind.INSTRUCTION]
    owners = [[body.code or body.name for body in order.owners] for order in orders]
    assert owners == ([[owner]] if owner else [])
    if day:
        terms = [str(order.deadline.date) if order.deadline and order.deadline.date else "none" for order in orders]
        assert terms == [day]

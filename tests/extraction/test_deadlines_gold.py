"""The lists that others annotated: found through TAPSYRMA_GOLD, never part of the repository."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from app.extraction.deadlines import read_deadline
from app.reference import work_calendar

PUBLISHED = date(2026, 1, 16)
# Kept unread until the final measurement.
HELD_OUT = ("0", "5")
RIGHT_OF_60 = 57


@pytest.fixture
def gold() -> Path:
    """Folder of the annotated lists."""
    folder = os.environ.get("TAPSYRMA_GOLD")
    if not folder:
        pytest.skip("TAPSYRMA_GOLD is not set: the annotated lists are not part of the repository")
    return Path(folder)


def day_of(words: str, published: date) -> str | None:
    """The date in ISO, or None."""
    found = read_deadline(words, published, work_calendar())
    return found.date.isoformat() if found and found.date else None


def test_expressions_of_the_list(gold: Path) -> None:
    lines = (gold / "deadlines.tsv").read_text(encoding="utf8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    right = [words for words, expected in rows if (day_of(words, PUBLISHED) or "-") == expected]
    invented = [words for words, expected in rows if expected == "-" and day_of(words, PUBLISHED)]
    assert len(right) >= RIGHT_OF_60, {words for words, _ in rows} - set(right)
    assert invented == []


def test_expressions_of_the_practice_corpus(gold: Path) -> None:
    lines = (gold / "practice" / "documents.jsonl").read_text(encoding="utf8").splitlines()
    published = {row["id"]: date.fromisoformat(row["published"]) for row in map(json.loads, lines)}
    held_out = tuple(f'{{"doc": "{name}"' for name in published if name.endswith(HELD_OUT))
    lines = (gold / "practice" / "gold.jsonl").read_text(encoding="utf8").splitlines()
    rows = [json.loads(line) for line in lines if not line.startswith(held_out)]
    rows = [row for row in rows if row["deadline_text"]]
    right = [row for row in rows if day_of(row["deadline_text"], published[row["doc"]]) == row["deadline"]]
    assert len(right) >= 0.97 * len(rows)

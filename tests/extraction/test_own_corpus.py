"""The repository's own corpus: figures do not fall below what was reached (docs/extraction.md has them)."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.extraction import extract
from app.extraction.record import to_record
from app.reference import agency_directory, work_calendar
from benchmarks.scoring import figures

CORPUS = Path(__file__).parents[1] / "corpus"
# Shares that may not be undercut; `deadline invented` is a ceiling.
FLOORS = {
    "ru": {"detection precision": 0.94, "detection F1": 0.93, "lead owner right": 0.95, "deadline right": 0.92},
    "kk": {"detection precision": 0.89, "detection F1": 0.91, "lead owner right": 0.95, "deadline right": 0.95},
}


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (CORPUS / name).read_text(encoding="utf8").splitlines()]


@pytest.fixture(scope="module")
def found() -> list[dict[str, Any]]:
    records = []
    for document in rows("documents.jsonl"):
        day = date.fromisoformat(document["published"])
        directory = agency_directory().on(day)
        for finding in extract(document["text"], day, directory, work_calendar(), title=document["title"]):
            records.append(to_record(finding, document["id"]))
    return records


@pytest.mark.parametrize("language", FLOORS)
def test_figures_hold(found: list[dict[str, Any]], language: str) -> None:
    gold = [row for row in rows("gold.jsonl") if f"-{language}-" in row["doc"]]
    reached = figures(gold, [row for row in found if f"-{language}-" in row["doc"]])
    assert {name: reached[name] for name, floor in FLOORS[language].items() if reached[name] < floor} == {}
    assert reached["deadline invented"] <= 0.03


def test_annotation_stands_in_the_texts() -> None:
    texts = {document["id"]: document["text"] for document in rows("documents.jsonl")}
    assert len(texts) >= 40
    for row in rows("gold.jsonl"):
        assert texts[row["doc"]][row["start"] : row["end"]] == row["quote"]


def test_what_a_foreign_leader_orders_never_reaches_the_register(found: list[dict[str, Any]]) -> None:
    foreign = [row for row in rows("gold.jsonl") if row["kind"] == "foreign"]
    for row in foreign:
        overlapping = [
            each
            for each in found
            if each["doc"] == row["doc"] and each["start"] < row["end"] and each["end"] > row["start"]
        ]
        assert all(each["kind"] != "instruction" for each in overlapping), row["quote"]

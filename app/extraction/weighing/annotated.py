"""Sentences of annotated texts as examples to learn from. The format is that of the corpora (docs/extraction.md)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from app.domain.calendar import WorkCalendar
from app.domain.directory import AgencyDirectory
from app.extraction.text.context import Document, document
from app.extraction.weighing.learning import Example
from app.extraction.weighing.signals import language_of, signals

Row = Mapping[str, Any]
# A text of so many sentences shows how orders stand among others; a sentence made to try one thing counts a fifth.
_WHOLE, _ALONE = 4, 0.2


def examples_of(
    documents: Sequence[Row], gold: Sequence[Row], directory: AgencyDirectory, calendar: WorkCalendar
) -> Iterator[tuple[str, Example]]:
    """(language, example) of every sentence that can be told: disputed ones (`must` false) teach nothing."""
    by_document = defaultdict(list)
    for row in gold:
        by_document[row["doc"]].append(row)
    for row in documents:
        text = document(row["text"], date.fromisoformat(row["published"]), directory, calendar, row.get("title") or "")
        yield from _of_text(text, [r for r in by_document[row["id"]] if r["kind"] == "instruction" or not _settled(r)])


def _of_text(text: Document, gold: list[Row]) -> Iterator[tuple[str, Example]]:
    units = [unit for number in range(len(text.paragraphs)) for unit in text.units(number)]
    weight = 1.0 if len(units) >= _WHOLE else _ALONE
    for unit in units:
        instruction = _label(*text.folded.span(unit.start, unit.end), gold)
        if instruction is not None:
            language = language_of(text, unit)
            yield language, Example(frozenset(signals(text, unit, language)), instruction, weight)


def _label(start: int, end: int, gold: list[Row]) -> bool | None:
    """Whether the directive word of an instruction stands in a stretch; None where that is disputed or comes later.

    A disputed row leaves all of its words unsettled, of whatever kind it is.
    """
    label: bool | None = False
    for row in gold:
        if row["start"] >= end or start >= row["end"]:
            continue
        if not _settled(row):
            label = None
            continue
        trigger = row["quote"].find(row["trigger"]) if row.get("trigger") else 0
        place = row["start"] + max(0, trigger)
        if start <= place < end:
            return True
        if end <= place:
            label = None
    return label


def _settled(row: Row) -> bool:
    return bool(row.get("must", True))

"""Tables of deadline expressions: what date or recurrence follows from each, alone and inside of a sentence."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.enums import Bound
from app.extraction.deadlines import Deadline, find_deadlines, read_deadline
from app.reference import work_calendar

HERE = Path(__file__).parent
CARRIERS = {"ru": "Акимату поручено {} представить отчёт.", "kk": "Әкімдік {} есеп берсін."}
PUBLISHED = date(2026, 1, 16)


def rows(name: str) -> list[list[str]]:
    """Fields of every line of a table beside this file."""
    lines = (HERE / name).read_text(encoding="utf8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def answer(found: Deadline | None) -> str:
    """Date, recurrence, or a dash."""
    if found is None:
        return "nothing"
    return found.date.isoformat() if found.date else str(found.recurrence or "-")


@pytest.mark.parametrize(("words", "expected", "published"), rows("deadlines_ru.tsv") + rows("deadlines_kk.tsv"))
def test_words_give_a_date_or_a_series(words: str, expected: str, published: str) -> None:
    found = read_deadline(words, date.fromisoformat(published), work_calendar())
    assert answer(found) == expected
    assert found is not None
    # Of an event that no calendar fixes only its own words are marked, not all that depends on it.
    assert found.text.strip(" .") == words.strip(" .") or (expected == "-" and found.text in words)


@pytest.mark.parametrize(
    ("language", "words", "expected", "published"),
    [(lang, *row) for lang in CARRIERS for row in rows(f"deadlines_{lang}.tsv")],
)
def test_words_are_found_inside_a_sentence(language: str, words: str, expected: str, published: str) -> None:
    sentence = CARRIERS[language].format(words)
    day = date.fromisoformat(published)
    alone = read_deadline(words, day, work_calendar())
    found = find_deadlines(sentence, day, work_calendar())
    assert alone is not None
    if expected == "-":
        assert [answer(d) for d in found] == ["-"]
    else:
        assert (alone.text.rstrip("."), expected) in {(d.text.rstrip("."), answer(d)) for d in found}


@pytest.mark.parametrize(("words", "expected"), rows("deadlines_none.tsv"))
def test_urgency_gives_no_date_and_numbers_are_no_terms(words: str, expected: str) -> None:
    found = find_deadlines(words, PUBLISHED, work_calendar())
    if expected == "nothing":
        assert found == []
        return
    assert [(d.text, d.date, d.vague, d.bound, d.basis) for d in found] == [(words, None, True, Bound.NONE, "none")]
    assert found[0].steps[-1].code == "none.vague"

"""What holds for any text: nothing raises, offsets give the words, typography does not matter."""

import re
import unicodedata
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from app.extraction.deadlines import Deadline, find_deadlines, read_deadline
from app.extraction.deadlines.forms import lexicon
from app.reference import work_calendar

PUBLISHED = date(2026, 1, 16)
TABLES = [Path(__file__).parent / f"deadlines_{language}.tsv" for language in ("ru", "kk")]
LINES = [line for table in TABLES for line in table.read_text(encoding="utf8").splitlines()]
EXPRESSIONS = [line.split("\t")[0] for line in LINES if not line.startswith("#")]
WORDS = [
    *sorted(lexicon()),
    *"0123456789-.,–()«»:;/",
    "2026",
    "31",
    "9999",
    "2026-02-31",
    "31.02.2026",
    "99.99.9999",
    "числа",
]
GLUES = [" ", " ", "  ", "\u00a0", "\n", ""]
REPEATED = [
    "до 1 ",
    "а",
    "в ",
    "1-",
    "не позднее ",
    "первой ",
    "конца ",
    "мая и ",
    "\n ",
    "(",
    "до\u00a0конца ",
    "үш ай ",
]
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


def facts(found: Deadline | None) -> tuple[object, ...]:
    """What an expression means, without its place and its spelling."""
    return (found.date, found.start_date, found.bound, found.recurrence, found.rule) if found else ()


@given(text=st.text(max_size=300), published=DAYS)
def test_any_text_is_read_without_an_error(text: str, published: date) -> None:
    for found in find_deadlines(text, published, work_calendar()):
        assert text[found.start : found.end] == found.text
    read_deadline(text, published, work_calendar())


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(words=st.lists(st.sampled_from(WORDS), max_size=14), glue=st.sampled_from(GLUES), published=DAYS)
def test_any_heap_of_words_of_time_is_read_in_order(words: list[str], glue: str, published: date) -> None:
    text = glue.join(words)
    found = find_deadlines(text, published, work_calendar())
    assert all(text[d.start : d.end] == d.text for d in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(d.steps[-1].code.startswith("none.") for d in found if d.date is None)


@given(st.sampled_from(EXPRESSIONS), st.sampled_from(["\u00a0", "  ", "\u2009", "\u202f", "\n", "\t"]))
def test_kind_of_space_does_not_matter(words: str, space: str) -> None:
    varied = re.sub(" +", space, words)  # a blank line would part two paragraphs
    assert facts(read_deadline(varied, PUBLISHED, work_calendar())) == facts(
        read_deadline(words, PUBLISHED, work_calendar())
    )


@given(st.sampled_from(EXPRESSIONS), st.sampled_from("-–—‑−"))
def test_kind_of_dash_does_not_matter(words: str, dash: str) -> None:
    varied = re.sub("[-–—]", dash, words)
    assert facts(read_deadline(varied, PUBLISHED, work_calendar())) == facts(
        read_deadline(words, PUBLISHED, work_calendar())
    )


@given(st.sampled_from(EXPRESSIONS), st.sampled_from([str.upper, str.capitalize, lambda w: w.replace("ё", "е")]))
def test_case_and_yo_do_not_matter(words: str, change: object) -> None:
    varied = change(words)  # type: ignore[operator]
    assume(len(varied) == len(words))
    assert facts(read_deadline(varied, PUBLISHED, work_calendar())) == facts(
        read_deadline(words, PUBLISHED, work_calendar())
    )


@given(st.sampled_from(EXPRESSIONS))
def test_latin_lookalikes_decomposed_letters_and_soft_hyphens_do_not_matter(words: str) -> None:
    expected = facts(read_deadline(words, PUBLISHED, work_calendar()))
    latin = words.translate(str.maketrans("аеорсух", "aeopcyx"))
    soft = re.sub(r"([^\W\d_]{3})([^\W\d_]{2})", "\\1\u00ad\\2", words)
    for varied in (latin, unicodedata.normalize("NFD", words), soft):
        found = read_deadline(varied, PUBLISHED, work_calendar())
        assert facts(found) == expected
        assert found is None or varied[found.start : found.end] == found.text


def test_an_expression_may_break_off_anywhere() -> None:
    for words in EXPRESSIONS:
        pieces = words.split()
        for size in range(1, len(pieces) + 1):
            for tail in ("", " -", " –", " и", ",", " (", " до", " по", " «"):
                text = " ".join(pieces[:size]) + tail
                assert all(text[d.start : d.end] == d.text for d in find_deadlines(text, PUBLISHED, work_calendar()))


def test_the_same_text_gives_the_same_answer_twice() -> None:
    text = ". ".join(EXPRESSIONS)
    assert find_deadlines(text, PUBLISHED, work_calendar()) == find_deadlines(text, PUBLISHED, work_calendar())


@pytest.mark.parametrize("piece", REPEATED)
def test_adversarial_texts_are_read(piece: str) -> None:
    text = piece * (20_000 // len(piece))
    assert all(text[d.start : d.end] == d.text for d in find_deadlines(text, PUBLISHED, work_calendar()))


def test_five_megabytes_in_one_word_are_read() -> None:
    assert find_deadlines("до1мая" + "я" * 5_000_000, PUBLISHED, work_calendar()) == []


# Which one («наступающий», «прошлый», «келесі») beside what (a day, a week, a year): many such pairs mean nothing.
REFERRING = [word for word, entry in lexicon().items() if "ref" in entry or "k_ref" in entry]
MEASURES = [word for word, entry in lexicon().items() if "unit" in entry or "k_unit" in entry]


@pytest.mark.parametrize("before", ["", "до ", "с "])
def test_every_reference_beside_every_unit_is_read_with_its_words(before: str) -> None:
    for which in REFERRING[::6]:
        for what in MEASURES[::9]:
            text = f"{before}{which} {what}"
            assert all(
                text[found.start : found.end] == found.text
                for found in find_deadlines(text, PUBLISHED, work_calendar())
            )


def test_a_coming_day_without_a_date_has_none() -> None:
    assert all(found.date is None for found in find_deadlines("с наступающим днём", PUBLISHED, work_calendar()))

"""What holds for any text: offsets give the words, nothing raises, typography changes nothing.

How time grows with length is measured by hand, in benchmarks/linearity.py.
"""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.extraction import extract
from app.extraction.findings import Finding
from app.extraction.record import to_record
from app.extraction.words.folding import fold
from app.reference import agency_directory, work_calendar

ROOT = Path(__file__).resolve().parents[2]
PUBLISHED = date(2026, 5, 15)
PIECES = [
    "Премьер-министр", "Президент", "поручил", "поручено", "Минфину", "акимату области", "должен", "необходимо", "обеспечить",
    "до 1 июня", "ежемесячно", "«", "»", '"', "–", "-", ":", ",", ".", "\n", "сказал", "если", "не", "Үкіметке", "тапсырды",
    "әкімдер", "есеп берсін", "деді", "планируется", "завершить", "в 2027 году", "ё", "\u00a0", "\u00ad", "е\u0308", "İ",
    "1)", "(", ")", "срок", "совместно с", "МВД", "эксперт", "считает", "что", "он", "им",
]  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
)
SAMPLE = (
    "Премьер-министр провёл совещание – второе за неделю. Министерству энергетики поручено до 1 июня завершить ремонт ещё "
    "трёх блоков, а акимату Актюбинской области – ежемесячно докладывать.\n«Минфин, найдите деньги до конца года», – сказал он. "
    "Строительство начнётся в сентябре."
)


def run(text: str, refused: bool = False) -> list[Finding]:
    return extract(text, PUBLISHED, agency_directory(), work_calendar(), refused=refused)


def assert_offsets(text: str, findings: list[Finding]) -> None:
    for finding in findings:
        assert text[finding.start : finding.end] == finding.quote
        for part in (finding.trigger, finding.deadline, finding.limit, *finding.owners, *finding.actions):
            assert part is None or text[part.start : part.end] == part.text
        json.dumps(to_record(finding, "x"), ensure_ascii=False)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS)
def test_any_text_is_taken_and_offsets_give_the_words(text: str) -> None:
    assert_offsets(text, run(text, refused=True))


OPENINGS = ("", "Премьер-министр поручил:\n– ", "Аким области поручил:\n", "– ", "Премьер-министр тапсырды:\n– ")
PARAGRAPHS = [
    line
    for row in (ROOT / "tests/corpus/documents.jsonl").read_text(encoding="utf8").splitlines()
    for line in json.loads(row)["text"].splitlines()
    if line
]


@settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(OPENINGS), st.sampled_from(PARAGRAPHS), st.data())
def test_any_stretch_of_words_is_taken(opening: str, paragraph: str, data: st.DataObject) -> None:
    """«– Минфину – неделя»: a line may end in a term, an office, a verb, where rules look at what follows."""
    words = paragraph.split()
    first = data.draw(st.integers(0, len(words) - 1))
    text = opening + " ".join(words[first : data.draw(st.integers(first + 1, len(words)))])
    assert_offsets(text, run(text, refused=True))


@pytest.mark.parametrize(
    "text",
    ["Премьер-министр поручил:\n– Минфину – неделя", "Облыс әкімінің міндетін", "Минфин, \U00017000те до 1 мая."],
)
def test_lines_that_end_where_more_was_awaited_are_taken(text: str) -> None:
    assert_offsets(text, run(text, refused=True))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_folding_keeps_places(text: str) -> None:
    folded = fold(text)
    assert len(folded.low) == len(folded.text)
    if folded.text:
        start, end = folded.span(0, len(folded.text))
        assert 0 <= start < end <= len(text)


def summary(findings: list[Finding]) -> list[tuple]:
    return [
        (
            f.kind,
            f.rule,
            f.giver and f.giver.role,
            [(o.code, o.role) for o in f.owners],
            f.deadline and f.deadline.date,
            f.recurrence,
        )
        for f in findings
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("–", "—"),
        (" – ", " - "),
        ("«", "“"),
        ("ё", "е"),
        (" ", "\u00a0"),
        (" ", "  "),
        ("\n", "\r\n\r\n"),
        ("и", "и\u00ad"),
        ("а", "a"),
    ],
)
def test_typography_changes_nothing(old: str, new: str) -> None:
    variant = SAMPLE.replace(old, new)
    if new == "“":
        variant = variant.replace("»", "”")
    assert summary(run(variant)) == summary(run(SAMPLE))
    assert_offsets(variant, run(variant))


def test_the_same_findings_with_any_hash_seed() -> None:
    code = (
        "import json, sys; from datetime import date; from app.extraction import extract\n"
        "from app.extraction.record import to_record; from app.reference import agency_directory, work_calendar\n"
        "found = extract(sys.argv[1], date(2026, 5, 15), agency_directory(), work_calendar(), refused=True)\n"
        "print(json.dumps([to_record(finding, 'x') for finding in found]))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, SAMPLE],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(outputs) == 1 and len(json.loads(outputs.pop())) >= 4


@pytest.mark.parametrize(
    "piece",
    [
        "а",
        "поручил ",
        "«",
        "– ",
        "МВД, ",
        "облысы мен ",
        "aа",
        "е\u0301",
        SAMPLE.replace("\n", " ") + " ",
        "1)",
        "если ",
    ],
)
def test_adversarial_texts_are_taken(piece: str) -> None:
    text = piece * (10_000 // len(piece))
    assert_offsets(text, run(text))


def test_importing_loads_neither_flask_nor_sqlalchemy_nor_the_dictionary() -> None:
    code = "import sys, app.extraction; print([m for m in ('flask', 'sqlalchemy', 'pymorphy3', 'razdel') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
    code = "import sys, app.extraction.assembly; print([m for m in ('flask', 'sqlalchemy') if m in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )

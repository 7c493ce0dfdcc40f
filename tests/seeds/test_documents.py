"""The retold texts and their annotation: as true as the sources, and in words of their own.

Three claims are held here: the annotation of the retellings says what the annotation of the source texts says; no run
of the sources' words stands in a file of the repository; extraction finds all of it, and every item of the training
minutes. The source texts and their annotation are not part of the repository; TAPSYRMA_GOLD names the folder of
seeds.gold.jsonl, with the texts in the folder `seeds` beside it.
"""

import csv
import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.domain.directory import Agency, AgencyDirectory
from app.domain.enums import Badge
from app.extraction import extract
from app.extraction.record import to_record
from app.reference import agency_directory, work_calendar

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ROOT / "seeds" / "documents"
SAMPLE_AGENCIES = ROOT / "seeds" / "demo" / "agencies.tsv"
PROJECTS = ROOT / "seeds" / "reference" / "projects.tsv"
TRAINING = "2026-03-02-training-minutes.txt"
RETELLINGS = ("2025-12-25-zhambyl-interview.txt", "2026-01-16-alatau-visit.txt")
RUN = 6  # words of a source in a row that nobody may repeat
RUN_OF_A_NAME = 12  # the same inside the name of a body
COMPARED = ("published", "kind", "issuer_role", "owners", "owner_basis", "deadline", "recurrence", "limit", "must")

Row = dict[str, Any]


def annotation(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf8").splitlines() if line.strip()]


def of(rows: Iterable[Row], doc: str, kind: str) -> list[Row]:
    return [row for row in rows if row["doc"] == doc and row["kind"] == kind]


def text_of(doc: str) -> str:
    return (DOCUMENTS / doc).read_text(encoding="utf8")


def table(path: Path) -> list[dict[str, str]]:
    lines = path.read_text(encoding="utf8").splitlines()
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


RETOLD = annotation(DOCUMENTS / "gold.jsonl")
TRAINED = annotation(DOCUMENTS / "training.gold.jsonl")


@pytest.fixture(scope="module")
def gold_folder() -> Path:
    """The folder that holds seeds.gold.jsonl."""
    named = os.environ.get("TAPSYRMA_GOLD")
    if not named:
        pytest.skip("TAPSYRMA_GOLD is not set: the source texts and their annotation are not in the repository")
    return Path(named)


# --- the annotation ---------------------------------------------------------------------------------------------------


def test_the_annotation_says_what_the_annotation_of_the_sources_says(gold_folder: Path) -> None:
    def facts(rows: list[Row]) -> dict[str, Row]:
        return {row["id"]: {field: row.get(field) for field in COMPARED} for row in rows if row["kind"] != "none"}

    source = facts(annotation(gold_folder / "seeds.gold.jsonl"))
    assert source
    assert facts(RETOLD) == source


def test_every_false_friend_of_the_sources_is_retold_too(gold_folder: Path) -> None:
    def by_day(rows: list[Row]) -> list[tuple[str, str]]:
        return sorted((row["published"], row["note"]) for row in rows if row["kind"] == "none")

    friends = by_day(annotation(gold_folder / "seeds.gold.jsonl"))
    assert friends
    assert [friend for friend in friends if friend not in by_day(RETOLD)] == []


@pytest.mark.parametrize("row", RETOLD + TRAINED, ids=lambda row: row.get("id") or f"{row['doc']}:{row['start']}")
def test_offsets_give_the_words_that_are_quoted(row: Row) -> None:
    text = text_of(row["doc"])
    assert text[row["start"] : row["end"]] == row["quote"]
    assert (row.get("trigger") or "") in row["quote"]
    assert (row.get("deadline_text") or "") in text[row["start"] : row["end"] + 100]
    assert (row.get("limit_text") or "") in text


@pytest.mark.parametrize("doc", [*RETELLINGS, TRAINING])
def test_the_first_line_gives_the_date_and_says_what_the_text_is(doc: str) -> None:
    first = text_of(doc).splitlines()[0]
    assert first.startswith(f"date {doc[:10]} ")
    if doc == TRAINING:
        assert "Учебный пример" in first
    else:
        assert "Пересказ" in first and "не цитируются" in first


# --- words of their own -----------------------------------------------------------------------------------------------


def words(text: str) -> list[str]:
    return re.findall(r"[\w%]+", text.lower().replace("ё", "е"))


def grams(row: list[str]) -> set[tuple[str, ...]]:
    return {tuple(row[at : at + RUN]) for at in range(len(row) - RUN + 1)}


def common_runs(row: list[str], known: set[tuple[str, ...]]) -> Iterator[list[str]]:
    """The longest stretches of `row` of which every six words in a row are known."""
    start = None
    for at in range(len(row) - RUN + 2):
        if tuple(row[at : at + RUN]) in known:
            start = at if start is None else start
        elif start is not None:
            yield row[start : at + RUN - 1]
            start = None


def stems(row: list[str]) -> str:
    """Words without their endings, so that a name is recognised in every case."""
    return " ".join(word[:4] for word in row) + " "


def files_of_the_checkout() -> list[Path]:
    """Everything that git tracks here, or would once it is added."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("not a git checkout: there is no list of tracked files")
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_no_run_of_the_sources_words_stands_in_the_repository(gold_folder: Path) -> None:
    sources = sorted((gold_folder.parent / "seeds").glob("*.txt"))
    known = set().union(*(grams(words(path.read_text(encoding="utf8"))) for path in sources))
    assert known, "no source texts beside the gold folder"
    bodies = [stems(words(name)) for body in agency_directory().agencies for name in (body.ru, *body.aliases_ru)]
    found = []
    for path in files_of_the_checkout():
        for run in common_runs(words(path.read_bytes().decode("utf8", errors="replace")), known):
            if len(run) >= RUN_OF_A_NAME or not any(stems(run) in name for name in bodies):
                found.append(f"{path.relative_to(ROOT)}: {' '.join(run)}")
    assert not found


def test_a_planted_run_is_seen() -> None:
    known, run = grams(words("один два три четыре пять шесть семь восемь")), "два три четыре пять шесть семь"
    assert list(common_runs(words("Так: два, три – четыре; пять шесть семь!"), known)) == [words(run)]
    assert list(common_runs(words(f"{run} восемь девять {run}"), known)) == [words(f"{run} восемь"), words(run)]
    assert list(common_runs(words("два три четыре пять шесть и семь"), known)) == []


# --- extraction -------------------------------------------------------------------------------------------------------


def sample_agencies() -> list[Agency]:
    return [
        Agency(
            code=row["code"],
            kind=row["kind"],
            parent=row["parent"] or None,
            region=row["region"] or None,
            ru=row["ru"],
            kk=row["kk"],
            en=row["en"],
            head_ru=row["head_ru"],
            head_kk=row["head_kk"],
            subordinate=row["subordinate"] == "yes",
            source=row["source"],
            badge=Badge(row["badge"]),
        )
        for row in table(SAMPLE_AGENCIES)
    ]


@pytest.fixture(scope="module")
def found() -> dict[str, list[Row]]:
    """Findings of each document, as `tapsyrma extract --format jsonl` prints them."""
    real = agency_directory()
    everybody = AgencyDirectory.of((*real.agencies, *sample_agencies()), real.regions)
    return {
        doc: [
            to_record(finding, doc)
            for finding in extract(text_of(doc), date.fromisoformat(doc[:10]), directory, work_calendar())
        ]
        for doc, directory in {**dict.fromkeys(RETELLINGS, real), TRAINING: everybody}.items()
    }


def shared(a: Row, b: Row) -> int:
    """Characters that two things with start and end share."""
    return max(0, min(a["end"], b["end"]) - max(a["start"], b["start"]))


def trigger_of(row: Row) -> Row | None:
    if not row.get("trigger"):
        return None
    start = row["start"] + row["quote"].index(row["trigger"])
    return {"start": start, "end": start + len(row["trigger"])}


def fit(row: Row, finding: Row) -> float:
    """How well a finding fits an annotated row, 0 = not at all: the trigger decides, then the span."""
    both = shared(row, finding)
    likeness = both / (row["end"] - row["start"] + finding["end"] - finding["start"] - both)
    wanted, got = trigger_of(row), finding.get("trigger")
    if wanted and got and shared(wanted, got):
        return 1 + likeness
    return likeness if both >= 0.5 * min(row["end"] - row["start"], finding["end"] - finding["start"]) else 0


def matched(rows: list[Row], findings: list[Row]) -> dict[int, int]:
    """One finding for one row, the best pairs first: index of the row -> index of the finding."""
    pairs = sorted(((fit(r, f), i, j) for i, r in enumerate(rows) for j, f in enumerate(findings)), reverse=True)
    taken: dict[int, int] = {}
    for score, i, j in pairs:
        if score > 0 and i not in taken and j not in taken.values():
            taken[i] = j
    return taken


def said(row: Row) -> Row:
    """What an annotated row says, in the shape of `printed`; a text may name no owner, then none is asked for."""
    return {
        "owners": row["owners"][:1] + sorted(row["owners"][1:]),
        "deadline": row["deadline"],
        "giver": row["issuer_role"],
        "recurrence": row["recurrence"],
        "limit": row.get("limit"),
    }


def printed(finding: Row, row: Row) -> Row:
    names = [owner["name"] for owner in finding["owners"]] if row["owners"] else []
    return {
        "owners": names[:1] + sorted(names[1:]),
        "deadline": (finding["deadline"] or {}).get("date"),
        "giver": (finding["giver"] or {}).get("role"),
        "recurrence": finding["recurrence"],
        "limit": (finding["limit"] or {}).get("date"),
    }


@pytest.mark.parametrize("doc", [*RETELLINGS, TRAINING])
def test_every_instruction_is_found_and_no_other(doc: str, found: dict[str, list[Row]]) -> None:
    rows, findings = of(RETOLD + TRAINED, doc, "instruction"), of(found[doc], doc, "instruction")
    pairs = matched(rows, findings)
    missed = [row["quote"] for i, row in enumerate(rows) if i not in pairs and row["must"]]
    invented = [finding["quote"] for j, finding in enumerate(findings) if j not in pairs.values()]
    assert (missed, invented) == ([], [])
    must = [(row, findings[pairs[i]]) for i, row in enumerate(rows) if row["must"]]
    assert {row["id"]: printed(finding, row) for row, finding in must} == {row["id"]: said(row) for row, _ in must}


@pytest.mark.parametrize("doc", RETELLINGS)
def test_every_milestone_is_found_with_its_date_and_no_other(doc: str, found: dict[str, list[Row]]) -> None:
    rows, findings = of(RETOLD, doc, "milestone"), of(found[doc], doc, "milestone")
    pairs = matched(rows, findings)
    dates = {row["id"]: (findings[pairs[i]]["deadline"] or {}).get("date") for i, row in enumerate(rows) if i in pairs}
    assert dates == {row["id"]: row["deadline"] for row in rows}
    series = {row["id"]: findings[pairs[i]]["recurrence"] for i, row in enumerate(rows)}
    assert series == {row["id"]: row["recurrence"] for row in rows}
    assert [finding["quote"] for j, finding in enumerate(findings) if j not in pairs.values()] == []


@pytest.mark.parametrize("doc", RETELLINGS)
@pytest.mark.parametrize("kind", ["reference", "goal"])
def test_references_and_goals_are_found(doc: str, kind: str, found: dict[str, list[Row]]) -> None:
    rows, findings = of(RETOLD, doc, kind), of(found[doc], doc, kind)
    pairs = matched(rows, findings)
    assert [row["id"] for i, row in enumerate(rows) if i not in pairs] == []
    for i, row in enumerate(rows):
        assert (findings[pairs[i]]["giver"] or {}).get("role") == row["issuer_role"]
        assert (findings[pairs[i]]["deadline"] or {}).get("date") == row["deadline"]


@pytest.mark.parametrize(
    ("doc", "evidence"), [(RETELLINGS[0], "secondary"), (RETELLINGS[1], "primary"), (TRAINING, "primary")]
)
def test_only_the_interview_is_a_secondary_source(doc: str, evidence: str, found: dict[str, list[Row]]) -> None:
    assert {finding["evidence"] for finding in found[doc]} == {evidence}


# --- the tables beside the texts --------------------------------------------------------------------------------------


def test_the_training_minutes_fill_the_lists_of_the_demo() -> None:
    assert len(TRAINED) >= 42
    assert len({row["owners"][0] for row in TRAINED}) >= 6
    assert {row["recurrence"] for row in TRAINED} >= {None, "monthly", "quarterly", "half_yearly", "standing"}
    assert {name for row in TRAINED for name in row["owners"]} == {agency.ru for agency in sample_agencies()}


def test_sample_agencies_cannot_be_taken_for_real_ones() -> None:
    samples, real = sample_agencies(), agency_directory().by_code
    for agency in samples:
        assert agency.code.startswith("sample_") and agency.code not in real
        assert agency.ru.startswith("Учебный ") or agency.ru.startswith("Учебное ")
        assert agency.badge is Badge.UNVERIFIED
        assert agency.parent is None or agency.parent in real or agency.parent in {other.code for other in samples}
    assert [agency.code for agency in samples if not agency.subordinate] == ["sample_fund"]


def test_projects_name_places_and_bodies_that_exist() -> None:
    directory, projects = agency_directory(), table(PROJECTS)
    for project in projects:
        assert project["badge"] == "policy" and not project["source"]
        bodies = [code for code in project["monitoring"].split("|") if code]
        assert all(code in directory.by_code for code in bodies)
        if project["place"]:
            assert directory.region_by_code[project["place"]].akimat in bodies
        else:
            assert not bodies and project["note"]
    names = [name for project in projects for name in (project["name"], *filter(None, project["aliases"].split("|")))]
    assert len(names) == len(set(names))

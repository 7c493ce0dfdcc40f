"""Every rule and every veto has a name in plain words, so that the reviewer's page can say why."""

import ast
import re
from datetime import date
from pathlib import Path

import pytest

from app.explanations import DIRECTIVE_NAMES, RULE_NAMES, VETO_NAMES
from app.extraction import extract
from app.extraction.findings import Finding
from app.extraction.lexicon import vetoes
from app.extraction.lexicon.frames_kk import FRAMES_KK
from app.extraction.lexicon.frames_ru import FRAMES_RU
from app.reference import agency_directory, work_calendar

ROOT = Path(__file__).resolve().parents[2]
TEXTS = sorted((ROOT / "seeds" / "documents").glob("*.txt"))
ID = re.compile(r"(?:giver|owner|milestone|goal|reference|veto)\.[a-z_]+")


def ids_of(finding: Finding) -> set[str]:
    """Every id that a finding shows to a reader."""
    found = {finding.rule}
    for part in (finding.giver, finding.deadline, finding.limit, *finding.owners):
        if part is not None:
            found.add(part.rule)
    return found


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_id_of_a_text_has_a_name(path: Path) -> None:
    day = date.fromisoformat(path.name[:10])
    text = path.read_text(encoding="utf8")
    findings = extract(text, day, agency_directory().on(day), work_calendar(), refused=True)
    assert findings
    assert set().union(*map(ids_of, findings)) <= RULE_NAMES.keys() | VETO_NAMES.keys()


@pytest.mark.parametrize("frame", [*FRAMES_RU, *FRAMES_KK], ids=lambda frame: frame.id)
def test_every_directive_verb_has_a_name(frame: object) -> None:
    assert frame.id in DIRECTIVE_NAMES  # type: ignore[attr-defined]
    assert {f"{kind}.{frame.id}" for kind in ("instruction", "foreign", "owner")} <= RULE_NAMES.keys()  # type: ignore[attr-defined]


def test_every_veto_of_the_table_has_a_name() -> None:
    known = {value for value in vars(vetoes).values() if isinstance(value, str) and value.startswith("veto.")}
    assert known == VETO_NAMES.keys()


def test_every_id_written_in_the_rules_has_a_name() -> None:
    written = {
        node.value
        for path in (ROOT / "app" / "extraction").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and ID.fullmatch(node.value)
    }
    assert len(written) > 20
    assert written <= RULE_NAMES.keys() | VETO_NAMES.keys()


def test_names_are_phrases() -> None:
    assert all(name and not name.endswith(".") for name in (*RULE_NAMES.values(), *VETO_NAMES.values()))

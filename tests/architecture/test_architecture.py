"""The house rules that a tool can hold: imports, one clock, one place of commit, no foreign words."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = [path for folder in ("app", "notifications", "seeds") for path in (ROOT / folder).rglob("*.py")]


def test_import_contracts_hold() -> None:
    result = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout


def test_a_planted_upward_import_is_found(tmp_path: Path) -> None:
    for name in ("app", "notifications", "migrations", "seeds", "setup.cfg"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "app").unlink()
    subprocess.run(["cp", "-r", str(ROOT / "app"), str(tmp_path / "app")], check=True)
    planted = tmp_path / "app" / "domain" / "workflow.py"
    planted.write_text("import app.models\n" + planted.read_text(encoding="utf8"), encoding="utf8")
    result = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(tmp_path), "PATH": "/usr/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode != 0
    assert "app.domain.workflow -> app.models" in result.stdout


@pytest.mark.parametrize("module", ["app", "app.domain.workflow", "app.extraction"])
def test_pure_layers_load_neither_flask_nor_sqlalchemy(module: str) -> None:
    code = f"import sys, {module}; print([m for m in ('flask', 'sqlalchemy', 'alembic') if m in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert result.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("pattern", "allowed"),
    [
        (r"\.(commit|rollback)\(\)", {"app/db.py"}),
        (r"(datetime\.now|datetime\.utcnow|date\.today|time\.time)\(", {"app/clock.py"}),
        (r"os\.environ", {"app/config.py", "app/clock.py", "seeds/running.py"}),
    ],
)
def test_one_place_for_commits_clock_and_environment(pattern: str, allowed: set[str]) -> None:
    found = {str(path.relative_to(ROOT)) for path in SOURCES if re.search(pattern, path.read_text(encoding="utf8"))}
    assert found <= allowed


def test_no_file_is_of_400_lines_or_more() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in SOURCES
        if (count := len(path.read_text(encoding="utf8").splitlines())) >= 400
    }
    assert long == {}


def test_every_module_says_why_it_exists() -> None:
    silent = [
        str(path.relative_to(ROOT))
        for path in SOURCES
        if not path.read_text(encoding="utf8").lstrip().startswith('"""')
    ]
    assert silent == []

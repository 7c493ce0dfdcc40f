"""What the project stands on is listed: every locked package has its line in docs/licences.md, with the locked version."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("lock", ["run", "postgres", "test"])
def test_every_locked_package_is_listed(lock: str) -> None:
    listed = (ROOT / "docs" / "licences.md").read_text(encoding="utf8")
    locked = re.findall(
        r"^([\w.-]+)==([\w.]+)", (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf8"), re.M
    )
    assert locked
    names = {name for name, _ in locked}
    assert [name for name in sorted(names) if f"| {name} | " not in listed] == []


@pytest.mark.parametrize("lock", ["run", "postgres", "test"])
def test_locks_have_hashes_and_name_no_host(lock: str) -> None:
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf8")
    packages = re.findall(r"^[\w.-]+==.*?(?=^[\w.-]+==|\Z)", text, re.M | re.S)
    assert all("--hash=sha256:" in package for package in packages)
    assert "://" not in text


def test_setup_names_what_is_locked_to_run() -> None:
    wanted = {
        line.strip().split("[")[0].split(">")[0].lower()
        for line in (ROOT / "requirements" / "run.in").read_text(encoding="utf8").splitlines()
        if line.strip() and not line.startswith("#")
    }
    setup = (ROOT / "setup.cfg").read_text(encoding="utf8").lower()
    declared = set(
        re.findall(r"^    ([\w.-]+)(?:\[\w+\])?$", setup.split("install_requires =")[1].split("\n\n")[0], re.M)
    )
    # Build tool, and the mail catcher of the demo, which is an extra.
    assert wanted - declared == {"setuptools", "aiosmtpd"}

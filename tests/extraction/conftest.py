"""The extractor with the reference data of the files, as the command line uses it."""

from collections.abc import Callable
from datetime import date

import pytest

from app.extraction import extract
from app.extraction.findings import Finding
from app.reference import agency_directory, work_calendar

PUBLISHED = date(2026, 5, 15)

Find = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def find() -> Find:
    """find(text, title="", refused=False) -> findings of a text of Friday 15 May 2026."""

    def run(text: str, title: str = "", refused: bool = False) -> list[Finding]:
        return extract(text, PUBLISHED, agency_directory(), work_calendar(), title=title, refused=refused)

    return run

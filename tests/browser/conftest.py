"""The demo served by a process of its own, Debian's chromium, and windows of two widths, for all tests of the browser.

What people do changes the demo, so each module has one of its own. All modules stay on one worker (`xdist_group`).
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.visits import WAYS, Register, Visit, Way
from tests.browser.watched import WIDTHS, Watched
from tests.conftest import missing


def _demo(folder: Path, *options: str) -> tuple[list[str], dict[str, str]]:
    """The demo's command line and environment."""
    command = [sys.executable, "-u", "-m", "seeds", "demo", "--port", "0", "--today", "2026-11-22", *options]
    return command, {"TAPSYRMA_DEMO": "1", "TAPSYRMA_DATA": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"}


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's data as they stand before anybody opens a page, played once."""
    folder = tmp_path_factory.mktemp("played")
    command, environment = _demo(folder, "--check")
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    return folder


@pytest.fixture(scope="module")
def demo_options() -> tuple[str, ...]:
    """Further words of the demo's command line; a module that has its own begins with an empty folder."""
    return ()


@pytest.fixture(scope="module")
def demo_folder(
    request: pytest.FixtureRequest, demo_options: tuple[str, ...], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Where the demo of this module keeps its data."""
    folder = tmp_path_factory.mktemp("browser")
    if not demo_options:
        shutil.copytree(request.getfixturevalue("played"), folder, dirs_exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def served(demo_folder: Path, demo_options: tuple[str, ...]) -> Iterator[str]:
    """The demo, served by a process of its own; yields its address."""
    command, environment = _demo(demo_folder, *demo_options)
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        address = ""
        for line in process.stdout:
            address = found[0] if (found := re.findall(r"http://127\.0\.0\.1:\d+", line)) else address
            if line.startswith("Serving"):
                break
        else:
            pytest.fail("the demo ended before it served: run `python -m seeds demo` to see why")
        try:
            yield address
        finally:
            process.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's chromium without a screen."""
    program = shutil.which("chromium")
    if program is None:
        missing("chromium is not installed: apt-get install chromium")
    flags = ["--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
    # Chromium's sandbox refuses root; the pages are our own.
    flags += ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=flags)
        yield launched
        launched.close()


@pytest.fixture(params=WIDTHS)
def watched(request: pytest.FixtureRequest, browser: Browser, served: str) -> Iterator[Watched]:
    """A browser window of one width, without yesterday's cookies."""
    context = browser.new_context(viewport={"width": request.param, "height": 860})
    yield Watched(context.new_page(), served)
    context.close()


@pytest.fixture(scope="module")
def register(demo_folder: Path, served: str) -> Register:
    """The register that is served, to put in what a day needs."""
    return Register(demo_folder, served)


@pytest.fixture(params=WAYS, ids=str)
def visit(request: pytest.FixtureRequest, browser: Browser, served: str) -> Iterator[Visit]:
    """A window of a width, a language, with or without scripts. At its end nothing wrong was seen on any page."""
    way: Way = request.param
    context = browser.new_context(
        viewport={"width": way.width, "height": 860}, locale=f"{way.locale}-KZ", java_script_enabled=way.script
    )
    context.set_default_timeout(15_000)
    visited = Visit(context, served, way)
    yield visited
    assert visited.wrong == []
    context.close()

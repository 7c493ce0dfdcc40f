"""The letters are those that a person has read: each, in each language, is compared with its file.

When a change is meant: `.venv/bin/python -m tests.notifications.letter_snapshots`, read the difference, commit it.
"""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from notifications.messages import LETTERS, RenderedLetter
from tests.notifications.letter_snapshots import FOLDER, LOCALES, files, letters, snapshots

# A mail client cuts a letter that is longer.
CLIPPED_AT = 100_000
WANTED = files()
SEEN = list(snapshots())


def kept() -> set[Path]:
    return {path.relative_to(FOLDER) for path in FOLDER.rglob("*") if path.is_file()}


def test_every_letter_has_a_snapshot_and_no_file_is_left_over() -> None:
    assert {letter.name for letter in letters("en").values()} == LETTERS.keys()
    assert kept() == WANTED.keys()


@pytest.mark.parametrize("path", WANTED, ids=str)
def test_the_letter_is_the_one_that_was_read(path: Path) -> None:
    assert (FOLDER / path).read_text(encoding="utf8") == WANTED[path], (
        "meant? .venv/bin/python -m tests.notifications.letter_snapshots, and read the difference"
    )


class Facts(HTMLParser):
    """The words, dates, numbers and links that a reader of the HTML sees."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: list[str] = []
        self._hidden = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._hidden = tag in ("title", "style")
        self.links += [value or "" for name, value in attrs if (tag, name) == ("a", "href")]

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.said.append(data)


@pytest.mark.parametrize(("locale", "name", "letter"), SEEN, ids=[f"{locale}-{name}" for locale, name, _ in SEEN])
def test_html_and_text_state_the_same_facts(locale: str, name: str, letter: RenderedLetter) -> None:
    text, html = letter.text, Facts(letter.html)
    plain = re.sub(r"https://\S+", "", text)
    assert re.findall(r"[^\W_]+", plain) == re.findall(r"[^\W_]+", " ".join(html.said))
    assert sorted(re.findall(r"https://\S+", text)) == sorted(html.links)
    assert re.findall(r"\d\d\.\d\d\.\d{4}", plain)
    assert len(letter.html.encode()) < CLIPPED_AT


@pytest.mark.parametrize("locale", [locale for locale in LOCALES if locale != "en"])
def test_no_english_sentence_is_left(locale: str) -> None:
    """Two Latin words beside one another: an entry that the catalog lacks. Addresses and server answers are not ours."""
    for path, content in WANTED.items():
        if path.parts[0] == locale and path.suffix == ".txt" and path.stem != "address_refused":
            assert re.findall(r"\b[A-Za-z]{2,} [a-z]{2,}\b", re.sub(r"\S+://\S+", "", content)) == [], path

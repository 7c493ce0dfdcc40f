"""What each letter says: the same in both forms, nothing that runs, nothing from elsewhere, every word translatable."""

import dataclasses
import re
import subprocess
import sys
from datetime import date, datetime
from gettext import NullTranslations
from html.parser import HTMLParser
from typing import Any

import pytest

from notifications.messages import DATES, LETTERS, PARTS, REASONS, Letter, RenderedLetter
from notifications.rendering import css, one_line, render
from notifications.rules import RULES
from tests.notifications.letter_samples import BASE, LATE, SAMPLES, VARIANTS

each_letter = pytest.mark.parametrize("letter", VARIANTS.values(), ids=VARIANTS.keys())


def written(letter: Letter, translations: NullTranslations | None = None) -> RenderedLetter:
    return render(letter, translations or NullTranslations(), lambda day: f"{day:%d.%m.%Y}")


class Page(HTMLParser):
    """Visible text, tags and attributes of a letter's HTML."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "head" not in self.open:
            self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    @property
    def links(self) -> list[str]:
        return [str(attributes["href"]) for tag, attributes in self.tags if tag == "a"]


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def plain_words(text: str) -> list[str]:
    return words(re.sub(r"https://\S+", "", text))


def values_of(value: Any) -> list[str]:
    if dataclasses.is_dataclass(value):
        return [text for field in dataclasses.fields(value) for text in values_of(getattr(value, field.name))]
    if isinstance(value, tuple):
        return [text for item in value for text in values_of(item)]
    if isinstance(value, datetime):
        return [f"{value:%d.%m.%Y %H:%M}"]
    return [f"{value:%d.%m.%Y}"] if isinstance(value, date) else [str(value)]


def with_text(value: Any, text: str, *, keep: tuple[str, ...]) -> Any:
    """The same letter with every text that it has replaced, but for the fields named in keep."""
    if isinstance(value, tuple):
        return tuple(with_text(item, text, keep=keep) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [field.name for field in dataclasses.fields(value) if field.name not in keep]
        return dataclasses.replace(value, **{name: with_text(getattr(value, name), text, keep=keep) for name in fields})
    return text if isinstance(value, str) and value else value


CODES = (
    "reasons",
    "part",
    "about",
    "language",
    "url",
    "home_url",
    "act_url",
    "receipt_url",
    "settings_url",
    "overdue_url",
)
CODES += ("unsubscribe_url",)


def test_every_letter_has_a_sample() -> None:
    assert SAMPLES.keys() == LETTERS.keys()
    assert all(isinstance(SAMPLES[name], kind) for name, kind in LETTERS.items())


@each_letter
def test_text_and_html_say_the_same(letter: Letter) -> None:
    rendered = written(letter)
    page = Page(rendered.html)
    assert plain_words(rendered.text) == words(page.text)
    assert sorted(re.findall(r"https://\S+", rendered.text)) == sorted(page.links)
    assert page.open == []


@each_letter
def test_every_value_is_said(letter: Letter) -> None:
    unsaid = {"True", "False", "None", letter.language, *REASONS, *(rule.code for rule in RULES), *PARTS, *DATES}
    text = written(letter).text
    numbers = {str(number) for number in range(100)}
    for value in values_of(letter):
        if value and value not in unsaid | numbers and not value.startswith(BASE):
            assert " ".join(words(value)) in " ".join(words(text))


@each_letter
def test_one_button_and_it_is_the_last_link_but_for_small_print(letter: Letter) -> None:
    buttons = [attributes for tag, attributes in Page(written(letter).html).tags if attributes.get("class") == "button"]
    assert len(buttons) == 1
    small = [getattr(letter, name, "") for name in ("receipt_url", "settings_url", "unsubscribe_url")]
    assert [link for link in Page(written(letter).html).links if link not in small][-1] == buttons[0]["href"]


@each_letter
def test_nothing_is_read_from_elsewhere(letter: Letter) -> None:
    html = written(letter).html
    page = Page(html)
    assert {tag for tag, _ in page.tags} & {
        "img",
        "link",
        "script",
        "iframe",
        "object",
        "form",
        "video",
        "svg",
    } == set()
    assert all(link.startswith(BASE) for link in page.links)
    assert not any({"src", "background", "srcset"} & attributes.keys() for _, attributes in page.tags)
    assert re.findall(r"url\(|@import|//(?!tapsyrma\.example)", html) == []


@each_letter
def test_styles_are_in_the_tags_and_dark_ones_in_the_head(letter: Letter) -> None:
    html = written(letter).html
    assert "@media (prefers-color-scheme: dark)" in html
    assert f'<html lang="{letter.language}">' in html
    styled = [attributes for _, attributes in Page(html).tags if "class" in attributes]
    assert styled
    assert all(attributes.get("style") for attributes in styled)


PAYLOAD = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'&amp;{{ 7*7 }}{% raw %}%(num)d"


@each_letter
def test_what_people_typed_stays_text(letter: Letter) -> None:
    clean = Page(written(letter).html)
    rendered = written(with_text(letter, PAYLOAD, keep=CODES))
    page = Page(rendered.html)
    assert [tag for tag, _ in page.tags] == [tag for tag, _ in clean.tags]
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)
    assert PAYLOAD in page.text
    assert PAYLOAD in rendered.text


def test_a_link_cannot_leave_its_attribute() -> None:
    line = dataclasses.replace(LATE, url=f'{BASE}/tasks/1?a=1&b="><script>')
    page = Page(written(dataclasses.replace(SAMPLES["question_asked"], task=line)).html)
    assert page.links == [line.url, line.url]


@each_letter
def test_a_line_break_in_a_value_forges_nothing(letter: Letter) -> None:
    marker = "Forged"
    rendered = written(with_text(letter, f"x\r\n{marker}: y\u2028{marker}\x00\u202e{marker}", keep=CODES))
    assert len(rendered.subject.splitlines()) == 1
    assert rendered.subject.isprintable()
    assert not any(line.startswith(marker) for line in rendered.text.splitlines())


class Marking(NullTranslations):
    """A language in which every message stands in brackets."""

    def gettext(self, message: str) -> str:
        return f"⟦{message}⟧"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"⟦{msgid1 if n == 1 else msgid2}⟧"


@each_letter
def test_every_word_is_either_a_value_or_translated(letter: Letter) -> None:
    known = {word for value in values_of(letter) for word in words(value)}
    rendered = written(letter, Marking())
    for text in (rendered.subject, plain := re.sub(r"https://\S+", "", rendered.text), Page(rendered.html).text):
        left = text
        while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", left)) != left:
            left = shorter
        assert {word for word in words(left) if not word.isdigit()} <= known
    assert "⟦" in plain


@pytest.mark.parametrize(
    ("letter", "subject"),
    [
        (
            SAMPLES["digest"],
            "7 instructions need you · 54 overdue under your control · 23.11.2026",
        ),
        (VARIANTS["digest of a supervisor"], "54 overdue under your control · 23.11.2026"),
        (
            VARIANTS["digest of news"],
            "Nothing for you to do, but there is news of your instructions · 23.11.2026",
        ),
        (SAMPLES["task_assigned"], "Put on control: Start of works: Towers · due 25.11.2026"),
        (VARIANTS["extension refused"], "Extension refused: Start of works: Towers"),
        (SAMPLES["remind"], "Reminder of 4 instructions"),
        (VARIANTS["one reminder"], "Reminder: Extend the term of the zone"),
    ],
)
def test_subjects(letter: Letter, subject: str) -> None:
    assert written(letter).subject == subject


def test_styles_are_worked_out_once() -> None:
    for letter in VARIANTS.values():
        written(letter)
    misses = css.cache_info().misses
    for letter in VARIANTS.values():
        written(dataclasses.replace(letter, reader="Somebody else"))
    assert css.cache_info().misses == misses


def test_a_class_without_a_style_is_refused() -> None:
    with pytest.raises(ValueError, match="misspelt"):
        css("line misspelt")


@pytest.mark.parametrize(
    ("text", "expected"),
    [(" a \r\n\t b ", "a b"), ("a\x00b\u202ec", "abc"), ("Қазақстан – №1", "Қазақстан – №1"), (7, "7")],
)
def test_one_line(text: object, expected: str) -> None:
    assert one_line(text) == expected


def test_letters_know_neither_the_register_nor_the_web() -> None:
    code = (
        "import sys, notifications.rendering, notifications.transports\n"
        "import notifications.retry, notifications.mailcatcher\n"
        "print([name for name in ('app', 'flask', 'sqlalchemy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"

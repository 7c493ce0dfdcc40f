"""Three languages: no missing, fuzzy or outdated entry, placeholders kept, each vocabulary complete."""

import re
import subprocess
import sys
from enum import Enum
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from app.domain import enums, workflow
from app.domain.history import EventKind
from app.i18n import LOCALES, locale_of, ngettext
from app.labels import EVENTS, label

ROOT = Path(__file__).parents[1]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|</?\w+[^>]*>")


@pytest.fixture(scope="module")
def messages(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Every msgid that the code holds now."""
    template = tmp_path_factory.mktemp("catalog") / "messages.pot"
    command = [str(Path(sys.executable).parent / "pybabel"), "-q", "extract", "-F", "app/translations/babel.cfg"]
    subprocess.run([*command, "-k", "N_", "-k", "lazy", "-o", str(template), "."], cwd=ROOT, check=True)
    with template.open("rb") as file:
        return read_po(file)


def catalog(locale: str) -> Catalog:
    with (ROOT / "app" / "translations" / locale / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=locale)


@pytest.mark.parametrize("locale", ["ru", "kk"])
def test_nothing_is_missing_or_fuzzy(messages: Catalog, locale: str) -> None:
    translated = catalog(locale)
    wrong = []
    for message in messages:
        if not message.id:
            continue
        found = translated.get(message.id, message.context)
        strings = (found.string if isinstance(found.string, tuple) else (found.string,)) if found else ()
        if not strings or not all(strings) or found.fuzzy:
            wrong.append(message.id)
    assert wrong == []


@pytest.mark.parametrize("locale", ["ru", "kk"])
def test_placeholders_and_tags_are_kept(locale: str) -> None:
    wrong = []
    for message in catalog(locale):
        if not message.id:
            continue
        ids = message.id if isinstance(message.id, tuple) else (message.id,)
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        allowed = {place for each in ids for place in PLACEHOLDER.findall(each)}
        needed = set(PLACEHOLDER.findall(ids[-1]))
        for string in strings:
            places = set(PLACEHOLDER.findall(string))
            if not places <= allowed or (len(ids) == 1 and places != needed):
                wrong.append((ids[-1], string))
    assert wrong == []


@pytest.mark.parametrize("locale", LOCALES)
def test_every_code_has_a_word(locale: str) -> None:
    vocabularies = [*vars(enums).values(), workflow.TaskStatus, workflow.Action]
    hidden = {enums.Bound}
    with locale_of(locale):
        for vocabulary in vocabularies:
            if isinstance(vocabulary, type) and issubclass(vocabulary, Enum) and vocabulary not in hidden:
                assert all(label(member) for member in vocabulary if vocabulary.__members__)
    assert set(EVENTS) == set(EventKind)


def test_russian_has_three_plural_forms() -> None:
    with locale_of("ru"):
        forms = {ngettext("%(n)s day late", "%(n)s days late", n).replace(str(n), "") for n in (1, 2, 5)}
    assert len(forms) == 3

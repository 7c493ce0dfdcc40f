"""The gate follows the tables of directive verbs: a verb that is added in one line is found in all its forms."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.extraction.lexicon.frames_kk import FRAMES_KK
from app.extraction.lexicon.frames_ru import FRAMES_RU, Frame
from app.extraction.words.beginnings import beginnings, of_frames
from app.extraction.words.cues import DIRECTIVE, cues

BEGINNINGS = [
    ("дал[аи]?|поручает", (), ("дал", "дала", "дали", "поручает")),
    ("поручил[аи]?", ("поручил",), ()),
    ("(?:с|пере)?ориентировал[аи]?", ("ориентировал", "переориентировал", "сориентировал"), ()),
    (r"(?:жүкте|бұйыр)(?:[дт][ыі]|[ғг][ае]н)", ("бұйыр", "жүкте"), ()),
    (r"(?!бар)бер(?:[дт][ыі]|ген)", ("берд", "берт"), ("берген",)),
    ("распоряжени[а-я]*", ("распоряжени",), ()),
]


@pytest.mark.parametrize(("pattern", "stems", "words"), BEGINNINGS)
def test_beginnings_of_the_words_of_a_pattern(pattern: str, stems: tuple[str, ...], words: tuple[str, ...]) -> None:
    assert beginnings(pattern) == (frozenset(stems), frozenset(words))


def test_the_noun_of_a_frame_stands_for_a_verb_that_says_little() -> None:
    light = Frame("set", "қой[дғ]ы", "active", ("dat",), "аманат", "")
    telling = Frame("set", "завещал[аи]?", "active", ("dat",), "срок[а-я]*", "")
    assert of_frames([light]).words == {"аманат"}
    assert of_frames([telling]).stems == {"завещал"}


def test_no_beginning_lets_every_word_through() -> None:
    found = of_frames((*FRAMES_RU, *FRAMES_KK))
    assert all(len(beginning) > 1 for beginning in found.stems | found.words)


@pytest.mark.parametrize("low", ["тапсырылды", "сұралды", "жарлық", "уполномочил", "откомандировал", "затребовала"])
def test_verbs_and_nouns_of_the_tables_are_directive(low: str) -> None:
    assert cues(low, 0, len(low)).all & DIRECTIVE


@pytest.mark.parametrize("low", ["көпір", "далекий", "бермет", "станция"])
def test_other_words_are_not(low: str) -> None:
    assert not cues(low, 0, len(low)).all & DIRECTIVE


READ_WITH = """
import importlib.util, pathlib, sys, types
from datetime import date
name, old, new, text = sys.argv[1:]
source = pathlib.Path(importlib.util.find_spec(name).origin).read_text(encoding="utf-8")
assert source.count(old) == 1, source.count(old)
module = types.ModuleType(name)
sys.modules[name] = module
exec(compile(source.replace(old, new), name, "exec"), module.__dict__)
from app.extraction import extract
from app.reference import agency_directory, work_calendar
for found in extract(text, date(2026, 3, 12), agency_directory(), work_calendar()):
    print(found.rule, *(owner.code for owner in found.owners))
"""
KAZAKH = ("app.extraction.lexicon.frames_kk", "|бұйыр)", "|бұйыр|аманатта)")
RUSSIAN = ("app.extraction.lexicon.frames_ru", r"поручил[аи]?|", r"поручил[аи]?|заповедал[аи]?|")


@pytest.mark.parametrize(
    ("line", "text", "rule"),
    [
        (KAZAKH, "Премьер-министр Көлік министрлігіне есеп беруді аманаттады.", "instruction.kk.charge"),
        (KAZAKH, "Көлік министрлігіне есеп беру аманатталды.", "instruction.kk.be_charged"),
        (KAZAKH, "Көлік министрлігіне есеп беруді аманаттаймын, деді Президент.", "instruction.kk.i_instruct"),
        (RUSSIAN, "Премьер-министр заповедал Минтрансу внести отчёт.", "instruction.instruct"),
    ],
)
def test_a_verb_is_added_in_one_line(line: tuple[str, str, str], text: str, rule: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", READ_WITH, *line, text],
        capture_output=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
        check=True,
    )
    assert done.stdout.split() == [rule, "min_transport"]

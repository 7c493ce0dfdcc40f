"""Line ends that a mail program or a form put into a text: the same findings, at the places of the text as it lies."""

import json
import re
import textwrap
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.extraction import extract
from app.extraction.record import to_record
from app.extraction.words.folding import fold_lines
from app.extraction.words.wrapping import unwrapped
from app.reference import agency_directory, work_calendar

CORPUS = Path(__file__).parents[1] / "corpus"
ROWS = [json.loads(line) for line in (CORPUS / "documents.jsonl").read_text(encoding="utf8").splitlines()]
DAY = date(2026, 11, 20)
PLAIN = (
    "Премьер-министр поручил Министерству энергетики совместно с акиматом Павлодарской области до 1 марта 2027 года "
    "завершить ремонт."
)
KAZAKH = (
    "Премьер-Министр Энергетика министрлігіне Павлодар облысының әкімдігімен бірлесіп 2027 жылғы 1 наурызға дейін "
    "жөндеуді аяқтауды тапсырды."
)


def wrapped(text: str, width: int) -> str:
    """The text as a mail program sends it."""
    lines = (textwrap.wrap(line, width, break_long_words=False) or [line] for line in text.split("\n"))
    return "\n".join("\n".join(each) for each in lines)


def records(text: str, published: date = DAY, title: str = "") -> list[str]:
    """Findings without regard to blanks: words joined anew, places counted in letters."""
    letters = [0]
    for character in text:
        letters.append(letters[-1] + (not character.isspace()))

    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {k: letters[v] if k in ("start", "end") and v is not None else plain(v) for k, v in value.items()}
        if isinstance(value, list):
            return [plain(each) for each in value]
        return re.sub(r"(?<=\w-) ", "", " ".join(value.split())) if isinstance(value, str) else value

    found = extract(text, published, agency_directory().on(published), work_calendar(), title=title)
    assert all(text[each.start : each.end] == each.quote for each in found)
    return sorted(json.dumps(plain(to_record(each, "d")), ensure_ascii=False, sort_keys=True) for each in found)


@pytest.mark.parametrize("width", [60, 72, 90])
def test_every_text_of_the_corpus_says_the_same_when_it_is_wrapped(width: int) -> None:
    different = [
        row["id"]
        for row in ROWS
        if records(wrapped(row["text"], width), date.fromisoformat(row["published"]), row["title"])
        != records(row["text"], date.fromisoformat(row["published"]), row["title"])
    ]
    assert different == []


@pytest.mark.parametrize("text", [PLAIN, KAZAKH])
@pytest.mark.parametrize("width", range(44, 110, 3))
def test_one_sentence_says_the_same_at_any_width(text: str, width: int) -> None:
    assert records(wrapped(text, width)) == records(text)


@pytest.mark.parametrize("mark", ["> ", ">> ", " > "])
def test_quoted_mail_is_read_without_its_marks(mark: str) -> None:
    text = "Коллеги, вчера на совещании было сказано следующее.\n\n" + PLAIN
    quoted = "\n".join(mark + line for line in wrapped(text, 66).split("\n"))
    (finding,) = extract(quoted, DAY, agency_directory().on(DAY), work_calendar())
    assert quoted[finding.start : finding.end] == finding.quote
    assert finding.quote.replace("\n" + mark, " ") == PLAIN.rstrip(".")
    assert finding.deadline is not None and finding.deadline.date == date(2027, 3, 1)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("поручил Минэнерго до 1 марта\n2027 года завершить", "поручил Минэнерго до 1 марта 2027 года завершить"),
        ("в срок до\n15 мая", "в срок до 15 мая"),
        ("акиму Северо-\nКазахстанской области", "акиму Северо-Казахстанской области"),
        ("доложить министру О.\nБектенову", "доложить министру О. Бектенову"),
        ("пункт №\n7 закрыть", "пункт № 7 закрыть"),
        ("внести отчёт (до\r\n1 мая) в Правительство", "внести отчет (до 1 мая) в Правительство"),
        ("облыс әкімдігі мен\nҚаржы министрлігі", "облыс әкімдігі мен Қаржы министрлігі"),
    ],
)
def test_words_that_cannot_stand_apart_are_joined_whatever_the_width(text: str, expected: str) -> None:
    assert fold_lines(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "Поручаю:\n1) Минфину внести отчёт;\n2) Минюсту подготовить проект.",
        "Министерству финансов внести отчёт\nМинистерству юстиции подготовить проект\nАкимату города Алматы построить школу",
        "– Когда сдадите школу?\n– В мае сдадим.\n– Хорошо, жду доклада.",
        "Итоги заседания Правительства\nПремьер-министр поручил Минфину внести отчёт.",
        "2. Завершить ремонт котельных\nСрок: 1 марта\nОтв.: Минэнерго",
        "№\tПоручение\tСрок\n1\tЗавершить ремонт до\t1 марта",
        "Премьер-министр\nО. Бектенов",
        "2026 год – проектирование\n2027 год – строительство\n2028 год – ввод",
    ],
)
def test_lines_that_stand_for_themselves_stay_lines(text: str) -> None:
    assert unwrapped(text) == (text, None)


def test_items_and_turns_of_a_wrapped_text_stay_apart() -> None:
    items = [
        "Премьер-министр по итогам совещания дал ряд поручений по подготовке к зиме:",
        "1) Министерству энергетики до 1 марта 2027 года завершить ремонт станций и доложить о готовности сетей;",
        "2) Министерству финансов до 1 апреля 2027 года выделить из резерва средства на закупку топлива;",
        "– акимату Павлодарской области до 1 мая 2027 года принять на баланс построенные объекты водоснабжения.",
    ]
    text = "\n".join(items)
    assert fold_lines(wrapped(text, 64)).text == fold_lines(text).text == text


def test_reading_lines_takes_time_in_proportion_to_the_text() -> None:
    def seconds(lines: int) -> float:
        text = wrapped(PLAIN + " " + KAZAKH, 70) + "\n" + "(«" * 40 + "\n"
        started = time.perf_counter()
        unwrapped(text * lines)
        unwrapped("о" * 100 * lines + "\n" + "(" * 100 * lines + ")\nи")
        return time.perf_counter() - started

    seconds(50)
    assert min(seconds(2000) for _ in range(3)) < 12 * min(seconds(400) for _ in range(3))

"""Tables of deadline expressions: what date or recurrence follows from each, alone and inside of a sentence."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.enums import Bound
from app.explanations import RULE_NAMES, STEP_MESSAGES, explain_step
from app.extraction.deadlines import Deadline, find_deadlines, read_deadline
from app.reference import work_calendar

HERE = Path(__file__).parent
CARRIERS = {"ru": "Акимату поручено {} представить отчёт.", "kk": "Әкімдік {} есеп берсін."}
PUBLISHED = date(2026, 1, 16)


def rows(name: str) -> list[list[str]]:
    """Fields of every line of a table beside this file."""
    lines = (HERE / name).read_text(encoding="utf8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def answer(found: Deadline | None) -> str:
    """Date, recurrence, or a dash."""
    if found is None:
        return "nothing"
    return found.date.isoformat() if found.date else str(found.recurrence or "-")


@pytest.mark.parametrize(("words", "expected", "published"), rows("deadlines_ru.tsv") + rows("deadlines_kk.tsv"))
def test_words_give_a_date_or_a_series(words: str, expected: str, published: str) -> None:
    found = read_deadline(words, date.fromisoformat(published), work_calendar())
    assert answer(found) == expected
    assert found is not None
    # Of an event that no calendar fixes only its own words are marked, not all that depends on it.
    assert found.text.strip(" .") == words.strip(" .") or (expected == "-" and found.text in words)


@pytest.mark.parametrize(
    ("language", "words", "expected", "published"),
    [(lang, *row) for lang in CARRIERS for row in rows(f"deadlines_{lang}.tsv")],
)
def test_words_are_found_inside_a_sentence(language: str, words: str, expected: str, published: str) -> None:
    sentence = CARRIERS[language].format(words)
    day = date.fromisoformat(published)
    alone = read_deadline(words, day, work_calendar())
    found = find_deadlines(sentence, day, work_calendar())
    assert alone is not None
    if expected == "-":
        assert [answer(d) for d in found] == ["-"]
    else:
        assert (alone.text.rstrip("."), expected) in {(d.text.rstrip("."), answer(d)) for d in found}


@pytest.mark.parametrize("language", CARRIERS)
def test_every_answer_explains_itself(language: str) -> None:
    for words, expected, published in rows(f"deadlines_{language}.tsv"):
        found = read_deadline(words, date.fromisoformat(published), work_calendar())
        assert found is not None
        assert found.rule in RULE_NAMES, words
        assert [step.code for step in found.steps if step.code not in STEP_MESSAGES] == []
        told = [explain_step(step, str, date.isoformat) for step in found.steps]
        assert found.text in told[0]
        assert found.date is None or any(found.date.isoformat() in sentence for sentence in told[1:]), words
        assert (found.basis == "none") == (expected == "-"), words


def test_the_same_term_is_the_last_one_named() -> None:
    text = "Минэнерго до 10 февраля представить баланс, акимату в тот же срок проверить цены."
    first, same = find_deadlines(text, PUBLISHED, work_calendar())
    assert (same.text, same.date, same.rule) == ("в тот же срок", first.date, "same.term")
    assert find_deadlines("В тот же срок проверить цены.", PUBLISHED, work_calendar())[0].date is None


@pytest.mark.parametrize(
    ("text", "words", "of_object"),
    [
        ("Утвердить программу развития на 2026–2028 годы.", "на 2026–2028 годы", True),
        ("Пересчитать квоты на 2027 год.", "на 2027 год", True),
        ("Разработать Концепцию безопасного труда до 2030 года.", "до 2030 года", True),
        ("Реализовать программу газификации до 2030 года.", "до 2030 года", False),
        ("Внести отчёт за первый квартал.", "за первый квартал", True),
        ("Утвердить план до 1 марта.", "до 1 марта", False),
        ("Ответственность за подготовку к зиме несут акимы.", "к зиме", True),
        ("Перекрытия моста закончить к зиме.", "к зиме", False),
        ("Исполнить протокол от 3 июня 2024 года.", "от 3 июня 2024 года", True),
        ("2026–2028 жылдарға арналған бағдарлама бекітілсін.", "2026–2028 жылдарға", True),
    ],
)
def test_a_period_of_an_object_is_marked(text: str, words: str, of_object: bool) -> None:
    found = find_deadlines(text, PUBLISHED, work_calendar())
    assert [(d.text, d.of_object) for d in found] == [(words, of_object)]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Срок исполнения: месяц.", "месяц", date(2026, 2, 16)),
        ("Подготовить предложения; срок – две недели; свод – Минторговли.", "две недели", date(2026, 1, 30)),
        ("Ведомству дан месяц, чтобы пересчитать нормы.", "месяц", date(2026, 2, 16)),
        ("Срок – II квартал.", "II квартал", date(2026, 6, 30)),
        ("Мерзімі – бір ай.", "бір ай", date(2026, 2, 16)),
    ],
)
def test_a_bare_length_is_a_term_beside_the_word_term(text: str, words: str, expected: date) -> None:
    assert [(d.text, d.date) for d in find_deadlines(text, PUBLISHED, work_calendar())] == [(words, expected)]


@pytest.mark.parametrize(
    "text", ["Стройка длится две недели.", "Прошёл месяц.", "Идёт второй квартал.", "Бір ай өтті."]
)
def test_a_bare_length_elsewhere_is_none(text: str) -> None:
    assert find_deadlines(text, PUBLISHED, work_calendar()) == []


@pytest.mark.parametrize(("words", "expected"), rows("deadlines_none.tsv"))
def test_urgency_gives_no_date_and_numbers_are_no_terms(words: str, expected: str) -> None:
    found = find_deadlines(words, PUBLISHED, work_calendar())
    if expected == "nothing":
        assert found == []
        return
    assert [(d.text, d.date, d.vague, d.bound, d.basis) for d in found] == [(words, None, True, Bound.NONE, "none")]
    assert found[0].steps[-1].code == "none.vague"

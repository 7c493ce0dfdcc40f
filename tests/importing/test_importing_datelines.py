"""The day of a document: what is a dateline, what is only a date in a sentence, and the order of trust."""

from datetime import date

import pytest

from app.importing import read_document, read_pasted

DAY = date(2026, 1, 16)
BODY = "Аким области провёл совещание и поручил обновить план до 1 марта 2026 года."


@pytest.mark.parametrize(
    "line",
    [
        "16 января 2026 года",
        "16 января 2026 г.",
        "16.01.2026",
        "16/01/2026",
        "2026-01-16",
        "2026-01-16T12:00:00+05:00",
        "16 Январь 2026",
        "16 янв. 2026",
        "«16» января 2026 года",
        "16\u00a0января\u00a02026\u00a0года",
        "16 января 2026, 14:30",
        "16 января 2026 | 14:30 | Просмотры: 120",
        "Пятница, 16 января 2026 г.",
        "Астана, 16 января 2026 г.",
        "г. Талдыкорган                16 января 2026 года",
        "№ 12-34     16 января 2026 года",
        "г. Астана, 16.01.2026 г. № 12-р",
        "от 16 января 2026 года № 12",
        "Дата публикации: 16.01.2026",
        "Дата публикации: 16 января 2026 г., 14:30",
        "Опубликовано 16 января 2026",
        "2026 жылғы 16 қаңтар",
        "2026 жылдың 16 қаңтары",
        "16 қаңтар 2026 жыл",
        "2026 жылғы 16 қаңтар   Астана қаласы",
        "Жарияланған күні: 2026 ж. 16 қаңтар",
        "January 16, 2026",
        "16 January 2026",
        "Протокол № 5 от 16 января 2026 года",
        "Протокол заседания штаба от 16 января 2026 года № 12",
        "АСТАНА, 16 января 2026 года – Прошло заседание штаба.",
        "Астана. 16 января 2026 года. /Пресс-служба/ Прошло заседание.",
    ],
)
def test_datelines(line: str) -> None:
    imported = read_pasted(f"{line}\n\n{BODY}")
    assert (imported.published, imported.published_basis) == (DAY, "dateline")


@pytest.mark.parametrize(
    "line", ["Астана, 16 января 2026 года", "16.01.2026", "Дата публикации: 16.01.2026", "2026 жылғы 16 қаңтар"]
)
def test_datelines_at_the_end(line: str) -> None:
    assert read_pasted("\n\n".join(["О паводках", *[BODY] * 12, line])).published == DAY


@pytest.mark.parametrize(
    "line",
    [
        "16 января 2026 года Правительство провело заседание.",
        "Штаб соберётся 16 января 2026 года",
        "16 января 2026 года – последний день приёма заявок",
        "Срок: 16 января 2026 года",
        "Срок – 16 января 2026 года, далее ежегодно",
        "до 16 января 2026 года",
        "не позднее 16.01.2026",
        "к 16.01.2026",
        "с 16 января 2026 года",
        "16–18 января 2026 года",
        "16.01.2026 – 20.01.2026",
        "Итоги 16 января 2026 года",
        "Об исполнении протокола от 16 января 2026 года № 5",
        "31.02.2026",
        "16 января",
        "16 совета 2026",
        "1\tОбновить план\tМЧС\t16.01.2026",
        "Жоспар 2026 жылғы 16 қаңтарға дейін бекітілсін",
    ],
)
def test_dates_that_are_no_datelines(line: str) -> None:
    for text in (f"{line}\n\n{BODY}", f"О паводках\n{line}\n{BODY}", f"{BODY}\n{BODY}\n{line}"):
        imported = read_pasted(text)
        assert (imported.published, imported.published_basis) == (None, None)


def test_a_date_in_the_middle_of_a_long_text_is_not_looked_at() -> None:
    lines = [BODY] * 20
    lines[10] = "16 января 2026 года"
    assert read_pasted("\n".join(lines)).published is None


def test_a_leading_date_comes_before_a_dateline_and_stays_in_the_text() -> None:
    text = f" date 2026-02-03 О подготовке к паводкам\n\n16 января 2026 года\n\n{BODY}"
    imported = read_document(text.encode(), "a.txt")
    assert (imported.published, imported.published_basis) == (date(2026, 2, 3), "leading")
    assert imported.text == text
    assert imported.title == "О подготовке к паводкам"


@pytest.mark.parametrize(
    "head", ["date 2026-13-03 Заголовок", "date 2026-02-30", "update 2026-02-03", "date: 2026", "date 2026-02-031"]
)
def test_leading_dates_that_are_none(head: str) -> None:
    assert read_pasted(f"{head}\n\n{BODY}").published_basis is None


def test_a_label_is_trusted_before_a_bare_date_above_it() -> None:
    assert read_pasted(f"15.01.2026\nО паводках\nДата публикации: 16.01.2026\n\n{BODY}").published == DAY


def test_the_title_is_the_first_line_that_is_not_a_date() -> None:
    assert read_pasted(f"16 января 2026 года\n\nО паводках\n\n{BODY}").title == "О паводках"
    assert read_pasted(f"{BODY * 4}\n\nВторой абзац").title is None

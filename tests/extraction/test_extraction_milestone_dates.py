"""Which dates and stages a plan has: dates given up for others, several stages before one verb, lines of a plan, games."""

from collections.abc import Callable

import pytest

from app.domain.enums import FindingKind
from app.extraction.findings import Finding

Find = Callable[..., list[Finding]]


def stages(find: Find, text: str) -> list[tuple[str, str | None]]:
    """Date and stage of each milestone of a text of 15 May 2026."""
    found = [f for f in find(text) if f.kind is FindingKind.MILESTONE]
    return [(str(f.deadline and f.deadline.date), f.stage.value if f.stage else None) for f in found]


MOVED = [
    ("Срок сдачи корпуса перенесён с октября 2026 года на май 2027 года.", "2027-05-31", "commissioning"),
    ("Пуск цеха сдвинули с июля на ноябрь 2026 года.", "2026-11-30", "launch"),
    ("Ввод ветки отложен на 1 марта 2027 года с 1 декабря.", "2027-03-01", "commissioning"),
    ("Вместо сентября линию запустят в ноябре.", "2026-11-30", "launch"),
    ("Көпірді тапсыру мерзімі 2026 жылғы қарашадан 2027 жылғы сәуірге ауыстырылды.", "2027-04-30", "commissioning"),
    ("Қазандықты іске қосу 1 қыркүйектен 15 қарашаға шегерілді.", "2026-11-15", "launch"),
    ("Жөндеудің аяқталу мерзімі 2027 жылдың соңына дейін ұзартылды.", "2027-12-31", "completion"),
]


@pytest.mark.parametrize(("text", "day", "stage"), MOVED)
def test_only_the_new_date_of_what_was_moved_counts(find: Find, text: str, day: str, stage: str) -> None:
    assert stages(find, text) == [(day, stage)]


SEVERAL = [
    (
        "Канал құрылысы 2027 жылғы наурызда басталып, 2028 жылдың соңында аяқталады.",
        [("2027-03-31", "start_of_works"), ("2028-12-31", "completion")],
    ),
    (
        "Стансаны салуды 2027 жылы бастап, 2029 жылы аяқтау көзделген.",
        [("2027-12-31", "start_of_works"), ("2029-12-31", "completion")],
    ),
    (
        "Бірінші кезеңі 2026 жылдың соңына дейін, екіншісі 2028 жылы аяқталады.",
        [("2026-12-31", None), ("2028-12-31", "completion")],
    ),
    (
        "Жобалау 2026 жылы, құрылыс 2027 жылы, пайдалануға беру 2028 жылы жоспарланған.",
        [("2026-12-31", "design"), ("2027-12-31", None), ("2028-12-31", "commissioning")],
    ),
    (
        "Проектирование до конца 2026 года, строительство в 2027 году, пуск в 2028 году намечены.",
        [("2026-12-31", "design"), ("2027-12-31", None), ("2028-12-31", "launch")],
    ),
    (
        "Жобалау – 2027 жыл, құрылыс – 2028 жыл, іске қосу – 2029 жылдың II тоқсаны.",
        [("2027-12-31", "design"), ("2028-12-31", None), ("2029-06-30", "launch")],
    ),
    (
        "Сынақ: 2026 жылғы қараша, пайдалануға беру: 2027 ж.",
        [("2026-11-30", None), ("2027-12-31", "commissioning")],
    ),
    ("Жобаны іске асыру мерзімі – 2026–2028 жылдар.", [("2028-12-31", None)]),
    ("Жолды салу кезеңі – 2027–2029 жылдар.", [("2029-12-31", None)]),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_every_stage_of_a_sentence_is_found(find: Find, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert stages(find, text) == expected


NAMED = [
    ("Фабрика будет запущена в III квартале 2027 года.", "launch"),
    ("Ввод комбината в эксплуатацию намечен на 2028 год.", "commissioning"),
    ("Пуск котельной намечен на октябрь.", "launch"),
    ("Пуск – IV квартал 2026 года.", "launch"),
    ("Проектная документация будет готова в августе.", "design"),
    ("Сдача школы запланирована на август.", "commissioning"),
    ("Детский сад будет построен к концу года.", "completion"),
    ("Начало бурения намечено на июль.", "start_of_works"),
    ("Құрылыстың басталуы – 2027 жылғы мамыр.", "start_of_works"),
    ("Стадионның ашылуы 2027 жылғы шілдеге жоспарланған.", "launch"),
    ("Құжаттама қазанда сараптамадан өтеді.", "permit"),
]


@pytest.mark.parametrize(("text", "stage"), NAMED)
def test_the_stage_is_named(find: Find, text: str, stage: str) -> None:
    assert [found for _, found in stages(find, text)] == [stage]


@pytest.mark.parametrize(
    "text",
    [
        "В 2027 году на школы предусмотрено более 38 млрд тенге.",
        "На эти цели в следующем году заложено 5 млрд тенге.",
        "2027 жылы осы мақсатқа 3 млрд теңге қарастырылған.",
    ],
)
def test_money_that_a_budget_holds_is_no_stage(find: Find, text: str) -> None:
    assert [f for f in find(text) if f.kind in (FindingKind.MILESTONE, FindingKind.GOAL)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Зимняя Олимпиада пройдёт в 2030 году.",
        "Азиатские игры пройдут в сентябре.",
        "Универсиада 2027 жылғы ақпанда өтеді.",
        "Приговор вступит в силу 10 июня.",
        "Құрылыс мерзімі – 3 жыл.",
        "Мектеп 2026 жылы ашылып, 2027 жылы жабылды.",
        "Өткен жолғы тыңдау күзге қалдырылды.",
    ],
)
def test_games_lengths_and_what_is_over_are_no_stages(find: Find, text: str) -> None:
    assert stages(find, text) == []


def test_an_arena_that_is_built_for_games_is_a_stage(find: Find) -> None:
    assert stages(find, "Арену к Азиатским играм построят в 2027 году.") == [("2027-12-31", "completion")]

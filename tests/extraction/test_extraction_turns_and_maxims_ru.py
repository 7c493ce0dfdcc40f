"""To whom a leader turns in a meeting, who else may order there, and what he says in general: maxims, echoes, advice.

On 12 March 2026. The owners come from the words to somebody before, beside or right behind the order.
"""

import pytest
from reading import findings, instructions

FINANCE, TRANSPORT, ENERGY = "Министерство финансов", "Министерство транспорта", "Министерство энергетики"
LABOUR, JUSTICE = "Министерство труда и социальной защиты населения", "Министерство юстиции"
ECOLOGY, TRADE = "Министерство экологии и природных ресурсов", "Министерство торговли и интеграции"
ALL_AKIMATS, ABAI = "Акиматы регионов", "Акимат области Абай"
SPEECH, RECORD = "Выступление Премьер-министра на заседании штаба", "Стенограмма совещания у Премьер-министра"
GREETING = "Уважаемые коллеги!\nЯ скажу о главном.\n"
ORDER = "Минтруду поручаю до 1 мая провести проверку складов. "
MINE = ([LABOUR], "2026-05-01")
Told = list[tuple[list[str], str | None]]


def told(text: str, title: str) -> Told:
    """Of each instruction its owners and its date."""
    return [
        (
            [owner.name for owner in found.owners],
            str(found.deadline.date) if found.deadline and found.deadline.date else None,
        )
        for found in instructions(text, title)
    ]


def spoken(words: str) -> Told:
    """What is told of a line of the Prime Minister's speech."""
    return told(GREETING + words, SPEECH)


def replied(words: str, report: str = "По ремонту котлов отставания нет.", who: str = "Министр энергетики") -> Told:
    """What is told of a recorded meeting in which the Prime Minister answers a report with these words."""
    return told(f"Премьер-министр: Начинаем.\n{who}: {report}\nПремьер-министр: {words}\n{who}: Есть.", RECORD)


@pytest.mark.parametrize(
    "words",
    [
        "Считать надо людей, а не отчёты.",
        "Лечить нужно причину, а не симптом.",
        "Управлять складом надо уметь.",
        "Провести, а не изобразить на бумаге.",
        "Тратить такие деньги в декабре - значит расписаться в слабости.",
        "Фонд развития недавно начал принимать заявки под залог, сто хозяйств уже воспользовались.",
        "Фонд принадлежит детям, и расходовать его на ремонт кабинетов безнравственно.",
        "Сорок вагонов уже в пути, 5 апреля они должны выйти на маршрут.",
        "Инвестору наши оправдания не нужны. Ему нужно получить землю и начать строить.",
    ],
)
def test_maxims_echoes_and_what_happens_of_itself_order_nothing_more(words: str) -> None:
    assert spoken(ORDER + words) == [MINE]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Проверять склады министерству нужно с жителями, а не по фотографиям.", None),
        ("Проверить надо до пятницы все склады, а не половину.", "2026-03-13"),
        ("Министерству нужно открыть горячую линию, а не отписываться.", None),
        ("Ставлю задачу: к концу года ни одного склада без света остаться не должно.", "2026-12-31"),
    ],
)
def test_a_body_a_day_or_another_order_of_words_still_orders(words: str, day: str | None) -> None:
    assert spoken(ORDER + words) == [MINE, ([LABOUR], day)]


@pytest.mark.parametrize("words", ["Молчите.", "Но и перевозчику надо дать заработать на ремонт.", "Слушайте."])
def test_what_is_no_act_of_whoever_has_reported(words: str) -> None:
    assert replied("Кто виноват? " + words) == []


@pytest.mark.parametrize(
    ("words", "owners", "day"),
    [
        ("Министр транспорта, слышите? Сдвиньте ремонт моста на осень.", [TRANSPORT], None),
        ("Министру юстиции одно замечание. Закон принят давно. Проверьте акты до 20 апреля.", [JUSTICE], "2026-04-20"),
        ("К акиму области Абай вопрос. Где деньги? Представьте расчёты до 20 марта.", [ABAI], "2026-03-20"),
        ("Составьте, министры финансов и транспорта, до 30 марта график вывоза.", [FINANCE, TRANSPORT], "2026-03-30"),
        ("Посчитайте вместе, Минфин и Минтруд, до 30 марта варианты.", [FINANCE, LABOUR], "2026-03-30"),
        ("По складам прошу подключиться министра торговли: выехать и дать заключение.", [TRADE], None),
        (
            "Это общий вопрос министра финансов и министра юстиции, решение представьте к маю.",
            [FINANCE, JUSTICE],
            "2026-04-30",
        ),
        ("Закупайте мебель сейчас, не в августе.", [ENERGY], None),
        ("Введите там ежедневные штабы.", [ENERGY], None),
    ],
)
def test_to_whom_a_leader_turns(words: str, owners: list[str], day: str | None) -> None:
    assert replied(words) == [(owners, day)]


@pytest.mark.parametrize(
    ("words", "owners"),
    [
        ("До 1 апреля на всех заводах следует установить датчики. Спрошу за это с министра экологии.", [ECOLOGY]),
        (
            "Порядок на рынках нужно навести до 1 апреля. Это прямая обязанность Министерства торговли и акимов.",
            [TRADE, ALL_AKIMATS],
        ),
        ("Жду от всех областей сводку до 1 апреля.", [ALL_AKIMATS]),
        (
            "В Атырауской, Актюбинской областях и области Абай доходы упали. Так нельзя. Мы это видели. И снова то же. "
            "Решение простое.\nАкимы трёх названных областей до 1 апреля должны представить план.",
            ["Акимат Атырауской области", "Акимат Актюбинской области", ABAI],
        ),
    ],
)
def test_who_answers_for_it_is_said_around_the_order(words: str, owners: list[str]) -> None:
    assert spoken(words) == [(owners, "2026-04-01")]


def test_a_number_that_counts_days_counts_no_regions() -> None:
    words = "В Атырауской и Актюбинской областях тарифы выросли. Акимам этих областей в течение трёх дней дать расчёты."
    assert spoken(words)[0][0] == ["Акимат Атырауской области", "Акимат Актюбинской области"]


def test_who_reports_orders_those_below_him_only() -> None:
    said = "Пожаров стало меньше. {} поручаю до 1 апреля обновить карту."
    below = replied("Верно.", said.format("Комитету лесного хозяйства, его глава здесь,"), "Министр экологии")
    town = replied("Верно.", said.format("Акиму Рудного"), "Аким Костанайской области")
    above = replied("Верно.", said.format("Правительству"), "Министр экологии")
    assert [day for _, day in below] == ["2026-04-01"]
    assert town == [(["Акимат города Рудного"], "2026-04-01")]
    assert above == []


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("По договору объект сдаётся 25 декабря.", ["2026-12-25"]),
        ("Зал сдаётся в аренду 25 декабря.", []),
        ("До весны в эту яму провалится не одна машина.", []),
        ("Снега нет, а он будет через две недели.", []),
        ("Хочется надеяться, что к осени мост откроют.", []),
    ],
)
def test_dates_of_works_and_dates_of_fears_and_hopes(words: str, days: list[str]) -> None:
    found = findings(GREETING + words, SPEECH)
    assert [str(m.deadline.date) for m in found if m.kind.value == "milestone" and m.deadline] == days

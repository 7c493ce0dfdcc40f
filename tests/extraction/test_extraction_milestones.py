"""Dated stages of plans: (sentence, last day, stage), and sentences with a date that report no plan."""

import pytest

from app.domain.enums import FindingKind, Stage

STAGES = [
    ("Строительство моста начнётся в сентябре.", ["2026-09-30"], Stage.START_OF_WORKS),
    ("Завершить экспертизу проекта планируется до конца года.", ["2026-12-31"], Stage.PERMIT),
    ("Завод запустят в первом полугодии 2027 года.", ["2027-06-30"], Stage.LAUNCH),
    ("Ввод в эксплуатацию намечен на декабрь 2027 года.", ["2027-12-31"], Stage.COMMISSIONING),
    (
        "Начало работ намечено на август, завершение – до конца 2028 года.",
        ["2026-08-31", "2028-12-31"],
        Stage.START_OF_WORKS,
    ),
    ("Ремонт трассы завершится летом 2027 года.", ["2027-08-31"], Stage.COMPLETION),
    ("Новая линия заработает с 1 октября.", ["2026-10-01"], Stage.LAUNCH),
    ("Переход достроят к концу года.", ["2026-12-31"], Stage.COMPLETION),
    ("Работы по благоустройству стартуют в июле.", ["2026-07-31"], Stage.START_OF_WORKS),
    ("Подготовка площадки – июнь 2026 г.", ["2026-06-30"], None),
    ("Срок сдачи моста – 2027 год.", ["2027-12-31"], Stage.COMMISSIONING),
    ("Начало – июнь, окончание – октябрь 2026 года.", ["2026-06-30", "2026-10-31"], Stage.START_OF_WORKS),
    ("Открыть переправу рассчитывают осенью.", ["2026-11-30"], Stage.LAUNCH),
    ("До конца года план – подключить сорок сёл.", ["2026-12-31"], None),
    ("Терминал примет первые грузы в декабре.", ["2026-12-31"], None),
    ("Пуск линии перенесён на март 2027 года.", ["2027-03-31"], Stage.LAUNCH),
    ("Причал подготовят к августу.", ["2026-07-31"], None),
    ("Насосы закупают, финиш – в сентябре.", ["2026-09-30"], Stage.COMPLETION),
    ("Школу построим до конца года, заверил подрядчик.", ["2026-12-31"], Stage.COMPLETION),
    ("Қазандық қыркүйекте іске қосылады.", ["2026-09-30"], Stage.LAUNCH),
    ("Екінші кезең 2027 жылдың үшінші тоқсанында басталмақ.", ["2027-09-30"], Stage.START_OF_WORKS),
]


@pytest.mark.parametrize(("text", "days", "stage"), STAGES)
def test_a_stage_of_a_plan_is_found_with_its_date(find, text: str, days: list[str], stage: Stage) -> None:
    found = find(text)
    assert [f.kind for f in found] == [FindingKind.MILESTONE] * len(days)
    assert [f.deadline.date.isoformat() for f in found] == days
    assert found[0].stage is stage


@pytest.mark.parametrize(
    "text",
    [
        "В 2025 году запустили шесть заводов.",
        "Ветер стихнет к 20 мая.",
        "Если до 1 июня дождей не будет, посевы погибнут.",
        "Бюджет на 2027 год утверждён.",
        "Ответ пообещали дать до 1 июня.",
        "Добычу намерены возобновить не ранее ноября.",
        "К концу года очередь вырастет вдвое.",
        "Экономисты ждут, что к лету доллар подорожает.",
        "Вряд ли мост достроят к 2030 году.",
        "До зимы дороги не будет.",
        "Матч пройдёт 20 июня.",
        "Приём заявок продлится до 1 июля.",
    ],
)
def test_these_are_no_milestones(find, text: str) -> None:
    assert find(text) == []


def test_an_aim_is_a_goal(find) -> None:
    found = find("Наша цель – довести долю переработки до 70 процентов к 2030 году.")
    assert [(f.kind, f.deadline.date.isoformat()) for f in found] == [(FindingKind.GOAL, "2029-12-31")]


def test_the_project_is_named_where_the_sentence_leaves_it_out(find) -> None:
    text = "Премьер-министр осмотрел площадку проекта «Степной маяк». Строительство начнётся в июле."
    assert [f.project for f in find(text) if f.kind is FindingKind.MILESTONE] == ["Степной маяк"]


def test_a_wanted_level_is_a_goal(find) -> None:
    found = find("К 2030 году доля переработки должна достигнуть 70 процентов.")
    assert [(f.kind, f.deadline.date.isoformat()) for f in found] == [(FindingKind.GOAL, "2029-12-31")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Стратегией предусмотрено снижение потерь на 12 процентов к 2032 году.", FindingKind.GOAL),
        ("Планом намечено сокращение выбросов до 10 процентов к 2032 году.", FindingKind.GOAL),
        ("Программой предусмотрено строительство 12 школ к 2032 году.", FindingKind.MILESTONE),
    ],
)
def test_a_level_named_by_a_noun_is_a_goal_a_building_is_none(find, text: str, kind: FindingKind) -> None:
    assert [(f.kind, f.deadline.date.isoformat()) for f in find(text)] == [(kind, "2031-12-31")]


def test_an_aim_of_a_leader_needs_no_date(find) -> None:
    found = find("Наша цель – сделать города удобными, сказал Президент.")
    assert [(f.kind, f.deadline) for f in found] == [(FindingKind.GOAL, None)]


def test_the_project_is_the_nearest_before_not_the_next_one(find) -> None:
    text = (
        "Делегация осмотрела площадку завода ТОО «Ак Тас». Осуществление проекта начнётся в июле. "
        "Рядом строят завод «Кок Жол», его откроют в 2027 году."
    )
    assert [f.project for f in find(text) if f.kind is FindingKind.MILESTONE] == ["Ак Тас", "Кок Жол"]

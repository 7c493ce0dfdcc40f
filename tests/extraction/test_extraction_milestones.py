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

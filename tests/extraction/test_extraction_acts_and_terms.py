"""Any act with any term: what is to be done never hides by when, and the words around never hide who.

Every act is put together with every term in several frames, so that what one rule takes for a part of an object, of a
past event or of another clause is seen where the rules meet. What a term alone means is asked of the deadline reader.
"""

from datetime import date

import pytest

from app.domain.enums import Bound, FindingKind
from app.extraction import extract
from app.extraction.deadlines import read_deadline
from app.reference import agency_directory, work_calendar

PUBLISHED = date(2026, 11, 2)
DIRECTORY, CALENDAR = agency_directory(), work_calendar()
ENERGY = "Министерство энергетики"

ACTS = [
    "подготовить предложения",
    "подготовить школы",
    "разработать план мероприятий",
    "представить отчёт в Правительство",
    "провести проверку предприятий",
    "согласовать график с акиматом",
    "обеспечить готовность станций",
    "организовать ярмарки во всех районах",
    "ввести в эксплуатацию подстанцию",
    "принять на работу двести врачей",
    "довести охват сетями до 95 процентов",
    "решить вопрос с комбинатом",
    "заключить договоры с институтом",
    "сформировать запас угля на 30 суток",
    "приступить к строительству больницы",
    "перейти на природный газ",
    "восстановить подачу воды",
    "отремонтировать дорогу Кентау – Туркестан",
]
TERMS = [
    "к 1 февраля",
    "до 25 декабря текущего года",
    "не позднее 15 января",
    "до конца года",
    "к концу первого квартала",
    "в первом полугодии 2027 года",
    "в январе",
    "к марту",
    "в месячный срок",
    "в течение двух недель",
    "за 10 дней",
    "к понедельнику",
    "сегодня",
    "завтра",
    "в следующем месяце",
    "ежемесячно",
    "незамедлительно",
    "с 1 января",
]
FRAMES = [
    "Премьер-министр поручил Министерству энергетики {act} {term}.",
    "Премьер-министр поручил Министерству энергетики {term} {act}.",
    "– Министерству энергетики необходимо {act} {term}, – сказал Премьер-министр.",
    "Премьер-министр поручил:\n– Министерству энергетики {act} {term};\n– Министерству финансов выделить средства.",
]


def read(text: str) -> list[tuple[str, date | None]]:
    found = [f for f in extract(text, PUBLISHED, DIRECTORY, CALENDAR) if f.kind is FindingKind.INSTRUCTION]
    return [(f.owners[0].name if f.owners else "", f.deadline.date if f.deadline else None) for f in found]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("act", ACTS)
def test_an_act_does_not_hide_its_term(act: str, frame: str) -> None:
    wrong = []
    for term in TERMS:
        alone = read_deadline(term, PUBLISHED, CALENDAR)
        assert alone is not None
        day = None if alone.bound is Bound.FROM else alone.date
        found = [row for row in read(frame.format(act=act, term=term)) if row[0] != "Министерство финансов"]
        if found != [(ENERGY, day)]:
            wrong.append((term, found))
    assert wrong == []


BEFORE = [
    "Прежде всего ",
    "Ещё на десяти объектах ",
    "Выслушав доклады министров, ",
    "Обращаясь к членам Правительства, ",
    "Раскритиковав работу Министерства транспорта, ",
    "Посетив школу № 5, ",
    "Исходя из вышеизложенного, ",
    "В рамках рабочей поездки в Павлодарскую область ",
    "К 2030 году спрос вырастет вдвое. В этой связи ",
    "По данным на 1 октября, износ составляет 60 процентов. Поэтому ",
]
BEHIND = [
    ", а не ждать следующей зимы",
    ", что позволит создать 500 рабочих мест",
    ", где проживают 12 тыс. человек",
    ", в том числе 40 объектов в сёлах",
    ", исключив необоснованный рост тарифов",
    ", как это сделано в Актюбинской области",
    ", о чём доложить в Правительство",
    " и доложить о результатах",
    " с последующим докладом в Администрацию Президента",
    " на сумму 3,5 млрд тенге",
]
ONE = [(ENERGY, date(2027, 2, 1))]


@pytest.mark.parametrize("before", BEFORE)
def test_what_opens_a_sentence_hides_nobody(before: str) -> None:
    assert read(f"{before}Премьер-министр поручил Министерству энергетики до 1 февраля завершить ремонт.") == ONE
    assert read(f"– {before}Министерству энергетики необходимо до 1 февраля завершить ремонт, – сказал Премьер.") == ONE


@pytest.mark.parametrize("behind", BEHIND)
def test_what_ends_a_sentence_hides_nothing(behind: str) -> None:
    assert read(f"Премьер-министр поручил Министерству энергетики до 1 февраля завершить ремонт{behind}.") == ONE
    assert read(f"– Министерство энергетики обязано до 1 февраля завершить ремонт{behind}, – сказал Премьер.") == ONE


@pytest.mark.parametrize(
    "text",
    [
        "Премьер-министр поручил акимам подготовить дома к зиме.",
        "Премьер-министр поручил акимам проверить подготовку коммунального хозяйства к зиме.",
        "Премьер-министр поручил акимам обеспечить готовность жилых домов к отопительному сезону.",
        "– Минздраву необходимо решить проблемы, которые есть сегодня, – сказал Премьер-министр.",
        "– Сегодня Минэнерго должно завершить ремонт станций, – сказал Премьер-министр.",
        "Премьер-министр поручил Минфину исполнить закон, принятый в январе.",
        "Премьер-министр поручил Минфину проверить работу открытых в марте центров.",
    ],
)
def test_what_something_is_ready_for_or_when_it_was_made_is_no_term(text: str) -> None:
    assert [day for _, day in read(text)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "Ранее Премьер-министр поручил Минэнерго завершить ремонт до 1 февраля.",
        "Ещё в мае Премьер-министр поручил Минэнерго завершить ремонт до 1 февраля.",
        "Ещё на прошлом заседании Премьер-министр поручил Минэнерго завершить ремонт до 1 февраля.",
    ],
)
def test_what_was_ordered_earlier_is_no_instruction(text: str) -> None:
    assert read(text) == []


SEVERAL = [
    ("Премьер-министр поручил до 1 февраля:\n– Минэнерго {a};\n– Минфину {b}.", ["1 февраля", "1 февраля"]),
    ("Премьер-министр поручил до 1 февраля:\nМинэнерго {a};\nМинфину {b} до 1 марта.", ["1 февраля", "1 марта"]),
    ("Премьер-министр дал ряд поручений до 1 февраля:\n– Минэнерго {a};\n– Минфину {b}.", ["1 февраля", "1 февраля"]),
    ("Премьер-министр поручил Минэнерго {a} до 1 февраля, а Минфину – {b} до 1 марта.", ["1 февраля", "1 марта"]),
    ("Минэнерго поручено {a} до 1 февраля. Премьер-министр обязал Минфин {b}.", ["1 февраля", ""]),
    (
        "1. Минэнерго {a}.\nСрок: 1 февраля 2027 года.\n2. Минфину {b}.\nСрок: 1 марта 2027 года.",
        ["1 февраля", "1 марта"],
    ),
]
DAYS = {"1 февраля": date(2027, 2, 1), "1 марта": date(2027, 3, 1), "": None}


@pytest.mark.parametrize(("text", "days"), SEVERAL)
@pytest.mark.parametrize(
    "acts", [("завершить ремонт", "выделить средства"), ("разработать план", "внести предложения")]
)
def test_each_of_several_has_its_owner_and_term(text: str, days: list[str], acts: tuple[str, str]) -> None:
    told = "Премьер-министр провёл совещание. " if text.startswith("Минэнерго") else ""
    expected = [(ENERGY, DAYS[days[0]]), ("Министерство финансов", DAYS[days[1]])]
    assert read(told + text.format(a=acts[0], b=acts[1])) == expected


def test_the_term_of_a_list_ends_with_it() -> None:
    text = "Премьер-министр поручил до 1 февраля:\n– Минэнерго завершить ремонт.\nДалее Минфину поручено найти деньги."
    assert read(text) == [(ENERGY, date(2027, 2, 1)), ("Министерство финансов", None)]


@pytest.mark.parametrize(
    "text",
    [
        "Министерство энергетики уже приступило к работе и готово завершить ремонт до 1 февраля.",
        "Министерство энергетики намерено завершить ремонт до 1 февраля.",
        "Акимат принял решение завершить газификацию сёл до 1 февраля.",
        "Компания «Самал» обязалась построить школу до 1 февраля.",
        "Нет необходимости построить школу до 1 февраля.",
        "Акиматы попросили Правительство построить школу.",
        "Министерство обороны России должно построить школу.",
        "Правительству Узбекистана необходимо завершить ремонт до 1 февраля.",
    ],
)
def test_plans_requests_and_other_states_are_no_orders_whoever_leads(text: str) -> None:
    led = "Премьер-министр провёл заседание Правительства. Обсуждены вопросы развития регионов.\n\n"
    assert read(led + text + "\n\nВ заседании участвовали члены Правительства.") == []

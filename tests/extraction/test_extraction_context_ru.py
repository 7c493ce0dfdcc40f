"""Russian orders that only what stands around them shows: who spoke last, and a term, a body or an order beside them."""

from datetime import date

import pytest

from app.domain.enums import FindingKind
from app.extraction import extract
from app.extraction.findings import Finding
from app.reference import agency_directory, work_calendar

DAY = date(2026, 3, 12)
DIRECTORY, CALENDAR = agency_directory(), work_calendar()
RESCUE, LABOUR = "Министерство по чрезвычайным ситуациям", "Министерство труда и социальной защиты населения"
ENERGY, FARMS = "Министерство энергетики", "Министерство сельского хозяйства"
AKIMATS = "Акиматы регионов"
TARIFFS = "Комитет по регулированию естественных монополий Министерства национальной экономики"
LED = "Премьер-министр Олжас Бектенов провёл совещание. "
ORDERED = LED + "МЧС поручено обследовать дамбы."
FIRST = ([RESCUE], None)
Case = tuple[str, list[tuple[list[str], str | None]]]

INFINITIVES: list[Case] = [
    (ORDERED + "\nРусла рек расчистить до 20 апреля.", [FIRST, ([RESCUE], "2026-04-20")]),
    (ORDERED + "\nНасосы проверять еженедельно.", [FIRST, ([RESCUE], None)]),
    (ORDERED + "\nПункты обогрева открыть начиная с 5 апреля.", [FIRST, ([RESCUE], None)]),
    (LED + "Дальше он говорил коротко. Мосты проверить до 1 мая.", [([], "2026-05-01")]),
    (LED + "Смысл он передал так: цех запустить завтра.", [([], "2026-03-13")]),
    (LED + "С акимов спрос за дороги: ямы заделать до 1 мая.", [([AKIMATS], "2026-05-01")]),
    (LED + "Есть задание и на весну: акимату Актобе подобрать участок.", [(["Акимат города Актобе"], None)]),
    (LED + "Регионам, где сорван график ремонта, объясниться письменно.", [([AKIMATS], None)]),
    (LED + "Акиматам, которые сорвали график, отчитаться до 1 мая.", [([AKIMATS], "2026-05-01")]),
    (LED + "Минтруду перевести пункты «Арна» и «Калжат» на новый режим.", [([LABOUR], None)]),
]

STATES: list[Case] = [
    (ORDERED + " Список сёл должен висеть на сайте до 20 апреля.", [FIRST, ([RESCUE], "2026-04-20")]),
    (LED + "За Минтрудом – вакансии: список должен лежать на столе к 1 мая.", [([LABOUR], "2026-05-01")]),
    (LED + "Реестр вакансий, за который отвечает Минтруда, обязан заработать к 1 мая.", [([LABOUR], "2026-05-01")]),
    (ORDERED + " К маю Минэнерго должно иметь запас угля на месяц.", [FIRST, ([ENERGY], "2026-04-30")]),
    (LED + "КРЕМ публикует тарифы на сайте, крайний срок – 24 апреля.", [([TARIFFS], "2026-04-24")]),
    (LED + "Минэнерго пересчитывает тарифы. На всё про всё – две недели.", [([ENERGY], "2026-03-26")]),
]

TERMS_AND_PAPERS: list[Case] = [
    (LED + "Отчёт о выплатах сезонным рабочим Олжас Абаевич ждёт от акимов к среде.", [([AKIMATS], "2026-03-18")]),
    (LED + "Минтруду сказано закрыть вакансии, о ходе работы отчитываться по пятницам.", [([LABOUR], None)] * 2),
    (LED + "Минсельхозу он велел составить карту полей; управиться нужно к маю.", [([FARMS], "2026-04-30")]),
    (
        LED + "Минсельхозу поручено составить карту полей; сделать это надо до 1 июня.",
        [([FARMS], "2026-06-01")],
    ),
    (
        "«Министру энергетики. Прошу рассмотреть. Десять дней», – такую резолюцию поставил Премьер-министр.",
        [([ENERGY], "2026-03-22")],
    ),
    (
        "«МТСЗН, МСХ. Прошу изучить письмо и внести предложения. Пять дней». Такая виза вице-премьера стоит на письме.",
        [([LABOUR, FARMS], "2026-03-17")],
    ),
]

NOT_ORDERS = [
    # Somebody else has spoken, the word that governs the infinitive, advice to people, plans, what is asked.
    "\nЭксперт Серик Ахметов не согласен. Дамбы сначала достроить до 1 мая, потом обследовать.",
    "\nВернуться домой люди смогут к 1 мая. Открыть новый цех компания планирует в июне.",
    " Жителям не выходить на лёд до 1 апреля.",
    "\nЦель – обезопасить сёла до 1 апреля.",
    "\nКак подать заявление: заполнить форму до 1 апреля и приложить диплом.",
    " Осталось одно: дождаться весны и к маю начать работы.",
    " По мнению рыбаков, до 1 мая лёд не убрать.",
    # Forecasts, events, terms of other things.
    " Дожди должны закончиться к маю.",
    " Матч должен состояться 20 апреля.",
    " Рост экономики должен составить 6% к концу года.",
    " Завод должен заработать к концу 2029 года.",
    " Минэнерго публикует список, крайний срок подачи заявок – 1 мая.",
]
NOBODYS = [
    "Аким Актюбинской области осмотрел стройку. Подрядчик завершает кровлю, срок – 1 мая.",
    "Аким Актюбинской области осмотрел стройку. Акимат Актобе строит сад, крайний срок – 1 мая.",
    "Аким Актюбинской области осмотрел стройку. Новая школа должна открыться 1 сентября.",
    "Аким Актюбинской области осмотрел стройку. Замысел инвестора такой: построить завод до 1 декабря.",
    "Аким Актюбинской области осмотрел стройку. Прогноз синоптиков: снегу таять до 20 апреля.",
    "Правда ли, что Премьер-министр поручил закрыть рынок до 1 мая?",
    "Учитель Иван Петрович ждёт ответа от акимата третий месяц.",
]


def instructions(text: str) -> list[Finding]:
    return [f for f in extract(text, DAY, DIRECTORY, CALENDAR) if f.kind is FindingKind.INSTRUCTION]


def read(text: str) -> list[tuple[list[str], str | None]]:
    return [
        ([owner.name for owner in f.owners], str(f.deadline.date) if f.deadline and f.deadline.date else None)
        for f in instructions(text)
    ]


@pytest.mark.parametrize(("text", "expected"), INFINITIVES + STATES + TERMS_AND_PAPERS)
def test_what_goes_on_with_a_leaders_orders(text: str, expected: list[tuple[list[str], str | None]]) -> None:
    assert read(text) == expected


@pytest.mark.parametrize("more", NOT_ORDERS)
def test_what_stands_beside_an_order_and_is_none(more: str) -> None:
    assert read(ORDERED + more) == [FIRST]


@pytest.mark.parametrize("text", NOBODYS)
def test_a_leader_nearby_makes_no_order(text: str) -> None:
    assert instructions(text) == []

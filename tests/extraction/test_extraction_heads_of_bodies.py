"""Heads of agencies, committees and departments: what they order binds; what they hold to be needed, where they lead."""

from datetime import date

import pytest
from reading import instructions

from app.domain.enums import GiverRole

PUBLISHED, DAY = date(2026, 11, 2), date(2026, 12, 1)
# The office and how the text calls its holder again.
CHIEFS = [
    ("Председатель Комитета лесного хозяйства и животного мира", "председатель Комитета"),
    ("Главный государственный санитарный врач", "главный санитарный врач"),
    ("Генеральный прокурор", "Генеральный прокурор"),
    ("Исполняющий обязанности министра здравоохранения", "и.о. министра"),
]
UNIT_HEADS = [
    ("Руководитель управления здравоохранения Карагандинской области", "руководитель управления"),
    ("Начальник департамента полиции Алматинской области", "начальник департамента"),
    ("Директор Департамента лекарственной политики", "директор Департамента"),
    ("Руководитель областной инспекции труда", "руководитель инспекции"),
    ("Заместитель Руководителя Администрации Президента", "заместитель Руководителя Администрации"),
]
LED = [
    "{office} провёл совещание. По итогам {whom} поручено до 1 декабря завершить проверку складов.",
    "{office} провёл совещание. – {Whom} необходимо до 1 декабря завершить проверку складов, – сказал {again}.",
    "{office} провёл совещание. Он отметил, что {whom} необходимо до 1 декабря завершить проверку складов.",
    "{office} провёл совещание. «Коллеги, до 1 декабря завершите проверку складов», – потребовал {again}.",
    "{office} провёл совещание и дал поручения: {whom} – до 1 декабря завершить проверку складов.",
]
ORDER = "{office} поручил {whom} до 1 декабря завершить проверку складов."
VIEW = "{office} подчеркнул, что {whom} следует до 1 декабря завершить проверку складов."
CHIEFS_KK = [
    ("Су ресурстары комитетінің төрағасы", "төраға"),
    ("Бәсекелестікті қорғау және дамыту агенттігінің төрағасы", "төраға"),
    ("Бас мемлекеттік санитариялық дәрігер", "бас санитариялық дәрігер"),
    ("Үкімет Аппаратының Басшысы", "басшы"),
]
UNIT_HEADS_KK = [
    ("Облыстық білім басқармасының басшысы", "басшы"),
    ("Алматы облысы полиция департаментінің бастығы", "бастық"),
    ("Облыстық еңбек инспекциясының басшысы", "басшы"),
]
LED_KK = [
    "{office} жиын өткізді. Жиын қорытындысында {whom} 1 желтоқсанға дейін қоймаларды тексеруді аяқтау тапсырылды.",
    "{office} жиын өткізді. – {Whom} 1 желтоқсанға дейін қоймаларды тексеруді аяқтау қажет, – деді {again}.",
    "{office} жиын өткізді. Ол {whom} 1 желтоқсанға дейін қоймаларды тексеруді аяқтау қажет екенін айтты.",
    "{office} жиын өткізді. «Әріптестер, 1 желтоқсанға дейін тексеруді аяқтаңыздар», – деп талап етті {again}.",
]
ORDER_KK = "{office} {whom} 1 желтоқсанға дейін қоймаларды тексеруді аяқтауды тапсырды."


def told(frame: str, office: tuple[str, str], whom: str) -> str:
    return frame.format(office=office[0], again=office[1], whom=whom, Whom=whom.capitalize())


def orders(text: str) -> list[tuple[GiverRole | None, date | None]]:
    found = instructions(text, day=PUBLISHED)
    return [(f.giver.role if f.giver else None, f.deadline.date if f.deadline else None) for f in found]


@pytest.mark.parametrize("frame", [*LED, ORDER])
@pytest.mark.parametrize("office", [*CHIEFS, *UNIT_HEADS], ids=lambda office: office[0])
def test_a_head_who_leads_or_orders_is_obeyed(office: tuple[str, str], frame: str) -> None:
    found = orders(told(frame, office, "территориальным подразделениям"))
    assert found == [(GiverRole.MINISTER if " министра" in office[0] else GiverRole.OTHER, DAY)]


@pytest.mark.parametrize("frame", [*LED_KK, ORDER_KK])
@pytest.mark.parametrize("office", [*CHIEFS_KK, *UNIT_HEADS_KK], ids=lambda office: office[0])
def test_a_head_who_leads_or_orders_is_obeyed_in_kazakh(office: tuple[str, str], frame: str) -> None:
    assert orders(told(frame, office, "аумақтық бөлімшелерге")) == [(GiverRole.OTHER, DAY)]


@pytest.mark.parametrize("office", UNIT_HEADS, ids=lambda office: office[0])
def test_the_view_of_a_head_of_a_unit_binds_nobody_elsewhere(office: tuple[str, str]) -> None:
    assert orders(told(VIEW, office, "территориальным подразделениям")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ректор университета поручил деканам до 1 декабря завершить проверку складов.",
        "Председатель правления частной компании поручил филиалам до 1 декабря завершить проверку складов.",
        "Руководитель управления здравоохранения поручил Министерству финансов до 1 декабря выделить средства.",
        "Компанияның басқарма төрағасы цех басшыларына 1 желтоқсанға дейін есеп беруді тапсырды.",
        "Университет ректоры факультеттерге 1 желтоқсанға дейін есеп беруді тапсырды.",
    ],
)
def test_who_rules_nothing_of_the_state_binds_nobody(text: str) -> None:
    assert orders(text) == []


@pytest.mark.parametrize(
    ("text", "giver"),
    [
        (
            "Көлік министрлігінде алқа отырысы өтті. Министр комитеттерге жұмысты күшейтуді тапсырды. Баяндама жасаған "
            "Азаматтық авиация комитетінің төрағасы жөндеу туралы айтты. Комитетке мәселені бақылауға алу жүктелді.",
            GiverRole.MINISTER,
        ),
        (
            "Көлік министрлігі алқасының шешімі. Автомобиль жолдары комитетінің төрағасы мен департамент басшысының есебін "
            "тыңдап, алқа шешті. Азаматтық авиация комитеті 1 желтоқсанға дейін кестені келіссін.",
            GiverRole.MINISTER,
        ),
    ],
)
def test_a_chairman_who_reports_gives_no_order(text: str, giver: GiverRole) -> None:
    found = instructions(text, day=PUBLISHED)
    assert found and found[-1].giver is not None and found[-1].giver.role is giver

"""Who speaks: labels with initials in a record, «он отметил, что …» behind a leader, what is done between dashes in a scene.

What follows from each shape is crossed by machine (decision 0021); a part of it stands here.
"""

from datetime import date

import pytest
from reading import instructions

PUBLISHED = date(2026, 11, 2)
DAYS = [date(2026, 12, 1), date(2027, 1, 15)]


def dates(text: str) -> list[date | None]:
    return [found.deadline.date if found.deadline else None for found in instructions(text, day=PUBLISHED)]


LABELS = [
    "Ахметов Е.К.",
    "Е.К. Ахметов",
    "Е. Ахметов",
    "Ахметов",
    "Аким области Ахметов Е.К.",
    "Аким области",
    "Председательствующий",
]
OTHERS = [("Руководитель управления здравоохранения", "Директор водоканала"), ("Сериков Б.Т.", "Иванова О.П.")]


@pytest.mark.parametrize("capitals", [False, True])
@pytest.mark.parametrize("others", OTHERS)
@pytest.mark.parametrize("label", LABELS)
def test_only_whoever_leads_a_record_gives_orders(label: str, others: tuple[str, str], capitals: bool) -> None:
    chair, first, second = (each.upper() if capitals else each for each in (label, *others))
    text = "\n\n".join(
        [
            "Запись заседания штаба.\nПредседательствовал: аким области Ахметов Е.К.",
            f"{chair}: Начнём.",
            f"{first}: Работы завершены на 80 процентов. Остальное нужно закупать за рубежом.",
            f"{chair}: Этого мало. Это надо закончить до 1 декабря.",
            f"{second}: Есть. Поставщик обязан привезти насосы в срок, договор подписан.",
            f"{chair}: Завершите работу к 15 января.",
            f"{first}: Понятно.",
        ]
    )
    assert dates(text) == DAYS, text


@pytest.mark.parametrize("said", ["отметил", "подчеркнул", "сказал", "заявил", "считает", "указал", "предупредил"])
@pytest.mark.parametrize(
    "lead",
    ["Премьер-министр провёл совещание.", "Вице-премьер посетил станцию.", "Министр энергетики провёл коллегию."],
)
def test_he_of_a_sentence_is_the_leader_before(lead: str, said: str) -> None:
    for who in ("Он", "При этом он", "Также он"):
        text = f"{lead} Износ сетей составляет 60 процентов. {who} {said}, что акиматам необходимо завершить ремонт до 1 декабря."
        assert dates(text) == DAYS[:1], text
    behind = f"{lead} Акиматам необходимо завершить ремонт до 1 декабря, {said} он."
    assert dates(behind) == DAYS[:1], behind


@pytest.mark.parametrize(
    "text",
    [
        "Премьер-министр провёл совещание. Фермер рассказал о посевах. Он отметил, что акиматам необходимо завершить ремонт.",
        "Депутат выступил на пленарном заседании. Он отметил, что Минтрансу необходимо завершить ремонт до 1 декабря.",
    ],
)
def test_he_may_be_somebody_else(text: str) -> None:
    assert dates(text) == []


DOES = ["он оборачивается", "спрашивает он", "аким листает журнал", "перебивает аким", "он помолчал"]
ORDERS = [("Закройте дефект к 15 января", 1), ("Подрядчик должен вывезти мусор до 1 декабря", 0)]


@pytest.mark.parametrize("does", DOES)
@pytest.mark.parametrize(("order", "day"), ORDERS)
def test_between_dashes_somebody_does_something_and_speaks_on(does: str, order: str, day: int) -> None:
    text = f"На станцию приехал аким. Ремонт идёт с мая.\n\n– Почему стоим? – {does}. – {order}."
    assert dates(text) == [DAYS[day]]


@pytest.mark.parametrize("does", ["качает головой прораб", "вздыхает жительница дома"])
def test_whoever_lives_there_orders_nothing_by_that(does: str) -> None:
    text = (
        f"На станцию приехал аким. Ремонт идёт с мая.\n\n– Почему стоим? – {does}. – Насосы надо закупить до 1 декабря."
    )
    assert dates(text) == []


LABELS_KK = ["Ахметов Е.К.", "Е. Ахметов", "Әкім", "Төраға"]
OTHERS_KK = [("Білім басқармасының басшысы", "Су арнасының директоры"), ("Ақсу ауданының әкімі", "ТЖД бастығы")]


@pytest.mark.parametrize("others", OTHERS_KK)
@pytest.mark.parametrize("label", LABELS_KK)
def test_only_whoever_leads_a_kazakh_record_gives_orders(label: str, others: tuple[str, str]) -> None:
    first, second = others
    text = "\n\n".join(
        [
            "Штаб отырысының жазбасы.\nТөраға: облыс әкімі Ахметов Е.К.",
            f"{label}: Бастайық.",
            f"{first}: Жұмыстар 80 пайызға аяқталды. Қалғанын шетелден сатып алу керек.",
            f"{label}: Бұл аз. Жөндеуді 1 желтоқсанға дейін бітіріңіздер.",
            f"{second}: Бізге адам жетпейді, ертерек бастау керек еді.",
            f"{label}: Жұмысты 15 қаңтарға дейін аяқтаңыздар.",
            f"{first}: Түсінікті.",
        ]
    )
    assert dates(text) == DAYS, text


@pytest.mark.parametrize("does", ["деп сұрады ол", "ол сағатына қарады", "әкім мердігерге бұрылды", "деді әкім"])
@pytest.mark.parametrize(
    ("order", "day"), [("Ақауды 15 қаңтарға дейін жою керек", 1), ("Жөндеуді 1 желтоқсанға дейін аяқтаңыздар", 0)]
)
def test_in_a_kazakh_scene_likewise(does: str, order: str, day: int) -> None:
    text = f"Станцияға Павлодар облысының әкімі келді. Жөндеу мамырдан бері жүріп жатыр.\n\n– Неге тұрмыз? – {does}. – {order}."
    assert dates(text) == [DAYS[day]]


@pytest.mark.parametrize(
    ("chair", "first", "second"),
    [
        ("Заместитель акима области", "Аким Экибастуза", "Директор ТЭЦ"),
        ("ЗАМЕСТИТЕЛЬ АКИМА ОБЛАСТИ", "АКИМ ЭКИБАСТУЗА", "ДИРЕКТОР ТЭЦ"),
        ("Вице-министр", "Аким Экибастуза", "Директор ТЭЦ"),
    ],
)
def test_a_deputy_to_whom_a_record_returns_leads_it(chair: str, first: str, second: str) -> None:
    text = "\n\n".join(
        [
            f"{chair}: Сколько домов без тепла?",
            f"{first}: Четырнадцать. Нужно ещё два дня.",
            f"{chair}: Завершите ремонт до 1 декабря.",
            f"{second}: Насосы надо закупать за рубежом.",
            f"{chair}: Доложите мне к 15 января.",
            f"{first}: Есть.",
        ]
    )
    assert dates(text) == DAYS, text


def test_a_name_that_a_label_gives_with_its_office_is_known_from_then_on() -> None:
    text = (
        "Т. Жақсылықов (облыс әкімі): Не өзгерді?\n\nБ. Сәрсенов (ТЖД бастығы): Бізге техника қажет.\n\n"
        "Т. Жақсылықов: Жұмысты 1 желтоқсанға дейін аяқтаңыздар.\n\nБ. Сәрсенов: Түсіндім."
    )
    assert dates(text) == DAYS[:1]

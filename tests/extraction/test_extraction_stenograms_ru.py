"""Stenograms whose turns are headed in capitals and a point, and what only sounds like an order in them.

On 12 March 2026. Whoever is called chair leads, or the highest office; the others answer, whatever they call necessary.
"""

import pytest
from reading import instructions

ENERGY, FINANCE = "Министерство энергетики", "Министерство финансов"
Told = list[tuple[str | None, list[str], str | None]]


def told(text: str, title: str = "Стенограмма заседания") -> Told:
    """Of each instruction the giver's role, its owners and its date."""
    return [
        (
            found.giver.role if found.giver else None,
            [owner.name for owner in found.owners],
            str(found.deadline.date) if found.deadline and found.deadline.date else None,
        )
        for found in instructions(text, title)
    ]


CHAIRED = """Запись ведётся с девяти часов.
ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ (Премьер-министр О. Бектенов). Добрый день! Что с запасами?
МИНИСТР ЭНЕРГЕТИКИ. Угля хватает. Считаем, что акиматам нужно до 1 апреля проверить тупики.
ПРЕДСЕДАТЕЛЬСТВУЮЩИЙ. Проверьте сами до 20 марта. Подведу итоги.
Министерству финансов – до 1 мая рассмотреть заявку.
ЗАМЕСТИТЕЛЬ АКИМА (по хозяйству). Подрядчик должен закончить к пятому апреля."""


def test_whoever_is_called_chair_gives_the_orders_and_closes_the_meeting() -> None:
    assert told(CHAIRED) == [
        ("prime_minister", [ENERGY], "2026-03-20"),
        ("prime_minister", [FINANCE], "2026-05-01"),
    ]


STAFF = """АКИМ ГОРОДА. Кто готов?
РУКОВОДИТЕЛЬ УПРАВЛЕНИЯ СПОРТА. Проект вернулся. Проектировщик обязан исправить замечания к 4 апреля.
АКИМ ГОРОДА. Управлению финансов до 1 апреля снять деньги с объекта.
АКИМ БОСТАНДЫКСКОГО РАЙОНА. Соседям следует отдать нам два грейдера до 1 мая."""


def test_of_several_akims_the_first_leads_and_heads_of_departments_answer() -> None:
    found = told(STAFF, "Аппаратное совещание у акима Алматы: стенограмма")
    assert found == [("akim", ["Управление финансов города Алматы"], "2026-04-01")]


def test_a_dateline_in_capitals_is_no_turn() -> None:
    text = "ПАВЛОДАР. Премьер-министр поручил Минэнерго до 1 мая закрыть долги.\nАСТАНА. Поручено Минфину до 1 мая найти деньги."
    assert [owners for _, owners, _ in told(text)] == [[ENERGY], [FINANCE]]


@pytest.mark.parametrize("heading", ["РЕШИЛИ", "ПОРУЧЕНО", "ФИНАНСЫ"])
def test_headings_in_capitals_are_no_turns(heading: str) -> None:
    text = f"Премьер-министр провёл совещание.\nСЛУШАЛИ: О дорогах.\n{heading}: Министерству финансов до 1 мая найти деньги."
    assert told(text, "") == [("prime_minister", [FINANCE], "2026-05-01")]


SPEECH = "Выступление Премьер-министра на заседании Правительства"
ORDER = "Уважаемые коллеги!\nМы прошли трудный год.\nПоручаю Министерству финансов до 1 мая закрыть долги. "
# What is told to the speaker, lies ahead, is asked of people, or only judged: it binds no body.
NOTHING_MORE = [
    "Вчера министр докладывал мне, что подрядчик должен сдать котёл в апреле.",
    "Насосы должны заменить к лету, так мне доложили.",
    "Правительству ещё предстоит решить вопрос со страхованием.",
    "Жителей же прошу не жечь стерню до осени.",
    "Прошу всех родителей проверить детские кресла.",
    "С людьми надо разговаривать, а не приходить с пилой.",
    "Работать нужно спокойно и без аварий.",
    "Не закрывать людям дело, а помочь – вот задача.",
    "Наказывать за каждый день – остаться без людей.",
    "Хочу отметить, что положение дел в мире требует постоянной готовности.",
]


@pytest.mark.parametrize("words", NOTHING_MORE)
def test_what_binds_nobody_in_a_speech(words: str) -> None:
    assert told(ORDER + words, SPEECH) == [("prime_minister", [FINANCE], "2026-05-01")]


# Near misses: a body, a day, a place or an act that ends makes an order of the same words.
STILL_ORDERS = [
    "Министерству предстоит до 1 июня решить вопрос со страхованием.",
    "Прошу Министерство финансов проверить счета.",
    "Уже сейчас нужно открывать в Экибастузе колледж.",
    "Министерству надо разговаривать с людьми, а не приходить с пилой.",
    "Нужно проверить счета и без спешки.",
]


@pytest.mark.parametrize("words", STILL_ORDERS)
def test_what_binds_the_body_just_addressed(words: str) -> None:
    assert [owners for _, owners, _ in told(ORDER + words, SPEECH)] == [[FINANCE], [FINANCE]]


@pytest.mark.parametrize(
    ("whom", "names"),
    [
        ("Акимам районов и города Тараза", ["Акиматы районов Жамбылской области", "Акимат города Тараза"]),
        ("Акимату Тараза и районам", ["Акимат города Тараза", "Акиматы районов Жамбылской области"]),
        ("Акимам города Тараза, а также районов", ["Акимат города Тараза", "Акиматы районов Жамбылской области"]),
        ("Акимам города Тараза и района Байзак", ["Акимат города Тараза", "Акимат района Байзак"]),
    ],
)
def test_districts_beside_a_town_own_it_with_the_town(whom: str, names: list[str]) -> None:
    text = f"Аким Жамбылской области провёл совещание. {whom} поручено до 1 мая вывезти снег."
    assert told(text, "") == [("akim", names, "2026-05-01")]


@pytest.mark.parametrize(
    ("words", "owner"),
    [
        ("Директору департамента полиции Шымкента он сказал проверить стоянки.", "Департамент полиции города Шымкент"),
        ("Он потребовал от Минфина, чтобы ни один счёт не лежал без подписи.", FINANCE),
    ],
)
def test_orders_in_plain_words(words: str, owner: str) -> None:
    assert [owners for _, owners, _ in told(f"Премьер-министр провёл совещание. {words}", "")] == [[owner]]


# Speech behind a dash inside of a line: who turns to whom, and where the narration goes on.
INLINE = [
    (
        "Президент посетил хозяйство. Президент обратился к министру сельского хозяйства. "
        "– Проработайте к 1 июня вопрос кормов. Министр сообщил, что работа идёт.",
        [("president", ["Министерство сельского хозяйства"], "2026-06-01")],
    ),
    (
        "Премьер-министр провёл заседание.\nМинистр транспорта доложил о дорогах. – Внесите список до 1 мая, – сказал "
        "Премьер-министр. Эксперты считают, что Минфину нужно до 1 июня найти деньги.",
        [("prime_minister", ["Министерство транспорта"], "2026-05-01")],
    ),
    (
        "Премьер-министр провёл заседание.\nМинистр транспорта доложил, что дороги предлагается передать. – Это потом, – "
        "прервал его Премьер. – Минэнерго до 1 мая закрыть долги.",
        [("prime_minister", [ENERGY], "2026-05-01")],
    ),
]


@pytest.mark.parametrize(("text", "expected"), INLINE)
def test_speech_begins_inside_of_a_line(text: str, expected: Told) -> None:
    assert told(text, "") == expected


def test_whoever_is_hailed_in_a_quote_does_not_lead() -> None:
    text = (
        "Вице-премьер провёл штаб.\n«Аким Северо-Казахстанской области, до 20 марта прочистите трубы», – потребовал он.\n"
        "Министерству энергетики поручено до 1 мая закрыть долги."
    )
    assert told(text, "") == [
        ("deputy_pm", ["Акимат Северо-Казахстанской области"], "2026-03-20"),
        ("deputy_pm", [ENERGY], "2026-05-01"),
    ]


def test_an_order_beside_a_recalled_task_is_of_today() -> None:
    text = "Президент принял министра финансов. Президент напомнил о поставленной в январе задаче и поручил доложить до 1 мая."
    assert [day for _, _, day in told(text, "")] == ["2026-05-01"]


@pytest.mark.parametrize(
    "words",
    [
        "Здесь стыдно встречать гостей.",
        "Городу нечем дышать, а кивать друг на друга недопустимо.",
        "Запретить проще всего.",
        "Для получения квартиры врачу необходимо отработать пять лет.",
        "Детей на год надо где-то разместить.",
        "Запасы надо закладывать осенью, это азбука.",
        "По методике население должно быть оповещено за шесть часов.",
        "Ответ должен быть дан за пятнадцать дней, а по факту его ждут месяцами.",
        "Министр должен будет отчитаться перед палатой в ноябре.",
        "Депутатам Курултая предстоит рассмотреть сорок законов.",
        "Кто-то должен отвечать за цену билета.",
        "Небольшая страна может и должна делать ставку на знания.",
        "Обращаюсь к соотечественникам: не жгите сухую траву.",
    ],
)
def test_states_norms_and_thoughts_bind_nobody(words: str) -> None:
    assert told(ORDER + words, SPEECH) == [("prime_minister", [FINANCE], "2026-05-01")]


def test_whoever_is_called_chair_before_a_colon_leads() -> None:
    text = (
        "Председательствующий: Коллеги, начнём. Министр финансов, что с лимитами?\n"
        "Министр финансов: Необходимо, чтобы Минэнерго закрыло долги до 1 июня. Лимиты откроем завтра.\n"
        "Председательствующий: Справку представьте к 20 марта.\n"
        "Министр энергетики: Принято. Акиматам следует помочь нам до 1 апреля."
    )
    assert [(owners, day) for _, owners, day in told(text)] == [([FINANCE], "2026-03-20")]


def test_an_expert_who_has_a_column_orders_nobody() -> None:
    text = (
        "Я преподаю тридцать лет.\nМинистерству энергетики необходимо до лета пересмотреть планы. "
        "Президент поручал это в 2024 году."
    )
    assert told(text, "Колонка: почему нам не хватает инженеров") == []


def test_a_guest_who_leads_another_state_orders_his_own() -> None:
    text = (
        "Президент провёл переговоры. Финский лидер сообщил, что поручил своему министру до конца года открыть центр."
    )
    assert told(text, "") == []

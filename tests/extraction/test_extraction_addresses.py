"""Leaders' own words from the first line to the last, and records whose turns are headed in capitals; on 12 March 2026.

Each group has its false friends: the same words told by somebody else, or meant for nobody in office.
"""

import pytest
from reading import instructions

FINANCE, ENERGY, HEALTH = "Министерство финансов", "Министерство энергетики", "Министерство здравоохранения"
EMERGENCY = "Министерство по чрезвычайным ситуациям"
TRANSPORT, LABOUR = "Министерство транспорта", "Министерство труда и социальной защиты населения"
GREETING = "Уважаемые участники заседания!\nМы прошли трудный год.\n"
KAZAKH_GREETING = "Құрметті отандастар!\nБіз күрделі кезеңнен өттік.\n"


def told(text: str, title: str) -> list[tuple[str, list[str], str | None]]:
    """Of each instruction who gave it, its owners, its date."""
    return [
        (
            found.giver.role.value if found.giver else "",
            [owner.name for owner in found.owners],
            str(found.deadline.date) if found.deadline and found.deadline.date else None,
        )
        for found in instructions(text, title)
    ]


ADDRESSES = [
    (
        "Выступление Главы государства на форуме водников",
        GREETING + "Минфину следует до 1 мая найти средства на дамбы. Акимам нужно перестать ждать.",
        [("president", [FINANCE], "2026-05-01"), ("president", ["Акиматы регионов"], None)],
    ),
    (
        "Послание народу Казахстана",
        GREETING + "Министерство здравоохранения до 1 июня должно внедрить единый стандарт осмотра детей.",
        [("president", [HEALTH], "2026-06-01")],
    ),
    (
        "Вступительное слово Премьер-министра на заседании Правительства",
        GREETING + "Глава государства в январе говорил о вагонах. Минтрансу надлежит до конца июня закупить их.",
        [("prime_minister", [TRANSPORT], "2026-06-30")],
    ),
    (
        "Речь министра энергетики на коллегии",
        "Коллеги, доброе утро!\nНачнём с ремонтов. Прошу КЕГОК до 1 мая завершить осмотр линий.",
        [("minister", ["АО «KEGOC»"], "2026-05-01")],
    ),
    (
        "Мемлекет басшысының Қазақстан халқына Жолдауы",
        KAZAKH_GREETING + "Еңбек министрлігі 1 мамырға дейін жаңа тәсіл ұсынсын.",
        [("president", [LABOUR], "2026-05-01")],
    ),
    (
        "Премьер-министрдің отырыстағы сөзі",
        "Құрметті әріптестер!\nҚаржы министрлігіне 1 маусымға дейін есепті аяқтауды тапсырамын.",
        [("prime_minister", [FINANCE], "2026-06-01")],
    ),
]


@pytest.mark.parametrize(("title", "text", "wanted"), ADDRESSES)
def test_every_line_of_an_address_is_its_speakers(
    title: str, text: str, wanted: list[tuple[str, list[str], str | None]]
) -> None:
    assert told(text, title) == wanted


# What a speaker says to everybody or to himself, and what another text needs more for.
TO_NOBODY = [
    "Прошу садиться.",
    "Прошу почтить их память.",
    "Прошу отнестись к этому серьёзно.",
    "Вспомните, каким был этот город.",
    "Скрывать нам нечего.",
    "Откладывать это незачем.",
    "Закрывать?",
    "Гражданам нужно жить по средствам.",
    "Китайская сторона обязана подтверждать заявки в течение пяти дней.",
    "В ряде стран правительства обязаны отчитываться каждый квартал.",
    "Не выполните – сделаю выводы.",
    "Год назад я потребовал от Правительства навести порядок в закупках.",
    "Сократить потери вдвое нам не придётся.",
]


@pytest.mark.parametrize("sentence", TO_NOBODY)
def test_what_a_speaker_says_to_nobody_in_office_is_no_instruction(sentence: str) -> None:
    text = GREETING + "Минфину поручаю найти средства.\n" + sentence
    assert told(text, "Выступление Президента на заседании") == [("president", [FINANCE], None)]


# Greetings and titles of texts that no leader speaks.
NOT_ADDRESSES = [
    (
        "Открытое письмо чабанов",
        "Уважаемый господин Премьер-министр!\nПишем Вам мы, чабаны. Минфину следует найти деньги.",
    ),
    ("Эксперт о бюджете", "Дорогие читатели!\nЯ считаю так. Минфину следует найти деньги до 1 мая."),
    ("Выступление эксперта на форуме", "Уважаемые коллеги!\nЯ думаю, Минфину следует найти деньги до 1 мая."),
]


@pytest.mark.parametrize(("title", "text"), NOT_ADDRESSES)
def test_whoever_is_no_leader_addresses_nobody(title: str, text: str) -> None:
    assert told(text, title) == []


def test_a_told_speech_stays_told() -> None:
    text = "Президент выступил на форуме. Глава государства отметил рост. Рынок должен расти, а Минфину поручено найти деньги."
    assert told(text, "Выступление Президента на форуме") == [("president", [FINANCE], None)]


RECORD = (
    "ПРЕЗИДЕНТ: Что со льготами?\n"
    "МИНИСТР ТРУДА: Просим Минфин ускорить перечисление. Акиматам было предложено собрать списки.\n"
    "ПРЕЗИДЕНТ: Минфину даю срок до 1 мая: всё перечислить.\n"
    "И ещё об одном. Минэнерго следует до 1 июня закрыть долги.\n"
    'АКИМ РАЙОНА "НҰРА": Принято. Просим полицию помочь с вывозом.'
)


def test_in_a_record_only_the_first_in_rank_orders_also_in_lines_without_a_label() -> None:
    assert told(RECORD, "Совещание. Стенограмма") == [
        ("president", [FINANCE], "2026-05-01"),
        ("president", [ENERGY], "2026-06-01"),
    ]


KAZAKH_RECORD = (
    "ПРЕМЬЕР-МИНИСТР: Қаржы министрлігі 1 мамырға дейін есеп берсін.\n"
    "Энергетика министрлігі 1 маусымға дейін қарызды жапсын.\n"
    "ОБЛЫС ӘКІМІ: Үкіметтен қаржы бөлуді сұраймыз."
)


def test_a_kazakh_record_is_read_alike() -> None:
    assert told(KAZAKH_RECORD, "Отырыс стенограммасы") == [
        ("prime_minister", [FINANCE], "2026-05-01"),
        ("prime_minister", [ENERGY], "2026-06-01"),
    ]


# Whom the speaker has turned to before, and what is told to somebody's face.
TURNED = [
    ("МЧС. Развёртываете мобильные группы в двенадцати точках до 12 мая.", [(EMERGENCY, "2026-05-12")]),
    ("Минобороны. Выделяете машины до 12 мая.", [("Министерство обороны", "2026-05-12")]),
    ("А вы, аким Экибастуза, котёл запускаете 20 октября.", [("Акимат города Экибастуза", "2026-10-20")]),
    ("Костанай, у вас одна помпа. Добирайте из резерва до 12 мая.", [("Акимат Костанайской области", "2026-05-12")]),
]
# Who is only told of himself, or asked.
NOT_TURNED = [
    "МЧС. Знаете сами, сколько групп стоит до 12 мая.",
    "А вы, аким Экибастуза, котёл запускаете 20 октября?",
    "Комитету госдоходов не надо ждать жалоб.",
]


@pytest.mark.parametrize(("words", "wanted"), TURNED)
def test_whoever_is_turned_to_owns_what_is_said_to_him(words: str, wanted: list[tuple[str, str]]) -> None:
    text = "Уважаемые участники штаба!\nМы прошли трудный год.\n" + words
    found = told(text, "Речь вице-премьера на заседании штаба")
    assert found == [("deputy_pm", [owner], day) for owner, day in wanted]


@pytest.mark.parametrize("words", NOT_TURNED)
def test_whoever_is_asked_or_told_of_himself_has_no_order(words: str) -> None:
    text = "Уважаемые участники штаба!\nМы прошли трудный год.\n" + words
    assert told(text, "Речь вице-премьера на заседании штаба") == []


def test_labels_in_capitals_may_end_with_a_point() -> None:
    record = (
        "ПРЕМЬЕР-МИНИСТР. Что с углём?\nВИЦЕ-ПРЕМЬЕР. Я уже поручил антимонопольщикам выехать.\n"
        "ПРЕМЬЕР-МИНИСТР. Минэнерго, направьте бригады до 1 мая."
    )
    assert told(record, "Селекторное совещание: стенограмма") == [("prime_minister", [ENERGY], "2026-05-01")]

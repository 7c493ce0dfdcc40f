"""Speech in a quote of several lines, and speech whose attribution begins with how it was said: on 12 March 2026."""

import pytest
from reading import instructions, read

ENERGY, FINANCE, AKIMATS = "Министерство энергетики", "Министерство финансов", "Акиматы регионов"
LINES = [
    "Зима была тяжелой. Котлы работали на пределе.",
    "Министерству энергетики до 1 июня представить план ремонта.",
    "Министр финансов, найдите средства до 1 мая.",
]
GIVEN = [([ENERGY], "2026-06-01"), ([FINANCE], "2026-05-01")]


@pytest.mark.parametrize("between", ["\n", "\n\n", "\n«"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Президент выступил перед энергетиками.\n«", "», – сказал Глава государства."),
        ("Президент сказал: «", "». После этого он осмотрел станцию."),
        ("Вчера в области прошла встреча.\n«", "», – подчеркнул Президент. Гости задали вопросы."),
    ],
)
def test_each_line_of_a_quote_is_of_whoever_is_named_at_its_end(before: str, after: str, between: str) -> None:
    text = before + between.join([*LINES, "Спрошу с каждого"]) + after
    assert read(text) == GIVEN
    assert {found.giver.role.value for found in instructions(text) if found.giver} == {"president"}


def test_who_speaks_may_be_named_inside_of_the_first_line() -> None:
    text = "В области прошла встреча.\n«Зима была тяжелой, – сказал Президент. – Котлы работали на пределе.\n"
    assert read(text + "\n".join(LINES[1:]) + "\nСпрошу с каждого».\nГости осмотрели станцию.") == GIVEN


def test_the_quote_of_an_outsider_orders_nothing_in_any_of_its_lines() -> None:
    text = "Эксперт оценил зиму.\n«" + "\n".join(
        ["Станции изношены на две трети.", "Минэнерго нужно до июня принять план.", "Иначе будет поздно"]
    )
    assert read(text + "», – считает аналитик.") == []


def test_a_quote_that_is_never_closed_or_names_a_thing_holds_no_other_line() -> None:
    order = "Премьер-министр поручил Минэнерго до 1 мая сдать проект."
    assert read(f"Завод «Тау выпускает трубы для сельских водопроводов.\n{order}") == [([ENERGY], "2026-05-01")]
    assert read(f"«Алатау» и «Кокше» вышли на линию в срок.\n{order}\nЭто «Новая станция».") == [
        ([ENERGY], "2026-05-01")
    ]


@pytest.mark.parametrize("how", ["", "сухо ", "тут же ", "громко и чётко "])
def test_how_it_was_said_stands_before_the_verb(how: str) -> None:
    assert read(f"Склады открыть к 1 мая, – {how}сказал Премьер-министр министру энергетики.") == [
        ([ENERGY], "2026-05-01")
    ]


def test_whom_the_words_are_for_stands_behind_v_adres() -> None:
    assert read("Склады открыть к 1 мая, – резко бросил Премьер-министр в адрес министра энергетики.") == [
        ([ENERGY], "2026-05-01")
    ]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("С теми, кто сорвал поставки, контракты больше не продлевать", None),
        ("Тем, кто остался без света, убытки возместить до 1 мая", "2026-05-01"),
        ("Там, где сети аварийные, бригады поставить сегодня", "2026-03-12"),
        ("И чтобы к 1 мая все подстанции были включены", "2026-05-01"),
        ("Чтобы к пятнице сети были проверены", "2026-03-13"),
    ],
)
def test_a_clause_about_whom_and_a_wish_in_the_passive_order(words: str, day: str | None) -> None:
    assert read(f"«{words}», – сказал Премьер-министр министру энергетики.") == [([ENERGY], day)]


@pytest.mark.parametrize(
    "words",
    [
        "Тем, кто хочет работать, помогать легко",
        "Чтобы к маю подстанции были готовы, нужны деньги",
        "Мы работаем, чтобы к 2030 году сети были новыми",
    ],
)
def test_what_is_easy_or_needs_something_is_no_order(words: str) -> None:
    assert read(f"«{words}», – сказал Премьер-министр.") == []


def test_what_the_president_has_set_is_no_header_of_another_speaker() -> None:
    text = (
        "Премьер-министр подвёл итоги заседания:\n– Президент поставил перед нами задачи. Времени мало.\n"
        "Минэнерго – до 1 мая внести план."
    )
    found = instructions(text, "Премьер-министр провёл заседание Правительства")
    assert [f.giver.role.value for f in found if f.giver] == ["prime_minister"]


@pytest.mark.parametrize("duty", ["обязанность", "задача", "общее дело"])
def test_our_duty_binds_nobody_and_that_of_a_body_does(duty: str) -> None:
    assert (
        read(
            f"– Наш{'е' if duty.endswith('о') else 'а'} {duty} – исполнить поручения качественно, – сказал Премьер-министр."
        )
        == []
    )
    if " " not in duty:
        assert read(f"– {duty.capitalize()} Минфина – до 1 мая выделить средства, – сказал Премьер-министр.") == [
            ([FINANCE], "2026-05-01")
        ]


@pytest.mark.parametrize(
    ("words", "ordered"),
    [
        ("Сначала нужно навести учёт, потом покупать счётчики", False),
        ("Сперва надо посчитать потери, а уже потом просить деньги", False),
        ("Сначала нужно навести учёт, потом представить отчёт", True),
        ("Сначала нужно до 1 мая навести учёт, потом покупать счётчики", True),
    ],
)
def test_in_what_order_things_are_done_is_a_maxim(words: str, ordered: bool) -> None:
    text = f"«Минэнерго поручаю до 1 июня проверить сети. {words}», – сказал Премьер-министр."
    assert len(read(text)) == 1 + ordered

"""Who answers in an interview may order; what spokesmen, experts, aides and other states' leaders say: texts of 12 March 2026."""

import pytest
from reading import findings, instructions, read

from app.domain.enums import FindingKind

TURNS = (
    "– Когда откроют поликлинику?\n\n"
    "– Здание готово. Министерству здравоохранения нужно до 1 мая получить лицензию. Надо ещё немного потерпеть.\n\n"
    "– А будет ли дорога?\n\n"
    "– Деньги есть. Министерству транспорта я поручил за месяц утвердить проект. Люди должны видеть результат."
)
ORDERED = [(["Министерство здравоохранения"], "2026-05-01"), (["Министерство транспорта"], "2026-04-12")]


@pytest.mark.parametrize(
    "title",
    [
        "Президент ответил на вопросы журналистов по итогам поездки",
        "Премьер-министр дал интервью телеканалу",
        "Глава Правительства пообщался с журналистами",
        "Государственный советник отвечает на вопросы читателей",
        "Интервью Премьер-министра газете",
    ],
)
def test_a_leader_who_answers_orders(title: str) -> None:
    assert read_titled(TURNS, title) == ORDERED


def test_the_line_above_the_questions_tells_who_answers() -> None:
    assert read_titled("Премьер-министр ответил на вопросы депутатов в кулуарах.\n\n" + TURNS, "О ценах") == ORDERED


def test_a_line_without_a_dash_goes_on_with_the_answer() -> None:
    more = TURNS.replace(
        "\n\n– А будет", "\n\nЧто касается школ, то акимату Астаны следует открыть две до 1 июня.\n\n– А будет"
    )
    assert (["Акимат города Астаны"], "2026-06-01") in read_titled(more, "Президент ответил на вопросы журналистов")


@pytest.mark.parametrize(
    "title",
    [
        "Экономист дал интервью газете",
        "Помощник министра ответил на вопросы журналистов",
        "Президент Ассоциации фермеров дал интервью",
        "Президент Кыргызстана ответил на вопросы журналистов",
        "О ценах",
    ],
)
def test_who_leads_nothing_here_orders_nothing(title: str) -> None:
    assert instructions(TURNS.replace("я поручил", "следует"), title) == []


def test_a_kazakh_interview() -> None:
    text = (
        "– Мектеп қашан ашылады?\n\n– Құрылыс басқармасы 1 мамырға дейін мектепті тапсыруы керек.\n\n"
        "– Жол ше, қашан жөнделеді?\n\n– Жақында."
    )
    found = instructions(text, "Облыс әкімі журналистердің сұрақтарына жауап берді")
    assert [[owner.name for owner in f.owners] for f in found] == [["Управление строительства"]]


SPOKESMAN = "Пресс-секретарь Премьер-министра ответила на вопросы редакции"
TOLD = (
    "– Что решено по ценам?\n\n– Вчера Премьер-министр поручил Министерству энергетики до 1 мая снизить цены. "
    "Ранее он поручал акиматам создать запасы.\n\n– А что дальше?\n\n"
    "– Министерству финансов указано выделить деньги до 5 мая. В феврале Премьер-министр поручал открыть пост. Нужно ждать."
)


def test_a_spokesman_tells_of_orders() -> None:
    assert read_titled(TOLD, SPOKESMAN) == [
        (["Министерство энергетики"], "2026-05-01"),
        (["Министерство финансов"], "2026-05-05"),
    ]


def test_an_aide_only_recalls_them() -> None:
    assert read_titled(TOLD.replace("указано", "нужно"), "Помощник Премьер-министра ответил на вопросы редакции") == []


@pytest.mark.parametrize(
    ("text", "ordered"),
    [
        ("Пресс-секретарь Президента сообщил, что Глава государства поручил Минтрансу до 1 мая открыть мост.", 1),
        ("По словам пресс-секретаря Президента, Глава государства поручил Минтрансу до 1 мая открыть мост.", 1),
        ("Пресс-секретарь Президента напомнил, что Глава государства поручил Минтрансу открыть мост.", 0),
        ("Эксперт сообщил, что Глава государства поручил Минтрансу до 1 мая открыть мост.", 0),
    ],
)
def test_a_spokesman_in_narration(text: str, ordered: int) -> None:
    assert len(instructions(text)) == ordered


NEIGHBOUR = "Президент соседней страны сказал своим министрам: «Вы должны до завтра согласовать график». "


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Премьер-министр рассказал о переговорах", NEIGHBOUR + "Минтрансу поручено до 1 мая открыть пост."),
        (
            "Министр транспорта рассказал о переговорах",
            NEIGHBOUR + "И он был готов. Минтрансу поручено до 1 мая открыть пост.",
        ),
    ],
)
def test_a_neighbour_orders_his_own_only(title: str, text: str) -> None:
    kinds = [f.kind for f in findings(text, title) if f.kind in (FindingKind.FOREIGN, FindingKind.INSTRUCTION)]
    assert kinds == [FindingKind.FOREIGN, FindingKind.INSTRUCTION]


def test_a_neighbour_quoted_in_our_leaders_words() -> None:
    text = "– Глава соседней страны сказал своим министрам: «Вы обязаны до пятницы открыть границу», – сказал Премьер-министр."
    assert [f.kind for f in findings(text)] == [FindingKind.FOREIGN]


def test_a_text_of_another_state_is_theirs() -> None:
    text = "Президент России поручил правительству подготовить план. Министерству транспорта поручено открыть пост."
    assert instructions(text, "Президент России провёл совещание") == []


def read_titled(text: str, title: str) -> list[tuple[list[str], str | None]]:
    """Owners and date of each instruction of a text with a title."""
    return [
        ([owner.name for owner in f.owners], str(f.deadline.date) if f.deadline and f.deadline.date else None)
        for f in instructions(text, title)
    ]


def test_without_a_title_nobody_answers() -> None:
    assert read(TURNS.replace("я поручил", "следует")) == []

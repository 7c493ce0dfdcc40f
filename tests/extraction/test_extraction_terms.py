"""Which date of a sentence is the term of an instruction: (text, last day, recurrence, limit) for 15 May 2026, a Friday."""

import pytest

from app.domain.enums import FindingKind

PM = "Премьер-министр провёл совещание. "

TERMS = [
    ("Минфину поручено продлить льготу, которая истекает 31 декабря.", None, None, "2026-12-31"),
    ("Минфину поручено продлить запрет, действующий до 1 июля.", None, None, "2026-07-01"),
    ("Минэнерго поручено проверить договоры, которые заканчиваются 1 марта 2027 года.", None, None, None),
    ("МИД поручено подготовить визит, который состоится 20 июня.", None, None, None),
    ("Минкультуры поручено подготовить намеченный на 20 июня форум.", None, None, None),
    ("Минфину поручено оплатить программу, на которую в этом году выделено 5 млрд.", None, None, None),
    ("Минтрансу поручено сдать дорогу, которая строится с 2022 года, до 1 июля.", "2026-07-01", None, None),
    ("В понедельник на заседании Минэнерго поручено проверить котельные.", None, None, None),
    ("Минэнерго поручено в понедельник представить доклад.", "2026-05-18", None, None),
    ("МЧС поручено сегодня же направить насосы.", "2026-05-15", None, None),
    ("МЧС поручено направить насосы до 20-го.", "2026-05-20", None, None),
    ("Минторговли поручено наладить ежемесячный мониторинг цен.", None, "monthly", None),
    ("Минтруда поручено выплатить ежемесячное пособие.", None, None, None),
    ("Минэнерго поручено накопить уголь. У вас есть две недели.", "2026-05-29", None, None),
    ("Минтруда поручено за полгода обновить реестр.", "2026-11-15", None, None),
    ("Минэнерго, две недели на то, чтобы накопить уголь, сказал Премьер-министр.", "2026-05-29", None, None),
    ("– Минтруд, зарплаты пересмотрите, месяц вам, – сказал Премьер-министр.", "2026-06-15", None, None),
    ("– Минтруд, реестр сверьте, неделя сроку, – сказал Премьер-министр.", "2026-05-22", None, None),
]


@pytest.mark.parametrize(("text", "day", "recurrence", "limit"), TERMS, ids=lambda value: str(value)[:50])
def test_the_term_is_that_of_the_act(find, text: str, day: str, recurrence: str, limit: str) -> None:
    found = next(f for f in find(PM + text) if f.kind is FindingKind.INSTRUCTION)
    assert (found.deadline.date.isoformat() if found.deadline and found.deadline.date else None) == day
    assert found.recurrence == recurrence
    assert (found.limit.date.isoformat() if found.limit and found.limit.date else None) == limit


SENTENCES = [
    ("Месяц вам", "2026-06-15"),
    ("Даю вам месяц", "2026-06-15"),
    ("На всё про всё две недели", "2026-05-29"),
    ("На исправление ситуации – две недели, не больше", "2026-05-29"),
    ("Не больше двух недель", "2026-05-29"),
    ("Времени немного – месяц", "2026-06-15"),
    ("Контрольная дата – 1 июля", "2026-07-01"),
    ("И сделать это нужно до 1 июля", "2026-07-01"),
    ("Работу следует завершить до 1 июля", "2026-07-01"),
    ("Две недели назад я там был", None),
]


@pytest.mark.parametrize(("sentence", "day"), SENTENCES)
def test_a_sentence_that_is_the_term_of_the_act_before(find, sentence: str, day: str) -> None:
    found = find(
        f"{PM}\n\n– Министерству энергетики необходимо разработать план. {sentence}, – сказал Премьер-министр."
    )
    (found,) = [f for f in found if f.kind is FindingKind.INSTRUCTION]
    assert (found.deadline.date.isoformat() if found.deadline else None) == day


@pytest.mark.parametrize("sentence", ["Сіздерге бір ай уақыт", "Бір ай мерзім беремін"])
def test_a_kazakh_sentence_that_is_the_term_of_the_act_before(find, sentence: str) -> None:
    text = f"Премьер-министр кеңес өткізді.\n\n– Энергетика министрлігі жоспар әзірлеуі қажет. {sentence}, – деді ол."
    (found,) = [f for f in find(text) if f.kind is FindingKind.INSTRUCTION]
    assert found.deadline.date.isoformat() == "2026-06-15"

"""Whoever holds no office orders nobody, however likely his words make an order, and whoever leads the text."""

import pytest
from reading import instructions

LED = "Премьер-министр провёл заседание Правительства.\n\n"
SPEAKERS = [
    "эксперт",
    "экономист Айдос Нурланов",
    "депутат Мажилиса",
    "посол Германии",
    "глава МВФ",
    "пациентка",
    "местная жительница",
    "фермер из Абайской области",
    "представитель Всемирного банка",
    "участник форума",
]
FRAMES = [
    "«Министерству энергетики необходимо завершить ремонт станции до 1 февраля», – сказал {who}.",
    "– Министерству энергетики нужно завершить ремонт станции до 1 февраля, – говорит {who}.",
    "– Министерство энергетики обязано завершить ремонт станции до 1 февраля! – возмущается {who}.",
    "– Министерство энергетики должно пересмотреть тарифы до 1 февраля, – отметил {who}.",
]


def quotes(text: str) -> list[str]:
    return [found.quote for found in instructions(text)]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("who", SPEAKERS)
def test_words_of_somebody_without_an_office_bind_nobody(who: str, frame: str) -> None:
    assert quotes(LED + frame.format(who=who)) == []


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("who", ["он", "Премьер-министр", "глава кабмина"])
def test_the_same_words_of_a_leader_do(who: str, frame: str) -> None:
    assert len(quotes(LED + frame.format(who=who))) == 1


LED_KK = "Премьер-министр Үкімет отырысын өткізді.\n\n"
FRAMES_KK = [
    "«Энергетика министрлігіне станция жөндеуін 1 ақпанға дейін аяқтау қажет», – деді {who}.",
    "– Энергетика министрлігі станция жөндеуін 1 ақпанға дейін аяқтауы тиіс, – дейді {who}.",
    "– Энергетика министрлігі тарифті қайта қарасын! – деп ашынды {who}.",
]


@pytest.mark.parametrize("frame", FRAMES_KK)
@pytest.mark.parametrize(
    "who", ["сарапшы", "Мәжіліс депутаты", "ауыл тұрғыны", "науқас", "Германия елшісі", "шаруа", "зейнеткер", "ғалым"]
)
def test_words_of_somebody_without_an_office_bind_nobody_in_kazakh(who: str, frame: str) -> None:
    assert quotes(LED_KK + frame.format(who=who)) == []
    assert quotes(LED_KK + "Эколог Энергетика министрлігінен тарифті қайта қарауды талап етті.") == []


@pytest.mark.parametrize("frame", FRAMES_KK)
@pytest.mark.parametrize("who", ["ол", "Премьер-министр", "Үкімет басшысы"])
def test_the_same_words_of_a_leader_do_in_kazakh(who: str, frame: str) -> None:
    assert len(quotes(LED_KK + frame.format(who=who))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Премьер-министрге әкімдіктердің мектеп салуы керек екені баяндалды.",
        "Премьер-министрге әкімдіктерге жолды жөндеу қажеттігі баяндалды.",
        "Премьер-министру доложили, что акиматам предстоит построить школы.",
    ],
)
def test_what_a_leader_was_told_is_no_order_of_his(text: str) -> None:
    assert quotes(text) == []

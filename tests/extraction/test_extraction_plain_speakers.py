"""Whoever speaks without an office gives no instructions, however the sentence tells that he speaks; leaders still do."""

import pytest
from reading import instructions

# In the nominative and in the genitive.
SPEAKERS = [
    ("старший диспетчер", "старшего диспетчера"),
    ("начальник отдела", "начальника отдела"),
    ("директор школы № 5", "директора школы № 5"),
    ("глава крестьянского хозяйства", "главы крестьянского хозяйства"),
    ("главный инженер станции", "главного инженера станции"),
    ("мастер участка", "мастера участка"),
    ("прокурор области", "прокурора области"),
    ("фермер из Актюбинской области", "фермера из Актюбинской области"),
    ("капитан корабля", "капитана корабля"),
    ("тренер сборной", "тренера сборной"),
    ("президент федерации бокса", "президента федерации бокса"),
]
NEEDED = [
    "сначала необходимо поставить камеры",
    "нужно построить мост до 1 мая",
    "акимату надо до конца года отремонтировать дорогу",
]
FRAMES = [
    "«{Need}», – сказал {who}.",
    "– {Need}, – пояснил {who}.",
    "{Who} отметил: {need}.",
    "{Who} сообщил, что {need}.",
    "По словам {whose}, {need}.",
    "Как отметил {who}, {need}.",
    "{Who} заявил: «{Need}».",
    "{Who} рассказал о проблемах. По его словам, {need}.",
]
BEFORE = [
    "Премьер-министр посетил область. ",
    "Аким области провёл совещание. Он поручил управлению транспорта ввести зону. ",
]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize(("who", "whose"), SPEAKERS)
def test_a_plain_speaker_orders_nobody(who: str, whose: str, frame: str) -> None:
    wrong = []
    for before in BEFORE:
        for need in NEEDED:
            told = frame.format(
                who=who, whose=whose, need=need, Who=who[0].upper() + who[1:], Need=need[0].upper() + need[1:]
            )
            if any(found.start >= len(before) for found in instructions(before + told)):
                wrong.append(before + told)
    assert wrong == []


SPEAKERS_KK = [
    "аға диспетчер",
    "бөлім бастығы",
    "зауыт директоры",
    "шаруа қожалығының басшысы",
    "станцияның бас инженері",
    "учаске шебері",
    "кеме капитаны",
    "жоба жетекшісі",
    "қауымдастық төрағасы",
    "кәсіпкер",
]
NEEDED_KK = ["алдымен камера орнату қажет", "әкімдік жыл соңына дейін жолды жөндеуі керек"]
FRAMES_KK = [
    "«{Need}», – деді {who}.",
    "– {Need}, – деп түсіндірді {who}.",
    "{Who} {need} деді.",
    "{Who}: «{Need}», – деді.",
    "«{Need}, – деді {who}. – Басқа жол жоқ».",
]


@pytest.mark.parametrize("frame", FRAMES_KK)
@pytest.mark.parametrize("who", SPEAKERS_KK)
def test_a_plain_kazakh_speaker_orders_nobody(who: str, frame: str) -> None:
    before = "Облыс әкімі кеңес өткізді. Ол көлік басқармасына аймақ енгізуді тапсырды. "
    for need in NEEDED_KK:
        told = frame.format(who=who, need=need, Who=who[0].upper() + who[1:], Need=need[0].upper() + need[1:])
        assert not [found for found in instructions(before + told) if found.start >= len(before)], told


@pytest.mark.parametrize(
    "text",
    [
        "Премьер-министр көлік министрлігі 1 мамырға дейін жөндеуді аяқтауы керек деді.",
        "Үкімет басшысы: «Көлік министрлігі 1 мамырға дейін жөндеуді аяқтауы тиіс», – деді.",
        "«Көлік министрлігі 1 мамырға дейін жөндеуді аяқтауы тиіс», – деді Үкімет басшысы.",
    ],
)
def test_a_kazakh_leader_does(text: str) -> None:
    assert instructions("Премьер-министр кеңес өткізді. " + text)


@pytest.mark.parametrize(
    "text",
    [
        "Глава ведомства отметил: Комитету дорог необходимо до 1 мая завершить ремонт.",
        "«Комитету дорог необходимо до 1 мая завершить ремонт», – сказал руководитель.",
        "По словам министра, Комитету дорог необходимо до 1 мая завершить ремонт.",
        "Как уже говорилось, Комитету дорог необходимо до 1 мая завершить ремонт, – сказал министр.",
    ],
)
def test_a_leader_does(text: str) -> None:
    assert instructions("Министр транспорта провёл совещание. " + text)


def test_who_tells_is_no_owner_of_what_he_tells() -> None:
    (found,) = instructions("Состоялось совещание. Как отметил вице-премьер, акиматы должны до 1 мая проверить школы.")
    assert [owner.name for owner in found.owners] == ["Акиматы регионов"]

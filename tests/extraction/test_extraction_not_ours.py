"""Orders that bind no body of this state by where they are told: abroad, long ago, in a rumour, by people without office."""

from datetime import date

import pytest

from app.domain.enums import FindingKind
from app.extraction import extract
from app.reference import agency_directory, work_calendar

PUBLISHED = date(2026, 3, 12)


def instructions(text: str, title: str = "") -> list[str]:
    found = extract(text, PUBLISHED, agency_directory().on(PUBLISHED), work_calendar(), title=title)
    return [text[f.start : f.end] for f in found if f.kind is FindingKind.INSTRUCTION]


@pytest.mark.parametrize(
    "text",
    [
        # an office that the text knows of another state alone
        "Президент Кыргызстана осмотрел стройку в Оше. Президент поручил Министерству транспорта до мая открыть мост.",
        "Премьер-министр Узбекистана провёл селектор. Премьер-министр потребовал от Министерства энергетики закончить ремонт.",
        "Түркия Президенті Режеп Тайып Ердоған Измирге барды. Президент Денсаулық сақтау министрлігіне госпиталь ашуды тапсырды.",
        "ҮНДІСТАН. Үкімет Ауыл шаруашылығы министрлігіне бидай экспортын тоқтатуды тапсырды.",
        # bodies of several states
        "Генеральный секретарь ООН поручил своему представителю до мая подготовить доклад.",
        "Министр ЕЭК по торговле поручил департаменту комиссии подготовить разъяснения.",
        # long ago
        "Канал начали копать в 1939 году. Начальникам участков он приказал вести работы ночью.",
        "1954 жылы тың игерілді. Ауыл шаруашылығы министрлігіне трактор бөлу міндеттелді.",
        # rumours
        "В соцсетях распространяется рассылка: «Министр приказал закрыть школы с 1 апреля». В министерстве назвали это ложью.",
        "«Үкімет көлікке салық салуды тапсырды, мерзімі – 1 тамыз» деген хабарлама тарады. Министрлік мұны жоққа шығарды: "
        "ондай тапсырма болған жоқ.",
        # people without office
        "Авторы исследования советуют: Министерству труда – пересмотреть стандарт до конца года.",
        "Аналитики предлагают Минэнерго до конца года отменить квоты.",
    ],
)
def test_no_instruction_of_ours(text: str) -> None:
    assert instructions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        # a guest, and our own leader named
        "Премьер-министр Узбекистана прибыл в Астану. Его принял Олжас Бектенов. "
        "Премьер-министр поручил Министерству транспорта до мая открыть пункт пропуска.",
        "Президент Казахстана провёл переговоры с Президентом Кыргызстана. "
        "Президент поручил Министерству энергетики до мая подготовить соглашение.",
        # an old year beside an order of today
        "Премьер-министр осмотрел мост, построенный в 1978 году. Акимату области поручено до 1 июня его отремонтировать.",
        "Театр открыт в 1937 году. Акимат города должен до 1 сентября закончить ремонт, потребовал Премьер-министр.",
        # a denial of something else
        "Министр поручил Комитету водного хозяйства до 1 мая проверить плотины. Слухи о прорыве опровергли в акимате области.",
    ],
)
def test_ours_stays(text: str) -> None:
    assert instructions(text)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Акимат города обязан до 1 мая закончить ремонт, потребовал Премьер-министр.", 1),
        ("Минэнерго обязано сдать отчёт, поручил вице-премьер Серик Жумангарин.", 1),
        ("Акимат города должен к маю открыть мост, распорядился аким области.", 1),
        ("Акимат должен отчитаться, потребовал Премьер-министр и поручил Минфину до мая найти деньги.", 2),
        ("Акимат должен отчитаться, поручил Премьер-министр Минфину проверить сметы.", 2),
        ("Минтранс обязан открыть мост, а Минфину Премьер-министр поручил найти деньги.", 2),
    ],
)
def test_who_ordered_it_is_no_second_order(text: str, wanted: int) -> None:
    assert len(instructions(text)) == wanted


def test_the_commander_in_chief_is_the_president() -> None:
    text = "Верховный главнокомандующий поручил Министерству обороны до 1 мая проверить склады."
    (found,) = extract(text, PUBLISHED, agency_directory().on(PUBLISHED), work_calendar())
    assert found.giver is not None
    assert found.giver.role == "president"


@pytest.mark.parametrize(
    "text",
    [
        "Глава государства подписал закон. Теперь акиматы обязаны ежегодно публиковать отчёты.",
        "Премьер-министр провёл заседание. Поправки в кодекс вступили в силу. Министерства должны согласовывать закупки.",
        "Если срок сорвут, Премьер-министр поручит акимату Карагандинской области разорвать договор.",
        "Егер мерзім бұзылса, Премьер-министр Көлік министрлігіне шартты бұзуды тапсырады.",
    ],
)
def test_laws_and_conditions_order_nothing(text: str) -> None:
    assert instructions(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Губернатор Омской области поручил ведомствам до мая построить дорогу.",
        "Финский премьер поблагодарил за приём. Он сообщил, что поручил своему министру до конца июня подготовить перечень.",
        "Эстонский министр поручил департаменту до 1 мая подготовить план.",
    ],
)
def test_guests_and_neighbours_order_their_own(text: str) -> None:
    found = extract(
        "Президент провёл переговоры.\n" + text, PUBLISHED, agency_directory().on(PUBLISHED), work_calendar()
    )
    assert [f.kind for f in found] == [FindingKind.FOREIGN]


def test_he_who_said_that_he_ordered_is_the_leader_named_before() -> None:
    text = "Президент принял министра. Премьер-министр доложил о ценах. Он сообщил, что поручил Минфину до мая найти деньги."
    (found,) = extract(text, PUBLISHED, agency_directory().on(PUBLISHED), work_calendar())
    assert found.giver is not None and found.giver.role == "prime_minister"

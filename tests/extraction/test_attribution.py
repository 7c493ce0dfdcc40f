"""Titles say what was ordered and not who said it, who executes it or by when."""

from datetime import date

import pytest

from app import reference
from app.domain.enums import FindingKind
from app.extraction import extract
from app.extraction.attribution import title_of, without_attribution
from app.extraction.record import to_record

DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("quote", "title"),
    [
        (
            "Премьер-министр отметил, что акимату города следует ускорить ремонт моста",
            "акимату города следует ускорить ремонт моста",
        ),
        ("Глава государства подчеркнул, что порты нужно углубить до весны", "порты нужно углубить до весны"),
        (
            "Министрлік қойманы көктемге дейін жөндеуі тиіс, деп атап өтті Үкімет басшысы",
            "Министрлік қойманы көктемге дейін жөндеуі тиіс",
        ),
        # Nothing to take away, or too little left.
        ("Минтрансу проработать вопрос, чтобы грузы не стояли", "Минтрансу проработать вопрос, чтобы грузы не стояли"),
        ("Аким сказал, что надо", "Аким сказал, что надо"),
        ("Проверить, что подрядчик сообщил о задержке, и взыскать неустойку", None),
        ("Ә" * 40 + "İ", None),
    ],
)
def test_who_said_it_is_left_out(quote: str, title: str | None) -> None:
    assert without_attribution(quote) == (title or quote)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "Премьер-министр Энергетика министрлігіне 1 қазанға дейін екі қазандықты іске қосуды тапсырды.",
            "Екі қазандықты іске қосу",
        ),
        ("Көлік министрлігіне 2027 жылғы 20 сәуірге дейін 48 вагонды жөндеу тапсырылды.", "48 вагонды жөндеу"),
        (
            "Үкімет басшысы Олжас Бектенов Қаржы министрлігіне және Әділет министрлігіне бір ай ішінде тізілімді "
            "біріктіруге тапсырма берді.",
            "Тізілімді біріктіру",
        ),
        (
            "– Денсаулық сақтау министрлігі 1 наурызға дейін емханаларды жабдықтауы тиіс, – деді Премьер-министр.",
            "Емханаларды жабдықтау",
        ),
        (
            "Президент Үкіметке жыл соңына дейін заң жобасын әзірлеуді және Мәжіліске жолдауды жүктеді.",
            "Заң жобасын әзірлеу және Мәжіліске жолдау",
        ),
        ("Премьер-министр: «Қаржы министрлігі ай соңына дейін сметаны нақтыласын», – деді.", "Сметаны нақтылау"),
        ("Премьер-министр: «Көлік министрлігі өткелді жапсын», – деді.", "Өткелді жабу"),
        # A noun in the accusative is no verb: «тізбесін».
        (
            "Премьер-министр Ауыл шаруашылығы министрлігіне 1 мамырға дейін каналдар тізбесін жариялауды тапсырды.",
            "Каналдар тізбесін жариялау",
        ),
        ("Премьер-министр поручил Министерству транспорта до 15 апреля построить 6 мостов.", "построить 6 мостов"),
    ],
)
def test_a_title_is_the_act(text: str, title: str) -> None:
    found = extract(text, DAY, reference.agency_directory().on(DAY), reference.work_calendar())
    (order,) = [to_record(each, "x") for each in found if each.kind is FindingKind.INSTRUCTION]
    assert title_of(order) == title


@pytest.mark.parametrize(
    ("text", "owner", "term"),
    [
        (
            "Министр не поручал Министерству экологии и природных ресурсов до 1 мая 2027 года закрыть полигон.",
            "min_ecology",
            "до 1 мая 2027 года",
        ),
        ("Эксперт считает, что Минздраву следует до 1 июня открыть поликлиники.", "min_health", "до 1 июня"),
        (
            "Премьер-министр Қаржы министрлігіне 1 мамырға дейін есеп беруді тапсырған жоқ.",
            "min_finance",
            "1 мамырға дейін",
        ),
    ],
)
def test_a_refused_sentence_says_whom_and_when_it_names(text: str, owner: str, term: str) -> None:
    found = extract(text, DAY, reference.agency_directory().on(DAY), reference.work_calendar(), refused=True)
    (refused,) = [each for each in found if each.kind is FindingKind.REFUSED]
    assert [each.code for each in refused.owners] == [owner]
    assert refused.deadline is not None
    assert refused.deadline.text == term
    assert text[refused.deadline.start : refused.deadline.end] == term

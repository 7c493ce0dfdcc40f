"""Kazakh instructions of 12 March 2026: places in Russian letters, two bodies side by side, regions that act, named days."""

import pytest
from reading import findings, read

from app.domain.enums import FindingKind

PM = "Премьер-министр кеңес өткізді.\n\n"
OWNERS = [
    ("Премьер-министр Акмола облысының әкіміне жолды жөндеуді тапсырды.", ["Акимат Акмолинской области"]),
    (
        "Премьер-министр Костанай мен Кызылорда облыстарының әкімдеріне жолды жөндеуді тапсырды.",
        ["Акимат Костанайской области", "Акимат Кызылординской области"],
    ),
    (
        "Премьер-министр барлық министрлік пен әкімдікке жоспарын жаңартуды тапсырды.",
        ["Центральные государственные органы", "Акиматы регионов"],
    ),
    (
        "Премьер-министр Қаржы министрлігіне, Мемлекеттік кірістер комитетіне тексеруді тапсырды.",
        ["Министерство финансов", "Комитет государственных доходов Министерства финансов"],
    ),
    (
        "Премьер-министр Қаржы министрлігінің Мемлекеттік кірістер комитетіне тексеруді тапсырды.",
        ["Комитет государственных доходов Министерства финансов"],
    ),
    (PM + "– Өңірлер жәрмеңкелерді ұйымдастыруы тиіс, – деді Премьер-министр.", ["Акиматы регионов"]),
    (PM + "– Ақтөбе облысы жолды жөндесін, – деді Премьер-министр.", ["Акимат Актюбинской области"]),
    ("– Үкімет университеттердің жанынан зертхана ашсын, – деді Президент.", ["Правительство"]),
    ("– Үкімет банктердің жұмысын тексерсін, – деді Президент.", ["Правительство"]),
]


@pytest.mark.parametrize(("text", "owners"), OWNERS)
def test_who_owns(text: str, owners: list[str]) -> None:
    assert [row[0] for row in read(text)] == [owners]


NOT_OWNERS = [
    "– Өңірлер халқы ауа райын бақылауы тиіс, – деді Премьер-министр.",
    "– Ақтөбе облысының жолдары жөнделуі тиіс, – деді Премьер-министр.",
]


@pytest.mark.parametrize("text", NOT_OWNERS)
def test_people_and_things_of_a_place_are_not_the_place(text: str) -> None:
    assert read(PM + text) == []


def test_a_town_elsewhere_is_no_place_of_a_text_about_an_oblast() -> None:
    text = "Балқаш деңгейі төмендеп барады. Облыс әкіміне жағалауды тазалауды тапсырамын."
    found = findings(text, title="Президенттің Жетісу облысының жұртшылығымен кездесуде сөйлеген сөзі")
    assert [[owner.name for owner in f.owners] for f in found if f.kind is FindingKind.INSTRUCTION] == [
        ["Акимат области Жетісу"]
    ]


def test_what_one_needs_is_no_act() -> None:
    text = PM + "– Энергетика министрлігі тексерсін. Халыққа жылу керек, – деді Премьер-министр."
    assert len(read(text)) == 1


DAYS = [
    ("Мерзімі – оқу жылының басы", "2026-09-01"),
    ("Мерзімі – 2026–2027 оқу жылының басы", "2026-09-01"),
    ("Мерзімі – Наурыз мейрамы", "2026-03-21"),
]


@pytest.mark.parametrize(("term", "day"), DAYS)
def test_a_day_that_is_named(term: str, day: str) -> None:
    text = f"Премьер-министр кеңесінің ХАТТАМАСЫ\n\n1. Қаржы министрлігі қаражат бөлсін. {term}."
    assert [row[1] for row in read(text)] == [day]


@pytest.mark.parametrize("term", ["начало учебного года", "начало 2026–2027 учебного года"])
def test_a_day_that_is_named_in_russian(term: str) -> None:
    text = f"ПРОТОКОЛ совещания у Премьер-министра\n\n1. Минфину выделить деньги. Срок – {term}."
    assert [row[1] for row in read(text)] == ["2026-09-01"]


BEFORE = [
    "– Штаб отырысы 10 сәуірде өтеді. Абай облысының әкімі оған дейін есеп дайындасын, – деді Премьер-министр.",
    "– Штаб соберётся 10 апреля. Акиму области Абай до этого дня подготовить отчёт, – сказал Премьер-министр.",
]


@pytest.mark.parametrize("text", BEFORE)
def test_the_day_of_the_sentence_before(text: str) -> None:
    assert [row[1] for row in read(text)] == ["2026-04-10"]


def test_a_ruler_in_another_state() -> None:
    for state in ("Израильде", "Грецияда"):
        found = findings(f"{state} премьер-министр министрлікке су шығынын қысқартуды тапсырды.")
        assert [f.kind for f in found] == [FindingKind.FOREIGN]


def test_those_who_answer_in_a_list_of_instructions() -> None:
    text = (
        "Мемлекет басшысы тапсырмаларының тізбесі\n\n"
        "1. Шағын бизнеске түсіндіру жұмысы жүргізілсін. Жауапты: Қаржы министрлігі, Мемлекеттік кірістер комитеті."
    )
    owners = ["Министерство финансов", "Комитет государственных доходов Министерства финансов"]
    assert [row[0] for row in read(text)] == [owners]


@pytest.mark.parametrize(
    "text", ["Қыркүйекте зауыт іске қосылатыны хабарланды.", "Көпірдің қазанда ашылатыны айтылды."]
)
def test_a_stage_that_is_announced(text: str) -> None:
    assert [f.kind for f in findings(text)] == [FindingKind.MILESTONE]


@pytest.mark.parametrize(
    "sentence",
    [
        "Энергетика министрлігі жөндеуді 1 сәуірге дейін аяқтайтынын айтты.",
        "Сыртқы істер министрлігі «бір терезе» цифрлық платформасына инвесторларды көшіруді бастағанын айтты.",
    ],
)
def test_what_a_body_tells_is_no_order(sentence: str) -> None:
    assert read(PM + sentence) == []

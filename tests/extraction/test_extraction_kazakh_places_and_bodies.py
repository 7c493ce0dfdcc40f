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


REPORTS = [
    (
        "Энергетика министрлігі зерттеуді жалғастырсын, аралық нәтижені тоқсан сайын баяндасын",
        [(["Министерство энергетики"], None)],
    ),
    (
        "Энергетика министрлігі бөгеттерді тексерсін, тексеру актілері әкім аппаратына тапсырылсын",
        [(["Министерство энергетики"], None)],
    ),
    (
        "Энергетика министрлігі кестені 1 мамырға дейін жаңартсын, нәтижесін 1 маусымға дейін баяндасын",
        [(["Министерство энергетики"], "2026-05-01"), (["Министерство энергетики"], "2026-06-01")],
    ),
    (
        "Энергетика министрлігі кестені жаңартсын, ал Қаржы министрлігі нәтижесін баяндасын",
        [(["Министерство энергетики"], None), (["Министерство финансов"], None)],
    ),
]


@pytest.mark.parametrize(("words", "rows"), REPORTS)
def test_a_report_on_an_act_goes_with_it_unless_it_has_its_own_day_or_owner(words: str, rows: list) -> None:
    assert read(f"{PM}– {words}, – деді Премьер-министр.") == rows


def test_minutes_with_those_who_answer_and_the_term_below() -> None:
    text = (
        "Шымкент қаласы әкімінің аппарат кеңесінің хаттамасы\n\n"
        "1) Нөсер кәрізін мердігермен бірге тазалау қамтамасыз етілсін.\n"
        "Жауапты: Ішкі саясат және жастар істері басқармасы. Мерзімі: 5 сәуір.\n\n"
        "2) Тәртіпті сақтау жоспары жасалсын.\nЖауапты: Полиция департаменті. Мерзімі: бір апта."
    )
    assert read(text) == [
        (["Ішкі саясат және жастар істері басқармасы"], "2026-04-05"),
        (["Департамент полиции города Шымкент"], "2026-03-19"),
    ]


def test_a_department_against_something_is_one_name() -> None:
    (row,) = read("– Киберқылмысқа қарсы іс-қимыл департаменті деректі тексеруі тиіс, – деді Ішкі істер министрі.")
    assert row[0] == ["Киберқылмысқа қарсы іс-қимыл департаменті"]


def test_other_regions_act_too() -> None:
    (row,) = read(PM + "– Қалған өңірлер оны зерделеп, ұсыныстарын министрлікке енгізсін, – деді Премьер-министр.")
    assert row[0] == ["Акиматы регионов"]


def test_an_address_that_greets_with_a_comma_and_names_the_speakers_house() -> None:
    text = (
        "Құрметті әріптестер, бүгін маусымға дайындықты қарадық. Әкімдер қазбаны мамырдың соңына дейін бітіруі керек. "
        "Асфальтын да бірден төсеңіздер. Облыс әкімінің орынбасарына бақылауды жүктеймін."
    )
    found = findings(text, title="Қарағанды облысы әкімінің облыс активінде сөйлеген сөзі")
    assert "төсеңіздер" in [f.trigger.text for f in found if f.kind is FindingKind.INSTRUCTION and f.trigger]


def test_a_length_of_time_that_has_passed_is_no_stage() -> None:
    for text in (
        "Сегіз айда 11,8 млн шаршы метр баспана пайдалануға берілді.",
        "Тоғыз айда қаражат игерілгенін айтты.",
    ):
        assert [f for f in findings(text) if f.kind is FindingKind.MILESTONE] == []
    assert [f.kind for f in findings("Алты айда мектепті салып бітіреді.")] == [FindingKind.MILESTONE]


TERMS = [
    ("Цифрландыру басқармасы деректі 1 сәуірге дейін біріктіретін болсын", "2026-04-01"),
    ("Энергетика министрлігі апат туралы хабарды бір сағаттан кешіктірмей жарияласын", None),
    ("Сауда комитеті тексеру нәтижесін келесі штаб отырысында баяндасын", "2026-03-26"),
]


@pytest.mark.parametrize(("words", "day"), TERMS)
def test_terms_of_sittings_norms_and_participles(words: str, day: str | None) -> None:
    text = f"{PM}– {words}, – деді Премьер-министр.\n\nКелесі штаб отырысы 26 наурызда өтеді."
    assert [row[1] for row in read(text)] == [day]


def test_with_whom_a_body_agrees_has_nothing_to_do() -> None:
    (row,) = read(
        PM + "– Энергетика министрлігі кестені Павлодар облысының әкімдігімен 1 сәуірге дейін келіссін, – деді ол."
    )
    assert row[0] == ["Министерство энергетики"]


def test_an_act_by_a_day_binds_the_place_spoken_of() -> None:
    text = "«Қостанай облысында қар шығару баяу. Бір апта ішінде қарды шығарып болу керек», – деді Олжас Бектенов."
    assert read(text) == [(["Акимат Костанайской области"], "2026-03-19")]
    assert read("«Қар шығару баяу. Қарды шығарып болу керек», – деді Олжас Бектенов.") == []


STAGES = [
    ("Биыл колледждердің 27-сінде дуалды оқыту енгізіледі.", []),
    ("Іргетас 2027 жылғы сәуірде қаланады.", ["2027-04-30"]),
    ("Жел электр стансасының бірінші кезеңі 2027 жылдың желтоқсанында пайдалануға беріледі.", ["2027-12-31"]),
]


@pytest.mark.parametrize(("text", "days"), STAGES)
def test_what_is_a_day_and_what_nature_does(text: str, days: list[str]) -> None:
    found = [f for f in findings(text) if f.kind is FindingKind.MILESTONE and f.deadline]
    assert [str(f.deadline.date) for f in found if f.deadline and "27-сінде" in f.deadline.text] == []
    assert [str(f.deadline.date) for f in found if f.deadline and f.deadline.text != "Биыл"] == days


def test_a_year_of_the_thing_is_not_the_term() -> None:
    text = PM + "– «СК-Фармация» 2027 жылға сатып алынатын дәрінің шарттарын 1 желтоқсанға дейін жасассын, – деді ол."
    assert [row[1] for row in read(text)] == ["2026-12-01"]


@pytest.mark.parametrize(
    ("title", "opening"),
    [
        ("Қызылорда облысының әкімі «Егемен Қазақстан» газетіне сұхбат берді", ""),
        (
            "Зауыттар бос тұрмауы керек",
            "Қызылорда облысының әкімі біздің тілшімен сұхбаттасып, су туралы айтып берді.\n\n",
        ),
        ("Су ресурстары министрімен сұхбат", ""),
        ("Облыс әкімімен әңгіме", ""),
        ("Су ресурстары министрінің «Егемен Қазақстан» газетіне берген сұхбаты", ""),
        ("Су қайда кетеді?", "Біз Қызылорда облысының әкімімен сұхбаттасып, су туралы сұрадық.\n\n"),
        ("Су қайда кетеді?", "Бүгінгі қонағымыз – Қызылорда облысының әкімі.\n\n"),
    ],
)
def test_who_answers_in_an_interview_orders(title: str, opening: str) -> None:
    text = (
        opening
        + "– Су жете ме?\n\n– Су аз. Мен аудан әкімдеріне кестені 1 мамырға дейін бекітуді тапсырдым.\n\n– Рақмет."
    )
    found = [f for f in findings(text, title=title) if f.kind is FindingKind.INSTRUCTION]
    assert [str(f.deadline.date) for f in found if f.deadline] == ["2026-05-01"]


@pytest.mark.parametrize("opening", ["Біз экономистпен сұхбаттастық.\n\n", "Бүгінгі қонағымыз – ауыл мұғалімі.\n\n"])
def test_who_holds_no_office_orders_nothing_in_an_interview(opening: str) -> None:
    text = opening + "– Су жете ме?\n\n– Су аз. Аудан әкімдері кестені 1 мамырға дейін бекітуі тиіс.\n\n– Рақмет."
    assert [f.quote for f in findings(text, title="Су қайда кетеді?") if f.kind is FindingKind.INSTRUCTION] == []


def test_who_opens_a_sentence_and_says_so_is_not_bound() -> None:
    text = PM + "Бәсекелестікті қорғау және дамыту агенттігінің төрағасы делдалдарды қысқарту керек екенін айтты."
    assert read(text) == []
    assert read(PM + "Ол Энергетика министрлігі жоспар әзірлеуі керек екенін айтты.") != []


def test_the_name_of_a_body_stands_on_one_line() -> None:
    text = PM + "Балалардың құқықтарын\nқорғау комитетіне бір апта ішінде картаны жасау жүктелді."
    assert read(text) == [(["Балалардың құқықтарын қорғау комитеті"], "2026-03-19")]

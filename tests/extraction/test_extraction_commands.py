"""Commands in the second person: whoever is called by name, any act with any term, in both languages."""

from datetime import date

import pytest
from reading import instructions

from app.domain.enums import Bound
from app.extraction.deadlines import read_deadline
from app.reference import work_calendar

PUBLISHED = date(2026, 11, 2)
ACTS = [
    "подготовьте предложения",
    "подготовьтесь к паводку",
    "приведите дороги в порядок",
    "возьмите стройку под личный контроль",
    "приступите к ремонту",
    "переведите школы на газ",
    "примите меры по снижению цен",
    "определите ответственных",
    "верните земли государству",
    "не затягивайте сдачу объекта",
]
TERMS = ["к 1 февраля", "до конца года", "в январе", "к марту", "в месячный срок", "к понедельнику", "завтра"]
CALLED = {
    "Министр энергетики": ["Министерство энергетики"],
    "Уважаемый аким Павлодарской области": ["Акимат Павлодарской области"],
    "Ерлан Маратович": None,
    "Коллеги": None,
    "": None,
}
ACTS_KK = [
    "іс-шаралар жоспарын дайындаңыз",
    "есеп беріңіз",
    "жол картасын әзірлеңіз",
    "үйді тұрғындарға тапсырыңыз",
    "жерді мемлекетке қайтарыңыз",
    "жұмысты жеделдетіңіз",
    "заңға түзету енгізіңіздер",
    "қоймаларды тексеріңіздер",
]
TERMS_KK = ["1 ақпанға дейін", "жыл соңына дейін", "қаңтарда", "бір ай мерзімде", "10 күнде", "бүгін", "ертең", "дереу"]
CALLED_KK = {
    "Энергетика министрі": ["Министерство энергетики"],
    "Павлодар облысының әкімі": ["Акимат Павлодарской области"],
    "Өңір әкімдері": ["Акиматы регионов"],
    "Министр мырза": None,
    "Әріптестер": None,
    "": None,
}


def day_of(term: str) -> date | None:
    alone = read_deadline(term, PUBLISHED, work_calendar())
    return None if alone is None or alone.bound is Bound.FROM else alone.date


def wrong(text: str, day: date | None, owners: list[str] | None) -> bool:
    """Whether the text is not read as one instruction with that day and those owners, where they are known."""
    found = instructions(text, day=PUBLISHED)
    if len(found) != 1 or (found[0].deadline.date if found[0].deadline else None) != day:
        return True
    return owners is not None and [owner.name for owner in found[0].owners] != owners


def spoken(called: str, words: str) -> str:
    whole = f"{called}, {words}" if called else words
    return whole[0].upper() + whole[1:]


@pytest.mark.parametrize("act", ACTS)
def test_a_command_has_its_term_and_who_is_called(act: str) -> None:
    texts = [
        (frame.format(spoken(called, words)), day_of(term), owners)
        for called, owners in CALLED.items()
        for term in TERMS
        for words in (f"{act} {term}", f"{term} {act}")
        for frame in ("– {}, – сказал Премьер-министр.", "«{}», – поручил Премьер-министр.")
    ]
    assert [text for text, day, owners in texts if wrong(text, day, owners)] == []


@pytest.mark.parametrize("act", ACTS_KK)
def test_a_kazakh_command_has_its_term_and_who_is_called(act: str) -> None:
    texts = [
        (frame.format(spoken(called, f"{term} {act}")), day_of(term), owners)
        for called, owners in CALLED_KK.items()
        for term in TERMS_KK
        for frame in ("– {}, – деді Премьер-министр.", "«{}», – деп тапсырды Премьер-министр.")
    ]
    assert [text for text, day, owners in texts if wrong(text, day, owners)] == []


def test_today_is_the_term_of_a_command_and_else_only_when_it_was_said() -> None:
    assert not wrong("– Сегодня соберите подрядчиков, – сказал Премьер-министр.", PUBLISHED, None)
    assert not wrong("– Сегодня нужно соблюдать закон всем, акиматам тоже, – сказал Премьер-министр.", None, None)
    assert not wrong("– Облыс әкімі қоймаларды бүгін тексерсін, – деді Премьер-министр.", PUBLISHED, None)
    assert not wrong("Премьер-министр бүгін облыс әкіміне қоймаларды тексеруді тапсырды.", None, None)


@pytest.mark.parametrize(
    "act", ["бағаның өсуіне жол бермеңіздер", "құрылысты кейінге қалдырмаңыздар", "нысанды созбаңыз"]
)
def test_what_is_forbidden_binds_whoever_is_called(act: str) -> None:
    assert not wrong(f"– Өңір әкімдері, {act}, – деді Премьер-министр.", None, ["Акиматы регионов"])


def test_nobody_is_told_not_to_fear() -> None:
    assert instructions("– Құрметті ағайын, алаңдамаңыздар, – деді Президент.", day=PUBLISHED) == []


@pytest.mark.parametrize(
    "bodies",
    [
        "министерствам юстиции, внутренних дел",
        "министерствам финансов, юстиции, внутренних дел",
        "Министерству транспорта, Комитету государственных доходов",
    ],
)
def test_a_body_behind_a_comma_hides_no_term(bodies: str) -> None:
    text = f"Премьер-министр поручил {bodies} до 20 марта согласовать планы перехода."
    assert not wrong(text, date(2027, 3, 20), None)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("на системной основе до 1 февраля", date(2027, 2, 1)),
        ("на постоянной основе и до 1 мая", date(2027, 5, 1)),
        ("тұрақты негізде 1 ақпанға дейін", date(2027, 2, 1)),
        ("ежемесячно до 5 числа", None),
    ],
)
def test_a_manner_beside_a_day_takes_nothing_from_it(words: str, day: date | None) -> None:
    assert day_of(words) == day

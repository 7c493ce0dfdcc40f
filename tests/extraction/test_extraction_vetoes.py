"""Sentences with a directive word that are no instruction, and why."""

import pytest

from app.domain.enums import FindingKind
from app.extraction.lexicon import vetoes

LED = "Премьер-министр провёл совещание. "

REFUSED = [
    ("Эксперты считают, что Минэнерго должно пересмотреть тарифы.", vetoes.OPINION),
    (LED + "По мнению фермеров, Правительству необходимо закупить зерно.", vetoes.OPINION),
    ("Тренер поручил защитнику опекать форварда.", vetoes.NO_AUTHORITY),
    ("Суд обязал компанию выплатить долг.", vetoes.NO_AUTHORITY),
    (LED + "«Никто не поручал акимату сносить здание», – сказали в ведомстве.", vetoes.NEGATION),
    ("«Если Правительство поручит, мы построим», – сказал предприниматель. Акимат должен молчать.", vetoes.NO_GIVER),
    (LED + "Минфин должен был выделить деньги ещё весной.", vetoes.PAST_DUTY),
    (LED + "Жителям необходимо экономить воду.", vetoes.NO_BODY),
    ("«Надо ли закрывать рынок?» – спросил Премьер-министр.", vetoes.QUESTION),
    ("«Закрывать рынок никому не нужно», – сказал Премьер-министр.", vetoes.NEGATION),
    (LED + "Кодекс обязывает акиматы утверждать планы.", vetoes.NO_AUTHORITY),
    ("Аким города сказал, что Министерству финансов следует найти деньги.", vetoes.NO_AUTHORITY),
    ("Сарапшылардың айтуынша, Үкімет салықты төмендетуі керек.", vetoes.OPINION),
    ("«Үкімет әкімдікке мектепті жабуды тапсырған жоқ», – деді әкім.", vetoes.NEGATION),
]


@pytest.mark.parametrize(("text", "veto"), REFUSED)
def test_the_veto_is_named(find, text: str, veto: str) -> None:
    found = find(text, refused=True)
    assert all(f.kind is not FindingKind.INSTRUCTION for f in found)
    assert veto in {f.rule for f in found if f.kind is FindingKind.REFUSED}


@pytest.mark.parametrize(
    "text",
    [
        "По поручению Главы государства Правительство открыло школу.",
        "Год назад Президент поручил построить мост.",
        "Аким напомнил, что Президент поручил ему навести порядок.",
        "Во исполнение поручения Премьер-министра ставка сохранена.",
        "Президенттің тапсырмасы бойынша салынған аурухана ашылды.",
        "Былтыр Президент су қоймасын салуды тапсырған болатын.",
    ],
)
def test_an_earlier_instruction_is_a_reference(find, text: str) -> None:
    assert {f.kind for f in find(text)} == {FindingKind.REFERENCE}


@pytest.mark.parametrize(
    "text",
    [
        "Президент США поручил министерству торговли ввести пошлины.",
        "Премьер-министр Кыргызстана обязал ведомства закупить зерно.",
        "Ресей президенті үкіметке зейнетақыны өсіруді тапсырды.",
    ],
)
def test_a_foreign_leader_gives_foreign_instructions(find, text: str) -> None:
    found = find(text)
    assert [f.kind for f in found] == [FindingKind.FOREIGN]
    assert found[0].owners == ()


def test_refused_rows_only_on_demand(find) -> None:
    assert find("Тренер поручил защитнику опекать форварда.") == []


@pytest.mark.parametrize("text", ["", "   \n\t", "Погода хорошая.", "!!!", "«»", "–", "1.", "до 1 мая"])
def test_nothing_is_found_in_nothing(find, text: str) -> None:
    assert find(text) == []

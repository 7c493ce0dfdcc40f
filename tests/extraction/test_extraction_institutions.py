"""One institution that no register lists owes what it is told to do, by its own name: «Экибастузская ТЭЦ», «Школа № 5»."""

from datetime import date

import pytest
from reading import instructions

DAY = date(2026, 11, 2)


def owners(text: str, title: str = "") -> list[list[str]]:
    return [[owner.name for owner in found.owners] for found in instructions(text, title, DAY)]


@pytest.mark.parametrize(
    ("dative", "name"),
    [
        ("заводу", "Завод"),
        ("Экибастузской ТЭЦ", "Экибастузская ТЭЦ"),
        ("детской больнице № 2", "Детская больница № 2"),
        ("школе № 5", "Школа № 5"),
        ("Павлодарскому нефтехимическому заводу", "Павлодарский нефтехимический завод"),
        ("библиотеке имени Абая", "Библиотека имени Абая"),
        ("заводу «Восход»", "Завод «Восход»"),
        ("водоканалу", "Водоканал"),
    ],
)
@pytest.mark.parametrize(
    "order", ["Премьер-министр поручил {} завершить ремонт до 1 мая.", "{} поручено завершить ремонт."]
)
def test_an_institution_is_told_to_act(order: str, dative: str, name: str) -> None:
    text = order.format(dative)
    assert owners("Премьер-министр провёл совещание. " + text[0].upper() + text[1:]) == [[name]]


@pytest.mark.parametrize("verb", ["велел", "поручил"])
def test_beside_another_owner(verb: str) -> None:
    text = (
        f"Аким области дал управлению финансов десять дней на проверку, а самой станции {verb} довести запас до нормы."
    )
    assert owners(text) == [["Управление финансов"], ["Станция"]]


@pytest.mark.parametrize(
    "text",
    [
        "– Родителям нужно самим договориться с ребёнком, а школе – дать для этого условия, – сказал министр.",
        "Премьер-министр провёл совещание. Школе нужен ремонт.",
        "Премьер-министр провёл совещание. В этой школе нужно сделать ремонт.",
    ],
)
def test_an_institution_only_spoken_of_owes_nothing(text: str) -> None:
    assert owners(text) == []


@pytest.mark.parametrize("partner", ["с участием", "при участии", "с обязательным участием", "с привлечением"])
def test_partners_in_an_item_with_a_clause_behind(partner: str) -> None:
    text = f"Президент дал поручения:\n– Минтруду {partner} Минфина проработать систему, объем которой растёт."
    assert owners(text) == [["Министерство труда и социальной защиты населения", "Министерство финансов"]]


@pytest.mark.parametrize("words", ["Необходимо также", "Также необходимо", "Кроме того, следует"])
def test_what_is_added_in_the_next_paragraph(words: str) -> None:
    title = "Президент принял председателя Агентства по атомной энергии"
    text = (
        "Президент поручил агентству представить график."
        f"\n\n{words} определиться с источниками водоснабжения станции, исключив ущерб Балхашу."
    )
    assert owners(text, title) == [["Агентство по атомной энергии"]] * 2


@pytest.mark.parametrize("verb", ["сказал", "велел"])
def test_the_police_are_told(verb: str) -> None:
    text = f"Премьер-министр провёл совещание. Премьер-министр {verb} полиции подключить камеры."
    assert owners(text) == [["Министерство внутренних дел"]]


@pytest.mark.parametrize(
    ("run", "name"),
    [
        ("Екібастұз ЖЭО басшылығына", "Екібастұз ЖЭО"),
        ("Зауыт басшылығына", "Зауыт"),
        ("Облыстық балалар ауруханасының басшылығына", "Облыстық балалар ауруханасы"),
        ("Мектеп әкімшілігіне", "Мектеп"),
    ],
)
def test_in_kazakh_by_those_who_run_it(run: str, name: str) -> None:
    assert owners(f"Премьер-Министр кеңес өткізді. {run} отын қорын жинау тапсырылды.") == [[name]]

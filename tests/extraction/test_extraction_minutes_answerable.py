"""Minutes: who answers stands in brackets behind a body, «МНЭ (Ахметов Б.Б.), акиматам …», and the list of bodies goes on."""

import pytest
from reading import read

HEADER = "ПРОТОКОЛ совещания у Премьер-министра\nРЕШИЛИ:\n"
HEADER_KK = "Премьер-Министр кеңесінің хаттамасы\nШЕШІЛДІ:\n"
INTERIOR, JUSTICE = "Министерство внутренних дел", "Министерство юстиции"


@pytest.mark.parametrize(
    ("item", "owners"),
    [
        ("МВД (Жакупову А.К.), Министерству юстиции (Ахметову Б.Б.)", [INTERIOR, JUSTICE]),
        ("Министерству внутренних дел (А. Жакупов) и Министерству юстиции", [INTERIOR, JUSTICE]),
        ("МВД (созыв, Жакупова С.К.), Минюсту (по согласованию, Ахметов)", [INTERIOR, JUSTICE]),
        ("МВД (А. Жакупов), Минюсту (Б. Ахметов), акиматам областей", [INTERIOR, JUSTICE, "Акиматы регионов"]),
    ],
)
def test_a_list_of_bodies_goes_on_behind_a_name_in_brackets(item, owners):
    assert read(f"{HEADER}1. {item} до 1 мая представить перечень.") == [(owners, "2026-05-01")]


def test_it_heads_a_list_as_well():
    text = f"{HEADER}1. МВД (Жакупов А.К.), Минюсту:\n1) до 1 мая представить перечень;\n2) до 1 июня начать работы."
    assert read(text) == [([INTERIOR, JUSTICE], "2026-05-01"), ([INTERIOR, JUSTICE], "2026-06-01")]


def test_the_same_in_kazakh():
    item = (
        "1. Ішкі істер министрлігі (А.К. Жақыпов) мен Әділет министрлігі (Б. Ахметов) 1 мамырға дейін тізбені ұсынсын."
    )
    assert read(HEADER_KK + item) == [([INTERIOR, JUSTICE], "2026-05-01")]


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Президент обязал Премьер-министра взять вопрос под контроль.", "Премьер-министр"),
        ("– Прошу Премьер-министра взять вопрос под контроль, – сказал Президент.", "Премьер-министр"),
        ("Обязал акимат города Алматы первый заместитель Премьер-министра завершить работы.", "Акимат города Алматы"),
    ],
)
def test_a_leader_is_obliged_in_the_accusative_and_obliges_in_the_nominative(text, owner):
    assert [owners for owners, _ in read(text)] == [[owner]]


@pytest.mark.parametrize("described", ["заинтересованным государственным", "указанным", "уполномоченным"])
def test_owners_told_by_a_participle_keep_the_term_behind_them(described):
    [(_, day)] = read(f"{HEADER}1. МВД, {described} органам в срок до 1 апреля внести предложения.")
    assert day == "2026-04-01"


@pytest.mark.parametrize(
    "akims",
    [
        "акимам областей, городов Астаны, Алматы и Шымкента",
        "акимам областей и городов Астаны, Алматы и Шымкента",
        "акиматам областей, гг. Астаны, Алматы, Шымкента",
        "акимам областей, города Алматы",
    ],
)
def test_all_regions_are_told_in_minutes_by_their_kinds(akims):
    assert read(f"{HEADER}1. {akims.capitalize()} до 1 мая завершить работу.") == [(["Акиматы регионов"], "2026-05-01")]
    assert read(f"Премьер-министр поручил {akims} до 1 мая завершить работу.") == [(["Акиматы регионов"], "2026-05-01")]


def test_a_ministry_beside_an_akims_own_body_is_a_partner():
    order = "Аким области поручил управлению здравоохранения {} Минздравом проработать вопрос."
    for word in ("с", "совместно с"):
        assert read(order.format(word)) == [(["Управление здравоохранения", "Министерство здравоохранения"], None)]
    assert read("Аким области поручил Минздраву проработать вопрос.") == []

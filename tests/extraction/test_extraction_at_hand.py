"""Whom «ведомству», «региону», «оған» stand for: every way to call a body again, after every way to name it."""

import pytest
from reading import instructions

ENERGY, PAVLODAR = "Министерство энергетики", "Акимат Павлодарской области"
LED = "Премьер-министр провёл заседание Правительства.\n\n"
ENERGY_NAMED = [
    "Министр энергетики доложил о ходе ремонта.",
    "С докладом выступил министр энергетики.",
    "Премьер-министр раскритиковал работу Министерства энергетики.",
    "По данным Минэнерго, ремонт завершён на 60 процентов.",
    "Большие претензии к Министерству энергетики.",
]
ENERGY_AGAIN = [
    "Ему поручено завершить ремонт.",
    "Министру поручено завершить ремонт.",
    "Ведомству поручено завершить ремонт.",
    "Главе ведомства поручено завершить ремонт.",
    "Руководству ведомства поручено завершить ремонт.",
    "– Министерство обязано завершить ремонт, – сказал Премьер-министр.",
    "Премьер-министр обязал ведомство завершить ремонт.",
    "От министерства Премьер-министр потребовал завершить ремонт.",
]
REGION_NAMED = [
    "Аким Павлодарской области доложил о подготовке к зиме.",
    "Премьер-министр раскритиковал работу акимата Павлодарской области.",
    "В Павлодарской области ремонт отстаёт от графика.",
    "Премьер-министр посетил Павлодарскую область.",
]
REGION_AGAIN = [
    "Акиму поручено завершить ремонт.",
    "Областному акимату поручено завершить ремонт.",
    "Региону поручено завершить ремонт.",
    "Области необходимо завершить ремонт, подчеркнул Премьер-министр.",
    "Главе региона поручено завершить ремонт.",
    "Руководству области поручено завершить ремонт.",
    "Руководству региона поручено завершить ремонт.",
    "Местным властям поручено завершить ремонт.",
]
LED_KK = "Премьер-министр Үкімет отырысын өткізді.\n\n"
REGION_NAMED_KK = [
    "Павлодар облысының әкімі қысқа дайындық туралы баяндады.",
    "Премьер-министр Павлодар облысы әкімдігінің жұмысын сынады.",
    "Павлодар облысында жөндеу кестеден қалып отыр.",
]
REGION_AGAIN_KK = [
    "Әкімдікке жөндеуді аяқтау тапсырылды.",
    "Облыс басшылығына жөндеуді аяқтау тапсырылды.",
    "Өңір басшысына жөндеуді аяқтау тапсырылды.",
    "Жергілікті билікке жөндеуді аяқтау тапсырылды.",
]


def owners(text: str) -> list[list[str]]:
    return [[owner.name for owner in found.owners] for found in instructions(text)]


@pytest.mark.parametrize("again", ENERGY_AGAIN)
def test_a_ministry_is_called_again(again: str) -> None:
    told = [LED + named + gap + again for named in ENERGY_NAMED for gap in (" ", "\n\n")]
    assert [text for text in told if owners(text) != [[ENERGY]]] == []


@pytest.mark.parametrize("again", REGION_AGAIN)
def test_a_region_is_called_again(again: str) -> None:
    told = [f"{LED}{named} {again}" for named in REGION_NAMED]
    assert [text for text in told if owners(text) != [[PAVLODAR]]] == []


@pytest.mark.parametrize("again", REGION_AGAIN_KK)
def test_a_region_is_called_again_in_kazakh(again: str) -> None:
    told = [f"{LED_KK}{named} {again}" for named in REGION_NAMED_KK]
    assert [text for text in told if owners(text) != [[PAVLODAR]]] == []


@pytest.mark.parametrize(
    "text",
    [
        "Цены растут во всех регионах. Местным властям поручено сдержать цены.",
        "Отстают Павлодарская и Абайская области. Руководству регионов поручено сдержать цены.",
    ],
)
def test_where_no_single_region_is_meant_all_are(text: str) -> None:
    assert owners(LED + text) == [["Акиматы регионов"]]

"""One instruction in many framings: whoever tells it and however, who owes what by when comes out the same."""

from itertools import product

import pytest
from reading import instructions

from app.extraction.findings import Finding

# Official name, nominative, genitive, dative, accusative, instrumental, «должен».
BODIES = [
    ("Министерство энергетики", *["Минэнерго"] * 5, "должно"),
    ("Министерство транспорта", "Минтранс", "Минтранса", "Минтрансу", "Минтранс", "Минтрансом", "должен"),
    (
        "Акимат Карагандинской области",
        "акимат Карагандинской области",
        "акимата Карагандинской области",
        "акимату Карагандинской области",
        "акимат Карагандинской области",
        "акиматом Карагандинской области",
        "должен",
    ),
]
# Infinitive, noun of the act, a word of both.
ACTS = [
    ("построить три школы", "строительство трёх школ", "три|трёх"),
    ("проверить договоры аренды", "проверку договоров аренды", "договор"),
]
TERM, DATE = "до 1 июня", "2026-06-01"
FRAMINGS = {
    "active": "Премьер-министр Олжас Бектенов поручил {dat} {term} {act}.",
    "giver last": "{Act} {term} {dat} поручил Президент Касым-Жомарт Токаев.",
    "passive": "{Dat} Премьер-министром поручено {term} {act}.",
    "meeting, passive": "Премьер-министр провёл совещание. Обсудили сроки. {Dat} поручено {act} {term}.",
    "told after": "{Nom} {must} {term} {act}, потребовал Премьер-министр.",
    "act before the modal": "Вице-премьер Серик Жумангарин сказал, что {act} {nom} {must} {term}.",
    "in this connection": "Премьер-министр сообщил о росте цен. В этой связи {nom} {must} {term} {act}, отметил он.",
    "laid on": "Глава государства возложил на {acc} {noun} {term}.",
    "demanded of": "Премьер-министр потребовал от {gen} {term} {act}.",
    "task before": "Премьер-министр поставил перед {ins} задачу {term} {act}.",
    "task of": "Вице-премьер провёл заседание. Задача {gen} – {term} {act}.",
    "term set for": "Премьер-министр установил для {gen} срок {term}, чтобы {act}.",
    "quote": "«{Act} {term}», – поручил Премьер-министр {dat}.",
    "first person": "«Поручаю {dat} {term} {act}», – сказал Президент.",
    "speaker inside": "«Медлить нельзя, – сказал Премьер-министр. – Поручаю {dat} {term} {act}».",
    "list": "Премьер-министр дал ряд поручений:\n– {dat} {term} {act};\n– Министерству финансов выделить средства.",
    "minutes": "Протокол совещания у Премьер-министра\n1. {Act} (срок – {term}, отв. – {nom}).\n2. Доложить (отв. – МВД).",
    "who, in the next sentence": "«Надо {term} {act}. Это задача для {gen}», – сказал Премьер-министр.",
    "who, appointed": "Премьер-министр заявил, что надо {term} {act}. Ответственным определён {nom}.",
    "partner": "Премьер-министр поручил {dat} совместно с Министерством финансов {term} {act}.",
    "behind another": "Премьер-министр поручил Министерству финансов выделить средства, а {dat} – {term} {act}.",
}
CASES = [
    pytest.param(framing, body, act, id=f"{name}, {body[1]}, {act[2]}")
    for (name, framing), body, act in product(FRAMINGS.items(), BODIES, ACTS)
]


@pytest.mark.parametrize(("framing", "body", "act"), CASES)
def test_the_same_comes_out(framing: str, body: tuple[str, ...], act: tuple[str, str, str]) -> None:
    text = _told(framing, body, act)
    found: list[Finding] = [f for f in instructions(text) if any(word in f.quote for word in act[2].split("|"))]
    assert len(found) == 1, [f.quote for f in instructions(text)]
    lead = [owner.name for owner in found[0].owners if owner.role == "lead"]
    assert lead == [body[0]]
    assert found[0].deadline is not None and str(found[0].deadline.date) == DATE


# Sentences with the same parts that order nothing.
NO_ORDERS = {
    "asks one above": "{Nom} просит Правительство {term} {act}.",
    "hopes": "{Nom} планирует {term} {act}.",
    "expert": "Эксперт считает, что {nom} {must} {term} {act}.",
    "deputy": "Депутат потребовал от {gen} {term} {act}.",
    "court": "Суд обязал {acc} {term} {act}.",
    "denied": "Премьер-министр не поручал {dat} {act}.",
    "asked": "Поручит ли Премьер-министр {dat} {act}?",
    "recalled": "Напомним, в прошлом году Президент поручил {dat} {act}.",
    "law": "По закону {nom} {must} ежегодно {act}.",
    "abroad": "Президент Узбекистана поручил своему министерству {term} {act}.",
    "union": "Профсоюз требует от {gen} {term} {act}.",
}
REFUSED = [
    pytest.param(framing, body, act, id=f"{name}, {body[1]}, {act[2]}")
    for (name, framing), body, act in product(NO_ORDERS.items(), BODIES, ACTS)
]


@pytest.mark.parametrize(("framing", "body", "act"), REFUSED)
def test_nothing_comes_out(framing: str, body: tuple[str, ...], act: tuple[str, str, str]) -> None:
    text = _told(framing, body, act)
    assert [f.quote for f in instructions(text)] == []


def _told(framing: str, body: tuple[str, ...], act: tuple[str, str, str]) -> str:
    _, nom, gen, dat, acc, ins, must = body
    parts = {"nom": nom, "gen": gen, "dat": dat, "acc": acc, "ins": ins, "must": must, "act": act[0], "noun": act[1]}
    raised = {name.capitalize(): f"{value[0].upper()}{value[1:]}" for name, value in parts.items()}
    return framing.format(**parts, **raised, term=TERM)


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        (
            "Премьер-министр провёл штаб. Эту работу должно выполнить Министерство энергетики.",
            "Министерство энергетики",
        ),
        ("Премьер-министр провёл штаб. Такую задачу должен решить Минтранс до 1 мая.", "Министерство транспорта"),
        ("– Прошу до 1 мая внести предложения, – обратился Президент к Премьер-министру.", "Премьер-министр"),
        ("«Внесите предложения до 1 мая», – обратился Президент к Правительству.", "Правительство"),
    ],
)
def test_the_owner_stands_behind(text: str, lead: str) -> None:
    (found,) = instructions(text)
    assert [owner.name for owner in found.owners] == [lead]

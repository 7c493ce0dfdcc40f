"""Terms of Kazakh instructions and dated stages: (text, last days) for a text of 15 May 2026."""

import pytest

from app.domain.enums import FindingKind

TASK = "Премьер-министр Қаржы министрлігіне қаржы бөлуді тапсырды. "

INSTRUCTIONS = [
    (TASK + "Бұл жұмысты 1 маусымға дейін аяқтау керек.", ["2026-06-01"]),
    (TASK + "Мерзімі – екі ай.", ["2026-07-15"]),
    (TASK + "Соңғы мерзім – 1 маусым.", ["2026-06-01"]),
    (TASK + "Бұған 30 күн берілді.", ["2026-06-14"]),
    (TASK + "Осыған екі апта уақыт беріледі.", ["2026-05-29"]),
    (TASK + "Нәтижесін 1 шілдеге дейін баяндау қажет.", ["2026-07-01"]),
    (TASK + "Есебі келесі айдың 20-сына дейін дайын болуы тиіс.", ["2026-06-20"]),
    (
        "Премьер-министр Қаржы министрлігіне ақша табуды 1 маусымға дейін, Көлік министрлігіне жолды 1 шілдеге дейін "
        "жөндеуді тапсырды.",
        ["2026-06-01", "2026-07-01"],
    ),
    (
        "Премьер-министр Көлік министрлігіне желтоқсанда іске қосылатын станцияның кірме жолын салуды тапсырды.",
        ["None"],
    ),
    (
        "– Көлік министрлігі жобаны 1 маусымға дейін, ал Энергетика министрлігі кестені 1 шілдеге дейін ұсынсын, – деді "
        "Премьер-министр.",
        ["2026-06-01", "2026-07-01"],
    ),
]
STAGES = [
    ("Зауыттың екінші кезегі 2027 жылғы наурызда іске қосылады.", ["2027-03-31"]),
    ("Құрылысты аяқтау 2029 жылдың бірінші жартыжылдығына жоспарланған.", ["2029-06-30"]),
    ("Егер қаражат жетпесе, құрылыс 2027 жылы аяқталады.", []),
    ("Былтыр зауыт 200 адамды жұмысқа алды, биыл тағы 11 мың тонна өнім алынады.", []),
    ("Директор бөлімге есепті екі аптада жасауды міндеттеді.", []),
    ("Жұмысшылар пешті 1 шілдеге дейін жөндеп, іске қойды.", []),
]


@pytest.mark.parametrize(("text", "days"), INSTRUCTIONS, ids=range(len(INSTRUCTIONS)))
def test_each_kazakh_instruction_has_its_own_term(find, text: str, days: list[str]) -> None:
    found = [f for f in find(text) if f.kind is FindingKind.INSTRUCTION]
    assert [str(f.deadline.date if f.deadline else None) for f in found] == days


@pytest.mark.parametrize(("text", "days"), STAGES, ids=range(len(STAGES)))
def test_kazakh_stages_are_of_the_future(find, text: str, days: list[str]) -> None:
    found = [f for f in find(text) if f.kind is FindingKind.MILESTONE]
    assert [str(f.deadline.date) for f in found] == days


def test_a_pronoun_of_the_attribution_is_nobody_of_the_speech(find) -> None:
    text = "Облыс әкімі кеңес өткізді.\n– Мұны тұрғын біледі. Аудан әкімдері тізімді нақтыласын, – деді ол."
    (found,) = [f for f in find(text) if f.kind is FindingKind.INSTRUCTION]
    assert found.giver is not None
    assert found.giver.role == "akim"


def test_an_initial_does_not_end_the_attribution(find) -> None:
    text = (
        "Отырысты Энергетика министрі Ерлан Ақкенженов өткізді.\n– «КазМұнайГаз» компаниясы қорды толтырсын, – деді "
        "Е. Ақкенженов."
    )
    (found,) = [f for f in find(text) if f.kind is FindingKind.INSTRUCTION]
    assert found.giver is not None
    assert found.giver.role == "minister"

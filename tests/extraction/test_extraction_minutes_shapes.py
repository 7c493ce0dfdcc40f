"""Minutes of every shape: how points are marked, where who executes them stands, and where the term."""

from datetime import date
from itertools import product

import pytest
from reading import instructions

MARKS = [("1. ", "2. "), ("1) ", "2) "), ("1.1. ", "1.2. "), ("– ", "– "), ("а) ", "б) ")]
BOTH = [("Министерство энергетики", date(2027, 2, 1)), ("Министерство финансов", date(2027, 3, 1))]

HEADS = [
    "Протокол совещания у Премьер-министра\n2 ноября 2026 года № 12\n\n",
    "ПРОТОКОЛ № 5\nзаседания Правительства\n\nПОВЕСТКА ДНЯ: о подготовке к зиме\n\nРЕШИЛИ:\n",
    "Выписка из протокола\n\n2. О подготовке к зиме\n(докладчик – министр энергетики)\n\nПо итогам обсуждения ПОРУЧЕНО:\n",
]
ACTS = [("завершить ремонт станций", "выделить средства"), ("разработать план мероприятий", "внести предложения")]
SHAPES = [
    "Министерству {e} {a} до {day} 2027 года.",
    "Министерству {e} – {a} до {day} 2027 года;",
    "Министерству {e}: {a} до {day} 2027 года.",
    "Министерство {e}: {a} – до {day} 2027 года.",
    "До {day} 2027 года Министерству {e} {a}.",
    "Министерству {e} {a} (до {day} 2027 года).",
    "Министерству {e} {a}.\nСрок исполнения: {day} 2027 года.",
    "Министру {e} {a}. Срок – {day}.",
    "{A}.\nОтветственный: Министерство {e}.\nСрок: {day} 2027 года.",
    "{A} (отв. – Министерство {e}, срок – {day} 2027 года).",
    "{A}. Ответственный исполнитель – Министерство {e}, срок – до {day} 2027 года.",
]
HEADS_KK = [
    "Премьер-министр өткізген кеңестің хаттамасы\n2026 жылғы 2 қараша № 12\n\n",
    "№ 5 ХАТТАМА\nҮкімет отырысы\n\nКҮН ТӘРТІБІ: қысқа дайындық туралы\n\nШЕШТІ:\n",
    "Хаттамадан үзінді\n\nПремьер-министр төрағалық етті.\n\nТалқылау қорытындысы бойынша ТАПСЫРЫЛДЫ:\n",
]
ACTS_KK = [
    ("станция жөндеуін аяқта", "у", "сын", "қаражат бөл", "у", "сін"),
    ("тариф бойынша ұсыныс енгіз", "у", "сін", "талдау жаса", "у", "сын"),
]
SHAPES_KK = [
    "{e} министрлігіне 2027 жылғы {day} дейін {a}{noun}.",
    "{e} министрлігіне – 2027 жылғы {day} дейін {a}{noun};",
    "{e} министрлігі: 2027 жылғы {day} дейін {a}{noun}.",
    "{e} министрлігі 2027 жылғы {day} дейін {a}{let}.",
    "2027 жылғы {day} дейін {e} министрлігі {a}{let}.",
    "{e} министрлігіне {a}{noun}. Мерзімі – 2027 жылғы {day} дейін.",
    "{A}{noun}.\nЖауапты: {e} министрлігі.\nМерзімі: 2027 жылғы {day} дейін.",
    "{A}{noun} (жауапты – {e} министрлігі, мерзімі – 2027 жылғы {day} дейін).",
    "{e} министріне 2027 жылғы {day} дейін {a}{noun} тапсырылсын.",
]


def read(text: str) -> list[tuple[str, date | None]]:
    found = instructions(text, day=date(2026, 11, 2))
    return [(f.owners[0].name if f.owners else "", f.deadline.date if f.deadline else None) for f in found]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("head", HEADS)
def test_points_of_minutes(head: str, shape: str) -> None:
    wrong = []
    for marks, acts in product(MARKS, ACTS):
        points = [
            mark + shape.format(e=e, a=act, A=act.capitalize(), day=day)
            for mark, e, act, day in zip(marks, ("энергетики", "финансов"), acts, ("1 февраля", "1 марта"), strict=True)
        ]
        text = head + "\n".join(points)
        if read(text) != BOTH:
            wrong.append((text, read(text)))
    assert wrong == []


@pytest.mark.parametrize("shape", SHAPES_KK)
@pytest.mark.parametrize("head", HEADS_KK)
def test_points_of_kazakh_minutes(head: str, shape: str) -> None:
    wrong = []
    for (first, second), (a, noun, let, b, noun_b, let_b) in product(MARKS, ACTS_KK):
        one = shape.format(e="Энергетика", a=a, A=a.capitalize(), noun=noun, let=let, day="1 ақпанға")
        two = shape.format(e="Қаржы", a=b, A=b.capitalize(), noun=noun_b, let=let_b, day="1 наурызға")
        text = f"{head}{first}{one}\n{second}{two}"
        if read(text) != BOTH:
            wrong.append((text, read(text)))
    assert wrong == []

"""Several orders in one sentence: each keeps its own body and its own day, however the sentence joins them."""

from datetime import date
from itertools import permutations

import pytest
from reading import instructions

from app.domain.enums import Recurrence

PUBLISHED = date(2026, 11, 2)
# In the dative and in the nominative, and the official name.
BODIES = [
    ("Министерству энергетики", "Министерство энергетики", "Министерство энергетики"),
    ("МВД", "МВД", "Министерство внутренних дел"),
    ("акимату Алматы", "акимат Алматы", "Акимат города Алматы"),
    ("«КазАвтоЖолу»", "«КазАвтоЖол»", "АО «НК «КазАвтоЖол»"),
]
ACTS = [
    ("до 1 декабря завершить ремонт станции", date(2026, 12, 1)),
    ("проверить склады", None),
    ("внести пакет предложений в месячный срок", date(2026, 12, 2)),
    ("решить вопрос с долгами", None),
]
FRAMES = [
    "Премьер-министр поручил {a} {x}, {b} – {y}.",
    "Премьер-министр поручил {a} {x}; {b} {y}.",
    "Премьер-министр поручил {a} {x}, {b} {y}.",
    "Премьер-министр поручил {a} {x}, а {b} – {y}.",
    "Премьер-министр поручил {a} {x} и дал поручение {b} {y}.",
    "Премьер-министр поручил {a} {x} и обязал {nb} {y}.",
    "Премьер-министр предложил {a} {x} и поручил {b} {y}.",
    "Премьер-министр поручил {a} {x}, а также обязал {nb} {y}.",
    "Премьер-министр провёл совещание. {A} поручено {x}, {b} – {y}.",
    "– {A} необходимо {x}, {b} – {y}, – сказал Премьер-министр.",
    "– Поручаю {a} {x} и прошу {nb} {y}, – сказал Премьер-министр.",
]
BODIES_KK = [
    ("Энергетика министрлігі", "не", "Министерство энергетики"),
    ("Алматы қаласының әкімдігі", "не", "Акимат города Алматы"),
    ("«ҚазАвтоЖол» компаниясы", "на", "АО «НК «КазАвтоЖол»"),
]
# What is done, and its verb as a noun, in the accusative and with its subject.
ACTS_KK = [
    ("1 желтоқсанға дейін станция жөндеуін", "аяқтау", "аяқтауды", "аяқтауы", date(2026, 12, 1)),
    ("қоймаларды", "тексеру", "тексеруді", "тексеруі", None),
    ("бір ай мерзімде ұсыныстар пакетін", "енгізу", "енгізуді", "енгізуі", date(2026, 12, 2)),
]
FRAMES_KK = [
    "Премьер-министр {a} {x} {x_acc}, {b} {y} {y_acc} тапсырды.",
    "Премьер-министр {a} {x} {x_acc} тапсырып, {b} {y} {y_acc} жүктеді.",
    "Премьер-министр {a} {x} {x_acc} тапсырды және {b} {y} {y_acc} міндеттеді.",
    "Премьер-министр кеңес өткізді. {a} {x} {x_noun}, {b} {y} {y_noun} тапсырылды.",
    "– {na} {x} {x_own}, {nb} {y} {y_own} тиіс, – деді Премьер-министр.",
    "– {na} {x} {x_own} тиіс, ал {nb} {y} {y_own} керек, – деді Премьер-министр.",
    "– {a} {x} {x_noun}, {b} {y} {y_noun} қажет, – деді Премьер-министр.",
]


def capital(words: str) -> str:
    place = words.startswith("«")
    return words[:place] + words[place].upper() + words[place + 1 :]


def read(text: str) -> list[tuple[list[str], date | None]]:
    return [
        ([owner.name for owner in f.owners], f.deadline.date if f.deadline else None)
        for f in instructions(text, day=PUBLISHED)
    ]


@pytest.mark.parametrize("frame", FRAMES)
def test_each_order_keeps_its_body_and_its_day(frame: str) -> None:
    wrong = []
    for a, b in permutations(BODIES, 2):
        for (x, x_day), (y, y_day) in permutations(ACTS, 2):
            accusative = b[1].replace("«КазАвтоЖол»", "компанию «КазАвтоЖол»")
            text = frame.format(a=a[0], b=b[0], A=capital(a[0]), nb=accusative, x=x, y=y)
            if read(text) != [([a[2]], x_day), ([b[2]], y_day)]:
                wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize("frame", FRAMES_KK)
def test_each_kazakh_order_keeps_its_body_and_its_day(frame: str) -> None:
    wrong = []
    for a, b in permutations(BODIES_KK, 2):
        for x, y in permutations(ACTS_KK, 2):
            words = dict(zip(("x", "x_noun", "x_acc", "x_own"), x, strict=False))
            words |= dict(zip(("y", "y_noun", "y_acc", "y_own"), y, strict=False))
            text = frame.format(a=a[0] + a[1], b=b[0] + b[1], na=a[0], nb=b[0], **words)
            if read(text) != [([a[2]], x[4]), ([b[2]], y[4])]:
                wrong.append(text)
    assert wrong == []


@pytest.mark.parametrize(
    "text",
    [
        "Премьер-министр поручил Минтрансу завершить ремонт и отметил важность работы с акиматом Алматы.",
        "Премьер-министр раскритиковал акимат Алматы и поручил Минтрансу завершить ремонт.",
        "Премьер-министр выслушал доклад акимата Алматы и поручил Минтрансу завершить ремонт.",
    ],
)
def test_what_else_is_done_beside_an_order_is_none(text: str) -> None:
    assert read(text) == [(["Министерство транспорта"], None)]


@pytest.mark.parametrize(
    "before",
    [
        "Биыл Қаржы министрлігі 5 млрд теңге бөлді, сондықтан ",
        "Қаржы министрлігіне алғыс айтып, ",
        "Қаржы министрлігін сынға алып, ",
    ],
)
def test_whoever_is_told_of_before_a_kazakh_order_is_not_bound_by_it(before: str) -> None:
    text = f"– {before}Энергетика министрлігіне станция жөндеуін аяқтау қажет, – деді Премьер-министр."
    assert read(text) == [(["Министерство энергетики"], None)]


@pytest.mark.parametrize(
    "text",
    [
        "Премьер-министр поручил до 1 декабря завершить ремонт станции Министерству энергетики.",
        "Ремонт станции Премьер-министр поручил завершить Министерству энергетики до 1 декабря.",
        "Премьер-министр провёл совещание. Решено поручить Министерству энергетики завершить ремонт до 1 декабря.",
        "Премьер-министр провёл совещание. Решено обязать Министерство энергетики завершить ремонт до 1 декабря.",
        "Премьер-министр считает необходимым поручить Министерству энергетики завершить ремонт до 1 декабря.",
    ],
)
def test_a_body_behind_the_act_or_an_inner_order_is_bound(text: str) -> None:
    assert read(text) == [(["Министерство энергетики"], date(2026, 12, 1))]


@pytest.mark.parametrize(
    "before",
    [
        "Напомнив министру финансов о бюджете, ",
        "Вместе с министром финансов осмотрев станцию, ",
        "Заслушав доклад министра финансов, ",
        "Поблагодарив акимат Алматы, ",
    ],
)
def test_a_gerund_before_an_order_binds_nobody(before: str) -> None:
    text = f"{before}Премьер-министр поручил Министерству энергетики до 1 декабря завершить ремонт."
    assert read(text) == [(["Министерство энергетики"], date(2026, 12, 1))]


def test_whoever_gets_something_is_not_bound() -> None:
    assert read("Премьер-министр поручил завершить передачу станций Министерству энергетики.") == [([], None)]


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("Премьер-министр поручил МВД до 1 июля сдать земли и ежегодно, не позднее 1 апреля, представлять отчёт.", "a"),
        ("Министр подписал приказ, которым МВД предписывается до 1 июля сдать земли, а отчёт вносить ежегодно.", "a"),
        ("– Почистить базу надо до 1 июля, а потом делать это каждый год, – потребовал министр.", "a"),
        (
            "Премьер-министр велел МВД ежедневно считать технику и держать данные открытыми, а до 1 июля – принять участок.",
            "b",
        ),
    ],
)
def test_a_series_and_a_day_are_two_orders(text, terms):
    found = [(f.deadline and f.deadline.date, f.recurrence) for f in instructions(text, day=date(2026, 3, 12))]
    day, yearly = (date(2026, 7, 1), None), (None, Recurrence.YEARLY)
    assert found == ([day, yearly] if terms == "a" else [(None, None), day])

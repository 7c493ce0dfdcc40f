"""One Kazakh order in all its framings, on 12 March 2026: what comes out follows from its parts, however it is told."""

from collections.abc import Callable
from typing import NamedTuple

import pytest
from reading import findings, instructions

from app.domain.enums import FindingKind


class Order(NamedTuple):
    """The parts of an order: who gives it (nominative, genitive), to whom (nominative, dative), what (object, verb in
    -у, in -сын), by when, what must be found, and whether endings of the verb are hard (-ды) or soft (-ді)."""

    giver: str
    of_giver: str
    body: str
    to_body: str
    thing: str
    act: str
    let: str
    term: str
    role: str
    owner: str
    date: str
    hard: bool

    @property
    def doing(self) -> str:
        """Term, object and verbal noun."""
        return f"{self.term} {self.thing} {self.act}"

    @property
    def acc(self) -> str:
        """The same in the accusative."""
        return self.doing + ("ды" if self.hard else "ді")

    @property
    def own(self) -> str:
        """The same possessed by who acts."""
        return self.doing + ("ы" if self.hard else "і")

    @property
    def shall(self) -> str:
        """The same as an optative."""
        return f"{self.term} {self.thing} {self.let}"


ORDERS = [
    Order(
        "Премьер-министр Олжас Бектенов",
        "Премьер-министрдің",
        "Әділет министрлігі",
        "Әділет министрлігіне",
        "нотариустар тізілімін",
        "жаңарту",
        "жаңартсын",
        "10 мамырға дейін",
        "prime_minister",
        "min_justice",
        "2026-05-10",
        True,
    ),
    Order(
        "Премьер-министрдің орынбасары Қанат Бозымбаев",
        "Премьер-министрдің орынбасарының",
        "«Қазақстан темір жолы»",
        "«Қазақстан темір жолына»",
        "жүк вагондарының санын",
        "көбейту",
        "көбейтсін",
        "1 тамызға дейін",
        "deputy_pm",
        "co_ktz",
        "2026-08-01",
        False,
    ),
    Order(
        "Президент Қасым-Жомарт Тоқаев",
        "Президенттің",
        "Туризм және спорт министрлігі",
        "Туризм және спорт министрлігіне",
        "жайлаудағы демалыс орындарының картасын",
        "ұсыну",
        "ұсынсын",
        "1 маусымға дейін",
        "president",
        "min_tourism",
        "2026-06-01",
        True,
    ),
    Order(
        "Ақтөбе облысының әкімі Асхат Шахаров",
        "Ақтөбе облысы әкімінің",
        "Ақтөбе қаласының әкімдігі",
        "Ақтөбе қаласының әкімдігіне",
        "ескі көпірді",
        "бөлшектеу",
        "бөлшектесін",
        "20 сәуірге дейін",
        "akim",
        "local_aktobe_city",
        "2026-04-20",
        False,
    ),
]

FRAMINGS: dict[str, Callable[[Order], str]] = {
    "giver first": lambda o: f"{o.giver} {o.to_body} {o.acc} тапсырды.",
    "giver last": lambda o: f"{o.to_body} {o.acc} {o.giver} тапсырды.",
    "the act first": lambda o: f"{o.acc.capitalize()} {o.giver} {o.to_body} тапсырды.",
    "passive": lambda o: f"{o.of_giver} кеңесінде {o.to_body} {o.doing} тапсырылды.",
    "a host, and who passes it on": lambda o: (
        f"{o.giver} өткізген жиын нәтижесінде {o.to_body} {o.doing} жүктелді, деп хабарлады әкімдіктің баспасөз қызметі."
    ),
    "said of the body": lambda o: f"{o.giver} {o.body} {o.own} тиіс екенін жеткізді.",
    "need": lambda o: f"{o.giver} {o.to_body} {o.doing} керектігін айтты.",
    "his words": lambda o: f"{o.giver} салаға тоқталды. Оның сөзінше, {o.body} {o.own} керек.",
    "by the words of": lambda o: f"{o.of_giver} айтуынша, {o.body} {o.own} тиіс.",
    "speech": lambda o: f"«{o.body} {o.shall}», – деді {o.giver}.",
    "speech with a remark": lambda o: f"– {o.body} {o.own} керек. Осыны ескеріңіздер, – деді {o.giver}.",
    "content and verb": lambda o: f"{o.giver} {o.body} {o.shall} деп тапсырма берді.",
    "content and need": lambda o: f"{o.giver} {o.to_body} {o.doing} керек деген тапсырма берді.",
    "announced": lambda o: f"{o.giver} {o.to_body} бірқатар міндет жүктеді. Атап айтқанда, {o.acc} тапсырды.",
    "command": lambda o: f"{o.giver} {o.to_body} {o.doing}{'ға' if o.hard else 'ге'} бұйрық берді.",
    "list": lambda o: f"{o.giver} {o.to_body} тапсырды:\n1) {o.doing}.",
    "minutes, who answers below": lambda o: (
        f"Хаттама\n{o.giver} төрағалық еткен кеңес\n\nТАПСЫРЫЛДЫ:\n1. {o.thing.capitalize()} {o.act}.\n"
        f"Жауапты: {o.body}.\nМерзімі: {o.term}."
    ),
    "minutes, who answers in brackets": lambda o: (
        f"ХАТТАМА № 7\nТөрағалық еткен: {o.giver}\n\n1. {o.thing.capitalize()} {o.act} (жауапты: {o.body}; мерзімі: {o.term})."
    ),
}


@pytest.mark.parametrize("framing", FRAMINGS)
@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.owner)
def test_an_order_in_its_framings(order: Order, framing: str) -> None:
    text = FRAMINGS[framing](order)
    found = [
        (
            [owner.code for owner in f.owners],
            f.giver.role.value if f.giver else None,
            str(f.deadline.date) if f.deadline else None,
        )
        for f in instructions(text)
    ]
    assert found == [([order.owner], order.role, order.date)], text


NO_ORDERS: dict[str, Callable[[Order], str]] = {
    "plan": lambda o: f"{o.body} {o.acc} жоспарлап отыр.",
    "thought of": lambda o: f"{o.body} {o.acc} қарастырып жатыр.",
    "aim": lambda o: f"Ведомствоның мақсаты – {o.doing}.",
    "promise": lambda o: f"{o.body} {o.doing}{'ға' if o.hard else 'ге'} уәде берді.",
    "if ordered": lambda o: f"Егер басшылық тапсырса, {o.body} {o.doing}{'ға' if o.hard else 'ге'} дайын.",
    "may be": lambda o: f"{o.giver} алдағы отырыста {o.to_body} {o.acc} тапсыруы мүмкін.",
    "asked": lambda o: f"{o.giver} {o.to_body} {o.acc} тапсырды ма?",
    "no need": lambda o: f"{o.giver} {o.to_body} {o.doing} қажет емес екенін айтты.",
    "thanks": lambda o: f"{o.giver} {o.body} ұжымына {o.thing} {o.act} ісіндегі еңбегі үшін алғыс айтты.",
    "a letter": lambda o: f"Тұрғындар {o.to_body} {o.acc} сұрап хат жазды.",
    "a request": lambda o: f"Кәсіпкерлер {o.body} {o.shall} деп өтініш білдірді.",
    "a proposal": lambda o: f"Отырыста {o.to_body} {o.doing} туралы ұсыныс түсті.",
    "an expert": lambda o: f"Сарапшы Марат Оспанның пікірінше, {o.body} {o.own} керек.",
    "a resident": lambda o: f"«{o.body} {o.own} керек», – дейді қала тұрғыны Сәуле Ахметова.",
    "a draft": lambda o: f"{o.body} {o.thing} {o.act} туралы бұйрық жобасын талқылауға шығарды.",
    "what it is for": lambda o: f"Ережеге сәйкес {o.to_body} {o.thing} {o.act} функциясы жүктелген.",
    "habit": lambda o: f"Кеңес заманында басшылар {o.to_body} {o.thing} {o.act}{'ды' if o.hard else 'ді'} жүктейтін.",
    "long ago": lambda o: f"1998 жылы Үкімет {o.to_body} {o.thing} {o.act}{'ды' if o.hard else 'ді'} тапсырған.",
    "undecided": lambda o: f"{o.to_body} {o.acc} тапсыру туралы шешім әлі қабылданған жоқ.",
}


@pytest.mark.parametrize("framing", NO_ORDERS)
@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.owner)
def test_the_same_act_ordered_by_nobody(order: Order, framing: str) -> None:
    text = NO_ORDERS[framing](order)
    assert [f.quote for f in instructions(text)] == [], text


# False friends of the refusals above: the same words where a leader orders; owner, date.
STILL_ORDERS = [
    ("Премьер-министр Қаржы министрлігіне жоспарланған шығысты 1 мамырға дейін нақтылауды тапсырды.", "min_finance"),
    ("Премьер-министр Қаржы министрлігіне уәде етілген субсидияны 1 мамырға дейін төлеуді тапсырды.", "min_finance"),
    ("Премьер-министр Көлік министрлігіне мүмкін болса, жолды 1 мамырға дейін ашуды тапсырды.", "min_transport"),
    (
        "Премьер-министр Көлік министрлігіне 1998 жылы салынған көпірді 1 мамырға дейін тексеруді тапсырды.",
        "min_transport",
    ),
    ("Министр «Көлік министрлігі жолды 1 мамырға дейін жөндесін» деп тапсырды.", "min_transport"),
    (
        "«Көлік министрлігінің алдында тұрған басты міндет – 1 мамырға дейін жолды ашу», – деді Премьер-министр.",
        "min_transport",
    ),
    ("Премьер-министр «Қазпоштаға» қор көлемін 1 мамырға дейін ұлғайтуды тапсырды.", "co_kazpost"),
    ("Қаржы министрі Мемлекеттік кірістер комитетіне қойманы 1 мамырға дейін тексеруді тапсырды.", "c_kgd"),
    ("Қаржы министрлігі Президенттен салықты 1 мамырға дейін қайта қарау туралы тапсырма алды.", "min_finance"),
    ("Президент: «Осыны Қаржы министрлігі 1 мамырға дейін ескерсін», – деді.", "min_finance"),
]


@pytest.mark.parametrize(("text", "owner"), STILL_ORDERS)
def test_orders_beside_the_same_words(text: str, owner: str) -> None:
    found = [([o.code for o in f.owners], str(f.deadline.date) if f.deadline else None) for f in instructions(text)]
    assert found == [([owner], "2026-05-01")]


def test_a_minister_without_a_name_gives_the_order_to_his_committee() -> None:
    found = instructions("Қаржы министрі Мемлекеттік кірістер комитетіне қойманы тексеруді тапсырды.")
    assert [f.giver.role.value for f in found if f.giver] == ["minister"]


def test_an_order_of_long_ago_is_a_reference() -> None:
    found = findings("1998 жылы Үкімет Көлік министрлігіне көпір салуды тапсырған.")
    assert [f.kind for f in found] == [FindingKind.REFERENCE]

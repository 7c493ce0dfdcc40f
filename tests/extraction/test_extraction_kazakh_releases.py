"""Kazakh releases, acts and speeches: whose meeting it is, who only gets a paper, advice, lists below a full stop.

Texts are of 15 May 2026; each phenomenon has the false friends of the same shape.
"""

from datetime import date

import pytest

from app.domain.enums import FindingKind
from app.extraction.findings import Finding

MET = "Премьер-министр жиын өткізді. "

# text, owners of each instruction in order
OWNERS = [
    # A body that only says whose meeting it is.
    (
        "Үкімет отырысын аяқтаған Премьер-министр Көлік министрлігіне көпірді тексеру қажет екенін айтты.",
        [["min_transport"]],
    ),
    ("Премьер-министр атап өткендей, Көлік министрлігі көпірді жазға дейін тексеруі тиіс.", [["min_transport"]]),
    (
        "Премьер-министр Көлік министрлігі мен әкімдіктердің бақылауды күшейтуі қажеттігін айтты.",
        [["min_transport", "grp_akimats"]],
    ),
    # Who only gets what is made.
    ("Премьер-министр есепті Үкіметке енгізу туралы Қаржы министрлігіне тапсырма берді.", [["min_finance"]]),
    (
        "Премьер-министр Қаржы министрлігіне тарифті қайта қарауды, оған қажетті қаражатты Энергетика министрлігіне "
        "хабарлауды тапсырды.",
        [["min_finance"]],
    ),
    (
        "Премьер-министр Қаржы министрлігіне тарифті қарауды, Энергетика министрлігіне желіні жөндеуді тапсырды.",
        [["min_finance"], ["min_energy"]],
    ),
    # What somebody had better do, and advice to all.
    ("– Көлік министрлігі көпірді тексергені жөн, – деді Президент.", [["min_transport"]]),
    ("– Ешкім шетте қалмағаны абзал, – деді Президент.", []),
    ("Премьер-министр Көлік министрлігіне кешігуге жол бермеуді қатаң ескертті.", [["min_transport"]]),
    ("– Үкіметке бұл қорды құруды ұсынамын, – деді Президент.", [["government"]]),
    ("– Достарыма кітап оқуды ұсынамын, – деді Президент.", []),
    # Tasks by their aim; tasks told of the past.
    ("Президент Көлік министрлігіне көпірлерді тексеруге байланысты тапсырмалар берді.", [["min_transport"]]),
    ("– Біз Үкіметке тапсырма бердік, жұмыс жүріп жатыр, – деді Президент.", []),
    (MET + "Көлік министрлігіне де тапсырма бар: көпірді жазға дейін тексеру.", [["min_transport"]]),
    # The President orders the Prime Minister.
    ("– Премьер-министр жағдайды түзетсін, – деді Мемлекет басшысы.", [["pm"]]),
    # Names of local bodies, of deputies and of boards.
    (MET + "Арал ауданының әкіміне жолды жөндеу тапсырылды.", [["Акимат района Арал"]]),
    (
        MET + "Рудный және Қостанай қалаларының әкімдеріне жолды жөндеу тапсырылды.",
        [["Акимат города Рудный", "local_kostanay_city"]],
    ),
    ("Премьер-министр бақылауды вице-премьер Қанат Бозымбаевқа жүктеді.", [["dpm"]]),
    (MET + "Бақылау Қаржы вице-министріне жүктелсін.", [["min_finance"]]),
    (MET + "«Самұрық-Қазына» АҚ басқарма төрағасына жоспарды жеделдету тапсырылды.", [["h_samruk"]]),
    (
        MET + "Орталық мемлекеттік және жергілікті атқарушы органдар шығынды қысқартсын.",
        [["grp_cgo", "grp_akimats"]],
    ),
    ("– Әр облыс әкімі айына бір рет есеп беруі керек, – деді Президент.", [["grp_akimats"]]),
    (MET + "Сол күнге дейін «Самұрық-Энерго» станциялардағы қордың есебін ұсынсын.", [["co_samrukenergo"]]),
    # A list below a sentence that ends with a full stop.
    (
        "Премьер-министр мынадай тапсырмалар берді.\nКөлік министрлігіне көпірді тексеру;\nҚаржы министрлігіне қаражат бөлу.",
        [["min_transport"], ["min_finance"]],
    ),
    # The subject stands in the sentence before, and nobody else is named here.
    (
        "Премьер-министр кеңес өткізді. Сонымен қатар Көлік министрлігіне көпірді тексеру қажеттігін айтты.",
        [["min_transport"]],
    ),
    ("Премьер-министр кеңес өткізді. Сонымен қатар жиналғандар жолды жөндеу қажеттігін айтты.", []),
    # Whom he speaks to, in words behind the speech.
    (
        "Энергетика министрі сөйледі. «Ертең станцияға барып, қорды көріңіз», – деді оған Премьер-министр.",
        [["min_energy"]],
    ),
    (
        "Премьер-министр келді. «Кесте күн сайын жарияланып тұрсын», – деп Көлік министрлігіне тапсырма берді.",
        [["min_transport"]],
    ),
    # Others demand; other states order; acts that make and give nobody anything to do.
    ("Прокурор әкімдіктен кемшілікті жоюды талап етті. " + MET, []),
    ("Депутаттардың бірі сауал жолдап, Қаржы министрлігінен квотаны ұлғайтуды талап етті. " + MET, []),
    (MET + "Өзбекстан үкіметі жергілікті билікке үй салуды міндеттеді.", []),
    (MET + "Қоса беріліп отырған жоспар бекітілсін.", []),
    (MET + "Айтылған ақпарат назарға алынсын.", []),
    (MET + "Денсаулық сақтау министрлігі: ауырған адам дәрігерге қаралуы қажет.", []),
]

TERMS = [
    ("– Көлік министрлігі көпірді тексеруге тиіс, бұған екі апта берілді, – деді Президент.", date(2026, 5, 29)),
    ("– Көлік министрлігі жолды жаңбырлы маусымға дейін жөндесін, – деді Президент.", None),
    ("– Көлік министрлігі су деңгейін тәулік бойы бақыласын, – деді Президент.", None),
    (
        "Министр тексеруді қазан айында аяқтау қажеттігін айтып, мұны Көлік комитетіне жүктеді. Кеңесті Көлік министрі "
        "өткізді.",
        date(2026, 10, 31),
    ),
]

MILESTONES = [
    ("Көпірді 2027 жылдың бірінші тоқсанында пайдалануға беру жоспарда бар.", [date(2027, 3, 31)]),
    ("Мердігер көпірді 2027 жылғы наурызда тапсырамыз деп отыр.", [date(2027, 3, 31)]),
    ("Тұрғындар жол жыл соңына дейін салынады деп отыр.", []),
    ("Көрме 20 маусымға дейін жалғасады.", []),
    ("Тұмау басталса, екпені қыркүйекте салдырыңыз, дейді дәрігер.", []),
]


def _of(findings: list[Finding], kind: FindingKind) -> list[Finding]:
    return [finding for finding in findings if finding.kind is kind]


@pytest.mark.parametrize(("text", "owners"), OWNERS, ids=range(len(OWNERS)))
def test_kazakh_releases_give_their_owners(find, text: str, owners: list[list[str]]) -> None:
    found = _of(find(text), FindingKind.INSTRUCTION)
    assert [[owner.code or owner.name for owner in f.owners] for f in found] == owners


@pytest.mark.parametrize(("text", "day"), TERMS, ids=range(len(TERMS)))
def test_kazakh_releases_give_their_terms(find, text: str, day: date | None) -> None:
    (found,) = _of(find(text), FindingKind.INSTRUCTION)
    assert (found.deadline and found.deadline.date) == day


@pytest.mark.parametrize(("text", "days"), MILESTONES, ids=range(len(MILESTONES)))
def test_kazakh_plans_of_releases(find, text: str, days: list[date]) -> None:
    assert [f.deadline.date for f in _of(find(text), FindingKind.MILESTONE) if f.deadline] == days


def test_the_minister_of_a_reception_is_the_one_whom_the_title_names(find) -> None:
    text = (
        "Ғылым және жоғары білім министрлігімен бірлескен жоба таныстырылды.\n"
        "Мемлекет басшысы министрге аурухананы жыл соңына дейін ашуды тапсырды."
    )
    (found,) = _of(find(text, title="Мемлекет басшысы Денсаулық сақтау министрін қабылдады"), FindingKind.INSTRUCTION)
    assert [owner.code for owner in found.owners] == ["min_health"]

"""Every way in which Kazakh texts name a body, a row a class member; and words that are none."""

from datetime import date

import pytest

from app.domain.enums import FindingKind
from app.extraction import extract
from app.reference import agency_directory, work_calendar

DAY = date(2026, 11, 10)
NATIONAL = "Премьер-министр Үкімет отырысын өткізді. "
LOCAL = "Павлодар облысының әкімі аппарат кеңесін өткізді. "


def owners(text: str) -> list[str]:
    """Codes, or names where the register has none, of the owners of each instruction."""
    found = extract(text, DAY, agency_directory().on(DAY), work_calendar())
    return [o.code or o.name for f in found if f.kind is FindingKind.INSTRUCTION for o in f.owners]


ADDRESSED = [
    # Abbreviations and Russian short names with Kazakh endings.
    ("КНБ-ға", "knb"),
    ("ВАП-қа", "audit_chamber"),
    ("МТСЗН-ге", "min_labour"),
    ("ҚҰБ-ға", "national_bank"),
    ("АХҚО-ға", "aifc"),
    ("ЖАО-ларға", "grp_akimats"),
    ("ББӘ-лерге", "grp_abp"),
    ("Минюстке", "min_justice"),
    ("Нацбанкке", "national_bank"),
    ("Казатомпромға", "co_kap"),
    # Names that leave words out.
    ("Қаржы нарығын дамыту агенттігіне", "ag_arrfr"),
    ("Стратегиялық жоспарлау агенттігіне", "ag_aspir"),
    ("Экологиялық реттеу комитетіне", "c_ecoreg"),
    ("Фармацевтикалық бақылау комитетіне", "c_kmfk"),
    ("Жер ресурстары комитетіне", "c_land"),
    ("Құрылыс істері комитетіне", "c_construction"),
    ("Стратегиялық зерттеулер институтына", "inst_kisi"),
    ("Медициналық сақтандыру қорына", "f_fsms"),
    ("Құрылыс министрлігіне", "min_industry"),
    ("Ирригация министрлігіне", "min_water"),
    ("Ақпарат министріне", "min_culture"),
    ("Цифрлық даму министрлігіне", "min_ai"),
    # Bodies behind the ministry to which they belong.
    ("ІІМ Көші-қон қызметі комитетіне", "c_migration"),
    ("ДСМ Медициналық және фармацевтикалық бақылау комитетіне", "c_kmfk"),
    ("ҰҚК Сыбайлас жемқорлыққа қарсы іс-қимыл қызметіне", "knb_anticor"),
    # «Ведомство» of a field, vice-ministers, deputies of the Prime Minister.
    ("Қорғаныс ведомствосына", "min_defence"),
    ("Аграрлық ведомствоға", "min_agriculture"),
    ("Сыртқы саяси ведомствоға", "min_foreign"),
    ("Энергетика вице-министріне", "min_energy"),
    ("Денсаулық сақтау бірінші вице-министріне", "min_health"),
    ("Вице-премьер – мәдениет және ақпарат министріне", "dpm_culture"),
    ("Вице-премьер, цифрлық даму министріне", "dpm_ai"),
    ("Вице-премьер – Үкімет Аппаратының басшысына", "dpm_office"),
    ("Бірінші вице-премьерге", "dpm_first"),
    # Who heads a body, or works there.
    ("ҚазТрансОйл бас директорына", "co_kto"),
    ("«Самұрық-Энерго» басқарма төрағасына", "co_samrukenergo"),
    ("«Самұрық-Қазына» АҚ басқарма төрағасына", "h_samruk"),
    ("ҚазМұнайГаз компаниясына", "co_kmg"),
    ("Ұлттық ғылым академиясының президентіне", "inst_nan"),
    ("Құрылтай депутаттарына", "kurultai"),
    ("Көлік министрінің бірінші орынбасарына", "min_transport"),
    ("Атырау облысы әкімінің бірінші орынбасарына", "akimat_atyrau"),
    ("Жұмыс тобының мүшелеріне", "grp_working_group"),
    # Zones.
    ("«Сарыарқа» АЭА-ға", "sez_saryarka"),
    ("«Қызылжар» арнайы экономикалық аймағына", "sez_qyzyljar"),
    ("«Павлодар» АЭА басқарушы компаниясының басшысына", "sez_pavlodar"),
    ("«Қорғас» ШЫХО-ға", "sez_khorgos_mcps"),
    # Who else stands for a place, and nicknames.
    ("Қостанай облысының басшылығына", "akimat_kostanay"),
    ("Бас қала әкіміне", "akimat_astana"),
    ("Оңтүстік астана әкімдігіне", "akimat_almaty"),
    ("Сыр өңірінің әкіміне", "akimat_kyzylorda"),
    ("Түркістан өңірінің басшысына", "akimat_turkistan"),
    ("Шымкент билігіне", "akimat_shymkent"),
    ("Маңғыстау облысының жергілікті атқарушы органдарына", "akimat_mangystau"),
    ("Семей қаласының басшылығына", "local_semey"),
    ("Alatau қаласының әкімдігіне", "local_alatau"),
    ("Петропавловск қаласының әкімдігіне", "local_petropavl"),
    ("Сауран ауданына", "local_sauran"),
    ("СҚО-ға", "akimat_north_kz"),
    ("Барлық өңірге", "grp_akimats"),
    ("Жергілікті билікке", "grp_akimats"),
    ("БҚО аудан әкімдеріне", "grp_districts_zko"),
    ("Алматының цифрландыру басқармасына", "dept_digital_almaty"),
    # Groups.
    ("Құзырлы органдарға", "grp_profile"),
    ("Орталық және жергілікті мемлекеттік органдарға", "grp_go"),
    ("Күштік құрылымдарға", "grp_law"),
    ("Ұлттық холдингтерге", "grp_quasi"),
    ("Мәслихат депутаттарына", "grp_maslikhats"),
    ("Мердігер мекемеге", "grp_contractor"),
    # People of a trade, organs of a field.
    ("Салықшыларға", "c_kgd"),
    ("Теміржолшыларға", "co_ktz"),
    ("Құтқарушыларға", "min_emergency"),
    ("Бас санитар дәрігерге", "c_ksek"),
    ("Прокуратура органдарына", "general_prosecutor"),
    ("Алматы полицейлеріне", "c_dp_almaty"),
    ("Шығысқазақстандық құтқарушыларға", "c_dchs_vko"),
    ("Солтүстік Қазақстан полициясына", "c_dp_sko"),
    ("ШҚО ТЖД-сына", "c_dchs_vko"),
]


@pytest.mark.parametrize(("name", "code"), ADDRESSED, ids=[name for name, _ in ADDRESSED])
def test_whoever_is_addressed_is_the_body_of_the_register(name: str, code: str) -> None:
    assert owners(f"{NATIONAL}{name} 1 мамырға дейін тізімді жаңарту тапсырылды.") == [code]


SAID = [
    ("Көлік министрі, сізден 1 мамырға дейін көпірді аяқтауды сұраймын.", "min_transport"),
    ("Тараз қаласының әкімі, сізден қоқысты шығаруды сұраймын.", "local_taraz"),
    ("Вагондарды 1 мамырға дейін жаңарту қажет (жауапты – ҚТЖ).", "co_ktz"),
    ("Ақтөбе облысы 1 мамырға дейін бөгеттерді бекітуі тиіс.", "akimat_aktobe"),
    ("Мақтаарал ауданы – арықтарды тазаласын.", "local_maktaaral"),
    ("Бөгеттерді бекіту Ақмола облысына жүктелді.", "akimat_akmola"),
    ("Елорда билігі 1 мамырға дейін аулаларды тазалауы тиіс.", "akimat_astana"),
    ("Премьер-министр ШҚО-дан 1 мамырға дейін жолды жөндеуді талап етті.", "akimat_east_kz"),
]


@pytest.mark.parametrize(("sentence", "code"), SAID, ids=[code for _, code in SAID])
def test_whoever_acts_is_the_body_of_the_register(sentence: str, code: str) -> None:
    assert owners(NATIONAL + sentence) == [code]


def test_a_trade_named_by_an_akim_is_the_department_of_his_region() -> None:
    told = "Облыс әкімі салықшыларға 1 мамырға дейін тексеруді аяқтауды тапсырды."
    assert owners(LOCAL + told) == ["Департамент государственных доходов Павлодарской области"]


NOBODY = [
    "Құтқарушылар тау бөктерінен үш туристі аман-есен түсірді.",
    "Полиция жол апатының мән-жайын анықтап жатыр.",
    "Жолшылар тәулік бойы қар тазалап жүр.",
    "Күдікті туралы мәлімет білсеңіз, полицияға хабарлаңыз.",
    "Азаматтар полицияға жүгінді.",
    "Полиция академиясы түлектерін шығарып салды.",
    "Павлодар облысы былтыр рекордтық өнім жинады.",
    "Өңірлерге 200 млрд теңге бөлінді.",
    "Үкімет 1 мамырға дейін Павлодар облысына 5 млрд теңге бөледі.",
    "Елорда көшелері гүлге оранды.",
    "Жергілікті билік тұрғындармен кездесті.",
    "Бұл қызмет салық органдарына заңмен жүктелген.",
    "Көлік ведомствосы жаңа бағытты ашты.",
    "Қаржы вице-министрі баспасөз мәслихатын өткізді.",
]


@pytest.mark.parametrize("sentence", NOBODY, ids=range(len(NOBODY)))
def test_news_about_a_body_is_no_instruction(sentence: str) -> None:
    assert owners(NATIONAL + sentence) == []


def test_where_a_place_only_gets_something_another_body_owns() -> None:
    told = "Премьер-министр Энергетика министрлігіне Жетісу облысына көмір жеткізуді тапсырды."
    assert owners(NATIONAL + told) == ["min_energy"]
    told = "Премьер-министр Жетісу облысына көмір жеткізуді Энергетика министрлігіне тапсырды."
    assert owners(NATIONAL + told) == ["min_energy"]

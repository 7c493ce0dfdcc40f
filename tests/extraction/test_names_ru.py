"""Every way in which newsrooms name a body: a row a member of a class, and their false friends."""

from datetime import date

import pytest

from app.domain.enums import FindingKind
from app.extraction import extract
from app.reference import agency_directory, work_calendar

DAY = date(2026, 11, 10)
PM = "Премьер-министр провел заседание Правительства. "
AKIM = "Аким Жамбылской области Ербол Карашукеев провел совещание в Таразе. "
TASK = " поручено до 1 марта представить план мер."

NAMED = [
    # several offices of one person, deputies, heads
    ("Вице-премьеру – министру искусственного интеллекта", "dpm_ai"),
    ("Зампремьеру, главе Миннацэкономики", "dpm_econ"),
    ("Вице-премьеру – руководителю Аппарата Правительства", "dpm_office"),
    ("Первому зампремьеру", "dpm_first"),
    ("Заместителю министра энергетики", "min_energy"),
    ("Замминистра транспорта", "min_transport"),
    ("Зампреду Нацбанка", "national_bank"),
    ("Врио председателя КГД", "c_kgd"),
    ("Исполняющему обязанности министра финансов", "min_finance"),
    ("Президенту Академии наук", "inst_nan"),
    ("Главе Совета Безопасности", "security_council"),
    ("Генпрокурору РК", "general_prosecutor"),
    ("Главному государственному санитарному врачу", "c_ksek"),
    ("Председателю правления АО «НК «QazaqGaz»", "co_qazaqgaz"),
    ("Генеральному директору ТОО «Корпорация «Kazakhmys»", "co_kazakhmys"),
    # bodies cut short
    ("Агентству по финрынку", "ag_arrfr"),
    ("Агентству финмониторинга", "ag_afm"),
    ("Комитету строительства и ЖКХ", "c_construction"),
    ("Комитету ж/д и водного транспорта", "c_rail"),
    ("Комитету защиты прав потребителей", "c_consumer"),
    ("Комитету санэпиднадзора", "c_ksek"),
    ("Фонду соцстрахования", "f_gfss"),
    ("Министру нацэкономики", "min_economy"),
    ("Министру по ЧС", "min_emergency"),
    ("Министру спорта", "min_tourism"),
    ("Управлению автодорог области Абай", "dept_roads_abai"),
    ("Облуправлению образования СКО", "dept_edu_sko"),
    ("Жамбылскому управлению сельского хозяйства", "dept_agri_zhambyl"),
    ("АСПиР", "ag_aspir"),
    # fields
    ("Антимонопольному ведомству", "ag_azrk"),
    ("Главе транспортного ведомства", "min_transport"),
    ("Сельхозведомству", "min_agriculture"),
    ("Ведомству юстиции", "min_justice"),
    # trades and «органы»
    ("Лесникам", "c_forest"),
    ("Пограничникам", "knb_border"),
    ("Таможенникам", "c_kgd"),
    ("Метеорологам", "co_kazhydromet"),
    ("Статистикам", "ag_bns"),
    ("Спасателям", "min_emergency"),
    ("Органам казначейства", "c_treasury"),
    ("Органам юстиции", "min_justice"),
    ("Таможенным органам", "c_kgd"),
    ("Санитарным врачам", "c_ksek"),
    ("Спасателям ВКО", "c_dchs_vko"),
    ("Алматинским полицейским", "c_dp_almaty"),
    ("Силовикам", "grp_law"),
    # companies and zones
    ("Нацкомпании «КазМунайГаз»", "co_kmg"),
    ("Нацкомпании Kazakh Invest", "co_kazakhinvest"),
    ("Авиакомпании Air Astana", "co_airastana"),
    ("Фонду Samruk-Kazyna", "h_samruk"),
    ("QazAvtoJol", "co_kazautozhol"),
    ("KEGOC-у", "co_kegoc"),
    ("Назарбаев Университету", "inst_nu"),
    ("Управляющей компании СЭЗ «НИНТ»", "sez_nint"),
    ("Администрации СЭЗ «Сарыарка»", "sez_saryarka"),
    ("Дирекции СЭЗ «Qyzyljar»", "sez_qyzyljar"),
    ("Спецэкономзоне «Павлодар»", "sez_pavlodar"),
    # places
    ("Властям Астаны", "akimat_astana"),
    ("Столичным властям", "akimat_astana"),
    ("Столичному акимату", "akimat_astana"),
    ("Шымкентскому акимату", "akimat_shymkent"),
    ("Усть-Каменогорскому акимату", "local_oskemen"),
    ("Городу Шымкенту", "akimat_shymkent"),
    ("Руководству Мангистауской области", "akimat_mangystau"),
    ("Местным исполнительным органам Актюбинской области", "akimat_aktobe"),
    ("Местным властям области Абай", "akimat_abai"),
    ("МИО ВКО", "akimat_east_kz"),
    ("Мактааральскому району", "local_maktaaral"),
    ("Району Сауран", "local_sauran"),
    ("Горакимату Семея", "local_semey"),
    ("Замакима Туркестанской области", "deputies_akim_turkistan"),
    # groups
    ("Центральным и местным государственным органам", "grp_go"),
    ("Соответствующим министерствам", "grp_profile"),
    ("Региональным властям", "grp_akimats"),
    ("Нацхолдингам", "grp_quasi"),
    ("Администраторам республиканских бюджетных программ", "grp_abp"),
]

TOLD = [
    (PM + "Костанайской области необходимо до 1 марта завершить ремонт дорог.", "akimat_kostanay"),
    (PM + "Туркестанской области следует в месячный срок завершить ремонт школ.", "akimat_turkistan"),
    (PM + "Завершить ремонт дорог до 1 марта (ответственный – Акмолинская область).", "akimat_akmola"),
    (PM + "Полиции предложено до 1 марта усилить патрули.", "min_interior"),
    (PM + "Пограничники должны до 1 марта усилить посты.", "knb_border"),
    (PM + "Премьер-министр потребовал от налоговиков до 1 марта сократить недоимку.", "c_kgd"),
    (PM + "Премьер-министр обязал Назарбаев Университет до 1 марта обновить программу.", "inst_nu"),
    (PM + "Поручение обновить кодекс до 1 марта дано Халық Кеңесі.", "halyk_kenesi"),
    (AKIM + "Он поручил управлению сельского хозяйства до 1 марта раздать семена.", "dept_agri_zhambyl"),
]

LOCAL = [
    (AKIM + "Спасателям поручено до 1 марта проверить лодки.", "Департамент по чрезвычайным ситуациям Жамбылской области"),
    (AKIM + "Санврачам поручено до 1 марта проверить столовые.",
     "Департамент санитарно-эпидемиологического контроля Жамбылской области"),
    (PM + "Прокурорам Мангистауской области поручено до 1 марта проверить закупки.", "Прокуратура Мангистауской области"),
]  # fmt: skip

NOBODY = [
    "Дорожники работают круглосуточно, на трассах задействовано 340 единиц техники.",
    "Спасатели эвакуировали из зоны паводка 120 человек и 300 голов скота.",
    "Синоптики прогнозируют дожди и порывистый ветер.",
    "Прокурорам и судьям вручены награды ко Дню независимости.",
    "Экологам удалось снизить выбросы на 7 процентов.",
    "Полицейским помогли волонтёры, ребёнка нашли через два часа.",
    "Столичным властям предъявили иск на 2 млн тенге.",
    "Городу Туркестану более 1500 лет, здесь находится мавзолей Ходжи Ахмеда Ясави.",
    "Костанайской области выделено 5 млрд тенге.",
    "Акмолинская область славится озёрами и лесами.",
    "Пожарным машинам негде развернуться во дворах старого города.",
    "Железнодорожники перевезли 2 млн пассажиров за квартал.",
    "Налоговикам сдали отчётность 92 процента предпринимателей.",
    "Замминистра обороны посетил воинскую часть в Отаре.",
    "Компания Air Astana увеличила число рейсов на 12 процентов.",
    "Администрация СЭЗ «Павлодар» подвела итоги года.",
    "Власти Астаны открыли новый парк на левом берегу.",
    "Органы юстиции зарегистрировали 3,2 тысячи прав на недвижимость.",
]


def _leads(text: str) -> list[tuple[str | None, str]]:
    found = [f for f in extract(text, DAY, agency_directory(), work_calendar()) if f.kind is FindingKind.INSTRUCTION]
    return [(f.owners[0].code, f.owners[0].name) if f.owners else (None, "") for f in found]


@pytest.mark.parametrize(("name", "code"), NAMED)
def test_names_of_newsrooms(name: str, code: str) -> None:
    assert [own for own, _ in _leads(PM + name + TASK)] == [code]


@pytest.mark.parametrize(("text", "code"), TOLD)
def test_names_in_other_frames(text: str, code: str) -> None:
    assert [own for own, _ in _leads(text)] == [code]


def test_proposals_and_data_of_a_place_do_not_address_it() -> None:
    told = "Предложения Костанайской области Министерству энергетики поручено учесть до 1 марта."
    by_data = "По данным Костанайской области Министерству энергетики поручено до 1 марта уточнить план."
    for text in (told, by_data):
        found = [f for f in extract(PM + text, DAY, agency_directory(), work_calendar()) if f.owners]
        assert [[owner.code for owner in f.owners] for f in found] == [["min_energy"]]


@pytest.mark.parametrize(("text", "name"), LOCAL)
def test_a_trade_of_a_region(text: str, name: str) -> None:
    assert [own for _, own in _leads(text)] == [name]


@pytest.mark.parametrize("text", NOBODY)
def test_a_trade_or_a_place_alone_is_no_order(text: str) -> None:
    assert _leads(PM + text) == []

"""Bodies that a text names in part: officials of «фонда», a branch, a district's akim, what «двух областей» points back to.

(text, title, owners of each instruction); the same words with another meaning beside them.
"""

import pytest
from reading import instructions

PM = "Премьер-министр провёл совещание. "
MINISTER = "Министр финансов провёл совещание. "
AKIM = "Аким Карагандинской области провёл совещание. "
BY_MAY = "поручено до 1 мая представить отчёт."
CHARGED = "Генеральный прокурор провёл коллегию. "

OFFICIALS = [
    ("Доложено о работе фонда «Самрук-Қазына». " + f"Руководству фонда {BY_MAY}", [["АО «ФНБ «Самрук-Қазына»"]]),
    (f"Доложил министр финансов. Руководству министерства {BY_MAY}", [["Министерство финансов"]]),
    (f"Руководителям министерств {BY_MAY}", [["Центральные государственные органы"]]),
    (f"Руководству фонда развития ремёсел {BY_MAY}", [["Фонд развития ремёсел"]]),
]


@pytest.mark.parametrize(("words", "owners"), OFFICIALS)
def test_officials_of_a_bare_noun_stand_for_the_body_named_before(words: str, owners: list[list[str]]) -> None:
    assert said(PM + words) == owners


SEVERAL = [
    (
        MINISTER + "Он выслушал руководителей департаментов государственных доходов. Отстаёт Костанайская область. "
        f"Руководителям департаментов {BY_MAY}",
        [["Департаменты государственных доходов регионов"]],
    ),
    (CHARGED + f"Руководителям региональных прокуратур {BY_MAY}", [["Прокуратуры регионов"]]),
    (
        CHARGED + f"Территориальным подразделениям Минюста {BY_MAY}",
        [["Территориальные подразделения Министерства юстиции"]],
    ),
    (AKIM + f"Руководителям управлений {BY_MAY}", [["Управления Карагандинской области"]]),
]


@pytest.mark.parametrize(("text", "owners"), SEVERAL)
def test_plural_heads_keep_their_field_and_whose_they_are(text: str, owners: list[list[str]]) -> None:
    assert said(text) == owners


NAMES = [
    (
        CHARGED + f"Департаменту по надзору в сфере частных услуг {BY_MAY}",
        [["Департамент по надзору в сфере частных услуг Генеральной прокуратуры"]],
    ),
    (
        MINISTER + f"Подведомственному Департаменту бюджетной политики {BY_MAY[:-1]} по Костанайской области.",
        [["Департамент бюджетной политики Министерства финансов"]],
    ),
    (
        PM + f"Департаменту ГАСК Шымкента {BY_MAY}",
        [["Департамент государственного архитектурно-строительного контроля города Шымкент"]],
    ),
    (AKIM + f"Руководителю облздрава {BY_MAY}", [["Управление здравоохранения Карагандинской области"]]),
    (AKIM + f"Начальнику ДЧС {BY_MAY}", [["Департамент по чрезвычайным ситуациям Карагандинской области"]]),
    (AKIM + f"Руководству «Караганда самалы» {BY_MAY}", [["Руководство «Караганда самалы»"]]),
    (PM + f"Нура-Сарысуской бассейновой инспекции {BY_MAY}", [["Нура-Сарысуская бассейновая инспекция"]]),
    (
        AKIM + "Управлению туризма и СЭЗ «Хоргос – Восточные ворота» глава региона велел до 1 мая открыть маршрут.",
        [["Управление туризма Карагандинской области", "СЭЗ «Хоргос – Восточные ворота»"]],
    ),
    (
        "Город Алатау растёт. " + PM + f"Совету по развитию города {BY_MAY}",
        [["Совет по развитию города Алатау"]],
    ),
    ("Город Тараз растёт. " + PM + f"Совету по развитию города {BY_MAY}", [["Совет по развитию"]]),
]


@pytest.mark.parametrize(("text", "owners"), NAMES)
def test_names_keep_all_their_parts_and_no_more(text: str, owners: list[list[str]]) -> None:
    assert said(text) == owners


BRANCHES = [
    ("Филиалу РГП «Казводхоз»", "РГП «Казводхоз»"),
    ("Костанайскому филиалу Казводхоза", "Костанайский филиал РГП «Казводхоз»"),
    ("Филиалу РГП «Казводхоз» по Костанайской области", "Филиал РГП «Казводхоз» Костанайской области"),
    ("Филиалу «Светлый путь»", "Филиал «Светлый путь»"),
]


@pytest.mark.parametrize(("whom", "owner"), BRANCHES)
def test_a_branch_is_its_enterprise_or_that_of_a_place(whom: str, owner: str) -> None:
    assert said(f"{PM}{whom} {BY_MAY}") == [[owner]]


LOWER = [
    (f"Он побывал в Нуринском районе. Районному акиму {BY_MAY}", [["Акимат Нуринского района"]]),
    (f"Жители Темиртау недовольны. Акиму города {BY_MAY}", [["Акимат города Темиртау"]]),
    (f"Позади Балхаш. В Приозерске акиму города {BY_MAY}", [["Акимат города Приозерска"]]),
    (f"Дорога ведёт в Сарань. Акиму области {BY_MAY}", [["Акимат Карагандинской области"]]),
    ("В районе Ақтоғай акимату необходимо до 1 мая убрать снег.", [["Акимат района Ақтоғай"]]),
    ("На ТЭЦ-3 отстают. Руководству станции " + BY_MAY, [["ТЭЦ-3"]]),
    ("Он осмотрел Топарскую ГРЭС-2. Руководству ГРЭС " + BY_MAY, [["Топарская ГРЭС-2"]]),
    (
        "«Коллеги из управления культуры, до 1 мая представьте отчёт», – сказал аким.",
        [["Управление культуры Карагандинской области"]],
    ),
]


@pytest.mark.parametrize(("words", "owners"), LOWER)
def test_district_and_town_are_those_named_before(words: str, owners: list[list[str]]) -> None:
    assert said(AKIM + words) == owners


def said(text: str, title: str = "") -> list[list[str]]:
    """Of each instruction the names of its owners."""
    return [[owner.name for owner in found.owners] for found in instructions(text, title)]


COUNTED = [
    ("Горело на границе Акмолинской и Костанайской областей. ", "Акмолинской Костанайской"),
    ("Акмолинская область ждёт. Костанайская область тоже. ", "Акмолинской Костанайской"),
    ("Горело в Акмолинской, Костанайской и Павлодарской областях. ", ""),
]


@pytest.mark.parametrize(("before", "oblasts"), COUNTED)
def test_so_many_oblasts_are_those_that_the_text_has_named(before: str, oblasts: str) -> None:
    owners = [f"Акимат {oblast} области" for oblast in oblasts.split()] or ["Акиматы регионов"]
    assert said(f"{PM}{before}Акиматам двух областей {BY_MAY}") == [owners]


BOTH = ["Акимат Атырауской области", "Акимат Мангистауской области"]


@pytest.mark.parametrize("whom", ["Акимам обеих областей", "Двум областям", "Обоим акимам"])
def test_both_are_the_two_named_before(whom: str) -> None:
    assert said(f"{PM}Ветер прошёл по Атырауской и Мангистауской областям. {whom} {BY_MAY}") == [BOTH]


OF_MINISTRY = [
    ("Управлению закупок министерства", "Управление закупок Министерства финансов"),
    ("Правовому департаменту", "Правовой департамент Министерства финансов"),
    ("Управлению туризма", "Управление туризма Костанайской области"),
]


@pytest.mark.parametrize(("whom", "owner"), OF_MINISTRY)
def test_parts_of_a_ministry_belong_to_no_region(whom: str, owner: str) -> None:
    assert said(f"Министр финансов посетил Костанай. {whom} {BY_MAY}") == [[owner]]


def test_an_attribution_behind_an_item_orders_nothing_of_its_own() -> None:
    text = PM + "Акиматам областей – до 1 мая накормить всех, кто занят на тушении, – распорядился вице-премьер."
    assert said(text) == [["Акиматы регионов"]]


ADDRESSED = [
    ("«Сверьте с Минфином цифры до 1 мая», – сказал Премьер-министр министру энергетики.", "Министерство финансов"),
    ("«Подготовьте с НПП «Атамекен» план до 1 мая», – сказал Премьер-министр министру энергетики.", "НПП «Атамекен»"),
]


@pytest.mark.parametrize(("words", "partner"), ADDRESSED)
def test_a_partner_does_not_take_the_place_of_whom_the_words_are_for(words: str, partner: str) -> None:
    assert said(PM + words) == [["Министерство энергетики", partner]]


LEADERS_OWN = [
    (
        "Президент выступил на заседании",
        "Уважаемые коллеги! В области Абай тепло. Администрации поручаю ",
        "Администрация Президента",
    ),
    (
        "Выступление Премьер-министра",
        "Уважаемые коллеги! Акимам вместе с Минфином открыть склады. Самому министерству – ",
        "",
    ),
    (
        "Премьер-министр провёл совещание",
        "Премьер-министр провёл совещание. – «Самрук-Қазына» ",
        "АО «ФНБ «Самрук-Қазына»",
    ),
]


@pytest.mark.parametrize(("title", "words", "owner"), LEADERS_OWN)
def test_speeches_of_leaders(title: str, words: str, owner: str) -> None:
    end = ", – поручил глава Правительства." if "–" in words and owner else "."
    assert said(f"{words}до 1 мая представить отчёт{end}", title)[-1] == [owner or "Министерство финансов"]


def test_administration_before_a_modal_of_the_president() -> None:
    text = "Уважаемые коллеги! В Павлодаре тепло. Администрации Президента надлежит до 1 мая собрать их и передать Халық Кеңесі."
    assert said(text, "Касым-Жомарт Токаев выступил на заседании") == [["Администрация Президента"]]


def test_police_of_the_country_where_a_town_is_only_where_planes_come_from() -> None:
    text = PM + "Авиацию перебросят из Караганды.\n\nПолиции поручено до 1 мая перекрыть дорогу."
    assert said(text) == [["Министерство внутренних дел"]]


def test_head_of_a_company_who_reported_is_not_the_minister_who_leads() -> None:
    text = (
        "Министр транспорта провёл совещание. Министр транспорта выступил. Пограничной службе поручено открыть пост. "
        "Глава «КТЖ» признал, что поезда опаздывают. Ему поручено до 1 мая разобраться."
    )
    assert said(text)[-1] == ["АО «НК «Қазақстан темір жолы»"]


CONTRACTORS = [
    ("Подрядчику ТОО «Светлый путь»", ["ТОО «Светлый путь»"]),
    ("Генподрядчику – АО «Светлый мост» –", ["АО «Светлый мост»"]),
    ("Подрядчику и ТОО «Светлый путь»", ["Подрядная организация", "ТОО «Светлый путь»"]),
]


@pytest.mark.parametrize(("whom", "owners"), CONTRACTORS)
def test_a_contractor_with_a_name_is_called_by_it(whom: str, owners: list[str]) -> None:
    assert said(f"{AKIM}{whom} {BY_MAY}") == [owners]


def test_departments_in_a_text_of_the_akim_of_the_capital_are_the_capitals() -> None:
    text = "В этом сезоне отремонтируют 86 километров.\nУправлению транспорта надо до пятницы выложить карту работ, сказал аким."
    found = instructions(text, "Аким Астаны провёл совещание")
    assert [owner.name for f in found for owner in f.owners] == ["Управление транспорта города Астаны"]


def test_a_leader_behind_an_akim_is_no_place() -> None:
    text = "Президент посетил Костанайскую область. Обращаясь к акиму, Глава государства сказал: «До 1 мая откройте школу»."
    assert [owner.name for f in instructions(text, "") for owner in f.owners] == ["Акимат Костанайской области"]

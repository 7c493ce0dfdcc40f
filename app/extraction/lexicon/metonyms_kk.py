"""Kazakh metonyms: people of a trade, and organs of a field, that stand for the body to which they belong.

Each: the name (the plural of people, who are no body one by one), the national body, the name of its department in a
region (empty where it has none).
"""

_POLICE = ("min_interior", "Департамент полиции")
_RESCUE = ("min_emergency", "Департамент по чрезвычайным ситуациям")
_TAXES = ("c_kgd", "Департамент государственных доходов")
_SANITARY = ("c_ksek", "Департамент санитарно-эпидемиологического контроля")
_ECOLOGY = ("min_ecology", "Департамент экологии")
_ROADS = ("co_kazautozhol", "")
_RAILWAY = ("co_ktz", "")

TRADES_KK = {
    "тжд": ("", _RESCUE[1]), "пд": ("", _POLICE[1]), "мкд": ("", _TAXES[1]), "сэбд": ("", _SANITARY[1]),
    "ұқкд": ("", "Департамент Комитета национальной безопасности"),
    "полиция": _POLICE, "полицейлер": _POLICE, "полиция қызметкерлері": _POLICE, "тәртіп сақшылары": _POLICE,
    "полиция органдары": _POLICE, "ішкі істер органдары": _POLICE, "жол полициясы": ("c_admpolice", "Департамент полиции"),
    "әкімшілік полиция": ("c_admpolice", "Департамент полиции"), "бас полицейі": _POLICE,
    "құтқарушылар": _RESCUE, "өрт сөндірушілер": _RESCUE, "құтқару қызметі": _RESCUE, "өрт сөндіру қызметі": _RESCUE,
    "төтенше жағдайлар органдары": _RESCUE, "төтенше жағдайлар қызметтері": _RESCUE,
    "төтенше жағдайлар қызметі": _RESCUE, "азаматтық қорғау органдары": _RESCUE,
    "салықшылар": _TAXES, "салық органдары": _TAXES, "салық қызметі": _TAXES, "кеденшілер": _TAXES, "кеден органдары": _TAXES,
    "кеден қызметі": _TAXES, "фискалдық органдар": _TAXES, "мемлекеттік кірістер органдары": _TAXES,
    "мемлекеттік кіріс органдары": _TAXES, "кірістер органдары": _TAXES, "фискалдар": _TAXES,
    "санитар дәрігерлер": _SANITARY, "санитарлық дәрігерлер": _SANITARY, "санитариялық дәрігерлер": _SANITARY,
    "эпидемиологтер": _SANITARY, "эпидемиологтар": _SANITARY, "санитарлық қызмет": _SANITARY,
    "санитариялық қызмет": _SANITARY, "бас санитар дәрігері": _SANITARY, "бас санитарлық дәрігері": _SANITARY,
    "бас мемлекеттік санитариялық дәрігері": _SANITARY, "бас мемлекеттік санитарлық дәрігері": _SANITARY,
    "бас мемлекеттік санитар дәрігері": _SANITARY, "санитариялық-эпидемиологиялық қызмет": _SANITARY,
    "санитарлық-эпидемиологиялық қызмет": _SANITARY,
    "экологтар": _ECOLOGY, "экологтер": _ECOLOGY, "экология органдары": _ECOLOGY, "табиғат қорғаушылар": _ECOLOGY,
    "энергетиктер": ("min_energy", ""), "теміржолшылар": _RAILWAY, "жолшылар": _ROADS, "жол қызметшілері": _ROADS,
    "дипломаттар": ("min_foreign", ""), "статистиктер": ("ag_bns", ""), "статистика органдары": ("ag_bns", ""),
    "әскерилер": ("min_defence", ""), "әскери ведомство": ("min_defence", ""),
    "орманшылар": ("c_forest", ""), "орман қызметі": ("c_forest", ""), "ветеринарлар": ("c_vet", ""),
    "мал дәрігерлері": ("c_vet", ""), "ветеринариялық қызмет": ("c_vet", ""), "шекарашылар": ("knb_border", ""),
    "синоптиктер": ("co_kazhydromet", ""), "метеорологтар": ("co_kazhydromet", ""), "пошташылар": ("co_kazpost", ""),
    "прокурорлар": ("general_prosecutor", ""), "прокуратура органдары": ("general_prosecutor", ""),
    "қазынашылар": ("c_treasury", ""), "қазынашылық органдары": ("c_treasury", ""), "геологтар": ("c_geology", ""),
    "атомшылар": ("co_kap", ""), "көші-қон органдары": ("c_migration", ""), "мемлекеттік аудиторлар": ("audit_chamber", ""),
    "әділет органдары": ("min_justice", "Департамент юстиции"), "қаржы мониторингі органдары": ("ag_afm", ""),
    "антикоршылар": ("knb_anticor", ""),
    "гидрометеорологтар": ("co_kazhydromet", ""),
    "монополияға қарсы қызмет": ("ag_azrk", ""), "су шаруашылығы мамандары": ("min_water", ""),
}  # fmt: skip

# «экологиялық ведомство»: adjectives and nouns of a field before the noun that no ministry's name has.
FIELDS_KK = {
    "экологиялық": "min_ecology",
    "табиғат қорғау": "min_ecology", "әскери": "min_defence", "сыртқы саяси": "min_foreign", "сыртқы саясат": "min_foreign",
    "дипломатиялық": "min_foreign", "энергетикалық": "min_energy", "қаржылық": "min_finance", "экономикалық": "min_economy",
    "медициналық": "min_health", "көліктік": "min_transport", "туристік": "min_tourism",
    "спорттық": "min_tourism", "өнеркәсіптік": "min_industry", "индустриялық": "min_industry", "полиция": "min_interior",
    "құқықтық": "min_justice", "білім": "min_education", "білім беру": "min_education", "ғылыми": "min_science",
    "мәдени": "min_culture", "әлеуметтік": "min_labour", "монополияға қарсы": "ag_azrk", "антимонополиялық": "ag_azrk",
    "статистикалық": "ag_bns", "статистика": "ag_bns", "құтқару": "min_emergency", "фискалдық": "c_kgd", "салық": "c_kgd",
    "кеден": "c_kgd", "жемқорлыққа қарсы": "knb_anticor",
}  # fmt: skip

# Whose people they are when the whole country's are meant, and what is done to a body, not by it: «полицияға хабарлаңыз».
NATIONWIDE_KK = frozenset("елдің еліміздің қазақстандық республикалық отандық".split())
LOCAL_KK = frozenset(
    "облыстық қалалық аудандық облыс қала аудан өңірлік өңір жергілікті облыстың қаланың ауданның өңірдің".split()
)
TURNED_TO_KK = tuple(
    "жүгін хабар қоңырау арыз шағым өтініш телефон беру беріл берген ұстап барып бару алғыс рахмет рақмет шақыр тапсырып көмек "
    "айыппұл қысым".split()
)

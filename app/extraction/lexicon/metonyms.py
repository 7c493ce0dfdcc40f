"""People of a trade, and «органы» of a field, who stand for a body: «таможенникам», «органам юстиции».

Words that are also mere people («врачам», «учителям», «строителям») are not here. Trades and places stand for a body only
where they are told to act; by which words is at the end.
"""

import re

# Stems of the plural, and the body; of several codes the one that is in force.
TRADES = {
    stem: tuple(codes.split())
    for codes, stems in {
        "min_interior": "полицейск полисмен мвдшник",
        "min_emergency": "спасател пожарн эмчеэсник",
        "min_ecology min_egpr": "эколог природоохранник",
        "min_foreign": "дипломат мидовц",
        "min_defence": "военн",
        "min_ai min_digital": "цифровик цифровизатор",
        "min_water": "водник",
        "min_transport min_iid": "транспортник",
        "min_energy": "энергетик",
        "min_finance": "финансист",
        "c_kgd": "налоговик таможенник фискал акцизник",
        "c_treasury": "казначе",
        "c_ksek": "санврач санэпидемиолог",
        "c_vet": "ветврач ветеринар ветинспектор",
        "c_forest": "лесник лесовод",
        "c_geology": "геолог",
        "c_land": "земельщик",
        "c_migration": "миграционщик",
        "c_krem": "тарифщик",
        "c_kuis": "тюремщик уисовц",
        "c_avia": "авиадиспетчер",
        "ag_bns": "статистик",
        "ag_azrk": "антимонопольщик",
        "ag_afm": "финразведчик",
        "ag_anticor knb_anticor": "антикоррупционщик антикоровц антикоррупционер",
        "audit_chamber": "госаудитор",
        "general_prosecutor": "прокурор",
        "knb": "чекист кнбшник комитетчик",
        "knb_border": "пограничник",
        "co_kazautozhol": "дорожник",
        "co_ktz": "железнодорожник",
        "co_kazpost": "почтовик",
        "co_kazhydromet": "метеоролог синоптик гидролог гидрометеоролог",
        "co_kazselezaschita": "селезащитник",
    }.items()
    for stem in stems.split()
}

# Of these only where no noun follows: «пожарным машинам».
ADJECTIVAL = frozenset({"полицейск", "пожарн", "военн"})
# Services in one word, in either number.
SERVICES = {
    "санэпидслужб": ("c_ksek",),
    "санэпидемслужб": ("c_ksek",),
    "санслужб": ("c_ksek",),
    "санэпиднадзор": ("c_ksek",),
    "санэпидстанц": ("c_ksek",),
    "таможн": ("c_kgd",),
    "полиц": ("min_interior",),
    "ветслужб": ("c_vet",),
    "экослужб": ("min_ecology", "min_egpr"),
}

# Two words: an adjective and its noun, or «органы», «служба» with a genitive; beginnings of the words.
PAIRS = {
    tuple(stems.split()): tuple(codes.split())
    for codes, pairs in {
        "c_ksek": "санитарн врач|санитарн служб|санитарн-эпидемиологическ служб|санитарн надзор|санитарн орган|"
        "санитарно-эпидемиологическ служб|санитарно-эпидемиологическ орган|орган санэпид|орган санитарно-эпидемиологическ",
        "c_kgd": "орган госдоход|орган государственн доход|налогов орган|таможенн орган|фискальн орган|"
        "налогов инспекци|налогов инспектор|таможенн пост",
        "c_treasury": "орган казначейств|казначейск орган",
        "min_justice": "орган юстици",
        "ag_afm": "орган финмониторинг|орган финансов мониторинг|орган финансов разведк",
        "general_prosecutor": "орган прокуратур|прокурорск орган",
        "ag_bns": "орган статистик|статистическ орган|орган государственн статистик|статистическ служб",
        "min_interior": "орган внутренн дел|орган полици|полицейск орган|полицейск служб",
        "knb": "орган госбезопасност",
        "knb_border": "пограничн орган",
        "c_vet": "ветеринарн служб|ветеринарн орган|ветеринарн врач|ветеринарн инспектор|орган ветнадзор|орган ветконтрол",
        "ag_anticor knb_anticor": "антикоррупционн орган",
        "min_ecology min_egpr": "экологическ орган|природоохранн орган|экологическ служб|природоохранн служб",
        "min_health": "орган здравоохранени|медицинск служб",
        "min_education min_mon": "орган образовани|орган просвещени",
        "min_labour": "орган занятост|орган соцзащит|орган социальн защит|орган труд",
        "min_emergency": "орган гражданск защит|орган чс|пожарн служб|спасательн служб|служб спасени|противопожарн служб",
        "min_defence": "орган военн управлени|военн орган",
        "c_land": "земельн орган|земельн служб|земельн инспекци",
        "c_migration": "миграционн орган|орган миграци",
        "c_forest": "орган лесн хозяйств|лесн инспектор",
        "audit_chamber": "орган госаудит|орган государственн аудит|государственн аудитор",
        "min_finance": "финансов орган",
        "min_tourism min_culture_sport": "орган спорт|орган туризм",
        "min_culture min_culture_sport": "орган культур",
        "min_agriculture": "орган сельск хозяйств|аграрн орган",
        "c_kuis": "орган уголовно-исполнительн систем|орган уис",
    }.items()
    for stems in pairs.split("|")
}

# What such a body has in each region; bodies without it act everywhere themselves.
TERRITORIAL_OF = {
    "min_interior": "Департамент полиции",
    "min_emergency": "Департамент по чрезвычайным ситуациям",
    "min_ecology": "Департамент экологии",
    "min_egpr": "Департамент экологии",
    "min_justice": "Департамент юстиции",
    "min_health": "Управление здравоохранения",
    "min_education": "Управление образования",
    "min_mon": "Управление образования",
    "min_labour": "Управление занятости и социальных программ",
    "min_finance": "Управление финансов",
    "min_tourism": "Управление физической культуры и спорта",
    "min_culture": "Управление культуры",
    "min_transport": "Управление пассажирского транспорта и автомобильных дорог",
    "min_iid": "Управление пассажирского транспорта и автомобильных дорог",
    "min_energy": "Управление энергетики и жилищно-коммунального хозяйства",
    "min_agriculture": "Управление сельского хозяйства",
    "c_kgd": "Департамент государственных доходов",
    "c_treasury": "Департамент казначейства",
    "c_ksek": "Департамент санитарно-эпидемиологического контроля",
    "c_vet": "Управление ветеринарии",
    "c_forest": "Территориальная инспекция лесного хозяйства и животного мира",
    "c_land": "Управление земельных отношений",
    "c_migration": "Управление миграционной службы",
    "c_kuis": "Департамент уголовно-исполнительной системы",
    "ag_bns": "Департамент Бюро национальной статистики",
    "ag_azrk": "Департамент Агентства по защите и развитию конкуренции",
    "ag_afm": "Департамент экономических расследований",
    "general_prosecutor": "Прокуратура",
    "knb": "Департамент Комитета национальной безопасности",
    "co_kazautozhol": "Управление пассажирского транспорта и автомобильных дорог",
}

# Said by an akim, of his own departments first.
OF_AKIM = {"min_ecology": "Управление экологии", "min_egpr": "Управление экологии"}

# «Антимонопольному ведомству»: fields of bodies that are no ministries.
FIELDS_OF_BODIES = {
    stem: tuple(codes.split())
    for stem, codes in {
        "антимонопольн": "ag_azrk", "статистическ": "ag_bns", "налогов": "c_kgd", "таможенн": "c_kgd", "фискальн": "c_kgd",
        "антикоррупционн": "ag_anticor knb_anticor", "пограничн": "knb_border", "земельн": "c_land", "лесн": "c_forest",
        "ветеринарн": "c_vet", "миграционн": "c_migration", "санитарн": "c_ksek", "санитарно-эпидемиологическ": "c_ksek",
        "тюремн": "c_kuis", "пенитенциарн": "c_kuis", "спасательн": "min_emergency", "чрезвычайн": "min_emergency",
        "аудиторск": "audit_chamber", "атомн": "ag_atom", "дорожн": "c_roads", "железнодорожн": "c_rail",
        "авиационн": "c_avia", "геологическ": "c_geology", "строительн": "min_industry min_iid", "надзорн": "general_prosecutor",
        "индустриальн": "min_industry min_iid", "информационн": "min_culture min_miod", "ирригационн": "min_water",
        "казначейск": "c_treasury", "фармацевтическ": "c_kmfk", "инвестиционн": "c_invest", "трудов": "min_labour",
        "культурно-информационн": "min_culture", "спортивно-туристическ": "min_tourism", "прокурорск": "general_prosecutor",
        "водохозяйственн": "min_water", "просветительск": "min_education", "школьн": "min_education",
        "вузовск": "min_science", "внешнеторгов": "min_trade", "инфраструктурн": "min_transport",
        "агропромышленн": "min_agriculture", "топливно-энергетическ": "min_energy", "избирательн": "cec",
    }.items()
}  # fmt: skip
# «Сельхозведомству»: the field is a part of the word.
FUSED = {
    stem: tuple(codes.split())
    for stem, codes in {
        "сельхоз": "min_agriculture", "агро": "min_agriculture", "энерго": "min_energy", "фин": "min_finance",
        "эконом": "min_economy", "спорт": "min_tourism min_culture_sport", "цифро": "min_ai min_digital",
        "соц": "min_labour", "транс": "min_transport min_iid", "эко": "min_ecology min_egpr", "мед": "min_health",
        "торг": "min_trade", "вод": "min_water", "строй": "min_industry", "пром": "min_industry",
        "оборон": "min_defence", "внешполит": "min_foreign", "культ": "min_culture", "тур": "min_tourism",
    }.items()
}  # fmt: skip

# Kinds that stand before the name of a company, a fund, an institute or a zone: «нацкомпании «X»», «авиакомпании X».
KINDS = frozenset(
    "компания нацкомпания авиакомпания меткомбинат комбинат холдинг нацхолдинг фонд госфонд банк корпорация госкорпорация "
    "оператор нацоператор перевозчик нацперевозчик предприятие госпредприятие нацпалата палата группа концерн завод институт "
    "университет агентство центр нефтекомпания газокомпания госкомпания финцентр технопарк экономзона спецэкономзона зона "
    "дистрибьютор авиаперевозчик энергокомпания".split()
)
# Heads of a zone or a company that stand before its name: «администрации СЭЗ «X»», «правлению фонда «X»».
BOARDS = frozenset("администрация дирекция правление менеджмент руководство секретариат топ-менеджмент".split())
# «облуправлению образования»: the level is a part of the word.
LEVELED = frozenset(
    "облуправление горуправление райуправление облдепартамент гордепартамент райотдел горотдел облотдел".split()
)
# Before the name of a special economic zone.
ZONE_NOUNS = ("Спецэкономзона", "Экономзона", "Специальная экономическая зона")

# Said right before whoever is told to act («поручено Мактааральскому району»); «данным», «дальнейшем», «предложения» are not.
GIVEN = re.compile(
    r"поруч|предпис|рекоменд|вмен|велел|возлож|адресован|распоряд|приказ|предл(?:ожи|ожен[оаы]?$|ага)|дан[оаы]?$|дал[аи]?$|"
    r"сказал[аи]?$|попросил[аи]?$|потребовал[аи]?$"
)
# Said behind him: «Костанайской области необходимо …», «полиция должна …».
NEED = frozenset(
    "необходимо следует надлежит нужно надо поручено поручается поручил поручила поручили предписано предписывается вменено "
    "рекомендовано рекомендуется предложено поставлена велел велела сказал".split()
)
MUST = ("должн", "обязан")

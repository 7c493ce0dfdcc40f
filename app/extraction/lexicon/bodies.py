"""Words that name bodies: legal forms, kinds, generic nouns and what they stand for, marks of a leading role."""

import re

LEGAL_FORMS = frozenset("АО НАО ТОО РГП РГУ ГУ КГУ КГП ГКП НК НИХ НУХ ФНБ НАК НГК ОЮЛ НПП СЭЗ".split())

DEPARTMENT_KINDS = frozenset({"akimat_local", "committee"})

REGION_WORDS = re.compile(r"(?: по городу \S+| города \S+| области \S+| [А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+ой области| при .*)$")

# Generic nouns and the kind of body that they stand for; resolved to the last fitting body of the text.
GENERIC_RU = {
    "министерство": "ministry",
    "ведомство": "body",
    "госорган": "body",
    "агентство": "agency",
    "комитет": "committee",
    "холдинг": "holding",
    "фонд": "fund",
    "компания": "company",
    "нацкомпания": "company",
    "корпорация": "company",
    "оператор": "company",
    "управление": "department",
    "департамент": "department",
    "банк": "bank",
    "регулятор": "agency",
}

# «Министру поручено …»: the minister named last; in other cases he is the giver, or somebody's.
MINISTER_FORMS = frozenset({"министру", "министра"})

# «Моему заместителю», says a minister: his own ministry.
DEPUTY_FORMS = frozenset({"заместителю", "заместителям", "заму", "замам"})
# «первому – …, второй – …»: which of the bodies just named.
ORDINALS = {
    "первому": 0,
    "первой": 0,
    "второму": 1,
    "второй": 1,
    "третьему": 2,
    "третьей": 2,
    "последнему": -1,
    "последней": -1,
}
# Beginnings of a leader's own deputy in any case but the nominative.
OWN_DEPUTY = ("своему зам", "своим зам", "своего зам", "моему зам", "заместителю моему", "заму моему")
OWN_WORDS = frozenset({"моему", "своему", "моим", "своим"})

SEZ_NOUNS = frozenset("администрация дирекция руководство".split())

# «Транспортному ведомству»: the ministry of that field; of several codes the one that is in force.
FIELD_ADJECTIVES_RU = {
    stem: tuple(codes.split())
    for stem, codes in {
        "транспортн": "min_transport min_iid", "финансов": "min_finance", "аграрн": "min_agriculture",
        "сельскохозяйственн": "min_agriculture", "оборонн": "min_defence", "военн": "min_defence",
        "внешнеполитическ": "min_foreign", "дипломатическ": "min_foreign", "энергетическ": "min_energy",
        "экологическ": "min_ecology min_egpr", "природоохранн": "min_ecology min_egpr", "цифров": "min_ai min_digital",
        "экономическ": "min_economy", "медицинск": "min_health", "образовательн": "min_education min_mon",
        "спортивн": "min_tourism min_culture_sport", "туристическ": "min_tourism min_culture_sport",
        "водн": "min_water", "торгов": "min_trade", "социальн": "min_labour", "полицейск": "min_interior",
        "юридическ": "min_justice", "культурн": "min_culture min_culture_sport", "научн": "min_science min_mon",
        "промышленн": "min_industry min_iid",
    }.items()
}  # fmt: skip

GENERIC_KK = {
    "министрлік": "ministry",
    "ведомство": "body",
    "агенттік": "agency",
    "комитет": "committee",
    "холдинг": "holding",
    "қор": "fund",
    "компания": "company",
    "басқарма": "department",
    "бөлім": "department",
    "департамент": "department",
    "мекеме": "body",
}

KINDS_OF_GENERIC = {
    "ministry": frozenset({"ministry"}),
    "body": frozenset({"ministry", "agency", "committee", "company", "fund", "holding", "administration"}),
    "agency": frozenset({"agency"}),
    "committee": frozenset({"committee"}),
    "holding": frozenset({"holding"}),
    "fund": frozenset({"fund", "holding"}),
    "company": frozenset({"company", "holding"}),
    "department": frozenset({"akimat_local", "committee"}),
    "bank": frozenset({"agency", "company"}),
    "sez": frozenset({"sez"}),
}

# Nouns that begin the name of a body that the register may not know; the name is kept as the text has it.
ORGANISATION_NOUNS = frozenset(
    "комитет департамент управление агентство служба фонд совет комиссия штаб институт университет центр "
    "холдинг компания "
    "корпорация палата ассоциация союз банк прокуратура полиция инспекция бюро дирекция отдел предприятие "
    "учреждение академия "
    "оператор больница поликлиника командование подразделение группа филиал общество аппарат секретариат администрация".split()
)
# What each region, district or town has one of (stems), and the adjectives that say so.
LOCAL_NOUNS = r"управлени|департамент|отдел|прокуратур|инспекци|полици|ветстанци"
LOCAL_ADJECTIVES = r"област|районн|городск|территориальн|региональн|местн|столичн"
# What a ministry has in each region, under its own department's name.
TERRITORIAL = {
    "min_emergency": "Департамент по чрезвычайным ситуациям",
    "min_interior": "Департамент полиции",
    "min_health": "Департамент санитарно-эпидемиологического контроля",
    "min_ecology": "Департамент экологии",
    "min_finance": "Департамент государственных доходов",
    "min_justice": "Департамент юстиции",
    "min_trade": "Департамент торговли и защиты прав потребителей",
    "min_education": "Департамент по обеспечению качества в сфере образования",
}
# Local bodies whose official names have «по» before the region.
BY_REGION = frozenset({"Департамент экологии"})
# What people call a local body: beginnings of the words, and its name; the place is added.
COLLOQUIAL = {
    "ветстанци": "Ветеринарная станция",
    "санитарн служб": "Департамент санитарно-эпидемиологического контроля",
    "санэпид": "Департамент санитарно-эпидемиологического контроля",
    "санврач": "Департамент санитарно-эпидемиологического контроля",
    "стройуправлени": "Управление строительства",
}
# «облздрав», «горфину», «райсельхоз»: the level, and the field of the body.
COLLOQUIAL |= {"гороно": "Отдел образования"} | {
    level + field: f"{body} {of_what}"
    for level, body in (("обл", "Управление"), ("гор", "Управление"), ("рай", "Отдел"))
    for field, of_what in {
        "здрав": "здравоохранения", "оно": "образования", "фин": "финансов", "сельхоз": "сельского хозяйства",
        "жилкомхоз": "жилищно-коммунального хозяйства", "комхоз": "коммунального хозяйства", "архитект": "архитектуры",
        "культ": "культуры", "спорт": "физической культуры и спорта", "экономик": "экономики", "строй": "строительства",
        "соцзащит": "социальной защиты", "собес": "социальной защиты", "зем": "земельных отношений",
        "транспорт": "транспорта", "вет": "ветеринарии", "туризм": "туризма", "занятост": "занятости",
    }.items()
}  # fmt: skip
LOCAL_ABBREVIATIONS = {
    "ДЧС": "Департамент по чрезвычайным ситуациям",
    "ТЖД": "Департамент по чрезвычайным ситуациям",
    "ДП": "Департамент полиции",
    "МКД": "Департамент государственных доходов",
    "ҰҚКД": "Департамент Комитета национальной безопасности",
    "ДГД": "Департамент государственных доходов",
    "ДСЭК": "Департамент санитарно-эпидемиологического контроля",
    "СЭС": "Департамент санитарно-эпидемиологического контроля",
    "ДЭР": "Департамент экономических расследований",
    "ДКНБ": "Департамент Комитета национальной безопасности",
    "ГАСК": "Управление государственного архитектурно-строительного контроля",
}
# A quoted name with one of these is a company.
COMPANY_WORDS = re.compile(
    r"энерго|энерджи|сервис|газ|водн|водоканал|тепл|(?<![а-я])су(?![а-я])|арнас|строй|құрылыс|транс|(?<![а-я])авто|жол|банк|"
    r"групп|холдинг|инвест|нефт|мұнай|мунай|уголь|көмір|шахт|комбинат|завод|фабрик|агро|фарм|телеком|коммунал|"
    r"автопарк|жылу|жарык|жарық|сет[иь](?![а-я])|қаз|каз[а-я]{3}|qaz|kaz|group|energy|invest|service"
)
# «руководству завода»: nouns for a plant or a firm that the text names elsewhere.
FACILITIES = tuple("станци завод комбинат фабрик шахт рудник аэропорт порт предприяти компани фирм".split())
SINGULAR = {"управлени": "управление", "департамент": "департамент", "отдел": "отдел", "инспекци": "инспекция"}
# Heads whose plural stands for their bodies: «территориальным прокурорам».
OFFICE_BODIES = {"прокурор": "прокуратуры"}
# «ждёт от управления …»: the genitive behind the name may be what is awaited.
AWAITING = ("ждет", "жду", "ждем", "ждут", "ожида", "треб", "потреб", "добива", "добил", "хочу", "хоте", "запрос")
# Adjectives that are no part of a name: «этим фондам», «каждому департаменту».
NOT_IN_NAMES = re.compile(
    r"(?:эт|т[оае]|так|кажд|вс[еяю]|сво|наш|ваш|мо[йяеиюм]|друг|ин[ыо]|нов|как|котор|сам|данн|указанн|"
    r"соответствующ|очередн|подробн|полн[аоыу]|перв|втор|трет|люб|един|одн|цел|больш)[а-я]{0,4}$"
)
# Words that are no part of a name: what is asked of a body, and particles that look like nouns to a dictionary.
NOT_NAME_WORDS = frozenset(
    "его ее их же ли бы для без при под над про уже еще все всех этих тех том там лично срочно также только снова "
    "текущего следующего ближайшего очередного полного подробного данных нового новых".split()
)
# Prepositions that go on with a name, and the case behind them.
NAME_PREPOSITIONS = {
    "по": "dat", "в": "loc", "во": "loc", "за": "ins", "над": "ins", "с": "ins", "на": "loc", "при": "loc", "об": "loc"
}  # fmt: skip
# Only after these nouns do «за», «над», «с» and «на» go on with a name: «контролю за», «борьбе с», «надзору на».
GOVERNING = ("контрол", "надзор", "борьб", "взаимодейств", "работ", "связ", "наблюдени", "безопасност", "сотрудничеств")
FIELD_WORDS = frozenset("сфере области отрасли секторе части системе".split())
# «по итогам», «по мере»: what follows «по» names no field.
NO_FIELD = re.compile(
    r"(?:итог|результат|мер[еау]$|поручени|согласовани|состояни|завершени|окончани|истечени|возможност|требовани|"
    r"запрос|график|план(?:ам|у)$|закон(?:ам|у)$|причин|указани|решени|предложени|факт|кажд|все[мй]|эт|т[ое]м|"
    r"данн|просьб|сути|словам|мнению|линии|понедельник|вторник|средам|четверг|пятниц|суббот|воскресень|утрам|"
    r"вечерам|месяц|\d|аналоги|обращени|жалоб|протокол|услови|принцип|сравнени|меньше|отношени|крайн|необходимост)"
)
NAME_ABBREVIATIONS = frozenset("ЖКХ АПК ЖКХиПТ ЧС ИТ ГМК ТЭК МСБ ЦА РК ВОЗ ЕАЭС ВТО ЗОЖ".split())
EXPANDED = {
    "ЖКХ": "жилищно-коммунального хозяйства",
    "ЧС": "чрезвычайным ситуациям",
    "госдоходов": "государственных доходов",
    "соцзащиты": "социальной защиты",
    "сельхоза": "сельского хозяйства",
    "госзакупок": "государственных закупок",
    "автодорог": "автомобильных дорог",
    "стройконтроля": "государственного архитектурно-строительного контроля",
}
# Fields of departments of akimats and ministries; the register's own names add to them.
FIELDS_RU = (
    "образования здравоохранения культуры спорта физической туризма экономики финансов бюджетного планирования "
    "предпринимательства инвестиций сельского хозяйства строительства архитектуры градостроительства энергетики "
    "коммунального жилищной инспекции транспорта дорог занятости социальных программ социальной защиты ветеринарии "
    "земельных отношений цифровизации цифровых технологий экологии природных ресурсов молодежной политики "
    "общественного развития внутренней языков архивов мобилизационной подготовки гражданской обороны полиции юстиции "
    "государственных доходов санитарно-эпидемиологического контроля мобильности зелёной координации религий "
    "благоустройства озеленения качества городской среды стратегии промышленности охраны"
)
ORGANISATION_FORMS = frozenset(
    "АО НАО ЗАО ПАО ООО ТОО РГП РГКП РГУ РГКУ ГУ КГУ КГП КГКП ГКП ГККП ГП НИИ ОЮЛ СПК НК ИП ПК ОО ОФ РОО КФ КХ НПО ФХ".split()
)
# What may stand between such a form and the name: «ГКП на ПХВ «…»».
AFTER_FORM = ("на ПХВ", "на праве хозяйственного ведения")
ORGANISATION_KK = frozenset(
    "басқарма департамент мекеме палата қоғам орталық институт университет инспекция кеңес комиссия штаб "
    "қызмет топ комитет агенттік бөлім бөлімше қор бюро ассоциация академия".split()
)
# After an adjective the head of a name has no ending («Ұлттық орталық», «жедел штаб»), after a noun it has one.
ADJECTIVES_KK = ("лық", "лік", "дық", "дік", "тық", "тік", "лы", "лі", "ды", "ді", "ты", "ті", "и", "ші", "шы")
PLAIN_ADJECTIVES_KK = frozenset("жедел арнайы бірыңғай жұмыс жаңа үлкен бас кіші ғылыми".split())
# Of these only with a capital: «дәрі қоры» is a stock, «Әлеуметтік сақтандыру қоры» a body.
CAPITAL_ONLY_KK = frozenset("қор комитет агенттік бөлім бөлімше".split())

# Offices whose holder stands for the body that the next words name.
HEAD_NOUNS_RU = frozenset(
    "министр глава руководитель председатель начальник директор аким секретарь вице-министр замминистр ректор прокурор "
    "руководство руководительница начальница заведующая заведующий командующий командир".split()
)
# People of a body, who stand for it where they are addressed.
STAFF_RU = frozenset(
    "сотрудникам специалистам коллегам представителям работникам служащим инспекторам финансистам юристам экономистам "
    "экологам энергетикам строителям ветеринарам аудиторам ревизорам кадровикам аналитикам цифровикам подчиненным".split()
)
HEAD_NOUNS_KK = frozenset(
    "министр басшы төраға бастық директор әкім хатшы орынбасар прокурор президент ректор басқарушы жетекші төрайым "
    "вице-президент қолбасшы".split()
)
# People of a body, who stand for it where they are addressed: «министрлік өкілдеріне», «ведомство қызметкерлеріне».
STAFF_KK = frozenset("өкіл қызметкер маман басшылық ұжым аппарат мүше депутат".split())
# Kinds that stand behind a name in quotes, the words that may stand between, and legal forms in Russian.
KINDS_KK = (
    r"компания|корпорация|қор(?![а-яәғқңөұүһі]{6})|холдинг|банк|серіктесті[кг]|мекеме|кәсіпор|орталы[қғ]|ақ(?![а-яәғқңөұүһі])|"
    r"жшс|кеақ|ммк|кмм|рмм|кмк|ркмк|ркк|мкк|мкқк|шжқ|рмк|ұк|жак|қоғам|институт|университет|зауыт|комбинат|одағы|"
    r"бірлесті[кг]|палата|агентті[кг]|оператор|фирма|концерн|топ(?:тобы)?"
)
KIND_ATTRIBUTES_KK = frozenset(
    "ұлттық мемлекеттік коммуналдық акционерлік коммерциялық емес халықаралық қаржы қаржылық жауапкершілігі шектеулі "
    "өндірістік инвестициялық аграрлық басқарушы шжқ құрылыс жол".split()
)
FORMS_KK = (("жшс", "ТОО"), ("жауапкершілігі шектеулі", "ТОО"), ("кеақ", "НАО"), ("акционерлік", "АО"), ("ақ", "АО"))

AKIM_RU = re.compile(r"^(?:сельск[а-я]+ )?аким(?:ат)?(?:а|у|ом|е|ы|ов|ам|ами|ах)?$")
AKIM_KK = re.compile(r"^әкім(?:дік|діг)?")

# What follows «аким», and its case (a dictionary takes the word for a name).
AKIM_CASES = {
    ending: frozenset(cases.split())
    for ending, cases in {
        "": "nom", "а": "gen acc", "у": "dat", "ом": "ins", "е": "loc",
        "ы": "nom", "ов": "gen acc", "ам": "dat", "ами": "ins", "ах": "loc",
    }.items()
}  # fmt: skip

LEAD_MARKS = ("свод", "созыв", "ответственный", "жинақтау", "жинақтаушы", "шақыру", "св", "жауапты", "бас орындаушы")
AGREEMENT_MARKS = ("по согласованию", "келісім бойынша", "келісімі бойынша")

PRONOUNS_RU = frozenset("им ему ей обоим нему ним ней".split())
# «оған қажетті қаражат», «оларға қатысты шара»: the pronoun says what the noun is for, and addresses nobody.
OF_IT_KK = frozenset("қажетті керекті тиісті сәйкес байланысты қатысты арналған деген дейін орай қарсы қоса".split())
PRONOUNS_KK = frozenset("оған оларға екеуіне олар".split())

# An instrumental after these words names a co-executor.
TOGETHER_RU = re.compile(
    r"\b(?:совместно|вместе|вкупе|в связке|в тандеме|во взаимодействии|при (?:участии|содействии|координации)|наряду|"
    r"с привлечением|с участием)(?: с(?:о)?)?\s*$"
)
TOGETHER_KK = re.compile(r"^(?:бірлесіп|бірлесе|бірге|ынтымақтаса|қатысуымен|бірлескен)")

# One-word names that begin so are common nouns or short forms of ministries and are found in small letters too.
COMMON_STARTS = (
    "мин",
    "прав",
    "прем",
    "през",
    "вице",
    "гос",
    "цго",
    "аким",
    "ведом",
    "регион",
    "үкімет",
    "ген",
    "подряд",
    "мердігер",
    "мәслихат",
    "маслихат",
    "омбуд",
    "сенат",
    "мажилис",
    "казнач",
    "нацбанк",
    "совбез",
    "финрегул",
    "прокур",
    "антикор",
    "правоохр",
    "зам",
    "кабмин",
)

# «обоим ведомствам», «трём министерствам»: as many of the bodies just named.
COUNTED = {"обоим": 2, "обеим": 2, "двум": 2, "трем": 3, "четырем": 4, "оба": 2, "обе": 2}

# «областным властям»: the akimat of the place at hand. «Банк развития» without a country is that of Kazakhstan.
POWER_FORMS = frozenset({"областям", "районам", "власти", "властям"})
POWERS = {"областн": "akimat:oblast", "городск": "akimat:city", "районн": "akimat:district"}
BANKS = {
    "банк": frozenset({"nom", "acc"}),
    "банку": frozenset({"dat"}),
    "банка": frozenset({"gen"}),
    "банком": frozenset({"ins"}),
}

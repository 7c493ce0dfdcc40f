"""Words that name bodies: legal forms, kinds, generic nouns and what they stand for, marks of a leading role."""

import re

LEGAL_FORMS = frozenset("АО НАО ТОО РГП РГУ ГУ КГУ КГП ГКП НК НИХ НУХ ФНБ НАК НГК ОЮЛ НПП СЭЗ".split())

DEPARTMENT_KINDS = frozenset({"akimat_local", "committee"})

REGION_WORDS = re.compile(r"(?: по городу \S+| города \S+| области \S+| [А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+ой области| при .*)$")

# Short names that press services use and the register's own list of names lacks.
EXTRA_ALIASES = {
    "grp_cgo": ("Центральные исполнительные органы", "Все министерства", "Центральные органы"),
    "grp_profile": (
        "Профильные ведомства",
        "Отраслевые госорганы",
        "Заинтересованные министерства",
        "Заинтересованные ведомства",
        "Ответственные министерства",
        "Профильные органы",
        "Соответствующие госорганы",
        "Соответствующие государственные органы",
        "Причастные госорганы",
        "Отраслевые государственные органы",
        "Уполномоченный орган",
        "Профильные комитеты",
        "Заинтересованные органы",
    ),
    "grp_go": ("Все ведомства", "Все государственные органы", "Ведомства", "Государственные и местные органы"),
    "grp_akimats": ("Региональные акиматы", "Местные органы", "Местные власти", "Местная исполнительная власть"),
    "grp_quasi": ("Квазигоскомпании",),
    "c_treasury": ("Комитет казначейства",),
    "c_ksek": ("Санитарно-эпидемиологический контроль", "Санэпидконтроль"),
    "dpm": ("Заместитель премьера", "Заместитель Премьер-министра"),
    "h_samruk": ("Фонд Самрук-Казына",),
}

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

SEZ_NOUNS = frozenset("администрация дирекция руководство".split())

GENERIC_KK = {
    "министрлік": "ministry",
    "ведомство": "body",
    "агенттік": "agency",
    "комитет": "committee",
    "холдинг": "holding",
    "қор": "fund",
    "компания": "company",
    "басқарма": "department",
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
    "оператор больница поликлиника подразделение группа филиал общество аппарат секретариат администрация".split()
)
# Adjectives that are no part of a name: «этим фондам», «каждому департаменту».
NOT_IN_NAMES = re.compile(
    r"(?:эт|т[оае]|так|кажд|вс[еяю]|сво|наш|ваш|мо[йяеиюм]|друг|ин[ыо]|нов|как|котор|сам|данн|указанн|"
    r"соответствующ|перв|втор|трет|люб|един|одн|цел|больш)[а-я]{0,4}$"
)
ORGANISATION_FORMS = frozenset("АО НАО ТОО РГП РГУ ГУ КГУ КГП ГКП НИИ ОЮЛ СПК НК".split())
ORGANISATION_KK = frozenset(
    "басқарма департамент мекеме палата қоғам орталық институт университет инспекция кеңес комиссия штаб "
    "қызмет топ комитет агенттік бөлімше қор".split()
)
# Of these only with a capital: «дәрі қоры» is a stock, «Әлеуметтік сақтандыру қоры» a body.
CAPITAL_ONLY_KK = frozenset("қор комитет агенттік бөлімше".split())

# Offices whose holder stands for the body that the next words name.
HEAD_NOUNS_RU = frozenset(
    "министр глава руководитель председатель начальник директор аким секретарь вице-министр замминистр ректор прокурор "
    "руководство".split()
)
HEAD_NOUNS_KK = frozenset("министр басшы төраға бастық директор әкім хатшы орынбасар прокурор".split())
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

LEAD_MARKS = ("свод", "созыв", "ответственный", "жинақтау", "жинақтаушы", "шақыру", "св")
AGREEMENT_MARKS = ("по согласованию", "келісім бойынша", "келісімі бойынша")

PRONOUNS_RU = frozenset("им ему ей обоим нему ним ней".split())
PRONOUNS_KK = frozenset("оған оларға екеуіне олар".split())

# An instrumental after these words names a co-executor.
TOGETHER_RU = re.compile(
    r"\b(?:совместно|вместе|во взаимодействии|при (?:участии|содействии|координации)|наряду|с привлечением|"
    r"с участием)(?: с(?:о)?)?\s*$"
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

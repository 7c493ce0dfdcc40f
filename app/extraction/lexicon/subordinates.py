"""Deputies and heads of units: offices whose plain orders bind, and whose views do where the meeting is theirs.

Patterns are for folded lower-case text. Who heads a ministry, an agency or an akimat is in `offices.py`.
"""

# Those of them who order what they are told to see to: «Заместитель акима поручил …».
DEPUTY_AKIM, DEPUTY_MINISTER, HEAD_BELOW = "Заместитель акима", "Вице-министр", "Руководитель подразделения"
SUBORDINATES = (DEPUTY_AKIM, DEPUTY_MINISTER, HEAD_BELOW)

_UNIT_RU = (
    r"(?:управлени|департамент|инспекци|отдел[ауе]?(?![а-я])|комитет|агентств|антикор|дп(?![\w-])|дчс(?![\w-])|аппарат)"
)
_OF_UNIT_RU = rf"[а-я]* (?:[а-я-]+(?:ого|его|ой|ей) ){{0,2}}{_UNIT_RU}"
_UNIT_KK = r"[а-яәғқңөұүһі]* (?:бас(?:шы|ты[гқғ])|директор|төр(?:аға|айым)|жетекші)"
# Alternatives that begin with the letters they are looked up by.
HEADS_BELOW = (
    rf"руководител{_OF_UNIT_RU}|начальник{_OF_UNIT_RU}|директор{_OF_UNIT_RU}|глав[аыеу]{_OF_UNIT_RU}|"
    rf"заместител[а-я]+ (?:руководител|начальник|председател|директор){_OF_UNIT_RU}|"
    r"заместител[а-я]+ руководител[а-я] администрации(?: президента)?|"
    r"басқарма[а-яәғқңөұүһі]* (?:бас(?:шы|ты[гқғ])|директор)|"
    rf"департамент{_UNIT_KK}|инспекция{_UNIT_KK}|бөлім{_UNIT_KK}|аппарат{_UNIT_KK}"
)
DEPUTIES = (
    r"(?P<akim>заместител[а-я]+ акима|замакима|әкім)|заместител[а-я]+ министра|замминистр|вице-министр|министрі|"
    rf"(?P<unit>{HEADS_BELOW})"
)

# … where the meeting or the round of inspection is their own.
PRESIDES = (
    r"пров[её](?:л|ла|дет)(?![\w-])|проводит(?![\w-])|собрал|созвал|заслушал|проинспектировал|осмотрел|объехал|"
    r"председательств|проверил[аи]? (?:ход|готовность|исполнение|подготовку|качество|работу)|"
    r"өткізді|өткізіп|төрағалық|жиын жасады|жинады|жинап|тыңдады|тыңдап|аралады|аралап|тексерді|пысықтады"
)
MEETINGS = r"встреч|совещани|заседани|селектор|планерк|летучк|аппаратн|коллеги|штаб"

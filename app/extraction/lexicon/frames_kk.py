"""Kazakh directive words as data: one line a verb. The verb stands last; the owner before it.

A word pair («тапсырма берді») is a verb with `noun`, the word that stands right before it.
"""

from app.extraction.lexicon.frames_ru import ORDER, SOFT, Frame

FRAMES_KK = (
    Frame("kk.instruct", r"тапсырды|тапсырып|тапсырған|тапсырады|тапсырғанын", "active", ("dat",), "", ""),
    Frame("kk.charge", r"жүктеді|жүктеп|міндеттеді|міндеттеп|бұйырды|тапсырыпты", "active", ("dat", "acc"), "", ""),
    Frame("kk.demand", r"етті|қойды", "active", ("dat", "abl"), r"талап|міндет", "act"),
    Frame(
        "kk.give_task",
        r"берді|берген",
        "active",
        ("dat",),
        r"тапсырма(?:лар|сы|сын)?|нұсқау(?:лар)?|міндет(?:і|тер)?",
        "act",
    ),
    Frame("kk.warn", r"ескертті|ұсынды|шақырды|сұрады", "active", ("dat", "acc"), "", "act", SOFT),
    Frame("kk.be_instructed", r"тапсырылды|тапсырылған|тапсырылады|тапсырылсын", "passive", ("dat",), "", ""),
    Frame(
        "kk.be_charged", r"жүктелді|жүктеледі|жүктелсін|жүктелген|міндеттелді|міндеттеледі", "passive", ("dat",), "", ""
    ),
    Frame(
        "kk.be_given_task",
        r"берілді|берілген|қойылды",
        "passive",
        ("dat", "nom"),
        r"тапсырма(?:лар|сы)?|нұсқау(?:лар)?|міндет(?:і|тер)?",
        "",
    ),
    Frame(
        "kk.i_instruct",
        r"тапсырамын|тапсырам|жүктеймін|міндеттеймін|бұйырамын|сұраймын|тапсырамыз",
        "first",
        ("dat", "acc"),
        "",
        "",
    ),
    Frame("kk.i_demand", r"етемін|беремін|қоямын", "first", ("dat", "abl"), r"талап|тапсырма|нұсқау|міндет", ""),
    Frame("kk.must", r"тиіс|тиісті|міндетті", "modal", ("nom",), "", "", ORDER),
    Frame("kk.need", r"керек|қажет|жөн", "modal", ("nom", "dat"), "", "", SOFT),
)

# Words in -сын/-сін that are nouns or particles, not verbs.
NOT_OPTATIVES = r"болмысын|жақсын|дейсін|күнсін|несін|кісін|қайсысын|басшысын|барлығын"
OPTATIVE = r"[а-яәғқңөұүһі]{2,}(?:сын|сін)"
PLURAL_IMPERATIVE = r"[а-яәғқңөұүһі]{2,}(?:ыңыз|іңіз|ңыз|ңіз|ыңыздар|іңіздер|ңыздар|ңіздер)"
NOT_IMPERATIVES_KK = r"сіз|біз|сіздер|дерсіз|жатырсыз|отырсыз|қараңыз|білесіз|ойлаңыз|кешіріңіз"
VERBAL_NOUN = r"[а-яәғқңөұүһі]{2,}(?:у|ю|уды|уді|юды|юді|уы|уі|юы|юі|уға|уге|юге|мауды|меуді|маудан)"
NOT_OWNERS_KK = (
    r"тұрғын|қария|азамат|шаруа|диқан|студент|біз|сіз|халық|билік|жастар|оқушы|мұғалім|ата-ана|мемлекет(?![\w-])"
)
WISH_KK = r"жолықсын|құтты болсын|болғай|мерекесі|өмір сүрсін|табысты болсын|аман болсын|ұзақ болсын"
REPORTED_NOT_OWN_KK = r"талап етіп отыр|талап етуде|сұрап отыр"

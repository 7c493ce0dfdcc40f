"""Kazakh directive words as data: a stem and what may follow it. The verb stands last; the owner before it.

A word pair («тапсырма берді») is a verb with `noun`, the word that stands right before it. Endings are written once and
hold for front and back vowels, voiced and voiceless consonants.
"""

from app.extraction.lexicon.frames_ru import ORDER, SOFT, Frame

# Past, perfect, converb and evidential, present, «…-са» of a contrast, «…-атын болды», a reported «…-ғанын».
FINITE = (
    r"(?:[дт][ыі]|[ғгқк][ае]н(?:[ыі]н|д[ыі][ғг][ыі]н)?|[ыі]?п(?:т[ыі])?|"
    r"(?:[ае]|й)(?:д[ыі]|т[ыі]н(?:[ыі]н|д[ыі][ғг][ыі]н)?)|с[ае])"
)
PAST = r"(?:[дт][ыі]|[ыі]?пт[ыі])"
FIRST = r"(?:(?:[ае]|й)м(?:[ыі][нз])?|[дт][ыі][мқк]|[ғгқк][ыі]м(?:[ыі]з)?)"
DONE = rf"(?:{FINITE}|с[ыі]н)"

_INSTRUCT, _CHARGE = "тапсыр", r"(?:жүкте|міндетте|бұйыр)"
_TASK = r"(?:тапсырма|нұсқау|міндет|пәрмен|бұйрық|өкім|жарлық)(?:лар|лер|тер|тар)?(?:[ыі]|с[ыі])?(?:н|ды|ді)?"

FRAMES_KK = (
    Frame("kk.instruct", _INSTRUCT + FINITE, "active", ("dat",), "", ""),
    Frame("kk.charge", _CHARGE + FINITE, "active", ("before", "dat", "acc"), "", ""),
    Frame("kk.set_task", "қой" + FINITE, "active", ("before", "dat"), r"міндет(?:тер)?(?:ін|і|ді)?|талабын", "act"),
    Frame("kk.demand", r"(?:ет|қой)" + FINITE, "active", ("abl", "dat", "gen"), r"талап|міндет", "act"),
    Frame("kk.give_task", r"(?:бер|жолда)" + FINITE, "active", ("dat",), _TASK, "act"),
    Frame("kk.give_term", "бер" + FINITE, "active", ("dat",), r"(?:уақыт|мерзім|мұрсат)", "purpose"),
    Frame("kk.give_term", "бер(?:іл)?" + DONE, "passive", ("dat",), r"(?:күн|апта|ай|тоқсан|сағат|тәулік)", "purpose"),
    Frame("kk.forbid", "сал" + FINITE, "active", ("dat",), "тыйым", "purpose"),
    Frame("kk.await", r"күт(?:іп|еді)", "active", ("abl",), "", "awaited"),
    Frame("kk.get_task", "ал" + FINITE, "passive", ("nom",), _TASK, "act"),
    Frame("kk.warn", r"(?:ескерт|ұсын|шақыр|сұра)" + PAST, "active", ("dat", "acc", "gen", "abl"), "", "act", SOFT),
    Frame("kk.be_instructed", _INSTRUCT + "ыл" + DONE, "passive", ("dat",), "", ""),
    Frame("kk.be_charged", r"(?:жүктел|бұйырыл)" + DONE, "passive", ("before", "dat"), "", ""),
    Frame("kk.be_charged", "міндеттел" + DONE, "passive", ("dat", "nom"), "", ""),
    Frame("kk.be_demanded", r"(?:етіл|қойыл)" + DONE, "passive", ("abl", "dat"), "талап", "act"),
    Frame("kk.be_forbidden", "салын" + DONE, "passive", ("dat",), "тыйым", "purpose"),
    Frame("kk.be_recommended", r"(?:ұсыныл|сұрал|ескертіл)" + DONE, "passive", ("dat", "abl"), "", "act", SOFT),
    Frame("kk.be_given_task", r"(?:беріл|қойыл|жолдан|айтыл)" + DONE, "passive", ("before", "dat", "nom"), _TASK, ""),
    Frame(
        "kk.i_instruct", rf"(?:{_INSTRUCT}|{_CHARGE}){FIRST}|сұраймын|сұраймыз", "first", ("dat", "acc", "abl"), "", ""
    ),
    Frame("kk.i_demand", r"(?:ет|бер|қой)" + FIRST, "first", ("before", "dat", "abl"), rf"талап|талабын|{_TASK}", ""),
    Frame("kk.give_term", "бер" + FIRST, "first", ("dat",), r"(?:уақыт|мерзім|мұрсат)", "purpose"),
    Frame("kk.i_forbid", "сал" + FIRST, "first", ("dat",), "тыйым", "purpose"),
    Frame("kk.i_await", r"күтем(?:ін|із)", "first", ("abl",), "", "awaited"),
    Frame("kk.give_task", r"бар|жеткілікті", "passive", ("dat",), _TASK, "listed"),
    Frame("kk.must", r"тиіс|тиісті|міндетті|шарт", "modal", ("nom",), "", "", ORDER),
    Frame("kk.must", "міндет", "modal", ("nom",), "", "own_act", ORDER),
    Frame("kk.responsible", r"жауапты", "answer", ("nom",), "", "", ORDER),
    Frame("kk.answer", r"бер(?:еді|сін|етін)", "answer", ("nom",), "жауап", "", ORDER),
    Frame("kk.need", r"керек|қажет|жөн|абзал", "modal", ("nom", "dat"), "", "", SOFT),
    Frame("kk.i_propose", r"ұсынамын|ұсынамыз", "first", ("dat",), "", "act", SOFT),
    Frame("kk.said_await", r"күтет[ыі]н(?:ін|дігін)", "said", ("abl",), "", "awaited", SOFT),
    Frame(
        "kk.said_need",
        r"(?:керек|қажет|тиіс)(?:тіг|тіліг|іг)ін(?:е)?|керегін",
        "said",
        ("before", "dat", "nom"),
        "",
        "",
        SOFT,
    ),
)
# «қарастырғаны жөн»: these take what somebody had better do as a participle; «қалмағаны абзал» is advice.
ADVISED = frozenset("жөн абзал".split())
# What is done with a paper for whom the dative before it names: «Үкіметке енгізуді».
SUBMITS_KK = r"(?:енгіз|ұсын|жолда|жібер|баянда|хабарла|жеткіз|табыста)(?:у|уді|уды)$"
# What a body has, and what is no body itself: «Үкімет отырысында», «министрлік алқасында».
OF_BODY_KK = r"(?:отырыс|мәжіліс|жиын|кеңес|алқа|үй|төраға|мүше|өкіл|хаттама|қаулы)(?:сы|сі|ы|і)[а-яәғқңөұүһі]*$"
# How something is said, between the act and the verb: «жол бермеуді қатаң ескертті».
MANNER_KK = frozenset("қатаң қатты арнайы тағы баса ерекше әсіресе қайтадан табанды".split())
# What stands behind those on whom a task is laid: «… министрлігінің алдына міндет қойды», «… мойнына жүктелді».
IN_FRONT_KK = frozenset("алдына алдында мойнына иығына еншісіне жауапкершілігіне назарын назарына".split())

# What a leader awaits from somebody as the fruit of an act: papers and answers, no state of affairs.
AWAITED_KK = (
    r"(?:есеп|есебі|тізім|тізбе|ұсыныс|жоспар|жоба|кесте|мәлімет|ақпарат|баянда|баяндама|хабарлама|қорытынды|жауап|жауаб|"
    r"шешім|құжат|карта|бағдарлама|сызба|есептеме|анықтама|нұсқа|дерек|түсініктеме|тұжырым|смета|сараптама|талдау|нәтиже)"
    r"(?:лар|лер|дар|дер|тар|тер)?(?:[ыі]|с[ыі])?(?:н|ны|ні|ды|ді|ты|ті)?"
)
# These bind only whom they name: what is forbidden to all, or awaited by all, is nobody's task.
NEEDS_BODY_KK = frozenset(
    "kk.forbid kk.be_forbidden kk.i_forbid kk.i_propose kk.await kk.i_await kk.said_await kk.give_term".split()
)
# «пайдалануға тапсырылды», «мұрағатқа тапсырды», «сақтауға тапсырды»: a thing is handed over, and nobody is instructed.
HANDED_OVER_KK = (
    r"пайдалан(?:у|ым)[а-яәғқңөұүһі]*|қолдан[а-яәғқңөұүһі]*|сақтау[а-яәғқңөұүһі]*|мұра[ғж][а-яәғқңөұүһі]*|"
    r"меншігі[а-яәғқңөұүһі]*|балан[а-яәғқңөұүһі]*|иелі(?:к|г)[а-яәғқңөұүһі]*|тұрғындарға|иелеріне|емтихан[а-яәғқңөұүһі]*|"
    r"сынақ[а-яәғқңөұүһі]*|сынағын|кілт(?:тер)?(?:ін|ді|і)?|жер[а-я]* қойнына"
)

# «… министрлігіне айтарым: …», «… қоятын талабым біреу: …», «… төрағасына кесіп айттым: …»: whom a speaker turns to.
TOLD_KK = (
    r"(?:(?:қоятын|қояр|айтар|айтатын|берер|беретін|тағар) )?"
    r"(?:тапсырма|талаб|өтініш|сөз|нұсқау|міндет)[ыі]?м(?:[ыі]з)?(?![\w-])|"
    r"(?:айтар|айтатын|ескертер|ескертп|ескертет[ыі]н)(?:е|ы)?м(?:[ыі]з)?(?![\w-])|"
    r"(?:[а-яәғқңөұүһі]+ ){0,2}?(?:айт|ескерт|тапсыр|шегеле)[дт][ыі](?:м|қ|к) ?:"
)
# Work that is given to somebody by its name, without a verb: «бұл жұмыс Көлік министрлігіне тапсырылды».
TASK_NOUNS_KK = (
    r"(?:жұмыс|міндет|мәселе|шаруа|іс|жауапкершілі|үйлестір|бақыл|қадағал|ұйымдастыр|жүргіз|жоба|бұл|осы|оны|соны|оған|бұған|"
    r"дайынды|түйткіл|кемшілі|олқылы|сауал|тексеріс|талдау|әзірле|орындал|реформа|тапсырма|шара|жоспар)[а-яәғқңөұүһі]*$"
)

# Forms of the verbs above that stand before a noun as its attribute («тапсырған жұмыс») unless the clause ends there.
ATTRIBUTIVE = r"(?:[ғгқк][ае]н|(?:[ае]|й)т[ыі]н)"
AFTER_PARTICIPLE = frozenset("болатын еді екен болады болды болар болса деді деп жоқ емес".split())
CONTRAST = r"с[ае]"
# A verb of saying behind «керектігін», «тиіс екенін».
SAYING = r"аудар|айт|атап|ескерт|жеткіз|мәлімде|баса|қадап|шегеле|тілге|назар|еске|жариялады|қайтала|түсіндір|білдір"
BECOMES = frozenset("екені екенін екендігін болады болсын болмақ екен шығар деді болып".split())
REPORTED_BE = frozenset("екенін екендігін".split())

# Words in -сын/-сін that are nouns or particles, not verbs.
NOT_OPTATIVES = (
    r"болмысын|жақсын|дейсін|күнсін|несін|кісін|қайсысын|басшысын|барлығын|.*(?:иясын|масқасын|басшысын|хатшысын|"
    r"төрағасын|жетекшісін|кеңесшісін)|тапсырмасын|жобасын|мәселесін|картасын|жүйесін|желісін|базасын|кестесін|"
    r"тізбесін|ережесін|мекемесін|шарасын|сапасын|бағасын|нормасын|формасын|платформасын|схемасын"
)
OPTATIVE = r"[а-яәғқңөұүһі]{2,}(?:сын|сін)"
PLURAL_IMPERATIVE = r"[а-яәғқңөұүһі]{2,}(?:ыңыз|іңіз|ңыз|ңіз|ыңыздар|іңіздер|ңыздар|ңіздер|[ыіаеө]ңдар|[ыіаеө]ңдер)"
# Bare stems order only where a body is addressed before them: «Құрылыс басқармасы, жолды бір айда бітір».
SINGULAR_IMPERATIVE = (
    r"бер|жаса|қара|тап|бітір|аяқта|тексер|дайында|жібер|жеткіз|ұсын|кіріс|шық|қос|ал|қой|ет|таста|көрсет|жөнде|сал|тарт|"
    r"жина|шақыр|хабарла|әкел|шеш|тазала|жап|аш|тоқтат|күшейт|баянда|анықта|есепте|қамтамасыз ет|жолға қой|түзет|ретте|"
    r"ашып бер|жинап ал|шара қолдан|қолдан|белгіле|бекіт|енгіз|әзірле|зертте|қал|бақыла"
)
NOT_IMPERATIVES_KK = (
    r".*[аәеёиіоөуұүыэюяйлрзжмнңбвгғдкқпстфхһцчш][бпм][ае]ң[ыі]з(?:д[ае]р)?|.*[бпм][ае]ңд[ае]р|"
    r"сіз|біз|сіздер|дерсіз|жатырсыз|отырсыз|қараңыз|білесіз|ойлаңыз|кешіріңіз|қараңыздар|"
    r"(?:хош|қош)?келдіңіз(?:дер)?|.*(?:д|[кқпстшфхцч]т)[ыі]ң[ыі]з(?:д[ае]р)?|"
    r"(?:уақыт|құжат|хат|бақыт|міндет|әрекет|қызмет|ниет|қаражат|мансап|еңбег|сұрағ|пікір|жауаб|ұсыныс)[ыі]ң[ыі]з(?:д[ае]р)?|"
    r".*(?:лар|лер|дар|дер|тар|тер)[ыі]ң[ыі]з|"
    r".*(?:д|[кқпстшфхцч]т)[ыі]ңд[ае]р|кең?дер|.*(?:с|л|р|н)ең?дер(?<!іңдер)|аман болыңыз(?:дар)?|болыңыз(?:дар)?|рахмет.*"
)
VERBAL_NOUN = r"[а-яәғқңөұүһі]{2,}(?:у|ю|уды|уді|юды|юді|уы|уі|юы|юі|уға|уге|юге|мауды|меуді|маудан)"
# Acts of a list or of a row that leaves its verb out: «… жою», «… жоюды».
ROW_ACT = r"[а-яәғқңөұүһі]{2,}(?:[уү]|ю|уды|уді|юды|юді)"
JOINERS = frozenset("ал және сондай-ақ сонымен қатар бірге тағы әрі сондай ақ -".split())
ROW_OPENERS = frozenset("ал және сондай-ақ".split())
# Thoughts and states: «түсіну керек», «дайын болу керек» are nobody's task.
EMPTY_ACTS_KK = (
    r"(?:түсін|ұғын|ұқ|біл|болу|ұмыт|ұмытпа|айту|атап|өту|мойында|ойла|сен|қабылдай|есте|жаса?са|сезін|көру|мақтан|"
    r"ескер|сақтай|қарай|байқа|жасау|мойындау|аяла|қастерле|құрметте|сүю|сүй)"
)
# Feelings are nobody's task even where somebody is addressed: «ұялу керек».
FEELINGS_KK = (
    r"(?:ұял|қорық|қорқ|қуан|ойлан|қадірле|үмітте|мақтан|сезін|ұмыт|түңіл|алаңда|мойында|сүйсін|өкін)[а-яәғқңөұүһі]*"
)
# «тәуелсіз болуы керек»: what somebody should be, not do.
STATE_KK = r"^(?!дайын|жауапты|қамтамасыз|сергек|белсенді|қатаң|мұқият|мүше)[^\s]+ бол(?:уы|уға|мауы)$"
NOT_OWNERS_KK = (
    r"тұрғын|қария|азамат|шаруа|диқан|студент|біз|сіз|халық|билік|жастар|оқушы|мұғалім|ата-ана|мемлекет(?![\w-])"
)
WISH_KK = (
    r"(?<![\w-])(?:әр )?бала|(?:оралсын|қалсын|болсын|тұрсын|жүрсін|нұрлансын|артсын|гүлденсін|көркейсін)$|"
    r"жолықсын|құтты болсын|болғай|мерекесі|өмір сүрсін|табысты болсын|аман болсын|ұзақ болсын"
)
# «… өткізсін деген талап қойылды», «… деген талап қойды».
REQUIRED_KK = r"(?<![\w-])деген (?:[а-яәғқңөұүһі]+ ){0,2}?талап(?:тар)? қой(?:(?P<laid>ыл)ды|ды|ып)"
# People who act for a body that the text does not name; they own what they are told in its stead.
PLAIN_OWNERS_KK = (
    r"инспектор|ревизор|тексеруші|тасымалдаушы|жеткізуші|жобалаушы|құрылысшы|коммуналшы|директор|дәрігер|прокурор|"
    r"бастық|меңгеруші|вагоншы|жолшы|энергетик"
)
PLAIN_FIRMS_KK = r"кәсіпорын|кәсіпорн|ұйым|фирма|шаруашылық|шаруашылығ|зауыт|комбинат|станция|стансас?"
REPORTED_NOT_OWN_KK = r"талап етіп отыр|талап етуде|сұрап отыр"
# «беруі керек»: the act is of a subject in the nominative, so that a dative beside it is no owner.
OWN_ACT = r"[а-яәғқңөұүһі]{2,}(?:у|ю)[ыі]"
# An instrumental before these names no partner of the act: «министрлікпен келісіп», «мердігермен жасалған шарт».
NOT_PARTNER_KK = (
    r"келіс|жасал|жасас|салыстыр|байланыс|арадағы|арасынд|қамтамасыз|танысып|кездес|қарым|қойылған|бекітіл|түзілген"
)
# Whom a speaker turns to without a name: those who were told before.
STAFF_DATIVE_KK = (
    r"(?:басшылы[ғг]|ұжым|(?:басшы|өкіл|қызметкер|маман|жауапты|орынбасар|бағынышты)(?:лар|лер|дар))"
    r"[ыі]?(?:на|не|ға|ге)"
)
# Who must be told, not who must act: «Үкіметке есеп беруді» beside another owner opens no row of its own.
SUPERIORS = frozenset("president pa government pm pm_office gov_office dpm dpm_first security_council".split())
# Beginnings of a sentence that speaks of the act or of what it yields.
RESTATED_KK = (
    r"бұл|осы|мұны|мұның|оны|оның|соны|аталған|тиісті|барлық|бүкіл|жоба|жұмыс|нәтиже|қорытынды|есеп|есебі|тізім|сараптама|"
    r"ұсыныс|жоспар|құжат|кесте|іс-шара|тапсырма|тексер|жөндеу|құрылыс|талдау|мәлімет|ақпарат|бағдарлама|заң жобасы|шара|"
    r"жол картасы|тұжырымдама|ереже|тәртіп|нысан|қаражат"
)

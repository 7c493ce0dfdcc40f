"""Russian directive words as data: one line a verb.

id, pattern (a whole folded lower-case word), voice, cases of the owner, noun that must stand near, what must follow,
strength. Voices: active (giver is the subject), passive (giver elsewhere), first (the speaker gives), modal, formula (minutes).
Owner cases: dat, nom, acc, or a preposition and a case («от+gen»).
"""

import re
from typing import NamedTuple

ORDER, SOFT = "order", "soft"


class Frame(NamedTuple):
    """needs: what must stand beside it. "act" = an infinitive or a noun of action, "infinitive", "following" = an infinitive
    after it in its clause, and an owner, "owned" = an infinitive of its clause, and an owner («расслабляться нельзя» binds
    nobody), "owner" = an owner alone, "so_that" = «чтобы», "term" = an infinitive, or a length of time for a noun of action
    («дал неделю на проверку»), "aim" = an infinitive, or «на» and such a noun, "" = nothing.
    """

    id: str
    pattern: str
    voice: str
    owners: tuple[str, ...] = ("dat",)
    noun: str = ""
    needs: str = "act"
    strength: str = ORDER


TASK = r"поручени[а-я]*|указани[а-я]*|задани[а-я]*|распоряжени[а-я]*|команд[а-я]+|установк[а-я]+"
TERM = (
    r"месяц[а-я]*|недел[а-я]*|дн[а-я]+|день|сут[а-я]+|год[а-я]*|срок[а-я]*|время|времени|час[а-я]*|до|полгода|"
    r"квартал|декаду|полмесяца"
)

FRAMES_RU = (
    Frame("give_task", r"дал[аи]?|дает|дают|дав|выдал[аи]?", "active", ("dat",), TASK, ""),
    Frame("give_term", r"дал[аи]?|дает|отвел[аи]?|отводит|установил[аи]?", "active", ("dat",), TERM, "term"),
    Frame("set_task", r"поставил[аи]?|ставит|поставив", "active", ("перед+ins", "dat"), r"задач[а-я]*|цель", ""),
    Frame("instruct", r"поручил[аи]?|поручает|поручают|поручив|поручал[аи]?", "active"),
    Frame(
        "oblige",
        r"обязал[аи]?|обязывает|обязав|уполномочил[аи]?|проинструктировал[аи]?",
        "active",
        ("acc",),
        "",
        "infinitive",
    ),
    Frame("demand", r"потребовал[аи]?|требует|потребовав|потребовали", "active", ("от+gen", "dat")),
    Frame("decree", r"распорядил(?:ся|ась|ись)|распорядившись", "active", ("dat",)),
    Frame(
        "order",
        r"велел[аи]?|приказал[аи]?|наказал[аи]?|приказывает|скомандовал[аи]?",
        "active",
        ("dat",),
        "",
        "infinitive",
    ),
    Frame("prescribe", r"предписал[аи]?|предписывает|вменил[аи]?", "active"),
    Frame("point_out", r"указал[аи]?", "active", ("dat",), "", "infinitive"),
    Frame(
        "point_need",
        (
            r"подчеркнул[аи]?|указал[аи]?|отметил[аи]?|обратил[аи]?|акцентировал[аи]?|заявил[аи]?|напомнил[аи]?|"
            r"сообщил[аи]?|сказал[аи]?"
        ),
        "active",
        ("dat", "nom"),
        r"необходимост[ьи]",
        "infinitive",
        SOFT,
    ),
    Frame("ask", r"попросил[аи]?|просит", "active", ("acc", "dat"), "", "infinitive", SOFT),
    Frame("call_on", r"призвал[аи]?|призывает", "active", ("acc",), "", "infinitive", SOFT),
    Frame(
        "call_on",
        r"нацелил[аи]?|нацеливает|(?:с|пере)?ориентировал[аи]?|мобилизовал[аи]?",
        "active",
        ("acc",),
        "",
        "aim",
        SOFT,
    ),
    Frame(
        "recommend",
        r"рекомендовал[аи]?|рекомендует|предложил[аи]?|посоветовал[аи]?",
        "active",
        ("dat",),
        "",
        "infinitive",
        SOFT,
    ),
    Frame(
        "call_on",
        r"обратил(?:ся|ась|ись)|обращается",
        "active",
        ("к+dat",),
        r"требовани[а-я]+|поручени[а-я]+|указани[а-я]+|призыв[а-я]+|просьб[а-я]+",
        "infinitive",
    ),
    Frame(
        "point_need",
        r"счел|сочла|считает|признал[аи]?",
        "active",
        ("dat",),
        r"необходимым|целесообразным|нужным|важным|правильным",
        "infinitive",
        SOFT,
    ),
    Frame("forbid", r"запретил[аи]?", "active", ("dat",), "", "infinitive"),
    Frame("demand", r"настоял[аи]?|настаивает|настаивают", "active", ("nom",), "", "so_that"),
    Frame("demand", r"поторопил[аи]?|торопит|подстегнул[аи]?", "active", ("acc",), "", "owner"),
    Frame(
        "charge",
        r"возложил[аи]?|возлагает|закрепил[аи]?|закрепляет",
        "active",
        ("на+acc", "за+ins"),
        (
            r"ответственност[а-я]*|обязанност[а-я]*|контрол[а-я]*|координаци[а-я]*|задач[а-я]*|функци[а-я]*|"
            r"исполнени[а-я]*|организаци[а-я]*|проведени[а-я]*|реализаци[а-я]*"
        ),
        "",
    ),
    Frame(
        "await",
        r"ждет|ожидает|ждут|запросил[аи]?|запрашивает|затребовал[аи]?|истребовал[аи]?",
        "active",
        ("от+gen", "у+gen"),
        (
            r"отчет[а-я]*|доклад[а-я]*|предложени[а-я]*|решени[а-я]*|результат[а-я]*|информаци[а-я]*|план[а-я]*|"
            r"график[а-я]*|мер"
        ),
        "",
    ),
    Frame(
        "be_given_task",
        r"дан[оаы]?|даны|выдан[оаы]|даются|дается|адресован[оаы]|отдан[оаы]",
        "passive",
        ("dat",),
        TASK,
        "",
    ),
    Frame("be_given_term", r"дан[оаы]?|отведен[оаы]?|отводится|дается|установлен", "passive", ("dat",), TERM, "term"),
    Frame("get_task", r"получил[аи]?|получают|получит", "passive", ("nom",), TASK, "infinitive"),
    Frame(
        "be_set_task",
        r"поставлен[аоы]|ставится|стоит|определен[аы]",
        "passive",
        ("перед+ins", "dat"),
        r"задач[а-я]*|цель",
        "",
    ),
    Frame("be_instructed", r"поручен[оаы]?|поручается|поручаются|поручалось", "passive"),
    Frame(
        "be_prescribed",
        r"предписан[оаы]|предписывается|вменен[оаы]|вменяется|велено|приказано|наказано",
        "passive",
        ("dat",),
    ),
    Frame("be_prescribed", r"сказано", "passive", ("dat",), "", "following"),
    Frame("be_pointed", r"указано", "passive", ("dat",), "", "infinitive"),
    Frame("be_recommended", r"рекомендован[оаы]|рекомендуется|предложено", "passive", ("dat",), "", "infinitive", SOFT),
    Frame(
        "be_charged", r"возложен[аоы]?|возлагается|возлагаются|закреплен[аоы]?", "passive", ("на+acc", "за+ins"), "", ""
    ),
    Frame(
        "be_charged",
        r"ложится|ляжет|ложатся",
        "passive",
        ("на+acc",),
        r"ответственност[а-я]*|обязанност[а-я]*|контрол[а-я]*",
        "owner",
    ),
    Frame("be_decided", r"решено|постановлено", "passive", ("dat",), "", "infinitive"),
    Frame(
        "be_stressed",
        r"подчеркнута|отмечена|указана|обозначена|озвучена",
        "passive",
        ("dat",),
        r"необходимост[ьи]",
        "infinitive",
    ),
    Frame("be_obliged", r"обязываются|обязывается", "passive", ("nom",), "", "infinitive"),
    Frame(
        "i_instruct",
        r"поручаю|поручаем|приказываю|предписываю|обязываю|повелеваю|возлагаю",
        "first",
        ("dat", "acc", "на+acc"),
    ),
    Frame("i_give_task", r"даю|даем|ставлю|ставим", "first", ("dat", "перед+ins"), TASK + r"|задач[а-я]*", ""),
    Frame("i_give_term", r"даю|даем|дам|отвожу", "first", ("dat",), TERM, "term"),
    Frame("i_demand", r"требую|требуем", "first", ("от+gen", "dat")),
    Frame("i_ask", r"прошу|просим", "first", ("acc", "dat"), "", "infinitive"),
    Frame("i_await", r"жду|ждем", "first", ("от+gen", "acc"), "", ""),
    Frame("i_address", r"обращаюсь", "first", ("к+dat",), "", "infinitive"),
    Frame("i_forbid", r"запрещаю|запрещаем", "first", ("dat",), "", "infinitive"),
    Frame("i_recommend", r"рекомендую|предлагаю|призываю", "first", ("dat", "acc"), "", "infinitive", SOFT),
    Frame(
        "i_deem",
        r"считаю",
        "first",
        ("dat",),
        r"необходим[а-я]+|важн[а-я]+|целесообразн[а-я]+|нужн[а-я]+|правильн[а-я]+",
        "infinitive",
        SOFT,
    ),
    Frame("to_instruct", r"поручить|предписать|поставить", "formula", ("dat", "перед+ins")),
    Frame("to_oblige", r"обязать", "formula", ("acc",), "", "infinitive"),
    Frame("to_charge", r"возложить|закрепить", "formula", ("на+acc", "за+ins"), "", ""),
    Frame("to_recommend", r"рекомендовать|предложить|просить", "formula", ("dat", "acc"), "", "infinitive", SOFT),
    Frame("must", r"должен|должна|должно|должны", "modal", ("nom",), "", "infinitive", SOFT),
    Frame("obliged", r"обязан|обязана|обязано|обязаны", "modal", ("nom",), "", "infinitive"),
    Frame("need", r"необходимо|надо|нужно|следует|требуется", "modal", ("dat",), "", "infinitive", SOFT),
    Frame("need", r"нельзя", "modal", ("dat",), "", "owned", SOFT),
    Frame("need", r"пора|стоит|впору", "modal", ("dat",), "", "owned", SOFT),
    Frame("due", r"придется|полагается", "modal", ("dat",), "", "owned"),
    Frame("due", r"надлежит|предстоит", "modal", ("dat",), "", "infinitive"),
    Frame("obliged", r"ответит|ответят", "modal", ("nom",), r"персонально|лично|головой|погонами|должност[а-я]+", ""),
)

# Words after which a modal is no duty: «надо было», «должны были», «следовало бы».
PAST_MODAL = frozenset("было был была были бы".split())

NOT_IMPERATIVES = frozenset(
    "давайте смотрите извините простите поверьте поймите помните знаете здравствуйте скажите послушайте "
    "хотите желаете можете подскажите спросите думаете посмотрите будьте позвольте разрешите".split()
)

# Imperatives that wish or console: no act of a body.
NOT_IMPERATIVES |= frozenset(
    "переживайте волнуйтесь бойтесь беспокойтесь сомневайтесь верьте любите берегите гордитесь живите растите мечтайте "
    "радуйтесь дерзайте надейтесь приходите приезжайте звоните подписывайтесь оставайтесь следите желайте учитесь "
    "представляете видите понимаете согласитесь заметьте забывайте спасайте храните цените уважайте пишите читайте".split()
)

NOT_IMPERATIVES |= frozenset(
    "давай смотри слушай гляди знай скажи извини прости поверь подожди погоди представь приходи приезжай звони живи береги "
    "помни учись гордись радуйся спи расти верь люби".split()
)

# What a body may be asked to bring: «от Минтруда – списки».
PAPERS = re.compile(
    r"(?:спис|отчет|доклад|план|график|предложени|информаци|решени|расчет|справк|перечень|проект|данны|сведени|объяснени|"
    r"заключени|смет|результат|реестр|карт|схем|концепци)"
)

# Whom such words address where they address no body: «соотечественники, …», «сказал он жителям».
LAY_ADDRESSEES = re.compile(
    r"(?<![\w-])(?:соотечественник|друзья|земляк|граждан|сограждан|казахстанц|ребят|дети(?![\w-])|детям|родител|жител|"
    r"молодеж|студент|школьник|выпускник|водител|избирател|журналист|аграри|фермер|предпринимател|"
    r"бизнесмен|волонтер|спортсмен|участник|девочк|мальчик|ребенк|ветеран|пенсионер|бабушк|дедушк|старик|учител|врач|"
    r"рабочим|сельчан|горожан|аксакал|солдат|женщин|мужчин)"
)

# «Как – решайте сами»: what follows is left to them, it is no other order.
FREE_HAND = re.compile(r"(?<![\w-])(?:решайте сами|сами решайте|как хотите|думайте сами|сами думайте)")

# «дал задания: Минфин находит деньги»: nouns before a colon after which the present tense orders.
GIVEN_BEFORE_COLON = re.compile(r"(?:поручени[яе]|указани[яе]|задач[иу]|задани[яе]|команд[ыу]|следующее|установк[иу])$")

# «такое поручение дал …», «с этим требованием обратился …»: the task stands in the words before.
POINTS_BACK = re.compile(
    r"(?:так(?:ую|ое|им|ие|ими|ой)|эт(?:у|о|им|и|ими)|подобн[а-я]+|аналогичн[а-я]+|данн(?:ое|ую|ые)|соответствующ[а-я]+)$"
)

# Words about who said it that make a statement in the present or future an order: «Минфин готовит расчёт, – поручил он».
ORDERS = re.compile(
    r"(?<![\w-])(?:поруч|распоряд|потребовал|требует|велел|приказал|наказал|скомандовал|постановил|предписал|"
    r"дал (?:поручени|указани|задани|команд)|поставил(?:а)? задач|поставил срок|дал срок)"
)
# Such words that only tell: what a leader reports on is no order.
TELLS = re.compile(
    r"(?<![\w-])(?:сообщ|рассказ|долож|поясн|проинформир|напомн|заверил|уверя|пообещал|обеща|объясн|ответил|отмет|уточн|"
    r"признал|поделил|поблагодар)"
)

# Imperatives whose partner after «с» shares the work.
WITH_VERBS = r"отработ|проработ|реши|согласу|договор|определ"

# A person or thing in the owner's case that is no body: the modal then binds nobody of the register.
NOT_OWNERS_RU = (
    r"колледжам|инвесторам|гражданам|фермерам|молодеж|клиентам|жителям|предпринимателям|бизнесу|собственник|"
    r"водопользовател|"
    r"заемщик|поручитель|поверенный|кандидат|школьник|подрядчик|торговые|страна|стране|обществ|народ|каждый|"
    r"все мы|мы|нам|вам|"
    r"депутатам|депутаты|граждане|человек|люди|людям|родител|учител|педагог|врач|владел"
)

# People who act for a body: «руководителям аппаратов надлежит …».
OFFICIALS = re.compile(
    r"(?:руководител|начальник|председател|глав[аеуы]|заместител|министр|аким|прокурор|секретар|директор|инспектор|"
    r"вице-премьер|исполнител|куратор)"
)

# «решено: …», «договорились, что …»: what follows in the present or future tense is decided.
DECIDED = frozenset("решено решили постановили постановлено договорились условились".split())

# Verbs of acts in the present tense: «акиматы ежеквартально представляют».
PRESENT_ACTS = re.compile(
    r"(?:представля|внос|направля|обеспечива|доклад|информир|осуществля|провод|принима|публику|отчитыва|"
    r"размеща|предоставля|сообща|"
    r"обобща|анализир|вед[уе]т|организу|контролир|координир|доводит|доводят|пересматрива|утвержда|согласовыва|"
    r"готов[яи]т)"
)

# Acts that only people and bodies do: «отчёт КТЖ должна представить», while «работа КТЖ должна улучшиться».
HUMAN_ACTS = re.compile(
    r"(?:представ[ил]|доложить|докладывать|внести|вносить|направ[ил]|отчит|подготовить|готовить|утвердить|разработать|"
    r"согласовать|провести|проводить|проверить|проверять|опубликовать|публиковать|устранить|восстановить|выделить|закупить)"
)

# «Наша задача – строить», «Задача театра – воспитывать»: an aim; «ваша задача – сдать мост» orders.
AIMS = re.compile(
    r"(?<![\w-])(?:наш[аи]?|моя|общая|главная|основная|важнейшая) (?:[а-я]+ )?(?:задача|цель|миссия|мечта|долг)|"
    r"(?:задача|цель|миссия|мечта|долг|дело|роль) "
    r"(?!акимат|министерств|аким|ведомств|управлени|правительств|ваша|ваш|регион)[а-я]+ –"
)

# «Мосты проверить – срок 1 мая»: a term after a dash, no predicate.
TERMS_AFTER_DASH = re.compile(
    r"(?:срок|крайний|последний|ответственн|отв|исполнител|доклад|отчет|контрол|недел|месяц|ежедневн|два|три|сут|час)"
)

# Before a colon and an infinitive these give an order: «подчеркнул: взять на контроль».
SAID = re.compile(
    r"(?:подчеркнул|сказал|заявил|отметил|потребовал|распорядился|велел|добавил|резюмировал|указал|напомнил|"
    r"уточнил)[аи]?$"
)

# Verbs that also have other uses: outside of the giver's own speech they need a body to act.
NEEDS_BODY = frozenset("ask call_on recommend await i_ask i_await".split())

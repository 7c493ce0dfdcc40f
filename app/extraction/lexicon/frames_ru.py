"""Russian directive words as data: one line a verb.

id, pattern (a whole folded lower-case word), voice, cases of the owner, noun that must stand near, what must follow,
strength. Voices: active (giver is the subject), passive (giver elsewhere), first (the speaker gives), modal, formula (minutes).
Owner cases: dat, nom, acc, or a preposition and a case («от+gen»).
"""

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


TASK = r"поручени[а-я]*|указани[а-я]*|задани[а-я]*|распоряжени[а-я]*|команд[а-я]+|установк[а-я]+|наказ[ыа]?"
TERM = (
    r"месяц[а-я]*|недел[а-я]*|дн[а-я]+|день|сут[а-я]+|год[а-я]*|срок[а-я]*|время|времени|час[а-я]*|до|полгода|"
    r"квартал|декаду|полмесяца"
)
LENGTH = r"месяц[а-я]*|недел[а-я]*|дн[а-я]+|сут[а-я]+|время|времени|час[а-я]*|полгода|квартал|декаду"

# Nouns of acts by their endings, and those of things that end like them.
WORK = (
    r"(?!здани|помещени|репутаци|звани|назван|станци|хозяйств|учреждени|населени|позици|акци|секци|строени|"
    r"владени|положени|поколени|организаци|комисси)"
    r"(?:[а-я]{3,}(?:[еа]ни[еюя]|ти[еюя]|ци[яюи]|[вдзжлнртч]к[аиу])|контрол[ья]|надзор|ремонт|монтаж|учет|вывоз|ввоз|ввод|закуп|"
    r"сбор|аудит|отвод|пуск|запуск|выпуск|перевод|надзор|разбор|анализ|охрана|защита|очистка|экспертиза|эвакуация|закупка|"
    r"приемка|перепись|отлов|отстрел|завоз|подвоз|снос|строительство|производство)"
)

FRAMES_RU = (
    Frame(
        "give_task",
        r"дал[аи]?|дает|дают|дав|выдал[аи]?|отдал[аи]?|направил[аи]?|спустил[аи]?",
        "active",
        ("dat",),
        TASK,
        "",
    ),
    Frame("give_term", r"дал[аи]?|дает|отвел[аи]?|отводит|установил[аи]?", "active", ("dat", "для+gen"), TERM, "term"),
    Frame("set_task", r"поставил[аи]?|ставит|поставив", "active", ("перед+ins", "dat"), r"задач[а-я]*|цель", ""),
    Frame(
        "set_task",
        r"поставил[аи]?|ставит|выдвинул[аи]?",
        "active",
        ("перед+ins", "dat"),
        r"условие|требование|ультиматум",
        "",
    ),
    Frame("set_task", r"поставлено|выдвинуто|ставится", "passive", ("перед+ins", "dat"), r"условие|требование", ""),
    Frame(
        "charge",
        r"определил[аи]?|назначил[аи]?|сделал[аи]?|утвердил[аи]?",
        "active",
        ("acc",),
        r"ответственн(?:ым|ой|ыми)|(?:главн|головн|основн)ым|исполнител(?:ем|ями)|координатор(?:ом|ами)",
        "owner",
    ),
    Frame(
        "be_charged",
        r"определен[аоы]?|назначен[аоы]?",
        "passive",
        ("nom",),
        r"ответственн(?:ым|ой|ыми)|исполнител(?:ем|ями)|координатор(?:ом|ами)",
        "owner",
    ),
    Frame("be_prescribed", r"досталось|выпало|перепало", "passive", ("dat",), r"такое|то|тоже|" + TASK, "owner"),
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
    Frame("point_out", r"указал[аи]?", "active", ("dat",), r"необходимост[ьи]", "owner"),
    Frame(
        "order", r"отправил[аи]?|направил[аи]?|командировал[аи]?|откомандировал[аи]?", "active", ("acc",), "", "owned"
    ),
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
    Frame("demand", r"потребовал[аи]?|требует|потребовав", "active", ("от+gen",), "", "so_that"),
    Frame("order", r"сказал[аи]?", "active", ("dat",), "", "following"),
    Frame("demand", r"настоял[аи]?|настаивает|настаивают", "active", ("nom",), "", "so_that"),
    Frame("demand", r"поторопил[аи]?|торопит|подстегнул[аи]?", "active", ("acc",), "", "owner"),
    Frame(
        "charge",
        r"возложил[аи]?|возлагает|закрепил[аи]?|закрепляет",
        "active",
        ("на+acc", "за+ins"),
        (
            r"ответственност[а-я]*|обязанност[а-я]*|контрол[а-я]*|координаци[а-я]*|задач[а-я]*|функци[а-я]*|"
            rf"организаци[а-я]*|{WORK}"
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
            r"график[а-я]*|мер|заключени[а-я]*|ответ[а-я]*|расчет[а-я]*|справк[а-я]*|спис(?:ок|ки|ков)|смет[уы]|сведени[а-я]+|"
            r"переч(?:ень|ни)|реестр[а-я]*|данны[ех]|карт[уы]|схем[уы]|документ[а-я]*|объяснени[а-я]+"
        ),
        "",
    ),
    Frame(
        "be_given_task",
        r"дан[оаы]?|даны|выдан[оаы]|даются|дается|адресован[оаы]|отдан[оаы]|направлен[оаы]|доведен[оаы]|спущен[оаы]",
        "passive",
        ("dat",),
        TASK,
        "",
    ),
    Frame("be_given_term", r"дан[оаы]?|отведен[оаы]?|отводится|дается|установлен", "passive", ("dat",), TERM, "term"),
    Frame("get_task", r"получил[аио]?|получа[ею]т|получ[аи]т", "passive", ("nom",), TASK, "infinitive"),
    Frame("be_given_term", r"получил[аио]?|получа[ею]т|получ[аи]т", "passive", ("nom",), LENGTH, "term"),
    Frame(
        "be_set_task",
        r"поставлен[аоы]|ставится|стоит|определен[аы]",
        "passive",
        ("перед+ins", "dat"),
        r"задач[а-я]*|цель",
        "",
    ),
    Frame("be_instructed", r"поручен[оаы]?|поручается|поручаются|поручалось|доверен[оаы]", "passive"),
    Frame(
        "be_prescribed",
        r"предписан[оаы]|предписывается|вменен[оаы]?|вменяется|велено|приказано|наказано",
        "passive",
        ("dat",),
    ),
    Frame("be_prescribed", r"сказано", "passive", ("dat",), "", "following"),
    Frame("be_pointed", r"указано", "passive", ("dat",), "", "infinitive"),
    Frame("be_pointed", r"указано", "passive", ("dat",), r"необходимост[ьи]", "owner"),
    Frame("be_recommended", r"рекомендован[оаы]|рекомендуется|предложено", "passive", ("dat",), "", "infinitive", SOFT),
    Frame("be_charged", r"возложен[аоы]?|возлагается|возлагаются", "passive", ("на+acc", "за+ins"), "", ""),
    Frame(
        "be_charged",
        r"закреплен[аоы]?",
        "passive",
        ("за+ins",),
        r"ответственност[а-я]*|обязанност[а-я]*|функци[а-я]*|задач[а-я]*|" + WORK,
        "owner",
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
        r"поручаю|поручаем|приказываю|предписываю|обязываю|повелеваю|возлагаю|закрепляю",
        "first",
        ("dat", "acc", "на+acc", "за+ins"),
    ),
    Frame("i_give_task", r"даю|даем|ставлю|ставим", "first", ("dat", "перед+ins"), TASK + r"|задач[а-я]*", ""),
    Frame("i_give_term", r"даю|даем|дам|отвожу", "first", ("dat",), TERM, "term"),
    Frame("i_demand", r"требую|требуем", "first", ("от+gen", "dat")),
    Frame("i_ask", r"прошу|просим", "first", ("acc", "dat"), "", "infinitive"),
    Frame("i_await", r"жду|ждем", "first", ("от+gen", "acc"), "", ""),
    Frame("i_want", r"хочу|хотел[аи]?|хотелось|хотим", "first", ("nom",), "", "so_that", SOFT),
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

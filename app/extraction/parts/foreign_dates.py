"""Dates beside an act that are no term of it: of a condition, of opening hours, of a clause that tells of something else,
of a delay that is granted («отсрочка до …», «перенести на …»), of what runs out.

Dates of an object's own clause and days on which something was said are `terms.py`'s.
"""

import re

from app.extraction.deadlines import Deadline
from app.extraction.lexicon import beside_orders as table
from app.extraction.lexicon.no_stages import PARTICIPLE, PARTICIPLE_KK
from app.extraction.text.view import View
from app.extraction.words.morphology import forms

_CONDITION = re.compile(r"(?<![\w-])(?:если|в случае если|при условии,? что)(?![\w-])")
_CLAUSE_END = re.compile(r",(?!\d)|[;:.\n]| [–] |(?<![\w-])то(?![\w-])")
# «продлить работу до 21:00», «принимать людей с 9:00 до 20:00»: how long something is open.
_CLOCK = re.compile(r"(?:с|до|к) \d{1,2}[:.-]\d{2}(?: час[а-я]*)?$")
_LASTS = re.compile(
    r"(?<![\w-])(?:продл[а-я]+|работ[а-я]+|открыт[а-я]*|прин[ия]ма[а-я]+|обслужива[а-я]+|торг[а-я]+|функционир[а-я]+|"
    r"движени[а-я]|режим[а-я]*|график[а-я]*|час[а-я]* приема)(?![\w-])"
)
_REACH = 90
# «предоставить отсрочку по налогам до 1 июля», «ввести мораторий до …»: until then it lasts.
_GRANTED = re.compile(
    r"(?<![\w-])(?:предостав|дать|дат|дад|дава|вве[сд]|ввод|установ|объяв|оформ|получ)[а-я]*(?: [а-я-]+){0,4}?"
    r" (?:отсрочку|рассрочку|мораторий|пролонгацию)(?: [а-я-]+){0,5} $"
)
# «продлить выплаты до …», «отложить запуск до …»: the act moves or stretches the date, it is not due then.
_STRETCHED = re.compile(
    r"(?<![\w-])(?:(?:продли|пролонгирова|отложи|отсрочи|приостанови|заморози|сдвину|переназначи)(?:ть|т|л[аио]?|м|в|те)|"
    r"(?:продл|отлож|отсроч|приостановл|заморож|переназнач)(?:ен[аоы]?|[ая]т)|сдвинут[аоы]?|сдвиньте|отсрочьте|заморозьте|"
    r"(?:сдвига|откладыва|отодвига)(?:йте|ть|ем)|отодвин(?:уть|ьте|ут|ем))(?: [а-я-]+){0,7} $"
)
# «продлить линию метро до 1 октября»: what is made longer is no time.
_LINE = re.compile(r" (?:лини|ветк|дорог|трасс|маршрут|участ|трубопровод|улиц|сеть|сети|тротуар|перрон|полос)[а-я]*")
_MOVED = re.compile(r"(?<![\w-])(?:перенес|перенос|перенест)[а-я]*(?P<what>(?: [а-я\d-]+){0,7}) $")
_OF_TIME = re.compile(
    r" (?:срок|дат|дн[яюейи]|сдач|ввод|запуск|открыт|начал|заверш|окончан|старт|проведен|заседан|совещан|форум|выбор|"
    r"экзамен|реализац|этап|встреч|рассмотрен|слушан|исполнен)"
)
_NEW_DATE = re.compile(r"(?:с [^,;.]{3,30} )?на ")
# «2028 жылға ауыстыру» moves a date; «сорғыларды 1 сәуірге дейін ауыстыру» replaces pumps.
_MOVED_KK = re.compile(r" (?:кейінге )?(?:ауыстыр|шегер|жылжыт|шегін|қалдыр(?!ма))")
_STRETCHED_KK = re.compile(r" (?:кейінге (?:қалдыр|шегер)|шегер|жылжыт|ұзарт|соз|тоқтата тұр)")
_KAZAKH_DATE = re.compile(r"(?:[ғгқкн][ае]|(?P<until>дейін|шейін))$")
# «мерзімі 31 желтоқсанда аяқталады, сондықтан …»: what runs out by itself.
_RUNS_OUT_KK = re.compile(r" (?:[а-яәғқңөұүһі]+ )?(?:аяқталады|бітеді|тоқтайды|жойылады|өтеді|шектелген|шектеледі),")


def of_another(low: str, start: int, term: Deadline) -> bool:
    """Whether the words around a date make it the date of something else than the act."""
    tests = (of_condition, of_hours, of_delay, of_avoided, of_done, runs_out, was_so)
    return any(test(low, start, term) for test in tests)


def of_condition(low: str, start: int, term: Deadline) -> bool:
    """«Если до 10 октября котёл не запустят, акимату надлежит …»: the date says when the condition is looked at."""
    marks = list(_CONDITION.finditer(low, max(start, term.start - _REACH), term.start))
    return bool(marks) and not _CLAUSE_END.search(low, marks[-1].end(), term.start)


def of_hours(low: str, start: int, term: Deadline) -> bool:
    """An hour without a day, in a clause about how long something is open."""
    if not _CLOCK.match(low, term.start, term.end):
        return False
    clause = max(
        (m.end() for m in _CLAUSE_END.finditer(low, max(start, term.start - _REACH), term.start)), default=start
    )
    return _LASTS.search(low, clause, term.start) is not None


def of_delay(low: str, start: int, term: Deadline) -> bool:
    """«предоставить отсрочку до 1 июля», «перенести сдачу на 2028 год», «2028 жылға ауыстыру»: the date that is granted."""
    before, said = low[max(start, term.start - _REACH) : term.start], term.text.lower()
    if kazakh := _KAZAKH_DATE.search(said):
        return (_STRETCHED_KK if kazakh["until"] else _MOVED_KK).match(low, term.end) is not None
    if not said.startswith(("до ", "на ", "по ", "с ")):
        return False
    if said.startswith("до ") and _GRANTED.search(before):
        return True
    if found := _STRETCHED.search(before):
        return not _infinitive(found.group().split()[1:]) and not _LINE.search(found.group())
    found = _MOVED.search(before)
    if found is None or _infinitive(found["what"].split()):
        return False
    return _NEW_DATE.match(said) is not None or _OF_TIME.search(found["what"]) is not None


def _infinitive(words: list[str]) -> bool:
    return any(len(word) > 3 and word.endswith(("ть", "ться", "ти", "чь")) for word in words)


def of_avoided(low: str, start: int, term: Deadline) -> bool:
    """«…, исключив авансирование в декабре», «учитывая цены в мае»: when it is that is shunned or borne in mind."""
    if "within" not in term.rule:
        return False
    marks = list(_AVOIDED.finditer(low, max(start, term.start - _REACH), term.start))
    return bool(marks) and not _CLAUSE_END.search(low, marks[-1].end(), term.start)


_AVOIDED = re.compile(
    r"(?<![\w-])(?:исключ(?:ив|ая)|избе(?:гая|жав)|учитывая(?:, что)?|уч[её]тя|предусм(?:отрев|атривая)|не допус(?:кая|тив)|"
    r"предотвра(?:тив|щая)|принимая во внимание(?:, что)?|помня)(?![\w-])"
)


def of_done(low: str, start: int, term: Deadline) -> bool:
    """«о задаче, поставленной в январе», «по закону, принятому в марте»: when the thing itself was made."""
    if term.rule.startswith("within") and _DONE_KK.match(low, term.end):
        return True
    done = _DONE.search(low, max(start, term.start - _WORD), term.start) if term.text[:2].lower() == "в " else None
    return done is not None and forms(done.group().strip()).participle


_DONE_KK = re.compile(
    rf"{PARTICIPLE_KK}| (?:өткен|болған)(?= )"
)  # «дүйсенбіде өткен кеңесте», «қаңтарда қабылданған жоспарды»
_WORD = 30
_DONE = re.compile(rf"(?<![\w-]){PARTICIPLE} $")


def runs_out(low: str, _start: int, term: Deadline) -> bool:
    """«мерзімі 31 желтоқсанда аяқталады, сондықтан …»: a clause of its own tells when something ends."""
    return _RUNS_OUT_KK.match(low, term.end) is not None


def was_so(low: str, _start: int, term: Deadline) -> bool:
    """«Бұған дейін деректер үш күнде жаңарып тұрған»: how long it took before, told in the past."""
    begin = max(low.rfind(mark, max(0, term.start - _REACH), term.start) for mark in (". ", "\n")) + 1
    return _BEFORE_KK.match(low, begin, term.start) is not None and _PAST_KK.match(low, term.end) is not None


_BEFORE_KK = re.compile(
    r"\W*(?:ал |себебі )?(?:бұған дейін|осыған дейін|бұрын(?:дары)?|осы (?:уақытқа|күнге) дейін)(?![\w-])[^,;.\n]{0,90}$"
)
_PAST_KK = re.compile(r"[^,;.\n]{0,160}(?:[ғгқк][ае]н|[аей]т[ыі]н|[дт][ыі])(?:ед[ыі]|д[ыі])?\W?(?:[,;.\n]|$)")


def own_clause(view: View, trigger: int, terms: list[Deadline]) -> list[Deadline]:
    """Terms of a stretch without those of a clause that tells of something else, where the act has one of its own.

    «Пилот стартует в сентябре, а до 30 июня комитет должен …»: the first date has a verb of its own.
    """
    terms = [term for term in terms if not (_told_after(view, trigger, term) or _led_to_it(view, trigger, term))]
    low = view.document.folded.low
    if marked := [term for term in terms if _SAID_TO_BE.search(low, max(0, term.start - _MARK), term.start)]:
        return marked  # «… в 2027–2029 годах; срок – 20 марта»
    dated = [term for term in terms if term.date is not None]
    if len(dated) < 2 or not _told_before(view, trigger, dated[0]) or _told_before(view, trigger, dated[1]):
        return terms
    return [term for term in terms if term is not dated[0]]


_MARK = 30
_SAID_TO_BE = re.compile(r"(?<![\w-])срок(?: исполнения| представления| внесения)? ?[–:-] ?$")


def _told_after(view: View, trigger: int, term: Deadline) -> bool:
    """«Акиматам указано завершить ремонт, МЧС и Минздрав в мае обследуют лагеря»: bodies and a verb of a clause behind."""
    index = next((i for i, token in enumerate(view.tokens) if token.start >= term.start), len(view.tokens))
    first = view.clause_start(index) if index < len(view.tokens) else 0
    if _happens_then(view, trigger, first, index, term):
        return True
    if first <= trigger or view.tokens[first - 1].text not in ",;" or view.infinitives[-1:] > [first]:
        return False
    if _UNNEEDED.search(view.text(first, view.clause_end(index))):
        return True
    verb = next((i for i in view.finites if first <= i < view.clause_end(index)), None)
    if verb is None or forms(view.tokens[verb].low).past:
        return False
    named = [g for g in view.groups if first <= g.first < verb and g.first - first <= 1]
    return any(g.head.stands("nom", "any") and not g.head.prep for g in named)


def _happens_then(view: View, trigger: int, first: int, index: int, term: Deadline) -> bool:
    """«Поручил завершить ремонт; компания ответила 5 ноября», «…, в декабре начнутся морозы»: behind the act something else
    happens on that day, and nobody is given it as a term."""
    bracket = next((i for i in range(index - 1, trigger, -1) if view.tokens[i].text in "()"), 0)
    if view.tokens[bracket].text == "(":
        first = bracket + 1
    if first <= trigger or not term.rule.startswith("within") or view.tokens[first - 1].text not in ",;–-(":
        return False
    last = view.clause_end(index)
    acts, told = view.infinitives, any(first <= i < last for i in view.finites)
    if not told or not any(trigger < i < first for i in acts) or any(first <= i < last for i in acts):
        return False
    return view.tokens[first].low not in ("чтобы", "чтоб") and not _SETS_TERM.search(view.text(first, last))


def _led_to_it(view: View, trigger: int, term: Deadline) -> bool:
    """«В октябре станция остановилась, поэтому …», «раскритиковав его за срыв в мае, …»: what came before the order, or why it
    is given, told in a clause of its own."""
    index = next((i for i, token in enumerate(view.tokens) if token.start >= term.start), len(view.tokens))
    if index >= trigger:
        return False
    first, last = view.clause_start(index), view.clause_end(index)
    words = view.text(first, last)
    if last <= trigger and _TOLD_KK.search(words[-_ENDING:]):
        return term.rule.startswith("within") or _LEFT_KK.search(words) is not None
    if last > trigger or any(first <= i < last for i in view.infinitives):
        return False
    if not term.rule.startswith("within"):
        return _LEFT.search(words) is not None
    told = any(first <= i < last for i in view.finites) and not _SETS_TERM.search(words)
    return told or _HAVING.match(words) is not None


_ENDING = 60  # characters in which a clause ends
_LEFT, _LEFT_KK = re.compile(table.LEFT_RU), re.compile(table.LEFT_KK)
_TOLD_KK = re.compile(table.TOLD_BEFORE_KK, re.IGNORECASE)
_HAVING = re.compile(table.GERUND_BEFORE, re.IGNORECASE)
_SETS_TERM = re.compile(table.SETS_TERM)


# «…, там она до мая всё равно не нужна»: how long the thing is not wanted.
_UNNEEDED = re.compile(
    r"(?<![\w-])(?:не (?:нужн|понадоб|потреб|пригод|использ|работа|востребован)|простаива|просто[ия]т|пусту[ею]т|свобод)"
)


def _told_before(view: View, trigger: int, term: Deadline) -> bool:
    index = next((i for i, token in enumerate(view.tokens) if token.start >= term.start), len(view.tokens))
    if index >= trigger:
        return False
    first, last = view.clause_start(index), view.clause_end(index)
    return last <= trigger and any(first <= i < last for i in view.finites)

"""Which of the terms in reach belongs to an act: its deadline, its series, a limit beside it."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from app.domain.enums import Bound, OwnerBasis, Recurrence
from app.domain.terms import Step
from app.extraction.deadlines import Deadline
from app.extraction.lexicon.frames_kk import AWAITED_CLAUSE_KK
from app.extraction.lexicon.nouns import (
    ALL_TOLD,
    AT_MOST,
    DELIVERED,
    FINISHING,
    LASTING,
    PAPER_DUE,
    RESTATES,
    STATED,
    TERM_SAYERS,
)
from app.extraction.parts.foreign_dates import of_another
from app.extraction.parts.named_days import named_day
from app.extraction.parts.object_clauses import CLAUSE_END, told_of_object
from app.extraction.text.context import Document, Unit
from app.extraction.text.view import View

_NOT, _NOW = 4, 40
_NOW_NOT = re.compile(r"(?<![\w-])(?:сейчас|сегодня|немедленно|сразу|теперь|завтра)(?: же)?[^,;.:]{0,15}, (?:а )?не $")
_BUT = re.compile(r"[^.;:\n]{0,60}, а(?: уже)? (?!то(?![\w-]))")
_SAME_TERM = re.compile(
    r"(?<![\w-])(?:в|за) (?:тот|этот|такой|те|эти) же (?:сроки?|период|день)(?![\w-])|к (?:этому|тому) (?:же )?(?:времени|"
    r"сроку|дню)|до (?:этого|того) (?:же )?(?:времени|срока|дня|момента)|"
    r"(?:сол|осы) (?:мерзімде|(?:мерзімге|күнге|уақытқа) дейін)|(?<![\w-])(?:оған|соған) дейін"
)
_TERM_AFTER = re.compile(
    r"^\W*(?:общий |установленный |обоим (?:исполнителям |органам )?|всем (?:исполнителям )?|на это |на всё |"
    r"на все |(?:и )?на то и (?:на )?другое,? ?(?:– )?|на оба дела,? ?(?:– )?|орындау |орындалу |соңғы |жалпы )?"
    r"(?:у вас|у тебя|срок[а-я]*|(?:крайний|последний|контрольный) (?:срок|день)|"
    r"(?:крайняя|контрольная) дата|дедлайн|времени|время|мерзімі?|"
    r"уақыты?|срок исполнения|обоим|отведен|дан|екеуіне|барлығына|бәріне|бұған|осыған|соған|оған|"
    r"(?:бұл|осы) (?:жұмыс|шаруа|іс|мәселе)[а-яәғқңөұүһі]{0,3}[ғгқкн][ае])(?![\w-])"
)
_TERM_WORDS = re.compile(
    r"(?<![\w-])(?:отведен|установлен|дано|дан|дается|отводится|уақыт берілді|мерзім берілді|мерзімі|"
    r"определен)(?![\w-])|срок[а-я]* [–:-]|срок исполнения|"
    r"^\W*(?:на (?:все|это|все это) )?да[юе]м? (?:вам |им |ему |ей |тебе |на это |на все )*(?:срок|время|времени|сроку)(?![\w-])"
)
_GIVES = r"(?:даю|даем|дал[аи]?|дано?|дается|отвожу|отвел[аи]?|отводится|отведено?)"
_FOR_THIS = re.compile(
    rf"(?<![\w-])на (?:это|все|все это) (?:[а-я-]+ ){{0,3}}{_GIVES}(?![\w-])|{_GIVES} (?:[а-я-]+ ){{0,2}}на (?:это|все)(?![\w-])"
)
_REPORT = re.compile(
    r"\W*(?:перв[а-я]+ |промежуточн[а-я]+ |итогов[а-я]+ )?(?:доклад|отчет|результат|ответ|итог|исполнение|"
    r"справка|решение|контроль|предложения) ?[–:-] "
)
_AWAITED_KK = re.compile(AWAITED_CLAUSE_KK)
_ALL_OF_THEM = re.compile(r"на то и (?:на )?другое|обоим|обеим|всем|всех|каждому|екеуіне|барлығына|оба|все ")
_DAY = re.compile(
    r"(?:во? )?(?:понедельник|вторник|сред[уы]|четверг|пятницу|субботу|воскресенье|сегодня|\d{1,2} [а-я]+)"
)
_MEETING = re.compile(
    r"\s*(?:на|в ходе|во время|по итогам|в рамках) (?:[а-я-]+ ){0,2}(?:совещани|заседани|встреч|селектор|брифинг|планерк|"
    r"коллеги|сход|объезд|поездк|визит|штаб|аппаратн)"
)
_SAID_THEN = re.compile(
    r"(?<![\w-])(?:поруч|обяза|потребова|распоряди|веле|приказа|предписа|да(?=[лн])|поставле|постави|наказа)"
    r"[а-я]*(?:л|ла|ли|лся|лась|лись|о|а|ы)(?![\w-])"
)
# «доложить 24 сентября на следующем заседании»
_TO_REPORT = re.compile(
    r"(?<![\w-])(?:доложить|докладывать|представить|отчитаться|внести|рассмотреть|заслушать|вынести) $"
)
_NEAR_ACT = 16
_INFINITIVE = re.compile(r"(?<![\w-])[а-я]{2,}(?:ть|ти|ться|чь)(?![\w-])")
# «Казпочте дано три месяца на разработку стратегии»: time for an act of its own.
_GIVEN_FOR = re.compile(
    r"^(?!на )[^,;]* (?:дан[оаы]?|отведен[оаы]?|отводится|дается) (?:[^,;]* )?на (?!эт|вс[её]|исполнени|выполнени|реализаци|них)"
    r"[а-я]{4,}(?:ку|ние|тие|цию|жу|чу|зу|ю)(?![\w-])"
)
_SAYS_TERM = re.compile(
    r"\W*(?:срок|(?:крайний|последний) (?:срок|день)|на то и другое|"
    r"на (?:все про все|все это|это|все)(?= [–-])|(?:орындау |соңғы )?мерзімі?)(?![\w-])"
)
_TO_WHOM = r"(?:вам|тебе|им|ему|ей|всем|обоим|у (?:вас|них|него|нее))"
_FOR_IT = rf"на (?:{ALL_TOLD}|{FINISHING})(?: [а-я-]+){{0,3}}?"
_LENGTH = (
    r"(?:(?:\d{1,2}|[а-я]+) )?(?:раб[а-я.]* |календ[а-я.]* )?(?:дн|ден|сут|час|недел|мес|полгода|квартал)[а-я]*\.?"
)
# «10 дн.», «Неделя вам на это», «Даю вам месяц», «На исправление ситуации – две недели, не больше»
_ONLY_LENGTH = re.compile(
    rf"\W*(?:(?:{TERM_SAYERS}|{_TO_WHOM}|{_FOR_IT}|есть|{AT_MOST})[ ,–-]+)*"
    rf"(?P<length>{_LENGTH}|(?:сегодня|завтра|послезавтра)(?: же)?)"
    rf"(?:[ ,–-]+(?:{_TO_WHOM}|{_FOR_IT}|{AT_MOST}))*\W*$|"
    r"\W*(?:(?:сіз(?:дер)?ге|сен(?:дер)?ге|оған|бұған|осыған|барлығына) )?(?P<length_kk>(?:\d{1,2}|[а-яәғқңөұүһі]+) "
    r"(?:күн|апта|ай))(?:дық)? (?:уақыт|мерзім)(?: (?:беремін|береміз|беріледі|берілді|бар))?\W*$"
)
_GRACE = re.compile(
    r"(?<![\w-])(?:даю|дал[аи]?|даем|беремін) [а-я ]{0,14}(?:время|срок|времени|месяц|недел)|"
    r"(?<![\w-])(?:сіз(?:дер)?де|сен(?:дер)?де|сіз(?:дер)?ге|қолдарыңызда|алдарыңызда|бұған|оған)(?![\w-])[^.!?]{2,40}?"
    r"(?<![\w-])(?:уақыт|мерзім|мұрсат)[а-яәғқңөұүһі]* (?:бар|бер[іе]л?[дм][іе]?[мн]?)(?![\w-])"
)


class Term(NamedTuple):
    """The chosen deadline, in offsets of the folded text, and what goes with it."""

    deadline: Deadline | None
    recurrence: Recurrence | None
    basis: OwnerBasis | None


NO_TERM = Term(None, None, None)


def original(document: Document, deadline: Deadline | None) -> Deadline | None:
    """The same term with offsets and words of the original text."""
    if deadline is None:
        return None
    start, end = document.folded.span(deadline.start, deadline.end)
    text = document.folded.original[start:end]
    told = tuple(Step("phrase", {"text": text}) if step.code == "phrase" else step for step in deadline.steps)
    return deadline._replace(start=start, end=end, text=text, steps=told)


def in_range(document: Document, unit: Unit, start: int, end: int) -> list[Deadline]:
    """Terms within folded text[start:end] of a unit, with absolute offsets, those of the object left out."""
    found = document.deadlines(unit)
    return [d for d in found if start <= d.start and d.end <= end and not _no_term(document, start, d)]


def _no_term(document: Document, start: int, term: Deadline) -> bool:
    low = document.folded.low
    if low.endswith((" а не ", " вместо "), 0, term.start):
        return True
    if term.text == "День" and _CAPITAL.match(document.folded.text, term.end):
        return True
    if of_another(low, start, term):
        return True
    return term.of_object or told_of_object(low, start, term) or when_said(document, term) or _denied(low, term)


def _denied(low: str, term: Deadline) -> bool:
    """«не к осени, а к 1 июля», «не в марте, когда поздно, а сейчас», «сейчас, не в мае»: the contrast sets a term aside."""
    before = low[max(0, term.start - _NOT) : term.start]
    if before.endswith(" ни "):
        return True  # «не привлекайте учителей ни в августе, ни потом»
    if not before.endswith((" не ", "(не ")):
        return False
    return bool(_BUT.match(low, term.end) or _NOW_NOT.search(low[max(0, term.start - _NOW) : term.start]))


def when_said(document: Document, term: Deadline) -> bool:
    """«В понедельник на совещании поручили …»: the day tells when it was said."""
    if not term.rule.startswith("within") or not _DAY.match(term.text.lower()):
        return False
    low = document.folded.low
    if _MEETING.match(low, term.end):
        return not _TO_REPORT.search(low, max(0, term.start - _NEAR_ACT), term.start)
    clause = CLAUSE_END.search(low, term.end)
    said = _SAID_THEN.search(low, term.end, clause.start() if clause else len(low))
    return said is not None and not _INFINITIVE.search(low, term.end, said.start())


def choose(terms: list[Deadline], published: date) -> Term:
    """The first term with a date; else a series, else the first that is no start."""
    terms = [d for d in terms if d.date is None or d.date >= published]
    recurrence = next((d.recurrence for d in terms if d.recurrence is not None), None)
    dated = [d for d in terms if d.date is not None and d.bound is Bound.UNTIL and d.recurrence is None]
    if dated:
        return Term(_nearer(dated), recurrence, OwnerBasis.EXPLICIT)
    mixed = [d for d in terms if d.recurrence is not None]
    rest = [d for d in terms if d.bound is not Bound.FROM] or terms
    chosen = mixed[0] if mixed else rest[0] if rest else None
    return Term(chosen, recurrence, OwnerBasis.EXPLICIT if chosen else None)


def _nearer(dated: list[Deadline]) -> Deadline:
    """«до конца этой недели, до 10 апреля»: the day that makes a length or an edge exact, if it comes no later."""
    first, second = dated[0], next(iter(dated[1:]), None)
    if (
        second is None
        or first.rule == "until.day"
        or second.rule != "until.day"
        or not 0 < second.start - first.end < _BY
    ):
        return first
    return second if first.date and second.date and second.date <= first.date else first


_BY = 13  # letters: room for «, то есть » and «, а именно »


def same_term(view: View, start: int, end: int) -> tuple[int, int] | None:
    """«в тот же срок»: where it stands."""
    match = _SAME_TERM.search(view.document.folded.low, start, end)
    return match.span() if match else None


def told_before(document: Document, unit: Unit) -> Deadline | None:
    """«Штаб соберётся 10 ноября. До этого дня …»: the last day to come of the sentence before, in its paragraph."""
    before = next(iter(document.before(unit, 1)), None)
    if before is None or before.paragraph != unit.paragraph:
        return None
    dated = (d for d in reversed(document.deadlines(before)) if d.date is not None and d.recurrence is None)
    return next((d for d in dated if d.date is not None and d.date >= document.published), None)


def term_sentence(document: Document, unit: Unit, restated: bool = False) -> tuple[Term, bool, bool] | None:
    """A sentence that only gives the term of what was said before; whether for all of it, whether as «Срок – …».

    restated: the sentence names the act once more («Бұл жұмысты 1 мамырға дейін аяқтау керек»).
    """
    low = document.folded.low[unit.start : unit.end]
    if len(low) > _LONGEST_SENTENCE or (
        not (
            restated
            or _TERM_AFTER.match(low)
            or _REPORT.match(low)
            or _TERM_WORDS.search(low)
            or _FOR_THIS.search(low)
            or RESTATES.match(low)
            or STATED.match(low)
            or DELIVERED.match(low)
            or _only_term(document, unit)
            or paper_due(document, unit)
            or _ONLY_LENGTH.match(low)
            or _AWAITED_KK.match(low)
            or _SAYS_TERM.match(low)
        )
        or _GIVEN_FOR.search(low)
    ):
        return None
    term = _named_day(document, unit.start, unit.end) or choose(
        in_range(document, unit, unit.start, unit.end), document.published
    )
    if term.deadline is None and (_FOR_THIS.search(low) or _REPORT.match(low) or _SAYS_TERM.match(low)):
        term = weak_term(document, unit, unit.start, unit.end) or term
    if term.deadline is None and _ONLY_LENGTH.match(low):
        term = _length(document, unit)
    if term.deadline is None:
        return None
    return term, bool(_ALL_OF_THEM.search(low)), bool(_SAYS_TERM.match(low))


def _only_term(document: Document, unit: Unit) -> bool:
    """«До конца года.»: a sentence of nothing but a term."""
    low = document.folded.low
    terms = document.deadlines(unit)[:1]
    return any(not (low[unit.start : d.start] + low[d.end : unit.end]).strip(_AROUND) for d in terms)


_LONGEST_SENTENCE = 160
_AROUND = ' .,!«»"–-\n'


def paper_due(document: Document, unit: Unit) -> bool:
    """«Справку – к 1 октября.»: a paper, and its term right behind it."""
    first = next(iter(document.deadlines(unit)), None)
    low = document.folded.low
    last = first is not None and len(low[first.end : unit.end].strip(_AROUND).split()) <= 1
    return bool(first and last and not first.of_object and PAPER_DUE.fullmatch(low, unit.start, first.start))


def _length(document: Document, unit: Unit) -> Term:
    """«10 дн.» after an act."""
    from app.extraction.deadlines import read_deadline

    told = _ONLY_LENGTH.match(document.folded.low, unit.start, unit.end)
    start, end = told.span("length" if told["length"] else "length_kk") if told else (unit.start, unit.end)
    found = read_deadline(document.folded.text[start:end], document.published, document.calendar)
    if found is None or found.date is None:
        return NO_TERM
    return Term(found._replace(start=start + found.start, end=start + found.end), None, OwnerBasis.EXPLICIT)


def grace(document: Document, unit: Unit) -> Term | None:
    """«Я даю вам время до ноября»: a term given before the act."""
    if not _GRACE.search(document.folded.low, unit.start, unit.end):
        return None
    term = choose(in_range(document, unit, unit.start, unit.end), document.published)
    return term if term.deadline is not None and term.deadline.date is not None else None


_CAPITAL = re.compile(r" [А-ЯӘҒҚҢӨҰҮҺІ]")


def _named_day(document: Document, start: int, end: int) -> Term | None:
    found = named_day(document, start, end)
    return Term(found, None, OwnerBasis.EXPLICIT) if found else None


_BARE = re.compile(
    r"(?<![\w-])(?P<rest>(?:[ivx]+|[1-4]|перв[а-я]+|втор[а-я]+|трет[а-я]+|"
    r"четверт[а-я]+)(?:-[а-я]+)? (?:квартал|полугоди|тоқсан)[^;.,\n]{0,30}|\d{1,2} (?:января|февраля|марта|"
    r"апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)(?: \d{4}(?: года?)?)?)"
)


def weak_term(document: Document, unit: Unit, start: int, end: int, apart: Sequence[Deadline] = ()) -> Term | None:
    """A term without a preposition («срок 5 мая», «дал месяц», «IV квартал 2026 года»), where no other term stands.

    apart: terms that belong to another clause.
    """
    from app.extraction.deadlines import read_deadline

    low = document.folded.low
    if named := _named_day(document, start, end):
        return named
    others = [d for d in document.deadlines(unit) if _no_term(document, start, d) and not d.text.startswith("на это ")]
    others += apart
    for pattern, marked in ((_MARKED, True), (_LENGTH_FOR, True), (_LENGTH_GIVEN, True), (_BARE, False)):
        for match in pattern.finditer(low, start, end):
            first, last = match.span("rest")
            if any(first < d.end and d.start < last for d in others):
                continue
            found = read_deadline(document.folded.text[first:last], document.published, document.calendar)
            if (
                found is None
                or (found.date is not None and found.date < document.published)
                or found.of_object
                or found.bound is Bound.FROM
                or (not marked and (found.date is None or found.rule.startswith("count.")))
            ):
                continue
            placed = found._replace(start=first + found.start, end=first + found.end)
            return Term(placed, placed.recurrence, OwnerBasis.EXPLICIT)
    return None


_MARKED = re.compile(
    r"(?<![\w-])(?:срок[а-я]*(?: исполнения)?|(?:крайний|последний) день|крайняя дата|дн[яе][а-я]* готовности назва[а-я]+|"
    r"мерзімі|дал[аи]?|дан[оа]?|отвел[аи]?|отведен[оаы]?|получил[аио]?|"
    r"даю|отведя|отводя|на (?:все про все|это|все|все это)(?! дан)(?: у [а-я]+)?)"
    r"\s*[–:-]?\s*(?:на (?:это|всё|все) )?(?:«[^»\n]{2,40}» )?(?P<rest>[^;.\n]{2,40})"
)


# «– сутки, чтобы …», «двое суток вам на то, чтобы …», «на что отпущена неделя», «…, два дня на всё», «…: 14 дней»
_LENGTH_FOR = re.compile(
    r"(?:(?:– |, )(?=[^,.;\n]{3,40}, чтобы)|: (?=[^,.;:\n]{3,24}(?:[.;»\n]|$))|"
    r", (?=[^,.;\n]{3,24} на (?:это|вс[её])(?: [а-я]+)?(?:[,.;»\n]|$))|"
    rf"(?<![\w-])(?!{LASTING})[а-я]+ (?!{LASTING})[а-я]+ – (?=[^,.;:\n]{{3,24}}(?:[.;»\n]|$))|"
    r"(?:отпущен[аоы]?|выделен[аоы]?|отвед[её]н[аоы]?|отпуска[ею]тся|отвод[ия]тся|да[ею]тся|дан[аоы]) )"
    r"(?P<rest>(?:[а-я\d-]+ ){0,2}(?:сутки|суток|час[а-я]{0,2}|дн[а-я]+|день|недел[а-я]+|месяц[а-я]*|декада|полгода))(?![\w-])"
)


# «Две недели отведено Минтрансу, чтобы …», «Месяц дан на сверку»
_LENGTH_GIVEN = re.compile(
    r"(?<![\w-])(?P<rest>(?:(?:\d{1,2}|[а-я]+) )?"
    r"(?:сутки|суток|час[а-я]{0,2}|дн[яей]{1,2}|день|недел[яиь]|месяц(?:а|ев)?|декада|полгода)) "
    r"(?:был[аои]? )?(?:дан[аоы]?|да[ею]тся|отвед[её]н[аоы]?|отвод[ия]тся|отпущен[аоы]?|выделен[аоы]?)(?![\w-])"
)
_ALLOWED = re.compile(r"(?<![\w-])дан[оа]? (?:на (?:это|все|выполнение|исполнение) )(?P<rest>[^;.,\n]{2,40})")


def allowance(document: Document, start: int, end: int) -> Term | None:
    """«ведомству дан на это год»: a length of time that is given for the act."""
    from app.extraction.deadlines import read_deadline

    match = _ALLOWED.search(document.folded.low, start, end)
    found = (
        read_deadline(document.folded.text[slice(*match.span("rest"))], document.published, document.calendar)
        if match
        else None
    )
    if match is None or found is None or found.date is None:
        return None
    first = match.start("rest")
    return Term(found._replace(start=first + found.start, end=first + found.end), None, OwnerBasis.EXPLICIT)

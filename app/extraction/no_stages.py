"""Which dates in words of a plan are of no stage: what is past, holds, is advised or forecast; people, visits, contests.

Read in the clause that the date stands in («Порядок изменят по закону, принятому в июле»: the date is of the law), since the
words of planning may stand in another.
"""

import re
from functools import cache
from typing import NamedTuple

from app.domain.enums import Bound
from app.extraction.deadlines import Deadline
from app.extraction.lexicon import milestones as table
from app.extraction.lexicon import no_stages as words
from app.extraction.stages import stage_of
from app.extraction.text.context import Document
from app.extraction.words.cues import cues, in_future, in_plans_kk
from app.extraction.words.kazakh import looks_kazakh
from app.extraction.words.morphology import forms, imperfective

_RUNS_OUT_KK = re.compile(table.RUNS_OUT_KK)
_ORDERED, _BY_REPORT, _YEAR_AT_HAND = (
    re.compile(pattern) for pattern in (table.ORDERED, table.BY_REPORT, table.YEAR_AT_HAND)
)
_WHOLE_YEAR_KK, _PROCEDURE_KK = re.compile(table.WHOLE_YEAR_KK), re.compile(table.PROCEDURE_KK)
_COMES_TO_BE_KK = re.compile(table.COMES_TO_BE_KK)
_AT_WORK, _HABIT = re.compile(rf"(?<![\w-])(?:{table.AT_WORK})"), re.compile(table.HABIT)
_TOMORROW, _ON_THAT_DAY = re.compile(table.TOMORROW), re.compile(table.ON_THAT_DAY)
_AGENDA, _WAS_DUE, _SINCE = (re.compile(pattern) for pattern in (table.AGENDA, table.WAS_DUE, table.SINCE))
_SPORT, _BUILDING = re.compile(table.SPORT), re.compile(table.BUILDING)
_MONEY_PROVIDED = re.compile(table.MONEY_PROVIDED)
_PLANS = re.compile(rf"(?<![\w-])(?:{table.PLANS_RU})")
_MOVED_TO_KK = re.compile(table.MOVED_TO_KK)
_LENGTH_KK = re.compile(r"(?:айда|тоқсанда|аптада|жылда|жарты ?жылда)$")
_PASSED_KK = re.compile(
    r"(?:[^;:.\n]|[.,](?=\d)){0,160}?(?:[ғқ]анын|[гк]енін|(?<![аей])[дт][ыі](?=\W*$|[;:.]))(?![а-яәғқңөұүһі])"
)
_OWN_PLAN_KK = re.compile(r"[аейы]м(?:[ыі]з|[ыі]н) деп(?![а-яәғқңөұүһі])")
_DATIVE_KK = re.compile(r"[ғгқк][ае]$")  # «ашылуы 15 қазанға белгіленді»: a day that was set
_EDGE = re.compile(r"[,;:](?!\d)|[.!?…](?!\d)")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DASH = re.compile(r"(?<= )[–-] ")


class _Patterns(NamedTuple):
    """The expressions of `lexicon/no_stages.py`; `others`: people, advice, visits, money, amounts, questions."""

    others: re.Pattern[str]
    forecasts: re.Pattern[str]
    sums: re.Pattern[str]
    by_norm: re.Pattern[str]
    holds: re.Pattern[str]
    begins: re.Pattern[str]
    work: re.Pattern[str]
    lasts: re.Pattern[str]
    ours: re.Pattern[str]
    arrives: re.Pattern[str]
    of_people: re.Pattern[str]
    participle: re.Pattern[str]
    as_of: re.Pattern[str]
    participle_kk: re.Pattern[str]
    past_end_kk: re.Pattern[str]
    governed_kk: re.Pattern[str]
    asked_kk: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """Read at the first dated plan: most texts have none, and a start need not wait for it."""
    others = "|".join((words.PEOPLE, words.ADVICE, words.GOES, words.MONEY, words.AMOUNTS, words.ASKED))
    rest = (getattr(words, name.upper()) for name in _Patterns._fields[1:])
    return _Patterns(re.compile(others), *map(re.compile, rest))


def contest_or_forecast(low: str, start: int, end: int) -> bool:
    """A contest, and nothing that is built for it; «по предварительным подсчётам», «я бы начал», «по слухам»."""
    if _SPORT.search(low, start, end) and not _BUILDING.search(low, start, end):
        return True
    return _patterns().forecasts.search(low, start, end) is not None


def habitual(low: str, start: int, end: int) -> bool:
    """«Ежегодно в ноябре начинаем латать трубы»: a present of what comes every time."""
    return _AT_WORK.search(low, start, end) is not None and _HABIT.search(low, start, end) is not None


def of_no_project(document: Document, start: int, end: int, term: Deadline) -> bool:
    """«биыл 11 мың гектарға егіледі», «өтінішті он күн ішінде қарайды», «лежит с января»: work of a year, a rule, a state."""
    low = document.folded.low
    if _MONEY_PROVIDED.search(low, start, end) or (term.bound is Bound.FROM and _SINCE.search(low, start, term.start)):
        return True
    if _WAS_DUE.search(low, start, term.start) or _elsewhere(low, start, end, term):
        return True
    if term.date == document.published and _AGENDA.search(low, start, end):
        return True
    if _TOMORROW.match(low[term.start : term.end]) and not _ON_THAT_DAY.search(low, start, end):
        return stage_of(low[start:end]) is None
    if looks_kazakh(low[start:end]) and (_RUNS_OUT_KK.search(low, start, end) or _behind_kk(low, term, end)):
        return True
    if _ORDERED.search(low, start, term.start):
        return True
    if _YEAR_AT_HAND.match(low, term.start, term.end) and _BY_REPORT.search(low, start, end):
        return stage_of(low[start:end]) is None
    of_year = _WHOLE_YEAR_KK.match(low, term.start, term.end) and not _COMES_TO_BE_KK.match(low, start, end)
    if not (of_year or _PROCEDURE_KK.search(low, start, end)):
        return False
    return stage_of(low[start:end]) is None


def _elsewhere(low: str, start: int, end: int, term: Deadline) -> bool:
    """Whether the clause of a date tells something else than a stage."""
    first, last = _clause(low, start, end, term)
    if _patterns().others.search(low, first, last) or _holds(low, first, last, term) or _lasts(low, first, last, term):
        return True
    if _patterns().by_norm.search(low, term.start, term.end) or _patterns().sums.search(low, first, last):
        return stage_of(low[first:last]) is None
    if _patterns().arrives.search(low, first, last) and _patterns().of_people.search(low, first, last):
        return True
    if looks_kazakh(low[first:last]):
        return _past_kk(low, last, term)
    return _of_participle(low, first, term) or _told(low, first, last)


def _clause(low: str, start: int, end: int, term: Deadline) -> tuple[int, int]:
    """The stretch between commas that a date stands in."""
    first = max((edge.end() for edge in _EDGE.finditer(low, start, term.start)), default=start)
    edge = _EDGE.search(low, term.end, end)
    return first, edge.start() if edge else end


def _holds(low: str, first: int, last: int, term: Deadline) -> bool:
    """«Льготы сохранятся до 2050 года», «гарантийный срок – два года»; works last until they are done."""
    if term.bound is Bound.FROM or not _patterns().holds.search(low, first, last):
        return False
    return not _patterns().begins.search(low, first, last) and not _patterns().work.search(low, first, last)


def _lasts(low: str, first: int, last: int, term: Deadline) -> bool:
    """«До конца мая специалисты будут следить за уровнем воды»: what goes on until a day."""
    until = low.startswith(("до ", "по "), term.start) or _patterns().ours.search(low, first, last)
    found = _patterns().lasts.search(low, first, last) if until else None
    if found is None or found["verb"] is None:
        return found is not None
    return imperfective(found["verb"]) and stage_of(low[first:last]) is None


def _of_participle(low: str, first: int, term: Deadline) -> bool:
    """«по поправкам, принятым Сенатом в марте», «подписанный в январе», «по данным на 1 июня»: the day of what is past."""
    before = _WORD.findall(low, first, term.start)
    if _patterns().as_of.search(low, first, term.start):
        return True
    if before and _patterns().participle.fullmatch(before[-1]):
        return True
    opens = bool(before) and low[first - 1 : first] == "," and _patterns().participle.fullmatch(before[0]) is not None
    return opens and len(before) <= 4 and not any(forms(word).finite for word in before)


def _told(low: str, first: int, last: int) -> bool:
    """«На брифинге в пятницу аким объяснил, как …»: the clause has a verb of the past or the present, and no plan."""
    if _PLANS.search(low, first, last) or _DASH.search(low, first, last):
        return False
    stretch = cues(low, first, last)
    if in_future(stretch):
        return False
    found = [forms(word) for word in stretch.words]
    return any(known.finite and not known.future for known in found)


def _past_kk(low: str, last: int, term: Deadline) -> bool:
    """«наурызда қабылданған түзетулер», «сейсенбіде министр жаңа жүйе туралы айтты»: the day of what is past."""
    if _patterns().participle_kk.match(low, term.end, last):
        return True
    behind = low[term.end : last].rstrip(' »"')
    if not _patterns().past_end_kk.search(behind):
        return False
    if _patterns().asked_kk.search(behind):
        return True
    if (
        _DATIVE_KK.search(low, term.start, term.end)
        or _patterns().governed_kk.search(low, term.end, last)
        or _MOVED_TO_KK.search(low, term.start, last)
    ):
        return False
    return not in_plans_kk(cues(low, term.end, last)) and not _OWN_PLAN_KK.search(low, term.end, last)


def _behind_kk(low: str, term: Deadline, end: int) -> bool:
    """«сегіз айда … пайдалануға берілді», «тоғыз айда … игерілгенін айтты»: a length of time that has passed."""
    length = term.rule.startswith("count.") and _LENGTH_KK.search(low, term.start, term.end) is not None
    return length and _PASSED_KK.match(low, term.end, end) is not None

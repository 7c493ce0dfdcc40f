"""Dates beside an act that are no term of it: of a condition, of opening hours, of a clause that tells of something else.

Dates of an object and days on which something was said are `terms.py`'s.
"""

import re

from app.extraction.deadlines import Deadline
from app.extraction.morphology import forms
from app.extraction.view import View

_CONDITION = re.compile(r"(?<![\w-])(?:если|в случае если|при условии,? что)(?![\w-])")
_CLAUSE_END = re.compile(r",(?!\d)|[;:.\n]| [–] |(?<![\w-])то(?![\w-])")
# «продлить работу до 21:00», «принимать людей с 9:00 до 20:00»: how long something is open.
_CLOCK = re.compile(r"(?:с|до|к) \d{1,2}[:.-]\d{2}(?: час[а-я]*)?$")
_LASTS = re.compile(
    r"(?<![\w-])(?:продл[а-я]+|работ[а-я]+|открыт[а-я]*|прин[ия]ма[а-я]+|обслужива[а-я]+|торг[а-я]+|функционир[а-я]+|"
    r"движени[а-я]|режим[а-я]*|график[а-я]*|час[а-я]* приема)(?![\w-])"
)
_REACH = 90


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


def own_clause(view: View, trigger: int, terms: list[Deadline]) -> list[Deadline]:
    """Terms of a stretch without those of a clause that tells of something else, where the act has one of its own.

    «Пилот стартует в сентябре, а до 30 июня комитет должен …»: the first date has a verb of its own.
    """
    terms = [term for term in terms if not _told_after(view, trigger, term)]
    dated = [term for term in terms if term.date is not None]
    if len(dated) < 2 or not _told_before(view, trigger, dated[0]) or _told_before(view, trigger, dated[1]):
        return terms
    return [term for term in terms if term is not dated[0]]


def _told_after(view: View, trigger: int, term: Deadline) -> bool:
    """«Акиматам указано завершить ремонт, МЧС и Минздрав в мае обследуют лагеря»: bodies and a verb of a clause behind."""
    index = next((i for i, token in enumerate(view.tokens) if token.start >= term.start), len(view.tokens))
    first = view.clause_start(index) if index < len(view.tokens) else 0
    if first <= trigger or view.tokens[first - 1].text not in ",;" or view.infinitives[-1:] > [first]:
        return False
    verb = next((i for i in view.finites if first <= i < view.clause_end(index)), None)
    if verb is None or forms(view.tokens[verb].low).past:
        return False
    named = [g for g in view.groups if first <= g.first < verb and g.first - first <= 1]
    return any(g.head.stands("nom", "any") and not g.head.prep for g in named)


def _told_before(view: View, trigger: int, term: Deadline) -> bool:
    index = next((i for i, token in enumerate(view.tokens) if token.start >= term.start), len(view.tokens))
    if index >= trigger:
        return False
    first, last = view.clause_start(index), view.clause_end(index)
    return last <= trigger and any(first <= i < last for i in view.finites)

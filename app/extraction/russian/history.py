"""Instructions of earlier times that a text only recalls: when they were given, who had given them, and to whom it was told.

Words that name an instruction without giving one («по поручению …») are in `references.py`.
"""

import re

from app.domain.enums import GiverRole
from app.extraction.lexicon import vetoes
from app.extraction.parts.givers import reported
from app.extraction.parts.head import Head
from app.extraction.speech.people import RANK, Person
from app.extraction.text.view import View
from app.extraction.weighing.likelihood import LIKELY, weigh

_HISTORY = re.compile(vetoes.HISTORY_RU)
_HAD_BEEN = re.compile(vetoes.HAD_BEEN_RU)
_RELATIVE = re.compile(vetoes.RELATIVE_RU)


def had_been(view: View, head: Head) -> bool:
    """«было поручено»: told of earlier times, unless all of the sentence speaks for an order given here («тут же было …»)."""
    low, end = view.document.folded.low, view.tokens[head.hi - 1].end
    found = _HAD_BEEN.search(low, view.tokens[head.lo].start, min(end, view.tokens[head.at].end + 1))
    return found is not None and weigh(view.document, view.unit) < LIKELY


def is_history(view: View, head: Head, person: Person | None) -> bool:
    """An earlier instruction that is only mentioned."""
    document, unit = view.document, view.unit
    if view.tokens[head.at].low.startswith("поручал"):
        return True
    start = view.tokens[head.lo].start if head.lo < len(view.tokens) else unit.start
    end = view.tokens[min(head.hi, len(view.tokens)) - 1].end
    if head.frame is not None and head.frame.id == "point_need" and view.tokens[head.at].low.startswith("напомнил"):
        start = view.tokens[head.at].end
    first = head.trigger[0]
    if first and view.tokens[first - 1].low == "и" and any(i < first for i in view.finites):
        start = view.tokens[first].start  # «напомнил о задаче, поставленной в январе, и дал указание …»
    if _HISTORY.search(document.folded.low, start, min(end, view.tokens[head.at].end + _BEHIND)):
        return True
    if _at_past_time(view, head) or _reminded(view, head):
        return True
    if (
        head.frame is not None
        and head.frame.voice == "active"
        and head.frame.id != "await"
        and _RELATIVE.search(document.folded.low[start : view.tokens[head.at].start])
    ):
        return True
    zone = unit.zone
    if (
        zone is not None
        and zone.person is not None
        and zone.person.role
        and person is not None
        and person is not zone.person
    ):
        return RANK[person.role or GiverRole.OTHER] < RANK[zone.person.role]
    told = reported(view, head.at)
    if told is not None and told.person is not None and document.spokesman and _SPEAKS_FOR.match(told.person.name):
        return False
    if (
        told is not None
        and told.person is not None
        and person is not None
        and told.person is not person
        and head.frame is not None
    ):
        return head.frame.voice == "active" and told.person.start < person.start
    return False


def _at_past_time(view: View, head: Head) -> bool:
    """«В 2024 году стройку поручил …», «поручил в Послании прошлого года»: the order's own time, not that of what is ordered."""
    if head.frame is None or head.frame.voice not in ("active", "passive"):
        return False
    act = next((i for i in head.infinitives if i > head.at), head.hi)
    start, end = view.tokens[view.clause_start(head.at)].start, view.tokens[min(act, len(view.tokens)) - 1].end
    for match in _WHEN.finditer(view.document.folded.low, start, end):
        if match.group("year") is None or int(match.group("year")) < view.document.published.year:
            return True
    said = _IN_MONTH.search(view.document.folded.low, start, view.tokens[head.at].start)
    return said is not None and _is_behind(_NUMBERS[said.group("month")[:3]], view.document.published.month)


def _is_behind(month: int, now: int) -> bool:
    """Whether a month without a year is one of the half year before this one."""
    return 0 < (now - month) % 12 < _HALF_YEAR


def _reminded(view: View, head: Head) -> bool:
    """«напомнил, что Президент поручил …», but «напомнил, что отчёт не сдан, и поручил внести его»."""
    if head.frame is None or head.frame.voice not in ("active", "passive"):
        return False
    if [token.low for token in view.tokens[max(0, head.at - 2) : head.at]] == [",", "и"]:
        return False
    return bool(_REMINDED.search(view.text(head.lo, head.at)))


_SPEAKS_FOR = re.compile("пресс-секретар|руководител|начальник|представител")
_BEHIND = 40
_HALF_YEAR = 6
_MONTHS = "январ|феврал|март|апрел|ма[йея]|июн|июл|август|сентябр|октябр|ноябр|декабр"
_NUMBERS = dict(zip("янв фев мар апр мае июн июл авг сен окт ноя дек".split(), range(1, 13), strict=True))
# «Министр в июне поручила …», «В июне министр поручила …»: beside the verb or the giver it tells when the order was given.
_IN_MONTH = re.compile(rf"(?<![\w-])в (?P<month>{'|'.join(_NUMBERS)})[а-я]* (?!\d)(?:(?!и )[а-я-]+ ){{0,2}}$")
_WHEN = re.compile(
    r"(?<![\w-])(?:(?:в|весной|летом|осенью|зимой|(?:в|на) "
    r"(?:послани|указ|выступлени|совещани|заседани|встреч|съезд|форум)[а-я]+"
    rf"|в (?:{_MONTHS})[а-я]*|\d{{1,2}} (?:{_MONTHS})[а-я]*) "
    rf"(?:прошлого|позапрошлого|минувшего|(?P<year>\d{{4}})) год[уа]|в (?:{_MONTHS})[а-я]*ском послании)(?![\w-])"
)
_REMINDED = re.compile(r"(?<![\w-])напомн(?:ил[аио]?|ят|ит)(?: [а-я]+){0,2} ?, ?(?:о том ?, ?)?что(?![\w-])")

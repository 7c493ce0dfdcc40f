"""Kazakh sentences with a directive word in which nobody of this state orders: a ruler abroad, a private boss, a columnist,
a rumour, a task taken away, fiction, what a licence or a contract obliges to.

The words are in `lexicon/outsiders_kk.py`. Asked of candidates alone, so a sentence without one pays nothing.
"""

import re

from app.domain.enums import GiverRole
from app.extraction.kazakh.givers import people_of
from app.extraction.lexicon import outsiders_kk as table
from app.extraction.lexicon import vetoes
from app.extraction.speech.people import Person
from app.extraction.text.view import View

_RULER = re.compile(table.FOREIGN_RULER_KK)
_BOSS = re.compile(table.PRIVATE_BOSS_KK)
_OWN_VIEW = re.compile(table.OWN_VIEW_KK)
_COLUMN = re.compile(table.COLUMN_KK)
_FICTION = re.compile(table.FICTION_KK)
_RUMOUR = re.compile(table.RUMOUR_KK)
_SAID_TO_BE = re.compile(table.SAID_TO_BE_KK)
_DENIED = re.compile(table.DENIED_KK)
_TAKEN_AWAY = re.compile(table.TAKEN_AWAY_KK)
_BY_PAPER = re.compile(table.BY_PAPER_KK)
_WISHED = re.compile(table.WISHED_KK)
_BY_NORM = re.compile(table.BY_NORM_KK)
_THERE = re.compile(table.THERE_KK)
_THEIR_RULERS = re.compile(table.THEIR_RULERS_KK)
_A_STATE = re.compile(table.A_STATE_KK)
_LETTERS = 3
_ANYWHERE = frozenset({"grp_contractor", "grp_quasi"})
_ROLES = (("президент", GiverRole.PRESIDENT), ("премьер", GiverRole.PRIME_MINISTER), ("министр", GiverRole.MINISTER))


def ruler_abroad(view: View, end: int) -> Person | None:
    """«Ресей премьері өңірлерге … тапсырды»: the ruler of another state who is the subject before a place; else None."""
    if table.RULERS_BEGIN.isdisjoint(_beginnings(view)):
        return None
    found = _RULER.search(view.document.folded.low, view.unit.start, end)
    if found is None or _led_here(view, end, found.span()):
        return None
    title = found.group().rpartition(" ")[2]
    role = next((role for stem, role in _ROLES if title.startswith(stem)), GiverRole.OTHER)
    return Person(*found.span(), role, view.document.folded.text[slice(*found.span())], True, True)


def _beginnings(view: View) -> set[str]:
    return {token.low[:_LETTERS] for token in view.tokens}


def outsider(view: View, end: int, told: bool) -> str:
    """The veto of a sentence whose directive word ends at a place, where nobody who could order gives it; else empty.

    told: the word has a subject who orders («тапсырды»), so that somebody named before it is no addressee.
    """
    low, unit, begin = view.document.folded.low, view.unit, _beginnings(view)
    if not table.TAKEN_BEGIN.isdisjoint(begin) and _TAKEN_AWAY.search(low, unit.start, unit.end):
        return vetoes.NEGATION
    if not table.TALES_BEGIN.isdisjoint(begin) and _is_rumour(view):
        return vetoes.NEGATION
    if _FICTION.match(low, unit.start, unit.end):
        return vetoes.OPINION
    if not told and _WISHED.search(low, unit.start, unit.end):
        return vetoes.NO_ACT
    if _is_elsewhere(view):
        return vetoes.NO_AUTHORITY
    if not _leader_speaks(view):
        if not table.VIEWS_BEGIN.isdisjoint(begin) and _OWN_VIEW.search(low, unit.start, unit.end):
            return vetoes.OPINION
        if _is_column(view) and not _led_here(view, unit.end, (unit.start, unit.start)):
            return vetoes.OPINION
        boss = _BOSS.search(low, unit.start, end) if told and not table.BOSSES_BEGIN.isdisjoint(begin) else None
        if boss is not None and not _led_here(view, end, boss.span()):
            return vetoes.NO_AUTHORITY
    return ""


def _is_elsewhere(view: View) -> bool:
    """«Жапонияда компаниялар … міндетті», «Өзбекстан … жатыр, олардың үкіметіне … тапсырылған»: told of another state."""
    low, unit = view.document.folded.low, view.unit
    if _THERE.match(low, unit.start, unit.end):
        ours = any(b.code and b.code not in _ANYWHERE for mention in view.mentions for b in mention.bodies)
        return not ours and not view.document.deadlines(unit)
    rulers = _THEIR_RULERS.search(low, unit.start, unit.end)
    if rulers is None:
        return False
    before = view.document.before(unit, 1)
    return _A_STATE.search(low, before[0].start if before else unit.start, rulers.start()) is not None


def by_paper(view: View) -> bool:
    """«Меморандум бойынша әкімдік … міндетті»: a paper of two sides or a norm obliges; in a leader's mouth he does.

    Not where he says behind it that the paper has it so: «…, ол келісімшартта жазылған».
    """
    if _BY_NORM.search(view.document.folded.low, view.unit.start, view.unit.end):
        return not any(d.date is not None and not d.of_object for d in view.document.deadlines(view.unit))
    return not _leader_speaks(view) and _BY_PAPER.match(view.document.folded.low, view.unit.start) is not None


def _leader_speaks(view: View) -> bool:
    zone = view.unit.zone
    return zone is not None and zone.person is not None and zone.person.role is not None


def _led_here(view: View, end: int, other: tuple[int, int]) -> bool:
    """Whether a leader of ours is a subject before a place; a word for an office within the range `other` is no leader."""
    ours = (p for p in people_of(view) if p.nominative and p.role is not None and not (p.foreign or p.collegial))
    return any(p.end <= end and not (p.start < other[1] and other[0] < p.end) for p in ours)


def _is_rumour(view: View) -> bool:
    """«… тапсырыпты деп жазды», «… тапсырды деген қауесет»; «… деп жазды» alone where the next sentence denies it."""
    low, unit = view.document.folded.low, view.unit
    if _RUMOUR.search(low, unit.start, unit.end):
        return True
    if not _SAID_TO_BE.search(low, unit.start, unit.end):
        return False
    following = view.document.after(unit)
    return _DENIED.search(low, unit.start, following.end if following is not None else unit.end) is not None


def _is_column(view: View) -> bool:
    """Whether the title says that an author speaks for himself."""
    notes = view.document.notes
    if "column_kk" not in notes:
        notes["column_kk"] = _COLUMN.search(view.document.title.low) is not None
    return bool(notes["column_kk"])

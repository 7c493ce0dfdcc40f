"""Kazakh tasks that are counted first and told one by one: «Министр үш тапсырма алды. Алғашқысы – …. Екіншісі – ….»

The sentence that counts them names giver and owners; each of those that follow begins with its number and ends in a
verbal noun or in the present. Items of lists belong to `heads.py`.
"""

import re

from app.domain.enums import FindingKind, GiverRole
from app.extraction.kazakh.heads import ACTOR, ITEM, ends_clause
from app.extraction.kazakh.owners import kazakh_owners
from app.extraction.kazakh.rows import stands
from app.extraction.lexicon import frames_kk, series_kk, vetoes
from app.extraction.parts.head import Head
from app.extraction.parts.owners import Chosen
from app.extraction.parts.verdicts import SURE, Memory, Verdict
from app.extraction.speech.chair import chair_of
from app.extraction.speech.people import RANK, Person
from app.extraction.text.view import View
from app.extraction.words.cues import is_plan_kk

_ANNOUNCED = re.compile(series_kk.ANNOUNCED)
_GIVES, _GETS = (re.compile(rf"(?<![\w-])(?:{words})(?![\w-])") for words in (series_kk.GIVES, series_kk.GETS))
_DONE = re.compile(r"(?<![\w-])орында[а-яәғқңөұүһі]*")
_ORDINAL = re.compile(series_kk.ORDINALS)
_ACT = re.compile(f"(?:{frames_kk.ROW_ACT})$")
_PRESENT = re.compile(r".*(?:[ае]|й)д[ыі]$")
_PASSIVE = re.compile(series_kk.PASSIVES)
_HISTORY = re.compile(vetoes.HISTORY_KK)
_CONVERB = re.compile(r"[а-яәғқңөұүһі]{2,}[ыі]?п$")


def announced(view: View) -> Verdict | None:
    """Who gives the tasks that a sentence counts, and to whom; None where it counts none."""
    document, unit = view.document, view.unit
    low = document.folded.low
    match = _ANNOUNCED.search(low, unit.start, unit.end)
    if match is None or _HISTORY.search(low, unit.start, unit.end) or _DONE.search(low, match.end(), unit.end):
        return None
    gets = _GETS.search(low, match.end(), unit.end)
    if not gets and not _GIVES.search(low, match.start(), unit.end):
        return None
    giver = _giver(view, bool(gets))
    if giver is None or giver.foreign or giver.role is None:
        return None
    slots = ("nom",) if gets else ("dat", "abl")
    groups = [g for g in view.groups if any(stands(g, slot) for slot in slots)]
    head = Head("item", len(view.tokens) - 1, 0, ACTOR if gets else ITEM, (0, 0), None, 0, len(view.tokens))
    chosen = kazakh_owners(view, head, (), giver) if groups else []
    return Verdict(FindingKind.INSTRUCTION, "", giver, "giver.header", chosen)


def _giver(view: View, gets: bool) -> Person | None:
    """The highest of those whom the sentence names, but for the one who gets the tasks; else who leads."""
    people = [p for p in view.document.people.within(view.unit.start, view.unit.end) if not p.collegial]
    if any(p.role is None and p.nominative for p in people):
        return None
    people = [p for p in people if p.role is not None and not (gets and p.nominative)]
    if people:
        return min(people, key=lambda p: (RANK[p.role or GiverRole.OTHER], p.start))
    return chair_of(view.document)


def begins_counted(low: str, start: int) -> bool:
    """Whether a sentence of folded text begins with the number of a task."""
    return _ORDINAL.match(low, start) is not None


def counted(view: View, series: Verdict, memory: Memory) -> tuple[Head, Verdict] | None:
    """The task that a numbered sentence gives, in the name of who gave the whole; None where it gives none."""
    at = _act(view)
    if at is None:
        return None
    first = at - 1 if at and _CONVERB.match(view.tokens[at - 1].low) else at
    last = tuple(body for chosen in memory.owners for body in chosen.bodies)
    named = [g for g in view.groups if g.first < at]
    dative = any(stands(g, "dat") for g in named)
    head = Head("item", at, first, ITEM if dative else ACTOR, (first, at + 1), None, 0, len(view.tokens))
    own = kazakh_owners(view, head, last, series.giver)
    chosen: list[Chosen] = [*series.chosen, *own] if all(c.mention.together for c in own) else own
    if not chosen and series.giver is None:
        return None
    return head, Verdict(FindingKind.INSTRUCTION, "", series.giver, "giver.header", chosen, confidence=SURE)


def _act(view: View) -> int | None:
    """The first verbal noun that ends its clause; else a verb of the present that ends the sentence."""
    for index, token in enumerate(view.tokens):
        if _ACT.match(token.low) and not view.inside_mention(index) and ends_clause(view, index):
            return index
    last = next((i for i in range(len(view.tokens) - 1, -1, -1) if view.tokens[i].word), None)
    if last is None:
        return None
    low = view.tokens[last].low
    return last if _PRESENT.match(low) and is_plan_kk(low) and not _PASSIVE.match(low) else None

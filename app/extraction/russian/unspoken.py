"""Orders that are told of and not told: «дал ряд поручений», «поставил перед министерством ряд задач»."""

import re

from app.extraction.lexicon.around_orders_ru import OFFICIALS, SAME_TASK
from app.extraction.parts.head import Head
from app.extraction.parts.owners import Chosen
from app.extraction.text.titles import guest
from app.extraction.text.view import View
from app.extraction.words.morphology import forms

_ABOUT = re.compile(
    r"(?<![\w-])(?:по|касающ[а-я]+|о|об|связанн[а-я]+|направленн[а-я]+|в части|относительно)(?![\w-])|:"
)
_COUNTED = re.compile(
    r"(?<![\w-])(?:ряд|несколько|две|три|четыре|пять|конкретные|следующие) [а-я ]{0,40}задач[аи]?(?P<rest>.*)"
)
_HEADINGS = frozenset("что какие какое кому".split())
_AROUND = 3


def names_no_act(view: View, head: Head, chosen: list[Chosen]) -> bool:
    """«дал ряд поручений»: nobody is named, or nothing is said of the act."""
    assert head.frame is not None
    if view.tokens[0].low in _HEADINGS and view.clause_start(head.at) == 0:
        return True  # «Что министр велела сделать»: a heading
    if head.frame.id in ("set_task", "be_set_task"):
        nameless = not chosen and (_only_counts(view, head) or " собой " in view.text(head.lo, head.hi))
        return nameless or _counts(view, head)
    if head.frame.id not in ("give_task", "be_given_task", "i_give_task") or head.infinitives:
        return False
    if chosen and same_task(view, head):
        return False
    if not chosen:
        rest = view.tokens[head.lo : head.hi]
        official = any(
            OFFICIALS.match(t.low) and "dat" in forms(t.low).cases and "nom" not in forms(t.low).cases for t in rest
        )
        received = guest(view.document) is not None and head.frame.voice == "passive"
        return not ((official or received) and _ABOUT.search(view.text(head.at, head.hi)))
    return head.frame.voice == "passive" and not _ABOUT.search(view.text(head.at, head.hi))


def same_task(view: View, head: Head) -> bool:
    """«Такое же поручение дано …»: the task of the sentence before, for somebody else."""
    around = view.text(max(0, head.trigger[0] - _AROUND), min(len(view.tokens), head.trigger[1] + _AROUND))
    return SAME_TASK.search(around) is not None


def _only_counts(view: View, head: Head) -> bool:
    """«поставил перед личным составом конкретные задачи»: several of them, and what they are is not said here."""
    rest = view.text(head.at, head.hi)
    many = any(token.low in ("задачи", "задач") for token in view.tokens[head.lo : head.hi])
    return many and not head.infinitives and not _ABOUT.search(rest) and rest.endswith(("задачи", "задач", "."))


def _counts(view: View, head: Head) -> bool:
    """«поставил перед агентством ряд задач», and they follow; «ряд задач по развитию туризма» says what of."""
    told = _COUNTED.search(view.text(head.lo, head.hi))
    return told is not None and not head.infinitives and not _ABOUT.search(told["rest"])

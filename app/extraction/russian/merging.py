"""Which candidates of a sentence are one: a verb and the item behind its colon, an act and the state or term said of it after.

Candidates come from `heads.py`; nothing is judged here.
"""

import re

from app.extraction.parts.head import Head
from app.extraction.text.view import View
from app.extraction.words.frames import frames_of
from app.extraction.words.morphology import forms

_FOR_IT = re.compile(r"(?<![\w-])на (?:это|все|всё|эту работу|все про все)(?![\w-])")


def apart(view: View, heads: list[Head]) -> list[Head]:
    """One head a token; a frame beats an item whose infinitive it governs."""
    done: list[Head] = []
    for head in heads:
        if done and _merges(view, done[-1], head):
            continue
        if done and (head.at == done[-1].at or (head.kind == "frame" and head.trigger[0] < done[-1].trigger[1])):
            continue
        done.append(head)
    return done


def second_predicate(view: View, index: int, start: int) -> int:
    """Where the words of a directive verb begin in its clause: behind «и» in «поручил … завершить ремонт и обязал …»."""
    joint = next((i for i in range(index - 1, start, -1) if view.tokens[i].low == "и" and not _in_list(view, i)), start)
    verb = next((i for i in range(start, joint) if view.tokens[i].word and frames_of(view.tokens[i].low)), joint)
    between = any(joint < i < index for i in (*view.infinitives, *view.finites))
    return joint + 1 if any(verb < i < joint for i in view.infinitives) and not between else start


def _in_list(view: View, index: int) -> bool:
    return any(group.first < index < group.last for group in view.groups)


def _merges(view: View, before: Head, head: Head) -> bool:
    """«поручил: АСПИР – доработать …» is one candidate; «Обращаюсь к Правительству: … надо закрыть» gives it the owner."""
    if (
        head.frame is not None
        and head.frame.id == "i_await"
        and head.at + 1 < len(view.tokens)
        and view.tokens[head.at + 1].low in ("ее", "их", "его", "это")
    ):
        return True
    if head.frame is not None and head.frame.id in _TERMS and _names_all(view, head):
        return True
    if _state_of_it(view, before, head):
        return True
    if before.frame is None:
        return False
    if _lets_somebody(view, before, head):
        before.group = head.group
        return True
    between = [t.text for t in view.tokens[before.trigger[1] : head.left]]
    if head.kind == "item" and between[:1] == [":"] and all(b in ":)•–(1аa" for b in between) and before.group is None:
        before.group = head.group
        return True
    if before.trigger[1] - before.trigger[0] == 1 and view.tokens[before.at].low == "сказано" and ":" in between:
        return head.frame is not None and head.frame.voice == "modal"
    if head.kind == "item" and head.group and head.group.first in view.instead and before.group is None:
        before.group = head.group if not any(before.at < i < head.group.first for i in view.infinitives) else None
        return before.group is not None
    if before.frame.id == "i_address" and before.group is None:
        before.group = next((g for g in view.groups if before.at < g.first < head.at), None)
        return before.group is not None
    return False


def _lets_somebody(view: View, before: Head, head: Head) -> bool:
    """«Считаю нужным вернуть мирабов, и пусть Минводы начнут с пяти районов»: one order, and behind «и пусть» whose it is."""
    if head.group is None or head.kind != "imperative" or view.tokens[head.trigger[0]].low not in _LET:
        return False
    frame = before.frame
    ownerless = frame is not None and "nom" not in frame.owners and (frame.voice == "modal" or frame.id == "i_deem")
    named = (g.head for g in view.groups if g.first < head.left)
    if not ownerless or before.group is not None or any(m.stands("dat", "any") and not m.prep for m in named):
        return False
    joined = head.trigger[0] > 0 and view.tokens[head.trigger[0] - 1].low == "и"
    edge = view.tokens[head.trigger[0]].start
    return joined and not any(term.start < edge for term in view.document.deadlines(view.unit))


_LET = frozenset("пусть пускай".split())


def _state_of_it(view: View, before: Head, head: Head) -> bool:
    """«возлагаю подготовку кадров; программа должна быть готова до осени»: the state that the act before has to reach."""
    if head.frame is None or (before.frame is not None and before.frame.voice == "modal"):
        return False
    if head.frame.id == "need" and _finishes_it(view, head):
        return True
    after = [token.low for token in view.tokens[head.at + 1 : head.at + 4]]
    if head.frame.id != "must":
        return False
    if "быть" not in after or not any(forms(low).passive or low.startswith("готов") for low in after):
        return False
    start, spots = view.clause_start(head.at), [token.start for token in view.tokens]
    if any(start <= group.first < head.at for group in view.groups):
        return False
    terms = view.document.deadlines(view.unit)
    return not any(term.date is not None and term.start < spots[start] for term in terms)


def _finishes_it(view: View, head: Head) -> bool:
    """«поручена ревизия фондов; завершить её следует до конца квартала»: the same act once more, and no body beside it."""
    start, end = view.clause_start(head.at), view.clause_end(head.at)
    words = {token.low for token in view.tokens[start:end]}
    alone = not any(start <= group.first < end for group in view.groups)
    return alone and bool(words & _FINISHES) and bool(words & {"ее", "его", "их", "это", "все"})


_FINISHES = frozenset("завершить закончить сделать выполнить исполнить провести представить внести сдать".split())
_TERMS = frozenset({"i_give_term", "give_term", "be_given_term"})


def _names_all(view: View, head: Head) -> bool:
    """«…, даю на это срок до 15 апреля»: the term of the words before, no order of its own."""
    following = view.text(head.at + 1, min(head.hi or len(view.tokens), head.at + 5))
    return bool(_FOR_IT.search(following))

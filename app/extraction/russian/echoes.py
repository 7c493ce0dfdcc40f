"""Two directive words of one sentence that give one instruction, in Russian: which of them is left.

What the words are is found in `heads.py`.
"""

from itertools import pairwise

from app.extraction.parts.head import Head, points_back
from app.extraction.text.view import View
from app.extraction.words.morphology import forms


def without_echoes(view: View, heads: list[Head]) -> list[Head]:
    """The candidates of a sentence without those that only tell of another one.

    «Правительству предстоит …: такую задачу поставил Президент» is one: the words about it are no other.
    """
    own = [head for head in heads if not points_back(view, head)]
    own = [head for head in own if not _only_says_who(view, head, own)]
    return [head for head in own if not _is_announced(view, head, own)] or heads


def _is_announced(view: View, head: Head, heads: list[Head]) -> bool:
    """«распорядился: министерство должно представить план», «поручил: учителя должны …»: one is said of both.

    Of two such words the one stays that tells the owner: the modal with a body as its subject, else the order.
    """
    order, modal = next((pair for pair in pairwise(heads) if head in pair and _announced(view, *pair)), (None, None))
    if order is None or modal is None:
        return False
    mark = _mark(view, order)
    told = any(order.trigger[1] <= g.first < mark and g.head.stands("dat") for g in view.groups)
    subject = next((g for g in view.groups if mark < g.first < modal.at and g.head.stands("nom")), None)
    before = view.tokens[mark + 1 : subject.first] if subject else ()
    acts = subject is not None and not any("nom" in forms(t.low).cases and forms(t.low).noun for t in before)
    return head is (order if acts and not told else modal)


def _announced(view: View, order: Head, modal: Head) -> bool:
    """Whether the clause of a modal is what a word of ordering announces: a mark and no other act stand between."""
    if order.frame is None or order.frame.voice == "modal" or modal.frame is None or modal.frame.voice != "modal":
        return False
    mark = _mark(view, order)
    acts = any(order.trigger[1] <= place < modal.at for place in [*view.infinitives, *view.finites])
    return mark < modal.at and not acts


def _mark(view: View, order: Head) -> int:
    """The place of the colon or dash behind a word of ordering and whom it addresses."""
    behind = range(order.trigger[1], len(view.tokens))
    return next((i for i in behind if view.tokens[i].text in (":", "–")), len(view.tokens))


def _only_says_who(view: View, head: Head, heads: list[Head]) -> bool:
    """«Акимат обязан закончить ремонт, потребовал Премьер-министр»: who orders what stands before, and nothing more."""
    if head.frame is None or head.frame.voice != "active" or head.at < 1 or view.tokens[head.at - 1].text != ",":
        return False
    before = [
        other for other in heads if other.at < head.at and other.frame is not None and other.frame.voice == "modal"
    ]
    edge = min((other.at for other in heads if other.at > head.at), default=len(view.tokens))
    said = view.document.people.within(view.tokens[head.at].end, view.tokens[edge - 1].end)
    acts = any(head.at < act < edge for act in view.infinitives)
    told = any(head.at < g.first < edge and (g.head.prep or g.head.stands("dat")) for g in view.groups)
    return bool(before and said and said[0].nominative) and not (acts or told)

"""Russian infinitives that no other word governs: «О результатах доложить через месяц», «сказал: взять на контроль».

Looked for in speech, in lists and after an instruction; nothing is judged here.
"""

from app.extraction.head import Head
from app.extraction.lexicon.frames_ru import AIMS, SAID, TERMS_AFTER_DASH
from app.extraction.lexicon.nouns import GOVERNED_AFTER, GOVERNORS
from app.extraction.morphology import forms
from app.extraction.view import SUBORDINATORS, Group, View


def said_with_colon(view: View) -> bool:
    """«… подчеркнул: взять ситуацию на контроль»."""
    return any(t.text == ":" and i and SAID.match(view.tokens[i - 1].low) for i, t in enumerate(view.tokens))


def infinitive_heads(view: View, strict: bool) -> list[Head]:
    """«О результатах доложить через месяц»: a main infinitive that no other word governs."""
    if strict and view.finites:
        return []
    for index in view.infinitives:
        start = view.clause_start(index)
        before = view.tokens[start:index]
        opener = view.tokens[start - 1].text if start else ""
        if any(t.low in SUBORDINATORS for t in before) or GOVERNORS.search(view.text(start, index)):
            return []
        if any(start <= place < index for place in view.finites) or _is_subject(view, index):
            return []
        if opener == "–" and AIMS.search(view.text(0, start)):
            return []
        if opener in ",":
            earlier = view.text(0, start)
            if any(place < start for place in view.finites) or GOVERNORS.search(earlier):
                continue
        if GOVERNED_AFTER.search(view.text(index + 1, view.clause_end(index))):
            return []  # «Смеяться будем, когда уберём», «Закончить к маю не успеем»
        first = index - 1 if index and view.tokens[index - 1].low == "не" else index
        group = next((g for g in view.groups if g.last == first and g.head.cases == {"dat"} and not g.head.prep), None)
        group = group or _called(view, start)
        return [Head("infinitive", index, start, None, (first, index + 1), group)]
    return []


def _called(view: View, start: int) -> Group | None:
    """«Акимат, склады открыть сегодня»: the bodies spoken to, at the head of the sentence, before a comma."""
    for group in view.groups:
        if group.last == start - 1 and group.first <= 1 and not group.head.prep and group.head.stands("nom", "any"):
            return group if view.unit.zone is not None and view.tokens[start - 1].text == "," else None
    return None


def _is_subject(view: View, index: int) -> bool:
    """«Экономить на детях – последнее дело»: a dash and a nominative make the infinitive a subject."""
    end = view.clause_end(index)
    if (
        end + 1 >= len(view.tokens)
        or view.tokens[end].text != "–"
        or view.inside_mention(end + 1)
        or view.tokens[end + 1].low == "это"
    ):
        return False
    known = forms(view.tokens[end + 1].low)
    return (
        (known.noun or known.adjective)
        and "nom" in known.cases
        and not TERMS_AFTER_DASH.match(view.tokens[end + 1].low)
    )

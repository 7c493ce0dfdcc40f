"""Verbs of the present or the future with the bodies they are told of: «Минфин готовит расчёт», «помощь организует Минздрав».

Whether such a statement orders is judged elsewhere.
"""

from app.extraction.lexicon.speech import STATES, TELLS_THAT
from app.extraction.text.view import SUBORDINATORS, Group, View
from app.extraction.words.morphology import forms
from app.extraction.words.tokens import Token

_REACH = 10


def group_before(view: View, index: int, edge: int) -> Group | None:
    """The list of bodies in the nominative that stands between `edge` and a verb."""
    for group in reversed(view.groups):
        if edge <= group.first and group.last <= index and not group.head.prep and group.head.stands("nom", "any"):
            return group
    return None


def statements(view: View, start: int, future: bool) -> list[tuple[Group, int]]:
    """Bodies and what they do, from token `start` on: verbs of the present (or the future too), one a clause."""
    found: list[tuple[Group, int]] = []
    for verb in view.finites:
        known = forms(view.tokens[verb].low)
        if verb < start or known.past or not (known.present or future):
            continue
        if not view.tokens[verb].low.endswith(("т", "тся")) or STATES.match(view.tokens[verb].low):
            continue
        if _tells(view, verb):
            continue
        group = _subject(view, verb, found[-1][1] if found else start)
        if group is not None:
            found.append((group, verb))
    return found


def _tells(view: View, verb: int) -> bool:
    """«Служба предупреждает: риски велики», «Минфин сообщает, что …»: a verb of speech before what is said."""
    rest = [token.low for token in view.tokens[verb + 1 : verb + 3]]
    said = rest[:1] == [":"] or rest == [",", "что"]
    return said and TELLS_THAT.match(view.tokens[verb].low) is not None


def _subject(view: View, verb: int, after: int) -> Group | None:
    """The bodies of which a verb is told, in its clause; None where it is denied, subordinate or far from them."""
    edge = max(view.clause_start(verb), after)
    group = group_before(view, verb, edge)
    before = view.tokens[edge:verb]
    if group is None and (behind := _behind(view, verb)) is not None and not _denied(before):
        return behind
    if group is None or verb - group.last > _REACH or _denied(before):
        return None
    return group


def _behind(view: View, verb: int) -> Group | None:
    """«Помощь организует Минздрав»: the bodies right behind a verb of the singular, whose object opens the clause."""
    if verb == view.clause_start(verb):
        return None
    return next(
        (g for g in view.groups if g.first == verb + 1 and not g.head.prep and g.head.stands("nom", "any")), None
    )


def _denied(before: list[Token]) -> bool:
    return any(token.low in SUBORDINATORS or token.low == "не" for token in before)

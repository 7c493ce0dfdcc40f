"""Whether a directive word has something to be done beside it: an infinitive, a clause with «чтобы», a list, an object, a term.

Looked for by `heads.py`; whether that makes an instruction is judged later.
"""

import re

from app.extraction.lexicon.around_orders_ru import SAME_TASK
from app.extraction.lexicon.frames_ru import TERM, Frame
from app.extraction.lexicon.nouns import CEREMONIES, GOVERNORS
from app.extraction.text.view import View
from app.extraction.words.frames import frames_of, noun_pattern
from app.extraction.words.morphology import forms

_PREPOSITIONS = frozenset("в во за на через до к ко о об с со по под от из у".split())


def has_act(view: View, index: int, frame: Frame) -> bool:
    """Whether something is there to be done: an infinitive, a clause with «чтобы», a list after a colon, an object."""
    if frame.needs in ("", "owner"):
        return True
    low = view.tokens
    asked = [low[place].low for place in view.infinitives if place > index]
    if frame.id == "i_ask" and asked and all(map(CEREMONIES.match, asked)):
        return False
    if frame.id == "be_decided" and index + 1 < len(low) and low[index + 1].low == "не":
        return False  # «с этим решено не торопиться»
    if frame.voice == "active" and frame.noun and _same_task(view, index, frame):
        return True
    if frame.needs == "following" and low[index].low == "сказано" and _colon_after(view, index):
        return any(g.last <= index and g.head.stands("dat", "any") and not g.head.prep for g in view.groups)
    if frame.needs in ("following", "owned"):
        start = index if frame.needs == "following" else view.clause_start(index)
        return any(start <= place < view.clause_end(index) for place in view.infinitives)
    if frame.voice in ("modal", "active", "first") and so_that(view, index) is not None:
        return True
    if frame.needs == "so_that":
        return False
    if _has_infinitive(view, index, frame):
        return True
    if frame.voice == "active" and _said_after(view, index):
        return True
    rest = low[index + 1 : index + 12]
    if frame.needs == "term":
        return _term_for(view, index, frame)
    if frame.needs == "aim":
        following = range(index + 1, view.clause_end(index))
        return any(low[i].low == "на" and _names_act(view, i + 1, noun_pattern(TERM)) for i in following)
    if frame.needs == "infinitive":
        return False
    if any(t.low == "чтобы" or t.text == ":" for t in rest) or index + 1 == len(low):
        return any(t.text == ":" for t in rest) or any(t.low == "чтобы" for t in rest)
    if frame.voice == "first" and any(_object(view, place, "acc") for place in range(view.clause_start(index), index)):
        return True
    case = "nom" if frame.voice == "passive" and not low[index].low.endswith("о") else "acc"
    if any(_object(view, place, case) for place in range(index + 1, min(len(low), index + 8))):
        return True
    ahead = frame.voice == "passive" or _of_nobody(view, index)  # «ремонт поручен МЧС», «ремонт поручили МЧС»
    return ahead and any(_object(view, place, case) for place in range(view.clause_start(index), index))


def _has_infinitive(view: View, index: int, frame: Frame) -> bool:
    """Whether an infinitive that belongs to the word stands behind it, or before it where its voice lets it."""
    low = view.tokens
    nobody = frame.voice == "active" and _of_nobody(view, index)
    pointing = frame.id in ("point_out", "be_pointed")
    for place in view.infinitives:
        if pointing and any(frames_of(t.low) for t in low[index + 1 : place]):
            break
        if place > index and not any(t.text in ".;" for t in low[index:place]):
            return True
        if place < index and (frame.voice != "active" or nobody) and not any(t.text in ".;:" for t in low[place:index]):
            return True
        if place < index and frame.voice == "active" and view.clause_start(index) <= place:
            return True
    return False


def _said_after(view: View, index: int) -> bool:
    """«Минюсту подготовить заключение, велел Премьер.»: the verb and its subject stand behind a main infinitive."""
    if not index or view.clause_start(index) != index or view.tokens[index - 1].text not in ",–":
        return False
    if len(view.tokens) - index > _AROUND + 2 or any(place < index for place in view.finites):
        return False
    before = next((place for place in view.infinitives if place < index), None)
    return before is not None and not GOVERNORS.search(view.text(0, before))


def _colon_after(view: View, index: int) -> bool:
    """«сказано коротко: …»: a colon that ends the clause, and words behind it."""
    end = view.clause_end(index)
    return end + 1 < len(view.tokens) and view.tokens[end].text == ":"


def _of_nobody(view: View, index: int) -> bool:
    """«Продлить режим поручили МНЭ до 1 мая»: a plural verb, behind it but bodies and terms, nobody its subject."""
    if not view.tokens[index].low.endswith("ли"):
        return False
    terms = [(term.start, term.end) for term in view.document.deadlines(view.unit)]
    rest = (view.tokens[place] for place in range(index + 1, len(view.tokens)) if not view.inside_mention(place))
    return all(not token.word or any(start <= token.start < end for start, end in terms) for token in rest)


def _term_for(view: View, index: int, frame: Frame) -> bool:
    """«дал две недели на проверку», «дал срок до 1 мая»: a length of time as the object, and what it is given for."""
    lo, hi = view.clause_start(index), view.clause_end(index)
    noun, spans = noun_pattern(frame.noun), range(lo, hi)
    term = next((i for i in spans if noun.match(view.tokens[i].low) and view.tokens[i].low != "до"), None)
    if term is None:
        return False
    if frame.voice == "first" and _bare_term(view, index, term):
        return True
    first = term
    while first > lo and (view.tokens[first - 1].low.isdigit() or not _names_thing(view, first - 1)):
        first -= 1
        if view.tokens[first].low in _PREPOSITIONS:
            return False
    if view.tokens[term].low.startswith("срок"):
        return term + 1 < hi and view.tokens[term + 1].low in ("до", "в", "на")
    if [t.low for t in view.tokens[hi : hi + 2]] == [",", "чтобы"] and term > index:
        return True
    return any(view.tokens[i].low == "на" and i + 1 < hi and _names_act(view, i + 1, noun) for i in spans)


def _same_task(view: View, index: int, frame: Frame) -> bool:
    """«С аналогичным поручением обратился и к акимам»: the task of the words before, for the bodies in the slot."""
    if not SAME_TASK.search(view.text(max(0, index - _AROUND), min(len(view.tokens), index + _AROUND))):
        return False
    return any(f"{group.head.prep}+" in slot for group in view.groups for slot in frame.owners if group.head.prep)


_AROUND = 5


def _bare_term(view: View, index: int, term: int) -> bool:
    """«Даю десять дней.», «Даю ему последний срок – до 1 мая.»: after the verb nothing but the term and whom it binds."""
    zone = view.unit.zone
    if term < index or (zone is not None and zone.turn) or view.clause_start(index) < index - 1:
        return False
    return all(
        i == term or view.inside_mention(i) or not _names_thing(view, i)
        for i in range(index + 1, view.clause_end(index))
    )


def _names_thing(view: View, index: int) -> bool:
    """A noun or a verb, or a part of a name: what is no number and no adjective."""
    if view.inside_mention(index) or not view.tokens[index].word:
        return True
    known = forms(view.tokens[index].low)
    return index in view.finites or (known.noun and not known.adjective) or known.passive


def _names_act(view: View, start: int, term: re.Pattern[str]) -> bool:
    """A noun after a preposition, of anything but time; «это» stands for it."""
    for index in range(start, min(len(view.tokens), start + 3)):
        low = view.tokens[index].low
        if low in ("это", "все"):
            return True
        if term.match(low):
            return False
        if forms(low).noun and not forms(low).adjective:
            return True
    return False


def so_that(view: View, index: int) -> int | None:
    """«необходимо, чтобы Минцифры запустило»: where «чтобы» stands."""
    for place in range(index + 1, min(len(view.tokens), index + 8)):
        near = place < index + 4 or view.tokens[index + 1].text == ","
        if view.tokens[place].low == "чтобы" and (near or view.tokens[index + 2].low in ("том", "этом")):
            return place
    return None


def _object(view: View, place: int, case: str) -> bool:
    """A thing in a case that the verb asks for: «поручил проверку», «поручена проверка»."""
    token = view.tokens[place]
    if not token.word or view.inside_mention(place):
        return False
    known = forms(token.low)
    return known.noun and case in known.cases and not known.animate

"""Whether the words beside a bare Russian length or day make it a term: «срок: неделя», «дал на это», «направить сегодня».

What a length or a day is belongs to `ru.py`.
"""

from app.extraction.deadlines.tokens import Tokens
from app.extraction.deadlines.words import GIVEN_RU, TERM_NOUNS_RU
from app.extraction.lexicon.deadline_ru import (
    ENDS_RU,
    GRANTED_RU,
    IMPERATIVE_TAILS_RU,
    INFINITIVE_TAILS_RU,
    LEFT_RU,
    STAGE_TERMS_RU,
)
from app.extraction.words.morphology import NOT_INFINITIVES, imperfective

LOOK_BACK = 8
_CLAUSE = 12  # words of a clause that «сегодня» ends
_MARKS = (*",;:.!?",)


def at_once(t: Tokens, i: int) -> bool:
    """«сегодня же», «уже сегодня», «направить сегодня», «… – сегодня»: a term; alone it may tell when something was said."""
    following = t.words[i + 1]
    ordered = following.endswith(IMPERATIVE_TAILS_RU) and _done_once(following)  # «Сегодня соберите подрядчиков»
    if following == "же" or ordered or not i:
        return following == "же" or ordered
    if t.words[i - 1] == "-" and following in ENDS_RU:
        return True
    if t.words[i - 1] == "уже" or _act(t.words[i - 1]):
        return True
    if following.endswith(INFINITIVE_TAILS_RU):
        return _done_once(following)
    if following not in ENDS_RU:
        return False
    clause = next((n for n in range(i - 1, max(-1, i - _CLAUSE), -1) if t.words[n] in _MARKS), max(-1, i - _CLAUSE))
    acts = [word for word in t.words[clause + 1 : i] if _act(word)]
    return any(map(_done_once, acts))


def _act(word: str) -> bool:
    return word.endswith((*INFINITIVE_TAILS_RU, *IMPERATIVE_TAILS_RU)) and word not in NOT_INFINITIVES


def _done_once(word: str) -> bool:
    """«подготовить», «отправьте»: what can be done within a day; not «думать о будущем сегодня»."""
    return _act(word) and not imperfective(word)


def given_for(t: Tokens, end: int) -> bool:
    """«месяц вам», «неделя сроку», «две недели на то, чтобы …»: a length that is given to somebody, or for an act."""
    return t.words[end] in GRANTED_RU or (t.words[end] == "на" and t.words[end + 1] == "то")


def asked(t: Tokens, i: int) -> bool:
    """Whether the words before make a bare length or period a term: «срок исполнения:», «дал на это»."""
    j = i - 1
    if i > 1 and t.words[j] in ("-", ":") and t.words[j - 1] in STAGE_TERMS_RU:
        return True
    if i > 1 and (t.words[j] in LEFT_RU or (t.words[j] in ("-", "есть") and t.words[j - 1] in LEFT_RU)):
        return True
    if t.words[j] in ("-", ":", ".") and i:
        j -= 1
        if t.words[j] in (":", ".", ")"):
            j -= 1
    for back in range(LOOK_BACK):
        k = j - back
        if k < 0 or (back and t.words[k] in (".", ",", ";", ":", "-", "!", "?")):
            return False
        if t.words[k] in GIVEN_RU and back <= 4:
            return True
        if t.words[k] in TERM_NOUNS_RU:
            return back <= 2
    return False

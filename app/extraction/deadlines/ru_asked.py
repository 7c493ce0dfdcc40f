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

LOOK_BACK = 8


def at_once(t: Tokens, i: int) -> bool:
    """«сегодня же», «уже сегодня», «направить сегодня», «… – сегодня»: a term; alone it may tell when something was said."""
    if t.words[i + 1] == "же" or not i:
        return t.words[i + 1] == "же"
    if t.words[i - 1] == "-" and t.words[i + 1] in ENDS_RU:
        return True
    return t.words[i - 1] == "уже" or t.words[i - 1].endswith((*INFINITIVE_TAILS_RU, *IMPERATIVE_TAILS_RU))


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

"""What a candidate is: the words that may direct somebody to act, and the stretch of the sentence that is its own."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from app.extraction.lexicon.around_orders_ru import POINTS_BACK
from app.extraction.lexicon.frames_ru import Frame
from app.extraction.text.view import Group, View

_BACK = 3


@dataclass
class Head:
    """A candidate. at: the deciding token; left: where its own words begin; tokens[lo:hi]: its stretch."""

    kind: str
    at: int
    left: int
    frame: Frame | None = None
    trigger: tuple[int, int] = (0, 0)
    group: Group | None = None
    lo: int = 0
    hi: int = 0
    infinitives: list[int] = field(default_factory=list)


def points_back(view: View, head: Head) -> bool:
    """«такую задачу поставил …», «с таким поручением обратился …»: what is to be done stands before."""
    if head.frame is None or not head.frame.noun:
        return False
    first = max(0, head.trigger[0] - _BACK)
    words = [token.low for token in view.tokens[first : head.trigger[1] + 1]]
    return any(POINTS_BACK.match(word) and after != "же" for word, after in pairwise(words))


def declares(view: View, head: Head) -> bool:
    """«Прошу считать это моим прямым поручением»: what is to be done stands before, and now it is an order."""
    return _DECLARES.search(view.text(head.at, min(head.hi, head.at + _SHORT))) is not None


_SHORT = 8
_DECLARES = re.compile(
    r"(?<![\w-])(?:считать|расценивать|воспринимать|рассматривать|принять) (?:это|сказанное|мои слова|эти слова|вышесказанное) "
    r"(?:как |за )?(?:[а-я]+ ){0,2}(?:поручени|указани|распоряжени|приказ|требовани)"
)


def modal_behind(view: View, head: Head, act: int) -> bool:
    """«Департаменту проверить площадки, нареканий быть не должно»: a modal in a clause behind the act has no say in it."""
    if head.frame is None or head.frame.voice != "modal" or act >= len(view.tokens):
        return False
    return head.left >= view.clause_end(act)

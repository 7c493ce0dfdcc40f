"""«Бүгін» as a term: «қорды бүгін тексеріңіздер», «бүгін тексерсін»; «бүгін тапсырды» tells when it was said.

Other days belong to `kk_periods.py`.
"""

import re

from app.extraction.deadlines.tokens import Tokens
from app.extraction.lexicon.deadline_kk import HERE_KK

_ORDERS = re.compile(
    r"[а-яәғқңөұүһі]{2,}(?:[ыіаеуү]|(?<=[а-я])й)?ң[ыі]з(?:д[ае]р)?$|(?!бол|қал)[а-яәғқңөұүһі]{2,}(?:сын|сін)$"
)
_NOUN = re.compile(
    r"(?!.*(?:қайтар|көтер|ақтар|аудар)[ыі])[а-яәғқңөұүһі]+(?:[лдт][ае]р|өз|біз|сіз)[ыі]ң[ыі]з(?:д[ае]р)?$"
)
_TOLD = re.compile(r"[а-яәғқңөұүһі]{2,}(?:[дт][ыі]|(?:д|[кқпстшфхцч]т)[ыі]ң[ыі]з(?:д[ае]р)?|[ғгқк][ае]н|[ыі]пт[ыі])$")
_END, _REACH = frozenset(".;:!?…\n"), 16


def ordered_today(t: Tokens, i: int) -> bool:
    """Whether the clause of «бүгін» at a token ends in an imperative, and nothing in it is told of the past."""
    if t.words[i] not in HERE_KK or t.words[i + 1].endswith(("ған", "ген", "қан", "кен", "-")):
        return False
    for n in range(i + 1, min(i + _REACH, t.count)):
        word = t.words[n]
        if word in _END:
            return False
        if _TOLD.match(word) and (t.words[n + 1] == "," or t.words[n + 1] in _END):
            return False
        ends = n + 1 >= t.count or not t.words[n + 1][:1].isalpha()
        if ends and _ORDERS.match(word) and not _NOUN.match(word):
            return True
    return False

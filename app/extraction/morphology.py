"""What forms a Russian word may be: one cached answer a word, all readings together, no ranking.

pymorphy3 is loaded at the first question (about 0.3 s). Words that it lacks are in `lexicon`; Kazakh is in `kazakh.py`.
"""

from functools import cache, lru_cache
from typing import Any, NamedTuple

_CASES = {
    "nomn": "nom",
    "gent": "gen",
    "gen2": "gen",
    "datv": "dat",
    "accs": "acc",
    "ablt": "ins",
    "loct": "loc",
    "loc2": "loc",
}
_LONGEST = 40


class Forms(NamedTuple):
    """All that some reading of a word allows."""

    infinitive: bool = False
    imperative: bool = False
    past: bool = False
    present: bool = False
    future: bool = False
    passive: bool = False
    gerund: bool = False
    noun: bool = False
    animate: bool = False
    adjective: bool = False
    cases: frozenset[str] = frozenset()
    plural: bool = False
    feminine: bool = False

    @property
    def finite(self) -> bool:
        """A verb in a personal form, with no other reading."""
        return (self.past or self.present or self.future) and not self.noun and not self.adjective


EMPTY = Forms()
NOT_INFINITIVES = frozenset(
    "есть часть мать дочь ночь речь область власть сеть путь связь печь стать знать пасть вести".split()
)


@cache
def _analyzer() -> Any:
    """The dictionary, loaded once a process."""
    import pymorphy3

    return pymorphy3.MorphAnalyzer()


def forms(low: str) -> Forms:
    """All forms that a lower-case word may be."""
    return _forms(low) if len(low) <= _LONGEST else EMPTY


@lru_cache(maxsize=1 << 16)
def _forms(low: str) -> Forms:
    if not low[:1].isalpha():
        return EMPTY
    tags = [parse.tag for parse in _analyzer().parse(low)]
    verbs = [tag for tag in tags if tag.POS == "VERB"]
    nominal = [tag for tag in tags if tag.case]
    nouns = [tag for tag in nominal if tag.POS == "NOUN"]
    plain = [tag for tag in verbs if tag.mood != "impr"]
    return Forms(
        infinitive=low not in NOT_INFINITIVES and any(tag.POS == "INFN" for tag in tags),
        imperative=low.endswith(("те", "тесь")) and any(tag.mood == "impr" and tag.number == "plur" for tag in verbs),
        past=any(tag.tense == "past" for tag in plain),
        present=any(tag.tense == "pres" for tag in plain),
        future=any(tag.tense == "futr" for tag in plain),
        passive=any(tag.POS == "PRTS" for tag in tags),
        gerund=any(tag.POS == "GRND" for tag in tags),
        noun=bool(nouns),
        animate=any(tag.animacy == "anim" for tag in nouns),
        adjective=any(tag.POS in ("ADJF", "PRTF") for tag in nominal),
        cases=frozenset(_CASES[tag.case] for tag in nominal if tag.case in _CASES),
        feminine=any(tag.gender == "femn" for tag in nouns),
        plural=any(tag.number == "plur" for tag in nominal),
    )


@lru_cache(maxsize=1 << 12)
def nominative(low: str) -> str:
    """The nominative of a noun, of the same number; the word itself where the dictionary has none."""
    for parse in _analyzer().parse(low):
        if parse.tag.POS == "NOUN":
            form = parse.inflect({"nomn", parse.tag.number} if parse.tag.number else {"nomn"})
            return str(form.word) if form else low
    return low

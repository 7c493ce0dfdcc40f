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
INFINITIVE_ENDINGS = ("ть", "ти", "чь", "ться", "тись", "чься")
# No personal form ends otherwise (imperatives apart); other words need not be looked up when verbs are wanted.
VERB_ENDINGS = tuple(
    "л ла ло ли лся лась лось лись т тся м мся шь шься те тесь у ю усь юсь ть "
    "г к с з р б х п гся кся сся зся рся бся хся пся д".split()
)
NOT_INFINITIVES = frozenset(
    "есть часть мать дочь ночь речь область власть сеть путь связь печь стать знать пасть вести".split()
)


@cache
def _loaded() -> tuple[Any, Any]:
    """The dictionary, loaded once a process, and how likely a tag is for a word.

    The dictionary itself is told not to put readings in the order of likelihood: `forms` has no use for it.
    """
    import pymorphy3

    analyzer = pymorphy3.MorphAnalyzer()
    likelihood, analyzer.prob_estimator = analyzer.prob_estimator.p_t_given_w.prob, None
    return analyzer, likelihood


def forms(low: str) -> Forms:
    """All forms that a lower-case word may be."""
    return _forms(low) if len(low) <= _LONGEST else EMPTY


@lru_cache(maxsize=1 << 16)
def _forms(low: str) -> Forms:
    if not low[:1].isalpha():
        return EMPTY
    readings = {_reading(tag) for tag in _loaded()[0].tag(low)}
    if not readings:
        return EMPTY
    cases = frozenset().union(*(reading.cases for reading in readings))
    found = Forms._make(map(any, zip(*readings, strict=True))) if len(readings) > 1 else next(iter(readings))
    return found._replace(
        infinitive=found.infinitive and low not in NOT_INFINITIVES,
        imperative=found.imperative and low.endswith(("те", "тесь")),
        cases=cases,
    )


INFINITIVE, FINITE = "infinitive", "finite"


def verb(low: str) -> str:
    """INFINITIVE, FINITE (a personal form with no other reading) or nothing."""
    return _verb(low) if len(low) <= _LONGEST else ""


@lru_cache(maxsize=1 << 16)
def _verb(low: str) -> str:
    if low.endswith(INFINITIVE_ENDINGS):
        if _forms(low).infinitive:
            return INFINITIVE
    elif not low.endswith(VERB_ENDINGS):
        return ""
    return FINITE if _forms(low).finite else ""


@lru_cache(maxsize=1 << 12)
def _reading(tag: Any) -> Forms:
    """What one reading allows; a dictionary has a few hundred different ones."""
    verb, noun, case = tag.POS == "VERB", tag.POS == "NOUN", tag.case
    plain = verb and tag.mood != "impr"
    return Forms(
        infinitive=tag.POS == "INFN",
        imperative=verb and not plain and tag.number == "plur",
        past=plain and tag.tense == "past",
        present=plain and tag.tense == "pres",
        future=plain and tag.tense == "futr",
        passive=tag.POS == "PRTS",
        gerund=tag.POS == "GRND",
        noun=bool(case) and noun,
        animate=bool(case) and noun and tag.animacy == "anim",
        adjective=bool(case) and tag.POS in ("ADJF", "PRTF"),
        cases=frozenset({_CASES[case]}) if case in _CASES else frozenset(),
        feminine=bool(case) and noun and tag.gender == "femn",
        plural=bool(case) and tag.number == "plur",
    )


@lru_cache(maxsize=1 << 12)
def nominative(low: str) -> str:
    """The nominative of a noun, of the same number; the word itself where the dictionary has none."""
    analyzer, likelihood = _loaded()
    for parse in sorted(analyzer.parse(low), key=lambda parse: likelihood(low, parse.tag), reverse=True):
        if parse.tag.POS == "NOUN":
            form = parse.inflect({"nomn", parse.tag.number} if parse.tag.number else {"nomn"})
            return str(form.word) if form else low
    return low

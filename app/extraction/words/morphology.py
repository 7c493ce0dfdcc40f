"""What forms a Russian word may be: one cached answer a word, all readings together, no ranking.

pymorphy3 is loaded at the first question (about 0.3 s). Words that it lacks are in `lexicon`; Kazakh is in `kazakh.py`.
"""

import re
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
# Letters beyond Latin and Cyrillic; the dictionary asks for the name of a letter, and not every letter has one («𗀀»).
_FOREIGN = re.compile(r"[^\u0000-\u024f\u0400-\u052f\u2010-\u201f]")


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
    command: bool = False
    participle: bool = False

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
    if not low[:1].isalpha() or _FOREIGN.search(low):
        return EMPTY
    found = _together(frozenset(map(_reading, _loaded()[0].tag(low))))
    if found.infinitive and low in NOT_INFINITIVES:
        found = found._replace(infinitive=False)
    if found.imperative and not low.endswith(("те", "тесь")):
        found = found._replace(imperative=False)
    return found


@lru_cache(maxsize=1 << 12)
def _together(readings: frozenset[Forms]) -> Forms:
    """What any of several readings allows."""
    cases = frozenset().union(*(reading.cases for reading in readings))
    return Forms._make(map(any, zip(*readings, strict=True)))._replace(cases=cases) if readings else EMPTY


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
        command=verb and not plain and tag.number == "sing",
        participle=tag.POS == "PRTF",
    )


def _readings(low: str) -> list[Any]:
    """The readings of a word, the likeliest first."""
    analyzer, likelihood = _loaded()
    return sorted(analyzer.parse(low), key=lambda parse: likelihood(low, parse.tag), reverse=True)


@lru_cache(maxsize=1 << 12)
def imperfective(low: str) -> bool:
    """Whether an infinitive or an imperative is of the imperfective aspect only."""
    tags = _loaded()[0].tag(low)
    aspects = {tag.aspect for tag in tags if tag.POS == "INFN" or (tag.POS == "VERB" and tag.mood == "impr")}
    return aspects == {"impf"}


@lru_cache(maxsize=1 << 12)
def somebody(low: str) -> bool:
    """Whether a word of the dictionary may be the nominative of a plain noun for a person, and is nobody's name."""
    if len(low) > _LONGEST:
        return False
    analyzer = _loaded()[0]
    tags = [tag for tag in analyzer.tag(low) if tag.POS == "NOUN"] if analyzer.word_is_known(low) else []
    named = any(name in tag for tag in tags for name in ("Name", "Surn", "Patr"))
    return not named and any(tag.animacy == "anim" and tag.case == "nomn" for tag in tags)


@lru_cache(maxsize=1 << 12)
def nominative(low: str) -> str:
    """The nominative of a noun, of the same number; the word itself where the dictionary has none."""
    for parse in _readings(low):
        if parse.tag.POS == "NOUN":
            form = parse.inflect({"nomn", parse.tag.number} if parse.tag.number else {"nomn"})
            return str(form.word) if form else low
    return low


@lru_cache(maxsize=1 << 12)
def inflected(name: str, case: str) -> str:
    """A name with its head noun and the adjectives before it in a case (pymorphy's id); other words stay as they are."""
    words = name.split()
    head = next((i for i, word in enumerate(words[:4]) if _of_noun(word.lower())), None)
    if head is None or any(not _of_adjective(word.lower()) for word in words[:head]):
        return name
    after = words[head + 1].lower() if head + 1 < len(words) else ""
    noun = _best(words[head].lower(), [w.lower() for w in words[:head]], after)
    wanted = {case, noun.tag.number} if noun.tag.number else {case}
    for place in range(head + 1):
        low = words[place].lower()
        parse = noun if place == head else next(p for p in _readings(low) if p.tag.POS in ("ADJF", "PRTF"))
        grammemes = wanted if place == head or noun.tag.number == "plur" else wanted | {noun.tag.gender}
        form = parse.inflect(grammemes - {None})
        if form and not (words[place].isupper() and len(words[place]) > 1):
            words[place] = _as_written(words[place], form.word)
    return " ".join(words)


def _as_written(word: str, form: str) -> str:
    """«Арало-Сырдарьинской» -> «Арало-Сырдарьинская»: capitals of the parts stay."""
    if not word[0].isupper():
        return form
    own, parts = word.split("-"), form.split("-")
    if len(own) != len(parts):
        return form.capitalize()
    return "-".join(part.capitalize() if old[:1].isupper() else part for old, part in zip(own, parts, strict=True))


def _of_noun(low: str) -> bool:
    return forms(low).noun and not (forms(low).adjective and low.endswith(("ый", "ий", "ой", "ая", "ое", "ые", "ого")))


def _of_adjective(low: str) -> bool:
    return forms(low).adjective


def _best(low: str, adjectives: list[str], after: str) -> Any:
    """The reading of a head noun: one that agrees with the adjectives before it, plurals only where no singular fits.

    «директора школ» are several, «директора школы» is one in the genitive.
    """
    readings = [p for p in _readings(low) if p.tag.POS == "NOUN"]
    agreeing = [p for p in readings if all(_CASES.get(p.tag.case) in forms(a).cases for a in adjectives)] or readings
    plural = any(forms(a).plural and a.endswith(("ые", "ие", "ых", "их", "ым", "им", "ыми", "ими")) for a in adjectives)
    plural = plural or (any(map(_is_several, agreeing)) and number_of_genitive(after) == "plur")
    order = {"datv": 0, "nomn": 1, "accs": 2, "gent": 3}
    return min(agreeing, key=lambda p: ((p.tag.number == "plur") != plural, order.get(p.tag.case, 4)))


def number_of_genitive(low: str) -> str | None:
    """«plur» for «школ», «sing» for «школы»; None for no noun and where it may be both («ТЭЦ»)."""
    numbers = {p.tag.number for p in _readings(low) if p.tag.POS == "NOUN" and p.tag.case == "gent"} if low else set()
    return numbers.pop() if len(numbers) == 1 else None


def _is_several(parse: Any) -> bool:
    return bool(parse.tag.case == "nomn" and parse.tag.number == "plur" and "anim" in parse.tag)

"""How likely a sentence is an order by all of its signals together: a sum that can be read term by term.

The second opinion beside the rules: they say who, what and by when; this says whether, where no rule knew the words.
The tables were learnt (`learning.py`) from annotated texts; how a finding is made of such a sentence is in `recovered.py`.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from app.extraction.findings import Action, Reasons
from app.extraction.text.context import Document, Unit
from app.extraction.weighing.learning import BIAS, probability, read_table
from app.extraction.weighing.signals import OF_DAYS, Vocabulary, days, language_of, signals, timeless, word_signals
from app.extraction.words.kept import Kept
from app.extraction.words.tokens import Token

WEIGHED = "weighed"  # the rule of what is found so
LIKELY = 0.7  # from here a sentence is an instruction; chosen on eleven sets, each left out of the tables in turn
_LOUD, _MOST = 30, 5  # hundredths of log-odds
_TELLING = 4  # letters; shorter words tell a reader nothing
TABLES = Path(__file__).parents[1] / "lexicon"


@cache
def weights(language: str) -> dict[str, int]:
    """The worth of each signal in hundredths of log-odds, whole so that a sum has no order; language: "ru" or "kk"."""
    return {name: round(100 * weight) for name, weight in read_table(TABLES / f"weights_{language}.tsv").items()}


def weigh(document: Document, unit: Unit, least: float = 0.0) -> float:
    """The probability that a sentence gives an instruction, by its signals alone.

    least: what the caller asks for; below it the answer may be the most that the sentence could come to by its terms.
    """
    if unit._weight is None:
        language = language_of(document, unit)
        total = weights(language)[BIAS] + _sum(timeless(document, unit, language, _vocabulary(language)), language)
        if (most := probability((total + _most_by_days(language)) / 100)) < least:
            return most
        unit._weight = probability((total + _sum(days(document, unit), language)) / 100)
    return unit._weight


@cache
def _vocabulary(language: str) -> Vocabulary:
    """Words with those of their signals that are in the table."""
    return Vocabulary(weights(language))


def _sum(shown: set[str], language: str) -> int:
    return sum(filter(None, map(weights(language).get, shown)))


@cache
def _most_by_days(language: str) -> int:
    """What terms can speak for a sentence at most."""
    return sum(worth for name, worth in weights(language).items() if worth > 0 and name.startswith(OF_DAYS))


def promising(document: Document, unit: Unit) -> bool:
    """A cheap look before the weighing: whether the words by themselves do not speak against an instruction."""
    language = language_of(document, unit)
    return sum(map(_worths(language).__getitem__, document.cues(unit).words)) >= 0


@cache
def _worths(language: str) -> Kept[int]:
    """What words are worth by themselves."""
    known = weights(language)
    return Kept(lambda word: sum(known.get(name, 0) for name in word_signals(word)))


def reasons(document: Document, unit: Unit, against: bool) -> Reasons:
    """The words and circumstances that speak loudest for an instruction, or against it, in the order of their weight."""
    language = language_of(document, unit)
    known, sign = weights(language), -1 if against else 1
    said = [token for token in document.tokens(unit) if token.word and len(token.low) >= _TELLING]
    worths = _worths(language)
    words = {token: sign * worths[token.low] for token in said}
    loud = sorted(
        (token for token, worth in words.items() if worth >= _LOUD), key=lambda token: (-words[token], token.start)
    )
    told = {name: sign * known.get(name, 0) for name in signals(document, unit, language) if name[0] in ":@"}
    around = sorted((name for name, worth in told.items() if worth >= _LOUD), key=lambda name: (-told[name], name))
    return Reasons(tuple(_words(document, loud[:_MOST])), tuple(around[:_MOST]))


def _words(document: Document, tokens: list[Token]) -> Iterator[Action]:
    for token in tokens:
        start, end = document.folded.span(token.start, token.end)
        yield Action(document.folded.original[start:end], start, end)

"""How likely a sentence is an order by all of its signals together: a sum that can be read term by term.

The second opinion beside the rules: they say who, what and by when; this says whether, where no rule knew the words.
The tables were learnt (`learning.py`) from annotated texts; how a finding is made of such a sentence is in `recovered.py`.
"""

from functools import cache
from pathlib import Path

from app.extraction.context import Document, Unit
from app.extraction.learning import BIAS, probability
from app.extraction.signals import language_of, signals

_TABLES = Path(__file__).parent / "lexicon"


@cache
def weights(language: str) -> dict[str, int]:
    """The worth of each signal in hundredths of log-odds, whole so that a sum has no order; language: "ru" or "kk"."""
    lines = (_TABLES / f"weights_{language}.tsv").read_text(encoding="utf8").splitlines()
    return {name: round(100 * float(weight)) for name, _, weight in (line.rpartition("\t") for line in lines[1:])}


def weigh(document: Document, unit: Unit) -> float:
    """The probability that a sentence gives an instruction, by its signals alone."""
    if unit._weight is None:
        language = language_of(document, unit)
        known = weights(language)
        total = known[BIAS] + sum(filter(None, map(known.get, signals(document, unit, language))))
        unit._weight = probability(total / 100)
    return unit._weight


def reasons(document: Document, unit: Unit, most: int = 5) -> list[tuple[str, float]]:
    """The signals that speak loudest, for or against, the loudest first; in log-odds."""
    language = language_of(document, unit)
    known = weights(language)
    found = [(name, known[name] / 100) for name in signals(document, unit, language) if name in known]
    return sorted(found, key=lambda pair: (-abs(pair[1]), pair[0]))[:most]

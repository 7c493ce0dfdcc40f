"""What each signal is worth, learnt from annotated sentences: logistic regression, the same answer on every run.

Offline, at a table's making (`tapsyrma examples learn`); reading texts needs the table alone. Which signals there are is
in `signals.py`.
"""

import math
import random
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

BIAS = ":bias"
_ROUNDS = 40
_STEP = 0.3
_DECAY = 0.5  # of the squares of the weights, as one over scikit-learn's C
_SEEN = 2  # a signal of one sentence alone says nothing of others
_SMALLEST = 0.02
_TINY = 1e-6


class Example(NamedTuple):
    """A sentence: what it shows, whether it gives an instruction, and how much it counts."""

    signals: frozenset[str]
    instruction: bool
    weight: float = 1.0


def learn(examples: Iterable[Example]) -> dict[str, float]:
    """The worth of each signal in log-odds, and of none at all (`BIAS`).

    Minimises the logistic loss with squares of weights as penalty (AdaGrad, a fixed order of sentences).
    """
    rows = list(examples)
    seen = Counter(signal for row in rows for signal in row.signals)
    names = [BIAS, *sorted(signal for signal, times in seen.items() if times >= _SEEN)]
    number = {name: place for place, name in enumerate(names)}
    decay = [0.0, *(_DECAY / seen[name] for name in names[1:])]
    data = [([0, *sorted(number[s] for s in row.signals if s in number)], row) for row in rows]
    weights, squares = [0.0] * len(names), [_TINY] * len(names)
    order = random.Random(0)
    for _ in range(_ROUNDS):
        order.shuffle(data)
        for places, row in data:
            error = row.weight * (probability(sum(weights[place] for place in places)) - row.instruction)
            for place in places:
                slope = error + decay[place] * weights[place]
                squares[place] += slope * slope
                weights[place] -= _STEP * slope / math.sqrt(squares[place])
    return {name: round(weight, 2) for name, weight in zip(names, weights, strict=True) if abs(weight) >= _SMALLEST}


def table(weights: dict[str, float]) -> str:
    """The table as it is kept: a line a signal, in order, log-odds."""
    return "signal\tweight\n" + "".join(f"{name}\t{weight:g}\n" for name, weight in sorted(weights.items()))


def probability(odds: float) -> float:
    """The probability for log-odds, without overflow."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))

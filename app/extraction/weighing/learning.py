"""What each signal is worth, learnt from annotated sentences: logistic regression, the same answer on every run.

What earlier texts taught is where it begins and what it is held to (decision 0019), so a few hundred sentences of one
office correct a table and do not replace it. Offline, at a table's making (`tapsyrma examples learn`); reading texts needs
the table alone. Which signals there are is in `signals.py`.
"""

import math
import random
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

BIAS = ":bias"
_ROUNDS = 40
_STEP = 0.3
_DECAY = 0.5  # of the squares of the weights, as one over scikit-learn's C
_HELD = (
    2.0  # of the squares of how far a weight goes from what was known of it; chosen on texts left out (decision 0019)
)
_SEEN = 2  # a signal of one sentence alone says nothing of others
_SMALLEST = 0.02
_TINY = 1e-6


class Example(NamedTuple):
    """A sentence: what it shows, whether it gives an instruction, and how much it counts."""

    signals: frozenset[str]
    instruction: bool
    weight: float = 1.0


def learn(examples: Iterable[Example], known: Mapping[str, float] | None = None) -> dict[str, float]:
    """The worth of each signal in log-odds, and of none at all (`BIAS`).

    known: what earlier texts taught; a signal that the examples do not show keeps its worth. Minimises the logistic loss
    with squares of the distances from `known` (from 0 where nothing was known) as penalty (AdaGrad, a fixed order of
    sentences).
    """
    rows, known = list(examples), known or {}
    seen = Counter(signal for row in rows for signal in row.signals)
    names = [BIAS, *sorted(signal for signal, times in seen.items() if times >= _SEEN or signal in known)]
    number = {name: place for place, name in enumerate(names)}
    before = [known.get(name, 0.0) for name in names]
    pull = [_HELD / len(rows) if known else 0.0]
    pull += [(_HELD if name in known else _DECAY) / seen[name] for name in names[1:]]
    data = [([0, *sorted(number[s] for s in row.signals if s in number)], row) for row in rows]
    weights, squares = before.copy(), [_TINY] * len(names)
    order = random.Random(0)
    for _ in range(_ROUNDS):
        order.shuffle(data)
        for places, row in data:
            error = row.weight * (probability(sum(weights[place] for place in places)) - row.instruction)
            for place in places:
                slope = error + pull[place] * (weights[place] - before[place])
                squares[place] += slope * slope
                weights[place] -= _STEP * slope / math.sqrt(squares[place])
    learnt = {**known, **dict(zip(names, weights, strict=True))}
    return {name: round(weight, 2) for name, weight in learnt.items() if abs(weight) >= _SMALLEST}


def table(weights: dict[str, float]) -> str:
    """The table as it is kept: a line a signal, in order, log-odds."""
    return "signal\tweight\n" + "".join(f"{name}\t{weight:g}\n" for name, weight in sorted(weights.items()))


def read_table(path: Path) -> dict[str, float]:
    """The worth of each signal in log-odds, as `table` wrote it.

    Raises OSError or ValueError where there is no such table.
    """
    cells = path.read_text(encoding="utf8").rstrip().replace("\n", "\t").split("\t")
    names, worths = cells[2::2], cells[3::2]  # behind the head of the table
    known = {worth: float(worth) for worth in set(worths)}  # few values, many signals
    return dict(zip(names, map(known.__getitem__, worths), strict=True))


def probability(odds: float) -> float:
    """The probability for log-odds, without overflow."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))

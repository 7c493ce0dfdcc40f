"""Whether two texts give the same instruction: a press release and the minutes, a Russian and a Kazakh version.

Words are compared by their stems; across languages only what both write alike counts: numbers, Latin names, shared roots,
besides the lead, the date and the giver. A proposal for a person, never a decision. Looking candidates up is not done here.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

WINDOW_DAYS = 60
WINDOW_DAYS_ACROSS = 14
SAME_WORDS = 0.6
SAME_WORDS_AND_FACT = 0.4
SAME_ANCHORS = 0.5
_STEM = 6
_SHORT_STEM = 5

_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)?")
_FOLD = str.maketrans("ёәғқңөұүһі", "еагкноуухи")
_KAZAKH = re.compile(r"[әғқңөұүһі]", re.IGNORECASE)
_EMPTY_WORDS = frozenset(
    "поручил поручила поручено поручаю тапсырды тапсырма также после через между более менее который"
    " которые этого этой этих своей своих такой таких области город года году жылы жылғы және үшін бойынша".split()
)


class Difference(StrEnum):
    """In what two versions of one instruction disagree."""

    LEAD = "lead"
    DATE = "date"


@dataclass(frozen=True)
class Version:
    """One text's version of an instruction. lead: code of the leading body, "" when none is known."""

    text: str
    issued_on: date
    lead: str
    due_on: date | None
    giver_role: str | None


@dataclass(frozen=True)
class Sameness:
    """How alike two versions are (0 to 1) and in what they disagree."""

    score: float
    differences: tuple[Difference, ...]


def compare(one: Version, other: Version) -> Sameness | None:
    """The likeness of two versions, None when they are not the same instruction."""
    across = is_kazakh(one.text) != is_kazakh(other.text)
    apart = abs((one.issued_on - other.issued_on).days)
    if apart > (WINDOW_DAYS_ACROSS if across else WINDOW_DAYS):
        return None
    if one.giver_role and other.giver_role and one.giver_role != other.giver_role:
        return None
    same_lead = bool(one.lead) and one.lead == other.lead
    same_due = one.due_on is not None and one.due_on == other.due_on
    score = _dice(anchors(one.text), anchors(other.text)) if across else _dice(stems(one.text), stems(other.text))
    if across:
        same = same_lead and (same_due or score >= SAME_ANCHORS)
    else:
        same = score >= SAME_WORDS or (score >= SAME_WORDS_AND_FACT and (same_lead or same_due))
    if not same:
        return None
    return Sameness(round(max(score, SAME_ANCHORS if across else 0), 2), _differences(one, other))


def _differences(one: Version, other: Version) -> tuple[Difference, ...]:
    found = []
    if one.lead and other.lead and one.lead != other.lead:
        found.append(Difference.LEAD)
    if one.due_on and other.due_on and one.due_on != other.due_on:
        found.append(Difference.DATE)
    return tuple(found)


def is_kazakh(text: str) -> bool:
    """Whether a sentence has letters that Russian lacks, in more than a name."""
    return len(_KAZAKH.findall(text)) * 50 > len(text)


def stems(text: str) -> frozenset[str]:
    """First letters of the words that carry meaning, and the numbers."""
    return frozenset(
        word if word[0].isdigit() else word[:_STEM]
        for word in _WORD.findall(text.lower().translate(_FOLD))
        if (len(word) > 3 or word[0].isdigit()) and word not in _EMPTY_WORDS
    )


def anchors(text: str) -> frozenset[str]:
    """What two languages write alike: numbers, Latin words, roots of international words and names."""
    return frozenset(
        word if word[0].isdigit() else word[:_SHORT_STEM]
        for word in _WORD.findall(text.lower().translate(_FOLD))
        if word[0].isdigit() or len(word) > _SHORT_STEM
    )


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0

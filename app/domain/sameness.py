"""Whether two texts give the same instruction: a press release and the minutes, a Russian and a Kazakh version.

Words are compared by their stems; across languages by what `sameness_across.py` finds: quantities, places, names, words of one
meaning, besides the lead, the date and the giver. A proposal for a person, never a decision. Looking candidates up is not
done here.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.sameness_across import Shared, shared, traces

WINDOW_DAYS = 60
WINDOW_DAYS_ACROSS = 14
SAME_WORDS = 0.6
SAME_WORDS_AND_FACT = 0.4
# Across languages: the weight of what is shared (an object, a place, a quantity 1, an act .5) and its part of the words, by how
# many of the facts (lead, date) agree.
SHARED = {2: (1.0, 0.0), 1: (1.5, 0.4), 0: (3.0, 0.6)}
SHARED_WITHOUT_THINGS = 0.6
_AKIMAT = "akimat_"
_STEM = 6

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
    """One text's version of an instruction.

    lead: code of the leading body, "" when none is known; lead_names: how it is called, in whatever languages are known.
    """

    text: str
    issued_on: date
    lead: str
    due_on: date | None
    giver_role: str | None
    lead_names: str = ""


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
    if across:
        score = _across(one, other, same_lead + same_due)
    else:
        score = _dice(stems(one.text), stems(other.text))
        score = score if score >= SAME_WORDS or (score >= SAME_WORDS_AND_FACT and (same_lead or same_due)) else 0.0
    return Sameness(round(score, 2), differences(one, other)) if score else None


def _across(one: Version, other: Version, facts: int) -> float:
    """The likeness of a Russian and a Kazakh sentence, 0 where they are not the same. facts: how many of lead and date agree."""
    if one.lead != other.lead and one.lead.startswith(_AKIMAT) and other.lead.startswith(_AKIMAT):
        return 0.0
    names = f"{one.lead_names} {other.lead_names}"
    found = shared(traces(one.text), traces(other.text), names)
    weight, part = SHARED[facts]
    telling = found.things or (facts == len(SHARED) - 1 and found.part >= SHARED_WITHOUT_THINGS)
    if found.contrary or not telling or found.weight < weight or found.part < part:
        return 0.0
    return _likeness(found)


def _likeness(found: Shared) -> float:
    """0.5 to 1: by the part of the words that is shared."""
    return min(1.0, 0.5 + found.part / 2)


def differences(one: Version, other: Version) -> tuple[Difference, ...]:
    """In what two versions of one instruction disagree; what only one of them names is no disagreement."""
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


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0

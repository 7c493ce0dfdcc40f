"""What proves completion: when a required line of evidence is given, and how plan and fact of an indicator compare.

Pure values; storing them belongs to `app.services.evidence`, files to `app.services.attachments`.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from app.domain.enums import EvidenceKind
from app.domain.errors import InvalidInput

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")


@dataclass(frozen=True)
class Given:
    """The evidence for one line, as a report names it. has_file: a document is attached or chosen."""

    act_number: str = ""
    act_on: date | None = None
    fact: str = ""
    place: str = ""
    has_file: bool = False


def is_given(kind: EvidenceKind, given: Given) -> bool:
    """Whether the line is proved: an act wants number and date, an indicator its fact, a document its file."""
    match kind:
        case EvidenceKind.ACT:
            return bool(given.act_number) and given.act_on is not None
        case EvidenceKind.INDICATOR:
            return bool(given.fact)
        case EvidenceKind.DOCUMENT:
            return given.has_file
        case EvidenceKind.PLACE:
            return bool(given.place)


def plain_number(text: str) -> str:
    """A number as people write it (“1 250,5”) with a point and without blanks; "" for none.

    Raises InvalidInput (code `number_wrong`).
    """
    plain = re.sub(r"[\s\u00a0\u202f]", "", text).replace(",", ".").replace("\u2212", "-")
    if plain and not _NUMBER.fullmatch(plain):
        raise InvalidInput("number_wrong", text=text.strip()[:40])
    return plain


def reached(plan: str, fact: str) -> bool | None:
    """Whether the fact is the plan or more; None where one of them is not known. Both are plain numbers."""
    return Decimal(fact) >= Decimal(plan) if plan and fact else None

"""What a file of a list holds, whatever its format: a title, facts about it, columns, rows. Which rows is the caller's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

Value = str | int | date | None
Row = Sequence[Value]

# What a spreadsheet reads as the beginning of a formula or of a command; some read the wide signs of East Asia so, too.
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"


@dataclass(frozen=True)
class Column:
    """A column. width: in characters; wrap: long texts run over several lines."""

    title: str
    width: int = 14
    kind: Kind = Kind.TEXT
    wrap: bool = False


@dataclass(frozen=True)
class Table:
    """A list. facts: (word, value) above the columns: filters, day, reader; note: a sentence of warning, may be empty.

    rows are read once, one after another, so that a long list is never held whole.
    """

    title: str
    facts: Sequence[tuple[str, str]]
    columns: Sequence[Column]
    rows: Iterable[Row]
    note: str = ""


def is_dangerous(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula."""
    return text.startswith(_DANGEROUS)


def harmless(text: str) -> str:
    """The text as a spreadsheet shows it and does not calculate it: with an apostrophe before it where needed."""
    return f"'{text}" if is_dangerous(text) else text

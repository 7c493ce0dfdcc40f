"""Words, numbers and marks of a sentence, by one expression. What a word means belongs to `morphology.py`."""

import re
from typing import NamedTuple

_TOKEN = re.compile(r"\d+(?:[.,/]\d+)*(?:-[^\W\d_]+)?|[^\W\d_]+(?:[-&'’][^\W_]+)*|[^\w\s]")


class Token(NamedTuple):
    """One word, number or mark; offsets are those of the folded text."""

    text: str
    low: str
    start: int
    end: int
    word: bool


def tokenize(text: str, low: str, start: int, end: int) -> list[Token]:
    """Tokens of text[start:end]. A hyphen that stands free is a dash."""
    found = []
    new, kind = tuple.__new__, Token  # without the constructor's frame: this is the hottest loop of the package
    for match in _TOKEN.finditer(text, start, end):
        first, last = match.span()
        piece = match.group()
        if piece == "-":
            found.append(new(kind, ("–", "–", first, last, False)))
        else:
            found.append(new(kind, (piece, low[first:last], first, last, piece[0].isalpha())))
    return found

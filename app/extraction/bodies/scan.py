"""The words of a sentence with their stems, and what a mention of a body is.

Shared by the modules that find mentions: `names.py` (the register's names), `posts.py` (akims, ministers, heads) and
`unregistered.py` (generic nouns, bodies that the register lacks). None of them is imported here.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from app.extraction.bodies.gazetteer import Gazetteer, russian_stem
from app.extraction.words import kazakh
from app.extraction.words.kept import Kept
from app.extraction.words.tokens import Token

ANY = frozenset({"any"})
# «МИДу», «НИТом»: capitals with an ending.
ACRONYM = re.compile(r"(?P<name>[А-Я]{2,6})(?:у|а|ом|е|ы)$")
# «KEGOC-у», «QazaqGaz-у».
ENDED = re.compile(r"(?P<name>[A-Za-z]{3,}|[А-Я]{2,6})-(?:[аеуюя]|ом|ем)$")
NOMINATIVE = frozenset({"nom", "acc"})
QUOTES = frozenset('«»"')
INNER = QUOTES | frozenset(",–/")


class Body(NamedTuple):
    """A body of the register, or one that only the text names (code None)."""

    code: str | None
    name: str


@dataclass(slots=True)
class Mention:
    """tokens[first:last]; need: kind of body to be resolved from the text before, empty when bodies are known.

    place, parent: the akimat of the region and the body to which a body belongs that the register lacks, where said;
    more: further regions that have one each («управлениям здравоохранения областей Абай и Жетісу»).
    """

    first: int
    last: int
    start: int
    end: int
    cases: frozenset[str]
    bodies: tuple[Body, ...] = ()
    need: str = ""
    office: bool = False
    language: str = "ru"
    lead: bool = False
    by_agreement: bool = False
    together: bool = False
    prep: str = ""
    place: str = ""
    parent: str = ""
    more: tuple[str, ...] = ()

    def stands(self, *cases: str) -> bool:
        """Whether the mention may stand in one of these cases."""
        return self.cases is ANY or any(case in self.cases for case in cases)


_STEMS = Kept(lambda low: (russian_stem(low), kazakh.stem(low)))


class Scan:
    """One pass over the tokens of a sentence. Holds the words without marks and their stems."""

    def __init__(self, tokens: list[Token], gazetteer: Gazetteer, day: date) -> None:
        self.tokens, self.gazetteer, self.day = tokens, gazetteer, day
        self.places = [i for i, token in enumerate(tokens) if token.word or token.low[0].isdigit()]
        self.words = [tokens[i] for i in self.places]
        stems = [_STEMS[token.low] for token in self.words]
        self.russian, self.kazakh = map(list, zip(*stems, strict=True)) if stems else ([], [])
        for k, word in enumerate(self.words):
            if word.text[:2].isupper() and (acronym := ACRONYM.match(word.text)):
                self.russian[k] = _STEMS[acronym["name"].lower()][0]
            elif "-" in word.text and (ended := ENDED.match(word.text)):
                self.russian[k] = _STEMS[ended["name"].lower()][0]

    def joined(self, first: int, last: int) -> bool:
        """Whether only marks that names contain stand between words first..last."""
        for k in range(first, last - 1):
            for i in range(self.places[k] + 1, self.places[k + 1]):
                if self.tokens[i].text not in INNER:
                    return False
        return True

    def mention(self, first: int, last: int, cases: frozenset[str], **more: object) -> Mention:
        """A mention of words first..last."""
        start, end = self.places[first], self.places[last - 1] + 1
        while end < len(self.tokens) and self.tokens[end].text in '»"' and self._open_quotes(start, end):
            end += 1
        return Mention(start, end, self.tokens[start].start, self.tokens[end - 1].end, cases, **more)  # type: ignore[arg-type]

    def _open_quotes(self, start: int, end: int) -> bool:
        marks = [token.text for token in self.tokens[start:end] if token.text in QUOTES]
        return marks.count("«") > marks.count("»") or marks.count('"') % 2 == 1

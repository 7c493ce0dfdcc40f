"""Whose paper a text is: the line that signs it, the heading of minutes, the act that somebody has signed.

Who leads where the text is no paper is decided in `givers.py`.
"""

import re
from itertools import pairwise

from app.extraction.context import Document
from app.extraction.offices import Person


def signature(document: Document) -> Person | None:
    """«Премьер-министр Республики Казахстан О. Бектенов»: the line that ends an act or a letter is its author's."""
    last = document.paragraphs[-1]
    for line, after in pairwise(document.paragraphs):
        named = document.people.within(line.start, line.end)
        dated = _DATE_LINE.match(document.folded.low, after.start, after.end)
        if dated and named and named[0].start == line.start and named[0].end == line.end and named[0].nominative:
            return named[0]
    inside = document.people.within(last.start, last.end)
    short = last.end - last.start < _SIGNED and document.folded.text[last.end - 1] not in ".!?…;:"
    signed = short and inside and inside[0].start == last.start and inside[0].nominative and not inside[0].collegial
    return inside[0] if signed else None


_SIGNED = 120
_DATE_LINE = re.compile(r"\W*\d{1,2}(?:\.\d{2}\.| [а-я]+ )\d{4}(?: года?| г\.?)?\W*$")


def minuted(document: Document) -> Person | None:
    """«Протокол совещания у Заместителя Премьер-министра»: whose meeting the heading of minutes names."""
    match = _MINUTES.match(document.folded.low)
    inside = document.people.within(match.end(), match.end() + _NEXT) if match else []
    return next((p for p in inside if p.role is not None and not p.collegial), None)


_MINUTES = re.compile(
    r"\W*(?:(?:из|выписка из) )?протокол[а-я]*\s+(?:[а-я-]+ ){0,3}?(?:совещани|заседани|штаб|коллеги|селектор)[а-я]* "
    r"(?:[а-я-]+ ){0,4}?(?:у|под председательством|под руководством) "
)
_NEXT = 20


def decreed(document: Document) -> Person | None:
    """«Подписано распоряжение Премьер-министра о …»: whose act the title or the opening tells of."""
    for text, people in ((document.title, document.title_people), (document.folded, document.people)):
        match = _DECREE.search(text.low, 0, _HEAD)
        named = people.within(match.end(), match.end() + 2) if match else []
        if named and named[0].role is not None and not (named[0].nominative or named[0].collegial):
            inside = text is document.folded
            return named[0] if inside else named[0]._replace(start=-1, end=-1)
    return None


_HEAD = 200
_DECREE = re.compile(
    r"(?<![\w-])(?:подписан[оы]?|вышл[оаи]|издан[оы]?|опубликован[оы]?|принят[оы]?|^) ?"
    r"(?:распоряжение|постановление|указ|приказ|поручение) (?=[а-я])"
)

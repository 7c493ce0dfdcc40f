"""Whose paper a text is: the line that signs it, the heading of minutes, the act that somebody has signed.

Who leads where the text is no paper is decided in `chair.py`.
"""

import re
from itertools import pairwise

from app.extraction.speech.page import Page
from app.extraction.speech.people import Person


def signature(page: Page) -> Person | None:
    """«Премьер-министр Республики Казахстан О. Бектенов»: the line that ends an act or a letter is its author's."""
    last = page.paragraphs[-1]
    for line, after in pairwise(page.paragraphs):
        named = page.people.within(line.start, line.end)
        dated = _DATE_LINE.match(page.folded.low, after.start, after.end)
        if dated and named and named[0].start == line.start and named[0].end == line.end and named[0].nominative:
            return named[0]
    inside = page.people.within(last.start, last.end)
    short = last.end - last.start < _SIGNED and page.folded.text[last.end - 1] not in ".!?…;:"
    signed = short and inside and inside[0].start == last.start and inside[0].nominative and not inside[0].collegial
    return inside[0] if signed else None


_SIGNED = 120
_DATE_LINE = re.compile(r"\W*\d{1,2}(?:\.\d{2}\.| [а-я]+ )\d{4}(?: года?| г\.?)?\W*$")


def columnist(page: Page) -> bool:
    """«Депутат Мажилиса о том, почему …», «Авторская колонка»: a line that opens the text and has no leader for its author."""
    if _TITLED_COLUMN.match(page.title.low):
        return True
    first = page.paragraphs[0]
    line = page.folded.low[first.start : first.end].strip()
    if len(line) > _BYLINE or page.folded.text[first.end - 1] in "?!:;":
        return False
    if _COLUMN.fullmatch(line):
        return True
    named = page.people.within(first.start, first.end)
    lay = bool(named) and named[0].start == first.start and named[0].role is None and named[0].nominative
    return lay and _ABOUT.search(page.folded.low, named[0].end, first.end) is not None


_BYLINE = 140
_COLUMN = re.compile(
    r"\W*(?:авторская |личная )?(?:колонка|мнение|блог|эссе|точка зрения|комментарий|реплика|письмо (?:читателя|в редакцию))"
    r"(?: [а-я-]+){0,3}\W*"
)
_TITLED_COLUMN = re.compile(
    r"\W*(?:авторская |личная |экспертная )?(?:колонка|мнение|точка зрения|эссе|блог|реплика)(?: [а-я-]+){0,3}?\s*[:–]"
)
_ABOUT = re.compile(r"(?<![\w-])(?:об?|про) (?:том,|чем|[а-я-]+)|(?:размышляет|рассуждает|делится)(?![\w-])")


def minuted(page: Page) -> Person | None:
    """«Протокол совещания у Заместителя Премьер-министра»: whose meeting the heading of minutes names."""
    match = _MINUTES.match(page.folded.low)
    inside = page.people.within(match.end(), match.end() + _NEXT) if match else []
    return next((p for p in inside if p.role is not None and not p.collegial), None)


_MINUTES = re.compile(
    r"\W*(?:(?:из|выписка из) )?протокол[а-я]*\s+(?:[а-я-]+ ){0,3}?(?:совещани|заседани|штаб|коллеги|селектор)[а-я]* "
    r"(?:[а-я-]+ ){0,4}?(?:у|под председательством|под руководством) "
)
_NEXT = 20


def decreed(page: Page) -> Person | None:
    """«Подписано распоряжение Премьер-министра о …»: whose act the title or the opening tells of."""
    for text, people in ((page.title, page.title_people), (page.folded, page.people)):
        match = _DECREE.search(text.low, 0, _HEAD)
        named = people.within(match.end(), match.end() + 2) if match else []
        if named and named[0].role is not None and not (named[0].nominative or named[0].collegial):
            inside = text is page.folded
            return named[0] if inside else named[0]._replace(start=-1, end=-1)
    return None


_HEAD = 200
_DECREE = re.compile(
    r"(?<![\w-])(?:подписан[оы]?|вышл[оаи]|издан[оы]?|опубликован[оы]?|принят[оы]?|^) ?"
    r"(?:распоряжение|постановление|указ|приказ|поручение) (?=[а-я])"
)

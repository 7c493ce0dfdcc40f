"""«Минфину и Минтрансу … до 1 мая и 1 июня соответственно»: one act, as many terms as bodies, each body its own term."""

import re

from app.domain.enums import Bound, ExecutorRole
from app.extraction.deadlines import Deadline, read_deadline
from app.extraction.lexicon.bodies import ORDINALS
from app.extraction.parts.owners import Chosen
from app.extraction.parts.splitting import Part
from app.extraction.text.context import Document, Unit
from app.extraction.text.view import View

_RESPECTIVELY = re.compile(r"(?<![\w-])соответственно(?![\w-])")
_NEXT_DAY = re.compile(
    r",? (?:и |а )?(?:до |к )?(?P<day>\d{1,2} (?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|"
    r"ноября|декабря)(?: \d{4} года?)?|(?:начала|середины|конца) [а-я]+|(?:[ivx]+|[1-4]) квартал[а-я]*)(?![\w-])"
)


def respectively(
    document: Document, unit: Unit, start: int, end: int, chosen: list[Chosen]
) -> list[tuple[Chosen, Deadline]]:
    """Each body with its term; empty where the stretch does not say so or the numbers differ."""
    if not _RESPECTIVELY.search(document.folded.low, start, end):
        return []
    bodies = [
        Chosen(c.mention, (body,), ExecutorRole.LEAD, c.rule, c.unit)
        for c in sorted(chosen, key=lambda c: c.mention.start)
        for body in c.bodies
        if not c.mention.together
    ]
    terms = _terms(document, unit, start, end)
    return list(zip(bodies, terms, strict=True)) if len(bodies) == len(terms) > 1 else []


def by_ordinal(view: View, part: Part, chosen: list[Chosen]) -> list[Chosen]:
    """«Минэкологии и Минтуризму названы даты: первому – провести ревизию, второму – …»: the body that the number means."""
    for index in range(part.trigger[0] - 1):
        token = view.tokens[index]
        number = ORDINALS.get(token.low) if part.start <= token.start < part.end else None
        if number is None or view.tokens[index + 1].text not in "–:" or index + _NEAR < part.trigger[0]:
            continue
        bodies = [(c, body) for c in sorted(chosen, key=lambda c: c.mention.start) for body in c.bodies]
        if -len(bodies) <= number < len(bodies):
            one, body = bodies[number]
            return [Chosen(one.mention, (body,), ExecutorRole.LEAD, one.rule, one.unit)]
    return chosen


_NEAR = 8


def each_length(document: Document, start: int, end: int, chosen: list[Chosen]) -> list[tuple[Chosen, Deadline]]:
    """«дал Минфину месяц на расчёты, Минюсту – две недели на экспертизу»: bodies behind the first, each with its length."""
    found = []
    for body in chosen[1:]:
        match = _LENGTH.match(document.folded.low, body.mention.end, end) if body.mention.start >= start else None
        read = read_deadline(match["rest"], document.published, document.calendar) if match else None
        if match is None or read is None or read.date is None:
            return []
        first, last = match.span("rest")
        placed = read._replace(start=first, end=last, text=document.folded.text[first:last])
        found.append((body._replace(role=ExecutorRole.LEAD), placed))
    return found


_LENGTH = re.compile(
    r"\s*[–:-]\s*(?P<rest>(?:[а-я\d-]+ ){0,2}(?:сутки|суток|час[а-я]{0,2}|дн[а-я]+|день|недел[а-я]+|"
    r"месяц[а-я]*|декаду?|полгода|год))(?![\w-])"
)


def _terms(document: Document, unit: Unit, start: int, end: int) -> list[Deadline]:
    """Dated terms of a stretch, in order, those of a list with one preposition among them."""
    found: list[Deadline] = []
    for term in document.deadlines(unit):
        inside = start <= term.start < term.end <= end and (not found or term.start >= found[-1].end)
        if inside and term.date is not None and term.bound is not Bound.FROM:
            found.append(term)
    while found and (match := _NEXT_DAY.match(document.folded.low, found[-1].end)):
        first, last = match.span("day")
        read = read_deadline("до " + document.folded.text[first:last], document.published, document.calendar)
        if read is None or read.date is None:
            break
        found.append(read._replace(start=first, end=last, text=document.folded.text[first:last]))
    return found

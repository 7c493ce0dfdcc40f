"""Terms told as a day in the nominative: «крайний срок – День Независимости», «мерзімі – оқу жылының басы».

They are read as the same day behind a preposition or a postposition; dates themselves belong to `app.extraction.deadlines`.
"""

import re

from app.extraction.deadlines import Deadline, read_deadline
from app.extraction.text.context import Document

_NAMED = re.compile(
    r"(?<![\w-])(?:(?:(?:крайний|последний|конечный|контрольный) )?(?:срок|день)(?: исполнения)?|"
    r"(?:крайняя|контрольная) дата|дедлайн) ?[–:-] ?"
    r"(?P<rest>(?:день|праздник|рождество|наурыз|новый год)(?: [а-я]+){0,2}|начал(?P<begin>о) (?:[\d–-]{4,9} )?учебного года|"
    r"(?P<weekday>понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)(?: следующей недели)?|"
    r"(?P<day>\d{1,2})-е(?: число)?)(?![\w-])"
)
_NAMED_KK = re.compile(
    r"(?<![\w-])(?:(?:соңғы|орындау|орындалу) )?(?:мерзімі?|күні?|дедлайн) ?[–:-] ?"
    r"(?P<rest>(?:[\d–-]{4,9} )?оқу жылының басы|(?:[а-яәғқңөұүһі]+ ){0,2}(?:мейрамы|күні)|наурыз|жаңа жыл)(?![\w-])"
)
_ON_WEEKDAY = {"среда": "среде", "пятница": "пятнице", "суббота": "субботе", "воскресенье": "воскресенью"}
_TO_KK = {"ы": "на", "і": "не", "з": "ға", "л": "ға"}


def named_day(document: Document, start: int, end: int) -> Deadline | None:
    """The day in folded text[start:end], with absolute offsets; None where none is named so or no date follows."""
    match = _NAMED.search(document.folded.low, start, end)
    said = _as_term(document, match) if match else ""
    if match is None and (match := _NAMED_KK.search(document.folded.low, start, end)):
        rest = match["rest"]
        said = f"{rest}{_TO_KK.get(rest[-1], '')} дейін"
    found = read_deadline(said, document.published, document.calendar) if match else None
    if match is None or found is None or found.date is None:
        return None
    first, last = match.span("rest")
    return found._replace(start=first, end=last, text=document.folded.text[first:last])


def _as_term(document: Document, match: re.Match[str]) -> str:
    """«среда» -> «к среде», «25-е» -> «к 25-му числу», «начало учебного года» -> «к началу учебного года»."""
    if match["day"]:
        return f"к {match['day']}-му числу"
    first, last = match.span("rest")
    said = "к " + document.folded.text[first:last]
    if match["begin"]:
        place = match.start("begin") - first + 2
        return f"{said[:place]}у{said[place + 1 :]}"
    if match["weekday"]:
        return said.replace(match["weekday"], _ON_WEEKDAY.get(match["weekday"], match["weekday"] + "у"))
    return said

"""Who answers in an interview: the official whom the title or the opening names («Интервью с министром труда»)."""

import re

from app.extraction.speech.offices import People, Person
from app.extraction.words.folding import Folded

_WITH = re.compile(
    r"(?<![\w-])(?:интервью|беседа|беседу|беседовал[аи]?|разговор|поговорил[аи]?|пообщал[а-я]+|встретил[а-я]+) "
    r"(?:[а-я-]+ ){0,3}?(?:со? )|"
    r"(?<![\w-])на (?:наши |эти |все )?(?:вопросы|вопрос) (?:[а-я-]+ ){0,4}?(?:ответил[аи]?|отвечает|отвечал[аи]?) "
)
_OPENING, _REACH = 600, 40
_TITLED = re.compile(r"\s*:\s*[«\"]")


def interviewee(folded: Folded, people: People, title: Folded, titled: People) -> Person | None:
    """The official who answers; None where the text names nobody or somebody without an office."""
    for person in titled.all:
        named = person.role is not None and person.nominative and not person.foreign and not person.collegial
        if named and _TITLED.match(title.text, title.text.find(":", person.end)):
            return person
    for text, known in ((title, titled), (folded, people)):
        match = _WITH.search(text.low, 0, _OPENING)
        if match is None:
            continue
        near = known.within(match.end(), match.end() + _REACH)
        if near:
            return near[0] if near[0].role is not None and not near[0].foreign and not near[0].collegial else None
    return None

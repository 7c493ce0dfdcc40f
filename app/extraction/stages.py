"""The stage of a project that a phrase names («сдача», «пуск»), and the project that it belongs to.

Whether a phrase is a milestone at all is judged in `milestones.py`.
"""

import re
from functools import cache

from app.domain.enums import Stage
from app.extraction.lexicon import milestones as table
from app.extraction.text.context import Document

# The letters of the first word come first: a search looks at no others.
_PROJECT = re.compile(
    r"[ПпЗзКкФфТтХхж](?:(?<=[Пп])роект[а-я]*,? (?:как )?|(?:(?<=[Зз])авод|(?<=[Кк])омбинат|(?<=[Фф])абрик|(?<=[Кк])омплекс|"
    r"(?<=[Тт])ерминал|(?<=[Хх])аб|(?<=[Кк])ластер|(?<=[Тт])ехнопарк)[а-я]{0,3} (?:(?:ТОО|АО|компании|корпорации|холдинга) )?|"
    r"(?<=ж)оба[а-яәғқңөұүһі]* )(?P<name>(?:«[^»\n]{2,60}»)|[A-Z][\w&+-]*(?: [A-Z][\w&+-]*)*)|«(?P<kk>[^»\n]{2,60})» жоба"
)


def stage_of(low: str) -> Stage | None:
    """Stage of a project that a phrase names, or None."""
    return next((stage for stage, pattern in _stages() if pattern.search(low)), None)


@cache
def _stages() -> tuple[tuple[Stage, re.Pattern[str]], ...]:
    """Read when the first milestone is found: most texts have none, and a start need not wait for it."""
    return tuple((Stage(name), re.compile(rf"(?<![\w-])(?:{pattern})")) for name, pattern in table.STAGES)


def project_near(document: Document, start: int, end: int, reach: int = 900) -> str | None:
    """The project that a stretch names, else the last one named before it, within a paragraph or two."""
    text = document.folded.text
    found = None
    for match in _PROJECT.finditer(text, max(0, start - reach), end):
        if match.start() >= start and found is not None and found.start() >= start:
            break
        if text.count("\n", match.end(), max(start, match.end())) <= 2:
            found = match
    if found is None:
        return None
    first, last = found.span("name") if found["name"] else found.span("kk")
    return document.folded.quote(first, last).strip("«»")

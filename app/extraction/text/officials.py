"""Officials of a body that only a bare noun names: «руководству фонда», «руководителям департаментов».

Kept apart from `resolution.py`, which knows what the noun alone stands for.
"""

from app.extraction.bodies.mentions import Body, Mention
from app.extraction.text.context import Document, Unit, fitting_kinds
from app.extraction.text.deputies import Bodies, named_earlier
from app.extraction.text.naming import is_national, named_bodies

_KINDS = {"фонда": "fund", "холдинга": "holding", "корпорации": "company", "компании": "company", "банка": "bank"}
_UNITS = {
    "департаментов": "Департаменты ",
    "управлений": "Управления ",
    "инспекций": "Инспекции ",
    "прокуратур": "Прокуратуры ",
}


def of_bare_noun(document: Document, unit: Unit, mention: Mention, noun: str) -> Bodies:
    """Whom the officials of «фонда», «департаментов» stand for, where the text has named such bodies; else nobody."""
    if not mention.office:
        return ()
    if noun in _KINDS:
        body = last_of_kind(document, unit, mention, fitting_kinds(_KINDS[noun]))
        return (body,) if body else ()
    return _all_named(document, unit, mention, _UNITS[noun]) if noun in _UNITS and is_national(document) else ()


def _all_named(document: Document, unit: Unit, mention: Mention, head: str) -> Bodies:
    """«руководителям департаментов» after «с департаментами государственных доходов»: those of all regions."""
    for other, found in named_earlier(document, unit, mention):
        field = found.need.partition(":")[2] if found.need.startswith("named:") and not found.place else ""
        bodies = found.bodies or (named_bodies(document, other, found, field) if " " in field else ())
        if len(bodies) == 1 and bodies[0].name.startswith(head):
            return bodies
    return ()


def last_of_kind(document: Document, unit: Unit, mention: Mention, kinds: frozenset[str]) -> Body | None:
    """The last body of a kind before a mention, else of the title; no group."""
    by_code = document.directory.by_code
    titled = (body for found in document.title_mentions for body in found.bodies)
    above = (body for _, found in named_earlier(document, unit, mention) for body in found.bodies)
    for bodies in (above, titled):
        for body in bodies:
            if body.code and by_code[body.code].kind in kinds and not by_code[body.code].is_group:
                return body
    return None

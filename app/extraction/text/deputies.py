"""Whose deputies are meant («своему заместителю», «сосын орынбасарына»), and which minister or head was named before.

What other mentions stand for is `resolution.py`'s.
"""

from itertools import chain

from app.domain.enums import GiverRole
from app.extraction.bodies.mentions import Body, Mention
from app.extraction.lexicon.bodies import OWN_DEPUTY
from app.extraction.speech.chair import chair_of
from app.extraction.text.context import Document, Unit
from app.extraction.text.naming import is_national, region_of

_REACH = 25  # sentences
Bodies = tuple[Body, ...]


def deputies(document: Document, unit: Unit, mention: Mention) -> Bodies:
    """«своему заместителю», «заместитель акима»: the register's group of the region's deputies, else the akimat."""
    chair = chair_of(document)
    own = document.folded.low.startswith(OWN_DEPUTY, mention.start)
    if not own and not mention.need.startswith("department:deputies_akim"):
        return ()
    if own and (chair is None or chair.role is not GiverRole.AKIM):
        return ()
    region = region_of(document, unit, mention)
    group = document.directory.by_code.get(f"deputies_akim_{region}")
    if group is not None:
        return (Body(group.code, group.ru),)
    if own and (headed := _headed(document)):
        return (headed,)
    words = document.folded.low[mention.start : mention.end]
    everywhere = document.directory.by_code.get("grp_akimats")
    if everywhere and words.endswith("акимов") and is_national(document):
        return (Body(everywhere.code, everywhere.ru),)
    levels = ("city",) if "город" in words else ("oblast", "city")
    near = (document.akimat_near(mention.start, unit.paragraph, level) for level in levels)
    return next(((body,) for body in near if body), ())


def _headed(document: Document) -> Body | None:
    """The akimat of the akim whom the title or the text names with his place: «Пост акима Усть-Каменогорска»."""
    if "headed" not in document.notes:
        units = (unit for number in range(len(document.paragraphs)) for unit in document.units(number))
        inside = (mention for unit in units for mention in document.mentions(unit))
        offices = (m for m in chain(document.title_mentions, inside) if m.office and len(m.bodies) == 1)
        akims = (m.bodies[0] for m in offices if alike(document, m.bodies[0].code, "grp_akimats"))
        document.notes["headed"] = next(akims, None)
    found: Body | None = document.notes["headed"]
    return found


def own_deputy(document: Document, unit: Unit, mention: Mention) -> Bodies:
    """«Сосын орынбасарына: …»: a leader's own deputy is of his body; «облыс әкімінің орынбасарына» names whose he is."""
    if mention.last - mention.first > 1 or mention.language != "kk":
        return ()
    chief = next((p for p in document.people.before(mention.start) if p.role is not None and p.nominative), None)
    if chief is None or chief.role not in (GiverRole.AKIM, GiverRole.MINISTER):
        return ()
    if chief.role is GiverRole.MINISTER:
        own = last_minister(document, unit, mention)
    else:
        headed = (m.bodies for _, m in named_earlier(document, unit, mention) if m.office and len(m.bodies) == 1)
        own = next((b[0] for b in headed if alike(document, b[0].code, "grp_akimats")), None)
        own = own or document.akimat_near(mention.start, unit.paragraph, "")
    region = (own.code or "").removeprefix("akimat_") if own is not None else ""
    several = document.folded.low.startswith("орынбасарлар", mention.start)
    if several and (group := document.directory.by_code.get(f"deputies_akim_{region}")):
        return (Body(group.code, group.ru),)
    return (own,) if own is not None else ()


def last_minister(document: Document, unit: Unit, mention: Mention) -> Body | None:
    """The ministry of the minister last named before, in the text or in its title."""
    by_code = document.directory.by_code
    titled = [(m, document.title.low[m.start : m.end]) for m in document.title_mentions]
    above = [(m, document.folded.low[m.start : m.end]) for _, m in named_earlier(document, unit, mention)]
    for found, low in [*above, *titled]:
        for body in found.bodies:
            if body.code and by_code[body.code].kind == "ministry" and "министр" in low and "министерств" not in low:
                return body
    return None


def named_earlier(document: Document, unit: Unit, mention: Mention) -> list[tuple[Unit, Mention]]:
    """Mentions before one, the nearest first."""
    found = [(unit, m) for m in document.mentions(unit) if m.last <= mention.first][::-1]
    for other in document.before(unit, _REACH):
        found += [(other, m) for m in document.mentions(other)[::-1]]
    return found


def alike(document: Document, code: str | None, group: str) -> bool:
    return bool(code) and (group != "grp_akimats" or document.directory.by_code[code or ""].kind.startswith("akimat"))

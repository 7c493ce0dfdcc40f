"""Whom the name of a group stands for in a text: «обоим ведомствам», «каждому акимату», lower akims, the city of a million.

Pronouns and bare nouns («ему», «министерству») belong to `resolution.py`.
"""

import re

from app.domain.enums import GiverRole
from app.extraction.bodies.mentions import Body, Mention
from app.extraction.lexicon.bodies import COUNTED, EVERY_RU
from app.extraction.text.context import METROPOLIS, Document, Unit
from app.extraction.text.deputies import Bodies, alike, named_earlier
from app.extraction.text.local_names import districts
from app.extraction.text.naming import akimat_here, district_near, is_national, named_bodies, region_of
from app.extraction.words.morphology import forms

LEADERS = frozenset({"president", "pm", "dpm", "government"})
_SAME, _SINGLE = frozenset("тем этим".split()), ("управлени", "отдел")


def of_metropolis(document: Document, mention: Mention) -> Bodies:
    """«акимату мегаполиса» in a text about Shymkent."""
    said = METROPOLIS in document.folded.low[mention.start : mention.end]
    known = document.directory.by_code.get("akimat_shymkent")
    if not said or known is None or not document.of_shymkent or mention.bodies[0].code != "akimat_almaty":
        return ()
    return (Body(known.code, known.ru),)


def every(document: Document, unit: Unit, mention: Mention) -> Bodies:
    """«каждому акимату», «ни один аким», «любой из акиматов»: all of them."""
    before = " ".join(token.low for token in document.tokens(unit)[max(0, mention.first - 3) : mention.first])
    group = document.directory.by_code.get("grp_akimats")
    if not _EVERY.search(before) or group is None:
        return ()
    if is_national(document) and not mention.need.endswith("district"):
        return (Body(group.code, group.ru),)
    return (districts(document, unit, mention),)


_EVERY = re.compile(r"(?:^| )(?:кажд[а-я]+|люб[а-я]{2,3}|всяк[а-я]+|ни один|ни одного|ни одному)(?: [а-я]+ и)?$")


def all_of(document: Document, unit: Unit, mention: Mention, kind: str) -> Bodies:
    """«каждое министерство», «любому ведомству»: all of them."""
    group = document.directory.by_code.get("grp_cgo")
    before = " ".join(token.low for token in document.tokens(unit)[max(0, mention.first - 2) : mention.first])
    every = kind in ("ministry", "body") and not mention.office and _EVERY.search(before)
    return (Body(group.code, group.ru),) if every and group is not None else ()


def one_of_group(document: Document, unit: Unit, mention: Mention, last_owners: Bodies) -> Bodies:
    """Whom the name of a group stands for here: «тем же акиматам», «управлению образования» of one region, lower akims."""
    code, tokens = mention.bodies[0].code or "", document.tokens(unit)
    if not code.startswith("grp_"):
        return ()
    if mention.first > 1 and tokens[mention.first - 1].low == "же" and tokens[mention.first - 2].low in _SAME:
        return tuple(b for b in last_owners if alike(document, b.code, code))
    words = [token.low for token in tokens[mention.first : mention.last] if token.word]
    if code == "grp_akimats" and (own := akimat_here(document, unit, mention, words)):
        return (own,)
    at = next((n for n in (1, 2) if len(words) > n + 1 and words[n].startswith(_SINGLE)), 0)
    headed = bool(at) and words[at].endswith(("ния", "ла"))
    words = words[at if headed else 0 :]  # «руководителю управления образования», «коллеги из управления …»
    every = mention.first > 0 and EVERY_RU.match(tokens[mention.first - 1].low) is not None
    one = headed or not forms(words[0]).plural or (bool(mention.prep) and words[0].endswith("ния"))  # «от управления …»
    single = len(words) > 1 and words[0].startswith(_SINGLE) and one
    if single and not every and mention.language == "ru":
        return named_bodies(document, unit, mention, " ".join(words))
    return _lower_akims(document, unit, mention)


def counted_bodies(document: Document, unit: Unit, mention: Mention) -> Bodies:
    """«обоим ведомствам»: as many of the bodies named just before."""
    before = document.tokens(unit)[mention.first - 1].low if mention.first else ""
    many, nameless = COUNTED.get(before, 0), not mention.bodies or (mention.bodies[0].code or "").startswith("grp_")
    if not many or not nameless:
        return ()
    found: list[Body] = []
    for other, named in named_earlier(document, unit, mention):
        if other.paragraph < unit.paragraph - 1 or len(found) >= many:
            break
        bodies = [b for b in named.bodies[::-1] if b.code and b.code not in LEADERS and not b.code.startswith("grp_")]
        found += [body for body in bodies if body not in found]
    return tuple(found[:many][::-1]) if len(found) >= many else ()


def _lower_akims(document: Document, unit: Unit, mention: Mention) -> Bodies:
    """«акимам», said by the akim of an oblast or a district: those of its districts or villages."""
    low = document.folded.low[mention.start : mention.end]
    towns = "городов" in low and "районов" in low
    several = mention.last - mention.first > 1 and not towns
    if mention.bodies[0].code != "grp_akimats" or several or is_national(document):
        return ()
    if not low.startswith("аким"):
        return ()
    chief = next((p for p in document.people.all if p.role is GiverRole.AKIM), None)
    if chief and document.folded.low.find(" район", chief.end, chief.end + _OF_DISTRICT) >= 0:
        return (Body(None, f"Акимы сельских округов {district_near(document, mention.start)}".strip()),)
    return (districts(document, unit, mention),) if region_of(document, unit, mention) else ()


_OF_DISTRICT = 30

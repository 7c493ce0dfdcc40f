"""From mentions to bodies: what «министерству», «им», «управлению» stand for in this text.

How a body is called that the register lacks, or has in each region, belongs to `naming.py`.
"""

import re

from app.domain.enums import GiverRole
from app.domain.kazakh_suffixes import PLURAL_SUFFIXES
from app.extraction.bodies.gazetteer import russian_stem
from app.extraction.bodies.kazakh_bodies import nominative_kk
from app.extraction.bodies.kazakh_local import local_head
from app.extraction.bodies.mentions import Body, Mention
from app.extraction.lexicon.bodies import COUNTED, ORGANISATION_KK, TERRITORIAL
from app.extraction.lexicon.local_kk import HEADS
from app.extraction.speech.chair import chair_of
from app.extraction.text.context import METROPOLIS, Document, Unit, fitting_kinds
from app.extraction.text.deputies import Bodies, alike, deputies, last_minister, named_earlier, own_deputy
from app.extraction.text.facilities import facility_near
from app.extraction.text.local_names import districts, of_trade
from app.extraction.text.naming import (
    akimat_here,
    called,
    district_near,
    genitive,
    is_national,
    named_bodies,
    nominative_of,
    region_of,
    village_near,
)
from app.extraction.text.titles import guest
from app.extraction.words.cues import DIRECTIVE
from app.extraction.words.kazakh import stem
from app.extraction.words.morphology import forms
from app.extraction.words.tokens import Token


def resolve(document: Document, unit: Unit, mention: Mention, last_owners: Bodies = ()) -> Bodies:
    """Bodies that a mention stands for; empty where the text does not tell."""
    if counted := _counted(document, unit, mention):
        return counted
    if mention.bodies:
        own = _of_metropolis(document, mention) or _one_of_group(document, unit, mention, last_owners)
        return own or mention.bodies
    if theirs := deputies(document, unit, mention):
        return theirs
    kind, _, detail = mention.need.partition(":")
    if kind == "akimat":
        body = document.akimat_near(mention.start, unit.paragraph, detail)
        return _every(document, unit, mention) or (body or Body(None, _as_said(document, mention)),)
    if kind == "pronoun":
        return (
            _dative_here(document, unit, mention)
            or _reporter(document, unit, mention)
            or _feminine(document, unit, mention)
            or last_owners
            or _last_named(document, unit, mention)
        )
    if kind == "department" and detail.startswith("deputies_") and (own := own_deputy(document, unit, mention)):
        return own
    if kind == "department" and detail:
        return _department(document, unit, mention, detail.split(","))
    if kind == "named":
        same = _same_noun(document, unit, mention, detail) if detail in _BARE else ()
        return same or _of_his_ministry(document, unit, mention) or named_bodies(document, unit, mention, detail)
    if kind == "facility":
        return (Body(None, facility_near(document, detail, mention.start) or _as_said(document, mention)),)
    if kind in ("trade", "called"):
        return (
            of_trade(document, unit, mention, detail) if kind == "trade" else called(document, unit, mention, detail),
        )
    if kind == "districts":
        return (districts(document, unit, mention),)
    if kind == "village":
        return (Body(None, f"Акимат {village_near(document, mention.start) or 'сельского округа'}"),)
    if kind == "villages":
        return (Body(None, f"Акимы сельских округов {district_near(document, mention.start)}".strip()),)
    if kind == "ministry" and mention.office and (minister := last_minister(document, unit, mention)):
        return (minister,)
    same = (
        _all_of(document, unit, mention, kind)
        or _of_guest(document, unit, mention, kind)
        or _same_noun(document, unit, mention)
    )
    if same:
        return same
    body = _last_of_kind(document, unit, mention, fitting_kinds(kind)) or _territorial(document, unit, mention)
    return (body,) if body else (Body(None, _as_said(document, mention)),)


def _of_metropolis(document: Document, mention: Mention) -> Bodies:
    """«акимату мегаполиса» in a text about Shymkent."""
    said = METROPOLIS in document.folded.low[mention.start : mention.end]
    known = document.directory.by_code.get("akimat_shymkent")
    if not said or known is None or not document.of_shymkent or mention.bodies[0].code != "akimat_almaty":
        return ()
    return (Body(known.code, known.ru),)


def _of_guest(document: Document, unit: Unit, mention: Mention, kind: str) -> Bodies:
    """«Министерству поручено …» where the title says which minister was received, and no other body was just addressed."""
    body = guest(document)
    if kind not in _OF_GUESTS or body is None or body.code is None:
        return ()
    if document.directory.by_code[body.code].kind not in fitting_kinds(kind):
        return ()
    for other, named in named_earlier(document, unit, mention):
        if other.paragraph != unit.paragraph:
            break
        if named.bodies and not named.prep and named.stands("dat", "nom") and named.bodies != (body,):
            kinds = {document.directory.by_code[b.code].kind for b in named.bodies if b.code}
            return () if kinds & fitting_kinds(kind) else (body,)
    return (body,)


_OF_GUESTS = frozenset({"ministry", "agency", "body"})


def _every(document: Document, unit: Unit, mention: Mention) -> Bodies:
    """«каждому акимату», «ни один аким», «любой из акиматов»: all of them."""
    before = " ".join(token.low for token in document.tokens(unit)[max(0, mention.first - 3) : mention.first])
    group = document.directory.by_code.get("grp_akimats")
    if not _EVERY.search(before) or group is None:
        return ()
    if is_national(document) and not mention.need.endswith("district"):
        return (Body(group.code, group.ru),)
    return (districts(document, unit, mention),)


_EVERY = re.compile(r"(?:^| )(?:кажд[а-я]+|люб[а-я]{2,3}|всяк[а-я]+|ни один|ни одного|ни одному)(?: [а-я]+ и)?$")


def _all_of(document: Document, unit: Unit, mention: Mention, kind: str) -> Bodies:
    """«каждое министерство», «любому ведомству»: all of them."""
    group = document.directory.by_code.get("grp_cgo")
    before = " ".join(token.low for token in document.tokens(unit)[max(0, mention.first - 2) : mention.first])
    every = kind in ("ministry", "body") and not mention.office and _EVERY.search(before)
    return (Body(group.code, group.ru),) if every and group is not None else ()


def _as_said(document: Document, mention: Mention) -> str:
    """The words of the text, in the nominative."""
    quoted = document.quote(mention.start, mention.end)
    return nominative_of(quoted) if mention.language == "ru" else nominative_kk(quoted)


def _one_of_group(document: Document, unit: Unit, mention: Mention, last_owners: Bodies) -> Bodies:
    """Whom the name of a group stands for here: «тем же акиматам», «управлению образования» of one region, lower akims."""
    code, tokens = mention.bodies[0].code or "", document.tokens(unit)
    if not code.startswith("grp_"):
        return ()
    if mention.first > 1 and tokens[mention.first - 1].low == "же" and tokens[mention.first - 2].low in _SAME:
        return tuple(b for b in last_owners if alike(document, b.code, code))
    words = [token.low for token in tokens[mention.first : mention.last] if token.word]
    if code == "grp_akimats" and (own := akimat_here(document, unit, mention, words)):
        return (own,)
    if len(words) > 1 and words[0].startswith(_SINGLE) and not forms(words[0]).plural and mention.language == "ru":
        return named_bodies(document, unit, mention, " ".join(words))
    return _lower_akims(document, unit, mention)


def _counted(document: Document, unit: Unit, mention: Mention) -> Bodies:
    """«обоим ведомствам»: as many of the bodies named just before."""
    before = document.tokens(unit)[mention.first - 1].low if mention.first else ""
    many, nameless = COUNTED.get(before, 0), not mention.bodies or (mention.bodies[0].code or "").startswith("grp_")
    if not many or not nameless:
        return ()
    found: list[Body] = []
    for other, named in named_earlier(document, unit, mention):
        if other.paragraph < unit.paragraph - 1 or len(found) >= many:
            break
        bodies = [b for b in named.bodies[::-1] if b.code and b.code not in _LEADERS and not b.code.startswith("grp_")]
        found += [body for body in bodies if body not in found]
    return tuple(found[:many][::-1]) if len(found) >= many else ()


_BARE = frozenset("агентства комитета".split())  # «председателю Агентства»: the one named before
_TOPIC = re.compile(r"(?:что касается|что до|насчет|касательно) $")
_LEADERS = frozenset({"president", "pm", "dpm", "government"})
_SAME, _SINGLE = frozenset("тем этим".split()), ("управлени", "отдел")


def _dative_here(document: Document, unit: Unit, mention: Mention) -> Bodies:
    """«Акиму города сделано замечание, ему велено …»: whom the same sentence names in the dative, or as its topic."""
    low = document.folded.low
    earlier = [m for m in document.mentions(unit) if m.last <= mention.first and m.need != "pronoun"]
    topic = next((m for m in earlier if _TOPIC.search(low, unit.start, m.start)), None)
    if topic is None and earlier and low.startswith(" же", mention.end):
        topic = earlier[-1]  # «Комитет подключит снимки; ему же вменено …»
    if topic is not None:
        return resolve(document, unit, topic)
    if low[mention.start : mention.end] not in ("ему", "ей"):
        return ()
    for other in reversed(document.mentions(unit)):
        if other.last <= mention.first and other.cases == {"dat"} and not other.prep and other.need != "pronoun":
            bodies = resolve(document, unit, other)
            return bodies if bodies and bodies[0].code not in ("president", "pm") else ()
    return ()


def _reporter(document: Document, unit: Unit, mention: Mention) -> Bodies:
    """«Министр доложил о силах. Премьер поручил ему …»: the office that was the subject of the sentence before."""
    before = document.before(unit, 1)
    if document.folded.low[mention.start : mention.end] not in ("ему", "ей") or not before:
        return ()
    other, chair = before[0], chair_of(document)
    first = next(iter(document.mentions(other)), None)
    if first is None or other.paragraph != unit.paragraph or first.first or not first.office or first.prep:
        return ()
    if not first.stands("nom") or document.cues(other).all & DIRECTIVE:
        return ()
    bodies = resolve(document, other, first)
    giver = chair is not None and document.folded.low.startswith(
        _OFFICE_OF.get(chair.role or GiverRole.OTHER, ("-",)), first.start
    )
    return () if giver or not bodies or bodies[0].code in _LEADERS else bodies


_DEPARTMENT = ("департамент ", "департаменту ", "департамента ", "департаментом ")
_OFFICE_OF = {GiverRole.AKIM: ("аким", "глав", "градонач"), GiverRole.MINISTER: ("министр", "глав")}


def _of_his_ministry(document: Document, unit: Unit, mention: Mention) -> Bodies:
    """«департаменту дошкольного образования», says a minister, and no region is near: a part of his ministry, which owns."""
    chair = chair_of(document)
    low = document.folded.low[mention.start : mention.end]
    if chair is None or chair.role is not GiverRole.MINISTER or not low.startswith(_DEPARTMENT) or mention.place:
        return ()
    if " " not in low or " по " in low or document.places(unit.paragraph):
        return ()
    own = last_minister(document, unit, mention)
    return (own,) if own else ()


def _lower_akims(document: Document, unit: Unit, mention: Mention) -> Bodies:
    """«акимам», said by the akim of an oblast or a district: those of its districts or villages."""
    if mention.bodies[0].code != "grp_akimats" or mention.last - mention.first > 1 or is_national(document):
        return ()
    low = document.folded.low[mention.start : mention.end]
    if not low.startswith("аким"):
        return ()
    chief = next((p for p in document.people.all if p.role is GiverRole.AKIM), None)
    if chief and document.folded.low.find(" район", chief.end, chief.end + _OF_DISTRICT) >= 0:
        return (Body(None, f"Акимы сельских округов {district_near(document, mention.start)}".strip()),)
    return (districts(document, unit, mention),) if region_of(document, unit, mention) else ()


_OF_DISTRICT = 30


def _same_noun(document: Document, unit: Unit, mention: Mention, noun: str = "") -> Bodies:
    """«Управлению поручено …» after «работу областного управления образования»: the last body that this noun named."""
    if mention.language == "kk":
        return _same_noun_kk(document, unit, mention)
    bare, noun = bool(noun), russian_stem(noun or document.folded.low[mention.start : mention.end])
    if (mention.office and not bare) or len(noun) < _NOUN:
        return ()
    for other, found in named_earlier(document, unit, mention):
        if found.bodies and any(body.name.lower().startswith(noun) for body in found.bodies):
            return tuple(body for body in resolve(document, other, found) if body.name.lower().startswith(noun))[:1]
        kind, _, detail = found.need.partition(":")
        said = detail if kind == "named" else document.folded.low[found.start : found.end] if detail else ""
        if len(said.split()) > 1 and any(word.startswith(noun) for word in said.split()[:3]):
            return resolve(document, other, found)
    titled = (body for found in document.title_mentions for body in found.bodies)
    return tuple(body for body in titled if noun in _OF_NAME and body.name.lower().startswith(noun))[:1]


_NOUN, _OF_NAME = 4, ("агентств", "комитет")  # nouns that begin few names


def _same_noun_kk(document: Document, unit: Unit, mention: Mention) -> Bodies:
    """«… деді әкім сол бөлімге», «басқарма басшысы»: the last body before whose name ends with this noun."""
    last = document.tokens(unit)[mention.first : mention.last][::-1]
    heads = [head for token in last if token.word and (head := local_head(token.low) or stem(token.low))]
    noun = next((head for head in heads if head in _HEADS_KK), "")
    if not noun:
        return ()
    many = _several(last, noun)
    rest: Bodies = ()
    for other, found in named_earlier(document, unit, mention):
        tokens = [token for token in document.tokens(other)[found.first : found.last] if token.word]
        if len(tokens) > 1 and any(noun in (local_head(token.low), stem(token.low)) for token in tokens[-2:]):
            if _several(tokens, noun) == many:
                return resolve(document, other, found)
            rest = rest or resolve(document, other, found)
    return rest


_HEADS_KK = frozenset({*HEADS, *ORGANISATION_KK})


def _several(tokens: list[Token], noun: str) -> bool:
    """Whether a noun stands in the plural: «басқармаларға» means those named so, not the one named last."""
    return any(token.low.startswith(f"{noun}{plural}") for token in tokens for plural in PLURAL_SUFFIXES)


def _last_of_kind(document: Document, unit: Unit, mention: Mention, kinds: frozenset[str]) -> Body | None:
    by_code = document.directory.by_code
    for _, other in named_earlier(document, unit, mention):
        for body in other.bodies:
            if body.code and by_code[body.code].kind in kinds and not by_code[body.code].is_group:
                return body
    titled = (body for found in document.title_mentions for body in found.bodies)
    return next((b for b in titled if b.code and by_code[b.code].kind in kinds and not by_code[b.code].is_group), None)


def _territorial(document: Document, unit: Unit, mention: Mention) -> Body | None:
    """«Департамент, выставляйте …», says a minister in a region: the ministry's own department there."""
    if not document.folded.low[mention.start : mention.end].startswith("департамент"):
        return None
    ministry = _last_of_kind(document, unit, mention, frozenset({"ministry"}))
    region = region_of(document, unit, mention)
    field = TERRITORIAL.get(ministry.code or "") if ministry else None
    if not field or not region:
        return None
    local = (document.directory.by_code[code] for code in document.gazetteer.departments.get(region, ()))
    known = next((agency for agency in local if agency.ru.startswith(field)), None)
    if known:
        return Body(known.code, known.ru)
    return Body(None, f"{field} {genitive(document.directory.region_by_code[region].ru)}")


def _feminine(document: Document, unit: Unit, mention: Mention) -> Bodies:
    """«Ей» is the last body of the sentence before whose name is feminine («рабочую группу», «прокуратуре»)."""
    if document.folded.low[mention.start : mention.end] not in ("ей", "ней"):
        return ()
    for other in document.before(unit, 2):
        for found in reversed(document.mentions(other)):
            head = next((t for t in document.tokens(other)[found.first : found.last] if forms(t.low).noun), None)
            if found.need != "pronoun" and head is not None and forms(head.low).feminine:
                return resolve(document, other, found)
    return ()


def _last_named(document: Document, unit: Unit, mention: Mention) -> Bodies:
    """The bodies of the last mention that was no office of a giver, with those that it is joined to."""
    for other, found in named_earlier(document, unit, mention):
        if found.bodies and found.bodies[0].code not in ("president", "pm") and other is not unit:
            return found.bodies
        if found.need.startswith(("named:", "department:", "called:")) and other is not unit:
            return resolve(document, other, found)
    return ()


def _department(document: Document, unit: Unit, mention: Mention, codes: list[str]) -> Bodies:
    region = region_of(document, unit, mention)
    for code in codes:
        agency = document.directory.by_code[code]
        if agency.region == region:
            return (Body(agency.code, agency.ru),)
    kazakh = mention.language == "kk"
    first, last = mention.first + (mention.office and not kazakh), mention.last - (mention.office and kazakh)
    surface = " ".join(t.low for t in document.tokens(unit)[first:last] if t.word)
    return named_bodies(document, unit, mention, surface)

"""From mentions to bodies: what «министерству», «им», «управлению» stand for in this text.

How a body is called that the register lacks, or has in each region, belongs to `naming.py`.
"""

import re
from itertools import pairwise

from app.domain.enums import GiverRole
from app.extraction.bodies.akimats import DISTRICTS
from app.extraction.bodies.gazetteer import russian_stem
from app.extraction.bodies.kazakh_bodies import nominative_kk
from app.extraction.bodies.kazakh_local import local_head
from app.extraction.bodies.mentions import Body, Mention
from app.extraction.lexicon.bodies import FACILITIES, ORGANISATION_KK, TERRITORIAL
from app.extraction.lexicon.local_kk import HEADS
from app.extraction.speech.chair import chair_of
from app.extraction.text.context import Document, Unit, fitting_kinds
from app.extraction.text.deputies import Bodies, deputies, last_minister, named_earlier, own_deputy
from app.extraction.text.facilities import facility_near
from app.extraction.text.groups import LEADERS, all_of, counted_bodies, every, of_metropolis, one_of_group
from app.extraction.text.laymen import of_layman
from app.extraction.text.local_names import districts, of_trade
from app.extraction.text.naming import (
    called,
    district_near,
    genitive,
    named_bodies,
    nominative_of,
    region_of,
    village_near,
)
from app.extraction.text.officials import last_of_kind, of_bare_noun
from app.extraction.text.several import of_places
from app.extraction.text.sisters import of_all_regions, several, sister
from app.extraction.text.titles import guest
from app.extraction.text.townships import place_here, township
from app.extraction.words.cues import DIRECTIVE
from app.extraction.words.kazakh import stem
from app.extraction.words.morphology import forms


def resolve(document: Document, unit: Unit, mention: Mention, last_owners: Bodies = ()) -> Bodies:
    """Bodies that a mention stands for; empty where the text does not tell."""
    several = counted_bodies(document, unit, mention) or of_places(document, unit, mention)
    if several := several or _these(document, unit, mention):
        return several
    if mention.bodies and mention.need.startswith(DISTRICTS):
        all_districts = (districts(document, unit, mention),)
        return all_districts + mention.bodies if mention.need == DISTRICTS else mention.bodies + all_districts
    if mention.bodies:
        own = of_metropolis(document, mention) or one_of_group(document, unit, mention, last_owners)
        return own or mention.bodies
    if theirs := deputies(document, unit, mention):
        return theirs
    kind, _, detail = mention.need.partition(":")
    if kind == "pronoun":
        return (
            ()
            if of_layman(document, unit, mention)
            else (
                _dative_here(document, unit, mention)
                or _reporter(document, unit, mention)
                or _feminine(document, unit, mention)
                or _dative_before(document, unit, mention)
                or last_owners
                or _last_named(document, unit, mention)
            )
        )
    if kind == "department" and detail.startswith("deputies_") and (own := own_deputy(document, unit, mention)):
        return own
    if kind == "department" and detail:
        surface = " ".join(t.low for t in document.tokens(unit)[mention.first : mention.last] if t.word)
        return _fuller(document, unit, mention, surface) or _department(document, unit, mention, detail.split(","))
    if kind == "named":
        return _by_name(document, unit, mention, detail)
    return _of_place(document, unit, mention, kind, detail) or _by_noun(document, unit, mention, kind)


def _of_place(document: Document, unit: Unit, mention: Mention, kind: str, detail: str) -> Bodies:
    """«акимату», «котельной», «пограничникам», «сельским акимам»: who is called so in the place that the text is about."""
    if kind == "akimat":
        body = place_here(document, unit, mention, detail)
        body = body or document.akimat_near(mention.start, unit.paragraph, detail)
        body = body or township(document, mention, detail)
        return every(document, unit, mention) or (body or Body(None, _as_said(document, mention)),)
    if kind == "facility":
        return (Body(None, facility_near(document, detail, mention.start) or _as_said(document, mention)),)
    if kind == "trade":
        return (of_trade(document, unit, mention, detail),)
    if kind == "called":
        return (called(document, unit, mention, detail),)
    if kind == "districts":
        return (districts(document, unit, mention),)
    if kind == "village":
        return (Body(None, f"Акимат {village_near(document, mention.start) or 'сельского округа'}"),)
    if kind == "villages":
        return (Body(None, f"Акимы сельских округов {district_near(document, mention.start)}".strip()),)
    return ()


def _by_noun(document: Document, unit: Unit, mention: Mention, kind: str) -> Bodies:
    """«министерству», «банкам», «департаменту»: the body that this noun named before; else the noun itself."""
    if kind == "ministry" and mention.office and (minister := last_minister(document, unit, mention)):
        return (minister,)
    if kind == "set_up":  # «Комиссия должна …»: the one that was set up, else as the text says
        return _same_noun(document, unit, mention) or (Body(None, _as_said(document, mention)),)
    if kind == "bank" and document.folded.low[mention.start : mention.end] in _BANKS:
        return (Body(None, "Банки"),)
    same = (
        all_of(document, unit, mention, kind)
        or _of_guest(document, unit, mention, kind)
        or _same_noun(document, unit, mention)
    )
    if same:
        return same
    body = last_of_kind(document, unit, mention, fitting_kinds(kind)) or _territorial(document, unit, mention)
    return (body,) if body else (Body(None, _as_said(document, mention)),)


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


def _by_name(document: Document, unit: Unit, mention: Mention, name: str) -> Bodies:
    """What a name stands for that the register lacks: a firm or a body named before, a ministry's part, the name itself."""
    firm = mention.office and name.startswith(FACILITIES) and " " not in name
    if name.startswith(_NATIONAL) and (known := _national_company(document, unit, mention)):
        return (known,)
    said = document.folded.text[mention.start : mention.end]
    if said in _STATIONS and said in (plant := facility_near(document, "станци", mention.start)):
        return (Body(None, plant),)  # «руководству ГРЭС»
    if firm and (plant := facility_near(document, name, mention.start)):
        return (Body(None, plant),)
    same = _same_noun(document, unit, mention, name.split()[-1]) if name in _BARE or _GROUP.fullmatch(name) else ()
    same = same or _fuller(document, unit, mention, name) or of_bare_noun(document, unit, mention, name)
    return same or _of_his_ministry(document, unit, mention) or named_bodies(document, unit, mention, name)


_STATIONS = frozenset("ГРЭС ТЭЦ ГЭС АЭС".split())


def _national_company(document: Document, unit: Unit, mention: Mention) -> Body | None:
    """«Национальной компании следует …»: the one that the text has named last."""
    bodies = (body for _, found in named_earlier(document, unit, mention) for body in found.bodies)
    return next((body for body in bodies if "«НК «" in body.name), None)


_NATIONAL = ("национальной компани", "национальная компани", "национальную компани", "нацкомпани")


def _as_said(document: Document, mention: Mention) -> str:
    """The words of the text, in the nominative."""
    quoted = document.quote(mention.start, mention.end)
    return nominative_of(quoted) if mention.language == "ru" else nominative_kk(quoted)


def _these(document: Document, unit: Unit, mention: Mention) -> Bodies:
    """«Этим министерствам», «первым руководителям этих управлений»: those of the nearest sentence that names two."""
    words = [t.low for t in document.tokens(unit)[max(0, mention.first - 1) : mention.last + 2] if t.word]
    stem = next(
        (russian_stem(noun) for this, noun in pairwise(words) if this in _THESE and russian_stem(noun) in _NOUNS), ""
    )
    if not stem:
        return ()
    for other in document.before(unit, _NEAR):
        named = [m for m in document.mentions(other) if m.need != "pronoun" and m.language == "ru"]
        bodies = [body for m in named for body in resolve(document, other, m) if _is_called(document, body, stem)]
        if len(set(bodies)) > 1:
            return tuple(dict.fromkeys(bodies))
    return ()


def _is_called(document: Document, body: Body, stem: str) -> bool:
    """Whether a noun may stand for a body: «ведомства» are ministries, committees, agencies."""
    if stem == "ведомств":
        return bool(body.code) and document.directory.by_code[body.code or ""].kind in _AUTHORITIES
    return body.name.lower().startswith(stem) and not (body.code or "").startswith("grp_")


_THESE = frozenset("этим этих тем тех обоим обоих".split())
_NOUNS = frozenset("министерств ведомств комитет управлен департамент агентств акимат".split())
_AUTHORITIES, _NEAR = frozenset({"ministry", "committee", "agency"}), 3
_BANKS = frozenset("банки банков банкам банками банках".split())
_BARE = frozenset(
    "агентства администрации комитета управления департамента отдела".split()
)  # «председателю Агентства»: the one named before
_GROUP = re.compile("рабоч[а-я]{2,3} групп[а-я]{0,3}")  # «Рабочая группа должна …»: the one that was set up
_TOPIC = re.compile(r"(?:что касается|что до|насчет|касательно) $")


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


def _dative_before(document: Document, unit: Unit, mention: Mention) -> Bodies:
    """«Комитету указано на слабую работу. Ему поручено …»: the dative that opens the sentence right before."""
    before = document.before(unit, 1)
    singular = document.folded.low[mention.start : mention.end] in ("ему", "ей", "той")
    if not before or before[0].paragraph != unit.paragraph or not singular or mention.first:
        return ()
    first = next(iter(document.mentions(before[0])), None)
    if first is None or first.first or first.prep or first.cases != {"dat"} or first.need == "pronoun":
        return ()
    bodies = resolve(document, before[0], first)
    return bodies if len(bodies) == 1 and bodies[0].code not in LEADERS else ()


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
    if giver and first.bodies and first.bodies[0].code:  # «Глава «КТЖ» признал …» is no minister
        giver = document.directory.by_code[first.bodies[0].code].kind.startswith(("ministry", "akimat"))
    return () if giver or not bodies or bodies[0].code in LEADERS else bodies


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


def _fuller(document: Document, unit: Unit, mention: Mention, surface: str) -> Bodies:
    """«управлению энергетики» after «управления энергетики и жилищно-коммунального хозяйства»: a name begun earlier."""
    stems = [russian_stem(word) for word in surface.split()]
    if mention.language != "ru" or mention.place or len(stems) < 2 or stems[0] not in _NOUNS:
        return ()
    for other, found in named_earlier(document, unit, mention):
        if found.language != "ru" or found.place or not found.need.startswith(("named:", "department:")):
            continue
        words = [t.low for t in document.tokens(other)[found.first : found.last] if t.word][found.office :]
        known = [russian_stem(word) for word in words]
        if known[: len(stems)] == stems and words[len(stems) : len(stems) + 1] == ["и"]:
            return resolve(document, other, found)
    return ()


def _same_noun_kk(document: Document, unit: Unit, mention: Mention) -> Bodies:
    """«… деді әкім сол бөлімге», «басқарма басшысы»: the last body before whose name ends with this noun."""
    last = document.tokens(unit)[mention.first : mention.last][::-1]
    heads = [head for token in last if token.word and (head := local_head(token.low) or stem(token.low))]
    noun = next((head for head in heads if head in _HEADS_KK), "")
    if not noun:
        return ()
    many = several(last, noun)
    rest: Bodies = ()
    for other, found in named_earlier(document, unit, mention):
        tokens = [token for token in document.tokens(other)[found.first : found.last] if token.word]
        if len(tokens) > 1 and any(noun in (local_head(token.low), stem(token.low)) for token in tokens[-2:]):
            if several(tokens, noun) == many:
                return resolve(document, other, found)
            rest = rest or resolve(document, other, found)
    return rest


_HEADS_KK = frozenset({*HEADS, *ORGANISATION_KK})


def _territorial(document: Document, unit: Unit, mention: Mention) -> Body | None:
    """«Департамент, выставляйте …», says a minister in a region: the ministry's own department there."""
    if not document.folded.low[mention.start : mention.end].startswith("департамент"):
        return None
    ministry = last_of_kind(document, unit, mention, frozenset({"ministry"}))
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
    if kazakh and not mention.place and (all_of_them := of_all_regions(document, unit, mention, codes[0])):
        return (all_of_them,)
    if kazakh and (same := sister(document, codes[0], region or "")):
        return (same,)
    first, last = mention.first + (mention.office and not kazakh), mention.last - (mention.office and kazakh)
    surface = " ".join(t.low for t in document.tokens(unit)[first:last] if t.word)
    return named_bodies(document, unit, mention, surface)

"""From mentions to bodies: what «министерству», «им», «управлению образования» stand for in this text."""

from app.domain.directory import Agency
from app.extraction.context import Document, Unit, fitting_kinds, same_stems
from app.extraction.kazakh_bodies import nominative_kk, title_of
from app.extraction.mentions import Body, Mention
from app.extraction.morphology import forms

_REACH = 25
_OBLIQUE = {"ая": "ой", "ый": "ого", "ий": "ого"}


def resolve(document: Document, unit: Unit, mention: Mention, last_owners: tuple[Body, ...] = ()) -> tuple[Body, ...]:
    """Bodies that a mention stands for; empty where the text does not tell."""
    if mention.bodies:
        return mention.bodies
    kind, _, detail = mention.need.partition(":")
    if kind == "akimat":
        body = document.akimat_near(mention.start, unit.paragraph, detail)
        if body is None:
            name = document.quote(mention.start, mention.end)
            body = Body(None, nominative_kk(name) if mention.language == "kk" else _nominative(name))
        return (body,)
    if kind == "pronoun":
        return _feminine(document, unit, mention) or last_owners or _last_named(document, unit, mention)
    if kind == "department" and detail:
        return (_department(document, unit, mention, detail.split(",")),)
    if kind == "named":
        return (_named(document, unit, mention, detail),)
    if kind == "districts":
        return (_districts(document, unit, mention),)
    body = _last_of_kind(document, unit, mention, fitting_kinds(kind))
    return (body,) if body else (Body(None, document.quote(mention.start, mention.end)),)


def _earlier(document: Document, unit: Unit, mention: Mention) -> list[tuple[Unit, Mention]]:
    """Mentions before one, the nearest first."""
    found = [(unit, m) for m in document.mentions(unit) if m.last <= mention.first][::-1]
    for other in document.before(unit, _REACH):
        found += [(other, m) for m in document.mentions(other)[::-1]]
    return found


def _last_of_kind(document: Document, unit: Unit, mention: Mention, kinds: frozenset[str]) -> Body | None:
    by_code = document.directory.by_code
    for _, other in _earlier(document, unit, mention):
        for body in other.bodies:
            if body.code and by_code[body.code].kind in kinds and not by_code[body.code].is_group:
                return body
    titled = (body for found in document.title_mentions for body in found.bodies)
    return next((b for b in titled if b.code and by_code[b.code].kind in kinds and not by_code[b.code].is_group), None)


def _feminine(document: Document, unit: Unit, mention: Mention) -> tuple[Body, ...]:
    """«Ей» is the last body of the sentence before whose name is feminine («рабочую группу», «прокуратуре»)."""
    if document.folded.low[mention.start : mention.end] not in ("ей", "ней"):
        return ()
    for other in document.before(unit, 2):
        for found in reversed(document.mentions(other)):
            head = next((t for t in document.tokens(other)[found.first : found.last] if forms(t.low).noun), None)
            if found.need != "pronoun" and head is not None and forms(head.low).feminine:
                return resolve(document, other, found)
    return ()


def _last_named(document: Document, unit: Unit, mention: Mention) -> tuple[Body, ...]:
    """The bodies of the last mention that was no office of a giver, with those that it is joined to."""
    for other, found in _earlier(document, unit, mention):
        if found.bodies and found.bodies[0].code not in ("president", "pm") and other is not unit:
            return found.bodies
        if found.need.startswith("named:") and other is not unit:
            return (_named(document, other, found, found.need.partition(":")[2]),)
    return ()


def _region(document: Document, unit: Unit, mention: Mention) -> str:
    body = document.akimat_near(mention.start, unit.paragraph, "")
    return (document.directory.by_code[body.code].region or "") if body and body.code else ""


def _department(document: Document, unit: Unit, mention: Mention, codes: list[str]) -> Body:
    region = _region(document, unit, mention)
    for code in codes:
        agency = document.directory.by_code[code]
        if agency.region == region:
            return Body(agency.code, agency.ru)
    surface = " ".join(t.low for t in document.tokens(unit)[mention.first + mention.office : mention.last])
    return _named(document, unit, mention, surface)


def _named(document: Document, unit: Unit, mention: Mention, surface: str) -> Body:
    """A department of the region at hand if one fits, else the words of the text, the first of them in the nominative."""
    region = _region(document, unit, mention)
    candidates = [
        agency
        for code in document.gazetteer.departments.get(region, ())
        if same_stems(surface, (agency := document.directory.by_code[code]).ru) or same_stems(surface, agency.kk)
    ]
    if surface and len(candidates) == 1 and len(surface.split()) > 1:
        return Body(candidates[0].code, candidates[0].ru)
    if mention.language == "kk":
        return Body(None, nominative_kk(title_of(document.quote(mention.start, mention.end))))
    name = document.quote(mention.start, mention.end)
    if mention.office and surface and not name.lower().startswith(surface.split()[0]):
        name = name[len(name.split()[0]) :].strip()
        name = name[:1].upper() + name[1:]
    return Body(None, _with_region(document, region, _nominative(name)))


def _nominative(name: str) -> str:
    """The head of an unknown body's name in the nominative: «Управлению образования» -> «Управление образования»."""
    first, _, rest = name.partition(" ")
    lemma = _lemma(first)
    return f"{lemma} {rest}".strip()


def _lemma(word: str) -> str:
    low = word.lower().replace("ё", "е")
    if word.isupper() or not forms(low).noun:
        return word
    from app.extraction.morphology import nominative

    plain = nominative(low)
    return plain.capitalize() if word[0].isupper() else plain


def _with_region(document: Document, region: str, name: str) -> str:
    """«Управление образования» + its oblast in the genitive, where the name has no place of its own."""
    local = name.lower().startswith(("управлени", "департамент", "отдел"))
    if not region or not local or " области" in name or " города" in name:
        return name[:1].upper() + name[1:]
    return f"{name[:1].upper()}{name[1:]} {genitive(document.directory.region_by_code[region].ru)}"


def genitive(region: str) -> str:
    """«Атырауская область» -> «Атырауской области», «область Абай» -> «области Абай», «город Астана» -> «города Астаны»."""
    first, _, rest = region.partition(" ")
    if rest == "область":
        return first[:-2] + _OBLIQUE.get(first[-2:], first[-2:]) + " области"
    if first == "область":
        return f"области {rest}"
    return f"города {rest[:-1] + 'ы' if rest.endswith('а') else rest}"


def _districts(document: Document, unit: Unit, mention: Mention) -> Body:
    """«акимам районов» of the region at hand: the register's group if it has one."""
    region = _region(document, unit, mention)
    groups: list[Agency] = [
        agency
        for agency in document.directory.agencies
        if agency.code.startswith("grp_districts") and agency.region == region
    ]
    if groups:
        return Body(groups[0].code, groups[0].ru)
    suffix = f" {genitive(document.directory.region_by_code[region].ru)}" if region else ""
    return Body(None, f"Акиматы районов{suffix}")

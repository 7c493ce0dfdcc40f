"""The name of a body that the register lacks, or of one that it has in each region: «Управление образования … области».

A name is the words of the text with the head in the nominative, its ministry or its place added; several departments
after one plural head are several bodies. How far a name goes in a text is found in `extents.py`.
"""

import re
from functools import cache

from app.domain.directory import Agency
from app.domain.enums import GiverRole
from app.extraction.bodies.akimats import UNREGISTERED
from app.extraction.bodies.gazetteer import russian_stem
from app.extraction.bodies.kazakh_bodies import nominative_kk, title_of
from app.extraction.bodies.kazakh_local import russian_name
from app.extraction.bodies.mentions import Body, Mention
from app.extraction.bodies.places import adjective_stem
from app.extraction.lexicon import bodies as table
from app.extraction.lexicon.committees import COMMITTEES
from app.extraction.speech.addresses import speaker_of
from app.extraction.text.context import Document, Unit, same_stems
from app.extraction.text.partial_names import begun, branch, whole_of
from app.extraction.words.morphology import forms, inflected

_NATIONAL = frozenset({GiverRole.PRESIDENT, GiverRole.PRIME_MINISTER, GiverRole.DEPUTY_PM, GiverRole.MINISTER})
_LOCAL = re.compile(rf"(?:{table.LOCAL_NOUNS})")
_LEVEL = re.compile(rf"(?:{table.LOCAL_ADJECTIVES})")
_EVERYWHERE = re.compile(r" (?:регионов|областей|областей и городов)$")
_DISTRICT = re.compile(
    r"(?<![\w-])(?P<adj>[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+(?:ск|цк))(?:ий|ого|ому|им|ом) район|"
    r"(?<![\w-])район[а-я]{0,2} (?P<noun>[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+)(?![\w-]| [А-ЯЁӘҒҚҢӨҰҮҺІ])"
)
_VILLAGE = re.compile(
    r"(?<![\w-])(?P<noun>[Аа]ул|[Сс]ел|[Пп]осел)(?:о|а|е|у|ок|ка|ке|ку|ом)? (?P<name>[А-ЯЁӘҒҚҢӨҰҮҺІ][\w-]+)(?![\w-])"
)
_VILLAGE_NOUNS = {"а": "аула", "с": "села", "п": "поселка"}
_WHOLE = {short.lower(): whole for short, whole in table.EXPANDED.items()}
_FUSED_LEVEL = re.compile(r"^(?:обл|гор|рай)(?=управлени|отдел|департамент)")
_DASH = re.compile(r"(?<=\S) [-–—] (?=\S)")
_REACH = 6000
Bodies = tuple[Body, ...]


def named_bodies(document: Document, unit: Unit, mention: Mention, surface: str) -> Bodies:
    """A registered body that fits, else the words of the text; several where one plural head has several fields."""
    if mention.language == "kk" and (local := russian_name(surface)):
        return (_registered(document, unit, mention, surface) or _local_body(document, unit, mention, *local),)
    if mention.language == "kk" or not surface:
        return (_registered(document, unit, mention, surface) or Body(None, _quoted(document, mention)),)
    surface = _FUSED_LEVEL.sub("", surface)
    words = surface.split()
    head = next((word for word in words if forms(word).noun and not forms(word).adjective), words[0])
    if _is_plural(mention, head, words) and not mention.place:
        return _plural(document, unit, mention, surface, head)
    found = _one_of_territorial(document, mention, head) or _registered(document, unit, mention, surface)
    return (found or Body(None, _full_name(document, unit, mention, surface)),)


def _one_of_territorial(document: Document, mention: Mention, head: str) -> Body | None:
    """«территориальной инспекции» of the place that is visited: the register has all of them as one group."""
    quoted = _quoted(document, mention).lower()
    if not (quoted.startswith("территориальн") and head.endswith("ии") and is_national(document)):
        return None
    groups = (a for a in document.directory.agencies if a.is_group and f"Территориальные {head}" in a.aliases_ru)
    return next((Body(a.code, a.ru) for a in groups), None)


def called(document: Document, unit: Unit, mention: Mention, name: str) -> Body:
    """The local body of that name («Ветеринарная станция») in the place that the text names or is about.

    «салықшыларға» has the code of the national body before it, which is meant where no akim speaks.
    """
    code, _, local = name.rpartition(":")
    if code and (is_national(document) or not region_of(document, unit, mention)):
        return Body(code, document.directory.by_code[code].ru)
    name = local
    if everywhere := _heads_of_all(document, unit, mention, name):
        return everywhere
    found = _registered(document, unit, mention, name.lower())
    if found:
        return found
    place = _place_name(document, mention.place) if mention.place else ""
    return Body(None, f"{name} {place or _place_at_hand(document, unit, mention, name, '')}".strip())


def _heads_of_all(document: Document, unit: Unit, mention: Mention, name: str) -> Body | None:
    """«начальникам ДП», says a leader of the country: those of all regions."""
    before = document.tokens(unit)[mention.first - 1].low if mention.first else ""
    several = before.startswith(table.HEADS_OF_LOCAL) and forms(before).plural and not before.endswith(("а", "я"))
    if not several or mention.place or not name.startswith("Департамент") or not is_national(document):
        return None
    full = f"{name.replace('Департамент', 'Департаменты', 1)} регионов"
    known = next((a for a in document.directory.agencies if a.is_group and a.ru == full), None)
    return Body(known.code if known else None, full)


def _local_body(document: Document, unit: Unit, mention: Mention, head: str, field: str) -> Body:
    """The local department of that head and field: of the place named or at hand; several ones, of all regions."""
    name = f"{head} {field}"
    if mention.place:
        name = f"{name} {_place_name(document, mention.place)}"
    elif not head.endswith("е") and not head.startswith("Отдел") and is_national(document):
        name = f"{name} регионов"
    else:
        name = f"{name} {_place_at_hand(document, unit, mention, name, '')}".strip()
    known = next((a for a in document.directory.agencies if a.ru == name and a.valid_on(document.published)), None)
    return Body(known.code if known else None, name)


def region_of(document: Document, unit: Unit, mention: Mention) -> str:
    """Code of the region to which a body belongs: the one that its name has, else the one at hand."""
    if mention.place.startswith(UNREGISTERED):
        return ""
    if mention.place:
        return document.directory.by_code[mention.place].region or ""
    body = document.akimat_near(mention.start, unit.paragraph, "") or _akimat_of_akim(document, unit)
    return (document.directory.by_code[body.code].region or "") if body and body.code else ""


def _akimat_of_akim(document: Document, unit: Unit) -> Body | None:
    """«Аким столицы поручил департаменту …»: the capital is named by its akim only, for «Астана» may be the Government."""
    for other in [unit, *document.before(unit)]:
        for found in document.mentions(other):
            for body in found.bodies:
                if body.code and document.directory.by_code[body.code].kind in ("akimat_city", "akimat_oblast"):
                    return body
    code = document.gazetteer.places.cities.get("столиц") if _OF_CAPITAL.search(document.title.low) else None
    return Body(code, document.directory.by_code[code].ru) if code else None


_OF_CAPITAL = re.compile(r"(?<![\w-])(?:аким(?:ат)?[а-я]{0,3} (?:города |г\. ?)?(?:астаны|столицы)|столичн[а-я]+ аким)")


def genitive(region: str) -> str:
    """«Атырауская область» -> «Атырауской области», «область Абай» -> «области Абай», «город Астана» -> «города Астаны»."""
    first, _, rest = region.partition(" ")
    if rest == "область":
        return first[:-2] + {"ая": "ой", "ый": "ого", "ий": "ого"}.get(first[-2:], first[-2:]) + " области"
    if first == "область":
        return f"области {rest}"
    return f"города {rest[:-1] + 'ы' if rest.endswith('а') else rest}"


def nominative_of(name: str) -> str:
    """A name with its head and the adjectives before it in the nominative: «Санитарной службе» -> «Санитарная служба»."""
    return _capital(inflected(name, "nomn"))


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _quoted(document: Document, mention: Mention) -> str:
    quoted = _DASH.sub(" – ", document.quote(mention.start, mention.end))
    return nominative_kk(title_of(quoted)) if mention.language == "kk" else quoted


def _registered(document: Document, unit: Unit, mention: Mention, surface: str) -> Body | None:
    """A department of the region at hand, or the only central body whose name has these words."""
    if len(surface.split()) < 2:
        return None
    if mention.language == "ru":
        surface = " ".join(_WHOLE.get(word, word) for word in surface.split())
    by_code = document.directory.by_code
    region = region_of(document, unit, mention)
    local = [by_code[code] for code in document.gazetteer.departments.get(region, ())]
    fitting = [a for a in local if same_stems(surface, a.ru) or same_stems(surface, a.kk)]
    if len(fitting) != 1 and mention.language == "ru":
        head = russian_stem(surface.split()[0])
        central = [a for a in document.directory.agencies if not a.region and a.kind in ("committee", "agency")]
        fitting = [
            a
            for a in central
            if a.valid_on(document.published)
            and russian_stem(a.ru.split()[0].lower()) == head
            and same_stems(surface, a.ru)
            and (not mention.parent or mention.parent.split()[-1] in a.ru)
        ]
    if len(fitting) == 1:
        return Body(fitting[0].code, fitting[0].ru)
    known = [full for name, full in _committees() if _heads_alike(surface, name) and same_stems(surface, name)]
    if len(known) != 1 or fitting or mention.language != "ru":
        unknown = mention.language == "ru" and not (fitting or known or mention.place)
        return begun(document, surface) if unknown else None
    if mention.place and surface.startswith("департамент"):
        return Body(None, f"{nominative_of(surface)} {_place_name(document, mention.place)}")
    return Body(None, known[0])


def _heads_alike(surface: str, name: str) -> bool:
    return russian_stem(surface.split()[0]) == russian_stem(name.split()[0].lower())


@cache
def _committees() -> tuple[tuple[str, str], ...]:
    """Names of committees that the register lacks, alone and with their ministries."""
    return tuple(
        (name, f"{name} {inflected(parent, 'gent')}") for parent, names in COMMITTEES.items() for name in names
    )


def _full_name(document: Document, unit: Unit, mention: Mention, surface: str) -> str:
    """The words of the text, the head in the nominative, with the ministry or the place to which the body belongs."""
    words = _own_words(document, mention, surface)
    head = next((n for n, w in enumerate(words.split()) if _is_head(w.lower())), 0)
    before, rest = words.split()[:head], words.split()[head:]
    level = next((w.lower() for w in before if _LEVEL.match(w.lower())), "")
    local = bool(_LOCAL.match(rest[0].lower()))
    if local:
        before = [w for w in before if not _LEVEL.match(w.lower())]
    name = nominative_of(" ".join(table.EXPANDED.get(word, word) for word in [*before, *rest]))
    if name.startswith("Филиал") and (parent := whole_of(document, name, mention)):
        where = _place_name(document, mention.place) if mention.place else ""
        return f"Филиал {parent} {where}" if where else branch(document, unit, mention, parent)
    if mention.parent:
        return f"{name} {inflected(mention.parent, 'gent')}"
    if mention.place:
        return f"{name} {_place_name(document, mention.place)}"
    local = local or name.startswith("Аппарат акима")
    unit_of_it = rest[0].lower().startswith("департамент") and _of_ministry(document, name)
    own = document.folded.low.startswith(_OF_MINISTRY, mention.end)  # «управлению закупок министерства»
    local = local and not own and not (not level and unit_of_it) and not _of_river(before)
    place = _place_at_hand(document, unit, mention, name, level) if local else ""
    if name in table.BY_REGION and place:
        return f"{name} по {place.replace('города', 'городу')}"
    if not place and (own or rest[0].lower().startswith(("комитет", "департамент"))):
        place = inflected(_ministry_of(document, unit, mention), "gent")
    return f"{name} {place}".strip()


_OF_MINISTRY = (" министерства", " ведомства", " агентства")


def _of_river(before: list[str]) -> bool:
    """«Есильская бассейновая (инспекция)»: called by what is in several regions or part of one."""
    return len(before) > 1 and before[0][0].isupper() and adjective_stem(before[0].lower()).endswith("ск")


def _of_ministry(document: Document, name: str) -> bool:
    """«Департамент медицинской помощи» in a national text: a ministry has one, no region does."""
    return len(name.split()) > 1 and is_national(document) and not name.startswith(table.IN_EACH_REGION)


def _is_head(low: str) -> bool:
    known = forms(low)
    return known.noun and not (known.adjective and low.endswith(("ый", "ий", "ой", "ому", "ого", "ую", "ая")))


def _own_words(document: Document, mention: Mention, surface: str) -> str:
    """The words of the name as the text has them, without the office before and the place behind."""
    quoted = _quoted(document, mention)
    low = quoted.lower().replace("ё", "е")
    first, last = surface.split()[0], surface.split()[-1]
    start = max(low.find(first), 0)
    end = low.rfind(last)
    return (
        quoted[start : end + len(last)] + ("»" if "«" in quoted[start:end] else "") if end >= start else quoted[start:]
    )


def _place_name(document: Document, place: str) -> str:
    name = place.removeprefix(UNREGISTERED) if place.startswith(UNREGISTERED) else document.directory.by_code[place].ru
    return name.removeprefix("Акимат ")


def _place_at_hand(document: Document, unit: Unit, mention: Mention, name: str, level: str) -> str:
    """Genitive of the region, or of the district or town for what districts and towns have."""
    if name.startswith(("Отдел", "Ветеринарная")) or level.startswith("район"):
        district = district_near(document, mention.start)
        body = document.akimat_near(mention.start, unit.paragraph, "city")
        if district or (body and body.code):
            return district or _place_name(document, body.code or "") if body else district
    region = region_of(document, unit, mention)
    return genitive(document.directory.region_by_code[region].ru) if region else ""


def district_near(document: Document, place: int) -> str:
    """«Каратальского района»: the last district named before a place, in the genitive; empty where none is."""
    named = list(_DISTRICT.finditer(document.folded.text, max(0, place - _REACH), place))
    found = named[-1] if named else _DISTRICT.search(document.title.text)
    if found is None:
        return ""
    return f"{found['adj']}ого района" if found["adj"] else f"района {found['noun']}"


def village_near(document: Document, place: int) -> str:
    """«аула Пятимар»: the last village named before a place, in the genitive; empty where none is."""
    named = list(_VILLAGE.finditer(document.folded.text, max(0, place - _REACH), place))
    found = named[-1] if named else _VILLAGE.search(document.title.text)
    return f"{_VILLAGE_NOUNS[found['noun'][0].lower()]} {found['name']}" if found else ""


def _ministry_of(document: Document, unit: Unit, mention: Mention) -> str:
    """The body whose own committee it is: of the minister last named before «наш», «свой», else of the only one of the text."""
    tokens = document.tokens(unit)
    owned = any(t.low.startswith(("наш", "сво")) for t in tokens[max(0, mention.first - 3) : mention.first])
    names: dict[str, None] = {}
    for other in [unit, *document.before(unit)]:
        for found in reversed(document.mentions(other)):
            if owned or _HEADS.search(document.folded.low, found.start, found.end):
                names.update(dict.fromkeys(_central(document, found)))
    for found in document.title_mentions:
        if owned or _HEADS.search(document.title.low, found.start, found.end) or found.prep in ("в", "во"):
            names.update(dict.fromkeys(_central(document, found)))
    if not names and not owned:  # «На коллегии Минздрава …»
        names.update((name, None) for found in document.title_mentions for name in _central(document, found))
    return next(iter(names)) if names and (owned or len(names) == 1) else ""


def _central(document: Document, mention: Mention) -> list[str]:
    kinds = ("ministry", "agency")
    return [b.name for b in mention.bodies if b.code and document.directory.by_code[b.code].kind in kinds]


_HEADS = re.compile(r"министр(?!ерс)|прокурор|председател|глав[аеуы] ")


# Several bodies after one head ---------------------------------------------------------------------------------------


def _is_plural(mention: Mention, head: str, words: list[str]) -> bool:
    known = forms(head)
    if head.endswith("ии") and mention.cases and not mention.cases & {"nom", "acc", "any"}:
        return False  # «территориальной инспекции»
    if mention.office and head.endswith("ния"):
        return False  # «коллегам из управления …»: the body is in the genitive, whatever the case of its people
    if not known.plural or mention.cases == {"gen"}:
        return False
    if mention.office and head.endswith(_OF_SEVERAL) and len(words) > 1:
        return True  # «руководителям инспекций»
    if mention.office and words[0].endswith(("ых", "их")) and _LOCAL.match(head):
        return True  # «руководителям региональных прокуратур»
    return head.endswith(("ам", "ям", "ами", "ями", "ы", "и", "ия"))


_OF_SEVERAL = ("ий", "ов")


def _plural(document: Document, unit: Unit, mention: Mention, surface: str, head: str) -> Bodies:
    """«управлениям образования»: those of all regions; «управлениям образования и спорта» of one region: two of it."""
    words = " ".join(table.EXPANDED.get(word, word) for word in _own_words(document, mention, surface).split())
    level = next((w.lower() for w in words.split()[:2] if _LEVEL.match(w.lower())), "")
    plain = " ".join(w for w in words.split() if not _LEVEL.match(w.lower()))
    office = table.OFFICE_BODIES.get(russian_stem(head))
    opens = mention.start == unit.start and head.endswith("ния")  # «Управления культуры и спорта обязаны …»
    name = _capital(office or (plain if opens else inflected(_EVERYWHERE.sub("", plain), "nomn")))
    territorial = (
        level.startswith("территориальн") and " " not in plain and not office
    )  # «территориальным департаментам»
    if territorial or not _LOCAL.match(name.split()[0].lower()):
        whose = f" {inflected(mention.parent, 'gent')}" if mention.parent and territorial else ""
        return (Body(None, _capital(nominative_of(words)) + whose),)
    if not is_national(document) and (region := region_of(document, unit, mention)):
        return _of_region(document, name, region)
    unit_name = "районов" if level.startswith("район") else "городов" if level.startswith("город") else "регионов"
    full = f"{name} {unit_name}"
    known: Agency | None = next(
        (
            a
            for a in document.directory.agencies
            if a.is_group and full.lower() in (a.ru.lower(), *map(str.lower, a.aliases_ru))
        ),
        None,
    )
    return (Body(known.code, known.ru) if known else Body(None, full),)


def _of_region(document: Document, name: str, region: str) -> Bodies:
    """Each department of a region that a list behind the plural head names."""
    head, _, fields = name.partition(" ")
    single = nominative_of(table.SINGULAR.get(russian_stem(head.lower()), head))
    place = genitive(document.directory.region_by_code[region].ru)
    if single == head:
        return (Body(None, f"{name} {place}"),)
    found = []
    for part in re.split(r", | и ", fields):
        full = f"{single} {part}"
        local = [document.directory.by_code[code] for code in document.gazetteer.departments.get(region, ())]
        fitting = [a for a in local if same_stems(full.lower(), a.ru)]
        found.append(Body(fitting[0].code, fitting[0].ru) if len(fitting) == 1 else Body(None, f"{full} {place}"))
    return tuple(found)


def is_national(document: Document) -> bool:
    """Whether a leader of the country or a minister speaks or leads in the text, or no akim does."""
    if (speaker := speaker_of(document)) is not None:
        return speaker.role is not GiverRole.AKIM  # «Премьер приезжал дважды», says an akim in his address
    roles = {person.role for person in [*document.people.all, *document.title_people.all] if person.nominative}
    return bool(roles & _NATIONAL) or GiverRole.AKIM not in roles


def akimat_here(document: Document, unit: Unit, mention: Mention, words: list[str]) -> Body | None:
    """«Аким области отвечает …»: one akim, of the oblast that is near; «запустил завод в Аксу и поручил местным властям …»."""
    here = len(words) > 1 and (words[0] == "аким" or words[1] == "региона")
    if len(words) > 1 and words[0].startswith(("местн", "жергілікті")) and words[1].startswith(("власт", "билі")):
        told = [(place, code) for place, code in document.places(unit.paragraph) if place < mention.start]
        here = any(unit.start <= place for place, _ in told) or len({code for _, code in told}) == 1
    return document.akimat_near(mention.start, unit.paragraph, "oblast") if here else None

"""Names that a text gives in part: a branch for its enterprise, «Совету по развитию города» where «Алатау» was named."""

import re
from functools import cache

from app.extraction.bodies.akimats import place_of_adjective
from app.extraction.bodies.gazetteer import russian_stem
from app.extraction.bodies.mentions import Body, Mention
from app.extraction.bodies.places import adjective_stem
from app.extraction.text.context import Document, Unit
from app.extraction.words.morphology import inflected


def branch(document: Document, unit: Unit, mention: Mention, parent: str) -> str:
    """«Филиалу РГП «Казводхоз»» is РГП «Казводхоз»; «Жамбылскому филиалу Казводхоза» is «Жамбылский филиал …»."""
    before = document.tokens(unit)[mention.first - 1] if mention.first else None
    if before is None or not before.word or not place_of_adjective(before.low, document.gazetteer.places):
        return parent
    own = adjective_stem(before.low).removesuffix("им")
    return f"{own[:1].upper()}{own[1:]}ий филиал {parent}"


def whole_of(document: Document, name: str, mention: Mention) -> str:
    """«Филиал «Казводхоза»»: the enterprise of the register that the quoted word stands for; empty where none is."""
    quoted = _BRANCH.fullmatch(name)
    if quoted is None:
        return mention.parent if name == "Филиал" else ""
    stem = russian_stem(quoted["called"].lower())
    return next((a.ru for a in document.directory.agencies if stem in _called(a.ru, a.aliases_ru)), "")


@cache
def _called(name: str, aliases: tuple[str, ...]) -> frozenset[str]:
    """Stems of the one-word names of a body: its aliases, and the innermost quoted word."""
    plain = [name.rpartition("«")[2].strip("»"), *aliases]
    return frozenset(russian_stem(word.lower()) for word in plain if " " not in word)


_BRANCH = re.compile(r"Филиал «(?P<called>[^\s«»]{4,40})»")


def begun(document: Document, surface: str) -> Body | None:
    """The only body of the register whose name begins with these words, where the text names what the rest is about."""
    name = inflected(surface, "nomn").lower()
    if len(name.split()) < _WORDS:
        return None
    longer = [a for a in document.directory.agencies if not a.is_group and a.ru.lower().startswith(f"{name} ")]
    if len(longer) != 1:
        return None
    own = [word for word in longer[0].ru[len(name) :].split() if word[0].isupper()]
    named = bool(own) and all(word in document.folded.text or word in document.title.text for word in own)
    return Body(longer[0].code, longer[0].ru) if named else None


_WORDS = 3

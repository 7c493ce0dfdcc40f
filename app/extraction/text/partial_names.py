"""Names that a text gives in part: a branch for its enterprise, «Совету по развитию города» where «Алатау» was named."""

from app.extraction.bodies.akimats import place_of_adjective
from app.extraction.bodies.mentions import Body, Mention
from app.extraction.bodies.places import adjective_stem
from app.extraction.text.context import Document, Unit
from app.extraction.words.morphology import inflected


def branch(document: Document, unit: Unit, mention: Mention) -> str:
    """«Филиалу РГП «Казводхоз»» is РГП «Казводхоз»; «Жамбылскому филиалу Казводхоза» is «Жамбылский филиал …»."""
    before = document.tokens(unit)[mention.first - 1] if mention.first else None
    if before is None or not before.word or not place_of_adjective(before.low, document.gazetteer.places):
        return mention.parent
    own = adjective_stem(before.low).removesuffix("им")
    return f"{own[:1].upper()}{own[1:]}ий филиал {mention.parent}"


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

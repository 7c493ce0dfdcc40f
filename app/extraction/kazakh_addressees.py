"""Whom a leader speaks to in Kazakh where the order itself names nobody.

He is named before the speech, was just asked after or received, or whose work it is follows: «… министріне бұрылып: «…»»,
«Басқарма қайда қарап отыр? …», «Мемлекет басшысы агенттік төрағасын қабылдады» above «… енгізу керектігін айтты», «Бұл –
министрліктің шаруасы». Who gives an instruction belongs to `givers.py`.
"""

import re

from app.domain.enums import ExecutorRole
from app.extraction.context import Document, Unit
from app.extraction.lexicon import frames_kk as table
from app.extraction.mentions import Body, Mention
from app.extraction.owners import Chosen
from app.extraction.resolution import resolve
from app.extraction.view import View

_RECEIVES = re.compile(r"(?<![\w-])(?:қабылда(?:ды|п)|кездес(?:ті|іп))(?![\w-])")
_TURNED = re.compile(r"(?: (?:қарап|қатысты|бұрылып|жүгініп|қаратып|айтарым))?: ?[«\"]")
_TO_HIM = re.compile(r"(?<![\w-])оған(?![\w-])")
_WHOSE = re.compile(table.WHOSE_OPENS_KK)
_GENITIVE = re.compile(table.WHOSE_GENITIVE_KK)
_DATIVE = re.compile(table.WHOSE_DATIVE_KK)
_WHOSE_REACH = 40
_LEADERS = frozenset({"president", "pm", "government"})


def received(view: View) -> list[Chosen]:
    """The body of the one guest whom the title names, where the text speaks of it before the unit; else an empty list."""
    document, unit = view.document, view.unit
    guest = _guest(document)
    if guest is None:
        return []
    for other in [unit, *document.before(unit)]:
        for mention in reversed(document.mentions(other)):
            bodies = resolve(document, other, mention) if mention.need != "pronoun" else ()
            if mention.start < view.tokens[-1].end and [b.code for b in bodies] == [guest.code]:
                return [Chosen(mention, bodies, ExecutorRole.LEAD, "owner.sentence_before", other)]
    return []


def guest_of(view: View, mention: Mention) -> tuple[Body, ...]:
    """«Президент министрге … тапсырды» where the title says whom he receives: the guest's ministry; else nothing."""
    if mention.need != "ministry" or not mention.office:
        return ()
    guest = _guest(view.document)
    known = view.document.directory.by_code.get(guest.code or "") if guest is not None else None
    return (guest,) if guest is not None and known is not None and known.kind == "ministry" else ()


def _guest(document: Document) -> Body | None:
    """The only body of a title that tells of a reception."""
    if "guest_kk" not in document.notes:
        bodies: dict[str | None, Body] = {}
        if _RECEIVES.search(document.title.low):
            named = [body for mention in document.title_mentions for body in mention.bodies]
            bodies = {body.code: body for body in named if body.code not in _LEADERS}
        document.notes["guest_kk"] = next(iter(bodies.values())) if len(bodies) == 1 else None
    found: Body | None = document.notes["guest_kk"]
    return found


def turned_to(view: View) -> list[Chosen]:
    """«Премьер-министр Көлік министріне: «… бітіріңіз», – деді»: whom the words before the speech name."""
    if meant := _told_to_him(view):
        return meant
    before = view.document.before(view.unit, 1)
    if not before or before[0].zone is not None or before[0].paragraph != view.unit.paragraph:
        return []
    other = before[0]
    for mention in view.document.mentions(other)[-1:]:
        if mention.stands("dat") and mention.need != "pronoun" and _TURNED.match(view.document.folded.low, mention.end):
            bodies = resolve(view.document, other, mention)
            return [Chosen(mention, bodies, ExecutorRole.LEAD, "owner.addressee", other)] if bodies else []
    return []


def _told_to_him(view: View) -> list[Chosen]:
    """«Министр … сендірді. «… көріңіз», – деді оған Премьер-министр»: the office that the sentences before speak of."""
    unit, low = view.unit, view.document.folded.low
    if unit.zone is None or unit.zone.who is None or _TO_HIM.search(low, *unit.zone.who) is None:
        return []
    for other in view.document.before(unit):
        for mention in reversed(view.document.mentions(other)) if other.zone is None else []:
            bodies = resolve(view.document, other, mention) if mention.office else ()
            if bodies and bodies[0].code not in _LEADERS and mention.start < unit.start:
                return [Chosen(mention, bodies, ExecutorRole.LEAD, "owner.addressee", other)]
    return []


def called(view: View, voice: str) -> list[Chosen]:
    """«Құрылыс басқармасы қайда қарап отыр? Ертең маған есеп беріңіздер»: whom the speaker has just asked after."""
    unit, low = view.unit, view.document.folded.low
    before = view.document.before(unit, 1)
    if voice != "imperative" or not before or before[0].zone is None or unit.zone is None:
        return []
    other = before[0]
    asked_by = other.zone.who if other.zone is not None else None
    if asked_by != unit.zone.who or not low[other.start : other.end].rstrip().endswith("?"):
        return []
    asked = [m for m in view.document.mentions(other) if m.cases == {"nom"} and m.need != "pronoun"]
    bodies = resolve(view.document, other, asked[0]) if asked else ()
    return [Chosen(asked[0], bodies, ExecutorRole.LEAD, "owner.addressee", other)] if bodies else []


def named_behind(view: View) -> list[Chosen]:
    """«Базарды жабу керек. Бұл – Сауда министрлігінің шаруасы»: whose work it is said to be, here or in the next sentence."""
    document, unit, low = view.document, view.unit, view.document.folded.low
    following = document.after(unit)
    units = [unit]
    if following is not None and _speaker(following) == _speaker(unit):
        units.append(following)
    for other in units:
        for mention in document.mentions(other):
            if not _WHOSE.search(low, max(other.start, mention.start - _WHOSE_REACH), mention.start):
                continue
            whose = mention.stands("gen") and _GENITIVE.match(low, mention.end, other.end)
            if whose or (mention.stands("dat") and _DATIVE.match(low, mention.end, other.end)):
                bodies = resolve(document, other, mention)
                return [Chosen(mention, bodies, ExecutorRole.LEAD, "owner.responsible", other)] if bodies else []
    return []


def _speaker(unit: Unit) -> tuple[int, int] | None:
    """The attribution of a stretch of speech; None for the outlet's own text."""
    return unit.zone.who if unit.zone is not None else None

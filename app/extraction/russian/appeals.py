"""Verbs that ask or demand and give no order of their own: a body asks one above it, a verb says whose words stand before."""

from app.extraction.lexicon.outsiders import APPEALS, WISHED_STATES
from app.extraction.lexicon.vetoes import NO_ACT, NO_BODY
from app.extraction.parts.head import Head
from app.extraction.parts.owners import Chosen
from app.extraction.text.resolution import resolve
from app.extraction.text.view import View
from app.extraction.words.morphology import forms


def asks_above(view: View, head: Head, chosen: list[Chosen]) -> bool:
    """«Акимат просит Правительство выделить средства»: a body asks one that it is below, or one beside it."""
    if head.frame is None or head.frame.id not in APPEALS or head.frame.voice != "active":
        return False
    if (view.tokens[head.at].low.endswith("ли") and not _several_ask(view, head)) or any(
        t.low in ("он", "она") for t in view.tokens[head.lo : head.at]
    ):
        return False  # «Акимат попросили …», «Акимат он попросил …»
    asks = [g.head for g in view.groups if head.lo <= g.first < head.at and not g.head.prep and not g.head.office]
    asked_ones = [c.mention for c in chosen]
    subject = [m for m in asks[-1:] if m.stands("nom", "any") and m not in asked_ones]
    who = [body for m in subject for body in resolve(view.document, view.unit, m)]
    known = view.document.directory.by_code
    ranks = [_RANKS.get(known[body.code].kind, 0) if body.code else _LOCAL for body in who]
    asked = [_RANKS.get(known[body.code].kind, 0) for c in chosen for body in c.bodies if body.code]
    return bool(ranks and asked) and max(asked) >= ranks[0] > 0


def _several_ask(view: View, head: Head) -> bool:
    """«Акиматы попросили Правительство …», but «Акимат попросили …»."""
    before = next((g.head for g in view.groups if g.last == head.at and not g.head.prep), None)
    return before is not None and forms(view.tokens[before.first].low).plural


_LOCAL = 1
_RANKS = {
    "president": 4, "administration": 4, "government": 3, "government_office": 3, "court_or_parliament": 3,
    "ministry": 2, "agency": 2, "akimat_oblast": _LOCAL, "akimat_city": _LOCAL, "akimat_local": _LOCAL,
}  # fmt: skip


def only_attributes(view: View, head: Head) -> bool:
    """«…», – потребовал аким от управления»: the verb says whose words stand before, and the act is in them."""
    if head.frame is None or head.frame.id not in _DEMANDS or head.infinitives or view.unit.zone is not None:
        return False
    if 0 < head.at - 2 == head.lo and [t.text for t in view.tokens[head.lo : head.at]] == [",", "–"]:
        return len(view.tokens) - head.at <= _ATTRIBUTION  # «Акиматам – обеспечить …, – распорядился премьер»
    before = view.document.before(view.unit, 1)
    zone = before[0].zone if before else None
    spoken = zone is not None and zone.who is not None and zone.who[0] >= view.unit.start
    return spoken and view.finites[:1] == [head.at]


def asked_by_others(view: View, head: Head) -> bool:
    """«Банк, в свою очередь, требует раздельного учёта» in a leader's mouth: of himself he says «требую».

    What a body of the register orders («Министерство поручает КТЖ …») may be his own order.
    """
    if not forms(view.tokens[head.at].low).present:
        return False
    named = [g.head for g in view.groups if g.first < head.at and not g.head.prep and g.head.stands("nom", "any")]
    return not any(body.code for m in named for body in resolve(view.document, view.unit, m))


def only_wished(view: View, head: Head, chosen: list[Chosen]) -> str:
    """The veto on «Хотел бы, чтобы молодёжь читала», «Хочу, чтобы акимы понимали …»: no body, or nothing that it would do."""
    if head.frame is None or head.frame.id != WANTS:
        return ""
    if not any(c.unit is view.unit and body.code for c in chosen for body in c.bodies):
        return NO_BODY
    behind = max(c.mention.last for c in chosen if c.unit is view.unit)
    acts = [view.tokens[i].low for i in view.finites if i >= behind and forms(view.tokens[i].low).past]
    return "" if acts and not WISHED_STATES.match(acts[0]) else NO_ACT


WANTS = "i_want"
_DEMANDS = frozenset({"demand", "decree", "order", "set_task", "oblige"})
_ATTRIBUTION = 5  # tokens

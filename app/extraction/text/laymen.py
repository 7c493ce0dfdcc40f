"""People who are no bodies, and what stands for them: «Инвестору нужна подпись. Ему приходится ждать»."""

from app.extraction.bodies.mentions import Mention
from app.extraction.lexicon.around_orders_ru import OFFICIALS
from app.extraction.text.context import Document, Unit
from app.extraction.words.morphology import forms

_HIM = frozenset({"ему", "ей"})


def of_layman(document: Document, unit: Unit, mention: Mention) -> bool:
    """Whether «ему» at the head of a sentence is for the last person in the dative of the one before, who is no official."""
    if document.folded.low[mention.start : mention.end] not in _HIM or mention.first > 1:
        return False
    before = document.before(unit, 1)
    if not before or before[0].paragraph != unit.paragraph:
        return False
    inside = {i for m in document.mentions(before[0]) for i in range(m.first, m.last)}
    for index, token in reversed(list(enumerate(document.tokens(before[0])))):
        known = forms(token.low)
        if token.word and known.noun and "dat" in known.cases and "nom" not in known.cases:
            return index not in inside and known.animate and not OFFICIALS.match(token.low)
    return False

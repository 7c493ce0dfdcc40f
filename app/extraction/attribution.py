"""What was said without who said it, for titles: «Премьер-министр отметил, что акимат должен …» → «акимат должен …».

The quote itself is never cut: a task stays tied to the whole sentence. Who spoke is the giver, found by `givers.py`.
"""

import re

from app.extraction.lexicon.speech import SAYS_KK, SAYS_RU

_BEFORE = re.compile(rf"[^,.:;«»\"]{{1,80}}?\s(?:{SAYS_RU})[а-я]*,\s+что\s+")
_AFTER_KK = re.compile(rf"[»\"]?\s*[,–-]?\s+(?:деп|дегенді)\s+(?:[\w-]+\s+){{0,2}}?(?:{SAYS_KK})[^.!?]{{0,60}}[.!?]?$")
_SHORTEST = 20


def without_attribution(quote: str) -> str:
    """A quoted instruction without «…, что» before it or «…, деп атап өтті …» after it; as it was where little is left."""
    low = quote.lower().replace("ё", "е")
    if len(low) != len(quote):
        return quote
    before, after = _BEFORE.match(low), _AFTER_KK.search(low)
    said = quote[before.end() if before else 0 : after.start() if after else len(quote)].strip(' «»"')
    return said if len(said) >= _SHORTEST else quote

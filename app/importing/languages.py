"""Which language a text is in, by its letters: a hint for lists and for the choice of rules. Extraction decides again
for each paragraph; nothing here looks at words.
"""

import re

from app.importing.document import Language

_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_KAZAKH = re.compile(r"[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")
_LATIN = re.compile(r"[A-Za-z]")
_KAZAKH_SHARE = 0.05
"""Kazakh prose has 15 to 30 such letters in a hundred; a Russian paragraph full of Kazakh names has 1 or 2."""
_MINORITY = 0.1
_SAMPLE = 200_000
"""Characters that are looked at: a hundred pages."""


def language_of(text: str) -> Language | None:
    """ru, kk, mixed (each of the two has a tenth of the letters or more), en (mostly Latin), None without letters."""
    russian = kazakh = latin = 0
    for paragraph in text[:_SAMPLE].split("\n"):
        cyrillic = len(_CYRILLIC.findall(paragraph))
        latin += len(_LATIN.findall(paragraph))
        if len(_KAZAKH.findall(paragraph)) > _KAZAKH_SHARE * cyrillic:
            kazakh += cyrillic
        else:
            russian += cyrillic
    if not russian + kazakh + latin:
        return None
    if latin > russian + kazakh:
        return "en"
    if min(russian, kazakh) >= _MINORITY * (russian + kazakh):
        return "mixed"
    return "kk" if kazakh > russian else "ru"

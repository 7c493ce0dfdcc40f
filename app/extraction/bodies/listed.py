"""One plural head with several places behind it: «управлениям здравоохранения областей Абай и Жетісу» are two bodies."""

from bisect import bisect_left

from app.extraction.bodies.akimats import places_behind
from app.extraction.bodies.scan import Mention, Scan
from app.extraction.lexicon.bodies import SINGULAR
from app.extraction.words.morphology import forms

_LONGEST = 8


def with_places(scan: Scan, mention: Mention) -> None:
    """Note all places that stand behind a plural local head; what it is called is what stands between."""
    if mention.language != "ru":
        return
    first = bisect_left(scan.places, mention.first)
    last = bisect_left(scan.places, mention.last)
    head = next((k for k in range(first, min(last, first + 3)) if scan.russian[k] in SINGULAR), None)
    if head is None or not forms(scan.words[head].low).plural:
        return
    for j in range(head + 1, min(last + 1, head + _LONGEST, len(scan.words))):
        begin = j + (scan.words[j].low == "по" and j + 1 < len(scan.words))
        codes, end = places_behind(scan.words, begin, scan.gazetteer.places)
        if len(codes) > 1 and end > last - 1 and scan.joined(head, end):
            _several(scan, mention, head, j, codes, end)
            return


def _several(scan: Scan, mention: Mention, head: int, name: int, codes: list[str], end: int) -> None:
    mention.need = "named:" + " ".join(word.low for word in scan.words[head:name])
    mention.bodies, mention.place, mention.more = (), codes[0], tuple(codes[1:])
    mention.last, mention.end = scan.places[end - 1] + 1, scan.words[end - 1].end

"""Turns behind a label at the head of a line: «Нурлан Ногаев, министр: Акимат, начинайте …».

Records in which several speak by turns, and who leads them, are read in `transcripts.py`.
"""

import re

from app.extraction.lexicon import speech
from app.extraction.speech.lines import Paragraph, Zone
from app.extraction.speech.people import People
from app.extraction.speech.speakers import strongest
from app.extraction.words.folding import Folded
from app.extraction.words.morphology import forms

# «Олжас Бектенов, Премьер-министр РК: Акиматам необходимо …»: who speaks stands before a colon at the head of the line.
_LABEL = re.compile(
    r"(?P<who>(?:[А-ЯӘҒҚҢӨҰҮҺІ]\. ?){0,2}[А-ЯӘҒҚҢӨҰҮҺІ][^:;.!?«»\"\n–]{2,90}"
    r"(?:(?<= )[А-ЯӘҒҚҢӨҰҮҺІ]\. ?(?:[А-ЯӘҒҚҢӨҰҮҺІ]\.)?)?):\s+(?=[^\s«\"–-])"
)
_LABELS = re.compile(r"(?:(?<=[.!?…] )|(?<![^\n]))" + _LABEL.pattern)
# «Премьер-министр жұмысты … жүктеді: …»: a sentence before its colon, no speaker of a transcript.
_FINITE_KK = re.compile(r" [а-яәғқңөұүһі]{2,}[дт][ыі]$")
_NARRATOR = re.compile(speech.NARRATORS)
_NAME = re.compile(r"[А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі-]+(?: [А-ЯӘҒҚҢӨҰҮҺІ][а-яәғқңөұүһі-]+){1,2}(?:,|$)")
_WORDS = re.compile(r"\w+")


def labelled(folded: Folded, paragraph: Paragraph, people: People) -> list[Zone]:
    """A turn of a transcript: «Нурлан Ногаев, министр: Акимат, начинайте …»; the outlet's own turns are narration."""
    found: list[tuple[re.Match[str], Zone | None]] = []
    for match in _LABELS.finditer(folded.text, paragraph.start, paragraph.end):
        if match.start() == paragraph.start or found:
            found.append((match, _label(folded, match, people)))
    if not found or found[0][1] is None:
        return []
    labels = [pair for pair in found if pair[1] is not None or _NARRATOR.match(folded.low, pair[0].start())]
    edges = [match.start() for match, _ in labels[1:]] + [paragraph.end]
    return [zone._replace(end=edge) for (_, zone), edge in zip(labels, edges, strict=True) if zone is not None]


def _label(folded: Folded, match: re.Match[str], people: People) -> Zone | None:
    """The speech behind a label, or None where it names nobody who speaks."""
    if _NARRATOR.match(folded.low, match.start()):
        return None
    start, end = match.span("who")
    words = [word.group().lower() for word in _WORDS.finditer(folded.text, start, end)]
    inside = [p for p in people.within(start, end) if p.nominative and not p.collegial]
    if _FINITE_KK.search(folded.text, start, end) or any(
        forms(word).finite or forms(word).infinitive or forms(word).passive for word in words
    ):
        return None
    if not inside and not _NAME.match(folded.text, start, end):
        return None
    return Zone(match.end(), match.end(), strongest(inside) if inside else None, (start, end))

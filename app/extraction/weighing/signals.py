"""What may speak for or against a sentence being an order: its words, whom and what day it names, who speaks, where it stands.

Names only; what each is worth was learnt (`learning.py`) and is in `lexicon/weights_*.tsv`. No rule about any single word
belongs here.
"""

import re
from collections.abc import Container, Iterator
from functools import lru_cache
from itertools import pairwise

from app.extraction.bodies.mentions import Mention
from app.extraction.parts.givers import last_subject
from app.extraction.parts.verdicts import is_act, own_voice
from app.extraction.speech.chair import chair_of
from app.extraction.speech.people import Person
from app.extraction.text.context import Document, Unit
from app.extraction.text.view import BOUNDARIES, SUBORDINATORS
from app.extraction.words.cues import in_kazakh
from app.extraction.words.kazakh import has_small_word
from app.extraction.words.kept import Kept
from app.extraction.words.morphology import INFINITIVE, forms, verb

_STEM = 6
_INFLECTED = 4  # letters; shorter words have no ending worth asking
_YEAR = 366
_ITEM = re.compile(r"\s*(?:\d{1,3}[.)]|[•*–-]|[а-яa-z]\))")
OF_DAYS = (":term", ":day.")
_SILENT = frozenset(',"«»()')


def language_of(document: Document, unit: Unit) -> str:
    """The language of a sentence: "kk" or "ru"."""
    if not unit._language:
        kazakh = in_kazakh(document.cues(unit)) or has_small_word(document.folded.text, unit.start, unit.end)
        unit._language = "kk" if kazakh else "ru"
    return unit._language


def signals(document: Document, unit: Unit, language: str) -> set[str]:
    """All signals of a sentence, each once. language: "ru" or "kk"."""
    return timeless(document, unit, language).union(days(document, unit))


class Vocabulary(Kept[tuple[str, tuple[str, ...]]]):
    """The beginning of each word, and its signals by itself. known: the only signals that count; None for all."""

    def __init__(self, known: Container[str] | None = None) -> None:
        super().__init__(self._of)
        self.known = known

    def _of(self, low: str) -> tuple[str, tuple[str, ...]]:
        return low[:_STEM], tuple(name for name in word_signals(low) if self.known is None or name in self.known)


_ALL = Vocabulary()


def timeless(document: Document, unit: Unit, language: str, vocabulary: Vocabulary = _ALL) -> set[str]:
    """All but what its terms show, which cost more to find than all the others; of words, those of the vocabulary."""
    found = set(_words(document, unit, vocabulary))
    found.update(_voices(document, unit), _place(document, unit))
    if language == "ru":
        found.update(_verbs(document, unit))
    return found


def _words(document: Document, unit: Unit, vocabulary: Vocabulary) -> list[str]:
    """Beginnings of words, pairs of neighbours, endings; a body stands as its case, a number as "#"."""
    tokens, bodies = document.tokens(unit), {mention.first: mention for mention in document.mentions(unit)}
    found: list[str] = []
    edge, pieces = 0, ["^"]
    for index, token in enumerate(tokens):
        if index < edge:
            continue
        if mention := bodies.get(index):
            edge, word = mention.last, _body(mention)
            found += (word, ":body." + (mention.need or "named").partition(":")[0])
        elif token.word:
            word, alone = vocabulary[token.low]
            found += alone
        elif token.text in _SILENT:
            continue
        else:
            word = "#" if token.text[0].isdigit() else token.text
            found.append(word)
        pieces.append(word)
    pairs = map(" ".join, pairwise(pieces))
    found += pairs if vocabulary.known is None else filter(vocabulary.known.__contains__, pairs)
    return found


def word_signals(low: str) -> tuple[str, ...]:
    """The signals of one word by itself: its beginning and its endings."""
    return (low[:_STEM], "-" + low[-2:], "-" + low[-3:]) if len(low) > _INFLECTED else (low[:_STEM],)


def _body(mention: Mention) -> str:
    cases = "any" if "any" in mention.cases else "/".join(sorted(mention.cases))
    return f"@{mention.prep}.{cases}" if mention.prep else f"@{cases}"


def _place(document: Document, unit: Unit) -> Iterator[str]:
    """Where the sentence stands: in its paragraph, in the text, after what mark."""
    paragraph, low = document.paragraphs[unit.paragraph], document.folded.low
    units = document.units(unit.paragraph)
    yield ":first" if units[0].start == unit.start else ":later"
    if len(units) == 1:
        yield ":alone"
    if not unit.paragraph and len(document.paragraphs) > 1:
        yield ":lead"
    if paragraph.dash:
        yield ":dash"
    if _ITEM.match(low, paragraph.start, paragraph.end):
        yield ":item"
    yield ":ends" + low[unit.end - 1]
    if before := document.last_before(unit):
        yield ":after" + low[before.end - 1]
        yield ":goes_on" if before.paragraph == unit.paragraph else ":new_line"


def _voices(document: Document, unit: Unit) -> Iterator[str]:
    """Who speaks, who leads the text, who was named last, who is named here."""
    zone = unit.zone
    if zone is not None:
        yield ":speech." + ("nobody" if zone.person is None else _kind(zone.person))
        if zone.turn:
            yield f":turn.{zone.turn}"
        for word in document.folded.low[slice(*zone.who)].split() if zone.who else ():
            yield "who=" + word[:_STEM]
    if is_act(document):
        yield ":act"
    if own_voice(document):
        yield ":own_voice"
    if document.interview:
        yield ":interview"
    chair, last = chair_of(document), last_subject(document, unit.start)
    yield f":chair.{chair.role if chair else 'nobody'}"
    if chair is not None and chair.foreign:
        yield ":chair.foreign"
    yield f":last.{_kind(last) if last else 'nobody'}"
    if last is not None and last.start >= document.paragraphs[unit.paragraph].start:
        yield f":last.here.{_kind(last)}"
    for person in document.people.within(unit.start, unit.end):
        many = ".many" if person.plural else ".body" if person.collegial else ""
        yield f":names.{_kind(person)}{'.nom' if person.nominative else ''}{many}"


def _kind(person: Person) -> str:
    return "foreign" if person.foreign else "leader" if person.role is not None else "lay"


def days(document: Document, unit: Unit) -> set[str]:
    """Terms, their edge, and how far their day is; each begins as one of `OF_DAYS`."""
    found: set[str] = set()
    for term in document.deadlines(unit) if document.cues(unit).dated else ():
        found.update((":term", f":term.{term.bound}"))
        if term.recurrence is not None:
            found.add(":term.series")
        if term.date is not None:
            ahead = (term.date - document.published).days
            found.add(":day.past" if ahead < 0 else ":day.near" if ahead <= _YEAR else ":day.far")
    return found


def _verbs(document: Document, unit: Unit) -> Iterator[str]:
    """Infinitives, tenses of personal verbs, passives, imperatives of speech; the first of them, and one that opens.

    A verb of a clause that depends on another counts apart, and so does an infinitive behind a verb of its clause.
    """
    first, spoken, below, governed = True, unit.zone is not None, False, False
    for index, token in enumerate(document.tokens(unit)):
        if not token.word:
            if token.text in BOUNDARIES:
                below = governed = False
            continue
        form, subordinates = _form(token.low, spoken)
        below = below or subordinates
        if not form:
            continue
        yield ":verb." + form + (".below" if below else ".governed" if governed and form == INFINITIVE else "")
        if first:
            yield ":verb1." + form
        if not index:
            yield ":opens." + form
        first, governed = False, governed or form != INFINITIVE
    if first:
        yield ":no_verb"


@lru_cache(maxsize=1 << 16)
def _form(low: str, spoken: bool) -> tuple[str, bool]:
    """What a word is as a verb, or nothing; whether it begins a clause that depends on another."""
    return _verbal(low, spoken), low in SUBORDINATORS or low.startswith("котор")


def _verbal(low: str, spoken: bool) -> str:
    kind = verb(low)
    if kind == INFINITIVE:
        return kind
    if kind:
        known = forms(low)
        return "past" if known.past else "future" if known.future else "present"
    if _SHORT_PASSIVE.search(low) and forms(low).passive:
        return "passive"
    if spoken and low.endswith(_COMMANDS) and (forms(low).command or forms(low).imperative):
        return "imperative"
    return ""


_SHORT_PASSIVE = re.compile(r"(?:[еая]н|[иыуяео]т)[аоы]?$")
_COMMANDS = ("й", "ь", "и", "те", "сь")

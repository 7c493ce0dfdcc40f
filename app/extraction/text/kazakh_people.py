"""People of a Kazakh text as the bodies that they head: «Ш. Әріновке» after «Төтенше жағдайлар министрі Шыңғыс Әрінов».

Only names in the case of an addressee are looked up, so that most texts pay nothing. Who gives an instruction belongs to
`offices.py`.
"""

from app.extraction.bodies.kazakh_bodies import name_at
from app.extraction.bodies.mentions import Body, Mention
from app.extraction.text.context import Document
from app.extraction.text.resolution import resolve
from app.extraction.words import kazakh
from app.extraction.words.tokens import Token

_ADDRESSED = frozenset({"dat", "abl"})
_NOT_HELD = ("president", "pm")


def with_people(document: Document, tokens: list[Token], mentions: list[Mention]) -> list[Mention]:
    """The mentions of a unit with the people that it addresses by name, in order."""
    found = []
    for index, end, case in _addressed(tokens):
        if any(m.first < end and index < m.last for m in mentions):
            continue
        bodies = _holders(document).get(kazakh.stem(tokens[end - 1].low))
        if bodies:
            start, stop = tokens[index].start, tokens[end - 1].end
            found.append(Mention(index, end, start, stop, frozenset({case}), bodies=bodies, office=True, language="kk"))
    return sorted([*mentions, *found], key=lambda m: m.first) if found else mentions


def _addressed(tokens: list[Token]) -> list[tuple[int, int, str]]:
    """Names in the dative or ablative: first token, token after, case."""
    found: list[tuple[int, int, str]] = []
    for index, token in enumerate(tokens):
        end = name_at(tokens, index) if token.word and token.text[0].isupper() else 0
        case = kazakh.case_of(tokens[end - 1].low) if end else ""
        if case in _ADDRESSED and not (found and index < found[-1][1]):
            found.append((index, end, case))
    return found


def _holders(document: Document) -> dict[str, tuple[Body, ...]]:
    """Bodies by the stem of the surname of whoever the text says to head them."""
    if "holders_kk" not in document.notes:
        known: dict[str, tuple[Body, ...]] = {}
        for number in range(len(document.paragraphs)):
            for unit in document.units(number):
                tokens = document.tokens(unit)
                for mention in document.mentions(unit):
                    if mention.language == "kk" and (end := _named_end(tokens, mention)):
                        bodies = resolve(document, unit, mention)
                        if bodies and bodies[0].code not in _NOT_HELD:
                            known.setdefault(kazakh.stem(tokens[end - 1].low), bodies)
        document.notes["holders_kk"] = known
    found: dict[str, tuple[Body, ...]] = document.notes["holders_kk"]
    return found


def _named_end(tokens: list[Token], mention: Mention) -> int:
    """Token after the name that stands behind an office or at the end of its mention; 0 where none does."""
    if mention.office and mention.last - mention.first > 2 and name_at(tokens, mention.last - 2) == mention.last:
        return mention.last
    return name_at(tokens, mention.last)

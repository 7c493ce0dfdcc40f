"""From what a reviewer ticked or selected to places in the text; whether a place can be a finding, services decide."""

from collections.abc import Sequence

from app.extraction.words.sentences import sentences

Place = tuple[int, int]


def sentences_of(text: str) -> list[Place]:
    """The sentences of all paragraphs."""
    found: list[Place] = []
    offset = 0
    for line in text.split("\n"):
        if line.strip():
            found += sentences(text, offset, offset + len(line))
        offset += len(line) + 1
    return found


def ticked(text: str, ticks: Sequence[str]) -> list[Place]:
    """The ticked sentences (by their number); neighbours make one place."""
    places = sentences_of(text)
    chosen = {int(tick) for tick in ticks if tick.isascii() and tick.isdigit() and len(tick) < 9}
    return runs([place for number, place in enumerate(places) if number in chosen], places)


def parts_of(actions: Sequence[Place], ticks: Sequence[str]) -> list[Place]:
    """Parts to split into: each ticked act is one; the others stay together as far as they are neighbours."""
    own = [place for number, place in enumerate(actions) if str(number) in ticks]
    rest = runs([place for place in actions if place not in own], actions)
    return sorted(own + rest)


def runs(chosen: Sequence[Place], places: Sequence[Place]) -> list[Place]:
    """The chosen places, those that follow one another in `places` joined."""
    found: list[Place] = []
    for before, place in zip([None, *places], places, strict=False):
        if place not in chosen:
            continue
        if found and before is not None and found[-1][1] == before[1] and before in chosen:
            found[-1] = (found[-1][0], place[1])
        else:
            found.append(place)
    return found


def selected(start: str, end: str) -> Place | None:
    """The words that a script counted; None when there are none."""
    numbers = [text for text in (start, end) if text.isascii() and text.isdigit() and len(text) < 9]
    return (int(numbers[0]), int(numbers[1])) if len(numbers) == 2 else None

"""Spans of a text that people choose. Offsets are code points, half open."""

from app.domain.errors import InvalidInput


def trimmed_span(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks at its ends. Raises InvalidInput when it is empty or outside of the text."""
    if not 0 <= start < end <= len(text):
        raise InvalidInput("span_outside")
    words = text[start:end]
    start, end = start + len(words) - len(words.lstrip()), end - len(words) + len(words.rstrip())
    if start >= end:
        raise InvalidInput("span_empty")
    return start, end

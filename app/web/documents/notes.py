"""What was lost when a file was read, kept with the document as a code and, where the sentence needs one, a number."""

from collections.abc import Mapping

from app.i18n import N_, gettext
from app.importing import NOTES

UNCOUNTED = N_("A part of the file could not be read.")


def written_note(code: str | None, data: Mapping[str, int]) -> str:
    """The note as a document keeps it: "code" or "code name=number"."""
    numbers = [f"{name}={number}" for name, number in data.items()]
    return " ".join([code, *numbers]) if code else ""


def note_sentence(note: str) -> str:
    """The sentence of a note in the reader's language; "" for none."""
    code, *numbers = note.split()[:10] or [""]
    if not code:
        return ""
    pairs = (number.partition("=") for number in numbers)
    data = {name: int(value) for name, _, value in pairs if value.isdecimal()}
    sentence = NOTES.get(code, UNCOUNTED)
    if "%(" in sentence and not all(f"%({name})" in sentence for name in data or ["?"]):
        sentence = UNCOUNTED
    return gettext(sentence) % data if "%(" in sentence else gettext(sentence)

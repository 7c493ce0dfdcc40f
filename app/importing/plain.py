"""Letters -> the text that is kept, for text files, pasted words and every other format. What a reader sees is not
touched: only line ends and invisible characters that would break display, search or storage.
"""

import re

from app.importing.charsets import decode
from app.importing.document import Extracted
from app.importing.errors import ImportRefused
from app.importing.limits import MAX_CHARACTERS

_LINE_ENDS = re.compile(r"\r\n?|[\x0b\x0c\x85]")
# Control characters, marks that turn the direction of text around (they can make a line read as another than it is),
# byte order marks inside a text, and noncharacters.
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


def read_text(data: bytes) -> Extracted:
    """Read a text file. Raises ImportRefused as `charsets.decode`."""
    decoded = decode(data)
    note_data = {"count": decoded.lost} if decoded.lost else {}
    return Extracted(decoded.text, note="characters_lost" if decoded.lost else None, note_data=note_data)


def clean(text: str) -> str:
    """Lines end with LF; invisible control characters are gone; half characters (lone surrogates) are U+FFFD.

    Raises ImportRefused "too_much_text".
    """
    if len(text) > MAX_CHARACTERS:
        raise ImportRefused("too_much_text", limit=MAX_CHARACTERS)
    text = _LINE_ENDS.sub("\n", text)
    text = _SURROGATES.sub("\ufffd", text)
    return _INVISIBLE.sub("", text)

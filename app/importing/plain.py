"""Letters -> the text that is kept, for text files, pasted words and every other format. What a reader sees is not
touched: only line ends and invisible characters that would break display, search or storage.
"""

import re

from app.importing.charsets import decode
from app.importing.document import Extracted
from app.importing.errors import ImportRefused
from app.importing.limits import MAX_CHARACTERS

# Control characters, marks that turn the direction of text around (they can make a line read as another than it is),
# byte order marks inside a text, and noncharacters are taken out; page and line feeds of other systems end a line.
_INVISIBLE = [
    *range(0x09),
    *range(0x0E, 0x20),
    *range(0x7F, 0xA0),
    0x061C,
    0x200E,
    0x200F,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x206A),
    0xFEFF,
    0xFFFE,
    0xFFFF,
]
_REPLACED = {
    **dict.fromkeys(_INVISIBLE, ""),
    0x0B: "\n",
    0x0C: "\n",
    0x85: "\n",
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
}
_SPECIAL = re.compile(f"[{re.escape(''.join(map(chr, _REPLACED)))}]")


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
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text.translate(_REPLACED) if _SPECIAL.search(text) else text

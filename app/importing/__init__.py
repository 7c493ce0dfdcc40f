"""A file or pasted words -> text with its title, day and language, or a refusal that says what to do.

Reads txt, docx, pdf (text layer), html and eml; knows nothing of the register, of findings or of storage. The caller
keeps the file itself. What `read_document` promises, however broken or hostile the bytes: an `ImportedText` or an
`ImportRefused`, within the bounds of `limits`.
"""

from app.importing.document import ImportedText, Language, MediaType, PublishedBasis
from app.importing.errors import NOTES, REFUSALS, ImportRefused
from app.importing.limits import MAX_BYTES, MAX_CHARACTERS
from app.importing.reading import read_document, read_pasted

__all__ = [
    "MAX_BYTES",
    "MAX_CHARACTERS",
    "NOTES",
    "REFUSALS",
    "ImportRefused",
    "ImportedText",
    "Language",
    "MediaType",
    "PublishedBasis",
    "read_document",
    "read_pasted",
]

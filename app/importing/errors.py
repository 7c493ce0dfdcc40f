"""Why a file is refused, and what a reader is told about one that was accepted with a loss.

Two tables of sentences, by code; nothing here reads a file. The sentences are msgids: the catalogs translate them, and
`%(name)s` places are filled from the error's data.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

from app.domain.errors import DomainError
from app.i18n import N_

REFUSALS: dict[str, str] = {
    "empty": N_("The file holds no text. Check that it is the right file, or paste the text."),
    "too_large": N_("The file is larger than %(limit_mb)d MB. Split it, or paste the part that matters."),
    "too_much_text": N_("The text is longer than %(limit)d characters. Split it into several documents."),
    "too_many_pages": N_("The PDF has more than %(limit)d pages. Split it into several files."),
    "binary": N_("This file is not a text document. Upload txt, docx, pdf, html or eml, or paste the text."),
    "unknown_encoding": N_("The letters of this text file cannot be read. Save it as UTF-8 and upload it again."),
    "program": N_("This file is a program, whatever its name says. Nothing was read or run; upload the document."),
    "image": N_("This is a picture, and words in pictures are not read. Upload the document, or paste its text."),
    "old_word": N_("This is an old Word file (.doc). Open it in Word, save it as .docx and upload that file."),
    "office_format": N_(
        "This office format is not read. Open the file, save it as .docx or .pdf and upload that file."
    ),
    "spreadsheet": N_("This is a spreadsheet, not a text. Save the text as .docx or .txt, or paste it."),
    "archive": N_("This is an archive. Unpack it and upload the documents one by one."),
    "xml": N_("This XML file is not a document that people read. Upload the page or the document itself."),
    "encrypted": N_("The file is protected by a password. Save a copy without the password and upload that copy."),
    "damaged": N_("The file is damaged or incomplete and cannot be read. Get it again, or paste the text."),
    "not_what_name_says": N_(
        "The file is called .%(extension)s, but its content is something else. "
        "Save it again as .%(extension)s and upload it."
    ),
    "unsafe_archive": N_(
        "The file is packed in a way that documents are not (size, number or place of its parts), "
        "so it was not opened. Save it again from the program it was written in."
    ),
    "unsafe_xml": N_(
        "The document holds declarations that documents do not need and attacks do, so it was not read. "
        "Save it again from the program it was written in."
    ),
}

NOTES: dict[str, str] = {
    "scan_without_text": N_(
        "The PDF holds pictures of pages and no text. The file is kept; paste its text to have it read."
    ),
    "pages_without_text": N_("Pages that were not read, being pictures or broken: %(pages)d. The rest is here."),
    "unreadable_text_layer": N_(
        "The text inside the PDF is encoded so that its letters cannot be told. The file is "
        "kept; paste its text to have it read."
    ),
    "attachments_not_read": N_("Attachments of the letter that were not read: %(count)d. Upload them one by one."),
    "characters_lost": N_("Characters that could not be read are shown as �: %(count)d."),
}


class ImportRefused(DomainError):
    """A file or a text that cannot be taken in.

    `code` is a key of `REFUSALS`; `data` holds what its sentence names: `limit_mb` (megabytes), `limit` (characters or
    pages), `extension` (of the file's name, without the dot).
    """

    sentences: ClassVar[Mapping[str, str]] = REFUSALS

    def __init__(self, code: str, **data: Any) -> None:
        if code not in REFUSALS:
            raise ValueError(f"no sentence for the refusal {code!r}")
        super().__init__(code, **data)

    @property
    def message(self) -> str:
        """The English sentence, for logs and for callers without catalogs."""
        return REFUSALS[self.code] % self.data if self.data else REFUSALS[self.code]

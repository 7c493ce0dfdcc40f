"""From the form to a document: which text, whose file, which day. What cannot be used is said beside the field."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from app.i18n import N_, format_day, gettext
from app.importing import REFUSALS, ImportedText, ImportRefused, read_document, read_pasted
from app.services.documents import NewDocument
from app.web.documents import uploads
from app.web.documents.forms import DocumentForm
from app.web.documents.notes import written_note
from app.web.session import settings, today
from app.web.tasks.fields import FIRST_DAY

FIRST = format_day(FIRST_DAY)
USES = {
    "file": N_("The words of the file; the pasted ones are left out"),
    "pasted": N_("The pasted words; the file is kept beside them"),
}


@dataclass(frozen=True)
class Incoming:
    """What came in. file None: pasted words alone."""

    read: ImportedText
    file: bytes | None
    file_name: str


def new_document(form: DocumentForm) -> NewDocument | None:
    """The document that the form describes; None when the form has errors now.

    A file that was read is kept, and its title is filled in, so that the form comes back with nothing to repeat.
    """
    if not form.validate():
        return None
    incoming = _incoming(form)
    if incoming is None:
        return None
    read = incoming.read
    form.title.data = form.title.data or read.title or ""
    published = _published(form, read)
    if published is None:
        return None
    return NewDocument(
        text=read.text,
        title=form.title.data or incoming.file_name,
        published_on=published,
        published_basis="person" if form.published_on.data else read.published_basis or "person",
        url=form.url.data or "",
        language=read.language or "",
        media_type=read.media_type.value,
        note=written_note(read.note, read.note_data),
        secondary=bool(form.secondary.data),
        file=incoming.file,
        file_name=incoming.file_name,
    )


def _incoming(form: DocumentForm) -> Incoming | None:
    """The words: a file's own, or those pasted beside it (of a scan), or those pasted alone."""
    file, name = _file(form)
    typed = form.text.data or ""
    if file is None and not typed.strip():
        _refuse(form, "file", gettext("Choose a file, or paste the text."))
        return None
    try:
        pasted = read_pasted(typed) if typed.strip() else None
    except ImportRefused as refusal:
        _refuse(form, "text", _sentence(refusal))
        return None
    if file is None:
        return Incoming(pasted, None, "") if pasted else None
    try:
        read = read_document(file, name)
    except ImportRefused as refusal:
        _refuse(form, "file", _sentence(refusal))
        return None
    form.kept.data, form.kept_name.data = uploads.keep(file, settings().data), name
    return _chosen(form, read, pasted, file, name)


def _chosen(
    form: DocumentForm, read: ImportedText, pasted: ImportedText | None, file: bytes, name: str
) -> Incoming | None:
    """The file's words or the pasted ones; a scan has none of its own, and who sends both says which are read."""
    if pasted is None or not read.text or read.text == pasted.text:
        return Incoming(pasted or read, file, name)
    form.use.choices = [(code, gettext(word)) for code, word in USES.items()]
    if form.use.data not in USES:
        _refuse(form, "use", gettext("There are a file and pasted words, and they differ. Choose which are read."))
        return None
    return Incoming(pasted if form.use.data == "pasted" else read, file, name)


def _file(form: DocumentForm) -> tuple[bytes | None, str]:
    upload: Any = form.file.data
    if upload:
        # Large files lie on the disk until they are closed.
        with upload.stream as stream:
            content = stream.read()
        return content, (upload.filename or "").replace("\0", "")[:200]
    kept = uploads.take(form.kept.data or "", settings().data)
    return kept, (form.kept_name.data or "").replace("\0", "")[:200]


def _published(form: DocumentForm, read: ImportedText) -> date | None:
    """The day of publication: the one given, else the one found; never today by silence."""
    day: date | None = form.published_on.data or read.published
    if day is None:
        _refuse(form, "published_on", gettext("No date of publication was found in the text. Give it by hand."))
    elif day > today():
        sentence = N_("%(day)s is a day to come: a text that is not published yet cannot be taken in.")
        if not form.published_on.data:
            sentence = N_("The text says %(day)s, a day to come. Give the day of publication by hand.")
        _refuse(form, "published_on", gettext(sentence, day=format_day(day)))
    elif day < FIRST_DAY:
        _refuse(
            form,
            "published_on",
            gettext("The text says %(day)s; dates from %(first)s on can be used.", day=format_day(day), first=FIRST),
        )
    else:
        return day
    return None


def _refuse(form: DocumentForm, field: str, sentence: str) -> None:
    form[field].errors = [*form[field].errors, sentence]


def _sentence(refusal: ImportRefused) -> str:
    return gettext(REFUSALS[refusal.code]) % refusal.data

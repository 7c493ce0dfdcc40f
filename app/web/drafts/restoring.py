"""Putting kept words back into a form: into fields that a person fills in, never into what the page itself says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import Field, Form

from app.models import Draft
from app.queries.drafts import drafts_of
from app.web.drafts.addresses import address_of
from app.web.session import account, db, now

_TYPED = frozenset({"TextAreaField", "LineField", "StringField", "DateField", "SelectField"})


@dataclass(frozen=True)
class Other:
    """An older draft of the same form, from another browser, that says something else."""

    id: int
    at: datetime
    words: list[tuple[str, str]]


@dataclass(frozen=True)
class Restored:
    """The draft that stands in a form now, and others that do not."""

    id: int
    at: datetime
    others: list[Other]


def my_drafts(under: str = "") -> list[Draft]:
    """The drafts of the person signed in, the newest first."""
    signed_in = account()
    return drafts_of(db(), signed_in.id, now=now(), under=under) if signed_in else []


def restore(form: Form, url: str, drafts: Sequence[Draft] | None = None) -> bool:
    """Fill the form that is sent to that address with its newest draft; whether there is one that says anything new.

    drafts: those of the page, where it has several forms. The form's `draft` tells its template what was done.
    """
    address = address_of(url)
    mine = [draft for draft in (my_drafts(address) if drafts is None else drafts) if draft.form == address]
    if not mine:
        return False
    newest, *older = mine
    changed = [_put_back(field, newest.fields) for field in leaves(form)]
    if not any(changed):
        return False
    fields = {field.name: field.label.text for field in leaves(form)}
    others = [Other(each.id, each.kept_at, _words(each, fields)) for each in older if not _within(each, newest)]
    form.draft = Restored(newest.id, newest.kept_at, others)
    return True


def leaves(fields: Any) -> Iterator[Field]:
    """The fields of a form, those of its lists and parts among them."""
    for field in fields:
        if field.type in ("FieldList", "FormField"):
            yield from leaves(field)
        else:
            yield field


def _put_back(field: Field, words: dict[str, Any]) -> bool:
    """Whether the field says something else now."""
    value = words.get(field.name)
    if field.type not in _TYPED or not isinstance(value, str) or value == _shown(field):
        return False
    if field.type == "SelectField" and value not in {str(choice[0]) for choice in field.iter_choices()}:
        return False
    field.process(MultiDict([(field.name, value)]))
    return True


def _shown(field: Field) -> str:
    if field.type == "DateField":
        return field.data.isoformat() if field.data else ""
    return "" if field.data is None else str(field.data)


def _within(older: Draft, newest: Draft) -> bool:
    """Whether all that the older one says stands in the newer one."""
    return all(str(value).strip() in str(newest.fields.get(name, "")) for name, value in older.fields.items())


def _words(draft: Draft, labels: dict[str, str]) -> list[tuple[str, str]]:
    return [(labels.get(name, name), str(value)) for name, value in draft.fields.items()]

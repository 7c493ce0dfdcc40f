"""The words of a form that was sent: read as usual, or from the beginning of a body that was too large to be taken."""

import re
from collections.abc import Iterable
from typing import Any

from flask import g, request
from werkzeug.exceptions import HTTPException
from werkzeug.sansio.multipart import Data, Epilogue, Field, File, MultipartDecoder, NeedData

MOST_FIELDS = 120
NAME_LONGEST = 100
# What of a body that is too large is looked at: our forms have their words before their files.
HEAD_BYTES = 6 * 1024 * 1024
# Numbers of the form, of its row, of its buttons; what a person keeps to himself; files wait elsewhere.
_NOT_WORDS = re.compile(r"(?:^|[-_])(?:csrf_token|once|next|version|refuse|kept|kept_name|draft)$|password")


def words_of(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What a draft keeps of a form: its texts, days and choices by name of field, never passwords or ticks."""
    found = {
        name: value.replace("\0", "")
        for name, value in pairs
        if len(name) <= NAME_LONGEST and "\0" not in name and not _NOT_WORDS.search(name) and len(value.strip()) > 1
    }
    return dict(list(found.items())[:MOST_FIELDS])


def typed_now() -> dict[str, str]:
    """The words of the form of this request; {} when they cannot be read."""
    if "typed" not in g:
        # Read once: the beginning of a body is gone when it was looked at.
        g.typed = _typed() if request.method == "POST" else {}
    found: dict[str, str] = g.typed
    return found


def _typed() -> dict[str, str]:
    try:
        return words_of(request.form.items(multi=True))
    except HTTPException:
        return words_of(_head())


def _head() -> list[tuple[str, str]]:
    """The fields before the first file, of a body that is over the limit."""
    boundary = request.mimetype_params.get("boundary", "")
    if request.mimetype != "multipart/form-data" or not boundary:
        return []
    start = request.environ["wsgi.input"].read(HEAD_BYTES)
    decoder = MultipartDecoder(boundary.encode("latin1"), max_form_memory_size=HEAD_BYTES)
    try:
        decoder.receive_data(start)
        return list(_fields(decoder))
    except (ValueError, HTTPException):
        return []


def _fields(decoder: MultipartDecoder) -> Iterable[tuple[str, str]]:
    name, parts = "", list[bytes]()
    event: Any = decoder.next_event()
    while not isinstance(event, (File, Epilogue, NeedData)):
        if isinstance(event, Field):
            name, parts = event.name, []
        if isinstance(event, Data):
            parts.append(event.data)
            if not event.more_data:
                yield name, b"".join(parts).decode("utf-8", "replace")
        event = decoder.next_event()

"""Files of reports and contributions: checked, named, kept once under their checksum, read back unchanged.

Bytes are written before the row is: a transaction that fails leaves a file that the next attempt finds and uses. Which
types are taken is `app.importing.attachments`' affair; who may read a file is asked where it is fetched.
"""

import hashlib
import os
import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.domain.errors import InvalidInput, NotFound
from app.importing.attachments import clean_name, stored_name, type_of
from app.models import Attachment, Contribution, Report, Task, User

FILES_AT_ONCE = 20
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class FileStore:
    """Where files lie, outside of the web root, and how large one may be, in bytes."""

    folder: Path
    limit: int


@dataclass(frozen=True)
class NewFile:
    """A file as it came: the name is whatever the sender says."""

    name: str
    content: bytes


def attach(
    session: Session,
    task: Task,
    files: Sequence[NewFile],
    store: FileStore | None,
    *,
    by: User | None,
    now: datetime,
    report: Report | None = None,
    contribution: Contribution | None = None,
) -> list[Attachment]:
    """Keep the files with the task. Raises InvalidInput for too many, too large, empty or refused ones, before any
    is written. Permission is the caller's part.
    """
    if not files:
        return []
    if store is None:
        raise ValueError("files need a store")
    if len(files) > FILES_AT_ONCE:
        raise InvalidInput("files_too_many", limit=FILES_AT_ONCE)
    types = [_checked(file, store) for file in files]
    rows = [
        Attachment(
            task_id=task.id,
            report=report,
            contribution=contribution,
            name=stored_name(file.name, media_type),
            media_type=media_type,
            size=len(file.content),
            sha256=(digest := hashlib.sha256(file.content).hexdigest()),
            path=_keep(file.content, digest, store.folder),
            added_by_id=by.id if by else None,
            added_at=now,
        )
        for file, media_type in zip(files, types, strict=True)
    ]
    session.add_all(rows)
    session.flush()
    return rows


def facts_of(rows: Sequence[Attachment]) -> list[dict[str, Any]] | None:
    """What an event keeps of files: the checksum proves later which bytes were filed. None for no files."""
    return [{"name": row.name, "sha256": row.sha256, "size": row.size} for row in rows] or None


def content_of(attachment: Attachment, store: FileStore) -> bytes:
    """The bytes as they were filed. Raises NotFound (code `attachment_lost`) when they are gone or changed."""
    path = _place(attachment.sha256, store.folder)
    content = path.read_bytes() if path.is_file() else b""
    if hashlib.sha256(content).hexdigest() != attachment.sha256:
        raise NotFound("attachment_lost")
    return content


def _checked(file: NewFile, store: FileStore) -> str:
    if len(file.content) > store.limit:
        limit = store.limit // (1024 * 1024)
        raise InvalidInput("file_too_large", name=clean_name(file.name), limit_mb=limit)
    return type_of(file.content, file.name)


def _place(digest: str, folder: Path) -> Path:
    if not _DIGEST.fullmatch(digest):
        raise NotFound("attachment_lost")
    return folder / digest[:2] / digest


def _keep(content: bytes, digest: str, folder: Path) -> str:
    """Write the file unless it is there unharmed; returns its path relative to the folder."""
    path = _place(digest, folder)
    if not path.is_file() or path.stat().st_size != len(content):
        path.parent.mkdir(parents=True, exist_ok=True)
        # Two people may keep the same file at once: each writes its own copy, and the rename is atomic.
        partial = path.with_name(f"{digest}.{secrets.token_hex(4)}.partial")
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(path)
    return str(path.relative_to(folder))

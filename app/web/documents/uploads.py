"""Files that wait for their form: a form that comes back for a date must not ask for the file again.

Kept in the data folder under their checksum, the newest few only; a document that is taken in keeps its own copy.
"""

import hashlib
import re
from pathlib import Path

MOST_WAITING = 20
_TOKEN = re.compile(r"[0-9a-f]{64}")


def keep(content: bytes, data: Path) -> str:
    """Keep the file; returns the token that the form carries."""
    token = hashlib.sha256(content).hexdigest()
    folder = _folder(data)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / token).write_bytes(content)
    waiting = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
    for path in waiting[:-MOST_WAITING]:
        path.unlink(missing_ok=True)
    return token


def take(token: str, data: Path) -> bytes | None:
    """The file of a token; None when it is no longer (or never was) here."""
    path = _folder(data) / token
    return path.read_bytes() if _TOKEN.fullmatch(token) and path.is_file() else None


def drop(token: str, data: Path) -> None:
    """The form is done with."""
    if _TOKEN.fullmatch(token):
        (_folder(data) / token).unlink(missing_ok=True)


def _folder(data: Path) -> Path:
    return data / "waiting"

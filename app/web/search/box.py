"""What was typed into a box of the search, on its own page and above a list."""

from flask import request

from app.web.tasks.lists import TEXT_LIMIT


def asked() -> str:
    """The words of this request, "" for none: one line of bounded length, without NUL, which PostgreSQL does not store."""
    return " ".join(request.args.get("q", "").replace("\0", "").split())[:TEXT_LIMIT]

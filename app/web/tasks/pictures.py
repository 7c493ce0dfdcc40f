"""The few pictures of a list's rows inside the page itself: fifty rows name them in a third of the characters."""

import re
from functools import cache
from pathlib import Path

from markupsafe import Markup

ROW_PICTURES = (
    "on_control",
    "in_progress",
    "submitted",
    "returned",
    "closed",
    "cancelled",
    "warning",
    "policy",
)
MARKS = ("milestone", "question", "info")
_SPRITE = Path(__file__).parents[2] / "static" / "icons.svg"


@cache
def row_pictures() -> Markup:
    """The symbols, their ids with `i-` before them, in an element that is not shown."""
    found = dict(re.findall(r'<symbol id="([^"]+)"(.*?</symbol>)', _SPRITE.read_text(encoding="utf-8"), re.DOTALL))
    symbols = "".join(f'<symbol id="i-{name}"{found[name]}' for name in (*ROW_PICTURES, *MARKS))
    return Markup(f'<svg class="d-none" aria-hidden="true">{symbols}</svg>')

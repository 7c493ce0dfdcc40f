"""What a title says of the occasion: whom a leader receives. Sentences of the text are read elsewhere."""

import re

from app.extraction.bodies.mentions import Body
from app.extraction.text.context import Document

_RECEIVES = re.compile(
    r"(?<![\w-])(?:(?:принял|встрет|встреч|заслуша|побеседова|беседа)[а-я]*|принимает|(?:қабылда(?:ды|п)|кездес(?:ті|іп)))(?![\w-])"
)
_LEADERS = frozenset({"president", "pm", "government"})
_SPOTS = frozenset({"в", "из"})  # «в Акорде прошла встреча с министром»


def guest(document: Document) -> Body | None:
    """The only body that a title tells of as received or heard; leaders are none."""
    if "guest" not in document.notes:
        found: dict[str | None, Body] = {}
        if _RECEIVES.search(document.title.low):
            named = [
                body for mention in document.title_mentions if mention.prep not in _SPOTS for body in mention.bodies
            ]
            found = {body.code: body for body in named if body.code not in _LEADERS}
        document.notes["guest"] = next(iter(found.values())) if len(found) == 1 else None
    received: Body | None = document.notes["guest"]
    return received

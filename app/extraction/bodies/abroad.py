"""Bodies of other states that are called as ours are: «Министерство обороны России», «китайский МИД».

Leaders of other states are known in `speech/offices.py`, Kazakh names of such bodies in `kazakh/owners.py`.
"""

import re

from app.extraction.bodies.scan import Mention, Scan
from app.extraction.lexicon import offices as table

_STATE = re.compile(rf"(?:(?:республики|королевства) )?(?:{table.STATES})")
_ADJECTIVE = re.compile(rf"(?:{table.STATE_ADJECTIVES})(?:ий|ого|ому|им|ом|ое|ая|ой|ую|ие|их|ими)$")
_AFTER = 4  # tokens


def of_another_state(scan: Scan, mention: Mention) -> bool:
    """Whether the name of a state right behind, or its adjective right before, makes the body a foreign one."""
    if mention.language != "ru" or not mention.bodies or mention.bodies[0].code is None:
        return False
    if mention.first and _ADJECTIVE.match(scan.tokens[mention.first - 1].low):
        return True
    behind = scan.tokens[mention.last : mention.last + _AFTER]
    named = any(token.text[0].isupper() for token in behind[:2])  # «Китая», «королевства Бахрейн»
    return named and _STATE.match(" ".join(token.low for token in behind)) is not None

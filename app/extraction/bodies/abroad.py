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
    behind = " ".join(token.low for token in scan.tokens[mention.last : mention.last + _AFTER])
    before = scan.tokens[mention.first - 1].low if mention.first else ""
    return _STATE.match(behind) is not None or _ADJECTIVE.match(before) is not None

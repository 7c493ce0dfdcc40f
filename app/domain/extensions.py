"""How many extensions a task had, and what that changes: who may grant the next one, which task is marked in red.

From which number on is policy (`extension_level_up`, `extension_red`); asking and deciding belongs to `app.services.terms`.
"""

from datetime import date

from app.domain.enums import GiverLevel
from app.domain.term_rules import TermRules


def granting_level(giver: GiverLevel, number: int, rules: TermRules, day: date) -> GiverLevel:
    """The lowest level that may grant extension number `number` (1 is the first) of a task given at that level."""
    rule = rules.find("extension_level_up", day)
    if rule is None or number < rule.amount:
        return giver
    return list(GiverLevel)[max(giver.rank - 1, 0)]


def marked_red(number: int, rules: TermRules, day: date) -> bool:
    """Whether a task with so many extensions stands in red in the lists of supervisors."""
    rule = rules.find("extension_red", day)
    return rule is not None and number >= rule.amount

"""Which tasks of a list were extended so often that a supervisor sees it in red; from which number on is policy."""

from collections.abc import Sequence
from typing import Any

from app.domain.enums import Role
from app.domain.extensions import marked_red
from app.queries.reference import term_rules, work_calendar
from app.queries.slippage import slippage_of
from app.web.session import account, db, today


def often_extended(rows: Sequence[Any]) -> dict[int, int]:
    """By task of the list: how many extensions it had, for those that are marked; nothing for other readers."""
    reader = account()
    if reader is None or reader.role is not Role.SUPERVISOR or not rows:
        return {}
    rules = term_rules(db())
    slipped = slippage_of(db(), [row.id for row in rows], work_calendar(db()))
    return {
        task_id: found.extensions
        for task_id, found in slipped.items()
        if found.extensions and marked_red(found.extensions, rules, today())
    }

"""Rows of reports about a past day: plain values under English names, the same whenever they are asked for."""

from typing import Any

from app.domain.discipline import Figure, Total
from app.domain.enums import TaskKind
from app.domain.holders import Holder
from app.queries.discipline import Row
from app.queries.past_lists import PastLine
from app.queries.slippage_pages import Slipped


def overdue_row(past: PastLine) -> dict[str, Any]:
    """A task of the overdue list."""
    line, held = past.line, past.held
    return {
        "number": line.number,
        "lead": past.lead,
        "giver_level": line.giver_level.value,
        "status": line.status.value,
        "original_due_on": _day(line.original_due_on),
        "due_on": _day(line.due_on),
        "days_late": past.days_late,
        "held_by": held.holder.value if held else None,
        "body": (held.body or None) if held else None,
        "since": _day(held.since) if held else None,
        "days_lost": past.lost,
        "days_lost_original": past.lost_original,
        "milestone": line.kind is TaskKind.MILESTONE,
        "default_term": line.default_term,
        "training": line.training,
        "title": line.title,
    }


def register_row(past: PastLine) -> dict[str, Any]:
    """A task of the register."""
    line = past.line
    return {
        "number": line.number,
        "kind": line.kind.value,
        "lead": past.lead,
        "giver_level": line.giver_level.value,
        "status": line.status.value,
        "result": line.result.value if line.result else None,
        "original_due_on": _day(line.original_due_on),
        "due_on": _day(line.due_on),
        "submitted_on": _day(line.submitted_on),
        "days_late": past.days_late,
        "default_term": line.default_term,
        "training": line.training,
        "title": line.title,
    }


def discipline_rows(rows: list[Row]) -> list[dict[str, Any]]:
    """The figures, one row a body (level, quarter) and figure: counts, and the value to six decimals."""
    return [
        {
            "line": row.line.value,
            "key": row.key or "all",
            "rank": row.rank,
            "figure": figure.value,
            "part": total.part,
            "base": total.base,
            "tasks": total.tasks,
            "value": _value(total),
        }
        for row in rows
        for figure in Figure
        if (total := row.total(figure)).tasks
    ]


def slippage_row(row: Slipped) -> dict[str, Any]:
    """A task of the slippage ledger."""
    line, state = row.past.line, row.state
    lost = {f"lost_{holder.value}": row.lost_by.get(holder, 0) for holder in Holder}
    return {
        "number": line.number,
        "lead": row.past.lead,
        "status": line.status.value,
        "original_due_on": _day(state.original_due_on),
        "due_on": _day(state.due_on),
        "days_moved": row.moved,
        "extensions_asked": row.asked,
        "extensions_granted": row.granted,
        "filed_on": _day(state.filed_on),
        "slip_working_days": row.slip,
        **lost,
        "milestone": line.kind is TaskKind.MILESTONE,
        "training": line.training,
        "title": line.title,
    }


def _day(value: Any) -> str | None:
    return value.isoformat() if value else None


def _value(total: Total) -> float | None:
    return round(total.value, 6) if total.value is not None else None

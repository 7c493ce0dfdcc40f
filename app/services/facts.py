"""What an event keeps of a task's executors, so that any past day can be told from the history alone.

Bodies are named by code. Events themselves are written by `app.services.history`; reading them is `app.domain.replay`.
"""

from typing import Any

from app.models import Task


def executor_facts(task: Task) -> dict[str, Any]:
    """`contributions`: by body the ISO date on which it owes its part; `outside`: bodies not subordinate to the Government.

    Both are set by whatever event registers the task, changes its executors or moves its date.
    """
    return {
        "contributions": {
            row.agency.code: row.contribution_due_on.isoformat()
            for row in task.executors
            if row.contribution_due_on and row.agency.kind != "group"  # a group owes nothing until a body is chosen
        },
        "outside": [row.agency.code for row in task.executors if not row.agency.subordinate] or None,
    }

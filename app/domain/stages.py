"""The order of a project's stages: a later stage dated before an earlier one ends is a conflict to look at.

A warning for people, never a refusal: a project may be built in parts. Which tasks are stages of which project is asked
by `app.queries.projects`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.enums import Stage

ORDER = {stage: place for place, stage in enumerate(Stage)}


@dataclass(frozen=True)
class StageDate:
    """A stage as a milestone dates it. key: the milestone's id; on: the day it ends, or is expected to; None = no date."""

    key: int
    stage: Stage
    on: date | None


@dataclass(frozen=True)
class OrderConflict:
    """Two stages in the wrong order: `later` follows `earlier`, yet is dated before it."""

    earlier: StageDate
    later: StageDate

    @property
    def days(self) -> int:
        """Calendar days by which the dates contradict the order."""
        return (self.earlier.on - self.later.on).days if self.earlier.on and self.later.on else 0


def stage_day(due_on: date | None, forecast_on: date | None, fact_on: date | None) -> date | None:
    """The day that counts for a stage: the fact, else the last forecast, else the date that was set."""
    return fact_on or forecast_on or due_on


def order_conflicts(stages: Iterable[StageDate]) -> tuple[OrderConflict, ...]:
    """All pairs of one project in which the later stage is dated before the earlier one, in the order of stages.

    Stages without a date, and two milestones of the same stage, contradict nothing; the same day is no conflict.
    """
    dated = sorted((each for each in stages if each.on), key=lambda each: (ORDER[each.stage], each.on, each.key))
    return tuple(
        OrderConflict(earlier, later)
        for place, earlier in enumerate(dated)
        for later in dated[place + 1 :]
        if ORDER[earlier.stage] < ORDER[later.stage] and earlier.on and later.on and later.on < earlier.on
    )

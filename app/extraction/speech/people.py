"""Somebody whom a text names by his office, or who has none that binds. Who is one, and who speaks, is told elsewhere."""

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from app.domain.enums import GiverRole

RANK = {role: rank for rank, role in enumerate(GiverRole)}


class Person(NamedTuple):
    """An office, its holder, or a person without authority (role None), where the text names one."""

    start: int
    end: int
    role: GiverRole | None
    name: str
    nominative: bool
    foreign: bool = False
    collegial: bool = False
    plural: bool = False
    agent: bool = False


@dataclass
class People:
    """Everybody of a text, in order."""

    all: list[Person] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)

    def within(self, start: int, end: int) -> list[Person]:
        """People named in text[start:end]."""
        return self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def before(self, place: int, reach: int = 1500) -> list[Person]:
        """People named in the `reach` characters before a place, last first."""
        return self.within(max(0, place - reach), place)[::-1]

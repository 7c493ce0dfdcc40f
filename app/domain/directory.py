"""Bodies of the state as extraction and the register know them: names, kinds, regions, periods, succession.

Frozen values, filled from files (`app.reference`) or from the tables. Searching a text for these names belongs to
`app.extraction`; storing them to `app.models`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from app.domain.enums import Badge


@dataclass(frozen=True)
class Region:
    """An oblast or a city of republican importance; `akimat` is the code of its akimat."""

    code: str
    iso: str
    ru: str
    kk: str
    en: str
    capital_ru: str
    capital_kk: str
    akimat: str


@dataclass(frozen=True)
class Agency:
    """A body under one name in one period.

    ru, kk, en: official names without "of the Republic of Kazakhstan"; aliases_*: abbreviations, short and older names;
    kind: see the header of agencies.tsv (`group` is generic: never a lead until a person picks a body);
    valid_from, valid_to: first and last day of the name, inclusive, None = unknown or still valid;
    subordinate: False = outside the Government ("by agreement"), never counted in discipline figures.
    """

    code: str
    kind: str
    parent: str | None
    region: str | None
    ru: str
    kk: str
    en: str
    aliases_ru: tuple[str, ...] = ()
    aliases_kk: tuple[str, ...] = ()
    head_ru: str = ""
    head_kk: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    successors: tuple[str, ...] = ()
    subordinate: bool = True
    source: str = ""
    badge: Badge = Badge.UNVERIFIED

    @property
    def is_group(self) -> bool:
        """A generic name ("relevant state bodies"); a person must choose who leads."""
        return self.kind == "group"

    def valid_on(self, day: date) -> bool:
        """Whether this body bore this name on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class AgencyDirectory:
    """All bodies and regions, in file order."""

    agencies: tuple[Agency, ...]
    regions: tuple[Region, ...]

    @classmethod
    def of(cls, agencies: Iterable[Agency], regions: Iterable[Region]) -> "AgencyDirectory":
        """Build a directory from any iterables."""
        return cls(tuple(agencies), tuple(regions))

    @cached_property
    def by_code(self) -> dict[str, Agency]:
        """Body by its code."""
        return {agency.code: agency for agency in self.agencies}

    @cached_property
    def region_by_code(self) -> dict[str, Region]:
        """Region by its code."""
        return {region.code: region for region in self.regions}

    def on(self, day: date) -> "AgencyDirectory":
        """The bodies whose name was valid on that day."""
        return AgencyDirectory(tuple(a for a in self.agencies if a.valid_on(day)), self.regions)

    def heirs(self, code: str, day: date) -> tuple[str, ...]:
        """The bodies that stand on that day in the place of one: itself while it lasts, else its successors, and theirs.

        Empty when the body is unknown, not yet there, or ended without a successor.
        """
        found: dict[str, None] = {}
        asked: set[str] = set()
        waiting = [code]
        while waiting:
            body = self.by_code.get(waiting.pop(0))
            if body is None or body.code in asked:
                continue
            asked.add(body.code)
            if body.valid_on(day):
                found[body.code] = None
            elif body.valid_to is not None and body.valid_to < day:
                waiting += body.successors
        return tuple(found)

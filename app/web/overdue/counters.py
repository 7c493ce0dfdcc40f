"""The counters above the overdue list: how many by age and by body, each a link that narrows the list or widens it again."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import url_for

from app.i18n import gettext
from app.queries.keyset import Count
from app.queries.list_filters import Lateness, ListFilters
from app.web.tasks.lists import LATENESS_WORDS, kept_parameters


@dataclass(frozen=True)
class Counter:
    """A number with its word. url: where a click leads; current: the list is narrowed to it."""

    word: str
    number: str
    url: str
    current: bool


@dataclass(frozen=True)
class Counters:
    """Both rows."""

    by_age: list[Counter]
    by_body: list[Counter]


def counters(by_age: dict[Lateness, Count], by_body: Iterable[tuple[str, str, int]], filters: ListFilters) -> Counters:
    """The counters as links."""
    return Counters(
        [
            _counter("late", each.value, gettext(LATENESS_WORDS[each]), str(number), filters.late is each)
            for each, number in by_age.items()
        ],
        [_counter("agency", code, name, str(number), filters.agency == code) for code, name, number in by_body],
    )


def _counter(field: str, value: str, word: str, number: str, current: bool) -> Counter:
    # Clicked again, it lets everything through.
    chosen: dict[str, Any] = {**kept_parameters(field, "view"), **({} if current else {field: value})}
    return Counter(word, number, url_for("overdue.index", _anchor="list", **(chosen or {"view": "all"})), current)

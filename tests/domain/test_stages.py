"""The order of a project's stages: conflicts are found in any order of rows, and only where dates contradict it."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.domain.enums import Stage
from app.domain.stages import StageDate, order_conflicts, stage_day

WORKS = StageDate(1, Stage.START_OF_WORKS, date(2026, 5, 31))
DESIGN = StageDate(2, Stage.DESIGN, date(2027, 3, 31))


def test_works_before_the_design_documents_end_are_a_conflict() -> None:
    """The towers of Alatau: works from May 2026, design documents until April 2027."""
    (found,) = order_conflicts([WORKS, DESIGN, StageDate(3, Stage.COMPLETION, date(2029, 12, 31))])
    assert (found.earlier, found.later, found.days) == (DESIGN, WORKS, 304)
    assert order_conflicts([DESIGN, WORKS]) == order_conflicts([WORKS, DESIGN])


def test_the_same_day_no_date_and_the_same_stage_are_no_conflict() -> None:
    same_day = StageDate(3, Stage.START_OF_WORKS, DESIGN.on)
    undated = StageDate(4, Stage.COMMISSIONING, None)
    second_part = StageDate(5, Stage.DESIGN, date(2020, 1, 1))
    assert order_conflicts([DESIGN, same_day, undated, second_part]) == ()
    assert order_conflicts([]) == ()


def test_the_fact_counts_before_the_forecast_and_that_before_the_date() -> None:
    due, forecast, fact = date(2026, 5, 1), date(2026, 6, 1), date(2026, 7, 1)
    assert stage_day(due, forecast, fact) == fact
    assert stage_day(due, forecast, None) == forecast
    assert stage_day(due, None, None) == due
    assert stage_day(None, None, None) is None


STAGE_DATES = st.lists(
    st.tuples(st.sampled_from(list(Stage)), st.integers(0, 30)).map(
        lambda pair: (pair[0], date(2026, 1, 1) + timedelta(days=pair[1]))
    ),
    max_size=8,
).map(lambda rows: [StageDate(key, stage, on) for key, (stage, on) in enumerate(rows)])


@given(STAGE_DATES)
def test_each_conflict_contradicts_the_order_and_none_means_the_order_holds(rows: list[StageDate]) -> None:
    order = list(Stage)
    found = order_conflicts(rows)
    for each in found:
        assert order.index(each.earlier.stage) < order.index(each.later.stage)
        assert each.days > 0
    if not found:
        by_stage = [[row.on for row in rows if row.stage is stage] for stage in Stage]
        filled = [days for days in by_stage if days]
        assert all(max(before) <= min(after) for before, after in pairwise(filled))

"""Acts on bodies of the state: what they may do, how they are taken back, who stands in whose place on which day."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.directory import Agency, AgencyDirectory
from app.domain.enums import SuccessionKind
from app.domain.errors import InvalidInput
from app.domain.succession import Act, already_so, check_act, revives

ACT_DAY = date(2026, 9, 1)


def body(code: str, **more: object) -> Agency:
    return Agency(code, "ministry", None, None, code, code, code, **more)  # type: ignore[arg-type]


def directory(*bodies: Agency) -> AgencyDirectory:
    return AgencyDirectory.of(bodies, ())


def act(kind: SuccessionKind, old: tuple[str, ...], new: tuple[str, ...], on: date = ACT_DAY) -> Act:
    return Act(kind, old, new, "Указ", "1", date(2026, 8, 20), on)


OPEN = directory(body("a"), body("b"), body("c"), replace(body("g"), kind="group"))


@pytest.mark.parametrize(
    ("kind", "old", "new"),
    [
        (SuccessionKind.RENAMED, ("a",), ("b",)),
        (SuccessionKind.MERGED, ("a", "b"), ("c",)),
        (SuccessionKind.MERGED, ("a",), ("b",)),
        (SuccessionKind.SPLIT, ("a",), ("b", "c")),
    ],
)
def test_acts_that_fit_are_let_through(kind: SuccessionKind, old: tuple[str, ...], new: tuple[str, ...]) -> None:
    check_act(act(kind, old, new), OPEN)


@pytest.mark.parametrize(
    ("made", "code"),
    [
        (act(SuccessionKind.RENAMED, ("a", "b"), ("c",)), "succession_numbers"),
        (act(SuccessionKind.SPLIT, ("a",), ("b",)), "succession_numbers"),
        (act(SuccessionKind.MERGED, (), ("b",)), "succession_numbers"),
        (act(SuccessionKind.RENAMED, ("a",), ("a",)), "body_succeeds_itself"),
        (act(SuccessionKind.MERGED, ("a", "a"), ("b",)), "body_succeeds_itself"),
        (act(SuccessionKind.RENAMED, ("a",), ("nobody",)), "agency_unknown"),
        (act(SuccessionKind.RENAMED, ("g",), ("b",)), "body_is_group"),
        (act(SuccessionKind.RENAMED, ("a",), ("b",), date(2026, 8, 1)), "act_not_signed_yet"),
    ],
)
def test_acts_that_contradict_themselves_are_refused(made: Act, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_act(made, OPEN)
    assert refused.value.code == code


def test_a_body_ends_once_and_begins_before_it_takes_over() -> None:
    ended = directory(body("a", valid_to=date(2026, 1, 1), successors=("b",)), body("b"), body("c"))
    with pytest.raises(InvalidInput, match="body_ended"):
        check_act(act(SuccessionKind.RENAMED, ("a",), ("c",)), ended)
    with pytest.raises(InvalidInput, match="body_ended"):
        check_act(act(SuccessionKind.RENAMED, ("c",), ("a",)), ended)
    late = directory(body("a"), body("b", valid_from=date(2026, 10, 1)))
    with pytest.raises(InvalidInput, match="body_not_begun"):
        check_act(act(SuccessionKind.RENAMED, ("a",), ("b",)), late)
    with pytest.raises(InvalidInput, match="body_not_begun"):
        check_act(act(SuccessionKind.RENAMED, ("b",), ("a",)), late)


def test_the_opposite_act_lets_the_ended_body_live_again() -> None:
    ended = body("a", valid_to=date(2026, 8, 31), successors=("b",))
    back = act(SuccessionKind.RENAMED, ("b",), ("a",))
    assert revives(back, ended)
    check_act(back, directory(ended, body("b", valid_from=ACT_DAY)))
    assert not revives(act(SuccessionKind.RENAMED, ("c",), ("a",)), ended)


def test_an_act_that_was_entered_is_known() -> None:
    made = act(SuccessionKind.RENAMED, ("a",), ("b",))
    assert already_so(made, directory(body("a", valid_to=date(2026, 8, 31), successors=("b",)), body("b")))
    assert not already_so(made, OPEN)
    assert not already_so(replace(made, old=("nobody",)), OPEN)


def test_who_stands_in_whose_place_depends_on_the_day() -> None:
    chain = directory(
        body("a", valid_to=date(2023, 8, 31), successors=("b", "c")),
        body("b", valid_from=date(2023, 9, 1), valid_to=date(2025, 12, 31), successors=("d",)),
        body("c", valid_from=date(2023, 9, 1)),
        body("d", valid_from=date(2026, 1, 1)),
        body("end", valid_to=date(2024, 1, 1)),
        body("ring1", valid_to=date(2024, 1, 1), successors=("ring2",)),
        body("ring2", valid_to=date(2024, 1, 1), successors=("ring1",)),
    )
    assert chain.heirs("a", date(2023, 8, 31)) == ("a",)
    assert chain.heirs("a", date(2024, 1, 1)) == ("b", "c")
    assert chain.heirs("a", date(2026, 1, 1)) == ("c", "d")
    assert chain.heirs("d", date(2025, 1, 1)) == ()
    for nobody in ("end", "ring1", "unknown"):
        assert chain.heirs(nobody, date(2026, 1, 1)) == ()

"""The table of a co-executor's part, who owes one, when it is late; evidence: what counts as given."""

from datetime import date
from itertools import product

import pytest

from app.domain.contributions import ContributionAct, allows, days_late, missing, next_state, owes
from app.domain.enums import ContributionState, EvidenceKind, ExecutorRole
from app.domain.errors import IllegalTransition, InvalidInput
from app.domain.evidence import Given, is_given, plain_number, reached

S, A = ContributionState, ContributionAct
EXPECTED = {
    (S.NONE, A.BEGIN): S.WORKING,
    (S.NONE, A.SUBMIT): S.SUBMITTED_TO_LEAD,
    (S.WORKING, A.SUBMIT): S.SUBMITTED_TO_LEAD,
    (S.RETURNED_BY_LEAD, A.SUBMIT): S.SUBMITTED_TO_LEAD,
    (S.SUBMITTED_TO_LEAD, A.WITHDRAW): S.WORKING,
    (S.SUBMITTED_TO_LEAD, A.ACCEPT): S.ACCEPTED_BY_LEAD,
    (S.SUBMITTED_TO_LEAD, A.RETURN): S.RETURNED_BY_LEAD,
}


@pytest.mark.parametrize(("state", "act"), list(product(S, A)))
def test_every_pair_of_state_and_act(state: S, act: A) -> None:
    assert allows(state, act) == ((state, act) in EXPECTED)
    if (state, act) in EXPECTED:
        assert next_state(state, act) is EXPECTED[state, act]
    else:
        with pytest.raises(IllegalTransition):
            next_state(state, act)


def test_bodies_by_agreement_and_groups_owe_nothing() -> None:
    assert owes(ExecutorRole.CO)
    assert not owes(ExecutorRole.CO, group=True)
    assert not owes(ExecutorRole.BY_AGREEMENT)
    assert not owes(ExecutorRole.LEAD)
    assert [state for state in S if missing(ExecutorRole.CO, state)] == [S.NONE, S.WORKING, S.RETURNED_BY_LEAD]


DUE = date(2026, 11, 10)


@pytest.mark.parametrize(
    ("state", "filed_on", "late"),
    [
        (S.NONE, None, 10),
        (S.WORKING, None, 10),
        (S.SUBMITTED_TO_LEAD, date(2026, 11, 10), 0),
        (S.ACCEPTED_BY_LEAD, date(2026, 11, 13), 3),
        (S.RETURNED_BY_LEAD, date(2026, 11, 9), 10),
    ],
)
def test_lateness_of_a_part_ends_when_it_is_handed_in(state: S, filed_on: date | None, late: int) -> None:
    assert days_late(state, DUE, date(2026, 11, 20), filed_on) == late
    assert days_late(state, None, date(2026, 11, 20), filed_on) == 0


@pytest.mark.parametrize(
    ("kind", "given", "enough"),
    [
        (EvidenceKind.ACT, Given(act_number="5", act_on=DUE), True),
        (EvidenceKind.ACT, Given(act_number="5"), False),
        (EvidenceKind.ACT, Given(act_on=DUE), False),
        (EvidenceKind.INDICATOR, Given(fact="0"), True),
        (EvidenceKind.INDICATOR, Given(place="x"), False),
        (EvidenceKind.DOCUMENT, Given(has_file=True), True),
        (EvidenceKind.DOCUMENT, Given(act_number="5", act_on=DUE), False),
        (EvidenceKind.PLACE, Given(place="Алатау"), True),
        (EvidenceKind.PLACE, Given(), False),
    ],
)
def test_what_counts_as_given(kind: EvidenceKind, given: Given, enough: bool) -> None:
    assert is_given(kind, given) is enough


@pytest.mark.parametrize(
    ("text", "plain"), [("1 250,5", "1250.5"), ("12", "12"), ("", ""), ("-3.0", "-3.0"), ("1\u00a0000", "1000")]
)
def test_numbers_as_people_write_them(text: str, plain: str) -> None:
    assert plain_number(text) == plain


@pytest.mark.parametrize("text", ["много", "1.2.3", "1e9", "NaN", "12 км", "9" * 40])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="number_wrong"):
        plain_number(text)


def test_plan_and_fact_are_compared_as_numbers() -> None:
    assert reached("100", "99.9") is False
    assert reached("9", "10") is True
    assert reached("", "10") is None

"""Rules come in pairs: what ``check_x`` refuses, ``can_x`` does not offer."""

import pytest

from incidents.access import policies
from incidents.core.errors import NotAllowed
from incidents.core.vocabulary import CaseState
from incidents.models import Case

PAIRS = [(policies.check_change, policies.can_change), (policies.check_submit, policies.can_submit)]


@pytest.mark.parametrize("state", list(CaseState))
@pytest.mark.parametrize("pair", PAIRS, ids=["change", "submit"])
def test_both_halves_of_a_rule_agree(state: CaseState, pair: tuple) -> None:  # type: ignore[type-arg]
    check, can = pair
    case = Case(state=state)
    if can(case):
        check(case)
    else:
        with pytest.raises(NotAllowed) as caught:
            check(case)
        assert caught.value.params == {"state": state}


def test_a_case_is_open_until_it_is_closed_or_erased() -> None:
    closed = {state for state in CaseState if not policies.can_change(Case(state=state))}
    assert closed == {CaseState.CLOSED, CaseState.ERASED}

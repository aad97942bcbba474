"""Whatever reading a history assumed is said on its page, in a short sentence."""

import pytest

from incidents.core.statements.format import READ, Act
from incidents.web.victim.histories.wording import LEFT_OUT, assumed


@pytest.mark.parametrize(
    "warning",
    [
        {"code": "decimal_mark_assumed", "assumed": "."},
        {"code": "decimal_mark_mixed"},
        {"code": "day_month_assumed", "assumed": "dmy"},
        {"code": "ruined", "why": "id_ruined_by_spreadsheet"},
        {"code": "fee_unreadable"},
        {"code": "zone_abbreviated"},
        {"code": "time_from_number"},
        {"code": "cut_short"},
        {"code": "time_missing"},
        {"code": "time_ambiguous"},
        {"code": "direction_assumed"},
        {"code": "further_list", "line": 7},
        {"code": "other_list"},
    ],
    ids=lambda warning: warning.get("why") or warning["code"],
)
def test_a_doubt_has_a_sentence(warning: dict[str, object]) -> None:
    sentences = [part for part in assumed(warning).split(". ") if part]
    assert sentences
    assert all(len(sentence.split()) <= 15 for sentence in sentences)


def test_a_row_that_is_told_elsewhere_has_none() -> None:
    assert assumed({"code": "ruined", "why": "amount_unreadable"}) == ""


@pytest.mark.parametrize("act", sorted(set(Act) - READ))
def test_a_row_that_was_left_out_has_its_reason(act: Act) -> None:
    assert LEFT_OUT[act]

"""The order of the queue: ongoing, fresh money at an institution, an unread answer, the oldest."""

from datetime import UTC, datetime, timedelta
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from incidents.core.priority import FRESH, Arrival, Priority, Reason, priority

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)


def of(*, ongoing: bool = False, hours: tuple[float, ...] = (), answered: bool = False) -> Priority:
    arrivals = [Arrival(f"company-{i}", NOW - timedelta(hours=h)) for i, h in enumerate(hours)]
    return priority(ongoing=ongoing, arrivals=arrivals, answered=answered, now=NOW)


def test_each_rank_comes_before_all_below_it() -> None:
    ranked = sorted(product((True, False), repeat=3), reverse=True)
    scores = [of(ongoing=o, hours=(1,) if f else (), answered=a).score for o, f, a in ranked]
    assert scores == sorted(set(scores), reverse=True)


def test_money_counts_for_a_day_and_the_change_is_foretold() -> None:
    found = of(hours=(23.5,))
    assert [because.code for because in found.reasons] == [Reason.AT_INSTITUTION]
    assert found.changes_at == NOW + timedelta(minutes=30)
    assert of(hours=(24,)).reasons[0].code is Reason.OLDEST
    assert of(hours=(24,)).changes_at is None


def test_of_several_arrivals_each_company_is_named_once_and_the_next_end_counts() -> None:
    twice = [Arrival("okx", NOW - timedelta(hours=20)), Arrival("okx", NOW - timedelta(hours=2))]
    other = [Arrival("kraken", NOW - timedelta(hours=10))]
    found = priority(ongoing=False, arrivals=twice + other, answered=False, now=NOW)
    assert [because.about for because in found.reasons] == ["okx", "kraken"]
    assert found.changes_at == NOW + timedelta(hours=14)


def test_a_time_told_in_another_zone_is_no_old_one() -> None:
    assert of(hours=(-3,)).score == of(hours=(3,)).score


def test_there_is_always_a_reason() -> None:
    assert [because.as_json() for because in of().reasons] == [{"code": "oldest", "about": ""}]


@given(st.lists(st.floats(min_value=-23, max_value=60), max_size=6), st.booleans(), st.booleans())
def test_nothing_moves_before_it_is_foretold(hours: list[float], ongoing: bool, answered: bool) -> None:
    arrivals = [Arrival(f"c{i}", NOW - timedelta(hours=h)) for i, h in enumerate(hours)]
    found = priority(ongoing=ongoing, arrivals=arrivals, answered=answered, now=NOW)
    if found.changes_at is None:
        later = priority(ongoing=ongoing, arrivals=arrivals, answered=answered, now=NOW + 2 * FRESH)
        assert later.score == found.score
        return
    assert found.changes_at > NOW
    just = found.changes_at - timedelta(seconds=1)
    before = priority(ongoing=ongoing, arrivals=arrivals, answered=answered, now=just)
    assert {b.about for b in before.reasons} >= {b.about for b in found.reasons}

"""Nobody signs an untruth: two answers lead to a kind whose sentence says no more than they do."""

import pytest

from incidents.core.acts import act_of
from incidents.core.vocabulary import Act
from incidents.web.victim.forms import hit
from incidents.web.victim.kinds import kind_of

HITS = (hit.EXCHANGE, hit.WALLET, hit.TRADES, hit.SENT, hit.UNSURE)
SAID = {
    hit.NOT_ME: {Act.THEFT, Act.UNKNOWN},
    hit.SIGNED: {Act.DRAINER, Act.UNKNOWN},
    hit.BELIEVED: {Act.DECEPTION, Act.UNKNOWN},
    hit.FALSE_SITE: {Act.DECEPTION, Act.UNKNOWN},
    hit.FORCED: {Act.THEFT},
    hit.NOT_KNOWN: {Act.UNKNOWN},
    "": {Act.UNKNOWN},
}


@pytest.mark.parametrize("where", HITS)
@pytest.mark.parametrize("how", SAID)
@pytest.mark.parametrize("by_key", [True, False])
def test_the_act_never_claims_more_than_the_answer(where: str, how: str, by_key: bool) -> None:
    assert act_of(kind_of(where, how, by_key=by_key)) in SAID[how]


def test_who_sent_it_never_signs_that_it_was_without_permission() -> None:
    assert {act_of(kind_of(hit.SENT, how, by_key=True)) for how in (hit.NOT_ME, hit.SIGNED, hit.NOT_KNOWN)} == {
        Act.UNKNOWN
    }

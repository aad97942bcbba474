"""What was hit and how, as question 4 asks it, and the kind of theft that the two answers tell."""

from incidents.core.vocabulary import CaseKind
from incidents.web.victim.draft import Draft

EXCHANGE, WALLET, TRADES, SENT, UNSURE = "exchange", "wallet", "trades", "sent", "unsure"
NOT_ME, SIGNED, BELIEVED, FALSE_SITE, FORCED, NOT_KNOWN = (
    "not_me",
    "signed",
    "believed",
    "false_site",
    "forced",
    "not_known",
)
NEED_COMPANY = frozenset({EXCHANGE, TRADES})

KINDS = {
    (EXCHANGE, NOT_ME): CaseKind.ACCOUNT_TAKEOVER,
    (TRADES, NOT_ME): CaseKind.ACCOUNT_TAKEOVER,
    (WALLET, NOT_ME): CaseKind.SEED_THEFT,
    (WALLET, SIGNED): CaseKind.WALLET_DRAINER,
    (EXCHANGE, BELIEVED): CaseKind.INVESTMENT_FRAUD,
    (WALLET, BELIEVED): CaseKind.INVESTMENT_FRAUD,
    (SENT, BELIEVED): CaseKind.INVESTMENT_FRAUD,
    (EXCHANGE, FALSE_SITE): CaseKind.FAKE_PLATFORM,
    (WALLET, FALSE_SITE): CaseKind.FAKE_PLATFORM,
    (SENT, FALSE_SITE): CaseKind.FAKE_PLATFORM,
}
"""What was hit and how -> the kind. Whatever is missing here is "not sure", which claims nothing."""


def kind_of(hit: str, how: str, *, by_key: bool) -> CaseKind:
    """The kind of theft that two answers tell.

    >>> kind_of("trades", "not_me", by_key=True).value, kind_of("sent", "not_me", by_key=False).value
    ('api_key_abuse', 'not_sure')
    """
    if how == FORCED:
        return CaseKind.THREAT_OR_ROBBERY
    if by_key and how == NOT_ME and hit in NEED_COMPANY:
        return CaseKind.API_KEY_ABUSE
    return KINDS.get((hit, how), CaseKind.NOT_SURE)


def hit_of(draft: Draft) -> str:
    """What was hit, as it was answered, else as the kind tells."""
    said = draft.raw("hit").get("hit")
    if said:
        return str(said)
    if draft.record.kind == CaseKind.API_KEY_ABUSE:
        return TRADES
    return next((hit for (hit, _how), kind in KINDS.items() if kind == draft.record.kind), UNSURE)

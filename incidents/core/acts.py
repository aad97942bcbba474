"""How the money left, by kind of theft: the reporter signs the sentence of this act and no other."""

from types import MappingProxyType

from incidents.core.vocabulary import Act, CaseKind

ACTS = MappingProxyType(
    {
        CaseKind.API_KEY_ABUSE: Act.THEFT,
        CaseKind.ACCOUNT_TAKEOVER: Act.THEFT,
        CaseKind.PHISHING: Act.THEFT,
        CaseKind.SEED_THEFT: Act.THEFT,
        CaseKind.SIM_SWAP: Act.THEFT,
        CaseKind.KNOWN_PERSON: Act.THEFT,
        CaseKind.THREAT_OR_ROBBERY: Act.THEFT,
        CaseKind.MALWARE: Act.THEFT,
        CaseKind.INVESTMENT_FRAUD: Act.DECEPTION,
        CaseKind.FAKE_PLATFORM: Act.DECEPTION,
        CaseKind.WALLET_DRAINER: Act.DRAINER,
        CaseKind.ACCOUNT_BLOCKED: Act.UNKNOWN,
        CaseKind.OTHER: Act.UNKNOWN,
        CaseKind.NOT_SURE: Act.UNKNOWN,
    }
)

HELD_BACK = frozenset({CaseKind.KNOWN_PERSON, CaseKind.THREAT_OR_ROBBERY})
"""Kinds in which a letter may warn somebody who is near: it waits until the victim chooses."""


def act_of(kind: str | None) -> Act:
    """The act of a kind of theft; an unknown kind gets the act that claims nothing.

    >>> str(act_of("wallet_drainer")), str(act_of("rug_pull")), str(act_of(None))
    ('drainer', 'unknown', 'unknown')
    """
    return ACTS[CaseKind(kind)] if kind in set(CaseKind) else Act.UNKNOWN

"""The words of the papers for the record's codes. Every sentence that a reporter signs is here, once.

A code that nobody knows is printed as it was given. Translators: these go to police officers and to compliance
analysts; keep them as plain and as careful as the English.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from incidents.core.addressees import platform
from incidents.core.vocabulary import (
    Act,
    CaseKind,
    CauseStatus,
    LabelRole,
    MovementKind,
    ReporterRole,
    SourceKind,
    Strength,
)

Words = Mapping[str, str | Promise]

ACT_SENTENCES: Words = {
    # Translators: the sentence the reporter signs. Theft: nobody was asked. Never mix it with the others.
    Act.THEFT: _("These assets were transferred without my permission."),
    # Translators: the reporter sent the money, believing something false.
    Act.DECEPTION: _("I sent these assets myself because I was deceived about what they were for."),
    # Translators: the reporter confirmed something in a wallet without knowing what it did.
    Act.DRAINER: _("I confirmed a request whose effect I did not understand. It gave others control of these assets."),
    # Translators: how the assets left is not known; claim nothing.
    Act.UNKNOWN: _("These assets left my control. I do not know yet how that happened."),
}

# Translators: the same, signed by somebody who reports for the owner.
ACTS_OF_OTHERS: Words = {
    Act.THEFT: _("These assets were transferred without their owner's permission."),
    Act.DECEPTION: _("Their owner sent these assets because of a deception about what they were for."),
    Act.DRAINER: _(
        "Their owner confirmed a request without understanding its effect. It gave others control of these assets."
    ),
    Act.UNKNOWN: _("These assets left their owner's control. I do not know yet how that happened."),
}

# Translators: beginnings of subject lines of letters to companies, by act.
SUBJECTS: Words = {
    Act.THEFT: _("Victim report, stolen assets"),
    Act.DECEPTION: _("Victim report, assets obtained by deception"),
    Act.DRAINER: _("Victim report, assets taken through a wallet request"),
    Act.UNKNOWN: _("Victim report, missing assets"),
}

CASE_KINDS: Words = {
    CaseKind.API_KEY_ABUSE: _("An exchange account was used through an API key, without permission"),
    CaseKind.ACCOUNT_TAKEOVER: _("An exchange account was taken over"),
    CaseKind.PHISHING: _("Access was obtained through a false page or message"),
    CaseKind.WALLET_DRAINER: _("A wallet was emptied through a request that its owner confirmed"),
    CaseKind.SEED_THEFT: _("A wallet was emptied by somebody who had its recovery phrase or key"),
    CaseKind.SIM_SWAP: _("A phone number was taken over and used to get in"),
    CaseKind.INVESTMENT_FRAUD: _("Money was sent because of a false investment"),
    CaseKind.FAKE_PLATFORM: _("Money was sent to a platform that appears to be false"),
    CaseKind.KNOWN_PERSON: _("Assets were taken, and the reporter believes to know by whom"),
    CaseKind.THREAT_OR_ROBBERY: _("Assets were given up under threat or force"),
    CaseKind.MALWARE: _("Access was obtained through malicious software"),
    CaseKind.ACCOUNT_BLOCKED: _("An account is blocked"),
    CaseKind.OTHER: _("Crypto-assets left their owner's control"),
    CaseKind.NOT_SURE: _("Crypto-assets left their owner's control; how is not known yet"),
}

MOVEMENT_KINDS: Words = {
    MovementKind.ONCHAIN_TRANSFER: _("transfer on a blockchain"),
    MovementKind.EXCHANGE_WITHDRAWAL: _("withdrawal from an exchange account"),
    MovementKind.INTERNAL_TRANSFER: _("transfer inside one exchange"),
    MovementKind.UNAUTHORISED_TRADE: _("trade that the account holder did not make"),
    MovementKind.LIQUIDATION: _("forced closing of a position"),
    MovementKind.TOKEN_APPROVAL: _("approval that lets others move tokens"),
    MovementKind.FIAT_LEG: _("bank or card payment"),
    MovementKind.DEPOSIT: _("deposit"),
}

# Translators: row labels in a narrow column of letters.
SHORT_KINDS: Words = {
    MovementKind.ONCHAIN_TRANSFER: _("Transfer"),
    MovementKind.EXCHANGE_WITHDRAWAL: _("Withdrawal"),
    MovementKind.INTERNAL_TRANSFER: _("Inside transfer"),
    MovementKind.UNAUTHORISED_TRADE: _("Trade"),
    MovementKind.LIQUIDATION: _("Forced closing"),
    MovementKind.TOKEN_APPROVAL: _("Approval"),
    MovementKind.FIAT_LEG: _("Payment"),
}

LABEL_ROLES: Words = {
    LabelRole.DEPOSIT: _("deposit address of one customer"),
    LabelRole.HOT: _("pooled wallet that holds the money of many customers"),
    LabelRole.RESERVE: _("reserve or cold wallet of the company"),
    LabelRole.CONTRACT: _("contract"),
    LabelRole.UNCLEAR: _("role not known"),
}

CAUSE_STATUSES: Words = {
    CauseStatus.KNOWN: _("Known"),
    CauseStatus.SUSPECTED: _("Suspected"),
    CauseStatus.CLAIMED: _("Claimed by others"),
    CauseStatus.UNKNOWN: _("Not known"),
}

REPORTER_ROLES: Words = {
    ReporterRole.SELF: _("for themselves"),
    ReporterRole.COMPANY: _("for a company"),
    ReporterRole.GUARDIAN: _("as parent or guardian"),
    ReporterRole.REPRESENTATIVE: _("as a representative"),
    ReporterRole.HEIR: _("as an heir"),
}

SOURCE_KINDS: Words = {
    SourceKind.A: _("checked on the blockchain, with date"),
    SourceKind.B: _("file exported by the company, unchanged"),
    SourceKind.C: _("original message with its technical headers"),
    SourceKind.D: _("screenshot or photograph"),
    SourceKind.E: _("told or copied by somebody"),
}

ACCOUNT_STATES: Words = {
    "open": _("open"),
    "locked": _("locked"),
    "withdraw_only": _("withdrawals only"),
    "closed": _("closed"),
}

SIDES: Words = {"buy": _("bought"), "sell": _("sold")}

STRENGTH_NAMES: Words = {
    Strength.HOLD: _("hold one credit"),
    Strength.LOCATE: _("find the credit, then hold it"),
    Strength.ENQUIRY: _("enquiry only"),
}

CONTRADICTIONS: Words = {
    "withdrawal_without_right": _(
        "The API keys are described without the right to withdraw, but %(count)s withdrawals from "
        "%(company)s are listed."
    ),
    "outside_window": _("Movements outside the time that is given for the event: %(count)s."),
    "revoked_before_use": _(
        "Movements made with the API key \u201c%(key)s\u201d after it was switched off: %(count)s."
    ),
    "withdrawal_after_lock": _("Withdrawals after %(company)s is said to have locked the account: %(count)s."),
    "sum_unlike_rows": _(
        "The loss was first given as %(typed)s %(asset)s; the listed movements add up to %(rows)s %(asset)s."
    ),
    "noticed_before_it_happened": _("The loss is said to have been noticed before the first movement."),
    "to_own_wallet": _("Movements that went to a wallet described as the reporter's own: %(count)s."),
    "same_transaction_twice": _("Movements that appear to be listed twice: %(count)s."),
}

NETWORKS: Mapping[str, str] = {
    "bsc": "BNB Smart Chain",
    "xrp": "XRP Ledger",
    "bitcoincash": "Bitcoin Cash",
    "ton": "TON",
    "near": "NEAR",
    "zksync": "zkSync Era",
}
"""Names of networks that are not their slug with a capital letter."""


def act_sentence(act: Act, role: str | None) -> str:
    """The one sentence that is signed: of the act, and of the person who signs it.

    >>> act_sentence(Act.THEFT, None), act_sentence(Act.THEFT, "guardian")
    ('These assets were transferred without my permission.',
     "These assets were transferred without their owner's permission.")
    """
    return str((ACT_SENTENCES if role in {None, ReporterRole.SELF} else ACTS_OF_OTHERS)[act])


def of(words: Words, code: str | None) -> str:
    """The words for a code; the code itself where nobody knows it; "not known yet" where it is absent.

    >>> of(LABEL_ROLES, "hot"), of(LABEL_ROLES, "lukewarm")
    ('pooled wallet that holds the money of many customers', 'lukewarm')
    """
    if not code:
        return gettext("not known yet")
    return str(words.get(code, code))


def value_source(code: str | None) -> str:
    """Where a value in ordinary money is from, for readers: the codes of core's valuation, other texts as given.

    >>> value_source("assumed_peg:USD+ecb:2022-12-09")
    'counted as 1 USD each (assumed); rate of the European Central Bank, 2022-12-09'
    """
    words = []
    for part in (code or "").split("+"):
        name, _colon, detail = part.partition(":")
        if name == "assumed_peg":
            words.append(gettext("counted as 1 %(currency)s each (assumed)") % {"currency": detail})
        elif name == "ecb":
            words.append(gettext("rate of the European Central Bank, %(day)s") % {"day": detail})
        elif name == "same_currency":
            words.append(gettext("no conversion"))
        else:
            return code or gettext("not known yet")
    return "; ".join(words)


def network(slug: str | None) -> str:
    """A network as people write it.

    >>> network("bsc"), network("ethereum"), network("zora")
    ('BNB Smart Chain', 'Ethereum', 'Zora')
    """
    if not slug:
        return gettext("network not known yet")
    return NETWORKS.get(slug, slug[:1].upper() + slug[1:])


def contradiction(code: str, params: Mapping[str, str]) -> str:
    """One thing that is not explained yet, as a calm sentence."""
    text = of(CONTRADICTIONS, code)
    if company := params.get("company"):
        params = {**params, "company": platform(company, None)[1] or company}
    try:
        return text % params
    except (KeyError, TypeError, ValueError):
        return text


def age(days: int) -> str:
    """How long ago something happened, in the largest fitting unit.

    >>> age(0), age(1), age(45), age(1445)
    ('less than a day', '1 day', '45 days', '3 years')
    """
    if days < 1:
        return gettext("less than a day")
    if days < 730:
        return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}
    years = days // 365
    return ngettext("%(count)s year", "%(count)s years", years) % {"count": years}

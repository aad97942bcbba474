"""Words for what was understood of a paste: kinds, roles, networks and notes."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from incidents.core.vocabulary import ReferenceKind

Words = Mapping[str, str | Promise]

KINDS: Words = {
    ReferenceKind.TXID: _("Transaction number"),
    ReferenceKind.ADDRESS: _("Address"),
    ReferenceKind.INTERNAL_ID: _("Number of one company"),
    ReferenceKind.UNKNOWN: _("Not recognised"),
    ReferenceKind.SECRET: _("Secret"),
}

ROLE_WORDS: Words = {
    "taken": _("What was taken left with it"),
    "went_to": _("What was taken went there"),
    "own": _("It is my own wallet"),
    "theirs": _("It belongs to the thief in another way"),
    "withdrawal": _("It is a withdrawal I did not make"),
    "trade": _("It is a trade I did not make"),
    "transfer": _("It is a transfer inside the company"),
    "contact": _("It is a link or contact of the thief"),
    "story": _("Keep it with my own words"),
    "leave": _("Leave it out"),
}

NOTES: Words = {
    "looks_mistyped": _("It looks mistyped. We keep it as you gave it."),
    "checksum_fails": _("One character seems wrong."),
    "wrong_case": _("Small and capital letters seem mixed up."),
    "cut": _("The end or the beginning seems to be missing."),
    "too_long": _("It is longer than it should be."),
    "illegal_character": _("It holds a character that cannot be there."),
    "testnet": _("It belongs to a test network, where coins have no value."),
    "shortened": _("The middle of a number was left out. Copy the whole one, with the copy button."),
    "several_in_text": _("There was more than one in this line. Paste the others alone."),
    "joined": _("It was broken over lines. We put it together."),
    "look_alike_letters": _("It held foreign letters that look the same. We replaced them."),
    "link_without_id": _("This link names no transaction and no address."),
    "unknown_explorer": _("We do not know this site. Do not log in there."),
    "other_network_named": _("The network you wrote does not fit it."),
    "contract": _("It is a program, not somebody's wallet."),
    "not_an_account": _("It is not somebody's wallet."),
}
"""Only what a reader can use; all other codes stay unsaid."""

INTERNAL: Words = {
    "uuid": _("Many companies print such a number as “Order ID” or “Transaction ID”."),
    "hex24": _("Coinbase prints such a number as “ID”, KuCoin as “Order ID”."),
    "hex32": _("Binance gives such a number to a withdrawal, as its “id”."),
    "kraken_order": _("Kraken prints it as “ordertxid”: the number of an order."),
    "kraken_trade": _("Kraken prints it as “txid” in its trades: the number of a trade."),
    "kraken_ledger": _("Kraken prints it as “txid” in its ledgers: the number of a line."),
    "kraken_reference": _("Kraken prints it as “refid”: the number of a withdrawal or payment."),
    "number": _("Companies print such a number as “Order ID”, “Trade ID” or withdrawal number."),
    "off_chain_transfer": _("It moved inside one company. No network has a transaction of it."),
}
"""Which field of a company's pages and files a number of its own comes from."""

NETWORK_NAMES: Mapping[str, str] = {
    "bsc": "BNB Smart Chain",
    "xrp": "XRP Ledger",
    "bitcoincash": "Bitcoin Cash",
    "ton": "TON",
    "near": "NEAR",
    "zksync": "zkSync Era",
}


def network_name(slug: str) -> str:
    """A network as people write it.

    >>> network_name("bsc"), network_name("tron")
    ('BNB Smart Chain', 'Tron')
    """
    return NETWORK_NAMES.get(slug, slug[:1].upper() + slug[1:])


def note_sentences(notes: Iterable[str], *, kind: ReferenceKind) -> list[str]:
    """What was noticed, as sentences; for a company's own number, what it is good for."""
    found = [str(NOTES[code]) for code in (str(note).partition(":")[0] for note in notes) if code in NOTES]
    if kind is ReferenceKind.INTERNAL_ID:
        fields = [code for code in notes if code in INTERNAL]
        where = gettext("Open the withdrawal on the company's site: its transaction number is called TxID or hash.")
        found = [
            gettext("Only the company can look this up. It is no transaction number."),
            *(str(INTERNAL[code]) for code in fields),
            *([] if fields == ["off_chain_transfer"] else [where]),
            *found,
        ]
    return list(dict.fromkeys(found))

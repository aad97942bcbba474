"""Wallets of the Bitcoin family: Electrum, Bitcoin Core (Qt), Trezor, Volt, HandCash, BRD-like. Header lines from
BittyTax, everytrade-plugins and dali-rp2 (2026)."""

from collections.abc import Mapping

from incidents.core.statements.format import Act, Cells, Format

_SENT = {r"sen[dt]|^out|withdraw": Act.OUT, r"rec|^in$|mined|generat|deposit": Act.IN,
         r"self|yourself|transfer": Act.OWN_TRANSFER,
         r"fail|drop": Act.FAILED, r"pending": Act.PENDING}  # fmt: skip


def _suite(cells: Cells) -> Mapping[str, str]:
    """Trezor Suite: ``0.05 BTC`` in older files; in newer ones the unit has its own column."""
    return {"network": cells.get("amountunit", "")}


FORMATS = (
    Format(
        "electrum_history",
        None,
        ("transaction_hash|label|confirmations|value|fiat_value|fee|fiat_fee|timestamp",
         "transaction_hash|label|value|timestamp",
         "transaction_hash|label|confirmations|value|timestamp",
         "oc_transaction_hash|ln_payment_hash|label|confirmations|amount_chain_bc|amount_lightning_bc|fiat_value"
         "|network_fee_satoshi|fiat_fee|timestamp"),
        {"at": "timestamp", "txid": "transactionhash|octransactionhash", "amount": "value|amountchainbc", "fee": "fee",
         "note": "label"},
        act=Act.BY_SIGN,
        onchain=True,
        constants={"network": "bitcoin", "asset": "BTC"},
        zone=None,
    ),
    Format(
        "qt_wallet",
        None,
        ("Confirmed|Date|Type|Label|Address|Amount (*)|ID", "Confirmed|Date|Type|Label|Address|Amount|ID"),
        {"at": "date", "status": "confirmed", "type": "type", "address": "address", "amount": "amount*|amount",
         "txid": "id", "note": "label"},
        acts=_SENT,
        onchain=True,
        zone=None,
    ),
    Format(
        "qt_wallet_multibit",
        None,
        ("Transaction|Block|Date/Time|Type|Amount|Total",),
        {"at": "datetime", "txid": "transaction", "type": "type", "amount": "amount"},
        acts=_SENT,
        onchain=True,
        zone=None,
    ),
    Format(
        "trezor_wallet",
        None,
        ("Date|Time|TX id|Address|Address Label|TX type|Value|TX total|Balance",
         "Date|Time|TX id|Address|TX type|Value|TX total|Balance"),
        {"at": "date", "time": "time", "txid": "txid", "address": "address", "type": "txtype", "amount": "value",
         "note": "addresslabel"},
        acts=_SENT,
        onchain=True,
        zone=None,
    ),
    Format(
        "trezor_suite",
        None,
        ("Timestamp|Date|Time|Type|Transaction ID|Fee|Fee unit|Address|Label|Amount|Amount unit|Fiat (*)|Other",),
        {"at": "timestamp", "type": "type", "txid": "transactionid", "fee": "fee", "fee_asset": "feeunit",
         "address": "address", "amount": "amount", "asset": "amountunit", "note": "label"},
        acts=_SENT,
        onchain=True,
        decimal_mark=".",
        derive=_suite,
        derives=("network",),
    ),
    Format(
        "trezor_suite_older",
        None,
        ("Date & Time|Type|Transaction ID|Addresses|Fee|Total",),
        {"at": "datetime", "type": "type", "txid": "transactionid", "address": "addresses", "fee": "fee",
         "amount": "total"},
        acts=_SENT,
        onchain=True,
        date_order="mdy",
        zone=None,
    ),
    Format(
        "volt_wallet",
        None,
        ("time|status|address|amount|fee|txid", "time|status|address|amount|txid"),
        {"at": "time", "type": "status", "address": "address", "amount": "amount", "fee": "fee", "txid": "txid"},
        acts=_SENT,
        act=Act.BY_SIGN,
        onchain=True,
        constants={"asset": "BSV"},
        zone=None,
    ),
    Format(
        "handcash_wallet",
        None,
        ("type|addresses|transactionId|note|satoshiFees|satoshiAmount|fiatExchangeRate|fiatCurrencyCode|participants"
         "|createdAt",
         "type|addresses|transactionId|note|satoshiFees|satoshiAmount|fiatExchangeRate|fiatCurrencyCode|participants"
         "|updatedAt|createdAt"),
        {"at": "createdat", "type": "type", "address": "addresses", "txid": "transactionid", "fee": "satoshifees",
         "amount": "satoshiamount", "note": "note", "counterparty": "participants"},
        acts=_SENT,
        onchain=True,
        constants={"asset": "BSV"},
        scale=-8,
    ),
    Format(
        "coinomi_wallet",
        None,
        ("Asset|AccountName|Address|AddressName|Value|Symbol|Fees|InternalTransfer|TransactionID|Time(UTC)"
         "|Time(ISO8601-UTC)|BlockExplorer",),
        {"at": "timeiso8601", "network": "asset", "address": "address", "amount": "value", "asset": "symbol",
         "fee": "fees", "txid": "transactionid", "note": "addressname"},
        act=Act.BY_SIGN,
        onchain=True,
    ),
)  # fmt: skip

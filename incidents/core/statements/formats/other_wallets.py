"""Wallets of one chain: MyMonero, Nault, Neon, Helium, FatStx. Header lines from BittyTax (2026)."""

from incidents.core.statements.format import Act, Format

_SENT = {r"sen[dt]|^out|withdraw|payment": Act.OUT, r"rec|^in$|reward|deposit|open": Act.IN}


FORMATS = (
    Format(
        "mymonero_wallet",
        None,
        ("date|amount|status|tx id|payment_id",),
        {"at": "date", "amount": "amount", "status": "status", "txid": "txid", "memo": "paymentid"},
        act=Act.BY_SIGN,
        onchain=True,
        constants={"network": "monero", "asset": "XMR"},
    ),
    Format(
        "nault_wallet",
        None,
        ("account|type|amount|hash|height|time",),
        {"at": "time", "type": "type", "counterparty": "account", "address": "account", "amount": "amount",
         "txid": "hash"},
        acts=_SENT,
        onchain=True,
        constants={"asset": "XNO"},
        zone=None,
    ),
    Format(
        "neon_wallet",
        None,
        ("to|from|txid|time|amount|symbol|type|id",),
        {"at": "time", "address": "to", "sender": "from", "txid": "txid", "amount": "amount", "asset": "symbol",
         "type": "type"},
        acts={r"claim": Act.IN, **_SENT},
        onchain=True,
    ),
    Format(
        "helium_wallet",
        None,
        ("block|date|type|transaction_hash|hnt_amount|hnt_fee|usd_oracle_price|usd_amount|usd_fee|payer|payee",),
        {"at": "date", "type": "type", "txid": "transactionhash", "amount": "hntamount", "fee": "hntfee",
         "sender": "payer", "address": "payee"},
        acts={r"reward": Act.IN, r"": Act.BY_SIGN},
        onchain=True,
        constants={"asset": "HNT"},
    ),
    Format(
        "helium_explorer",
        None,
        ("Date|Received Quantity|Received From|Received Currency|Sent Quantity|Sent To|Sent Currency|Fee Amount"
         "|Fee Currency|Tag|Note|Hotspot|Reward Type|Block|Hash",),
        {"at": "date", "in_amount": "receivedquantity", "sender": "receivedfrom", "in_asset": "receivedcurrency",
         "out_amount": "sentquantity", "address": "sentto", "out_asset": "sentcurrency", "fee": "feeamount",
         "fee_asset": "feecurrency", "note": "note", "txid": "hash"},
        act=Act.SWAP,
        onchain=True,
    ),
    Format(
        "fatstx_export",
        None,
        ("currency|burnDate|inSymbol|inAmount|outSymbol|outAmount|xactnFee|inCoinPrice|outCoinPrice|xactnFeeCoinPrice"
         "|xactnType|xactnTypeDetail|xactnId|inAmountRaw|outAmountRaw|xactnFeeRaw|sender|recipient|memo"
         "|burnDateAltFormat1",),
        {"at": "burndate", "in_asset": "insymbol", "in_amount": "inamount", "out_asset": "outsymbol",
         "out_amount": "outamount", "fee": "xactnfee", "txid": "xactnid", "sender": "sender", "address": "recipient",
         "memo": "memo"},
        act=Act.SWAP,
        onchain=True,
        constants={"fee_asset": "STX"},
    ),
)  # fmt: skip

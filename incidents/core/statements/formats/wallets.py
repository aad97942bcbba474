"""Wallets of several chains: Ledger Live, Exodus, Blockchain.com, Zelcore. Header lines: BittyTax, cryptoTax (2026)."""

from collections.abc import Mapping

from incidents.core.statements.format import Act, Cells, Format

_LEDGER = {
    "at": "operationdate", "status": "status", "asset": "currencyticker", "type": "operationtype",
    "amount": "operationamount", "fee": "operationfees", "txid": "operationhash", "network": "currencyticker",
}  # fmt: skip
_EXODUS = "OUTAMOUNT|OUTCURRENCY|FEEAMOUNT|FEECURRENCY"


def _exodus_network(cells: Cells) -> Mapping[str, str]:
    """The coin is the network, except for tokens: then the explorer's link tells it."""
    link = f"{cells.get('outtxurl', '')} {cells.get('intxurl', '')}"
    for part, network in (("etherscan", "ethereum"), ("tronscan", "tron"), ("bscscan", "bsc"), ("solscan", "solana"),
                          ("polygonscan", "polygon"), ("mempool.space", "bitcoin"), ("ltc/", "litecoin")):  # fmt: skip
        if part in link:
            return {"network": network}
    return {"network": cells.get("outcurrency") or cells.get("incurrency", "")}


FORMATS = (
    Format(
        "ledger_live",
        None,
        (
            "Operation Date|Status|Currency Ticker|Operation Type|Operation Amount|Operation Fees|Operation Hash"
            "|Account Name|Account xpub|Countervalue Ticker|Countervalue at Operation Date|Countervalue at CSV Export",
            "Operation Date|Currency Ticker|Operation Type|Operation Amount|Operation Fees|Operation Hash"
            "|Account Name|Account xpub|Countervalue Ticker|Countervalue at Operation Date|Countervalue at CSV Export",
            "Operation Date|Currency Ticker|Operation Type|Operation Amount|Operation Fees|Operation Hash"
            "|Account Name|Account xpub",
            "Operation Date|Currency Ticker|Operation Type|Operation Amount|Operation Fees|Operation Hash"
            "|Account Name|Account id",
        ),
        _LEDGER,
        acts={r"^out|^nft_out": Act.OUT, r"^in|reward|^nft_in": Act.IN, r"fees": Act.FEE,
              r"delegate|bond|stake|vote|freeze|opt_|reveal|approve|none|withdraw": Act.NOT_A_MOVEMENT},
        onchain=True,
    ),
    Format(
        "exodus_history",
        None,
        (
            f"DATE|TYPE|FROMPORTFOLIO|TOPORTFOLIO|{_EXODUS}|FROMADDRESS|TOADDRESS|OUTTXID|OUTTXURL|INAMOUNT|INCURRENCY"
            "|INTXID|INTXURL|ORDERID|PERSONALNOTE",
            f"DATE|TYPE|FROMPORTFOLIO|TOPORTFOLIO|{_EXODUS}|TOADDRESS|OUTTXID|OUTTXURL|INAMOUNT|INCURRENCY"
            "|INTXID|INTXURL|ORDERID|PERSONALNOTE",
        ),
        {"at": "date", "out_amount": "outamount", "out_asset": "outcurrency", "fee": "feeamount",
         "fee_asset": "feecurrency", "sender": "fromaddress", "address": "toaddress", "out_txid": "outtxid",
         "in_amount": "inamount", "in_asset": "incurrency", "in_txid": "intxid", "order_id": "orderid",
         "note": "personalnote", "status": "type"},
        act=Act.SWAP,
        onchain=True,
        derive=_exodus_network,
        derives=("network",),
    ),
    Format(
        "exodus_history_older",
        None,
        ("TXID|TXURL|DATE|TYPE|FROMPORTFOLIO|TOPORTFOLIO|COINAMOUNT|FEE|BALANCE|EXCHANGE|PERSONALNOTE",),
        {"at": "date", "txid": "txid", "type": "type", "amount": "coinamount", "fee": "fee", "note": "personalnote"},
        acts={r"withdraw|sent|send": Act.OUT, r"deposit|receiv": Act.IN, r"exchange": Act.BY_SIGN, r"fail": Act.FAILED},
        onchain=True,
    ),
    Format(
        "blockchaincom_wallet",
        None,
        (
            "date|time|token|type|amount|value_then|value_now|exchange_rate_then|tx|note|fee_value|fee_value_then"
            "|recipient_received|recipient_value_then|value_then_raw|value_now_raw|exchange_rate_then_raw",
            "date|time|token|type|amount|value_then|value_now|exchange_rate_then|tx|note",
            "date|time|type|amount_*|value_then|value_now|exchange_rate_then|tx|note",
        ),
        {"at": "date", "time": "time", "asset": "token", "type": "type", "amount": "amount|amount*", "txid": "tx",
         "fee": "feevalue", "note": "note", "network": "token"},
        acts={r"sent|send": Act.OUT, r"receiv|deposit": Act.IN, r"transfer": Act.OWN_TRANSFER},
        onchain=True,
    ),
    Format(
        "blockchaincom_account",
        None,
        ("date_time_utc|transaction_type|asset|quantity_transacted|counter_asset|counter_amount|fee_asset|fee_amount"
         "|Notes|transaction_id|transaction_hash",),
        {"at": "datetime", "type": "transactiontype", "side": "transactiontype", "asset": "asset", "base": "asset",
         "amount": "quantitytransacted", "quantity": "quantitytransacted", "quote_asset": "counterasset",
         "quote_amount": "counteramount", "fee_asset": "feeasset", "fee": "feeamount", "id": "transactionid",
         "txid": "transactionhash", "note": "notes"},
        acts={r"withdraw|send|sent": Act.OUT, r"deposit|receive|reward|interest": Act.IN,
              r"buy|sell|trade|swap": Act.TRADE,
              r"transfer|stak": Act.OWN_TRANSFER},
    ),
    Format(
        "blockchaincom_exchange",
        None,
        ("date_time_utc|transaction_type|asset|quantity_transacted|counter_asset|counter_amount|price|fee_asset"
         "|fee_amount|order_id|transaction_id|tx_hash",),
        {"at": "datetime", "type": "transactiontype", "side": "transactiontype", "asset": "asset", "base": "asset",
         "amount": "quantitytransacted", "quantity": "quantitytransacted", "quote_asset": "counterasset",
         "quote_amount": "counteramount", "price": "price", "fee_asset": "feeasset", "fee": "feeamount",
         "order_id": "orderid", "id": "transactionid", "txid": "txhash"},
        acts={r"withdraw|send|sent": Act.OUT, r"deposit|receive|reward": Act.IN, r"buy|sell|trade": Act.TRADE,
              r"transfer": Act.OWN_TRANSFER},
    ),
    Format(
        "zelcore_kadena",
        None,
        ("txid|formattedDate|timestamp|direction|amount|chainid|destinationchainid|isError|type|asset|swapTokenIn"
         "|swapTokenOut",),
        {"at": "timestamp", "txid": "txid", "type": "direction", "amount": "amount", "asset": "asset"},
        acts={r"out|sent|send": Act.OUT, r"in|receiv": Act.IN},
        onchain=True,
        derive=lambda cells: {"status": "failed" if cells.get("iserror", "").casefold() in ("true", "1") else ""},
        derives=("status",),
    ),
)  # fmt: skip

"""Swap services and brokers without accounts: Changelly, ShapeShift, Easy Crypto, Coinmama, Bittylicious."""

import re
from collections.abc import Mapping

from incidents.core.statements.format import Act, Cells, Format


def _direction(cells: Cells) -> Mapping[str, str]:
    return {"side": "buy" if "buy" in cells.get("direction", "").casefold() else "sell"}


def _symbols(cells: Cells) -> Mapping[str, str]:
    """A network stands behind some symbols: "USDT (TRC20)"."""
    match = re.search(r"\(([^)]+)\)", cells.get("tosymbol", ""))
    return {"network": match[1] if match else ""}


FORMATS = (
    Format(
        "changelly_history",
        "changelly",
        ("Currency from|Currency to|Status|Date|Exchange amount|Total fee|Exchange rate|Receiver|Amount received",),
        {"at": "date", "out_asset": "currencyfrom", "in_asset": "currencyto", "status": "status",
         "out_amount": "exchangeamount", "in_amount": "amountreceived", "fee": "totalfee", "to_address": "receiver"},
        act=Act.SWAP,
        zone=None,
    ),
    Format(
        "shapeshift_trades",
        "shapeshift",
        ("id|status|timestamp|rate|minerFee|inputAmount|inputCurrency|inputAddress|inputTxid|outputAmount"
         "|outputCurrency|outputAddress|outputTxid|refundAddress|refundCurrency|refundTxid",),
        {"at": "timestamp", "id": "id", "status": "status", "out_amount": "inputamount", "out_asset": "inputcurrency",
         "in_amount": "outputamount", "in_asset": "outputcurrency", "txid": "inputtxid", "to_address": "outputaddress",
         "fee": "minerfee"},
        act=Act.SWAP,
    ),
    Format(
        "easycrypto_orders",
        "easycrypto",
        ("Date|Order ID|Type|From symbol|To symbol|From amount|To amount|To address|To memo|Fiat Value",),
        {"at": "date", "order_id": "orderid", "out_asset": "fromsymbol", "in_asset": "tosymbol",
         "out_amount": "fromamount", "in_amount": "toamount", "to_address": "toaddress", "memo": "tomemo"},
        act=Act.SWAP,
        derive=_symbols,
        derives=("network",),
        zone_documented=False,
    ),
    Format(
        "bittylicious_orders",
        "bittylicious",
        ("reference|direction|status|coin|coinAmount|fiatCurrency|fiatCurrencyAmount|startedTime|endedTime"
         "|transactionID|coinAddress",),
        {"at": "endedtime", "order_id": "reference", "status": "status", "base": "coin", "quantity": "coinamount",
         "quote_asset": "fiatcurrency", "quote_amount": "fiatcurrencyamount", "txid": "transactionid",
         "to_address": "coinaddress"},
        act=Act.TRADE,
        derive=_direction,
        derives=("side",),
    ),
)  # fmt: skip

"""Bittrex (closed). Header lines from BittyTax, everytrade-plugins and rotki (2026). Markets are QUOTE-BASE."""

from collections.abc import Mapping

from incidents.core.statements.format import Act, Cells, Format

_WITHDRAWAL = {
    "at": "openeddate|opened", "id": "paymentuuid|uuid", "asset": "currency", "amount": "amount", "address": "address",
    "txid": "txid", "fee": "txfee|txcost", "status": "state",
}  # fmt: skip
_DEPOSIT = {
    "at": "lastupdateddate|lastupdated", "id": "id|uuid", "asset": "currency", "amount": "amount",
    "address": "cryptoaddress", "txid": "txid", "status": "state",
}  # fmt: skip


def _outcome(cells: Cells) -> Mapping[str, str]:
    """Three columns of TRUE and FALSE say whether a withdrawal left."""
    told = {name for name, cell in cells.items() if cell.strip().casefold() == "true"}
    return {
        "type": "failed" if told & {"canceled", "invalidaddress"} else "pending" if "pendingpayment" in told else ""
    }


FORMATS = (
    Format(
        "bittrex_withdrawals",
        "bittrex",
        (
            "PaymentUuid|Currency|Amount|Address|OpenedDate|Authorized|Pending|TxId|TxFee|Target|BankInfo|Canceled",
            "PaymentUuid|Currency|Amount|Address|OpenedDate|Authorized|Pending|TxFee|Canceled|TxId",
            "PaymentUuid|Currency|Amount|Address|Opened|Authorized|PendingPayment|TxCost|TxId|Canceled|InvalidAddress",
            "UUID|AMOUNT|CURRENCY|ADDRESS|TXID|OPENED|LASTUPDATED|CLOSED|TXCOST|STATE",
        ),
        _WITHDRAWAL,
        act=Act.OUT,
        acts={r"failed": Act.FAILED, r"pending": Act.PENDING},
        date_order="mdy",
        derive=_outcome,
        derives=("type",),
    ),
    Format(
        "bittrex_deposits",
        "bittrex",
        (
            "Id|Currency|Amount|Confirmations|LastUpdatedDate|TxId|CryptoAddress|Source|PropertyBagError|BankInfo"
            "|DepositUuid|State",
            "Id|Currency|Amount|Confirmations|LastUpdatedDate|TxId|CryptoAddress|Source",
            "Id|Currency|Amount|Confirmations|LastUpdatedDate|TxId|CryptoAddress",
            "Id|Amount|Currency|Confirmations|LastUpdated|TxId|CryptoAddress",
            "UUID|AMOUNT|CURRENCY|CRYPTOADDRESS|TXID|LASTUPDATED|CONFIRMATIONS|SOURCE|STATE",
        ),
        _DEPOSIT,
        act=Act.IN,
        date_order="mdy",
    ),
    Format(
        "bittrex_transfers",
        "bittrex",
        ("Date|Currency|Type|Address|Memo/Tag|TxId|Amount",),
        {"at": "date", "asset": "currency", "type": "type", "address": "address", "memo": "memotag", "txid": "txid",
         "amount": "amount"},
        acts={r"withdraw": Act.OUT, r"deposit": Act.IN},
    ),
    Format(
        "bittrex_orders_2023",
        "bittrex",
        (
            "TXID|Time (UTC)|Transaction|Order Type|Market|Base|Quote|Price|Quantity (Base)|Fees (Quote)|Total (Quote)"
            "|Approx Value (USD)|Time In Force|Notes",
            "Date|Market|Side|Type|Price|Quantity|Total",
        ),
        {"at": "time|date", "order_id": "txid", "side": "transaction|side", "market": "market", "base": "base",
         "quote_asset": "quote", "price": "price", "quantity": "quantitybase|quantity", "fee": "feesquote",
         "quote_amount": "totalquote|total"},
        act=Act.TRADE,
        fee_in="quote",
    ),
    Format(
        "bittrex_orders",
        "bittrex",
        (
            "Uuid|Exchange|TimeStamp|OrderType|Limit|Quantity|QuantityRemaining|Commission|Price|PricePerUnit"
            "|IsConditional|Condition|ConditionTarget|ImmediateOrCancel|Closed|TimeInForceTypeId|TimeInForce",
            "Uuid|Exchange|TimeStamp|OrderType|Limit|Quantity|QuantityRemaining|Commission|Price|PricePerUnit"
            "|IsConditional|Condition|ConditionTarget|ImmediateOrCancel|Closed",
            "Uuid|Exchange|Closed (UTC)|Opened (UTC)|Type|Time In Force|Bid/Ask|Quantity|Remaining|Price"
            "|Avg. Price per Share",
            "OrderUuid|Exchange|Type|Quantity|Limit|CommissionPaid|Price|Opened|Closed",
        ),
        {"at": "closed|timestamp", "order_id": "uuid|orderuuid", "market": "exchange", "side": "ordertype|type",
         "quantity": "quantity", "price": "priceperunit|avgpricepershare", "quote_amount": "price",
         "fee": "commission|commissionpaid"},
        act=Act.TRADE,
        quote_first=True,
        fee_in="quote",
        date_order="mdy",
    ),
    Format(
        "bittrex_orders_oldest",
        "bittrex",
        ("UUID|QUOTE|MARKET|ORDERTYPE|LIMIT|CEILING|QUANTITY|FILLED|PROCEEDS|COMISSIONPAID|OPENED|CLOSED"
         "|TIMEINFORCETYPE|ISCONDITIONAL|CONDITION|CONDITIONTARGET",),
        {"at": "closed", "order_id": "uuid", "quote_asset": "quote", "base": "market", "side": "ordertype",
         "quantity": "filled", "quote_amount": "proceeds", "fee": "comissionpaid"},
        act=Act.TRADE,
        fee_in="quote",
        date_order="mdy",
    ),
)  # fmt: skip

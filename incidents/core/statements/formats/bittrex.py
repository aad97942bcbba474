"""Bittrex (closed). Header lines from BittyTax, everytrade-plugins and rotki (2026). Markets are QUOTE-BASE."""

import re
from collections.abc import Iterator, Mapping

from incidents.core.statements.format import Act, Cells, Format
from incidents.core.statements.records import Chunk

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


_DETAIL = re.compile(r"(?P<name>Address|TxId|Tag): *(?P<what>\S+)", re.IGNORECASE)


def _with_details(chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    """A page copied from the web: address and hash stand under each row, and go into its nameless first cell."""
    held = Chunk([], [], [])
    for chunk in chunks:
        for cells, line, raw in zip(chunk.rows, chunk.lines, chunk.raws, strict=True):
            if held.rows and len(cells) == 1 and _DETAIL.fullmatch(cells[0].strip()):
                held.rows[-1][0] += f"{cells[0]}\n"
                held.raws[-1] += f"\n{raw}"
            elif any(cells):
                held.rows.append(["", *cells])
                held.lines.append(line)
                held.raws.append(raw)
        yield Chunk(held.rows[:-1], held.lines[:-1], held.raws[:-1])
        held = Chunk(held.rows[-1:], held.lines[-1:], held.raws[-1:])
    yield held


def _details(cells: Cells) -> Mapping[str, str]:
    told = {match["name"].casefold(): match["what"] for match in _DETAIL.finditer(cells.get("", ""))}
    return {"address": told.get("address", ""), "txid": told.get("txid", ""), "memo": told.get("tag", "")}


def _page(path: str, _: list[Cells]) -> Act | None:
    name = path.casefold()
    return Act.OUT if "withdraw" in name else Act.IN if "deposit" in name else None


FORMATS = (
    Format(
        "bittrex_page",
        "bittrex",
        ("Date|Currency|Units|Status",),
        {"at": "date", "asset": "currency", "amount": "units", "status": "status"},
        act=Act.OUT,
        by_file=_page,
        date_order="mdy",
        join=_with_details,
        derive=_details,
        derives=("address", "txid", "memo"),
    ),
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

"""Bybit. Header lines from everytrade-plugins and BittyTax (2026). No address and no hash in any of them."""

from incidents.core.statements.format import Act, Format

_ASSET_TYPES = {
    r"withdraw": Act.OUT,
    r"deposit|reward|airdrop|bonus|interest|rebate|earn.*(yield|interest)|cashback": Act.BY_SIGN,
    r"internal|bybit pay|p2p|gift|red packet": Act.INTERNAL,
    r"transfer|subscri|redem|stak|unstak|savings|loan|launchpool": Act.OWN_TRANSFER,
    r"convert|trade|buy|sell|exchange|spot": Act.LEG,
}
_CONTRACT_TYPES = {
    r"^trade": Act.TRADE,
    r"liquidat|bust": Act.LIQUIDATION,
    r"withdraw": Act.OUT,
    r"deposit|airdrop|bonus": Act.BY_SIGN,
    r"transfer": Act.OWN_TRANSFER,
    r"settlement|funding|fee|interest": Act.NOT_A_MOVEMENT,
}
_CONTRACTS = {
    "at": "time", "asset": "currency", "market": "contract", "type": "type", "side": "direction",
    "quantity": "quantity", "price": "filledprice", "fee": "feepaid", "amount": "change", "fee_asset": "currency",
    "trade_id": "tradeid", "order_id": "orderid",
}  # fmt: skip

FORMATS = (
    Format(
        "bybit_funding",
        "bybit",
        ("Uid|Date & Time(UTC)|Coin|QTY|Type|Account Balance|Description",
         "Date & Time(UTC)|Coin|QTY|Type|Account Balance|Description",
         "Type|Coin|Amount|Wallet Balance|Time(UTC)"),
        {"at": "datetime|time", "asset": "coin", "amount": "qty|amount", "type": "type", "subtype": "description",
         "note": "description"},
        acts=_ASSET_TYPES,
        act=Act.BY_SIGN,
        pair_by=("at",),
    ),
    Format(
        "bybit_unified",
        "bybit",
        ("Uid|Currency|Contract|Type|Direction|Quantity|Position|Filled Price|Funding|Fee Paid|Cash Flow|Change"
         "|Wallet Balance|Action|Time(UTC)",),
        _CONTRACTS,
        acts={r"^trade": Act.LEG, **_CONTRACT_TYPES},
        pair_by=("at", "market"),
    ),
    Format(
        "bybit_derivatives",
        "bybit",
        ("Time|Currency|Contract|Type|Direction|Quantity|Position|Filled Price|Funding|Fee Paid|Cash Flow|Change"
         "|Wallet Balance|Fee Rate|Trade ID|Order ID",),
        _CONTRACTS,
        acts=_CONTRACT_TYPES,
        contracts=True,
        zone_documented=False,
    ),
)  # fmt: skip

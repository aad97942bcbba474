"""LBank. Header lines from BittyTax (2026). Times end in UTC0; the trading fee has its coin in the cell."""

from incidents.core.statements.format import Act, Format

FORMATS = (
    Format(
        "lbank_bill",
        "lbank",
        ("ID|Time|Token|Initial Quantity|Latest Quantity|Quantity|Type|Details|Remarks",),
        {"at": "time", "id": "id", "asset": "token", "amount": "quantity", "type": "type", "note": "details"},
        acts={r"withdraw": Act.OUT, r"deposit|reward|airdrop|bonus": Act.BY_SIGN, r"internal": Act.INTERNAL,
              r"transfer": Act.OWN_TRANSFER, r"trade|buy|sell|fee": Act.PART_OF_TRADE},
        act=Act.BY_SIGN,
    ),
    Format(
        "lbank_trades",
        "lbank",
        ("ID|Method|Type|Pair|Time|Direction|Average Price|Volume|Turnover|Transaction Fee Rate|Transaction Fee"
         "|Remarks",),
        {"at": "time", "id": "id", "market": "pair", "side": "direction", "price": "averageprice", "quantity": "volume",
         "quote_amount": "turnover", "fee": "transactionfee"},
        act=Act.TRADE,
    ),
)  # fmt: skip

"""Gate. Header line from BittyTax (2026). An order's rows share ``action_data``."""

from incidents.core.statements.format import Act, Format

FORMATS = (
    Format(
        "gate_bill",
        "gate",
        ("no|time|action_desc|action_data|type|change_amount|amount|total",),
        {"at": "time", "id": "no", "type": "actiondesc", "trade_id": "actiondata", "asset": "type",
         "amount": "changeamount"},
        acts={
            r"withdraw": Act.OUT,
            r"deposit|airdrop|reward|interest|bonus|rebate|dividend|refund": Act.BY_SIGN,
            r"fee": Act.FEE,
            r"order|trade|buy|sell|exchange|convert|dust": Act.LEG,
            r"transfer|subscri|redem|stak|lend|hodl": Act.OWN_TRANSFER,
            r"liquidat": Act.LIQUIDATION,
        },
        pair_by=("trade_id",),
        zone_documented=False,
    ),
)  # fmt: skip

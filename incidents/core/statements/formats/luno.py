"""Luno: one file a wallet. Header line from public code (2026)."""

from incidents.core.statements.format import Act, Format

FORMATS = (
    Format(
        "luno_wallet",
        "luno",
        (
            "Wallet ID|Row|Timestamp (UTC)|Description|Currency|Balance delta|Available balance delta|Balance"
            "|Available balance|Cryptocurrency transaction ID|Cryptocurrency address|Value currency|Value amount"
            "|Reference",
        ),
        {"at": "timestamp", "id": "reference", "type": "description", "asset": "currency", "amount": "balancedelta",
         "txid": "cryptocurrencytransactionid", "address": "cryptocurrencyaddress", "note": "description"},
        acts={
            r"fee": Act.FEE,
            r"sent|withdraw|send": Act.OUT,
            r"receiv|deposit|reward|interest|airdrop|bonus": Act.IN,
            r"bought|sold|trade|exchange": Act.LEG,
            r"transfer": Act.OWN_TRANSFER,
        },
        act=Act.BY_SIGN,
        pair_by=("at",),
    ),
)  # fmt: skip

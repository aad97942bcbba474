"""Explorers of other chains: Blockchair, Aptoscan, Subscan. Header lines from BittyTax (2026)."""

from collections import Counter
from collections.abc import Mapping

from incidents.core.statements.format import Act, Cells, Format


def _own(path: str, rows: list[Cells]) -> Mapping[str, str]:
    """The address that the file is about: named in its name, else the one that most rows share."""
    seen = Counter(side for row in rows for side in {row.get("from", ""), row.get("to", "")} if side)
    named = next((address for address in seen if address in path), None)
    return {"\0own": named or next((address for address, _ in seen.most_common(1)), "")}


def _direction(cells: Cells) -> Mapping[str, str]:
    return {"type": "out" if cells.get("from") == cells.get("\0own") else "in"}


_ACTS = {"out": Act.OUT, "in": Act.IN}
_APTOS = {
    "at": "time", "id": "version", "sender": "from", "address": "to", "amount": "amount", "fee": "fee",
    "status": "success", "asset": "cointype|token", "txid": "version",
}  # fmt: skip

FORMATS = (
    Format(
        "blockchair_transactions",
        None,
        (
            "Tx number|Affected address/xpub|Effect|Ticker|Amount fiat (USD)|Asset rate (USD)|Date|Transaction hash",
            "Tx number|Effect|Ticker|Amount fiat (USD)|Asset rate (USD)|Type|Date|Public key|Wallet address"
            "|Third-party address|Transaction hash",
        ),
        {"at": "date", "amount": "effect", "asset": "ticker", "network": "ticker", "address": "thirdpartyaddress",
         "txid": "transactionhash"},
        act=Act.BY_SIGN,
        onchain=True,
    ),
    Format(
        "aptoscan_coins",
        None,
        ("Version|Block|Time|Coin_Type|From|To|Amount|Fee|Success",
         "Version|Block|Time|Token|Token_Version|From|To|Amount|Fee|Success"),
        _APTOS,
        acts=_ACTS,
        onchain=True,
        constants={"network": "aptos"},
        learn=_own,
        derive=_direction,
        derives=("type",),
    ),
    Format(
        "subscan_transfers",
        None,
        ("Extrinsic ID|Block|Block Timestamp|From|To|Value|Symbol|Result|Hash",
         "Extrinsic ID|Date|Block|Hash|Symbol|From|To|Value|Result"),
        {"at": "blocktimestamp|date", "id": "extrinsicid", "sender": "from", "address": "to", "amount": "value",
         "asset": "symbol", "status": "result", "txid": "hash"},
        acts=_ACTS,
        onchain=True,
        constants={"network": "polkadot"},
        learn=_own,
        derive=_direction,
        derives=("type",),
    ),
    Format(
        "subscan_pool_paidout",
        None,
        ("Event ID|Block|Extrinsic ID|Pool|Pool|Value|Action|Time", "Event ID|Extrinsic ID|Pool|Value|Action|Time"),
        {"at": "time", "id": "extrinsicid", "amount": "value", "note": "action"},
        act=Act.IN,
        onchain=True,
        constants={"network": "polkadot", "asset": "DOT"},
    ),
)  # fmt: skip

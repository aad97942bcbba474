"""Columns of one kind of row into batches of movements, in the words of the case record."""

from collections.abc import Iterator, Sequence

from incidents.core.internal_ids import bare_id, shape
from incidents.core.network_facts import NETWORKS, canonical_network
from incidents.core.statements.batch import Batch, Columns
from incidents.core.statements.format import Act
from incidents.core.statements.numbers import absolute
from incidents.core.statements.plan import Plan
from incidents.core.statements.trades import trade_columns
from incidents.core.vocabulary import MovementKind

_KINDS = {
    Act.OUT: MovementKind.EXCHANGE_WITHDRAWAL,
    Act.IN: MovementKind.DEPOSIT,
    Act.INTERNAL: MovementKind.INTERNAL_TRANSFER,
    Act.TRADE: MovementKind.UNAUTHORISED_TRADE,
    Act.SWAP: MovementKind.UNAUTHORISED_TRADE,
    Act.LIQUIDATION: MovementKind.LIQUIDATION,
    Act.APPROVAL: MovementKind.TOKEN_APPROVAL,
}
_COPIED = (
    "at", "at_text", "asset", "amount", "fee", "fee_asset", "txid", "to_address", "from_address", "memo",
    "token_contract", "status", "counterparty", "market", "side", "price", "quantity", "quote_asset", "quote_amount",
    "order_id", "trade_id", "liquidity", "withdrawal_id", "transfer_id", "liquidation_id", "source", "api_key_label",
    "index", "note", "bank", "payment_reference", "spender",
)  # fmt: skip
_OF_TRADES = frozenset(
    {"price", "quantity", "quote_asset", "quote_amount", "side", "market", "liquidity", "order_id", "trade_id"}
)
_SHORTEST_HASH = 40


def build(plan: Plan, act: Act, columns: Columns, lines: list[int], raws: list[str]) -> Iterator[Batch]:
    """The movements of rows that are all of one act."""
    form = plan.format
    kind = MovementKind.ONCHAIN_TRANSFER if act is Act.OUT and form.onchain else _KINDS[act]
    constants = {"kind": str(kind), **form.constants}
    if form.institution:
        constants["institution"] = form.institution
    build_columns = trade_columns if act in (Act.TRADE, Act.SWAP) else _transfer_columns
    made = build_columns(plan, act, columns)
    made = {name: cells for name in (*_COPIED, "network") if (cells := made.get(name)) is not None and any(cells)}
    made = {name: cells for name, cells in made.items() if name not in form.constants or name == "at"}
    batch = Batch(constants, made, lines, raws)
    if act is Act.OUT and "txid" in made and not form.onchain:
        yield from _told_apart(batch)
    else:
        yield batch


def _transfer_columns(plan: Plan, act: Act, columns: Columns) -> Columns:
    """What left or came in: one asset, its amount without a sign, and where to."""
    made = dict(columns)
    side = "in" if act is Act.IN else "out"
    for name in ("amount", "asset", "txid"):
        if told := made.get(f"{side}_{name}"):
            made[name] = [own or other for own, other in zip(told, made.get(name) or told, strict=True)]
    made["amount"] = absolute(made.get("amount", ()))
    if "asset" in made:
        made["asset"] = _assets(plan, made["asset"])
    if "fee" in made:
        made["fee"] = absolute(made["fee"])
        own = made.get("asset") or [plan.format.constants.get("asset", "")] * len(made["fee"])
        named = _assets(plan, made["fee_asset"]) if "fee_asset" in made else own
        made["fee_asset"] = [
            name or asset if fee else "" for name, asset, fee in zip(named, own, made["fee"], strict=False)
        ]
    if "address" in made:
        made["to_address"] = made["address"]
    if "sender" in made:
        made["from_address"] = made["sender"]
    if "network" in made:
        made["network"] = networks(made["network"])
    if "txid" in made:
        made["txid"] = [cell.partition("@")[0] for cell in made["txid"]]
    if "id" in made:
        made["withdrawal_id" if act is Act.OUT else "transfer_id"] = made["id"]
    left_out = _OF_TRADES - {"market", "price", "quantity"} if act is Act.LIQUIDATION else _OF_TRADES
    return {name: cells for name, cells in made.items() if name not in left_out}


def _told_apart(batch: Batch) -> Iterator[Batch]:
    """A withdrawal without a hash but with "Off-chain transfer 123" stayed inside the exchange."""
    txids = batch.columns["txid"]
    if min(map(len, txids)) >= _SHORTEST_HASH:
        yield batch
        return
    inside = [len(cell) < _SHORTEST_HASH and shape(cell) == "off_chain_transfer" for cell in txids]
    if any(inside):
        moved = batch.kept(inside)
        moved.constants = {**batch.constants, "kind": str(MovementKind.INTERNAL_TRANSFER)}
        moved.columns["transfer_id"] = [bare_id(cell) for cell in moved.columns.pop("txid")]
        moved.columns["counterparty"] = moved.columns.pop("to_address", [""] * len(moved))
        yield moved
        batch = batch.kept([not flag for flag in inside])
    if len(batch):
        yield batch


def _assets(plan: Plan, cells: Sequence[str]) -> list[str]:
    usual = plan.format.assets
    known: dict[str, str] = {}
    for cell in set(cells):
        known[cell] = (usual(cell) if usual else cell).upper() if cell else ""
    return [known[cell] for cell in cells]


def networks(labels: Sequence[str]) -> list[str]:
    """The networks behind labels as exchanges print them; "" for one that nobody knows.

    >>> networks(["TRX", "ERC20", "the moon"])
    ['tron', 'ethereum', '']
    """
    known = {label: canonical_network(label) or "" for label in set(labels)}
    known = {label: name if name in NETWORKS else "" for label, name in known.items()}
    return [known[label] for label in labels]

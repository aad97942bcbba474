"""Trades: what was given, what was got, at which price, however the file tells it."""

from collections.abc import Callable, Sequence

from incidents.core.statements.batch import Columns
from incidents.core.statements.format import Act
from incidents.core.statements.markets import liquidity_of, rank, side_of, split_market
from incidents.core.statements.numbers import absolute, over, times
from incidents.core.statements.plan import Plan

_OF_COINS = frozenset({"USDT", "USDC", "BUSD"})
"""What contracts are priced in that count coins; those priced in dollars count dollars."""


def trade_columns(plan: Plan, act: Act, columns: Columns) -> Columns:
    """The record's members of a trade: market, side, price, quantity, quote amount, and what left as the amount."""
    if plan.format.contracts:
        return columns | _of_contracts(plan, columns)
    made = _from_swap(columns) if act is Act.SWAP else _from_market(plan, columns)
    base, quote = made["base"], made["quote_asset"]
    known = {pair: f"{pair[0]}/{pair[1]}" if all(pair) else "" for pair in set(zip(base, quote, strict=True))}
    named = columns.get("market") or [""] * len(base)
    made["market"] = [known[pair] or name for pair, name in zip(zip(base, quote, strict=True), named, strict=True)]
    bought = [side == "buy" for side in made["side"]]
    made["asset"] = [q if buy else b for buy, b, q in zip(bought, base, quote, strict=True)]
    made["amount"] = [
        total if buy else much for buy, much, total in zip(bought, made["quantity"], made["quote_amount"], strict=True)
    ]
    if "" in made["side"]:
        for name in ("asset", "amount"):
            made[name] = [cell if side else "" for cell, side in zip(made[name], made["side"], strict=True)]
    if "fee" in columns:
        made["fee"] = absolute(columns["fee"])
        made["fee_asset"] = _fee_assets(plan, columns, base, quote, bought)
    if "liquidity" in columns:
        made["liquidity"] = _mapped(liquidity_of, columns["liquidity"])
    if "id" in columns:
        made["trade_id"] = columns["id"]
    return columns | made


def _of_contracts(plan: Plan, columns: Columns) -> Columns:
    """Contracts that count coins are told like coins; where they count money, how many there were is said in words.

    What left is what the account lost by it, where the file says so.
    """
    changes = columns.get("amount")
    made = _from_market(plan, {name: cells for name, cells in columns.items() if name != "amount"})
    empty = [""] * len(made["side"])
    counts_coins = [split_market(market)[1] in _OF_COINS for market in columns["market"]]
    for name in ("quote_asset", "quote_amount"):
        made[name] = [cell if coins else "" for cell, coins in zip(made[name], counts_coins, strict=True)]
    many, notes = made["quantity"], columns.get("note") or empty
    made["quantity"] = [much if coins else "" for much, coins in zip(many, counts_coins, strict=True)]
    told = [
        "" if coins or not much else f"quantity in contract units: {much}"
        for much, coins in zip(many, counts_coins, strict=True)
    ]
    made["note"] = [", ".join(filter(None, pair)) for pair in zip(told, notes, strict=True)]
    made["amount"] = [change[1:] if change[:1] == "-" else "" for change in changes or empty]
    made["asset"] = _mapped(str.upper, columns.get("asset") or empty)
    if "fee" in columns:
        made["fee"] = absolute(columns["fee"])
        made["fee_asset"] = columns.get("fee_asset") or made["asset"]
    if "id" in columns and "trade_id" not in columns:
        made["trade_id"] = columns["id"]
    return made


def _from_market(plan: Plan, columns: Columns) -> Columns:
    size = len(columns["at"])
    empty = [""] * size
    quantity = columns.get("quantity") or columns.get("amount") or empty
    sides = _mapped(side_of, columns.get("side") or columns.get("type") or empty)
    if "" in sides:
        told = columns.get("side") or empty
        signs = ["sell" if cell[:1] == "-" else "buy" if cell else "" for cell in quantity]
        sides = [side or ("" if word else sign) for side, word, sign in zip(sides, told, signs, strict=True)]
    base, quote = _assets(plan, columns, empty)
    quantity = absolute(quantity)
    price = absolute(columns.get("price") or empty)
    total = absolute(columns.get("quote_amount") or empty)
    if "" in total:
        total = [whole or times(much, one) for whole, much, one in zip(total, quantity, price, strict=True)]
    if "" in price:
        price = [one or over(whole, much) for one, whole, much in zip(price, total, quantity, strict=True)]
    if "" in quantity:
        quantity = [much or over(whole, one) for much, whole, one in zip(quantity, total, price, strict=True)]
    return {
        "side": sides,
        "base": base,
        "quote_asset": quote,
        "quantity": quantity,
        "price": price,
        "quote_amount": total,
    }


def _assets(plan: Plan, columns: Columns, empty: list[str]) -> tuple[list[str], list[str]]:
    """What is traded and what it is priced in: by their own columns, by the units of the amounts, by the market."""
    usual: Callable[[str], str] = plan.format.assets or str.upper
    base = columns.get("base") or columns.get("asset") or empty
    quote = columns.get("quote_asset") or empty
    if "market" in columns and ("" in base or "" in quote):
        turned = plan.format.quote_first
        pairs = {market: split_market(market, quote_first=turned) for market in set(columns["market"])}
        split = [pairs[market] for market in columns["market"]]
        base = [name or first for name, (first, _) in zip(base, split, strict=True)]
        quote = [name or second for name, (_, second) in zip(quote, split, strict=True)]
    return _mapped(usual, base), _mapped(usual, quote)


def _from_swap(columns: Columns) -> Columns:
    """One asset for another: the likelier money is the quote asset."""
    out, into = (_mapped(str.upper, columns[name]) for name in ("out_asset", "in_asset"))
    gave, got = (absolute(columns[name]) for name in ("out_amount", "in_amount"))
    pairs = list(zip(out, into, strict=True))
    known = {pair: rank(pair[0]) <= rank(pair[1]) for pair in set(pairs)}
    bought = [known[pair] for pair in pairs]
    rows = list(zip(bought, out, into, gave, got, strict=True))
    quantity = [taken if buy else given for buy, _, _, given, taken in rows]
    total = [given if buy else taken for buy, _, _, given, taken in rows]
    return {
        "side": ["buy" if buy else "sell" for buy in bought],
        "base": [second if buy else first for buy, first, second, _, _ in rows],
        "quote_asset": [first if buy else second for buy, first, second, _, _ in rows],
        "quantity": quantity,
        "price": list(map(over, total, quantity)),
        "quote_amount": total,
    }


def _fee_assets(plan: Plan, columns: Columns, base: list[str], quote: list[str], bought: list[bool]) -> list[str]:
    if any(columns.get("fee_asset", ())):
        return _mapped(plan.format.assets or str.upper, columns["fee_asset"])
    if plan.format.fee_in == "received":
        return [b if buy else q for buy, b, q in zip(bought, base, quote, strict=True)]
    return {"quote": quote, "base": base}.get(plan.format.fee_in or "", [""] * len(base))


def _mapped(change: Callable[[str], str], cells: Sequence[str]) -> list[str]:
    known = {cell: change(cell) if cell else "" for cell in set(cells)}
    return [known[cell] for cell in cells]

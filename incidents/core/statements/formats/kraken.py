"""Kraken. Header lines from BittyTax, everytrade-plugins, cryptoTaxes (2026). ``txid`` is a ledger entry, no hash."""

import re
from collections.abc import Mapping

from incidents.core.statements.format import Act, Cells, Format

_NAMES = {"XBT": "BTC", "XDG": "DOGE"}
_PREFIXED = re.compile(r"[XZ][A-Z]{3}")
_VARIANT = re.compile(r"\.(?:[SMFBPT]|HOLD)$")
_PAIR = re.compile(r"(?P<base>X[A-Z]{3}|[A-Z0-9.]{2,10}?)(?P<quote>Z[A-Z]{3}|X(?:XBT|ETH)|USDT|USDC|DAI|[A-Z]{3})")


def asset(name: str) -> str:
    """The usual ticker: XXBT and XBT.M are BTC, ZEUR and EUR.HOLD are EUR.

    >>> [asset(name) for name in ("XXBT", "ZEUR", "EUR.HOLD", "SOL.S", "XDG", "USDT")]
    ['BTC', 'EUR', 'EUR', 'SOL', 'DOGE', 'USDT']
    """
    bare = _VARIANT.sub("", name.strip().upper())
    if _PREFIXED.fullmatch(bare):
        bare = bare[1:]
    return _NAMES.get(bare, bare)


def _pair(cells: Cells) -> Mapping[str, str]:
    """XXBTZEUR, XBTUSDT or BTC/EUR: base and quote."""
    text = cells.get("pair", "").strip().upper()
    if "/" in text:
        base, _, quote = text.partition("/")
        return {"base": base, "quote_asset": quote}
    match = _PAIR.fullmatch(text)
    return {"base": match["base"], "quote_asset": match["quote"]} if match else {}


def _once(cells: Cells) -> Mapping[str, str]:
    """Funding stands twice in a ledger: first as announced, without an entry id, then as booked."""
    return {"type": cells.get("type", "") if cells.get("txid", "").strip() else "announced"}


FORMATS = (
    Format(
        "kraken_ledgers",
        "kraken",
        (
            "txid|refid|time|type|subtype|aclass|subclass|asset|wallet|amount|fee|balance",
            "txid|refid|time|type|subtype|aclass|asset|wallet|amount|fee|balance|amountusd",
            "txid|refid|time|type|subtype|aclass|asset|wallet|amount|fee|balance",
            "txid|refid|time|type|subtype|aclass|asset|amount|fee|balance|amountusd",
            "txid|refid|time|type|subtype|aclass|asset|amount|fee|balance",
            "txid|refid|time|type|aclass|asset|amount|fee|balance",
        ),
        {"at": "time", "id": "refid", "trade_id": "refid", "subtype": "subtype", "asset": "asset",
         "amount": "amount", "fee": "fee"},
        acts={
            r"^withdrawal": Act.OUT,
            r"^deposit|^staking|^dividend|^reward|^earn|^invite|^credit": Act.BY_SIGN,
            r"^transfer/|^transfer$": Act.OWN_TRANSFER,
            r"^trade|^spend|^receive|^sale|^conversion": Act.LEG,
            r"^margin|^rollover|^settled|^adjustment|^announced": Act.NOT_A_MOVEMENT,
        },
        derive=_once,
        derives=("type",),
        pair_by=("trade_id",),
        assets=asset,
    ),
    Format(
        "kraken_trades",
        "kraken",
        (
            "txid|ordertxid|pair|time|type|ordertype|price|cost|fee|vol|margin|misc|ledgers",
            "txid|ordertxid|pair|time|type|ordertype|price|cost|fee|vol|margin|misc|ledgers|postxid|posstatus|cprice"
            "|ccost|cfee|cvol|cmargin|net|trades",
            "txid|ordertxid|pair|aclass|subclass|time|type|ordertype|price|cost|fee|vol|margin|misc|ledgers",
        ),
        {"at": "time", "id": "txid", "order_id": "ordertxid", "market": "pair", "side": "type", "price": "price",
         "quote_amount": "cost", "fee": "fee", "quantity": "vol"},
        act=Act.TRADE,
        fee_in="quote",
        assets=asset,
        derive=_pair,
        derives=("base", "quote_asset"),
    ),
)  # fmt: skip

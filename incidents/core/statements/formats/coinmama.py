"""Coinmama. Header line from privatefolio (2026). Dates are those of an American browser, with a comma in them."""

import re
from collections.abc import Iterator, Mapping

from incidents.core.statements.format import Act, Cells, Format
from incidents.core.statements.records import Chunk

_CLOCK = re.compile(r"\d{1,2}:\d{2}:\d{2}(?: [AP]M)?")


def _whole_dates(chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    """The comma between date and time is not quoted."""
    for chunk in chunks:
        yield Chunk(list(map(_with_whole_date, chunk.rows)), chunk.lines, chunk.raws)


def _with_whole_date(cells: list[str]) -> list[str]:
    if len(cells) != 6 or not _CLOCK.fullmatch(cells[4]):
        return cells
    return [*cells[:3], f"{cells[3]} {cells[4]}", cells[5]]


def _sides(cells: Cells) -> Mapping[str, str]:
    """What stands under "Type" are the coins."""
    coins, money = cells.get("type", ""), cells.get("amount", "")
    is_sale = "sell" in cells.get("transaction", "").casefold()
    return {"out_amount": coins if is_sale else money, "in_amount": money if is_sale else coins}


FORMATS = (
    Format(
        "coinmama_orders",
        "coinmama",
        ("Transaction|Type|Amount|Date Created|Status",),
        {"at": "datecreated", "type": "transaction", "status": "status", "note": "transaction"},
        acts={r"buy|sell": Act.SWAP},
        date_order="mdy",
        zone=None,
        join=_whole_dates,
        derive=_sides,
        derives=("out_amount", "in_amount"),
    ),
)

"""What the columns of an unknown file probably mean, by their names and by what stands in them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from incidents.core.cleaning import clean
from incidents.core.statements.dates import read as read_time
from incidents.core.statements.headers import normal
from incidents.core.statements.numbers import split
from incidents.core.statements.records import DELIMITERS, split_line
from incidents.core.statements.row_words import tells_act
from incidents.core.statements.titles import begins_with_titles, of_places, told_apart

MEANINGS = (
    "at", "time", "type", "subtype", "status", "asset", "amount", "fee", "fee_asset", "network", "txid", "address",
    "sender", "memo", "id", "order_id", "trade_id", "market", "side", "price", "quantity", "quote_amount",
    "quote_asset", "out_amount", "out_asset", "in_amount", "in_asset", "token_contract", "counterparty", "note",
)  # fmt: skip
"""What a column can be said to mean."""

AMOUNTS = frozenset({"amount", "quantity", "out_amount", "in_amount"})
"""Meanings of which a list needs one at least."""

OF_SHEETS = ("\t",)
"""What divides the cells in the raw text of a workbook's row."""

_BY_NAME = (
    ("fee_asset", r"fee.*(coin|asset|currency|unit|symbol)|commissionasset"),
    ("fee", r"fee|commission|gebühr|frais|comisi|taxa|provize|poplatek|手数料|수수료"),
    ("txid", r"tx(id|hash|n?id)?$|hash|transactionhash|blockchain.*id|txn?hash"),
    ("trade_id", r"tradeid|matchid|fillid|dealid"),
    ("order_id", r"orderid|ordernumber|orderno|auftrag|注文|주문번호"),
    ("memo", r"memo|tag|paymentid|destinationtag"),
    ("token_contract", r"contract"),
    ("sender", r"^from|sender|source(address)?$|absender|expéditeur|remitente"),
    (
        "address",
        r"address|adres|destination|^to$|toaddress|recipient|receiver|empfänger|dirección|endereço|アドレス|주소",
    ),
    ("network", r"network|chain|netzwerk|réseau|red$|rede$"),
    ("status", r"status|state|zustand|estado|état|durum|stav|статус"),
    ("out_asset", r"(sent|sold|sell|out|from).*(currency|coin|asset)|^cur2$"),
    ("in_asset", r"(received|bought|buy|in|to).*(currency|coin|asset)|^cur$"),
    ("out_amount", r"^(sent|sold|sell|out)(amount|quantity)?$|outgoing"),
    ("in_amount", r"^(received|bought|buy|in)(amount|quantity)?$|incoming"),
    ("market", r"pair|market|symbol|instrument|product|paar|пара|マーケット|마켓"),
    ("side", r"^side$|direction|buysell|seite|strana|направление"),
    ("price", r"price|rate|preis|kurs|prix|precio|preço|cena|цена|価格|단가"),
    ("quote_amount", r"total|value|cost|proceeds|volume|wert|valor|turnover|금액"),
    ("quantity", r"quantity|qty|executed|filled|menge|cantidad|quantidade|수량"),
    ("asset", r"coin|asset|currency|token|ticker|währung|devise|moneda|moeda|měna|валюта|通貨|코인"),
    ("amount", r"amount|change|size|betrag|montant|importe|monto|quantia|částka|сумма|金額|数量|howmuch|sum"),
    ("at", r"date|time|when|datum|zeit|fecha|data$|hora|čas|tarih|дата|время|日時|시간|created|timestamp"),
    ("type", r"type|operation|kind|action|category|art$|typ$|tipo|тип|種別|종류"),
    ("id", r"id$|reference|uuid|^no$|nummer|number"),
    ("note", r"note|remark|comment|description|details|label|info|notiz|bemerkung"),
)
_LOOKS = (
    ("txid", re.compile(r"(?:0x)?[0-9a-fA-F]{64}")),
    ("address", re.compile(r"0x[0-9a-fA-F]{40}|[13TrL][1-9A-HJ-NP-Za-km-z]{24,34}|(?:bc1|ltc1)[0-9a-z]{20,70}")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Layout:
    """What a text looks like: ``begins`` is the line of its first row, after whatever stands before it."""

    begins: int
    delimiter: str
    titles: list[str]
    rows: list[list[str]]


def layout(lines: Sequence[str], delimiters: Sequence[str] = DELIMITERS) -> Layout:
    """Where the columns probably begin, what divides them and what they are called.

    A file without a line of titles begins with a row: its columns are called by their places.

    >>> layout(["Buy;0.5 BTC;9/7/2017", "Buy;1 BTC;10/7/2017"]).titles
    ['Column 1', 'Column 2', 'Column 3']
    """
    best = (0, 0, delimiters[0])
    for delimiter in delimiters:
        for place, line in enumerate(lines[:30]):
            cells = split_line(line, delimiter)
            after = [len(split_line(next_line, delimiter)) for next_line in lines[place + 1 : place + 6]]
            if len(cells) > 1 and sum(len(cells) == width for width in after) * 2 >= len(after):
                if len(cells) > best[0]:
                    best = (len(cells), place, delimiter)
                break
    _, place, delimiter = best
    rows = [split_line(line, delimiter) for line in lines[place:]]
    if rows and begins_with_titles(rows[0]):
        return Layout(place + 1, delimiter, told_apart(rows[0], rows[1:]), rows[1:])
    return Layout(place, delimiter, of_places(len(rows[0])) if rows else [], rows)


def guess(lines: Sequence[str], delimiters: Sequence[str] = DELIMITERS) -> dict[str, str]:
    """Column title -> meaning, for those that can be guessed; no meaning twice.

    >>> guess(["When;What;How much;Hash", "2022-12-08 02:14:09;USDT;5;" + "ab" * 32])
    {'When': 'at', 'How much': 'amount', 'Hash': 'txid', 'What': 'asset'}
    >>> guess(["Zeit;Vorgang;Betrag", "2022-12-08 02:14:09;Einzahlung;5,00", "2022-12-08 02:15:00;Auszahlung;3,00"])
    {'Zeit': 'at', 'Vorgang': 'type', 'Betrag': 'amount'}
    """
    seen = layout(lines, delimiters)
    titles, body = seen.titles, [row for row in seen.rows[:59] if len(row) == len(seen.titles)]
    columns = list(zip(*body, strict=True)) or [()] * len(titles)
    found: dict[str, str] = {}
    taken: set[str] = set()

    def take(title: str, meaning: str | None) -> None:
        if meaning and meaning not in taken and title and title not in found:
            found[title] = meaning
            taken.add(meaning)

    for title, cells in zip(titles, columns, strict=True):
        take(title, _by_content(cells))
    for title, cells in zip(titles, columns, strict=True):
        meaning = _by_name(title)
        take(title, meaning if _may_be(meaning, cells) else None)
    for title, cells in zip(titles, columns, strict=True):
        if "type" not in taken and "side" not in taken and _are(cells, tells_act):
            take(title, "type")
        if "asset" not in taken and _are(
            cells, lambda cell: bool(re.fullmatch(r"[A-Z0-9]{2,8}", cell)) and not cell.isdigit()
        ):
            take(title, "asset")
        if "amount" not in taken and "quantity" not in taken and _may_be("amount", cells):
            take(title, "amount")
    order = {title: place for place, title in enumerate(titles)}
    return dict(
        sorted(found.items(), key=lambda item: (item[1] == "asset" and _by_name(item[0]) != "asset", order[item[0]]))
    )


def tells_movements(guessed: object) -> bool:
    """Whether columns with these guessed meanings look like a list of money that moved: a time and an amount."""
    meanings = set(guessed.values()) if isinstance(guessed, dict) else set()
    return "at" in meanings and bool(meanings & AMOUNTS)


def _by_content(cells: Sequence[str]) -> str | None:
    for meaning, pattern in _LOOKS:
        if _are(cells, lambda cell, pattern=pattern: bool(pattern.fullmatch(cell))):
            return meaning
    if _are(cells, lambda cell: len(cell) > 7 and not cell.isdigit() and read_time(cell) is not None):
        return "at"
    return None


def _by_name(title: str) -> str | None:
    name = normal(title)
    return next((meaning for meaning, pattern in _BY_NAME if re.search(pattern, name)), None)


def _may_be(meaning: str | None, cells: Sequence[str]) -> bool:
    if meaning in ("amount", "fee", "price", "quantity", "quote_amount", "out_amount", "in_amount"):
        return not any(cells) or _are(cells, lambda cell: bool(split(cell)[0]))
    if meaning == "at":
        return not any(cells) or _are(cells, lambda cell: read_time(cell) is not None)
    return True


def _are(cells: Sequence[str], test) -> bool:  # type: ignore[no-untyped-def]
    """Whether nine of ten cells that are filled pass a test."""
    filled = [clean(cell).strip() for cell in cells if cell.strip()]
    return bool(filled) and sum(bool(test(cell)) for cell in filled) * 10 >= len(filled) * 9

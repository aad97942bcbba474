"""Movements as JSON lines, written column by column."""

import json
from collections.abc import Iterator
from json.encoder import encode_basestring

from incidents.core.statements.batch import Batch
from incidents.core.statements.suspicion import Suspects

_PLAIN = frozenset({"at", "amount", "fee", "price", "quantity", "quote_amount", "side", "liquidity", "network"})
"""Members whose texts never need escaping."""


def beginnings(batch: Batch) -> list[str]:
    """Each movement as a JSON object that is not closed yet: what it looks like is known after the last row.

    >>> beginnings(Batch({"kind": "deposit"}, {"asset": ["BTC", ""]}, [2, 3], ["a", 'b"']))
    ['{"kind":"deposit","asset":"BTC","line":2,"raw":"a"', '{"kind":"deposit","line":3,"raw":"b\\\\""']
    """
    head = json.dumps(batch.constants, ensure_ascii=False, separators=(",", ":"))[:-1]
    parts: list[list[str]] = []
    for name, cells in batch.columns.items():
        key = f',"{name}":'
        if name in _PLAIN:
            parts.append([f'{key}"{cell}"' if cell else "" for cell in cells])
        else:
            parts.append([key + encode_basestring(cell) if cell else "" for cell in cells])
    parts.append([f',"line":{line},"raw":' for line in batch.lines])
    parts.append(list(map(encode_basestring, batch.raws)))
    return list(map(head.__add__, map("".join, zip(*parts, strict=True))))


def finished(begun: list[str], suspects: Suspects) -> Iterator[str]:
    """The same objects, closed by ``suggested`` and ``reasons``."""
    endings: dict[tuple[bool, tuple[str, ...]], str] = {}
    for start, (suggested, reasons) in zip(begun, suspects.verdicts(), strict=True):
        key = (suggested, tuple(reasons))
        end = endings.get(key)
        if end is None:
            told = {"suggested": suggested, "reasons": [str(reason) for reason in reasons]}
            end = endings[key] = "," + json.dumps(told, separators=(",", ":"))[1:]
        yield start + end

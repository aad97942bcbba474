"""Movements as JSON lines, written column by column."""

import json
from collections.abc import Iterator, Mapping, Sequence
from json.encoder import encode_basestring

from incidents.core.statements.batch import Batch
from incidents.core.statements.suspicion import ORDINARY, Verdict

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
        values = set(cells)
        if len(values) * 4 < len(cells):
            known = {value: key + encode_basestring(value) if value else "" for value in values}
            parts.append([known[cell] for cell in cells])
        elif name in _PLAIN:
            parts.append([f'{key}"{cell}"' if cell else "" for cell in cells])
        else:
            parts.append([key + encode_basestring(cell) if cell else "" for cell in cells])
    parts.append([f',"line":{line},"raw":' for line in batch.lines])
    parts.append(list(map(encode_basestring, batch.raws)))
    return list(map(head.__add__, map("".join, zip(*parts, strict=True))))


def finished(begun: Sequence[str], flagged: Mapping[int, Verdict]) -> Iterator[str]:
    """The same objects, closed by ``suggested`` and ``reasons``; ``flagged``: the places of those that stand out."""
    ends = [_ending(ORDINARY)] * len(begun)
    known: dict[Verdict, str] = {}
    for place, verdict in flagged.items():
        ends[place] = known.get(verdict) or known.setdefault(verdict, _ending(verdict))
    return map(str.__add__, begun, ends)


def _ending(verdict: Verdict) -> str:
    told = {"suggested": verdict.suggested, "reasons": [str(reason) for reason in verdict.reasons]}
    return "," + json.dumps(told, separators=(",", ":"))[1:] + "\n"

"""Movements as JSON lines, written column by column."""

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice, repeat
from json.encoder import encode_basestring
from operator import add, le

from incidents.core.statements.batch import Batch
from incidents.core.statements.suspicion import Suspects, Verdict

_ESCAPED = bytes(range(32)) + b'"\\'
_FEW = 400
"""Cells by which a column is judged: one with few values writes each of them once."""


def beginnings(batch: Batch) -> list[str]:
    """Each movement as a JSON object that is not closed yet: what it looks like is known after the last row.

    >>> beginnings(Batch({"kind": "deposit"}, {"asset": ["BTC", ""]}, [2, 3], ["a", 'b"']))
    ['{"kind":"deposit","asset":"BTC","line":2,"raw":"a"', '{"kind":"deposit","line":3,"raw":"b\\\\""']
    """
    parts: list[Iterable[str]] = [repeat(json.dumps(batch.constants, ensure_ascii=False, separators=(",", ":"))[:-1])]
    for name, cells in batch.columns.items():
        key = f',"{name}":'
        if len(set(cells[:_FEW])) * 4 < _FEW:
            known = {value: key + encode_basestring(value) if value else "" for value in set(cells)}
            parts.append([known[cell] for cell in cells])
        elif all(cells) and _is_plain(cells):
            parts += [repeat(f'{key}"'), cells, repeat('"')]
        else:
            parts.append([key + encode_basestring(cell) if cell else "" for cell in cells])
    parts += [repeat(',"line":'), map(str, batch.lines), repeat(',"raw":')]
    parts += [repeat('"'), batch.raws, repeat('"')] if _is_plain(batch.raws) else [map(encode_basestring, batch.raws)]
    return list(map("".join, zip(*parts, strict=False)))


def _is_plain(cells: Sequence[str]) -> bool:
    """Whether JSON writes all of them as they are; most columns are so."""
    text = "".join(cells).encode("utf-8", "surrogatepass")
    return len(text.translate(None, _ESCAPED)) == len(text)


class JsonLines:
    """The movements of one file as JSON objects, in the order of its lines, closed by what each looks like."""

    def __init__(self, suspects: Suspects) -> None:
        self._suspects = suspects
        self._begun: list[str] = []
        self._lines = array("Q")

    def add(self, batch: Batch) -> None:
        """Movements as they were read: by kind, and trades of several rows when they are whole."""
        self._suspects.watch(batch)
        self._begun += beginnings(batch)
        self._lines.extend(batch.lines)

    def finish(self) -> Iterator[str]:
        """Every movement on a line of its own."""
        verdicts = self._suspects.verdicts()
        known = {verdict: _ending(verdict) for verdict in set(verdicts)}
        ends = [known[verdict] for verdict in verdicts]
        if all(map(le, self._lines, islice(self._lines, 1, None))):
            return map(add, self._begun, ends)
        order = sorted(range(len(ends)), key=self._lines.__getitem__)
        return map(add, map(self._begun.__getitem__, order), map(ends.__getitem__, order))


def _ending(verdict: Verdict) -> str:
    told = {"suggested": verdict.suggested, "reasons": [str(reason) for reason in verdict.reasons]}
    return "," + json.dumps(told, separators=(",", ":"))[1:] + "\n"

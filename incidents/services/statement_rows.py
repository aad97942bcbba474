"""Rows of a statement into their table, many at a time: what a list needs in columns, the whole of each row sealed.

A hundred thousand rows through model instances take a minute; written column by column they take seconds.
"""

import json
from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any
from uuid import uuid4

from django.db import connection

from incidents.core.merging import Keys
from incidents.core.statements.batch import Batch, LeftOut, Part
from incidents.core.statements.lines import beginnings
from incidents.core.statements.suspicion import Suspects, Verdict
from incidents.models import Statement, StatementRow
from incidents.models.fields import key_ring

TABLE = StatementRow._meta.db_table
BLANK = dict(
    dict.fromkeys(("kind", "why", "asset", "market", "same_key", "reasons"), ""),
    **dict.fromkeys(("at", "amount", "same_as", "movement"), None),
    **dict.fromkeys(("suggested", "chosen"), False),
)
COLUMNS = ("id", "statement_id", "case_id", "line", *BLANK, "sealed")
INSERT = f"INSERT INTO {TABLE} ({', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"  # noqa: S608
JUDGE = f"UPDATE {TABLE} SET suggested = %s, chosen = %s, reasons = %s WHERE id = %s"  # noqa: S608
"""Names of ours only; every value is a parameter."""


class RowWriter:
    """Writes one statement's rows as they are read; what is told by the whole file alone is added at the end."""

    def __init__(self, statement: Statement, suspects: Suspects) -> None:
        self._statement, self._case = statement.id.hex, statement.case_id.hex
        self._suspects, self._keys, self._ring = suspects, Keys(), key_ring()
        self._movements, self._left_out = _beginning(), _beginning()
        self._told: list[Verdict] = []

    def add(self, part: Part) -> None:
        """Write some rows: movements, or what is none with the reason why. Nothing is left out silently."""
        if isinstance(part, Batch):
            self._add_movements(part)
        else:
            self._add_left_out(part)

    def judge(self) -> None:
        """Mark what looks like the theft only now that the whole file is known."""
        seen = enumerate(zip(self._told, self._suspects.verdicts(), strict=True), self._movements)
        _many(JUDGE, [(*_marks(now), _id(number)) for number, (then, now) in seen if now != then])

    def _add_movements(self, batch: Batch) -> None:
        first = self._movements + self._suspects.count
        verdicts = self._suspects.watch(batch)
        self._told += verdicts
        marks = {verdict: _marks(verdict) for verdict in set(verdicts)}
        suggested, chosen, reasons = zip(*map(marks.__getitem__, verdicts), strict=True)
        self._insert(
            first,
            batch.lines,
            [f"{begun}}}" for begun in beginnings(batch)],
            kind=repeat(batch.constants["kind"]),
            at=_instants(batch.column("at")),
            asset=(asset[:40] for asset in batch.column("asset")),
            amount=(amount or None for amount in batch.column("amount")),
            market=(market[:80] for market in batch.column("market")),
            same_key=self._keys.of(batch.column),
            suggested=suggested,
            chosen=chosen,
            reasons=reasons,
        )

    def _add_left_out(self, part: LeftOut) -> None:
        first = self._left_out
        self._left_out += len(part)
        said = [json.dumps({"line": line, "raw": raw}) for line, raw in zip(part.lines, part.raws, strict=True)]
        self._insert(first, part.lines, said, why=repeat(part.why[:40]))

    def _insert(self, first: int, lines: Sequence[int], texts: Sequence[str], **told: Iterable[Any]) -> None:
        """One row a line, with ids that follow each other: an index takes them faster than random ones."""
        ids = list(map(_id, range(first, first + len(lines))))
        columns = {name: repeat(value) for name, value in BLANK.items()} | told
        sealed = self._ring.seal_many(texts, list(map(_place, ids)))
        rows = zip(ids, repeat(self._statement), repeat(self._case), lines, *columns.values(), sealed, strict=False)
        _many(INSERT, list(rows))


def _marks(verdict: Verdict) -> tuple[bool, bool, str]:
    """What a movement looks like, as the table has it: suggested, chosen beforehand, and why."""
    return verdict.suggested, verdict.suggested, " ".join(verdict.reasons)[:200]


def _many(query: str, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(query, rows)


def _beginning() -> int:
    """A random id with room for four thousand million after it."""
    return uuid4().int & ~0xFFFFFFFF


def _id(number: int) -> str:
    return f"{number:032x}"


def _place(row: str) -> str:
    """Where a sealed value belongs, as its field says it: table, column and the row's id with dashes."""
    return f"{TABLE}.sealed|{row[:8]}-{row[8:12]}-{row[12:16]}-{row[16:20]}-{row[20:]}"


def _instants(texts: Sequence[str]) -> list[str | None]:
    """UTC instants as the database at hand keeps them."""
    if connection.vendor == "postgresql":
        return [text or None for text in texts]
    return [text.removesuffix("+00:00").replace("T", " ") or None for text in texts]

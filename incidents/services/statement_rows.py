"""Rows of a statement into their table, many at a time: what a list needs in columns, the whole of each row sealed.

A hundred thousand rows through model instances take a minute; written column by column they take seconds.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import count, islice
from typing import Any
from uuid import uuid4

from django.db import connection

from incidents.core.merging import Keys
from incidents.core.statements.batch import Batch
from incidents.core.statements.lines import beginnings
from incidents.core.statements.suspicion import Suspects
from incidents.core.statements.tally import Tally
from incidents.models import Statement, StatementRow
from incidents.models.fields import key_ring

TABLE = StatementRow._meta.db_table
COLUMNS = [
    *("id", "statement_id", "case_id", "line", "kind", "why", "at", "asset", "amount", "market", "same_key"),
    *("same_as", "suggested", "reasons", "chosen", "movement", "sealed"),
]
INSERT = f"INSERT INTO {TABLE} ({', '.join(COLUMNS)}) VALUES ({', '.join(['%s'] * len(COLUMNS))})"  # noqa: S608
JUDGE = f"UPDATE {TABLE} SET suggested = %s, chosen = %s, reasons = %s WHERE id = %s"  # noqa: S608
"""Names of ours only; every value is a parameter."""


class RowWriter:
    """Writes one statement's rows and remembers their order, so that what they look like can be added at the end."""

    def __init__(self, statement: Statement) -> None:
        self._mine = (statement.id.hex, statement.case_id.hex)
        self._seal, self._keys, self._written = key_ring().seal, Keys(), list[str]()
        self._numbers = count(uuid4().int & ~0xFFFFFFFF)

    def add(self, batch: Batch) -> int:
        """Write the movements of one batch; how many."""
        ids = self._ids(len(batch))
        kind = batch.constants["kind"]
        cells = zip(
            ids,
            batch.lines,
            map(_instant, batch.column("at")),
            batch.column("asset"),
            batch.column("amount"),
            batch.column("market"),
            self._keys.of(batch.column),
            beginnings(batch),
            strict=True,
        )
        self._insert(
            (row, line, kind, "", at, asset[:40], amount or None, market[:80], key, f"{sealed}}}")
            for row, line, at, asset, amount, market, key, sealed in cells
        )
        self._written += ids
        return len(ids)

    def add_left_out(self, tally: Tally) -> None:
        """Write the rows that were skipped or are ruined, with the reason: nothing is left out silently."""
        rows = [(row.line, row.why, row.raw) for row in tally.skipped_rows]
        rows += [(row.line, row.code, row.raw) for row in tally.ruined_rows]
        self._insert(
            (row, line, "", why[:40], None, "", None, "", "", json.dumps({"line": line, "raw": raw}))
            for row, (line, why, raw) in zip(self._ids(len(rows)), rows, strict=True)
        )

    def judge(self, suspects: Suspects) -> int:
        """Mark what looks like the theft; how many rows were marked."""
        found = [
            (seen.suggested, seen.suggested, " ".join(seen.reasons)[:200], self._written[place])
            for place, seen in suspects.verdicts().items()
        ]
        return _many(JUDGE, found)

    def _ids(self, wanted: int) -> list[str]:
        """Ids that follow each other: an index takes them faster than random ones."""
        return [f"{number:032x}" for number in islice(self._numbers, wanted)]

    def _insert(self, rows: Iterator[tuple[Any, ...]]) -> None:
        seal, mine, blank = self._seal, self._mine, (None, False, "", False, None)
        lines = [(row, *mine, *told, *blank, seal(text, _place(row))) for row, *told, text in rows]
        _many(INSERT, lines)


def _many(query: str, rows: Sequence[tuple[Any, ...]]) -> int:
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(query, rows)
    return len(rows)


def _place(row: str) -> str:
    """Where a sealed value belongs, as its field says it: table, column and the row's id with dashes."""
    return f"{TABLE}.sealed|{row[:8]}-{row[8:12]}-{row[12:16]}-{row[16:20]}-{row[20:]}"


def _instant(text: str) -> str | None:
    """A UTC instant as the database at hand keeps it."""
    if not text:
        return None
    return text if connection.vendor == "postgresql" else text.removesuffix("+00:00").replace("T", " ")

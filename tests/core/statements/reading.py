"""What the tests of statements share: samples, and a file read to its end."""

import csv
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Any

from incidents.core.statements.mapping import Mapping
from incidents.core.statements.statement import Statement, read

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "statements"


@dataclass(frozen=True)
class Sample:
    file: str
    format: str
    rows: int
    read: int
    skipped: int
    ruined: int

    @property
    def data(self) -> bytes:
        return (SAMPLES / self.file).read_bytes()


def samples() -> list[Sample]:
    with (SAMPLES / "index.csv").open(newline="") as index:
        return [
            Sample(row["file"], row["format"], *(int(row[name]) for name in ("rows", "read", "skipped", "ruined")))
            for row in csv.DictReader(index)
        ]


def whole(
    data: bytes | str, name: str = "export.csv", zone: tzinfo | None = None, mapping: Mapping | None = None
) -> tuple[Statement, list[dict[str, Any]]]:
    """The first statement in a file, read to its end, and its movements by line."""
    given = data.encode() if isinstance(data, str) else data
    statement = next(read(given, name, zone, mapping))
    rows = [row for batch in statement.batches for row in batch.rows()]
    return statement, sorted(rows, key=lambda row: row["line"])

"""What the tests of statements share: samples, and a file read to its end."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import Any

from incidents.core.errors import BadInput, UnknownFormat
from incidents.core.statements.mapping import Mapping
from incidents.core.statements.places import places
from incidents.core.statements.statement import Statement

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


def read(data: bytes, name: str, zone: tzinfo | None = None, mapping: Mapping | None = None) -> Iterator[Statement]:
    """Every list of an upload that can be read; where none can, why."""
    refused: list[UnknownFormat | BadInput] = []
    found = 0
    for place in places(data, name):
        try:
            statement = place.open(zone, mapping)
        except (UnknownFormat, BadInput) as error:
            refused.append(error)
        else:
            found += 1
            yield statement
    if not found:
        refused.sort(key=lambda error: isinstance(error, BadInput))
        raise refused[0] if refused else UnknownFormat(file=name, guessed={}, titles=[])


def whole(
    data: bytes | str, name: str = "export.csv", zone: tzinfo | None = None, mapping: Mapping | None = None
) -> tuple[Statement, list[dict[str, Any]]]:
    """The first statement in a file, read to its end, and its movements by line."""
    given = data.encode() if isinstance(data, str) else data
    statement = next(read(given, name, zone, mapping))
    rows = [row for batch in statement.batches for row in batch.rows()]
    return statement, sorted(rows, key=lambda row: row["line"])

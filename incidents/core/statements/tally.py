"""The books of one file: what was read, what was skipped and why, what is ruined, what was assumed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

_MOST_LISTED = 1_000


@dataclass(frozen=True, slots=True)
class Ruined:
    """A row with a cell that cannot be read: an id that a spreadsheet rounded, an amount or a time that is none."""

    line: int
    code: str
    column: str
    cell: str
    raw: str


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no movement, and the code why."""

    line: int
    why: str
    raw: str


@dataclass(slots=True)
class Tally:
    """read + skipped + ruined = rows."""

    read: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    ruined: int = 0
    skipped_rows: list[Skipped] = field(default_factory=list)
    ruined_rows: list[Ruined] = field(default_factory=list)
    unknown_types: Counter[str] = field(default_factory=Counter)
    timeless: int = 0
    """Movements without a time."""

    @property
    def rows(self) -> int:
        """Data rows: without header, preamble and empty lines."""
        return self.read + self.skipped.total() + self.ruined

    def skip_all(self, why: str, rows: Sequence[tuple[int, str]]) -> None:
        """Rows are left out, each with its line and raw text."""
        if rows:
            self.skipped[why] += len(rows)
            room = _MOST_LISTED - len(self.skipped_rows)
            self.skipped_rows += [Skipped(line, why, raw) for line, raw in rows[:room]]

    def ruin(self, line: int, code: str, column: str, cell: str, raw: str) -> None:
        """One row cannot be read."""
        self.ruined += 1
        if len(self.ruined_rows) < _MOST_LISTED:
            self.ruined_rows.append(Ruined(line, code, column, cell, raw))

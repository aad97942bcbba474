"""The books of one file: what was read, what was skipped and why, what is ruined, what was assumed."""

from collections import Counter
from dataclasses import dataclass, field

from incidents.core.statements.batch import Batch, Part, Ruined
from incidents.core.statements.format import Act

MOST_WARNED = 50
"""Rows that are named in warnings; all of them are among the parts of the file."""


@dataclass(slots=True)
class Tally:
    """read + skipped + ruined = rows."""

    read: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    ruined: int = 0
    unknown_types: Counter[str] = field(default_factory=Counter)
    timeless: int = 0
    """Movements without a time."""
    pending: list[int] = field(default_factory=list)
    """The lines of the first rows that were still undecided."""
    ruins: list[dict[str, object]] = field(default_factory=list)
    """Of the first ruined rows and ids the line, the code why, the column's title and the cell."""
    doubts: dict[str, dict[str, object]] = field(default_factory=dict)
    """Code -> how many cells are doubtful so, and of the first one line, column and cell."""

    @property
    def rows(self) -> int:
        """Data rows: without header, preamble and empty lines."""
        return self.read + self.skipped.total() + self.ruined

    def ruin(self, line: int, why: str, column: str, cell: str) -> None:
        """Name a cell that is beyond reading."""
        if len(self.ruins) < MOST_WARNED:
            self.ruins.append({"line": line, "why": why, "column": column, "cell": cell})

    def doubt(self, code: str, line: int, column: str, cell: str) -> None:
        """Count a cell that was read in one of several ways, or not at all."""
        found = self.doubts.setdefault(code, {"rows": 0, "line": line, "column": column, "cell": cell})
        found["rows"] = int(str(found["rows"])) + 1

    def count(self, part: Part) -> None:
        """Some rows more."""
        if isinstance(part, Batch):
            self.read += len(part)
            self.timeless += part.column("at").count("")
        elif isinstance(part, Ruined):
            self.ruined += len(part)
            for line, title, cell in zip(part.lines, part.titles, part.cells, strict=True):
                self.ruin(line, part.why, title, cell)
        else:
            self.skipped[part.why] += len(part)
            if part.why == Act.PENDING:
                self.pending += part.lines[: MOST_WARNED - len(self.pending)]

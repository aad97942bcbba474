"""Rows side by side: members of many movements as columns of texts, which is how a hundred thousand stay quick."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import compress

Columns = dict[str, list[str]]


@dataclass(slots=True)
class Batch:
    """Movements of one kind that were read together.

    ``constants`` are members that all share; ``columns`` hold one text a movement, "" where it has none.
    """

    constants: dict[str, str]
    columns: Columns
    lines: list[int]
    raws: list[str]

    def __len__(self) -> int:
        return len(self.lines)

    def column(self, name: str) -> Sequence[str]:
        """One member of every movement."""
        if name in self.columns:
            return self.columns[name]
        return [self.constants.get(name, "")] * len(self)

    def rows(self) -> Iterator[dict[str, str | int]]:
        """One flat dictionary a movement: the members of the record that are there, ``line`` and ``raw``."""
        names = list(self.columns)
        cells = zip(*self.columns.values(), strict=True) if names else iter([()] * len(self))
        for line, raw, values in zip(self.lines, self.raws, cells, strict=True):
            row: dict[str, str | int] = {**self.constants}
            row.update((name, value) for name, value in zip(names, values, strict=True) if value)
            row["line"], row["raw"] = line, raw
            yield row

    def at(self, places: Sequence[int]) -> "Batch":
        """Only the rows at these places, in this order."""
        columns = {name: [cells[place] for place in places] for name, cells in self.columns.items()}
        return Batch(self.constants, columns, [self.lines[at] for at in places], [self.raws[at] for at in places])

    def kept(self, flags: Sequence[bool]) -> "Batch":
        """Only the rows whose flag is set."""
        columns = {name: list(compress(cells, flags)) for name, cells in self.columns.items()}
        return Batch(self.constants, columns, list(compress(self.lines, flags)), list(compress(self.raws, flags)))


@dataclass(slots=True)
class LeftOut:
    """Rows that are no movements, all for the same reason: a code."""

    why: str
    lines: list[int]
    raws: list[str]

    def __len__(self) -> int:
        return len(self.lines)


@dataclass(slots=True)
class Ruined(LeftOut):
    """Rows with a cell that cannot be read: an id that a spreadsheet rounded, an amount or a time that is none."""

    titles: list[str]
    """Of each row the column of that cell."""
    cells: list[str]


Part = Batch | LeftOut
"""Some rows of a file."""

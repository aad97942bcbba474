"""Open a list and read the movements in it: encoding, delimiter, header, zone, then row after row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import tzinfo
from itertools import chain

from incidents.core.statements import opening
from incidents.core.statements.archives import Source
from incidents.core.statements.batch import Batch, LeftOut, Part
from incidents.core.statements.clock import Clock
from incidents.core.statements.conventions import Warned, day_order, mark_of, usual_act, zone_of
from incidents.core.statements.format import Cells
from incidents.core.statements.headers import zone_name
from incidents.core.statements.mapping import Mapping
from incidents.core.statements.opening import Table
from incidents.core.statements.plan import Plan
from incidents.core.statements.reader import Reader
from incidents.core.statements.records import Chunk
from incidents.core.statements.sections import OTHER_LIST, Piece, pieces
from incidents.core.statements.tally import Tally

_SAMPLE_ROWS = 400


@dataclass(slots=True)
class Statement:
    """A statement whose format is known. ``parts`` reads it, once; then ``tally`` and ``warnings`` are whole."""

    source: Source
    format: str
    institution: str | None
    encoding: str
    delimiter: str
    zone: str
    plan: Plan
    parts: Iterator[Part]
    """Every row of the file: movements, and what is none."""
    tally: Tally
    noted: list[Warned]
    clocks: list[Clock]
    """One for each list that follows in the file."""

    @property
    def batches(self) -> Iterator[Batch]:
        """The movements alone."""
        return (part for part in self.parts if isinstance(part, Batch))

    def summary(self) -> dict[str, object]:
        """What the file is and how it was read; whole once ``parts`` is at its end."""
        books = self.tally
        return {
            "format": self.format,
            "institution": self.institution,
            "file": self.source.path,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "zone": self.zone,
            "rows": books.rows,
            "read": books.read,
            "skipped": books.skipped.total(),
            "ruined": books.ruined,
            "skipped_because": dict(books.skipped),
            "warnings": [warning.as_json() for warning in self.warnings],
        }

    @property
    def warnings(self) -> list[Warned]:
        """What the reader should be told."""
        books = self.tally
        found = [Warned("ruined", ruin) for ruin in books.ruins]
        found += [Warned("pending", {"line": line}) for line in books.pending]
        found += [Warned("unknown_type", {"type": name, "rows": n}) for name, n in books.unknown_types.most_common(20)]
        found += [Warned(code, first) for code, first in books.doubts.items()]
        if books.timeless:
            found.append(Warned("time_missing", {"rows": books.timeless}))
        if twice := sum(clock.twice for clock in self.clocks):
            found.append(Warned("time_ambiguous", {"rows": twice}))
        return self.noted + found


def read(
    source: Source, zone: tzinfo | None = None, mapping: Mapping | None = None, sheet: int | None = None
) -> Statement:
    """The statement in a file, or in that ``sheet`` of a workbook. Raises UnknownFormat, BadInput.

    ``zone`` is what its owner says; header and file name win over it. ``mapping`` reads a file nobody knows.
    """
    table = opening.table(source, mapping, sheet)
    noted, tally = list[Warned](), Tally()
    if table.broken:
        noted.append(Warned("bytes_unreadable", {"rows": table.broken}))
    stream = pieces(table.plan, table.chunks)
    first = next(stream, Piece(table.plan, 0, Chunk([], [], [])))
    opened = _Opener(source, table, zone, noted, tally)
    reader = opened.reader(table.plan, first.chunk)
    return Statement(
        source,
        table.plan.format.name,
        table.plan.format.institution,
        table.encoding,
        table.delimiter,
        zone_name(opened.clocks[0].zone),
        table.plan,
        _parts(opened, reader, chain([first], stream)),
        tally,
        noted,
        opened.clocks,
    )


@dataclass(slots=True)
class _Opener:
    """What the lists that follow each other in one file share."""

    source: Source
    table: Table
    told: tzinfo | None
    noted: list[Warned]
    tally: Tally
    clocks: list[Clock] = field(default_factory=list)

    def reader(self, plan: Plan, first: Chunk) -> Reader:
        """Of a list with this plan and these first rows."""
        sample = [row for row in first.rows[:_SAMPLE_ROWS] if len(row) == plan.width]
        path, noted = self.source.path, self.noted
        zone = zone_of(path, replace(self.table, plan=plan), self.told, noted)
        mark = mark_of(plan, sample, self.table.delimiter, noted)
        order = day_order(plan, sample, noted)
        cells: list[Cells] = [dict(zip(plan.header, row, strict=True)) for row in sample]
        act = usual_act(plan, path, cells, noted)
        learnt = plan.format.learn(path, cells) if plan.format.learn else {}
        if plan.unknown:
            noted.append(Warned("unknown_columns", {"columns": plan.unknown}))
        self.clocks.append(Clock(zone, order))
        return Reader(plan, self.clocks[-1], mark, self.table.delimiter, act, learnt, self.tally)


def _parts(opened: _Opener, reader: Reader | None, stream: Iterable[Piece]) -> Iterator[Part]:
    for part in _read(opened, reader, stream):
        opened.tally.count(part)
        yield part


def _read(opened: _Opener, reader: Reader | None, stream: Iterable[Piece]) -> Iterator[Part]:
    """The rows of every list by its own header; those under one that nobody knows are left out."""
    line, before = 0, opened.table.before
    if before.rows:
        opened.noted.append(Warned(OTHER_LIST, {"line": before.lines[0]}))
        yield LeftOut(OTHER_LIST, before.lines, before.raws)
    for piece in stream:
        if piece.line != line:
            if reader:
                yield from reader.finish()
            line, reader = piece.line, opened.reader(piece.plan, piece.chunk) if piece.plan else None
            told = {"format": piece.plan.format.name} if piece.plan else {}
            opened.noted.append(Warned("further_list" if reader else OTHER_LIST, {"line": line, **told}))
        if reader:
            yield from reader.read(piece.chunk)
        elif filled := [at for at, row in enumerate(piece.chunk.rows) if any(map(str.strip, row))]:
            lines, raws = piece.chunk.lines, piece.chunk.raws
            yield LeftOut(OTHER_LIST, [lines[at] for at in filled], [raws[at] for at in filled])
    if reader:
        yield from reader.finish()

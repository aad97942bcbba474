"""Open an upload and read the movements in it: archive, encoding, delimiter, header, zone, then row after row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import tzinfo
from itertools import chain

from incidents.core.errors import BadInput, UnknownFormat
from incidents.core.statements.archives import Source, sources
from incidents.core.statements.batch import Batch, Part
from incidents.core.statements.clock import Clock
from incidents.core.statements.conventions import Warned, day_order, mark_of, usual_act, zone_of
from incidents.core.statements.format import Cells
from incidents.core.statements.headers import zone_name
from incidents.core.statements.mapping import Mapping
from incidents.core.statements.opening import Table, tables
from incidents.core.statements.plan import Plan
from incidents.core.statements.reader import Reader
from incidents.core.statements.records import Chunk
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
    clock: Clock

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
        if self.clock.twice:
            found.append(Warned("time_ambiguous", {"rows": self.clock.twice}))
        return self.noted + found


def read(data: bytes, name: str, zone: tzinfo | None = None, mapping: Mapping | None = None) -> Iterator[Statement]:
    """The statements in an upload: one for a file, several for an archive or a workbook that holds several.

    ``zone`` is what the victim says; header and file name win over it. ``mapping`` reads a file nobody knows.
    Raises UnknownFormat with ``guessed`` and ``titles``, BadInput where it is no text at all, TooMany for a bomb.
    """
    found, refused = 0, list[UnknownFormat | BadInput]()
    for source in sources(data, name):
        try:
            for statement in read_source(source, zone, mapping):
                found += 1
                yield statement
        except (UnknownFormat, BadInput) as error:
            refused.append(error)
    if not found:
        refused.sort(key=lambda error: isinstance(error, BadInput))
        raise refused[0] if refused else UnknownFormat(file=name, guessed={}, titles=[])


def read_source(
    source: Source, zone: tzinfo | None = None, mapping: Mapping | None = None, sheet: int | None = None
) -> Iterator[Statement]:
    """The statements in one file, or in that ``sheet`` of it alone. Raises UnknownFormat, BadInput."""
    for table in tables(source, mapping, sheet):
        yield _statement(source, table, zone)


def _statement(source: Source, table: Table, told: tzinfo | None) -> Statement:
    plan, noted = table.plan, list[Warned]()
    first = next(table.chunks, Chunk([], [], []))
    sample = [row for row in first.rows[:_SAMPLE_ROWS] if len(row) == plan.width]
    zone = zone_of(source.path, table, told, noted)
    mark = mark_of(plan, sample, table.delimiter, noted)
    order = day_order(plan, sample, noted)
    cells: list[Cells] = [dict(zip(plan.header, row, strict=True)) for row in sample]
    act = usual_act(plan, source.path, cells, noted)
    learnt = plan.format.learn(source.path, cells) if plan.format.learn else {}
    clock = Clock(zone, order)
    reader = Reader(plan, clock, mark, table.delimiter, act, learnt)
    if plan.unknown:
        noted.append(Warned("unknown_columns", {"columns": plan.unknown}))
    return Statement(
        source,
        plan.format.name,
        plan.format.institution,
        table.encoding,
        table.delimiter,
        zone_name(zone),
        plan,
        _parts(reader, chain([first], table.chunks)),
        reader.tally,
        noted,
        clock,
    )


def _parts(reader: Reader, chunks: Iterable[Chunk]) -> Iterator[Part]:
    for part in chain(chain.from_iterable(map(reader.read, chunks)), reader.finish()):
        reader.tally.count(part)
        yield part

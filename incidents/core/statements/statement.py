"""Open an upload and read the movements in it: archive, encoding, delimiter, header, zone, then row after row."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import tzinfo
from itertools import chain
from zoneinfo import ZoneInfo

from incidents.core.errors import BadInput, UnknownFormat
from incidents.core.statements import detect, records
from incidents.core.statements.archives import Source, is_workbook, sources
from incidents.core.statements.batch import Batch
from incidents.core.statements.clock import Clock
from incidents.core.statements.dates import order_of
from incidents.core.statements.format import Act, Cells
from incidents.core.statements.guess import all_titles, guess
from incidents.core.statements.headers import zone_in, zone_in_file_name, zone_name
from incidents.core.statements.mapping import Mapping
from incidents.core.statements.numbers import decimal_mark, is_ambiguous, plain
from incidents.core.statements.plan import NUMBERS, Plan, bind
from incidents.core.statements.reader import Reader
from incidents.core.statements.records import Chunk
from incidents.core.statements.sheets import sheets
from incidents.core.statements.tally import Tally
from incidents.core.statements.texts import encoding_of, open_text

_SAMPLE_ROWS = 400


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that was assumed or is odd: a code, and what it is about."""

    code: str
    params: dict[str, object] = field(default_factory=dict)

    def as_json(self) -> dict[str, object]:
        """The code beside its parameters."""
        return {"code": self.code, **self.params}


@dataclass(slots=True)
class Statement:
    """A statement whose format is known. ``batches`` reads it, once; then ``tally`` and ``warnings`` are whole."""

    source: Source
    format: str
    institution: str | None
    encoding: str
    delimiter: str
    zone: str
    plan: Plan
    batches: Iterator[Batch]
    tally: Tally
    noted: list[Warned]
    clock: Clock

    def summary(self) -> dict[str, object]:
        """What the file is and how it was read; whole once ``batches`` is at its end."""
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
        found = [
            Warned("ruined", {"line": row.line, "why": row.code, "column": row.column, "cell": row.cell})
            for row in books.ruined_rows[:50]
        ]
        found += [Warned("pending", {"line": row.line}) for row in books.skipped_rows if row.why == Act.PENDING][:50]
        found += [Warned("unknown_type", {"type": name, "rows": n}) for name, n in books.unknown_types.most_common(20)]
        if books.timeless:
            found.append(Warned("time_missing", {"rows": books.timeless}))
        if self.clock.twice:
            found.append(Warned("time_ambiguous", {"rows": self.clock.twice}))
        return self.noted + found


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file or sheet after its header."""

    plan: Plan
    chunks: Iterator[Chunk]
    encoding: str
    delimiter: str
    preamble: str


def read(data: bytes, name: str, zone: tzinfo | None = None, mapping: Mapping | None = None) -> Iterator[Statement]:
    """The statements in an upload: one for a file, several for an archive or a workbook that holds several.

    ``zone`` is what the victim says; header and file name win over it. ``mapping`` reads a file nobody knows.
    Raises UnknownFormat with ``guessed`` and ``titles``, BadInput where it is no text at all, TooMany for a bomb.
    """
    unknown: UnknownFormat | None = None
    found = 0
    for source in sources(data, name):
        try:
            for table in _tables(source, mapping):
                found += 1
                yield _statement(source, table, zone)
        except UnknownFormat as error:
            unknown = unknown or error
    if not found:
        raise unknown or UnknownFormat(file=name, guessed={}, titles=[])


def _tables(source: Source, mapping: Mapping | None) -> Iterator[Table]:
    if is_workbook(source.data):
        yield from _sheet_tables(source, mapping)
        return
    encoding = encoding_of(source.data)
    if encoding is None:
        raise BadInput("statement_not_text", file=source.path)
    with open_text(source.data, encoding) as text:
        head = text.readlines(1 << 16)
    found = mapping.find(head) if mapping else detect.find(head, source.path)
    if found is None:
        raise UnknownFormat(file=source.path, guessed=guess(head), titles=all_titles(head))
    text = open_text(source.data, encoding)
    for _ in range(found.line):
        text.readline()
    chunks = records.chunks(text, found.delimiter, found.line + 1)
    yield Table(found.plan, chunks, encoding.removesuffix("-sig"), found.delimiter, found.preamble)


def _sheet_tables(source: Source, mapping: Mapping | None) -> Iterator[Table]:
    heads: list[str] = []
    found_any = False
    for title, chunks in sheets(source.data):
        first = next(chunks)
        for place, cells in enumerate(first.rows[:60]):
            form = (mapping.format_for(cells) if mapping else None) or detect.match(cells, f"{source.path}!{title}")
            if form:
                rest = Chunk(first.rows[place + 1 :], first.lines[place + 1 :], first.raws[place + 1 :])
                preamble = "\n".join(first.raws[:place])
                yield Table(bind(form, cells), chain([rest], chunks), "xlsx", "", preamble)
                found_any = True
                break
        else:
            heads += [raw + "\n" for raw in first.raws[:30]]
    if not found_any:
        raise UnknownFormat(file=source.path, guessed=guess(heads), titles=all_titles(heads))


def _statement(source: Source, table: Table, told: tzinfo | None) -> Statement:
    plan, noted = table.plan, list[Warned]()
    first = next(table.chunks, Chunk([], [], []))
    sample = [row for row in first.rows[:_SAMPLE_ROWS] if len(row) == plan.width]
    zone = _zone(source, table, told, noted)
    mark = _mark(plan, sample, table.delimiter, noted)
    order = _order(plan, sample, noted)
    cells: list[Cells] = [dict(zip(plan.header, row, strict=True)) for row in sample]
    act = _act(plan, source, cells, noted)
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
        _batches(reader, chain([first], table.chunks)),
        reader.tally,
        noted,
        clock,
    )


def _batches(reader: Reader, chunks: Iterable[Chunk]) -> Iterator[Batch]:
    for chunk in chunks:
        yield from reader.read(chunk)
    yield from reader.finish()


def _zone(source: Source, table: Table, told: tzinfo | None, noted: list[Warned]) -> tzinfo:
    """Header, then preamble and file name, then what the victim says, then what is known of the exchange."""
    found = table.plan.zone or zone_in(table.preamble) or zone_in_file_name(source.path) or told
    if found:
        return found
    form = table.plan.format
    if not form.zone:
        noted.append(Warned("zone_unknown", {"assumed": "UTC"}))
        return ZoneInfo("UTC")
    if not form.zone_documented:
        noted.append(Warned("zone_assumed", {"assumed": form.zone}))
    return ZoneInfo(form.zone)


def _mark(plan: Plan, sample: Sequence[Sequence[str]], delimiter: str, noted: list[Warned]) -> str:
    places = [place for meaning, place in plan.places.items() if meaning in NUMBERS]
    cells = [row[place] for row in sample for place in places]
    odd = [cell for cell in cells if "," in cell or not plain(cell)]
    mark = plan.format.decimal_mark or decimal_mark(odd or cells[:50])
    if mark:
        return mark
    mark = "," if delimiter == ";" and any("," in cell for cell in odd) else "."
    if any("," in cell and is_ambiguous(cell) for cell in odd):
        noted.append(Warned("decimal_mark_assumed", {"assumed": mark}))
    return mark


def _order(plan: Plan, sample: Sequence[Sequence[str]], noted: list[Warned]) -> str:
    if "at" not in plan.places:
        return "dmy"
    order, certain = order_of([row[plan.places["at"]] for row in sample], plan.format.date_order)
    if not certain:
        noted.append(Warned("day_month_assumed", {"assumed": order}))
    return order


def _act(plan: Plan, source: Source, sample: list[Cells], noted: list[Warned]) -> Act:
    if plan.format.by_file is None:
        return plan.format.act
    act = plan.format.by_file(source.path, sample)
    if act is None:
        noted.append(Warned("direction_assumed", {"assumed": str(plan.format.act)}))
    return act or plan.format.act

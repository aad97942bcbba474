"""Find the table in a file or a sheet: its encoding, its delimiter, its header, whatever stands before it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from incidents.core.errors import BadInput, UnknownFormat
from incidents.core.statements import detect, records
from incidents.core.statements.archives import Source
from incidents.core.statements.detect import Found
from incidents.core.statements.guess import OF_SHEETS, guess, layout, tells_movements
from incidents.core.statements.mapping import Mapping
from incidents.core.statements.plan import Plan, bind
from incidents.core.statements.records import Chunk
from incidents.core.statements.sheets import sheet_rows
from incidents.core.statements.texts import decoding_of, open_text

_HEAD = 1 << 16
_HEAD_ROWS = 60


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of one file or sheet after its header."""

    plan: Plan
    chunks: Iterator[Chunk]
    encoding: str
    delimiter: str
    preamble: str
    broken: int = 0
    """Lines with bytes that mean nothing in this encoding."""
    before: Chunk = field(default_factory=lambda: Chunk([], [], []))
    """Rows of another list, that nobody knows, in front of the header."""


def table(source: Source, mapping: Mapping | None, sheet: int | None) -> Table:
    """The table in a text, or in that ``sheet`` of a workbook. Raises UnknownFormat, BadInput."""
    if sheet is not None:
        return _sheet_table(source, mapping, sheet)
    decoding = decoding_of(source.data)
    if decoding is None:
        raise BadInput("statement_not_text", file=source.path)
    with open_text(source.data, decoding.encoding) as text:
        head = text.readlines(_HEAD)
    found = mapping.find(head) if mapping else detect.find(head)
    if found is None:
        raise UnknownFormat(file=source.path, guessed=guess(head), titles=layout(head).titles)
    text = open_text(source.data, decoding.encoding)
    for _ in range(found.line):
        text.readline()
    chunks = _joined(found.plan, records.chunks(text, found.delimiter, found.line + 1))
    encoding = decoding.encoding.removesuffix("-sig")
    return Table(
        found.plan, chunks, encoding, found.delimiter, found.preamble, decoding.broken, _before(head[: found.line - 1])
    )


def _joined(plan: Plan, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    return plan.format.join(chunks) if plan.format.join else chunks


def _before(lines: list[str]) -> Chunk:
    """The rows in a preamble, where it looks like a list of money that moved itself.

    >>> _before(["Coin,Date,Sum", "BTC,2022-12-08,5", "", "Withdrawals"]).lines, _before(["My name", "5 BTC"]).lines
    ([2], [])
    """
    seen = layout(lines)
    if not tells_movements(guess(lines)):
        return Chunk([], [], [])
    found = [at for at, row in enumerate(seen.rows) if len(row) > 1]
    return Chunk(
        [seen.rows[at] for at in found],
        [seen.begins + at + 1 for at in found],
        [lines[seen.begins + at].rstrip("\n") for at in found],
    )


def _sheet_table(source: Source, mapping: Mapping | None, sheet: int) -> Table:
    chunks = sheet_rows(source.data, sheet)
    first = next(chunks)
    lines = [raw + "\n" for raw in first.raws[:30]]
    found = (mapping.find(lines, OF_SHEETS) if mapping else None) or _find(first)
    if found is None:
        raise UnknownFormat(file=source.path, guessed=guess(lines, OF_SHEETS), titles=layout(lines, OF_SHEETS).titles)
    rest = Chunk(first.rows[found.line :], first.lines[found.line :], first.raws[found.line :])
    return Table(found.plan, _joined(found.plan, chain([rest], chunks)), "xlsx", "", found.preamble)


def _find(first: Chunk) -> Found | None:
    """The header among the first rows of a sheet."""
    for place, cells in enumerate(first.rows[:_HEAD_ROWS]):
        if form := detect.match(cells):
            return Found(bind(form, cells), place + 1, "\t", "\n".join(first.raws[:place]))
    return None

"""Find the tables in a file: its encoding, its delimiter, its header, whatever stands before it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain

from incidents.core.errors import BadInput, UnknownFormat
from incidents.core.statements import detect, records
from incidents.core.statements.archives import Source, is_workbook
from incidents.core.statements.detect import Found
from incidents.core.statements.guess import OF_SHEETS, guess, layout, tells_movements
from incidents.core.statements.mapping import Mapping
from incidents.core.statements.plan import Plan, bind
from incidents.core.statements.records import Chunk
from incidents.core.statements.sheets import sheets
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


def tables(source: Source, mapping: Mapping | None, sheet: int | None = None) -> Iterator[Table]:
    """The tables in one file: one in a text, one a sheet in a workbook, or that ``sheet`` alone.

    Raises UnknownFormat, BadInput.
    """
    if is_workbook(source.data):
        yield from _sheet_tables(source, mapping, sheet)
        return
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
    yield Table(
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


def _sheet_tables(source: Source, mapping: Mapping | None, sheet: int | None) -> Iterator[Table]:
    heads: list[str] = []
    found_any = False
    for number, (_, chunks) in enumerate(sheets(source.data)):
        if sheet not in (None, number):
            continue
        first = next(chunks)
        lines = [raw + "\n" for raw in first.raws[:30]]
        found = (mapping.find(lines, OF_SHEETS) if mapping else None) or _find(first)
        if found:
            rest = Chunk(first.rows[found.line :], first.lines[found.line :], first.raws[found.line :])
            yield Table(found.plan, _joined(found.plan, chain([rest], chunks)), "xlsx", "", found.preamble)
            found_any = True
        else:
            heads += lines
    if not found_any:
        raise UnknownFormat(file=source.path, guessed=guess(heads, OF_SHEETS), titles=layout(heads, OF_SHEETS).titles)


def _find(first: Chunk) -> Found | None:
    """The header among the first rows of a sheet."""
    for place, cells in enumerate(first.rows[:_HEAD_ROWS]):
        if form := detect.match(cells):
            return Found(bind(form, cells), place + 1, "\t", "\n".join(first.raws[:place]))
    return None

"""A spreadsheet's rows as texts: exact where the cell still holds what was exported, marked as ruined where not."""

import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time
from xml.etree.ElementTree import ParseError

from incidents.core import damaged
from incidents.core.errors import BadInput
from incidents.core.statements.archives import check_workbook
from incidents.core.statements.binary_numbers import number_text
from incidents.core.statements.literals import bare
from incidents.core.statements.records import Chunk

_ROWS = 2_000


def cell_text(value: object) -> str:
    """One cell as it would stand in a CSV.

    >>> cell_text(0.0811), cell_text(8.38977e18), cell_text(datetime(2022, 12, 8, 2, 14)), cell_text(None)
    ('0.0811', '8.38977000000000E+18', '2022-12-08 02:14:00', '')
    """
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return number_text(repr(value))
    return bare(str(value))


def sheet_rows(data: bytes, number: int) -> Iterator[Chunk]:
    """The rows of one sheet of a workbook, with their own numbers. Raises BadInput("archive_unreadable")."""
    from openpyxl import load_workbook  # slow to load, and seldom needed

    from incidents.core.statements.workbook_rows import rows_of  # loads it as well

    check_workbook(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return _chunks(rows_of(book.worksheets[number]))
    except (*damaged.ARCHIVE, KeyError, TypeError, AttributeError, ParseError, IndexError) as error:
        raise BadInput("archive_unreadable") from error


def _chunks(rows: Iterable[tuple[int, Sequence[object]]]) -> Iterator[Chunk]:
    chunk = Chunk([], [], [])
    for number, values in rows:
        cells = [cell_text(value) for value in values]
        while cells and not cells[-1]:
            cells.pop()
        chunk.rows.append(cells)
        chunk.lines.append(number)
        chunk.raws.append("\t".join(cells))
        if len(chunk.rows) == _ROWS:
            yield chunk
            chunk = Chunk([], [], [])
    yield chunk

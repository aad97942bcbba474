"""CSV that no spreadsheet can be tricked by: a cell that would be read as a formula gets a leading apostrophe.

Numbers keep their sign. RFC 4180 quotes and line ends; a byte order mark, so that spreadsheets read UTF-8.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence

BOM = "\ufeff"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?\Z")


def harmless(cell: str) -> str:
    """A cell that stays text.

    >>> harmless("=1+1"), harmless("-0.5"), harmless(" @SUM(A1)"), harmless("abc")
    ("'=1+1", '-0.5', "' @SUM(A1)", 'abc')
    """
    if NUMBER.match(cell):
        return cell
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA_STARTS) or cell.startswith(FORMULA_STARTS) else cell


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A whole CSV file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return (BOM + text.getvalue()).encode()

"""Cells that were written for a spreadsheet's eyes: ``="5000"``, ``'USDT``. What is meant is the text in them."""

import re
from collections.abc import Sequence
from functools import cache


def are_literal(lines: Sequence[str]) -> bool:
    """Whether some of these lines can hold such cells: judged in one go."""
    text = "".join(lines)
    return "'" in text or ('"' in text and '="' in text)


@cache
def _begins(delimiter: str) -> re.Pattern[str]:
    return re.compile(rf'(^|{re.escape(delimiter)}) *="')


def opened(lines: Sequence[str], delimiter: str) -> list[str]:
    """The lines with their literals as quoted cells, which may hold the delimiter.

    >>> opened(['a,="1,5",x="y"'], ",")
    ['a,"1,5",x="y"']
    """
    return [_begins(delimiter).sub(r'\1"', line) for line in lines]


def bare(cell: str) -> str:
    """One cell without the marks of a literal.

    >>> [bare(cell) for cell in ("'USDT", "'USDT'", '="5000"', "1'234", "'")]
    ['USDT', 'USDT', '5000', "1'234", "'"]
    """
    if cell.startswith("'") and len(cell) > 1:
        return cell[1:].removesuffix("'")
    return cell[2:-1] if cell.startswith('="') and cell.endswith('"') else cell

"""Numbers of a workbook: which of their digits were really written, and which are what a binary number left of them.

Spreadsheets keep numbers in binary, and fifteen digits of what is typed. Programs that write workbooks themselves
put all digits into the file: those are exact.
"""

from decimal import Decimal

_KEPT = 15
_EXACT_IN_BINARY = 2**53
_LONGEST = 60


def number_text(text: str) -> str:
    """A number as it would stand in a CSV; one whose last digits are gone as spreadsheets print it, with an exponent.

    >>> [number_text(text) for text in ("0.10000000000000001", "1234567.123456789012345678", "5.0", "4.99E-6")]
    ['0.1', '1234567.123456789012345678', '5', '0.00000499']
    >>> [number_text(text) for text in ("838977123456789012", "838977123456789000", "1234567890123456")]
    ['838977123456789012', '8.38977123456789E+17', '1234567890123456']
    """
    written, value = Decimal(text), float(text)
    if not written.is_finite() or abs(written.adjusted()) > _LONGEST:
        return text
    shortest = Decimal(repr(value))
    is_large, is_short = abs(written) >= 10**_KEPT, "e" in text.casefold()
    if written not in (shortest, Decimal(f"{value:.17g}")) and not (is_large and is_short):
        return f"{written:f}"
    if not is_large:
        return str(int(value)) if value == int(value) else f"{shortest:f}"
    is_whole = abs(written) <= _EXACT_IN_BINARY and written == int(written)
    if is_whole and not is_short and int(written) % 10 ** (written.adjusted() + 1 - _KEPT):
        return str(int(written))
    return f"{value:.{_KEPT - 1}E}"

"""Amounts as files write them, read exactly: thousands, decimal commas, units glued on, what a spreadsheet ruined.

An amount stays text: its plain digits with an optional minus. None is a cell that cannot be read, "" an empty one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Context, Decimal
from functools import lru_cache

from incidents.core.cleaning import clean
from incidents.core.record_types import EXACT, print_amount, read_amount

plain = re.compile(r"-?[0-9]{1,38}(?:\.[0-9]{1,38})?").fullmatch
"""Whether a cell is digits as they should be, with a point before the decimals: nearly all cells are."""
_PLAIN_COLUMN = re.compile(r"(?:-?+[0-9]{1,38}+(?:\.[0-9]{1,38}+)?+\0)*+").fullmatch

EMPTY = frozenset({"", '""', '""""', "-", "--", "n/a", "na", "null", "none", "nan"})
_LETTERS = " ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_TICKER = re.compile(r"[A-Z]{2,10}").fullmatch
_PRICE = Context(prec=18)
_SPACES = re.compile(r"(?<=\d)[\s'\u2019\u02bc_](?=\d{3})")
_GLUED = re.compile(
    r"(?P<open>\(?)\s*(?P<sign>[+-]?)\s*(?P<before>[^\d\s.,()+-][^\d()+-]*?)?\s*(?P<sign2>[+-]?)\s*"
    r"(?!0x[0-9a-fA-F]*\b)(?P<digits>\d[\d.,]*|[.,]\d+)(?P<exponent>[eE][+-]?\d{1,4})?"
    r"(?:\s*(?P<unit>[^\W\d_][\w.$-]{0,19}|[%\u20ac$\u00a3\u00a5\u20bf])"
    r"|\s+(?P<unit2>(?=\w*[^\W\d_])\w[\w.$-]{0,39}))?\s*(?P<close>\)?)"
)
_RUINED = re.compile(r"-?\d(?:[.,]\d{1,14})?E\+\d{2,3}")
_RUINED_ID = re.compile(r"-?\d(?:[.,]\d+)?E\+\d{2,3}", re.IGNORECASE)
_HASHES = re.compile(r"#{3,}")
_POINTED = re.compile(r"-?[1-9]\d{0,2}[.,]\d{3}")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}")


def is_ruined_amount(cell: str) -> bool:
    """Digits are gone: what a spreadsheet printed in place of a long number, or of a narrow column.

    >>> [is_ruined_amount(cell) for cell in ("1.23E+25", "#####", "4.76E-06", "1.0E7")]
    [True, True, False, False]
    """
    return bool(_RUINED.fullmatch(cell.strip()) or _HASHES.fullmatch(cell.strip()))


def is_ruined_id(cell: str) -> bool:
    """An id that a spreadsheet took for a number.

    >>> [is_ruined_id(cell) for cell in ("8,38977E+18", "1.23e+25", "8389766122234", "e4b06ce6")]
    [True, True, False, False]
    """
    return bool(_RUINED_ID.fullmatch(cell.strip()) or _HASHES.fullmatch(cell.strip()))


def decimal_mark(cells: Iterable[str]) -> tuple[str | None, bool]:
    """The decimal mark that these cells use, None where each can be read in two ways, and whether all agree.

    >>> decimal_mark(["1,234.5"]), decimal_mark(["5503,1079316"]), decimal_mark(["1,234"]), decimal_mark(["12"])
    (('.', True), (',', True), (None, True), (None, True))
    >>> decimal_mark(["1,5", "2.5", "0.25"]), decimal_mark(["1,5", "2.5"])
    (('.', False), (None, False))
    """
    votes = Counter(map(mark_in, cells))
    points, commas = votes["."], votes[","]
    most = None if points == commas else "." if points > commas else ","
    return most, not (points and commas)


def mark_in(cell: str) -> str | None:
    """The decimal mark of one cell; None where it has none, or one that can as well stand between thousands.

    >>> mark_in("1.234,5"), mark_in("0.234"), mark_in("1.234"), mark_in("1.234.567")
    (',', '.', None, ',')
    """
    if plain(cell):
        return "." if "." in cell and not _POINTED.fullmatch(cell) else None
    match = _GLUED.fullmatch(_bare(cell))
    if not match:
        return None
    digits = match["digits"]
    point, comma = digits.rfind("."), digits.rfind(",")
    if point >= 0 and comma >= 0:
        return "." if point > comma else ","
    if max(point, comma) < 0:
        return None
    mark, other = (".", ",") if point >= 0 else (",", ".")
    if not _is_thousand(digits):
        return mark
    return other if digits.count(mark) > 1 else None


def is_ambiguous(cell: str) -> bool:
    """A single mark before three digits: ``1,234`` is a thousand in one country and one and a bit in another.

    >>> is_ambiguous("1,234"), is_ambiguous("$1.234"), is_ambiguous("0.234"), is_ambiguous("1,234.5")
    (True, True, False, False)
    """
    match = _GLUED.fullmatch(_bare(cell))
    return bool(match and _POINTED.fullmatch(match["digits"]))


def _bare(cell: str) -> str:
    text = clean(cell).replace("\u2212", "-").strip()
    return _SPACES.sub("", text)


@lru_cache(maxsize=4096)
def split(cell: str, mark: str = ".") -> tuple[str | None, str]:
    """One cell as its amount and the unit that stood with it.

    >>> split("1,500.50USDT"), split("-\\u20ac597.49"), split("(1.5)"), split("0,5 BTC", ","), split("1 002,95 \\u20ac")
    (('1500.50', 'USDT'), ('-597.49', '\\u20ac'), ('-1.5', ''), ('0.5', 'BTC'), ('1002.95', '\\u20ac'))
    >>> split("149.8952 1INCH"), split("4.76E-06"), split("1.23E+25"), split("1.2.3"), split("0.15%")
    (('149.8952', '1INCH'), ('0.00000476', ''), (None, ''), (None, ''), ('', '%'))
    """
    text = _bare(cell)
    if text.casefold() in EMPTY:
        return "", ""
    match = _GLUED.fullmatch(text)
    if not match or is_ruined_amount(text) or bool(match["open"]) != bool(match["close"]):
        return None, ""
    unit = match["unit"] or match["unit2"] or (match["before"] or "").strip(" .:")
    if unit == "%":
        return "", unit
    negative = bool(match["open"]) or (match["sign"] == "-") != (match["sign2"] == "-")
    try:
        amount = read_amount(_decimal_digits(match["digits"], mark) + (match["exponent"] or ""))
    except ValueError:
        return None, ""
    return ("-" if negative and amount else "") + print_amount(amount), unit


def _decimal_digits(digits: str, mark: str) -> str:
    """Plain digits; raises ValueError where the marks make no sense."""
    other = "," if mark == "." else "."
    if mark in digits and other in digits:
        mark = max(".", ",", key=digits.rfind)
    elif digits.count(mark) > 1 or (digits.count(other) == 1 and not _is_thousand(digits)):
        mark = other
    other = "," if mark == "." else "."
    whole, _, fraction = digits.partition(mark)
    if other in whole and not _GROUPED.fullmatch(whole):
        raise ValueError(digits)
    whole = whole.replace(other, "") or "0"
    if fraction and not fraction.isdigit():
        raise ValueError(digits)
    return f"{whole}.{fraction}" if fraction else whole


def _is_thousand(digits: str) -> bool:
    return not digits.startswith("0") and bool(_GROUPED.fullmatch(digits))


def are_plain(cells: Sequence[str]) -> bool:
    """Whether every cell of a column is: judged in one go.

    >>> are_plain(["1.50", "2"]), are_plain(["1.50", ""])
    (True, False)
    """
    joined = "\0".join(cells) + "\0"
    return bool(_PLAIN_COLUMN(joined)) and joined.count("\0") == len(cells)


def column(cells: Sequence[str], mark: str = ".") -> list[str | None]:
    """A column of amounts.

    >>> column(["1.50", "", "1,000", "x"]), column(["5.000", "12"], ",")
    (['1.50', '', '1000', None], ['5000', '12'])
    """
    if are_plain(cells) and (mark == "." or not any("." in cell for cell in cells)):
        return list(cells)
    return [cell if plain(cell) and (mark == "." or "." not in cell) else split(cell, mark)[0] for cell in cells]


def contradicting(cells: Sequence[str], mark: str) -> list[int]:
    """The places of cells that are surely written with the other mark.

    >>> contradicting(["1.5", "1,234", "1,5"], ".")
    [2]
    """
    other = "," if mark == "." else "."
    if other not in "".join(cells):
        return []
    return [at for at, cell in enumerate(cells) if other in cell and mark_in(cell) == other]


def glued_column(cells: Sequence[str]) -> tuple[list[str], list[str]] | None:
    """Amounts and units of a column whose every cell is plain digits and a ticker; None for any other column.

    >>> glued_column(["0.5BTC", "408.3385 USDT"]), glued_column(["0.5BTC", "1,000BTC", "x 1BTC"])
    ((['0.5', '408.3385'], ['BTC', 'USDT']), None)
    """
    tail = cells[0][len(cells[0].rstrip(_LETTERS)) :]
    amounts = [cell.removesuffix(tail) for cell in cells]
    is_one = _TICKER(tail.lstrip(" ")) and sum(map(len, cells)) - sum(map(len, amounts)) == len(tail) * len(cells)
    if is_one and are_plain(amounts):
        return amounts, [tail.lstrip(" ")] * len(cells)
    amounts = [cell.rstrip(_LETTERS) for cell in cells]
    tails = [cell[len(amount) :] for cell, amount in zip(cells, amounts, strict=True)]
    units = {tail: tail.lstrip(" ") for tail in set(tails)}
    if not all(map(_TICKER, units.values())) or not are_plain(amounts):
        return None
    return amounts, [units[tail] for tail in tails]


def absolute(cells: Sequence[str]) -> list[str]:
    """Without their signs."""
    if "-" not in "".join(cells):
        return list(cells)
    return [cell[1:] if cell[:1] == "-" else cell for cell in cells]


def times(first: str, second: str) -> str:
    """The exact product of two amounts; "" where one of them is absent.

    >>> times("0.0811", "5035")
    '408.3385'
    """
    return print_amount(EXACT.multiply(Decimal(first), Decimal(second))) if first and second else ""


def over(first: str, second: str) -> str:
    """A price from a sum and a quantity: exact where it ends, else of 18 significant digits.

    >>> over("408.3385", "5035"), over("1", "3"), over("1", "0")
    ('0.0811', '0.333333333333333333', '')
    """
    if not first or not second.strip("0."):
        return ""
    return print_amount(_PRICE.divide(Decimal(first), Decimal(second)))


def scaled(amount: str, power: int) -> str:
    """An amount of base units as an amount of coins.

    >>> scaled("150000000", -8)
    '1.50000000'
    """
    return print_amount(Decimal(amount).scaleb(power, context=EXACT)) if amount and power else amount

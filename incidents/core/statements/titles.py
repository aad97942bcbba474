"""Whether a line is the titles of columns: titles are remembered for others, what stands in a row is nobody's."""

import re
from collections.abc import Sequence
from itertools import count

from incidents.core import secret_scan
from incidents.core.cleaning import clean
from incidents.core.statements.dates import read as read_time
from incidents.core.statements.headers import normal, zone_in
from incidents.core.statements.numbers import split

LONGEST, MOST = 120, 150
"""Characters of a title, titles of a line: what is longer is prose, or made to be a nuisance."""

_DATA = re.compile(r"(?<![^\W_])\d{3}|\d{5}|\d[.,]\d|\w@\w|://|(?=[A-Za-z]*\d)[0-9A-Za-z]{25}")
_MADE = re.compile(r"Column \d+")
_ZONE = re.compile(r"(?:UTC|GMT)\s*[+-]?\s?[\d:]*", re.IGNORECASE)


def are_titles(cells: Sequence[str]) -> bool:
    """Whether these can be titles and nothing but titles: no amount, time, number or secret among them.

    In doubt they are not: a file without a header line begins with somebody's row. Those of our own tell nothing.

    >>> are_titles(["When (UTC+08:00)", "What", "How much", "Fee 2"])
    True
    >>> are_titles(["2022-12-08 02:14:09", "Ada Quill", "sent", "BTC"]), are_titles(["Name", "Ada Quill", "", "", ""])
    (False, False)
    """
    filled = [text for cell in cells if (text := clean(cell).strip()) and not _MADE.fullmatch(text)]
    return (
        1 < len(filled) <= len(cells) <= min(MOST, 2 * len(filled))
        and all(map(is_title, filled))
        and not any(secret_scan.scan(joint.join(filled)) for joint in (" ", "\n"))
    )


def is_title(text: str) -> bool:
    """Whether one cell can be a title: it has a letter, and is no time, amount, id or address.

    >>> is_title("Time (UTC+08:00)"), is_title("2022-12-08"), is_title("5 BTC"), is_title("")
    (True, False, False, False)
    """
    if len(text) > LONGEST or (text != "#" and not any(map(str.isalpha, text))):
        return False
    bare = _ZONE.sub("", text) if zone_in(text) else text
    return not (_DATA.search(bare) or read_time(text) or (not text[0].isalpha() and split(text)[0]))


def begins_with_titles(cells: Sequence[str]) -> bool:
    """Whether a first line is titles; else it is a row already, and its file has none.

    >>> begins_with_titles(["When", "", "How much"]), begins_with_titles(["Buy", "0.5 BTC", "9/7/2017"])
    (True, False)
    """
    return all(is_title(text) for cell in cells if (text := clean(cell).strip()))


def told_apart(cells: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Titles as they are shown and said: the second of a name is numbered, a column without one gets its place.

    >>> told_apart(["When", "Sum", "Coin", "Sum", "", ""], [["2022-12-08", "5", "BTC", "9000", "USDT"]])
    ['When', 'Sum', 'Coin', 'Sum 2', 'Column 5', '']
    """
    taken = {normal(cell) for cell in cells}
    known: set[str] = set()
    found = []
    for place, cell in enumerate(cells):
        title = cell
        if not cell.strip() and any(row[place].strip() for row in rows if place < len(row)):
            title = f"Column {place + 1}"
        if title.strip() and normal(title) in known:
            number = next(n for n in count(2) if normal(f"{cell} {n}") not in taken | known)
            title = f"{cell} {number}"
        known.add(normal(title))
        found.append(title)
    return found


def of_places(width: int) -> list[str]:
    """Titles for a file that has none.

    >>> of_places(2)
    ['Column 1', 'Column 2']
    """
    return [f"Column {place}" for place in range(1, width + 1)]


def have_names(titles: Sequence[str]) -> bool:
    """Whether a file's columns have names of their own, by which another file of its kind can be told.

    >>> have_names(["When", "Column 2"]), have_names(of_places(3))
    (True, False)
    """
    return list(titles) != of_places(len(titles))

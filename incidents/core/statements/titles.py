"""Whether a line is the titles of columns: titles are remembered for others, what stands in a row is nobody's."""

import re
from collections.abc import Sequence

from incidents.core import secret_scan
from incidents.core.cleaning import clean
from incidents.core.statements.dates import read as read_time
from incidents.core.statements.headers import zone_in
from incidents.core.statements.numbers import split

LONGEST, MOST = 120, 150
"""Characters of a title, titles of a line: what is longer is prose, or made to be a nuisance."""

_DATA = re.compile(r"(?<![^\W_])\d{3}|\d{5}|\d[.,]\d|\w@\w|://|(?=[A-Za-z]*\d)[0-9A-Za-z]{25}")
_ZONE = re.compile(r"(?:UTC|GMT)\s*[+-]?\s?[\d:]*", re.IGNORECASE)


def are_titles(cells: Sequence[str]) -> bool:
    """Whether these can be titles and nothing but titles: no amount, time, number or secret among them.

    In doubt they are not: a file without a header line begins with somebody's row.

    >>> are_titles(["When (UTC+08:00)", "What", "How much", "Fee 2"])
    True
    >>> are_titles(["2022-12-08 02:14:09", "Ada Quill", "sent", "BTC"]), are_titles(["Name", "Ada Quill", "", "", ""])
    (False, False)
    """
    filled = [text for cell in cells if (text := clean(cell).strip())]
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

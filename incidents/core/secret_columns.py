"""Secrets in a table, below a title that says what they are: what browsers and password managers export."""

import re
from collections.abc import Iterator

from incidents.core.labelled_secrets import is_secret_value
from incidents.core.secret_labels import API_SECRETS, LOGINS, PHRASES, SPACELESS_LOGINS
from incidents.core.windows import around

_TRIGGERS = ("pass", "pw", "mdp", "secret", "priv", "contrase", "kennwort", "senha", "парол", "密", "ifre")
_TITLES = (
    ("password", rf"(?:login[ _-]*)?(?:{LOGINS}|{SPACELESS_LOGINS})"),
    ("passphrase", PHRASES),
    ("api_secret", rf"{API_SECRETS}|secret"),
    ("private_key", r"private[\s_-]*key(?:[\s_-]*\(?hex\)?)?|privkey"),
)
_TITLE = re.compile(
    rf"(?:^|(?<=[,;\t|]))[ \"']*(?:{'|'.join(f'(?P<{kind}>{words})' for kind, words in _TITLES)})[ \"']*"
    r"(?=(?P<delimiter>[,;\t|])|\r?$)",
    re.IGNORECASE | re.MULTILINE,
)
_CELLS = {sign: re.compile(rf'(?:"[^"\n]*"|[^"\r\n{re.escape(sign)}])*') for sign in ",;\t|"}
_LONGEST_TITLE, _MOST_ROWS = 40, 2000


def find(text: str) -> Iterator[tuple[str, int, int]]:
    r"""Kind and character range of each.

    >>> list(find("name,url,username,password\nBinance,https://example.org,anna,Kitty1985\n"))
    [('password', 60, 69)]
    >>> list(find("They took my name, password, phone\nand then, nothing, came back"))
    []
    """
    for start, end in around(text, _TRIGGERS, 60, 60):
        for title in _TITLE.finditer(text, start, end):
            yield from _below(text, title)


def _below(text: str, title: re.Match[str]) -> Iterator[tuple[str, int, int]]:
    kind = next(kind for kind, _ in _TITLES if title[kind])
    sign = title["delimiter"] or text[title.start() - 1 : title.start()]
    titles = _cells(text, text.rfind("\n", 0, title.start()) + 1, sign)
    column = next((place for place, cell in enumerate(titles) if title.start() in cell), None)
    if column is None or len(titles) < 2 or max(map(len, titles)) > _LONGEST_TITLE:
        return
    line_end = titles[-1].stop
    for _ in range(_MOST_ROWS):
        row = _cells(text, text.find("\n", line_end) + 1, sign) if "\n" in text[line_end : line_end + 2] else []
        if len(row) != len(titles):
            return
        cell, line_end = row[column], row[-1].stop
        value = text[cell.start : cell.stop].strip(" \"'")
        if " " not in value and is_secret_value(value, plain_word=False):
            start = text.index(value, cell.start)
            yield kind, start, start + len(value)


def _cells(text: str, at: int, sign: str) -> list[range]:
    """Where the cells of the line that begins here stand; a cell in quotes may hold the sign between cells."""
    found: list[range] = []
    while sign in _CELLS and (cell := _CELLS[sign].match(text, at)):
        end = cell.end()
        found.append(range(at, max(end, at + 1)))
        if text[end : end + 1] != sign:
            break
        at = end + 1
    return found

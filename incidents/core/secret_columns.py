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
_TITLE = re.compile("|".join(f"(?P<{kind}>{words})" for kind, words in _TITLES), re.IGNORECASE)
_TITLED = re.compile(rf"(?:^|(?<=[,;\t|]))[ \"']*(?:{_TITLE.pattern})[ \"']*(?:(?P<sign>[,;\t|])|\r?$)", re.I | re.M)
_CELLS = {sign: re.compile(rf'(?:"[^"\n]*"|[^"\r\n{re.escape(sign)}])*') for sign in ",;\t|"}
_LINE_END = re.compile(r"\r?\n")
_LONGEST_TITLE, _MOST_COLUMNS = 40, 60


def find(text: str) -> Iterator[tuple[str, int, int]]:
    r"""Kind and character range of each.

    >>> list(find("name,url,username,password\nBinance,https://example.org,anna,Kitty1985\n"))
    [('password', 60, 69)]
    >>> list(find("They took my name, password, phone\nand then, nothing, came back"))
    []
    """
    reached = 0
    for start, end in around(text, _TRIGGERS, 60, 60):
        for titled in _TITLED.finditer(text, start, end):
            if titled.start() >= reached:
                found, reached = _table(text, titled)
                yield from found


def _table(text: str, titled: re.Match[str]) -> tuple[list[tuple[str, int, int]], int]:
    """What a table holds that has this title, and where it ends."""
    sign = titled["sign"] or text[titled.start() - 1 : titled.start()]
    titles = _cells(text, text.rfind("\n", 0, titled.start()) + 1, sign)
    found: list[tuple[str, int, int]] = []
    end = titles[-1].stop if titles else titled.end()
    if not 1 < len(titles) <= _MOST_COLUMNS or max(map(len, titles)) > _LONGEST_TITLE:
        return found, end
    heads = [_TITLE.fullmatch(_bare(text, cell)) for cell in titles]
    while next_line := _LINE_END.match(text, end):
        row = _cells(text, next_line.end(), sign)
        if len(row) != len(titles):
            break
        end = row[-1].stop
        for head, cell in zip(heads, row, strict=True):
            value = _bare(text, cell)
            if head and head.lastgroup and " " not in value and is_secret_value(value, plain_word=False):
                start = text.index(value, cell.start)
                found.append((head.lastgroup, start, start + len(value)))
    return found, end


def _bare(text: str, cell: range) -> str:
    return text[cell.start : cell.stop].strip(" \"'")


def _cells(text: str, at: int, sign: str) -> list[range]:
    """Where the cells of the line that begins here stand; a cell in quotes may hold the sign between cells."""
    found: list[range] = []
    while sign in _CELLS and (cell := _CELLS[sign].match(text, at)):
        end = cell.end()
        found.append(range(at, end))
        if text[end : end + 1] != sign:
            break
        at = end + 1
    return found

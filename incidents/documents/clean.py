"""Text on its way to paper: nothing invisible survives, and links of thieves cannot be clicked.

Control, format, direction, zero-width and tag characters can turn "000,1" into "1,000" in print or hide a second
text inside the first. They are removed here; the record and its JSON keep every character as it was given.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, TypeVar

from pydantic import BaseModel

LINE_CAP = 300
TEXT_CAP = 40_000
CUT = " [...]"

INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Unicode categories that never reach paper (line feeds apart, and only in texts of several lines)."""

UNSEEN = dict.fromkeys([0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, *range(0x180B, 0x1810)])
UNSEEN |= dict.fromkeys([*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)])
"""Letters and marks that draw nothing: fillers, joiners, variation selectors."""

BREAKS = re.compile("\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
BLANKS = re.compile(r"[^\S\n]+")
MARKS_CAP = 4

P = TypeVar("P", bound=BaseModel)


def clean_text(text: str, cap: int = TEXT_CAP) -> str:
    r"""A text of several lines: cleaned, composed, at most two line feeds in a row, capped.

    >>> clean_text("Zoe\u0308\u202e 000,1\r\n\n\n\nend\u200b")
    'Zoë 000,1\n\nend'
    """
    text = BREAKS.sub("\n", text[: cap * 2])
    text = unicodedata.normalize("NFC", text.translate(UNSEEN))
    kept: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        if character != "\n" and category in INVISIBLE:
            if character == "\t":
                kept.append(" ")
            continue
        marks = marks + 1 if category in {"Mn", "Me"} else 0
        if marks <= MARKS_CAP:
            kept.append(character)
    text = BLANKS.sub(" ", "".join(kept))
    text = re.sub(r" ?\n ?", "\n", text)
    return _capped(re.sub(r"\n{3,}", "\n\n", text).strip(), cap)


def clean_line(text: str, cap: int = LINE_CAP) -> str:
    r"""A text of one line.

    >>> clean_line("Jane\nDoe\x00 \U000e0041")
    'Jane Doe'
    """
    return _capped(re.sub(r"\s+", " ", clean_text(text, cap * 2)).strip(), cap)


def _capped(text: str, cap: int) -> str:
    return text if len(text) <= cap else text[: cap - len(CUT)].rstrip() + CUT


SEVERAL_LINES = frozenset({"narrative"})


def cleaned(part: P) -> P:
    """The same model with every text in it cleaned, at every depth."""
    values = part.model_dump(by_alias=True)
    return type(part).model_validate(_walk(values, ""))


def _walk(value: Any, name: str) -> Any:
    if isinstance(value, str):
        return clean_text(value) if name in SEVERAL_LINES else clean_line(value)
    if isinstance(value, Mapping):
        return {key: _walk(item, str(key)) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_walk(item, name) for item in value)
    return value


SCHEME = re.compile(r"\bh(tt|xx)ps?://", re.IGNORECASE)
HOST_DOT = re.compile(r"(?<=[^\s./])\.(?=[^\s./])")


def defang(value: str) -> str:
    """A link, domain or e-mail address in a spelling that nothing turns into a link.

    >>> defang("https://app.login.example/a.html?x=1.2")
    'hxxps://app[.]login[.]example/a[.]html?x=1[.]2'
    >>> defang("boss@evil.example")
    'boss[@]evil[.]example'
    """
    value = SCHEME.sub(lambda match: match.group().lower().replace("tt", "xx"), value)
    return HOST_DOT.sub("[.]", value.replace("@", "[@]"))

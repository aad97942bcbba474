"""A text without what hides words in it: tags, escapes, invisible characters, letters of other scripts that look alike.

Secrets are looked for in it as well as in the text itself; every place in it leads back to its place in the text.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from incidents.core.cleaning import latin
from incidents.core.windows import merged

_NOTHING = (
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]+|(?<=\S)=\r?\n"
)
_SPACE = r"<[^<>]{1,300}>|&(?:nbsp|#\d{1,5}|#x[0-9a-f]{1,4});|\\(?:[nrt]|u[0-9a-f]{4})|%(?:20|0[ad])"
_REACH = 1500
"""Longer than any phrase with what stands between its words."""

_HIDING = re.compile(rf"(?P<nothing>{_NOTHING})|{_SPACE}", re.IGNORECASE)
_OTHER_SCRIPT = re.compile(r"[\u0370-\u04ff]")
_WORD = re.compile(r"\w{2,}")


@dataclass(frozen=True, slots=True)
class Opened:
    """The text as it reads, and where its stretches begin, in it and in the text it was."""

    text: str
    starts: list[int]
    origins: list[int]
    translated: list[int]
    """Places of letters that were replaced one by one."""

    def back(self, start: int, end: int) -> tuple[int, int]:
        """The range of the original text behind a range of this one."""
        return self._origin(start), self._origin(end - 1) + 1

    def changed(self) -> Iterator[tuple[int, int]]:
        """The stretches of this text that read otherwise than the text it was, with what stands around them."""
        places = sorted({*self.starts[1:], *self.translated})
        return merged(((place - _REACH, place + _REACH) for place in places), len(self.text))

    def _origin(self, place: int) -> int:
        at = bisect_right(self.starts, place) - 1
        return self.origins[at] + place - self.starts[at]


def opened(text: str) -> Opened | None:
    """The text as somebody reads it on a page, or ``None`` where nothing hides anything.

    >>> opened("legal winner") is None
    True
    >>> found = opened("<b>legal</b>\\u00a0wi\\u200bnner")
    >>> found.text, found.back(8, 14)
    (' legal  winner', (13, 20))
    """
    parts, starts, origins = [], [], []
    at = size = 0

    def add(part: str, origin: int) -> None:
        nonlocal size
        if part:
            parts.append(part)
            starts.append(size)
            origins.append(origin)
            size += len(part)

    for match in _HIDING.finditer(text):
        add(text[at : match.start()], at)
        add("" if match["nothing"] else " ", match.start())
        at = match.end()
    if not at and text.isascii():
        return None
    add(text[at:], at)
    bare = "".join(parts)
    reads = _plain(bare)
    if reads == text:
        return None
    translated = [place for place, (old, new) in enumerate(zip(bare, reads, strict=True)) if old != new]
    return Opened(reads, starts, origins, translated)


def _plain(text: str) -> str:
    """Full-width and styled letters plain, look-alikes in Latin words Latin; as many characters as before."""
    if text.isascii():
        return text
    plain = {char: unicodedata.normalize("NFKC", char) for char in set(text) if not char.isascii()}
    text = text.translate({ord(char): form for char, form in plain.items() if len(form) == 1})
    return _WORD.sub(lambda match: latin(match[0]), text) if _OTHER_SCRIPT.search(text) else text

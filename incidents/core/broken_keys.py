"""Private keys that were broken by spaces or line ends: the pieces that together are one."""

import re
from collections.abc import Iterator

from incidents.core.key_material import key_kind

# How keys of fixed length begin; anything else would make every sentence a candidate.
_BEGINS = re.compile(
    r"(?<![0-9A-Za-z])(?:5[HJK]|[KL](?=[0-9A-Za-z]*\d)|[xyzYZtuv]prv|Ltpv|dgpv|6P|S[A-Z2-7]{5}|s[0-9A-Za-z]{5})[0-9A-Za-z]{1,110}(?=\s)"
)
_PART = re.compile(r"\s{1,8}(?:[>|*-]\s*)?([0-9A-Za-z]{1,110})(?![0-9A-Za-z])")
_LENGTHS = frozenset({29, 31, 51, 52, 56, 58, 111})
_MOST_PARTS = 30


def find(text: str) -> Iterator[tuple[str, int, int]]:
    """Kind and range of each.

    >>> list(find("my key KwDiBf89QgGbjEhKnhXJ uH7LrciVrZi3qYjgd9M7rFU73sVHnoWn ok"))
    [('wif', 7, 60)]
    """
    for first in _BEGINS.finditer(text):
        whole, end = first[0], first.end()
        for _ in range(_MOST_PARTS):
            part = _PART.match(text, end)
            if part is None or len(whole) + len(part[1]) > max(_LENGTHS):
                break
            whole, end = whole + part[1], part.end()
            kind = key_kind(whole, checked=True) if len(whole) in _LENGTHS else None
            if kind:
                yield kind, first.start(), end
                break

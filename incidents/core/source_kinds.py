"""Kind of source of an exhibit, A to E, proposed by the form of its file: where it comes from, not whether it is true.

A is what a dated check of the chain gives to what it found, never the form of a file and nobody's word. What the form
does not tell stays open: the reporter says.
"""

import re
from pathlib import PurePath
from types import MappingProxyType

from incidents.core import directory
from incidents.core.file_types import MAIL, OUTLOOK, PDF, TELEGRAM_CHAT, is_picture
from incidents.core.vocabulary import SourceKind

PROPOSED = "proposed from the form of the file"
"""What the record says of a kind that nobody confirmed."""

SHEETS = frozenset({".csv", ".tsv", ".xlsx", ".xls", ".ods"})
FORMS = MappingProxyType(
    {
        MAIL: SourceKind.C,
        OUTLOOK: SourceKind.C,
        TELEGRAM_CHAT: SourceKind.C,
        "text/csv": SourceKind.B,
        "text/tab-separated-values": SourceKind.B,
    }
)


def propose(media_type: str, name: str, *, is_chat: bool = False) -> SourceKind | None:
    """The kind that the form of a file speaks for, or None; ``is_chat`` where a chat was read in it.

    >>> [str(propose(*file)) for file in (("image/png", "a.png"), ("text/csv", "b.csv"), ("message/rfc822", "c.eml"))]
    ['D', 'B', 'C']
    >>> propose("application/pdf", "scan.pdf") is None, str(propose("application/pdf", "binance_withdrawals.pdf"))
    (True, 'B')
    """
    if media_type in FORMS:
        return FORMS[media_type]
    if is_picture(media_type) or media_type.startswith("video/"):
        return SourceKind.D
    if is_chat:
        return SourceKind.C
    if PurePath(name).suffix.casefold() in SHEETS or (media_type == PDF and _names_company(name)):
        return SourceKind.B
    return None


def rated(given: str | None) -> str | None:
    """The kind that an exhibit is shown with: an A that somebody gave is none, no dated check is behind it.

    >>> rated("A") is None, rated("B")
    (True, 'B')
    """
    return None if given == SourceKind.A else given


def _names_company(name: str) -> bool:
    return any(directory.named(word) for word in re.findall(r"[A-Za-z]{3,}", PurePath(name).stem))

"""One look into an original before it is kept: is it safe, does it hold a secret, what does it tell, what may be shown.

Everything that takes a file apart happens here, so that it can happen in a process of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from incidents.core import secret_scan
from incidents.core.errors import BadInput
from incidents.core.exhibits import chat, outlook, packed, preview
from incidents.core.exhibits.contents import MOST_TEXTS, Text, texts
from incidents.core.exhibits.corners import MOST, corners
from incidents.core.exhibits.proposal import propose
from incidents.core.file_types import GZIP, MAIL, OFFICE_TYPES, OUTLOOK, TELEGRAM_CHAT, ZIP, is_picture, is_scannable
from incidents.core.statements.texts import encoding_of

WINDOW, OVERLAP = 2_000_000, 20_000
"""Characters of a long text that are searched at once, and that are searched twice, so that no secret is cut in two."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What came of it. With a secret there is nothing else."""

    media_type: str
    where: str = ""
    """The name of the member that holds a secret."""
    findings: Sequence[secret_scan.Finding] = ()
    proposed: dict[str, Any] | None = None
    preview: bytes = field(default=b"", repr=False)


def examine(data: bytes, media_type: str, name: str, known: Sequence[str] = ()) -> Examined:
    """Look into a file of this media type; ``known`` is the reader's own and no trace.

    Raises BadInput("file_could_run", "file_old_office"), TooMany("file_unpacks_too_far").

    >>> examine(b"From: x@evil.example\\n\\nHello", "message/rfc822", "a.eml").proposed["facts"]
    [['mail_from', 'x@evil.example']]
    """
    media_type = _kind(data, media_type)
    inside: list[Text] = []
    for where, text in _searched(data, media_type, name, inside):
        if findings := secret_scan.scan(text, secret_scan.NUMBERS):
            return Examined(media_type, where, findings)
    shown = _preview(data) if is_picture(media_type) else b""
    return Examined(media_type, proposed=propose(data, media_type, inside, known, name), preview=shown)


def _kind(data: bytes, media_type: str) -> str:
    if media_type in OFFICE_TYPES | {ZIP, GZIP}:
        return packed.kind(data, media_type)
    if media_type == OUTLOOK and not outlook.is_mail(data):
        raise BadInput("file_old_office")
    if media_type == TELEGRAM_CHAT and chat.could_run(data):
        raise BadInput("file_could_run")
    return media_type


def _preview(data: bytes) -> bytes:
    """Nothing for a damaged picture, or one of too many dots: the original is kept all the same."""
    try:
        return preview.preview(data)
    except BadInput:
        return b""


def _searched(data: bytes, media_type: str, name: str, inside: list[Text]) -> Iterator[Text]:
    """What is searched for secrets: the texts inside and what stands in corners, or of a plain text all of it.

    The first texts are put ``inside``, for whoever reads them after.
    """
    if not is_scannable(media_type) or media_type == MAIL:
        for found in texts(data, media_type, name, MOST):
            if len(inside) < MOST_TEXTS:
                inside.append(found)
            yield found
        yield from islice(corners(data, media_type, name), MOST)
        return
    inside += texts(data, media_type, name)
    whole = data.decode(encoding_of(data[: 1 << 16]) or "utf-8", "replace")
    for at in range(0, len(whole), WINDOW):
        yield name, whole[at : at + WINDOW + OVERLAP]

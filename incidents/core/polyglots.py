"""Files that are two things at once: what a viewer shows is not what a browser or an unpacker would find in them.

An archive behind a picture, a page inside one, a paper that is an archive as well: nobody's camera or mailbox makes
such a file, and whoever opens it under another name gets what was hidden.
"""

import re

from incidents.core.errors import BadInput
from incidents.core.file_types import GZIP, OFFICE_TYPES, OUTLOOK, PDF, TAR, ZIP, is_picture, is_recording, is_text

TAIL = 70_000
"""Bytes from the end of a file within which an archive says that it is one."""

OVERLAP = 16
"""Bytes of the piece before that are looked at again, so that no mark is cut in two."""

_END_OF_ZIP, _LISTED = b"PK\x05\x06", b"PK\x01\x02"
_END_LENGTH = 22
_MARKUP = re.compile(rb"<script[\s>/]|<!doctype html|<html[\s>]|<iframe[\s>]|<svg[\s>]|<\?php\s", re.IGNORECASE)
_OTHER_ARCHIVES = re.compile(rb"Rar!\x1a\x07[\x00\x01]|7z\xbc\xaf\x27\x1c\x00")
_ARCHIVES = OFFICE_TYPES | {ZIP}
_CARRIERS = frozenset({GZIP, TAR, OUTLOOK})
"""What may hold a whole archive as it is."""

_PAPER_HEAD = 1024
"""Readers of PDF look for its mark within so many bytes."""


def is_marked(found: str, piece: bytes) -> bool:
    """Whether a piece of a picture holds a page, a script or an archive; papers and texts speak of such things."""
    return is_picture(found) and bool(_MARKUP.search(piece) or _OTHER_ARCHIVES.search(piece))


def check(found: str, head: bytes, tail: bytes) -> None:
    r"""Raise BadInput("file_two_in_one") where beginning and end of a file are not of one kind.

    >>> check("image/png", b"\x89PNG...", b"...IEND\xaeB`\x82")
    >>> check("application/pdf", b"%PDF-1.7\n<script>alert(1)</script>", b"%%EOF")
    Traceback (most recent call last):
    incidents.core.errors.BadInput: file_two_in_one
    """
    if found in _ARCHIVES:
        is_two = _speaks_behind(tail)
    elif found == PDF:
        is_two = bool(_MARKUP.search(head)) or _ends_as_zip(tail, strictly=True)
    elif is_picture(found) or is_recording(found):
        is_two = _is_disguised(found, head) or bool(_MARKUP.search(tail[-_PAPER_HEAD:])) or _ends_as_zip(tail)
    else:
        is_two = found not in _CARRIERS and _ends_as_zip(tail, strictly=True)
    if is_two:
        raise BadInput("file_two_in_one")


def _is_disguised(found: str, head: bytes) -> bool:
    """A paper, a page or a script that begins like a picture."""
    is_script = found == "image/gif" and (is_text(head[:64]) or head[6:8] == b"/*")
    is_script = is_script or (found == "image/jpeg" and head[3:6] == b"\xe0/*")
    return is_script or b"%PDF-" in head[:_PAPER_HEAD] or bool(_MARKUP.search(head))


def _ends_as_zip(tail: bytes, *, strictly: bool = False) -> bool:
    """Whether an archive ends here. A paper may carry one in it; then the paper, not the archive, has the last word."""
    at = tail.rfind(_END_OF_ZIP)
    if at < 0 or len(tail) < at + _END_LENGTH:
        return False
    length = int.from_bytes(tail[at + 12 : at + 16], "little")
    comment = int.from_bytes(tail[at + 20 : at + 22], "little")
    listed = tail[at - length : at - length + 4] == _LISTED if 0 < length <= at else length > at
    return listed and (not strictly or at + _END_LENGTH + comment == len(tail))


def _speaks_behind(tail: bytes) -> bool:
    """Whether something else stands behind an archive's last word: a page, or the end of a paper."""
    at = tail.rfind(_END_OF_ZIP)
    behind = tail[at + _END_LENGTH :] if at >= 0 else b""
    return bool(_MARKUP.search(behind)) or b"startxref" in behind or b"%PDF-" in behind

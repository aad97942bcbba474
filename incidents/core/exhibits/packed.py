"""What a ZIP or GZIP is before anybody unpacks it: an office file, a program, a bomb. By its list, not its name."""

import gzip
import io
import zipfile
from collections.abc import Iterator
from pathlib import PurePath

from incidents.core import damaged
from incidents.core.errors import BadInput, TooMany
from incidents.core.exhibits import members
from incidents.core.file_types import ACTIVE, GZIP, OFFICE, TAR, ZIP

HIGHEST_RATIO = 250
"""Bytes out of one byte in: lists of numbers come to 20, white pages to 100."""

FREE = 20_000_000
"""Bytes that may come out whatever the ratio."""

MOST_LISTED = 20_000
_CHUNK = 1 << 20
_MACROS = ("vbaproject.bin", "xl/macrosheets/", "basic/", "scripts/")
PROGRAM = "archive_program"
_RUN = ACTIVE - {".html", ".htm", ".js"} | {".exe", ".scr", ".msi", ".dll", ".pif", ".jar", ".apk", ".dmg", ".iso"}
"""Names of what a machine runs; Telegram's own pages bring a script."""

_PROGRAMS = ("classes.dex", "androidmanifest.xml")


def kind(data: bytes, media_type: str) -> str:
    """The media type, now by what lies inside; raises BadInput("file_could_run"), TooMany("file_unpacks_too_far").

    An archive that cannot be read stays what it said it is.

    >>> kind(gzip.compress(b"a,b"), "application/gzip")
    'application/gzip'
    >>> kind(gzip.compress(bytes(30_000_000)), "application/gzip")
    Traceback (most recent call last):
    incidents.core.errors.TooMany: file_unpacks_too_far
    """
    if media_type == GZIP:
        _check_stream(data)
        return media_type
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            listed = archive.infolist()
    except damaged.ARCHIVE:
        return media_type
    _check_sizes(listed, len(data))
    names = {item.filename.casefold() for item in listed}
    _check_programs(names)
    for office, part in ((OFFICE[".xlsx"], "xl/workbook.xml"), (OFFICE[".docx"], "word/document.xml")):
        if part in names:
            return office
    return ZIP


def flags(data: bytes, media_type: str) -> list[str]:
    """What is odd about an archive, as codes: a program inside can be what the thief sent, and is kept.

    >>> flags(b"PK not quite", ZIP), flags(b"%PDF", "application/pdf")
    ([], [])
    """
    listed = members.names(data, media_type) if media_type in (ZIP, TAR) else ""
    return [PROGRAM] if any(PurePath(name).suffix.casefold() in _RUN for name in listed.split("\n")) else []


def _check_sizes(listed: list[zipfile.ZipInfo], size: int) -> None:
    """Members that overlap count more than the archive has; some bombs are made of that."""
    packed, out = sum(item.compress_size for item in listed), sum(item.file_size for item in listed)
    if packed > size or len(listed) > MOST_LISTED or out > max(FREE, HIGHEST_RATIO * size):
        raise TooMany("file_unpacks_too_far")


def _check_programs(names: set[str]) -> None:
    is_office = "mimetype" in names or "[content_types].xml" in names
    has_macros = is_office and any(mark in name for name in names for mark in _MACROS)
    is_program = any(name in _PROGRAMS for name in names) or (
        "meta-inf/manifest.mf" in names and any(name.endswith(".class") for name in names)
    )
    if has_macros or is_program:
        raise BadInput("file_could_run")


def _check_stream(data: bytes) -> None:
    try:
        out = 0
        for chunk in _chunks(data):
            out += len(chunk)
            if out > max(FREE, HIGHEST_RATIO * len(data)):
                raise TooMany("file_unpacks_too_far")
    except damaged.ARCHIVE:
        return


def _chunks(data: bytes) -> Iterator[bytes]:
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk

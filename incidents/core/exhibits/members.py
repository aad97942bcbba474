"""The members of an archive somebody gave as evidence: the text-like ones whole, pictures' beginnings, names of all.

Chats come with hundreds of pictures and films: those are passed over, so that what can be read is read.
"""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Iterator
from typing import IO

from incidents.core import damaged, file_types
from incidents.core.errors import BadInput
from incidents.core.file_types import GZIP, TAR, ZIP

MOST_BYTES, MOST_MEMBERS = 200_000_000, 5000
"""Of everything that is unpacked from one archive; names are read beyond."""

PICTURE_HEAD = 256 * 1024
"""Of a picture inside: what it says of itself stands at its beginning."""

Member = tuple[str, str, bytes]
"""Name, media type (empty where it is none that is read), and bytes."""


def members(data: bytes, media_type: str, name: str) -> Iterator[Member]:
    """Every member that can be read; what is locked or damaged ends it quietly.

    >>> list(members(gzip.compress(b"hello"), GZIP, "a.txt.gz"))
    [('a.txt', 'text/plain', b'hello')]
    """
    left = MOST_BYTES
    opened = {ZIP: _zipped, GZIP: _gzipped, TAR: _tarred}[media_type](data, name)
    try:
        for count, (inner, stream) in enumerate(opened):
            if count >= MOST_MEMBERS or left <= 0:
                return
            member = _read(inner, stream, left)
            left -= len(member[2])
            yield member
    except damaged.ARCHIVE:
        return


def names(data: bytes, media_type: str) -> str:
    """What is written in the list of an archive: names with their folders, comments."""
    try:
        if media_type == ZIP:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                listed = [item.filename for item in archive.infolist()]
                comments = [archive.comment, *(item.comment for item in archive.infolist())]
            return "\n".join([*listed, *(comment.decode("utf-8", "replace") for comment in comments if comment)])
        if media_type == TAR:
            with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as tar:
                return "\n".join(info.name for info in tar)
    except damaged.ARCHIVE:
        pass
    return ""


def kind_of(head: bytes, name: str) -> str:
    """The media type of something inside; refused kinds are read as text where they are text."""
    try:
        return file_types.media_type(head[: file_types.HEAD], name)
    except BadInput:
        return "text/plain" if file_types.is_text(head[: file_types.HEAD]) else ""


def _read(name: str, stream: IO[bytes], left: int) -> Member:
    head = stream.read(file_types.HEAD)
    found = kind_of(head, name)
    if not found or file_types.is_recording(found):
        return name, "", b""
    most = min(PICTURE_HEAD, left) if file_types.is_picture(found) else left
    return name, found, head + stream.read(max(0, most - len(head)))


def _zipped(data: bytes, _name: str) -> Iterator[tuple[str, IO[bytes]]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            if not info.is_dir() and not info.flag_bits & 1:
                with archive.open(info) as stream:
                    yield info.filename, stream


def _gzipped(data: bytes, name: str) -> Iterator[tuple[str, IO[bytes]]]:
    bare = name.removesuffix(".gz")
    with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
        yield (bare.removesuffix(".tgz") + ".tar" if bare.endswith(".tgz") else bare), stream  # type: ignore[misc]


def _tarred(data: bytes, _name: str) -> Iterator[tuple[str, IO[bytes]]]:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
        for info in archive:
            stream = archive.extractfile(info) if info.isreg() else None
            if stream is not None:
                yield info.name, stream

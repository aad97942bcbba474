"""What lies inside an upload: the file itself, or the members of a ZIP, GZIP or TAR, bounded against bombs."""

import gzip
import io
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Protocol

from incidents.core import damaged
from incidents.core.errors import BadInput, TooMany

MOST_BYTES = 100_000_000
"""Of everything unpacked from one upload."""
MOST_MEMBERS = 100
DEEPEST = 3
HIGHEST_RATIO = 250
FREE = 1_000_000
"""Bytes that may be unpacked whatever the ratio."""

_IGNORED = ("__MACOSX/", "._", ".DS_Store", "Thumbs.db", "desktop.ini")
Unpacker = Callable[["Source", "_Budget"], Iterator[tuple[str, bytes]]]
_ZIP, _GZIP = b"PK\x03\x04", b"\x1f\x8b"
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its name, its way through archives joined by ``!``, its bytes."""

    name: str
    path: str
    data: bytes


class Readable(Protocol):
    """As much of a stream as is needed here."""

    def read(self, size: int, /) -> bytes:
        """Some bytes; none at the end."""
        ...


class _Budget:
    """How many bytes may still come out of an upload."""

    def __init__(self) -> None:
        self.bytes_left = MOST_BYTES
        self.members_left = MOST_MEMBERS

    def read(self, stream: "Readable", packed: int) -> bytes:
        """All of a member, as long as it stays within the budget and its ratio."""
        return b"".join(self.pieces(stream, packed))

    def pieces(self, stream: "Readable", packed: int) -> Iterator[bytes]:
        """The same, some of it at a time."""
        most = min(self.bytes_left, max(FREE, packed * HIGHEST_RATIO))
        self.members_left -= 1
        if self.members_left < 0:
            raise TooMany("archive_too_many_files")
        size = 0
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > most:
                raise TooMany("archive_too_large")
            yield chunk
        self.bytes_left -= size


def sources(data: bytes, name: str) -> Iterator[Source]:
    """Every file in an upload, archives inside archives included.

    Raises BadInput("archive_unreadable"), TooMany("archive_too_large", "archive_too_deep", "archive_too_many_files").

    >>> [source.path for source in sources(gzip.compress(b"a,b"), "a.csv.gz")]
    ['a.csv.gz!a.csv']
    """
    yield from _inside(Source(name, name, data), 0, _Budget())


def _inside(source: Source, depth: int, budget: _Budget) -> Iterator[Source]:
    unpack = _unpacker(source.data)
    if unpack is None:
        yield source
        return
    if depth >= DEEPEST:
        raise TooMany("archive_too_deep")
    try:
        for name, data in unpack(source, budget):
            if not any(part in name for part in _IGNORED):
                yield from _inside(Source(PurePosixPath(name).name, f"{source.path}!{name}", data), depth + 1, budget)
    except damaged.ARCHIVE as error:
        raise BadInput("archive_unreadable", file=source.path) from error


def _unpacker(data: bytes) -> Unpacker | None:
    if data.startswith(_ZIP) and not is_workbook(data):
        return _unzip
    if data.startswith(_GZIP):
        return _gunzip
    if data[257:262] == b"ustar":
        return _untar
    return None


def is_workbook(data: bytes) -> bool:
    """A spreadsheet is a ZIP, but not one of files."""
    if not data.startswith(_ZIP):
        return False
    try:
        return "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()
    except damaged.ARCHIVE:
        return False


def _unzip(source: Source, budget: _Budget) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
        for info in archive.infolist():
            if info.is_dir():
                continue
            if info.flag_bits & 1:
                raise BadInput("archive_encrypted", file=source.path)
            with archive.open(info) as member:
                yield info.filename, budget.read(member, info.compress_size)


def _gunzip(source: Source, budget: _Budget) -> Iterator[tuple[str, bytes]]:
    with gzip.GzipFile(fileobj=io.BytesIO(source.data)) as member:
        bare = source.name.removesuffix(".gz")
        yield (
            (bare.removesuffix(".tgz") + ".tar" if bare.endswith(".tgz") else bare),
            budget.read(member, len(source.data)),
        )


def _untar(source: Source, budget: _Budget) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(fileobj=io.BytesIO(source.data), mode="r:") as archive:
        for info in archive:
            member = archive.extractfile(info) if info.isreg() else None
            if member is not None:
                yield info.name, budget.read(member, info.size)


def check_workbook(data: bytes) -> None:
    """Raise where the parts of a spreadsheet would unpack to more than may be."""
    budget = _Budget()
    budget.members_left = 1000
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for info in archive.infolist():
                with archive.open(info) as member:
                    for _ in budget.pieces(member, info.compress_size):
                        pass  # nothing is kept: the sheet of a long list is a hundred megabytes
    except damaged.ARCHIVE as error:
        raise BadInput("archive_unreadable") from error

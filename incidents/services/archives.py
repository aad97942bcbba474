"""A ZIP on its way out: written while it is read, so that neither memory nor a disk ever holds it."""

import io
import zipfile
from collections.abc import Iterable, Iterator

FIRST_DATE = (2020, 1, 1, 0, 0, 0)
"""Entries carry one fixed date: when each was made stands in the manifest."""

Entry = tuple[str, Iterable[bytes]]
"""A path inside the archive, and its pieces."""


class _Pipe(io.RawIOBase):
    """What was written since it was last emptied."""

    def __init__(self) -> None:
        self.waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        piece = bytes(data)  # type: ignore[call-overload]
        self.waiting.append(piece)
        return len(piece)

    def empty(self) -> bytes:
        piece, self.waiting = b"".join(self.waiting), []
        return piece


def zipped(entries: Iterable[Entry]) -> Iterator[bytes]:
    """The pieces of a ZIP with these entries.

    >>> b"".join(zipped([("case/a.txt", [b"one", b"two"])]))[:2]
    b'PK'
    """
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, pieces in entries:
            entry = zipfile.ZipInfo(path, FIRST_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with archive.open(entry, "w") as out:
                for piece in pieces:
                    out.write(piece)
                    if ready := pipe.empty():
                        yield ready
    yield pipe.empty()

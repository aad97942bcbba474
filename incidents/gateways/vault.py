"""Private files: encrypted on the way in, opened on the way out, wherever the storage is.

A file's name is ``<case uuid>/<name>``; the ciphertext is bound to that name, so a file moved elsewhere does not open.
"""

import logging
from collections.abc import Iterator
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO, cast

from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import storages

from incidents.core.cipher import KeyRing
from incidents.core.errors import NotFound, Unavailable

logger = logging.getLogger(__name__)

IN_MEMORY = 4 * 1024 * 1024


class Vault:
    """One kind of private files: ``evidence`` or ``documents``."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def put(self, name: str, plain: Iterator[bytes]) -> None:
        """Store a file; under a name that exists already it replaces the old one as a whole.

        Raises Unavailable when the store does not take it, whatever kind of store that is.
        """
        ring = KeyRing(tuple(settings.FIELD_KEYS))
        with SpooledTemporaryFile(max_size=IN_MEMORY, dir=settings.FILE_UPLOAD_TEMP_DIR) as sealed:
            for chunk in ring.seal_chunks(plain, self._place(name)):
                sealed.write(chunk)
            sealed.seek(0)
            try:
                storages[self.kind].save(name, File(sealed, name=PurePosixPath(name).name))
            except Exception as error:
                logger.warning("file store away: %s", type(error).__name__)
                raise Unavailable("storage_away") from error

    def pieces(self, name: str) -> Iterator[bytes]:
        """The plain pieces of a file; raises NotFound when there is none, KeyMissing when it was changed."""
        try:
            sealed = storages[self.kind].open(name, "rb")
        except FileNotFoundError as error:
            raise NotFound("file_gone", name=name) from error
        with sealed:
            yield from KeyRing(tuple(settings.FIELD_KEYS)).open_chunks(cast("IO[bytes]", sealed), self._place(name))

    def read(self, name: str) -> bytes:
        """A whole file, for the small ones."""
        return b"".join(self.pieces(name))

    def exists(self, name: str) -> bool:
        """Whether a file of this name is there."""
        return bool(name) and storages[self.kind].exists(name)

    def delete(self, name: str) -> None:
        """Remove a file; nothing happens when there is none."""
        if name:
            storages[self.kind].delete(name)

    def clear(self, folder: str) -> None:
        """Remove every file of a case, those included that nobody knows: what a process left that was killed."""
        try:
            _folders, names = storages[self.kind].listdir(folder)
        except FileNotFoundError:
            return
        for name in names:
            storages[self.kind].delete(f"{folder}/{name}")

    def _place(self, name: str) -> str:
        return f"{self.kind}|{name}"


evidence_files = Vault("evidence")
document_files = Vault("documents")

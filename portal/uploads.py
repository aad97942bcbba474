"""Uploads on their way in: what does not fit in memory lies on disk sealed, under a key that this process alone has.

The file has no name, the key is forgotten with it: a process that is killed, a disk that is copied, a file that is
refused leave nothing that anybody can read. What is larger than any file that is taken is not even written.
"""

import io
import os
from tempfile import TemporaryFile
from typing import IO, Any, cast

from cryptography.hazmat.primitives.ciphers import Cipher, CipherContext
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CTR
from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

BLOCK = 16
BESIDE = 50 * 1024 * 1024
"""Bytes of a form beside its largest file: a handful of pictures."""


class SealedFile(io.RawIOBase):
    """A file on disk that is written once, from its beginning, and read anywhere.

    >>> file = SealedFile("/tmp")
    >>> file.write(b"a line and another one"), file.seek(7), file.read(3)
    (22, 7, b'and')
    """

    def __init__(self, folder: str) -> None:
        self._held = TemporaryFile(dir=folder)  # noqa: SIM115 - closed with this one
        self._key, self._start = AES(os.urandom(32)), int.from_bytes(os.urandom(BLOCK))
        self._place = self._length = 0
        self._sealing, self._opening = self._from(0), self._from(0)

    def _from(self, place: int) -> CipherContext:
        """The stream of the cipher from a byte on; both ways are the same."""
        counter = (self._start + place // BLOCK) % (1 << 8 * BLOCK)
        stream = Cipher(self._key, CTR(counter.to_bytes(BLOCK))).encryptor()
        stream.update(bytes(place % BLOCK))
        return stream

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        """Append a piece."""
        self._held.seek(self._length)
        self._held.write(self._sealing.update(bytes(data)))
        self._length += len(data)
        return len(data)

    def readinto(self, buffer: Any) -> int:
        """The next bytes."""
        self._held.seek(self._place)
        found = self._opening.update(self._held.read(len(buffer)))
        buffer[: len(found)] = found
        self._place += len(found)
        return len(found)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go on reading elsewhere."""
        place = offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._place, os.SEEK_END: self._length}[whence]
        if place != self._place:
            self._place, self._opening = place, self._from(place)
        return place

    def tell(self) -> int:
        return self._place

    def close(self) -> None:
        """The end of the file and of its key."""
        if not self.closed:
            self._held.close()
        super().close()


class SealedUploadHandler(FileUploadHandler):
    """Takes the files that are too large for memory, each up to one byte more than the largest one that is taken."""

    chunk_size = 64 * 1024

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self._most = settings.UPLOAD_MAX_BYTES
        if request is not None and settings.SESSION_COOKIE_NAME in request.COOKIES:
            self._most = max(settings.UPLOAD_MAX_BYTES, settings.UPLOAD_MAX_MEDIA_BYTES)
        self._left = 0

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - Django's name, given by it
        content_length: int,
        boundary: Any,
        encoding: str | None = None,
    ) -> None:
        """Refuse a form that is larger than anybody's before a byte of it is read."""
        del input_data, META, boundary, encoding
        if content_length > self._most + BESIDE:
            raise RequestDataTooBig("form too large")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self.file, self._left = SealedFile(settings.FILE_UPLOAD_TEMP_DIR), self._most + 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep a piece; what is beyond the limit only shows that it was reached."""
        del start
        if self._left:
            self._left -= self.file.write(raw_data[: self._left])

    def file_complete(self, file_size: int) -> UploadedFile[Any] | None:
        """The file, ready to be read."""
        size, plain = self._most + 1 - self._left, cast("IO[bytes]", self.file)
        return UploadedFile(plain, self.file_name, self.content_type, size, self.charset, self.content_type_extra)

    def upload_interrupted(self) -> None:
        """Nobody sends the rest. Where the connection breaks, the file ends with its request."""
        if "file" in vars(self):
            self.file.close()

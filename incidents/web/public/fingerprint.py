"""An upload of which only the fingerprint is kept: read as it comes in, never written down."""

from hashlib import sha256
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

MOST = 100 * 1024 * 1024
"""The largest file that is read; papers are far smaller."""


class FingerprintHandler(FileUploadHandler):
    """Feeds a file to SHA-256, piece by piece, and lets go of it. ``fingerprint`` is set once it was all there."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.fingerprint = ""
        self.is_too_large = False

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """The next file begins."""
        super().new_file(*args, **kwargs)
        self.digest, self.read = sha256(), 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """One piece; nothing is handed on."""
        del start
        self.read += len(raw_data)
        if self.read > MOST:
            self.is_too_large = True
            raise StopUpload(connection_reset=False)
        self.digest.update(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[bytes] | None:
        """The end of a file; an empty one counts as none."""
        if file_size:
            self.fingerprint = self.digest.hexdigest()
        return None

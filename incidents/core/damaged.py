"""What damaged files raise when they are taken apart: each reader of a format has its own ways to break."""

import tarfile
import zipfile
import zlib

ARCHIVE = (
    zipfile.BadZipFile,
    tarfile.TarError,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
    RuntimeError,
)
"""Of a ZIP, GZIP or TAR, and of office files, which are ZIPs: cut, locked, or packed in a way that nobody knows."""

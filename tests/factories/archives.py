"""Archives of a few members, for every test that uploads one."""

import io
import tarfile
import zipfile
from collections.abc import Mapping


def zipped(members: Mapping[str, str | bytes], level: int = zipfile.ZIP_DEFLATED, comment: bytes = b"") -> bytes:
    """A ZIP of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", level) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        archive.comment = comment
    return out.getvalue()


def tarred(members: Mapping[str, bytes]) -> bytes:
    """A TAR of these members, without compression."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return out.getvalue()

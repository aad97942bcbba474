"""Where files lie: private folders under the state, or an S3-compatible store when one is named."""

import glob
import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage
from django.utils.deconstruct import deconstructible

from portal import env
from portal.keys import sync_folder
from portal.state import PRIVATE, private_folder

KINDS = ("evidence", "documents")


@deconstructible(path="portal.storage.PrivateFileStorage")
class PrivateFileStorage(FileSystemStorage):
    """Files of mode 0600 that are whole or not there: written aside, synced, then renamed into place.

    Names are made from the content's fingerprint, so saving a name twice is the same file again.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """Keep the name that was asked for."""
        return name

    def _save(self, name: str, content: "File[Any]") -> str:
        target = Path(self.path(name))
        target.parent.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}.{secrets.token_hex(8)}.part")
        try:
            with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk.encode() if isinstance(chunk, str) else chunk)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
        sync_folder(target.parent)
        return target.relative_to(self.location).as_posix()

    def delete(self, name: str) -> None:
        """Remove a file, and what a writer that was killed left beside it."""
        super().delete(name)
        target = Path(self.path(name))
        for draft in target.parent.glob(f".{glob.escape(target.name)}.*.part"):
            draft.unlink(missing_ok=True)


def private_temporary(state: Path) -> str:
    """The folder for uploads on their way in: on the state's own disk, closed to others."""
    return str(private_folder(state / "tmp"))


def storages(state: Path) -> dict[str, dict[str, Any]]:
    """Django's STORAGES: evidence and documents apart, static files compressed under hashed names."""
    found: dict[str, dict[str, Any]] = {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
    bucket = env.text("RECOURSE_S3_BUCKET")
    for kind in KINDS:
        found[kind] = object_store(bucket, kind) if bucket else local_folder(state, kind)
    found["default"] = found["documents"]
    return found


def local_folder(state: Path, kind: str) -> dict[str, Any]:
    """One private folder under the state."""
    options = {"location": str(state / "files" / kind), "base_url": None}
    return {"BACKEND": "portal.storage.PrivateFileStorage", "OPTIONS": options}


def object_store(bucket: str, kind: str) -> dict[str, Any]:
    """One prefix of a private bucket; keys by name or from files."""
    options = {
        "bucket_name": bucket,
        "location": kind,
        "endpoint_url": env.text("RECOURSE_S3_ENDPOINT") or None,
        "region_name": env.text("RECOURSE_S3_REGION") or None,
        "access_key": env.text("RECOURSE_S3_ACCESS_KEY") or None,
        "secret_key": env.text("RECOURSE_S3_SECRET_KEY") or None,
        "default_acl": None,
        "file_overwrite": True,
        "querystring_auth": True,
        "addressing_style": "path" if env.text("RECOURSE_S3_ENDPOINT") else None,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def cache_url(broker_url: str) -> str:
    """The shared cache beside the broker: the same server, another database number where there is a socket.

    >>> cache_url("redis+socket:///tmp/a/broker.sock?virtual_host=0")
    'unix:///tmp/a/broker.sock?db=1'
    >>> cache_url("redis://broker:6379/0")
    'redis://broker:6379/0'
    """
    parts = urlsplit(broker_url)
    return f"unix://{parts.path}?db=1" if parts.scheme == "redis+socket" else broker_url

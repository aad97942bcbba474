"""Which files are taken as evidence, told by their content; the name only helps where content is plain text."""

from pathlib import PurePath
from types import MappingProxyType

from incidents.core.errors import BadInput

MAGIC = (
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"GIF8", 0, "image/gif"),
    (b"WEBP", 8, "image/webp"),
    (b"ftypheic", 4, "image/heic"),
    (b"ftypheix", 4, "image/heic"),
    (b"ftypmif1", 4, "image/heic"),
    (b"ftyp", 4, "video/mp4"),
    (b"%PDF-", 0, "application/pdf"),
    (b"PK\x03\x04", 0, "application/zip"),
    (b"\x1f\x8b", 0, "application/gzip"),
    (b"ustar", 257, "application/x-tar"),
    (b"\x1a\x45\xdf\xa3", 0, "video/webm"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 0, "application/vnd.ms-outlook"),
)
"""(bytes, offset, media type), first match wins."""

OFFICE = MappingProxyType(
    {
        ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)
TEXTS = MappingProxyType(
    {
        ".csv": "text/csv",
        ".tsv": "text/tab-separated-values",
        ".eml": "message/rfc822",
        ".json": "application/json",
        ".txt": "text/plain",
        ".md": "text/plain",
        ".log": "text/plain",
        "": "text/plain",
    }
)
REFUSED_STARTS = (b"<!doctype html", b"<html", b"<svg", b"<script", b"<?php", b"#!", b"mz\x90")
"""Active content: it would run in the reader's browser or machine."""

TELEGRAM = (b"<!doctype html>", b"<title>exported data</title>", b'class="page_header"')
"""Marks of a chat that Telegram exported: the one kind of HTML that is kept, handed out as a file, never shown."""

PREVIEWED = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
HEAD = 4096


def media_type(head: bytes, name: str) -> str:
    """The media type of a file by its first bytes; raises BadInput("file_type_refused").

    >>> media_type(b"%PDF-1.7 ...", "invoice.png")
    'application/pdf'
    >>> media_type(b"<svg onload=x>", "a.png")
    Traceback (most recent call last):
    incidents.core.errors.BadInput: file_type_refused
    """
    suffix = PurePath(name).suffix.casefold()
    for magic, offset, found in MAGIC:
        if head[offset : offset + len(magic)] == magic:
            return OFFICE.get(suffix, found) if found == "application/zip" else found
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if all(mark in start for mark in TELEGRAM):
        return "text/x-telegram-export"
    active = suffix != ".eml" and (b"<svg" in start or b"<script" in start)
    if active or start.startswith(REFUSED_STARTS):
        raise BadInput("file_type_refused", name=name)
    if is_text(head):
        return TEXTS.get(suffix, "text/plain")
    raise BadInput("file_type_refused", name=name)


def is_text(head: bytes) -> bool:
    """Whether bytes look like text: UTF-16 with its mark, or no control characters but white space."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 32 and byte not in b"\t\r\n\f\x1b" for byte in head)


def is_scannable(found: str) -> bool:
    """Whether a file's content is text that can be searched for secrets."""
    return found.startswith("text/") or found in {"message/rfc822", "application/json"}

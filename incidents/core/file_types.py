"""Which files are taken as evidence, told by their content; the name only helps where content is plain text."""

import re
from pathlib import PurePath
from types import MappingProxyType

from incidents.core.errors import BadInput

HEAD = 4096
"""Bytes from the beginning of a file that are enough to tell what it is."""

PDF = "application/pdf"
ZIP, GZIP, TAR = "application/zip", "application/gzip", "application/x-tar"
ARCHIVES = frozenset({ZIP, GZIP, TAR})
MAIL, OUTLOOK = "message/rfc822", "application/vnd.ms-outlook"

MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"%PDF-", PDF),
    (b"PK\x03\x04", ZIP),
    (b"\x1f\x8b", GZIP),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OUTLOOK),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
    (b"OggS\0", "audio/ogg"),
    (b"ID3\x02", "audio/mpeg"),
    (b"ID3\x03", "audio/mpeg"),
    (b"ID3\x04", "audio/mpeg"),
    (b"\xff\xfb", "audio/mpeg"),
    (b"\xff\xf3", "audio/mpeg"),
    (b"#!AMR", "audio/amr"),
)
"""What a file begins with -> its media type. First match wins."""

_RIFF = MappingProxyType({b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"})
_BRANDS = (
    ((b"avif", b"avis"), "image/avif"),
    ((b"hei", b"hev", b"mif1", b"msf1"), "image/heic"),
    ((b"qt  ",), "video/quicktime"),
    ((b"M4A", b"M4B"), "audio/mp4"),
    ((b"3g",), "video/3gpp"),
)
"""Brands of the ISO container that phones write pictures, films and sound into; anything else in it is a film."""

_CLOSED = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
"""Archives that nothing here opens: what is in them can be given by itself."""

_OLD_FILM = frozenset({b"moov", b"mdat", b"wide", b"free", b"skip"})

OFFICE = MappingProxyType(
    {
        ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    }
)
OFFICE_TYPES = frozenset(OFFICE.values())
TEXTS = MappingProxyType({".csv": "text/csv", ".tsv": "text/tab-separated-values", ".json": "application/json"})

ACTIVE = frozenset(
    f".{suffix}"
    for suffix in (
        "html", "htm", "xhtml", "shtml", "mht", "mhtml", "svg", "js", "mjs", "jse", "vbs", "vbe", "wsf", "hta", "ps1",
        "psm1", "bat", "cmd", "sh", "bash", "py", "pyw", "rb", "pl", "php", "jsp", "asp", "aspx", "reg", "url",
        "webloc", "desktop", "lnk", "inf", "scf", "application", "jnlp",
    )
)  # fmt: skip
"""Names of texts that a machine runs, or follows, when somebody opens them."""

_RUNS = re.compile(rb"<!doctype html|<html|<svg|<script|<\?php|#!(?!AMR)|mz\x90|%!ps", re.IGNORECASE)
_MARKUP = re.compile(rb"<svg|<script|<html[\s>]|<iframe", re.IGNORECASE)
_LETTER = re.compile(rb"(?:From [^\n]{3,200}\n)?[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,2000}\n")
_WRITTEN = re.compile(rb"^(?:from|to|subject|date):", re.IGNORECASE | re.MULTILINE)
_CARRIED = re.compile(rb"^(?:received|message-id|mime-version|return-path):", re.IGNORECASE | re.MULTILINE)
_EMPTY_LINE = re.compile(rb"\n\r?\n")
TELEGRAM = (b"<!doctype html>", b"<title>exported data</title>", b'class="page_header"')
"""Marks of a chat that Telegram exported: the one kind of HTML that is kept, handed out as a file, never shown."""


TELEGRAM_CHAT = "text/x-telegram-export"
_MARK_OF_ORDER = b"\xef\xbb\xbf"


def media_type(head: bytes, name: str) -> str:
    """The media type of a file by its first bytes; raises BadInput ("file_could_run", ...) for what is not taken.

    >>> media_type(b"%PDF-1.7 ...", "invoice.png")
    'application/pdf'
    >>> media_type(b"Received: from a by b\\r\\nFrom: x@evil.example\\r\\n\\r\\nHello", "original_msg.txt")
    'message/rfc822'
    >>> media_type(b"<svg onload=x>", "a.png")
    Traceback (most recent call last):
    incidents.core.errors.BadInput: file_could_run
    """
    suffix = PurePath(name).suffix.casefold()
    if found := _of_content(head):
        return OFFICE.get(suffix, found) if found == ZIP else found
    start = head.removeprefix(_MARK_OF_ORDER).lstrip()
    if all(mark in start.lower() for mark in TELEGRAM):
        return TELEGRAM_CHAT
    if head.startswith(_CLOSED):
        raise BadInput("archive_unreadable", name=name)
    if _RUNS.match(start) or suffix in ACTIVE:
        raise BadInput("file_could_run", name=name)
    if not is_text(head):
        raise BadInput("file_type_refused", name=name)
    if _is_mail(start, is_called_one=suffix == ".eml"):
        return MAIL
    if _MARKUP.search(start):
        raise BadInput("file_could_run", name=name)
    return TEXTS.get(suffix, "text/plain")


def _is_mail(start: bytes, *, is_called_one: bool) -> bool:
    """Whether a text begins as a mail does; what carried it can write more than a head before who sent it is said."""
    begun = _LETTER.match(start) and (is_called_one or _CARRIED.search(start))
    is_all_head = len(start) > HEAD // 2 and not _EMPTY_LINE.search(start)
    return bool(begun) and (is_all_head or bool(_WRITTEN.search(start)))


def _of_content(head: bytes) -> str:
    for magic, found in MAGIC:
        if head.startswith(magic):
            return found
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12], "")
    if head[257:262] == b"ustar" and not _RUNS.match(head):
        return TAR
    return _of_container(head)


def _of_container(head: bytes) -> str:
    """Pictures, films and sound in the ISO container; its first box is short, so that no text begins like one.

    >>> [_of_container(bytes([0, 0, 0, 24]) + box) for box in (b"ftypheic", b"ftypqt  ", b"ftypisom", b"wide")]
    ['image/heic', 'video/quicktime', 'video/mp4', 'video/quicktime']
    """
    if head[:2] != b"\0\0":
        return ""
    if head[4:8] != b"ftyp":
        return "video/quicktime" if head[4:8] in _OLD_FILM else ""
    brands = [head[8:12], *(head[at : at + 4] for at in range(16, min(head[3], 64), 4))]
    if brands[0] in (b"mif1", b"msf1") and b"avif" in brands:
        return "image/avif"
    for starts, found in _BRANDS:
        if brands[0].startswith(starts):
            return found
    return "video/mp4"


def is_text(head: bytes) -> bool:
    """Whether bytes look like text: UTF-16 with its mark, or no control characters but white space."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return not any(byte < 32 and byte not in b"\t\r\n\f\x1b" for byte in head)


def is_scannable(found: str) -> bool:
    """Whether a file's content is text that can be searched for secrets."""
    return found.startswith("text/") or found in {MAIL, "application/json"}


def is_picture(found: str) -> bool:
    """Whether a file is a picture, of which a copy can be shown."""
    return found.startswith("image/")


def is_recording(found: str) -> bool:
    """Whether a file is a film or sound: large by nature, and nothing in it is read."""
    return found.startswith(("video/", "audio/"))

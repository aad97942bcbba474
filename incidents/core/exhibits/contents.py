"""The texts in a file, for whoever looks for secrets and traces: mails, papers, sheets, archives and their members."""

import io
import re
import zipfile
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath

from incidents.core import file_types
from incidents.core.errors import BadInput, TooMany
from incidents.core.exhibits import mail, outlook
from incidents.core.statements.archives import sources
from incidents.core.statements.texts import encoding_of

MOST_CHARACTERS = 4_000_000
"""Of one text: what stands beyond is not read."""

MOST_PAGES = 40
MOST_TEXTS = 200
DEEPEST = 4
"""Mails in archives in mails."""

Text = tuple[str, str]
"""Where it stands, and what."""

PDF, ZIP = "application/pdf", "application/zip"
MAIL, OUTLOOK = "message/rfc822", "application/vnd.ms-outlook"
ARCHIVES = frozenset({ZIP, "application/gzip", "application/x-tar"})
OFFICE = frozenset(file_types.OFFICE.values())
_TAG = re.compile(r"<[^>]{0,2000}>")
_BREAK = re.compile(r"</(?:w:p|si|c|row|tr|div|p)>|<br\b[^>]*>", re.IGNORECASE)
_INSIDE = re.compile(r"(?:word/|xl/sharedStrings|xl/worksheets/|docProps/).*\.xml$|^xl/sharedStrings\.xml$")


def texts(data: bytes, media_type: str, name: str) -> Iterator[tuple[str, str]]:
    """Where it stands and what: the file's own text, the bodies of a mail, the members of an archive, bounded.

    What cannot be read (a locked or damaged file) gives nothing: the original is kept all the same.

    >>> list(texts(b"hello", "text/plain", "a.txt"))
    [('a.txt', 'hello')]
    """
    yield from islice(_texts(data, media_type, name, DEEPEST), MOST_TEXTS)


def _texts(data: bytes, media_type: str, name: str, deep: int) -> Iterator[tuple[str, str]]:
    if media_type in (MAIL, OUTLOOK):
        read = mail.read if media_type == MAIL else outlook.read
        found = read(data)
        if found:
            head = (found.sender, found.reply_to, found.subject, *found.hops)
            yield name, "\n".join((*head, found.body))[:MOST_CHARACTERS]
            for inner, content in found.attached:
                yield name, inner
                yield from _member(content, inner, name, deep)
    elif media_type == PDF:
        yield name, _pdf(data)
    elif media_type in OFFICE:
        yield name, _office(data)
    elif media_type in ARCHIVES:
        yield from _archive(data, name, deep)
    elif file_types.is_scannable(media_type):
        yield name, decoded(data)


def decoded(data: bytes) -> str:
    """Bytes as text, whatever their encoding.

    >>> decoded("gr\\u00fc\\u00df".encode("utf-16")) == "gr\\u00fc\\u00df"
    True
    """
    encoding = encoding_of(data[: 1 << 16]) or "utf-8"
    return data[: 4 * MOST_CHARACTERS].decode(encoding, "replace")[:MOST_CHARACTERS]


def _member(data: bytes, name: str, outer: str, deep: int) -> Iterator[tuple[str, str]]:
    """What lies inside something: a mail in an archive, an archive in a mail, not deeper than anybody means to send."""
    try:
        kind = file_types.media_type(data[: file_types.HEAD], name)
    except BadInput:
        kind = "text/plain" if file_types.is_text(data[: file_types.HEAD]) else ""
    for where, text in _texts(data, kind, PurePath(name).name, deep - 1) if deep else ():
        yield f"{outer}: {where}", text


def _archive(data: bytes, name: str, deep: int) -> Iterator[tuple[str, str]]:
    try:
        for member in sources(data, name):
            yield from _member(member.data, member.name, name, deep)
            yield name, member.name
    except (BadInput, TooMany):
        return


def _pdf(data: bytes) -> str:
    """The text of the first pages; a PDF's own errors end it, they do not matter here."""
    from pypdf import PdfReader  # only here: it brings the tools of fonts, which few web processes need
    from pypdf.errors import PyPdfError

    lines: list[str] = []
    try:
        reader = PdfReader(io.BytesIO(data))
        lines += [str(value) for value in (reader.metadata or {}).values()]
        for page in islice(reader.pages, MOST_PAGES):
            lines.append(page.extract_text())
            if sum(map(len, lines)) > MOST_CHARACTERS:
                break
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError):
        pass
    return "\n".join(lines)[:MOST_CHARACTERS]


def _office(data: bytes) -> str:
    """The words of a document or a sheet, without its form."""
    lines: list[str] = []
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.infolist():
                if _INSIDE.match(member.filename) and sum(map(len, lines)) < MOST_CHARACTERS:
                    with archive.open(member) as stream:
                        raw = stream.read(2 * MOST_CHARACTERS).decode("utf-8", "replace")
                    lines.append(_TAG.sub(" ", _BREAK.sub("\n", raw)))
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError):
        pass
    return "\n".join(lines)[:MOST_CHARACTERS]

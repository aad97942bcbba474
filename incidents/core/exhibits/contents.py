"""The texts in a file, for whoever looks for secrets and traces: mails, papers, sheets, archives and their members."""

import io
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath

from incidents.core import file_types
from incidents.core.exhibits import mails, office
from incidents.core.exhibits.members import kind_of, members
from incidents.core.file_types import ARCHIVES, MAIL, OFFICE_TYPES, OUTLOOK, PDF
from incidents.core.statements.texts import encoding_of

MOST_CHARACTERS = 4_000_000
"""Of one text: what stands beyond is not read."""

MOST_PAGES = 300
MOST_TEXTS = 200
DEEPEST = 4
"""Mails in archives in mails."""

Text = tuple[str, str]
"""Where it stands, and what."""


def texts(data: bytes, media_type: str, name: str, most: int = MOST_TEXTS) -> Iterator[tuple[str, str]]:
    """Where it stands and what: the file's own text, the bodies of a mail, the members of an archive, bounded.

    What cannot be read (a locked or damaged file) gives nothing: the original is kept all the same.

    >>> list(texts(b"hello", "text/plain", "a.txt"))
    [('a.txt', 'hello')]
    """
    yield from islice(_texts(data, media_type, name, DEEPEST), most)


def _texts(data: bytes, media_type: str, name: str, deep: int) -> Iterator[tuple[str, str]]:
    if media_type in (MAIL, OUTLOOK):
        for found in mails.outermost(data, media_type):
            head = (found.sender, found.reply_to, found.subject, *found.hops)
            yield name, "\n".join((*head, found.body))[:MOST_CHARACTERS]
            for inner, content in found.attached:
                yield name, inner
                yield from _member(content, kind_of(content, inner), inner, name, deep)
    elif media_type == PDF:
        yield name, _pdf(data)
    elif media_type in OFFICE_TYPES:
        yield name, office.words(data, MOST_CHARACTERS)
    elif media_type in ARCHIVES:
        named = []
        for inner, kind, content in members(data, media_type, name):
            yield from _member(content, kind, inner, name, deep)
            named.append(PurePath(inner).name)
        yield name, "\n".join(named)
    elif file_types.is_scannable(media_type):
        yield name, decoded(data)


def decoded(data: bytes) -> str:
    """Bytes as text, whatever their encoding.

    >>> decoded("gr\\u00fc\\u00df".encode("utf-16")) == "gr\\u00fc\\u00df"
    True
    """
    encoding = encoding_of(data[: 1 << 16]) or "utf-8"
    return data[: 4 * MOST_CHARACTERS].decode(encoding, "replace")[:MOST_CHARACTERS]


def _member(data: bytes, kind: str, name: str, outer: str, deep: int) -> Iterator[tuple[str, str]]:
    """What lies inside something: a mail in an archive, an archive in a mail, not deeper than anybody means to send."""
    for where, text in _texts(data, kind, PurePath(name).name, deep - 1) if deep else ():
        yield f"{outer}: {where}", text


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
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RuntimeError, OSError):
        pass
    return "\n".join(lines)[:MOST_CHARACTERS]

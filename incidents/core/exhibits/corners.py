"""What is written in the corners of a file, where nobody looks: searched for secrets, read for nothing else.

Comments of pictures, names in archives, notes and fields of papers, headers and second bodies of mails.
"""

import io
import re
import warnings
from collections.abc import Iterable, Iterator
from email.errors import MessageError
from email.message import Message
from email.parser import BytesParser

from incidents.core.errors import BadInput, TooMany
from incidents.core.exhibits import mail, members, office
from incidents.core.exhibits.contents import MOST_CHARACTERS, Text, decoded, texts
from incidents.core.exhibits.images import opened
from incidents.core.file_types import ARCHIVES, MAIL, OFFICE_TYPES, OUTLOOK, PDF, is_picture, is_scannable

DEEPEST, MOST = 4, 20_000
"""Files in files, and texts of one upload."""

_PRINTED = re.compile(rb"[\x20-\x7e\t\r\n]{20,20000}")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){12,4000}")
_MARK = re.compile(rb"ASCII\0{3}|UNICODE\0|JIS\0{5}")


def corners(data: bytes, media_type: str, name: str, deep: int = DEEPEST) -> Iterator[Text]:
    """Where it stands and what; damaged files end it quietly.

    >>> [text for _, text in corners(b"From: a@b.example\\nX-Note: hello\\n\\nbody", "message/rfc822", "a.eml")][0]
    'a@b.example\\nhello'
    """
    if deep <= 0:
        return
    if is_picture(media_type):
        yield from ((name, text) for text in _of_picture(data))
    elif media_type in OFFICE_TYPES:
        yield from ((name, text) for text in office.corners(data, MOST_CHARACTERS))
        yield from _inside(office.inside(data, MOST_CHARACTERS), name, deep)
    elif media_type == PDF:
        yield from _of_pdf(data, name, deep)
    elif media_type == MAIL:
        yield from _of_mail(data, name, deep)
    elif media_type in ARCHIVES:
        yield name, members.names(data, media_type)
        for inner, kind, content in members.members(data, media_type, name):
            yield from corners(content, kind, f"{name}: {inner}", deep - 1)
    elif media_type == OUTLOOK:
        yield name, _printed(data)


def _inside(found: Iterable[tuple[str, bytes]], name: str, deep: int) -> Iterator[Text]:
    """Files inside a file that is no archive: their texts and their corners."""
    for inner, data in found:
        kind = members.kind_of(data, inner)
        yield name, inner
        yield from texts(data, kind, f"{name}: {inner}")
        yield from corners(data, kind, f"{name}: {inner}", deep - 1)


def _of_picture(data: bytes) -> Iterator[str]:
    """What it says of itself, in whatever alphabet, and every line of plain text in its bytes."""
    yield _printed(data)
    said: list[object] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with opened(data) as image:
                exif = image.getexif()
                tables = [exif, *(exif.get_ifd(place) for place in (0x8769, 0x8825, 0xA005))]
                said = [*image.info.values(), *(value for table in tables for value in table.values())]
    except (BadInput, TooMany):  # of a picture in an archive only the beginning is here
        pass
    yield "\n".join(text for value in said for text in _words(value))[:MOST_CHARACTERS]


def _words(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, bytes):
        bare = _MARK.sub(b"", value)
        yield from (bare.decode(form, "ignore") for form in ("utf-8", "utf-16-le", "utf-16-be"))
    elif isinstance(value, dict):
        for part in value.values():
            yield from _words(part)


def _printed(data: bytes) -> str:
    """Every line of plain text in some bytes."""
    wide = (match[0].decode("utf-16-le", "ignore") for match in _WIDE.finditer(data))
    return "\n".join([*(match[0].decode("ascii") for match in _PRINTED.finditer(data)), *wide])[:MOST_CHARACTERS]


def _of_pdf(data: bytes, name: str, deep: int) -> Iterator[Text]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    said: list[str] = []
    attached: list[tuple[str, bytes]] = []
    try:
        reader = PdfReader(io.BytesIO(data))
        said += [str(field.get("/V") or "") for field in (reader.get_fields() or {}).values()]
        said += _titles(reader.outline)
        for page in reader.pages:
            notes = [note.get_object() for note in page.get("/Annots") or ()]
            said += [str(note.get(key)) for note in notes for key in ("/Contents", "/V", "/T") if note.get(key)]
        attached = [(inner, content) for inner, each in reader.attachments.items() for content in each]
        about = reader.root_object.get("/Metadata")
        if about is not None:
            said.append(about.get_object().get_data().decode("utf-8", "replace"))
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RuntimeError, OSError):
        pass
    yield name, "\n".join(said)[:MOST_CHARACTERS]
    yield from _inside(attached, name, deep)


def _titles(outline: object) -> Iterator[str]:
    for item in outline if isinstance(outline, list) else [outline]:
        if isinstance(item, list):
            yield from _titles(item)
        else:
            yield str(getattr(item, "title", "") or "")


def _of_mail(data: bytes, name: str, deep: int) -> Iterator[Text]:
    """The headers of every part, every body, shown or not, and what stands between parts; files but for their texts."""
    for one in mail.each(data):
        try:
            message = BytesParser(policy=mail.POLICY).parsebytes(one)
            for part in message.walk():
                around = (part.preamble, part.epilogue) if part.is_multipart() else ()
                said = (*part.values(), *filter(None, around))
                yield name, "\n".join(str(value) for value in said)[:MOST_CHARACTERS]
                if not part.is_multipart():
                    yield from _of_part(part, name, deep)
        except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError, IndexError):
            continue


def _of_part(part: Message, name: str, deep: int) -> Iterator[Text]:
    content = part.get_payload(decode=True)
    content = content if isinstance(content, bytes) else b""
    inner = part.get_filename() or ""
    kind = members.kind_of(content, inner)
    if is_scannable(kind) and kind != MAIL:
        yield f"{name}: {inner}", decoded(content)
    else:
        yield from corners(content, kind, f"{name}: {inner}", deep - 1)

"""A mail that Outlook saved (.msg): headers, body, attachments out of the compound file, then read as any mail."""

import io
import struct
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.message import EmailMessage
from email.utils import format_datetime

import olefile

from incidents.core.exhibits import mail_words
from incidents.core.exhibits.mail import MOST_ATTACHED, POLICY, MailFacts, facts_of

_PROPERTIES = "__properties_version1.0"
_HEADERS, _SUBJECT, _BODY, _PAGE = "007D", "0037", "1000", "1013"
_SENDERS = (("5D01", "0C1A"), ("0C1F", "0C1A"), ("0065", "0042"))
"""Address and name of the sender, on the wire, as sent, on whose behalf: properties of a message by their tags
(MS-OXPROPS). The address can be one of the company's own system; then it holds no ``@``."""

_SENT, _ARRIVED, _CODE_PAGE = 0x00390040, 0x0E060040, 0x3FFD0003
_ATTACHED, _NAMES, _DATA, _MESSAGE = "__attach_version1.0_#", ("3707", "3704"), "3701", "3701000D"
_WIDE, _NARROW, _BYTES = "001F", "001E", "0102"
_LONGEST = 30_000_000
_DEEPEST = 4
_CODECS = {65001: "utf-8", 20127: "ascii", 28591: "latin-1", 20866: "koi8-r"}
_BROKEN = (OSError, ValueError, TypeError, IndexError, KeyError, AttributeError, struct.error, OverflowError)
_OF_PARTS = ("content-", "mime-version")
Path = tuple[str, ...]
Mail = tuple[EmailMessage, str, tuple[tuple[str, bytes], ...]]
"""Its head, its words, and what is attached: names and bytes."""


def is_mail(data: bytes) -> bool:
    """Whether a compound file is a mail: old or locked office files and installers are compound files too."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return bool(file.exists(_PROPERTIES))
    except _BROKEN:
        return False


def read(data: bytes) -> MailFacts | None:
    """The facts of the mail; None when the file is none or is damaged."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            found = _mail(file, (), _DEEPEST) if file.exists(_PROPERTIES) else None
            return facts_of(*found) if found else None
    except _BROKEN:
        return None


def _mail(file: olefile.OleFileIO, at: Path, deep: int) -> Mail | None:
    numbers = _numbers(file, at)
    letters = _codec(numbers.get(_CODE_PAGE, 0))
    message = message_from_string(_text(file, at, _HEADERS, letters), _class=EmailMessage, policy=POLICY)
    sender = _sender(file, at, letters)
    if "From" not in message and sender:
        message["From"] = sender
    subject = "".join(filter(str.isprintable, _text(file, at, _SUBJECT, letters)))
    if "Subject" not in message and subject:
        message["Subject"] = subject
    sent = _instant(numbers.get(_SENT, 0)) or _instant(numbers.get(_ARRIVED, 0))
    if "Date" not in message and sent:
        message["Date"] = format_datetime(sent)
    page = _text(file, at, _PAGE, letters)
    body = "\n".join([_text(file, at, _BODY, letters) or mail_words.seen(page), *mail_words.links(page)]).strip()
    if not (message.keys() or body):
        return None
    return message, body, tuple(_attached(file, at, letters, deep))


def _sender(file: olefile.OleFileIO, at: Path, letters: str) -> str:
    found = [(_text(file, at, name, letters), _text(file, at, address, letters)) for address, name in _SENDERS]
    name, address = next((pair for pair in found if "@" in pair[1]), found[1])
    bare = " ".join(name.replace('"', "").split())
    return f'"{bare}" <{address.strip()}>' if address and bare else address.strip() or bare


def _attached(file: olefile.OleFileIO, at: Path, letters: str, deep: int) -> list[tuple[str, bytes]]:
    found = []
    places = sorted({tuple(path[: len(at) + 1]) for path in file.listdir(storages=True)})
    for place in places:
        if place[: len(at)] == at and len(place) > len(at) and place[-1].startswith(_ATTACHED) and deep:
            name = next(filter(None, (_text(file, place, tag, letters) for tag in _NAMES)), "attached")
            inner = (*place, f"__substg1.0_{_MESSAGE}")
            if file.exists("/".join((*inner, _PROPERTIES))):
                found.append((f"{name}.eml", _as_mail(_mail(file, inner, deep - 1))))
            else:
                found.append((name, _stream(file, place, f"{_DATA}{_BYTES}")))
        if len(found) == MOST_ATTACHED:
            break
    return found


def _as_mail(found: Mail | None) -> bytes:
    """A mail within a mail, written so that it is read like any other: its own head, then what it holds."""
    if found is None:
        return b""
    message, body, attached = found
    head = [f"{name}: {value}\n" for name, value in message.raw_items() if not name.casefold().startswith(_OF_PARTS)]
    held = EmailMessage()
    held.set_content(body)
    for name, data in attached:
        held.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return "".join(head).encode("utf-8", "replace") + held.as_bytes()


def _numbers(file: olefile.OleFileIO, at: Path) -> dict[int, int]:
    """The properties of fixed size, by tag. What stands before them is longer in the outermost message."""
    raw = _stream(file, at, _PROPERTIES)[24 if at else 32 :]
    return {tag: value for tag, _flags, value in struct.iter_unpack("<IIQ", raw[: len(raw) // 16 * 16])}


def _instant(ticks: int) -> datetime | None:
    """Tenths of microseconds since 1601.

    >>> _instant(133149392490000000).isoformat()
    '2022-12-08T02:14:09+00:00'
    """
    return datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10) if 0 < ticks < 1 << 58 else None


def _codec(page: int) -> str:
    page &= 0xFFFFFFFF
    return _CODECS.get(page) or (f"cp{page}" if page in (874, 932, 936, 949, 950) or 1250 <= page <= 1258 else "cp1252")


def _text(file: olefile.OleFileIO, at: Path, tag: str, letters: str) -> str:
    for kind, encoding in ((_WIDE, "utf-16-le"), (_NARROW, letters), (_BYTES, letters)):
        if found := _stream(file, at, f"{tag}{kind}"):
            return found.decode(encoding, "replace").rstrip("\0")
    return ""


def _stream(file: olefile.OleFileIO, at: Path, name: str) -> bytes:
    path = "/".join((*at, name if name.startswith("__") else f"__substg1.0_{name}"))
    return bytes(file.openstream(path).read(_LONGEST)) if file.exists(path) else b""

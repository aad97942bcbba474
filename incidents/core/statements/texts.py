"""The encoding of a statement and its lines: BOMs, UTF-16, and what spreadsheets of the last thirty years wrote."""

import codecs
import io
import re
from dataclasses import dataclass
from typing import TextIO

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LEGACY = ("cp1252", "cp1250", "cp1251", "cp1254", "cp1253", "cp1257", "cp932", "gb18030", "cp949", "big5", "euc_jp")
"""What spreadsheets and exchanges wrote before UTF-8."""
_SAMPLE = 1 << 16
_CHUNK = 1 << 20
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\r\n\f\x1a\x1b\x01\x1e\x1f")
_NULS = re.compile(rb"\0+")


@dataclass(frozen=True, slots=True)
class Decoding:
    """The encoding, as Python names it, and how many lines hold bytes that mean nothing in it."""

    encoding: str
    broken: int = 0


def encoding_of(data: bytes) -> str | None:
    """The encoding, as Python names it; None where the bytes are no text.

    >>> encoding_of("Datum;Betrag €".encode("utf-16")), encoding_of("Částka,Poplatek".encode())
    ('utf-16', 'utf-8')
    >>> encoding_of("Date,Coin".encode("utf-16-le")), encoding_of(b"%PDF-1.7\\x00\\x01\\x02\\x03")
    ('utf-16-le', None)
    """
    found = decoding_of(data)
    return found.encoding if found else None


def decoding_of(data: bytes) -> Decoding | None:
    """How the bytes are read as a text; None where they are none.

    >>> decoding_of("Menge, Gebühr".encode() + bytes(9))
    Decoding(encoding='utf-8', broken=1)
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return Decoding(name, _broken(data) if name == "utf-8-sig" and not _is_utf8(data) else 0)
    head = data[:_SAMPLE].rstrip(b"\0")
    nuls = head.count(0)
    if nuls and (wide := _without_bom(head)):
        return Decoding(wide)
    if nuls * 100 > len(head) or sum(byte in _CONTROLS for byte in head) * 100 > len(head):
        return None
    if _is_utf8(data):
        return Decoding("utf-8", _broken(data) if b"\0" in data else 0)
    broken = _broken(data)
    if broken * 1000 <= data.count(b"\n") or broken * 10 < _said_in_utf8(data):
        return Decoding("utf-8", broken)
    holed = sum(b"\0" in line for line in data.splitlines())
    encoding = _by_header(data) or ("" if holed else _legacy(data))
    return Decoding(encoding, holed) if encoding else None


def _without_bom(head: bytes) -> str | None:
    even, odd = head[::2].count(0) * 10 > len(head) * 3, head[1::2].count(0) * 10 > len(head) * 3
    if even == odd:
        return None
    return "utf-16-be" if even else "utf-16-le"


def _is_utf8(data: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(data), _CHUNK):
            decoder.decode(data[start : start + _CHUNK])
    except UnicodeDecodeError:
        return False
    return True


def _broken(data: bytes) -> int:
    """Lines that are no UTF-8, or hold what a broken download leaves."""
    return sum(b"\0" in line or not _is_utf8(line) for line in data.splitlines() if b"\0" in line or not line.isascii())


def _said_in_utf8(data: bytes) -> int:
    """Lines with letters beyond ASCII that are UTF-8: hardly ever by chance."""
    return sum(_is_utf8(line) for line in data.splitlines() if not line.isascii())


def _by_header(data: bytes) -> str | None:
    """The encoding in which a header is one that is known, most of all its names."""
    from incidents.core.statements import detect  # every format: only where it is needed

    whole = data[:_SAMPLE].rpartition(b"\n")[0] if len(data) > _SAMPLE else data
    best: tuple[int, str] | None = None
    for encoding in _LEGACY:
        lines = whole.decode(encoding, "replace").splitlines(keepends=True)
        found = detect.find(lines)
        if found is None or lines[found.line - 1].isascii():
            continue
        if best is None or len(found.plan.unknown) < best[0]:
            best = (len(found.plan.unknown), encoding)
    return best[1] if best else None


def _legacy(data: bytes) -> str:
    """Judged by the lines that are not plain ASCII: in a statement they are few."""
    from charset_normalizer import from_bytes  # slow to load, and seldom needed

    telling = b"\n".join(line for line in data[: 1 << 22].splitlines() if not line.isascii())[:_SAMPLE]
    best = from_bytes(telling, cp_isolation=list(_LEGACY)).best()
    return best.encoding if best else "cp1252"


def open_text(data: bytes, encoding: str) -> TextIO:
    """Its text, line by line; what does not decode is marked, never dropped: nothing is joined over a gap."""
    if not encoding.startswith(("utf-16", "utf-32")) and b"\0" in data:
        mark = "\ufffd".encode(encoding.removesuffix("-sig"), "replace")
        data = _NULS.sub(mark, data.rstrip(b"\0"))
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors="replace", newline=None)

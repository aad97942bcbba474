"""The encoding of a statement and its lines: BOMs, UTF-16, and what spreadsheets of the last thirty years wrote."""

import codecs
import io
from typing import TextIO

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 1 << 16
_CHUNK = 1 << 20
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\r\n\f\x1a\x1b")


def encoding_of(data: bytes) -> str | None:
    """The encoding, as Python names it; None where the bytes are no text.

    >>> encoding_of("Datum;Betrag €".encode("utf-16")), encoding_of("Částka,Poplatek".encode())
    ('utf-16', 'utf-8')
    >>> encoding_of("Date,Coin".encode("utf-16-le")), encoding_of(b"%PDF-1.7\\x00\\x01\\x02\\x03")
    ('utf-16-le', None)
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return name
    head = data[:_SAMPLE]
    if b"\0" in head:
        return _without_bom(head)
    if sum(byte in _CONTROLS for byte in head) * 100 > len(head):
        return None
    if _is_utf8(data):
        return "utf-8"
    return _legacy(data)


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


def _legacy(data: bytes) -> str:
    """Judged by the lines that are not plain ASCII: in a statement they are few."""
    from charset_normalizer import from_bytes  # slow to load, and seldom needed

    telling = b"\n".join(line for line in data[: 1 << 22].splitlines() if not line.isascii())[:_SAMPLE]
    best = from_bytes(telling).best()
    return best.encoding if best else "cp1252"


def open_text(data: bytes, encoding: str) -> TextIO:
    """Its text, line by line; what does not decode is marked, never dropped."""
    return io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors="replace", newline=None)

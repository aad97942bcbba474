"""What a PDF could do when it is opened: run a script, start a program, bring other files, fill a machine's memory."""

import io
import zlib
from itertools import islice
from typing import Any

import pikepdf

from incidents.core.errors import TooMany

_MOST_OBJECTS = 50_000
SCRIPT, LAUNCH, FILES = "pdf_script", "pdf_launch", "pdf_files"
_ACTIONS = {"/JavaScript": SCRIPT, "/Launch": LAUNCH}
_DAMAGED = (pikepdf.PdfError, ValueError, TypeError, RuntimeError, OSError, zlib.error)

MOST_UNPACKED, HIGHEST_RATIO = 150_000_000, 250
"""Bytes of one stream that came from few: a page scanned in colour at 600 dots an inch is smaller."""

MOST_IN_ALL = 1_500_000_000
_STEP = 1 << 20
_PACKED = frozenset({"/FlateDecode", "/Fl"})


def flags(data: bytes) -> list[str]:
    """What is odd about a PDF, as codes; nothing for an ordinary one, and for one that cannot be opened.

    Raises TooMany("file_unpacks_too_far") for one that only fills memory.
    """
    found: set[str] = set()
    left = MOST_IN_ALL
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for item in islice(pdf.objects, _MOST_OBJECTS):
                if isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                    found |= _flags(item)
                if isinstance(item, pikepdf.Stream):
                    left -= _unpacked(item)
                if left < 0:
                    raise TooMany("file_unpacks_too_far")
    except _DAMAGED:
        return sorted(found)
    return sorted(found)


def _flags(item: pikepdf.Object) -> set[str]:
    found: set[str] = set()
    for part in (item, *(value for _, value in item.items() if isinstance(value, pikepdf.Dictionary))):
        if str(part.get("/S")) in _ACTIONS:
            found.add(_ACTIONS[str(part.get("/S"))])
    if "/JS" in item:
        found.add(SCRIPT)
    if "/EF" in item or str(item.get("/Type")) == "/EmbeddedFile":
        found.add(FILES)
    return found


def _unpacked(stream: pikepdf.Object) -> int:
    """How many bytes a stream comes to, counted and thrown away; those packed twice are unpacked twice."""
    named: Any = stream.get("/Filter")
    packed = [str(name) in _PACKED for name in (named if isinstance(named, pikepdf.Array) else [named])]
    if not packed or not packed[0]:
        return 0
    raw = bytes(stream.read_raw_bytes())
    size, inner = _count(raw, keep=len(packed) > 1 and packed[1])
    return size + (_count(inner)[0] if inner else 0)


def _count(raw: bytes, *, keep: bool = False) -> tuple[int, bytes]:
    unpacker, size, most, kept = zlib.decompressobj(), 0, max(MOST_UNPACKED, HIGHEST_RATIO * len(raw)), []
    try:
        while raw and not unpacker.eof:
            piece = unpacker.decompress(raw, _STEP)
            raw, size = unpacker.unconsumed_tail, size + len(piece)
            if keep:
                kept.append(piece)
            if size > most:
                raise TooMany("file_unpacks_too_far")
    except zlib.error:
        pass
    return size, b"".join(kept)

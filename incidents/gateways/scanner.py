"""A virus scanner, where the operator runs one: ClamAV's clamd, given the bytes of a file. Without one: no answer."""

import logging
import socket
import struct
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings

logger = logging.getLogger(__name__)

CLEAN, INFECTED, NOT_SCANNED = "clean", "infected", ""
SECONDS = 30


def scan(pieces: Iterator[bytes]) -> str:
    """``clean``, ``infected``, or nothing where no scanner is set or it does not answer."""
    if not settings.SCANNER_URL:
        return NOT_SCANNED
    try:
        with _connected() as talk:
            talk.sendall(b"zINSTREAM\0")
            for piece in pieces:
                talk.sendall(struct.pack("!L", len(piece)) + piece)
            talk.sendall(struct.pack("!L", 0))
            said = _answer(talk)
    except OSError as error:
        logger.warning("scanner away: %s", type(error).__name__)
        return NOT_SCANNED
    if said.endswith(b"FOUND"):
        return INFECTED
    return CLEAN if said.endswith(b"OK") else NOT_SCANNED


def _connected() -> socket.socket:
    where = urlsplit(settings.SCANNER_URL)
    if where.scheme == "unix":
        talk = socket.socket(socket.AF_UNIX)
        talk.settimeout(SECONDS)
        talk.connect(where.path)
        return talk
    return socket.create_connection((where.hostname or "localhost", where.port or 3310), timeout=SECONDS)


def _answer(talk: socket.socket) -> bytes:
    said = b""
    while piece := talk.recv(4096):
        said += piece
    return said.strip(b"\0\r\n ")

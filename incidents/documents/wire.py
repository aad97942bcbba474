"""The language of the render process: JSON messages on a pipe, each after its length, never larger than a bound."""

import json
import os
import select
import struct
import time
from typing import Any

from incidents.core.errors import RenderFailed

HEAD = struct.Struct(">I")
MAX_BYTES = 256 * 1024 * 1024


class Closed(Exception):
    """The other side closed the pipe."""


def send(pipe: int, message: dict[str, Any]) -> None:
    """Write one message whole."""
    body = json.dumps(message, separators=(",", ":")).encode()
    if len(body) > MAX_BYTES:
        raise RenderFailed("render_too_large")
    rest = memoryview(HEAD.pack(len(body)) + body)
    while rest:
        try:
            rest = rest[os.write(pipe, rest) :]
        except BrokenPipeError:
            raise Closed from None


def receive(pipe: int, *, until: float | None = None) -> dict[str, Any]:
    """Read one message; raises Closed at the end of the pipe and TimeoutError after ``until`` (monotonic)."""
    (length,) = HEAD.unpack(_exactly(pipe, HEAD.size, until))
    if length > MAX_BYTES:
        raise Closed
    message: dict[str, Any] = json.loads(_exactly(pipe, length, until))
    return message


def _exactly(pipe: int, count: int, until: float | None) -> bytes:
    parts: list[bytes] = []
    while count:
        if until is not None and not select.select([pipe], [], [], max(0.0, until - time.monotonic()))[0]:
            raise TimeoutError
        part = os.read(pipe, min(count, 1 << 20))
        if not part:
            raise Closed
        parts.append(part)
        count -= len(part)
    return b"".join(parts)

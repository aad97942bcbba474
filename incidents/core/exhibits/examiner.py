"""The process that looks into files: warm and idle until it is asked, then a child of its own for each file.

It has no keys, no database and no settings. A child's memory, processor and time are bounded before it reads a byte,
and it can open nothing any more, neither a file nor a line: a file that is made to fill or to break it ends that child
and nothing else. Then this process ends too, and whoever asked starts another one. It is asked on stdin and answers on
stdout: lengths, JSON, bytes.
"""

import encodings
import gc
import io
import json
import os
import pkgutil
import resource
import select
import signal
import struct
from contextlib import suppress
from importlib import import_module
from typing import Any

import pikepdf
from PIL import Image

from incidents.core.bounded import bound
from incidents.core.errors import RecourseError
from incidents.core.exhibits.examination import examine
from incidents.core.file_types import MAIL, PDF

ASKED = struct.Struct(">IQ")
"""Length of the question, which is JSON, and of the file that follows it."""

ANSWERED = struct.Struct(">II")
"""Length of the answer, which is JSON, and of the picture that may be shown, which follows it."""

MEMORY = 1_500_000_000
"""Bytes of address space for one file."""

SECONDS, CLOCK_SECONDS = 80, 110
"""Of the processor and of the clock, for one file: the largest lists take half of it to be searched for secrets."""

IDLE_SECONDS = 600
TOO_HARD = "file_too_hard"
TAKEN = b"Exif\0\0II*\0\x08\0\0\0\1\0\x32\1\2\0\x14\0\0\0\x1a\0\0\0\0\0\0\x002022:12:08 02:14:09\0"
"""Capture data with a date, as short as it can be."""
FORWARDED = (
    b"From: a@b.example\nDate: Thu, 8 Dec 2022 02:14:09 +0000\nContent-Type: multipart/mixed; boundary=b\n\n"
    b"--b\nContent-Type: message/rfc822\n\nSubject: a\n\nhttps://evil.example\n"
    b"--b\nContent-Disposition: attachment; filename=a.csv\n\nH\xf6he;Gr\xf6\xdfe\n--b--"
)
"""A mail with another one in it, and a list in letters that nobody named: reading each loads more."""

IN, OUT = 0, 1
HAS_ANSWERED = 7
"""The status with which a child ends that has said everything: any other end is no answer."""


def main() -> None:
    """Answer until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the closing pipe ends this process
    warm_up()
    gc.freeze()
    parent = os.getpid()
    while select.select([IN], [], [], IDLE_SECONDS)[0]:
        lengths = exactly(ASKED.size)
        if not lengths:
            return
        child = os.fork()
        if child == 0:
            try:
                _child(parent, *ASKED.unpack(lengths))
            finally:
                os._exit(1)
        if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != HAS_ANSWERED:
            return


def warm_up() -> None:
    """Load what looking into files loads: word lists, the directory, letters of all alphabets, readers of pictures."""
    for module in pkgutil.iter_modules(encodings.__path__):
        with suppress(ImportError):  # those of another system
            import_module(f"encodings.{module.name}")
    Image.init()
    paper, out = pikepdf.new(), io.BytesIO()
    page = paper.add_blank_page()
    page.Contents = paper.make_stream(b"BT (words) Tj ET")
    paper.save(out)
    examine(out.getvalue(), PDF, "a.pdf")
    picture = io.BytesIO()
    Image.new("RGB", (9, 9)).save(picture, "JPEG", exif=TAKEN)
    examine(picture.getvalue(), "image/jpeg", "a.jpg")
    examine(FORWARDED, MAIL, "a.eml")


def _child(parent: int, question: int, size: int) -> None:
    """One file, one answer, and the end."""
    shut_in(parent)
    asked = json.loads(exactly(question))
    said, shown = answer(asked, exactly(size))
    text = json.dumps(said).encode()
    rest = memoryview(ANSWERED.pack(len(text), len(shown)) + text + shown)
    while rest:
        rest = rest[os.write(OUT, rest) :]
    os._exit(HAS_ANSWERED)


def shut_in(parent: int) -> None:
    """Set every limit; nothing can be opened or written, and the end of the parent is the end."""
    bound(parent=parent, memory=MEMORY, seconds=SECONDS)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))
    signal.alarm(CLOCK_SECONDS)


def answer(asked: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes]:
    """What there is to say about a file, and the picture of it that may be shown."""
    try:
        found = examine(data, asked["media_type"], asked["name"], asked["known"])
    except RecourseError as error:
        return {"error": type(error).__name__, "code": error.code}, b""
    except (MemoryError, RecursionError):
        return {"error": "TooMany", "code": TOO_HARD}, b""
    findings = [finding.as_json() for finding in found.findings]
    said = {"media_type": found.media_type, "where": found.where, "findings": findings, "proposed": found.proposed}
    return said, found.preview


def exactly(count: int) -> bytes:
    """So many bytes of stdin; none where it has ended before."""
    parts = []
    while count:
        part = os.read(IN, min(count, 1 << 20))
        if not part:
            return b""
        parts.append(part)
        count -= len(part)
    return b"".join(parts)


if __name__ == "__main__":
    main()

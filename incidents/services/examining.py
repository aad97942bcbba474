"""Have a file looked into by a process of its own: small plain texts here, everything that is taken apart there.

A web process never holds more of an upload than one piece of it, whatever the file does to whoever opens it.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import incidents
from incidents.core import errors
from incidents.core.errors import RecourseError, TooMany
from incidents.core.exhibits.examination import Examined, examine
from incidents.core.exhibits.examiner import ANSWERED, ASKED, TOO_HARD
from incidents.core.file_types import MAIL, is_scannable
from incidents.core.secret_scan import Finding

MODULE = "incidents.core.exhibits.examiner"
SMALL = 256 * 1024
"""Bytes of a text that is read here: nothing in it is unpacked, and searching it takes no time."""

AT_ONCE = threading.BoundedSemaphore(2)
"""Files that one web process may have looked into; whoever comes third waits."""

PASSED_ON = ("PATH", "TMPDIR", "LD_LIBRARY_PATH")
CHECKOUT = Path(incidents.__file__).resolve().parent.parent


def look(pieces: Iterator[bytes], size: int, media_type: str, name: str, known: Sequence[str] = ()) -> Examined:
    """What is in a file; raises what ``examine`` raises, and TooMany("file_too_hard") where the bounds are reached."""
    if size <= SMALL and is_scannable(media_type) and media_type != MAIL:
        return examine(b"".join(pieces), media_type, name, known)
    with AT_ONCE, _examiner() as examiner:
        return examiner.ask({"media_type": media_type, "name": name, "known": list(known)}, pieces, size)


class Examiner:
    """One such process, one file at a time."""

    def __init__(self) -> None:
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        self.started_by = os.getpid()
        self.process = subprocess.Popen(  # noqa: S603 - this interpreter, a module of our own
            [sys.executable, "-m", MODULE],
            cwd=CHECKOUT,
            env=environment | {"LANG": "C.UTF-8", "HOME": os.devnull, "PYTHONDONTWRITEBYTECODE": "1"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    @property
    def is_there(self) -> bool:
        """Whether it can be asked: by the process that started it, while it runs."""
        return self.started_by == os.getpid() and self.process.poll() is None

    def ask(self, question: dict[str, Any], pieces: Iterator[bytes], size: int) -> Examined:
        """The answer about one file; raises TooMany("file_too_hard") when it ended over it."""
        text = json.dumps(question).encode()
        assert self.process.stdin is not None  # noqa: S101 - it was asked for
        with suppress(BrokenPipeError):  # then there is no answer either
            self.process.stdin.write(ASKED.pack(len(text), size) + text)
            for piece in pieces:
                self.process.stdin.write(piece)
            self.process.stdin.flush()
        said, shown = ANSWERED.unpack(self._exactly(ANSWERED.size))
        return _read(json.loads(self._exactly(said)), self._exactly(shown))

    def close(self) -> None:
        """End it and wait for its end."""
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()
        self.process.kill()
        self.process.wait()

    def _exactly(self, count: int) -> bytes:
        assert self.process.stdout is not None  # noqa: S101 - it was asked for
        found = self.process.stdout.read(count)
        if len(found) < count:
            raise TooMany(TOO_HARD)
        return found


_IDLE: list[Examiner] = []


@atexit.register
def _close_all() -> None:
    for examiner in _IDLE:
        if examiner.is_there:
            examiner.close()


@contextmanager
def _examiner() -> Iterator[Examiner]:
    """One that waits, or a new one; after a failure it is not asked again."""
    taken = None
    while _IDLE and taken is None:
        with suppress(IndexError):  # another thread was quicker
            found = _IDLE.pop()
            taken = found if found.is_there else None
    examiner = taken or Examiner()
    try:
        yield examiner
    except RecourseError as error:
        if error.code == TOO_HARD:
            examiner.close()
        else:
            _IDLE.append(examiner)
        raise
    except BaseException:
        examiner.close()
        raise
    else:
        _IDLE.append(examiner)


def _read(found: dict[str, Any], shown: bytes) -> Examined:
    if "code" in found:
        kind: type[RecourseError] = getattr(errors, found["error"])
        raise kind(found["code"])
    findings = [Finding(**finding) for finding in found["findings"]]
    return Examined(found["media_type"], found["where"], findings, found["proposed"], shown)

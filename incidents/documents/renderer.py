"""The worker's side of the render process: start it when it is needed, again when it died, close it cleanly.

    printed = process().make(record, paper, made)

``python -m incidents.documents.renderer`` is the process itself.
"""

import atexit
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from incidents.core.errors import RenderFailed
from incidents.core.record import CaseRecord
from incidents.documents import wire
from incidents.documents.fonts import CHECKOUT
from incidents.documents.paper import MadeWith, Paper
from incidents.documents.plan import languages

MODULE = "incidents.documents.renderer"
START_SECONDS = 60
GRACE_SECONDS = 10
PASSED_ON = ("PATH", "TMPDIR", "LD_LIBRARY_PATH")
"""Names of the environment that the render process may see: no key, no database, no setting of the portal."""


@dataclass(frozen=True, slots=True)
class Made:
    """A document that the render process made."""

    content: bytes
    pages: int
    seconds: float


class RenderProcess:
    """One warm render process, started lazily, one job at a time."""

    def __init__(
        self, *, wall_seconds: float = 60, memory_mb: int = 1500, folder: Path | None = None, module: str = MODULE
    ) -> None:
        self.wall_seconds = wall_seconds
        self.memory_mb = memory_mb
        self.module = module
        self._folder = folder
        self._own: tempfile.TemporaryDirectory[str] | None = None
        self._process: subprocess.Popen[bytes] | None = None
        self._started_by = 0
        self._turn = threading.Lock()

    def make(self, record: CaseRecord, paper: Paper, made: MadeWith) -> Made:
        """Make one paper; raises RenderFailed with the code of what went wrong."""
        return self.run({"record": record.model_dump(mode="json"), "paper": paper.as_json(), "made": made.as_json()})

    def run(self, job: dict[str, Any]) -> Made:
        """Send one job and wait for its file."""
        with self._turn:
            process = self._running()
            target = self._place() / f"{uuid4().hex}.made"
            limits = {"target": str(target), "wall_seconds": self.wall_seconds, "memory_mb": self.memory_mb}
            try:
                report = self._ask(process, job | limits)
                if not report.get("ok"):
                    raise RenderFailed(str(report.get("error_code")), detail=str(report.get("detail", "")))
                return Made(target.read_bytes(), int(report["pages"]), float(report["seconds"]))
            finally:
                target.unlink(missing_ok=True)
                target.with_suffix(".part").unlink(missing_ok=True)

    def close(self) -> None:
        """End the process: closing its pipe is enough, killing is the second try."""
        process, self._process = self._process, None
        if process is not None and self._started_by == os.getpid():
            _end(process)
        if self._own is not None and self._started_by == os.getpid():
            self._own.cleanup()
        self._own = None

    @property
    def pid(self) -> int | None:
        """The warm parent's process id, while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def _ask(self, process: subprocess.Popen[bytes], job: dict[str, Any]) -> dict[str, Any]:
        try:
            wire.send(_fd(process.stdin), job)
            return wire.receive(_fd(process.stdout), until=time.monotonic() + self.wall_seconds + GRACE_SECONDS)
        except (wire.Closed, TimeoutError, OSError) as error:
            self._process = None
            _end(process)
            code = "render_timeout" if isinstance(error, TimeoutError) else "render_crashed"
            raise RenderFailed(code, detail="render process") from None

    def _running(self) -> subprocess.Popen[bytes]:
        """The process that this very process started: after a fork the parent's is left alone."""
        if self._started_by != os.getpid():
            self._process, self._own = None, None
            self._started_by = os.getpid()
        if self._process is None or self._process.poll() is not None:
            self._process = self._start()
        return self._process

    def _start(self) -> subprocess.Popen[bytes]:
        environment = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
        process = subprocess.Popen(  # noqa: S603 - this interpreter, a module of our own
            [sys.executable, "-m", self.module, ",".join(languages())],
            cwd=CHECKOUT,
            env=environment | {"LANG": "C.UTF-8", "PYTHONHASHSEED": "0", "HOME": os.devnull},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
        )
        try:
            wire.receive(_fd(process.stdout), until=time.monotonic() + START_SECONDS)
        except (wire.Closed, TimeoutError) as error:
            _end(process)
            code = "render_timeout" if isinstance(error, TimeoutError) else "render_crashed"
            raise RenderFailed(code, detail="render process did not start") from None
        return process

    def _place(self) -> Path:
        """A private folder for results on their way."""
        if self._folder is not None:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return self._folder
        if self._own is None:
            self._own = tempfile.TemporaryDirectory(prefix="recourse-render-")
        return Path(self._own.name)


def _fd(pipe: Any) -> int:
    return int(pipe.fileno())


def _end(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        with suppress(OSError):
            if pipe:
                pipe.close()
    try:
        process.wait(timeout=2)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
        process.wait()


_PROCESS: RenderProcess | None = None


def process() -> RenderProcess:
    """This process's render process, with the portal's limits; closed when this process ends."""
    global _PROCESS
    if _PROCESS is None:
        from django.conf import settings

        _PROCESS = RenderProcess(wall_seconds=settings.RENDER_WALL_SECONDS, memory_mb=settings.RENDER_MEMORY_MB)
        atexit.register(_PROCESS.close)
    return _PROCESS


if __name__ == "__main__":
    from incidents.documents.render_server import main

    main()

"""The render process: a warm parent that forks one bounded child per document.

It has no keys, no database and no settings of the portal. A child that crashes, hangs or eats memory takes nothing
with it; the parent reports a code and waits for the next job. When the pipe closes, everything ends.
"""

import gc
import os
import select
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from incidents.core.bounded import bound
from incidents.documents import wire

Work = Callable[[dict[str, Any]], tuple[bytes, int]]
"""A job in, the bytes of a document and its number of pages out."""

MEGABYTE = 1024 * 1024


def serve(work: Work, jobs: int, reports: int) -> None:
    """Take jobs until the pipe closes."""
    gc.collect()
    gc.set_threshold(50_000, 50, 100)
    gc.freeze()
    wire.send(reports, {"ready": True})
    with suppress(wire.Closed):
        while True:
            wire.send(reports, _bounded(work, wire.receive(jobs), jobs))


def _bounded(work: Work, job: dict[str, Any], jobs: int) -> dict[str, Any]:
    """One job in a child of its own: its report, or the code of how it died."""
    started = time.monotonic()
    from_child, to_parent = os.pipe()
    parent = os.getpid()
    child = os.fork()
    if child == 0:
        os.close(from_child)
        _child(work, job, to_parent, parent)
    os.close(to_parent)
    try:
        report = _watch(child, from_child, jobs, started + job["wall_seconds"])
    finally:
        os.close(from_child)
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(child, 0)
    if not report.get("ok"):
        Path(job["target"]).with_suffix(".part").unlink(missing_ok=True)
    return report | {"seconds": round(time.monotonic() - started, 3)}


def _watch(child: int, pipe: int, jobs: int, until: float) -> dict[str, Any]:
    """Wait for the child's report, its end, the wall limit, or the end of the worker."""
    while True:
        ready, _, _ = select.select([pipe, jobs], [], [], max(0.0, until - time.monotonic()))
        if pipe in ready:
            try:
                return wire.receive(pipe, until=until)
            except TimeoutError:
                return {"ok": False, "error_code": "render_timeout"}
            except wire.Closed:
                return _died(child)
        if jobs in ready:  # nobody sends a second job before the first is answered: the worker is gone
            raise wire.Closed
        if time.monotonic() >= until:
            return {"ok": False, "error_code": "render_timeout"}


def _died(child: int) -> dict[str, Any]:
    found = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    number = found.si_status if found and found.si_code in {os.CLD_KILLED, os.CLD_DUMPED} else 0
    code = "render_timeout" if number == signal.SIGXCPU else "render_crashed"
    return {"ok": False, "error_code": code, "detail": signal.Signals(number).name if number else "no report"}


def _child(work: Work, job: dict[str, Any], pipe: int, parent: int) -> None:
    """Make one document within its bounds, report, and end without any of the parent's clean-up."""
    report: dict[str, Any] = {"ok": False, "error_code": "render_failed"}
    try:
        bound(parent=parent, memory=int(job["memory_mb"]) * MEGABYTE, seconds=int(job["wall_seconds"]) + 1)
        content, pages = work(job)
        _keep(Path(job["target"]), content)
        report = {"ok": True, "pages": pages}
    except MemoryError:
        report = {"ok": False, "error_code": "render_memory"}
    except BaseException as error:
        report |= {"detail": place_of(error)}
    finally:
        with suppress(BaseException):
            wire.send(pipe, report)
        os._exit(0)


def _keep(target: Path, content: bytes) -> None:
    """Whole or not at all: a temporary file, synced, then renamed."""
    part = target.with_suffix(".part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.rename(target)


def place_of(error: BaseException) -> str:
    """The type of an error and the line it came from; never its text, which may quote the document."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__} {where}".strip()


def set_up(languages: str) -> None:
    """Django's templates and translations with settings of their own: no secret, no database, no application."""
    import django
    from django.conf import settings

    from incidents.documents.plan import LOCALE

    settings.configure(
        USE_I18N=True,
        USE_TZ=True,
        TIME_ZONE="UTC",
        LANGUAGE_CODE="en",
        LANGUAGES=[(language, language) for language in languages.split(",")],
        LOCALE_PATHS=[LOCALE],
        INSTALLED_APPS=[],
    )
    django.setup()


def draw(job: dict[str, Any]) -> tuple[bytes, int]:
    """A job's record and paper, laid out."""
    from incidents.core.record import CaseRecord
    from incidents.documents.make import printed
    from incidents.documents.paper import MadeWith, Paper

    record = CaseRecord.model_validate(job["record"])
    made = printed(record, Paper.from_json(job["paper"]), MadeWith.from_json(job["made"]))
    return made.content, made.pages


def main(work: Work = draw) -> None:
    """Keep the pipes, silence everything else, warm up, serve."""
    jobs, reports = os.dup(0), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the closing pipe ends this process
    set_up(sys.argv[1] if len(sys.argv) > 1 else "en")
    from incidents.documents.make import warm_up

    warm_up()
    serve(work, jobs, reports)

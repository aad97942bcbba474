"""Real processes for tests: manage.py, and the portal as ``make run`` starts it."""

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar
from urllib.request import urlopen

from portal.state import runtime_path

T = TypeVar("T")
CHECKOUT = Path(__file__).resolve().parent.parent
OWN = ("RECOURSE_", "DJANGO_", "DATABASE_URL", "BROKER_URL", "EMAIL_URL", "PYTEST_", "PORT")
START_SECONDS = 60


def clean_environment(state: Path, **more: str) -> dict[str, str]:
    """This process's environment without what configures a portal, and with a state of its own."""
    atexit.register(shutil.rmtree, runtime_path(state.resolve()), ignore_errors=True)
    kept = {name: value for name, value in os.environ.items() if not name.startswith(OWN)}
    quick = {"RECOURSE_SWEEP_SECONDS": "2", "RECOURSE_DRAFTS_BEFORE_PROOF": "1000", "RECOURSE_PROOF_WAIT_SECONDS": "1"}
    return {**kept, "RECOURSE_STATE": str(state), **quick, **more}


class Manage:
    """Calls of manage.py in one environment."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.environment = dict(environment)

    def __call__(
        self, *arguments: str | Path, stdin: str | bytes | None = None, timeout: float = 120
    ) -> subprocess.CompletedProcess[str]:
        """Run to the end; stdout and stderr as text."""
        given = stdin.encode() if isinstance(stdin, str) else stdin
        command = [sys.executable, str(CHECKOUT / "manage.py"), *map(str, arguments)]
        done = subprocess.run(
            command, env=self.environment, input=given or b"", capture_output=True, timeout=timeout, check=False
        )
        return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


class RunningPortal:
    """A portal from the supervisor down; ``url`` once it answers."""

    def __init__(self, environment: Mapping[str, str], log: Path | None = None) -> None:
        self.state = Path(environment["RECOURSE_STATE"])
        self.environment = {**environment, "PORT": environment.get("PORT") or str(free_port())}
        self.log = log or self.state.parent / "portal.log"
        self.manage = Manage(self.environment)
        self.url = ""

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Start and wait until the front page answers."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "portal.supervisor"],
                cwd=CHECKOUT,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            self.url = wait_for(self._address, START_SECONDS, lambda: self.log.read_text(errors="replace")[-3000:])
        except BaseException:
            self.stop()
            raise

    def _address(self) -> str:
        if self.process.poll() is not None:
            raise AssertionError(
                f"ended with {self.process.returncode}: {self.log.read_text(errors='replace')[-3000:]}"
            )
        said = self.log.read_text(errors="replace").rpartition("Recourse answers at ")[2]
        return said.split()[0].rstrip("/") if said.startswith("http") else ""

    def stop(self, number: int = signal.SIGINT, seconds: float = 15) -> float:
        """Signal the supervisor's process group, as a terminal does; give back how long the end took."""
        began = time.monotonic()
        if self.process.poll() is None:
            os.killpg(self.process.pid, number)
            self.process.wait(timeout=seconds)
        return time.monotonic() - began

    def children(self) -> dict[str, int]:
        """Process ids of the parts now, by name: broker, web, worker, beat."""
        words = {"valkey-server": "broker", "gunicorn": "web", "worker": "worker", "beat": "beat"}
        found: dict[str, int] = {}
        for child in child_ids(self.process.pid):
            line = command_line(child)
            for word, name in words.items():
                if any(word in part for part in line) and name not in found:
                    found[name] = child
                    break
        return found

    def kill(self, name: str) -> int:
        """``kill -9`` one part; give back the process id that is gone now."""
        victim = wait_for(lambda: self.children().get(name, 0), 20)
        os.kill(victim, signal.SIGKILL)
        return victim


def child_ids(parent: int) -> list[int]:
    """Direct children, from /proc."""
    listed = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(number) for number in listed.read_text().split()] if listed.exists() else []


def command_line(process: int) -> Sequence[str]:
    """The arguments a process was started with."""
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return []


def wait_for(look: Callable[[], T], seconds: float, explain: Callable[[], str] = str) -> T:
    """Look until something true is seen, or fail."""
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if seen := look():
            return seen
        time.sleep(0.1)
    raise AssertionError(f"not within {seconds} s: {explain()}")


def free_port() -> int:
    """A port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def status_of(url: str) -> int:
    """The status of a page, or 0 when nobody answers."""
    try:
        with urlopen(url, timeout=5) as answer:  # noqa: S310 - own portal only
            return int(answer.status)
    except OSError as error:
        return int(getattr(error, "code", 0))

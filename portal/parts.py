"""One part of the running portal: a child process in a group of its own, started again when it dies."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

PR_SET_PDEATHSIG = 1
SETTLED_AFTER = 20.0
LONGEST_PAUSE = 10.0


def die_with_parent() -> None:
    """Run in the child before its program: when the supervisor is killed outright, end too (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(
    command: Sequence[str], environment: Mapping[str, str], descriptors: Sequence[int] = (), *, quiet: bool = False
) -> subprocess.Popen[bytes]:
    """A child in its own session: the terminal's Ctrl-C reaches the supervisor alone."""
    return subprocess.Popen(  # noqa: S603 - a list of own programs, no shell
        list(command),
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL if quiet else None,
        start_new_session=True,
        pass_fds=tuple(descriptors),
        preexec_fn=die_with_parent,
    )


def pause_after(failures: int) -> float:
    """Seconds to wait before the next start: none at first, then doubling up to ten.

    >>> [pause_after(n) for n in (1, 2, 3, 9)]
    [0.2, 0.4, 0.8, 10.0]
    """
    return min(0.1 * float(2**failures), LONGEST_PAUSE)


@dataclass
class Part:
    """A named child; ``tend`` is called every turn and does what is due."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    descriptors: Sequence[int] = ()
    process: subprocess.Popen[bytes] | None = None
    failures: int = 0
    started_at: float = 0.0
    not_before: float = field(default=0.0)

    def tend(self) -> str | None:
        """Start when missing and due; give back a sentence when the part was found dead."""
        now = time.monotonic()
        if self.process is not None:
            status = self.process.poll()
            if status is None:
                return None
            self.clear_group()
            self.process = None
            self.failures = 1 if now - self.started_at > SETTLED_AFTER else self.failures + 1
            self.not_before = now + pause_after(self.failures)
            return f"{self.name} ended (status {status}); starting it again."
        if now >= self.not_before:
            self.started_at = now
            self.process = start(self.command, self.environment, self.descriptors)
        return None

    def ask_to_end(self) -> None:
        """Tell the part's own process to finish."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def has_ended(self) -> bool:
        """Is the part's own process gone?"""
        return self.process is None or self.process.poll() is not None

    def clear_group(self) -> None:
        """Kill whatever is left in the part's process group, children of children too."""
        if self.process is None:
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

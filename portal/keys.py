"""The keys of an embedded portal: made once at first use, mode 0600, never overwritten.

A key file that vanishes while the database stays is an accident, not a first start: nothing is made then,
because a new key would not open the old data.
"""

import base64
import os
import secrets
import sys
from collections.abc import Callable
from pathlib import Path

from portal.state import StateError, private_folder, state_folder

DATABASE_NAME = "recourse.sqlite3"


def new_secret() -> str:
    """A random secret of 384 bits.

    >>> len(new_secret())
    64
    """
    return secrets.token_urlsafe(48)


def new_field_key() -> str:
    """A line of the key ring: a random key id and 32 random bytes.

    >>> identifier, _, key = new_field_key().partition(":")
    >>> len(identifier), len(base64.b64decode(key))
    (8, 32)
    """
    return f"{secrets.token_hex(4)}:{base64.b64encode(secrets.token_bytes(32)).decode()}"


MAKERS: dict[str, Callable[[], str]] = {
    "secret_key": new_secret,
    "field_keys": new_field_key,
    "index_key": new_secret,
    "code_pepper": new_secret,
}


def load(state: Path, name: str) -> str:
    """The text of one key file, which is made when the state is new."""
    path = private_folder(state / "keys") / name
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    database = state / DATABASE_NAME
    if database.exists() and database.stat().st_size:
        raise StateError(
            f"{path} is missing, but {database} is there and was written with it. "
            "Put the key file back from your backup."
        )
    write_once(path, MAKERS[name]() + "\n")
    return path.read_text(encoding="ascii").strip()


def write_once(path: Path, content: str) -> None:
    """Write a whole private file, or leave the one that another process was quicker to write."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    try:
        write_private(draft, content)
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink(missing_ok=True)
    sync_folder(path.parent)


def add_field_key(state: Path) -> str:
    """Put a new key first in the ring, so that it writes from now on; give back its id."""
    path = state / "keys" / "field_keys"
    line = new_field_key()
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    write_private(draft, f"{line}\n{load(state, 'field_keys')}\n")
    draft.replace(path)
    sync_folder(path.parent)
    return line.partition(":")[0]


def write_private(path: Path, content: str) -> None:
    """A new file of mode 0600, on disk when this returns."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def main(arguments: list[str]) -> int:
    """``python -m portal.keys new`` prints a line for a key ring; ``add`` puts one first in var/keys/field_keys."""
    if arguments == ["new"]:
        sys.stdout.write(new_field_key() + "\n")
        return 0
    if arguments == ["add"]:
        sys.stdout.write(add_field_key(state_folder()) + "\n")
        return 0
    sys.stderr.write("usage: python -m portal.keys new|add\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

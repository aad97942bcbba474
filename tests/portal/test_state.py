"""The state folder and its keys: private, made once, never replaced."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from portal import keys, state
from portal.env import key_ring
from tests.processes import CHECKOUT, Manage


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_keys_are_private_and_stay(tmp_path: Path) -> None:
    first = {name: keys.load(tmp_path, name) for name in keys.MAKERS}
    assert {name: keys.load(tmp_path, name) for name in keys.MAKERS} == first
    assert len(set(first.values())) == len(first)
    assert {mode_of(path) for path in (tmp_path / "keys").iterdir()} == {0o600}
    assert mode_of(tmp_path / "keys") == 0o700
    assert {path.name for path in (tmp_path / "keys").iterdir()} == set(keys.MAKERS)


def test_many_first_starts_agree_on_one_key(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: keys.load(tmp_path, "secret_key"), range(32)))
    assert len(found) == 1


def test_a_lost_key_is_not_replaced_while_its_database_is_there(tmp_path: Path) -> None:
    keys.load(tmp_path, "field_keys")
    (tmp_path / keys.DATABASE_NAME).write_bytes(b"rows")
    (tmp_path / "keys" / "field_keys").unlink()
    with pytest.raises(state.StateError, match="missing"):
        keys.load(tmp_path, "field_keys")


def test_row_48_a_new_field_key_writes_and_the_old_one_still_reads(tmp_path: Path) -> None:
    old = keys.load(tmp_path, "field_keys")
    identifier = keys.add_field_key(tmp_path)
    ring = key_ring(keys.load(tmp_path, "field_keys"), "field_keys")
    assert [name for name, _ in ring] == [identifier, old.partition(":")[0]]
    assert mode_of(tmp_path / "keys" / "field_keys") == 0o600


@pytest.fixture
def short_path() -> Iterator[Path]:
    """A folder whose path leaves room for a socket's name."""
    with TemporaryDirectory(dir="/tmp") as name:
        yield Path(name)


def test_the_runtime_folder_must_be_ones_own(short_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(state, "temporary_root", lambda: short_path)
    folder = state.runtime_folder(Path("/somewhere"))
    assert mode_of(folder) == 0o700
    folder.chmod(0o755)
    with pytest.raises(state.StateError, match="private"):
        state.runtime_folder(Path("/somewhere"))
    folder.rmdir()
    folder.symlink_to(short_path)
    with pytest.raises(state.StateError, match="private"):
        state.runtime_folder(Path("/somewhere"))


def test_two_states_never_share_sockets_or_locks() -> None:
    one, other = (state.runtime_folder(Path(name)) for name in ("/test/a/var", "/test/b/var"))
    try:
        assert one != other
    finally:
        one.rmdir()
        other.rmdir()


def test_the_lock_ends_with_its_process(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from portal.state import locked\n"
        "with locked(Path(sys.argv[1])): os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "lock")], cwd=CHECKOUT, check=False)
    with state.locked(tmp_path / "lock", wait=False) as mine:
        assert mine


def test_a_first_command_makes_the_state_and_the_database(manage: Manage, tmp_path: Path) -> None:
    done = manage("migrate", "--check")
    assert done.returncode == 1, "a new database is behind"
    made = tmp_path / "state"
    assert mode_of(made) == 0o700
    assert mode_of(made / "keys" / "secret_key") == 0o600
    assert not [path for path in made.rglob("*") if path.is_socket() or path.suffix == ".lock"]


def test_the_state_is_named_relative_to_manage_py(portal_environment: dict[str, str], tmp_path: Path) -> None:
    environment = {name: value for name, value in portal_environment.items() if name != "RECOURSE_STATE"}
    code = "from portal.state import CHECKOUT; print(CHECKOUT / 'var')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": str(CHECKOUT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == str(CHECKOUT / "var")
    assert os.path.isabs(done.stdout.strip())  # noqa: PTH117

"""A planted name is nowhere in clear: database, its log, broker, files, the portal's own log (security row 49)."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import CHECKOUT, RunningPortal
from tests.tasks.test_kills import check_everything_exactly_once

pytestmark = pytest.mark.whole_portal

PLANTED = b"Person 0"
"""The name that tests.submitting gives to its first case."""


def holders(folder: Path, planted: bytes) -> list[str]:
    files = {str(path.relative_to(folder)): content_of(path) for path in folder.rglob("*") if path.is_file()}
    assert files["recourse.sqlite3"]
    return [name for name, content in files.items() if planted in content]


def content_of(path: Path) -> bytes:
    """A file's bytes; SQLite takes its side files away while one looks."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


def test_no_planted_name_in_any_file_of_the_state_security_row_49(running_portal: RunningPortal) -> None:
    command = [sys.executable, "-m", "tests.submitting", "1"]
    done = subprocess.run(command, cwd=CHECKOUT, env=running_portal.environment, capture_output=True, check=True)
    reference = done.stdout.strip()
    check_everything_exactly_once(running_portal, 1)
    assert holders(running_portal.state, PLANTED) == []
    assert holders(running_portal.state, reference) != []
    assert PLANTED not in running_portal.log.read_bytes()

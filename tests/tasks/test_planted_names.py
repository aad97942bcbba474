"""What names a person, and the access code, are nowhere in clear: database and its log, broker, files, the portal's
own log (security row 49)."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from tests.processes import CHECKOUT, RunningPortal
from tests.submitting import UID
from tests.tasks.test_kills import check_everything_exactly_once

pytestmark = pytest.mark.whole_portal

NAME = b"Person 0"
"""The name that tests.submitting gives to its first case."""

TYPED = ("mailbox.example.org", "55500199", "Bramblewick", "Kestrelmoor", "1961-02-03", "heliotrope", UID)
"""Words of its mailbox, telephone, street, town, birth date, story and account."""


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


class Visitor:
    """A browser without scripts, over real HTTP."""

    def __init__(self, portal: RunningPortal) -> None:
        self.url = portal.url
        self.opener = build_opener(HTTPCookieProcessor())

    def get(self, path: str) -> str:
        """A page."""
        with self.opener.open(self.url + path, timeout=20) as answer:
            return str(answer.read().decode("utf-8", "replace"))

    def post(self, path: str, **said: str) -> str:
        """The page's form sent back with its token."""
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path))
        form = {"csrfmiddlewaretoken": token[1] if token else "", **said}
        request = Request(self.url + path, urlencode(form).encode(), {"Referer": self.url + path})  # noqa: S310
        with self.opener.open(request, timeout=20) as answer:
            return str(answer.read().decode("utf-8", "replace"))


def test_no_planted_name_code_or_address_in_any_file_of_the_state_security_row_49(
    running_portal: RunningPortal,
) -> None:
    command = [sys.executable, "-m", "tests.submitting", "1"]
    done = subprocess.run(command, cwd=CHECKOUT, env=running_portal.environment, capture_output=True, check=True)
    reference, code = done.stdout.split()
    check_everything_exactly_once(running_portal, 1)
    visitor = Visitor(running_portal)
    assert "Your papers" in visitor.post("/back", reference=reference.decode(), code=code.decode())
    assert "heliotrope" in visitor.get("/story")
    visitor.get("/papers/all")
    planted = [NAME, code, code.replace(b"-", b""), *(word.encode() for word in TYPED)]
    assert [(word, found) for word in planted if (found := holders(running_portal.state, word))] == []
    assert holders(running_portal.state, reference) != []
    log = running_portal.log.read_bytes()
    assert [word for word in planted if word in log] == []

"""What names a person, and the access code, are nowhere in clear: database and its log, broker, files, the portal's
own log (security row 49)."""

import re
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote, urlencode
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest

from portal.state import runtime_path
from tests.processes import CHECKOUT, RunningPortal
from tests.submitting import UID
from tests.tasks.test_kills import check_everything_exactly_once
from tests.web.walking import ANSWERS

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
        """A page, or the page that says why there is none."""
        return self.open(Request(self.url + path))  # noqa: S310

    def post(self, path: str, **said: str) -> str:
        """The page's form sent back with its token."""
        form = {"csrfmiddlewaretoken": self.token(path), **said}
        return self.open(Request(self.url + path, urlencode(form).encode(), {"Referer": self.url + path}))  # noqa: S310

    def send(self, path: str, name: str, content: bytes) -> str:
        """A file sent with the page's form."""
        parts = [
            f'Content-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{self.token(path)}\r\n'.encode(),
            f'Content-Disposition: form-data; name="uploads"; filename="{name}"\r\n\r\n'.encode() + content + b"\r\n",
        ]
        body = b"".join(b"--parted\r\n" + part for part in parts) + b"--parted--\r\n"
        headers = {"Referer": self.url + path, "Content-Type": "multipart/form-data; boundary=parted"}
        return self.open(Request(self.url + path, body, headers))  # noqa: S310

    def token(self, path: str) -> str:
        """The token of the page's form."""
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(path))
        return found[1] if found else ""

    def open(self, request: Request) -> str:
        """The text of the answer, whatever its status."""
        try:
            with self.opener.open(request, timeout=60) as answer:
                return str(answer.read().decode("utf-8", "replace"))
        except HTTPError as error:
            return error.read().decode("utf-8", "replace")


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


SECRETS = {
    "phrase": "legal winner thank year wave sausage worth useful legal winner thank yellow",
    "key": "KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn",
    "password": "password: Tr0ub4dor&3-heliotrope",
}
MARKS = (b"sausage worth", b"QgGbjEhKnhXJuH7L", b"b4dor")


def test_no_planted_secret_in_any_file_or_log_of_a_portal_that_was_used(running_portal: RunningPortal) -> None:
    """Typed, pasted, sent as files small and large, into addresses and forms that do not fit: nothing of it stays."""
    visitor = Visitor(running_portal)
    for question in ("money", "safety", "person", "hit", "amount"):
        visitor.post(f"/report/{question}", **ANSWERS[question])
    told = []
    for secret in SECRETS.values():
        told.append(visitor.post("/report/amount", much=secret, when="today"))
        told.append(visitor.post("/report/things", pasted=f"see\n{secret}\nend"))
        told.append(visitor.send("/report/things", "notes.txt", secret.encode()))
        told.append(visitor.send("/report/things", "history.csv", b"a,b,c\n" * 600_000 + secret.encode()))
        visitor.post("/objection", code=secret, reason=secret)
        for lost in ("/nowhere", "/back", "/companies"):
            visitor.post(lost, reference=secret, code=secret, name=secret)
            visitor.get(f"{lost}?{urlencode({'code': secret})}")
        visitor.get("/" + quote(secret))
    assert ["We did not keep this" in page for page in told] == [True] * len(told)
    assert [page for page in told if any(mark.decode() in page for mark in MARKS)] == []
    found = [(mark, names) for mark in MARKS if (names := holders(running_portal.state, mark))]
    assert found == []
    around = [runtime_path(running_portal.state.resolve()), running_portal.log]
    kept = b"".join(content_of(path) for root in around for path in (root, *root.rglob("*")) if path.is_file())
    assert [mark for mark in MARKS if mark in kept or quote(mark).encode() in kept] == []

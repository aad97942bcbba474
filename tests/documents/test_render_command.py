"""``render``: one document from a record, the same bytes each time, no database."""

import hashlib
import json
from pathlib import Path

import pytest

from tests.documents.reading import pages_of
from tests.factories import EXAMPLE
from tests.processes import Manage

MADE_AT = "2026-11-22T10:00:00+00:00"


def test_the_same_inputs_give_the_same_bytes_and_no_database_is_made(manage: Manage, tmp_path: Path) -> None:
    files = [tmp_path / "a.pdf", tmp_path / "b.pdf"]
    for file in files:
        done = manage(
            "render", str(EXAMPLE / "case.json"), "--kind", "letter", "--letter", "L1", "--institution", "bitfinex",
            "--made-at", MADE_AT, "--out", str(file),
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout)
        assert told["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
        assert (told["kind"], told["letter"], told["strength"]) == ("letter", "L1", "locate")
        assert told["pages"] == len(pages_of(file.read_bytes()))
    assert files[0].read_bytes() == files[1].read_bytes()
    assert not list(tmp_path.rglob("*.sqlite3"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--kind", "letter", "--letter", "L1", "--institution", "kraken"],
        ["--kind", "leaflet"],
        ["--kind", "readme", "--made-at", "yesterday"],
    ],
)
def test_what_cannot_be_made_is_bad_input(manage: Manage, tmp_path: Path, arguments: list[str]) -> None:
    done = manage("render", str(EXAMPLE / "case.json"), *arguments, "--out", str(tmp_path / "x"))
    assert done.returncode == 2
    assert done.stdout == ""
    assert not (tmp_path / "x").exists()

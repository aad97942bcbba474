"""Private files: sealed where they lie, whole or not there, gone when deleted."""

from pathlib import Path

import pytest
from django.conf import settings

from incidents.core.errors import KeyMissing, NotFound
from incidents.gateways.vault import document_files, evidence_files

PLAIN = b"planted words " * 20_000


def where(name: str) -> Path:
    return Path(settings.STORAGES["documents"]["OPTIONS"]["location"]) / name


def test_a_file_comes_back_in_pieces_and_lies_sealed() -> None:
    document_files.put("case/one", iter([PLAIN[:7], PLAIN[7:]]))
    assert b"".join(document_files.pieces("case/one")) == PLAIN
    assert b"planted" not in where("case/one").read_bytes()
    assert where("case/one").stat().st_mode & 0o077 == 0


def test_putting_a_name_again_replaces_the_whole_file() -> None:
    document_files.put("case/two", iter([PLAIN]))
    document_files.put("case/two", iter([b"short"]))
    assert document_files.read("case/two") == b"short"


def test_a_file_is_bound_to_its_name_and_its_kind() -> None:
    document_files.put("case/three", iter([b"x"]))
    evidence = Path(settings.STORAGES["evidence"]["OPTIONS"]["location"]) / "case" / "three"
    evidence.parent.mkdir(parents=True, exist_ok=True)
    evidence.write_bytes(where("case/three").read_bytes())
    with pytest.raises(KeyMissing):
        evidence_files.read("case/three")


def test_clearing_a_folder_takes_what_nobody_knows_as_well() -> None:
    document_files.put("case/five", iter([b"x"]))
    document_files.put("other/five", iter([b"y"]))
    left = where("case/.five.0123.part")
    left.write_bytes(b"half")
    document_files.clear("case")
    document_files.clear("never there")
    assert not document_files.exists("case/five")
    assert not left.exists()
    assert document_files.read("other/five") == b"y"


def test_what_is_not_there_is_said_and_deleting_it_is_no_error() -> None:
    document_files.put("case/four", iter([b""]))
    assert document_files.exists("case/four")
    document_files.delete("case/four")
    document_files.delete("case/four")
    assert not document_files.exists("case/four")
    with pytest.raises(NotFound):
        document_files.read("case/four")

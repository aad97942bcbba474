"""Every file is read again: changed, exchanged and missing ones are found, whole ones are not."""

import io
from pathlib import Path

import pytest
from django.core.files.storage import storages

from incidents.core.record_parts import Evidence as EvidencePart
from incidents.core.vocabulary import OPERATOR
from incidents.gateways.vault import evidence_files
from incidents.models import Case, Evidence
from incidents.services import evidence, fingerprints
from tests.factories.cases import draft
from tests.processes import Manage
from tests.services.stores import own_store as own_store

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store")]


def keep(case: Case, text: bytes, name: str) -> Evidence:
    return evidence.keep(by=OPERATOR, case=case, file=io.BytesIO(text), said=EvidencePart(file=name, title=name))


def codes() -> list[str]:
    return [fault.code for fault in fingerprints.verify() if fault]


def test_whole_files_have_no_fault() -> None:
    keep(draft(), b"one,two\n", "a.csv")
    assert list(fingerprints.verify()) == [None]


def test_a_file_of_the_same_key_with_other_content_is_found() -> None:
    row = keep(draft(), b"one,two\n", "a.csv")
    evidence_files.put(row.stored_as, iter([b"one,three\n"]))
    assert codes() == ["fingerprint_differs"]


def test_a_changed_byte_and_a_missing_file_are_found() -> None:
    case = draft()
    first, second = keep(case, b"one,two\n", "a.csv"), keep(case, b"three\n", "b.txt")
    changed = Path(storages["evidence"].path(first.stored_as))
    sealed = bytearray(changed.read_bytes())
    sealed[-1] ^= 1
    changed.write_bytes(bytes(sealed))
    evidence_files.delete(second.stored_as)
    assert sorted(codes()) == ["file_gone", "value_does_not_open"]


def test_the_command_says_nothing_wrong_of_an_empty_portal(manage: Manage) -> None:
    done = manage("verify_evidence")
    assert (done.returncode, done.stdout) == (0, "")

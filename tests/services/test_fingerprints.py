"""Everything kept is read again: what was changed, exchanged, put in or taken out beside the portal is named."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import storages
from PIL import Image

from incidents.core.record_parts import Evidence as EvidencePart
from incidents.core.vocabulary import OPERATOR
from incidents.gateways.vault import evidence_files
from incidents.models import Case, Event, Evidence
from incidents.services import downloads, erasing, evidence, fingerprints
from tests.factories import SCHEMA
from tests.factories.cases import draft
from tests.processes import Manage
from tests.services.stores import own_store as own_store
from tests.services.test_audit import without_triggers

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_store")]


def keep(case: Case, text: bytes, name: str) -> Evidence:
    return evidence.keep(by=OPERATOR, case=case, file=io.BytesIO(text), said=EvidencePart(file=name, title=name))


def faults() -> list[tuple[str, str, str]]:
    return [(fault.kind, fault.id, fault.code) for fault in fingerprints.verify() if fault]


def place(row: Evidence) -> Path:
    return Path(storages["evidence"].path(row.stored_as))


def test_whole_files_have_no_fault() -> None:
    case = draft()
    keep(case, b"one,two\n", "a.csv")
    evidence.describe(by=OPERATOR, case=case, said=EvidencePart(file="elsewhere.pdf", title="x"))
    gone = keep(case, b"three,four\n", "b.csv")
    evidence.remove(by=OPERATOR, case=case, exhibit=gone.id)
    erased = draft()
    keep(erased, b"five\n", "c.txt")
    erasing.erase(by=OPERATOR, reference=erased.reference)
    assert list(fingerprints.verify()) == [None]


def test_a_file_of_the_same_key_with_other_content_is_found() -> None:
    row = keep(draft(), b"one,two\n", "a.csv")
    evidence_files.put(row.stored_as, iter([b"one,three\n"]))
    assert faults() == [("evidence", str(row.id), "fingerprint_differs")]


def test_one_changed_byte_and_a_missing_file_are_found() -> None:
    case = draft()
    first, second = keep(case, b"one,two\n", "a.csv"), keep(case, b"three\n", "b.txt")
    sealed = bytearray(place(first).read_bytes())
    sealed[len(sealed) // 2] ^= 1
    place(first).write_bytes(bytes(sealed))
    evidence_files.delete(second.stored_as)
    assert sorted(faults()) == sorted(
        [("evidence", str(first.id), "value_does_not_open"), ("evidence", str(second.id), "file_gone")]
    )


def test_two_exchanged_files_are_both_named() -> None:
    case = draft()
    first, second = keep(case, b"one,two\n", "a.csv"), keep(case, b"three\n", "b.txt")
    one, two = place(first).read_bytes(), place(second).read_bytes()
    place(first).write_bytes(two)
    place(second).write_bytes(one)
    assert {(found, code) for _kind, found, code in faults()} == {
        (str(first.id), "value_does_not_open"),
        (str(second.id), "value_does_not_open"),
    }


def test_rows_that_point_at_each_others_files_are_both_named() -> None:
    case = draft()
    first, second = keep(case, b"one,two\n", "a.csv"), keep(case, b"three\n", "b.txt")
    Evidence.objects.filter(id=first.id).update(stored_as=second.stored_as, measured_sha256=second.measured_sha256)
    Evidence.objects.filter(id=second.id).update(stored_as=first.stored_as, measured_sha256=first.measured_sha256)
    assert {(kind, found, code) for kind, found, code in faults()} == {
        ("custody", str(first.id), "receipt_differs"),
        ("custody", str(second.id), "receipt_differs"),
    }


@pytest.mark.parametrize("change", [{"received_at": "2020-01-01T00:00:00Z"}, {"size": 7}])
def test_a_row_that_says_otherwise_than_its_receipt_is_named(change: dict[str, Any]) -> None:
    row = keep(draft(), b"one,two\n", "a.csv")
    Evidence.objects.filter(id=row.id).update(**change)
    assert faults() == [("custody", str(row.id), "receipt_differs")]


def test_a_row_put_in_and_a_row_taken_out_are_named() -> None:
    case = draft()
    row, other = keep(case, b"one,two\n", "a.csv"), keep(case, b"three\n", "b.txt")
    Evidence.objects.filter(id=other.id).delete()
    assert faults() == [("custody", str(other.id), "exhibit_gone")]
    row.id, row.position = other.case_id, 9
    row.save(force_insert=True)
    assert ("custody", str(row.id), "receipt_missing") in faults()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["evidence_received", "evidence_downloaded"])
def test_a_line_taken_out_of_a_chain_is_named(kind: str) -> None:
    case = draft()
    row = keep(case, b"one,two\n", "a.csv")
    downloads.original(by=OPERATOR, case=case, exhibit=row.id)
    keep(case, b"three\n", "b.txt")
    line = Event.objects.get(kind=kind, details__evidence=str(row.id))
    with without_triggers():
        Event.objects.filter(id=line.id).delete()
    found = faults()
    assert ("trail", str(line.number), "line_missing") in found
    assert (("custody", str(row.id), "receipt_missing") in found) == (kind == "evidence_received")


def test_a_copy_that_does_not_open_is_named() -> None:
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "PNG")
    row = keep(draft(), out.getvalue(), "a.png")
    Path(storages["evidence"].path(row.preview_as)).write_bytes(b"RCF1 nonsense")
    assert [(kind, found) for kind, found, _code in faults()] == [("copy", str(row.id))]


def test_the_command_says_nothing_wrong_of_an_empty_portal(manage: Manage) -> None:
    done = manage("verify_evidence")
    assert (done.returncode, done.stdout) == (0, "")


def test_the_command_names_what_is_wrong_and_ends_with_one(manage: Manage, tmp_path: Path) -> None:
    record = {"schema": SCHEMA, "language": "en", "evidence": [{"file": "a.txt", "title": "a"}]}
    (tmp_path / "case.json").write_text(json.dumps(record))
    (tmp_path / "a.txt").write_text("some words")
    assert manage("open_case", tmp_path / "case.json", "--out", tmp_path / "out").returncode == 0
    assert manage("verify_evidence").returncode == 0
    (stored,) = [
        path for path in Path(manage.environment["RECOURSE_STATE"]).glob("files/evidence/*/*") if path.is_file()
    ]
    sealed = bytearray(stored.read_bytes())
    sealed[-1] ^= 1
    stored.write_bytes(bytes(sealed))
    done = manage("verify_evidence")
    assert done.returncode == 1
    assert [json.loads(line)["code"] for line in done.stdout.splitlines()] == ["value_does_not_open"]

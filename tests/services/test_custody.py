"""The chain of an exhibit: in the record of each version, printed, and no reason to make a paper again."""

import io

import pytest
from PIL import Image

from incidents.core.record_parts import Evidence as Said
from incidents.core.vocabulary import OPERATOR
from incidents.documents.exhibits import STEPS_PRINTED, exhibits
from incidents.documents.facts import Facts
from incidents.documents.inputs import input_hashes
from incidents.documents.plan import plan
from incidents.gateways.vault import evidence_files
from incidents.models import Case, Evidence
from incidents.services import custody, downloads, evidence, exporting, glimpses, proposals
from incidents.services.snapshot import derived_snapshot
from tests.factories.cases import draft

pytestmark = pytest.mark.django_db
MAIL = b"From: Help <help@evil.example>\r\nSubject: Your account\r\n\r\nsend it"


def kept(case: Case, content: bytes, name: str) -> str:
    row = evidence.keep(by=OPERATOR, case=case, file=io.BytesIO(content), said=Said(file=name, title=name))
    return str(row.id)


def test_each_file_has_its_own_chain_and_an_export_of_all_stands_in_every_one() -> None:
    case = draft()
    first, second = kept(case, b"one", "a.txt"), kept(case, b"two", "b.txt")
    downloads.original(by=OPERATOR, case=case, exhibit=second)  # type: ignore[arg-type]
    exporting.everything(by=OPERATOR, case=case)
    exporting.record(by=OPERATOR, reference=case.reference)
    found = {key: [look.kind for look in chain] for key, chain in custody.chains(case).items()}
    assert found == {
        first: ["evidence_received", "everything_exported", "case_exported"],
        second: ["evidence_received", "evidence_downloaded", "everything_exported", "case_exported"],
    }


def test_a_look_changes_no_input_of_a_paper_and_a_confirmed_fact_changes_the_dossier() -> None:
    case = draft()
    exhibit = kept(case, MAIL, "a.eml")

    def hashes() -> list[str]:
        record = derived_snapshot(case)
        return input_hashes(record, plan(record))

    before = hashes()
    downloads.original(by=OPERATOR, case=case, exhibit=exhibit)  # type: ignore[arg-type]
    assert hashes() == before
    proposals.settle(by=OPERATOR, case=case, exhibit=exhibit, state=proposals.CONFIRMED)  # type: ignore[arg-type]
    assert hashes() != before


def test_the_annex_prints_the_chain_and_of_a_long_one_both_ends() -> None:
    case = draft()
    exhibit = kept(case, MAIL, "a.eml")
    proposals.settle(by=OPERATOR, case=case, exhibit=exhibit, state=proposals.CONFIRMED)  # type: ignore[arg-type]
    for _ in range(STEPS_PRINTED + 3):
        downloads.original(by=OPERATOR, case=case, exhibit=exhibit)  # type: ignore[arg-type]
    (row,) = exhibits(Facts(derived_snapshot(case)))
    assert row["received_at"]
    assert "confirmed or dismissed, by the operator" in row["steps"][0]
    assert len(row["steps"]) == STEPS_PRINTED
    assert row["steps_more"] == 4
    assert ("sender", "Help <help[@]evil[.]example>") in row["read"]


def test_every_view_of_a_copy_is_a_line_of_its_own() -> None:
    out = io.BytesIO()
    Image.new("RGB", (9, 9)).save(out, "PNG")
    case = draft()
    exhibit = kept(case, out.getvalue(), "a.png")
    for _ in range(3):
        glimpses.glimpse(by=OPERATOR, case=case, exhibit=exhibit)  # type: ignore[arg-type]
    assert [look.kind for look in custody.chains(case)[exhibit]] == ["evidence_received", *["evidence_viewed"] * 3]


def test_what_was_removed_and_given_again_begins_anew() -> None:
    case = draft()
    first = kept(case, b"one", "a.txt")
    evidence.remove(by=OPERATOR, case=case, exhibit=first)  # type: ignore[arg-type]
    second = kept(case, b"one", "a.txt")
    assert second != first
    assert [look.kind for look in custody.chains(case)[second]] == ["evidence_received"]
    assert evidence_files.read(Evidence.objects.get(id=second).stored_as) == b"one"

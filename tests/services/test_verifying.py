"""What a code or a fingerprint says of a paper: kind, version, day, and whether it still holds. Never a name."""

import json
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest

from incidents.core import verify_code
from incidents.core.vocabulary import OPERATOR, DocumentKind, JobState
from incidents.gateways.vault import document_files
from incidents.management.commands.verify_document import claimed_code
from incidents.models import Case, Document
from incidents.services import cases, erasing, verifying
from incidents.services.verifying import Verdict
from tests.factories.letters import case_with_letters, letter, submitted
from tests.processes import Manage

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return case_with_letters()


def test_code_and_file_of_a_made_paper_are_genuine(case: Case) -> None:
    paper = letter(case)
    code, file = verifying.by_code(str(paper.code).lower()), verifying.by_fingerprint(paper.sha256.upper())
    for answer in (code, file):
        assert (answer.verdict, answer.kind, answer.letter, answer.version) == ("genuine", "letter", "L1", 1)
        assert answer.made_at == paper.submission.made_at
    assert (code.by_file, file.by_file) == (False, True)


def test_nothing_personal_is_in_an_answer(case: Case) -> None:
    said = str(asdict(verifying.by_code(str(letter(case).code))))
    for secret in (case.reference, "Nadia", "coinbase", "Brandt", str(case.id), "DE"):
        assert secret not in said


@pytest.mark.parametrize("code", ["", "hello", "0000-0000-0000", "7KQM-2XPD-9TRQ"])
def test_what_was_never_given_out_is_unknown(case: Case, code: str) -> None:
    assert verifying.by_code(code).verdict == Verdict.UNKNOWN
    assert verifying.by_fingerprint(sha256(code.encode()).hexdigest(), code).verdict == Verdict.UNKNOWN


def test_a_paper_that_is_not_made_is_unknown(case: Case) -> None:
    paper = letter(case)
    Document.objects.filter(id=paper.id).update(state=JobState.DEAD)
    assert verifying.by_code(str(paper.code)).verdict == Verdict.UNKNOWN


def test_a_changed_letter_is_replaced_and_an_unchanged_one_carried_over_stays_genuine(case: Case) -> None:
    first = letter(case)
    cases.update(by=OPERATOR, case=case, members={"narrative": "more words, for the police only"})
    submitted(case)
    assert verifying.by_code(str(first.code)).verdict == Verdict.GENUINE
    cases.update(by=OPERATOR, case=case, members={"victim.email": "nadia@example.org"})
    submitted(case)
    answer = verifying.by_code(str(first.code))
    assert (answer.verdict, answer.replaced_by) == (Verdict.SUPERSEDED, 3)
    assert verifying.by_code(str(letter(case).code)).verdict == Verdict.GENUINE


def test_a_code_on_another_file_is_tampered_with(case: Case) -> None:
    one, other = letter(case), letter(case, "bitfinex")
    forged = sha256(b"forged").hexdigest()
    assert verifying.by_fingerprint(forged, str(one.code)).verdict == Verdict.TAMPERED
    assert verifying.by_fingerprint(one.sha256, str(other.code)).verdict == Verdict.TAMPERED
    assert verifying.by_fingerprint(one.sha256, str(one.code)).verdict == Verdict.GENUINE


def test_papers_of_an_erased_case_can_still_be_checked(case: Case) -> None:
    paper = letter(case)
    erasing.erase(by=OPERATOR, reference=case.reference)
    assert verifying.by_code(str(paper.code)).verdict == Verdict.GENUINE


@pytest.mark.django_db(transaction=True)
def test_the_command_says_the_same_and_its_status_is_0_only_for_genuine(manage: Manage, tmp_path: Path) -> None:
    record = Path("docs/examples/example_case/case.json").resolve()
    done = manage("open_case", record, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    made = [item for item in json.loads(done.stdout)["documents"] if item["kind"] == DocumentKind.LETTER]
    path = Path(made[0]["file"])
    genuine = manage("verify_document", path)
    said = json.loads(genuine.stdout)
    assert (genuine.returncode, said["verdict"], said["kind"], said["letter"]) == (
        0,
        "genuine",
        "letter",
        made[0]["letter"],
    )
    assert said["sha256"] == made[0]["sha256"]
    assert (said["version"], said["signer"], said["signed_at"], said["changes"]) == (1, None, None, [])
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(path.read_bytes() + b"\n")
    other = manage("verify_document", changed)
    assert other.returncode == 1
    assert json.loads(other.stdout)["verdict"] in {"unknown", "tampered"}
    assert manage("verify_document", tmp_path / "none.pdf").returncode == 2


def test_a_file_that_names_a_code_is_heard(tmp_path: Path) -> None:
    code = verify_code.new_code()
    assert claimed_code(f"code {code}\n".encode()) == code
    pdf = pikepdf.new()
    pdf.docinfo["/Subject"] = f"code {code}"
    pdf.save(tmp_path / "a.pdf")
    assert claimed_code((tmp_path / "a.pdf").read_bytes()) == code
    assert claimed_code(b"%PDF-1.7 broken") == ""


def test_files_under_test_are_what_the_vault_holds(case: Case) -> None:
    paper = letter(case)
    assert sha256(document_files.read(paper.stored_as)).hexdigest() == paper.sha256

"""open_case as operators call it: a record in, its papers out, itself back again."""

import hashlib
import json
from pathlib import Path

import pytest

from incidents.core.errors import BadInput, NotFound
from incidents.core.vocabulary import OPERATOR
from incidents.management.warning_messages import sentence
from incidents.services import exporting, opening
from tests.factories import EXAMPLE, example_json
from tests.processes import Manage


def write(folder: Path, **members: object) -> Path:
    path = folder / "case.json"
    path.write_text(json.dumps({"schema": "recourse/case-record/1", **members}))
    return path


CONSENTS = {"truth": True, "share_with_police": True, "share_with_institutions": True}


def test_the_example_makes_its_papers_without_broker_or_worker(manage: Manage, tmp_path: Path) -> None:
    done = manage("open_case", EXAMPLE / "case.json", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    assert "not sent" not in done.stderr
    answer = json.loads(done.stdout)
    assert answer["warnings"] == []
    documents = answer["documents"]
    assert [d["kind"] for d in documents].count("dossier") == 1
    letters = {(d["letter"], d["institution"]): d["strength"] for d in documents if d["kind"] == "letter"}
    assert letters == {
        ("L1", "coinbase"): "hold",
        ("L1", "bitfinex"): "locate",
        ("L1", "htx"): "enquiry",
        ("L1", "bybit"): "enquiry",
        ("L2a", "kucoin"): None,
        ("L2b", "kucoin"): None,
        ("L5", "site-app-bot-login-example"): None,
    }
    for document in documents:
        path = Path(document["file"])
        assert hashlib.sha256(path.read_bytes()).hexdigest() == document["sha256"]
        assert path.parent.parent == tmp_path / "out"
        assert path.parent.name == (document["institution"] or path.parent.name)
    manifest = next(Path(d["file"]).read_text() for d in documents if d["kind"] == "manifest")
    assert [d["sha256"] for d in documents if d["sha256"] not in manifest and d["kind"] != "manifest"] == []

    exported = json.loads(manage("export_case", answer["reference"]).stdout)
    assert exported["movements"][0]["order_id"] == example_json()["movements"][0]["order_id"]
    rows = manage("export_case", answer["reference"], "--format", "csv").stdout.splitlines()
    assert len(rows) == 1 + len(example_json()["movements"])


@pytest.mark.parametrize(
    ("members", "code"),
    [
        ({"consents": {"truth": True}}, "no_letters_without_consent"),
        ({"consents": CONSENTS, "safety": {"in_danger": True}}, "letters_held_back"),
        ({"consents": {**CONSENTS, "truth": False}}, "papers_are_drafts"),
        ({"consents": CONSENTS, "language": "tlh"}, "language_not_available"),
        ({"consents": CONSENTS, "evidence": [{"file": "gone.png"}]}, "file_missing"),
        ({"consents": CONSENTS, "evidence": [{"file": "../../etc/passwd"}]}, "file_outside"),
        (
            {"consents": CONSENTS, "movements": [{"kind": "onchain_transfer", "network": "bitcoin", "txid": "abc"}]},
            "looks_mistyped",
        ),
        ({"consents": CONSENTS, "narrative": "seed: " + "abandon " * 11 + "about"}, "secret_not_stored"),
    ],
)
@pytest.mark.django_db
def test_what_is_odd_is_told_and_the_papers_are_planned_all_the_same(
    tmp_path: Path, members: dict[str, object], code: str
) -> None:
    file = write(tmp_path, accounts=[{"institution": "kucoin"}], **members)
    record, odd = opening.read(file.read_bytes(), None)
    _, documents, found = opening.open_case(by=OPERATOR, record=record, folder=tmp_path)
    assert code in [warning["code"] for warning in (*odd, *found)]
    assert all(sentence(warning) != warning["code"] for warning in (*odd, *found))
    planned = [document.kind for document in documents]
    assert "dossier" in planned
    assert ("letter" in planned) == (code not in {"no_letters_without_consent", "letters_held_back"})


@pytest.mark.parametrize(
    "content", ["{", "[]", '{"schema": "other"}', '{"schema": "recourse/case-record/1", "victim": 1}']
)
def test_what_is_no_record_is_refused_with_its_place(content: str) -> None:
    with pytest.raises(BadInput) as caught:
        opening.read(content.encode(), None)
    assert caught.value.params


@pytest.mark.django_db
def test_an_unknown_reference_is_refused() -> None:
    with pytest.raises(NotFound):
        exporting.record(by=OPERATOR, reference="RC-0000-0000")


def test_a_refusal_is_one_line_and_status_2(manage: Manage, tmp_path: Path) -> None:
    (tmp_path / "case.json").write_text("{")
    done = manage("open_case", tmp_path / "case.json")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr

"""Exhibits on paper: no A without a dated check, the chain from "received by the portal on ..." on."""

import re

import pytest

from incidents.core.record import CaseRecord
from incidents.core.vocabulary import DocumentKind
from tests.documents.papers import one
from tests.factories import record_of

DIGEST = "ab" * 32
FILE = {"file": "a.eml", "title": "The mail", "sha256": DIGEST}
MEASURED = {
    "received_at": "2026-11-01T12:00:00+00:00",
    "size": 1234,
    "media_type": "message/rfc822",
    "measured_sha256": DIGEST,
    "read": [["mail_from", "x@evil.example"], ["mail_id", "<7@evil.example>"]],
    "custody": [
        {"at": "2026-11-01T12:00:00+00:00", "kind": "evidence_received", "who": "victim", "role": "", "sign": ""},
        {
            "at": "2026-11-01T13:00:00+00:00",
            "kind": "evidence_viewed",
            "who": "staff",
            "role": "case_worker",
            "sign": "A1B2",
        },
        {"at": "2026-11-01T14:00:00+00:00", "kind": "evidence_downloaded", "who": "victim", "role": "", "sign": ""},
        {"at": "2026-11-01T15:00:00+00:00", "kind": "everything_exported", "who": "victim", "role": "", "sign": ""},
    ],
}


def printed(record: CaseRecord) -> str:
    text = one(record, DocumentKind.DOSSIER_TXT).decode()
    return " ".join(re.sub(r"-{3,}", "", text[text.index("11 EXHIBITS") :]).split())


def with_file(**said: str) -> CaseRecord:
    record = record_of(evidence=[FILE | said])
    assert record.derived
    return record.model_copy(update={"derived": record.derived.model_copy(update={"evidence": [MEASURED]})})


@pytest.mark.parametrize("grade", ["B", "C", "D", "E"])
def test_the_kind_of_source_stands_beside_the_exhibit(grade: str) -> None:
    assert re.search(rf"Kind of source:? {grade}: ", printed(with_file(grade=grade)))


def test_an_a_that_somebody_gave_is_not_printed_as_one() -> None:
    text = printed(with_file(grade="A", source="the reporter"))
    assert re.search(r"Kind of source:? not known yet \(the reporter\)", text)
    assert "Given as A, which only a dated check of the blockchain gives; none was made." in text
    whole = one(with_file(grade="A"), DocumentKind.DOSSIER_TXT).decode()
    assert "A: 1" not in whole


def test_the_chain_begins_with_the_portal_and_has_each_view_copy_and_export() -> None:
    text = printed(with_file(grade="C"))
    places = [
        text.index(words)
        for words in (
            "received by the portal on 2026-11-01 12:00",
            "1234 bytes",
            "a copy without metadata looked at, by staff (case worker) A1B2",
            "an exact copy handed out, by the reporter",
            "an exact copy handed out, with the whole case, by the reporter",
            "sender: x[@]evil[.]example",
            DIGEST,
        )
    ]
    assert places == sorted(places)

"""Nobody speaks through a paper to an outsider: a sentence in any field of the record stays with the police.

A sentence of its own is planted in every field that takes text, and every letter, message, note and list is opened.
"""

import re
from functools import cache

import pytest

from incidents.core.vocabulary import DocumentKind
from incidents.documents.paper import Paper
from incidents.documents.plan import OWN, POLICE
from tests.documents.papers import example_papers, papers_of
from tests.documents.planting import Planter
from tests.documents.reading import everything_in, joined, text_of
from tests.factories import record_of, transfer

SENTENCE = "Karl of Elm Street stole it"
WHO_SPEAKS = {"reporter.name", "victim.organisation.name", "police_reports.0.authority", "police_reports.1.authority"}
"""Names are what they are; a letter says who writes and where it was reported."""

SUSPECT, WHY = "Max Mustermann of Elm Street", "because he owes me"
VERDICT = re.compile(
    r"\bthie(?:f|ves)\b|\bscammer|\bcriminals\b|\bperpetrator|\bstealer|\bfraudster|\bhacker", re.IGNORECASE
)

OWN_WORDS = {DocumentKind.RECORD, DocumentKind.README}
"""What the reporter wrote, and what is advised to the reporter."""


class Speaker(Planter):
    """Every text that is planted is a sentence."""

    def kept(self, value: str, path: str) -> str:
        spoken = f"{SENTENCE} {value}" if value.startswith("qplant") else value
        return super().kept(spoken, path)


@cache
def spoken() -> tuple[dict[str, str], dict[str, tuple[Paper, bytes]]]:
    speaker = Speaker()
    raw = speaker.record()
    raw["reference"] = "RC-TEST1"
    record = record_of(**raw)
    return {value: path for value, path in speaker.values.items() if SENTENCE in value}, papers_of(record)


def heard(path: str, content: bytes) -> set[str]:
    text = everything_in(path, content)
    tight = joined(text)
    return {where for value, where in spoken()[0].items() if value in text or joined(value) in tight}


def test_the_police_dossier_holds_the_sentences_so_the_search_would_find_them() -> None:
    path, (_, content) = next((p, found) for p, found in spoken()[1].items() if found[0].kind == DocumentKind.DOSSIER)
    assert {"narrative", "movements.0.memo", "movements.0.note", "movements.2.market"} & heard(path, content)
    assert len(heard(path, content)) > 50


def test_no_sentence_reaches_an_outsider() -> None:
    outsiders = {path: content for path, (paper, content) in spoken()[1].items() if paper.folder not in {POLICE, OWN}}
    assert len(outsiders) >= 15
    found = {path: sorted(heard(path, content) - WHO_SPEAKS) for path, content in outsiders.items()}
    assert {path: where for path, where in found.items() if where} == {}


def test_of_a_long_name_a_letter_prints_no_more_than_a_name() -> None:
    record = record_of(
        kind="phishing",
        victim={"legal_name": "Karl " * 60 + "planted end"},
        movements=[transfer("deposit", txid="0xaa")],
    )
    for path, (paper, content) in papers_of(record, DocumentKind.LETTER, DocumentKind.MESSAGE_TXT).items():
        if paper.folder not in {POLICE, OWN}:
            assert "planted end" not in everything_in(path, content)


def test_a_company_that_nobody_knows_is_written_to_by_nobody() -> None:
    record = record_of(
        kind="phishing",
        accounts=[{"institution": SENTENCE}],
        movements=[
            transfer("unknown", to_institution=SENTENCE),
            transfer("hot", kind="exchange_withdrawal", institution=SENTENCE),
        ],
    )
    papers = papers_of(record)
    assert {paper.institution for paper, _ in papers.values() if paper.folder not in {POLICE, OWN}} == {"bitfinex"}
    for path, (paper, content) in papers.items():
        if paper.folder not in {POLICE, OWN}:
            assert SENTENCE not in everything_in(path, content)
            assert joined(SENTENCE) not in joined(everything_in(path, content))


def test_a_named_suspect_stands_in_the_dossier_only_and_as_a_claim() -> None:
    suspects = [{"name_or_handle": SUSPECT, "suspected_by": "the reporter", "because": WHY}]
    record = record_of(
        kind="phishing",
        suspects=suspects,
        accounts=[{"institution": "kucoin"}],
        movements=[transfer("deposit", txid="0x" + "a1" * 32), transfer("hot")],
    )
    inside = set()
    for path, (paper, content) in papers_of(record).items():
        text = everything_in(path, content)
        if joined(SUSPECT) in joined(text):
            inside.add(str(paper.kind))
            if paper.kind in {DocumentKind.DOSSIER, DocumentKind.DOSSIER_TXT, DocumentKind.DOSSIER_COPY}:
                assert joined(WHY) in joined(text)
                assert "uspected" in text
    assert inside <= {"dossier", "dossier_copy", "dossier_txt", "record"}
    assert "dossier" in inside


@pytest.mark.parametrize(
    "name", sorted(name for name, (paper, _) in example_papers().items() if paper.kind not in OWN_WORDS)
)
def test_no_paper_calls_anybody_a_thief(name: str) -> None:
    content = example_papers()[name][1]
    text = text_of(content) if content.startswith(b"%PDF") else content.decode()
    assert VERDICT.findall(text) == []

"""Nobody signs an untruth; three strengths; no promise, no threat, no verdict over an address."""

import re

import pytest

from incidents.core.vocabulary import CaseKind, DocumentKind
from incidents.documents import words
from incidents.documents.letter_l5 import REPORTED
from incidents.documents.make import make
from incidents.documents.plan import plan
from tests.documents.papers import MADE, example_papers, one, papers_of
from tests.documents.reading import text_of
from tests.factories import record_of, transfer, with_check

SIGNED = {act: str(sentence) for act, sentence in words.ACT_SENTENCES.items()}
EXPECTED = {
    "api_key_abuse": "theft", "seed_theft": "theft", "wallet_drainer": "drainer", "investment_fraud": "deception",
    "fake_platform": "deception", "not_sure": "unknown", "account_blocked": "unknown",
}  # fmt: skip
KUCOIN_ROW = {"kind": "exchange_withdrawal", "institution": "kucoin", "amount": "5", "asset": "ETH", "txid": "0xaa"}


def flat(content: bytes) -> str:
    text = text_of(content) if content.startswith(b"%PDF") else content.decode()
    return re.sub(r"\s+", " ", text)


@pytest.mark.parametrize(("kind", "act"), EXPECTED.items())
def test_each_letter_prints_the_act_of_its_kind_and_no_other(kind: str, act: str) -> None:
    complaint = [{"kind": "L2c", "institution": "kucoin", "dropped": False}]
    links = [{"kind": "url", "value": "https://evil.example/login"}]
    rows = [transfer("hot"), KUCOIN_ROW, {**KUCOIN_ROW, "institution": "ftx"}]
    record = record_of(kind=kind, movements=rows, letters=complaint, indicators=links)
    wanted = {DocumentKind.LETTER, DocumentKind.MESSAGE_TXT, DocumentKind.NOTE, DocumentKind.FIRST_REPORT}
    papers = papers_of(record, *wanted, DocumentKind.DOSSIER_TXT)
    assert {paper.letter for paper, _ in papers.values()} == {None, "L1", "L2a", "L2b", "L2c", "L5"}
    for path, (paper, content) in papers.items():
        text = flat(content)
        printed = {name for name, sentence in SIGNED.items() if sentence in text}
        unsigned = paper.letter == "L5" or (paper.letter in {"L2b", "L2c"} and paper.kind == DocumentKind.MESSAGE_TXT)
        assert printed == (set() if unsigned else {act}), path
        if paper.letter == "L5":
            assert {name for name, words in REPORTED.items() if str(words) in text} == {act}, path


@pytest.mark.parametrize("kind", [str(kind) for kind in CaseKind if str(kind) not in {"api_key_abuse"}])
def test_a_deceived_person_never_reports_a_theft(kind: str) -> None:
    record = record_of(kind=kind, movements=[transfer("hot")], safety={})
    if EXPECTED.get(kind, "theft") != "theft":
        text = flat(one(record, DocumentKind.LETTER, "L1")).lower()
        assert "stolen" not in text
        assert "without my permission" not in text


@pytest.mark.parametrize(
    ("role", "strength", "wanted", "unwanted"),
    [
        ("deposit", "hold", "place a temporary hold on it and on nothing else", "Enquiry only"),
        (
            "hot",
            "locate",
            "find the customer account credited by this transaction and hold that credit only",
            "Enquiry",
        ),
        ("reserve", "enquiry", "Enquiry only: did this transaction credit a customer of yours?", "Please review"),
    ],
)
def test_a_letter_asks_what_its_label_bears(role: str, strength: str, wanted: str, unwanted: str) -> None:
    record = record_of(kind="seed_theft", movements=[transfer(role)])
    paper = next(paper for paper in plan(record) if paper.kind == DocumentKind.LETTER)
    text = flat(make(record, paper, MADE))
    assert paper.strength == strength
    assert wanted in text
    assert unwanted not in text
    assert "may be wrong" in text
    assert "I do not ask for a hold on a whole wallet or account" in text
    assert "no longer than 14 days" in text


def test_what_left_another_wallet_is_only_asked_about_and_the_letter_says_why() -> None:
    record = with_check("not_from_reporter", transfer("deposit"))
    text = flat(one(record, DocumentKind.LETTER, "L1"))
    assert "Enquiry only: did this transaction credit a customer of yours?" in text
    assert "another sender than the accounts and wallets that I described" in text
    assert "another sender than the accounts" in flat(one(record, DocumentKind.DOSSIER_TXT))


def test_rows_of_different_strength_each_say_their_own() -> None:
    rows = [transfer("hot", txid="dd" * 32), transfer("hot", txid="ee" * 32, memo="12345")]
    text = flat(one(record_of(kind="seed_theft", movements=rows), DocumentKind.LETTER, "L1"))
    assert "Hold this credit only, up to this amount" in text
    assert "Find the customer account credited by this transaction" in text
    assert "Not the pooled wallet" in text


def test_a_labels_text_source_date_and_role_are_printed() -> None:
    text = flat(one(record_of(kind="seed_theft", movements=[transfer("deposit")]), DocumentKind.LETTER, "L1"))
    assert re.search(r"public label, “Coinbase: Deposit 1”", text)
    assert re.search(r"Source: \S.+?, list of \d{4}-\d{2}-\d{2}\. Role: deposit address of one customer\.", text)


def test_what_a_label_confirms_is_not_called_unconfirmed() -> None:
    agreed = record_of(kind="seed_theft", movements=[transfer("deposit", to_institution="coinbase")])
    alone = record_of(kind="seed_theft", movements=[transfer("unknown", to_institution="coinbase")])
    for kind in (DocumentKind.LETTER, DocumentKind.DOSSIER_TXT):
        assert "o public label confirms it" not in flat(one(agreed, kind))
        assert "o public label confirms it" in flat(one(alone, kind))


def test_an_old_theft_prints_its_age() -> None:
    old = record_of(kind="seed_theft", movements=[transfer("hot", at="2022-12-08T02:00:00+00:00")])
    new = record_of(kind="seed_theft", movements=[transfer("hot", at="2026-11-20T02:00:00+00:00")])
    assert "made 3 years before this letter" in flat(one(old, DocumentKind.LETTER))
    assert "before this letter" not in flat(one(new, DocumentKind.LETTER))


def test_a_draft_is_marked_on_every_paper() -> None:
    record = record_of(
        kind="seed_theft", movements=[transfer("hot"), KUCOIN_ROW], consents={"share_with_institutions": True}
    )
    for path, (paper, content) in papers_of(record).items():
        text = flat(content).lower()
        if paper.media_type.startswith(("application/json", "text/csv")) or paper.kind == DocumentKind.MANIFEST:
            continue
        assert "draft, not declared" in text, path
        assert "i believe that what i state" not in text, path


def test_no_paper_promises_threatens_or_judges() -> None:
    banned = r"thief|indemnif|guarantee|recover(ed|y) (rate|chance|odds|probab)|affidavit|oath|under penalty|\bU\.S\.C"
    for path, (paper, content) in example_papers().items():
        if paper.kind not in {DocumentKind.RECORD, DocumentKind.README}:
            assert not re.search(banned, flat(content), re.IGNORECASE), path


def test_officers_channels_stand_on_the_officers_pages_only() -> None:
    for path, (paper, content) in example_papers().items():
        text = flat(content)
        if paper.folder == "police" and paper.kind in {DocumentKind.DOSSIER, DocumentKind.DOSSIER_TXT}:
            assert "kodexglobal.com" in text
        if paper.folder != "police":
            assert "kodex" not in text.lower(), path
            assert "subpoenas@" not in text, path


def test_a_company_without_channel_gets_the_safe_way() -> None:
    text = flat(one(record_of(kind="seed_theft", movements=[transfer("hot")]), DocumentKind.LETTER))
    assert "Log in on bitfinex.com, open a support ticket" in text


def test_the_loss_is_never_the_turnover() -> None:
    papers = example_papers()
    letter = next(
        flat(content)
        for paper, content in papers.values()
        if paper.letter == "L2a" and paper.media_type == "application/pdf"
    )
    assert "Loss 79177.2101 USDT, 103 SOL" in letter
    assert "Are the bought coins still in this account?" in letter
    turnover = "57845"  # what the trades moved through the market: told once, as what the other side got
    told = "got 57845.6601 USDT"
    for path, (paper, content) in papers.items():
        if paper.kind != DocumentKind.RECORD:
            text = flat(content)
            assert text.count(turnover) == text.count(told) <= 1, path


@pytest.mark.parametrize("role", ["company", "guardian", "representative", "heir"])
def test_who_reports_for_somebody_does_not_say_my(role: str) -> None:
    reporter = {"role": role, "name": "Rita"}
    record = record_of(kind="seed_theft", reporter=reporter, movements=[transfer("hot"), KUCOIN_ROW])
    for path, (paper, content) in papers_of(record, DocumentKind.LETTER, DocumentKind.DOSSIER_TXT).items():
        text = flat(content)
        assert "without their owner's permission" in text, path
        assert "without my permission" not in text, path
        if paper.letter:
            assert "stated, not checked" in text, path


def test_in_danger_the_readme_sends_to_the_police_first() -> None:
    record = record_of(kind="seed_theft", safety={"in_danger": True}, movements=[transfer("hot")])
    text = one(record, DocumentKind.README).decode()
    assert "call the emergency number" in text
    assert "1. Police" in text
    assert "send today" not in text

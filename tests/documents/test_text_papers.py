"""Messages, identifiers, CSV, manifest, readme: lengths, exact digits, and security row 4."""

import csv
import io

import pytest

from incidents.core.vocabulary import DocumentKind
from incidents.documents.make import manifest
from incidents.documents.manifest import Entry
from incidents.documents.messages import CHAT_CAP, MESSAGE_CAP
from incidents.documents.spreadsheet import harmless
from tests.documents.odd import ODD, withdrawals
from tests.documents.papers import MADE, example, example_papers, papers_of
from tests.factories import record_of, transfer

MESSAGES = {DocumentKind.MESSAGE_TXT: MESSAGE_CAP, DocumentKind.MESSAGE_CHAT: CHAT_CAP}


@pytest.mark.parametrize("name", ODD)
def test_messages_keep_their_length_whatever_the_case(name: str) -> None:
    for paper, content in papers_of(record_of(**ODD[name]), *MESSAGES, released=True).values():
        assert 0 < len(content.decode()) <= MESSAGES[paper.kind]


def test_a_message_that_is_cut_says_how_much_is_left_out() -> None:
    papers = papers_of(record_of(kind="malware", movements=withdrawals(30)), *MESSAGES)
    for paper, content in papers.values():
        assert ("more rows in the letter" in content.decode()) == (paper.letter in {"L1", "L2a"})


def test_messages_carry_whole_transaction_ids_and_the_same_ask() -> None:
    text = next(
        content.decode()
        for paper, content in example_papers().values()
        if paper.kind == DocumentKind.MESSAGE_TXT and paper.institution == "bitfinex"
    )
    assert "dcc1e78d9a48643553f4cd9b71564fb8032f6fd48ede977f8806be15ac29b917" in text
    assert "find the customer account credited by this transaction and hold that credit only" in text


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_identifiers_have_a_line_per_row_and_exact_digits() -> None:
    files = {p.institution: c for p, c in example_papers().values() if p.kind == DocumentKind.IDENTIFIERS_CSV}
    assert len(rows_of(files["kucoin"])) == 44
    (row,) = rows_of(files["coinbase"])
    assert row["amount"] == "11903"
    assert row["at_utc"] == "2022-12-08T02:24:28.343000Z"
    assert row["strength"] == "hold"


def test_the_movements_file_has_every_movement() -> None:
    content = next(c for p, c in example_papers().values() if p.kind == DocumentKind.MOVEMENTS_CSV)
    rows = rows_of(content)
    assert len(rows) == len(example().movements)
    assert [row["txid"] for row in rows] == [movement.txid or "" for movement in example().movements]
    assert b"\r\n" in content


@pytest.mark.parametrize("cell", ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =cmd|' /C calc'!A0", "\n=1"])
def test_row_4_no_cell_is_a_formula(cell: str) -> None:
    record = record_of(kind="malware", movements=[transfer("hot", memo=cell, asset=cell, note=cell)])
    for paper, content in papers_of(record).values():
        if paper.media_type.startswith("text/csv"):
            for row in csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")):
                assert not any(field.lstrip(" ")[:1] in set("=+@\t\r") for field in row)
                assert not any(field.startswith("-") for field in row)


def test_numbers_stay_numbers() -> None:
    assert harmless("-12.5") == "-12.5"
    assert harmless("-12.5.1") == "'-12.5.1"


def test_the_manifest_is_what_sha256sum_reads() -> None:
    entries = [
        Entry("you/b.txt", "b" * 64, 2),
        Entry("police/a.pdf", "a" * 64, 1),
        Entry("x/c.pdf", "", 0, "render_timeout"),
    ]
    lines = manifest(entries, MADE).decode().splitlines()
    assert [line for line in lines if not line.startswith("#")] == [
        f"{'a' * 64}  police/a.pdf",
        f"{'b' * 64}  you/b.txt",
    ]
    assert "# not made: x/c.pdf" in lines


def test_the_readme_says_what_was_not_done_and_lists_every_company_in_order() -> None:
    text = next(content.decode() for p, content in example_papers().values() if p.kind == DocumentKind.README)
    assert text.startswith("Nothing has been sent to any company or to the police.")
    order = [text.index(name) for name in ("KuCoin: send", "Coinbase: send", "Bitfinex: send", "HTX", "Police: report")]
    assert order == sorted(order)

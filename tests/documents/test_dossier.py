"""The dossier and the first report: order, one desk page, two pages, whatever is missing or too long."""

import re
from functools import cache

import pytest

from incidents.core.vocabulary import DocumentKind
from incidents.documents.make import make
from incidents.documents.plan import plan
from tests.documents.odd import ODD, withdrawals
from tests.documents.papers import MADE, example, example_papers
from tests.documents.reading import joined, pages_of, text_of
from tests.factories import record_of


@cache
def made(name: str, kind: DocumentKind) -> bytes:
    record = record_of(**ODD[name])
    return make(record, next(paper for paper in plan(record) if paper.kind == kind), MADE)


def dossier() -> list[str]:
    return pages_of(next(content for paper, content in example_papers().values() if paper.kind == DocumentKind.DOSSIER))


def test_the_sections_come_in_their_order() -> None:
    text = "\n".join(dossier()[1:])
    heads = [int(number) for number in re.findall(r"^(\d+) [A-Z][a-z]+ ?[a-zA-Z ,:]*$", text, re.MULTILINE)]
    assert [number for number in heads if number <= 13] == list(range(1, 14))


def test_the_desk_page_has_its_lines_in_order() -> None:
    page = dossier()[1]
    lines = [
        "Report", "When", "Reporter", "Account", "Taken", "In money", "Last seen", "Most urgent", "Asked of you",
        "Officers' way in", "Clock", "Done so far", "Access", "Not explained", "Evidence", "Received by",
    ]  # fmt: skip
    places = [page.index(f"\n{line}") for line in lines]
    assert places == sorted(places)
    last = 1 + next(number for number, text in enumerate(dossier()) if "The pages to print end here" in text)
    for fact in (f"Print pages 1 to {last}.", "8 December 2022, 03:14:07 (Europe/Berlin)", "2022-12-08 02:14:07 UTC"):
        assert fact in re.sub(r"\s+", " ", page)
    assert "Self-reported, not forensic" in page


@pytest.mark.parametrize("name", ODD)
def test_the_desk_page_is_one_page_whatever_the_case(name: str) -> None:
    pages = pages_of(made(name, DocumentKind.DOSSIER_COPY))
    assert "1 For the desk officer" in pages[1]
    assert "Call-back" in pages[1]
    assert pages[2].lstrip().startswith("2 Persons and accounts")


@pytest.mark.parametrize("name", ODD)
def test_the_first_report_is_two_pages_whatever_the_case(name: str) -> None:
    assert len(pages_of(made(name, DocumentKind.FIRST_REPORT))) == 2


def test_what_is_missing_is_not_known_yet() -> None:
    text = text_of(made("nothing", DocumentKind.DOSSIER_COPY))
    assert text.count("not known yet") > 8
    assert "None" not in re.findall(r"\bNone\b(?! that)", text)


def test_contradictions_are_printed_and_not_hidden() -> None:
    for kind in (DocumentKind.DOSSIER, DocumentKind.FIRST_REPORT, DocumentKind.DOSSIER_TXT):
        content = next(content for paper, content in example_papers().values() if paper.kind == kind)
        text = text_of(content) if content.startswith(b"%PDF") else content.decode()
        assert "without the right to withdraw" in re.sub(r"\s+", " ", text)


def test_every_hash_of_the_record_can_be_copied_whole() -> None:
    record = example()
    tight = joined("".join(dossier()))
    for movement in record.movements:
        for value in (movement.txid, movement.to_address, movement.order_id, movement.trade_id, movement.withdrawal_id):
            assert not value or value in tight
    for exhibit in record.evidence:
        assert exhibit.sha256
        assert exhibit.sha256 in tight


def test_a_hash_of_64_digits_stands_on_one_line() -> None:
    lines = "".join(dossier()).splitlines()
    for movement in example().movements:
        if movement.txid and len(movement.txid) <= 66:
            assert any(movement.txid in line for line in lines)


def test_amounts_are_set_in_groups_and_copied_without() -> None:
    text = "".join(dossier())
    assert "45903.4601 USDT" in text
    assert "45 903" not in text


def test_a_long_annex_names_the_file_that_has_the_rest() -> None:
    record = record_of(kind="api_key_abuse", movements=withdrawals(1003))
    paper = next(paper for paper in plan(record) if paper.kind == DocumentKind.DOSSIER_TXT)
    text = make(record, paper, MADE).decode()
    assert "3 more rows stand only in movements.csv" in re.sub(r"\s+", " ", text)
    assert "0x" + f"{1000:064x}" in text
    assert "0x" + f"{1001:064x}" not in text


def test_the_text_version_has_the_same_sections_and_unbroken_hashes() -> None:
    text = next(content for p, content in example_papers().values() if p.kind == DocumentKind.DOSSIER_TXT).decode()
    assert "1 FOR THE DESK OFFICER\n======" in text
    assert "13 ANNEX" in text
    for movement in example().movements:
        assert not movement.txid or movement.txid in text
    assert "Jane Doe" in text


def test_several_scripts_come_back_out_of_the_file() -> None:
    text = text_of(made("scripts", DocumentKind.DOSSIER_COPY))
    for word in ("山田太郎", "委任状", "김민준", "お金が盗まれました", "Đặng Thị Hồng", "Привіт", "გიორგი"):
        assert word in text
    letters = sorted("محمدعبداللهالحسيني")
    assert not [letter for letter in letters if letter not in text]
    assert sorted(joined("הרצל")) == sorted(letter for letter in "הרצל" if letter in text)

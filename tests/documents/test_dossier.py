"""The dossier and the first report: order, one desk page, two pages, whatever is missing or too long."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

import pytest

from incidents.core.vocabulary import DocumentKind
from incidents.documents.clean import defang
from incidents.documents.make import make
from incidents.documents.marks import day
from incidents.documents.plan import plan
from tests.documents.odd import ODD, withdrawals
from tests.documents.papers import MADE, example, example_papers, one
from tests.documents.reading import joined, pages_of, text_of
from tests.documents.whole import WHOLE
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


@pytest.mark.parametrize("name", ["nothing", "long", "in_danger"])
def test_a_draft_of_the_first_report_with_a_code_is_two_pages_too(name: str) -> None:
    record = record_of(**{**ODD[name], "consents": {}})
    coded = replace(MADE, code="7KQM-2XPD-9TRA", portal_origin="https://a-long-name-of-a-portal.example.org")
    paper = next(paper for paper in plan(record) if paper.kind == DocumentKind.FIRST_REPORT)
    assert len(pages_of(make(record, paper, coded))) == 2


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


IN_OTHER_WORDS = {
    "schema", "reference", "incident.slug", "kind", "movements.kind", "movements.side",
    "movements.amount", "movements.quote_amount",
}  # fmt: skip
"""Said in words, by the furniture, or (what forced trades moved) never as a sum; all of it is in record.json."""


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every plain value of a record with the path of its member."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield from leaves(item, f"{path}.{name}".lstrip("."))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from leaves(item, path)
    else:
        yield path, value


def spellings(value: str) -> Iterator[str]:
    """How a value may stand on paper: as it is, harmless, as a day or as an instant in UTC."""
    yield from (value, defang(value), value.replace("_", " "))
    if re.match(r"\d{4}-\d{2}-\d{2}", value):
        yield day(value)
        with suppress(ValueError):
            yield datetime.fromisoformat(value).astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")


def test_the_dossier_prints_every_member_of_a_record_that_says_everything() -> None:
    record = record_of(**WHOLE)
    given = {name: value for name, value in record.given().items() if name != "derived"}
    text = joined(one(record, DocumentKind.DOSSIER_TXT).decode()).casefold()
    missing = {
        path
        for path, value in leaves(given)
        if value is not None
        and not isinstance(value, bool)
        and not any(joined(spelled).casefold() in text for spelled in spellings(str(value)))
    }
    assert missing <= IN_OTHER_WORDS


@pytest.mark.parametrize(
    "said",
    [
        "Rita Rechts, as a representative; authority: power of attorney of 9 December 2022 (stated, not checked)",
        "Jo Holder (named by the reporter, not contacted)", "clients' money",
        "The reporter says that they are in danger.",
        "The reporter believes to know who did it.", "Others can read this mailbox.",
        "The device used may be controlled by others.", "Still going on.",
        "@broker_anna: suspected by the reporter because she asked for a fee first", "hxxps://t[.]me/broker_anna",
        "Ticket, answer: CB-1, hold placed", "answered 10 December 2022", "Hold until: 24 December 2022",
        "Ticket, answer: HTX-9, refused", "hold at Coinbase until 24 December 2022",
        "Kind: L2a To: KuCoin State: sent 2022-12-09 09:00:00 UTC, as the reporter says",
        "Kind: L2b To: KuCoin State: not wanted by the reporter",
        "Kind: L2c To: KuCoin State: not sent, as far as is known",
        "exhibit 1, line 12", "exhibit 1, in “2022/withdrawals.csv”, line 3",
        "recall asked 2022-12-08 12:00:00 UTC", "coins still there", "state processing",
        "to give this to the police: yes", "Officer Krupke, LKA 724",
        "Known - The trades were placed through API key 'trading bot'. (exchange order history, 8 December 2022)",
        "Part of: Trading-bot API key leak, 2022",
    ],
)  # fmt: skip
def test_the_dossier_says_it_in_these_words(said: str) -> None:
    text = re.sub(r"-{3,}", "", one(record_of(**WHOLE), DocumentKind.DOSSIER_TXT).decode())
    assert " ".join(said.split()) in " ".join(text.split())


def test_the_whole_record_still_fits_the_desk_page_and_the_two_pages() -> None:
    pages = pages_of(one(record_of(**WHOLE), DocumentKind.DOSSIER_COPY))
    assert "Call-back" in pages[1]
    assert len(pages_of(one(record_of(**WHOLE), DocumentKind.FIRST_REPORT))) == 2


def test_the_plain_copy_stays_small_with_many_rows_and_many_pictures() -> None:
    """No more than 1,000 rows are ever printed: what holds for 100 with room to spare holds for every case."""
    shots = [{"file": f"{n}.png", "title": f"Screenshot {n}", "grade": "D", "sha256": f"{n:064x}"} for n in range(99)]
    record = record_of(kind="malware", evidence=shots, movements=withdrawals(100), narrative="It was so. " * 3000)
    content = one(record, DocumentKind.DOSSIER_COPY)
    assert len(content) < 8_000_000 / 10
    assert b"/EmbeddedFile" not in content
    assert "Screenshot 98" in text_of(content)

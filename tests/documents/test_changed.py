"""What a new version means for each company: a letter, three lines for its open ticket, or nothing to send."""

from datetime import UTC, datetime
from typing import Any

import pytest

from incidents.core.record import CaseRecord
from incidents.core.vocabulary import DocumentKind
from incidents.documents.changed import NEWS, ROWS, Changed, KnownAt, changes
from incidents.documents.inputs import input_hashes
from incidents.documents.make import make
from incidents.documents.plan import find, plan
from incidents.documents.update import NEW
from tests.documents.papers import MADE
from tests.documents.test_leaks import found_in
from tests.factories import record_of, transfer

FIRST = datetime(2026, 11, 1, 12, tzinfo=UTC)
SENT = "2026-11-02T09:00:00Z"
KUCOIN_ROW = {
    "kind": "exchange_withdrawal", "institution": "kucoin", "amount": "5", "asset": "ETH", "at": "2026-10-31T00:00:00Z",
    "txid": "0x" + "ab" * 32,
}  # fmt: skip
TOLD: dict[str, Any] = {
    "kind": "account_takeover",
    "victim": {"legal_name": "Jane Doe", "email": "jane@mail.example"},
    "accounts": [{"institution": "kucoin", "uid": "4711"}],
    "movements": [KUCOIN_ROW, transfer("hot", txid="cd" * 32)],
}
BOTH = [
    {"kind": "L1", "institution": "bitfinex", "sent_at": SENT},
    {"kind": "L2a", "institution": "kucoin", "sent_at": SENT},
]
POLICE = [{"authority": "Station 5", "number": "4711/26", "filed_on": "2026-11-03"}]


def known(*versions: tuple[datetime, CaseRecord]) -> KnownAt:
    """What companies could know: the newest version at a time."""
    return lambda at: next((record for made, record in reversed(versions) if at is None or made <= at), None)


ONE_VERSION = known((FIRST, record_of(**TOLD)))


def compared(known_at: KnownAt = ONE_VERSION, **members: Any) -> dict[tuple[str, str], Changed]:
    record = record_of(**{**TOLD, **members})
    found = changes(record, plan(record, letters_released=True), known_at)
    return {(item.letter, item.institution): item for item in found}


def needs(known_at: KnownAt = ONE_VERSION, **members: Any) -> dict[tuple[str, str], str]:
    return {key: str(item.need) for key, item in compared(known_at, **members).items()}


def test_before_anything_is_sent_every_letter_is_to_be_sent() -> None:
    found = compared()
    assert {str(item.need) for item in found.values()} == {"letter"}
    assert not any(item.made_again for item in found.values())
    assert all(item.made_again for item in compared(known()).values())


def test_a_company_that_was_told_all_needs_nothing() -> None:
    assert needs(letters=BOTH, narrative="More words.") == {
        ("L1", "bitfinex"): "nothing",
        ("L2a", "kucoin"): "nothing",
        ("L2b", "kucoin"): "letter",
    }


def test_a_police_number_needs_three_lines_and_no_letter() -> None:
    found = compared(letters=BOTH, police_reports=POLICE)
    assert {key: str(item.need) for key, item in found.items() if key[0] != "L2b"} == {
        ("L1", "bitfinex"): "update",
        ("L2a", "kucoin"): "update",
    }
    assert {item.news for key, item in found.items() if key[0] != "L2b"} == {("police",)}
    assert all(item.made_again for item in found.values())


@pytest.mark.parametrize(
    ("members", "news"),
    [
        ({"movements": [KUCOIN_ROW, *TOLD["movements"]]}, "rows"),
        ({"accounts": [{"institution": "kucoin", "uid": "4712"}]}, "account"),
        ({"kind": "investment_fraud"}, "kind"),
        ({"consents": {"share_with_institutions": True}}, "declared"),
    ],
)
def test_what_changes_the_letter_itself_needs_the_letter(members: dict[str, Any], news: str) -> None:
    found = compared(letters=BOTH, **members)["L2a", "kucoin"]
    assert (str(found.need), found.news) == ("letter", (news,))


def test_a_weaker_ask_needs_the_letter() -> None:
    rows = [KUCOIN_ROW, transfer("hot", txid="cd" * 32, memo="77")]
    found = compared(known((FIRST, record_of(**{**TOLD, "movements": rows}))), letters=BOTH)
    assert (str(found["L1", "bitfinex"].need), found["L1", "bitfinex"].news) == ("letter", ("ask", "rows"))


def test_each_company_is_compared_with_what_it_was_told_and_not_with_the_last_version() -> None:
    numbered = record_of(**TOLD, police_reports=POLICE, letters=BOTH)
    second = datetime(2026, 11, 4, tzinfo=UTC)
    versions = known((FIRST, record_of(**TOLD)), (second, numbered))
    later = [BOTH[0], {**BOTH[1], "sent_at": "2026-11-05T00:00:00Z"}]
    told = needs(versions, letters=later, police_reports=POLICE, narrative="More.")
    assert (told["L1", "bitfinex"], told["L2a", "kucoin"]) == ("update", "nothing")
    assert not compared(versions, letters=later, police_reports=POLICE)["L1", "bitfinex"].made_again


def test_a_contact_counts_as_told_and_an_answer_does_not() -> None:
    contact = {"institution": "kucoin", "sent_at": SENT, "reference": "#1"}
    answer = {"institution": "kucoin", "sent_at": "2026-11-09T00:00:00Z", "status": "answered", "reference": "#1"}
    numbered = known(
        (FIRST, record_of(**TOLD)), (datetime(2026, 11, 8, tzinfo=UTC), record_of(**TOLD, police_reports=POLICE))
    )
    for contacts in ([contact], [contact, answer]):
        assert needs(numbered, contacts=contacts, police_reports=POLICE)["L2a", "kucoin"] == "update"


def test_who_was_told_before_there_was_a_letter_needs_the_letter() -> None:
    early = [{"institution": "kucoin", "sent_at": "2026-10-31T08:00:00Z", "status": "acknowledged"}]
    assert needs(contacts=early, police_reports=POLICE)["L2a", "kucoin"] == "letter"


def test_a_letter_that_was_sent_and_is_made_no_more_is_named() -> None:
    found = needs(letters=BOTH, movements=[KUCOIN_ROW])
    assert found["L1", "bitfinex"] == "withdrawal"
    assert ("L1", "bitfinex") not in needs(movements=[KUCOIN_ROW])


def lines_of(letter: str, known_at: KnownAt = ONE_VERSION, **members: Any) -> list[str]:
    record = record_of(**{**TOLD, "letters": BOTH, **members})
    company = {"L1": "bitfinex", "L2a": "kucoin"}[letter]
    paper = find(record, DocumentKind.UPDATE_TXT, letter, company, "en", known_at=known_at)
    return make(record, paper, MADE).decode().splitlines()


def test_the_update_is_three_lines_ticket_news_and_ask() -> None:
    ticket = [{"institution": "kucoin", "sent_at": SENT, "reference": "#20811934"}]
    which, new, asked = lines_of("L2a", police_reports=POLICE, contacts=ticket)
    assert which == "Update to ticket #20811934 of 2 November 2026, account 4711."
    assert new == "New: police: Station 5, 4711/26, 3 November 2026."
    assert asked.startswith("What I ask stays the same. Please lock it")
    assert asked.endswith("Jane Doe, jane@mail.example")


def test_without_a_ticket_the_day_and_the_transaction_find_the_message() -> None:
    which, _new, asked = lines_of("L1", police_reports=POLICE)
    assert which == f"Update to my message of 2 November 2026, transaction {'cd' * 32}."
    assert "hold that credit only" in asked


def test_a_changed_letter_is_announced_in_the_ticket() -> None:
    rows = [*TOLD["movements"], transfer("hot", txid="ef" * 32, amount="2")]
    _which, new, asked = lines_of("L1", movements=rows)
    assert "list of transactions: now 2, 3 ETH." in new
    assert "attached letter and identifiers; they replace my earlier ones" in asked


def test_every_sort_of_news_has_words() -> None:
    assert set(NEW) == {*NEWS.values(), ROWS}


def test_a_draft_says_so() -> None:
    consents = {"share_with_institutions": True}
    versions = known((FIRST, record_of(**TOLD, consents=consents)))
    assert "draft, not declared" in lines_of("L1", versions, consents=consents, police_reports=POLICE)[0]


def test_updates_lie_beside_their_letters_and_only_where_there_is_news() -> None:
    record = record_of(**TOLD, letters=BOTH, police_reports=POLICE)
    made = [paper for paper in plan(record, known_at=ONE_VERSION) if paper.kind == DocumentKind.UPDATE_TXT]
    assert {paper.path for paper in made} == {
        "bitfinex/case-L1-bitfinex-update.txt",
        "kucoin/case-L2a-kucoin-update.txt",
    }
    same = record_of(**TOLD, letters=BOTH, narrative="More words.")
    assert not [paper for paper in plan(same, known_at=ONE_VERSION) if paper.kind == DocumentKind.UPDATE_TXT]
    assert not [paper for paper in plan(record) if paper.kind == DocumentKind.UPDATE_TXT]


def test_an_update_that_says_the_same_is_not_made_again() -> None:
    once = record_of(**TOLD, letters=BOTH, police_reports=POLICE)
    again = record_of(**TOLD, letters=BOTH, police_reports=POLICE, narrative="More words.")
    hashes = []
    for record in (once, again):
        papers = plan(record, known_at=ONE_VERSION)
        found = zip(papers, input_hashes(record, papers), strict=True)
        hashes.append({digest for paper, digest in found if paper.kind == DocumentKind.UPDATE_TXT})
    assert hashes[0] == hashes[1]
    assert len(hashes[0]) == 2


def test_an_update_leaks_nothing_that_its_letter_does_not_say() -> None:
    private = {"phone": "+4930123456", "address": {"city": "Musterstadt"}, "date_of_birth": "1984-04-12"}
    record = record_of(
        **TOLD | {"victim": {**TOLD["victim"], **private}},
        letters=BOTH,
        police_reports=[POLICE[0] | {"officer": "Officer Krupke", "email": "krupke@police.example"}],
        contacts=[{"institution": "bitfinex", "reference": "#9", "sent_at": SENT, "note": "secret note"}],
        narrative="A private story.",
    )
    told = {
        "4711": "uid", "0x" + "ab" * 32: "own row", "#9": "ticket", "+4930123456": "phone", "Musterstadt": "city",
        "1984": "born", "Krupke": "officer", "private": "story", "secret": "note",
    }  # fmt: skip
    for paper in plan(record, known_at=ONE_VERSION):
        if paper.kind == DocumentKind.UPDATE_TXT:
            found = found_in(paper.path, make(record, paper, MADE), told)
            assert found <= ({"ticket", "uid"} if paper.letter == "L1" else {"uid", "own row"})

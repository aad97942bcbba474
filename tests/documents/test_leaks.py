"""A letter leaks nothing: a value of its own in every member, and every part of every file opened.

Security row 9 (what is printed) and rule 1: only its allow-list is on a letter's pages or inside its file.
"""

from functools import cache

from incidents.core.vocabulary import DocumentKind
from incidents.documents.paper import Paper
from incidents.documents.plan import OWN, POLICE
from tests.documents.papers import MADE, papers_of
from tests.documents.planting import Planter
from tests.documents.reading import everything_in, joined, metadata_of
from tests.factories import record_of

ALWAYS = {
    "reporter.name",
    "victim.organisation.name",
    "country",
    "victim.email",
    "reference",
    "police_reports.0.authority", "police_reports.0.number", "police_reports.0.filed_on",
    "police_reports.1.authority", "police_reports.1.number", "police_reports.1.filed_on",
}  # fmt: skip
ROW = {"at", "asset", "amount", "txid", "from_address", "withdrawal_id"}
OWN_ROW = ROW | {
    "transfer_id", "counterparty", "market", "side", "order_id", "trade_id", "price", "quantity", "quote_asset",
    "quote_amount", "fee", "fee_asset", "source", "api_key_label", "reference_price", "reference_source", "status",
    "position_id", "liquidation_id", "spender", "payment_reference",
}  # fmt: skip
SUMS = {"asset", "amount", "quote_asset", "fee", "fee_asset"}
OWN_ACCOUNT = {"uid", "registered_email"} | {
    f"api_keys.{n}.{name}"
    for n in range(2)
    for name in ("label", "public_prefix", "created_on", "permissions.0", "permissions.1")
}
ACCOUNTS = {"kucoin": 0, "okx": 1}


@cache
def planted() -> tuple[dict[str, str], dict[str, tuple[Paper, bytes]]]:
    planter = Planter()
    record = record_of(**planter.record())
    return planter.values, papers_of(record)


MEMBERS = {"L1": ROW, "L2a": OWN_ROW, "L2b": set(), "L2c": SUMS}


def allowed(paper: Paper) -> set[str]:
    if paper.letter == "L5":
        return {"indicators.0.site"}
    members = MEMBERS[paper.letter or ""]
    paths = ALWAYS | {f"movements.{row}.{name}" for row in paper.rows for name in members}
    if paper.letter != "L1":
        number = ACCOUNTS[paper.institution or ""]
        paths |= {f"accounts.{number}.{name}" for name in OWN_ACCOUNT}
        paths |= {f"contacts.{number}.{name}" for name in ("reference", "status")}
    return paths


def found_in(path: str, content: bytes, values: dict[str, str]) -> set[str]:
    text = everything_in(path, content)
    tight = joined(text)
    return {where for value, where in values.items() if value in text or value in tight}


def test_the_record_makes_letters_of_all_kinds() -> None:
    _, papers = planted()
    letters = {(p.letter, p.institution) for p, _ in papers.values() if p.kind == DocumentKind.LETTER}
    assert letters == {
        ("L1", "coinbase"), ("L1", "bitfinex"), ("L2a", "kucoin"), ("L2a", "okx"), ("L2b", "kucoin"), ("L2b", "okx"),
        ("L2c", "kucoin"), ("L5", "site-qplantsite-example"),
    }  # fmt: skip


def test_every_file_in_a_companys_folder_holds_its_allow_list_and_nothing_else() -> None:
    values, papers = planted()
    leaks = {}
    for path, (paper, content) in papers.items():
        if paper.folder not in {POLICE, OWN} and (extra := found_in(path, content, values) - allowed(paper)):
            leaks[path] = sorted(extra)
    assert leaks == {}


def test_the_search_would_find_a_leak() -> None:
    values, papers = planted()
    path = next(path for path, (paper, _) in papers.items() if paper.kind == DocumentKind.DOSSIER)
    found = found_in(path, papers[path][1], values)
    known = {"narrative", "victim.date_of_birth", "suspects.0.name_or_handle", "movements.1.note", "victim.phone"}
    assert known <= found


def test_letters_do_carry_what_their_reader_needs() -> None:
    values, papers = planted()
    for path, (paper, content) in papers.items():
        if paper.kind == DocumentKind.LETTER:
            found = found_in(path, content, values)
            assert ("indicators.0.site" if paper.letter == "L5" else "reporter.name") in found
            if paper.letter == "L1":
                assert {f"movements.{row}.txid" for row in paper.rows} <= found


def test_a_report_to_a_registrar_names_no_case_in_its_pages_its_file_or_its_name() -> None:
    _, papers = planted()
    reports = {path: content for path, (paper, content) in papers.items() if paper.letter == "L5"}
    assert len(reports) == 2
    for path, content in reports.items():
        text = joined(everything_in(path, content)).casefold()
        for word in (MADE.reference.casefold(), "version2", "kucoin", "coinbase"):
            assert word not in text, (path, word)


def test_letters_carry_no_attachment() -> None:
    _, papers = planted()
    for path, (paper, content) in papers.items():
        if paper.kind in {DocumentKind.LETTER, DocumentKind.NOTE, DocumentKind.DOSSIER_COPY, DocumentKind.FIRST_REPORT}:
            assert b"/EmbeddedFile" not in content, path


def test_metadata_names_no_person() -> None:
    values, papers = planted()
    texts = {path: metadata_of(content) for path, (_, content) in papers.items() if content.startswith(b"%PDF")}
    assert all("Recourse" in text for text in texts.values())
    found = {path: [where for value, where in values.items() if value in text] for path, text in texts.items()}
    assert {where for leaked in found.values() for where in leaked} <= {"reference"}


def test_file_names_are_neutral() -> None:
    values, papers = planted()
    named = {where for path in papers for value, where in values.items() if value in path}
    assert named == {"reference", "indicators.0.site"}

"""Which papers a record makes: folders, names, consent, danger, dropped letters, notes."""

import re
from datetime import date

import pytest

from incidents.core.errors import NotFound
from incidents.core.vocabulary import DocumentKind
from incidents.documents.inputs import input_hashes
from incidents.documents.paper import MadeWith, Paper
from incidents.documents.plan import find, folder_name, plan
from tests.documents.papers import MADE, example, example_papers
from tests.factories import example_json, record_of, transfer

CONSENT = {"truth": True, "share_with_institutions": True}
KUCOIN_ROW = {"kind": "exchange_withdrawal", "institution": "kucoin", "amount": "5", "asset": "ETH"}


def kinds(papers: tuple[Paper, ...]) -> list[str]:
    return [str(paper.kind) for paper in papers]


def test_the_example_makes_the_whole_set_once() -> None:
    papers = plan(example())
    assert kinds(papers).count("dossier") == 1
    assert {(p.letter, p.strength, p.institution) for p in papers if p.kind == DocumentKind.LETTER} == {
        ("L1", "hold", "coinbase"),
        ("L1", "locate", "bitfinex"),
        ("L1", "enquiry", "htx"),
        ("L1", "enquiry", "bybit"),
        ("L2a", None, "kucoin"),
        ("L2b", None, "kucoin"),
        ("L5", None, "site-app-bot-login-example"),
    }
    assert len({paper.path for paper in papers}) == len(papers)
    assert len({(p.kind, p.letter, p.institution, p.language) for p in papers}) == len(papers)
    assert papers[-1].kind == DocumentKind.MANIFEST


def test_pdfs_are_named_by_the_contract() -> None:
    for paper in plan(example()):
        if paper.media_type == "application/pdf" and paper.letter != "L5":
            what = paper.letter or paper.kind
            where = f"-{paper.institution}" if paper.institution else ""
            assert paper.file_name == f"RC-TEST1-{what}{where}-{paper.language}.pdf"


def test_one_folder_per_recipient() -> None:
    for paper in plan(example()):
        assert paper.folder == (paper.institution or paper.folder)
        site = "site-app-bot-login-example"
        assert paper.folder in {"police", "you", "coinbase", "bitfinex", "htx", "bybit", "kucoin", site}


def test_no_letters_without_consent() -> None:
    record = record_of(movements=[transfer("hot"), KUCOIN_ROW], consents={"truth": True, "share_with_police": True})
    assert not any(paper.institution for paper in plan(record, letters_released=True))


@pytest.mark.parametrize(
    "members", [{"safety": {"in_danger": True}}, {"safety": {"known_person": True}}, {"kind": "threat_or_robbery"}]
)
def test_letters_wait_where_they_could_hurt(members: dict[str, object]) -> None:
    record = record_of(movements=[transfer("hot")], **members)
    assert DocumentKind.LETTER not in kinds(plan(record))
    assert DocumentKind.DOSSIER in kinds(plan(record))
    assert DocumentKind.LETTER in kinds(plan(record, letters_released=True))


def test_a_dropped_letter_is_not_made_and_takes_its_messages_along() -> None:
    dropped = [{"kind": "L1", "institution": "bitfinex", "dropped": True}]
    record = record_of(movements=[transfer("hot"), KUCOIN_ROW], letters=dropped)
    assert {paper.institution for paper in plan(record) if paper.letter} == {"kucoin"}


def letters_of(**members: object) -> set[tuple[str, str]]:
    papers = plan(record_of(**members), letters_released=True)
    return {(str(p.letter), p.institution or "") for p in papers if p.kind == DocumentKind.LETTER}


def test_own_data_is_asked_of_each_own_company_and_can_be_dropped() -> None:
    assert letters_of(movements=[KUCOIN_ROW]) == {("L2a", "kucoin"), ("L2b", "kucoin")}
    dropped = [{"kind": "L2b", "institution": "kucoin", "dropped": True}]
    assert letters_of(movements=[KUCOIN_ROW], letters=dropped) == {("L2a", "kucoin")}


@pytest.mark.parametrize(
    ("decision", "made"),
    [
        ({}, False),
        ({"dropped": False}, True),
        ({"sent_at": "2026-11-20T00:00:00Z"}, True),
        ({"dropped": True}, False),
        ({"dropped": True, "sent_at": "2026-11-20T00:00:00Z"}, False),
    ],
)
def test_a_complaint_is_made_only_where_it_is_asked_for(decision: dict[str, object], made: bool) -> None:
    letters = [{"kind": "L2c", "institution": "kucoin", **decision}]
    assert (("L2c", "kucoin") in letters_of(movements=[KUCOIN_ROW], letters=letters)) is made
    assert ("L2c", "kucoin") not in letters_of(movements=[KUCOIN_ROW])


def test_the_thiefs_sites_are_reported_each_on_its_own_and_can_be_dropped() -> None:
    links = [{"kind": "url", "value": f"https://evil{n}.example/a"} for n in range(12)]
    sites = [paper for paper in plan(record_of(indicators=links)) if paper.letter == "L5"]
    assert {paper.institution for paper in sites} == {f"site-evil{n}-example" for n in range(10)}
    assert {paper.kind for paper in sites} == {DocumentKind.LETTER, DocumentKind.MESSAGE_TXT}
    assert len({paper.path for paper in sites}) == 20
    assert not any("case" in paper.path for paper in sites)
    dropped = [{"kind": "L5", "institution": "evil0.example", "dropped": True}]
    assert ("L5", "site-evil0-example") not in letters_of(indicators=links[:2], letters=dropped)
    assert ("L5", "site-evil1-example") in letters_of(indicators=links[:2], letters=dropped)
    consents = {"truth": True}
    assert letters_of(indicators=links[:2], consents=consents) == set()


def test_two_sites_with_like_names_have_two_folders() -> None:
    links = [{"kind": "domain", "value": value} for value in ("a-b.example", "a.b.example")]
    papers = plan(record_of(indicators=links))
    assert len({paper.path for paper in papers}) == len(papers)


def test_what_can_wait_is_made_after_the_first_letters() -> None:
    letters = [str(paper.letter) for paper in plan(example()) if paper.letter]
    assert letters.index("L2b") > max(i for i, letter in enumerate(letters) if letter in {"L1", "L2a"})
    assert letters[-1] == "L5"


def test_an_insolvent_company_gets_one_note_to_its_estate() -> None:
    row = {**KUCOIN_ROW, "institution": "ftx"}
    record = record_of(kind="seed_theft", movements=[row, transfer("hot", to_institution="ftx", to_address="0xabc")])
    notes = [paper for paper in plan(record) if paper.kind == DocumentKind.NOTE]
    assert [(note.note, note.institution, note.folder) for note in notes] == [("estate", "ftx", "ftx")]
    assert not [paper for paper in plan(record) if paper.letter and paper.institution == "ftx"]


def test_a_platform_that_nobody_knows_is_not_written_to() -> None:
    row = {**KUCOIN_ROW, "institution": "golden-profit-fx"}
    record = record_of(kind="fake_platform", movements=[row])
    notes = [paper for paper in plan(record) if paper.institution]
    assert [(note.kind, note.note, note.folder) for note in notes] == [("note", "fake_platform", "you")]


@pytest.mark.parametrize("slug", ["../../etc", "police", "you", "A b/c", "", "\u202eevil"])
def test_folders_are_safe_whatever_a_record_says(slug: str) -> None:
    name = folder_name(slug)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*", name)
    assert name not in {"police", "you"}


def test_a_paper_is_found_again_and_survives_the_pipe() -> None:
    for paper in plan(example()):
        found = find(example(), paper.kind, paper.letter, paper.institution, paper.language)
        assert found == paper == Paper.from_json(paper.as_json())
    assert MadeWith.from_json(MADE.as_json()) == MADE
    with pytest.raises(NotFound):
        find(example(), "letter", "L1", "kraken", "en")


def test_only_letters_whose_content_changed_are_made_again() -> None:
    told = {**example_json(), "reference": "RC-TEST1", "narrative": "Something else."}
    before, after = example(), record_of(**told)
    first, second = input_hashes(before, plan(before)), input_hashes(after, plan(after))
    changed = {p.path for p, one, two in zip(plan(before), first, second, strict=True) if one != two}
    assert {path.split("/")[0] for path in changed} == {"police", "you"}
    police = [{"authority": "Station", "number": "4711", "filed_on": "2026-11-01"}]
    numbered = record_of(**{**told, "police_reports": police})
    third = input_hashes(numbered, plan(numbered))
    for paper, two, three in zip(plan(after), second, third, strict=True):
        if paper.kind == DocumentKind.LETTER:
            assert (two != three) == (paper.letter != "L5"), paper.path


def test_a_confirmed_mailbox_makes_the_letters_anew_and_nothing_else() -> None:
    papers = plan(example())
    before = input_hashes(example(), papers)
    after = input_hashes(example(), papers, email_confirmed_on=date(2026, 11, 20))
    changed = {p.kind for p, one, two in zip(papers, before, after, strict=True) if one != two}
    assert changed == {DocumentKind.LETTER, DocumentKind.README, DocumentKind.MANIFEST}
    assert not [p for p, one, two in zip(papers, before, after, strict=True) if one != two and p.letter == "L5"]


def test_papers_are_small_enough_for_gateways() -> None:
    sizes = {paper.kind: len(content) for paper, content in example_papers().values()}
    assert sizes[DocumentKind.DOSSIER_COPY] < 8_000_000

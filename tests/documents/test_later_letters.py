"""Letters that can wait: which law a request for own data names, what a complaint asks, what a report withholds."""

import re

import pytest

from incidents.core import directory
from incidents.core.vocabulary import DocumentKind
from incidents.documents.data_rights import laws
from tests.documents.papers import one
from tests.documents.reading import text_of
from tests.factories import record_of

NOWHERE_NAMED = "Where a law gives a right to such a copy, please treat this as a request under it."
COMPLAINT = [{"kind": "L2c", "institution": "kucoin", "dropped": False}]
ROW = {"kind": "exchange_withdrawal", "institution": "kucoin", "amount": "5", "asset": "ETH"}


def flat(content: bytes) -> str:
    text = text_of(content) if content.startswith(b"%PDF") else content.decode()
    return re.sub(r"\s+", " ", text)


def of_kucoin(letter: str, paper: DocumentKind = DocumentKind.LETTER, **members: object) -> str:
    return flat(one(record_of(**{"movements": [ROW], "letters": COMPLAINT, **members}), paper, letter))


@pytest.mark.parametrize(
    ("country", "company", "victim", "named"),
    [
        ("DE", "kucoin", {}, ("gdpr",)),
        ("NO", "kucoin", {"kind": "child"}, ("gdpr",)),
        ("GB", "kucoin", {}, ("uk_gdpr",)),
        ("CH", "kucoin", {}, ()),
        ("US", "kucoin", {}, ()),
        (None, "kucoin", {}, ()),
        ("US", "bitvavo", {}, ("gdpr",)),
        ("US", "bitstamp", {}, ("gdpr", "uk_gdpr")),
        ("US", "binance", {}, ()),
        ("DE", "kucoin", {"kind": "company"}, ()),
        ("DE", "kucoin", {"kind": "deceased"}, ()),
    ],
)
def test_a_law_is_named_only_where_victim_or_company_is(
    country: str | None, company: str, victim: dict[str, str], named: tuple[str, ...]
) -> None:
    assert laws(record_of(country=country, victim=victim), company) == named


def test_the_places_of_the_companies_in_this_test_are_as_the_directory_has_them() -> None:
    places = {slug: company.jurisdictions for slug in ("bitvavo", "bitstamp") if (company := directory.get(slug))}
    assert places == {"bitvavo": ("NL",), "bitstamp": ("GB", "LU")}


@pytest.mark.parametrize("kind", [DocumentKind.LETTER, DocumentKind.MESSAGE_TXT])
def test_letter_and_message_name_the_same_law(kind: DocumentKind) -> None:
    german, american = of_kucoin("L2b", kind, country="DE"), of_kucoin("L2b", kind, country="US")
    assert "Article 15 of the General Data Protection Regulation, Regulation (EU) 2016/679" in german
    assert NOWHERE_NAMED in american
    assert "GDPR" not in american
    assert "Data Protection" not in american


def test_a_request_for_data_asks_for_a_check_of_who_asks_and_for_nobody_elses_data() -> None:
    text = of_kucoin("L2b")
    assert "only after your usual check of identity" in text
    assert "not by e-mail alone" in text
    assert "I do not ask for data of other customers" in text


def test_who_acts_for_the_holder_asks_with_their_authority() -> None:
    text = of_kucoin("L2b", reporter={"role": "representative", "name": "Rita"})
    assert "who acts for the account holder" in text
    assert "once you have checked my authority" in text


def test_a_complaint_asks_and_neither_threatens_nor_accuses() -> None:
    text = of_kucoin("L2c")
    assert "Which body outside your company can I turn to if I disagree?" in text
    assert "accuse nobody" in text
    assert not re.search(
        r"lawyer|court|sue|compensat|damages|deadline|within \d+ days|negligen|liab", text, re.IGNORECASE
    )


def test_a_complaint_about_a_blocked_account_asks_about_the_block() -> None:
    text = of_kucoin("L2c", kind="account_blocked")
    assert "Why is this account blocked, and what ends the block?" in text
    assert "make good the loss" not in text


def test_a_report_to_a_registrar_asks_to_keep_before_it_asks_to_switch_off() -> None:
    links = [{"kind": "url", "value": "https://evil.example/login"}]
    for kind in (DocumentKind.LETTER, DocumentKind.MESSAGE_TXT):
        text = flat(one(record_of(kind="phishing", indicators=links), kind, "L5"))
        assert text.index("Please keep, for the police,") < text.index("switch them off")
        assert "do not pass this report on" in text
        assert "evil[.]example/login" in text
        assert "evil.example" not in text


def test_the_readme_puts_what_can_wait_after_the_police() -> None:
    links = [{"kind": "url", "value": "https://evil.example/login"}]
    record = record_of(kind="phishing", indicators=links, movements=[ROW], letters=COMPLAINT)
    text = one(record, DocumentKind.README).decode()
    order = [
        "KuCoin: send today",
        "Police: report today",
        "KuCoin: ask for your data",
        "the complaint that",
        "The site evil[.]",
    ]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    assert "Not before your own exports are saved" in text
    assert "The report does not name you. Your e-mail address does" in text

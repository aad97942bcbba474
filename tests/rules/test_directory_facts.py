"""Rules over every fact of the directory: a source and a date or no print, and no officers' mailbox for victims."""

import json
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from incidents.core import directory
from incidents.core.directory import Fact, Institution, OfficerFact, SourceState
from incidents.core.directory.facts import CONTACTS, TRUSTED_DOMAINS, names_other_domain
from incidents.core.directory.labels import by_address, categories, list_dates
from incidents.core.directory.loading import DATA, lines_of
from incidents.core.directory.police import NEED_DATE

SOURCE_TREE = Path(directory.__file__).parents[2]
DESCRIBED = [institution for institution in directory.all() if institution.pinned_domain]


def parts_of(value: object) -> Iterator[object]:
    """A value and everything reachable from it, properties too."""
    yield value
    if is_dataclass(value) and not isinstance(value, type):
        named = [field.name for field in fields(value)]
        named += [name for name, kind in vars(type(value)).items() if isinstance(kind, property)]
        for name in named:
            yield from parts_of(getattr(value, name))
    elif isinstance(value, (tuple, list)):
        for part in value:
            yield from parts_of(part)


def officer_texts() -> set[str]:
    """Every officers' channel that anybody ever noted, printable or not, and every mailbox in one."""
    raw = json.loads((DATA / "officers.json").read_text(encoding="utf-8"))
    texts = {fact["text"] for part in raw.values() for fact in part["channels"]}
    return texts | {mail for text in texts for mail in re.findall(r"[\w.+-]+@[\w.-]+\w", text)}


@pytest.mark.parametrize("institution", DESCRIBED, ids=lambda institution: institution.slug)
def test_every_printable_fact_has_a_source_and_every_contact_a_date(institution: Institution) -> None:
    for fact in (*institution.facts, *institution.voluntary_hold):
        assert fact.text
        assert fact.sources
        assert all(source.ref and source.ref != "from memory" for source in fact.sources)
        assert all(source.state in (SourceState.OK, SourceState.UNRECORDED) for source in fact.sources)
        assert all(source.when for source in fact.sources if source.state is SourceState.UNRECORDED)
        if fact.topic in CONTACTS:
            assert all(source.state is SourceState.OK and source.when for source in fact.sources)
            assert not names_other_domain(fact.text, institution.pinned_domain)


def test_every_officers_fact_has_a_source_and_every_contact_a_date() -> None:
    shown = [fact for found in DESCRIBED for fact in directory.officer_sheet(found.slug).channels]
    assert shown
    for fact in shown:
        assert all(source.state is SourceState.OK and source.when for source in fact.sources)
    marked = {fact.text for fact in shown if fact.check_domain}
    assert "regulatory@htx-inc.com" in marked
    assert not any(domain in text for text in marked for domain in TRUSTED_DOMAINS)


def test_exactly_the_victim_channels_with_a_dated_place_are_printed() -> None:
    printed = {institution.slug for institution in directory.all() if institution.victim_channel}
    assert printed == {"binance", "bybit", "coindcx", "htx", "upbit"}


def test_no_victims_accessor_can_return_an_officers_channel() -> None:
    hidden = officer_texts()
    assert "enforcement@okx.com" in hidden
    for institution in directory.all():
        for part in parts_of(institution):
            assert not isinstance(part, OfficerFact)
            assert not (isinstance(part, str) and any(text in part for text in hidden)), institution.slug
    assert not issubclass(OfficerFact, Fact)


def test_the_mailbox_for_suspended_orders_is_no_officers_mailbox_and_still_unprinted() -> None:
    found = directory.get("fixedfloat")
    assert found is not None
    assert "compliance@fixedfloat.com" not in officer_texts()
    assert found.one_of("suspended_orders") is None
    assert "suspended_orders" in {item.topic for item in found.withheld}


def test_victims_pages_and_letters_do_not_ask_for_the_officers_sheet() -> None:
    places = [*(SOURCE_TREE / "web" / "victim").rglob("*.py"), *(SOURCE_TREE / "documents").rglob("letter*.py")]
    guilty = [place.name for place in places if "officer_sheet" in place.read_text(encoding="utf-8")]
    assert guilty == []


def test_withheld_facts_carry_no_text() -> None:
    raw = json.loads((DATA / "institutions.json").read_text(encoding="utf-8"))
    texts = {(item["slug"], fact["topic"]): fact["text"] for item in raw for fact in item["facts"]}
    for institution in DESCRIBED:
        for item in institution.withheld:
            text = texts.get((institution.slug, item.topic))
            if text and item.topic in CONTACTS:
                assert all(text != part for part in parts_of(institution))


def test_every_label_has_a_dated_list_a_known_category_and_where_published_a_licence() -> None:
    for labels in by_address().values():
        for label in labels:
            assert label.category in categories()
            assert all(source in list_dates() for source in label.sources)
            assert label.licence or not label.text


def test_the_invented_addresses_of_public_code_are_nowhere() -> None:
    invented = [
        "lawenforcement@binance.com",
        "compliance@okx.com",
        "subpoena@bybit.com",
        "compliance@kucoin.com",
        "legal@htx.com",
    ]
    everything = "".join(path.read_text(encoding="utf-8") for path in DATA.glob("*.json"))
    assert [address for address in invented if address in everything] == []


def test_every_line_of_the_police_table_that_is_a_fact_has_a_source() -> None:
    for line in lines_of("police.csv"):
        printable = line["topic"] in ("document", "number") or line["source"]
        assert printable, line
    for country in {line["country"] for line in lines_of("police.csv")}:
        found = directory.police(country)
        for fact in (*found.channels, *found.phones, *found.deadlines, *found.hints):
            assert fact.sources[0].ref
            assert fact.when or fact.topic not in NEED_DATE
            assert fact.topic != "channel" or "http" not in fact.text

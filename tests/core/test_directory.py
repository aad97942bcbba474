"""The directory: one space of slugs, what is printed and what is not, and how a typed name finds a company."""

import subprocess
import sys

import pytest

from incidents.core import directory
from incidents.core.directory import Found, Standing, Tier, Withholding


@pytest.mark.parametrize(
    ("spelling", "slug"),
    [("okex", "okx"), ("gateio", "gate"), ("huobi", "htx"), ("cex", "cex-io"), ("mercadobitcoin", "mercado-bitcoin")],
)
def test_an_alias_is_the_institution_itself(spelling: str, slug: str) -> None:
    found = directory.get(spelling)
    assert found is not None
    assert found.slug == slug
    assert found.tier is Tier.DIRECTORY


def test_three_tiers_share_one_space_of_slugs() -> None:
    everything = directory.all()
    assert len({institution.slug for institution in everything}) == len(everything)
    tiers = [institution.tier for institution in everything]
    assert tiers == sorted(tiers, key=list(Tier).index)
    assert tiers.count(Tier.DIRECTORY) == 50
    assert tiers.count(Tier.ACTOR) > 1200


@pytest.mark.parametrize(
    "slug", ["ofac-sdn", "usdt-blacklisted", "tornado", "bitfinex-hack", "hydra-market", "symbiosisfinance", "no-such"]
)
def test_lists_thefts_mixers_and_tokens_are_no_institutions(slug: str) -> None:
    assert directory.get(slug) is None
    assert not directory.known_platform(slug)


def test_a_name_of_a_list_can_still_be_printed() -> None:
    assert directory.name_of("hydra-market") == "Hydra Market"
    assert directory.name_of("okex") == "OKX"


def test_a_letter_about_the_own_account_goes_only_where_more_than_a_label_is_known() -> None:
    assert directory.known_platform("binance")
    assert directory.known_platform("bitso")
    named_only = directory.get("bitcoin-suisse")
    assert named_only is not None
    assert named_only.tier is Tier.NAME_ONLY
    assert not directory.known_platform("bitcoin-suisse")


@pytest.mark.parametrize(
    ("slug", "status"),
    [
        ("ftx", Standing.BANKRUPT),
        ("bittrex", Standing.CLOSED),
        ("mtgox", Standing.BANKRUPT),
        ("hotbit", Standing.CLOSED),
    ],
)
def test_closed_and_bankrupt_institutions_cannot_act(slug: str, status: Standing) -> None:
    found = directory.get(slug)
    assert found is not None
    assert (found.status, found.can_act) == (status, False)


def test_active_and_unknown_institutions_can_act() -> None:
    assert all(found.can_act for slug in ("kraken", "bitso", "bitcoin-suisse") if (found := directory.get(slug)))


def test_both_readings_of_a_disputed_hold_are_kept_with_their_dates() -> None:
    binance = directory.get("binance")
    assert binance is not None
    assert [(fact.when, fact.days) for fact in binance.voluntary_hold] == [("2018-01-15", 7), ("2026-08-31", None)]
    kept = [fact for fact in directory.officer_sheet("mexc").rules if fact.topic == "preservation"]
    assert [(fact.days, fact.when) for fact in kept] == [(60, "2026-09-25"), (90, "")]


def test_a_contact_on_a_lookalike_site_does_not_count() -> None:
    bitget, bybit = directory.get("bitget"), directory.get("bybit")
    assert bitget is not None
    assert bybit is not None
    assert bitget.victim_channel is None
    assert bybit.victim_channel is not None
    assert all("bybit-global" not in source.ref for source in bybit.victim_channel.sources)


def test_a_contact_without_a_date_or_a_recorded_place_is_kept_back_with_the_reason() -> None:
    reasons = {
        slug: item.why
        for slug in ("kraken", "okx", "gate", "fixedfloat", "ftx")
        if (found := directory.get(slug))
        for item in found.withheld
        if item.topic == "victim_channel"
    }
    assert reasons == {
        "kraken": Withholding.NO_DATE,
        "okx": Withholding.NO_SOURCE,
        "gate": Withholding.NO_DATE,
        "fixedfloat": Withholding.NO_SOURCE,
        "ftx": Withholding.NO_SOURCE,
    }


def test_each_legal_entity_stands_on_its_own_source() -> None:
    coinbase = directory.get("coinbase")
    assert coinbase is not None
    american, european = coinbase.legal_entities
    assert "CASPS.csv" in european.sources[0].ref
    assert "CASPS.csv" not in american.sources[0].ref
    assert coinbase.many_entities


def test_an_entity_nobody_gave_a_source_for_is_not_named_and_the_brand_is_addressed() -> None:
    binance = directory.get("binance")
    assert binance is not None
    assert binance.legal_entities == ()
    assert binance.many_entities


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("Binance", "binance"),
        (" crypto com ", "crypto-com"),
        ("CRYPTO.COM", "crypto-com"),
        ("gate.io", "gate"),
        ("https://www.kraken.com/sign-in", "kraken"),
        ("support.kraken.com", "kraken"),
        ("Huobi", "htx"),
        ("OKEx", "okx"),
        ("mt gox", "mtgox"),
    ],
)
def test_a_name_a_spelling_or_a_site_names_one_institution(typed: str, slug: str) -> None:
    found = directory.named(typed)
    assert found is not None
    assert found.slug == slug
    assert directory.search(typed)[0].institution.slug == slug


@pytest.mark.parametrize(("typed", "slug"), [("krakn", "kraken"), ("binanc", "binance"), ("bitpand", "bitpanda")])
def test_a_misspelling_is_proposed_and_never_taken(typed: str, slug: str) -> None:
    assert directory.search(typed)[0].institution.slug == slug
    assert not directory.search(typed)[0].is_exact
    assert directory.named(typed) is None


@pytest.mark.parametrize(
    "typed", ["okx.cab", "binance.com.evil.ru", "https://bybit-global.com/login", "kraken-support.com", "", "   ", "!!"]
)
def test_a_foreign_domain_never_leads_to_the_institution_it_looks_like(typed: str) -> None:
    assert directory.search(typed) == ()
    assert directory.named(typed) is None


def test_a_known_lookalike_is_told() -> None:
    assert directory.imitated_by("http://okx.cab/x") == "okx"
    assert directory.imitated_by("okx.com") is None


def test_domains_outrank_actors_and_proposals_are_few() -> None:
    found = directory.search("coin", limit=3)
    assert len(found) == 3
    assert all(match.how in (Found.NAME, Found.BEGINNING) for match in found)
    assert found[-1].institution.tier is Tier.DIRECTORY or found[0].how is Found.NAME


def test_the_version_is_short_and_steady() -> None:
    assert len(directory.version()) == 12
    code = "from incidents.core import directory; print(directory.version())"
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert other.stdout.strip() == directory.version()


@pytest.mark.parametrize(
    ("network", "contract", "symbol", "fake"),
    [
        ("ethereum", "0xDAC17F958D2ee523a2206206994597C13D831ec7", "usdt", False),
        ("ethereum", "0xdac17f958d2ee523a2206206994597c13d831ec8", "USDT", True),
        ("bsc", "0xdac17f958d2ee523a2206206994597c13d831ec7", "USDT", True),
        ("ethereum", "0xdac17f958d2ee523a2206206994597c13d831ec7", "USDC", True),
        ("tron", "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6T", "USDT", True),
        ("near", "usdt.near", "USDT", False),
        (None, "0xdac17f958d2ee523a2206206994597c13d831ec8", "USDT", False),
        ("ethereum", None, "USDT", False),
    ],
)
def test_another_contract_with_the_name_is_a_fake(
    network: str | None, contract: str | None, symbol: str, fake: bool
) -> None:
    assert directory.is_fake_token(network, contract, symbol) is fake


def test_police_facts_need_a_source_and_numbers_need_a_date() -> None:
    assert [fact.when for fact in directory.police("gb").phones] == ["2025-12-04", "2025-12-04"]
    dutch = directory.police("NL")
    assert dutch.channels
    assert dutch.phones == ()
    assert directory.police("FR").deadlines == ()
    assert directory.police("DE").channels[0].when == ""
    assert directory.police("US").emergency is None
    emergency = directory.police("DE").emergency
    assert emergency is not None
    assert (emergency.text, emergency.when) == ("112", "2023-03-02")
    assert all(line.when for line in directory.police("DE").crisis)


def test_a_country_without_a_sourced_channel_keeps_its_words() -> None:
    turkey = directory.police("TR")
    assert not turkey.is_known
    assert "soruşturma numarası" in turkey.numbers
    assert directory.police(None).numbers == ()

"""Every network family against vectors that others published."""

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from incidents.core.chains import bitcoincash
from incidents.core.encodings import base58_decode, base58_encode, bech32_decode
from incidents.core.network_facts import CHAIN_IDS, EVM_NETWORKS, NETWORKS, link
from incidents.core.references import read
from incidents.core.resolve import FAMILIES
from incidents.core.vocabulary import ReferenceKind

VECTORS = Path(__file__).parent / "vectors"
OTHERS = ("dash", "zcash")
"""Networks that are not read."""
CODECS = ("bech32", "bech32m", "cashaddr-raw")
NAMES = {"evm": "ethereum", "substrate": "polkadot", "osmosis": "cosmos"}
TEST_NETWORKS = ("testnet", "signet", "regtest", "both")
# Stellar spells both networks alike.
SPELT_ALIKE = frozenset({"GCCVYKDNQP7NGNTR42SYPMQUZIFTPJUJHXM6JIXQMDLXMCC3ZYOV6AG3"})
# Its version byte belongs to no network of ours.
FOREIGN = "GSa5espVLNseXEfKt46zEdS6jrPkmFghBU"


def rows(name: str) -> Iterator[dict[str, str]]:
    with (VECTORS / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


ADDRESSES = [row for row in rows("addresses.csv") if row["chain"] not in (*CODECS, *OTHERS)]


@pytest.mark.parametrize("row", ADDRESSES, ids=lambda row: f"{row['chain']}-{row['address'][:16]}")
def test_an_address_is_valid_exactly_where_its_standard_says_so(row: dict[str, str]) -> None:
    reference = read(row["address"])
    network = NAMES.get(row["chain"], row["chain"])
    holds = reference.valid and network in reference.networks
    on_test = row["network"] in TEST_NETWORKS or row["address"].startswith("addr_test1")
    if on_test and row["address"] not in SPELT_ALIKE:
        assert not holds
    else:
        assert holds == (row["valid"] == "1" or row["disputed"] == "1")


@pytest.mark.parametrize("row", [row for row in ADDRESSES if row["network"] == "testnet" and row["valid"] == "1"])
def test_a_test_network_is_named_in_a_note(row: dict[str, str]) -> None:
    if row["address"] not in {*SPELT_ALIKE, FOREIGN}:
        assert "testnet" in read(row["address"]).notes


@pytest.mark.parametrize("row", list(rows("txids.csv")), ids=lambda row: f"{row['chain']}-{row['txid'][:16]}")
def test_a_transaction_id_is_offered_on_its_network(row: dict[str, str]) -> None:
    reference = read(row["txid"])
    assert reference.kind is ReferenceKind.TXID
    assert reference.valid
    assert NAMES.get(row["chain"], row["chain"]) in reference.networks


@pytest.mark.parametrize("row", [row for row in ADDRESSES if row["disputed"] == "1"], ids=lambda row: row["address"])
def test_what_is_disputed_is_taken_with_a_note(row: dict[str, str]) -> None:
    reference = read(row["address"])
    assert reference.notes
    assert "looks_mistyped" not in reference.notes


@pytest.mark.parametrize("row", [row for row in rows("addresses.csv") if row["chain"] in OTHERS])
def test_an_address_of_a_network_that_is_not_read_is_taken_for_none_of_ours(row: dict[str, str]) -> None:
    assert not read(row["address"]).valid


def test_base58_of_every_length() -> None:
    pairs = json.loads((VECTORS / "base58_encode_decode.json").read_text("utf-8"))
    for data, text in pairs:
        assert base58_encode(bytes.fromhex(data)) == text
        assert not text or base58_decode(text) == bytes.fromhex(data)
    assert len(pairs) == 21


@pytest.mark.parametrize("row", [row for row in rows("addresses.csv") if row["chain"] in ("bech32", "bech32m")])
def test_bech32_holds_exactly_where_its_standard_says_so(row: dict[str, str]) -> None:
    decoded = bech32_decode(row["address"])
    assert (decoded is not None and decoded.variant == row["chain"]) == (row["valid"] == "1")


@pytest.mark.parametrize("row", [row for row in rows("addresses.csv") if row["chain"] == "cashaddr-raw"])
def test_cashaddr_of_every_size(row: dict[str, str]) -> None:
    prefix, _, data = row["address"].partition(":")
    assert bitcoincash.decode(prefix, data) is not None
    assert bitcoincash.decode("else", data) is None


def test_every_family_has_the_same_verbs_and_every_network_a_link() -> None:
    for family in FAMILIES:
        assert family.parse_txid("") is None
        assert family.parse_address("") is None
    assert set(EVM_NETWORKS) == set(CHAIN_IDS)
    for network in NETWORKS:
        assert FAMILIES[0].explorer_url(network, ReferenceKind.TXID, "a1").endswith(("a1", "a1?network=mainnet"))


HASH = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"
OTHER_IDS = {
    "solana": "29Zm9BtGVx3sfpxru7SZNeftffBZ7Arxv53FBCMvq9FpM29rL8MuVgKUsqYo9uo5Rzmt1dhrmKPJDUcp6eZ5rK4k",
    "algorand": "X2LZ3HZD2SXVGP6WATFEDVALZ3DQL7JQK5ZM75NUX22RSRTVVZOA",
    "near": "833XorXTTx5iya5B3Tr6iqEs9GbRuvVfwyLCP2vpdzhq",
    "sui": "833XorXTTx5iya5B3Tr6iqEs9GbRuvVfwyLCP2vpdzhq",
    "xrp": HASH.upper(),
    "cosmos": HASH.upper(),
    "aptos": "0x" + HASH,
    "polkadot": "0x" + HASH,
}


@pytest.mark.parametrize("network", sorted(NETWORKS))
def test_our_own_link_to_a_transaction_is_read_back(network: str) -> None:
    txid = OTHER_IDS.get(network, "0x" + HASH if network in EVM_NETWORKS else HASH)
    reference = read(link(network, ReferenceKind.TXID, txid))
    assert (reference.kind, reference.networks, reference.canonical) == ("txid", (network,), txid)


@pytest.mark.parametrize("row", [row for row in ADDRESSES if row["valid"] == "1" and row["network"] == "mainnet"])
def test_our_own_link_to_an_address_is_read_back(row: dict[str, str]) -> None:
    network = NAMES.get(row["chain"], row["chain"])
    url = link(network, ReferenceKind.ADDRESS, row["address"])
    if url:
        reference = read(url)
        assert reference.networks == (network,)
        assert reference.canonical == read(row["address"], network=network).canonical

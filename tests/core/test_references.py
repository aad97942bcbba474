"""What one pasted text turns out to be."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.core.network_facts import EVM_NETWORKS, NETWORKS
from incidents.core.references import canonical_network, label_key, read
from incidents.core.vocabulary import ReferenceKind

HASH = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"
SIGNATURE = "29Zm9BtGVx3sfpxru7SZNeftffBZ7Arxv53FBCMvq9FpM29rL8MuVgKUsqYo9uo5Rzmt1dhrmKPJDUcp6eZ5rK4k"
SOLANA = "833XorXTTx5iya5B3Tr6iqEs9GbRuvVfwyLCP2vpdzhq"
EVM = "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
TRON = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
WIF = "KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn"
HEX64 = {
    "bitcoin",
    "litecoin",
    "dogecoin",
    "bitcoincash",
    "tron",
    "xrp",
    "stellar",
    "cardano",
    "monero",
    "ton",
    "cosmos",
}


def test_a_bare_hash_is_never_decided() -> None:
    reference = read(HASH)
    assert reference.kind is ReferenceKind.TXID
    assert set(reference.networks) >= HEX64
    assert reference.network is None
    assert reference.canonical == HASH


def test_a_hash_with_0x_may_be_on_every_evm_chain_and_three_more() -> None:
    reference = read("0x" + HASH.upper())
    assert reference.kind is ReferenceKind.TXID
    assert set(reference.networks) == {*EVM_NETWORKS, "polkadot", "aptos", "sui"}
    assert reference.canonical == "0x" + HASH
    assert {"also_aptos_address", "also_sui_address"} <= set(reference.notes)


def test_upper_case_ranks_xrp_and_cosmos_first_and_keeps_their_spelling() -> None:
    reference = read(HASH.upper())
    assert reference.networks[:2] == ("xrp", "cosmos")
    assert reference.canonical == HASH.upper()
    assert read(HASH.upper(), network="TRC20").canonical == HASH
    assert read(HASH, network="XRP").canonical == HASH.upper()


def test_base58_of_32_bytes_is_an_address_with_the_hashes_it_may_be_as_notes() -> None:
    reference = read(SOLANA)
    assert reference.kind is ReferenceKind.ADDRESS
    assert reference.networks == ("solana",)
    assert set(reference.notes) == {"also_near_txid", "also_sui_txid"}
    assert read(SOLANA, network="near").kind is ReferenceKind.TXID


@pytest.mark.parametrize(
    ("label", "network"),
    [
        ("TRC20", "tron"),
        ("BEP20", "bsc"),
        ("ERC20", "ethereum"),
        ("BUSDBEP20", "bsc"),
        ("Polygon(MATIC)", "polygon"),
        ("AVAX C-Chain", "avalanche"),
        ("Arbitrum One", "arbitrum"),
        ("SEGWITBTC", "bitcoin"),
        ("toncoin", "ton"),
        ("nowhere", None),
    ],
)
def test_labels_of_exchanges(label: str, network: str | None) -> None:
    assert canonical_network(label) == network
    assert network is None or network in NETWORKS


def test_a_named_network_decides_and_a_wrong_one_is_noted() -> None:
    assert read("0x" + HASH, network="BEP20").networks == ("bsc",)
    assert read(HASH, network="BSC").canonical == "0x" + HASH
    assert read(EVM, network="arbitrum").networks == ("arbitrum",)
    mismatch = read(TRON, network="ERC20")
    assert mismatch.networks == ("tron",)
    assert "other_network_named" in mismatch.notes


def test_an_asset_only_ranks() -> None:
    assert read(HASH, asset="USDT").networks[0] == "tron"
    assert read(HASH, asset="LTC").networks[0] == "litecoin"
    assert len(read(HASH, asset="LTC").networks) > 10
    assert read("0x" + HASH, asset="BNB").networks[0] == "bsc"


@pytest.mark.parametrize(
    ("text", "network", "kind"),
    [
        (f"https://mempool.space/tx/{HASH}", "bitcoin", "txid"),
        (f"https://www.blockchain.com/explorer/transactions/btc/{HASH}", "bitcoin", "txid"),
        (f"https://blockchair.com/bitcoin-cash/transaction/{HASH}", "bitcoincash", "txid"),
        (f"https://live.blockcypher.com/ltc/tx/{HASH}/", "litecoin", "txid"),
        (f"https://etherscan.io/tx/0x{HASH}#eventlog", "ethereum", "txid"),
        (f"https://etherscan.io/token/0xdac17f958d2ee523a2206206994597c13d831ec7?a={EVM}", "ethereum", "address"),
        (f"optimistic.etherscan.io/address/{EVM}", "optimism", "address"),
        (f"https://bscscan.com/tx/0x{HASH}", "bsc", "txid"),
        (f"hxxps://snowscan[.]xyz/tx/0x{HASH}", "avalanche", "txid"),
        (f"https://tronscan.org/#/transaction/{HASH}", "tron", "txid"),
        (f"https://tronscan.org/#/address/{TRON}/transfers", "tron", "address"),
        (f"https://solscan.io/tx/{SIGNATURE}", "solana", "txid"),
        (f"https://solscan.io/account/{SOLANA}", "solana", "address"),
        (f"https://livenet.xrpl.org/transactions/{HASH.upper()}/detailed", "xrp", "txid"),
        ("https://livenet.xrpl.org/accounts/rG1QQv2nh2gr7RCZ1P8YYcBUKCCN633jCn", "xrp", "address"),
        (f"https://stellar.expert/explorer/public/tx/{HASH}", "stellar", "txid"),
        (f"https://cardanoscan.io/transaction/{HASH}?tab=utxo", "cardano", "txid"),
        (f"https://xmrchain.net/tx/{HASH}", "monero", "txid"),
        (f"https://tonviewer.com/transaction/{HASH}", "ton", "txid"),
        ("https://tonviewer.com/UQB-ejjqwZvzd8m7fcZbPTofsRbGbuw96bQ190Lgi198e1Gl", "ton", "address"),
        ("https://polkadot.subscan.io/extrinsic/20123456-2", "polkadot", "txid"),
        (f"https://www.mintscan.io/osmosis/tx/{HASH.upper()}", "cosmos", "txid"),
        ("https://allo.info/tx/X2LZ3HZD2SXVGP6WATFEDVALZ3DQL7JQK5ZM75NUX22RSRTVVZOA", "algorand", "txid"),
        (f"https://nearblocks.io/txns/{SOLANA}", "near", "txid"),
        ("https://nearblocks.io/address/alice.near", "near", "address"),
        ("https://explorer.aptoslabs.com/txn/1669599662/userTxnOverview?network=mainnet", "aptos", "txid"),
        (f"https://explorer.aptoslabs.com/account/0x{HASH}?network=mainnet", "aptos", "address"),
        (f"https://suiscan.xyz/mainnet/tx/{SOLANA}", "sui", "txid"),
        (f"https://suiscan.xyz/mainnet/account/0x{HASH}", "sui", "address"),
        (f"https://www.oklink.com/trx/tx/{HASH}", "tron", "txid"),
    ],
)
def test_the_host_of_a_link_decides(text: str, network: str, kind: str) -> None:
    reference = read(text)
    assert (reference.networks, reference.kind, reference.valid) == ((network,), kind, True)
    assert reference.source
    assert "/" not in reference.canonical


def test_links_to_test_networks_unknown_hosts_and_nothing() -> None:
    assert "testnet" in read(f"https://sepolia.etherscan.io/tx/0x{HASH}").notes
    assert not read(f"https://explorer.solana.com/tx/{SIGNATURE}?cluster=devnet").valid
    unknown = read(f"https://etherscan.io.example.org/tx/0x{HASH}")
    assert "unknown_explorer" in unknown.notes
    assert unknown.network is None
    assert read("https://etherscan.io/").kind is ReferenceKind.UNKNOWN
    assert read("https://etherscan.io/tx/0x123").valid is False


@pytest.mark.parametrize(
    ("text", "canonical", "note"),
    [
        (f"{HASH}:0", HASH, "output_index:0"),
        (f"0x{HASH}@137", f"0x{HASH}", "suffix_dropped"),
        (f"  \u201c{HASH}\u201d. ", HASH, None),
        (f"{HASH[:20]}\u200b{HASH[20:]}", HASH, "characters_cleaned"),
        (f"{HASH[:30]} {HASH[30:]}", HASH, "joined"),
        (f"My transaction was {HASH}, please help", HASH, "found_in_text"),
        ("\u0422R7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t", TRON, "look_alike_letters"),
        ("d1220a0cf47c7b9be7a2e6ba89f429762e7b9adb", EVM, "missing_0x"),
        ("41a614f803b6fd780986a42c78ec9c7f77e6ded13c", TRON, "hex_form"),
        ("0x1", "0x" + "1".rjust(64, "0"), "zeros_trimmed"),
    ],
)
def test_spellings_that_copying_makes(text: str, canonical: str, note: str | None) -> None:
    reference = read(text)
    assert reference.valid
    assert reference.canonical == canonical
    assert note is None or note in reference.notes
    assert reference.text == text


@pytest.mark.parametrize(
    ("text", "memo"),
    [
        ("XVLhHMPHU98es4dbozjVtdWzVrDjtVFpRb8iCFUkMtRyVii", "12345"),
        ("MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVAAAAAAAAAAAAAJLK", "9223372036854775808"),
        ("rG1QQv2nh2gr7RCZ1P8YYcBUKCCN633jCn:12345", "12345"),
        ("rG1QQv2nh2gr7RCZ1P8YYcBUKCCN633jCn?dt=0", "0"),
        ("ton://transfer/UQB-ejjqwZvzd8m7fcZbPTofsRbGbuw96bQ190Lgi198e1Gl?text=998877", "998877"),
    ],
)
def test_memos_come_out_of_addresses(text: str, memo: str) -> None:
    reference = read(text)
    assert reference.valid
    assert reference.memo == memo


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (TRON[:-1], "cut"),
        (TRON.lower(), "wrong_case"),
        (TRON[:-1] + "u", "checksum_fails"),
        (EVM.replace("D1220A", "d1220A"), "wrong_case"),
        (EVM[:-1], "cut"),
        (f"0x{HASH}a", "too_long"),
        (f"0x{HASH[:-2]}", "cut"),
        (HASH[:-1] + "O", "illegal_character"),
        ("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", "checksum_fails"),
    ],
)
def test_what_does_not_hold_is_kept_and_marked(text: str, note: str) -> None:
    reference = read(text)
    assert reference.kind in (ReferenceKind.ADDRESS, ReferenceKind.TXID)
    assert reference.networks
    assert not reference.valid
    assert {"looks_mistyped", note} <= set(reference.notes)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("8ba1fe26-3cd5-4a63-9d0a-0c7b4a3f1b2e", "uuid"),
        ("61f0c2aa31b7c40001d2e3f4", "hex24"),
        ("4a5e1e4baab89f3a32518a88c31bc87f", "hex32"),
        ("117890234", "number"),
        ("w117890234", "number"),
        ("LBSRGM-3UKWS-RW3RBY", "kraken_ledger"),
        ("OQCLML-BW3P3-BUCMWZ", "kraken_order"),
        ("TDYUZC-7AFJO-P6SIT5", "kraken_trade"),
        ("QYTKFNX-3HNDGH-Y4DYOG", "kraken_reference"),
        ("FTQcuak-V6Za8qrWnhzTx67yYHz8Tg", "kraken_reference"),
        ("Off-chain transfer 117890234", "off_chain_transfer"),
    ],
)
def test_ids_of_companies_are_no_hashes(text: str, note: str) -> None:
    reference = read(text)
    assert reference.kind is ReferenceKind.INTERNAL_ID
    assert not reference.valid
    assert reference.networks == ()
    assert note in reference.notes


@pytest.mark.parametrize("text", [WIF, f"my key: {WIF}", "abandon " * 11 + "about", f"private key: {HASH}"])
def test_a_secret_is_only_ever_seen_masked(text: str) -> None:
    reference = read(text)
    assert reference.kind is ReferenceKind.SECRET
    shown = repr(reference) + str(reference.as_json())
    assert text.strip()[2:12] not in shown
    assert str(len(text.strip())) in reference.text


@pytest.mark.parametrize("text", ["", "   ", "hello", "I was robbed on 8 December 2022.", "jane.doe@example.org"])
def test_words_are_unknown(text: str) -> None:
    assert read(text).kind is ReferenceKind.UNKNOWN


@given(st.text(max_size=200))
def test_anything_at_all_is_read_without_an_error(text: str) -> None:
    answer = read(text).as_json()
    assert set(answer) >= {"input", "kind", "networks", "canonical", "valid", "notes"}


@given(st.binary(min_size=32, max_size=32), st.sampled_from(["", "0x"]), st.booleans())
def test_every_hash_keeps_its_digits(data: bytes, prefix: str, upper: bool) -> None:
    digits = data.hex().upper() if upper else data.hex()
    reference = read(prefix + digits)
    assert reference.valid
    assert reference.canonical.lower() == prefix + data.hex()


@pytest.mark.parametrize(
    ("network", "address", "key"),
    [
        ("ethereum", EVM, ("evm", EVM.lower())),
        (
            "bitcoin",
            "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
            ("bitcoin", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"),
        ),
        ("aptos", "0x1", ("aptos", "0x" + "1".rjust(64, "0"))),
        ("tron", "41a614f803b6fd780986a42c78ec9c7f77e6ded13c", ("tron", TRON)),
        ("tron", "not an address", ("tron", "not an address")),
        ("near", HASH, ("near", HASH)),
        ("xrp", "XVLhHMPHU98es4dbozjVtdWzVrDjtVFpRb8iCFUkMtRyVii", ("xrp", "rGWrZyQqhTp9Xu7G5Pkayo7bXjH4k4QYpf")),
    ],
)
def test_label_keys(network: str, address: str, key: tuple[str, str]) -> None:
    assert label_key(network, address) == key
    assert label_key(*key) == key

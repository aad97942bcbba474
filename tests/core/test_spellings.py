"""Identifiers as people and files spell them: mistyped with the reason, cut, in the wrong case, marked, labelled."""

import pytest

from incidents.core.network_facts import EVM_NETWORKS
from incidents.core.references import Reference, read
from incidents.core.vocabulary import ReferenceKind

HASH = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"
EVM = "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"
TON = "UQB-ejjqwZvzd8m7fcZbPTofsRbGbuw96bQ190Lgi198e1Gl"
MUXED = "MA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVAAAAAAAAAAAAAJLK"
CASES = {
    "bitcoin": ["1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu"],
    "litecoin": ["LVg2kJoFNg45Nbpy53h7Fe1wKyeXVRhMH9"],
    "dogecoin": ["DPS6iZj7roHquvwRYXNBua9QtKPzigUUhM"],
    "tron": ["TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"],
    "xrp": ["rG1QQv2nh2gr7RCZ1P8YYcBUKCCN633jCn", "XVLhHMPHU98es4dbozjVtdWzVrDjtVFpRb8iCFUkMtRyVii"],
    "stellar": ["GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ", MUXED],
    "cardano": ["Ae2tdPwUPEYxYNJw1He1esdZYvjmr4NtPzUsGTiqL9zd8ohjZYQcwu6kom7"],
    "monero": [
        "449X6uL5cbAEJ532nkrBRxRqgCFgozQeCDmvaAVASdw5hVTmtiTEaKeDFW9XJj3VTK36Qm6PCxGjyLc9vXh1YmKpU2gCTff",
    ],
    "ton": [TON],
    "polkadot": [
        "12bzRJfh7arnnfPPUZHeJUaE62QLEwhK48QnH9LXeK2m1iZU",
        "5CK8D1sKNwF473wbuBP6NuhQfPaWUetNsWUNAAzVwTfxqjfr",
    ],
    "algorand": ["GONISIUAYDOMHM7VURRAAAP5H6OAWRRBCPXEIOZO3QI7TZKR5GTAQ7WK7Y"],
    "solana": ["833XorXTTx5iya5B3Tr6iqEs9GbRuvVfwyLCP2vpdzhq"],
}
"""Where the size of letters counts."""

BECH32 = {
    "bitcoin": "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
    "litecoin": "ltc1qg42tkwuuxefutzxezdkdel39gfstuap288mfea",
    "cardano": "addr1vx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzers66hrl8",
    "cosmos": "cosmos1clpqr4nrk4khgkxj78fcwwh6dl3uw4ep4tgu9q",
    "bitcoincash": "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
}
WHOLE = [(network, text) for network, texts in CASES.items() for text in texts] + list(BECH32.items())
CHECKED = [(network, text) for network, text in WHOLE if network != "solana"]


def assert_mistyped(reference: Reference, network: str, reason: str) -> None:
    assert (reference.kind, reference.valid) == (ReferenceKind.ADDRESS, False)
    assert network in reference.networks
    assert {"looks_mistyped", reason} <= set(reference.notes)
    assert reference.canonical == reference.text


@pytest.mark.parametrize(("network", "text"), CHECKED)
def test_one_character_off_is_said(network: str, text: str) -> None:
    assert read(text).valid
    place = len(text) - 4
    other = next(sign for sign in "acdefA2345CDEF" if sign in text and sign != text[place])
    assert_mistyped(read(text[:place] + other + text[place + 1 :]), network, "checksum_fails")


@pytest.mark.parametrize(("network", "text"), WHOLE)
def test_a_cut_end_is_said(network: str, text: str) -> None:
    assert_mistyped(read(text[:-2]), network, "cut")


@pytest.mark.parametrize(("network", "text"), [(n, t) for n, t in CHECKED if t[0] not in "5q"])
def test_a_first_character_left_behind_is_said(network: str, text: str) -> None:
    assert_mistyped(read(text[1:]), network, "cut")


@pytest.mark.parametrize(("network", "text"), [(n, t) for n, ts in CASES.items() for t in ts])
def test_a_lost_size_of_letters_is_said(network: str, text: str) -> None:
    changed = text.lower() if text != text.lower() else text.upper()
    assert_mistyped(read(changed), network, "wrong_case")


@pytest.mark.parametrize(("network", "text"), BECH32.items())
def test_mixed_case_where_one_is_allowed_is_said(network: str, text: str) -> None:
    assert_mistyped(read(text[0].upper() + text[1:]), network, "wrong_case")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (EVM[:-1] + "c", "checksum_fails"),
        (EVM.replace("D1220A", "d1220A"), "wrong_case"),
        (EVM[:-2], "cut"),
        (EVM + "a", "too_long"),
        (EVM[:-1] + "g", "illegal_character"),
    ],
)
def test_an_evm_address_with_a_slip(text: str, reason: str) -> None:
    assert_mistyped(read(text), "ethereum", reason)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("Ox" + HASH, "0x" + HASH),
        ("oX" + EVM[2:], EVM),
        ("bclqw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", BECH32["bitcoin"]),
        ("IBpEi6DfDAUFd7GtittLSdBeYJvcoaVggu", CASES["bitcoin"][0]),
        ("cosmosIclpqr4nrk4khgkxj78fcwwh6dl3uw4ep4tgu9q", BECH32["cosmos"]),
    ],
)
def test_letters_that_look_like_the_sign_that_must_stand_there(text: str, canonical: str) -> None:
    reference = read(text)
    assert (reference.canonical, reference.valid) == (canonical, True)
    assert "look_alike_letters" in reference.notes


def test_look_alikes_prove_nothing_without_a_checksum() -> None:
    assert not read("I33XorXTTx5iya5B3Tr6iqEs9GbRuvVfwyLCP2vpdzhq").valid


@pytest.mark.parametrize(
    ("text", "networks", "canonical"),
    [
        (f"{HASH}_0", None, HASH),
        (f"{HASH}/0", None, HASH),
        (f"{HASH}@BEP20", ("bsc",), "0x" + HASH),
        (f"{HASH}@whatever-it-is", None, HASH),
        (f"0x{HASH}-2", None, "0x" + HASH),
        (f"arb1:{EVM}", ("arbitrum",), EVM),
        (f"TRC20:{CASES['tron'][0]}", ("tron",), CASES["tron"][0]),
        (f"TxHash{HASH}", None, HASH),
        (f"to{CASES['tron'][0]}", ("tron",), CASES["tron"][0]),
        (f"hash={HASH}&block=1", None, HASH),
    ],
)
def test_marks_labels_and_chains_around_an_id(text: str, networks: tuple[str, ...] | None, canonical: str) -> None:
    reference = read(text)
    assert reference.valid
    assert reference.canonical == canonical
    assert networks is None or reference.networks == networks


def test_a_memo_behind_an_address_that_holds_marks_itself() -> None:
    dashed = "EQBvW8Z5huBkMJYdnfAEM5JqTNkuWX3diqYENkWsIL0XggGG"
    for address in (TON, dashed):
        assert read(address).valid
        reference = read(f"{address}:4711")
        assert (reference.canonical, reference.memo) == (address, "4711")


@pytest.mark.parametrize("said", ["tag 12345", "Destination Tag: 12345", "memo=12345", "MEMO 12345 (needed)"])
def test_a_memo_in_words_beside_an_address(said: str) -> None:
    assert read(f"{CASES['xrp'][0]} {said}").memo == "12345"
    assert read(f"{CASES['tron'][0]} {said}").memo is None


def test_a_word_is_no_transaction_of_ton_though_it_could_be_base64() -> None:
    assert not read("bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3tt4").valid
    assert not read("a" * 43).valid
    wrong = "833XorXTTx5iya5B3Tr6iqEs9GbRuvVfwyLCP2vpd0o"
    assert not read(wrong).valid


def test_the_networks_near_it_rank_and_do_not_decide() -> None:
    assert read(HASH, near=("ton",)).networks[0] == "ton"
    assert len(read(HASH, near=("ton",)).networks) > 10
    assert read(HASH, near=EVM_NETWORKS).canonical == "0x" + HASH
    assert set(read(HASH, near=EVM_NETWORKS).networks) > set(EVM_NETWORKS)
    assert read("0x" + HASH, near=("tron", "base")).networks[0] == "base"


@pytest.mark.parametrize("text", ["0x4a5e...a33b", "4a5e1e4b…eda33b", "TR7NHq****gjLj6t"])
def test_an_id_whose_middle_was_left_out_is_told(text: str) -> None:
    reference = read(text)
    assert reference.kind is ReferenceKind.UNKNOWN
    assert "shortened" in reference.notes


@pytest.mark.parametrize("suffix", [":0", "@TRC20"])
def test_a_mistyped_address_with_a_mark_behind_it_is_one_still(suffix: str) -> None:
    mistyped = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6x"
    reference = read(mistyped + suffix)
    assert (reference.kind, reference.valid, reference.canonical) == (ReferenceKind.ADDRESS, False, mistyped)
    assert {"looks_mistyped", "checksum_fails", "suffix_dropped"} <= set(reference.notes)

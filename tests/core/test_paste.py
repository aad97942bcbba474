"""The paste box: jumbles of ids, links and words."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.core.paste import PasteLine, read_lines
from incidents.core.vocabulary import ReferenceKind

HASH = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"
SIGNATURE = "29Zm9BtGVx3sfpxru7SZNeftffBZ7Arxv53FBCMvq9FpM29rL8MuVgKUsqYo9uo5Rzmt1dhrmKPJDUcp6eZ5rK4k"
TRON = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
EVM = "0xdbf03b407c01e7cd3cbea99509d93f8dddc8c6fb"


def known(text: str) -> list[PasteLine]:
    return [item for item in read_lines(text) if item.reference.kind is not ReferenceKind.UNKNOWN]


def test_prose_with_an_address_and_a_link() -> None:
    seen = known(
        f"Hello, on 3 March 2024 at 14:05 I lost 2,500.00 USDT.\n"
        f"It went to {TRON}, see https://etherscan.io/tx/0x{HASH}."
    )
    assert [(item.line, item.reference.kind, item.reference.networks) for item in seen] == [
        (2, "address", ("tron",)),
        (2, "txid", ("ethereum",)),
    ]


def test_labels_beside_an_id_decide_its_network() -> None:
    assert known(f"USDT on Tron {HASH}")[0].reference.networks == ("tron",)
    assert known(f"BEP20 {EVM}")[0].reference.networks == ("bsc",)
    assert known(f"Network: ARBITRUM\n0x{HASH}\n")[0].reference.networks == ("arbitrum",)
    assert known(f"0x{HASH}\nChain - Polygon POS")[0].reference.networks == ("polygon",)


def test_a_label_of_one_line_does_not_leak_to_another_id() -> None:
    first, second = known(f"TRC20: {HASH}\n{HASH[::-1]}")
    assert first.reference.networks == ("tron",)
    assert len(second.reference.networks) > 5


def test_a_label_of_one_paragraph_does_not_leak_to_the_next() -> None:
    seen = known(f"Network: TRC20\n{HASH}\n\n{HASH[::-1]}")
    assert [item.reference.network for item in seen] == ["tron", None]


@pytest.mark.parametrize("quoting", ["", "> ", "| "])
def test_halves_that_look_like_ids_of_a_company_are_one_hash_where_they_are_called_so(quoting: str) -> None:
    first, second = HASH[:32], HASH[32:]
    (seen,) = read_lines(f"{quoting}TxID: {first}\n{quoting}{second}")
    assert (seen.reference.kind, seen.reference.canonical) == (ReferenceKind.TXID, HASH)
    for two in (f"{first}\n{second}", f"Withdrawal ID {first}\n{second}", f"txid:{first}\ntxid:{second}"):
        assert [item.reference.kind for item in read_lines(two)] == [ReferenceKind.INTERNAL_ID] * 2


def test_ids_broken_over_lines_are_joined() -> None:
    for text, whole in [
        (f"{HASH[:40]}\n{HASH[40:]}", HASH),
        (f"0x{HASH[:37]}\n{HASH[37:]}", "0x" + HASH),
        (f"{SIGNATURE[:60]}\n  {SIGNATURE[60:]}\n", SIGNATURE),
        (f"tx {TRON[:20]} {TRON[20:]} ok", TRON),
    ]:
        seen = known(text)
        assert [item.reference.canonical for item in seen] == [whole], text
        assert "joined" in seen[0].reference.notes


def test_two_ids_of_a_company_on_two_lines_are_never_one_hash() -> None:
    seen = known(f"{HASH[:32]}\n{HASH[32:]}")
    assert [item.reference.kind for item in seen] == [ReferenceKind.INTERNAL_ID] * 2


def test_each_thing_once_with_every_line_it_stands_on() -> None:
    seen = known(f"0x{HASH}\nhttps://bscscan.com/tx/0x{HASH}\n0x{HASH.upper()}")
    assert len(seen) == 1
    assert seen[0].line == 1
    assert seen[0].again == (2, 3)
    assert seen[0].reference.networks == ("bsc",)


def test_hundreds_at_once() -> None:
    lines = [f"{number:064x}" for number in range(2**255, 2**255 + 400)]
    assert [item.line for item in known("\n".join(lines))] == list(range(1, 401))


def test_a_secret_in_a_paste_is_masked_and_the_rest_is_read() -> None:
    phrase = "abandon abandon abandon abandon abandon abandon\nabandon abandon abandon abandon abandon about"
    seen = known(f"{TRON}\n{phrase}\n{EVM}")
    assert [item.reference.kind for item in seen] == ["address", "secret", "address"]
    assert "abandon" not in repr(seen)


def test_numbers_are_ids_only_where_they_are_called_so() -> None:
    assert [item.reference.canonical for item in known("I sent 125000 on 20240303, withdrawal id 889912345")] == [
        "889912345"
    ]
    assert known("Off-chain transfer 117890234")[0].reference.kind is ReferenceKind.INTERNAL_ID


def test_lines_with_nothing_in_them_are_said_to_be_unknown() -> None:
    seen = read_lines("please help me\n\n" + TRON)
    assert [(item.line, item.reference.kind) for item in seen] == [(1, "unknown"), (3, "address")]


XRP = "rG1QQv2nh2gr7RCZ1P8YYcBUKCCN633jCn"


@pytest.mark.parametrize(
    "text",
    [
        f"txid {HASH[:40]}=\n{HASH[40:]}",
        f"{HASH[:40]}-\n{HASH[40:]}",
        f"> {HASH[:40]}\n> {HASH[40:]}",
        " ".join(HASH[at : at + 4] for at in range(0, 64, 4)),
        "\n".join(HASH[at : at + 8] for at in range(0, 64, 8)),
        f"{HASH[:10]}\u200b\n{HASH[10:]}",
    ],
)
def test_a_hash_comes_together_however_it_was_broken(text: str) -> None:
    assert [item.reference.canonical for item in known(text)] == [HASH]


@pytest.mark.parametrize(
    "text",
    [
        f"see https://etherscan.io/tx/0x{HASH[:30]}\n{HASH[30:]} please",
        f"see https://etherscan.io/tx/0x{HASH[:30]}=\n{HASH[30:]}",
        f"https://etherscan.io/tx/\n0x{HASH}",
        f"https://etherscan.io/\ntx/0x{HASH}",
    ],
)
def test_a_link_comes_together_however_it_was_broken(text: str) -> None:
    assert [(i.reference.canonical, i.reference.networks) for i in known(text)] == [("0x" + HASH, ("ethereum",))]


def test_words_behind_a_piece_make_no_id_without_a_checksum() -> None:
    for tail in ("yesterday my Friend Peter called", "which He never paid Back then"):
        assert known(f"833XorXTTx5iya5B {tail}") == []


def test_the_address_in_its_row_ranks_a_hash() -> None:
    (hash_,) = [item for item in known(f"2024-01-01,USDT,100,TRX,{TRON},{HASH}") if item.reference.kind == "txid"]
    assert hash_.reference.networks[0] == "tron"
    assert len(hash_.reference.networks) > 5
    rows = known(f"{TRON} {HASH}\n{XRP} {HASH[::-1]}")
    assert [item.reference.networks[0] for item in rows if item.reference.kind == "txid"] == ["tron", "xrp"]


def test_the_rest_of_the_paste_then_the_case_rank_what_its_row_leaves_open() -> None:
    assert known(f"{HASH}\n\n{XRP}")[0].reference.networks[0] == "xrp"
    assert read_lines(HASH, near=("ton",))[0].reference.networks[0] == "ton"
    assert read_lines(f"{XRP} {HASH}", near=("ton",))[1].reference.networks[:2] == ("xrp", "ton")


@pytest.mark.parametrize(
    "text",
    [f"Address: {XRP}\nTag: 12345", f"Address\n{XRP}\nMemo\n12345", f"{XRP} memo 12345", f"{XRP}:12345"],
)
def test_a_memo_belongs_to_the_address_it_stands_beside(text: str) -> None:
    assert [(item.reference.canonical, item.reference.memo) for item in read_lines(text)] == [(XRP, "12345")]


def test_a_memo_of_two_addresses_is_nobodys() -> None:
    other = "rGWrZyQqhTp9Xu7G5Pkayo7bXjH4k4QYpf"
    assert [item.reference.memo for item in known(f"{XRP}\n{other}\nTag: 12345")][:2] == [None, None]


@pytest.mark.parametrize(
    "line",
    [
        "I sent 0.5 BTC to Peter on Telegram",
        "TxHash-that-nobody-knows-1234567890",
        f"on 3 March at 14:05 I lost 2,500 USDT, see {TRON}",
        f"{HASH} 0.5 BTC 2024-03-03",
        "@peter_support",
    ],
)
def test_no_word_of_a_paste_is_lost(line: str) -> None:
    assert line in [item.text for item in read_lines(f"{line}\n\n{EVM}")]


def test_what_stands_around_many_ids_comes_back_as_one_text() -> None:
    rows = [f"{number:064x} {number % 7}.5 BTC" for number in range(2**255, 2**255 + 50)]
    seen = read_lines("\n".join(rows))
    assert [item.text for item in seen if item.reference.kind is ReferenceKind.UNKNOWN] == ["\n".join(rows)]
    assert len(seen) == 51


def test_labels_and_networks_alone_are_no_words_of_their_own() -> None:
    assert [item.reference.kind for item in read_lines(f"Network: TRC20\nTransaction ID: {HASH}")] == ["txid"]


@pytest.mark.parametrize(
    "piece",
    ["4a5e ", "4a5e1e\n", "833XorXTTx5 ", "hello 12ab ", "https://etherscan.io/tx/0x12 ", f"{XRP}\n", "\u00e9", ": "],
)
def test_a_paste_that_goes_on_for_ever_is_read_in_good_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    started = process_time()
    read_lines(text)
    assert process_time() - started < 8


@given(st.text(max_size=400))
def test_any_paste_is_read_without_an_error(text: str) -> None:
    for item in read_lines(text):
        assert item.line >= 1


@given(
    st.lists(st.binary(min_size=32, max_size=32), min_size=1, max_size=8, unique=True),
    st.sampled_from(["\n", ", ", " and ", "\r\n", "\t"]),
)
def test_every_hash_of_a_list_is_found(hashes: list[bytes], between: str) -> None:
    expected = ["0x" + data.hex() for data in hashes]
    assert [item.reference.canonical for item in known(between.join(expected))] == expected

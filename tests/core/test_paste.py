"""The paste box: jumbles of ids, links and words."""

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

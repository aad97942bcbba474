"""Secrets are noticed in any layout, and nothing else is taken for one. All keys here are published test keys."""

import csv
import json
from binascii import crc32
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.core import secret_scan
from incidents.core.secret_scan import NUMBERS, Finding, mask, redact, scan, spans

HASH = "4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b"
WIF = "KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn"
TWELVE = "legal winner thank year wave sausage worth useful legal winner thank yellow"
TWENTY_FOUR = (
    "letter advice cage absurd amount doctor acoustic avoid letter advice cage absurd amount doctor acoustic avoid "
    "letter advice cage absurd amount doctor acoustic bless"
)
SPANISH = "ábaco ábaco ábaco ábaco ábaco ábaco ábaco ábaco ábaco ábaco ábaco abierto"
XPRV = "xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi"


def kinds(text: str) -> list[str]:
    return [found.kind for found in scan(text)]


@pytest.mark.parametrize(
    "text",
    [
        TWELVE,
        TWELVE.upper(),
        TWENTY_FOUR,
        "I typed this: " + TWELVE + ", then it was gone.",
        TWELVE.replace(" ", "\n"),
        "\n".join(f"{number}. {word}" for number, word in enumerate(TWELVE.split(), 1)),
        " ".join(f"{number}) {word}" for number, word in enumerate(TWENTY_FOUR.split(), 1)),
        json.dumps(TWELVE.split()),
        TWELVE.replace(" ", " , "),
        SPANISH,
        "Seed phrase: " + TWELVE.replace("yellow", "zoo"),
        "\n".join(f"{number} {word}" for number, word in enumerate(TWELVE.replace("yellow", "zoo").split(), 1)),
    ],
)
def test_recovery_phrases_in_any_layout(text: str) -> None:
    assert kinds(text) == ["seed_phrase"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (WIF, "wif"),
        ("5HueCGU8rMjxEXxiPuD5BDku4MkFqeZyd4dZ1jvhTVqvbTLvyTJ", "wif"),
        (XPRV, "extended_key"),
        ("6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg", "encrypted_key"),
        ("SBGWKM3CD4IL47QN6X54N6Y33T3JDNVI6AIJ6CD5IM47HG3IG4O36XCU", "stellar_seed"),
        ("snoPBrXtMeMyMHUVTgbuqAfg1SUTb", "xrp_seed"),
        (f"private key: {HASH}", "private_key"),
        (f'"privateKey": "0x{HASH}"', "private_key"),
        (f"Private Key\n0x{HASH}", "private_key"),
        (f"{HASH} is my private key", "private_key"),
        (f"Mein privater Schlüssel lautet {HASH}", "private_key"),
        (f"clave privada: {HASH}", "private_key"),
        ("-----BEGIN EC PRIVATE KEY-----\nMHQCAQEEIABC\n-----END EC PRIVATE KEY-----", "pem_key"),
        ('{"crypto": {"cipher": "aes-128-ctr", "ciphertext": "a1", "kdf": "scrypt", "mac": "b2"}}', "keystore"),
        ("password: Tr0ub4dor&3", "password"),
        ("Passwort: geheimnisvoll", "password"),
        ("my password is hunter2!", "password"),
        ("contraseña=Secreta2024", "password"),
        ("API Secret: 9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c", "api_secret"),
        ("apiSecret=9f8a7b6c-5d4e-3f2a-1b0c-9d8e7f6a5b4c", "api_secret"),
        ("Passphrase: Kuco1nBot", "passphrase"),
        ("2FA secret: JBSWY3DPEHPK3PXP", "one_time_secret"),
        ("SMS code: 482913", "one_time_code"),
        ("1234567890:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc", "bot_token"),
    ],
)
def test_keys_and_passwords(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


@pytest.mark.parametrize(
    "text",
    [
        HASH,
        f"0x{HASH}",
        f"He had my private key and sent everything, transaction {HASH}",
        "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
        "29Zm9BtGVx3sfpxru7SZNeftffBZ7Arxv53FBCMvq9FpM29rL8MuVgKUsqYo9uo5Rzmt1dhrmKPJDUcp6eZ5rK4k",
        "order id 61f0c2aa31b7c40001d2e3f4, trade 8ba1fe26-3cd5-4a63-9d0a-0c7b4a3f1b2e",
        "The password was changed at 08:20 and I got a new one.",
        "Password: ********",
        "Password: changed",
        "I never gave anyone my seed phrase or private key.",
        "They asked for my recovery phrase. I wrote it down on paper and typed it into the page.",
        "API key: 61f0c2aa31b7c40001d2e3f4",
        "My PIN was asked three times on 8 December 2022.",
        TWELVE.replace("yellow", "zoo"),
        " ".join(TWELVE.split()[:11]),
        "I open this new market order every day because you can buy and sell coin there before dinner",
        "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8",
    ],
)
def test_what_is_no_secret_raises_no_alarm(text: str) -> None:
    assert scan(text) == []


def test_no_address_or_transaction_id_of_the_vectors_is_a_secret() -> None:
    for name, column in (("addresses.csv", "address"), ("txids.csv", "txid")):
        with (Path(__file__).parent / "vectors" / name).open(encoding="utf-8", newline="") as file:
            texts = [row[column] for row in csv.DictReader(file)]
        # One row of the addresses is a Stellar seed, put there as a wrong address.
        assert [text for text in texts if scan(text)] == (
            ["SBGWKM3CD4IL47QN6X54N6Y33T3JDNVI6AIJ6CD5IM47HG3IG4O36XCU"] if column == "address" else []
        )


def test_where_a_finding_stands() -> None:
    assert scan(f"hello\nkey {WIF} end") == [Finding("wif", 2, 4, 56, mask(WIF))]
    first, second = scan(TWELVE.replace(" useful", "\nuseful") + f"\n{WIF}")
    assert (first.line, first.start, first.end) == (1, 0, len("legal winner thank year wave sausage worth"))
    assert (second.line, second.kind) == (3, "wif")
    assert [first.masked, second.masked] == [f"le… ({len(TWELVE)})", "Kw… (52)"]


def test_two_phrases_in_one_text_are_two_findings() -> None:
    assert kinds(f"{TWELVE}\n{TWENTY_FOUR}") == ["seed_phrase", "seed_phrase"]


def test_redacting_leaves_everything_but_the_secret() -> None:
    assert redact(f"a {WIF} b\n{TWELVE}") == f"a [Kw… (52)] b\n[le… ({len(TWELVE)})]"


@given(st.text(max_size=300))
def test_any_text_is_scanned_and_spans_never_overlap(text: str) -> None:
    ends = [0]
    for _, start, end in spans(text):
        assert ends[-1] <= start < end <= len(text)
        ends.append(end)


@given(st.text(alphabet=st.characters(exclude_categories=("L", "N")), max_size=30))
def test_a_key_is_found_between_anything_that_is_no_letter(around: str) -> None:
    around = around.replace(":", " ").replace("-", " ").replace("_", " ")
    assert "wif" in kinds(f"{around}\n{WIF}\n{around}")


SHARE = (
    "duckling enlarge academic academic agency result length solution fridge kidney coal piece deal husband erode duke "
    "ajar critical decision keyboard"
)
"""A share of the published test vectors of SLIP-0039."""


def monero(words: str) -> str:
    """24 words and the one that repeats one of them, by their beginnings."""
    chosen = words.split()
    return " ".join([*chosen, chosen[crc32("".join(word[:3] for word in chosen).encode()) % len(chosen)]])


LIST = Path(secret_scan.__file__).parent / "wordlists" / "monero" / "english.3.txt"
MONERO = monero(" ".join(LIST.read_text().split()[7::66][:24]))


@pytest.mark.parametrize("text", [SHARE, SHARE.replace(" ", "\n"), SHARE.upper(), MONERO, f"wallet: {MONERO}. Help!"])
def test_backups_of_other_wallets_are_found(text: str) -> None:
    assert kinds(text) == ["seed_phrase"]


@pytest.mark.parametrize("text", [SHARE.replace("keyboard", "academic"), MONERO.rpartition(" ")[0]])
def test_what_fails_its_check_is_no_backup(text: str) -> None:
    assert kinds(text) == []


@pytest.mark.parametrize("text", ["DE89 3704 0044 0532 0130 00", "GB29NWBK60161331926819", "4111 1111 1111 1111"])
def test_full_numbers_are_stopped_where_typed_and_left_alone_in_papers(text: str) -> None:
    assert len(kinds(f"I paid to {text} then")) == 1
    assert scan(f"I paid to {text} then", NUMBERS) == []


@pytest.mark.parametrize(
    "text",
    [
        "order 4111111111111111",
        "117890234",
        "DE89 3704 0044 0532 0130 01",
        "4111 1111 1111 1112",
        "XX00 1234 5678 9012",
    ],
)
def test_order_numbers_and_slips_are_no_account_numbers(text: str) -> None:
    assert kinds(text) == []

"""Secrets are noticed in any layout, and nothing else is taken for one. All keys here are published test keys."""

import csv
import json
from binascii import crc32
from hashlib import sha256
from pathlib import Path
from time import process_time

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


WORD_LISTS = Path(secret_scan.__file__).parent / "wordlists"


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


NUMBERED = [f"{number}. {word}" for number, word in enumerate(TWELVE.split(), 1)]


@pytest.mark.parametrize(
    "text",
    [
        TWELVE.title(),
        "(1) legal\n" + "\n".join(f"({number}) {word}" for number, word in enumerate(TWELVE.split()[1:], 2)),
        " ".join(f"{number}th {word}" for number, word in enumerate(TWELVE.split(), 1)),
        " ".join(TWELVE.split()[:-1]) + " and yellow",
        "| # | word |\n|--|--|\n"
        + "\n".join(f"| {number} | {word} |" for number, word in enumerate(TWELVE.split(), 1)),
        "<table>" + "".join(f"<tr><td>{word}</td></tr>" for word in TWELVE.split()) + "</table>",
        "<br>".join(TWELVE.split()),
        "\n".join(f"{left:<20}{right}" for left, right in zip(NUMBERED[:6], NUMBERED[6:], strict=True)),
        TWELVE.replace(" ", "%20"),
        TWELVE.replace(" ", "\\n"),
        TWELVE.replace(" ", " " * 60),
        TWELVE.replace(" ", "\n\n\n\n"),
        TWELVE.replace(" ", "\u00a0"),
        TWELVE.replace(" ", " \u25aa\ufe0f "),
        "".join(word.title() for word in TWELVE.split()),
        TWELVE.replace(" ", ""),
        TWELVE.replace(" ", "_") + ".txt",
        " ".join(word[:4] for word in TWELVE.split()),
        " ".join(word[:2] + "\u200b" + word[2:] for word in TWELVE.split()),
        TWELVE.replace("a", "\u0430"),
        TWELVE.translate({code: code + 0xFEE0 for code in range(0x61, 0x7B)}),
        "\n".join(f"\u201c{word}\u201d" for word in TWELVE.split()),
        "My recovery phrase is: " + TWELVE.replace("sausage", "sausge"),
        TWELVE.replace("sausage", "sausge"),
        TWELVE.replace("sausage", "suasage") + " <- that was it",
        "i typed this into the page: " + TWENTY_FOUR.replace("bless", "blass") + " and then all was gone",
        "Mis 12 palabras son: " + SPANISH.replace("abierto", "abanico"),
        "リカバリーフレーズ：" + TWELVE.replace("yellow", "zoo"),
        "我的助记词是：" + TWELVE.replace("yellow", "zoo"),
        "\n".join(f"word{number} - {word}" for number, word in enumerate(SPANISH.split(), 1)),
        "\n".join(f"Word #{number}: {word}" for number, word in enumerate(TWELVE.replace("yellow", "zoo").split(), 1)),
        "\n".join(f"{number}. {sign}" for number, sign in enumerate("的一是在不了有和人这中大", 1)),
        "\n".join(NUMBERED).replace("sausage", "sausge"),
        "seed phrase: " + " ".join(TWELVE.split()[:11]),
    ],
)
def test_recovery_phrases_however_they_are_hidden(text: str) -> None:
    assert kinds(text) == ["seed_phrase"]


@pytest.mark.parametrize(
    "text",
    [
        "abandon " * 24 + "invest",
        "powerful random nobody notice nothing important anyway look away hidden message over",
        "wild father tree among universe such mobile favorite target dynamic credit identify",
        "\u7684 " * 11 + "\u5728",
        "Anna:\n" + "\u7684" * 11 + "\u5728\n",
        "\u52a9\u8bb0\u8bcd: " + "\u7684" * 11 + "\u5728",
    ],
    ids=["algorand", "electrum until 2014", "electrum", "chinese", "chinese in one", "chinese behind its label"],
)
def test_published_phrases_of_other_wallets(text: str) -> None:
    assert kinds(text.strip()) == ["seed_phrase"]


@pytest.mark.parametrize("path", sorted(WORD_LISTS.glob("*.txt")), ids=lambda path: path.stem)
def test_each_word_list_is_looked_for(path: Path) -> None:
    words = path.read_text("utf-8").split()
    entropy = bytes(range(17, 33))
    bits = int.from_bytes(entropy + sha256(entropy).digest()[:1], "big") >> 4
    phrase = [words[bits >> 11 * place & 2047] for place in reversed(range(12))]
    assert kinds(" ".join(phrase)) == ["seed_phrase"]
    capitals = "\n".join(phrase).replace("i", "\u0130" if path.stem == "turkish" else "i").upper()
    assert kinds(capitals) == ["seed_phrase"]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{WIF[:20]} {WIF[20:]}", "wif"),
        (f"> {WIF[:20]}\n> {WIF[20:]}", "wif"),
        (f"{WIF[:20]}\u200b{WIF[20:]}", "wif"),
        (WIF[:-1] + "m", "wif"),
        ("S6c56bnXQiBjk9mqSYE7ykVQ7NzrRy", "wif"),
        ("edsk3RR5U7JsUJ8ctjsuymUPayxMm4LHXaB7VJSfeyMb8fAvbJUnsa", "private_key"),
        (XPRV[:60], "extended_key"),
        (f"{XPRV[:60]}\n{XPRV[60:]}", "extended_key"),
        (XPRV.replace("xprv", "yprv"), "extended_key"),
        (XPRV.replace("xprv", "zprv"), "extended_key"),
        (XPRV.replace("xprv", "tprv"), "extended_key"),
        (XPRV.replace("xprv", "Ltpv"), "extended_key"),
        (XPRV.replace("xprv", "dgpv"), "extended_key"),
        (f"private key: {HASH[:32]}\n{HASH[32:]}", "private_key"),
        (f"priv: 0x{HASH}", "private_key"),
        (f"My key is {HASH}", "private_key"),
        (f"WALLET_PRIVATE_KEY={HASH}", "private_key"),
        (f"seed: {HASH}{HASH}", "private_key"),
        (
            '{"crypto": {"kdf": {"function": "scrypt"}, "cipher": {"function": "aes-128-ctr", "message": "a1"}}}',
            "keystore",
        ),
        (
            '{"data":"Wm9uZSBvZiBzaWxlbmNlIGFuZCBtb3Jl","iv":"c29tZSBpdiBoZXJlISE=","salt":"c2FsdCBhbmQgbW9yZSBzYWx0"}',
            "keystore",
        ),
        ("PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 1\nAAAAIG\nPrivate-MAC: 00", "pem_key"),
        ("API Secret\nNhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j", "api_secret"),
        ("BINANCE_API_SECRET=NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j", "api_secret"),
        ('{"secret": "NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j"}', "api_secret"),
        (
            "Private Key: kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==",
            "api_secret",
        ),
        ("API Passphrase\nkucoin2024!", "passphrase"),
        ("https://api.telegram.org/bot1234567890:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc/getMe", "bot_token"),
        ("MTk4NjIyNDgzNDcxOTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs", "bot_token"),
        ("xoxb-1234567890-1234567890123-AbCdEfGhIjKlMnOpQrStUvWx", "bot_token"),
        ("ghp_16C7e42F292c6912E7710c838347Ae178B4a", "api_secret"),
        ("otpauth://totp/Binance:me@example.org?secret=JBSWY3DPEHPK3PXP&issuer=Binance", "one_time_secret"),
        ("Google Authenticator key: jbsw y3dp ehpk 3pxp", "one_time_secret"),
        ("Backup codes:\n1234 5678\n", "one_time_secret"),
        ("I gave him the code 482913", "one_time_code"),
        ("Code: 482 913", "one_time_code"),
        ("G-482913 is your Google verification code", "one_time_code"),
        ("482913 is your login code", "one_time_code"),
        ("Ihr Bestätigungscode lautet 482913", "one_time_code"),
        ("votre code de vérification est 482913", "one_time_code"),
        ("2FA: 482913", "one_time_code"),
        ("mTAN 482913", "one_time_code"),
        ("Mein Passwort war Sommer2024", "password"),
        ("pw: Hunter2!", "password"),
        ("user anna, pw Hunter2!", "password"),
        ("Password\nHunter2!", "password"),
        ("\u5bc6\u7801: abc12345", "password"),
        ("https://anna:Hunter2pass@example.org/x", "password"),
        ("4111.1111.1111.1111", "card_number"),
        ("Visa 4111111111111111", "card_number"),
        ("4111111111111111 exp 12/28 cvv 123", "card_number"),
        ("de89370400440532013000", "iban"),
        ("DE89-3704-0044-0532-0130-00", "iban"),
    ],
)
def test_secrets_in_the_forms_in_which_people_have_them(text: str, kind: str) -> None:
    assert kinds(text) == [kind]


def test_sentences_about_secrets_hold_none() -> None:
    text = (Path(__file__).parent / "prose.txt").read_text("utf-8")
    assert [(found.kind, text.split("\n")[found.line - 1]) for found in scan(text)] == []


@pytest.mark.parametrize(
    "row",
    [
        "<li>space size: {0}, used size: {0}, available space: 0</li>",
        "Version 2.0.{0} (2015-06-02)\n",
        "CAN-2004-0{0}, ",
        "<td><code>'iso-{0}'</code></td>",
        "{0},buy,coin,{0}.5\n",
        "{0}. Code and more of it.\n",
    ],
)
def test_words_that_repeat_without_end_are_no_phrase(row: str) -> None:
    assert scan("".join(row.format(number) for number in range(300))) == []


def test_a_place_in_a_text_that_hides_something_is_its_place_there() -> None:
    text = "<p>a</p>\n<b>key</b> " + WIF[:20] + "\u200b" + WIF[20:] + " \u00fc"
    (found,) = scan(text)
    assert text.split("\n")[found.line - 1][found.start : found.end] == WIF[:20] + "\u200b" + WIF[20:]
    assert redact(text) == "<p>a</p>\n<b>key</b> [Kw… (53)] \u00fc"


@pytest.mark.parametrize("size", [200_000])
def test_a_long_text_is_searched_in_good_time(size: int) -> None:
    for text in (
        "word " * (size // 5),
        "1 a" * (size // 3),
        "key: " * (size // 5),
        f"{HASH},0x{HASH},abc\n" * (size // 140),
    ):
        started = process_time()
        scan(text)
        assert process_time() - started < 5


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


def test_a_key_without_its_end_leaves_nothing_of_it() -> None:
    lines = [
        "-----BEGIN OPENSSH PRIVATE KEY-----",
        "b3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ",
        "QyNTUxOQAAACBbZ2hpamtsbW5v==",
    ]
    assert redact("\n".join(lines)) == "[--… (107)]"
    assert redact("\n".join([*lines, "", "Please help me."])).endswith("Please help me.")


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


LIST = WORD_LISTS / "monero" / "english.3.txt"
MONERO = monero(" ".join(LIST.read_text().split()[7::66][:24]))


CUT = " ".join(word[:3] for word in MONERO.split())
"""As wallets take them, too."""


@pytest.mark.parametrize(
    "text", [SHARE, SHARE.replace(" ", "\n"), SHARE.upper(), MONERO, f"wallet: {MONERO}. Help!", CUT, CUT.upper()]
)
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

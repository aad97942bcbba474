"""Keys, secrets and passwords as people tell of them, in eleven languages. All values here are made up."""

import base64
from hashlib import sha512
from time import process_time

import pytest

from incidents.core.secret_scan import scan

KEY = "aQfDPrAJ71fTquWoGsbeKXgzg2sye9b2Rann76dEyTzAeKOmXRrvftva9AW7hipT"
OTHER_KEY = "C3J27XDCG2LmlZGEONYlgCtjfIZ4SOcMz9CPVNPkNa1Hedcm4pMbXDuCL1mHoOsF"
HEX = "d7312ec66fb4c32058f3de40bb03bd3393274299b77de16e53e43445d3d0743c"
UUID = "146e80a9-c222-670b-be4f-4c54977656cf"
LONG = base64.b64encode(sha512(b"made up 1").digest()).decode()
ADDRESS = "0xd1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb"


def kinds(text: str) -> list[str]:
    return [found.kind for found in scan(text)]


@pytest.mark.parametrize(
    "label",
    [
        "api key C3J27XDCG2LmlZG secret {}",
        "apisecret {}",
        "secret key {}",
        "Secret Key (only shown once): {}",
        "| Secret | {} |",
        "The secret of the Binance key is: {}",
        "Geheimer Schlüssel: {}",
        "clave secreta de la API: {}",
        "clé secrète : {}",
        "chave secreta: {}",
        "chiave segreta: {}",
        "секретный ключ: {}",
        "API секрет: {}",
        "gizli anahtar: {}",
        "密钥：{}",
        "シークレットキー：{}",
        "시크릿 키: {}",
        "비밀키: {}",
    ],
)
@pytest.mark.parametrize("value", [KEY, UUID, HEX[:40]], ids=["letters", "uuid", "hex"])
def test_the_secret_of_an_api_key_beside_its_label(label: str, value: str) -> None:
    assert kinds(label.format(value)) == ["api_secret"]


@pytest.mark.parametrize(
    "text",
    [
        f"my binance api: {OTHER_KEY} / {KEY}",
        f"{OTHER_KEY}\n{KEY}\nboth are from Binance",
        f"AKIAIOSFODNN7EXAMPLE {KEY[:40]}",
        f"aws_secret_access_key = {KEY[:40]}",
        LONG,
        f"kraken {LONG}",
        f"Private Key {LONG}",
        f"api_key,api_secret\n{OTHER_KEY},{KEY[:32]}",
    ],
)
def test_the_secret_of_an_api_key_in_the_company_of_its_key(text: str) -> None:
    assert kinds(text) == ["api_secret"]


@pytest.mark.parametrize("before", ["sha512-", "signature: ", '"signatures": ["', "b=", "sha-512 of it is\n"])
def test_what_is_called_a_signature_or_a_hash_is_no_secret(before: str) -> None:
    assert scan(before + LONG) == []


@pytest.mark.parametrize(
    "text",
    [
        "minha chave privada é {}",
        "我的私钥是{}",
        "秘密鍵は{}",
        "개인키: {}",
        "내 개인 키는 {}",
        "프라이빗 키 {}",
        "exported private key from metamask:\n\n{}",
        "{} <- private key",
        f"the private key for {ADDRESS} is {{}}",
        f"address,private_key\n{ADDRESS},{{}}",
    ],
)
def test_a_private_key_in_figures(text: str) -> None:
    assert kinds(text.format(HEX)) == ["private_key"]


@pytest.mark.parametrize(
    "text",
    [
        "password hunter22",
        "Password - {}",
        "pass {}",
        "the password I used is {}",
        "das Passwort für Binance war {}",
        "Password for Gmail = {}",
        "password(binance): {}",
        "Passwort war: {}",
        "I used the password {} everywhere",
        "usuario anna clave {}",
        "mi clave es {}",
        "mdp: {}",
        "mon mdp est {}",
        "a senha é {}",
        "la mia password è {}",
        "мой пароль был {}",
        "пароль - котик85",
        "şifrem {} idi",
        "我的密码是{}",
        "密碼是{}",
        "パスワードは{}です",
        "비밀번호는 {}",
        "비번 {}",
        "Password: Wrong-Horse1",
        "fund password 482913",
        "anna@example.org:{}",
        "name,url,username,password\nBinance,https://example.org,anna,{}",
        '"user";"Passwort"\r\n"anna";"{}"\r\n',
    ],
)
def test_a_password_in_a_sentence(text: str) -> None:
    assert kinds(text.format("Kitty1985")) == ["password"]


@pytest.mark.parametrize("text", ["API-Passphrase mybot2022", "Passphrase (25th word): blueSky7"])
def test_a_passphrase_in_a_sentence(text: str) -> None:
    assert kinds(text) == ["passphrase"]


@pytest.mark.parametrize(
    "text",
    [
        "le code était 482913",
        "code reçu par sms : 482913",
        "o código foi 482913",
        "код из смс: 482913",
        "sms kodu 482913",
        "验证码是482913",
        "認証コードは482913",
        "인증 코드: 482913",
        "Your Coinbase verification code is: 4829131.",
        "Use 482913 as your login code",
        "I gave him the six digits 482913",
    ],
)
def test_a_one_time_code_in_a_sentence(text: str) -> None:
    assert kinds(text) == ["one_time_code"]


@pytest.mark.parametrize(
    "text",
    [
        "Backup key: JBSWY3DPEHPK3PXP",
        "2fa key JBSWY3DPEHPK3PXP",
        "Backup codes\n1. 1234 5678\n",
        "backup code 12345678",
    ],
)
def test_what_makes_or_stands_in_for_codes(text: str) -> None:
    assert kinds(text) == ["one_time_secret"]


@pytest.mark.parametrize("label", ["kart numaram {}", "卡号 {}", "カード番号 {}", "카드 번호: {}"])
def test_a_card_in_more_languages(label: str) -> None:
    assert kinds(label.format("4111111111111111")) == ["card_number"]
    assert kinds(label.format("4111111111111112")) == []


def test_every_password_of_a_list_is_found_in_its_place() -> None:
    text = "site\tpassword\tnote\nA\tKitty1985\t\nB\t********\told\nC\tDoggy1985\t\n"
    assert [text.split("\n")[f.line - 1][f.start : f.end] for f in scan(text)] == ["Kitty1985", "Doggy1985"]


@pytest.mark.parametrize(
    "line",
    [
        "password,",
        "password,secret,pw\nabc12,abc12,abc12\n",
        "secret (",
        "password for ",
        "private key of ",
        "a,pw\na,",
    ],
)
def test_labels_without_end_are_searched_in_good_time(line: str) -> None:
    started = process_time()
    scan(line * (100_000 // len(line)))
    assert process_time() - started < 3


def test_an_empty_form_holds_no_password() -> None:
    assert scan("Password:\nUsername:\nE-mail: anna@example.org\n") == []

"""Text encodings that several network families share: Base58, Base58Check, Bech32, Base32 and Keccak.

Every decoder answers ``None`` where the text is not that encoding, and never raises.
"""

import base64
import binascii
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from Crypto.Hash import keccak

BITCOIN_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
RIPPLE_ALPHABET = "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
BECH32_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

_DIGITS = {
    alphabet: {char: value for value, char in enumerate(alphabet)} for alphabet in (BITCOIN_ALPHABET, RIPPLE_ALPHABET)
}
_BECH32_DIGITS = {char: value for value, char in enumerate(BECH32_ALPHABET)}
_BECH32_CONSTANTS: dict[int, Literal["bech32", "bech32m"]] = {1: "bech32", 0x2BC830A3: "bech32m"}
_BECH32_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_LONGEST_BASE58 = 400


def keccak256(data: bytes) -> bytes:
    """Original Keccak (not SHA-3), as Ethereum and Monero use it.

    >>> keccak256(b"").hex()[:16]
    'c5d2460186f7233c'
    """
    return keccak.new(digest_bits=256, data=data).digest()


def double_sha256(data: bytes) -> bytes:
    """SHA-256 of SHA-256: the checksum of the Bitcoin family."""
    return sha256(sha256(data).digest()).digest()


def crc16(data: bytes) -> int:
    """CRC-16/XMODEM.

    >>> hex(crc16(b"123456789"))
    '0x31c3'
    """
    return binascii.crc_hqx(data, 0)


def base58_decode(text: str, alphabet: str = BITCOIN_ALPHABET) -> bytes | None:
    """The bytes of a Base58 text; leading first letters of the alphabet are zero bytes.

    >>> base58_decode("11rW")
    b'\\x00\\x00\\x0b7'
    >>> base58_decode("0OIl") is None
    True
    """
    if not 0 < len(text) <= _LONGEST_BASE58:
        return None
    digits = _DIGITS[alphabet]
    number = 0
    try:
        for char in text:
            number = number * 58 + digits[char]
    except KeyError:
        return None
    zeros = len(text) - len(text.lstrip(alphabet[0]))
    return bytes(zeros) + number.to_bytes((number.bit_length() + 7) // 8, "big")


def base58_encode(data: bytes, alphabet: str = BITCOIN_ALPHABET) -> str:
    """The Base58 text of some bytes.

    >>> base58_encode(bytes([0, 0, 11, 55]))
    '11rW'
    """
    number = int.from_bytes(data, "big")
    letters: list[str] = []
    while number:
        number, digit = divmod(number, 58)
        letters.append(alphabet[digit])
    zeros = len(data) - len(data.lstrip(b"\0"))
    return alphabet[0] * zeros + "".join(reversed(letters))


def base58check_decode(text: str, alphabet: str = BITCOIN_ALPHABET) -> bytes | None:
    """The payload (version and body) of a Base58Check text, where its checksum holds.

    >>> base58check_decode("1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu").hex()[:8]
    '0076a040'
    >>> base58check_decode("1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggv") is None
    True
    """
    data = base58_decode(text, alphabet)
    if data is None or len(data) < 5 or double_sha256(data[:-4])[:4] != data[-4:]:
        return None
    return data[:-4]


def base58check_encode(payload: bytes, alphabet: str = BITCOIN_ALPHABET) -> str:
    """The Base58Check text of a payload."""
    return base58_encode(payload + double_sha256(payload)[:4], alphabet)


@dataclass(frozen=True, slots=True)
class Bech32:
    """A decoded Bech32 text: prefix, five-bit values, and which of the two checksums holds."""

    prefix: str
    values: tuple[int, ...]
    variant: Literal["bech32", "bech32m"]

    def body(self, skip: int = 0) -> bytes | None:
        """The eight-bit bytes after ``skip`` values, where the padding is right."""
        return regroup(self.values[skip:])


def bech32_decode(text: str, longest: int = 90) -> Bech32 | None:
    """Decode Bech32 (BIP-173) or Bech32m (BIP-350); wholly upper case is allowed, mixed is not.

    >>> bech32_decode("A12UEL5L").prefix, bech32_decode("a1lqfn3a").variant
    ('a', 'bech32m')
    >>> bech32_decode("A12uEL5L") is None
    True
    """
    if len(text) > longest or (text.lower() != text and text.upper() != text):
        return None
    text = text.lower()
    prefix, separator, data = text.rpartition("1")
    if not separator or not prefix or len(data) < 6 or not all(33 <= ord(char) <= 126 for char in prefix):
        return None
    try:
        values = [_BECH32_DIGITS[char] for char in data]
    except KeyError:
        return None
    expanded = [ord(char) >> 5 for char in prefix] + [0] + [ord(char) & 31 for char in prefix]
    variant = _BECH32_CONSTANTS.get(_bech32_checksum([*expanded, *values]))
    return Bech32(prefix, tuple(values[:-6]), variant) if variant else None


def _bech32_checksum(values: list[int]) -> int:
    check = 1
    for value in values:
        top = check >> 25
        check = (check & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_BECH32_GENERATORS):
            if top >> bit & 1:
                check ^= generator
    return check


def regroup(values: tuple[int, ...]) -> bytes | None:
    """Five-bit values as bytes; ``None`` where the padding is not zero or longer than four bits.

    >>> regroup((31, 28))
    b'\\xff'
    >>> regroup((31, 29)) is None
    True
    """
    number = 0
    for value in values:
        number = number << 5 | value
    spare = len(values) * 5 % 8
    if spare > 4 or number & ((1 << spare) - 1):
        return None
    return (number >> spare).to_bytes(len(values) * 5 // 8, "big")


def base32_decode(text: str) -> bytes | None:
    """RFC 4648 Base32 without padding, in its one canonical spelling.

    >>> base32_decode("MFRGG"), base32_decode("MFRGH")
    (b'abc', None)
    """
    try:
        data = base64.b32decode(text + "=" * (-len(text) % 8))
    except (ValueError, binascii.Error):
        return None
    return data if base64.b32encode(data).decode().rstrip("=") == text else None


def base64_decode(text: str) -> bytes | None:
    """Base64 in either alphabet, padded or not, in its one canonical spelling.

    >>> base64_decode("_-8="), base64_decode("/+8"), base64_decode("_-9=")
    (b'\\xff\\xef', b'\\xff\\xef', None)
    """
    plain = text.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        data = base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except (ValueError, binascii.Error):
        return None
    return data if base64.b64encode(data).decode().rstrip("=") == plain else None

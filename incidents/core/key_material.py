"""Is this one word a private key? Every kind that proves itself by its own checksum or prefix."""

import re
from hashlib import sha256

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from incidents.core.encodings import (
    RIPPLE_ALPHABET,
    base32_decode,
    base58_decode,
    base58check_decode,
    bech32_decode,
    crc16,
)

# Long enough for any of the kinds below; keeps ordinary words away from the arithmetic.
_WORD = re.compile(r"[0-9A-Za-z_:-]{28,300}")
_WIF = re.compile(r"[0-9A-Za-z]{50,53}")
# What begins and is as long as Bitcoin's was meant as one, even with a slip in it.
_MEANT_AS_WIF = re.compile(r"(?=.*[0-9])(?=.*[a-z])(?=.*[A-Z])(?:5[HJK][0-9A-Za-z]{49}|[KL][0-9A-Za-z]{51})")
_MINI = re.compile(r"S[0-9A-Za-z]{29}")
_EXTENDED = re.compile(r"([xyzYZtuvUV]prv|Ltpv|Mtpv|dgpv)[0-9A-Za-z]{40,115}")
_TEZOS = re.compile(r"edsk[0-9A-Za-z]{50,94}")
_EOS = re.compile(r"PVT_[KR]1_[0-9A-Za-z]{45,55}")
_ENCRYPTED = re.compile(r"6P[0-9A-Za-z]{56}")
_STELLAR = re.compile(r"S[A-Z2-7]{55}")
_RIPPLE = re.compile(r"s[0-9A-Za-z]{24,31}")
_ED25519_PAIR = re.compile(r"(ed25519:)?([0-9A-Za-z]{83,90})")
_MARKED_HEX = re.compile(r"(ed25519|secp256k1)-priv-(0x)?[0-9a-fA-F]{64}")
_BECH32 = re.compile(
    r"(suiprivkey|nsec|xprv|age-secret-key-|[a-z0-9]*(?:_sk|_xsk|_esk))1[02-9ac-hj-np-z]{20,}", re.IGNORECASE
)
_STELLAR_SEED = 18 << 3
_RIPPLE_ED25519 = bytes([0x01, 0xE1, 0x4B])


def key_kind(word: str, *, checked: bool = False) -> str | None:
    """The kind of private key a word is, or ``None``. A bare 64-digit hex is a transaction id, not a key.

    ``checked`` asks for a checksum that holds, where others are taken by their looks.

    >>> key_kind("KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn")
    'wif'
    >>> key_kind("1BpEi6DfDAUFd7GtittLSdBeYJvcoaVggu") is None
    True
    """
    if not _WORD.fullmatch(word):
        return None
    for kind, holds in _KINDS:
        if holds(word):
            return kind
    return "wif" if not checked and _is_meant_as_wif(word) else None


def _is_wif(word: str) -> bool:
    payload = base58check_decode(word) if _WIF.fullmatch(word) else None
    if payload is None or payload[0] < 0x80:
        return False
    return len(payload) == 33 or (len(payload) == 34 and payload[-1] == 1)


def _is_meant_as_wif(word: str) -> bool:
    return bool(_MEANT_AS_WIF.fullmatch(word)) and base58_decode(word) is not None


def _is_mini(word: str) -> bool:
    """The short key on coins of metal: its hash with a question mark begins with a zero."""
    if not _MINI.fullmatch(word) or base58_decode(word) is None:
        return False
    return sha256(f"{word}?".encode()).digest()[0] == 0


def _is_tezos(word: str) -> bool:
    return bool(_TEZOS.fullmatch(word)) and base58check_decode(word) is not None


def _is_eos(word: str) -> bool:
    return bool(_EOS.fullmatch(word))


def _is_extended(word: str) -> bool:
    """Even with a wrong checksum: the prefix says what it was meant to be."""
    return bool(_EXTENDED.fullmatch(word))


def _is_encrypted(word: str) -> bool:
    payload = base58check_decode(word) if _ENCRYPTED.fullmatch(word) else None
    return payload is not None and len(payload) == 39 and payload[:2] in (b"\x01\x42", b"\x01\x43")


def _is_stellar(word: str) -> bool:
    data = base32_decode(word) if _STELLAR.fullmatch(word) else None
    if data is None or data[0] != _STELLAR_SEED:
        return False
    return crc16(data[:-2]) == int.from_bytes(data[-2:], "little")


def _is_ripple(word: str) -> bool:
    payload = base58check_decode(word, RIPPLE_ALPHABET) if _RIPPLE.fullmatch(word) else None
    if payload is None:
        return False
    return (len(payload) == 17 and payload[0] == 0x21) or (len(payload) == 19 and payload[:3] == _RIPPLE_ED25519)


def is_ed25519_pair(data: bytes) -> bool:
    """Whether 64 bytes are a seed followed by its own public key: a wallet's key file, not a signature."""
    if len(data) != 64:
        return False
    return Ed25519PrivateKey.from_private_bytes(data[:32]).public_key().public_bytes_raw() == data[32:]


def _is_ed25519_text(word: str) -> bool:
    match = _ED25519_PAIR.fullmatch(word)
    data = base58_decode(match[2]) if match else None
    if match is None or data is None or len(data) != 64:
        return False
    return match[1] is not None or is_ed25519_pair(data)


def _is_bech32(word: str) -> bool:
    return bool(_BECH32.fullmatch(word)) and bech32_decode(word, longest=300) is not None


def _is_marked_hex(word: str) -> bool:
    return bool(_MARKED_HEX.fullmatch(word))


_KINDS = (
    ("wif", _is_wif),
    ("wif", _is_mini),
    ("private_key", _is_tezos),
    ("private_key", _is_eos),
    ("extended_key", _is_extended),
    ("encrypted_key", _is_encrypted),
    ("stellar_seed", _is_stellar),
    ("xrp_seed", _is_ripple),
    ("private_key", _is_ed25519_text),
    ("private_key", _is_bech32),
    ("private_key", _is_marked_hex),
)

"""The access code that lets a victim back in without an account: 130 random bits and two check characters.

Twenty-six Crockford characters and two check characters, shown as seven groups of four. Case, spaces and the
look-alikes O-0 and I-L-1 are forgiven. Only a keyed hash is stored.
"""

import hmac
import secrets
from hashlib import sha256

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SECRET_LENGTH = 26
CHECK_LENGTH = 2
FORGIVE = str.maketrans({"O": "0", "I": "1", "L": "1"})


def _check(secret: str) -> str:
    number = int.from_bytes(sha256(secret.encode()).digest()[:4], "big")
    return ALPHABET[number % 32] + ALPHABET[number // 32 % 32]


def new_code() -> str:
    """A fresh code, in groups.

    >>> len(new_code()), new_code().count("-")
    (34, 6)
    """
    secret = "".join(secrets.choice(ALPHABET) for _ in range(SECRET_LENGTH))
    return grouped(secret + _check(secret))


def grouped(code: str) -> str:
    """Groups of four, for people."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


def normalise(typed: str) -> str | None:
    """The bare code of what somebody typed, or None when it cannot be one (the check characters tell).

    >>> code = new_code()
    >>> normalise(" " + code.lower().replace("-", " ")) == code.replace("-", "")
    True
    >>> normalise("hello") is None
    True
    """
    bare = "".join(ch for ch in typed.upper().translate(FORGIVE) if ch in ALPHABET)
    secret, check = bare[:SECRET_LENGTH], bare[SECRET_LENGTH:]
    return bare if len(bare) == SECRET_LENGTH + CHECK_LENGTH and _check(secret) == check else None


def code_hash(pepper: bytes, bare: str) -> str:
    """What is stored of a code."""
    return hmac.new(pepper, bare.encode(), sha256).hexdigest()


def new_reference() -> str:
    """A public case reference: forty random bits in two groups.

    >>> new_reference().startswith("RC-")
    True
    """
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"RC-{drawn[:4]}-{drawn[4:]}"

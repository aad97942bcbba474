"""The short code printed on every page of a paper: by it anybody can ask the portal whether the paper is genuine.

It is no secret and opens nothing: eleven random Crockford characters and one that catches a slip of the pen.
"""

import secrets
from hashlib import sha256

from incidents.core.access_code import ALPHABET, FORGIVE, grouped

DRAWN = 11


def new_code() -> str:
    """A fresh code, in groups of four.

    >>> len(new_code()), new_code().count("-")
    (14, 2)
    """
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(DRAWN))
    return grouped(drawn + _check(drawn))


def normalise(typed: str) -> str | None:
    """The code somebody typed, in groups, or None when it cannot be one.

    >>> code = new_code()
    >>> normalise(" " + code.lower().replace("-", " ")) == code
    True
    >>> normalise("7KQM") is None
    True
    """
    bare = "".join(ch for ch in typed.upper().translate(FORGIVE) if ch in ALPHABET)
    return grouped(bare) if len(bare) == DRAWN + 1 and _check(bare[:DRAWN]) == bare[DRAWN] else None


def _check(drawn: str) -> str:
    return ALPHABET[sha256(drawn.encode()).digest()[0] % len(ALPHABET)]

"""What the environment says: ``NAME``, or ``NAME_FILE`` for a file that holds the value.

Secrets are checked here, so that a placeholder never reaches the settings of a public portal.
"""

import base64
import binascii

import environ
from django.core.exceptions import ImproperlyConfigured

ENV = environ.FileAwareEnv()
PLACEHOLDERS = ("change", "placeholder", "insecure", "example", "secret", "password", "your-", "xxxx", "todo")
SHORTEST_SECRET = 32
FEWEST_SIGNS = 10
KEY_BYTES = 32


def text(name: str, default: str = "") -> str:
    """A value without the blanks and the line end that files bring along."""
    try:
        return str(ENV.str(name, default=default)).strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE cannot be read: {error.strerror}.") from None


def number(name: str, default: float) -> float:
    """A number, or a refusal that names the variable."""
    given = text(name)
    try:
        return float(given) if given else default
    except ValueError:
        raise ImproperlyConfigured(f"{name} must be a number.") from None


def whole(name: str, default: int) -> int:
    """A whole number."""
    return int(number(name, default))


def flag(name: str) -> bool:
    """Yes or no; unset is no."""
    return text(name).lower() in {"1", "yes", "true", "on"}


def many(name: str) -> list[str]:
    """A list, separated by commas or line ends.

    >>> import os; os.environ["RECOURSE_DOCTEST"] = "a, b\\nc"
    >>> many("RECOURSE_DOCTEST")
    ['a', 'b', 'c']
    """
    return [part.strip() for part in text(name).replace("\n", ",").split(",") if part.strip()]


def is_placeholder(value: str) -> bool:
    """A secret that is none: too short, too regular, or a word that says "fill me in".

    >>> is_placeholder("change-me-change-me-change-me-change-me"), is_placeholder("a" * 64)
    (True, True)
    >>> is_placeholder("q7Vx0cP2mZr9LkTb5NhY3sWf8JdGe6Aa")
    False
    """
    lowered = value.lower()
    return (
        len(value) < SHORTEST_SECRET or len(set(value)) < FEWEST_SIGNS or any(word in lowered for word in PLACEHOLDERS)
    )


def strong(name: str) -> str:
    """A secret that must be given and must not be a placeholder."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} (or {name}_FILE) is missing: production starts only with it.")
    if is_placeholder(value):
        raise ImproperlyConfigured(f"{name} is a placeholder or too weak: use 32 random characters or more.")
    return value


def strong_many(name: str) -> list[str]:
    """A list of secrets, each of them a real one; an empty list is fine."""
    found = many(name)
    if any(is_placeholder(value) for value in found):
        raise ImproperlyConfigured(f"{name} holds a placeholder: leave it out or give real secrets.")
    return found


def required(name: str) -> str:
    """A value that must be given, secret or not."""
    value = text(name)
    if not value:
        raise ImproperlyConfigured(f"{name} (or {name}_FILE) is missing: production starts only with it.")
    return value


def key_ring(given: str, name: str) -> list[tuple[str, bytes]]:
    """Lines ``keyid:base64 of 32 bytes``; the first key writes, every key reads.

    >>> ring = key_ring("b:" + "B" * 43 + "=, a:" + "A" * 43 + "=", "KEYS")
    >>> [identifier for identifier, _ in ring], len(ring[0][1])
    (['b', 'a'], 32)
    """
    ring: list[tuple[str, bytes]] = []
    for line in given.replace(",", "\n").splitlines():
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        identifier, _, encoded = line.strip().partition(":")
        try:
            key = base64.b64decode(encoded.strip(), validate=True)
        except (binascii.Error, ValueError):
            key = b""
        if len(key) != KEY_BYTES or not identifier.isalnum():
            raise ImproperlyConfigured(f"{name}: each line must be keyid:base64 of 32 bytes.")
        ring.append((identifier, key))
    if not ring:
        raise ImproperlyConfigured(f"{name} holds no key.")
    if len({identifier for identifier, _ in ring}) != len(ring):
        raise ImproperlyConfigured(f"{name} names a key id twice.")
    return ring


def strong_key_ring(name: str) -> list[tuple[str, bytes]]:
    """A key ring for production: no all-alike keys, none of them a run of one byte."""
    ring = key_ring(required(name), name)
    if any(len(set(key)) < FEWEST_SIGNS for _, key in ring):
        raise ImproperlyConfigured(f"{name} holds a placeholder key: make keys with a random source.")
    return ring

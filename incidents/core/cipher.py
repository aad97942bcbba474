"""Encryption at rest: a ring of AES-256-GCM keys for fields and files, and keyed fingerprints for look-ups.

The first key of a ring writes, all of them read. Every value is bound to its place (the associated data), so a
value moved to another row or column does not open. Nothing is returned for a value that does not open: it raises.
"""

import base64
import hmac
import os
from binascii import b2a_base64
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from incidents.core.errors import KeyMissing

NONCE = 12
CHUNK = 64 * 1024
MAGIC = b"RCF1"
TAG = 16
_URL_SAFE = bytes.maketrans(b"+/", b"-_")


@lru_cache(maxsize=16)
def _cipher_of(key: bytes) -> AESGCM:
    """Made once for a key: a hundred thousand values are sealed with the same one."""
    return AESGCM(key)


@dataclass(frozen=True)
class KeyRing:
    """Keys by id, in order: (id, 32 bytes) each.

    >>> old, new = ("a", bytes(32)), ("b", bytes([1]) * 32)
    >>> sealed = KeyRing((old,)).seal("Jane", "case.victim|1")
    >>> KeyRing((new, old)).open(sealed, "case.victim|1")
    'Jane'
    >>> KeyRing((new, old)).open(sealed, "case.victim|2")
    Traceback (most recent call last):
    incidents.core.errors.KeyMissing: value_does_not_open
    """

    keys: Sequence[tuple[str, bytes]]

    def _cipher(self, key_id: str) -> AESGCM:
        for known, key in self.keys:
            if known == key_id:
                return _cipher_of(key)
        raise KeyMissing("key_missing", key_id=key_id)

    @property
    def first(self) -> str:
        """The id of the key that writes."""
        if not self.keys:
            raise KeyMissing("key_missing", key_id="")
        return self.keys[0][0]

    def seal(self, text: str, place: str) -> str:
        """``v1.<key id>.<base64 of nonce and ciphertext>``."""
        return next(self.seal_many([text], [place]))

    def seal_many(self, texts: Sequence[str], places: Sequence[str]) -> Iterator[str]:
        """Each text for its own place: the key is looked up once for all of them."""
        encrypt, begin = self._cipher(self.first).encrypt, f"v1.{self.first}."
        random = os.urandom(NONCE * len(texts))
        for number, (text, place) in enumerate(zip(texts, places, strict=True)):
            nonce = random[number * NONCE : (number + 1) * NONCE]
            sealed = nonce + encrypt(nonce, text.encode(), place.encode())
            yield begin + b2a_base64(sealed, newline=False).translate(_URL_SAFE).decode()

    def open(self, sealed: str, place: str) -> str:
        """The text; raises KeyMissing for an unknown key, a wrong place or a changed value."""
        try:
            version, key_id, body = sealed.split(".", 2)
            raw = base64.urlsafe_b64decode(body)
        except ValueError as error:
            raise KeyMissing("value_does_not_open") from error
        if version != "v1":
            raise KeyMissing("value_does_not_open")
        try:
            return self._cipher(key_id).decrypt(raw[:NONCE], raw[NONCE:], place.encode()).decode()
        except InvalidTag as error:
            raise KeyMissing("value_does_not_open") from error

    def seal_chunks(self, plain: Iterator[bytes], place: str) -> Iterator[bytes]:
        """A file as encrypted chunks; the last one is marked, so that a cut file does not open."""
        key_id = self.first.encode()
        prefix = os.urandom(NONCE - 5)
        yield MAGIC + bytes([len(key_id)]) + key_id + prefix
        cipher, held, number = self._cipher(self.first), b"", 0
        for piece in plain:
            held += piece
            while len(held) > CHUNK:
                yield cipher.encrypt(_nonce(prefix, number, last=False), held[:CHUNK], place.encode())
                held, number = held[CHUNK:], number + 1
        yield cipher.encrypt(_nonce(prefix, number, last=True), held, place.encode())

    def open_chunks(self, sealed: IO[bytes], place: str) -> Iterator[bytes]:
        """The plain pieces of a file made by seal_chunks; raises KeyMissing when anything was changed or cut."""
        cipher = self._cipher(key_of_file(sealed))
        prefix, number = sealed.read(NONCE - 5), 0
        chunk = sealed.read(CHUNK + TAG)
        while True:
            following = sealed.read(CHUNK + TAG)
            try:
                yield cipher.decrypt(_nonce(prefix, number, last=not following), chunk, place.encode())
            except InvalidTag as error:
                raise KeyMissing("value_does_not_open") from error
            if not following:
                return
            chunk, number = following, number + 1


def key_of_file(sealed: IO[bytes]) -> str:
    """The id of the key that a file was written with, read from its beginning."""
    if sealed.read(len(MAGIC)) != MAGIC:
        raise KeyMissing("value_does_not_open")
    return sealed.read(sealed.read(1)[0]).decode()


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([last])


def blind_index(key: bytes, text: str) -> str:
    """A keyed fingerprint for exact look-up of an encrypted value: HMAC-SHA256, hex.

    >>> blind_index(b"k", "A@b.c ") == blind_index(b"k", "a@b.c")
    True
    """
    return hmac.new(key, text.strip().casefold().encode(), sha256).hexdigest()

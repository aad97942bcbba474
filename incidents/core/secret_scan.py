"""Notice secrets before anything is stored: recovery phrases, private keys, API secrets, passwords, card numbers.

A finding holds where the secret stands and a mask of it, never the secret.
"""

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass

from incidents.core import (
    account_numbers,
    bare_secrets,
    broken_keys,
    labelled_secrets,
    one_time_codes,
    phrases,
    secret_columns,
    service_tokens,
)
from incidents.core.key_material import is_ed25519_pair, key_kind
from incidents.core.opened_text import opened

_WORD = re.compile(r"[0-9A-Za-z_:-]{28,300}")
# Without its end it is all that may belong to it.
_PEM = re.compile(
    r"-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
    r"(?:.{0,12000}?-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----"
    r"|(?:[\s\\]+[\w+/=:,.-]{16,})*(?:[\s\\]+[\w+/=]+={1,2})?)",
    re.DOTALL,
)
_KEYSTORE = re.compile(
    r"\"crypto\"\s*:\s*\{(?=.{0,3000}?\"cipher(?:text)?\"\s*:)(?=.{0,3000}?\"kdf\w*\"\s*:)[^{}]*(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}[^{}]*)*\}?",
    re.DOTALL | re.IGNORECASE,
)
_VAULT = re.compile(
    r"\"(?:data|salt|iv)\\?\"\s*:\s*\\?\"[A-Za-z0-9+/=]{16,}\\?\"\s*,\s*"
    r"\\?\"(?:iv|data)\\?\"\s*:\s*\\?\"[A-Za-z0-9+/=]{12,}\\?\"[^{}]{0,200}?\\?\"salt\\?\"\s*:\s*\\?\"[A-Za-z0-9+/=]{16,}",
)
"""What a wallet in a browser stores: sealed with a password, and worth guessing at."""

_PUTTY = re.compile(r"PuTTY-User-Key-File-\d:.{0,6000}?Private-Lines:.{0,6000}?(?=Private-MAC|\Z)", re.DOTALL)
_KEY_BYTES = re.compile(r"\[\s*(?:\d{1,3}\s*,\s*){63}\d{1,3}\s*\]")
NUMBERS = frozenset({"card_number", "iban"})
"""What a bank's own list, a mail or a record holds by nature: left alone there, stopped where somebody types it."""

_BLOCKS = (("pem_key", _PEM), ("pem_key", _PUTTY), ("keystore", _KEYSTORE), ("keystore", _VAULT))
_OTHERS = (
    account_numbers,
    bare_secrets,
    broken_keys,
    labelled_secrets,
    one_time_codes,
    secret_columns,
    service_tokens,
)
_LINE_END = re.compile(r"\n")


@dataclass(frozen=True, slots=True)
class Finding:
    """A secret seen in a text: line from 1, characters in that line from 0, ``end`` not included.

    A secret of several lines is placed at its first.
    """

    kind: str
    line: int
    start: int
    end: int
    masked: str

    def as_json(self) -> dict[str, object]:
        """The object that ``scan_secrets`` prints."""
        return {
            "kind": self.kind,
            "line": self.line,
            "start": self.start,
            "end": self.end,
            "masked": self.masked,
        }


def mask(text: str) -> str:
    """The first two characters and the length: enough to recognise one's own secret, useless to anyone else.

    >>> mask("KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn")
    'Kw… (52)'
    """
    return f"{text[:2]}… ({len(text)})"


def scan(text: str, without: Container[str] = ()) -> list[Finding]:
    """Every secret in a text, in order, overlapping ones once; kinds that belong there can be left out.

    >>> [(found.kind, found.line) for found in scan("hello\\nabandon " + "abandon " * 10 + "about")]
    [('seed_phrase', 2)]
    >>> scan("tx 4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b")
    []
    """
    line_starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    findings: list[Finding] = []
    for kind, start, end in spans(text, without):
        line = bisect_right(line_starts, start)
        line_start = line_starts[line - 1]
        line_end = line_starts[line] - 1 if line < len(line_starts) else len(text)
        first_line_end = min(end, line_end) - line_start
        findings.append(Finding(kind, line, start - line_start, first_line_end, mask(text[start:end])))
    return findings


def redact(text: str, without: Container[str] = ()) -> str:
    """The text with every secret replaced by its mask.

    >>> redact("my key KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn is out")
    'my key [Kw… (52)] is out'
    """
    for _, start, end in reversed(spans(text, without)):
        text = f"{text[:start]}[{mask(text[start:end])}]{text[end:]}"
    return text


def spans(text: str, without: Container[str] = ()) -> list[tuple[str, int, int]]:
    """Kind and character range of every secret, in order, overlapping ones once."""
    found = list(_found(text))
    reads = opened(text)
    if reads:
        for first, last in reads.changed():
            part = _found(reads.text[first:last])
            found += [(kind, *reads.back(first + start, first + end)) for kind, start, end in part]
    kept: list[tuple[str, int, int]] = []
    for kind, start, end in sorted(found, key=lambda span: (span[1], -span[2])):
        if kind not in without and (not kept or start >= kept[-1][2]):
            kept.append((kind, start, end))
    return kept


def _found(text: str) -> Iterator[tuple[str, int, int]]:
    for start, end in phrases.find(text):
        yield "seed_phrase", start, end
    yield from _keys(text)
    for others in _OTHERS:
        yield from others.find(text)
    for kind, pattern in _BLOCKS:
        for match in pattern.finditer(text):
            yield kind, *match.span()
    for match in _KEY_BYTES.finditer(text):
        numbers = [int(number) for number in re.findall(r"\d+", match[0])]
        if max(numbers) < 256 and is_ed25519_pair(bytes(numbers)):
            yield "private_key", *match.span()


def _keys(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _WORD.finditer(text):
        start, word = match.start(), match[0]
        kind = key_kind(word)
        if kind is None and ":" in word:
            start, word = start + word.rindex(":") + 1, word.rpartition(":")[2]
            kind = key_kind(word)
        if kind:
            yield kind, start, match.end()

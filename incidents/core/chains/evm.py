"""Ethereum and the chains like it: one format of hash and address on all of them, so never one network alone."""

import re

from incidents.core.encodings import keccak256
from incidents.core.network_facts import EVM_NETWORKS, link
from incidents.core.reading import ADDRESS, TXID, Note, Reading
from incidents.core.vocabulary import ReferenceKind

_PREFIXED = re.compile(r"0[xX][0-9a-zA-Z]{37,70}")
_BARE_ADDRESS = re.compile(r"[0-9a-fA-F]{40}")
_NOT_HEX = re.compile(r"[^0-9a-fA-F]")
_FEW_LETTERS = 3


def checksummed(digits: str) -> str:
    """An address in the mixed case of EIP-55, from its 40 digits in any case.

    >>> checksummed("D1220A0CF47C7B9BE7A2E6BA89F429762E7B9ADB")
    '0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb'
    """
    lower = digits.lower()
    marks = keccak256(lower.encode()).hex()
    return "0x" + "".join(char.upper() if mark > "7" else char for char, mark in zip(lower, marks, strict=False))


def parse_txid(text: str) -> Reading | None:
    """Read a transaction hash: 0x and 64 hex digits.

    >>> parse_txid("0X" + "AB" * 32).canonical == "0x" + "ab" * 32
    True
    """
    if not _PREFIXED.fullmatch(text) or len(text) < 60:
        return None
    reason = _fault(text[2:], 64)
    if reason:
        return Reading(TXID, EVM_NETWORKS, text, valid=False, notes=(Note.LOOKS_MISTYPED, reason))
    return Reading(TXID, EVM_NETWORKS, text.lower())


def parse_address(text: str) -> Reading | None:
    """Read an address: all one case carries no checksum, mixed case must be EIP-55's.

    >>> parse_address("0xde709f2102306220921060314715629080e2fb77").canonical
    '0xde709f2102306220921060314715629080e2fb77'
    >>> parse_address("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1Beaed").notes == ("looks_mistyped", "wrong_case")
    True
    >>> parse_address("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAee").notes == ("looks_mistyped", "checksum_fails")
    True
    >>> parse_address("de709f2102306220921060314715629080e2fb77").notes == ("missing_0x",)
    True
    """
    if _BARE_ADDRESS.fullmatch(text):
        digits = text
    elif _PREFIXED.fullmatch(text) and len(text) <= 45:
        digits = text[2:]
    else:
        return None
    notes = (Note.MISSING_0X,) if digits == text else (Note.UPPER_PREFIX,) if text[1] == "X" else ()
    reason = _fault(digits, 40) or _case_fault(digits)
    if reason:
        return Reading(ADDRESS, EVM_NETWORKS, text, valid=False, notes=(*notes, Note.LOOKS_MISTYPED, reason))
    return Reading(ADDRESS, EVM_NETWORKS, checksummed(digits), notes=notes)


def _fault(digits: str, length: int) -> Note | None:
    if _NOT_HEX.search(digits):
        return Note.ILLEGAL_CHARACTER
    if len(digits) == length:
        return None
    return Note.CUT if len(digits) < length else Note.TOO_LONG


def _case_fault(digits: str) -> Note | None:
    """A slip in a letter's size changes that letter alone, another digit changes the size of half of all letters."""
    if digits in (digits.lower(), digits.upper()):
        return None
    wrong = sum(mine != theirs for mine, theirs in zip(digits, checksummed(digits)[2:], strict=True))
    if not wrong:
        return None
    return Note.WRONG_CASE if wrong <= _FEW_LETTERS else Note.CHECKSUM_FAILS


def explorer_url(network: str, kind: ReferenceKind, value: str) -> str:
    """Where anyone can look at this transaction or address, on the named chain."""
    return link(network, kind, value)

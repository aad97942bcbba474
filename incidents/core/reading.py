"""What one network family makes of a text: the value all families answer with, and its note codes."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from incidents.core.vocabulary import ReferenceKind

ADDRESS = ReferenceKind.ADDRESS
TXID = ReferenceKind.TXID


class Note(StrEnum):
    """Codes said beside a reading. Some carry a value after a colon, as in ``zone:osmosis``.

    Beside these: ``also_<network>_<kind>`` for what else a text can be, the shapes of ``internal_ids`` and the kinds
    of ``secret_scan``.
    """

    LOOKS_MISTYPED = "looks_mistyped"
    CHECKSUM_FAILS = "checksum_fails"
    WRONG_CASE = "wrong_case"
    CUT = "cut"
    TOO_LONG = "too_long"
    ILLEGAL_CHARACTER = "illegal_character"
    TESTNET = "testnet"
    MISSING_0X = "missing_0x"
    HEX_FORM = "hex_form"
    LEGACY_FORM = "legacy_form"
    TAG_INSIDE = "tag_inside"
    STAKE_ADDRESS = "stake_address"
    CONTRACT = "contract"
    NOT_AN_ACCOUNT = "not_an_account"
    ZEROS_TRIMMED = "zeros_trimmed"
    MAY_BE_CUT = "may_be_cut"
    NOT_UNIQUE = "not_unique"
    ZONE = "zone"
    SS58_PREFIX = "ss58_prefix"
    UNKNOWN_PREFIX = "unknown_prefix"
    UNUSUAL_CONTENT = "unusual_content"
    OTHER_NETWORK_NAMED = "other_network_named"
    FOUND_IN_TEXT = "found_in_text"
    SEVERAL_IN_TEXT = "several_in_text"
    JOINED = "joined"
    CHARACTERS_CLEANED = "characters_cleaned"
    LOOK_ALIKE_LETTERS = "look_alike_letters"
    SUFFIX_DROPPED = "suffix_dropped"
    ALSO_INTERNAL_ID = "also_internal_id"
    UNKNOWN_EXPLORER = "unknown_explorer"
    LINK_WITHOUT_ID = "link_without_id"
    OUTPUT_INDEX = "output_index"
    OFF_CURVE = "off_curve"
    UPPER_PREFIX = "upper_prefix"
    SHORTENED = "shortened"
    MEMO_BESIDE = "memo_beside"


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as one family reads it. ``valid`` is false where form or checksum fail, or on a test network."""

    kind: ReferenceKind
    networks: tuple[str, ...]
    canonical: str
    valid: bool = True
    notes: tuple[str, ...] = ()
    memo: str | None = None

    def noted(self, *notes: str) -> "Reading":
        """The same with further notes, each once."""
        return replace(self, notes=tuple(dict.fromkeys((*self.notes, *notes))))


def mistyped(kind: ReferenceKind, network: str, text: str, *reasons: str) -> Reading:
    """A text that was meant for this network but does not hold; kept as it was given."""
    return Reading(kind, (network,), text, valid=False, notes=(Note.LOOKS_MISTYPED, *reasons))


def on_testnet(kind: ReferenceKind, network: str, text: str) -> Reading:
    """A text that holds, on this network's test network only."""
    return Reading(kind, (network,), text, valid=False, notes=(Note.TESTNET,))


_NEAR_HEX64 = re.compile(r"[0-9a-zA-Z]{60,68}")
_NOT_HEX = re.compile(r"[^0-9a-fA-F]")


def read_hex64(text: str, network: str, *, upper: bool = False) -> Reading | None:
    """A transaction id of 64 hexadecimal digits, or one that is nearly that.

    >>> read_hex64("AB" * 32, "tron").canonical == "ab" * 32
    True
    >>> read_hex64("ab" * 31, "tron").notes == ("looks_mistyped", "cut")
    True
    >>> read_hex64("O" + "a" * 63, "tron").notes == ("looks_mistyped", "illegal_character")
    True
    """
    if not _NEAR_HEX64.fullmatch(text) or text[:2] in ("0x", "0X"):
        return None
    wrong = len(_NOT_HEX.findall(text))
    if wrong > 2 or (wrong and len(text) != 64):
        return None
    if wrong:
        return mistyped(TXID, network, text, Note.ILLEGAL_CHARACTER)
    if len(text) != 64:
        return mistyped(TXID, network, text, Note.CUT if len(text) < 64 else Note.TOO_LONG)
    return Reading(TXID, (network,), text.upper() if upper else text.lower())


def base58_reasons(text: str, alphabet: str, usual: Collection[int]) -> tuple[str, ...]:
    """Why a Base58Check text does not hold; ``usual`` are the lengths that whole ones have.

    >>> base58_reasons("tr7nhq", "TRNHQtrnhq7", {6}) == ("wrong_case",)
    True
    """
    if text in (text.lower(), text.upper()):
        return (Note.WRONG_CASE,)
    return (length_reason(len(text), usual) or _character_reason(text, alphabet),)


def bech32_reasons(text: str, alphabet: str, usual: Collection[int] = ()) -> tuple[str, ...]:
    """Why a Bech32 text does not hold; ``usual`` are the lengths that whole ones have, where there are such."""
    if text.lower() != text and text.upper() != text:
        return (Note.WRONG_CASE,)
    reason = length_reason(len(text), usual) if usual else None
    return (reason or _character_reason(text.lower().rpartition("1")[2], alphabet),)


def length_reason(size: int, usual: Collection[int]) -> Note | None:
    """What a length says, measured against the nearest usual one.

    >>> length_reason(41, (42, 62)) == "cut", length_reason(43, (42, 62)) == "too_long", length_reason(62, (42, 62))
    (True, True, None)
    """
    nearest = min(usual, key=lambda length: abs(length - size))
    if size == nearest:
        return None
    return Note.CUT if size < nearest else Note.TOO_LONG


def _character_reason(text: str, alphabet: str) -> Note:
    return Note.CHECKSUM_FAILS if set(text) <= set(alphabet) else Note.ILLEGAL_CHARACTER

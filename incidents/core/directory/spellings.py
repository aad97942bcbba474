"""The spellings under which label files may hold an address: they write each network's addresses in one way."""

import re

from incidents.core.encodings import base64_decode, crc16

_EVM = re.compile(r"(?:0x)?([0-9a-f]{40})", re.IGNORECASE)
_LONG_HEX = re.compile(r"0x([0-9a-f]{41,64})", re.IGNORECASE)
_BECH32_UPPER = re.compile(r"[A-Z]{2,12}1[02-9AC-HJ-NP-Z]{6,}")
_TON_RAW = re.compile(r"-?[01]:[0-9a-f]{64}", re.IGNORECASE)
_TON_FRIENDLY = re.compile(r"[A-Za-z0-9_+/-]{48}")


def spellings(address: str) -> tuple[str, ...]:
    """An address as written, then as label files may write it.

    >>> spellings("0X28C6C06298D514DB089934071355E5743BF21D60")[-1]
    '0x28c6c06298d514db089934071355e5743bf21d60'
    >>> spellings("bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a")[-1]
    'qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a'
    >>> spellings("EQCxE6mUtQJKFnGfaROTKOt1lZbDiiX1kCixRv7Nw2Id_sDs")[-1]
    '0:b113a994b5024a16719f69139328eb759596c38a25f59028b146fecdc3621dfe'
    """
    plain = address.strip()
    bare = plain.removeprefix("bitcoincash:")
    return tuple(dict.fromkeys(found for found in (plain, bare, _written_otherwise(bare)) if found))


def _written_otherwise(text: str) -> str:
    """The one other way in which label files write an address, or nothing."""
    evm, long_hex = _EVM.fullmatch(text), _LONG_HEX.fullmatch(text)
    if evm:
        return "0x" + evm[1].lower()
    if long_hex:
        return "0x" + long_hex[1].lower().zfill(64)
    if _BECH32_UPPER.fullmatch(text) or _TON_RAW.fullmatch(text):
        return text.lower()
    return _ton_raw(text) if _TON_FRIENDLY.fullmatch(text) else ""


def _ton_raw(text: str) -> str:
    """A TON address in its raw form, where the checksum holds: tag, workchain, hash, CRC."""
    data = base64_decode(text)
    if data is None or len(data) != 36 or crc16(data[:34]) != int.from_bytes(data[34:], "big"):
        return ""
    workchain = int.from_bytes(data[1:2], "big", signed=True)
    return f"{workchain}:{data[2:34].hex()}"

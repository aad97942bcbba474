"""One spelling of what cases are compared by: the same transaction or address is found however it was written."""

import re

from incidents.core.label_keys import label_key
from incidents.core.resolve import resolve

HEX = re.compile(r"(0x)?[0-9a-fA-F]{16,}")


def txid_key(txid: str | None) -> str:
    """A transaction number in one spelling: hexadecimal in lower case without 0x, anything else as it is.

    >>> txid_key("0xABCDEF0123456789ab")
    'abcdef0123456789ab'
    >>> txid_key(None)
    ''
    """
    bare = (txid or "").strip()
    return bare.lower().removeprefix("0x")[:200] if HEX.fullmatch(bare) else bare[:200]


def address_key(address: str | None, network: str | None = None) -> str:
    """An address in one spelling, without its network: the same EVM address on two chains has one owner.

    >>> address_key("0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb", "bsc")
    '0xd1220a0cf47c7b9be7a2e6ba89f429762e7b9adb'
    """
    bare = (address or "").strip()
    if not bare:
        return ""
    if network is None:
        found = resolve(bare)
        network = found.networks[0] if found and found.networks else None
    return (label_key(network, bare)[1] if network else bare)[:200]

"""The spelling under which address labels are filed, so that an address is found however it was written."""

from incidents.core.network_facts import EVM_NETWORKS


def label_key(network: str, address: str) -> tuple[str, str]:
    """Chain and address as label files spell them; ask with the same function on both sides.

    >>> label_key("bsc", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb")
    ('evm', '0xd1220a0cf47c7b9be7a2e6ba89f429762e7b9adb')
    """
    if network in EVM_NETWORKS:
        return "evm", address.lower()
    return network, address

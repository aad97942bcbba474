"""The spelling under which address labels are filed, so that an address is found however it was written."""

from incidents.core.chains import bitcoincash, cosmos, polkadot, ton
from incidents.core.network_facts import EVM_NETWORKS
from incidents.core.reading import ADDRESS, Note, Reading
from incidents.core.resolve import Beside, resolve


def label_key(network: str, address: str) -> tuple[str, str]:
    """Chain and address as label files spell them: one chain for all of EVM, a zone of Cosmos by its own name.

    EVM and Bech32 in lower case, TON as ``workchain:hex``, Aptos and Sui with all their zeros, CashAddr without
    prefix; tags inside XRP and Stellar addresses are left out. What does not hold stays as it is.

    >>> label_key("bsc", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb")
    ('evm', '0xd1220a0cf47c7b9be7a2e6ba89f429762e7b9adb')
    >>> label_key("ton", "UQB-ejjqwZvzd8m7fcZbPTofsRbGbuw96bQ190Lgi198e1Gl")[1][:12]
    '0:7e7a38eac1'
    >>> label_key("bitcoincash", "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a")[1]
    'qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a'
    >>> label_key("cosmos", "osmo155svs6sgxe55rnvs6ghprtqu0mh69kehtguak3")[0]
    'osmosis'
    """
    chain = "evm" if network in EVM_NETWORKS or network == "evm" else network
    found = resolve(address.strip(), Beside(network="ethereum" if chain == "evm" else network), kind=ADDRESS)
    if found is None or not found.valid or found.kind is not ADDRESS:
        return chain, address.strip()
    if chain == "evm":
        return chain, found.canonical.lower()
    if chain == ton.NETWORK:
        return chain, ton.raw(found.canonical) or found.canonical
    if chain == bitcoincash.NETWORK:
        return chain, found.canonical.removeprefix("bitcoincash:")
    if chain in (cosmos.NETWORK, polkadot.NETWORK):
        return _zone(found) or chain, found.canonical
    return chain, found.canonical


def _zone(found: Reading) -> str | None:
    marker = f"{Note.ZONE}:"
    return next((note.removeprefix(marker) for note in found.notes if note.startswith(marker)), None)

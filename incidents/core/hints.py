"""What the words beside an identifier say about its network or asset: "TRC20", "BEP20", "USDT on Tron"."""

import re
from dataclasses import dataclass

from incidents.core.network_facts import canonical_network

_STANDARD = re.compile(
    r"\b(TRC[\s-]?(?:10|20)|BEP[\s-]?(?:2|20)|ERC[\s-]?20|SPL|AVAXC|SEGWITBTC|BUSDBEP20|USDTTRC20|USDTERC20)\b",
    re.IGNORECASE,
)
_ON = re.compile(
    r"\b(?:on|via|over|auf|sur|en|op|em|network|netzwerk|netwerk|r[eé]seau|red|rede|chain|blockchain)"
    r"\s*[:=-]?\s*(?:the\s+)?"
    r"(?P<name>[A-Za-z0-9]+(?:[ -][A-Za-z0-9()]+){0,3})",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"\b(bitcoin cash|bitcoin|ethereum|tron|bnb smart chain|binance smart chain|bsc|polygon|arbitrum(?: one)?|optimism|"
    r"avalanche|solana|litecoin|dogecoin|ripple|xrp ledger|xrpl|stellar|cardano|monero|toncoin|polkadot|cosmos|"
    r"algorand|near protocol|aptos|zksync(?: era)?|linea|scroll|gnosis chain|fantom|base (?:chain|network|mainnet))\b",
    re.IGNORECASE,
)
_TICKER = re.compile(
    r"\b(BTC|XBT|ETH|BNB|TRX|USDT|USDC|SOL|XRP|LTC|DOGE|BCH|XLM|ADA|XMR|TON|DOT|ATOM|OSMO|ALGO|NEAR|APT|SUI|MATIC|POL|"
    r"AVAX|FTM|DAI|WBTC|FDUSD|BUSD)\b"
)


_LABEL = re.compile(
    r"tx|txn|txid|txhash|hash|transactions?|ids?|addr(?:ess)?|adresse|wallet|network|netzwerk|(?:block)?chain|to|from|an"
    r"|von|on|via|and|the|my|is|was|withdrawal|deposit|amount|coin|asset|token|memo|tag|destination|payment|status"
    r"|completed|confirmed|success(?:ful)?|type|date|time|link|explorer|see",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Hint:
    """A network that was named, and an asset, where exactly one of each was."""

    network: str | None = None
    asset: str | None = None


def hint_in(text: str) -> Hint:
    """Read the words of a line or a paragraph. A ticker alone names an asset, never a network.

    >>> hint_in("500 USDT on Tron"), hint_in("0.5 ETH withdrawn, network: ARBITRUM")
    (Hint(network='tron', asset='USDT'), Hint(network='arbitrum', asset='ETH'))
    >>> hint_in("2 Ethereum"), hint_in("sent ETH"), hint_in("from Tron to Solana")
    (Hint(network='ethereum', asset=None), Hint(network=None, asset='ETH'), Hint(network=None, asset=None))
    """
    tickers = set(_TICKER.findall(text))
    return Hint(network=_network(text), asset=tickers.pop() if len(tickers) == 1 else None)


def is_label(word: str) -> bool:
    """Whether a word only labels what stands beside it: a kind, a network, a ticker.

    >>> is_label("TxID:"), is_label("TRC20"), is_label("USDT"), is_label("Peter")
    (True, True, True, False)
    """
    bare = word.strip(":.,-/@'+")
    return bool(_LABEL.fullmatch(bare)) or bool(_TICKER.fullmatch(bare)) or canonical_network(bare) is not None


def _network(text: str) -> str | None:
    for names in (
        [match[1] for match in _STANDARD.finditer(text)],
        [name for match in _ON.finditer(text) for name in _shorter(match["name"])],
        [re.sub(r"\s+(chain|network|mainnet)$", "", match[1], flags=re.IGNORECASE) for match in _NAME.finditer(text)],
    ):
        found = {network for name in names if (network := canonical_network(name))}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def _shorter(name: str) -> list[str]:
    """The longest run of first words that is a label: "Tron yesterday at" gives "Tron"."""
    words = name.split()
    for count in range(len(words), 0, -1):
        candidate = " ".join(words[:count])
        if canonical_network(candidate):
            return [candidate]
    return []

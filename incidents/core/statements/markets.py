"""Markets and sides as exchanges spell them."""

import re
from functools import lru_cache

QUOTES = (
    "USDT", "USDC", "BUSD", "FDUSD", "TUSD", "USDP", "USDD", "PAX", "USDS", "DAI", "UST", "USD", "EUR", "GBP",
    "CHF", "CZK", "PLN", "SEK", "NOK", "DKK", "HUF", "RON", "TRY", "BRL", "AUD", "CAD", "JPY", "KRW", "RUB", "UAH",
    "NGN", "ZAR", "INR", "IDR", "VND", "MXN", "ARS", "SGD", "BIDR", "BKRW", "IDRT", "VAI", "BTC", "XBT", "ETH",
    "BNB", "TRX", "XRP", "SOL", "DOGE", "KCS", "DOT",
)  # fmt: skip
"""Assets that others are priced in, those that win first."""

_MARK = re.compile(r"[/_:\s]|(?<=\w)-(?=\w)")
_SPOT = re.compile(r"^t(?=[A-Z0-9]{6,}$)|[-_](?:SPOT|PERP|PERPETUAL|SWAP)$")
_COINS = frozenset(QUOTES[QUOTES.index("BTC") :]) | {
    "USDT", "USDC", "LTC", "ADA", "BCH", "OP", "AR", "ID", "SC", "OM", "OG",
}  # fmt: skip
"""Assets that are known to be traded: ETHTUSD is ETH in TUSD, and XBTUSD is XBT in USD."""

_SHORTEST = 3
"""Letters of nearly every asset."""

_RANK = {asset: rank for rank, asset in enumerate(QUOTES)}
_BUY = re.compile(
    r"\bbuy\b|buy$|^buy|bought|\bbid\b|compra|achat|kauf(?!t)|\bgekauft|al\u0131ş|koupě|nákup|купи|покуп|買|购买|매수"
)
_SELL = re.compile(
    r"\bsell\b|sell$|^sell|\bsold\b|\bask\b|venta|venda|vente|verkauf|verkoop|sat\u0131ş|prodej|прода|売|卖|매도"
)


@lru_cache(maxsize=4096)
def split_market(market: str, *, quote_first: bool = False) -> tuple[str, str]:
    """What is traded, and what it is priced in; ("", "") where that cannot be told.

    >>> split_market("DMG-USDT"), split_market("LTCBTC"), split_market("tBTCUSD"), split_market("WHAT")
    (('DMG', 'USDT'), ('LTC', 'BTC'), ('BTC', 'USD'), ('', ''))
    >>> split_market("XBTUSD"), split_market("BNBUSD"), split_market("OPBUSD"), split_market("BTC-PERPETUAL")
    (('XBT', 'USD'), ('BNB', 'USD'), ('OP', 'BUSD'), ('', ''))
    >>> split_market("USDT_DMG", quote_first=True), split_market("USDTLTC", quote_first=True)
    (('DMG', 'USDT'), ('LTC', 'USDT'))
    """
    text = _SPOT.sub("", market.strip())
    parts = [part for part in _MARK.split(text) if part]
    if len(parts) == 2:
        base, quote = reversed(parts) if quote_first else parts
        return base.upper(), quote.upper()
    upper = text.upper()
    stands = upper.startswith if quote_first else upper.endswith
    found = [quote for quote in QUOTES if stands(quote) and len(upper) > len(quote)]
    if len(parts) != 1 or not found:
        return "", ""
    bases = {quote: upper.removeprefix(quote) if quote_first else upper.removesuffix(quote) for quote in found}
    quote = max(found, key=lambda quote: (bases[quote] in _COINS, len(bases[quote]) >= _SHORTEST, len(quote)))
    return bases[quote], quote


@lru_cache(maxsize=1024)
def side_of(text: str) -> str:
    """``buy``, ``sell`` or "".

    >>> side_of("LIMIT_BUY"), side_of("Sold"), side_of("ask"), side_of("Verkauf"), side_of("cancel")
    ('buy', 'sell', 'sell', 'sell', '')
    """
    word = text.casefold().replace("_", " ")
    if _SELL.search(word):
        return "sell"
    return "buy" if _BUY.search(word) else ""


@lru_cache(maxsize=1024)
def liquidity_of(text: str) -> str:
    """``maker``, ``taker`` or "".

    >>> liquidity_of("TAKER"), liquidity_of("M"), liquidity_of("")
    ('taker', 'maker', '')
    """
    word = text.strip().casefold()
    return {"m": "maker", "t": "taker", "maker": "maker", "taker": "taker"}.get(word, "")


def rank(asset: str) -> int:
    """How likely others are priced in it; the lower the likelier."""
    return _RANK.get(asset.upper(), len(QUOTES))

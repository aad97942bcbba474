"""Read links: which network a block explorer's host shows, and which id its address line carries."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast
from urllib.parse import parse_qsl, unquote, urlsplit

from incidents.core.network_facts import CHAIN_IDS, load
from incidents.core.vocabulary import ReferenceKind

_DATA = load("explorers.json")
_HOSTS = cast("Mapping[str, str]", _DATA["hosts"])
_SLUGS = cast("Mapping[str, str]", _DATA["slugs"])
_SCHEMES = cast("Mapping[str, str]", _DATA["schemes"])
_TESTNETS = frozenset(cast("Sequence[str]", _DATA["testnets"]))
_TXID_WORDS = frozenset(cast("Sequence[str]", _DATA["txid_words"]))
_ADDRESS_WORDS = frozenset(cast("Sequence[str]", _DATA["address_words"]))
_MEMO_FIELDS = frozenset(cast("Sequence[str]", _DATA["memo_fields"]))
_BY_CHAIN_ID = {str(number): name for name, number in CHAIN_IDS.items()}

_WEB = re.compile(r"(?:(?:https?|hxxps?)\W{1,5}|(?=[\w-]+(?:\.[\w-]+)+/))", re.IGNORECASE)
_INNER = re.compile(r"(?<=.)https?:/{1,2}(?=[\w-]+\.)", re.IGNORECASE)
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?")
# The sign of equality also ends an id in Base64.
_BETWEEN = re.compile(r"[/&]|=(?=[^/&:=])")
_EIP155 = re.compile(r"eip155:(\d{1,9})[:/](0x[0-9a-fA-F]{40,64})")
_SCHEME = re.compile(r"([a-z+]{2,20}):(?://)?(?:transfer/|pay-)?([^?]*)(?:\?(.*))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Link:
    """What a link says: ``network`` is empty where its host does not decide; ``value`` where it holds no id."""

    host: str
    known: bool
    network: str
    kind: ReferenceKind | None
    value: str
    testnet: bool = False
    memo: str | None = None


def network_of_host(host: str) -> str | None:
    """The one network an explorer's host shows, or ``None``.

    >>> network_of_host("www.bscscan.com"), network_of_host("blockchair.com"), network_of_host("example.org")
    ('bsc', None, None)
    """
    return _entry(_bare(host)).lstrip("*") or None


def read_link(text: str) -> Link | None:
    """A web link taken apart, or ``None`` for any other text. Nothing is ever fetched.

    >>> link = read_link("https://www.blockchair.com/bitcoin-cash/transaction/ab12cd34")
    >>> link.network, str(link.kind), link.value
    ('bitcoincash', 'txid', 'ab12cd34')
    >>> read_link("https://sepolia.etherscan.io/tx/0xab").testnet
    True
    >>> read_link("https://www.google.com/url?q=https%3A%2F%2Fbscscan.com%2Ftx%2F0xab12cd34&sa=D").host
    'bscscan.com'
    """
    start = _WEB.match(text)
    if not start:
        return None
    # Brackets and "hxxp" are how links are made harmless in reports.
    address = text[start.end() :].replace("[.]", ".").replace("(.)", ".").lstrip("/")
    if not _HOST.match(address):
        return None
    inner = [_taken_apart(unquote(address)[match.end() :]) for match in _INNER.finditer(unquote(address))]
    return next((link for link in inner if link and link.known), None) or _taken_apart(address)


def _taken_apart(address: str) -> Link | None:
    """A link without its scheme; mail programs and search engines wrap one inside another."""
    try:
        parts = urlsplit("https://" + address)
        host = _bare(parts.hostname or "")
        query = parse_qsl(parts.query, keep_blank_values=False)
    except ValueError:
        return None
    tail_path, _, tail_query = parts.fragment.partition("?")
    query += parse_qsl(tail_query)
    segments = [unquote(part) for part in _BETWEEN.split(f"{parts.path}/{tail_path}") if part]
    entry = _entry(host)
    labels = re.split(r"[.-]", host)
    lowered = [part.lower() for part in segments]
    flags = {*labels, *lowered, *(value.lower() for _, value in query)}
    known = _known(host)
    kind, value = _id_in(segments, query) if known else _longest(segments, query)
    return Link(
        host=host,
        known=known,
        network=_decided(entry, [*lowered, *labels]) or _numbered(query),
        kind=kind,
        value=value,
        testnet=bool(flags & _TESTNETS),
    )


def read_payment_link(text: str) -> Link | None:
    """A wallet's payment link (``bitcoin:...?amount=``, ``ton://transfer/...``), memo included.

    >>> link = read_payment_link("xrpl:rG1QQv2nh2gr7RCZ1P8YYcBUKCCN633jCn?dt=12345")
    >>> link.network, link.memo
    ('xrp', '12345')
    >>> read_payment_link("rG1QQv2nh2gr7RCZ1P8YYcBUKCCN633jCn?dt=7").memo
    '7'
    >>> read_payment_link("ethereum:0xde709f2102306220921060314715629080e2fb77@137").network
    'polygon'
    """
    numbered = _EIP155.fullmatch(text)
    if numbered:
        return Link("", known=True, network=_BY_CHAIN_ID.get(numbered[1], ""), kind=None, value=numbered[2])
    match = _SCHEME.fullmatch(text)
    network = _SCHEMES.get(match[1].lower(), "") if match else ""
    if not match or not network:
        value, mark, rest = text.partition("?")
        memo = _memo(dict(parse_qsl(rest)))
        return Link("", known=True, network="", kind=None, value=value, memo=memo) if mark and value else None
    fields = dict(parse_qsl(match[3] or ""))
    value = fields.get("destination") or match[2].strip("/")
    value, _, chain = value.partition("@")
    memo = _memo(fields)
    network = _BY_CHAIN_ID.get(chain, network) if network == "ethereum" else network
    return Link("", known=True, network=network, kind=ReferenceKind.ADDRESS, value=value, memo=memo)


def _memo(fields: Mapping[str, str]) -> str | None:
    return next((fields[name] for name in fields if name in _MEMO_FIELDS), None)


def _bare(host: str) -> str:
    return host.lower().removeprefix("www.").removeprefix("m.")


def _entry(host: str) -> str:
    """The host's own entry, else its parent domain's: a network, ``*`` for several, or nothing."""
    return _HOSTS[host] if host in _HOSTS else _HOSTS.get(host.partition(".")[2], "")


def _known(host: str) -> bool:
    return host in _HOSTS or host.partition(".")[2] in _HOSTS


def _decided(entry: str, words: list[str]) -> str:
    if not entry.startswith("*"):
        return entry
    return next((_SLUGS[word] for word in words if word in _SLUGS), entry[1:])


def _numbered(query: list[tuple[str, str]]) -> str:
    numbers = (value for name, value in query if name.lower() == "chainid")
    return next((_BY_CHAIN_ID[number] for number in numbers if number in _BY_CHAIN_ID), "")


def _id_in(segments: list[str], query: list[tuple[str, str]]) -> tuple[ReferenceKind | None, str]:
    """The id in the pieces of an address line, and what the word before it calls it."""
    for name, value in query:
        if name.lower() == "a" and len(value) > 20:
            return ReferenceKind.ADDRESS, value
    words = [*segments, *(part for pair in query for part in pair)]
    kind: ReferenceKind | None = None
    for word in words:
        lower = word.lower()
        if lower in _TXID_WORDS:
            kind = kind or ReferenceKind.TXID
        elif lower in _ADDRESS_WORDS:
            kind = kind or ReferenceKind.ADDRESS
        elif kind and _may_be_id(lower):
            return kind, word
    return kind, _longest(segments, query)[1]


def _may_be_id(word: str) -> bool:
    return word not in _SLUGS and word not in _TESTNETS and ("." in word or any(map(str.isdigit, word)))


def _longest(segments: list[str], query: list[tuple[str, str]]) -> tuple[ReferenceKind | None, str]:
    """The likeliest id of a link whose words say nothing, as on a site that is no explorer."""
    longest = max([*segments, *(value for _, value in query)], key=len, default="")
    is_id = (len(longest) >= 8 and any(map(str.isdigit, longest))) or longest.endswith((".near", ".tg"))
    return None, longest if is_id else ""

"""Other spellings of one identifier: with a chain's name before it, a mark behind it, a label glued to it, a slip."""

import re
from dataclasses import replace

from incidents.core.explorers import Link
from incidents.core.network_facts import canonical_network
from incidents.core.reading import ADDRESS, TXID, Note, Reading
from incidents.core.resolve import Beside, resolve
from incidents.core.slips import look_alike_start, without_first

_MARK = re.compile(r"[:#@_|?&/.-]")
_SHORTEST, _LONGEST_SUFFIX = 25, 60
_CHAIN = re.compile(r"([0-9A-Za-z]{2,12}):(?://)?(\S{20,})")
_LABEL = re.compile(
    r"(?:transaction|tx[_-]?hash|txid|txn|tx|hash|address|addr|adresse|wallet|to|from|id)[:=#_-]*(?=\w{25,})",
    re.IGNORECASE,
)
_MAY_LACK_FIRST = re.compile(r"(?=.*\d)[0-9A-Za-z_+/-]{25,110}")
_INDEXED = re.compile(r"[0-9a-fA-F]{64}:(\d{1,5})")
_WITH_MEMO = frozenset({"xrp", "stellar", "ton", "cosmos"})


def carries_memo(networks: tuple[str, ...]) -> bool:
    """Whether addresses of these networks are shared by many customers, told apart by a memo or tag."""
    return bool(networks) and set(networks) <= _WITH_MEMO


def otherwise(word: str, beside: Beside) -> Reading | None:
    """A word that is no identifier as it stands, read in one of the spellings that exports and people use."""
    for way in (_without_suffix, _behind_chain, _behind_label):
        if found := way(word, beside):
            return found
    return None


def slipped(word: str, beside: Beside) -> Reading | None:
    """An identifier with a slip in its first characters."""
    mended = look_alike_start(word)
    found = resolve(mended, beside) if mended else None
    # An address of Solana has no checksum that would prove it.
    if found and found.valid and "solana" not in found.networks:
        return found.noted(Note.LOOK_ALIKE_LETTERS)
    return without_first(word) if _MAY_LACK_FIRST.fullmatch(word) else None


def in_link(link: Link, beside: Beside) -> Reading | None:
    """The id of a link; some explorers put an output, a time or an address beside it, behind a colon."""
    parts = (link.value, *link.value.split(":")) if ":" in link.value else (link.value,)
    found = [resolve(part, beside, kind=link.kind) for part in parts if part]
    best = next((reading for reading in found if reading and reading.valid), next(iter(found), None))
    index = _INDEXED.fullmatch(link.value)
    return best.noted(f"{Note.OUTPUT_INDEX}:{index[1]}") if best and index else best


def _without_suffix(word: str, beside: Beside) -> Reading | None:
    """An id with an output index, a memo or another mark behind it: ``...:0``, ``...@1``, ``...@BSC``."""
    for mark in _MARK.finditer(word, _SHORTEST):
        base, rest = word[: mark.start()], word[mark.end() :]
        if not rest or len(rest) > _LONGEST_SUFFIX:
            continue
        named, is_index = canonical_network(rest), rest.isdigit() and len(rest) <= 5
        found = resolve(base, replace(beside, network=beside.network or named))
        is_slip = found is not None and found.kind is ADDRESS and mark[0] in ":@" and (is_index or named is not None)
        if found is None or not (found.valid or is_slip):
            continue
        if found.kind is TXID and is_index and mark[0] != "@":
            return found.noted(f"{Note.OUTPUT_INDEX}:{rest}")
        if found.kind is ADDRESS and mark[0] == ":" and carries_memo(found.networks):
            return replace(found, memo=rest)
        return found.noted(Note.SUFFIX_DROPPED)
    return None


def _behind_chain(word: str, beside: Beside) -> Reading | None:
    """An id behind the short name of its chain: ``arb1:0x...``, ``TRC20:T...``."""
    match = _CHAIN.fullmatch(word)
    named = canonical_network(match[1]) if match else None
    found = resolve(match[2], replace(beside, network=named)) if match and named else None
    return found if found and named in found.networks else None


def _behind_label(word: str, beside: Beside) -> Reading | None:
    """An id that a label is glued to: ``TxHash4a5e...``."""
    label = _LABEL.match(word)
    found = resolve(word[label.end() :], beside) if label else None
    return found.noted(Note.FOUND_IN_TEXT) if found and found.valid else None

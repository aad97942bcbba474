"""Find backups of wallets other than BIP-39's: Monero's 25 words, shares of SLIP-0039, Electrum's first phrases."""

from binascii import crc32
from collections.abc import Callable, Container, Iterator, Sequence
from functools import cache
from pathlib import Path

from incidents.core.word_runs import Token, composed, plain, within

_LISTS = Path(__file__).parent / "wordlists"
_MONERO_LENGTHS = (25, 13)
_ELECTRUM_LENGTHS = (24, 12)
_SHARE_LENGTHS = (33, 30, 27, 23, 20)
_MOST_WINDOWS = 400
_SHARE_MARKS = (b"shamir", b"shamir_extendable")
_GENERATOR = (
    0x00E0E040, 0x01C1C080, 0x03838100, 0x07070200, 0x0E0E0009,
    0x1C0C2412, 0x38086C24, 0x3090FC48, 0x21B1F890, 0x03F3F120,
)  # fmt: skip
"""Of the checksum RS1024, as SLIP-0039 gives it."""


@cache
def _monero() -> list[dict[str, str]]:
    """Each language: its words, cut to as many letters as tell them apart, as its checksum takes them.

    Wallets take the cut words as well.
    """
    found = []
    for path in sorted((_LISTS / "monero").glob("*.txt")):
        letters = int(path.suffixes[0][1:])
        cut = {word: composed(word)[:letters] for word in path.read_text("utf-8").split()}
        found.append({plain(short): short for short in cut.values()} | {plain(w): short for w, short in cut.items()})
    return [*found, {word: word[:4] for word in _electrum()}]


@cache
def _electrum() -> frozenset[str]:
    return frozenset((_LISTS / "electrum" / "english.txt").read_text("utf-8").split())


@cache
def _shares() -> dict[str, int]:
    words = (_LISTS / "slip39" / "english.txt").read_text("utf-8").split()
    return {word: number for number, word in enumerate(words)}


@cache
def lists() -> list[Container[str]]:
    """Every list, for whoever looks for words of any."""
    return [_shares(), *_monero()]


@cache
def known() -> frozenset[str]:
    """Every word of every list."""
    return frozenset(_shares()).union(*_monero())


def find_in(run: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where such backups stand in a run of words, as character ranges.

    >>> share = "duckling enlarge academic academic agency result length solution fridge kidney coal piece deal"
    >>> words = (share + " husband erode duke ajar critical decision keyboard").split()
    >>> list(find_in([Token(word, place, place + 1) for place, word in enumerate(words)]))
    [(0, 20)]
    """
    # These have no checksum: only as many words as a phrase has, no more and no fewer.
    if len(run) in _ELECTRUM_LENGTHS and all(token.word in _electrum() for token in run):
        yield run[0].start, run[-1].end
    for part in within(run, _shares()):
        yield from _windows(part, _SHARE_LENGTHS, _is_share)
    for words in _monero():
        for part in within(run, words):
            spelled = [Token(words[token.word], token.start, token.end) for token in part]
            yield from _windows(spelled, _MONERO_LENGTHS, _is_monero)


def _windows(
    run: Sequence[Token], lengths: Sequence[int], holds: Callable[[list[str]], bool]
) -> Iterator[tuple[int, int]]:
    """The stretches of a run that hold together, the longest first."""
    at = 0
    while at <= min(len(run) - min(lengths), _MOST_WINDOWS):
        for length in lengths:
            window = run[at : at + length]
            if len(window) == length and holds([token.word for token in window]):
                yield window[0].start, window[-1].end
                at += length
                break
        else:
            at += 1


def _is_monero(words: Sequence[str]) -> bool:
    """The last word repeats one of the others: which one, a checksum over their beginnings says."""
    if len(set(words)) < 0.6 * len(words):  # a list that repeats one word repeats the right one, too
        return False
    number = crc32("".join(words[:-1]).encode()) % (len(words) - 1)
    return words[number] == words[-1]


def _is_share(words: Sequence[str]) -> bool:
    numbers = [_shares()[word] for word in words]
    return any(_polymod([*mark, *numbers]) == 1 for mark in _SHARE_MARKS)


def _polymod(values: Sequence[int]) -> int:
    check = 1
    for value in values:
        top = check >> 20
        check = (check & 0xFFFFF) << 10 ^ value
        for place, generator in enumerate(_GENERATOR):
            if top >> place & 1:
                check ^= generator
    return check

"""Find wallet recovery phrases: BIP-39 in its twelve languages, Electrum's and TON's, in any layout."""

import hmac
import re
from collections.abc import Iterator
from functools import cache
from hashlib import pbkdf2_hmac, sha256, sha512
from itertools import pairwise
from pathlib import Path

from incidents.core.word_runs import Token, plain, runs

_LISTS = Path(__file__).parent / "wordlists"
_NUMBER = re.compile(r"\d")
_LENGTHS = (24, 21, 18, 15, 12)
_LABEL = re.compile(
    r"(seed|recovery|mnemonic|backup|secret|wallet|wiederherstellungs\w*|phrase de r[eé]cup[eé]ration|semilla|"
    r"herstel\w*|kurtarma|recupera\w+|сид|мнемоник\w*|секретн\w+)[\s_-]*"
    r"(phrase|words?|seed|key|w[oö]rter|frase|zin|kelimeleri?|ifadesi|фраз\w+)?[^\w\n]{0,6}\s*$",
    re.IGNORECASE,
)
_LABEL_WORDS = frozenset({"seed", "phrase", "secret", "wallet", "word", "key", "my", "this"})
_LABEL_REACH = 60
_MOST_WINDOWS = 400


@cache
def _languages() -> dict[str, dict[str, int]]:
    """Each list as word -> number. Words are compared decomposed, as wallets do."""
    return {
        path.stem: {plain(word): number for number, word in enumerate(path.read_text("utf-8").split())}
        for path in sorted(_LISTS.glob("*.txt"))
    }


@cache
def _known() -> frozenset[str]:
    return frozenset(word for words in _languages().values() for word in words)


def find(text: str) -> Iterator[tuple[int, int]]:
    """Where recovery phrases stand in a text, as character ranges.

    >>> list(find("words: " + "abandon " * 11 + "about"))
    [(7, 100)]
    >>> list(find("abandon " * 11 + "abandon"))
    []
    """
    for run in runs(text, _known(), 12):
        yield from _phrases(text, run)


def _phrases(text: str, run: list[Token]) -> Iterator[tuple[int, int]]:
    at = 0
    while at <= len(run) - 12 and at < _MOST_WINDOWS:
        for length in _LENGTHS:
            window = run[at : at + length]
            if len(window) == length and _holds([token.word for token in window]):
                yield window[0].start, window[-1].end
                at += length
                break
        else:
            at += 1
    if len(run) <= 25 and at == len(run) - 11 and _is_presented_as_phrase(text, run):
        yield run[0].start, run[-1].end


def _is_presented_as_phrase(text: str, run: list[Token]) -> bool:
    """Numbered words, or a label just before: a phrase with a slip in it is as dangerous as a right one."""
    if all(_NUMBER.search(text, left.end, right.start) for left, right in pairwise(run)):
        return True
    if run[0].word in _LABEL_WORDS and len(run) > 12:
        return True
    return bool(_LABEL.search(text[max(0, run[0].start - _LABEL_REACH) : run[0].start]))


def _holds(words: list[str]) -> bool:
    return any(
        _bip39_holds([numbers[word] for word in words])
        for numbers in _languages().values()
        if all(word in numbers for word in words)
    ) or _other_wallet_holds(words)


def _bip39_holds(numbers: list[int]) -> bool:
    bits = 0
    for number in numbers:
        bits = bits << 11 | number
    check_length = len(numbers) // 3
    entropy = (bits >> check_length).to_bytes(len(numbers) * 4 // 3, "big")
    return sha256(entropy).digest()[0] >> (8 - check_length) == bits & ((1 << check_length) - 1)


def _other_wallet_holds(words: list[str]) -> bool:
    """Electrum and TON take words of the English list and check them in their own ways."""
    if len(words) not in (12, 24):
        return False
    phrase = " ".join(words).encode()
    if len(words) == 12:
        version = hmac.new(b"Seed version", phrase, sha512).hexdigest()
        return version.startswith(("01", "100", "101", "102"))
    entropy = hmac.new(phrase, b"", sha512).digest()
    return pbkdf2_hmac("sha512", entropy, b"TON seed version", 100_000 // 256)[0] == 0

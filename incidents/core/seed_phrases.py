"""Wallet recovery phrases of BIP-39's word lists in twelve languages: its own, Electrum's, TON's and Algorand's."""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from hashlib import pbkdf2_hmac, sha256, sha512
from itertools import pairwise
from pathlib import Path

from incidents.core.word_runs import Token, plain, within

_LISTS = Path(__file__).parent / "wordlists"
_LENGTHS = (25, 24, 21, 18, 15, 13, 12)
BIP39_LENGTHS = (24, 21, 18, 15, 12)
_MOST_WINDOWS = 400
_PREFIX = 4
"""Letters that tell the words of a list apart: many people write down no more, and wallets take them."""

_SHORT_GAP = re.compile(r"[^\d<>]?\s*[^\d<>]?\s*[^\d<>]?\s*[^\d<>]?")
_NUMBER = re.compile(r"\d")
_GLUED = re.compile(r"[A-Za-z]{36,220}")
_CHINESE = re.compile(r"(?<![\u3400-\u9fff])[\u3400-\u9fff]{12,24}(?![\u3400-\u9fff])")
_CHINESE_LABEL = re.compile(r"(?:助记词|助記詞|助忆词|种子|恢复短语|備份)\W{0,6}$")


@cache
def lists() -> Mapping[str, Mapping[str, int]]:
    """Each list as word -> number. Words are compared decomposed, as wallets do."""
    found = {
        path.stem: {plain(word): number for number, word in enumerate(path.read_text("utf-8").split())}
        for path in sorted(_LISTS.glob("*.txt"))
    }
    english = found["english"]
    found["english"] = {word[:_PREFIX]: number for word, number in english.items() if len(word) > _PREFIX} | english
    return found


@cache
def known() -> frozenset[str]:
    """Every word of every list."""
    return frozenset(word for words in lists().values() for word in words)


def find_in(text: str, run: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Where phrases stand in a run of words of a text, as character ranges."""
    for part in within(run, known()):
        yield from _phrases(text, part)
        gaps = pairwise(part) if 12 <= len(part) <= _LENGTHS[0] else ()
        # Numbered in columns, or with a slip in it: as dangerous as a right one.
        if gaps and _is_varied(part) and all(_NUMBER.search(text, left.end, right.start) for left, right in gaps):
            yield part[0].start, part[-1].end


def find_glued(text: str) -> Iterator[tuple[int, int]]:
    """Where phrases stand whose words have nothing between them.

    >>> list(find_glued("words:" + "Abandon" * 11 + "About")), list(find_glued("words:" + "Abandon" * 12))
    ([(6, 88)], [])
    """
    for match in _GLUED.finditer(text):
        if any(bip39_holds(numbers) for numbers in _cut(match[0].lower())):
            yield match.span()
    for match in _CHINESE.finditer(text):
        if len(match[0]) in BIP39_LENGTHS and _is_alone(text, match) and _holds(list(match[0])):
            yield match.span()


def _phrases(text: str, run: list[Token]) -> Iterator[tuple[int, int]]:
    at = 0
    while at <= len(run) - 12 and at < _MOST_WINDOWS:
        for length in _LENGTHS:
            window = run[at : at + length]
            if len(window) == length and _is_likely(text, window) and _holds([token.word for token in window]):
                yield window[0].start, window[-1].end
                at += length
                break
        else:
            at += 1


def _is_likely(text: str, window: Sequence[Token]) -> bool:
    """Tables and programs repeat few words without end: some twelve of so many hold by chance.

    Where a phrase repeats its words, nothing but white space and a mark stands between them.
    """
    return _is_varied(window) or all(_SHORT_GAP.fullmatch(text, a.end, b.start) for a, b in pairwise(window))


def _is_varied(words: Sequence[Token]) -> bool:
    return len({token.word for token in words}) >= 0.7 * len(words)


def _holds(words: Sequence[str]) -> bool:
    for name, numbers in lists().items():
        if all(word in numbers for word in words):
            found = [numbers[word] for word in words]
            if bip39_holds(found) or (name == "english" and _algorand_holds(found)):
                return True
    return _other_wallet_holds(words)


def bip39_holds(numbers: Sequence[int]) -> bool:
    """Whether words with these numbers end in their checksum."""
    if len(numbers) not in BIP39_LENGTHS:
        return False
    bits = 0
    for number in numbers:
        bits = bits << 11 | number
    check_length = len(numbers) // 3
    entropy = (bits >> check_length).to_bytes(len(numbers) * 4 // 3, "big")
    return sha256(entropy).digest()[0] >> (8 - check_length) == bits & ((1 << check_length) - 1)


def _algorand_holds(numbers: Sequence[int]) -> bool:
    """24 words are a key, little end first; the 25th begins its SHA-512/256."""
    if len(numbers) != 25:
        return False
    bits = sum(number << (11 * place) for place, number in enumerate(numbers[:-1]))
    if bits >> 256:
        return False
    check = hashlib.new("sha512_256", bits.to_bytes(32, "little")).digest()
    return int.from_bytes(check[:2], "little") & 0x7FF == numbers[-1]


def _other_wallet_holds(words: Sequence[str]) -> bool:
    """Electrum and TON take words of these lists and check them in their own ways."""
    if len(words) not in (12, 13, 24):
        return False
    bare = ["".join(sign for sign in word if not unicodedata.combining(sign)) for word in words]
    between = "" if "\u3040" <= bare[0][0] <= "\u9fff" else " "
    version = hmac.new(b"Seed version", between.join(bare).encode(), sha512).hexdigest()
    if len(words) < 24:
        return version.startswith(("01", "100", "101", "102"))
    entropy = hmac.new(" ".join(words).encode(), b"", sha512).digest()
    return pbkdf2_hmac("sha512", entropy, b"TON seed version", 100_000 // 256)[0] == 0


def _cut(glued: str) -> Iterator[list[int]]:
    """Every way in which letters without spaces are words of the English list."""
    english = lists()["english"]
    waiting: list[tuple[int, list[int]]] = [(0, [])]
    steps = 0
    while waiting and steps < _MOST_WINDOWS * 10:
        at, numbers = waiting.pop()
        steps += 1
        if at == len(glued):
            yield numbers
        for length in range(3, 9) if len(numbers) < max(BIP39_LENGTHS) else ():
            word = glued[at : at + length]
            # A word of four letters may begin another: here only whole ones count.
            if len(word) == length and word in english and (length != _PREFIX or word in _whole()):
                waiting.append((at + length, [*numbers, english[word]]))


@cache
def _whole() -> frozenset[str]:
    return frozenset((_LISTS / "english.txt").read_text("utf-8").split())


def _is_alone(text: str, match: re.Match[str]) -> bool:
    """Chinese has no spaces, and any sentence is made of these signs: a phrase has its line for itself, or a label."""
    line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()]
    rest = text[match.end() : match.end() + 200].partition("\n")[0]
    return not rest.strip() and (not line.strip() or bool(_CHINESE_LABEL.search(line)))

"""Stretches of words that all stand on a list, with nothing but spaces, numbers and marks between them."""

import re
import unicodedata
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u3099\u309a])*")
# What people write between the words of one phrase: "1st legal, 2nd winner and ..."
_BETWEEN = frozenset({"st", "nd", "rd", "th", "and", "und", "et", "y", "e"})
_LONGEST_GAP, _MOST_MARKS = 400, 30


@dataclass(frozen=True, slots=True)
class Token:
    """One word as it is compared, and where it stands."""

    word: str
    start: int
    end: int


def plain(word: str) -> str:
    """A word as it is compared: lower case, decomposed as wallets do.

    >>> plain("Abandon"), len(plain("\\u00e9"))
    ('abandon', 2)
    """
    return word.lower() if word.isascii() else unicodedata.normalize("NFKD", word.lower())


def _turkish(word: str) -> str:
    """Capital letters of Turkish, whose I is no i, in lower case."""
    return word.replace("\u0130", "i").replace("I", "\u0131").lower()


def composed(word: str) -> str:
    """A word in lower case with its accents on its letters, so that letters can be counted.

    >>> composed("Coraz\\u006f\\u0301n") == "coraz\\u00f3n"
    True
    """
    return word.lower() if word.isascii() else unicodedata.normalize("NFC", word.lower())


def tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """The words of a part of a text, as they are compared."""
    for match in _WORD.finditer(text, start, end):
        yield Token(plain(match[0]), match.start(), match.end())


def within(run: Sequence[Token], known: Container[str]) -> Iterator[list[Token]]:
    """The parts of a run whose words all stand on one list."""
    words = (token for token in run if token.word in known or token.word not in _BETWEEN)
    for is_known, part in groupby(words, lambda token: token.word in known):
        if is_known:
            yield list(part)


def runs(text: str, known: Container[str], least: int) -> Iterator[list[Token]]:
    """Every stretch of at least so many words that are known, in order.

    >>> [[token.word for token in run] for run in runs("one two, 3. three and one end", {"one", "two", "three"}, 2)]
    [['one', 'two', 'three', 'one']]
    """
    run: list[Token] = []
    reached = 0
    for match in _WORD.finditer(text):
        word = match[0]
        is_known = word in known
        if not is_known and not (word.isascii() and word.islower()):
            forms = (plain(word), plain(_turkish(word)))
            word = next((form for form in forms if form in known), forms[0])
            is_known = word in known
        if run:
            near = match.start() - reached == 1 or is_gap(text, reached, match.start())
            if near and not is_known and word in _BETWEEN:
                reached = match.end()
                continue
            if not (near and is_known):
                if len(run) >= least:
                    yield run
                run = []
        if is_known:
            run.append(Token(word, match.start(), match.end()))
            reached = match.end()
    if len(run) >= least:
        yield run


def is_gap(text: str, start: int, end: int) -> bool:
    """Whether what stands between two words is short, but for white space. No letter ever stands there."""
    gap = text[start:end]
    return len(gap) <= _LONGEST_GAP and len(gap) - sum(map(str.isspace, gap)) <= _MOST_MARKS

"""Stretches of words that all stand on a list, with nothing but spaces, numbers and list marks between them."""

import re
import unicodedata
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f\u3099\u309a])*")
# Between two words of one phrase: spaces, line ends, numbers and list marks; never another word.
_GAP = re.compile(r"[\s\d.,;:|/\\()\[\]{}<>\"'`*#+_=\u2022\u00b7\u2013\u2014\u200b-\u200d\ufeff-]{1,40}")


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


def composed(word: str) -> str:
    """A word in lower case with its accents on its letters, so that letters can be counted.

    >>> composed("Coraz\\u006f\\u0301n") == "coraz\\u00f3n"
    True
    """
    return word.lower() if word.isascii() else unicodedata.normalize("NFC", word.lower())


def runs(text: str, known: Container[str], least: int, form: Callable[[str], str] = plain) -> Iterator[list[Token]]:
    """Every stretch of at least so many words that are known, in order.

    >>> [[token.word for token in run] for run in runs("one two, 3. three end one", {"one", "two", "three"}, 2)]
    [['one', 'two', 'three']]
    """
    run: list[Token] = []
    for match in _WORD.finditer(text):
        word = form(match[0])
        if run and (word not in known or not _GAP.fullmatch(text, run[-1].end, match.start())):
            if len(run) >= least:
                yield run
            run = []
        if word in known:
            run.append(Token(word, match.start(), match.end()))
    if len(run) >= least:
        yield run

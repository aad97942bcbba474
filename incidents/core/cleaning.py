"""Undo what copying does to an identifier: invisible characters, look-alike letters, quotes around it."""

import re
import unicodedata
from typing import cast

from incidents.core.network_facts import load

_INVISIBLE = re.compile(
    r"[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]"
)
_LOOK_ALIKES = str.maketrans(cast("dict[str, str]", load("look_alikes.json")["letters"]))
_WRAPPING = " \t\r\n\"'`()[]{}<>|*_~,;.!?\u00b4\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u2026"
_MOSTLY_LATIN = re.compile(r"[0-9A-Za-z]")


def clean(text: str) -> str:
    """The text with invisible characters gone and full-width forms made plain.

    >>> clean("0xab\\u200bcd\\u2060")
    '0xabcd'
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))


def unwrap(word: str) -> str:
    """One word without quotes, brackets and the punctuation of the sentence around it.

    >>> unwrap("«0xabcd».")
    '0xabcd'
    """
    return word.strip(_WRAPPING)


def latin(word: str) -> str:
    """A word that mixes Latin with letters that look like Latin, all Latin; any other word unchanged.

    >>> latin("\\u0422R7N\\u041dqj\\u0435")
    'TR7NHqje'
    """
    if word.isascii():
        return word
    translated = word.translate(_LOOK_ALIKES)
    return translated if translated.isascii() and _MOSTLY_LATIN.search(word) else word

"""What of a typed value may reach an outsider: an identifier, a short label, a name. Never a sentence.

Any field of a report can be misused for a message about somebody. Outsiders get values whose shape leaves no room for
one; what does not fit is left out of their papers and stands in those of the police alone.
"""

import re
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator

from incidents.documents.clean import clean_line

LONGEST_ID, LONGEST_LABEL, LONGEST_SOURCE, LONGEST_NAME = 128, 40, 70, 100
WORDS_OF_LABEL = 4
LEFT_OUT = "…"
_TIME = re.compile(r"\b(?:\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}(?::\d{2})?|UTC)(?=[\s,]|$)")


def identifier(text: str | None) -> str | None:
    """One word, as identifiers are; None for anything else.

    >>> identifier("0xab12"), identifier("he is a thief")
    ('0xab12', None)
    """
    bare = clean_line(text or "")
    return bare if bare and len(bare) <= LONGEST_ID and " " not in bare else None


def label(text: str | None) -> str | None:
    """A few words, as a key, a market or a ticket are called; None for anything longer.

    >>> label("BTC / USDT"), label("Karl took it, ring him at home")
    ('BTC / USDT', None)
    """
    bare = clean_line(text or "")
    return bare if bare and len(bare) <= LONGEST_LABEL and len(bare.split()) <= WORDS_OF_LABEL else None


@lru_cache(maxsize=1024)
def source(text: str | None) -> str | None:
    """Where a price is from: a label, and beside its words days and times; else what stands before the first comma.

    >>> source("KuCoin chart, 2022-12-08 02:00 UTC")
    'KuCoin chart, 2022-12-08 02:00 UTC'
    >>> source("own trade 2022-11-02 10:15:03 UTC, file of November.csv, line 17")
    'own trade 2022-11-02 10:15:03 UTC'
    >>> source("Karl told me at home that it was so") is None
    True
    """
    bare = clean_line(text or "")
    words = _TIME.sub("", bare)
    if label(words) and len(bare) <= LONGEST_SOURCE:
        return bare
    first, comma, _rest = bare.partition(",")
    return source(first) if comma else None


def name(text: str | None) -> str | None:
    """Who speaks, or where it was reported: no longer than names are."""
    return clean_line(text or "", LONGEST_NAME) or None


Id = Annotated[str | None, AfterValidator(identifier)]
Short = Annotated[str | None, AfterValidator(label)]
Source = Annotated[str | None, AfterValidator(source)]
Name = Annotated[str | None, AfterValidator(name)]
Part = Annotated[str, AfterValidator(lambda text: label(text) or LEFT_OUT)]
"""Part of a sentence that the paper itself makes, or of a list: what does not fit leaves a mark."""

"""How much fits on the desk officer's page: entries of each kind, characters of a line, lines of a page."""

from dataclasses import dataclass
from math import ceil
from typing import Any
from unicodedata import east_asian_width

from incidents.documents.facts import Numbered
from incidents.documents.sums import written

WIDTH, DESK_LINES, ROOMY = 80, 42, 14
"""Characters of a line; lines on the page; how many must stay free for larger type."""

LINES_OF_THEIR_OWN = ("report", "when", "noticed", "evidence", "urgent")


@dataclass(frozen=True, slots=True)
class Room:
    """How many entries of each kind are printed, and how long one may be."""

    accounts: int
    seen: int
    causes: int
    done: int
    doubts: int
    long: int


ROOMS = (Room(2, 4, 4, 3, 2, 170), Room(2, 3, 3, 2, 2, 120), Room(1, 2, 3, 1, 1, 80))
"""Ample room first; the first that fits is taken, the last always."""


def height(values: dict[str, Any]) -> int:
    """About how many lines the values take."""
    total = len(LINES_OF_THEIR_OWN)
    for name, value in values.items():
        if name not in {"what", "urgent", "exhibits", "seen_more"}:
            total += sum(_lines(item) for item in (value if isinstance(value, list) else [value]))
    return total


def _lines(item: Any) -> int:
    if isinstance(item, Numbered):
        return 1
    parts = item if isinstance(item, tuple) else (item,)
    text = " ".join(written(part) if isinstance(part, dict) else str(part or "") for part in parts)
    return ceil(_wide(text) / WIDTH)


def _wide(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)

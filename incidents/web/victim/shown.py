"""A fact as a reader sees it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a fact says: a label, its text, and whether the text is an identifier."""

    label: Words
    text: str = ""
    is_id: bool = False
    moment: datetime | None = None
    """A time instead of a text."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A fact: its name, what it says, and what to look at again."""

    title: str
    lines: tuple[Line, ...] = ()
    marks: tuple[Words, ...] = ()

"""A fact as a reader sees it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django_stubs_ext import StrOrPromise

Words = StrOrPromise


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


@dataclass(frozen=True, slots=True)
class Overview:
    """The first facts of a list, and how many more there are."""

    facts: list[Shown]
    rest: int = 0


def day_words(told: str) -> str:
    """A day of the record in words; what is no day stays as it was told.

    >>> day_words("2026-03-27"), day_words("in spring")
    ('27 March 2026', 'in spring')
    """
    try:
        return str(date_format(date.fromisoformat(told[:10]), "DATE_FORMAT"))
    except ValueError:
        return told

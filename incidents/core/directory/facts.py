"""A fact of the directory: its text, where it is from, when that was read, and whether it may be printed.

A victim sends papers where a contact says, so a contact needs a source that can be looked up and a date. Other
facts need a source; one without a date is printed as an "undated copy". Nothing rests on memory or on a
look-alike site.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from incidents.core.hosts import is_within


class SourceState(StrEnum):
    """Whether a source may stand for a fact."""

    OK = "ok"
    UNRECORDED = "unrecorded"
    MEMORY = "memory"
    LOOKALIKE = "lookalike"


class Withholding(StrEnum):
    """Why a fact that somebody noted is not printed."""

    NO_SOURCE = "no_source"
    NO_DATE = "no_date"
    OTHER_DOMAIN = "other_domain"


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact is from. `when` is the ISO date as far as it is known: a day, a month, a year or nothing.

    >>> Source("example.org/page", "2025-12").date is None
    True
    >>> Source("example.org/page", "2025-12-06").date
    datetime.date(2025, 12, 6)
    """

    ref: str
    when: str = ""
    state: SourceState = SourceState.OK

    @property
    def date(self) -> date | None:
        """The day, where the day is known."""
        return date.fromisoformat(self.when) if len(self.when) == 10 else None


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known about an institution that anyone may read, with the sources that may stand for it."""

    topic: str
    text: str
    sources: tuple[Source, ...]
    days: int | None = None

    @property
    def when(self) -> str:
        """The newest date among the sources: "" prints as "undated copy"."""
        return max((source.when for source in self.sources), default="")

    @property
    def date(self) -> date | None:
        """The newest whole day among the sources."""
        return max((source.date for source in self.sources if source.date), default=None)


@dataclass(frozen=True, slots=True)
class OfficerFact:
    """The same, for officers only. A type of its own, so that no victim's paper can take it for a Fact.

    `check_domain`: it names a domain that is not the institution's; print a warning beside it.
    """

    topic: str
    text: str
    sources: tuple[Source, ...]
    days: int | None = None
    check_domain: bool = False

    @property
    def when(self) -> str:
        """The newest date among the sources: "" prints as "undated copy"."""
        return max((source.when for source in self.sources), default="")


@dataclass(frozen=True, slots=True)
class Withheld:
    """A fact that is known to exist and is not printed: what it is about and why, never its text."""

    topic: str
    why: Withholding


CONTACTS = frozenset({"victim_channel", "suspended_orders", "portal", "mailbox"})
TRUSTED_DOMAINS = ("kodexglobal.com",)
"""Domains besides the institution's own that a contact may name: the portal that many of them use for officers."""

_DOMAIN = re.compile(r"(?<![\w/.-])(?:[\w.+-]+@)?((?:[a-z0-9-]+\.)+[a-z]{2,})(?=[/:;,)\s?]|\.?$)", re.IGNORECASE)


def names_other_domain(text: str, domain: str) -> bool:
    """Does a contact name a domain or mailbox outside the institution's own?

    >>> names_other_domain("Form: www.kraken.com/a/b, help@kraken.com", "kraken.com")
    False
    >>> names_other_domain("help@fixedfloat.com", "ff.io")
    True
    """
    named = {found.lower() for found in _DOMAIN.findall(text)}
    allowed = (domain, *TRUSTED_DOMAINS)
    return any(not is_within(name, *allowed) for name in named)


def usable(topic: str, sources: tuple[Source, ...]) -> tuple[Source, ...] | Withholding:
    """The sources that may stand for a fact of this topic, or why it is not printed.

    >>> usable("mailbox", (Source("a.example", ""),)).value
    'no_date'
    >>> usable("hold", (Source("a note", "2026-08-31", SourceState.UNRECORDED),))[0].ref
    'a note'
    """
    recorded = tuple(source for source in sources if source.state is SourceState.OK)
    if topic in CONTACTS:
        dated = tuple(source for source in recorded if source.when)
        if dated:
            return dated
        return Withholding.NO_DATE if recorded else Withholding.NO_SOURCE
    noted = tuple(source for source in sources if source.state is SourceState.UNRECORDED and source.when)
    kept = tuple(source for source in sources if source in recorded or source in noted)
    return kept or Withholding.NO_SOURCE


def read_sources(raw: Mapping[str, Any]) -> tuple[Source, ...]:
    """The sources of one fact in a data file."""
    return tuple(Source(item["ref"], item["when"], SourceState(item["state"])) for item in raw["sources"])


def read_fact(raw: Mapping[str, Any], domain: str) -> Fact | Withheld:
    """A fact for everybody; a contact that leads off the institution's own site is kept back."""
    topic = raw["topic"]
    sources = usable(topic, read_sources(raw))
    if isinstance(sources, Withholding):
        return Withheld(topic, sources)
    if topic in CONTACTS and names_other_domain(raw["text"], domain):
        return Withheld(topic, Withholding.OTHER_DOMAIN)
    return Fact(topic, raw["text"], sources, raw.get("days"))


def read_officer_fact(raw: Mapping[str, Any], domain: str) -> OfficerFact | Withheld:
    """A fact for officers: one that leads elsewhere is marked, as an officer can check it."""
    topic = raw["topic"]
    sources = usable(topic, read_sources(raw))
    if isinstance(sources, Withholding):
        return Withheld(topic, sources)
    check = topic in CONTACTS and names_other_domain(raw["text"], domain)
    return OfficerFact(topic, raw["text"], sources, raw.get("days"), check)

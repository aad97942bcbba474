"""Police by country: where one reports, and what the paper and its number are called.

What a number or paper is called is vocabulary. A channel's name is a fact and needs a source; a phone number or a
deadline needs a date as well. What lacks it is left out, and the reader is told to find the local police. Hints
and deadlines are codes: their words belong to the edges.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from incidents.core.directory.facts import Fact, Source
from incidents.core.directory.loading import lines_of

NEED_DATE = frozenset({"phone", "deadline", "emergency", "crisis"})


@dataclass(frozen=True, slots=True)
class Police:
    """What may be printed about reporting in one country; empty parts mean "find your local police"."""

    country: str
    channels: tuple[Fact, ...] = ()
    phones: tuple[Fact, ...] = ()
    deadlines: tuple[Fact, ...] = ()
    hints: tuple[Fact, ...] = ()
    documents: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    emergency: Fact | None = None
    crisis: tuple[Fact, ...] = ()
    """Lines for somebody who cannot go on: to talk, at any hour."""

    @property
    def is_known(self) -> bool:
        """A channel with a source is known."""
        return bool(self.channels)


def _fact(line: Mapping[str, str]) -> Fact | None:
    """A line that may be printed as a fact, else none."""
    if not line["source"] or (line["topic"] in NEED_DATE and not line["when"]):
        return None
    return Fact(line["topic"], line["text"], (Source(line["source"], line["when"]),))


@cache
def _countries() -> Mapping[str, Police]:
    lines: dict[str, list[dict[str, str]]] = {}
    for line in lines_of("police.csv"):
        lines.setdefault(line["country"], []).append(line)
    return MappingProxyType({country: _read(country, kept) for country, kept in lines.items()})


def _read(country: str, lines: list[dict[str, str]]) -> Police:
    def facts(topic: str) -> tuple[Fact, ...]:
        read = [_fact(line) for line in lines if line["topic"] == topic]
        return tuple(fact for fact in read if fact is not None)

    def words(topic: str) -> tuple[str, ...]:
        return tuple(line["text"] for line in lines if line["topic"] == topic)

    return Police(
        country=country,
        channels=facts("channel"),
        phones=facts("phone"),
        deadlines=facts("deadline"),
        hints=facts("hint"),
        documents=words("document"),
        numbers=words("number"),
        emergency=next(iter(facts("emergency")), None),
        crisis=facts("crisis"),
    )


def police(country: str | None) -> Police:
    """The police of a country (ISO 3166-1 alpha-2).

    >>> [fact.text for fact in police("GB").phones][0], police("FR").deadlines, police("XX").is_known
    ('Report Fraud: 0300 123 2040', (), False)
    """
    code = (country or "").strip().upper()
    return _countries().get(code, Police(code))

"""Find an institution by what a person types: a name, a spelling, a domain, an alias."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from incidents.core.directory.institution import Institution, Tier
from incidents.core.directory.labels import named as labelled
from incidents.core.directory.loading import known, lines_of


class Found(StrEnum):
    """How a text led to an institution, surest first. Below ALIAS it is a proposal, never an answer."""

    NAME = "name"
    DOMAIN = "domain"
    ALIAS = "alias"
    BEGINNING = "beginning"
    PART = "part"
    CLOSE = "close"


EXACT = frozenset({Found.NAME, Found.DOMAIN, Found.ALIAS})
_RANK = {how: rank for rank, how in enumerate(Found)}
_TIER_RANK = {tier: rank for rank, tier in enumerate(Tier)}
_DOMAIN = re.compile(r"^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]+$")
_CLOSE_ENOUGH = 0.8


@dataclass(frozen=True, slots=True)
class Match:
    """One institution that a text may mean."""

    institution: Institution
    how: Found

    @property
    def is_exact(self) -> bool:
        """The text is this institution's name, site or a known spelling of it."""
        return self.how in EXACT


def fold(text: str) -> str:
    """A name without case, accents, spaces, dots and marks.

    >>> fold("  Crypto.Com "), fold("Höx-X")
    ('cryptocom', 'hoxx')
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if letter.isalnum())


def host_of(text: str) -> str:
    """The host in what looks like a domain or a URL, else "".

    >>> host_of("https://www.Binance.com/en/my"), host_of("binance")
    ('binance.com', '')
    """
    bare = re.sub(r"^[a-z][a-z0-9+.-]*://", "", text.strip().lower())
    host = re.split(r"[/?#:]", bare.rpartition("@")[2])[0].removeprefix("www.").rstrip(".")
    return host if _DOMAIN.match(host) else ""


def _names(institution: Institution) -> list[str]:
    """The name, and the parts that a bracket sets apart: "HTX (formerly Huobi)" is also HTX and Huobi."""
    name = institution.name
    outside = re.sub(r"\(.*?\)", " ", name)
    inside = re.findall(r"\((?:formerly|fka|by)?\s*(.*?)\)", name)
    formerly = inside if re.search(r"\((?:formerly|fka|gate)", name, re.IGNORECASE) else []
    return [name, outside, institution.slug, *formerly]


@cache
def _spellings() -> Mapping[str, tuple[tuple[Institution, Found], ...]]:
    """Folded spelling -> the institutions it can stand for."""
    index: dict[str, dict[str, tuple[Institution, Found]]] = {}
    for institution in (*known().values(), *labelled().values()):
        keys = [(name, Found.NAME) for name in _names(institution)]
        keys += [(alias, Found.ALIAS) for alias in institution.aliases]
        for text, how in keys:
            if fold(text):
                index.setdefault(fold(text), {}).setdefault(institution.slug, (institution, how))
    return MappingProxyType({key: tuple(found.values()) for key, found in index.items()})


@cache
def _sites() -> Mapping[str, Institution]:
    """Domain -> institution; the pinned ones first."""
    index: dict[str, Institution] = {}
    for institution in known().values():
        if institution.pinned_domain:
            index.setdefault(institution.pinned_domain, institution)
    for institution in known().values():
        for site in institution.other_domains:
            index.setdefault(site, institution)
    return MappingProxyType(index)


@cache
def _lookalikes() -> Mapping[str, str]:
    return MappingProxyType({line["domain"]: line["imitates"] for line in lines_of("lookalikes.csv")})


def imitated_by(text: str) -> str | None:
    """The slug that a domain seen on look-alike sites imitates, else None.

    >>> imitated_by("https://okx.cab/login")
    'okx'
    """
    host = host_of(text)
    return next((_lookalikes()[name] for name in _parents(host) if name in _lookalikes()), None)


def _parents(host: str) -> list[str]:
    """A host and the domains above it, longest first."""
    parts = host.split(".") if host else []
    return [".".join(parts[at:]) for at in range(len(parts) - 1)]


def search(text: str, limit: int = 5) -> tuple[Match, ...]:
    """The institutions that a text may mean, best first. A foreign domain never matches by likeness."""
    key, host = fold(text), host_of(text)
    found: dict[str, Match] = {}

    def add(institution: Institution, how: Found) -> None:
        have = found.get(institution.slug)
        if have is None or _RANK[how] < _RANK[have.how]:
            found[institution.slug] = Match(institution, how)

    for site in _parents(host):
        if site in _sites():
            add(_sites()[site], Found.DOMAIN)
            break
    for institution, how in _spellings().get(key, ()):
        add(institution, how)
    if key and not host and not imitated_by(text):
        for spelling, institutions in _spellings().items():
            how_near = _nearness(key, spelling)
            if how_near:
                for institution, _ in institutions:
                    add(institution, how_near)
    ranked = sorted(
        found.values(),
        key=lambda match: (
            _RANK[match.how],
            _TIER_RANK[match.institution.tier],
            abs(len(fold(match.institution.name)) - len(key)),
            match.institution.slug,
        ),
    )
    return tuple(ranked[:limit])


def _nearness(key: str, spelling: str) -> Found | None:
    """How near a typed text is to a spelling, for texts of three letters and more."""
    if len(key) < 3 or key == spelling:
        return None
    if spelling.startswith(key):
        return Found.BEGINNING
    if key in spelling or (len(spelling) >= 5 and spelling in key):
        return Found.PART
    if abs(len(key) - len(spelling)) <= 2 and key[0] == spelling[0]:
        matcher = SequenceMatcher(None, key, spelling, autojunk=False)
        if matcher.quick_ratio() >= _CLOSE_ENOUGH and matcher.ratio() >= _CLOSE_ENOUGH:
            return Found.CLOSE
    return None


def named(text: str) -> Institution | None:
    """The one institution that a text names exactly; none where it names none, or several equally well.

    >>> named("Crypto.com").slug, named("okx.cab"), named("bina")
    ('crypto-com', None, None)
    """
    exact = [match for match in search(text) if match.is_exact]
    if not exact:
        return None
    best = exact[0]
    equals = [match for match in exact if (match.how, match.institution.tier) == (best.how, best.institution.tier)]
    return best.institution if len(equals) == 1 else None


def slug_of(text: str) -> str:
    """The slug of a company's name: the institution's own, else one made from the words.

    >>> slug_of("Huobi Global"), slug_of("My Fake Platform!")
    ('htx', 'my-fake-platform')
    """
    found = named(text)
    return found.slug if found else "-".join(re.findall(r"[^\W_]+", text.casefold()))

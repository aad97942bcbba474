"""Read the directory's data files once: institutions in one space of slugs, aliases resolved."""

import csv
import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from incidents.core.directory.facts import Fact, Source, Withheld, read_fact
from incidents.core.directory.institution import Institution, Standing, Tier

DATA = Path(__file__).with_name("data")
ACTORS_SOURCE = Source("graphsense/graphsense-tagpacks actors/graphsense.actorpack.yaml@29ff93c", "2026-05-12")


def lines_of(name: str) -> Iterator[dict[str, str]]:
    """The lines of one CSV table of the directory, plain or gzipped."""
    raw = (DATA / name).read_bytes()
    text = gzip.decompress(raw) if name.endswith(".gz") else raw
    rows = csv.reader(text.decode().splitlines())
    head = next(rows)
    return (dict(zip(head, row, strict=True)) for row in rows)


@cache
def version() -> str:
    """A short fingerprint over all data files: part of what a document is made from."""
    whole = hashlib.sha256()
    for path in sorted(DATA.iterdir()):
        if path.is_file():
            whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:12]


@cache
def aliases() -> Mapping[str, str]:
    """Spellings that are one institution."""
    return MappingProxyType({line["alias"]: line["slug"] for line in lines_of("aliases.csv")})


@cache
def corrections() -> Mapping[str, dict[str, str]]:
    """What we know better about institutions that no source describes: kind or status."""
    found: dict[str, dict[str, str]] = {}
    for line in lines_of("corrections.csv"):
        found.setdefault(line["slug"], {})[line["field"]] = line["value"]
    return MappingProxyType(found)


def _described(raw: Mapping[str, Any]) -> Institution:
    """An institution of the directory proper."""
    told = [read_fact(fact, raw["domain"]) for fact in raw["facts"]]
    stands = {fact.topic for fact in told if isinstance(fact, Fact)}
    rules = [read_fact(fact, raw["domain"]) for fact in raw["rules"]]
    return Institution(
        slug=raw["slug"],
        name=raw["name"],
        kind=raw["kind"],
        tier=Tier.DIRECTORY,
        status=Standing(raw["status"]),
        country=raw["country"] if "country" in stands else "",
        jurisdictions=tuple(raw["jurisdictions"]),
        pinned_domain=raw["domain"],
        other_domains=tuple(raw["other_domains"]),
        aliases=tuple(raw["aliases"]),
        accepts_victim_requests=raw["accepts"] if "accepts" in stands else "unknown",
        confidence=raw["confidence"],
        facts=tuple(fact for fact in told if isinstance(fact, Fact)),
        voluntary_hold=tuple(fact for fact in rules if isinstance(fact, Fact)),
        withheld=tuple(fact for fact in (*told, *rules) if isinstance(fact, Withheld)),
    )


def _actor(line: Mapping[str, str]) -> Institution:
    """An institution of which only name, site and jurisdiction are known, from one public list."""
    slug, site = line["entity_slug"], line["website"].removeprefix("www.")
    better = corrections().get(slug, {})
    categories = line["categories"].split("|")
    return Institution(
        slug=slug,
        name=line["name"],
        kind=better.get("kind", "dex" if "defi_dex" in categories else "exchange"),
        tier=Tier.ACTOR,
        status=Standing(better.get("status", "unknown")),
        jurisdictions=tuple(state for state in line["jurisdictions"].split("|") if state),
        other_domains=(site,) if site else (),
        facts=(Fact("website", site, (ACTORS_SOURCE,)),) if site else (),
    )


def named_only(slug: str, name: str, kind: str) -> Institution:
    """An institution known only from address labels."""
    better = corrections().get(slug, {})
    return Institution(
        slug=slug,
        name=name,
        kind=better.get("kind", kind),
        tier=Tier.NAME_ONLY,
        status=Standing(better.get("status", "unknown")),
    )


@cache
def known() -> Mapping[str, Institution]:
    """All institutions of the first two tiers by slug: the directory's own, then actors."""
    described = json.loads((DATA / "institutions.json").read_text(encoding="utf-8"))
    found = {raw["slug"]: _described(raw) for raw in described}
    for line in lines_of("actors.csv"):
        found.setdefault(line["entity_slug"], _actor(line))
    return MappingProxyType(found)


@cache
def label_names() -> Mapping[str, str]:
    """The display names of slugs that only the labels know: institutions, lists and thefts alike."""
    return MappingProxyType({line["slug"]: line["name"] for line in lines_of("names.csv")})

"""What only officers may read: portals, mailboxes, and the rules for their requests.

No institution carries these. They are asked for here, by name, and come in a type of their own; victims' papers
and pages import nothing from this module.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from incidents.core.directory.facts import OfficerFact, Withheld, read_officer_fact
from incidents.core.directory.loading import DATA, aliases, known


@dataclass(frozen=True, slots=True)
class OfficerSheet:
    """One institution, seen by an officer."""

    slug: str
    channels: tuple[OfficerFact, ...] = ()
    rules: tuple[OfficerFact, ...] = ()
    withheld: tuple[Withheld, ...] = ()


@cache
def _sheets() -> Mapping[str, OfficerSheet]:
    raw = json.loads((DATA / "officers.json").read_text(encoding="utf-8"))
    found = {}
    for slug, part in raw.items():
        domain = known()[slug].pinned_domain
        channels = [read_officer_fact(fact, domain) for fact in part["channels"]]
        rules = [read_officer_fact(fact, domain) for fact in part["rules"]]
        found[slug] = OfficerSheet(
            slug,
            channels=tuple(fact for fact in channels if isinstance(fact, OfficerFact)),
            rules=tuple(fact for fact in rules if isinstance(fact, OfficerFact)),
            withheld=tuple(fact for fact in (*channels, *rules) if isinstance(fact, Withheld)),
        )
    return MappingProxyType(found)


def officer_sheet(slug: str) -> OfficerSheet:
    """The officers' side of an institution; empty where nothing with a source is known.

    >>> [fact.topic for fact in officer_sheet("okx").channels]
    ['portal', 'mailbox']
    """
    slug = aliases().get(slug, slug)
    return _sheets().get(slug, OfficerSheet(slug))

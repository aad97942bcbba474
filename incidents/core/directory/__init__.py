"""The directory of institutions: who can act, what is known of them, and from where.

    directory.get("okx").victim_channel      a Fact, or None: then the way is a ticket on the pinned domain
    directory.search("crypto com")           what the "which company" box proposes
    directory.officer_sheet("okx").channels  for the officer's page alone

Facts are data files with a source and a date each (docs/directory.md); loading is lazy and cached.
"""

from functools import cache

from incidents.core.directory.facts import Fact, OfficerFact, Source, SourceState, Withheld, Withholding
from incidents.core.directory.institution import Institution, Standing, Tier
from incidents.core.directory.labels import named as _labelled
from incidents.core.directory.loading import aliases, known, label_names, version
from incidents.core.directory.officers import OfficerSheet, officer_sheet
from incidents.core.directory.police import Police, police
from incidents.core.directory.searching import Found, Match, imitated_by, named, search, slug_of
from incidents.core.directory.tokens import contract_of, is_fake_token, token_of

__all__ = [
    "Fact",
    "Found",
    "Institution",
    "Match",
    "OfficerFact",
    "OfficerSheet",
    "Police",
    "Source",
    "SourceState",
    "Standing",
    "Tier",
    "Withheld",
    "Withholding",
    "all",
    "contract_of",
    "get",
    "imitated_by",
    "is_fake_token",
    "known_platform",
    "name_of",
    "named",
    "officer_sheet",
    "police",
    "search",
    "slug_of",
    "token_of",
    "version",
]


def get(slug: str) -> Institution | None:
    """The institution of a slug or an alias of it.

    >>> get("okex").name, get("ofac-sdn")
    ('OKX', None)
    """
    slug = aliases().get(slug, slug)
    found = known().get(slug)
    return found if found or slug not in label_names() else _labelled().get(slug)


@cache
def all() -> tuple[Institution, ...]:  # noqa: A001 - reads as directory.all()
    """Every institution: the directory's own first, then actors, then those known by name only."""
    return (*known().values(), *_labelled().values())


def known_platform(slug: str) -> bool:
    """May a letter about the victim's own account go there? Only to those that we know beyond a label."""
    found = get(slug)
    return found is not None and found.tier is not Tier.NAME_ONLY


def name_of(slug: str) -> str:
    """The name to print for a slug, be it an institution, a list or a theft."""
    slug = aliases().get(slug, slug)
    found = known().get(slug)
    return found.name if found else label_names().get(slug, slug)

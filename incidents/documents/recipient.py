"""The recipient of a letter as it may be printed: brand, entity line, and the victims' channel with source and date.

Officers' channels have no place here: this module does not know them.
"""

from dataclasses import dataclass

from incidents.core import directory
from incidents.core.directory import Fact, Tier


@dataclass(frozen=True, slots=True)
class Known:
    """A fact as it is printed: the words, where they are from, and when that was read."""

    text: str
    source: str
    when: str


@dataclass(frozen=True, slots=True)
class Recipient:
    """One institution as a victim's paper may show it."""

    slug: str
    name: str
    entity: str
    many_entities: bool
    domain: str
    domain_pinned: bool
    channel: Known | None
    hold_rules: tuple[Known, ...]
    only_labels: bool
    status: str
    closed: bool


def recipient(slug: str, name: str) -> Recipient:
    """What the directory lets a letter print about an institution; a bare name where it knows nothing."""
    known = directory.get(slug)
    if known is None:
        return Recipient(
            slug=slug,
            name=name,
            entity="",
            many_entities=True,
            domain="",
            domain_pinned=False,
            channel=None,
            hold_rules=(),
            only_labels=True,
            status="unknown",
            closed=False,
        )
    entities = known.legal_entities
    return Recipient(
        slug=known.slug,
        name=known.name,
        entity="" if known.many_entities else entities[0].text,
        many_entities=known.many_entities,
        domain=known.domain,
        domain_pinned=known.tier is Tier.DIRECTORY,
        channel=_known(known.victim_channel),
        hold_rules=tuple(rule for rule in map(_known, known.voluntary_hold) if rule),
        only_labels=known.tier is Tier.NAME_ONLY,
        status=str(known.status),
        closed=not known.can_act,
    )


def _known(fact: Fact | None) -> Known | None:
    if fact is None:
        return None
    refs = [source.ref for source in fact.sources]
    return Known(fact.text, refs[0] if refs else "", fact.when)

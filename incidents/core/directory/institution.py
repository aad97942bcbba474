"""An institution as anyone may see it: nothing in this type leads to an officers' mailbox."""

from dataclasses import dataclass
from enum import StrEnum

from incidents.core.directory.facts import Fact, Withheld


class Tier(StrEnum):
    """How much the directory knows about an institution."""

    DIRECTORY = "directory"
    ACTOR = "actor"
    NAME_ONLY = "name_only"


class Standing(StrEnum):
    """Whether an institution can still act on a letter. Unknown: nobody looked, so it is written to."""

    ACTIVE = "active"
    CLOSED = "closed"
    BANKRUPT = "bankrupt"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Institution:
    """One institution: who it is, and each fact with its sources.

    A fact that may not be printed is absent here and listed in `withheld` without its text. Letters address
    `name`, "for the entity responsible for this account or address", whenever `many_entities` holds.
    """

    slug: str
    name: str
    kind: str
    tier: Tier
    status: Standing = Standing.UNKNOWN
    country: str = ""
    jurisdictions: tuple[str, ...] = ()
    pinned_domain: str = ""
    other_domains: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    accepts_victim_requests: str = "unknown"
    confidence: str = ""
    facts: tuple[Fact, ...] = ()
    voluntary_hold: tuple[Fact, ...] = ()
    withheld: tuple[Withheld, ...] = ()

    def all_of(self, topic: str) -> tuple[Fact, ...]:
        """The printable facts of one topic."""
        return tuple(fact for fact in self.facts if fact.topic == topic)

    def one_of(self, topic: str) -> Fact | None:
        """The first printable fact of one topic."""
        return next(iter(self.all_of(topic)), None)

    @property
    def can_act(self) -> bool:
        """A closed or bankrupt institution gets a note to its estate instead of a letter."""
        return self.status not in (Standing.CLOSED, Standing.BANKRUPT)

    @property
    def victim_channel(self) -> Fact | None:
        """Where a victim can turn to; none: log in on the domain, open a support ticket, paste the message."""
        return self.one_of("victim_channel")

    @property
    def domain_fact(self) -> Fact | None:
        """The institution's own site, with its sources."""
        return self.one_of("domain")

    @property
    def domain(self) -> str:
        """The site to print, or "" where no source stands for it."""
        return self.domain_fact.text if self.domain_fact else ""

    @property
    def website(self) -> Fact | None:
        """The site that a public list of its date gives for an actor: nobody here checked whose it is now."""
        return self.one_of("website")

    @property
    def legal_entities(self) -> tuple[Fact, ...]:
        """The legal entities behind the name."""
        return self.all_of("legal_entity")

    @property
    def entity_addresses(self) -> tuple[Fact, ...]:
        """Registered addresses; the text says of which entity."""
        return self.all_of("entity_address")

    @property
    def many_entities(self) -> bool:
        """More than one legal entity is known or possible: only a single, whole and known one is named alone."""
        kept_back = any(item.topic == "legal_entity" for item in self.withheld)
        return kept_back or len(self.legal_entities) != 1

    @property
    def csv_exports(self) -> Fact | None:
        """The reports that a customer can download."""
        return self.one_of("csv_exports")

    @property
    def internal_id_names(self) -> Fact | None:
        """What its reports call their own ids, and which of them is a transaction on a chain."""
        return self.one_of("internal_ids")

    @property
    def api_key_page(self) -> Fact | None:
        """Where a customer can switch API keys off."""
        return self.one_of("api_key_page")

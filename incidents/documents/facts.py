"""A record as its police papers read it: cleaned, with the places and sums that several pages need."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from incidents.core.acts import act_of
from incidents.core.addressees import Addressee, addressees, checks_of, entries_of, platform
from incidents.core.contradictions import contradictions
from incidents.core.losses import Losses, losses
from incidents.core.record import CaseRecord
from incidents.core.record_movement import Movement
from incidents.core.record_parts import Worth
from incidents.core.vocabulary import Confidence, MovementKind
from incidents.documents import words
from incidents.documents.clean import clean_line, cleaned

HOPS = frozenset({MovementKind.ONCHAIN_TRANSFER, MovementKind.EXCHANGE_WITHDRAWAL})


@dataclass(frozen=True, slots=True)
class Numbered:
    """A movement with the number that it has on every paper and in the CSV."""

    number: int
    movement: Movement
    value: Worth | None
    labels: tuple[dict[str, Any], ...]
    marks: tuple[str, ...]
    exhibit: int | None = None
    member: str | None = None
    """Where the exhibit holds several files or sheets: which of them."""
    line: int | None = None

    @property
    def holder(self) -> str:
        """Who a public label or the reporter says stands behind the destination; "" where nobody says."""
        return ", ".join(dict.fromkeys(str(label.get("name") or label.get("slug")) for label in self.labels))

    @property
    def only_said(self) -> bool:
        """Nobody but the reporter names the destination."""
        return all(label.get("confidence") == Confidence.VICTIM_SAYS for label in self.labels)


class Facts:
    """Read-only view of one record; everything in it is clean text."""

    def __init__(self, record: CaseRecord) -> None:
        self.given = record
        self.record = cleaned(record)

    @property
    def zone(self) -> ZoneInfo:
        """The reporter's time zone."""
        return self.given.zone

    @property
    def declared(self) -> bool:
        """Has the reporter declared that it is true?"""
        return bool(self.record.consents.truth)

    @property
    def act(self) -> str:
        """How the assets left, in the sentence that the reporter signs."""
        reporter = self.record.reporter
        return words.act_sentence(act_of(self.record.kind), reporter.role if reporter else None)

    @cached_property
    def reported(self) -> list[Numbered]:
        """The movements that belong into papers, in the record's order."""
        return [item for item in self.every() if item.movement.in_report is not False and not item.movement.is_history]

    @cached_property
    def hops(self) -> list[Numbered]:
        """The movements that sent money to an address: the first hops."""
        return [item for item in self.reported if item.movement.kind in HOPS]

    def of_kind(self, *kinds: MovementKind) -> list[Numbered]:
        """The reported movements of some kinds."""
        return [item for item in self.reported if item.movement.kind in kinds]

    @cached_property
    def sums(self) -> Losses:
        """The totals in native units."""
        return losses(item.movement for item in self.reported)

    @cached_property
    def addressees(self) -> tuple[Addressee, ...]:
        """Who can act, found on the record as it was given."""
        return addressees(self.given)

    @cached_property
    def not_explained(self) -> list[str]:
        """What does not fit together, as sentences."""
        found = contradictions(self.given)
        return [
            words.contradiction(item.code, {name: clean_line(text) for name, text in item.params.items()})
            for item in found
        ]

    @property
    def begin(self) -> datetime | None:
        """When it began: as told, else the first movement."""
        return self.record.window.from_ or min((m.movement.at for m in self.reported if m.movement.at), default=None)

    @property
    def end(self) -> datetime | None:
        """When it ended: as told, else the last movement."""
        return self.record.window.to or max((m.movement.at for m in self.reported if m.movement.at), default=None)

    @property
    def worth(self) -> tuple[str, Decimal, tuple[str, ...]] | None:
        """The estimated sum in ordinary money: currency, amount, and the assets it leaves out."""
        totals = self.record.derived.totals if self.record.derived else None
        worth = (totals or {}).get("worth") or {}
        if not worth.get("amount"):
            return None
        return str(worth["currency"]), Decimal(worth["amount"]), tuple(worth.get("left_out") or ())

    def company(self, slug: str | None, name: str | None = None) -> str:
        """A company's name; its slug or the given name where the directory has none."""
        return platform(slug, name)[1] if slug or name else ""

    def every(self) -> Iterator[Numbered]:
        """All movements, those that stay out of the papers too."""
        derived = self.record.derived.movements if self.record.derived else ()
        exhibits = self._exhibits()
        for index, movement in enumerate(self.record.movements):
            origin = movement.origin
            found = derived[index] if index < len(derived) else None
            yield Numbered(
                number=index + 1,
                movement=movement,
                value=found.value if found else None,
                labels=_labels(entries_of(self.record, index)),
                marks=tuple(sorted(checks_of(self.record, index))),
                exhibit=exhibits.get(origin.evidence_sha256 or "") if origin else None,
                member=origin.member if origin else None,
                line=origin.line if origin else None,
            )

    def _exhibits(self) -> dict[str, int]:
        """The number of each exhibit by its fingerprint, given or measured."""
        measured = [str(item.get("measured_sha256")) for item in getattr(self.record.derived, "evidence", None) or ()]
        given = [item.sha256 or "" for item in self.record.evidence]
        return {sha256: number for hashes in (given, measured) for number, sha256 in enumerate(hashes, 1) if sha256}


def _labels(entries: list[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """What is known of a destination; what the reporter says stands alone only where no public label says the same."""
    public = {entry.get("slug") for entry in entries if entry.get("confidence") != Confidence.VICTIM_SAYS}
    return tuple(e for e in entries if e.get("confidence") != Confidence.VICTIM_SAYS or e.get("slug") not in public)

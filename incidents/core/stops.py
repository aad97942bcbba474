"""What the operator has stopped in a case: its letters altogether, one letter, or the rows about one address.

A stop lies in the derived part of the record, so that papers stay pure functions of it. It never touches the papers
for the police, and says nothing of other cases.
"""

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from incidents.core.record import CaseRecord
    from incidents.core.record_parts import Stop


class Stopped(StrEnum):
    """What a stop is about."""

    REPORTER = "reporter"
    """The e-mail address or telephone number of the reporter is on the block list: no letters."""
    ROW = "row"
    """The transaction or address of a row is on the block list: no letter to a company that received it."""
    LETTER = "letter"
    """An objection to the letter was upheld: it is not made again."""


def stops(record: "CaseRecord") -> "tuple[Stop, ...]":
    """Every stop that was found when the version was made."""
    return record.derived.stops if record.derived else ()


def stops_letters(record: "CaseRecord") -> bool:
    """Whether no letter is made at all."""
    return any(stop.what == Stopped.REPORTER for stop in stops(record))


def is_stopped(record: "CaseRecord", letter: str | None, institution: str | None) -> bool:
    """Whether this one letter is not made again."""
    about = {(stop.letter or "", stop.institution or "") for stop in stops(record) if stop.what == Stopped.LETTER}
    return (letter or "", institution or "") in about


def stopped_rows(record: "CaseRecord") -> frozenset[int]:
    """The rows that no letter to a receiving company speaks of."""
    return frozenset(stop.row for stop in stops(record) if stop.what == Stopped.ROW and stop.row is not None)

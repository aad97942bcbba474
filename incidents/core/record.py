"""The case record, version 1: one case as one immutable, typed value, its schema and its fingerprint.

Documents, exports and the API are made from this value alone. Names are fixed (docs/record.md); what a reader
does not know is kept in place and reported, never dropped in silence.
"""

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from pydantic import Field, ValidationError

from incidents.core.errors import BadInput
from incidents.core.record_movement import Movement
from incidents.core.record_parts import (
    Account,
    Cause,
    Consents,
    Contact,
    Derived,
    Estimate,
    Evidence,
    Holder,
    Incident,
    Indicator,
    Letter,
    PoliceReport,
    Reporter,
    Safety,
    Suspect,
    Victim,
    Wallet,
    Window,
)
from incidents.core.record_types import Doubt, Instant, Part, ZoneName, prune, words
from incidents.core.vocabulary import CaseKind
from incidents.core.zones import is_zone, zone_or_utc

SCHEMA: Literal["recourse/case-record/1"] = "recourse/case-record/1"


class CaseRecord(Part):
    """One case: who, what happened, what left, what is known, what the victim agrees to."""

    schema_: Literal["recourse/case-record/1"] = Field(default=SCHEMA, alias="schema")
    reference: str | None = None
    incident: Incident | None = None
    language: str | None = None
    country: str | None = None
    time_zone: Annotated[str | None, ZoneName()] = None
    victim: Victim = Victim()
    reporter: Reporter | None = None
    other_holders: tuple[Holder, ...] = ()
    safety: Safety = Safety()
    wallets: tuple[Wallet, ...] = ()
    suspects: tuple[Suspect, ...] = ()
    kind: Annotated[str | None, words(CaseKind)] = None
    discovered_at: Instant | None = None
    noticed_day_only: bool | None = None
    window: Window = Window()
    ongoing: bool | None = None
    estimate: Estimate = Estimate()
    narrative: str | None = None
    causes: tuple[Cause, ...] = ()
    accounts: tuple[Account, ...] = ()
    movements: tuple[Movement, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    police_reports: tuple[PoliceReport, ...] = ()
    contacts: tuple[Contact, ...] = ()
    letters: tuple[Letter, ...] = ()
    consents: Consents = Consents()
    derived: Derived | None = None

    @property
    def zone(self) -> ZoneInfo:
        """The victim's zone; UTC when it is not known."""
        return zone_or_utc(self.time_zone)

    @property
    def noticed_on(self) -> date | None:
        """The day it was noticed, where only the day is known; papers then print no clock."""
        return self.discovered_at.date() if self.discovered_at and self.noticed_day_only else None

    @property
    def reported(self) -> tuple[Movement, ...]:
        """The movements that belong into papers: history and deposits stay out."""
        return tuple(m for m in self.movements if m.in_report is not False and not m.is_history)

    def canonical_bytes(self) -> bytes:
        """The record as canonical JSON: sorted keys, absent members left out, UTF-8, no white space."""
        return canonical(self.given())

    def fingerprint(self) -> str:
        """SHA-256 of the canonical bytes, in lower-case hex."""
        return hashlib.sha256(self.canonical_bytes()).hexdigest()


def canonical(value: Any) -> bytes:
    """Canonical JSON bytes of plain values.

    >>> canonical({"b": 1, "a": "ä"})
    b'{"a":"\\xc3\\xa4","b":1}'
    """
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def parse_json(data: bytes | str) -> Any:
    """JSON with exact numbers; raises BadInput("not_json", line) when it is none."""
    try:
        return json.loads(data, parse_float=Decimal)
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise BadInput("not_json", line=getattr(error, "lineno", 1)) from error


def read_record(raw: Any) -> tuple[CaseRecord, list[dict[str, str]]]:
    """The typed record and its warnings ({path, code}); raises BadInput("record_invalid", errors=[...]).

    >>> record, warnings = read_record({"schema": SCHEMA, "kind": "rug", "moon": 1})
    >>> [(w["path"], w["code"]) for w in warnings]
    [('kind', 'unknown_word'), ('moon', 'unknown_member')]
    """
    if not isinstance(raw, dict):
        raise BadInput("record_invalid", errors=[{"path": "", "code": "not_an_object"}])
    raw = prune(raw)
    if raw.get("schema") != SCHEMA:
        raise BadInput("record_invalid", errors=[{"path": "schema", "code": "unknown_schema"}])
    zone = raw.get("time_zone")
    context: dict[str, Any] = {"zone": zone if is_zone(zone) else "UTC"}
    try:
        record = CaseRecord.model_validate(raw, context=context)
    except ValidationError as error:
        raise BadInput("record_invalid", errors=[_problem(item) for item in error.errors()]) from error
    warnings = list(doubts(record))
    warnings += [{"path": "", "code": "time_without_offset", "value": t} for t in context.get("naive_times", ())]
    return record, warnings


def _problem(item: Any) -> dict[str, str]:
    path = ".".join(str(step) for step in item["loc"])
    cause = item.get("ctx", {}).get("error")
    return {"path": path, "code": str(cause) if cause else item["type"], "value": str(item.get("input"))[:80]}


def doubts(part: Part, path: str = "") -> list[dict[str, str]]:
    """What is odd about a record, in the order of its members: odd words and members nobody knows."""
    found: list[dict[str, str]] = []
    for name, field in type(part).model_fields.items():
        value, where = getattr(part, name), f"{path}{field.alias or name}"
        if value is None:
            continue
        for check in field.metadata:
            code = check.doubt(value) if isinstance(check, Doubt) else None
            if code:
                found.append({"path": where, "code": code, "value": str(value)[:80]})
        for step, item in _parts(value, where):
            found += doubts(item, f"{step}.")
    found += [{"path": f"{path}{name}", "code": "unknown_member"} for name in part.model_extra or ()]
    return found


def _parts(value: Any, where: str) -> list[tuple[str, Part]]:
    if isinstance(value, Part):
        return [(where, value)]
    if isinstance(value, tuple):
        return [(f"{where}.{i}", item) for i, item in enumerate(value) if isinstance(item, Part)]
    return []


def json_schema() -> dict[str, Any]:
    """The published JSON Schema of the record."""
    return CaseRecord.model_json_schema(mode="validation", by_alias=True)

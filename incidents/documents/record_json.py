"""The record as JSON, for people and programs: every member as given, and what the portal derived from it."""

import json

from incidents.core.record import CaseRecord


def build(record: CaseRecord) -> bytes:
    """Indented JSON in the record's own order."""
    return json.dumps(record.given(), ensure_ascii=False, indent=1).encode() + b"\n"

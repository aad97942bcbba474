"""One case as the victim's pages read it: its record, and what was typed and is not in the record."""

from dataclasses import dataclass, field
from typing import Any

from incidents.core.record import CaseRecord
from incidents.models import Case
from incidents.services.snapshot import snapshot

CODE = "code"
"""The question under which "I have saved my code" is kept."""

LATER, UNKNOWN, DONE = "later", "unknown", "done"
"""What a question was answered with where the record holds no answer."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The open case, or an empty one before the first answer."""

    case: Case | None = None
    record: CaseRecord = field(default_factory=CaseRecord)
    typed: dict[str, Any] = field(default_factory=dict)

    def raw(self, question: str) -> dict[str, Any]:
        """What stands typed for a question, by field."""
        found: dict[str, Any] = self.typed.get(question, {}).get("raw", {})
        return found

    def mark(self, question: str) -> str:
        """Later, unknown or done, where the answer is no fact, else nothing."""
        return str(self.typed.get(question, {}).get("mark", ""))


def read_draft(case: Case | None) -> Draft:
    """A case as it stands now."""
    return Draft(case, snapshot(case), dict(case.typed or {})) if case else Draft()

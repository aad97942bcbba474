"""What a victim typed and the record cannot hold (yet): kept encrypted beside the case, question by question.

Raw text that could not be read, "later" and "I do not know" live here, so that an error, a restart or a dead phone
loses nothing. Secrets are taken out before anything gets here. The record does not change by any of this, so the
case's count of changes stays as it is.
"""

from typing import Any

from django.db.transaction import atomic

from incidents.core.vocabulary import Actor
from incidents.models import Case
from incidents.services import clock, events

RAW = "raw"


def keep_typed(*, by: Actor, case: Case, question: str, said: dict[str, Any] | None) -> bool:
    """Keep what stands for one question, or forget it (None); False when nothing changed."""
    with atomic():
        row = Case.objects.select_for_update().get(id=case.id)
        changed = _write(by, row, question, said)
    case.refresh_from_db(fields=["typed", "updated_at"])
    return changed


def keep_raw(*, by: Actor, case: Case, question: str, raw: dict[str, str], seen: int | None = None) -> bool:
    """Keep raw text beside whatever answer stands there; False when it was there, or came too late.

    ``seen`` is the count of changes on the page it was typed on: text of a page that was answered since is old.
    """
    with atomic():
        row = Case.objects.select_for_update().get(id=case.id)
        if seen is not None and row.changes != seen:
            return False
        stands: dict[str, Any] = dict((row.typed or {}).get(question) or {})
        changed = _write(by, row, question, stands | {RAW: raw})
    case.refresh_from_db(fields=["typed", "updated_at"])
    return changed


def _write(by: Actor, row: Case, question: str, said: dict[str, Any] | None) -> bool:
    typed: dict[str, Any] = dict(row.typed or {})
    if typed.get(question) == said:
        return False
    if said is None:
        typed.pop(question)
    else:
        typed[question] = said
    row.typed = typed or None
    row.updated_at = clock.now()
    row.save(update_fields=["typed", "updated_at"])
    events.record(by=by, kind="typed_kept", case=row, question=question)
    return True

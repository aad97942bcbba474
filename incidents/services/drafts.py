"""What a victim typed and the record cannot hold (yet): kept encrypted beside the case, question by question.

Raw text that could not be read, "later" and "I do not know" live here, so that an error, a restart or a dead phone
loses nothing. Secrets are taken out before anything gets here.
"""

from typing import Any

from django.db.transaction import atomic

from incidents.core.vocabulary import Actor
from incidents.models import Case
from incidents.services import clock, events


def keep_typed(*, by: Actor, case: Case, question: str, said: dict[str, Any] | None) -> bool:
    """Keep what was typed for one question, or forget it (None); False when nothing changed.

    The record does not change by this, so its count of changes stays as it is.
    """
    with atomic():
        row = Case.objects.select_for_update().get(id=case.id)
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
    case.refresh_from_db(fields=["typed", "updated_at"])
    return True

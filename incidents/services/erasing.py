"""Erasing a case: everything that says something about a person or a theft goes, files included.

What stays is declared in ``models/retention``: ids, states, counts, times and hashes, so that the audit trail still
holds and the figures of the portal add up.
"""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.db.transaction import atomic

from incidents.core.errors import NotFound
from incidents.core.vocabulary import Actor, CaseState, JobState
from incidents.core.workflow import check_transition
from incidents.gateways.vault import document_files, evidence_files
from incidents.models import (
    Case,
    CodeReissue,
    Dispute,
    Document,
    Evidence,
    Mail,
    MailLink,
    Message,
    Note,
    Submission,
)
from incidents.models.fields import EncryptedTextField, Sealed
from incidents.models.retention import ERASED
from incidents.models.rows import PartRow
from incidents.services import events, intake
from incidents.services.changes import touch


def erase(*, by: Actor, reference: str) -> dict[str, int]:
    """Erase a case for good; counts of rows and files. Raises NotFound, also for one that is erased already."""
    case = Case.objects.exclude(state=CaseState.ERASED).filter(reference=reference.strip().upper()).first()
    if case is None:
        raise NotFound("case_not_found", reference=reference)
    files = [(evidence_files, name) for row in Evidence.objects.filter(case=case) for name in row.files]
    made = Document.objects.filter(case=case).exclude(stored_as="").values_list("stored_as", flat=True)
    files += [(document_files, name) for name in made]
    with atomic():
        case = Case.objects.select_for_update().get(id=case.id)
        check_transition(case.state, CaseState.ERASED)
        rows = _delete_lists(case)
        for jobs in (Document, Mail):
            jobs._default_manager.filter(case=case, state__in=(JobState.QUEUED, JobState.RUNNING)).update(
                state=JobState.DEAD
            )
        for row in _kept_rows(case):
            _blank(row)
        _blank(case)
        Case.objects.filter(id=case.id).update(state=CaseState.ERASED)
        events.record(by=by, kind="case_erased", case=case, rows=rows, files=len(files))
        touch(case)
    for vault, name in files:
        vault.delete(name)
    evidence_files.clear(str(case.id))
    return {"rows": rows, "files": len(files)}


def _kept_rows(case: Case) -> Iterator[models.Model]:
    """The rows about a case that stay as ids, states and times."""
    for model in (Submission, Document, Message, Note, Mail, MailLink, CodeReissue):
        yield from model._default_manager.filter(case=case)
    for dispute in Dispute.objects.filter(document__case=case).prefetch_related("votes"):
        yield from (dispute, *dispute.votes.all())


def _delete_lists(case: Case) -> int:
    deleted = 0
    lists: list[type[PartRow]] = [*intake.LISTS.values(), Evidence]
    for row in lists:
        deleted += row._default_manager.filter(case=case).delete()[0]
    return deleted


def _blank(row: models.Model) -> None:
    """Empty every field that is declared erased, in one UPDATE."""
    values: dict[str, Any] = {}
    for name in ERASED[type(row).__name__]:
        field = row._meta.get_field(name)
        assert isinstance(field, models.Field)  # noqa: S101 - relations are kept, plain fields are erased
        if field.null:
            values[name] = None
        elif isinstance(field, EncryptedTextField):
            values[name] = Sealed("")
        else:
            values[name] = field.get_default()
    type(row)._default_manager.filter(pk=row.pk).update(**values)

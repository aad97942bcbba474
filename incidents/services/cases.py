"""A case from draft to submission: opened, filled, submitted, each in one transaction with its event."""

from django.conf import settings
from django.db.transaction import atomic

from incidents.access import policies
from incidents.core import access_code
from incidents.core.errors import BadInput
from incidents.core.record import CaseRecord, canonical, read_record
from incidents.core.record_parts import Derived
from incidents.core.record_types import prune
from incidents.core.vocabulary import Actor, ActorKind, CaseState
from incidents.core.workflow import can_transition, check_transition
from incidents.models import Case, Document, Incident, Submission
from incidents.services import clock, consents, events, intake, papers
from incidents.services.changes import touch
from incidents.services.snapshot import derived_snapshot, snapshot
from incidents.services.stops import stops_of

REFERENCES_TRIED = 8


def open_draft(*, by: Actor, record: CaseRecord) -> Case:
    """A new case in draft that says what the record says (files of evidence are added by their own service)."""
    with atomic():
        case = Case(reference=_free_reference(), created_at=clock.now(), updated_at=clock.now())
        intake.set_case_columns(case, record)
        slug = record.incident.slug if record.incident else None
        case.incident_row = Incident.objects.filter(slug=slug).first() if slug else None
        case.save(force_insert=True)
        intake.write_lists(case, record)
        events.record(by=by, kind="case_opened", case=case)
    return case


def submit(*, by: Actor, case: Case) -> tuple[Submission, list[Document]]:
    """Close a version: its record is kept as it is now, its papers are queued, all in one transaction."""
    with atomic():
        case = Case.objects.select_for_update().get(id=case.id)
        policies.check_submit(case)
        known = by.kind in (ActorKind.OPERATOR, ActorKind.STAFF) or case.email_confirmed_at is not None
        following = CaseState.SUBMITTED if known else CaseState.UNCONFIRMED
        if case.state == CaseState.DRAFT:
            check_transition(case.state, following)
            case.state = following
        elif following == CaseState.SUBMITTED and can_transition(case.state, following):
            case.state = following
        record = derived_snapshot(case)
        case.version += 1
        case.submitted_at = clock.now()
        case.save(update_fields=["state", "version", "submitted_at"])
        submission = Submission.objects.create(
            case=case,
            version=case.version,
            record=canonical(record.given()).decode(),
            fingerprint=fingerprint(record),
            made_at=case.submitted_at,
        )
        documents = papers.create(by=by, case=case, submission=submission, record=record)
        events.record(by=by, kind="case_submitted", case=case, version=case.version, record=submission.fingerprint)
        touch(case)
    return submission, documents


def fingerprint(record: CaseRecord) -> str:
    """What a version says, and what was stopped in it, whatever else the portal derived."""
    stopped = record.derived.stops if record.derived else ()
    return record.model_copy(update={"derived": Derived(stops=stopped) if stopped else None}).fingerprint()


def latest(case: Case) -> Submission | None:
    """The newest version, or None for a case that was never submitted."""
    return Submission.objects.filter(case=case).order_by("-version").first()


def changed_since(case: Case, submission: Submission) -> bool:
    """Whether the case says something that this version does not, or something was stopped or let go since."""
    record = snapshot(case)
    stopped = stops_of(case=case, record=record)
    now = record.model_copy(update={"derived": Derived(stops=stopped)})
    return fingerprint(now) != submission.fingerprint


def issue_code(*, by: Actor, case: Case) -> str:
    """A new access code for a case; the old one is dead. The code is returned once and never stored."""
    code = access_code.new_code()
    with atomic():
        case.code_hash = access_code.code_hash(settings.CODE_PEPPER, code.replace("-", ""))
        case.save(update_fields=["code_hash"])
        events.record(by=by, kind="code_issued", case=case)
        touch(case)
    return code


def update(*, by: Actor, case: Case, members: dict[str, object], seen: int | None = None) -> CaseRecord:
    """Change members that lie on the case itself (dotted paths reach inside); absent ones are left as they are.

    Raises BadInput with the paths that cannot be read, and Stale when somebody else wrote since ``seen``.
    """
    with atomic():
        case_row = Case.objects.select_for_update().get(id=case.id)
        said, agreed = snapshot(case_row).given(), consents.agreed(case_row)
        for path, value in members.items():
            _put(said, path.split("."), value)
        record, _ = read_record(prune(said))
        intake.set_case_columns(case_row, record)
        case_row.save()
        events.record(by=by, kind="case_changed", case=case_row, members=sorted(members))
        consents.settle(by=by, case=case_row, before=agreed)
        touch(case_row, seen=seen)
    case.refresh_from_db()
    return record


def _put(said: dict[str, object], path: list[str], value: object) -> None:
    step, rest = path[0], path[1:]
    if not rest:
        said[step] = value
        return
    inner = said.setdefault(step, {})
    if not isinstance(inner, dict):
        raise BadInput("record_invalid", errors=[{"path": step, "code": "not_an_object"}])
    _put(inner, rest, value)


def _free_reference() -> str:
    for _ in range(REFERENCES_TRIED):
        reference = access_code.new_reference()
        if not Case.objects.filter(reference=reference).exists():
            return reference
    raise BadInput("no_free_reference")

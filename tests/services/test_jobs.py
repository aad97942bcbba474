"""Document jobs: one claim wins, a lost lease does not count, nothing loops for ever, nothing is lost."""

from datetime import timedelta
from uuid import UUID

import pytest

from incidents.core.vocabulary import OPERATOR, SYSTEM, JobState
from incidents.models import Document, Event
from incidents.services import cases, clock, jobs, outbox, sweeping
from tests.factories.cases import draft

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[UUID]:
    """What reached the queue."""
    reached: list[UUID] = []
    monkeypatch.setattr(outbox, "_senders", {Document: reached.append})
    return reached


@pytest.fixture
def job() -> Document:
    cases.submit(by=OPERATOR, case=draft())
    return Document.objects.filter(kind="dossier_txt").get()


def age(job: Document, **fields: object) -> None:
    Document.objects.filter(id=job.id).update(**fields)


def test_only_one_of_two_claims_wins(job: Document) -> None:
    assert jobs.claim(by=SYSTEM, job=job.id) is not None
    assert jobs.claim(by=SYSTEM, job=job.id) is None


def test_an_expired_lease_can_be_taken_and_the_first_holder_comes_too_late(job: Document) -> None:
    first = jobs.claim(by=SYSTEM, job=job.id)
    age(job, lease_until=clock.now() - timedelta(seconds=1))
    second = jobs.claim(by=SYSTEM, job=job.id)
    assert first is not None
    assert second is not None
    assert not jobs.finish(by=SYSTEM, lease=first, stored_as="early", sha256="0" * 64)
    assert jobs.finish(by=SYSTEM, lease=second, stored_as="late", sha256="1" * 64)
    job.refresh_from_db()
    assert (job.state, job.stored_as, job.attempts) == (JobState.DONE, "late", 2)
    assert Event.objects.filter(kind="document_made").count() == 1


def test_a_lease_from_a_clock_that_was_days_ahead_counts_as_expired(job: Document) -> None:
    jobs.claim(by=SYSTEM, job=job.id)
    age(job, lease_until=clock.now() + timedelta(days=3))
    assert jobs.claim(by=SYSTEM, job=job.id) is not None


def test_a_failure_is_tried_again_later_and_then_dead_with_its_reason(job: Document, settings: object) -> None:
    settings.JOB_MAX_ATTEMPTS = 2  # type: ignore[attr-defined]
    for _ in range(2):
        lease = jobs.claim(by=SYSTEM, job=job.id)
        assert lease is not None
        jobs.release(by=SYSTEM, lease=lease, code="render_crashed")
    job.refresh_from_db()
    assert (job.state, job.error_code) == (JobState.DEAD, "render_crashed")
    assert jobs.claim(by=SYSTEM, job=job.id) is None
    assert jobs.revive(by=OPERATOR, job=job.id)
    assert jobs.claim(by=SYSTEM, job=job.id) is not None


def test_a_new_version_tries_a_dead_paper_again(job: Document) -> None:
    age(job, state=JobState.DEAD, attempts=5, error_code="render_timeout")
    submission, documents = cases.submit(by=OPERATOR, case=job.case)
    again = next(document for document in documents if document.id == job.id)
    assert (submission.version, again.state, again.attempts) == (2, JobState.QUEUED, 0)


def test_a_postponed_job_keeps_its_attempts(job: Document) -> None:
    lease = jobs.claim(by=SYSTEM, job=job.id)
    assert lease is not None
    jobs.postpone(by=SYSTEM, lease=lease, seconds=30)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)
    assert job.id not in set(jobs.due().values_list("id", flat=True))


def test_the_sweep_sends_what_is_due_and_buries_what_died_too_often(
    job: Document, sent: list[UUID], settings: object
) -> None:
    settings.JOB_MAX_ATTEMPTS = 1  # type: ignore[attr-defined]
    assert sweeping.sweep()["sent"] == Document.objects.count()
    assert job.id in sent
    jobs.claim(by=SYSTEM, job=job.id)
    age(job, lease_until=clock.now() - timedelta(seconds=1))
    assert sweeping.sweep()["dead"] == 1
    job.refresh_from_db()
    assert (job.state, job.error_code) == (JobState.DEAD, "worker_died")


def test_a_broker_that_is_away_loses_nothing(
    monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: object
) -> None:
    def away(_: UUID) -> None:
        raise ConnectionError

    monkeypatch.setattr(outbox, "_senders", {Document: away})
    case = draft()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        _, documents = cases.submit(by=OPERATOR, case=case)
    assert {document.id for document in documents} <= set(jobs.due().values_list("id", flat=True))


def test_the_same_inputs_are_made_once_and_only_what_changed_again() -> None:
    case = draft(accounts=[{"institution": "kucoin"}])
    first, papers = cases.submit(by=OPERATOR, case=case)
    cases.update(by=OPERATOR, case=case, members={"narrative": "More of the story."})
    second, again = cases.submit(by=OPERATOR, case=case)
    letters = {document.id for document in papers if document.letter}
    assert letters
    assert letters <= {document.id for document in again}
    dossiers = [next(d for d in found if d.kind == "dossier") for found in (papers, again)]
    assert dossiers[1].replaces_id == dossiers[0].id
    assert (first.version, second.version) == (1, 2)

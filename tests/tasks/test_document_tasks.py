"""The task shells: an id in, the document made once, however often the message is delivered."""

import threading

import pytest
from django.db import connection

from incidents.core.vocabulary import OPERATOR, JobState
from incidents.gateways.vault import document_files
from incidents.models import Document, Event
from incidents.services import cases, outbox
from incidents.tasks.documents import make_document, sweep
from tests.factories.cases import draft


@pytest.fixture
def quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """No broker in these tests: the queue is called by hand."""
    monkeypatch.setattr(outbox, "_senders", {})


def job_of(kind: str) -> Document:
    cases.submit(by=OPERATOR, case=draft(victim={"legal_name": "Jane"}))
    return Document.objects.get(kind=kind)


@pytest.mark.django_db
@pytest.mark.usefixtures("quiet")
def test_five_deliveries_make_one_document() -> None:
    job = job_of("movements_csv")
    for _ in range(5):
        make_document(str(job.id))
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 1)
    assert document_files.exists(job.stored_as)
    assert Event.objects.filter(kind="document_made", case_id=job.case_id).count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("quiet")
def test_the_manifest_waits_for_the_others_and_lists_them() -> None:
    job = job_of("manifest")
    make_document(str(job.id))
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)
    Document.objects.exclude(id=job.id).update(state=JobState.DONE, sha256="ab" * 32)
    make_document(str(job.id))
    job.refresh_from_db()
    assert job.state == JobState.DONE
    assert document_files.read(job.stored_as).decode().count("ab" * 32) == Document.objects.count() - 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("quiet")
def test_two_workers_at_once_make_it_once() -> None:
    job = job_of("record")
    gate = threading.Barrier(2)

    def work() -> None:
        gate.wait()
        make_document(str(job.id))
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.DONE, 1)


@pytest.mark.django_db
def test_the_sweep_sends_what_is_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[object] = []
    monkeypatch.setattr(outbox, "_senders", {Document: sent.append})
    job = job_of("record")
    sweep()
    assert job.id in sent

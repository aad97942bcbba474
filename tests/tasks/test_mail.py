"""Mail jobs against a real mail server: sent once however often the message comes, and never lost."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from incidents.core.desk_vocabulary import MailKind
from incidents.core.vocabulary import OPERATOR, JobState
from incidents.models import Event, Mail
from incidents.services import mails, outbox
from incidents.tasks.documents import sweep
from incidents.tasks.mail import send_mail
from tests.factories.mailboxes import ANN, with_mailbox
from tests.mail_server import MailServer, text_of
from tests.mailing import MAILBOX
from tests.processes import CHECKOUT, RunningPortal, clean_environment, wait_for
from tests.tasks.test_kills import asked
from tests.tasks.test_planted_names import holders

PATIENCE = 120


@pytest.fixture
def server(settings: Any) -> Iterator[MailServer]:
    with MailServer() as server:
        for name, value in server.settings.items():
            setattr(settings, name, value)
        yield server


@pytest.fixture
def job(monkeypatch: pytest.MonkeyPatch) -> Mail:
    monkeypatch.setattr(outbox, "_senders", {})
    mail = mails.queue(by=OPERATOR, case=with_mailbox(), kind=MailKind.MESSAGE)
    assert mail is not None
    return mail


@pytest.mark.django_db
def test_five_deliveries_send_one_mail(server: MailServer, job: Mail) -> None:
    for _ in range(5):
        send_mail(str(job.id))
    job.refresh_from_db()
    assert (job.state, job.attempts, job.to) == (JobState.DONE, 1, None)
    assert server.recipients == [[ANN]]
    assert Event.objects.filter(kind="mail_sent", case_id=job.case_id).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_it_once(server: MailServer, job: Mail) -> None:
    gate = threading.Barrier(2)

    def work() -> None:
        gate.wait()
        send_mail(str(job.id))
        connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(server.mails) == 1


@pytest.mark.django_db
def test_row_61_a_server_that_was_away_gets_it_when_it_is_back(
    server: MailServer, job: Mail, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "_senders", {Mail: lambda number: send_mail(str(number))})
    server.stop()
    sweep()
    job.refresh_from_db()
    assert (job.state, job.error_code) == (JobState.QUEUED, "mail_server_away")
    server.start()
    sweep()
    assert server.mails == []  # not before its time
    Mail.objects.update(next_at=job.created_at)
    sweep()
    assert "There is a message for you" in text_of(server.mails[0], "html")


@pytest.fixture
def portal_environment(tmp_path: Path) -> dict[str, str]:
    """A portal with a mail server that is not there yet, and short leases."""
    short = {"RECOURSE_JOB_LEASE_SECONDS": "20", "RECOURSE_RENDER_WALL_SECONDS": "9"}
    url = MailServer().url
    return clean_environment(tmp_path / "state", **short, RECOURSE_VISIBILITY_SECONDS="10", EMAIL_URL=url)


@pytest.mark.whole_portal
def test_server_and_worker_away_and_back_and_no_mail_is_lost(running_portal: RunningPortal) -> None:
    """Rows 49 and 59: on the way no address and no token is in any file of the state, or in the log."""
    command = [sys.executable, "-m", "tests.mailing", "6"]
    done = subprocess.run(command, cwd=CHECKOUT, env=running_portal.environment, capture_output=True, check=True)
    tokens = [line for line in done.stdout.split() if line != b"-"]
    assert [len(token) for token in tokens] == [64, 64]

    def states(state: str) -> int:
        found = asked(running_portal, f"SELECT count(*) FROM incidents_mail WHERE state = '{state}'")  # noqa: S608
        return int(str(found[0][0]))

    wait_for(lambda: asked(running_portal, "SELECT 1 FROM incidents_mail WHERE attempts > 0 LIMIT 1"), PATIENCE)
    planted = [MAILBOX.format(number).encode() for number in range(6)] + tokens
    assert [name for value in planted for name in holders(running_portal.state, value)] == []
    running_portal.kill("worker")
    server = MailServer()
    server.port = int(running_portal.environment["EMAIL_URL"].rpartition(":")[2])
    with server:
        wait_for(lambda: len(server.mails) >= 2, PATIENCE, lambda: running_portal.log.read_text()[-2000:])
        running_portal.kill("worker")
        wait_for(lambda: states("done") == 6, PATIENCE, lambda: running_portal.log.read_text()[-2000:])
    assert {mail["To"] for mail in server.mails} == {MAILBOX.format(number) for number in range(6)}
    assert len({mail["Message-ID"] for mail in server.mails}) == 6
    assert all(len(recipients) == 1 for recipients in server.recipients)
    kept = asked(running_portal, 'SELECT count(*) FROM incidents_mail WHERE "to" IS NOT NULL OR secret IS NOT NULL')
    assert kept[0][0] == 0
    assert asked(running_portal, "SELECT count(*) FROM incidents_event WHERE kind = 'mail_sent'")[0][0] == 6
    log = running_portal.log.read_bytes()
    assert [name for value in planted for name in holders(running_portal.state, value)] == []
    assert [value for value in planted if value in log] == []

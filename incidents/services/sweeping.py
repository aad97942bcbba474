"""The sweep: what nobody finished is found, closed or sent again. It runs from beat, at start and by hand."""

from datetime import timedelta
from pathlib import Path
from time import time

from django.conf import settings

from incidents.core.vocabulary import SYSTEM, JobState
from incidents.models import Document, Mail, Statement
from incidents.services import clock, jobs, mails, outbox, statements
from incidents.services.leases import Queue

BATCH = 500
STALE_FILE_SECONDS = 3600
ALERT_AFTER = timedelta(minutes=5)


def sweep() -> dict[str, int]:
    """One round; what it did, as counts. Safe to run at any moment, by several at once."""
    dead = jobs.bury(by=SYSTEM) + mails.bury(by=SYSTEM) + statements.bury(by=SYSTEM)
    sent = sum(_send(queue) for queue in (jobs.QUEUE, mails.QUEUE, statements.QUEUE))
    return {"sent": sent, "dead": dead, "late": _late(), "files": _clean(Path(settings.FILE_UPLOAD_TEMP_DIR))}


def _send(queue: Queue[Document] | Queue[Mail] | Queue[Statement]) -> int:
    due = list(queue.due().order_by("next_at").values_list("id", flat=True)[:BATCH])
    outbox.send(due, queue.rows)
    return len(due)


def _late() -> int:
    """How many jobs have waited too long: the figure an operator watches."""
    old = {"state": JobState.QUEUED, "created_at__lt": clock.now() - ALERT_AFTER}
    return sum(rows._default_manager.filter(**old).count() for rows in (Document, Mail, Statement))


def _clean(folder: Path) -> int:
    """Remove temporary files that their process left behind."""
    removed = 0
    for path in folder.glob("*"):
        if path.is_file() and time() - path.stat().st_mtime > STALE_FILE_SECONDS:
            path.unlink(missing_ok=True)
            removed += 1
    return removed

"""The sweep: what nobody finished is found, closed or sent again. It runs from beat, at start and by hand."""

from datetime import timedelta
from pathlib import Path
from time import time

from django.conf import settings
from django.db.models import Q
from django.db.transaction import atomic

from incidents.core.vocabulary import SYSTEM, JobState
from incidents.models import Document
from incidents.services import clock, events, jobs, outbox

BATCH = 500
STALE_FILE_SECONDS = 3600
ALERT_AFTER = timedelta(minutes=5)


def sweep() -> dict[str, int]:
    """One round; what it did, as counts. Safe to run at any moment, by several at once."""
    dead = _bury()
    due = list(jobs.due().order_by("next_at").values_list("id", flat=True)[:BATCH])
    outbox.send(due)
    return {"sent": len(due), "dead": dead, "late": _late(), "files": _clean(Path(settings.FILE_UPLOAD_TEMP_DIR))}


def _bury() -> int:
    """Jobs whose attempts are used up and whose last lease ran out (the worker died each time) are dead."""
    now = clock.now()
    spent = Q(state=JobState.RUNNING, lease_until__lte=now) | Q(state=JobState.QUEUED)
    buried = 0
    for document in Document.objects.filter(spent, attempts__gte=settings.JOB_MAX_ATTEMPTS).select_related("case"):
        with atomic():
            changed = Document.objects.filter(spent, id=document.id, attempts=document.attempts).update(
                state=JobState.DEAD, lease=None, lease_until=None, error_code=document.error_code or "worker_died"
            )
            if changed:
                code = document.error_code or "worker_died"
                events.record(by=SYSTEM, kind="document_dead", case=document.case, document=str(document.id), code=code)
        buried += changed
    return buried


def _late() -> int:
    """How many jobs have waited too long: the figure an operator watches."""
    return Document.objects.filter(state=JobState.QUEUED, created_at__lt=clock.now() - ALERT_AFTER).count()


def _clean(folder: Path) -> int:
    """Remove temporary files that their process left behind."""
    removed = 0
    for path in folder.glob("*"):
        if path.is_file() and time() - path.stat().st_mtime > STALE_FILE_SECONDS:
            path.unlink(missing_ok=True)
            removed += 1
    return removed

"""Making documents in a worker. A task's only argument is the job's id."""

import logging
from uuid import UUID

from celery import shared_task
from django.conf import settings

from incidents.core.vocabulary import SYSTEM
from incidents.services import papers, sweeping

logger = logging.getLogger(__name__)


@shared_task(name="incidents.make_document")
def make_document(job: str) -> None:
    """Make one document, if nobody else has or does."""
    outcome = papers.build(by=SYSTEM, job=UUID(job))
    logger.info("document %s", outcome)


@shared_task(name=settings.SWEEP_TASK)
def sweep() -> None:
    """Send again what was left undone."""
    done = sweeping.sweep()
    logger.info("sweep %s", done)


def queue_document(job: UUID) -> None:
    """Send a job to the workers; raises what the broker raises."""
    make_document.delay(str(job))

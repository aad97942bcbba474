"""Reading statements in a worker. A task's only argument is the job's id."""

import logging
from uuid import UUID

from celery import shared_task

from incidents.core.vocabulary import SYSTEM
from incidents.services import statements

logger = logging.getLogger(__name__)


@shared_task(name="incidents.read_statement")
def read_statement(job: str) -> None:
    """Read one statement into rows, if nobody else has or does."""
    outcome = statements.read(by=SYSTEM, job=UUID(job))
    logger.info("statement %s", outcome)


def queue_statement(job: UUID) -> None:
    """Send a job to the workers; raises what the broker raises."""
    read_statement.delay(str(job))

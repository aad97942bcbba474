"""Sending mail in a worker. A task's only argument is the job's id: no address, no secret is ever in the broker."""

import logging
from uuid import UUID

from celery import shared_task

from incidents.core.vocabulary import SYSTEM
from incidents.services import mails

logger = logging.getLogger(__name__)


@shared_task(name="incidents.send_mail")
def send_mail(job: str) -> None:
    """Send one mail, if nobody else has or does."""
    outcome = mails.deliver(by=SYSTEM, job=UUID(job))
    logger.info("mail %s", outcome)


def queue_mail(job: UUID) -> None:
    """Send a job to the workers; raises what the broker raises."""
    send_mail.delay(str(job))

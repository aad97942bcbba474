"""Keeping the queue in order: what is due is scored again, by beat."""

import logging

from celery import shared_task

from incidents.services import scoring

logger = logging.getLogger(__name__)


@shared_task(name="incidents.refresh_scores")
def refresh_scores() -> None:
    """Score every case whose time has come; running twice does no harm."""
    logger.info("scores refreshed: %d", scoring.refresh_due())

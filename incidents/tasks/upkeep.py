"""What comes round every few minutes: dates that are near, and what is kept no longer."""

import logging

from celery import shared_task

from incidents.core.vocabulary import SYSTEM
from incidents.services import deadline_notices, retention

logger = logging.getLogger(__name__)


@shared_task(name="incidents.upkeep")
def upkeep() -> None:
    """Tell of dates, warn, erase, forget: each safe to run twice."""
    told = deadline_notices.send_due(by=SYSTEM)
    warned, erased = retention.warn(by=SYSTEM), retention.erase_old(by=SYSTEM)
    forgotten = retention.forget(by=SYSTEM)
    logger.info("upkeep told=%d warned=%d erased=%d %s", told, warned, erased, forgotten)

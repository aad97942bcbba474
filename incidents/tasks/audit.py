"""The trail, watched: its head goes to the log, and once a day the whole of it is checked."""

import logging

from celery import shared_task
from django.core.cache import cache

from incidents.services import audit

logger = logging.getLogger(__name__)

CHECKED = "audit-checked"
BETWEEN = 23 * 3600
"""Seconds from one check of the whole trail to the next, at least."""


@shared_task(name="incidents.watch_trail")
def watch_trail() -> None:
    """Log the head (an older database put back shows by it); look for flaws when the last look is a day ago."""
    number, hashed = audit.head()
    logger.info("audit head %d %s", number, hashed)
    if not cache.add(CHECKED, number, BETWEEN):
        return
    for flaw in audit.verify():
        logger.error("audit trail: line %d %s", flaw.number, flaw.code)

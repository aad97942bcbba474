"""The clock of the portal: it keeps its schedule in memory and leaves a sign of life.

Celery's own persistent schedule is a pickle on disk; ours needs no memory, since every entry
(``portal.schedule``) comes round within an hour at most.
"""

from typing import Any

from celery.beat import Scheduler
from django.conf import settings

LONGEST_PAUSE = 10.0


class PulsingScheduler(Scheduler):
    """Touches ``beat.alive`` in the runtime folder at every turn, for health checks."""

    def tick(self, *args: Any, **kwargs: Any) -> float:
        (settings.RECOURSE_RUNTIME_DIR / "beat.alive").touch(mode=0o600)
        return min(float(super().tick(*args, **kwargs)), LONGEST_PAUSE)

"""What comes round by itself, and how often. Each is safe to run at any moment, by several at once."""

from typing import Any

from portal import env

HOUR = 3600.0


def schedule(*, sweep: float) -> dict[str, dict[str, Any]]:
    """Celery's schedule: task by name, seconds between two runs."""
    upkeep = env.number("RECOURSE_UPKEEP_SECONDS", 600)
    seconds = {"sweep": sweep, "refresh_scores": sweep, "watch_trail": HOUR, "upkeep": upkeep}
    return {name: {"task": f"incidents.{name}", "schedule": pause} for name, pause in seconds.items()}

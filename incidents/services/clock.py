"""The time by the database's clock: one clock for all workers, whatever their own says."""

from datetime import UTC, datetime

from django.db import connection


def now() -> datetime:
    """The present, UTC with microseconds, by the database (which on SQLite is this machine)."""
    if connection.vendor != "postgresql":
        return datetime.now(UTC)
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        instant: datetime = cursor.fetchone()[0]
    return instant.astimezone(UTC)

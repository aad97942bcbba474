"""The names of time zones, read from the zone database once per process."""

from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones


@lru_cache(maxsize=1)
def _names() -> frozenset[str]:
    return frozenset(available_timezones())


def is_zone(name: object) -> bool:
    """Whether this is the name of a time zone.

    >>> is_zone("Europe/Berlin"), is_zone("Europe/Atlantis"), is_zone(None)
    (True, False, False)
    """
    return name in _names()


def zone_or_utc(name: str | None) -> ZoneInfo:
    """The zone of this name; UTC when there is none.

    >>> str(zone_or_utc("Mars/Olympus"))
    'UTC'
    """
    return ZoneInfo(name if name is not None and is_zone(name) else "UTC")

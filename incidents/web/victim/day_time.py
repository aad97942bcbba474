"""Days and times as people write them, read in their own zone."""

import re
from datetime import datetime
from zoneinfo import ZoneInfo

_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[. /](\d{1,2})[. /](\d{4})(?:[ ,]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?")


def read_moment(text: str, zone: ZoneInfo) -> datetime | None:
    """A day, with a time or without, or None where it cannot be read. Day before month, unless the year leads.

    >>> read_moment("2026-03-27 14:30", ZoneInfo("UTC")).isoformat()
    '2026-03-27T14:30:00+00:00'
    >>> read_moment("27.3.2026", ZoneInfo("Europe/Berlin")).isoformat(), read_moment("last week", ZoneInfo("UTC"))
    ('2026-03-27T00:00:00+01:00', None)
    """
    bare = text.strip()
    match = _ISO.fullmatch(bare)
    if match:
        year, month, day = match[1], match[2], match[3]
    else:
        match = _DAY_FIRST.fullmatch(bare)
        if not match:
            return None
        day, month, year = match[1], match[2], match[3]
    hour, minute, second = (int(part or 0) for part in match.groups()[3:])
    try:
        return datetime(int(year), int(month), int(day), hour, minute, second, tzinfo=zone)
    except ValueError:
        return None


def show_moment(moment: datetime | None, zone: ZoneInfo) -> str:
    """A moment the way it can be typed again."""
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S").removesuffix(":00") if moment else ""

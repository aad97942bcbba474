"""Days and times as people write them, read in their own zone unless they name another one."""

import re
from datetime import datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from django.utils.dates import MONTHS, MONTHS_3
from django.utils.translation import get_language, override

_TIME = (
    r"(?:(?:[T,\s]|\b(?:at|um|à|a las)\b)+(?P<hour>\d{1,2}):(?P<minute>\d{2})"
    r"(?::(?P<second>\d{2})(?:[.,](?P<part>\d{1,6})\d*)?)?(?:\s*(?P<half>[ap])\.?m\.?)?)?"
)
_ZONE = r"\s*\(?(?:(?P<utc>Z|UTC|GMT)\s*)?(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?\)?"
_DAYS = (
    r"(?P<year>\d{4})[-./](?P<month>\d{1,2})[-./](?P<day>\d{1,2})",
    r"(?P<day>\d{1,2})[. ](?P<month>\d{1,2})[. ](?P<year>\d{4}|\d{2})",
    r"(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})",
    r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th)?[\s-]+(?:de\s+)?(?P<name>[^\W\d_]+)\.?,?[\s-]+(?:de\s+)?(?P<year>\d{4})",
    r"(?P<name>[^\W\d_]+)\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>\d{4})",
)
_FORMS = tuple(re.compile(days + _TIME + _ZONE, re.IGNORECASE) for days in _DAYS)


@cache
def _months(language: str) -> dict[str, int]:
    """The names of months in a language and in English."""
    found: dict[str, int] = {}
    for spoken in ("en", language):
        with override(spoken):
            for names in (MONTHS, MONTHS_3):
                found |= {str(name).casefold().rstrip("."): number for number, name in names.items()}
    return found


def read_moment(text: str, zone: ZoneInfo) -> datetime | None:
    """A day, with a time or without, or None where it cannot be read or can be read in two ways.

    >>> read_moment("2026-03-27 14:30", ZoneInfo("UTC")).isoformat()
    '2026-03-27T14:30:00+00:00'
    >>> read_moment("27.3.2026", ZoneInfo("Europe/Berlin")).isoformat(), read_moment("last week", ZoneInfo("UTC"))
    ('2026-03-27T00:00:00+01:00', None)
    >>> read_moment("March 27, 2026 2:30 pm UTC", ZoneInfo("Europe/Berlin")).isoformat()
    '2026-03-27T14:30:00+00:00'
    >>> read_moment("03/04/2026", ZoneInfo("UTC")), read_moment("3/27/2026", ZoneInfo("UTC")).day
    (None, 27)
    """
    match = next((found for form in _FORMS if (found := form.fullmatch(text.strip()))), None)
    if not match:
        return None
    said = match.groupdict()
    day, year = int(said["day"]), int(said["year"])
    month = _months(get_language() or "en").get(said["name"].casefold(), 0) if "name" in said else int(said["month"])
    if "/" in match[0] and not text.strip()[:4].isdigit():
        if day <= 12 and month <= 12 and day != month:
            return None
        day, month = (month, day) if month > 12 else (day, month)
    try:
        return datetime(
            year + 2000 if year < 100 else year,
            month,
            day,
            _hour(said),
            int(said["minute"] or 0),
            int(said["second"] or 0),
            int((said["part"] or "0").ljust(6, "0")),
            _zone(said, zone),
        )
    except ValueError:
        return None


def _hour(said: dict[str, str | None]) -> int:
    hour = int(said["hour"] or 0)
    if not said["half"]:
        return hour
    if not 1 <= hour <= 12:
        raise ValueError(hour)
    return hour % 12 + (12 if said["half"].casefold() == "p" else 0)


def _zone(said: dict[str, str | None], zone: ZoneInfo) -> tzinfo:
    if said["offset"]:
        digits = said["offset"][1:].replace(":", "")
        hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
        offset = timedelta(hours=hours, minutes=minutes)
        return timezone(-offset if said["offset"][0] == "-" else offset)
    return ZoneInfo("UTC") if said["utc"] else zone


def show_moment(moment: datetime | None, zone: ZoneInfo) -> str:
    """A moment the way it can be typed again, to the microsecond where it was told so.

    >>> show_moment(read_moment("2026-03-27 14:30:09.601 UTC", ZoneInfo("UTC")), ZoneInfo("Europe/Berlin"))
    '2026-03-27 15:30:09.601'
    """
    if not moment:
        return ""
    here = moment.astimezone(zone)
    if here.microsecond:
        return here.strftime("%Y-%m-%d %H:%M:%S.%f").rstrip("0")
    return here.strftime("%Y-%m-%d %H:%M:%S").removesuffix(":00")

"""The zone that a cell tells: after its time, as an offset or a name, or in a column of its own."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from incidents.core.cleaning import clean
from incidents.core.statements.headers import named_zone, offset_zone

_ZONE = re.compile(
    r"(?P<told>(?:(?:UTC|GMT)0?|Z)?\s*(?P<offset>[+-]\d{1,2}(?::?\d{2})?)?)(?:\s*\((?P<name>[^)]*)\))?", re.IGNORECASE
)
_HOURS = {
    "WET": 0,
    "WEST": 1,
    "CET": 1,
    "CEST": 2,
    "MEZ": 1,
    "MESZ": 2,
    "EET": 2,
    "EEST": 3,
    "MSK": 3,
    "EDT": -4,
    "EST": -5,
    "CDT": -5,
    "MDT": -6,
    "MST": -7,
    "PDT": -7,
    "PST": -8,
    "HKT": 8,
    "SGT": 8,
    "JST": 9,
    "KST": 9,
    "AEST": 10,
    "AEDT": 11,
}
"""Short names with their hours from UTC. Those that mean several zones (CST, IST, BST) are not read."""


def zone_after(text: str) -> tzinfo:
    """The zone that stands after a time; raises ValueError where it is none, or where it says two things.

    >>> [str(zone_after(text)) for text in ("Z", "-0700", "UTC+8", "(UTC+8)", "GMT+0100 (CET)", "EST")]
    ['UTC', 'UTC-07:00', 'UTC+08:00', 'UTC+08:00', 'UTC+01:00', 'EST']
    """
    match = _ZONE.fullmatch(text)
    if match is None:
        return _named(text)
    name = (match["name"] or "").strip()
    if not match["told"]:
        return _named(name)
    zone = offset_zone(match["offset"]) if match["offset"] else UTC
    if zone is None or (any(map(str.isdigit, name)) and _named(name).utcoffset(None) != zone.utcoffset(None)):
        raise ValueError(text)
    return zone


def _named(text: str) -> tzinfo:
    hours = _HOURS.get(text.upper())
    zone = named_zone(text) if hours is None else timezone(timedelta(hours=hours), text.upper())
    if zone is None:
        raise ValueError(text)
    return zone


def is_abbreviated(when: datetime) -> bool:
    """Whether its zone was a short name, which people use for summer and winter alike.

    >>> is_abbreviated(datetime(2022, 12, 8, tzinfo=zone_after("CET"))), is_abbreviated(datetime(2022, 12, 8))
    (True, False)
    """
    return isinstance(when.tzinfo, timezone) and when.tzname() in _HOURS


def zone_of_cell(cell: str) -> tzinfo | None:
    """The zone that a cell of a zone column names."""
    return named_zone(clean(cell))

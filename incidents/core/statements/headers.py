"""Header lines: names compared without case, spaces and punctuation, and the zone that a name tells."""

import re
from collections.abc import Iterable, Sequence
from datetime import timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from incidents.core.cleaning import clean

_UTC = re.compile(
    r"(?<![^\W_])(?:UTC|GMT)\s*(?P<offset>null|[+-]\s?\d{1,2}(?::?\d{2})?)?(?![^\W_])|(?<=[a-z])UTC$",
    re.IGNORECASE,
)
_PUNCTUATION = re.compile(r"[^\w*]+|_+")
_NAMED = re.compile(r"\b(?P<name>(?:Africa|America|Asia|Australia|Europe|Pacific)/[A-Za-z_]+|JST|KST)\b")
_SHORT = {"JST": "Asia/Tokyo", "KST": "Asia/Seoul"}
_IN_FILE_NAME = re.compile(
    r"(?<![A-Za-z])(?:UTC|GMT)[ _]?(?P<offset>[+-]\d{1,2}(?:[:_.]?\d{2})?)?(?![A-Za-z0-9])", re.IGNORECASE
)
_OFFSET = re.compile(r"(?P<sign>[+-])\s?(?P<hours>\d{1,2})[:_.]?(?P<minutes>\d{2})?")


@cache
def normal(name: str) -> str:
    """A header name as it is compared: lower case, letters and digits alone, without its zone.

    >>> [normal(name) for name in ("Date(UTC+0)", "User_ID", "Transaction.Type", "UTC_Time", "#", "Amount (USDT)")]
    ['date', 'userid', 'transactiontype', 'time', '#', 'amountusdt']
    """
    text = clean(name).strip().strip("\"'")
    bare = _PUNCTUATION.sub("", _UTC.sub(" ", text)).casefold()
    return bare or _PUNCTUATION.sub("", text).casefold() or text.strip()


def names(cells: Iterable[str]) -> list[str]:
    """The names of a header line; the second and third of the same name are numbered.

    >>> names(["Buy", "Cur.", "Sell", "Cur."])
    ['buy', 'cur', 'sell', 'cur2']
    """
    seen: dict[str, int] = {}
    found = []
    for cell in cells:
        name = normal(cell)
        seen[name] = seen.get(name, 0) + 1
        found.append(name if seen[name] == 1 or not name else f"{name}{seen[name]}")
    while found and not found[-1]:
        found.pop()
    return found


def offset_zone(text: str) -> tzinfo | None:
    """A fixed offset such as ``+08:00``, ``-7`` or ``+0900``; None where it is none, or beyond a day.

    >>> str(offset_zone("+08:00")), str(offset_zone("-7")), offset_zone("+99")
    ('UTC+08:00', 'UTC-07:00', None)
    """
    match = _OFFSET.fullmatch(text.strip())
    if not match or int(match["hours"]) > 14 or int(match["minutes"] or 0) > 59:
        return None
    ahead = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"] or 0))
    return timezone(-ahead if match["sign"] == "-" else ahead)


def named_zone(text: str) -> tzinfo | None:
    """A zone as people and files write it: an IANA name, ``UTC``, ``UTC+8``, ``+08:00``.

    >>> str(named_zone("Europe/Berlin")), str(named_zone("utc+8")), named_zone("Moon/Base")
    ('Europe/Berlin', 'UTC+08:00', None)
    """
    bare = text.strip()
    if bare.upper() in ("UTC", "GMT", "Z"):
        return ZoneInfo("UTC")
    found = offset_zone(re.sub(r"^(?:UTC|GMT)\s*", "", bare, flags=re.IGNORECASE))
    if found:
        return found
    try:
        return ZoneInfo(_SHORT.get(bare, bare))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_in(text: str) -> tzinfo | None:
    """The zone that a header name or a preamble line tells.

    >>> str(zone_in("Time(UTC+08:00)")), str(zone_in("UTC_Time")), zone_in("Date(UTCnull)"), zone_in("Time")
    ('UTC+08:00', 'UTC', None, None)
    """
    match = _UTC.search(text)
    if match:
        offset = match["offset"]
        if offset and offset.lower() == "null":
            return None
        return offset_zone(offset) if offset else ZoneInfo("UTC")
    named = _NAMED.search(text)
    return named_zone(named["name"]) if named else None


def zone_in_file_name(name: str) -> tzinfo | None:
    """The zone that a file name tells.

    >>> str(zone_in_file_name("export_UTC+08_00.csv")), zone_in_file_name("export_2022-01-01.csv")
    ('UTC+08:00', None)
    """
    match = _IN_FILE_NAME.search(name)
    if not match:
        return None
    return offset_zone(match["offset"]) if match["offset"] else ZoneInfo("UTC")


def zone_name(zone: tzinfo) -> str:
    """How a zone is printed: its IANA name, ``UTC``, or its offset.

    >>> zone_name(ZoneInfo("Europe/Berlin")), zone_name(timezone(timedelta(hours=8)))
    ('Europe/Berlin', '+08:00')
    """
    return str(zone).removeprefix("UTC") or "UTC"


def header_zone(cells: Sequence[str]) -> tzinfo | None:
    """The zone that the names of a header line tell: the first that tells one."""
    return next((zone for cell in cells if (zone := zone_in(cell))), None)

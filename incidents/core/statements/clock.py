"""A file's clock: a column of its times as UTC instants, quickly where they are plain ISO 8601."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo
from itertools import repeat
from operator import attrgetter, itemgetter

from incidents.core.statements.dates import read, read_number
from incidents.core.statements.zones_of_cells import is_abbreviated

_MARKS = itemgetter(slice(4, 17, 3))
_ISO = {"-- ::", "--T::"}
_ZONE = attrgetter("tzinfo")
_MINUTES = re.compile(
    r"(.*?(?<!\d)\d{1,2}):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,12}))?)?(?![\d:.,])(.*)", re.DOTALL | re.ASCII
).fullmatch
_MOST_HOURS = 10_000
_SUFFIXES = ("Z", " UTC", "+00:00")


class Clock:
    """The zone of a file's times, the order of day and month, and how often local time was doubtful.

    >>> from zoneinfo import ZoneInfo
    >>> Clock(ZoneInfo("Europe/Amsterdam")).column(["2023-11-30 11:37:41"])
    ['2023-11-30T10:37:41+00:00']
    """

    def __init__(self, zone: tzinfo, order: str = "dmy") -> None:
        self.zone = zone
        self.order = order
        self._is_utc = str(zone) == "UTC"
        self._hours: dict[str, str] = {}
        self.twice = 0
        """Hours that happened twice, when clocks were put back: read as the first."""
        self.doubtful: dict[str, str] = {}
        """Cell -> why its time is not sure."""

    def column(self, cells: Sequence[str]) -> list[str | None]:
        """ISO 8601 in UTC; "" for an empty cell, None for one that is no time."""
        try:
            different = list(set(cells))
            if len(different) * 2 > len(cells):
                return self._quick(cells)
            known = dict(zip(different, self._quick(different), strict=True))
            return [known[cell] for cell in cells]
        except ValueError:
            return [self._by_parts(cell) for cell in cells]

    def _quick(self, cells: Sequence[str]) -> list[str | None]:
        suffix = next((end for end in _SUFFIXES if cells and cells[0].endswith(end)), "")
        if suffix:
            length = len(suffix)
            if not all(map(str.endswith, cells, repeat(suffix))):
                raise ValueError(suffix)
            cells = [cell[:-length] for cell in cells]
        if not set(map(_MARKS, cells)) <= _ISO:
            raise ValueError(cells[0])
        parsed = list(map(datetime.fromisoformat, cells))
        if any(map(_ZONE, parsed)) or not 1970 <= min(parsed).year <= max(parsed).year <= 2100:
            raise ValueError(cells[0])
        if suffix or self._is_utc:
            return [*("+00:00\0".join(cells) + "+00:00").replace(" ", "T").split("\0")]
        return [self._by_hour(cell, when) for cell, when in zip(cells, parsed, strict=True)]

    def _by_hour(self, cell: str, when: datetime) -> str | None:
        """Whole hours apart from UTC, all minutes of one hour are the same: most of the work is done once an hour."""
        begins = self._known(cell[:13])
        if begins is None:
            found = self._to_utc(when.replace(minute=0, second=0, microsecond=0))
            begins = found[:13] if found and found[14:16] == "00" else ""
            self._hours[cell[:13]] = begins
        return f"{begins}{cell[13:]}+00:00" if begins else self._to_utc(when)

    def _by_parts(self, cell: str) -> str | None:
        """One cell of any layout: what stands around its minutes is read once an hour, where all of them are alike."""
        match = _MINUTES(cell)
        if match is None:
            return self.instant(cell)
        front, minute, second, fraction, rest = match.groups("")
        micro = fraction[:6].ljust(6, "0").rstrip("0") and f".{fraction[:6]:0<6}"
        within = f":{minute}:{second or '00'}{micro}+00:00"
        begins = self._known(f"{front}\0{rest}")
        if begins is None:
            found = self.instant(cell)
            begins = self._begins(front, f"{second and ':00'}{rest}")
            self._hours[f"{front}\0{rest}"] = begins if begins + within == found else ""
            return found
        return begins + within if begins else self.instant(cell)

    def _known(self, hour: str) -> str | None:
        """What is known of an hour; there is room for so many."""
        if len(self._hours) > _MOST_HOURS:
            self._hours.clear()
        return self._hours.get(hour)

    def _begins(self, front: str, rest: str) -> str:
        """The hour that stands between, where its first minute and its last are in it without any doubt."""
        twice, found = self.twice, set[str]()
        for minute in ("00", "59"):
            cell = f"{front}:{minute}{rest}"
            told = cell in self.doubtful
            when = self.instant(cell) or ""
            found.add(when[:13] if when[13:] == f":{minute}:00+00:00" and cell not in self.doubtful else "")
            if not told:
                self.doubtful.pop(cell, None)
        sure = self.twice == twice and len(found) == 1
        self.twice = twice
        return found.pop() if sure else ""

    def instant(self, cell: str, zone: tzinfo | None = None) -> str | None:
        """One cell; ``zone`` where a column of the row names it."""
        if not cell.strip():
            return ""
        when = read(cell, self.order)
        if when is None:
            when = read_number(cell)
            if when is None:
                return None
            if when.tzinfo is None:
                self.doubtful[cell] = "time_from_number"
        elif is_abbreviated(when):
            self.doubtful[cell] = "zone_abbreviated"
        return self._to_utc(when, zone)

    def _to_utc(self, when: datetime, zone: tzinfo | None = None) -> str | None:
        if when.tzinfo is None:
            when = when.replace(tzinfo=zone or self.zone)
        if when.utcoffset() != when.replace(fold=1).utcoffset():
            self.twice += 1
        try:
            return when.astimezone(UTC).isoformat()
        except OverflowError:
            return None

"""Points in time as files write them: any order of day and month, month names, AM and PM, epochs, zones in the cell."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache
from itertools import pairwise

from incidents.core.cleaning import clean
from incidents.core.statements.asian_dates import western
from incidents.core.statements.zones_of_cells import zone_after

FIRST_YEAR, LAST_YEAR = 1970, 2100
ORDERS = ("dmy", "mdy", "ymd")

_LANGUAGES = ("en", "de", "fr", "es", "pt", "it", "nl", "tr", "pl", "cs", "uk", "ru", "sv", "da")
_CLOCK = re.compile(
    r"(?<!\d)(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,](?P<fraction>\d{1,12}))?)?"
    r"(?:\s*(?P<half>[AaPp])\.?\s?[Mm]\.?(?![A-Za-z]))?"
)
_ISO_BEGINS = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d|$)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})\s*[-/.\s]\s*(\d{1,2})\s*[-/.\s]\s*(\d{1,4})(?!\d)")
_COMPACT = re.compile(r"(?P<date>\d{8})(?:[T\s_-]?(?P<clock>\d{6})(?P<zone>Z|[+-]\d{2}:?\d{2})?)?")
_EPOCH = re.compile(r"(?P<whole>\d{10}|\d{13}|\d{16})(?P<fraction>\.\d+)?")
_NANOSECONDS = re.compile(r"\d{19}")
_SERIAL = re.compile(r"(?P<days>\d{5})(?:[.,](?P<part>\d+))?")
_BEGAN = datetime(1970, 1, 1, tzinfo=UTC)
_BITCOIN_BEGAN = date(2009, 1, 3)
_SERIALS_BEGAN = datetime(1899, 12, 30)  # noqa: DTZ001 - the zone comes later


@cache
def _months() -> dict[str, int]:
    """Month names and their short forms, lower case, in the languages that exports come in."""
    from babel.dates import get_month_names  # reads tables, and seldom needed

    found = {"mrz": 3, "mär": 3}
    for language in _LANGUAGES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                for number, name in get_month_names(width, context, language).items():
                    found.setdefault(name.casefold().strip("."), number)
    return found


def _month(word: str) -> int | None:
    bare = word.casefold().strip(".")
    return _months().get(bare) or _months().get(bare[:3])


@lru_cache(maxsize=8192)
def read(cell: str, order: str = "dmy") -> datetime | None:
    """One cell as a time, with a zone where the cell has one; None where it is none.

    >>> [str(read(cell)) for cell in ("2022-02-18T13:24:05Z", "Feb. 14, 2019, 03:32 PM", "1694766966")]
    ['2022-02-18 13:24:05+00:00', '2019-02-14 15:32:00', '2023-09-15 08:36:06+00:00']
    >>> str(read("Wed June 09 2021 04:52:23 GMT+0000")), str(read("2017-09-15 06:13:18 -0700"))
    ('2021-06-09 04:52:23+00:00', '2017-09-15 06:13:18-07:00')
    >>> str(read("7/28/2019 1:35:53 PM", "mdy")), str(read("23-05-06 23:05:55", "ymd")), read("XXX. 14"), read("1.5")
    ('2019-07-28 13:35:53', '2023-05-06 23:05:55', None, None)
    """
    text = western(clean(cell)).strip().strip("\"'")
    epoch = _EPOCH.fullmatch(text)
    if epoch:
        return _from_epoch(epoch["whole"], epoch["fraction"] or "")
    try:
        return _sane(_iso(text) or _by_parts(text, order))
    except (ValueError, OverflowError):
        return None


def read_number(cell: str) -> datetime | None:
    """A time that is a bare number: nanoseconds since 1970, or the days of a spreadsheet, to the second.

    Such numbers are times only where a column is known to hold times.

    >>> [str(read_number(cell)) for cell in ("1670465649123456789", "44903.0932", "44903", "12.5")]
    ['2022-12-08 02:14:09.123456+00:00', '2022-12-08 02:14:12', '2022-12-08 00:00:00', 'None']
    """
    text = clean(cell).strip()
    if _NANOSECONDS.fullmatch(text):
        return _sane(_BEGAN + timedelta(microseconds=int(text[:-3])))
    serial = _SERIAL.fullmatch(text)
    if serial is None:
        return None
    seconds = round(float(f"0.{serial['part'] or 0}") * 86_400)
    found = _SERIALS_BEGAN + timedelta(days=int(serial["days"]), seconds=seconds)
    return found if _is_likely(found.date()) else None


def _is_likely(day: date) -> bool:
    """Whether anything of coins can have happened on it."""
    return _BITCOIN_BEGAN <= day <= datetime.now(UTC).date() + timedelta(days=1)


def _iso(text: str) -> datetime | None:
    if not _ISO_BEGINS.match(text):
        return None
    plain = f"{text[:-4]}+00:00" if text.endswith(" UTC") else text
    try:
        return datetime.fromisoformat(plain)
    except ValueError:
        return None


def _sane(found: datetime | None) -> datetime | None:
    return found if found and FIRST_YEAR <= found.year <= LAST_YEAR else None


def _from_epoch(whole: str, fraction: str) -> datetime | None:
    per_second = 10 ** (len(whole) - 10)
    seconds, rest = divmod(int(whole), per_second)
    micro = rest * (1_000_000 // per_second) + int(float(fraction or 0) * 1_000_000 / per_second)
    return _sane(_BEGAN + timedelta(seconds=seconds, microseconds=micro))


def _by_parts(text: str, order: str) -> datetime | None:
    compact = _COMPACT.fullmatch(text)
    if compact:
        clock = compact["clock"] or "000000"
        zone = zone_after(compact["zone"]) if compact["zone"] else None
        return datetime.strptime(compact["date"] + clock, "%Y%m%d%H%M%S").replace(tzinfo=zone)
    match = _CLOCK.search(text)
    before, after = (text[: match.start()], text[match.end() :]) if match else (text, "")
    day = _day(before.removesuffix("UTC").rstrip(" T,"), order)
    if day is None and match:
        day = _day(f"{before} {after}", order)
        after = ""
    if day is None:
        return None
    found = datetime(*day) + _time_of_day(match)  # noqa: DTZ001 - the zone comes from the cell's end, or later
    if after.strip():
        return found.replace(tzinfo=zone_after(after.strip()))
    return found.replace(tzinfo=UTC) if before.endswith("UTC") else found


def _time_of_day(match: re.Match[str] | None) -> timedelta:
    if match is None:
        return timedelta()
    hour = int(match["hour"])
    if match["half"]:
        if hour > 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if match["half"] in "Pp" else 0)
    if hour > 23 or int(match["minute"]) > 59 or int(match["second"] or 0) > 59:
        raise ValueError(hour)
    micro = int(((match["fraction"] or "") + "000000")[:6])
    return timedelta(hours=hour, minutes=int(match["minute"]), seconds=int(match["second"] or 0), microseconds=micro)


def _day(text: str, order: str) -> tuple[int, int, int] | None:
    month = next((found for word in _WORD.findall(text) if (found := _month(word))), None)
    if month:
        numbers = [int(number) for number in re.findall(r"\d{1,4}", text)]
        if len(numbers) != 2:
            return None
        day, year = numbers if numbers[0] <= 31 else reversed(numbers)
        return _full_year(year), month, day
    match = _NUMERIC.fullmatch(text.strip().rstrip("."))
    if not match:
        return None
    first, second, third = (int(part) for part in match.groups())
    if len(match[1]) == 4 or (len(match[3]) < 4 and order == "ymd"):
        return _full_year(first), second, third
    if len(match[3]) == 3 or len(match[1]) == 3:
        return None
    if order == "mdy":
        return _full_year(third), first, second
    return _full_year(third), second, first


def _full_year(year: int) -> int:
    return year + 2000 if year < 100 else year


def order_of(cells: Sequence[str], expected: str | None) -> tuple[str, bool]:
    """Which order of day and month these cells are in, and whether that is certain.

    Certain where a number can be a day only, or where one order alone makes the file run in time.

    >>> order_of(["04/02/2020 10:00", "25/02/2020 10:00"], None), order_of(["4/11/2014 7:50 PM"], None)
    (('dmy', True), ('mdy', False))
    >>> order_of(["1/31/2022", "2/1/2022", "2/2/2022"], None), order_of(["2022-01-02"], None)
    (('mdy', True), ('ymd', True))
    """
    dates = [match.groups() for cell in cells if (match := _NUMERIC.search(clean(cell)))]
    if not any(len(first) < 4 for first, _, _ in dates):
        return "ymd", True
    lawful = [order for order in ORDERS if _holds(dates, order)]
    possible = [order for order in lawful if all(_is_likely(_date(parts, order)) for parts in dates)]
    if not possible:
        best = expected if expected in lawful or not lawful else lawful[0]
        return best or "dmy", False
    if len(possible) == 1:
        return possible[0], True
    if expected in possible:
        return _closest(dates, possible, expected)
    steps = Counter({order: _backward_steps(dates, order) for order in possible})
    (worse, least), certain = steps.most_common()[-1], False
    if list(steps.values()).count(least) == 1 and len(dates) > 2:
        return worse, True
    american = any("/" in cell and _CLOCK.search(cell) and re.search(r"[AaPp]\.?[Mm]", cell) for cell in cells)
    return ("mdy" if american and "mdy" in possible else possible[0]), certain


def _holds(dates: Iterable[tuple[str, ...]], order: str) -> bool:
    for parts in dates:
        if len(parts[0]) == 4:
            continue
        if order == "ymd" and len(parts[2]) == 4:
            return False
        try:
            _date(parts, order)
        except ValueError:
            return False
    return True


def _date(parts: Sequence[str], order: str) -> date:
    """Raises ValueError where there is no such day."""
    order = "ymd" if len(parts[0]) == 4 else order
    year, month, day = (int(parts[order.index(part)]) for part in "ymd")
    return date(_full_year(year), month, day)


def _closest(dates: Sequence[tuple[str, ...]], possible: Sequence[str], expected: str) -> tuple[str, bool]:
    """The expected order; but years of two digits must also put the dates closer together than any other order."""
    if any(len(part) == 4 for parts in dates for part in parts):
        return expected, True
    days = {order: [_date(parts, order) for parts in dates] for order in possible}
    spans = {order: max(found) - min(found) for order, found in days.items()}
    least = min(spans.values())
    if spans[expected] == least:
        return expected, list(spans.values()).count(least) == 1
    return min(possible, key=spans.__getitem__), False


def _backward_steps(dates: Sequence[tuple[str, ...]], order: str) -> int:
    """How often time runs against the way in which the file is sorted; years of another century count as well."""
    keys = [tuple(int(parts[order.index(part)]) for part in "ymd") for parts in dates]
    pairs = list(pairwise(keys))
    return min(sum(a > b for a, b in pairs), sum(a < b for a, b in pairs))

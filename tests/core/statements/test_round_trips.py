"""Numbers, times and encodings come back as they went in, however they were written."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from incidents.core.statements.clock import Clock
from incidents.core.statements.dates import read as read_time
from incidents.core.statements.numbers import are_plain, column, decimal_mark, over, split, times
from tests.core.statements.reading import whole

CALM = settings(deadline=None)
amounts = st.decimals(min_value=0, max_value=10**20, allow_nan=False, allow_infinity=False, places=8)
moments = st.datetimes(
    datetime(2009, 1, 3),  # noqa: DTZ001 - a layout without a zone
    datetime(2099, 12, 31),  # noqa: DTZ001
).map(lambda when: when.replace(microsecond=0))
offsets = st.integers(-14 * 4, 14 * 4).map(lambda quarters: timezone(timedelta(minutes=15 * quarters)))


@CALM
@given(amounts, st.sampled_from(["", " BTC", "USDT", "€"]))
def test_a_number_written_with_points(amount: Decimal, unit: str) -> None:
    for text in (f"{amount:f}", f"{amount:,f}", f"{amount:,f}".replace(",", "'"), f"{amount:,f}".replace(",", " ")):
        found, seen = split(f"{text}{unit}", ".")
        assert found is not None
        assert Decimal(found) == amount
        assert seen == unit.strip()


@CALM
@given(amounts)
def test_a_number_written_with_commas(amount: Decimal) -> None:
    swapped = f"{amount:,f}".translate(str.maketrans(",.", ".,"))
    for text in (swapped, f"{amount:f}".replace(".", ",")):
        found, _ = split(text, ",")
        assert found is not None
        assert Decimal(found) == amount


@CALM
@given(st.lists(st.decimals(1001, 10**20, places=8), min_size=1, max_size=20))
def test_the_mark_is_told_by_the_numbers_themselves(many: list[Decimal]) -> None:
    assert decimal_mark([f"{amount:,f}" for amount in many]) == (".", True)
    assert decimal_mark([f"{amount:,f}".translate(str.maketrans(",.", ".,")) for amount in many]) == (",", True)


@CALM
@given(st.lists(amounts.map(lambda amount: f"{amount:f}"), min_size=1))
def test_a_column_of_plain_numbers_stays_as_it_is(cells: list[str]) -> None:
    assert are_plain(cells)
    assert column(cells) == cells
    assert not are_plain([*cells, ""])


@CALM
@given(st.text(max_size=30))
def test_a_cell_is_an_amount_or_none_and_never_an_error(text: str) -> None:
    found, _ = split(text, ".")
    assert found is None or found == "" or Decimal(found).is_finite()


@CALM
@given(amounts, amounts)
def test_products_and_quotients_are_exact(first: Decimal, second: Decimal) -> None:
    product = times(f"{first:f}", f"{second:f}")
    assert Decimal(product) == first * second or len(product) > 28
    if second:
        assert abs(Decimal(over(f"{first:f}", f"{second:f}")) * second - first) <= first * Decimal("1e-16")


@CALM
@given(moments)
def test_a_time_in_any_layout(when: datetime) -> None:
    american = f"{when.month}/{when.day}/{when.year} {when:%I:%M:%S %p}"
    for text, order in (
        (when.isoformat(), "dmy"),
        (f"{when:%Y-%m-%d %H:%M:%S}", "mdy"),
        (f"{when:%d.%m.%Y %H:%M:%S}", "dmy"),
        (f"{when:%Y/%m/%d %H:%M:%S}", "dmy"),
        (american, "mdy"),
        (f"{when:%d-%m-%y %H:%M:%S}", "dmy"),
        (f"{when:%y-%m-%d %H:%M:%S}", "ymd"),
        (f"{when:%b}. {when.day}, {when.year}, {when:%I:%M:%S %p}", "dmy"),
        (f"{when.day} {when:%B} {when.year} {when:%H:%M:%S}", "dmy"),
        (f"{when.year}年{when.month}月{when.day}日 {when:%H:%M:%S}", "dmy"),
    ):
        assert read_time(text, order) == when


@CALM
@given(moments, offsets)
def test_a_time_with_its_own_zone(when: datetime, zone: timezone) -> None:
    aware = when.replace(tzinfo=zone)
    sign, minutes = (
        ("-" if (zone.utcoffset(None).days < 0) else "+"),
        abs(int(zone.utcoffset(None).total_seconds())) // 60,
    )
    for text in (aware.isoformat(), f"{when:%a %b %d %Y %H:%M:%S} GMT{sign}{minutes // 60:02}{minutes % 60:02}"):
        found = read_time(text)
        assert found == aware


@CALM
@given(moments)
def test_seconds_and_milliseconds_since_1970(when: datetime) -> None:
    seconds = int(when.replace(tzinfo=UTC).timestamp())
    if seconds >= 10**9:
        assert read_time(str(seconds)) == read_time(f"{seconds}000") == when.replace(tzinfo=UTC)


@CALM
@given(st.lists(moments, min_size=1, max_size=50), offsets)
def test_a_column_is_the_same_quick_or_slow(whens: list[datetime], zone: timezone) -> None:
    cells = [f"{when:%Y-%m-%d %H:%M:%S}" for when in whens]
    expected = [when.replace(tzinfo=zone).astimezone(UTC) for when in whens]
    assert [datetime.fromisoformat(found or "") for found in Clock(zone).column(cells)] == expected
    assert [datetime.fromisoformat(found or "") for found in map(Clock(zone).instant, cells)] == expected


@CALM
@given(st.text(max_size=40))
def test_a_cell_is_a_time_or_none_and_never_an_error(text: str) -> None:
    for order in ("dmy", "mdy", "ymd"):
        found = read_time(text, order)
        assert found is None or 1970 <= found.year <= 2100


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"]), st.text("äöüñčЖ漢字ab c", max_size=20))
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_note_in_any_encoding(delimiter: str, encoding: str, note: str) -> None:
    cells = ["1", "2022-12-08 02:14:09", "Spot", "Withdraw", "BTC", "-0.14", note]
    header = "User_ID,UTC_Time,Account,Operation,Coin,Change,Remark".replace(",", delimiter)
    _, rows = whole(f"{header}\n{delimiter.join(cells)}\n".encode(encoding))
    assert rows[0].get("note", "") == note.strip()


LAYOUTS = (
    *("%d/%m/%Y %H:%M", "%d.%m.%Y %H:%M:%S", "%m/%d/%y %I:%M:%S %p", "%H:%M:%S %d-%m-%Y", "%d.%m.%y, %H:%M:%S.%f"),
    *("%a %b %d %Y %H:%M:%S GMT+0530", "%Y-%m-%d %H:%M:%S +01:00", "%d %b %Y %H:%M:%S EST", "%Y-%m-%d %H:%M:%S"),
    *("%Y-%m-%dT%H:%M:%S.%f0Z", "%Y%m%d", "%H:%M"),
)
ZONES = ("UTC", "Europe/Berlin", "Asia/Kolkata", "Australia/Lord_Howe", "America/New_York")
DAYS = [date(2022, 3, 27), date(2022, 10, 30), date(2022, 12, 8), date(2022, 4, 3), date(1969, 1, 1)]
"""Clocks are put forward or back on most of them."""


@CALM
@given(
    st.sampled_from(LAYOUTS),
    st.sampled_from(ZONES),
    st.lists(st.tuples(st.sampled_from(DAYS), st.times()), min_size=1, max_size=40),
)
def test_a_column_of_times_is_read_as_its_cells_are(layout: str, zone: str, times: list[tuple[date, time]]) -> None:
    cells = [*(datetime.combine(*when).strftime(layout) for when in times), ""]
    column, alone = Clock(ZoneInfo(zone)), Clock(ZoneInfo(zone))
    assert column.column(cells) == list(map(alone.instant, cells))
    assert (column.twice, column.doubtful) == (alone.twice, alone.doubtful)

"""The record: what goes in comes back, what is odd is told, what cannot be read is refused with its place."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.core.errors import BadInput
from incidents.core.record import SCHEMA, canonical, json_schema, parse_json, read_record
from incidents.core.record_types import print_amount, prune, read_amount
from tests.factories import example_json

MINIMAL = {"schema": SCHEMA}


def instants(value: object) -> object:
    """JSON values with times as instants, so that spelling does not matter."""
    if isinstance(value, dict):
        return {key: instants(item) for key, item in value.items()}
    if isinstance(value, list):
        return [instants(item) for item in value]
    try:
        return datetime.fromisoformat(value).astimezone(UTC) if isinstance(value, str) and "T" in value else value
    except ValueError:
        return value


def test_the_example_comes_back_member_by_member() -> None:
    raw = example_json()
    record, warnings = read_record(raw)
    assert warnings == []
    assert instants(record.given()) == instants(prune(raw))


def test_offsets_are_kept_as_told() -> None:
    record, _ = read_record({**MINIMAL, "discovered_at": "2022-12-08T08:05:00+01:00"})
    assert record.discovered_at is not None
    assert record.discovered_at.utcoffset() == timedelta(hours=1)
    assert record.given()["discovered_at"].endswith("+01:00")


def test_a_time_without_offset_is_read_in_the_records_zone_and_reported() -> None:
    record, warnings = read_record({**MINIMAL, "time_zone": "Europe/Berlin", "discovered_at": "2022-07-08T08:05:00"})
    assert record.discovered_at == datetime(2022, 7, 8, 6, 5, tzinfo=UTC)
    assert [w["code"] for w in warnings] == ["time_without_offset"]


def test_unknown_members_stay_in_place_and_are_reported() -> None:
    raw = {**MINIMAL, "moon": {"phase": "full"}, "movements": [{"kind": "deposit", "colour": "red"}]}
    record, warnings = read_record(raw)
    assert record.given()["moon"] == {"phase": "full"}
    assert record.given()["movements"][0]["colour"] == "red"
    assert {w["path"] for w in warnings} == {"moon", "movements.0.colour"}


@pytest.mark.parametrize("absent", [None, "", [], {}])
def test_null_empty_and_absent_are_the_same(absent: object) -> None:
    record, _ = read_record({**MINIMAL, "narrative": absent, "victim": {"legal_name": "Jane", "phone": absent}})
    bare, _ = read_record({**MINIMAL, "victim": {"legal_name": "Jane"}})
    assert record.fingerprint() == bare.fingerprint()


@pytest.mark.parametrize(
    ("members", "path", "code"),
    [
        ({"movements": [{"amount": "a lot"}]}, "movements.0.amount", "amount_not_a_number"),
        ({"movements": [{"amount": "NaN"}]}, "movements.0.amount", "amount_not_a_number"),
        ({"movements": [{"amount": "1" * 90}]}, "movements.0.amount", "amount_too_long"),
        ({"discovered_at": "yesterday"}, "discovered_at", "time_unreadable"),
        ({"victim": "Jane"}, "victim", "model_type"),
        ({"schema": "recourse/case-record/2"}, "schema", "unknown_schema"),
    ],
)
def test_what_cannot_be_read_names_its_place(members: dict[str, object], path: str, code: str) -> None:
    with pytest.raises(BadInput) as caught:
        read_record({**MINIMAL, **members})
    problem = caught.value.params["errors"][0]  # type: ignore[index]
    assert (problem["path"], problem["code"]) == (path, code)


def test_numbers_of_json_are_read_exactly() -> None:
    raw = json.dumps({**MINIMAL, "movements": [{"amount": 1}]}).replace(": 1}", ": 0.10000000000000000001}")
    record, _ = read_record(parse_json(raw))
    assert record.movements[0].amount == Decimal("0.10000000000000000001")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=18, min_value=-(10**40), max_value=10**40))
def test_amounts_keep_value_and_digits(amount: Decimal) -> None:
    assert read_amount(print_amount(amount)) == amount
    assert print_amount(read_amount(print_amount(amount))) == print_amount(amount)


def test_canonical_bytes_do_not_depend_on_the_order_of_members() -> None:
    raw = example_json()
    turned = dict(reversed(raw.items()))
    assert read_record(raw)[0].canonical_bytes() == read_record(turned)[0].canonical_bytes()
    assert canonical({"b": 1, "a": 2}) == b'{"a":2,"b":1}'


def test_the_schema_names_every_member_of_the_example() -> None:
    assert set(example_json()) <= set(json_schema()["properties"])


def test_the_published_schema_is_the_one_in_force() -> None:
    published = Path(__file__).resolve().parents[2] / "docs" / "record.schema.json"
    assert json.loads(published.read_text()) == json_schema()

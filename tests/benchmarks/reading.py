"""Reading what people paste, looking addresses up, deriving a large record."""

import time
from datetime import UTC, datetime

from incidents.core import references
from incidents.core.attribution import attribute
from incidents.core.derivation import derive
from incidents.core.record import SCHEMA, read_record
from tests.factories import ADDRESSES, example_json

LINES = 20_000
ROWS = 2_000


def measure() -> list[tuple[str, str]]:
    """The rows of the table: what, and how much."""
    example = example_json()["movements"]
    texts = [m[key] for m in example for key in ("txid", "to_address", "order_id") if m.get(key)]
    texts = (texts * (LINES // len(texts) + 1))[:LINES]
    references.read(texts[0])
    started = time.perf_counter()
    for text in texts:
        references.read(text)
    per_minute = LINES / (time.perf_counter() - started) * 60

    network, address, _ = ADDRESSES["hot"]
    attribute(address, network)
    started = time.perf_counter()
    for _ in range(LINES):
        attribute(address, network)
    look_ups = LINES / (time.perf_counter() - started)

    rows = (example * (ROWS // len(example) + 1))[:ROWS]
    record, _ = read_record({"schema": SCHEMA, "country": "DE", "movements": rows})
    derive(record)
    started = time.perf_counter()
    derive(record)
    seconds = time.perf_counter() - started
    return [
        ("texts understood in a minute (at least 100,000)", f"{per_minute:,.0f}"),
        ("addresses looked up in a second", f"{look_ups:,.0f}"),
        (f"deriving a record of {ROWS:,} rows", f"{seconds:.2f} s"),
        ("measured", datetime.now(UTC).date().isoformat()),
    ]

"""Reading an export of 100,000 rows, against what csv, Decimal and fromisoformat alone need for the same file."""

import csv
import gc
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from incidents.core.statements.lines import JsonLines
from incidents.core.statements.suspicion import Suspects, Window
from tests.benchmarks.memory import peak
from tests.core.statements.reading import read

ROWS = 100_000
ROUNDS = 7
START = datetime(2022, 1, 1, tzinfo=UTC)
WINDOW = Window(datetime(2022, 12, 8, tzinfo=UTC), datetime(2022, 12, 9, tzinfo=UTC))

Row = Callable[[random.Random, str, int], list[str]]
MARKETS = (("BTC-USDT", 16000.0), ("ETH-USDT", 1200.0), ("DOGE-USDT", 0.09), ("KAS-USDT", 0.14))


def _withdrawal(rng: random.Random, when: str, number: int) -> list[str]:
    address = f"T{number % 37:033}"
    return [
        when,
        "USDT",
        "TRX",
        f"{rng.random() * 1000:.8f}",
        "1.0",
        address,
        f"{rng.getrandbits(256):064x}",
        "Completed",
    ]


def _order(rng: random.Random, when: str, number: int) -> list[str]:
    market, price = rng.choice(MARKETS)
    price, much = price * (1 + rng.random() / 50), rng.random() * 100
    total, side, fee = f"{price * much:.8f}", ("BUY", "SELL")[number % 2], f"{price * much / 1000:.8f}"
    begin = ["*381", "main", f"{rng.getrandbits(96):024x}", market, side, "MARKET", f"{price:.5f}", f"{much:.4f}"]
    return [*begin, total, total, when, fee, "", "TAKER", "USDT"]


def _entry(_: random.Random, when: str, number: int) -> list[str]:
    much = 1 + number // 3 % 97
    kind, coin, change = (
        ("Transaction Spend", "USDT", f"-{much * 1600}.0000"),
        ("Transaction Buy", "BTC", f"{much / 10:.8f}"),
        ("Transaction Fee", "BNB", f"-{much / 1000:.8f}"),
    )[number % 3]
    return ["10000009", when, "Spot", kind, coin, change, ""]


FILES: Sequence[tuple[str, str, int, Sequence[int], int, Row]] = (
    ("withdrawals", "Date(UTC+0),Coin,Network,Amount,Fee,Address,TXID,Status", 0, (3, 4), 1, _withdrawal),
    (
        "filled orders",
        "UID,Account Type,Order ID,Symbol,Side,Order Type,Avg. Filled Price,Filled Amount,Filled Volume,"
        "Filled Volume (USDT),Filled Time(UTC+00:00),Fee,Tax,Maker/Taker,Fee Currency",
        10,
        (6, 7, 8, 9, 11),
        1,
        _order,
    ),
    ("ledger in legs", "User_ID,UTC_Time,Account,Operation,Coin,Change,Remark", 1, (5,), 3, _entry),
)
"""Name, header, the place of the time, those of the numbers, rows a second, how a row is made."""


def write(path: Path, header: str, rows_a_second: int, row: Row) -> None:
    """A file of invented rows, the same every time."""
    rng = random.Random(2022)  # noqa: S311
    with path.open("w", newline="") as file:
        file.write(header + "\n")
        whens = ((START + timedelta(seconds=270 * (number // rows_a_second))) for number in range(ROWS))
        csv.writer(file).writerows(row(rng, f"{when:%Y-%m-%d %H:%M:%S}", number) for number, when in enumerate(whens))


def bare(path: Path, at: int, numbers: Sequence[int]) -> float:
    """CPU seconds of csv, Decimal and fromisoformat."""
    started = time.process_time()
    with path.open(newline="") as file:
        rows = csv.reader(file)
        next(rows)
        for row in rows:
            for place in numbers:
                Decimal(row[place])
            datetime.fromisoformat(row[at])
    return time.process_time() - started


def ours(path: Path) -> float:
    """CPU seconds from the file's bytes to JSON lines with what looks like the theft, as ``read_statement`` does it."""
    gc.collect()
    gc.disable()
    started = time.process_time()
    for _ in lines(path):
        pass
    gc.enable()
    return time.process_time() - started


def lines(path: Path) -> Iterator[str]:
    """Every movement of a file as a line."""
    for statement in read(path.read_bytes(), path.name):
        found = JsonLines(Suspects(WINDOW))
        for batch in statement.batches:
            found.add(batch)
        yield from found.finish()


def ratio_of(path: Path, at: int, *numbers: int) -> float:
    """How many times longer the one takes than the other, both taken in turn."""
    ours(path)
    pairs = [(ours(path), bare(path, at, numbers)) for _ in range(ROUNDS)]
    return min(a for a, _ in pairs) / min(b for _, b in pairs)


def measure() -> list[tuple[str, str]]:
    """The rows of the table: what, and how much. Each file in a process of its own, as the command reads it."""
    found: list[tuple[str, str]] = []
    megabytes = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for name, header, at, numbers, rows_a_second, row in FILES:
            path = Path(folder) / f"{name}.csv"
            write(path, header, rows_a_second, row)
            megabytes = max(megabytes, peak("manage.py", "read_statement", str(path)))
            command = [sys.executable, "-m", __name__, str(path), *map(str, (at, *numbers))]
            ratio = float(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
            found.append(
                (f"reading {ROWS:,} rows of {name}, against csv, Decimal, fromisoformat (at most 5)", f"{ratio:.1f}")
            )
    found.append((f"memory of read_statement over {ROWS:,} rows (at most 200 MB)", f"{megabytes:.0f} MB"))
    return found


if __name__ == "__main__":
    sys.stdout.write(str(ratio_of(Path(sys.argv[1]), *map(int, sys.argv[2:]))))

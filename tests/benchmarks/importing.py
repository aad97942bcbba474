"""A hundred thousand rows of an export into the database, against reading the same file with the csv module alone."""

import csv
import io
import sys
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from uuid import UUID

import django

from incidents.core.vocabulary import OPERATOR, SYSTEM
from tests.benchmarks.memory import peak

ROWS = 100_000
ROUNDS = 3
HEADER = "Date(UTC),Pair,Side,Price,Executed,Amount,Fee"
WINDOW = {"from": "2022-11-05T00:00:00Z", "to": "2022-11-06T00:00:00Z"}


def lines() -> Iterator[str]:
    """An export of trades with the cells of a real one."""
    yield HEADER
    at = datetime(2022, 11, 1)  # noqa: DTZ001 - the text of a cell
    for n in range(ROWS):
        at += timedelta(seconds=17)
        side, price, coins = "BUY" if n % 2 else "SELL", f"{16000 + n % 500}.{n % 100:02d}", f"0.00{n % 1000:03d}1"
        yield f"{at},BTCUSDT,{side},{price},{coins}BTC,{n % 1000}.{n % 97}00USDT,0.0000{n % 9}1BNB"


def plainly(text: str) -> float:
    """CPU seconds that Python's own csv, Decimal and fromisoformat need for it."""
    started = time.process_time()
    rows = csv.reader(io.StringIO(text))
    next(rows)
    for at, _, _, price, executed, amount, fee in rows:
        datetime.fromisoformat(at)
        for number in (price, executed[:-3], amount[:-4], fee[:-3]):
            Decimal(number)
    return time.process_time() - started


def measure() -> list[tuple[str, str]]:
    """The ratio, and the most memory of a process that does nothing else."""
    text = "\n".join(lines())
    memory = peak("-m", __name__, taken(text))
    pairs = [(into_database(taken(text)), plainly(text)) for _ in range(ROUNDS)]
    took, bare = (min(seconds) for seconds in zip(*pairs, strict=True))
    return [
        (f"{ROWS:,} rows into the database, CPU", f"{took:.1f} s"),
        ("against csv, Decimal and fromisoformat alone (at most 20)", f"{took / bare:.1f}"),
        ("memory of the process that does it (at most 200 MB)", f"{memory:.0f} MB"),
    ]


def taken(text: str) -> str:
    """An export of a new case, ready to be read: the id of its job."""
    from incidents.core.record_parts import Evidence
    from incidents.services import evidence, outbox, statements
    from tests.factories.cases import draft

    case, file = draft(window=WINDOW), io.BytesIO(text.encode())
    with outbox.held_back():
        kept = evidence.keep(by=OPERATOR, case=case, file=file, said=Evidence(file="trades.csv", title="trades"))
        job = statements.take(by=OPERATOR, case=case, evidence=kept)
    if job is None:
        raise RuntimeError("not taken for a statement")
    return str(job.id)


def into_database(job: str) -> float:
    """CPU seconds of one reading; every row must be there."""
    from incidents.models import StatementRow

    started = time.process_time()
    read(job)
    took = time.process_time() - started
    if StatementRow.objects.filter(statement=job).count() != ROWS:
        raise RuntimeError("rows are missing")
    return took


def read(job: str) -> None:
    """What a worker does with it."""
    from incidents.services import statements

    statements.read(by=SYSTEM, job=UUID(job))


if __name__ == "__main__":
    django.setup()
    read(sys.argv[1])

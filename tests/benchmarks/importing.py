"""A hundred thousand rows of an export into the database, against reading the same file with the csv module alone."""

import csv
import io
import resource
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from incidents.core.record_parts import Evidence
from incidents.core.vocabulary import OPERATOR, SYSTEM
from incidents.models import StatementRow
from incidents.services import evidence, outbox, statements
from tests.factories.cases import draft

ROWS = 100_000
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
    """The ratio, and the most memory that this process ever held."""
    text = "\n".join(lines())
    bare = min(plainly(text) for _ in range(3))
    case, file = draft(window=WINDOW), io.BytesIO(text.encode())
    with outbox.held_back():
        kept = evidence.keep(by=OPERATOR, case=case, file=file, said=Evidence(file="trades.csv", title="trades"))
        job = statements.take(by=OPERATOR, case=case, evidence=kept)
    if job is None:
        raise RuntimeError("not taken for a statement")
    started = time.process_time()
    statements.read(by=SYSTEM, job=job.id)
    took = time.process_time() - started
    if StatementRow.objects.filter(statement=job).count() != ROWS:
        raise RuntimeError("rows are missing")
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [
        (f"{ROWS:,} rows into the database, CPU", f"{took:.1f} s"),
        ("against csv, Decimal and fromisoformat alone (at most 20)", f"{took / bare:.1f}"),
        ("the most memory of the process, with the file itself in it", f"{memory:.0f} MB"),
    ]

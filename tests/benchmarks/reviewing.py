"""The pages of a history of 100,000 lines against those of one of 100 lines, and every other page beside it."""

import io
import re
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from statistics import median

from django.test import override_settings

from incidents.core.record_movement import Movement
from incidents.core.record_parts import Evidence
from incidents.core.vocabulary import OPERATOR, SYSTEM
from incidents.models import Case, Statement
from incidents.services import cases, evidence, facts, outbox, statements
from tests.web.walking import Reader

MANY, FEW = 100_000, 100
MOVEMENTS = 300
ROUNDS = 7
HEADER = "Date(UTC),Pair,Side,Price,Executed,Amount,Fee"
PAGES = {
    "the list of histories": "/histories",
    "what looks like the theft": "{}?show=suggested",
    "all lines": "{}?show=all",
    "one kind of line": "{}?show=all&kind=unauthorised_trade",
    "the last lines": "{}?show=all&before=end",
    "lines left out": "{}/left-out",
}
OTHERS = ("/tasks", "/report/check", "/papers", "/answers", "/taken", "/files", "/exports")


def text(rows: int) -> str:
    """An export: half of it trades that look like the theft, half of it moved nothing; each page is a full one."""
    at, lines = datetime(2022, 11, 1), [HEADER]  # noqa: DTZ001 - the text of a cell
    for number in range(rows):
        at += timedelta(days=10) / rows
        coins = f"0.00{number % 1000:03d}1BTC" if number % 2 else "none"
        lines.append(
            f"{at:%Y-%m-%d %H:%M:%S},BTCUSDT,BUY,{16000 + number % 500}.5,{coins},{number % 997}.25USDT,0.1BNB"
        )
    return "\n".join(lines)


def case_with(rows: int) -> tuple[Reader, str]:
    """A reader whose case holds such a history and some movements, and the history's address."""
    before = set(Case.objects.values_list("id", flat=True))
    reader = Reader()
    reader.walk()
    case = Case.objects.exclude(id__in=before).get()
    window: dict[str, object] = {"window.from": "2022-11-01T00:00:00Z", "window.to": "2022-11-20T00:00:00Z"}
    cases.update(by=SYSTEM, case=case, members=window)
    parts = tuple(
        Movement(kind="unauthorised_trade", market="KCS/USDT", price=str(number + 1), quantity="2")
        for number in range(MOVEMENTS)
    )
    facts.add(by=OPERATOR, case=case, name="movements", parts=parts)
    if not rows:
        return reader, ""
    with outbox.held_back():
        file = io.BytesIO(text(rows).encode())
        kept = evidence.keep(by=OPERATOR, case=case, file=file, said=Evidence(file="trades.csv", title="trades"))
        job = statements.take(by=OPERATOR, case=case, evidence=kept)
    if job is None or statements.read(by=SYSTEM, job=job.id) != "read":
        raise RuntimeError("not read")
    found = Statement.objects.get(id=job.id)
    if found.rows_total != rows:
        raise RuntimeError("rows are missing")
    return reader, f"/histories/{job.id}"


def seconds(*calls: Callable[[], object]) -> list[float]:
    """CPU seconds of each call, made in turn, the median of some rounds."""
    found: list[list[float]] = [[] for _ in calls]
    for _ in range(ROUNDS):
        for call, times in zip(calls, found, strict=True):
            started = time.process_time()
            call()
            times.append(time.process_time() - started)
    return [median(times) for times in found]


def page(reader: Reader, address: str) -> Callable[[], str]:
    """A page of a reader."""

    def get() -> str:
        answer = reader.get(address)
        if answer.status_code != 200:
            raise RuntimeError(f"{address}: {answer.status_code}")
        return answer.content.decode()

    return get


def post(reader: Reader, address: str, do: str) -> float:
    """CPU seconds until something was done with all lines, and the page is there again."""
    shown = re.findall(r'name="line" value="([^"]+)"', page(reader, f"{address}?show=all")())
    said = {"do": do, "sure": "yes", "was": "", "line": shown}
    started = time.process_time()
    if reader.client.post(f"{address}?show=all", said, follow=True).status_code != 200:
        raise RuntimeError(do)
    return time.process_time() - started


@override_settings(ALLOWED_HOSTS=["testserver"])
def measure() -> list[tuple[str, str]]:
    """Ratios of large to small for each page, and the seconds of a choice over all of it."""
    (large, long), (small, short), (none, _) = case_with(MANY), case_with(FEW), case_with(0)
    found = []
    for name, rest in PAGES.items():
        slow, quick = seconds(page(large, rest.format(long)), page(small, rest.format(short)))
        found.append((f"{MANY:,} lines, {name}", f"{slow * 1000:.0f} ms, {slow / quick:.2f} times that of {FEW}"))
    pairs = {other: seconds(page(large, other), page(none, other)) for other in OTHERS}
    ratios = {other: slow / quick for other, (slow, quick) in pairs.items()}
    furthest = max(ratios, key=lambda other: ratios[other])
    found.append((f"the other page that such a history slows most ({furthest})", f"{ratios[furthest]:.2f} times"))
    for do, words in (("leave_all", "leaving out"), ("choose_all", "choosing")):
        found.append((f"{words} half of {MANY:,} lines at once", f"{post(large, long, do):.1f} s"))
    return found

"""Statements: an uploaded export is queued, read into rows by a worker, and asks back where it cannot know.

Reading is a job like the making of a paper: leased, safe to run twice, dead with a reason after bounded attempts. What
an earlier attempt wrote is removed first, so that no row is there twice.
"""

import logging
from collections.abc import Iterator
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.transaction import atomic

from incidents.access import policies
from incidents.core.errors import NotFound, RecourseError, UnknownFormat
from incidents.core.exhibits.contents import ARCHIVES
from incidents.core.file_types import OFFICE
from incidents.core.statements import statement as reader
from incidents.core.statements.conventions import Warned
from incidents.core.statements.mapping import Mapping
from incidents.core.statements.suspicion import Suspects, Window
from incidents.core.vocabulary import Actor, JobState
from incidents.gateways.vault import evidence_files
from incidents.models import Account, Case, Evidence, Statement, StatementRow
from incidents.services import clock, events, mappings, outbox
from incidents.services.changes import touch
from incidents.services.leases import Lease, Queue
from incidents.services.statement_rows import RowWriter

logger = logging.getLogger(__name__)

BACK_OFF = (2, 15, 60)
QUEUE = Queue(Statement, lambda: settings.JOB_MAX_ATTEMPTS, BACK_OFF)

ASKED_ABOUT = frozenset({"text/csv", "text/tab-separated-values", OFFICE[".xlsx"]})
"""Files whose columns are asked for when nobody knows them."""

TABLES = ASKED_ABOUT | ARCHIVES
"""Files that are looked into; a plain text is one only when somebody says so."""

ZONE, MAPPING = "zone", "mapping"
SHOWN = frozenset({"line", "why", "rows", "assumed"})
UNSURE = frozenset({"zone_unknown", "zone_assumed"})


def take(*, by: Actor, case: Case, evidence: Evidence) -> Statement | None:
    """Queue the reading of a file that may be a statement; None for any other kind. Twice is once."""
    if evidence.media_type not in TABLES:
        return None
    with atomic():
        now = clock.now()
        statement, is_new = Statement.objects.get_or_create(
            evidence=evidence, part=0, defaults={"case": case, "created_at": now, "next_at": now}
        )
        if is_new:
            events.record(by=by, kind="statement_received", case=case, statement=str(statement.id))
            outbox.publish([statement.id], Statement)
    return statement


def read_again(
    *, by: Actor, case: Case, statement: UUID, zone: str | None = None, mapping: Mapping | None = None
) -> Statement:
    """Read a file anew with what its owner says: the zone of its times, or what its columns mean.

    Raises NotFound for a statement of another case, BadInput for a mapping that reads nothing.
    """
    policies.check_change(case)
    if mapping is not None:
        mapping.check()
    with atomic():
        row = Statement.objects.select_for_update().filter(case=case, id=statement).first()
        if row is None:
            raise NotFound("statement_not_found")
        row.zone, row.zone_from = (zone, "reader") if zone else (row.zone, row.zone_from)
        row.mapping = mapping.as_json() if mapping else row.mapping
        row.needs, row.error_code, row.attempts = "", "", 0
        row.state, row.next_at, row.reviewed_at = JobState.QUEUED, clock.now(), None
        row.save()
        if mapping is not None:
            mappings.remember(by=by, mapping=mapping)
        events.record(by=by, kind="statement_read_again", case=case, statement=str(row.id))
        outbox.publish([row.id], Statement)
    return row


def read(*, by: Actor, job: UUID) -> str:
    """Read one statement if it is there to be read; the outcome as a word. Safe to call twice, by anybody."""
    lease = QUEUE.claim(job)
    if lease is None:
        return "not_mine"
    row = Statement.objects.select_related("case", "evidence").get(id=job)
    try:
        told = _read(row)
    except UnknownFormat as error:
        ask = MAPPING if row.evidence.media_type in ASKED_ABOUT else ""
        titles = _titles(error)
        offered = mappings.offered_for(titles)
        guessed = {"guessed": offered or error.params.get("guessed"), "titles": list(titles), "offered": bool(offered)}
        return _close(by, lease, row, {"needs": ask, "mapping": row.mapping or guessed})
    except RecourseError as error:
        return _close(by, lease, row, {"error_code": error.code})
    except Exception:
        logger.exception("statement not read")
        with atomic():
            given_back = QUEUE.give_back(lease, code="internal")
            if given_back and given_back.state == JobState.DEAD:
                _tell_dead(by, row)
        return "failed"
    return _close(by, lease, row, told)


def bury(*, by: Actor) -> int:
    """Close what can no longer be tried: the workers died each time."""
    return QUEUE.bury(lambda row: _tell_dead(by, row))


def _tell_dead(by: Actor, row: Statement) -> None:
    events.record(by=by, kind="statement_dead", case=row.case, statement=str(row.id))


def _close(by: Actor, lease: Lease, row: Statement, told: dict[str, object]) -> str:
    with atomic():
        if not QUEUE.close(lease, **{"finished_at": clock.now()} | told):
            return "too_late"
        rows = told.get("rows_total", 0)
        events.record(by=by, kind="statement_read", case=row.case, statement=str(row.id), rows=rows)
        touch(row.case)
    return "read"


def _read(first: Statement) -> dict[str, object]:
    """Every table of the file into rows; gives back what the job's own row, which is the first table's, is to say."""
    StatementRow.objects.filter(statement__evidence=first.evidence).delete()
    Statement.objects.filter(evidence=first.evidence, part__gt=0).delete()
    zone = ZoneInfo(first.zone) if first.zone and first.zone_from == "reader" else None
    tables = _tables(first, zone)
    told = _table(first, next(tables), first.case, asked=zone is not None)
    for part, table in enumerate(tables, 1):
        row = _sibling(first, part)
        Statement.objects.filter(id=row.id).update(**_table(row, table, first.case, asked=zone is not None))
    return told


def _tables(first: Statement, zone: ZoneInfo | None) -> Iterator[reader.Statement]:
    """The tables of the file; columns nobody knows are read as its owner said, or as staff accepted."""
    data, name = evidence_files.read(first.evidence.stored_as), first.evidence.file or ""
    if first.mapping and "columns" in first.mapping:
        yield from reader.read(data, name, zone, Mapping.from_json(first.mapping))
        return
    try:
        yield from reader.read(data, name, zone)
    except UnknownFormat as error:
        known = mappings.known_for(_titles(error), first.case)
        if known is None:
            raise
        yield from reader.read(data, name, zone, known)


def _titles(error: UnknownFormat) -> tuple[str, ...]:
    found = error.params.get("titles")
    return tuple(map(str, found)) if isinstance(found, list) else ()


def _sibling(first: Statement, part: int) -> Statement:
    now = clock.now()
    return Statement.objects.create(
        case=first.case, evidence=first.evidence, part=part, created_at=now, next_at=now, state=JobState.DONE
    )


def _table(row: Statement, table: reader.Statement, case: Case, *, asked: bool) -> dict[str, object]:
    """One table into rows; its books as columns of its statement."""
    suspects, writer, count = Suspects(window_of(case), key_labels(case)), RowWriter(row), 0
    for batch in table.batches:
        suspects.watch(batch)
        with atomic():
            count += writer.add(batch)
            Statement.objects.filter(id=row.id).update(rows_read=count)
    with atomic():
        writer.add_left_out(table.tally)
        writer.judge(suspects)
    warnings = [_in_clear(item) for item in table.warnings]
    unsure = not asked and any(item["code"] in UNSURE for item in warnings)
    return {
        "format": table.format[:80],
        "institution": table.institution or "",
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "zone": table.zone,
        "zone_from": "reader" if asked else "" if unsure else "header",
        "needs": ZONE if unsure else "",
        "rows_total": table.tally.rows,
        "rows_read": table.tally.read,
        "rows_skipped": table.tally.skipped.total(),
        "rows_ruined": table.tally.ruined,
        "warnings": warnings,
        "finished_at": clock.now(),
    }


def _in_clear(warned: Warned) -> dict[str, object]:
    """A warning without what stood in the cells."""
    return {"code": warned.code, **{name: value for name, value in warned.params.items() if name in SHOWN}}


def window_of(case: Case) -> Window | None:
    """When it happened, where both ends are known; an end that is open reaches until now."""
    if case.window_from is None:
        return None
    return Window(case.window_from, case.window_to or clock.now())


def key_labels(case: Case) -> frozenset[str]:
    """The names of the API keys that the victim listed."""
    keys = [key for account in Account.objects.filter(case=case) for key in account.api_keys or ()]
    return frozenset(str(key["label"]) for key in keys if key.get("label"))

"""Statements: an uploaded export is queued, read into rows by a worker, and asks back where it cannot know.

Reading is a job like the making of a paper: leased, safe to run twice, dead with a reason after bounded attempts. Each
list of an upload is a job of its own, so that what is said of one (its zone, its columns) leaves the others alone.
"""

import logging
from collections import Counter
from uuid import UUID

from django.conf import settings
from django.db.transaction import atomic

from incidents.access import policies
from incidents.core.cipher import blind_index
from incidents.core.errors import NotFound, RecourseError, UnknownFormat
from incidents.core.statements.batch import Batch
from incidents.core.statements.conventions import Warned
from incidents.core.statements.headers import named_zone
from incidents.core.statements.mapping import Mapping
from incidents.core.statements.places import Place
from incidents.core.statements.statement import Statement as Table
from incidents.core.statements.suspicion import Suspects, Window
from incidents.core.uncollected import uncollected
from incidents.core.vocabulary import Actor, JobState
from incidents.models import Account, Case, Evidence, Statement, StatementRow
from incidents.services import clock, events, mappings, outbox, statement_files
from incidents.services.changes import touch
from incidents.services.leases import Lease, LeaseLost, Queue
from incidents.services.rereading import Earlier
from incidents.services.statement_rows import RowWriter

logger = logging.getLogger(__name__)

BACK_OFF = (2, 15, 60)
QUEUE = Queue(Statement, lambda: settings.JOB_MAX_ATTEMPTS, BACK_OFF)

ZONE, MAPPING = "zone", "mapping"
READER, HEADER = "reader", "header"
SHOWN = frozenset({"line", "why", "rows", "assumed"})
UNSURE = frozenset({"zone_unknown", "zone_assumed"})


def take(*, by: Actor, case: Case, evidence: Evidence) -> Statement | None:
    """Queue the reading of a file that may be a statement; None for any other kind. Twice is once."""
    if evidence.media_type not in statement_files.TABLES:
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
    """Read a list anew: in the zone that its owner says, with the columns they name, or as before.

    Columns that are named are those of every list of the case with such a header that nobody knew.
    Raises NotFound for a statement of another case, BadInput for a mapping that reads nothing.
    """
    policies.check_change(case)
    if mapping is not None:
        mapping.check()
    with atomic():
        row = Statement.objects.select_for_update().filter(case=case, id=statement).first()
        if row is None:
            raise NotFound("statement_not_found")
        if mapping is not None:
            row.mapping, zone = mapping.as_json(), mapping.zone
            mappings.remember(by=by, mapping=mapping)
        if zone or mapping is not None:
            row.zone, row.zone_from = zone or "", READER if zone else ""
        row.save(update_fields=["mapping", "zone", "zone_from"])
        alike = [row.id, *(_unknown_like(row) if mapping else ())]
        QUEUE.again(alike, needs="", reviewed_at=None, rows_read=0)
        events.record(by=by, kind="statement_read_again", case=case, statement=str(row.id), lists=len(alike))
        outbox.publish(alike, Statement)
    return row


def _unknown_like(row: Statement) -> list[UUID]:
    """Other lists of the case whose columns are asked about, under the same titles."""
    asked = Statement.objects.filter(case=row.case_id, needs=MAPPING).exclude(id=row.id)
    key = mappings.header_key(row.mapping["titles"])
    return [other.id for other in asked if mappings.header_key((other.mapping or {}).get("titles", ())) == key]


def read(*, by: Actor, job: UUID) -> str:
    """Read one statement if it is there to be read; the outcome as a word. Safe to call twice, by anybody."""
    lease = QUEUE.claim(job)
    if lease is None:
        return "not_mine"
    row = Statement.objects.select_related("case", "evidence").get(id=job)
    try:
        if row.part == 0:
            statement_files.divide(by=by, first=row)
        told = _read(by, lease, row)
    except LeaseLost:
        return "too_late"
    except RecourseError as error:
        return _close(by, lease, row, {"needs": "", "error_code": error.code})
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


def _read(by: Actor, lease: Lease, row: Statement) -> dict[str, object]:
    """One list into rows; gives back its books, or what its owner has to be asked, as columns of its statement."""
    place = statement_files.place_of(row)
    try:
        table = _open(row, place)
    except UnknownFormat as error:
        return _question(row, place, error)
    writer = RowWriter(row, Suspects(window_of(row.case), key_labels(row.case)))
    earlier = Earlier(by, row, lambda: QUEUE.hold(lease))
    earlier.set_aside()
    kinds, left_out, judged = Counter[str](), Counter[str](), judged_by(row.case)
    with uncollected():
        for part in table.parts:
            with atomic():
                QUEUE.hold(lease, rows_read=table.tally.read)
                writer.add(part)
            if isinstance(part, Batch):
                kinds[part.constants["kind"]] += len(part)
            else:
                left_out[part.why[:40]] += len(part)
    with atomic():
        QUEUE.hold(lease)
        writer.judge()
    became = [{"code": f"report_{what}", "rows": number} for what, number in earlier.hand_over().items()]
    suggested = StatementRow.objects.filter(statement=row, suggested=True).count()
    counts = {"kinds": kinds, "left_out": left_out, "suggested": suggested, "judged_by": judged}
    return {**_books(row, table), "warnings": [*map(_in_clear, table.warnings), *became], "counts": counts}


def _open(row: Statement, place: Place) -> Table:
    """The list, its columns as its owner said; those nobody knows as was said of another file, or staff accepted."""
    zone = named_zone(row.zone) if row.zone_from == READER else None
    if row.mapping and "columns" in row.mapping:
        return place.open(zone, Mapping.from_json(row.mapping))
    try:
        return place.open(zone)
    except UnknownFormat as error:
        known = mappings.known_for(_titles(error), row.case)
        if known is None:
            raise
        return place.open(zone, known)


def _question(row: Statement, place: Place, error: UnknownFormat) -> dict[str, object]:
    titles = _titles(error)
    if not statement_files.is_asked_about(place, titles):
        return {"needs": ""}
    offered = mappings.offered_for(titles)
    guessed = {"guessed": offered or error.params.get("guessed"), "titles": list(titles), "offered": bool(offered)}
    return {"needs": MAPPING, "mapping": row.mapping or guessed}


def _titles(error: UnknownFormat) -> tuple[str, ...]:
    found = error.params.get("titles")
    return tuple(map(str, found)) if isinstance(found, list) else ()


def _books(row: Statement, table: Table) -> dict[str, object]:
    told = row.zone if row.zone_from == READER else ""
    unsure = not told and any(item.code in UNSURE for item in table.warnings)
    return {
        "format": table.format[:80],
        "institution": table.institution or "",
        "encoding": table.encoding,
        "delimiter": table.delimiter,
        "zone": table.zone,
        "zone_from": READER if table.zone == told else "" if unsure else HEADER,
        "needs": ZONE if unsure else "",
        "rows_total": table.tally.rows,
        "rows_read": table.tally.read,
        "rows_skipped": table.tally.skipped.total(),
        "rows_ruined": table.tally.ruined,
    }


def _in_clear(warned: Warned) -> dict[str, object]:
    """A warning without what stood in the cells."""
    return {"code": warned.code, **{name: value for name, value in warned.params.items() if name in SHOWN}}


def judged_by(case: Case) -> str:
    """A mark of all that tells theft from history: where it has changed, a list deserves another look."""
    said = [case.window_from, case.window_to, *sorted(key_labels(case))]
    return blind_index(settings.INDEX_KEY, "|".join(map(str, said)))


def window_of(case: Case) -> Window | None:
    """When it happened, where both ends are known; an end that is open reaches until now."""
    if case.window_from is None:
        return None
    return Window(case.window_from, case.window_to or clock.now())


def key_labels(case: Case) -> frozenset[str]:
    """The names of the API keys that the victim listed."""
    keys = [key for account in Account.objects.filter(case=case) for key in account.api_keys or ()]
    return frozenset(str(key["label"]) for key in keys if key.get("label"))

"""Statements and the uploads they lie in: every list of an upload is a statement, with a row and a job of its own."""

from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.transaction import atomic

from incidents.core import file_types
from incidents.core.errors import BadInput, NotFound, TooMany, UnknownFormat
from incidents.core.file_types import ARCHIVES, OFFICE
from incidents.core.statements.guess import MEANINGS
from incidents.core.statements.places import Place, places
from incidents.core.statements.preview import preview
from incidents.core.statements.titles import told_apart
from incidents.core.vocabulary import Actor, JobState
from incidents.gateways.vault import evidence_files
from incidents.models import Statement
from incidents.services import clock, events, outbox

ASKED_ABOUT = frozenset({"text/csv", "text/tab-separated-values", OFFICE[".xlsx"]})
"""Files whose columns are asked for when nobody knows them."""

TABLES = ASKED_ABOUT | ARCHIVES
"""Files that are looked into; a plain text is one only when somebody says so."""

DIVIDED = ARCHIVES | {OFFICE[".xlsx"]}
"""Files that can hold several lists."""


def place_of(row: Statement) -> Place:
    """Where a statement's list lies. Raises NotFound for files that are gone, BadInput and TooMany as archives do."""
    data, name = evidence_files.read(row.evidence.stored_as), row.evidence.file or ""
    place = next(islice(places(data, name), row.part, None), None)
    if place is None:
        raise NotFound("statement_not_found")
    return place


@dataclass(frozen=True, slots=True)
class FirstLook:
    """The titles of a list's columns, its first lines, and how it is read now, or may be read."""

    titles: list[str]
    lines: list[list[str]]
    meanings: dict[str, str]
    """Title -> meaning; the second and third of one title are numbered."""

    rows: str = ""
    """What every row is: an act; nothing where a column says it, or nobody knows."""

    date_order: str = ""
    decimal_mark: str = ""


def first_look(row: Statement, lines: int) -> FirstLook:
    """What its owner looks at to say what the columns mean."""
    place = place_of(row)
    titles, *shown = preview(place, lines)
    said = row.mapping or {}
    if "columns" in said:
        more = {name: said.get(name) or "" for name in ("rows", "date_order", "decimal_mark")}
        return FirstLook(titles, shown, said["columns"], **more)
    try:
        plan = place.open().plan
    except UnknownFormat as error:
        guessed: Any = said.get("guessed") or error.params.get("guessed") or {}
        return FirstLook(titles, shown, guessed)
    names, form = told_apart(plan.title, shown), plan.format
    meanings = {names[at]: meaning for meaning, at in plan.places.items() if meaning in MEANINGS}
    rows = "" if "type" in plan.places else str(form.act)
    return FirstLook(titles, shown, meanings, rows, form.date_order or "", form.decimal_mark or "")


def is_asked_about(place: Place, titles: tuple[str, ...]) -> bool:
    """Whether its owner is asked what the columns mean, when nobody knows."""
    if len(titles) < 2:
        return False
    source = place.source
    try:
        kind = file_types.media_type(source.data[: file_types.HEAD], source.name)
    except BadInput:
        return False
    return place.sheet is not None or kind in ASKED_ABOUT


def divide(*, by: Actor, first: Statement) -> list[Statement]:
    """A statement for each further list of an upload, queued; one that is no text is closed at once. Twice is once.

    ``first`` gets its own name. Where the upload breaks off after some lists, the last row says why.
    """
    if first.evidence.media_type not in DIVIDED:
        return []
    made: list[Statement] = []
    data, name = evidence_files.read(first.evidence.stored_as), first.evidence.file or ""
    part = 0
    try:
        for part, place in enumerate(places(data, name)):
            if part == 0:
                first.name = place.name
            else:
                made.append(_further(first, part, place.name, "" if place.is_readable else "statement_not_text"))
    except (BadInput, TooMany) as error:
        if first.name is None:
            raise
        made.append(_further(first, part + 1, "", error.code))
    with atomic():
        first.save(update_fields=["name"])
        known = set(Statement.objects.filter(evidence=first.evidence).values_list("part", flat=True))
        made = Statement.objects.bulk_create(row for row in made if row.part not in known)
        if made:
            events.record(by=by, kind="statement_divided", case=first.case, statement=str(first.id), lists=len(made))
            outbox.publish([row.id for row in made if row.state == JobState.QUEUED], Statement)
    return made


def _further(first: Statement, part: int, name: str, problem: str) -> Statement:
    return Statement(
        case=first.case,
        evidence=first.evidence,
        part=part,
        name=name,
        state=JobState.DONE if problem else JobState.QUEUED,
        error_code=problem,
        created_at=first.created_at,
        next_at=clock.now(),
    )

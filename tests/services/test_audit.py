"""The trail proves itself, row 60: edited, removed, moved and cut lines are all found."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.db.transaction import atomic

from incidents.core.vocabulary import OPERATOR
from incidents.models import Event, EventHead, trail_triggers
from incidents.services import audit, events
from tests.factories.cases import draft
from tests.processes import Manage


@contextmanager
def without_triggers() -> Iterator[None]:
    """What somebody with the database's own password can do."""
    with connection.schema_editor() as editor:
        trail_triggers.drop(None, editor)
    yield
    with connection.schema_editor() as editor:
        trail_triggers.create(None, editor)


def lines(count: int) -> None:
    case = draft()
    for number in range(count):
        with atomic():
            events.record(by=OPERATOR, kind="case_changed", case=case, members=[f"m{number}", "ä"])


def found() -> list[tuple[int, str]]:
    return [(flaw.number, flaw.code) for flaw in audit.verify()]


@pytest.mark.django_db
def test_an_honest_trail_has_no_flaw_not_even_an_empty_one() -> None:
    assert found() == []
    lines(5)
    assert found() == []
    assert audit.head()[0] == Event.objects.count()


def edit() -> None:
    Event.objects.filter(number=3).update(kind="case_opened")


def edit_details() -> None:
    Event.objects.filter(number=3).update(details={"members": []})


def edit_and_hash_again() -> None:
    event = Event.objects.get(number=3)
    event.kind = "something_else"
    event.hash = events.line_hash(event)
    event.save()


def delete() -> None:
    Event.objects.filter(number=3).delete()


def delete_and_close_the_gap() -> None:
    Event.objects.filter(number=3).delete()
    for number in range(4, Event.objects.count() + 2):
        Event.objects.filter(number=number).update(number=number - 1)


def reorder() -> None:
    for old, new in ((3, 999), (4, 3), (999, 4)):
        Event.objects.filter(number=old).update(number=new)


def insert() -> None:
    last = Event.objects.order_by("number").last()
    assert last is not None
    event = Event(number=last.number + 1, at=last.at, kind="planted", actor="system", previous=last.hash)
    event.hash = events.line_hash(event)
    event.save(force_insert=True)


def truncate() -> None:
    Event.objects.filter(number__gt=4).delete()


def empty() -> None:
    Event.objects.all().delete()


def truncate_and_forge_the_head() -> None:
    Event.objects.filter(number__gt=4).delete()
    last = Event.objects.get(number=4)
    EventHead.objects.update(number=4, hash=last.hash)


def remove_the_head() -> None:
    Event.objects.all().delete()
    EventHead.objects.all().delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("tamper", "code"),
    [
        (edit, "line_changed"),
        (edit_details, "line_changed"),
        (edit_and_hash_again, "chain_broken"),
        (delete, "line_missing"),
        (delete_and_close_the_gap, "chain_broken"),
        (reorder, "chain_broken"),
        (insert, "end_not_under_the_head"),
        (truncate, "end_cut_off"),
        (empty, "end_cut_off"),
        (truncate_and_forge_the_head, "head_forged"),
        (remove_the_head, "head_missing"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_row_60_what_was_done_to_the_trail_is_found(tamper: Callable[[], None], code: str) -> None:
    lines(6)
    with without_triggers():
        tamper()
    assert code in {flaw for _, flaw in found()}


def test_the_command_is_quiet_on_an_honest_trail(manage: Manage) -> None:
    done = manage("verify_audit")
    assert (done.returncode, done.stdout) == (0, "")

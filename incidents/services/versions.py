"""Making a version by hand: once, however often the button is pressed; and letting letters go that were held back."""

from django.db.transaction import atomic

from incidents.access import policies
from incidents.core.vocabulary import Actor
from incidents.models import Case, Submission
from incidents.services import cases, events
from incidents.services.changes import touch


def make(*, by: Actor, case: Case, seen: int, members: dict[str, object] | None = None) -> Submission | None:
    """Submit the case if it still stands at version ``seen``; else the newest version that is there already.

    ``members`` (the declaration) are written in the same transaction.
    """
    with atomic():
        row = Case.objects.select_for_update().get(id=case.id)
        if row.version != seen:
            return cases.latest(row)
        if members:
            cases.update(by=by, case=row, members=members)
            agreed = sorted(name for name, said in members.items() if said is True)
            events.record(by=by, kind="declared", case=row, agreed=agreed)
        submission, _ = cases.submit(by=by, case=row)
    case.refresh_from_db()
    return submission


def release_letters(*, by: Actor, case: Case, released: bool) -> None:
    """The victim's choice where letters are held back: make them, or go on holding them."""
    policies.check_change(case)
    with atomic():
        Case.objects.filter(id=case.id).update(letters_released=released)
        events.record(by=by, kind="letters_released" if released else "letters_held_back", case=case)
        touch(case)
    case.letters_released = released

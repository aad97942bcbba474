"""Making a version by hand: once, however often the button is pressed; and letting letters go that were held back."""

from django.db.transaction import atomic

from incidents.access import policies
from incidents.core.vocabulary import Actor, DocumentKind
from incidents.models import Case, Document, Submission
from incidents.services import cases, events, limits
from incidents.services.changes import touch


def make(
    *, by: Actor, case: Case, seen: int, members: dict[str, object] | None = None, address: str = ""
) -> Submission | None:
    """Submit the case if it still stands at version ``seen``; else the newest version that is there already.

    ``members`` (the declaration) are written in the same transaction. Raises TooMany("limit_reached") when there were
    too many versions, letters or new recipients today; then nothing changes.
    """
    limits.count(what="version", address=address, subject=case.id)
    with atomic():
        row = Case.objects.select_for_update().get(id=case.id)
        if row.version != seen:
            return cases.latest(row)
        if members:
            cases.update(by=by, case=row, members=members)
            agreed = sorted(name for name, said in members.items() if said is True)
            events.record(by=by, kind="declared", case=row, agreed=agreed)
        submission, documents = cases.submit(by=by, case=row)
        _count_letters(row, submission, documents, address)
    case.refresh_from_db()
    return submission


def _count_letters(case: Case, submission: Submission, documents: list[Document], address: str) -> None:
    """Letters that were not there before, and whom none was made for before."""
    made = [paper for paper in documents if paper.kind == DocumentKind.LETTER]
    new = [paper for paper in made if paper.submission_id == submission.id]
    known = Document.objects.filter(case=case, kind=DocumentKind.LETTER).exclude(submission=submission)
    recipients = {paper.institution for paper in new} - set(known.values_list("institution", flat=True))
    limits.count(what="letter", subject=case.id, number=len(new))
    limits.count(what="recipient", address=address, subject=case.id, number=len(recipients))


def release_letters(*, by: Actor, case: Case, released: bool) -> None:
    """The victim's choice where letters are held back: make them, or go on holding them."""
    policies.check_change(case)
    with atomic():
        Case.objects.filter(id=case.id).update(letters_released=released)
        events.record(by=by, kind="letters_released" if released else "letters_held_back", case=case)
        touch(case)
    case.letters_released = released

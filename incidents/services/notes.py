"""Notes of the staff to each other about a case. They may speak of others, so the victim's export leaves them out."""

from django.db.transaction import atomic

from incidents.access.desk import person_of
from incidents.core.vocabulary import Actor
from incidents.models import Case, Note
from incidents.services import clock, events
from incidents.services.free_text import checked

LONGEST = 4000


def write(*, by: Actor, case: Case, text: str) -> Note:
    """Leave a note; raises what ``checked`` raises."""
    bare = checked(text, most=LONGEST)
    with atomic():
        note = Note.objects.create(case=case, author_id=person_of(by), text=bare, written_at=clock.now())
        events.record(by=by, kind="note_written", case=case, note=str(note.id))
    return note

"""Objections to letters: whoever is named in one, or held because of one, objects; two of the staff decide.

While an objection is open the paper is "under review". Two who uphold it withdraw the letter in all its versions, no
later version of the case makes it again (``stops``), and the reporter is asked to send a correction. Two who reject it
leave the letter as it was. Where two disagree it stays open until a third decides with one of them.

Whoever was rejected once cannot put the same letter under review again by asking again: further objections are read,
and count once one of the staff upholds them. Otherwise a thief could keep a letter under review for ever.
"""

from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.transaction import atomic

from incidents.core import verify_code
from incidents.core.desk_vocabulary import DisputeRole, DisputeState, MailKind
from incidents.core.errors import NotAllowed, NotFound
from incidents.core.vocabulary import SYSTEM, Actor, DocumentKind, JobState
from incidents.documents.clean import clean_line
from incidents.models import Dispute, DisputeVote, Document, User
from incidents.services import clock, events, limits, mails
from incidents.services.changes import touch
from incidents.services.free_text import checked

OUTGOING = (DocumentKind.LETTER, DocumentKind.NOTE)
"""Kinds of paper that reach companies: what can be objected to."""

UPHELD = "objection_upheld"
"""Why a letter is withdrawn: two of the staff found an objection right."""

LONGEST = 5_000
AGREED = 2
"""How many of the staff must be of one opinion."""


def letter_of(code: str) -> Document:
    """The letter that carries a code; raises NotFound("no_such_letter"), also for papers that are no letter."""
    known = verify_code.normalise(code)
    letters = Document.objects.filter(kind__in=OUTGOING, state=JobState.DONE).select_related("case", "submission")
    found = letters.filter(code=known).first() if known else None
    if found is None:
        raise NotFound("no_such_letter")
    return found


def same_letter(document: Document) -> QuerySet[Document]:
    """Every paper of the case that is this letter: its versions, and what lies beside them."""
    papers = Document.objects.filter(case_id=document.case_id, institution=document.institution)
    return papers.filter(letter=document.letter) if document.letter else papers.filter(kind=document.kind, letter="")


def object_to(
    *, by: Actor, letter: Document, role: DisputeRole, name: str, contact: str, text: str, address: str
) -> Dispute:
    """Keep an objection; raises what ``checked`` raises, and TooMany when there were too many of them today."""
    bare = checked(text, most=LONGEST)
    subject = f"{letter.case_id}|{letter.letter}|{letter.institution}"
    limits.count(what="objection", address=address, subject=subject)
    with atomic():
        dispute = Dispute.objects.create(
            document=letter,
            role=role,
            name=clean_line(name) or None,
            contact=clean_line(contact) or None,
            text=bare,
            opened_at=clock.now(),
        )
        events.record(
            by=by, kind="objection_opened", case=letter.case, document=str(letter.id), objection=str(dispute.id)
        )
    return dispute


def is_under_review(document: Document) -> bool:
    """Whether an objection to this letter waits for the staff."""
    if not document.letter and document.kind not in OUTGOING:
        return False
    about = Dispute.objects.filter(document__in=same_letter(document))
    waiting = about.filter(state=DisputeState.OPEN)
    if about.filter(state=DisputeState.REJECTED).exists():
        waiting = waiting.filter(votes__upholds=True)
    return waiting.exists()


def look(*, by: Actor, dispute: UUID) -> Dispute:
    """An objection with what somebody wrote in it, for the staff; leaves a line in the trail. Raises NotFound."""
    row = Dispute.objects.select_related("document__case", "document__submission").filter(id=dispute).first()
    if row is None:
        raise NotFound("objection_not_found")
    with atomic():
        events.record(by=by, kind="objection_read", case=row.document.case, objection=str(row.id))
    return row


def vote(*, by: Actor, user: User, dispute: UUID, upholds: bool, reason: str) -> Dispute:
    """One member of the staff says what is right; the second who agrees with another decides.

    Raises NotFound, NotAllowed("objection_decided"), NotAllowed("voted_already") and what ``checked`` raises.
    """
    bare = checked(reason, most=LONGEST)
    with atomic():
        row = Dispute.objects.select_for_update().select_related("document__case").filter(id=dispute).first()
        if row is None:
            raise NotFound("objection_not_found")
        if row.state != DisputeState.OPEN:
            raise NotAllowed("objection_decided")
        if row.votes.filter(user=user).exists():
            raise NotAllowed("voted_already")
        DisputeVote.objects.create(dispute=row, user=user, upholds=upholds, reason=bare, at=clock.now())
        events.record(by=by, kind="objection_voted", case=row.document.case, objection=str(row.id), upholds=upholds)
        if row.votes.filter(upholds=upholds).count() >= AGREED:
            _decide(by, row, DisputeState.UPHELD if upholds else DisputeState.REJECTED)
    return row


def _decide(by: Actor, row: Dispute, state: DisputeState) -> None:
    case, now = row.document.case, clock.now()
    decided = Dispute.objects.filter(id=row.id)
    if state == DisputeState.UPHELD:  # every other objection to the letter is settled with it
        decided = Dispute.objects.filter(
            Q(id=row.id) | Q(document__in=same_letter(row.document), state=DisputeState.OPEN)
        )
        withdrawn = same_letter(row.document).update(withdrawn_at=now, withdrawn_why=UPHELD)
        events.record(by=by, kind="letter_withdrawn", case=case, document=str(row.document_id), papers=withdrawn)
        mails.queue(by=SYSTEM, case=case, kind=MailKind.MESSAGE)
    ids = sorted(str(found) for found in decided.values_list("id", flat=True))
    Dispute.objects.filter(id__in=ids).update(state=state, decided_at=now)
    row.refresh_from_db(fields=["state", "decided_at"])
    events.record(by=by, kind="objection_decided", case=case, objections=ids, state=state)
    touch(case)

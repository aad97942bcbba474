"""What follows when the victim agrees to something, or no longer does: at once, in the transaction of the change.

Without ``share_with_institutions`` the letters that were not sent yet are withdrawn: their rows stay, their files
are no longer handed out. Agreeing again brings them back. Without ``staff_access`` no page of the staff finds the case.
"""

from django.db.models import Q, QuerySet
from django.db.transaction import atomic

from incidents.core.record_parts import Consents
from incidents.core.vocabulary import Actor, LetterKind
from incidents.documents.plan import OWN, POLICE
from incidents.models import Case, Contact, Document, Letter
from incidents.services import clock, events

NAMES = tuple(Consents.model_fields)
LETTERS = "share_with_institutions"
FIRST = (LetterKind.L1, LetterKind.L2A)
"""Letters that an answer of the company shows to be sent, also where nobody said so."""

NO_CONSENT = "no_consent"
"""Why a letter is withdrawn: the victim no longer agrees to letters."""


def agreed(case: Case) -> frozenset[str]:
    """What the victim agrees to now."""
    return frozenset(name for name in NAMES if case.consents_to(name))


def settle(*, by: Actor, case: Case, before: frozenset[str]) -> None:
    """Let a change of consents take effect; call it in the transaction that wrote them."""
    now = agreed(case)
    if now == before:
        return
    with atomic():
        letters = 0
        if LETTERS in before - now:
            letters = _unsent(case).update(withdrawn_at=clock.now(), withdrawn_why=NO_CONSENT)
        elif LETTERS in now - before:
            letters = _withdrawn(case).update(withdrawn_at=None, withdrawn_why="")
        given, taken_back = sorted(now - before), sorted(before - now)
        events.record(by=by, kind="consents_changed", case=case, given=given, withdrawn=taken_back, letters=letters)


def _unsent(case: Case) -> QuerySet[Document]:
    """Every paper for a company that the victim has not sent on, as far as is known: no answer came either."""
    written = Contact.objects.filter(case=case, institution__isnull=False).values_list("institution", flat=True)
    letters = Document.objects.filter(case=case, withdrawn_at=None).exclude(folder__in=(POLICE, OWN))
    letters = letters.exclude(letter__in=FIRST, institution__in=set(written))
    for sent in Letter.objects.filter(case=case, sent_at__isnull=False):
        letters = letters.exclude(Q(letter=sent.kind or "") & Q(institution=sent.institution or ""))
    return letters


def _withdrawn(case: Case) -> QuerySet[Document]:
    return Document.objects.filter(case=case, withdrawn_why=NO_CONSENT)

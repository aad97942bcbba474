"""A case whose letters are made, and what outsiders do with them."""

from incidents.core.vocabulary import Actor, ActorKind, DocumentKind, LetterKind
from incidents.models import Case, Document
from incidents.services import cases
from tests.factories import transfer
from tests.factories.cases import draft
from tests.web.made import pretend_made


def case_with_letters(**members: object) -> Case:
    """Version 1 of a theft that reached a deposit address at Coinbase and a hot wallet at Bitfinex."""
    usual = {
        "kind": "phishing",
        "country": "DE",
        "victim": {"legal_name": "Nadia Brandt"},
        "movements": [transfer("deposit", txid="0x" + "a1" * 32), transfer("hot", txid="b2" * 32)],
    }
    return submitted(draft(**{**usual, **members}))


def submitted(case: Case) -> Case:
    """The next version, with its papers as if they were made."""
    cases.submit(by=Actor(ActorKind.VICTIM, case.id), case=case)
    pretend_made(case)
    case.refresh_from_db()
    return case


def letter(case: Case, institution: str = "coinbase", kind: LetterKind = LetterKind.L1) -> Document:
    """The newest letter of a case to a company."""
    letters = Document.objects.filter(case=case, kind=DocumentKind.LETTER, letter=kind, institution=institution)
    found = letters.order_by("submission__version").last()
    assert found is not None, list(Document.objects.filter(case=case).values_list("kind", "letter", "institution"))
    return found

"""Cases in the database, for tests of what works on them."""

from incidents.core.record import SCHEMA, read_record
from incidents.core.vocabulary import OPERATOR
from incidents.models import Case
from incidents.services import cases
from tests.factories import CONSENTS


def draft(**members: object) -> Case:
    """A case in draft."""
    raw = {"schema": SCHEMA, "language": "en", "consents": CONSENTS, **members}
    return cases.open_draft(by=OPERATOR, record=read_record(raw)[0])

"""What the operator has stopped in a case: the block list and upheld objections, as findings for its record."""

from collections.abc import Iterator

from incidents.core.desk_vocabulary import BlockKind
from incidents.core.record import CaseRecord
from incidents.core.record_parts import Stop
from incidents.core.stops import Stopped
from incidents.models import Case, Document
from incidents.services import blocking
from incidents.services.disputes import UPHELD


def stops_of(*, case: Case, record: CaseRecord) -> tuple[Stop, ...]:
    """Every stop that holds for the case as it stands, in a fixed order."""
    return (*_of_blocks(record), *_of_objections(case))


def _of_blocks(record: CaseRecord) -> Iterator[Stop]:
    listed = blocking.in_force()
    if not listed:
        return
    for kind, value in ((BlockKind.EMAIL, record.victim.email), (BlockKind.PHONE, record.victim.phone)):
        if entry := listed.get(blocking.key_of(kind, value)):
            yield Stop(what=Stopped.REPORTER, code=blocking.code_of(entry))
    for row, movement in enumerate(record.movements):
        for kind, value in ((BlockKind.ADDRESS, movement.to_address), (BlockKind.TXID, movement.txid)):
            if entry := listed.get(blocking.key_of(kind, value)):
                yield Stop(what=Stopped.ROW, row=row, code=blocking.code_of(entry))


def _of_objections(case: Case) -> Iterator[Stop]:
    withdrawn = Document.objects.filter(case=case, withdrawn_why=UPHELD)
    for letter, institution in sorted(set(withdrawn.values_list("letter", "institution"))):
        yield Stop(what=Stopped.LETTER, letter=letter or None, institution=institution or None)

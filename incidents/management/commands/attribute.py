"""Which institutions public lists name for addresses: one address, or network TAB address, a line on stdin."""

import sys
from datetime import UTC, datetime
from typing import Any, ClassVar

from incidents.core.attribution import Note, attribute
from incidents.management.base import JsonCommand

SENTENCES = {
    "several_institutions": "Public lists name more than one institution: {about}. None is picked.",
    "institution_and_theft": "Lists name an institution and a theft or the like ({about}): treat it as unclear.",
    "stale": "The label is older than 12 months ({about}): check it again before relying on it.",
    "undated": "The list has no date ({about}).",
    "labelled_on_other_network": "The same spelling is labelled on another network ({about}).",
    "published_on_other_network": "The label was published for another chain of the same kind ({about}).",
    "contract_on_other_network": "A contract with this address is labelled on another chain only ({about}).",
    "account_of_another_service": "The account is used by another service ({about}), not by one customer.",
}


def sentence(note: Note) -> str:
    """A note in words, its code first so that scripts can tell notes apart."""
    return f"{note.code}: {SENTENCES[note.code].format(about=note.about)}"


class Command(JsonCommand):
    """JSON lines in the order of the input; an unknown address has an empty list."""

    help = "Name the institutions that public lists give for each address on stdin."
    needs_database: ClassVar[bool] = False

    def run(self, **options: Any) -> int:
        """Answer each line."""
        today = datetime.now(UTC).date()
        for line in sys.stdin:
            text = line.rstrip("\r\n")
            network, tab, address = text.partition("\t")
            found = attribute(address if tab else text, (network.strip() or None) if tab else None, on=today)
            self.emit(
                {
                    "address": found.address,
                    "network": found.network,
                    "institutions": [entry.as_json() for entry in found.institutions],
                    "notes": [sentence(note) for note in found.notes],
                }
            )
        return 0

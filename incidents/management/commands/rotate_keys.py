"""Write everything that an older key wrote again with the first key: ``rotate_keys``."""

from typing import Any

from incidents.core.vocabulary import OPERATOR
from incidents.management.base import JsonCommand
from incidents.services import rotation


class Command(JsonCommand):
    """Afterwards the older keys can be taken out of the ring (docs/operations.md)."""

    help = "Re-encrypt all fields and files with the first key of the ring."

    def run(self, **options: Any) -> None:
        self.emit(rotation.rotate(by=OPERATOR))

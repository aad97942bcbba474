"""Send again what was left undone: ``sweep_jobs``."""

from typing import Any

from incidents.management.base import JsonCommand
from incidents.services import sweeping


class Command(JsonCommand):
    """One round of the sweep that beat runs; safe at any moment."""

    help = "Find jobs that nobody finished, close or publish them."

    def run(self, **options: Any) -> None:
        self.emit(sweeping.sweep())

"""Say where a text holds secrets: one text on stdin, one JSON object a finding on stdout."""

import io
import sys
from typing import Any, ClassVar

from incidents.core.secret_scan import scan
from incidents.management.base import JsonCommand


class Command(JsonCommand):
    """``manage.py scan_secrets < text``"""

    help = "Scan a text from stdin for recovery phrases, keys and passwords; print masked findings as JSON lines."
    needs_database: ClassVar[bool] = False

    def run(self, **options: Any) -> int:
        """Status 0 whether or not anything was found."""
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="replace")
        for finding in scan(sys.stdin.read()):
            self.emit(finding.as_json())
        return 0

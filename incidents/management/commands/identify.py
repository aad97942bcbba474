"""Say what pasted texts are: one text a line on stdin, one JSON object a line on stdout, in order."""

import io
import sys
from typing import Any, ClassVar

from incidents.core.references import read
from incidents.management.base import JsonCommand


class Command(JsonCommand):
    """``manage.py identify < ids.txt``"""

    help = "Read ids, addresses and links from stdin, one a line; print what each is as JSON lines."
    needs_database: ClassVar[bool] = False

    def run(self, **options: Any) -> int:
        """Read and answer line by line, so that it can stand in a pipe."""
        if isinstance(sys.stdin, io.TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8", errors="replace", newline="\n")
        for line in sys.stdin:
            self.emit(read(line.rstrip("\r\n")).as_json())
        return 0

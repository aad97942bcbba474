"""``make bench``: measure on a throw-away state, print a table and put it into docs/performance.md."""

import os
import shutil
import sys
import tempfile
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "performance.md"
MARK = "<!-- figures: make bench -->"


def main() -> None:
    """One run; nothing of it stays but the figures."""
    state = tempfile.mkdtemp(prefix="recourse-bench-")
    os.environ.update(RECOURSE_STATE=state, DJANGO_SETTINGS_MODULE="portal.settings", RECOURSE_LOG_LEVEL="ERROR")
    try:
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        from tests.benchmarks import importing, pages, papers, reading, reviewing, statements

        parts = (statements, importing, papers, pages, reading, reviewing)
        rows = [row for part in parts for row in part.measure()]
    finally:
        shutil.rmtree(state, ignore_errors=True)
    table = "\n".join(["| what | measured |", "|---|---|", *(f"| {what} | {figure} |" for what, figure in rows)])
    sys.stdout.write(table + "\n")
    before = PAGE.read_text().split(MARK)[0]
    PAGE.write_text(f"{before}{MARK}\n\n{table}\n")


if __name__ == "__main__":
    main()

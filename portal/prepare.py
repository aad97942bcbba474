"""What must be true before anything is served: tables up to date, static files collected.

``python -m portal.prepare`` does both; commands call the first part alone.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.executor import MigrationExecutor

from portal.state import locked
from portal.static_files import collect_static


def say(text: str) -> None:
    """Words for people go to stderr."""
    sys.stderr.write(text + "\n")


def is_behind() -> bool:
    """Does the database lack a migration?"""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def migrate_if_behind(tell: Callable[[str], None] = say) -> None:
    """Bring the embedded database up to date; one process does it, the others wait.

    A production database is migrated by its operator, once per release.
    """
    if not settings.EMBEDDED_DATABASE or not is_behind():
        return
    with locked(settings.RECOURSE_RUNTIME_DIR / "migrate.lock"):
        if is_behind():
            tell("Preparing the database ...")
            call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
            secure_database_file()


def secure_database_file() -> None:
    """Only the owner reads the database; its journal files inherit the mode."""
    path = Path(str(settings.DATABASES["default"]["NAME"]))
    if path.is_file():
        path.chmod(0o600)


def main() -> None:
    """Prepare everything that the web, worker and beat processes expect."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    migrate_if_behind()
    collect_static()


if __name__ == "__main__":
    main()
